"""`check`, `explain` and `labels`: the commands about findings and labels."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from nhs_internships.cli import lines, screens
from nhs_internships.cli.answers import Answer, or_nothing_found
from nhs_internships.cli.arguments import UsageError
from nhs_internships.cli.layout import text_of
from nhs_internships.cli.screens import Grid
from nhs_internships.formats import to_dict

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from nhs_internships.checks import Explanation
    from nhs_internships.checks.label_uses import LabelUse
    from nhs_internships.cli.reports import Report
    from nhs_internships.diagnostics import Diagnostic, Fix

__all__ = ["check", "explain", "labels"]

_PIPE_WIDTH = 100
_UNBOUNDED = 1_000_000


def check(given: Namespace) -> Answer:
    """Find what is wrong on the pages of a site."""
    from nhs_internships.checks.checking import check_pages, codes_that_need_a_date, pages_of
    from nhs_internships.checks.codes import active_codes
    from nhs_internships.cli.reports import Report
    from nhs_internships.cli.scope import scope_of
    from nhs_internships.source.staging import head_date

    format_ = _format(given)
    active_codes(given.select, given.ignore)  # before anything is read
    scope = scope_of(given)
    as_of = given.as_of or (head_date(scope.folder) if scope.folder else None)
    pages = pages_of(scope.sources, settings=scope.settings, as_of=as_of)
    found = check_pages(pages, select=given.select, ignore=given.ignore)
    needed = codes_that_need_a_date(pages.settings, select=given.select, ignore=given.ignore)
    report = Report(
        findings=[one for one in found if scope.only is None or one.path in scope.only],
        texts={document.name: document.source for document in pages.documents},
        as_of=pages.as_of,
        skipped=() if pages.as_of else needed,
        prefix=scope.prefix,
    )
    return _FORMATS[format_](report, int(bool(report.findings) and not given.exit_zero))


def _format(given: Namespace) -> str:
    if given.json and given.format not in {None, "json"}:
        raise UsageError(f"--json and --format {given.format} cannot both be printed; leave one out")
    return "json" if given.json else given.format or "full"


# Formats.


def _full(report: Report, code: int) -> Answer:
    from nhs_internships.cli.reports.text import full

    width = get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else _PIPE_WIDTH
    grids = [*full(report, width), _summary(report)]
    return Answer(screen=lambda: grids, piped=lambda: text_of(grids, _UNBOUNDED), code=code)


def _concise(report: Report, code: int) -> Answer:
    from nhs_internships.cli.reports.text import concise

    grid = Grid(rows=[[line] for line in concise(report)])
    is_terminal = sys.stdout and sys.stdout.isatty()
    return Answer(
        screen=lambda: [grid, _summary(report)],
        piped=lambda: text_of([grid], _UNBOUNDED),
        messages=() if is_terminal else (report.summary, *report.notes),
        code=code,
    )


def _summary(report: Report) -> Grid:
    return Grid(rows=[[((line, "dim"),)] for line in (report.summary, *report.notes)])


def _json(report: Report, code: int) -> Answer:
    data = {
        "as_of": None if report.as_of is None else str(report.as_of),
        "skipped": report.skipped,
        "findings": [_finding(report, one) for one in report.findings],
    }
    return Answer(text=f"{json.dumps(data, indent=2)}\n", code=code)


def _finding(report: Report, finding: Diagnostic) -> Mapping[str, object]:
    plain = to_dict(finding)
    plain["path"] = report.prefix + finding.path
    for place in plain["related"]:
        place["path"] = report.prefix + place["path"]
    return {**plain, "fix": None if finding.fix is None else _fix(report, finding.fix)}


def _fix(report: Report, fix: Fix) -> Mapping[str, object]:
    edits = [{"path": report.prefix + edit.path, "span": to_dict(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "is_safe": fix.is_safe, "edits": edits}


def _github(report: Report, code: int) -> Answer:
    from nhs_internships.cli.reports.github import github

    return Answer(text=github(report), code=code)


def _markdown(report: Report, code: int) -> Answer:
    from nhs_internships.cli.reports.markdown import markdown

    return Answer(text=markdown(report), code=code)


def _sarif(report: Report, code: int) -> Answer:
    from nhs_internships.cli.reports.sarif import sarif

    return Answer(text=f"{json.dumps(sarif(report), indent=2)}\n", code=code)


_FORMATS: Mapping[str, Callable[[Report, int], Answer]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "markdown": _markdown,
}


# Rules.


def explain(given: Namespace) -> Answer:
    """Print what codes mean; without a code, list all."""
    from nhs_internships.checks import explain as explanation_of
    from nhs_internships.checks.codes import codes_of

    wanted = [code for text in given.codes for code in sorted(codes_of([text]))]
    if not wanted:
        return _all_rules()
    found = [explanation_of(code) for code in dict.fromkeys(wanted)]
    if given.json:
        return Answer(data=lambda: list(map(_explanation, found)))
    return Answer(text="\n".join(map(str, found)))


def _explanation(one: Explanation) -> Mapping[str, object]:
    rule = one.rule
    return {
        "code": rule.code,
        "severity": rule.severity,
        "summary": rule.summary,
        "text": one.text,
        "as_of": None if one.as_of is None else str(one.as_of),
        "bad": dict(one.bad),
        "good": dict(one.good),
    }


def _all_rules() -> Answer:
    from nhs_internships.diagnostics import RULES

    rules = list(RULES.values())
    return Answer(
        data=lambda: [{"code": one.code, "severity": one.severity, "summary": one.summary} for one in rules],
        blocks=lambda: [
            lines.Block(("code", "severity", "summary"), ((one.code, one.severity, one.summary) for one in rules))
        ],
        screen=lambda: [screens.rules(rules)],
    )


# Labels.


def labels(given: Namespace) -> Answer:
    """List the labels that a site uses."""
    from nhs_internships.checks.checking import pages_of
    from nhs_internships.checks.label_uses import labels_of

    found = labels_of(pages_of([Path(given.path)]))
    answer = Answer(
        data=lambda: list(map(_label, found)),
        blocks=lambda: lines.labels(found),
        screen=lambda: screens.labels(found),
    )
    return or_nothing_found(found, "No labels found.", answer)


def _label(use: LabelUse) -> Mapping[str, object]:
    places = [{"path": place.path, "line": place.line} for place in use.places]
    return {"label": use.label, "kind": use.kind, "term": use.term, "count": len(places), "places": places}
