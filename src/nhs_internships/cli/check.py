"""`check` and `fix`: from the arguments to a report, or to the fixes of what was found."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from shutil import get_terminal_size

from attrs import evolve

from nhs_internships.checks.checking import (
    check_pages,
    codes_that_need,
    pages_of,
    unread,
)
from nhs_internships.checks.codes import active_codes
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.settings import MARKS
from nhs_internships.cli.answers import Answer
from nhs_internships.cli.arguments import UsageError
from nhs_internships.cli.asking import NOT_WRITTEN, about, changed, planned, shown
from nhs_internships.cli.layout import text_of
from nhs_internships.cli.reports import Report, combined
from nhs_internships.cli.reports.github import github
from nhs_internships.cli.reports.markdown import markdown
from nhs_internships.cli.reports.sarif import sarif
from nhs_internships.cli.reports.text import concise, full
from nhs_internships.cli.scope import Scope, scope_to_fix, scopes_of
from nhs_internships.cli.screens import Grid
from nhs_internships.diagnostics import Diagnostic, Fix
from nhs_internships.dialects import Document
from nhs_internships.errors import ReadError
from nhs_internships.formats import to_dict
from nhs_internships.model.texts import counted
from nhs_internships.site import ChangeSet, Site
from nhs_internships.source.paths import is_within
from nhs_internships.source.staging import head_date

__all__ = ["check", "fix"]

_NOTHING = "Nothing can be fixed."
_PIPE_WIDTH = 100
_UNBOUNDED = 1_000_000


def check(given: Namespace) -> Answer:
    """Find what is wrong on the pages of a site, and fix it where that is asked for."""
    format_ = _format(given)
    active_codes(given.select, given.ignore)  # before anything is read
    if given.fix or given.diff:
        return _fixed(given, format_)
    if given.unsafe_fixes:
        raise UsageError("--unsafe-fixes says which fixes are made; add --fix, or --diff to see them")
    return _answer(given, format_, combined([_checked(given, scope) for scope in scopes_of(given)]))


def _checked(given: Namespace, scope: Scope) -> Report:
    """What is found in one site, or on pages without a site."""
    as_of = given.as_of or (head_date(scope.folder) if scope.folder else None)
    pages = pages_of(scope.sources, settings=scope.settings, as_of=as_of)
    _check_named(scope, pages)
    report = _report(given, pages)
    known = _known_before(given, scope, pages, report)
    kept = [one for one in report.findings if scope.covers(one.path) or (scope.before and _key(one) not in known)]
    remarks = (*report.remarks, *_about_patterns(pages), *_about_alone(scope))
    return evolve(report, findings=kept, remarks=remarks).under(scope.prefix)


def _check_named(scope: Scope, pages: SitePages) -> None:
    """Refuse a page that was named and cannot be read, and a folder of a site without a page."""
    if scope.before is not None:
        return
    for named in scope.only or ():
        if any(is_within(path, [named]) for path in pages.by_path):
            continue
        for one in pages.catalogue.diagnostics:
            if one.path == named:
                raise ReadError(scope.prefix + named, one.message, one.hint)
        raise ReadError(scope.prefix + named, "there is no page and no data file in it")


def _known_before(given: Namespace, scope: Scope, pages: SitePages, report: Report) -> frozenset[object]:
    """What was found already before the change that is checked; read only where there is something to compare."""
    if scope.before is None or all(scope.covers(one.path) for one in report.findings):
        return frozenset()
    try:
        before = pages_of([scope.before], settings=pages.settings, as_of=pages.as_of)
    except ReadError:  # there was no page
        return frozenset()
    return frozenset(map(_key, _report(given, before).findings))


def _key(finding: Diagnostic) -> object:
    """What a finding on a page that has not changed keeps: a message may name a place on another page."""
    return finding.code, finding.path, finding.span or finding.line or finding.message


def _about_patterns(pages: SitePages) -> Iterator[str]:
    """Patterns of the settings that may be misspelt; not where nothing was read, as nothing is staged."""
    paths = {*pages.by_path, *(one.path for one in pages.catalogue.diagnostics)}
    for pattern in pages.settings.idle_patterns(paths) if pages.is_whole and paths else ():
        yield f'A pattern of the settings fits no page: "{pattern}".'


def _about_alone(scope: Scope) -> Iterator[str]:
    if scope.is_alone and scope.folder:
        names = ", ".join(source.name if isinstance(source, Document) else str(source) for source in scope.sources)
        yield f"Checked without a site: {names}. A site has {MARKS}."


def _format(given: Namespace) -> str:
    if given.diff and (given.json or given.format):
        raise UsageError("--diff prints a patch; leave out --json and --format")
    if given.json and given.format not in {None, "json"}:
        raise UsageError(f"--json and --format {given.format} cannot both be printed; leave one out")
    return "json" if given.json else given.format or "full"


def _answer(given: Namespace, format_: str, report: Report) -> Answer:
    return _FORMATS[format_](report, int(bool(report.findings) and not given.exit_zero))


def _report(given: Namespace, pages: SitePages) -> Report:
    dated = codes_that_need(attrgetter("needs_date"), pages.settings, select=given.select, ignore=given.ignore)
    return Report(
        findings=check_pages(pages, select=given.select, ignore=given.ignore),
        texts={document.name: document.source for document in pages.documents},
        as_of=pages.as_of,
        skipped=() if pages.as_of else dated,
        remarks=tuple(_about_unread(given, pages)),
    )


def _about_unread(given: Namespace, pages: SitePages) -> Iterator[str]:
    missing = unread(pages.catalogue.diagnostics)
    if missing:
        yield f"{counted(len(missing), 'path')} could not be read, and not checked."
        codes = codes_that_need(attrgetter("needs_site"), pages.settings, select=given.select, ignore=given.ignore)
        if codes:
            yield f"Not checked, because they need every page: {', '.join(codes)}."


def _fixed(given: Namespace, format_: str) -> Answer:
    """The fixes as a patch; or, when they are made, what is found afterwards."""
    scope = scope_to_fix(given)

    def plan(site: Site) -> ChangeSet:
        _check_named(scope, site.pages)
        return _fixes(given, site, scope.only)

    site, changes = planned(scope.folder or ".", plan, given.as_of)
    if given.diff and not changes:
        return Answer(text="", messages=(*changes.warnings, _NOTHING))
    if given.diff:
        answer = shown(given, changes)
        return evolve(answer, messages=(*answer.messages, NOT_WRITTEN), code=int(not given.exit_zero))
    changes.apply()
    left = _left_over(given, site.after(changes).pages)
    left = evolve(left, findings=[one for one in left.findings if scope.covers(one.path)])
    answer = _answer(given, format_, left.under(scope.prefix))
    return evolve(answer, messages=(*about(changes), *answer.messages))


def _left_over(given: Namespace, pages: SitePages) -> Report:
    """What is found after fixes, without those that were refused: they would be announced, and refused, again."""
    report = _report(given, pages)
    return evolve(report, findings=[_without_fix(given, one) for one in report.findings])


def _without_fix(given: Namespace, finding: Diagnostic) -> Diagnostic:
    is_refused = finding.fix is not None and (given.unsafe_fixes or finding.fix.is_safe)
    return evolve(finding, fix=None) if is_refused else finding


def fix(given: Namespace) -> Answer:
    """Make fixes as `check` does, after they were shown; then say how much is left to do."""
    active_codes(given.select, given.ignore)  # before anything is read
    return changed(given, partial(_fixes, given), as_of=given.as_of, nothing=_NOTHING, left=partial(_left, given))


def _fixes(given: Namespace, site: Site, only: Sequence[str] | None = None) -> ChangeSet:
    return site.fix(unsafe=given.unsafe_fixes, select=given.select, ignore=given.ignore, paths=only)


def _left(given: Namespace, site: Site, changes: ChangeSet) -> str:
    report = _left_over(given, site.after(changes).pages)
    return f"Left: {report.summary}" if report.findings else report.summary


# Formats.


def _full(report: Report, code: int) -> Answer:
    def grids(width: int) -> Iterable[Grid]:
        return *full(report, width), _summary(report)

    return Answer(
        screen=lambda: grids(get_terminal_size().columns),
        piped=lambda: text_of(grids(_PIPE_WIDTH), _UNBOUNDED),
        code=code,
    )


def _concise(report: Report, code: int) -> Answer:
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
        "findings": [_finding(one) for one in report.findings],
    }
    return Answer(text=f"{json.dumps(data, indent=2)}\n", code=code)


def _finding(finding: Diagnostic) -> Mapping[str, object]:
    return {**to_dict(finding), "fix": None if finding.fix is None else _fix(finding.fix)}


def _fix(fix: Fix) -> Mapping[str, object]:
    edits = [{"path": edit.path, "span": to_dict(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "is_safe": fix.is_safe, "edits": edits}


_FORMATS: Mapping[str, Callable[[Report, int], Answer]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "github": lambda report, code: Answer(text=github(report), code=code),
    "sarif": lambda report, code: Answer(text=f"{json.dumps(sarif(report), indent=2)}\n", code=code),
    "markdown": lambda report, code: Answer(text=markdown(report), code=code),
}
