"""A catalogue as linked data: JSON-LD, and Turtle (extra ``rdf``), in the terms of schema.org and SKOS.

A project that is active, or has an internship, is a ``ResearchProject``, and each internship a ``Project`` inside it;
other projects are ``CreativeWork``. Waves are ``WorkBasedProgram``, labels and statuses ``DefinedTerm``, and the terms
of the vocabulary concepts of SKOS. What no source states has no triple, and nobody is named.
Sources: https://schema.org/docs/schemas.html, https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlsplit

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats._extras import extra
from nhs_internships.formats.document import write_catalogue
from nhs_internships.model import (
    Availability,
    Badge,
    Brief,
    Facet,
    Internship,
    Output,
    OutputKind,
    Project,
    Relation,
    RelationKind,
    Status,
    Wave,
)
from nhs_internships.vocabulary import Vocabulary

if TYPE_CHECKING:
    _Node: TypeAlias = dict[str, object]

__all__ = ["to_jsonld", "to_turtle"]

BASE = "https://nhsx.github.io/nhsx-internship-projects/"
"""The address of the scheme's site, under which the projects have their permalinks."""

# Of the pages under `BASE`; nothing is known of others.
_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_LINKS = (
    *(
        "about",
        "codeRepository",
        "creativeWorkStatus",
        "inDefinedTermSet",
        "isBasedOn",
        "keywords",
        "license",
        "mentions",
    ),
    *("parentOrganization", "provider", "sourceOrganization", "subjectOf", "url", "skos:inScheme"),
)
_CONTEXT: _Node = {
    "@vocab": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@type": "@id"} for name in _LINKS},
    **{name: {"@type": "xsd:gYearMonth"} for name in ("startDate", "endDate")},
    "dateModified": {"@type": "xsd:date"},
    **{f"skos:{name}": {"@language": "en"} for name in ("prefLabel", "altLabel", "hiddenLabel", "definition")},
}
_OUTPUT_TYPES = {
    OutputKind.CODE: "SoftwareSourceCode",
    OutputKind.REPORT: "Report",
    OutputKind.CASE_STUDY: "Article",
    OutputKind.PAGE: "WebPage",
}
_RELATIONS = {
    RelationKind.EXTENDS: "isBasedOn",
    RelationKind.UPDATES: "isBasedOn",
    RelationKind.FOLLOWS: "isBasedOn",
    RelationKind.MENTIONS: "mentions",
    RelationKind.REPOSITORY: "mentions",
}
_ADDRESS = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_LEGAL = ":/?#[]@!$&'()*+,;=%~"


def __dir__() -> list[str]:
    return __all__


def to_jsonld(catalogue: Catalogue, *, base: str = BASE) -> str:
    """A catalogue as JSON-LD, with its context inline, so reading it needs no network.

    Examples:
        >>> import json
        >>> import nhs_internships as ni
        >>> document = json.loads(to_jsonld(ni.bundled()))
        >>> document["@graph"][0]["@type"]
        'Dataset'

    Args:
        catalogue: The catalogue.
        base: The address under which the things of the catalogue get their names, such as that of your site. Another
            one than that of the scheme leaves out the licence, which is that of the scheme's pages.

    Raises:
        FormatError: ``base`` is no such address, a value of the catalogue is of a type that it cannot have, or a text
            holds a lone surrogate.
    """
    write_catalogue(catalogue)  # it reports every value that cannot be written
    names = _Names(base)
    nodes = [
        *_dataset(names, catalogue),
        *(node for project in catalogue for node in _project(names, catalogue, project)),
        *_waves(names, catalogue),
        *_terms(names, catalogue),
    ]
    # A "<" could end the script element of a page that holds the document.
    return (
        json.dumps({"@context": _CONTEXT, "@graph": nodes}, indent=2, ensure_ascii=False).replace("<", "\\u003c") + "\n"
    )


def to_turtle(catalogue: Catalogue, *, base: str = BASE) -> str:
    """The same statements as Turtle.

    Args:
        catalogue: The catalogue.
        base: As for `to_jsonld`.

    Raises:
        FormatError: As for `to_jsonld`.
        ImportError: rdflib is not installed; the error names the command.
    """
    with extra("rdf", "rdflib"):
        import rdflib
    graph = rdflib.Graph(bind_namespaces="none")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a class that rdflib itself uses
        graph.parse(data=to_jsonld(catalogue, base=base), format="json-ld")
    graph.bind("schema", rdflib.SDO, replace=True)
    return graph.serialize(format="turtle")


class _Names:
    """The names of things: all begin with the address of one site."""

    def __init__(self, base: str) -> None:
        address = _address(base)
        if address is None or "#" in address:
            raise FormatError("linked data", [Problem("base", f'expected an http or https address, got "{base}"')])
        self._base = f"{address.rstrip('/')}/"

    def of(self, what: str) -> str:
        """Of something of the whole site."""
        return f"{self._base}#{quote(what, safe='')}"

    def under(self, slug: str, what: str) -> str:
        """Of something of a project. A slug of dots alone would lead elsewhere."""
        segment = quote(slug, safe="")
        return f"{self._base}{segment if segment.strip('.') else segment.replace('.', '%2E')}/#{what}"

    def project(self, slug: str) -> str:
        """Of a project."""
        return self.under(slug, "project")

    def wave(self, wave: Wave) -> str | None:
        """Of a wave, by its number, else by its first or last month."""
        known = wave.number or wave.start or (wave.end and f"to-{wave.end}")
        return self.of(f"wave-{known}") if known else None

    def label(self, badge: Badge) -> str:
        """Of a label."""
        return self.of(f"{badge.facet}-{badge.label}")


def _node(name: str, type_: str | list[str], /, **facts: object) -> _Node:
    """What is stated of a thing; what is unknown or empty is left out."""
    return {"@id": name, "@type": type_, **{key: value for key, value in facts.items() if value not in (None, "", [])}}


def _dataset(names: _Names, catalogue: Catalogue) -> Iterator[_Node]:
    yield _node(
        names.of("catalogue"),
        "Dataset",
        name=catalogue.name,
        dateModified=catalogue.as_of and catalogue.as_of.isoformat(),
        license=_LICENCE if names.of("catalogue") == f"{BASE}#catalogue" else None,
        about=[names.project(project.slug) for project in catalogue],
    )


def _project(names: _Names, catalogue: Catalogue, project: Project) -> Iterator[_Node]:
    is_research = project.status is Status.ACTIVE or bool(project.internships)
    status = project.status and names.of(f"status-{project.status}")
    yield _node(
        names.project(project.slug),
        "ResearchProject" if is_research else "CreativeWork",
        identifier=project.slug,
        name=project.title,
        url=_address(project.url),
        # In schema.org only a creative work has a status. Both have keywords, which may be terms.
        keywords=[*_labels(names, project.badges), *([status] if status else [])],
        creativeWorkStatus=None if is_research else status,
        subjectOf=names.under(project.slug, "brief") if project.brief else None,
    )
    if project.brief:
        own = (one for one in catalogue.related(project.slug) if one.source == project.slug)
        yield _brief(names, project.slug, project.brief, list(own))
    for number, run in enumerate(project.internships, 1):
        yield from _internship(names, project.slug, number, run)


def _labels(names: _Names, badges: Iterable[Badge]) -> list[str]:
    canonical = Vocabulary.bundled().canonical
    return list(dict.fromkeys(names.label(canonical(badge)) for badge in badges))


def _brief(names: _Names, slug: str, brief: Brief, relations: list[Relation]) -> _Node:
    links: dict[str, list[str]] = {}
    for one in relations:
        target = _address(one.target) if one.kind is RelationKind.REPOSITORY else names.project(one.target)
        if target:
            links.setdefault(_RELATIONS[one.kind], []).append(target)
    return _node(
        names.under(slug, "brief"),
        "WebPage",
        name=brief.title,
        description=brief.description,
        keywords=[{"@value": keyword} for keyword in brief.keywords if keyword],
        about=names.project(slug),
        **links,
    )


def _internship(names: _Names, slug: str, number: int, run: Internship) -> Iterator[_Node]:
    name = names.under(slug, f"internship-{number}")
    yield _node(
        name,
        "Project",
        identifier=run.code,
        name=run.title,
        description=run.description,
        keywords=_labels(names, run.badges),
        parentOrganization=names.project(slug),
    )
    for position, output in enumerate(run.outputs, 1):
        # What there is not, or what nobody knows about, is no work.
        if output.availability not in {Availability.NONE, Availability.UNKNOWN}:
            yield _output(f"{name}-output-{position}", name, output)


def _output(name: str, internship: str, output: Output) -> _Node:
    address = _address(output.url)
    return _node(
        name,
        _OUTPUT_TYPES[output.kind],
        url=address,
        codeRepository=address if output.kind is OutputKind.CODE else None,
        creativeWorkStatus={"@value": str(output.availability)},
        sourceOrganization=internship,
    )


def _waves(names: _Names, catalogue: Catalogue) -> Iterator[_Node]:
    known: dict[str, Wave] = {}
    providers: dict[str, list[str]] = {}
    for project in catalogue:
        for number, run in enumerate(project.internships, 1):
            if run.wave and (name := names.wave(run.wave)):
                providers.setdefault(name, []).append(names.under(project.slug, f"internship-{number}"))
    runs = (run.wave for project in catalogue for run in project.internships)
    for wave in (*catalogue.waves, *filter(None, runs)):
        if name := names.wave(wave):
            known.setdefault(name, wave)
    for name, wave in known.items():
        months = {"startDate": wave.start and str(wave.start), "endDate": wave.end and str(wave.end)}
        yield _node(name, "WorkBasedProgram", name=wave.label, **months, provider=providers.get(name))


def _terms(names: _Names, catalogue: Catalogue) -> Iterator[_Node]:
    """The vocabulary, the labels that it lacks, and the statuses."""
    yield _node(names.of("status"), "DefinedTermSet", name="status")
    for status in Status:
        facts = {"name": str(status), "inDefinedTermSet": names.of("status")}
        yield _node(names.of(f"status-{status}"), "DefinedTerm", **facts)
    for facet in Facet:
        yield _node(names.of(facet), ["DefinedTermSet", "skos:ConceptScheme"], name=str(facet))
    vocabulary = Vocabulary.bundled()
    terms = {names.label(Badge(label=term.label, facet=term.facet)): term for term in vocabulary.all}
    for name, term in terms.items():
        concept = {
            "skos:inScheme": names.of(term.facet),
            "skos:prefLabel": term.label,
            "skos:altLabel": [*term.aliases, *term.old],
            "skos:hiddenLabel": [*term.misspellings],
            "skos:definition": term.definition,
        }
        kinds = ["DefinedTerm", "skos:Concept"]
        yield _node(name, kinds, name=term.label, inDefinedTermSet=names.of(term.facet), **concept)
    badges = {vocabulary.canonical(badge) for project in catalogue for badge in _badges(project)}
    others = {names.label(badge): badge for badge in badges if names.label(badge) not in terms}
    for name, badge in sorted(others.items()):
        yield _node(name, "DefinedTerm", name=badge.label, inDefinedTermSet=names.of(badge.facet))


def _badges(project: Project) -> Iterator[Badge]:
    yield from project.badges
    for run in project.internships:
        yield from run.badges


def _address(url: str | None) -> str | None:
    """An address of the web, with the characters encoded that no address may hold; ``None`` for anything else."""
    if not url or not _ADDRESS.match(url):
        return None
    try:
        urlsplit(url)
    except ValueError:
        return None
    return quote(url, safe=_LEGAL)
