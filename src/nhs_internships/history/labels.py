"""Labels that have another name everywhere: one change of the site, in place of one for each project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import evolve

from nhs_internships.catalogue import Catalogue
from nhs_internships.catalogue.reconcile.authority import RANKS, Origin
from nhs_internships.diagnostics import Place
from nhs_internships.model import Facet, Project
from nhs_internships.model.texts import fold
from nhs_internships.query import Change, ChangeKind
from nhs_internships.vocabulary import Vocabulary

__all__ = ["label_changes", "with_labels"]

_Uses = dict[str, list[Place]]
"""Slug of a project -> the places where it has the label."""
_Labels = dict[Facet, dict[str, _Uses]]


def label_changes(old: Catalogue, new: Catalogue, slugs: Mapping[str, str]) -> Iterator[Change]:
    """The labels that are gone, and that every project which had one, and still has a label, has another one for.

    That is a change of name if both are spellings of one term, or if several projects have it. Pages of the old
    site, which nobody edits any more, do not count.

    Args:
        old: The older catalogue.
        new: The newer one.
        slugs: Old slug -> new slug of the projects that have another one.
    """
    before, after = _labels(old, slugs), _labels(new, {})
    for facet, labels in before.items():
        labelled = {slug for uses in after[facet].values() for slug in uses}
        for label, uses in labels.items():
            if label in after[facet]:
                continue
            projects = [slug for slug in uses if slug in labelled]
            name = _new_name(facet, label, projects, labels, after[facet])
            if name is not None:
                places = [place for slug in projects for place in after[facet][name][slug]]
                yield Change(
                    slug="",
                    field=facet.value,
                    before=label,
                    after=name,
                    kind=_kind(facet, label, name),
                    places=tuple(places),
                )


def with_labels(project: Project, changes: Iterable[Change]) -> Project:
    """A project with the names that its labels have by now."""
    names = {(change.field, change.before): change.after or "" for change in changes}
    if not any((badge.facet.value, badge.label) in names for badge in project.badges):
        return project
    badges = (evolve(one, label=names.get((one.facet.value, one.label), one.label)) for one in project.badges)
    return evolve(project, badges=badges)


def _labels(catalogue: Catalogue, slugs: Mapping[str, str]) -> _Labels:
    """Every label on current pages, as written, with the projects that have it."""
    found: _Labels = {facet: {} for facet in Facet}
    old_pages = RANKS[Origin.OLD_PAGE]
    for slug, claims in catalogue.claims_by_slug.items():
        for claim in claims:
            if claim.field.value in found and claim.rank != old_pages[claim.field]:
                uses = found[Facet(claim.field.value)].setdefault(claim.value, {})
                uses.setdefault(slugs.get(slug, slug), []).append(Place(path=claim.path, line=claim.line))
    return found


def _new_name(
    facet: Facet, label: str, projects: Collection[str], before: Mapping[str, _Uses], after: Mapping[str, _Uses]
) -> str | None:
    """The one label that all projects have in place of another, if it is a new name of it."""
    names = [name for name, uses in after.items() if projects and all(slug in uses for slug in projects)]
    same = [name for name in names if _term(facet, name) == _term(facet, label)]
    if same:
        return same[0] if len(same) == 1 else None
    new = [name for name in names if not any(slug in before.get(name, ()) for slug in projects)]
    return new[0] if len(new) == 1 and len(projects) > 1 else None


def _term(facet: Facet, label: str) -> str:
    return Vocabulary.bundled().label(label, facet)


def _kind(facet: Facet, old: str, new: str) -> ChangeKind:
    term = Vocabulary.bundled().find(old, facet)
    mistakes = {fold(text) for text in term.misspellings} if term else set()
    is_corrected = fold(old) in mistakes and fold(new) not in mistakes and _term(facet, new) == _term(facet, old)
    return ChangeKind.LABEL_CORRECTED if is_corrected else ChangeKind.LABEL_RENAMED
