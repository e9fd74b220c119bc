"""Law 4 for linked data: rdflib reads every catalogue, and the same triples from both forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from _catalogues import catalogues, real_catalogues
from nhs_internships.formats.linked_data import to_jsonld, to_turtle

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Catalogue

rdflib = pytest.importorskip("rdflib", reason="the extra `rdf` is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own JSON-LD


def assert_same_triples(catalogue: Catalogue) -> None:
    """Of JSON-LD and of Turtle, and every title is among them."""
    first = rdflib.Graph().parse(data=to_jsonld(catalogue), format="json-ld")
    assert set(rdflib.Graph().parse(data=to_turtle(catalogue), format="turtle")) == set(first)
    titles = {str(title) for title in first.objects(None, rdflib.SDO.name)}
    assert {project.title for project in catalogue if project.title} <= titles


@settings(max_examples=20)  # rdflib is slow
@given(catalogue=catalogues)
def test_both_forms_say_the_same(catalogue: Catalogue) -> None:
    """Whatever the texts of the catalogue are."""
    assert_same_triples(catalogue)


def test_both_forms_say_the_same_of_the_real_sites(corpus: Path) -> None:
    """Every published state."""
    for catalogue in real_catalogues(corpus).values():
        assert_same_triples(catalogue)
