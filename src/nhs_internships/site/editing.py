"""Edits facts of a project everywhere: its title, its badges, or its address, in brief and listings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NoReturn

from attrs import evolve, frozen

from nhs_internships.catalogue import Catalogue
from nhs_internships.catalogue.reconcile.slugs import plain_title, slug_of_title
from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.diagnostics import place_in_words
from nhs_internships.dialects import COMPLETED_DATA, KEEP, Document, Keep
from nhs_internships.errors import ChangeRefused
from nhs_internships.model import Badge, Brief, Claim, Project
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.model.texts import fold, squash
from nhs_internships.site.current import coloured, current_entries, with_slug
from nhs_internships.site.filing import current_briefs
from nhs_internships.site.plans import Plan
from nhs_internships.site.verifying import changed_projects
from nhs_internships.source.text import Edit
from nhs_internships.vocabulary import Vocabulary

__all__ = ["FactsEdit", "check_edit"]

_BY_HAND = "change the pages by hand"
# What ends an address in Markdown, HTML or YAML, wherever it is written.
_NO_ADDRESS = re.compile(r"""[\s<>"'\\()\[\]]""")


@frozen(kw_only=True, eq=False)
class FactsEdit:
    """New facts of a project.

    Attributes:
        pages: The pages of the site.
        project: The project.
        title: Its new title, or ``None``.
        badges: Its new badges, or ``None``.
        url: Its new address, or ``None``.
    """

    pages: SitePages
    project: Project
    title: str | None
    badges: Sequence[Badge] | None
    url: str | None

    @property
    def slug(self) -> str:
        """The slug afterwards: of the new address or, where no address makes it, of the new title."""
        own = self.project.slug
        if self.url is not None:
            return slug_of_url(self.url) or own
        is_linked = self._briefs or any(slug_of_url(one.entry.url) for one in self._entries)
        if self.title is None or is_linked or own not in map(slug_of_title, self._listed_titles):
            return own
        return slug_of_title(self.title)

    def plan(self) -> Plan:
        """The edited pages.

        Raises:
            ChangeRefused: The project has neither a brief nor an entry on a current page, or the address leads to
                no project's page, or to another project.
            UnsafeEdit: A page cannot state the facts.
        """
        plan = Plan(title=f"edit {self.project.slug}")
        if not self._entries and not self._briefs:
            self._refuse("no page of the current site lists it, and it has no brief", "there is nothing to edit")
        self._check_slug()
        if self.url is not None and self.slug != self.project.slug:
            plan.edit(*self._linked())
            if not plan.documents:
                self._refuse("no page links to it, and it has no brief", "write a link to it first")
        for brief in self._briefs:
            plan.edit(self._edited_brief(plan.page(self.pages, brief.name)))
            self._rename(plan, brief.name)
        for one in self._listed:
            plan.edit(self._edited_entry(plan.page(self.pages, one.document.name), one))
        return plan

    @cached_property
    def _entries(self) -> Sequence[ListedEntry]:
        return current_entries(self.pages, self.project.slug)

    @cached_property
    def _briefs(self) -> Sequence[Document]:
        return current_briefs(self.pages, self.project.slug)

    def _refuse(self, problem: str, hint: str) -> NoReturn:
        raise ChangeRefused(self.project.slug, problem, hint)

    def _check_slug(self) -> None:
        if self.url is not None and (slug_of_url(self.url) is None or _NO_ADDRESS.search(self.url)):
            self._refuse(f"{self.url!r} is no address of a project's page", "give one like /a-b/")
        if self.slug != self.project.slug and self.slug in self.pages.catalogue:
            self._refuse(f'"{self.slug}" is another project', f"choose another {'address' if self.url else 'title'}")

    # The brief

    def _edited_brief(self, document: Document) -> Document:
        brief = document.brief
        if brief is None:
            return document
        words = self._keywords(brief)
        return document.edit_brief(
            title=self.title if self.title is not None and brief.title else KEEP,
            heading=self._heading(brief.heading),
            subheading=self._heading(brief.subheading),
            description=self._description(brief),
            permalink=KEEP if self.url is None or brief.permalink is None else with_slug(brief.permalink, self.slug),
            keywords=KEEP if words is None else words,
        )

    def _rename(self, plan: Plan, path: str) -> None:
        """Plan another name of a brief that is named by its slug, which the files of a site are linked by, too."""
        folder, slash, name = path.rpartition("/")
        if self.slug == self.project.slug or name != f"{self.project.slug}.md":
            return
        new = f"{folder}{slash}{self.slug}.md"
        if new in self.pages.by_path:
            self._refuse(f"{new} exists", "choose another address")
        plan.moved[path] = new

    def _heading(self, text: str) -> str | Keep:
        """The new title for a heading that repeats the old one."""
        return self.title if self.title is not None and self._is_title(text) else KEEP

    def _description(self, brief: Brief) -> str | Keep:
        """The description with the new title, if it repeats the old one."""
        if self.title is None or not brief.description:
            return KEEP
        title = self.title
        old = sorted(filter(None, (brief.title, self.project.title)), key=len, reverse=True)
        return re.sub("|".join(map(re.escape, old)), lambda _: title, brief.description, count=1)

    def _is_title(self, text: str) -> bool:
        return squash(text) in self._titles

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The titles that the current pages give the project."""
        briefs = [one.brief.title for one in self._briefs if one.brief and one.brief.title]
        return frozenset(map(squash, (self.project.title, *self._listed_titles, *briefs)))

    def _keywords(self, brief: Brief) -> list[str] | None:
        """The keywords with the labels that came, and without those that went in any spelling; others stay.

        An empty line of keywords gets all labels.
        """
        if self.badges is None or brief.field("Keywords") is None:
            return None
        listed = {_term(badge.label) for one in self._entries for badge in one.entry.badges}
        old = listed if brief.keywords else set()
        new = {_term(badge.label): badge.label for badge in self.badges}
        kept = [word for word in brief.keywords if _term(word) in new or _term(word) not in old]
        added = [label for key, label in new.items() if key not in old and key not in map(_term, kept)]
        words = [*kept, *added]
        return words if words != list(brief.keywords) else None

    # The entries

    @cached_property
    def _listed_titles(self) -> Sequence[str]:
        return [plain_title(one.entry.title, one.entry.code) for one in self._entries]

    @cached_property
    def _listed(self) -> Sequence[ListedEntry]:
        """The entries on current pages, and those of old pages that have one of their titles, if that changes."""
        listed = self.pages.entries_by_slug.get(self.project.slug, ())
        old = [one for one in listed if self.pages.is_old(one.document) and self._is_title(one.entry.title)]
        return [*self._entries, *(old if self.title is not None else ())]

    def _edited_entry(self, page: Document, one: ListedEntry) -> Document:
        if self.title is not None:
            code = one.entry.title.removesuffix(plain_title(one.entry.title, one.entry.code))
            page = page.edit(one.n, title=f"{code}{self.title}")
        if self.badges is not None and not self.pages.is_old(page):
            page = page.edit(one.n, badges=coloured(self.pages, self.badges))
        return page

    # The address

    def _linked(self) -> Iterator[Document]:
        """The pages with links to the new address, and the records with it as their permalinks."""
        edits: dict[str, list[Edit]] = {}
        for link in self.pages.addresses:
            if slug_of_url(link.text) == self.project.slug and not link.output:
                edits.setdefault(link.document.name, []).append(Edit(link.span, with_slug(link.text, self.slug)))
        for document in self.pages.documents:
            if document.name in edits:
                yield document.after(edits[document.name])
            elif document.dialect is COMPLETED_DATA:
                yield self._with_permalinks(document)

    def _with_permalinks(self, document: Document) -> Document:
        """The records with the new address; one without, which another fact ties to the project, gets one."""
        listed = self.pages.records_by_slug.get(self.project.slug, ())
        for n in sorted({one.n for one in listed if one.document is document}):
            url = document.entries[n].url
            document = document.edit(n, url=with_slug(url, self.slug) if url else f"/{self.slug}/")
        return document


def _term(label: str) -> str:
    """What labels are compared by: all spellings of one term are the same."""
    return fold(Vocabulary.bundled().label(label))


def check_edit(edit: FactsEdit, pages: SitePages, moved: Mapping[str, str]) -> list[str]:
    """Refuse an edit after which the project does not have the facts, or another fact is different.

    Args:
        edit: The edit.
        pages: The pages after it.
        moved: New paths of pages, by old ones.

    Returns:
        What pages of the old site, which are not edited, go on to say, and which relations are lost.

    Raises:
        ChangeRefused: Says which.
    """
    before, after = edit.pages.catalogue, pages.catalogue
    old, new = edit.project.slug, edit.slug
    # Links in other briefs lead to the new address.
    changed = changed_projects(before, after, (old, new), _without_brief if edit.url is not None else lambda one: one)
    if changed or new not in after:
        problem = f"other projects would change: {', '.join(changed[:5])}" if changed else "it would be no project"
        raise ChangeRefused(old, problem, _BY_HAND)
    speaking = {claim.path for claim in after.claims(new)}
    lost = sorted({claim.path for claim in before.claims(old) if moved.get(claim.path, claim.path) not in speaking})
    if lost:
        raise ChangeRefused(old, f"{lost[0]} would no longer speak of it", _BY_HAND)
    found = after[new]
    if edit.title is not None and found.title != edit.title:
        raise ChangeRefused(old, f'another page would still give it the title "{found.title}"', "change that by hand")
    if found.status is not before[old].status or found.wave != before[old].wave:
        raise ChangeRefused(old, "its status or wave would change", _BY_HAND)
    return [*_check_badges(found, after.claims(new), edit), *_lost_relations(before, after, old, new)]


def _lost_relations(before: Catalogue, after: Catalogue, old: str, new: str) -> Iterator[str]:
    """The relations that another slug does not have: those that the slugs themselves say, or the library knows."""
    names = {old: new}
    for one in before.relations:
        source, target = names.get(one.source, one.source), names.get(one.target, one.target)
        if evolve(one, source=source, target=target) not in after.relations:
            yield f"the catalogue no longer says: {source} {one.kind} {target}"


def _without_brief(project: Project) -> Project:
    return evolve(project, brief=None)


def _check_badges(found: Project, claims: Sequence[Claim], edit: FactsEdit) -> Iterator[str]:
    """Refuse other badges than those that were asked for, but for facets that pages of the old site alone state."""
    if edit.badges is None:
        return
    asked, stated = ({badge.key: badge for badge in badges} for badges in (edit.badges, found.badges))
    for badge in (stated[key] for key in stated if key not in asked):
        sources = [claim for claim in claims if claim.field.value == badge.facet.value]
        if not sources or not all(claim.path in edit.pages.old_paths for claim in sources):
            problem = f'it would still have the {badge.facet} "{badge.label}"'
            raise ChangeRefused(found.slug, problem, _BY_HAND)
        place = place_in_words(sources[0].path, sources[0].line)
        yield f'{place}: this page of the old site still says "{badge.label}"'
    missing = [asked[key] for key in asked if key not in stated]
    if missing:
        problem = f'no page would state the {missing[0].facet} "{missing[0].label}"'
        raise ChangeRefused(found.slug, problem, "badges are on listings: add it to one first")
