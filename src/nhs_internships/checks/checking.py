"""From a source to its findings: reads it, runs every check, and leaves out what the settings ignore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.catalogue.loading import Source, load_with_documents
from nhs_internships.checks import agreement, briefs, labels, links, permalinks, privacy, tables, text, waves
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.settings import Settings
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.query import Results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from nhs_internships.checks.base import Check
    from nhs_internships.diagnostics import Diagnostic

__all__ = ["CHECKS", "check", "check_pages"]

CHECKS: tuple[Check, ...] = (
    *briefs.CHECKS,
    *tables.CHECKS,
    *links.CHECKS,
    *permalinks.CHECKS,
    *labels.CHECKS,
    *agreement.CHECKS,
    *waves.CHECKS,
    *text.CHECKS,
    *privacy.CHECKS,
)
"""Every check, family by family."""


def check(
    source: Source | Iterable[Source],
    *,
    settings: Settings | None = None,
    as_of: date | str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Results[Diagnostic]:
    """Find what is wrong on the pages of a site: what reading and reconciling report, and what the checks find.

    Args:
        source: A folder, a zip archive of one, a page, a document that was read, or several of them.
        settings: What to check.
        as_of: The day for which the pages should be true; without it the checks that compare with a date are skipped.
        limits: Bounds on what is read.

    Returns:
        The findings, by path and line.

    Raises:
        OSError: A source cannot be opened.
        ReadError: There is nothing to read.
        ParseError: ``as_of`` is no day.
    """
    loaded = load_with_documents(source, as_of=as_of, limits=limits)
    pages = SitePages(
        documents=loaded.documents,
        catalogue=loaded.catalogue,
        settings=settings or Settings(),
        as_of=loaded.catalogue.as_of,
    )
    return check_pages(pages)


def check_pages(pages: SitePages) -> Results[Diagnostic]:
    """The findings of pages that were read, by path and line."""
    return Results(sorted(_all(pages), key=_place))


def _all(pages: SitePages) -> Iterator[Diagnostic]:
    replaced = set[tuple[str, str, int | None]]()
    made = [*pages.catalogue.diagnostics]
    for one in CHECKS:
        if pages.as_of is not None or not one.needs_date:
            found = list(one.find(pages))
            replaced.update((code, finding.path, finding.line) for code in one.replaces for finding in found)
            made += found
    return (finding for finding in made if (finding.code, finding.path, finding.line) not in replaced)


def _place(finding: Diagnostic) -> tuple[str, int, int, str]:
    return finding.path, finding.line or 0, finding.column or 0, finding.code
