"""`Badge` reads an address of shields.io under the facet the page names, and writes it again."""

from __future__ import annotations

import pytest

from nhs_internships.errors import ParseError
from nhs_internships.model import Badge, Facet
from nhs_internships.model.badges import facet_of

NLP = "https://img.shields.io/badge/NLP-yellow"


def test_label_and_colour_come_from_the_address() -> None:
    """The colour stays as it is written."""
    assert Badge.from_shields(NLP, Facet.AREA) == Badge(label="NLP", facet=Facet.AREA, colour="yellow")


def test_two_texts_are_joined() -> None:
    """A badge with a left and a right half has one label."""
    badge = Badge.from_shields("https://img.shields.io/badge/Language-Python-blue", Facet.TOPIC)
    assert badge.label == "Language: Python"
    assert badge.to_shields() == "https://img.shields.io/badge/Language-Python-blue"


@pytest.mark.parametrize(
    ("alt", "facet"),
    [
        ("area", Facet.AREA),
        ("Area", Facet.AREA),
        ("technique", Facet.TECHNIQUE),
        ("techniques", Facet.TECHNIQUE),
        ("modality", Facet.MODALITY),
        ("datamodality", Facet.MODALITY),
        ("Data Modality", Facet.MODALITY),
        ("data-modality", Facet.MODALITY),
        ("topic", Facet.TOPIC),
    ],
)
def test_the_alternative_text_names_the_facet(alt: str, facet: Facet) -> None:
    """The words of the pages are read in any case."""
    assert Facet.parse(alt) is facet
    assert facet_of(alt) is facet
    assert Badge.from_shields(NLP, alt).facet is facet


def test_a_wrong_facet_gets_the_allowed_ones_and_a_guess() -> None:
    """The error says what would have been right."""
    with pytest.raises(ParseError) as caught:
        Badge.from_shields(NLP, "aera")
    expected = 'invalid facet "aera": expected area, technique, modality or topic; did you mean "area"?'
    assert str(caught.value) == expected


def test_an_alternative_text_that_names_no_facet_means_topic() -> None:
    """No facet stated is a fact of the page, not an error of it."""
    assert facet_of("build status") is Facet.TOPIC


def test_the_key_leaves_out_the_colour() -> None:
    """Two badges of other colours are one label."""
    yellow, plain = (Badge(label="NLP", facet=Facet.AREA, colour=colour) for colour in ("yellow", None))
    assert yellow != plain
    assert yellow.key == plain.key == (Facet.AREA, "NLP")


def test_what_is_no_badge_is_refused() -> None:
    """Any other address is an error."""
    with pytest.raises(ParseError, match=r"invalid shields\.io badge"):
        Badge.from_shields("https://example.org/badge/NLP-yellow", Facet.AREA)
