"""Findings as annotations of GitHub Actions, the worst first, as many of each kind as GitHub shows.

See https://docs.github.com/actions/reference/workflow-commands-for-github-actions; a step shows ten errors, ten
warnings and ten notices, and drops the others without a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from nhs_internships.cli.answers import counted_severities
from nhs_internships.cli.reports.report import Report
from nhs_internships.cli.text import plain
from nhs_internships.diagnostics import Diagnostic, Severity

__all__ = ["MAX_OF_A_KIND", "github"]

MAX_OF_A_KIND = 10
"""How many annotations of each kind GitHub shows for a step."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_ESCAPES_OF_PROPERTIES = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def github(report: Report) -> str:
    """A workflow command for each finding that is shown, and how many are not."""
    left_out: list[Severity] = []
    lines: list[str] = []
    for severity in Severity:
        found = [one for one in report.findings if one.severity is severity]
        lines += [_annotation(report, one) for one in found[:MAX_OF_A_KIND]]
        left_out += [severity] * len(found[MAX_OF_A_KIND:])
    if left_out:
        lines.append(f"Not annotated, because GitHub shows {MAX_OF_A_KIND} of a kind: {counted_severities(left_out)}.")
    return "".join(f"{line}\n" for line in (*lines, report.summary, *report.notes))


def _annotation(report: Report, finding: Diagnostic) -> str:
    message = plain(f"{finding.message}{f' ({finding.hint})' if finding.hint else ''}")
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(report, finding))
    return f"::{_KINDS[finding.severity]} {properties}::{message.translate(_ESCAPES)}"


def _properties(report: Report, finding: Diagnostic) -> Iterator[tuple[str, object]]:
    yield "file", finding.path
    if finding.line is not None:
        yield "line", finding.line
        end = report.end(finding)
        if end and finding.column is not None:
            if end.line == finding.line:  # else GitHub ignores columns
                yield "col", finding.column
                yield "endColumn", end.column
            else:
                yield "endLine", end.line
    yield "title", finding.code


def _property(value: object) -> str:
    return str(value).translate(_ESCAPES_OF_PROPERTIES)
