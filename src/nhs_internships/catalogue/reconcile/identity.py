"""Which mentions are about the same project: by link first, by title only where that is certain.

The outcome does not depend on the order in which sources are given: mentions are taken in the order of their paths,
and within a page in the order of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain
from operator import attrgetter

from attrs import field, frozen, mutable

from nhs_internships.catalogue.reconcile.mentions import Mention
from nhs_internships.catalogue.reconcile.slugs import base_titles, same_title, slug_of_title
from nhs_internships.catalogue.reconcile.suggesting import Titles, first_of
from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.model import Relation, RelationKind, Status

__all__ = ["Identified", "identify"]


_Title = tuple[str, bool]
_CROSSWALK = "give it a permalink, or its code a line in the crosswalk"
# Of longer titles only the beginning is compared; comparing takes the square of the length.
_COMPARED = 200


@frozen
class Identified:
    """Mentions by the slug of their project, relations that became clear on the way, findings, and slugs by code."""

    by_slug: dict[str, list[Mention]]
    relations: tuple[Relation, ...]
    diagnostics: tuple[Diagnostic, ...]
    codes: Mapping[str, str]


def identify(found: Iterable[Mention], crosswalk: Mapping[str, str]) -> Identified:
    """Give every mention a slug.

    Args:
        found: All mentions; those of one page in the order of the page.
        crosswalk: Code of an internship -> slug, for records without a permalink.
    """
    ordered = sorted(found, key=attrgetter("path"))
    work = _Work({code.casefold(): slug for code, slug in crosswalk.items()})
    unlinked = [mention for mention in ordered if mention.slug is None]
    work.add_linked([mention for mention in ordered if mention.slug is not None])
    pages = [mention for mention in unlinked if mention.is_output_page]
    # Records whose code is known go before titles, so that no title takes their slug.
    work.add_titled([one for one in unlinked if not one.is_output_page and not work.add_coded(one)])
    # A page without a known code is about other work, or about an internship that no other source speaks of.
    work.learn_codes()
    for page in pages:
        work.add_coded(page)
    return Identified(work.by_slug, tuple(work.relations), tuple(work.diagnostics), work.crosswalk)


@mutable
class _Work:
    crosswalk: dict[str, str]
    by_slug: dict[str, list[Mention]] = field(factory=dict)
    titles: Titles = field(factory=Titles)
    made: dict[tuple[str, ...], str] = field(factory=dict)
    numbers: dict[str, int] = field(factory=dict)
    counts: dict[tuple[str, ...], int] = field(factory=dict)
    relations: dict[Relation, None] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)

    def add_linked(self, linked: Sequence[Mention]) -> None:
        """Mentions with a link: one project for each slug, save where a page uses a link under two titles."""
        apart = _apart(linked)
        beside: list[Mention] = []
        for mention in linked:
            if apart and mention.is_entry and (mention.slug, *same_title(mention.title)) in apart:
                beside.append(mention)
            else:
                self._put(mention.slug or "", mention)
        for mention in beside:
            key = (mention.slug or "", *same_title(mention.title))
            self._add_beside(mention, mention.slug or "", apart[key])

    def _add_beside(self, mention: Mention, slug: str, extends: bool) -> None:
        """A second title under a link that another project keeps: a project of its own."""
        own = self._extension(slug, mention) if extends else self._title_slug(slug, mention)
        self._put(own, mention)
        if extends:
            self._relate(own, slug)
        message = f'"{mention.title}" has the link of "{slug}", and belongs to the project "{own}"'
        self._report("NI312", mention, message, "give it a link of its own")

    def _extension(self, slug: str, mention: Mention) -> str:
        """``<slug>-extension``, unless a project with another title has that link."""
        wanted = f"{slug}-extension"
        if wanted in self.by_slug and wanted in self.titles.owners(slug_of_title(mention.title)):
            return wanted
        return self._own(("extension", slug), wanted)

    def _title_slug(self, slug: str, mention: Mention) -> str:
        """The one other project that has the title, or a slug made of it."""
        key = slug_of_title(mention.title)
        return self.titles.only_owner(key, slug) or self._own(("link", slug, key), key)

    def add_coded(self, mention: Mention) -> bool:
        """Take a record whose code leads to a project."""
        code = mention.internship.code if mention.internship else None
        slug = self.crosswalk.get(code.casefold()) if code else None
        if slug is not None:
            self._put(slug, mention)
        return slug is not None

    def learn_codes(self) -> None:
        """Take the codes of records that were joined by their permalinks for known ones."""
        for slug, mentions in self.by_slug.items():
            for mention in mentions:
                if mention.slug is not None and mention.internship is not None and mention.internship.code:
                    self.crosswalk.setdefault(mention.internship.code.casefold(), slug)

    def add_titled(self, unlinked: Sequence[Mention]) -> None:
        """Mentions that have neither link nor known code: an entry by its title, a record by itself.

        A record whose code only holds a place joins the one project that has its title.
        """
        for mention in unlinked:
            slug = self._by_title(mention, slug_of_title(mention.title))
            is_new = slug not in self.by_slug
            self._put(slug, mention)
            if mention.internship is None:
                if not _is_interest(mention):
                    message = f'"{mention.title}" has no usable link; its slug is "{slug}"'
                    self._report("NI311", mention, message, "link it")
            elif is_new:
                message = f'the record "{mention.title}" became the project "{slug}"'
                self._report("NI318", mention, message, _CROSSWALK)

    def _by_title(self, mention: Mention, key: str) -> str:
        """The slug of the one project with this title, else a new one that is no other project's."""
        run = (mention.internship.code or "",) if mention.internship else ()
        owner = self.titles.only_owner(key)
        if owner and (not run or mention.has_placeholder):
            return owner
        nth = self._count((mention.path, key, *run))
        own = (key, str(nth), *run)  # the same title on another page is the same project
        is_new = own not in self.made
        slug = self._own(own, key)
        if is_new and not _is_interest(mention):
            self._suggest(mention, key, slug)
        return slug

    def _suggest(self, mention: Mention, key: str, slug: str) -> None:
        """Say which projects a title may belong to; nothing is joined on a likeness."""
        for base in base_titles(mention.title):
            owner = self.titles.only_owner(slug_of_title(base))
            if owner:
                self._relate(slug, owner)
                return
        named = [key] if slug != key and self.by_slug[key][0].slug is not None else []
        likely = first_of(chain(named, self.titles.owners(key))) or self.titles.like(key)
        if likely:
            names = ", ".join(f'"{other}"' for other in likely)
            message = f'"{mention.title}" may be {names}, and is not joined to it'
            self._report("NI315", mention, message, "give it the link if it is the same project")

    def _count(self, what: tuple[str, ...]) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def _own(self, what: tuple[str, ...], wanted: str) -> str:
        """The slug that was made for something, or a new one: as wanted, or with the first number that is free."""
        if what not in self.made:
            free = wanted
            while free in self.by_slug:
                self.numbers[wanted] = self.numbers.get(wanted, 1) + 1
                free = f"{wanted}-{self.numbers[wanted]}"
            self.made[what] = free
        return self.made[what]

    def _put(self, slug: str, mention: Mention) -> None:
        self.by_slug.setdefault(slug, []).append(mention)
        if mention.slug is not None and mention.internship is None:
            self.titles.add(mention.title, slug)

    def _relate(self, source: str, target: str) -> None:
        self.relations[Relation(source=source, kind=RelationKind.EXTENDS, target=target)] = None

    def _report(self, code: str, mention: Mention, message: str, hint: str) -> None:
        self.diagnostics.append(finding_in(mention.path, code, message, mention.line, hint))


def _is_interest(mention: Mention) -> bool:
    """Whether it is a plain bullet under a heading of future interests: it needs no link yet."""
    return mention.is_entry and mention.status is Status.FUTURE and not mention.badges and mention.url is None


def _apart(linked: Sequence[Mention]) -> dict[tuple[str, str, bool], bool]:
    """Titles that do not belong to the project of their link: (slug, title) -> whether they extend it.

    A link keeps one title where a page has it under several. What is decided for one page holds on all of them.
    """
    pages: dict[tuple[str, str], list[Mention]] = {}
    for mention in linked:
        if mention.is_entry:
            pages.setdefault((mention.slug or "", mention.path), []).append(mention)
    several: dict[str, dict[_Title, Mention]] = {}
    for (slug, _), entries in pages.items():
        titles = {same_title(entry.title): entry for entry in reversed(entries)} if len(entries) > 1 else {}
        if len(titles) > 1:
            known = several.setdefault(slug, {})
            known.update({title: known.get(title, titles[title]) for title in reversed(titles)})
    briefs = {mention.slug: mention.title for mention in reversed(linked) if several and mention.brief is not None}
    return {
        (slug, *title): extends
        for slug, titles in several.items()
        for title, extends in _others(titles, briefs.get(slug)).items()
    }


def _others(titles: Mapping[_Title, Mention], brief: str | None) -> dict[_Title, bool]:
    """Of several titles under one link, those that do not keep it, and whether each only adds to another one."""
    if not titles:
        return {}
    keys = {key for key, _ in titles}
    adding = {title for title, mention in titles.items() if _adds(mention.title, title, titles, keys)}
    plain = [title for title in titles if title not in adding] or list(titles)
    keeper = plain[0] if brief is None else max(plain, key=lambda title: _likeness(title, same_title(brief)))
    return {title: title in adding for title in titles if title != keeper}


def _adds(text: str, title: _Title, titles: Mapping[_Title, Mention], keys: set[str]) -> bool:
    """Whether a title only adds "Extension", "Next Steps" or "(See ...)" to another title."""
    key, is_see_also = title
    bases = {slug_of_title(base) for base in base_titles(text)}
    return any(base in keys and base != key for base in bases) or (is_see_also and (key, False) in titles)


def _likeness(one: _Title, other: _Title) -> tuple[float, bool]:
    ratio = SequenceMatcher(None, one[0][:_COMPARED], other[0][:_COMPARED], autojunk=False).ratio()
    return ratio, one[1] == other[1]
