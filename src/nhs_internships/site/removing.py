"""Removes a project from a site: its entries on current pages, and its briefs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.diagnostics import place_in_words
from nhs_internships.dialects import COMPLETED_DATA
from nhs_internships.errors import ChangeRefused
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.site.current import current_entries
from nhs_internships.site.filing import current_briefs
from nhs_internships.site.plans import Plan
from nhs_internships.site.verifying import changed_projects

__all__ = ["check_removal", "emptied", "plan_removal"]


def plan_removal(pages: SitePages, slug: str) -> Plan:
    """Plan to remove a project; records, and pages of the old site, stay.

    Raises:
        UnknownSlug: There is no such project.
        ChangeRefused: No current page lists it, and it has no brief.
        UnsafeEdit: An entry cannot be removed alone.
    """
    own = pages.catalogue[slug].slug
    plan = Plan(title=f"remove {own}")
    entries = current_entries(pages, own)
    for one in reversed(entries):
        plan.edit(plan.page(pages, one.document.name).remove(one.n))
    plan.warnings += emptied(plan, pages, entries)
    plan.deleted += [brief.name for brief in current_briefs(pages, own)]
    if not plan.documents and not plan.deleted:
        raise ChangeRefused(
            own, "no page of the current site lists it, and it has no brief", "there is nothing to remove"
        )
    plan.warnings += _left(pages, own, plan)
    return plan


def emptied(plan: Plan, pages: SitePages, gone: Iterable[ListedEntry]) -> Iterator[str]:
    """The headings and waves under which a plan leaves nothing; they stay, for the next project.

    Args:
        plan: What is planned, without the entries.
        pages: The pages of the site as they are.
        gone: The entries.
    """
    for one in gone:
        entry, page = one.entry, plan.page(pages, one.document.name)
        if entry.section and all(other.section != entry.section for other in page.entries):
            yield f'{page.name}: nothing is listed under "{entry.section}" any more'
        elif entry.wave and all(other.wave != entry.wave for other in page.entries):
            yield f"{page.name}: nothing is listed under {entry.wave.label} any more"


def _left(pages: SitePages, slug: str, plan: Plan) -> Iterator[str]:
    """What goes on to speak of the project: old pages, records, and links to its page."""
    for one in pages.entries_by_slug.get(slug, ()):
        if pages.is_old(one.document):
            yield f"{place_in_words(one.document.name, one.line)}: this page of the old site goes on to list it"
    for one in pages.records_by_slug.get(slug, ()):
        if one.document.dialect is COMPLETED_DATA:
            yield f"{place_in_words(one.document.name, one.line)}: its record stays"
    if not plan.deleted:
        return
    for link in pages.addresses:
        page = plan.page(pages, link.document.name)
        is_entry = any(spans.url == link.span for spans in link.document.spans)
        if slug_of_url(link.text) == slug and page.name not in plan.deleted and not is_entry:
            line = link.document.position(link.span.start).line
            yield f"{place_in_words(page.name, line)}: {link.link} leads to its brief, which goes"


def check_removal(before: SitePages, after: SitePages, slug: str) -> None:
    """Refuse a removal after which other projects would not be the same.

    Raises:
        ChangeRefused: Names the projects.
    """
    own = before.catalogue[slug].slug
    changed = changed_projects(before.catalogue, after.catalogue, (own,))
    if changed:
        raise ChangeRefused(own, f"other projects would change: {', '.join(changed[:5])}", "change the pages by hand")
