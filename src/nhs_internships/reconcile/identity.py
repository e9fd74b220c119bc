"""Which mentions are about the same project: by link first, by title only where that is certain."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from attrs import field, frozen, mutable

from nhs_internships.diagnostics import RULES, Diagnostic
from nhs_internships.model import Relation, Status
from nhs_internships.reconcile.authority import Origin
from nhs_internships.reconcile.mentions import Mention
from nhs_internships.reconcile.slugs import base_title, slug_of_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Identified", "identify"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Identified:
    """Mentions by the slug of their project, the relations that became clear on the way, and findings."""

    by_slug: dict[str, list[Mention]]
    relations: tuple[Relation, ...]
    diagnostics: tuple[Diagnostic, ...]


def identify(found: Sequence[Mention], crosswalk: Mapping[str, str]) -> Identified:
    """Give every mention a slug.

    Args:
        found: All mentions, in the order of their paths and lines.
        crosswalk: Code of an internship -> slug, for records without a permalink.
    """
    work = _Work(crosswalk)
    linked = [mention for mention in found if mention.slug is not None]
    work.add_linked(linked)
    for mention in found:
        if mention.slug is None:
            work.add_unlinked(mention)
    return Identified(work.by_slug, tuple(work.relations), tuple(work.diagnostics))


@mutable
class _Work:
    crosswalk: Mapping[str, str]
    by_slug: dict[str, list[Mention]] = field(factory=dict)
    titles: dict[str, set[str]] = field(factory=dict)
    made: dict[str, str] = field(factory=dict)
    relations: list[Relation] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    seen: set[tuple[str, str]] = field(factory=set)

    def add_linked(self, linked: Sequence[Mention]) -> None:
        """Mentions with a link: one project for each slug, save where a page uses a link twice."""
        briefs = {mention.slug: mention.title for mention in linked if mention.origin is Origin.BRIEF}
        pages: dict[tuple[str, str], list[Mention]] = {}
        for mention in linked:
            pages.setdefault((mention.path, mention.slug or ""), []).append(mention)
        slugs = {mention.slug for mention in linked}
        others: list[tuple[str, Mention]] = []
        for (_, slug), group in pages.items():
            keeper = _keeper(group, briefs.get(slug))
            for mention in group:
                if _key(mention.title) == _key(keeper.title):
                    self._put(slug, mention)
                else:
                    others.append((slug, mention))
        for slug, mention in others:
            self._put_beside(slug, mention, slugs)

    def _put_beside(self, slug: str, mention: Mention, slugs: set[str | None]) -> None:
        """A second title under a link that another project has: a project of its own."""
        base = base_title(mention.title)
        extends = base is not None and any(_key(base) == _key(other.title) for other in self.by_slug[slug])
        wanted = f"{slug}-extension" if extends else slug_of_title(mention.title)
        own = wanted if wanted in self.made else _free(wanted, slugs | set(self.by_slug))
        self.made[own] = own
        self._put(own, mention)
        self._relate(own, slug) if extends else None
        message = f'"{mention.title}" has the link of "{slug}", and became the project "{own}"'
        self._report("NI312", mention, message, "give it a link of its own")

    def add_unlinked(self, mention: Mention) -> None:
        """Mentions without a usable link: a record by its code, an entry by its title."""
        code = mention.internship.code if mention.internship else None
        if code is not None and code in self.crosswalk:
            self._put(self.crosswalk[code], mention)
            return
        key = slug_of_title(mention.title)
        slug = self._by_title(mention, key)
        self._put(slug, mention)
        if mention.internship is not None:
            self._report("NI318", mention, f'the record "{mention.title}" became the project "{slug}"', _CROSSWALK)
        elif mention.status is not Status.FUTURE or mention.badges or mention.url is not None:
            self._report("NI311", mention, f'"{mention.title}" has no usable link; its slug is "{slug}"', "link it")

    def _by_title(self, mention: Mention, key: str) -> str:
        """The slug of the one project with this title, else a new one that is no other project's."""
        owners = self.titles.get(key, set()) if mention.internship is None else set()
        first = (mention.path, key) not in self.seen
        self.seen.add((mention.path, key))
        if len(owners) == 1 and first:
            return next(iter(owners))
        if first and key in self.made:  # the same title on another page
            return self.made[key]
        slug = _free(key, set(self.by_slug))
        if first:
            self.made[key] = slug
        self._suggest(mention, slug)
        return slug

    def _suggest(self, mention: Mention, slug: str) -> None:
        """Say which project a title may belong to; nothing is joined on a likeness."""
        base = base_title(mention.title)
        owners = self.titles.get(slug_of_title(base), set()) if base else set()
        if len(owners) == 1:
            self._relate(slug, next(iter(owners)))
            return
        near = _nearest(slug, self.titles)
        if near:
            message = f'"{mention.title}" resembles {", ".join(sorted(self.titles[near]))}, and is not joined to it'
            self._report("NI315", mention, message, "give it a link if it is the same project")

    def _put(self, slug: str, mention: Mention) -> None:
        self.by_slug.setdefault(slug, []).append(mention)
        if mention.slug is not None and mention.internship is None:
            self.titles.setdefault(_key(mention.title), set()).add(slug)

    def _relate(self, source: str, target: str) -> None:
        relation = Relation(source=source, kind="extends", target=target)
        if relation not in self.relations:
            self.relations.append(relation)

    def _report(self, code: str, mention: Mention, message: str, hint: str) -> None:
        self.diagnostics.append(
            Diagnostic(
                code=code,
                severity=RULES[code].severity,
                message=message,
                path=mention.path,
                line=mention.line,
                hint=hint,
            )
        )


_CROSSWALK = "give it a permalink, or its code a line in the crosswalk"


def _key(title: str) -> str:
    return slug_of_title(title)


def _free(slug: str, taken: Iterable[str | None]) -> str:
    """The slug itself, or with the first number that is free."""
    names = set(taken)
    number = 2
    free = slug
    while free in names:
        free = f"{slug}-{number}"
        number += 1
    return free


def _keeper(group: Sequence[Mention], brief: str | None) -> Mention:
    """Of several titles under one link, the one that keeps it: not an extension, and nearest the brief's."""
    if len(group) == 1:
        return group[0]
    keys = {_key(mention.title) for mention in group}
    plain = [mention for mention in group if _key(base_title(mention.title) or "") not in keys]
    candidates = plain or list(group)
    if brief is None:
        return candidates[0]
    return max(candidates, key=lambda mention: SequenceMatcher(None, _key(mention.title), _key(brief)).ratio())


def _nearest(slug: str, titles: Mapping[str, set[str]]) -> str | None:
    """The known title that shares most words with this one, when that is more than half of both."""
    words = set(slug.split("-"))
    best, score = None, 0.5
    for other in titles:
        others = set(other.split("-"))
        likeness = len(words & others) / len(words | others)
        if likeness > score:
            best, score = other, likeness
    return best
