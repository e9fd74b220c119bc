"""Changes facts of an entry on a page, each in the form in which it stands."""

from __future__ import annotations

import re
from html import escape as escape_html
from itertools import pairwise
from typing import TYPE_CHECKING

from nhs_internships.dialects.document import KEEP
from nhs_internships.dialects.links import runs_code
from nhs_internships.dialects.markup import as_tag, card_filter, card_label, facets_to_state, image, target, with_facet
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.html import read_card
from nhs_internships.grammar.inline import escape, trim
from nhs_internships.model import Facet
from nhs_internships.model.badges import facet_of
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nhs_internships.dialects.document import Document, EntryChanges
    from nhs_internships.grammar.html import Card
    from nhs_internships.model import Badge

__all__ = ["edit_card", "edit_markdown", "only_facts"]


_SEPARATORS = {"TITLE_TABLE": "", "BADGE_TABLE": " &nbsp; "}
_ALT = re.compile(r"!\[([^\]]*)\]")
# Tags and kramdown attributes that stand beside a wave.
_MARKS = re.compile(r"(<[^<>]*>|\{[:#.][^{}]*\})")
_EMPHASIS = " \t\r\n*_"


def edit_markdown(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change a bullet or row."""
    yield from only_facts(document, n, _markdown_edits(document, n, changes))


def only_facts(document: Document, n: int, edits: Iterable[Edit], filters: Span | None = None) -> Iterator[Edit]:
    """The edits, each of which must cover one fact of the entry, or nothing but blanks: other text is its author's."""
    spans = document.spans[n]
    facts = {spans.title, spans.link, spans.url, spans.wave, *spans.badges, filters}
    for edit in edits:
        if edit.span not in facts and len(trim(document.text, edit.span)) > 0:
            raise UnsafeEdit(document.name, "other text of the entry would be lost", "change the page by hand")
        yield edit


def _markdown_edits(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    yield from _link_edits(document, n, changes)
    yield from _wave_edits(document, n, changes)
    if changes.badges is not KEEP:
        form = document.spans[n].dialect.name
        separator = _SEPARATORS.get(form, document.source.newline)
        yield from _badge_edits(document, n, list(_markdown_badges(document, n, changes.badges)), separator)


def _link_edits(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    spans, entry = document.spans[n], document.entries[n]
    _check_target(document, changes)
    title = spans.title.of(document.text) if changes.title is KEEP else escape(changes.title)
    url = entry.url if changes.url is KEEP else changes.url
    if spans.link is None or url is None:
        if changes.title is not KEEP or changes.url is not KEEP:
            # A link that comes or goes takes the place of title and link together.
            yield Edit(spans.link or spans.title, title if url is None else f"[{title}]({target(url)})")
        return
    if changes.title is not KEEP:
        yield Edit(spans.title, title)
    if changes.url is not KEEP and spans.url is not None:
        yield Edit(spans.url, target(url))


def _check_target(document: Document, changes: EntryChanges) -> None:
    if isinstance(changes.url, str) and runs_code(changes.url):
        raise UnsafeEdit(document.name, "the link would run code when it is clicked", "give the address of a page")


def _wave_edits(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edit of a wave, where no other entry stands under it."""
    if changes.wave is KEEP:
        return
    span = document.spans[n].wave
    if span is None or changes.wave is None:
        problem = "the entry stands under no wave" if span is None else "the entry would stand under no wave"
        raise UnsafeEdit(document.name, problem, "move the entry instead")
    others = [k for k, other in enumerate(document.spans) if other.wave == span and k != n]
    if others:
        problem = f"{len(others)} other entries stand under the same wave and would change with it"
        raise UnsafeEdit(document.name, problem, "move the entry instead")
    yield Edit(span, _wave(document, span.of(document.text), changes.wave.label))


def _wave(document: Document, old: str, label: str) -> str:
    """The text of a wave in place of an old one; tags and attributes beside it stay, and it is bold if it was."""
    parts = _MARKS.split(old)
    said = [k for k in range(0, len(parts), 2) if parts[k].strip(_EMPHASIS)]
    if len(said) != 1 or "](" in old:
        raise UnsafeEdit(document.name, "tags or links stand inside the wave", "change the page by hand")
    words = parts[said[0]]
    middle = words.strip(_EMPHASIS)
    # Where only a part was bold ("**Wave 3** | July 2022"), all of the new text is.
    parts[said[0]] = f"**{label}**" if "**" in middle else words.replace(middle, label)
    return "".join(parts)


def _badge_edits(document: Document, n: int, wanted: Sequence[str], separator: str) -> Iterator[Edit]:
    """Replace the badges whose text differs, then add or drop at the end."""
    spans = document.spans[n].badges
    if not spans:
        raise UnsafeEdit(document.name, f"entry {n} has no badges, so there is no place for them", "convert the page")
    for new, span in zip(wanted, spans, strict=False):
        if new != span.of(document.text):
            yield Edit(span, new)
    added = wanted[len(spans) :]
    if added:
        glue = _glue(document.text, spans, separator)
        yield Edit(Span(spans[-1].end, spans[-1].end), "".join(glue + badge for badge in added))
    yield from _dropped(document, n, len(wanted))


def _glue(text: str, spans: Sequence[Span], separator: str) -> str:
    """What stands between the last two badges, if that is nothing but blanks."""
    if len(spans) < 2:
        return separator
    between = Span(spans[-2].end, spans[-1].start)
    return separator if len(trim(text, between)) > 0 else between.of(text)


def _dropped(document: Document, n: int, kept: int) -> Iterator[Edit]:
    """Take away the badges behind the first few, each with the blanks beside it; other text between them stays."""
    spans = document.spans[n]
    title = spans.link or spans.title
    places = sorted((*spans.badges, title, Span(spans.whole.end, spans.whole.end)))
    dropped = frozenset(spans.badges[kept:])
    done = spans.whole.start
    for place, following in pairwise(places):
        if place in dropped:
            yield Edit(place, "")
            # What stands before a badge that begins its entry is a marker or a pipe, and keeps its blanks.
            leads = not kept and place.start < title.start
            yield Edit(_after(document, place, following) if leads else _before(document, done, place), "")
        done = place.end


def _before(document: Document, start: int, place: Span) -> Span:
    said = trim(document.text, Span(start, place.start))
    return Span(said.end if len(said) > 0 else start, place.start)


def _after(document: Document, place: Span, following: Span) -> Span:
    return Span(place.end, trim(document.text, Span(place.end, following.start)).start)


def _markdown_badges(document: Document, n: int, wanted: Sequence[Badge]) -> Iterator[str]:
    """The images of a whole list; one that stands already stays as it is."""
    standing, spans = document.entries[n].badges, document.spans[n].badges
    for badge, was, span in zip(wanted, standing, spans, strict=False):
        old = span.of(document.text)
        yield old if badge == was else _markdown_badge(badge, old)
    for badge in wanted[len(spans) :]:
        yield image(badge)


def _markdown_badge(badge: Badge, old: str) -> str:
    """An image; the role stays as it was spelt where the facet stays ("techniques")."""
    alt = _ALT.match(old)
    role = alt.group(1) if alt and facet_of(alt.group(1)) == badge.facet else None
    return image(badge, role)


def edit_card(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change a card."""
    card = read_card(document.text, document.spans[n].whole)
    if card is None:
        raise UnsafeEdit(document.name, "this card cannot be read", "change the page by hand")
    edits = _card_edits(document, n, card, changes)
    yield from only_facts(document, n, edits, card.filters.span if card.filters else None)


def _card_edits(document: Document, n: int, card: Card, changes: EntryChanges) -> Iterator[Edit]:
    spans = document.spans[n]
    if changes.title is not KEEP:
        yield Edit(spans.title, escape_html(changes.title, quote=False))
    _check_target(document, changes)
    if changes.url is not KEEP:
        if spans.url is None or changes.url is None:
            raise UnsafeEdit(document.name, "a card's link cannot be added or removed", "change the page by hand")
        yield Edit(spans.url, escape_html(changes.url))
    yield from _wave_edits(document, n, changes)
    if changes.badges is not KEEP:
        labels = _card_labels(document, n, card, changes.badges)
        yield from _badge_edits(document, n, labels, document.source.newline)
        yield from _filter_edits(document, n, card, changes.badges)


def _card_labels(document: Document, n: int, card: Card, wanted: Sequence[Badge]) -> list[str]:
    """The labels of a whole list; one that stands already stays, but for a facet that it must state from now on."""
    standing = dict(enumerate(zip(document.entries[n].badges, card.tags, strict=True)))
    same = {k: standing[k][1] for k, badge in enumerate(wanted) if k in standing and standing[k][0] == badge}
    stated = facets_to_state(wanted, [same.get(k) or as_tag(badge) for k, badge in enumerate(wanted)])
    return [
        with_facet(same[k].span.of(document.text), facet) if k in same else card_label(badge, facet)
        for k, (badge, facet) in enumerate(zip(wanted, stated, strict=True))
    ]


def _filter_edits(document: Document, n: int, card: Card, badges: Sequence[Badge]) -> Iterator[Edit]:
    """The card's ``data-tags`` follow its areas; other words in it stay."""
    if card.filters is None:
        return
    old = [card_filter(badge.label) for badge in document.entries[n].badges if badge.facet is Facet.AREA]
    new = [card_filter(badge.label) for badge in badges if badge.facet is Facet.AREA]
    words = [word for word in card.filters.text.split() if word not in old]
    wanted = " ".join(dict.fromkeys((*new, *words)))
    if old != new and wanted != card.filters.text:
        yield Edit(card.filters.span, escape_html(wanted))
