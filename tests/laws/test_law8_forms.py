"""Law 8 for the other forms: no text of a catalogue becomes a formula, a statement, a tag or a query."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from _catalogues import AWKWARD, catalogues
from _formulas import formulas, is_plain
from nhs_internships import Catalogue, Project
from nhs_internships.formats.data_package import to_zip
from nhs_internships.formats.linked_data import to_jsonld, to_turtle
from nhs_internships.formats.sqlite import to_sqlite
from nhs_internships.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HOSTILE = (
    *(text for text in AWKWARD if text),
    "'); drop table projects; --",
    '" . <https://example.org/a> <https://example.org/b> <https://example.org/c> . "',
    '""" . <a> <b> <c> . """',
    "\\u003c/script\\u003e",
    "</script><script>alert(1)</script>",
    "]]>",
    "\\",
    'a" ; schema:name "b',
    '{"@id": "https://example.org/a"}',
    "@id",
    "_:b0",
)
TAME = Project(slug="a", title="A", url="https://example.org/a")


def with_texts(texts: Iterable[str]) -> Catalogue:
    """A project for each text, with the text as its slug, title and link."""
    projects = [evolve(TAME, slug=text, title=text, url=f"https://example.org/{text}") for text in texts]
    return Catalogue(projects=projects, name="all")


@given(catalogue=catalogues)
def test_no_cell_of_a_data_package_starts_a_formula(catalogue: Catalogue) -> None:
    """In any of its files."""
    with ZipFile(BytesIO(to_zip(catalogue))) as archive:
        files = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")]
    assert [cell for text in files for cell in formulas(text) if is_plain(cell)] == []


@given(catalogue=catalogues)
def test_json_ld_holds_no_tag(catalogue: Catalogue) -> None:
    """So no text ends the script element around it; as JSON it says the same."""
    document = to_jsonld(catalogue)
    assert "<" not in document
    slugs = [node.get("identifier") for node in json.loads(document)["@graph"] if "CreativeWork" in node["@type"]]
    assert slugs == [project.slug for project in catalogue if is_idea(project)]


def is_idea(project: Project) -> bool:
    """Whether nobody works or worked on it."""
    return project.status is not Status.ACTIVE and not project.internships


def table_of_strings(data: bytes) -> Iterable[tuple[str, str]]:
    """Type and value of each title in a database."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        return database.execute("select typeof(title), title from projects").fetchall()


def test_texts_of_a_database_are_texts() -> None:
    """None is run or taken for a number."""
    assert table_of_strings(to_sqlite(with_texts(HOSTILE))) == [("text", text) for text in HOSTILE]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize(("write", "form"), [(to_jsonld, "json-ld"), (to_turtle, "turtle")], ids=["json-ld", "turtle"])
def test_texts_make_no_triples(write: Callable[[Catalogue], str], form: str) -> None:
    """Hostile projects have as many as tame ones, and their titles are the texts."""
    rdflib = pytest.importorskip("rdflib", reason="the extra `rdf` is not installed")
    tame = rdflib.Graph().parse(data=write(with_texts(f"a{at}" for at in range(len(HOSTILE)))), format=form)
    graph = rdflib.Graph().parse(data=write(with_texts(HOSTILE)), format=form)
    assert len(graph) == len(tame)
    assert {str(text) for text in graph.objects(None, rdflib.SDO.identifier)} == set(HOSTILE)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_text_is_a_text_of_a_database(text: str) -> None:
    """NUL and all."""
    assert table_of_strings(to_sqlite(with_texts([text]))) == [("text", text)]
