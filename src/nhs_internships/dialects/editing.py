"""Edits of one entry of a listing, in the dialect in which it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape as escape_html

from attrs import evolve

from nhs_internships.dialects.badge_edits import BadgeStep, WrittenBadges, align, badge_edits
from nhs_internships.dialects.card_labels import (
    as_tag,
    card_label,
    facets_to_state,
    filter_words,
    modifier,
    with_facet,
    with_modifier,
)
from nhs_internships.dialects.changes import KEEP, EntryChanges
from nhs_internships.dialects.document import Document
from nhs_internships.dialects.markdown import checked_target, image, target, without_liquid
from nhs_internships.dialects.references import (
    edit_autolink,
    edit_html_link,
    edit_reference,
    is_autolink,
    is_html_item,
    is_reference,
)
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.cards import Card, Tag, read_card
from nhs_internships.grammar.inline import escape, links, trim
from nhs_internships.grammar.rows import cells
from nhs_internships.model import Badge, Facet
from nhs_internships.model.badges import facet_of
from nhs_internships.model.shields import with_colour
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

__all__ = ["edit_card", "edit_markdown", "only_values", "wave_like"]


_LABELS = re.compile(r"""<[a-z]+\b[^<>]*\bnhsx-card-badges\b[^<>]*>""", re.IGNORECASE)
# What kramdown attaches to the image or link before it.
_ATTRIBUTES = re.compile(r"\{:[^{}\r\n]*\}")
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
    written = _written_badges(document, n, document.source.newline if separator is None else separator)
    yield from only_values(document, n, _markdown_edits(document, n, changes, written), written.spans)


def only_values(document: Document, n: int, edits: Iterable[Edit], others: Iterable[Span] = ()) -> Iterator[Edit]:
    """Edits of which each covers one value of the entry, or only blanks.

    Args:
        document: The page.
        n: The number of the entry.
        edits: The edits.
        others: Spans of what else may change: links around badges, the ``data-tags`` of a card.

    Raises:
        UnsafeEdit: An edit covers other text, which would be lost.
    """
    spans = document.spans[n]
    values = {spans.title, spans.link, spans.url, spans.wave, *spans.badges, *others}
    for edit in edits:
        if edit.span not in values and len(trim(document.text, edit.span)) > 0:
            raise UnsafeEdit(document.name, "other text of the entry would be lost", "change the page by hand")
        yield edit


def _markdown_edits(document: Document, n: int, changes: EntryChanges, written: WrittenBadges) -> Iterator[Edit]:
    if is_html_item(document, n):
        yield from edit_html_link(document, n, changes)
    elif is_reference(document.spans[n]):
        yield from edit_reference(document, n, changes)
    elif is_autolink(document.spans[n]):
        yield from edit_autolink(document, n, changes)
    else:
        yield from _link_edits(document, n, changes)
    yield from _wave_edits(document, n, changes)
    if changes.badges is not KEEP:
        steps = align(document.entries[n].badges, changes.badges)
        texts = [_badge_text(document, n, written, step) for step in steps]
        yield from badge_edits(written, steps, texts) if written.spans else _first_badges(document, n, written, texts)


def _link_edits(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    if changes.title is KEEP and changes.url is KEEP:
        return
    spans, entry = document.spans[n], document.entries[n]
    title = spans.title.of(document.text) if changes.title is KEEP else escape(changes.title)
    url = entry.url if changes.url is KEEP else changes.url
    if spans.link is None or url is None:
        # A link that is added or removed replaces title and link together.
        written = title if url is None else f"[{title}]({checked_target(document.name, url, target(url))})"
        yield Edit(spans.link or spans.title, written)
        return
    if changes.title is not KEEP:
        yield Edit(spans.title, title)
    if changes.url is not KEEP and spans.url is not None:
        yield Edit(spans.url, checked_target(document.name, url, target(url)))


def _wave_edits(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edit of a wave, if no other entry is listed under it."""
    if changes.wave is KEEP:
        return
    span = document.spans[n].wave
    if span is None or changes.wave is None:
        problem = "the entry is listed under no wave" if span is None else "the entry would be listed under no wave"
        raise UnsafeEdit(document.name, problem, f"use document.move_to_wave({n}, wave) instead")
    others = [k for k, other in enumerate(document.spans) if other.wave == span and k != n]
    if others:
        count = "1 other entry is" if len(others) == 1 else f"{len(others)} other entries are"
        names = ", ".join(f'{k} "{document.entries[k].title}"' for k in others[:5]) + (", ..." if others[5:] else "")
        problem = f"{count} listed under the same wave and would change with it: {names}"
        raise UnsafeEdit(document.name, problem, f"move the entry alone with document.move_to_wave({n}, wave)")
    yield Edit(span, wave_like(document, span.of(document.text), changes.wave.label))


def wave_like(document: Document, old: str, label: str) -> str:
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


def _written_badges(document: Document, n: int, separator: str) -> WrittenBadges:
    """The badges of an entry, each with the link around it if that holds nothing else."""
    spans, text = document.spans[n], document.text
    around = {trim(text, link.text): link.span for link in links(text, spans.whole) if not link.image}
    found = [around.get(span, span) for span in spans.badges]
    with_attributes = [Span(span.start, _attributes_end(text, span.end)) for span in found]
    return WrittenBadges(text, spans.whole, spans.link or spans.title, with_attributes, separator)


def _attributes_end(text: str, at: int) -> int:
    found = _ATTRIBUTES.match(text, at)
    return found.end() if found else at


def _badge_text(document: Document, n: int, written: WrittenBadges, step: BadgeStep) -> str:
    """The image of a badge: as it is written, perhaps in another colour, or a new one."""
    text, badges, spans = document.text, document.entries[n].badges, document.spans[n].badges
    if step.source is not None:
        unit, was = written.spans[step.source], badges[step.source]
        if step.badge.colour is None or step.badge.colour == was.colour:
            return unit.of(text)
        found = links(text, spans[step.source])
        if not found:  # its address is in a definition, which other images may use
            return image(step.badge, text[spans[step.source].start + 2 : unit.end].partition("]")[0])
        address = found[0].target
        painted = with_colour(address.of(text), step.badge.colour)
        return f"{text[unit.start : address.start]}{painted}{text[address.end : unit.end]}"
    # If the facet stays, so does the spelling of the alternative text ("techniques").
    old = links(text, spans[step.place]) if step.place is not None else []
    alt = old[0].text.of(text) if old else ""
    return image(step.badge, alt if alt and facet_of(alt) is step.badge.facet else None)


def _first_badges(document: Document, n: int, written: WrittenBadges, texts: Sequence[str]) -> Iterator[Edit]:
    """Write badges where there are none: in an empty cell or a new one, or as other bullets of the page have them."""
    if not texts:
        return
    whole = written.whole.of(written.text)
    if whole.startswith("|"):
        parsed = cells(written.text, written.whole, document.source.limits.table_cells)
        empty = next((cell for cell in parsed if len(cell) == 0), None)
        joined = written.separator.join(texts)
        new_cell = f"{joined}|" if whole.endswith("|") else f"|{joined}|"
        at = empty.start if empty else written.whole.end
        yield Edit(Span(at, at), joined if empty else new_cell)
        return
    examples = [spans for spans in document.spans if spans.badges and written.text[spans.whole.start] not in "|<"]
    if not examples or whole.startswith("<"):
        problem, hint = f"entry {n} has no badges, and no bullet of the page has", "write one by hand first"
        raise UnsafeEdit(document.name, problem, hint)
    if examples[0].badges[0] < examples[0].title:
        yield Edit(Span(written.title.start, written.title.start), f"{written.separator.join(texts)} &nbsp; ")
    else:
        yield Edit(Span(written.whole.end, written.whole.end), "".join(written.separator + text for text in texts))


def edit_card(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change a card."""
    card = read_card(document.text, document.spans[n].whole)
    if card is None:
        raise UnsafeEdit(document.name, "this card cannot be read", "change the page by hand")
    edits = _card_edits(document, n, card, changes)
    yield from only_values(document, n, edits, [card.filters.span] if card.filters else ())


def _card_edits(document: Document, n: int, card: Card, changes: EntryChanges) -> Iterator[Edit]:
    yield from edit_html_link(document, n, changes, "a card's link", without_liquid)
    yield from _wave_edits(document, n, changes)
    if changes.badges is not KEEP:
        yield from _label_edits(document, n, card, changes.badges)
        yield from _filter_edits(document, n, card, changes.badges)


def _label_edits(document: Document, n: int, card: Card, wanted: Sequence[Badge]) -> Iterator[Edit]:
    """The edits of the labels; one that stays may have to state its facet from now on."""
    spans, old = document.spans[n], document.entries[n].badges
    written = WrittenBadges(document.text, spans.whole, spans.title, spans.badges, _separator(document, spans.badges))
    steps = align(old, wanted)
    tags = [_tag(card, old, step) for step in steps]
    stated = facets_to_state(wanted, tags)
    texts = [_label(document, card, *one) for one in zip(steps, tags, stated, strict=True)]
    if old or not wanted:
        yield from badge_edits(written, steps, texts)
        return
    place = _LABELS.search(document.text, spans.whole.start, spans.whole.end)
    if place is None:
        hint = 'add an empty <div class="nhsx-card-badges"></div> to it first'
        raise UnsafeEdit(document.name, f"entry {n} is a card without a place for labels", hint)
    yield Edit(Span(place.end(), place.end()), written.separator.join(texts))


def _separator(document: Document, labels: Sequence[Span]) -> str:
    """What stands between labels: a new line, indented like the first one if that has a line of its own."""
    first = labels[0].start if labels else 0
    before = document.text[document.source.lines(line := document.source.line(first), line).start : first]
    return document.source.newline + (before if not before.strip(" \t") else "")


def _tag(card: Card, old: Sequence[Badge], step: BadgeStep) -> Tag:
    """The tag of a badge: the one of the page, perhaps with another modifier, or a new one."""
    if step.source is None:
        return as_tag(step.badge)
    tag = card.tags[step.source]
    is_painted = step.badge.colour not in {None, old[step.source].colour}
    return evolve(tag, modifier=modifier(step.badge)) if is_painted else tag


def _label(document: Document, card: Card, step: BadgeStep, tag: Tag, facet: Facet | None) -> str:
    if step.source is None:
        return card_label(step.badge, facet)
    was = card.tags[step.source]
    written = was.span.of(document.text)
    return with_facet(written if tag == was else with_modifier(written, tag.modifier), facet)


def _filter_edits(document: Document, n: int, card: Card, wanted: Sequence[Badge]) -> Iterator[Edit]:
    """The card's ``data-tags`` repeat its areas; words that no badge explains stay."""
    if card.filters is None:
        return
    old, new = (
        [badge for badge in badges if badge.facet is Facet.AREA] for badges in (document.entries[n].badges, wanted)
    )
    gone = {word for badge in old for word in filter_words(badge)} - {
        word for badge in new for word in filter_words(badge)
    }
    kept = [word for word in card.filters.text.split() if word not in gone]
    known = {badge.key for badge in old}
    added = [word for badge in new if badge.key not in known for word in filter_words(badge)[:1]]
    words = " ".join(dict.fromkeys((*kept, *added)))
    if words != " ".join(card.filters.text.split()):
        yield Edit(card.filters.span, escape_html(words))
