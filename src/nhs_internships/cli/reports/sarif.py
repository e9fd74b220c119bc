"""Findings in SARIF 2.1.0, the format of code scanning.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; its columns are counted in characters here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote

from nhs_internships import __version__
from nhs_internships.checks import explain
from nhs_internships.cli.reports.report import Report
from nhs_internships.cli.text import PROGRAM
from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix, Place, Severity

__all__ = ["sarif"]

Json = dict[str, object]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(report: Report) -> Json:
    """The SARIF document of a report."""
    codes = sorted({finding.code for finding in report.findings})
    driver = {"name": PROGRAM, "version": __version__, "rules": [_rule(code) for code in codes]}
    notes = [{"level": "note", "message": {"text": note}} for note in report.notes]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": [_result(report, finding, codes.index(finding.code)) for finding in report.findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> Json:
    section = explain(code)
    return {
        "id": code,
        "shortDescription": {"text": section.rule.summary},
        "help": {"text": section.text or section.rule.summary, "markdown": str(section)},
        "defaultConfiguration": {"level": _LEVELS[section.rule.severity]},
    }


def _result(report: Report, finding: Diagnostic, rule: int) -> Json:
    hint = f" ({finding.hint})" if finding.hint else ""
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{hint}"},
        "locations": [_location(report, finding.path, _region(report, finding))],
    }
    if finding.related:
        result["relatedLocations"] = [_related(report, place) for place in finding.related]
    if finding.fix and all(edit.path in report.texts for edit in finding.fix.edits):
        result["fixes"] = [_fix(report, finding.fix)]
    return result


def _location(report: Report, path: str, region: Json) -> Json:
    place: Json = {"artifactLocation": _artifact(path)}
    return {"physicalLocation": {**place, "region": region} if region else place}


def _artifact(path: str) -> Json:
    """The address of a file: relative to the current folder, or absolute."""
    name = PurePath(path)
    return {"uri": name.as_uri() if name.is_absolute() else quote(name.as_posix())}


def _region(report: Report, finding: Diagnostic) -> Json:
    end = report.end(finding)
    if finding.line is None or finding.column is None or end is None:
        return {} if finding.line is None else {"startLine": finding.line}
    return _from_to((finding.line, finding.column), end)


def _from_to(start: tuple[int, int], end: tuple[int, int]) -> Json:
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _related(report: Report, place: Place) -> Json:
    location = _location(report, place.path, {} if place.line is None else {"startLine": place.line})
    return {**location, "message": {"text": place.message}} if place.message else location


def _fix(report: Report, fix: Fix) -> Json:
    by_path: dict[str, list[FileEdit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    changes = [
        {"artifactLocation": _artifact(path), "replacements": list(_replacements(report, edits))}
        for path, edits in by_path.items()
    ]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def _replacements(report: Report, edits: Iterable[FileEdit]) -> Iterable[Json]:
    for edit in edits:
        source = report.texts[edit.path]
        region = _from_to(source.position(edit.span.start), source.position(edit.span.end))
        yield {"deletedRegion": region, "insertedContent": {"text": edit.text}}
