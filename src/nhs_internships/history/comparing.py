"""What leads from one revision to another, as typed changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from attrs import evolve

from nhs_internships.catalogue import Catalogue
from nhs_internships.catalogue.reconcile.slugs import slug_of_title
from nhs_internships.diagnostics import Place
from nhs_internships.dialects import BRIEF
from nhs_internships.history.labels import label_changes, with_labels
from nhs_internships.history.snapshots import Snapshot, Text
from nhs_internships.model import Claim, ClaimField, Facet, Project
from nhs_internships.query import Change, ChangeKind
from nhs_internships.query.changes import diff

__all__ = ["changes_between"]

# The kinds of changes by their fields; "project" and "internships" keep theirs, and any other field is one of a brief.
_KINDS = {
    "status": ChangeKind.MOVED,
    "title": ChangeKind.RETITLED,
    "url": ChangeKind.URL_CHANGED,
    "wave": ChangeKind.WAVE_SET,
    **dict.fromkeys((*(facet.value for facet in Facet), "colours"), ChangeKind.RELABELLED),
}
_GENERAL = frozenset({"project", "internships"})


def changes_between(old: Snapshot, new: Snapshot, fields: Collection[str] | None = None) -> Iterator[Change]:
    """Everything that differs: first what happened to the site, then project by project.

    Args:
        old: The older revision.
        new: The newer one.
        fields: The fields of projects to compare; ``None`` for all, and for what happened to the site.

    Raises:
        QueryError: There is no such field.
    """
    slugs = dict(_followed(old.catalogue, new.catalogue))
    labels = list(label_changes(old.catalogue, new.catalogue, slugs))
    if fields is None:
        yield from _pages(old.texts, new.texts)
        yield from labels
        yield from _with_other_slugs(slugs, new.catalogue)
    before = {slugs.get(one.slug, one.slug): _as_now(one, slugs, labels) for one in old.catalogue}
    after = {one.slug: one for one in new.catalogue}
    differing = [slug for slug in {**before, **after} if before.get(slug) != after.get(slug)]
    earlier, later = ([state[slug] for slug in differing if slug in state] for state in (before, after))
    for change in diff(earlier, later, fields):
        yield _specific(change, old.catalogue, new.catalogue)


def _as_now(project: Project, slugs: Mapping[str, str], labels: Iterable[Change]) -> Project:
    """An old project with its slug and labels of by now, so that what differs is the rest."""
    renamed = with_labels(project, labels)
    return evolve(renamed, slug=slugs[project.slug]) if project.slug in slugs else renamed


# What happened to pages.


def _pages(old: Mapping[str, Text], new: Mapping[str, Text]) -> Iterator[Change]:
    for path, text in new.items():
        earlier = old.get(path)
        if text.problem is not None:
            if earlier is None or earlier.problem is None:
                place = Place(path=path, line=text.problem.line)
                yield Change(
                    slug="", field="page", after=text.problem.message, kind=ChangeKind.UNREADABLE, places=(place,)
                )
        elif earlier is not None and None is not earlier.dialect != text.dialect is not None:
            yield Change(
                slug="",
                field="dialect",
                before=earlier.dialect,
                after=text.dialect,
                kind=ChangeKind.CONVERTED,
                places=(Place(path=path),),
            )


# Projects whose slug changed.


def _followed(old: Catalogue, new: Catalogue) -> Iterator[tuple[str, str]]:
    """The old and new slug of each project that seems to have another one: by its brief's file, else by its title."""
    gone = [project for project in old if project.slug not in new]
    come = [project for project in new if project.slug not in old]
    for key in (_brief_path, _title_key):
        earlier, later = _only(gone, old, key), _only(come, new, key)
        for shared in earlier:
            if shared in later:
                gone.remove(earlier[shared])
                come.remove(later[shared])
                yield earlier[shared].slug, later[shared].slug


def _only(
    projects: Iterable[Project], catalogue: Catalogue, key: Callable[[Catalogue, Project], str | None]
) -> dict[str, Project]:
    """The projects by a key that no other one has."""
    found: dict[str, list[Project]] = {}
    for project in projects:
        shared = key(catalogue, project)
        if shared is not None:
            found.setdefault(shared, []).append(project)
    return {shared: ones[0] for shared, ones in found.items() if len(ones) == 1}


def _brief_path(catalogue: Catalogue, project: Project) -> str | None:
    """The file of its brief."""
    return next((claim.path for claim in catalogue.claims(project.slug) if claim.dialect == BRIEF.name), None)


def _title_key(_: Catalogue, project: Project) -> str | None:
    return slug_of_title(project.title) if project.title else None


def _with_other_slugs(slugs: Mapping[str, str], new: Catalogue) -> Iterator[Change]:
    for old, slug in sorted(slugs.items()):
        yield Change(
            slug=slug,
            field="slug",
            before=old,
            after=slug,
            kind=ChangeKind.SLUG_CHANGED,
            places=_places(new, slug, ClaimField.URL),
            is_guess=True,
        )


# Changes of projects.


def _specific(change: Change, old: Catalogue, new: Catalogue) -> Change:
    """A change with the kind that its field has, and where it is stated: in the new catalogue, if there still."""
    field = change.field.partition(".")[0]
    kind = change.kind if field in _GENERAL else _KINDS.get(field, ChangeKind.BRIEF_EDITED)
    places = next(filter(None, (_places(one, change.slug, field) for one in (new, old) if change.slug in one)), ())
    return evolve(change, kind=kind, places=places)


def _places(catalogue: Catalogue, slug: str, field: str) -> tuple[Place, ...]:
    claim = _claim(catalogue, slug, field)
    return (Place(path=claim.path, line=claim.line),) if claim is not None else ()


def _claim(catalogue: Catalogue, slug: str, field: str) -> Claim | None:
    """The claim that decides a field; for a field of a brief, the first claim of the brief."""
    claims = catalogue.claims(slug)
    if field in set(ClaimField):
        return catalogue.source(slug, field)
    if field in _GENERAL or field == "colours":
        return catalogue.source(slug, ClaimField.TITLE) or next(iter(claims), None)
    return next((claim for claim in claims if claim.dialect == BRIEF.name), None)
