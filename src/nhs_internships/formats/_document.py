"""The document of a catalogue: its version, its members, and the way to and from a `Catalogue`.

When a version 2 is released, `CatalogueShape.read` turns documents of version 1 into the new form first; the fixture
of each released version stays among the tests for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.catalogue import Catalogue
from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.formats._problems import describe
from nhs_internships.formats._shapes import FAILED, Reading, Record, RepeatedKeys
from nhs_internships.model import Claim, Project, Relation, Wave

if TYPE_CHECKING:
    from nhs_internships.formats._problems import Place, Problems

__all__ = ["SCHEMA", "CatalogueShape"]

SCHEMA = 1
"""The version of the form of the documents that this release writes."""


@frozen(kw_only=True)
class _Members:
    """What stands beside the version."""

    as_of: date | None = None
    name: str = ""
    projects: tuple[Project, ...] = ()
    waves: tuple[Wave, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: Mapping[str, tuple[Claim, ...]] = {}
    diagnostics: tuple[Diagnostic, ...] = ()


_MEMBERS = Record(_Members)


@frozen
class CatalogueShape:
    """The shape of a catalogue: an object that begins with its version.

    Attributes:
        path: What the findings of reading call the document.
    """

    path: str = "<data>"

    def read(self, data: object, place: Place, reading: Reading) -> object:
        """The catalogue; the version comes first, because all else depends on it."""
        if not isinstance(data, dict):
            reading.expected(place, "an object", data)
            return FAILED
        if not _is_version_known(data, place, reading):
            return FAILED
        found = _MEMBERS.read(_without_schema(data), place, reading)
        return self._catalogue(found, place, reading) if isinstance(found, _Members) else FAILED

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The whole document."""
        if not isinstance(value, Catalogue):
            problems.expected(place, "a catalogue", value)
            return FAILED
        members = _Members(
            as_of=value.as_of,
            name=value.name,
            projects=value.projects,
            waves=value.waves,
            relations=value.relations,
            claims=value.claims_by_slug,
            diagnostics=value.diagnostics,
        )
        written = _MEMBERS.write(members, place, problems)
        return {"schema": SCHEMA, **written} if isinstance(written, dict) else FAILED

    def _catalogue(self, found: _Members, place: Place, reading: Reading) -> object:
        if not _are_slugs_usable(found.projects, place, reading):
            return FAILED
        projects = _one_of_each_slug(found.projects, place, reading)
        _note_lost_claims(found, projects, place, reading)
        return Catalogue(
            projects=projects.values(),
            waves=found.waves,
            relations=found.relations,
            claims_by_slug=found.claims,
            diagnostics=(*found.diagnostics, *self._findings(reading)),
            as_of=found.as_of,
            name=found.name,
        )

    def _findings(self, reading: Reading) -> list[Diagnostic]:
        return [finding_in(self.path, code, str(problem)) for code, problem in reading.notes]


def _is_version_known(document: dict[str, object], place: Place, reading: Reading) -> bool:
    here = (place, "schema")
    match document.get("schema"):
        case int(version) if not isinstance(version, bool) and version > SCHEMA:
            newer = f"the document is of version {describe(version)}, and this release reads up to {SCHEMA}"
            reading.add(here, f"{newer}; upgrade with: pip install --upgrade nhs-internships")
        case int(version) if not isinstance(version, bool) and version >= 1:
            return True
        case None if "schema" not in document:
            reading.add(here, f'missing; the document of a catalogue begins with {{"schema": {SCHEMA}')
        case odd:
            reading.expected(here, "the number of a version, 1 or more", odd)
    return False


def _without_schema(document: dict[str, object]) -> dict[str, object]:
    rest = RepeatedKeys(document)
    rest.repeated = document.repeated if isinstance(document, RepeatedKeys) else ()
    del rest["schema"]
    return rest


def _are_slugs_usable(projects: tuple[Project, ...], place: Place, reading: Reading) -> bool:
    """Whether every project has a slug; an empty one is none, and nothing can refer to it."""
    empty = [at for at, project in enumerate(projects) if not project.slug]
    for at in empty:
        reading.expected((((place, "projects"), at), "slug"), "the name of a project", "")
    return not empty


def _one_of_each_slug(projects: tuple[Project, ...], place: Place, reading: Reading) -> dict[str, Project]:
    """The projects by slug: of several with one slug the first."""
    first: dict[str, int] = {}
    for at, project in enumerate(projects):
        if first.setdefault(project.slug, at) != at:
            here = (((place, "projects"), at), "slug")
            same = f"{describe(project.slug)} is the slug of projects[{first[project.slug]}], too"
            reading.note("NI303", here, f"{same}; the first one was kept")
    return {slug: projects[at] for slug, at in first.items()}


def _note_lost_claims(found: _Members, projects: Mapping[str, Project], place: Place, reading: Reading) -> None:
    for slug in found.claims:
        if slug not in projects:
            reading.note("NI304", ((place, "claims"), slug), "claims about a project that is not there")
