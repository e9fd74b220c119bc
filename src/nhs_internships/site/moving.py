"""Gives a project another status: in its listing, the folder of its brief, and the data files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import dumps
from typing import NoReturn
from urllib.parse import urlsplit

from attrs import evolve, frozen

from nhs_internships.catalogue.reconcile.authority import Origin, agrees, origin_of
from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.diagnostics import place_in_words
from nhs_internships.dialects import Document
from nhs_internships.dialects.wave_lines import is_same_wave
from nhs_internships.errors import MoveRefused, UnsafeEdit
from nhs_internships.model import ClaimField, Project, Status, Wave
from nhs_internships.site.announcing import Verified, check_brief_is_read, verified
from nhs_internships.site.base import SiteBase
from nhs_internships.site.completing import due_wave, has_record, record_completion
from nhs_internships.site.current import NOT_HOW, current_entries, full_wave, has_section, listing_pages, wave_to_give
from nhs_internships.site.filing import current_briefs, file_briefs, folders_for, misfiled
from nhs_internships.site.new_projects import unlisted_brief
from nhs_internships.site.plans import Plan
from nhs_internships.site.removing import emptied
from nhs_internships.site.verifying import changed_projects

__all__ = ["moved"]


def moved(site: SiteBase, slug: str, status: Status, wave: Wave | None, *, create_section: bool) -> Verified:
    """The move of a project to another status, and the pages after it.

    Args:
        site: The site.
        slug: The project.
        status: The status that it is to have.
        wave: The wave that it is to be listed under, or that was completed.
        create_section: Whether a section for the status may be written, if no listing has one.

    Raises:
        MoveRefused: It cannot have that status; says why.
        UnknownSlug: There is no such project.
    """
    plan = _plan(site.pages, site.root.name, slug, status, wave, create_section=create_section)
    return verified(site, plan, lambda after: _check(site.pages, after, slug, status))


def _plan(pages: SitePages, above: str, slug: str, status: Status, wave: Wave | None, *, create_section: bool) -> Plan:
    move = _Move(pages, above, pages.catalogue[slug], status, wave)
    check_brief_is_read(pages, move.project.slug, MoveRefused)
    try:
        return move.superseded() if status is Status.SUPERSEDED else move.listed(create_section=create_section)
    except UnsafeEdit as error:
        move.refuse(f"{error.name}: {error.problem}", error.hint)


@frozen
class _Move:
    """One project that is to get a status."""

    pages: SitePages
    above: str
    project: Project
    status: Status
    wave: Wave | None

    def refuse(self, problem: str, hint: str = "") -> NoReturn:
        """Refuse the move.

        Raises:
            MoveRefused: Always.
        """
        raise MoveRefused(self.project.slug, problem, hint)

    def listed(self, *, create_section: bool) -> Plan:
        """The plan for a status that listings state."""
        if self.status is Status.CLOSED:
            self.refuse(*NOT_HOW)
        one = self._entry()
        if self.project.status is self.status and (self.wave is None or is_same_wave(one.entry.wave, self.wave)):
            return self._filed()
        page = self._page(one.document, create_section=create_section)
        self._check_address(one, page)
        plan = self._plan()
        asked = full_wave(self.pages, self.wave) if self.wave else None
        wave = due_wave(self.pages, page, self.status, asked, one.entry.wave)
        left, again = one.document.move_to_page(one.n, page, self.status, wave=wave, create_section=create_section)
        plan.edit(left, again)
        plan.warnings += emptied(plan, self.pages, [one])
        if self.status is Status.COMPLETED:
            record_completion(plan, self.pages, self.project, one.entry, self.wave or one.entry.wave)
        file_briefs(plan, self.pages, self.project.slug, self.status, self.above)
        plan.warnings += wave_to_give(self.pages, page, self.project.title, self.status, asked)
        return plan

    def superseded(self) -> Plan:
        """The plan for a status that only a folder states: the brief moves, and the entry goes."""
        entries = self._entries()
        if self.project.status is self.status:
            self.refuse(f"it is {self.status} already")
        if not current_briefs(self.pages, self.project.slug):
            self.refuse("only the folder of its brief can say so, and it has no brief", "write its brief first")
        if not folders_for(self.pages, self.status, self.above):
            self.refuse("only the folder of a brief can say so, and the site has no folder for it", "make one first")
        if has_record(self.pages, self.project.slug):
            self.refuse("a record says that it was completed, which counts more than a folder", "choose another status")
        plan = self._plan()
        for one in reversed(entries):
            plan.edit(plan.page(self.pages, one.document.name).remove(one.n))
        plan.warnings += emptied(plan, self.pages, entries)
        if not file_briefs(plan, self.pages, self.project.slug, self.status, self.above):
            self.refuse(f"the site has several folders for {self.status} projects", "move its brief by hand")
        return plan

    def _plan(self) -> Plan:
        return Plan(title=f"move {self.project.slug} to {self.status}")

    # What moves

    def _entries(self) -> Sequence[ListedEntry]:
        """The entries on pages of the current site; there is at least one."""
        found = current_entries(self.pages, self.project.slug)
        if not found:
            self.refuse("no page of the current site lists it", self._how_to_list())
        return found

    def _how_to_list(self) -> str:
        slug = self.project.slug
        if unlisted_brief(self.pages, slug) is None:
            return "add it to a listing first"
        status = "" if self.status is Status.SUPERSEDED else f', status="{self.status}"'
        return f'add it with site.add({dumps(self.project.title, ensure_ascii=False)}, slug="{slug}"{status})'

    def _entry(self) -> ListedEntry:
        """The entry that moves: of several, the one that gives the project its status."""
        entries = self._entries()
        return next((one for one in entries if one.entry.status is self.project.status), entries[0])

    def _filed(self) -> Plan:
        """The plan for a project that is listed as asked: a brief in the folder of another status moves."""
        plan = self._plan()
        away = misfiled(self.pages, self.project.slug, self.status, self.above)
        if away:
            file_briefs(plan, self.pages, self.project.slug, self.status, self.above)
        if not plan.moved:
            self.refuse(f"it is {self.status} already", self._where_to_file(away[0]) if away else "")
        return plan

    def _where_to_file(self, brief: Document) -> str:
        folders = folders_for(self.pages, self.status, self.above)
        where = f"to {' or '.join(folders)}" if folders else f"to a new folder for {self.status} projects"
        return f"move {brief.name}, whose folder says something else, by hand {where}"

    # Where it moves to

    def _page(self, own: Document, *, create_section: bool) -> Document:
        """The page that lists projects with the status: its own, or else the only other one that does."""
        if has_section(own, self.status):
            return own
        others = [one for one in listing_pages(self.pages) if has_section(one, self.status)]
        if len(others) > 1:
            names = ", ".join(one.name for one in others)
            self.refuse(f"several pages have a section for {self.status} projects: {names}", "move its entry by hand")
        if not others and not create_section:
            self.refuse(f"no page has a section for {self.status} projects", "pass create_section=True to write one")
        return others[0] if others else own

    def _check_address(self, one: ListedEntry, page: Document) -> None:
        """Refuse a link that would lead elsewhere from another page."""
        url = one.entry.url or ""
        is_relative = url != "" and not url.startswith(("/", "{", "#")) and not urlsplit(url).scheme
        if is_relative and _base(one.document) != _base(page):
            problem = f"its link {url} would lead elsewhere from {page.name}"
            self.refuse(problem, "write the whole address first")


def _base(page: Document) -> str:
    """The folder in which a page is published."""
    return (page.front_matter.get("permalink") or page.name).strip().lstrip("/").rpartition("/")[0]


def _check(before: SitePages, after: SitePages, slug: str, status: Status) -> Sequence[str]:
    """Refuse a move after which the project would have another status, or other projects would not be the same.

    Args:
        before: The pages of the site.
        after: The pages of the site after the move.
        slug: The project.
        status: The status that it was to get.

    Returns:
        What the move leaves for a person, a sentence each.

    Raises:
        MoveRefused: Says what would be.
    """
    own = before.catalogue[slug].slug
    changed = changed_projects(before.catalogue, after.catalogue, (own,), _without_wave)
    if changed or own not in after.catalogue:
        names = ", ".join(changed[:5])
        problem = f"other projects would change: {names}" if changed else "it would become a part of another project"
        raise MoveRefused(slug, problem, "give each a link of its own first")
    found = after.catalogue[own].status
    if found is not status:
        claim = after.catalogue.source(own, ClaimField.STATUS)
        source = f", because {claim.path} says {claim.value}" if claim else ""
        raise MoveRefused(slug, f"it would be {found}{source}", "change that first")
    return [*_disagreeing(after, own, status), *_other_waves(before, after, own)]


def _without_wave(project: Project) -> Project:
    return evolve(project, wave=None, internships=())


def _other_waves(before: SitePages, after: SitePages, slug: str) -> Iterator[str]:
    """The projects that share the wave, where it has other months now than it had."""
    for one in changed_projects(before.catalogue, after.catalogue, (slug,), lambda one: one.wave):
        was, now = before.catalogue[one].wave, after.catalogue[one].wave
        yield f"{one}: its wave is {now.label if now else 'unknown'} now, not {was.label if was else 'unknown'}"


def _disagreeing(pages: SitePages, slug: str, status: Status) -> Iterator[str]:
    """The records that go on to give the project another status; checking finds pages of the old site that do."""
    for claim in pages.catalogue.claims_by_slug[slug]:
        is_record = claim.field is ClaimField.STATUS and origin_of(claim.field, claim.rank) is Origin.RECORD
        if is_record and not agrees(Status(claim.value), status):
            yield f"{place_in_words(claim.path, claim.line)}: this record stays, and says {claim.value}"
