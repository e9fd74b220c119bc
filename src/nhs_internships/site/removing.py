"""Removes a project from a site: its entries on current pages, and its briefs."""

from __future__ import annotations

from collections.abc import Iterator

from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import COMPLETED_DATA
from nhs_internships.errors import ChangeRefused
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.site.current import current_entries
from nhs_internships.site.filing import current_briefs
from nhs_internships.site.plans import Plan
from nhs_internships.site.verifying import changed_projects, new_counts

__all__ = ["check_removal", "plan_removal"]


def plan_removal(pages: SitePages, slug: str) -> Plan:
    """Plan to remove a project; records, and pages of the old site, stay.

    Raises:
        UnknownSlug: There is no such project.
        ChangeRefused: No current page lists it, and it has no brief.
        UnsafeEdit: An entry cannot be removed alone.
    """
    own = pages.catalogue[slug].slug
    plan = Plan(title=f"remove {own}")
    for one in reversed(current_entries(pages, own)):
        plan.edit(plan.page(pages, one.document.name).remove(one.n))
    plan.deleted += [brief.name for brief in current_briefs(pages, own)]
    if not plan.documents and not plan.deleted:
        raise ChangeRefused(
            own, "no page of the current site lists it, and it has no brief", "there is nothing to remove"
        )
    plan.warnings += _left(pages, own, plan)
    return plan


def _left(pages: SitePages, slug: str, plan: Plan) -> Iterator[str]:
    """What goes on to speak of the project: old pages, records, and links to its page."""
    for one in pages.entries_by_slug.get(slug, ()):
        if pages.is_old(one.document):
            yield f"{one.document.name}, line {one.line}: this page of the old site goes on to list it"
    for one in pages.records_by_slug.get(slug, ()):
        if one.document.dialect is COMPLETED_DATA:
            yield f"{one.document.name}, line {one.line}: its record stays"
    if not plan.deleted:
        return
    for link in pages.addresses:
        page = plan.page(pages, link.document.name)
        is_entry = any(spans.url == link.span for spans in link.document.spans)
        if slug_of_url(link.text) == slug and page.name not in plan.deleted and not is_entry:
            line = link.document.position(link.span.start).line
            yield f"{page.name}, line {line}: {link.link} leads to its brief, which goes"


def check_removal(before: SitePages, after: SitePages, slug: str) -> list[str]:
    """Refuse a removal after which other projects would not be the same.

    Returns:
        The numbers on pages that are wrong now.

    Raises:
        ChangeRefused: Names the projects.
    """
    own = before.catalogue[slug].slug
    changed = changed_projects(before.catalogue, after.catalogue, (own,))
    if changed:
        raise ChangeRefused(own, f"other projects would change: {', '.join(changed[:5])}", "change the pages by hand")
    return list(new_counts(before, after))
