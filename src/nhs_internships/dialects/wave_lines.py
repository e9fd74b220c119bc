"""The waves of a page as lines: where the row, heading or label of a wave stands, and how a new one is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve

from nhs_internships.dialects.document import Document
from nhs_internships.dialects.editing import wave_like
from nhs_internships.dialects.entry_lines import is_delimiter_line, line_at
from nhs_internships.dialects.sections import Section, WaveLabel
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.inline import strip_marks
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.model import Wave
from nhs_internships.model.waves import wave_of
from nhs_internships.spans import Span

__all__ = [
    "comes_before",
    "end_of_label",
    "heading_lines",
    "is_header",
    "is_one_wave",
    "is_row",
    "is_same_wave",
    "label_lines",
    "written_label",
]

_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*(?:\r\n|\r|\n|\Z)")
_MARKS = re.compile(r"[ \t>]*#")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)\b[^<>]*?(?P<empty>/?)>")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_NUMBER = re.compile(r"(?P<before>\b(?:wave|cohort)\W*)\d+", re.IGNORECASE)
_MONTHS = re.compile(
    r"[A-Z][a-z]+(?: \d{4})?(?P<between>\s*(?:[-\u2010-\u2015]|\bto\b|&[nm]dash;)\s*)[A-Z][a-z]+ \d{4}"
    r"|[A-Z][a-z]+ \d{4}"
)


def is_same_wave(listed: Wave | None, wave: Wave) -> bool:
    """Whether a wave of a page is the one that is meant: everything that both state is the same, and something is."""
    if listed is None:
        return False
    pairs = [(listed.number, wave.number), (listed.start, wave.start), (listed.end, wave.end)]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    return bool(both) and all(one == other for one, other in both)


def is_one_wave(one: Wave, other: Wave) -> bool:
    """Whether two waves are one: by number, as internships are told apart, or else by their months."""
    if one.number is not None and other.number is not None:
        return one.number == other.number
    return is_same_wave(one, other)


def check_months(document: Document, wave: Wave, known: Iterable[Wave | None]) -> None:
    """Refuse a wave that a page has with other months.

    Raises:
        UnsafeEdit: Says which.
    """
    for one in known:
        if one is not None and wave.number is not None and one.number == wave.number and not is_same_wave(one, wave):
            raise UnsafeEdit(document.name, f"it has {one.label}, not {wave.label}", f"pass {one.label}")


def comes_before(one: Wave, other: Wave) -> bool:
    """Whether a wave is the earlier one, by number if both have one."""
    if one.number is not None and other.number is not None:
        return one.number < other.number
    return one < other


def is_row(document: Document, label: WaveLabel) -> bool:
    """Whether a wave is stated by the row of a table."""
    return line_at(document, label.span.start).of(document.text).lstrip(" \t").startswith("|")


def is_header(document: Document, label: WaveLabel) -> bool:
    """Whether the row of a wave is the header of its table: a delimiter follows it."""
    line = line_at(document, label.span.start)
    return is_row(document, label) and is_delimiter_line(document, line_at(document, line.end))


def label_lines(document: Document, label: WaveLabel) -> Span:
    """The whole lines of a wave; of one in HTML the lines of the outermost element around it."""
    text, lines = document.text, line_at(document, label.span.start)
    if is_row(document, label):
        return lines
    section = next(one for one in document.sections if label in one.labels)
    outer = _element(text, end_of_heading(document, section), label.span)
    if outer is not None:
        return Span(line_at(document, outer.start).start, line_at(document, outer.end - 1).end)
    return heading_lines(document, label.span)


def heading_lines(document: Document, heading: Span) -> Span:
    """The whole lines of the text of a heading, with the line of dashes that may mark it as one."""
    first = line_at(document, heading.start)
    last = line_at(document, max(heading.start, heading.end - 1)).end
    underline = None if _MARKS.match(document.text, first.start) else _UNDERLINE.match(document.text, last)
    return Span(first.start, underline.end() if underline else last)


def end_of_heading(document: Document, section: Section) -> int:
    """Where the text of a section begins."""
    if section.span is None:
        return read_front_matter(document.source)[1]
    return heading_lines(document, section.span).end


def end_of_label(document: Document, label: WaveLabel) -> int:
    """Where the entries of a wave may begin."""
    lines = label_lines(document, label)
    return line_at(document, lines.end).end if is_header(document, label) else lines.end


def _element(text: str, start: int, inner: Span) -> Span | None:
    """The outermost HTML element that begins after an offset, and that holds a span."""
    opened: list[tuple[str, int]] = []
    outermost: int | None = None
    for tag in _TAG.finditer(text, start):
        if tag.start() >= inner.end and outermost is None:
            outermost = opened[0][1] if opened else None
            if outermost is None:
                return None
        name = tag["name"].casefold()
        if not tag["close"] and not tag["empty"] and name not in _VOID:
            opened.append((name, tag.start()))
        elif tag["close"]:
            at = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == name), len(opened))
            del opened[at:]
        if outermost is not None and not opened:
            return Span(outermost, tag.end())
    return None


def written_label(document: Document, example: WaveLabel, wave: Wave) -> str:
    """The text of a wave in the words of another one, which is the same text but for its number and months."""
    old = example.span.of(document.text)
    months = evolve(wave, number=None).label
    new = _NUMBER.sub(lambda found: f"{found['before']}{wave.number}", old) if wave.number is not None else old
    new = _MONTHS.sub(lambda found: _joined(months, found["between"]), new) if months else new
    shown = " | ".join(strip_marks(part) for part in new.split("|"))
    return new if wave_of(shown) == wave else wave_like(document, old, wave.label)


def _joined(months: str, between: str | None) -> str:
    return months.replace(" - ", between) if between else months
