"""Findings for people: one line each, or with the line of the source and a caret below the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nhs_internships.cli.screens import SEVERITIES, Grid, Styled
from nhs_internships.cli.text import plain, visible
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nhs_internships.cli.reports.report import Report
    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.source.text import SourceText

__all__ = ["concise", "full"]

_MAX_RELATED = 8
_MIN_EXCERPT = 20
_CUT = "…"


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
        where = place.path if place.line is None else f"{place.path}:{place.line}"
        yield (("  see:  ", "dim"), (plain(where), ""), (f": {plain(place.message)}" if place.message else "", ""))
    if len(finding.related) > _MAX_RELATED:
        yield ((f"        and {len(finding.related) - _MAX_RELATED} more", "dim"),)
    if finding.fix:
        option = "--fix" if finding.fix.is_safe else "--fix --unsafe-fixes"
        yield (("  fix:  ", "dim"), (plain(finding.fix.title), ""), (f" ({option})", "dim"))


# The line of the source.


class _Excerpt(NamedTuple):
    """The part of a line that is shown, and where the place begins and ends in it."""

    text: str
    start: int
    end: int


def _source(report: Report, finding: Diagnostic, width: int) -> Iterator[Styled]:
    """The line, and below it a caret for each character of the place that is shown."""
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
    """As much of the first line of a place as fits: from its beginning, else from a little before the place."""
    number = source.line(span.start)
    line = source.lines(number, number)
    start = max(span.start, line.start + int(line.start == 0 and source.has_bom))
    first = max(line.start + int(line.start == 0 and source.has_bom), start - width)
    before = _cells(source.text[first:start])
    inside = "".join(_cells(source.text[start : min(span.end, start + width)]))
    after = "".join(_cells(source.text[max(span.end, start) : min(line.end, max(span.end, start) + width)]))
    if first > line.start + 1 or sum(map(len, before)) > width // 2:
        while sum(map(len, before)) > width // 4:
            del before[0]
        before.insert(0, _CUT)
    begin = len("".join(before))
    shown = "".join((*before, inside, after))
    end = min(begin + len(inside), width)
    return _Excerpt(shown if len(shown) <= width else f"{shown[: width - 1]}{_CUT}", begin, end)


def _cells(text: str) -> list[str]:
    """What is shown of each character of a line."""
    return [visible(char) for char in text.replace("\t", " ").rstrip("\r\n")]
