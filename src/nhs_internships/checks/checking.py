"""From a source to its findings: reads it, runs every check, and leaves out what the settings ignore."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from os import PathLike
from pathlib import Path

from attrs import evolve

from nhs_internships.catalogue.loading import Source, load_with_documents
from nhs_internships.checks import (
    agreement,
    briefs,
    labels,
    links,
    near_addresses,
    permalinks,
    privacy,
    tables,
    text,
    waves,
)
from nhs_internships.checks.base import Check
from nhs_internships.checks.codes import active_codes
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.settings import SETTINGS_FILE, Settings, settings_in, site_of
from nhs_internships.checks.suppressions import without_ignored
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects import Document
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.query import Results
from nhs_internships.source.paths import whole_path
from nhs_internships.source.tree import Tree

__all__ = ["CHECKS", "check", "check_pages", "codes_that_need", "pages_of", "unread"]

CHECKS: tuple[Check, ...] = (
    *briefs.CHECKS,
    *tables.CHECKS,
    *links.CHECKS,
    *permalinks.CHECKS,
    *near_addresses.CHECKS,
    *labels.CHECKS,
    *agreement.CHECKS,
    *waves.CHECKS,
    *text.CHECKS,
    *privacy.CHECKS,
)
"""Every check, family by family."""

_UNREAD = frozenset({"NI121", "NI123", "NI124", "NI125"})


def check(
    source: Source | Iterable[Source],
    *,
    settings: Settings | None = None,
    as_of: date | str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Results[Diagnostic]:
    """Find what is wrong on the pages of a site: what reading and reconciling report, and what the checks find.

    Exactly what is given is read: pages alone, or a folder of a site, are not checked for what the other pages of their
    site should state, and no day is taken from git. The command ``nhs-internships check`` does both.

    Args:
        source: A folder, a zip archive of one, a page, a document that was read, or several of them.
        settings: What to check; by default what ``nhs-internships.toml`` in the folder states, or, for a page, in the
            folder of its site.
        as_of: The day for which the pages should be true; without it the checks that compare with a date are skipped
            without a word.
        select: Report only these codes, or codes that begin like this; they count more than the settings.
        ignore: Do not report these codes, or codes that begin like this.
        limits: Bounds on what is read.

    Returns:
        The findings, by path and line.

    Raises:
        OSError: A source cannot be opened.
        ReadError: There is nothing to read.
        ParseError: ``as_of`` is no day.
        QueryError: There is no such code.
        FormatError: The settings file of the site is not valid.

    Examples:
        >>> import nhs_internships as ni
        >>> page = ni.parse("## Open Projects\\n\\n- [Maps of hedges]()\\n", name="index.md")
        >>> for finding in ni.check(page, select=["NI311"]):
        ...     print(finding.line, finding.severity, finding.message)
        3 note "Maps of hedges" has no usable link; its slug is "maps-of-hedges"
    """
    sources = _several(source)
    active_codes(select, ignore)  # before anything is read
    pages = pages_of(sources, settings=settings, as_of=as_of, limits=limits)
    return check_pages(pages, select=select, ignore=ignore)


def pages_of(
    sources: Sequence[Source | Tree],
    *,
    settings: Settings | None = None,
    as_of: date | str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> SitePages:
    """Read what is to be checked.

    Raises:
        OSError: A source cannot be opened.
        ReadError: There is nothing to read.
        ParseError: ``as_of`` is no day.
        FormatError: The settings file of the site is not valid.
    """
    settings = settings or _settings_of(sources)
    loaded = load_with_documents(sources, as_of=as_of, limits=limits)
    return SitePages(
        documents=loaded.documents,
        catalogue=loaded.catalogue,
        settings=settings,
        as_of=loaded.catalogue.as_of,
        is_whole=any(map(_is_whole, sources)) and not unread(loaded.catalogue.diagnostics),
    )


def check_pages(
    pages: SitePages,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    changed: Collection[str] | None = None,
) -> Results[Diagnostic]:
    """The findings of pages that were read, by path and line.

    Args:
        pages: The pages of a site.
        select: Report only these codes, or codes that begin like this; they count more than the settings.
        ignore: Do not report these codes, or codes that begin like this.
        changed: The paths of pages to look at, where a check needs no other; ``None`` for all.

    Raises:
        QueryError: There is no such code.
    """
    settings = pages.settings
    codes = active_codes(select, ignore, settings.ignore)
    active = codes - _not_looked_for(pages)
    found = without_ignored(
        _all(pages, active, pages if changed is None else pages.only(changed)), pages.documents, active
    )
    reported = (one for one in found if one.code in active)
    kept = (_with_severity(one, settings) for one in reported if not settings.ignores(one.code, one.path))
    return Results(sorted(kept, key=_place))


def unread(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The paths of files and folders that could not be read, so that what they state is not known."""
    return frozenset(one.path for one in diagnostics if one.code in _UNREAD)


def codes_that_need(
    need: Callable[[Check], bool], settings: Settings, *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[str, ...]:
    """The codes that are not looked for without what their checks need, of those that are to be reported.

    Args:
        need: Whether a check needs it: a date, or every page of the site.
        settings: The settings of the site.
        select: As in `check_pages`.
        ignore: As in `check_pages`.

    Raises:
        QueryError: There is no such code.
    """
    active = active_codes(select, ignore, settings.ignore)
    return tuple(code for one in CHECKS if need(one) for code in one.codes if code in active)


def _not_looked_for(pages: SitePages) -> frozenset[str]:
    """The codes of checks that cannot run, as far as no other check has them."""
    runs = {code for one in CHECKS if _can_run(one, pages) for code in one.codes}
    return frozenset(code for one in CHECKS for code in one.codes) - runs


def _all(pages: SitePages, active: Collection[str], some: SitePages) -> Iterator[Diagnostic]:
    replaced: set[tuple[str, str, int | None]] = set()
    made = [text.with_repair(pages, one) for one in pages.catalogue.diagnostics]
    for one in CHECKS:
        if _can_run(one, pages) and any(code in active for code in one.codes):
            found = [finding for finding in one.find(some if one.of_page else pages) if finding.code in active]
            replaced.update((code, finding.path, finding.line) for code in one.replaces for finding in found)
            made += found
    kept = (one for one in made if one.code in active and (one.code, one.path, one.line) not in replaced)
    return _with_caution(pages, kept)


def _with_caution(pages: SitePages, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings; no fix that changes a page of the old site is safe, because that is kept as it was."""
    for one in findings:
        fix = one.fix
        is_risky = fix is not None and fix.is_safe and any(edit.path in pages.old_paths for edit in fix.edits)
        yield evolve(one, fix=evolve(fix, is_safe=False)) if fix and is_risky else one


def _can_run(one: Check, pages: SitePages) -> bool:
    return (pages.as_of is not None or not one.needs_date) and (pages.is_whole or not one.needs_site)


def _with_severity(finding: Diagnostic, settings: Settings) -> Diagnostic:
    severity = settings.severity(finding.code)
    return finding if severity in {None, finding.severity} else evolve(finding, severity=severity)


def _place(finding: Diagnostic) -> tuple[str, int, int, str]:
    return finding.path, finding.line or 0, finding.column or 0, finding.code


# Sources.


def _several(source: Source | Iterable[Source]) -> list[Source]:
    if isinstance(source, str | PathLike | Document):
        return [source]
    if not isinstance(source, Iterable):
        raise TypeError(f"a source is a path or a document, not {source!r:.80}")
    return list(source)


def _is_whole(source: Source | Tree) -> bool:
    """Whether a source is a site, and not a page or a folder of it."""
    match source:
        case Document():
            return False
        case Tree():
            return True
        case _:
            return _is_site(Path(source)) or Path(source).suffix.lower() == ".zip"


def _is_site(place: Path) -> bool:
    """Whether a path is a folder that is not a part of a site."""
    return place.is_dir() and site_of(place) in {None, whole_path(place)}


def _folder_of(source: Source | Tree) -> Path | None:
    """The folder of the site that a source is, or belongs to."""
    match source:
        case Document():
            return None
        case Tree():
            return source.place
        case _:
            place = Path(source)
            return place if _is_site(place) else site_of(place)


def _settings_of(sources: Iterable[Source | Tree]) -> Settings:
    """The settings of the first source that has any."""
    folders = filter(None, map(_folder_of, sources))
    return next((settings_in(folder) for folder in folders if os.access(folder / SETTINGS_FILE, os.F_OK)), Settings())
