"""Edits of one entry of a listing, in the dialect in which it is written."""

from __future__ import annotations

import re
from html import escape as escape_html
from itertools import pairwise
from typing import TYPE_CHECKING

from nhs_internships.dialects.card_labels import as_tag, card_filter, card_label, facets_to_state, with_facet
from nhs_internships.dialects.changes import KEEP
from nhs_internships.dialects.links import runs_code
from nhs_internships.dialects.markdown import image, target
from nhs_internships.dialects.references import (
    edit_autolink,
    edit_html_item,
    edit_reference,
    is_autolink,
    is_html_item,
    is_reference,
)
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.cards import read_card
from nhs_internships.grammar.inline import escape, trim
from nhs_internships.model import Facet
from nhs_internships.model.badges import facet_of
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nhs_internships.dialects.changes import EntryChanges
    from nhs_internships.dialects.document import Document
    from nhs_internships.grammar.cards import Card
    from nhs_internships.model import Badge

__all__ = ["edit_card", "edit_markdown", "only_values"]


_ALT = re.compile(r"!\[([^\]]*)\]")
# Tags and kramdown attributes beside a wave.
_MARKS = re.compile(r"(<[^<>]*>|\{[:#.][^{}]*\})")
_EMPHASIS = " \t\r\n*_"


def edit_markdown(document: Document, n: int, changes: EntryChanges, *, separator: str | None = None) -> Iterator[Edit]:
    """The edits that change a bullet or table row.

    Args:
        document: The page.
        n: The number of the entry.
        changes: The new values.
        separator: The text between new badges; by default the newline of the page.
    """
    edits = _markdown_edits(document, n, changes, document.source.newline if separator is None else separator)
    yield from only_values(document, n, edits)


def only_values(document: Document, n: int, edits: Iterable[Edit], filters: Span | None = None) -> Iterator[Edit]:
    """Edits of which each covers one value of the entry, or only blanks.

    Args:
        document: The page.
        n: The number of the entry.
        edits: The edits.
        filters: The span of the ``data-tags`` of a card, which may change as well.

    Raises:
        UnsafeEdit: An edit covers other text, which would be lost.
    """
    spans = document.spans[n]
    values = {spans.title, spans.link, spans.url, spans.wave, *spans.badges, filters}
    for edit in edits:
        if edit.span not in values and len(trim(document.text, edit.span)) > 0:
            raise UnsafeEdit(document.name, "other text of the entry would be lost", "change the page by hand")
        yield edit


def _markdown_edits(document: Document, n: int, changes: EntryChanges, separator: str) -> Iterator[Edit]:
    if is_html_item(document, n):
        yield from edit_html_item(document, n, changes)
    elif is_reference(document.spans[n]):
        yield from edit_reference(document, n, changes)
    elif is_autolink(document.spans[n]):
        yield from edit_autolink(document, n, changes)
    else:
        yield from _link_edits(document, n, changes)
    yield from _wave_edits(document, n, changes)
    if changes.badges is not KEEP:
        yield from _badge_edits(document, n, list(_markdown_badges(document, n, changes.badges)), separator)


def _link_edits(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    spans, entry = document.spans[n], document.entries[n]
    _check_target(document, changes)
    title = spans.title.of(document.text) if changes.title is KEEP else escape(changes.title)
    url = entry.url if changes.url is KEEP else changes.url
    if spans.link is None or url is None:
        if changes.title is not KEEP or changes.url is not KEEP:
            # A link that is added or removed replaces title and link together.
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
    """The edit of a wave, if no other entry is listed under it."""
    if changes.wave is KEEP:
        return
    span = document.spans[n].wave
    if span is None or changes.wave is None:
        problem = "the entry is listed under no wave" if span is None else "the entry would be listed under no wave"
        raise UnsafeEdit(document.name, problem, "move the entry instead")
    others = sum(other.wave == span for other in document.spans) - 1
    if others:
        entries = "1 other entry is" if others == 1 else f"{others} other entries are"
        problem = f"{entries} listed under the same wave and would change with it"
        raise UnsafeEdit(document.name, problem, "move the entry instead")
    yield Edit(span, _wave(document, span.of(document.text), changes.wave.label))


def _wave(document: Document, old: str, label: str) -> str:
    """The text of a wave that replaces an old one; tags and attributes beside it stay, and it is bold if that was."""
    parts = _MARKS.split(old)
    filled = [k for k in range(0, len(parts), 2) if parts[k].strip(_EMPHASIS)]
    if len(filled) != 1 or "](" in old:
        raise UnsafeEdit(document.name, "there are tags or links inside the wave", "change the page by hand")
    words = parts[filled[0]]
    middle = words.strip(_EMPHASIS)
    # If only a part was bold ("**Wave 3** | July 2022"), all of the new text is.
    parts[filled[0]] = f"**{label}**" if "**" in middle else words.replace(middle, label)
    return "".join(parts)


def _badge_edits(document: Document, n: int, wanted: Sequence[str], separator: str) -> Iterator[Edit]:
    """Replace the badges whose text differs, then add or remove some at the end."""
    spans = document.spans[n].badges
    if not spans:
        problem = f"entry {n} has no badges, so there is no position for new ones"
        raise UnsafeEdit(document.name, problem, "write one by hand first")
    for new, span in zip(wanted, spans, strict=False):
        if new != span.of(document.text):
            yield Edit(span, new)
    added = wanted[len(spans) :]
    if added:
        between = _separator(document.text, spans, separator)
        yield Edit(Span(spans[-1].end, spans[-1].end), "".join(between + badge for badge in added))
    yield from _removals(document, n, len(wanted))


def _separator(text: str, spans: Sequence[Span], default: str) -> str:
    """The text between the last two badges, if it is blank."""
    if len(spans) < 2:
        return default
    between = Span(spans[-2].end, spans[-1].start)
    return default if len(trim(text, between)) > 0 else between.of(text)


def _removals(document: Document, n: int, kept: int) -> Iterator[Edit]:
    """Remove the badges after the first few, each with the blanks beside it; other text between them stays."""
    spans = document.spans[n]
    title = spans.link or spans.title
    places = sorted((*spans.badges, title, Span(spans.whole.end, spans.whole.end)))
    removed = frozenset(spans.badges[kept:])
    done = spans.whole.start
    for place, following in pairwise(places):
        if place in removed:
            yield Edit(place, "")
            # A badge that begins its entry follows a marker or a pipe, which keeps its blanks.
            if not kept and place.start < title.start:
                yield Edit(_blanks_after(document, place, following), "")
            else:
                yield Edit(_blanks_before(document, done, place), "")
        done = place.end


def _blanks_before(document: Document, start: int, place: Span) -> Span:
    text = trim(document.text, Span(start, place.start))
    return Span(text.end if len(text) > 0 else start, place.start)


def _blanks_after(document: Document, place: Span, following: Span) -> Span:
    return Span(place.end, trim(document.text, Span(place.end, following.start)).start)


def _markdown_badges(document: Document, n: int, wanted: Sequence[Badge]) -> Iterator[str]:
    """The images of all badges; an image that does not change stays as it is written."""
    existing, spans = document.entries[n].badges, document.spans[n].badges
    for badge, was, span in zip(wanted, existing, spans, strict=False):
        old = span.of(document.text)
        yield old if badge == was else _markdown_badge(badge, old)
    for badge in wanted[len(spans) :]:
        yield image(badge)


def _markdown_badge(badge: Badge, old: str) -> str:
    """An image; if the facet stays, so does the spelling of its alternative text ("techniques")."""
    alt = _ALT.match(old)
    return image(badge, alt[1] if alt and facet_of(alt[1]) == badge.facet else None)


def edit_card(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change a card."""
    card = read_card(document.text, document.spans[n].whole)
    if card is None:
        raise UnsafeEdit(document.name, "this card cannot be read", "change the page by hand")
    edits = _card_edits(document, n, card, changes)
    yield from only_values(document, n, edits, card.filters.span if card.filters else None)


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
    """The labels of all badges; one that does not change stays, except for a facet that it must state from now on."""
    existing = dict(enumerate(zip(document.entries[n].badges, card.tags, strict=True)))
    same = {k: existing[k][1] for k, badge in enumerate(wanted) if k in existing and existing[k][0] == badge}
    stated = facets_to_state(wanted, [same.get(k) or as_tag(badge) for k, badge in enumerate(wanted)])
    return [
        with_facet(same[k].span.of(document.text), facet) if k in same else card_label(badge, facet)
        for k, (badge, facet) in enumerate(zip(wanted, stated, strict=True))
    ]


def _filter_edits(document: Document, n: int, card: Card, badges: Sequence[Badge]) -> Iterator[Edit]:
    """The card's ``data-tags`` repeat its areas; other words in it stay."""
    if card.filters is None:
        return
    old = [card_filter(badge.label) for badge in document.entries[n].badges if badge.facet is Facet.AREA]
    new = [card_filter(badge.label) for badge in badges if badge.facet is Facet.AREA]
    words = [word for word in card.filters.text.split() if word not in old]
    wanted = " ".join(dict.fromkeys((*new, *words)))
    if old != new and wanted != card.filters.text:
        yield Edit(card.filters.span, escape_html(wanted))
