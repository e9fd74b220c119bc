"""Links between projects: what a brief says it follows from, what a slug or title says it continues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships._inline import links
from nhs_internships._text import Span
from nhs_internships.diagnostics import RULES, Diagnostic
from nhs_internships.dialects.links import is_placeholder, is_project
from nhs_internships.model import BRIEF_FIELDS, Relation
from nhs_internships.reconcile.slugs import slug_of_title, slug_of_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nhs_internships.model import Field, Project

__all__ = ["find_relations"]


def __dir__() -> list[str]:
    return __all__


FOLLOWS = "follows"
"""The brief names the other project under "Related Previous Internship Projects"."""
MENTIONS = "mentions"
"""The brief links to the other project in another field."""
UPDATES = "updates"
"""The slug is the other project's with ``-update`` at its end."""
REPOSITORY = "repository"
"""The brief links to a repository; the target is its address."""

_UPDATE = "-update"
_REPOSITORY = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^/\s]+/[^/\s?#]+")
_RELATED = " ".join(BRIEF_FIELDS["related_projects"].split()).casefold()


def find_relations(
    projects: Mapping[str, Project], paths: Mapping[str, str]
) -> tuple[tuple[Relation, ...], tuple[Diagnostic, ...]]:
    """Relations that slugs and briefs state, and findings for links that lead to no project.

    Args:
        projects: Every project by its slug.
        paths: The path of each project's brief by slug, for findings.
    """
    by_title: dict[str, set[str]] = {}
    for project in projects.values():
        by_title.setdefault(slug_of_title(project.title), set()).add(project.slug)
    relations: dict[Relation, None] = {}
    problems: list[Diagnostic] = []
    for slug, project in projects.items():
        if slug.endswith(_UPDATE) and slug.removesuffix(_UPDATE) in projects:
            relations[Relation(source=slug, kind=UPDATES, target=slug.removesuffix(_UPDATE))] = None
        for field in project.brief.fields if project.brief else ():
            for said in _in_field(slug, field, projects, by_title):
                if isinstance(said, Relation):
                    relations[said] = None
                else:
                    problems.append(_dead(slug, field, said, paths.get(slug, "")))
    return tuple(relations), tuple(problems)


def _in_field(
    slug: str, field: Field, projects: Mapping[str, Project], by_title: Mapping[str, set[str]]
) -> Iterator[Relation | str]:
    """Relations of one field; a text for each link that leads to no project."""
    kind = FOLLOWS if " ".join(field.name.split()).casefold() == _RELATED else MENTIONS
    for link in links(field.text, Span(0, len(field.text))):
        target = link.target.of(field.text)
        repository = _REPOSITORY.match(target)
        if repository:
            yield Relation(source=slug, kind=REPOSITORY, target=repository.group().removesuffix(".git"))
        elif is_project(target) or is_placeholder(target):
            other = slug_of_url(target)
            titled = by_title.get(slug_of_title(link.text.of(field.text)), set())
            if other is None and len(titled) == 1:  # an empty link around the title of exactly one project
                other = next(iter(titled))
            if other is None or other not in projects:
                yield link.span.of(field.text)
            elif other != slug:
                yield Relation(source=slug, kind=kind, target=other)


def _dead(slug: str, field: Field, said: str, path: str) -> Diagnostic:
    rule = RULES["NI317"]
    message = f'the brief of "{slug}" links to no project under "{field.name}": {said}'
    return Diagnostic(code=rule.code, severity=rule.severity, message=message, path=path, hint="correct the link")
