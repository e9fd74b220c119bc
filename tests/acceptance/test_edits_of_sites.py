"""Projects of real sites are edited, added and removed: each has the new fact everywhere, and the others are the same.

The usual run takes one site for each dialect, ``nox -s acceptance`` all of them.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import nhs_internships as ni
from _real_sites import SITES
from nhs_internships import Badge, Facet, Status
from nhs_internships.dialects import COMPLETED_DATA
from nhs_internships.errors import ChangeRefused, UnsafeEdit
from nhs_internships.site.current import current_entries, has_section, listing_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from nhs_internships import Project
    from nhs_internships.site import ChangeSet

TITLE = 'Sea: ice "maps" & #1'
NEW = Badge(label="Quite new", facet=Facet.TECHNIQUE)
# The beginnings of the reasons for which an edit may be refused.
REFUSALS = (
    *("no page of the current site lists it", "no page links to it", "other projects would change"),
    *("it would still have the topic", "no page would state the technique", "would no longer speak of it"),
    *("has no badges, and no bullet of the page has", "the keywords would read back as"),
)


@cache
def opened(folder: Path) -> ni.Site:
    """A site, read once."""
    return ni.Site.open(folder)


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, corpus: Path) -> ni.Site:
    """One real site after the other."""
    name: str = request.param
    return opened(corpus / name)


def made(site: ni.Site, plan: Callable[[str], ChangeSet]) -> Mapping[str, ChangeSet]:
    """The changes of all projects, but for those that are refused for a reason that is expected."""
    changes, refused = {}, Counter[str]()
    for project in site.catalogue:
        try:
            changes[project.slug] = plan(project.slug)
        except (ChangeRefused, UnsafeEdit) as error:
            refused[next((one for one in REFUSALS if one in str(error)), f"{error}")] += 1
    assert set(refused) <= set(REFUSALS)
    print(f"{site.root.name}: {len(changes)} made, refused: {dict(refused)}")
    return changes


def others(site: ni.Site, *slugs: str) -> dict[str, Project]:
    """The other projects, without their briefs, which may link to a new address."""
    return {one.slug: evolve(one, brief=None) for one in site.catalogue if one.slug not in slugs}


def test_a_title_is_new_everywhere(site: ni.Site) -> None:
    """No current page says the old one, and the project is the same in everything else."""
    for slug, changes in made(site, lambda slug: site.edit(slug, title=TITLE)).items():
        after = site.after(changes)
        new = slug if slug in after.catalogue else "sea-ice-maps-1"
        project = after.catalogue[new]
        assert evolve(project, brief=None, slug=slug, internships=()) == evolve(
            site.catalogue[slug], brief=None, title=TITLE, internships=()
        )
        assert {one.entry.title for one in current_entries(after.pages, new)} <= {TITLE}
        assert others(after, new) == others(site, slug), slug


def test_an_address_is_new_everywhere(site: ni.Site) -> None:
    """Every page still speaks of the project, and relations lead to it, but for those that are announced."""
    for slug, changes in made(site, lambda slug: site.edit(slug, url="/sea-ice-maps/")).items():
        after = site.after(changes)
        assert slug not in after.catalogue, slug
        names = {slug: "sea-ice-maps"}
        old = {
            (names.get(one.source, one.source), one.kind, names.get(one.target, one.target))
            for one in site.catalogue.relations
        }
        new = {(one.source, one.kind, one.target) for one in after.catalogue.relations}
        assert {(source, target) for source, _, target in new} <= {(source, target) for source, _, target in old}, slug
        assert {f"the catalogue no longer says: {source} {kind} {target}" for source, kind, target in old - new} <= set(
            changes.warnings
        )
        assert others(after, "sea-ice-maps") == others(site, slug), slug
        before, now = site.catalogue[slug], after.catalogue["sea-ice-maps"]
        assert (now.title, now.status, now.wave, now.badges) == (
            before.title,
            before.status,
            before.wave,
            before.badges,
        )
        assert [one.code for one in now.internships] == [one.code for one in before.internships], slug


def test_badges_are_new_on_current_pages(site: ni.Site) -> None:
    """The first goes, and another one comes."""

    def planned(slug: str) -> ChangeSet:
        return site.edit(slug, badges=[*site.catalogue[slug].badges[1:], NEW])

    for slug, changes in made(site, planned).items():
        after = site.after(changes)
        assert NEW.key in {badge.key for badge in after.catalogue[slug].badges}, slug
        assert others(after, slug) == others(site, slug), slug
        assert not [file.path for file in changes.files if file.path in site.pages.old_paths], slug


def test_a_removed_project_is_gone_or_on_old_pages(site: ni.Site) -> None:
    """Or in records, as is announced."""
    for slug, changes in made(site, site.remove).items():
        after = site.after(changes)
        assert slug not in after.catalogue or changes.warnings, slug
        assert others(after, slug) == others(site, slug), slug


@pytest.mark.parametrize("status", Status)
def test_an_added_project_is_there_and_can_be_removed(status: Status, site: ni.Site) -> None:
    """Then the site is as it was, but for a record; one page must be there that lists projects with its status."""
    entries = [one.entry for one in site.pages.entries if not site.pages.is_old(one.document)]
    wave = next((entry.wave for entry in entries if entry.status is status and entry.wave), None)
    pages = listing_pages(site.pages)
    found = [page for page in pages if has_section(page, status)]
    if len(found) != 1 or status is Status.CLOSED:
        several = "several pages could list it" if found else "no page has a section for"
        with pytest.raises(ChangeRefused, match='"closed" does not say how' if status is Status.CLOSED else several):
            site.add(TITLE, status=status)
        return
    added = site.add(TITLE, status=status, wave=wave, badges=[NEW], fields={"Keywords": "Ice, Maps"})
    after = site.after(added)
    project = after.catalogue["sea-ice-maps-1"]
    assert (project.title, project.status, project.wave) == (TITLE, status, wave)
    left = [file.path for file in added.then(after.remove(project.slug)).files]
    # The record of a completed project stays.
    assert left == [
        page.name for page in site.documents.values() if page.dialect is COMPLETED_DATA and status is Status.COMPLETED
    ]
