"""The document of a catalogue: its version, its members, and the way from and to a `Catalogue`.

In version 1 an output of which no source spoke was of availability "none", which is now said of outputs that a source
says there are none of. The fixture of each released version stays among the tests for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from attrs import Factory, evolve, frozen

from nhs_internships.catalogue import Catalogue
from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats.hooks import read, write
from nhs_internships.formats.problems import MAX_PROBLEMS, describe, show
from nhs_internships.model import Availability, Claim, Output, Project, Relation, Wave
from nhs_internships.model.internships import availability_of

if TYPE_CHECKING:
    from nhs_internships.grammar.yaml.documents import Plain

__all__ = ["SCHEMA", "CatalogueDocument", "read_catalogue", "write_catalogue"]

SCHEMA = 2
"""The version of the documents that this release writes."""


@frozen(kw_only=True)
class CatalogueDocument:
    """The members of the document, in their order; what they mean is written at `Catalogue`."""

    schema: int
    as_of: date | None = None
    name: str = ""
    projects: tuple[Project, ...] = ()
    waves: tuple[Wave, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: dict[str, tuple[Claim, ...]] = Factory(dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def write_catalogue(catalogue: Catalogue) -> Plain:
    """The document of a catalogue as plain data.

    Raises:
        FormatError: A value is of a type that it cannot have, or a string holds a lone surrogate.
    """
    document = CatalogueDocument(
        schema=SCHEMA,
        as_of=catalogue.as_of,
        name=catalogue.name,
        projects=catalogue.projects,
        waves=catalogue.waves,
        relations=catalogue.relations,
        claims=dict(catalogue.claims_by_slug),
        diagnostics=catalogue.diagnostics,
    )
    return write(document, "Catalogue")


def read_catalogue(data: object, name: str, *, strict: bool, repeated_keys: Iterable[Problem] = ()) -> Catalogue:
    """The catalogue of a document.

    Args:
        data: The document as plain data.
        name: What errors and findings call it.
        strict: Refuse what would be a finding.
        repeated_keys: The keys that appear more than once in one object, which plain data cannot show.

    Raises:
        FormatError: It is not such a document; it has all problems.
    """
    _check_version(data, name)
    document, problems = read(CatalogueDocument, data)
    left_out = [("NI302", one) for one in repeated_keys] + [("NI301", one) for one in problems.unknown_keys]
    errors = problems.errors
    if document is not None:
        errors += islice(_empty_slugs(document), MAX_PROBLEMS)
    if document is not None and not errors:
        left_out += islice(chain(_repeated_slugs(document), _lost_claims(document)), MAX_PROBLEMS)
    if document is None or errors or (strict and left_out):
        raise FormatError(name, [*errors, *(problem for _, problem in left_out)])
    findings = (finding_in(name, code, str(problem)) for code, problem in left_out)
    return _catalogue(document, findings)


def _catalogue(document: CatalogueDocument, findings: Iterable[Diagnostic]) -> Catalogue:
    """The catalogue; of several projects with one slug the first is kept."""
    projects: dict[str, Project] = {}
    for project in document.projects:
        projects.setdefault(project.slug, _of_version_1(project) if document.schema == 1 else project)
    return Catalogue(
        projects=projects.values(),
        waves=document.waves,
        relations=document.relations,
        claims_by_slug=document.claims,
        diagnostics=(*document.diagnostics, *findings),
        as_of=document.as_of,
        name=document.name,
    )


def _of_version_1(project: Project) -> Project:
    """A project of a document of version 1: outputs of which no text says that there are none are unknown."""
    runs = (evolve(run, outputs=map(_output_of_version_1, run.outputs)) for run in project.internships)
    return evolve(project, internships=runs) if project.internships else project


def _output_of_version_1(output: Output) -> Output:
    stated = output.availability is not Availability.NONE
    if stated or (output.text and availability_of(output.text) is Availability.NONE):
        return output
    return evolve(output, availability=Availability.UNKNOWN)


def _check_version(data: object, name: str) -> None:
    """The version comes first, because all else depends on it."""
    match data:
        case {"schema": int(version)} if not isinstance(version, bool) and version > SCHEMA:
            newer = f"the document is of version {describe(version)}, and this release reads up to {SCHEMA}"
            problem = Problem("schema", f"{newer}; upgrade with: pip install --upgrade nhs-internships")
        case {"schema": int(version)} if not isinstance(version, bool) and version >= 1:
            return
        case {"schema": odd}:
            problem = Problem("schema", f"expected the number of a version, 1 or more, got {describe(odd)}")
        case dict():
            problem = Problem("schema", f'missing; the document of a catalogue begins with {{"schema": {SCHEMA}')
        case _:
            problem = Problem("", f"expected an object, got {describe(data)}")
    raise FormatError(name, [problem])


def _empty_slugs(document: CatalogueDocument) -> Iterator[Problem]:
    """Projects to which nothing can refer."""
    for at, project in enumerate(document.projects):
        if not project.slug:
            yield Problem(show(("projects", at, "slug")), 'expected the name of a project, got ""')


def _repeated_slugs(document: CatalogueDocument) -> Iterator[tuple[str, Problem]]:
    first: dict[str, int] = {}
    for at, project in enumerate(document.projects):
        if first.setdefault(project.slug, at) != at:
            same = f"{describe(project.slug)} is the slug of projects[{first[project.slug]}], too"
            yield "NI303", Problem(show(("projects", at, "slug")), f"{same}; the first one was kept")


def _lost_claims(document: CatalogueDocument) -> Iterator[tuple[str, Problem]]:
    slugs = {project.slug for project in document.projects}
    for slug in document.claims:
        if slug not in slugs:
            yield "NI304", Problem(show(("claims", slug)), "claims about a project that is not there")
