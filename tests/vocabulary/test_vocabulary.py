"""The vocabulary knows every label of the scheme, and which term each spelling stands for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.errors import FormatError, ParseError
from nhs_internships.model.texts import fold
from nhs_internships.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = Vocabulary.bundled()


@pytest.mark.parametrize(
    ("spelling", "label", "facet"),
    [
        ("NLP", "NLP", "area"),
        ("NaturalLanguageProcessing", "NLP", "area"),
        ("Machine Learning", "MachineLearning", "area"),
        ("TabularData", "Tabular", "modality"),
        ("text data", "Text", "modality"),
        ("Multi-modal", "MultiModal", "modality"),
        ("shadowModels", "ShadowModels", "technique"),
        ("SematicSearch", "SemanticSearch", "technique"),
        ("VaratioanlAutoEncoder", "VAE", "technique"),
        ("Simulation", "Simulation", "area"),
        ("Python", "Python", "topic"),
    ],
)
def test_a_spelling_is_found(spelling: str, label: str, facet: str) -> None:
    """Case, blanks and hyphens do not count; aliases, old spellings and mistakes lead to their term."""
    found = BUNDLED.find(spelling)
    assert found is not None
    assert (found.label, found.facet) == (label, facet)


def test_a_facet_narrows_the_search() -> None:
    """Simulation is an area here and a technique there."""
    found = BUNDLED.find("simulation", "technique")
    assert found is not None
    assert found.facet is ni.Facet.TECHNIQUE
    assert BUNDLED.find("NLP", "modality") is None
    with pytest.raises(ParseError, match='invalid facet "aera"'):
        BUNDLED.find("NLP", "aera")


@pytest.mark.parametrize(
    ("badge", "expected"),
    [
        (ni.Badge(label="TabularData", facet="modality", colour="green"), ("modality", "Tabular")),
        (ni.Badge(label="NLP", facet="topic"), ("area", "NLP")),
        (ni.Badge(label="Images", facet="area"), ("area", "Images")),
        (ni.Badge(label="Simulation", facet="technique"), ("technique", "Simulation")),
        (ni.Badge(label="Something new", facet="topic"), ("topic", "Something new")),
    ],
)
def test_a_stated_facet_stays(badge: ni.Badge, expected: tuple[str, str]) -> None:
    """Only a topic takes the facet of its term; colours stay as written."""
    found = BUNDLED.canonical(badge)
    assert found.key == expected
    assert found.colour == badge.colour
    assert BUNDLED.canonical(found) == found


def test_every_label_of_the_real_pages_is_a_term(real_pages: list[Path]) -> None:
    """On every page of every date, and in every record."""
    labels = {badge.label for path in real_pages for entry in ni.read(path).entries for badge in entry.badges}
    assert len(labels) > 130
    assert not {label for label in labels if BUNDLED.find(label) is None}


def test_a_spelling_belongs_to_one_term_of_a_facet() -> None:
    """Otherwise the order of the file would decide what a label means."""
    spellings = Counter((term.facet, fold(spelling)) for term in BUNDLED.all for spelling in set(term.spellings))
    assert not {spelling for spelling, count in spellings.items() if count > 1}
    assert all(term.definition.endswith(".") for term in BUNDLED.all)


def test_areas_and_kinds_of_data_have_their_looks() -> None:
    """They are the labels that differ in colour and modifier."""
    for term in (*BUNDLED.terms("area"), *BUNDLED.terms("modality")):
        assert term.colour
        assert term.modifier is not None


def test_a_site_extends_the_vocabulary() -> None:
    """Its terms go before those of the base, and one of the same label replaces it."""
    own = """
[[term]]
label = "Quantum"
facet = "technique"
aliases = ["Qubits"]

[[term]]
label = "NLP"
facet = "area"
definition = "Ours."
"""
    found = Vocabulary.from_toml(own, base=BUNDLED)
    assert found.label("qubits") == "Quantum"
    assert found.find("NLP") == Term(label="NLP", facet="area", definition="Ours.")
    assert len(found.all) == len(BUNDLED.all) + 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[term]\n", r"invalid TOML: .*line 1"),
        ("term = 1", r"term: expected tables"),
        ('[[term]]\nlabel = "A"', r"term\[0\]\.facet: missing"),
        ('[[term]]\nlabel = ""\nfacet = "area"', r"term\[0\]\.label: expected a string"),
        ('[[term]]\nlabel = "A"\nfacet = "aera"', r'invalid facet "aera"'),
        ('[[term]]\nlabel = "A"\nfacet = "area"\nalias = []', r'term\[0\]\.alias: unknown key; did you mean "aliases"'),
        ('[[term]]\nlabel = "A"\nfacet = "area"\naliases = "B"', r"aliases: expected a list of strings"),
    ],
)
def test_a_faulty_vocabulary_is_a_clean_error(text: str, problem: str) -> None:
    """It names the term, the key and what was expected."""
    with pytest.raises(FormatError, match=problem):
        Vocabulary.from_toml(text)


def test_a_near_spelling_is_a_guess() -> None:
    """For hints about labels that no term has."""
    assert BUNDLED.nearest("Explainabilitty") == "Explainability"
    assert BUNDLED.nearest("zzz") is None
