"""Adds entries to a listing: their text with what a section without entries needs around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from nhs_internships.dialects.additions import Addition, NewEntry
from nhs_internships.dialects.document import Document
from nhs_internships.dialects.entry_lines import (
    entry_lines,
    gap,
    is_blank,
    is_delimiter_line,
    kind_of,
    line_at,
    line_before,
    with_newlines,
)
from nhs_internships.dialects.entry_texts import entry_texts, rendered
from nhs_internships.dialects.placing import EntryPlace, find_place
from nhs_internships.dialects.sections import WaveLabel
from nhs_internships.dialects.wave_lines import is_row, label_lines, written_label
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.inline import TAG
from nhs_internships.model import Entry, Status
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

__all__ = ["added"]

_LEVEL = re.compile(r"\A#{1,6}(?=[ \t])")
_OPEN_LIST = re.compile(r"(?P<indent>[ \t]*)<ul\b[^<>]*\bnhsuk-card-group(?![\w-])[^<>]*>(?=\s*\Z)", re.IGNORECASE)
_MAX_TAG = 400
_LINES_ABOVE = 3


def added(document: Document, new: NewEntry) -> Iterator[Addition]:
    """The ways in which an entry can be added to a listing, the best one first.

    Raises:
        UnsafeEdit: There is no place for it.
    """
    place = find_place(document, new)
    _check_text(document, new.entry, place)
    number = sum(spans.whole.start < place.at for spans in document.spans)
    wave = new.entry.wave if new.under is None else place.wave
    entry = evolve(new.entry, section=place.section, status=place.status, wave=wave)
    for text in entry_texts(document, new, place):
        written = _as_block(document, new, place, text) if place.is_block else _in_line(document, new, place, text)
        edit = Edit(Span(place.at, place.at), with_newlines(document, place.at, written))
        yield Addition(edit=edit, number=number, entry=entry, dialect=place.form)


def _check_text(document: Document, entry: Entry, place: EntryPlace) -> None:
    is_plain = entry.url is None and not entry.badges and place.kind != "card"
    if is_plain and place.status is not Status.FUTURE:
        problem, hint = (
            "plain text is an entry among future interests alone",
            "give it a link first, with edit(n, url=...)",
        )
        raise UnsafeEdit(document.name, problem, hint)


def _in_line(document: Document, new: NewEntry, place: EntryPlace, text: str) -> str:
    """The text of an entry beside others, with the blank lines that separate those."""
    if place.needs_wave:
        return f"{_wave(document, new, place)}\n{text}"
    between = "\n" * _blank_lines(document, place)
    return text + between if place.is_before else between + text


def _blank_lines(document: Document, place: EntryPlace) -> int:
    """How many blank lines stand between two neighbours or, if there is only one, between other entries of the page."""
    if place.kind == "row" or not place.neighbours:
        return 0
    nearest = place.neighbours[0]
    near = [(n, n + 1) for n in (nearest - 1, nearest) if {n, n + 1} <= set(place.neighbours)]
    others = ((n, n + 1) for n in range(len(document.spans) - 1))
    for pair in near or others:
        between = gap(document, *pair)
        if between is not None and kind_of(document, pair[0]) == place.kind:
            text = between.of(document.text)
            return text.count(document.source.newline) if is_blank(text) else 0
    return 0


def _as_block(document: Document, new: NewEntry, place: EntryPlace, text: str) -> str:
    """The text of an entry as a block of its own, with its heading, wave, and table or list."""
    blocks = [place.heading] if place.heading else []
    if place.needs_wave:
        wave = _wave(document, new, place)
        if wave.lstrip().startswith("|"):
            text = f"{wave}\n{text}"
        else:
            blocks.append(wave)
    blocks.append(_framed(document, new, place, text) if place.needs_frame else text)
    before = line_before(document, place.at).of(document.text)
    after = line_at(document, place.at).of(document.text) if place.at < len(document.text) else ""
    body = "\n\n".join(block.strip("\n") for block in blocks)
    return ("" if is_blank(before) else "\n") + body + "\n" + ("" if is_blank(after) else "\n")


# Tables and lists


def _framed(document: Document, new: NewEntry, place: EntryPlace, text: str) -> str:
    """An entry in a table or list of its own, written like one of the page or, if it has none, of another page."""
    pages = [document, *([new.origin[0]] if new.origin else []), rendered(new.entry, place.form)]
    if place.kind == "row":
        delimiter = next((found for page in pages if (found := _delimiter(page))), "|---|---|")
        return f"{delimiter}\n{text}"
    if place.kind == "card":
        opens, indent = next(cards for page in pages if (cards := _list_of_cards(page)))
        return f"{opens}\n{text}{indent}</ul>"
    return text


def _delimiter(page: Document) -> str | None:
    """The delimiter of the first table of entries."""
    for n in range(len(page.spans)):
        line = entry_lines(page, n)
        if kind_of(page, n) == "row":
            for _ in range(_LINES_ABOVE):
                line = line_before(page, line.start)
                if is_delimiter_line(page, line):
                    return line.of(page.text).rstrip("\r\n")
    return None


def _list_of_cards(page: Document) -> tuple[str, str] | None:
    """The opening tag of the first list of cards, with its indentation, and the indentation alone."""
    for n in range(len(page.spans)):
        if kind_of(page, n) == "card":
            end = entry_lines(page, n).start
            found = _OPEN_LIST.search(page.text, max(0, end - _MAX_TAG), end)
            if found:
                return found[0], found["indent"]
    return None


# Waves


def _wave(document: Document, new: NewEntry, place: EntryPlace) -> str:
    """The row, heading or label of the wave of a new entry: like another one of the page, or as usual."""
    wave = new.under
    example = place.wave_example
    if wave is not None and example is not None:
        written = _like(document, example, written_label(document, example, wave))
        if written is not None:
            return _at_level(document, place, example, written)
    page = rendered(evolve(new.entry, wave=wave), place.form)
    labels = [label for section in page.sections for label in section.labels]
    if not labels:
        raise UnsafeEdit(document.name, "this wave cannot be written on the page", "write its row or heading first")
    lines = label_lines(page, labels[0]).of(page.text).strip("\n")
    return _LEVEL.sub("#" * min(place.level + 1, 6), lines)


def _like(document: Document, example: WaveLabel, text: str) -> str | None:
    """The lines of a wave with another text; ``None`` if they hold more than the wave."""
    lines = label_lines(document, example)
    before, after = document.text[lines.start : example.span.start], document.text[example.span.end : lines.end]
    if not is_row(document, example) and TAG.sub("", before + after).strip("# \t\r\n*_=-"):
        return None
    return f"{before}{text}{after}".replace(document.source.newline, "\n").strip("\n")


def _at_level(document: Document, place: EntryPlace, example: WaveLabel, lines: str) -> str:
    """A heading of a wave as far below that of its section as others are; those of its own section are right."""
    section = next(one for one in document.sections if example in one.labels)
    return lines if section.title == place.section else _LEVEL.sub("#" * min(place.level + 1, 6), lines)
