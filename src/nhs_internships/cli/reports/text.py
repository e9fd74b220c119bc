"""Findings for people: one line each, or with the line of the source and a caret below the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from nhs_internships.cli.reports.report import Report
from nhs_internships.cli.screens import SEVERITIES, Grid, Styled
from nhs_internships.cli.text import plain, visible
from nhs_internships.diagnostics import Diagnostic, place_of
from nhs_internships.source.text import SourceText
from nhs_internships.spans import Span

__all__ = ["concise", "full"]

_MAX_RELATED = 8
_MIN_EXCERPT = 20
_CUT = "…"
_MOST = 1_000  # characters of each part of a line; no terminal shows more


def concise(report: Report) -> Iterator[Styled]:
    """A line for each finding: place, severity, code and message."""
    for finding in report.findings:
        yield _head(report, finding)


def full(report: Report, width: int) -> Iterator[Grid]:
    """Each finding with its source line, its hint and the other places.

    Args:
        report: The findings.
        width: How many columns a source line may take.
    """
    for finding in report.findings:
        lines = [_head(report, finding), *_source(report, finding, width), *_advice(report, finding)]
        yield Grid(_joined(lines))


def _joined(lines: Iterable[Styled]) -> Styled:
    pieces: list[tuple[str, str]] = []
    for line in lines:
        pieces += [("\n", ""), *line] if pieces else line
    return tuple(pieces)


def _head(report: Report, finding: Diagnostic) -> Styled:
    return (
        (plain(report.place(finding)), "bold"),
        (": ", ""),
        (f"{finding.severity} {plain(finding.code)}", SEVERITIES[finding.severity]),
        (f" {plain(finding.message)}", ""),
    )


def _advice(report: Report, finding: Diagnostic) -> Iterator[Styled]:
    if finding.hint:
        yield (("  hint: ", "dim"), (plain(finding.hint), ""))
    for place in finding.related[:_MAX_RELATED]:
        where = plain(place_of(place.path, place.line))
        yield (("  see:  ", "dim"), (where, ""), (f": {plain(place.message)}" if place.message else "", ""))
    if len(finding.related) > _MAX_RELATED:
        yield ((f"        and {len(finding.related) - _MAX_RELATED} more", "dim"),)
    if finding.fix:
        option = "--fix" if finding.fix.is_safe else "--fix --unsafe-fixes"
        yield (("  fix:  ", "dim"), (plain(finding.fix.title), ""), (f" ({option})", "dim"))


# The line of the source.


class _Excerpt(NamedTuple):
    """The part of a line that is shown, and the columns where the place begins and ends in it."""

    text: str
    start: int
    end: int


def _source(report: Report, finding: Diagnostic, width: int) -> Iterator[Styled]:
    """The line, and below it a caret for each column of the place that is shown."""
    source = report.texts.get(finding.path)
    if source is None or finding.line is None or finding.line > len(source.starts):
        return
    number = str(finding.line)
    span = finding.span or Span(source.starts[finding.line - 1], source.starts[finding.line - 1])
    excerpt = _excerpt(source, span, max(width - len(number) - 5, _MIN_EXCERPT))
    margin = " " * (len(number) + 2)
    yield ((f"  {number} | ", "dim"), (excerpt.text, ""))
    if finding.span is None:
        return
    carets = "^" * max(excerpt.end - excerpt.start, 1)
    yield ((f"{margin} | ", "dim"), (" " * excerpt.start, ""), (carets, SEVERITIES[finding.severity]))


def _excerpt(source: SourceText, span: Span, width: int) -> _Excerpt:
    """A window of the first line of a place, around that place.

    A place that is wider is cut in its middle, because a fault may be at either end of it.
    """
    number = source.line(span.start)
    line = source.lines(number, number)
    first = line.start + int(line.start == 0 and source.has_bom)
    start = max(span.start, first)
    end = max(start, min(span.end, line.end))
    before = _cells(source.text[max(first, start - _MOST) : start])
    place = source.text[start:end]
    if len(place) > 2 * _MOST:
        place = place[:_MOST] + place[-_MOST:]
    after = _cells(source.text[end : min(line.end, end + _MOST)])
    inside = _middle_cut(_cells(place), width - bool(before) - bool(after))
    room = width - _columns(inside)
    lead = _end_of(before, max(room - _columns(after), min(room - bool(after), width // 4)))
    begin, stop = _columns(lead), _columns(lead) + _columns(inside)
    return _Excerpt("".join((*lead, *inside, *_start_of(after, width - stop))), begin, stop)


def _cells(text: str) -> list[str]:
    """What is shown of each character of a line."""
    return [visible(char) for char in text.replace("\t", " ").rstrip("\r\n")]


def _columns(cells: Iterable[str]) -> int:
    """How many columns of a terminal some characters take."""
    return sum(map(_width, cells))


def _width(cell: str) -> int:
    if cell.isascii():
        return len(cell)
    return 0 if combining(cell[0]) else 1 + (east_asian_width(cell[0]) in {"W", "F"})


def _start_of(cells: Sequence[str], room: int) -> Sequence[str]:
    """As many characters as fit, with a mark if not all do."""
    if _columns(cells) <= room:
        return cells
    kept, used = [], 0
    for cell in cells:
        used += _width(cell)
        if used >= room:
            break
        kept.append(cell)
    return (*kept, _CUT) if room > 0 else ()


def _end_of(cells: Sequence[str], room: int) -> Sequence[str]:
    return tuple(reversed(_start_of(tuple(reversed(cells)), room)))


def _middle_cut(cells: Sequence[str], room: int) -> Sequence[str]:
    if _columns(cells) <= room:
        return cells
    end = _end_of(cells, room // 2)
    return (*_start_of(cells, room - _columns(end) + 1)[:-1], *end)
