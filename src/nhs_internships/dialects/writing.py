"""Changes facts of an entry on a page, each in the form in which it stands."""

from __future__ import annotations

import re
from html import escape as escape_html
from typing import TYPE_CHECKING

from nhs_internships._html import read_card
from nhs_internships._inline import escape, trim
from nhs_internships._text import Edit, Span
from nhs_internships.dialects.formats import card_filter, card_label, image, target, written_facet
from nhs_internships.dialects.links import runs_code
from nhs_internships.document import KEEP
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model import Facet, facet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nhs_internships.document import Document, EntryChanges
    from nhs_internships.model import Badge

__all__ = ["edit_card", "edit_markdown"]


def __dir__() -> list[str]:
    return __all__


_SEPARATORS = {"TITLE_TABLE": "", "BADGE_TABLE": " &nbsp; "}
_ALT = re.compile(r"!\[([^\]]*)\]")


def edit_markdown(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change a bullet or row."""
    yield from _link_edits(document, n, changes)
    yield from _wave_edits(document, n, changes, lambda old, label: f"**{label}**" if "**" in old else label)
    if changes.badges is not KEEP:
        form = document.spans[n].dialect.name
        separator = _SEPARATORS.get(form, document.source.newline)
        yield from _badge_edits(document, n, changes.badges, separator, _markdown_badge)


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


def _wave_edits(document: Document, n: int, changes: EntryChanges, write: Callable[[str, str], str]) -> Iterator[Edit]:
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
    yield Edit(span, write(span.of(document.text), changes.wave.label))


def _badge_edits(
    document: Document, n: int, wanted: Sequence[Badge], separator: str, write: Callable[[Badge, str], str]
) -> Iterator[Edit]:
    """Replace the badges that differ, then add or drop at the end."""
    standing, spans = document.entries[n].badges, document.spans[n].badges
    if not spans:
        raise UnsafeEdit(document.name, f"entry {n} has no badges, so there is no place for them", "convert the page")
    last = spans[-1]
    for old, new, span in zip(standing, wanted, spans, strict=False):
        if old != new:
            yield Edit(span, write(new, span.of(document.text)))
    if len(wanted) > len(spans):
        between = document.text[spans[-2].end : last.start] if len(spans) > 1 else separator
        glue = between if not len(trim(between, Span(0, len(between)))) else separator
        added = "".join(glue + write(badge, "") for badge in wanted[len(spans) :])
        yield Edit(Span(last.end, last.end), added)
    elif len(wanted) < len(spans):
        yield Edit(_dropped(document, n, len(wanted)), "")


def _dropped(document: Document, n: int, kept: int) -> Span:
    """From the end of the last badge that stays (or of the title before them all) to the end of the last badge."""
    spans = document.spans[n]
    title = (spans.link or spans.title).end
    start = spans.badges[kept - 1].end if kept else (title if title <= spans.badges[0].start else spans.badges[0].start)
    if start < title <= spans.badges[-1].start:
        raise UnsafeEdit(document.name, f"the title of entry {n} stands between its badges", "change the page by hand")
    return Span(start, spans.badges[-1].end)


def _markdown_badge(badge: Badge, old: str) -> str:
    """An image; the role stays as it was spelt where the facet stays ("techniques")."""
    alt = _ALT.match(old)
    role = alt.group(1) if alt and facet_of(alt.group(1)) == badge.facet else None
    return image(badge, role)


def edit_card(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change a card."""
    spans = document.spans[n]
    if changes.title is not KEEP:
        yield Edit(spans.title, escape_html(changes.title, quote=False))
    _check_target(document, changes)
    if changes.url is not KEEP:
        if spans.url is None or changes.url is None:
            raise UnsafeEdit(document.name, "a card's link cannot be added or removed", "change the page by hand")
        yield Edit(spans.url, escape_html(changes.url))
    yield from _wave_edits(document, n, changes, lambda _, label: escape_html(label, quote=False))
    if changes.badges is not KEEP:
        newline = document.source.newline
        yield from _badge_edits(document, n, changes.badges, newline, _card_badge)
        yield from _filter_edits(document, n, changes.badges)


def _card_badge(badge: Badge, _: str) -> str:
    return card_label(badge, written_facet(badge))


def _filter_edits(document: Document, n: int, badges: Sequence[Badge]) -> Iterator[Edit]:
    """The card's ``data-tags`` follow its areas; other words in it stay."""
    card = read_card(document.text, document.spans[n].whole)
    if card is None or card.filters is None:
        return
    old = [card_filter(badge.label) for badge in document.entries[n].badges if badge.facet is Facet.AREA]
    new = [card_filter(badge.label) for badge in badges if badge.facet is Facet.AREA]
    words = [word for word in card.filters.text.split() if word not in old]
    wanted = " ".join(dict.fromkeys((*new, *words)))
    if old != new and wanted != card.filters.text:
        yield Edit(card.filters.span, escape_html(wanted))
