"""Linked data: what rdflib reads of a catalogue, in terms that schema.org and SKOS define."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from _catalogues import SMALL, WAVE, awkward_catalogue
from nhs_internships import Badge, Catalogue, Internship, Output, Project, Wave, bundled
from nhs_internships.errors import FormatError
from nhs_internships.formats.linked_data import to_jsonld, to_turtle
from nhs_internships.model import Availability, OutputKind
from nhs_internships.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

rdflib = pytest.importorskip("rdflib", reason="the extra `rdf` is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own JSON-LD
from rdflib import RDF, SDO, SKOS, XSD, Graph, Literal, URIRef  # noqa: E402 - after the library is known to be there

BASE = "https://example.org/site/"
CATALOGUES = {"small": SMALL, "awkward": awkward_catalogue(), "bundled": bundled()}


def read(catalogue: Catalogue) -> Graph:
    """The triples that rdflib reads."""
    return Graph().parse(data=to_jsonld(catalogue, base=BASE), format="json-ld")


def named(name: str) -> URIRef:
    """A thing of the site."""
    return URIRef(BASE + name)


def one(project: Project) -> Graph:
    """The triples of a catalogue of one project."""
    return read(Catalogue(projects=[project]))


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=list(CATALOGUES))
def test_turtle_says_what_json_ld_says(catalogue: Catalogue) -> None:
    """The same triples, whatever the texts are."""
    turtle = Graph().parse(data=to_turtle(catalogue, base=BASE), format="turtle")
    assert set(turtle) == set(read(catalogue))


@pytest.mark.parametrize("form", ["turtle", "xml", "nt", "json-ld"])
def test_triples_survive_a_round_trip(form: str) -> None:
    """Through each form that rdflib writes and reads."""
    first = read(bundled())
    assert set(Graph().parse(data=first.serialize(format=form), format=form)) == set(first)


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=list(CATALOGUES))
def test_every_term_is_defined(catalogue: Catalogue) -> None:
    """Each property and type is one of schema.org or SKOS, as rdflib knows them."""
    graph = read(catalogue)
    terms = {term for _, term, _ in graph if term != RDF.type} | set(graph.objects(None, RDF.type))
    assert terms - {*dir(SDO), *dir(SKOS)} == set()


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=list(CATALOGUES))
def test_every_name_that_is_used_is_defined(catalogue: Catalogue) -> None:
    """A link to something of the site leads to something that has a type; relations may lead to other projects."""
    graph = read(evolve(catalogue, relations=()))
    links = {target for _, _, target in graph if isinstance(target, URIRef) and target.startswith(BASE)}
    assert [link for link in links if (link, RDF.type, None) not in graph] == []


@pytest.mark.parametrize(
    ("project", "type_"),
    [
        (Project(slug="a", title="A", status="active"), SDO.ResearchProject),
        (Project(slug="a", title="A", status="completed", internships=[Internship(title="R")]), SDO.ResearchProject),
        (Project(slug="a", title="A", status="open"), SDO.CreativeWork),
        (Project(slug="a", title="A", status="completed"), SDO.CreativeWork),
        (Project(slug="a", title="A"), SDO.CreativeWork),
    ],
)
def test_a_project_is_research_once_it_runs(project: Project, type_: URIRef) -> None:
    """It is active or has an internship; all others are ideas."""
    assert list(one(project).objects(named("a/#project"), RDF.type)) == [type_]


def test_what_is_unknown_has_no_triple() -> None:
    """A project of which only the slug is known has a type and that."""
    found = one(Project(slug="a", title=""))
    assert set(found.predicate_objects(named("a/#project"))) == {
        (RDF.type, SDO.CreativeWork),
        (SDO.identifier, Literal("a")),
    }


def test_the_licence_is_that_of_the_pages_of_the_scheme() -> None:
    """Of the pages of another site none is known."""
    licences = [
        set(Graph().parse(data=text, format="json-ld").objects(predicate=SDO.license))
        for text in (to_jsonld(SMALL), to_jsonld(SMALL, base=BASE))
    ]
    assert [len(found) for found in licences] == [1, 0]


def test_no_date_is_invented() -> None:
    """A wave states months, and the catalogue its date if it has one."""
    graph = read(evolve(SMALL, as_of=date(2024, 2, 5)))
    dates = {(p, o) for _, p, o in graph if isinstance(o, Literal) and o.datatype in {XSD.gYearMonth, XSD.date}}
    assert dates == {
        (SDO.startDate, Literal("2023-01", datatype=XSD.gYearMonth)),
        (SDO.endDate, Literal("2023-06", datatype=XSD.gYearMonth)),
        (SDO.dateModified, Literal("2024-02-05", datatype=XSD.date)),
    }
    assert (named("#catalogue"), SDO.dateModified, None) not in read(SMALL)


def test_there_are_no_job_adverts() -> None:
    """An internship of the past is no vacancy."""
    assert (None, RDF.type, SDO.JobPosting) not in read(bundled())


def test_an_internship_belongs_to_its_project_and_its_wave() -> None:
    """With its code and its description."""
    graph = read(SMALL)
    second = named("made-up/#internship-2")
    assert (second, SDO.parentOrganization, named("made-up/#project")) in graph
    assert graph.value(second, SDO.identifier) == Literal("P99")
    assert graph.value(second, SDO.description) == Literal("A run.")
    assert (named("#wave-4"), RDF.type, SDO.WorkBasedProgram) in graph
    assert list(graph.objects(named("#wave-4"), SDO.provider)) == [second]


def test_a_wave_without_a_number_is_named_by_a_month() -> None:
    """One of which nothing is known has no name, and no node."""
    unknown = evolve(WAVE, number=None)
    projects = [
        Project(slug="a", title="A", internships=[Internship(title="A", wave=wave) for wave in (unknown, Wave())])
    ]
    graph = read(Catalogue(projects=projects))
    assert list(graph.subjects(RDF.type, SDO.WorkBasedProgram)) == [named("#wave-2023-01")]


def test_outputs_say_what_is_known_of_them() -> None:
    """Kind, address and availability; what there is not, or is unknown, is left out."""
    outputs = [
        Output(kind=OutputKind.CODE, url="https://example.org/code"),
        Output(kind=OutputKind.REPORT, availability=Availability.PENDING),
        Output(kind=OutputKind.CASE_STUDY, availability=Availability.NONE),
        Output(kind=OutputKind.PAGE),
    ]
    graph = one(Project(slug="a", title="A", internships=[Internship(title="A", outputs=outputs)]))
    found = {graph.value(output, RDF.type): output for output in graph.subjects(SDO.sourceOrganization)}
    assert set(found) == {SDO.SoftwareSourceCode, SDO.Report}
    assert graph.value(found[SDO.SoftwareSourceCode], SDO.codeRepository) == URIRef("https://example.org/code")
    assert graph.value(found[SDO.Report], SDO.creativeWorkStatus) == Literal("pending")


def test_relations_lead_from_briefs() -> None:
    """What a brief links to it mentions, and what it continues it is based on."""
    graph = read(bundled())
    assert len(set(graph.subject_objects(SDO.isBasedOn))) > 5
    assert URIRef("https://github.com/nhsx/SynthVAE") in set(graph.objects(None, SDO.mentions))


def test_a_label_is_its_term() -> None:
    """Another spelling leads to the same term, which SKOS describes."""
    graph = one(Project(slug="a", title="A", badges=[Badge(label="TabularData", facet="topic")]))
    term = named("#modality-Tabular")
    assert list(graph.objects(named("a/#project"), SDO.keywords)) == [term]
    assert set(graph.objects(term, RDF.type)) == {SDO.DefinedTerm, SKOS.Concept}
    assert graph.value(term, SKOS.prefLabel) == Literal("Tabular", lang="en")


def test_a_label_outside_the_vocabulary_is_a_term_as_well() -> None:
    """It is no concept of the scheme."""
    graph = one(Project(slug="a", title="A", badges=[Badge(label="Bees & co", facet="topic")]))
    (term,) = graph.objects(named("a/#project"), SDO.keywords)
    assert set(graph.objects(term, RDF.type)) == {SDO.DefinedTerm}
    assert graph.value(term, SDO.name) == Literal("Bees & co")


def test_the_vocabulary_is_there_as_a_whole() -> None:
    """Each term with its spellings, and a scheme for each facet."""
    graph = read(Catalogue(projects=()))
    assert {str(label) for label in graph.objects(None, SKOS.prefLabel)} == {
        term.label for term in Vocabulary.bundled().all
    }
    assert Literal("Explaianbility", lang="en") in set(graph.objects(named("#area-Explainability"), SKOS.hiddenLabel))
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == 4


def test_no_name_of_a_person_is_in_it() -> None:
    """Whoever exports it."""
    assert "Somebody" not in to_jsonld(SMALL)


def test_addresses_that_are_none_are_left_out() -> None:
    """A script, a relative path or half an address is no link; odd characters are encoded."""
    odd = ["javascript:alert(1)", "a/", "HERE/", "", "http://", "http://[x/", 'https://x.y/<a b>|{}"\\^`']
    projects = [Project(slug=f"p{at}", title="A", url=url) for at, url in enumerate(odd)]
    found = set(read(Catalogue(projects=projects)).objects(None, SDO.url))
    assert found == {URIRef("https://x.y/%3Ca%20b%3E%7C%7B%7D%22%5C%5E%60")}


@pytest.mark.parametrize("slug", ["..", ".", "a/b", "a#b", "é", "a b"])
def test_a_slug_stays_one_segment(slug: str) -> None:
    """No slug leads out of the site or to another thing."""
    (name,) = map(str, one(Project(slug=slug, title="A")).subjects(SDO.identifier, Literal(slug)))
    assert name.startswith(BASE)
    assert name.endswith("/#project")
    assert name.removeprefix(BASE).count("/") == 1


def test_a_document_can_stand_in_a_page() -> None:
    """No title ends the script element around it."""
    hostile = Catalogue(projects=[Project(slug="a", title="</script><script>alert(1)</script>")])
    document = to_jsonld(hostile)
    assert "<" not in document
    assert json.loads(document)["@graph"][1]["name"] == hostile["a"].title


def test_the_context_needs_no_network() -> None:
    """It is an object, not an address."""
    context: dict[str, Any] = json.loads(to_jsonld(SMALL))["@context"]
    assert context["@vocab"] == "https://schema.org/"


@pytest.mark.parametrize("base", ["", "site/", "javascript:x", "https://x.y/#a"])
def test_a_base_must_be_an_address(base: str) -> None:
    """Names that begin with anything else would mean something else."""
    with pytest.raises(FormatError, match="expected an http or https address"):
        to_jsonld(SMALL, base=base)


def test_a_value_of_a_wrong_type_is_a_clean_error() -> None:
    """As in JSON."""
    with pytest.raises(FormatError, match="title"):
        to_turtle(Catalogue(projects=[Project(slug="a", title=5)]))  # type: ignore[arg-type]  # the point of the test


def test_files_hold_linked_data(tmp_path: Path) -> None:
    """Of both extensions, and the same in each run."""
    written = SMALL.write(tmp_path / "small.jsonld"), SMALL.write(tmp_path / "small.ttl")
    assert written[0].read_text(encoding="utf-8") == to_jsonld(SMALL)
    assert written[1].read_text(encoding="utf-8") == to_turtle(SMALL)
