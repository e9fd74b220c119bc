"""Findings as Markdown, for the summary of a workflow or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_internships.cli.reports.report import Report
from nhs_internships.cli.text import plain
from nhs_internships.diagnostics import Diagnostic

__all__ = ["MAX_ROWS", "markdown"]

MAX_ROWS = 1000
"""How many findings the table shows; GitHub refuses summaries of more than a megabyte."""

_MARKS = re.compile(r"([\\`*_{}\[\]<>|~#$&!])")
_BACKTICKS = re.compile("`+")


def markdown(report: Report) -> str:
    """A heading with the numbers, and a table of the findings, the worst first."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield "## Check of the site"
    yield ""
    yield " ".join((report.summary, *report.notes))
    if not report.findings:
        return
    yield ""
    yield "| severity | code | place | finding |"
    yield "|---|---|---|---|"
    for finding in report.worst_first[:MAX_ROWS]:
        yield _row(report, finding)
    if len(report.findings) > MAX_ROWS:
        yield ""
        yield f"The table shows {MAX_ROWS:,} findings of {len(report.findings):,}."


def _row(report: Report, finding: Diagnostic) -> str:
    hint = f" ({finding.hint})" if finding.hint else ""
    cells = (finding.severity, finding.code, _code(report.place(finding)), _text(finding.message + hint))
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """A text in which nothing is mark-up."""
    return _MARKS.sub(r"\\\1", plain(text))


def _code(text: str) -> str:
    """A text as code; it is fenced by more backticks than it holds, and a pipe would end the cell."""
    shown = plain(text).replace("|", r"\|")
    fence = "`" * (max(map(len, _BACKTICKS.findall(shown)), default=0) + 1)
    return f"{fence}{shown}{fence}" if len(fence) == 1 else f"{fence} {shown} {fence}"
