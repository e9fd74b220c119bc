"""Links between projects: those that a brief follows, and those that a slug or title continues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import astuple, evolve, frozen

from nhs_internships.catalogue.reconcile.mentions import Mention, PageLink
from nhs_internships.catalogue.reconcile.slugs import base_titles, slug_of_title
from nhs_internships.catalogue.reconcile.suggesting import Titles
from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.model import BRIEF_FIELDS, Project, Relation, RelationKind
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.model.texts import squash

__all__ = ["Related", "find_relations"]


_UPDATE = "-update"
_RELATED = squash(BRIEF_FIELDS["related_projects"])


@frozen
class Related:
    """Relations, and findings for links that lead to no project."""

    relations: tuple[Relation, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_relations(
    projects: Mapping[str, Project],
    mentions: Mapping[str, Sequence[Mention]],
    known: Iterable[Relation],
    codes: Mapping[str, str],
) -> Related:
    """Relations that slugs, titles and briefs state.

    Args:
        projects: Every project by its slug.
        mentions: The mentions of each project.
        known: Relations that became clear before.
        codes: Folded code of an internship -> slug.
    """
    by_title = Titles()
    for project in projects.values():
        by_title.add(project.title, project.slug)
    relations = dict.fromkeys(known)
    problems: list[Diagnostic] = []
    for slug, project in projects.items():
        relations |= dict.fromkeys(_continued(project, projects, by_title))
        for mention in mentions[slug]:
            for link in mention.links:
                if link.code is None:
                    relation, problem = _resolve(slug, link, mention.path, projects, by_title)
                else:
                    relation, problem = _followed(slug, link, mention.path, projects, codes)
                if relation:
                    relations[relation] = None
                if problem:
                    problems.append(problem)
    return Related(tuple(sorted(relations, key=astuple)), tuple(problems))


def _continued(project: Project, projects: Mapping[str, Project], by_title: Titles) -> Iterable[Relation]:
    """The project that this one takes up, by its slug or else by its title."""
    earlier = project.slug.removesuffix(_UPDATE)
    if earlier != project.slug and earlier in projects:
        return [Relation(source=project.slug, kind=RelationKind.UPDATES, target=earlier)]
    for base in base_titles(project.title):
        owner = by_title.only_owner(slug_of_title(base), project.slug)
        if owner:
            return [Relation(source=project.slug, kind=RelationKind.EXTENDS, target=owner)]
    return []


def _resolve(
    slug: str, link: PageLink, path: str, projects: Mapping[str, Project], by_title: Titles
) -> tuple[Relation | None, Diagnostic | None]:
    """The relation a link states, and the finding if it leads nowhere; a link to the own page is neither."""
    if link.is_repository:
        return Relation(source=slug, kind=RelationKind.REPOSITORY, target=link.target), None
    other = slug_of_url(link.target)
    # The text of a link without a target still names a project, when exactly one has that title.
    named = other if other in projects else None
    found = by_title.only_owner(slug_of_title(link.text)) if other is None else named
    kind = RelationKind.FOLLOWS if squash(link.label) == _RELATED else RelationKind.MENTIONS
    relation = Relation(source=slug, kind=kind, target=found) if found not in {None, slug} and found else None
    return relation, None if other is not None and found else _dead(slug, link, path, found)


def _followed(
    slug: str, link: PageLink, path: str, projects: Mapping[str, Project], codes: Mapping[str, str]
) -> tuple[Relation | None, Diagnostic | None]:
    """The relation to the project whose internship has a code, and the finding if there is none."""
    target = codes.get((link.code or "").casefold())
    if target is None or target not in projects:
        message = f'the brief of "{slug}" names the internship "{link.text}", and no project is known for its code'
        return None, _finding(path, "NI319", message, link, "link its page, or give its code a line in the crosswalk")
    relation = Relation(source=slug, kind=RelationKind.FOLLOWS, target=target)
    return None if target == slug else relation, None


def _dead(slug: str, link: PageLink, path: str, found: str | None) -> Diagnostic:
    means = f'; by its text it means "{found}"' if found else ""
    to = f'"{link.target}"' if link.target else "nothing"
    under = f' under "{link.label}"' if link.label else ""
    message = f'the brief of "{slug}" links "{link.text}" to {to}{under}{means}'
    hint = f"link it to {found}/" if found else "correct the link"
    return _finding(path, "NI317", message, link, hint)


def _finding(path: str, code: str, message: str, link: PageLink, hint: str) -> Diagnostic:
    line, column = link.position or (None, None)
    return evolve(finding_in(path, code, message, line, hint), column=column, span=link.span)
