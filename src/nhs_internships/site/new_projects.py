"""Adds a project to a site: a brief from the scheme's template, and its entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from attrs import frozen

from nhs_internships.catalogue.reconcile.mentions import folder_status, is_template
from nhs_internships.catalogue.reconcile.slugs import slug_of_title
from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import BRIEF, KEEP, Dialect, Document, Keep
from nhs_internships.errors import ChangeRefused, UnsafeEdit, nearest
from nhs_internships.model import BRIEF_FIELDS, Badge, Brief, Entry, Field, Project, Status, Wave
from nhs_internships.model.attributes import to_text
from nhs_internships.model.texts import squash
from nhs_internships.site.completing import due_wave, has_record, record_completion
from nhs_internships.site.current import (
    NOT_HOW,
    address,
    coloured,
    current_entries,
    full_wave,
    has_section,
    listing_pages,
    wave_to_give,
)
from nhs_internships.site.filing import current_briefs, folder_of, folders_for
from nhs_internships.site.plans import Plan
from nhs_internships.site.verifying import changed_projects
from nhs_internships.vocabulary import Vocabulary

__all__ = ["NewProject", "check_addition", "new_slug", "unlisted_brief"]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEFAULT_FOLDER = "projects"
_LABELS = {"keywords": "Keywords", **BRIEF_FIELDS}


def new_slug(title: str, slug: str | None) -> str:
    """The slug of a new project: the one that is given, or one made of its title.

    Raises:
        ChangeRefused: It is no slug, or the title gives none.
    """
    if not to_text(title).strip():
        raise ChangeRefused("new project", "its title is blank", "give a title with at least one visible character")
    made = slug_of_title(title) if slug is None else to_text(slug)
    if not _SLUG.fullmatch(made) or (slug is None and made == "untitled"):
        problem = "a slug is made of lower-case letters, digits and hyphens" if slug else "the title gives no slug"
        raise ChangeRefused(slug or title, problem, 'pass one, such as slug="made-up-project"')
    return made


@frozen(kw_only=True, eq=False)
class NewProject:
    """A project that is to be added to a site.

    Attributes:
        pages: The pages of the site.
        above: The name of its folder.
        slug: The slug.
        title: The title.
        status: The status of the section that lists it.
        wave: The wave that it is listed under.
        badges: Its badges.
        fields: The texts of its brief, by their names as `Document.edit_brief` has them, or by their labels.
        create_section: Whether a section for its status may be written, if no page has one.
        lists_brief: Whether the slug may be that of a brief which no current page lists, and which is listed then.
    """

    pages: SitePages
    above: str
    slug: str
    title: str
    status: Status
    wave: Wave | None
    badges: Sequence[Badge]
    fields: Mapping[str, str]
    create_section: bool
    lists_brief: bool

    def plan(self) -> Plan:
        """The brief, unless there is one to list, the entry, and the record of a completed project.

        Raises:
            ChangeRefused: There is such a project already, or no page to list it.
            UnsafeEdit: The page or the brief cannot state it.
        """
        if self.status is Status.CLOSED:
            self._refuse(*NOT_HOW)
        plan = Plan(title=f"add {self.slug}", warnings=[*self._namesakes()])
        brief = unlisted_brief(self.pages, self.slug)
        if brief is None or not self.lists_brief:
            path = self._path()
            self._check_free(path, brief)
            plan.new[path] = self._brief(path)
        else:
            self._check_brief(brief)
        page = self._page()
        dialect = self._example(page).dialect
        wave = full_wave(self.pages, self.wave) if self.wave else None
        plan.warnings += wave_to_give(self.pages, page, self.title, self.status, wave)
        entry = Entry(
            status=self.status,
            title=self.title,
            url=address(self.pages, page, self.slug),
            badges=coloured(self.pages, self.badges or self._badges_of(brief, dialect)),
            wave=due_wave(self.pages, page, self.status, wave, None),
        )
        plan.edit(page.add(entry, dialect=dialect, create_section=self.create_section))
        if self.status is Status.COMPLETED:
            record_completion(plan, self.pages, Project(slug=self.slug, title=self.title), entry, wave)
        return plan

    def _refuse(self, problem: str, hint: str) -> NoReturn:
        raise ChangeRefused(self.slug, problem, hint)

    def _check_free(self, path: str, brief: Document | None) -> None:
        if brief is not None:
            problem = f"a brief that no page lists has this slug already, {brief.name}"
            self._refuse(problem, f'pass slug="{self.slug}" to list it, or choose another slug')
        if self.slug in self.pages.catalogue or self.slug in self.pages.briefs_by_slug:
            self._refuse("a project has this slug already", "choose another slug")
        if path in self.pages.by_path:
            self._refuse(f"{path} exists", "choose another slug")

    def _check_brief(self, document: Document) -> None:
        """Refuse another title than that of the brief which is to be listed, and texts for it."""
        brief, listed = document.brief, self.pages.catalogue[self.slug].title
        titles = [title for title in (listed, brief.title, brief.heading) if title] if brief else [listed]
        if squash(self.title) not in map(squash, titles):
            self._refuse(f'its brief {document.name} has the title "{titles[0]}"', "give that, or choose another slug")
        if self.fields:
            self._refuse(f"its brief {document.name} exists", "write its fields by hand")

    def _badges_of(self, document: Document | None, dialect: Dialect) -> list[Badge]:
        """The keywords of a brief that are terms of the vocabulary, where entries have badges."""
        if document is None or document.brief is None or "badges" not in dialect.carries:
            return []
        terms = filter(None, map(Vocabulary.bundled().find, document.brief.keywords))
        return [Badge(label=term.label, facet=term.facet) for term in dict.fromkeys(terms)]

    def _namesakes(self) -> Iterator[str]:
        """The other projects that have the title already."""
        for project in self.pages.catalogue:
            if project.slug != self.slug and squash(project.title) == squash(self.title):
                yield f"{project.slug} has the title of the new project, too"

    # The entry

    def _page(self) -> Document:
        """The page that lists projects with the status."""
        pages = listing_pages(self.pages)
        found = [page for page in pages if has_section(page, self.status)]
        if len(found) == 1:
            return found[0]
        if found:
            self._refuse(f"several pages could list it: {_names(found)}", "add its entry by hand")
        problem, others = f"no page has a section for {self.status} projects", [page for page in pages if page.entries]
        if len(others) != 1:
            where = f"one of {_names(others)}" if others else "a page of the site"
            self._refuse(problem, f"write a heading for them on {where} first")
        if not self.create_section:
            self._refuse(problem, "pass create_section=True to write one")
        return others[0]

    def _example(self, page: Document) -> Document:
        """A page that shows how entries are written: that one, or the one with most of them."""
        if page.entries:
            return page
        return max(listing_pages(self.pages), key=lambda one: len(one.entries), default=page)

    # The brief

    def _path(self) -> str:
        """Where its brief is filed: in the folder for the status, or else in one that says nothing else."""
        folders = folders_for(self.pages, self.status, self.above)
        if folders:
            return f"{folders[0]}/{self.slug}.md"
        counts = Counter(folder_of(one.name) for one in self.pages.briefs if not self.pages.is_old(one))
        plain = (self._without_status(folder) for folder, _ in counts.most_common())
        return f"{next(filter(None, plain), _DEFAULT_FOLDER)}/{self.slug}.md"

    def _without_status(self, folder: str) -> str:
        """A folder, or the first one above it that states no status."""
        while folder and folder_status(f"{self.above}/{folder}") is not None:
            folder = folder_of(folder)
        return folder

    def _brief(self, path: str) -> str:
        """The text of its brief: the template of the site with its values, or else the library's."""
        template = next((one for one in self.pages.documents if is_template(one) and not self.pages.is_old(one)), None)
        fields = {_label(name): to_text(text) for name, text in self.fields.items()}
        keywords = fields.pop("Keywords", None)
        words = keywords if keywords is not None else [badge.label for badge in self.badges]
        if template is None or template.brief is None:
            return self._usual_brief(path, fields, words)
        _check_labels(template.name, fields, [field.name for field in template.brief.fields])
        return template.edit_brief(
            title=self.title,
            heading=self.title,
            permalink=f"/{self.slug}/",
            description=self._description(template.brief),
            keywords=words,
            fields=fields,
        ).text

    def _description(self, template: Brief) -> str | Keep:
        """The description of the template with the new title, where it repeats its own."""
        if not template.description or not template.title or template.title not in template.description:
            return KEEP
        return template.description.replace(template.title, self.title)

    def _usual_brief(self, path: str, fields: Mapping[str, str], keywords: str | Sequence[str]) -> str:
        text = keywords if isinstance(keywords, str) else ", ".join(keywords)
        known = {"Keywords": text, **dict.fromkeys(BRIEF_FIELDS.values(), "")}
        _check_labels(path, fields, list(known))
        texts = {**known, **fields}
        brief = Brief(
            title=self.title,
            heading=self.title,
            permalink=f"/{self.slug}/",
            keywords=[word.strip() for word in text.split(",") if word.strip()],
            fields=[Field(name=name, text=text) for name, text in texts.items()],
        )
        return BRIEF.render([Project(slug=self.slug, title=self.title, brief=brief)])


def unlisted_brief(pages: SitePages, slug: str) -> Document | None:
    """The brief of a project that no page of the current site lists, and that has no record."""
    briefs = current_briefs(pages, slug)
    return None if not briefs or current_entries(pages, slug) or has_record(pages, slug) else briefs[0]


def _names(pages: Iterable[Document]) -> str:
    return ", ".join(page.name for page in pages)


def _label(name: str) -> str:
    """The label of a field, which is given by its name or as it is."""
    return _LABELS.get(name) or next((label for label in _LABELS.values() if squash(label) == squash(name)), name)


def _check_labels(path: str, labels: Iterable[str], known: Sequence[str]) -> None:
    """Refuse a label that a brief does not have.

    Raises:
        UnsafeEdit: Names the fields that it has.
    """
    squashed = {squash(label) for label in known}
    unknown = next((label for label in labels if squash(label) not in squashed), None)
    if unknown is None:
        return
    by_label = {squash(label): name for name, label in _LABELS.items()}
    valid = [by_label.get(squash(label), label) for label in known]
    guess = nearest(unknown, valid)
    hint = f'did you mean "{guess}"? Valid: ' if guess else "choose one of "
    raise UnsafeEdit(path, f'the brief has no field "{unknown}"', f"{hint}{', '.join(valid)}")


def check_addition(new: NewProject, after: SitePages) -> None:
    """Refuse an addition after which the project would not be there as asked, or others would differ.

    Raises:
        ChangeRefused: Says what would be.
    """
    changed = changed_projects(new.pages.catalogue, after.catalogue, (new.slug,))
    if changed:
        raise ChangeRefused(new.slug, f"other projects would change: {', '.join(changed[:5])}", "choose another slug")
    found = after.catalogue[new.slug].status if new.slug in after.catalogue else "no project"
    if found is not new.status:
        raise ChangeRefused(new.slug, f"it would be {found}", "change the pages by hand")
