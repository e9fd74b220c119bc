"""Single values as dictionaries, and the cattrs converter."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import cattrs
import pytest
from attrs import frozen

import nhs_internships as ni
from json_samples import AREA, BRIEF, CATALOGUE, FULL, RUN, WAVE
from nhs_internships import model
from nhs_internships.dialects import Span
from nhs_internships.errors import FormatError
from nhs_internships.formats import from_dict, make_converter, to_dict
from nhs_internships.query import Change, Hit

ENTRY = ni.Entry(section="Open", status=ni.Status.OPEN, title="A", badges=[AREA], wave=WAVE, outputs=RUN.outputs)
VALUES = (
    *(CATALOGUE, FULL, BRIEF, RUN, WAVE, AREA, ENTRY),
    *(*RUN.outputs, *RUN.people, *BRIEF.fields, *CATALOGUE.relations, *CATALOGUE.diagnostics, Span(3, 5)),
    *CATALOGUE.claims("made-up-project"),
    Hit(slug="a", score=0.5, snippet="b"),
    Change(slug="a", field="title", before="A", after="B"),
    ni.Month(2024, 7),
    *ni.Status,
    *ni.Facet,
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_reads_back(value: object) -> None:
    """From its dictionary, and through the converter."""
    assert from_dict(type(value), to_dict(value)) == value
    converter = make_converter()
    assert converter.structure(converter.unstructure(value), type(value)) == value


def test_every_class_of_the_model_is_among_the_examples() -> None:
    """A new class cannot be forgotten."""
    classes = {getattr(model, name) for name in model.__all__ if isinstance(getattr(model, name), type)}
    words = {one for one in classes if issubclass(one, StrEnum)}
    assert classes - words <= {type(value) for value in VALUES}


def test_a_dictionary_holds_plain_data_only() -> None:
    """Words and months become texts, tuples lists, and nothing is left out."""
    assert to_dict(ENTRY) == {
        "section": "Open",
        "status": "open",
        "title": "A",
        "url": None,
        "badges": [{"label": "NLP", "facet": "area", "colour": "yellow"}],
        "wave": {"number": 6, "start": "2024-02", "end": "2024-07"},
        "code": None,
        "outputs": [
            {"kind": "code", "url": "https://example.org/code", "availability": "published", "text": "Code"},
            {"kind": "report", "url": None, "availability": "pending", "text": "Coming Soon"},
        ],
        "people": [],
        "description": None,
    }
    assert type(to_dict(ENTRY)["status"]) is str


def test_a_value_is_checked_when_it_is_read() -> None:
    """The error names the class and the place."""
    with pytest.raises(FormatError) as caught:
        from_dict(ni.Badge, {"label": 5, "facet": "aera"})
    assert str(caught.value) == (
        "Badge: 2 problems\n"
        "- label: expected a string, got 5\n"
        '- facet: expected area, technique, modality or topic, got "aera"; did you mean "area"?'
    )


def test_unknown_keys_are_refused_unless_told_otherwise() -> None:
    """A value has no place for findings, so strict is the default here."""
    data = {"label": "NLP", "facet": "area", "color": "yellow"}
    with pytest.raises(FormatError, match='color: unknown key; did you mean "colour"'):
        from_dict(ni.Badge, data)
    assert from_dict(ni.Badge, data, strict=False) == ni.Badge(label="NLP", facet=ni.Facet.AREA)


def test_values_are_no_plain_data() -> None:
    """A dictionary that already holds values is a mistake of its author."""
    with pytest.raises(FormatError, match=r"badges\[0\]: expected an object, got a value of the type Badge"):
        from_dict(ni.Project, {"slug": "a", "title": "A", "badges": [AREA]})


@pytest.mark.parametrize("data", [{5: "x"}, {None: "x", "label": "a"}])
def test_keys_are_texts(data: dict[Any, object]) -> None:
    """Python allows others; documents do not."""
    with pytest.raises(FormatError, match="expected strings as keys"):
        from_dict(ni.Badge, data)


@pytest.mark.parametrize("value", [object(), [FULL], 1j, b"x", date, ni.parse("# A")])
def test_what_is_no_value_is_a_clean_error(value: object) -> None:
    """Also documents: they have a text of their own."""
    with pytest.raises(FormatError, match="values of this type have no plain data"):
        to_dict(value)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), True, "1"])
def test_a_score_is_a_finite_number(score: object) -> None:
    """A whole one may stand without its point, as in JSON."""
    with pytest.raises(FormatError, match="score: expected a number"):
        from_dict(Hit, {"slug": "a", "score": score})
    assert from_dict(Hit, {"slug": "a", "score": 1}).score == 1.0


class Colour(StrEnum):
    """A word of somebody else."""

    RED = "red"


@frozen
class Shelf:
    """A class of somebody else."""

    label: str
    colour: Colour
    projects: list[ni.Project]
    by_month: dict[str, ni.Month]
    width: int = 1


def test_a_converter_serves_classes_around_ours() -> None:
    """Another tool puts projects into its own classes."""
    converter = make_converter()
    shelf = Shelf("a", Colour.RED, [FULL], {"first": ni.Month(2024, 7)}, 3)
    data = converter.unstructure(shelf)
    assert data["by_month"] == {"first": "2024-07"}
    read = converter.structure(data, Shelf)
    assert read == shelf
    assert type(read.colour) is Colour


@pytest.mark.parametrize(("key", "value"), [("label", 5), ("width", "1"), ("width", True), ("width", 1.0)])
def test_a_converter_converts_nothing_silently(key: str, value: object) -> None:
    """Plain cattrs would turn 5 into a text."""
    data: dict[str, object] = {"label": "a", "colour": "red", "projects": [], "by_month": {}, "width": 1, key: value}
    with pytest.raises(cattrs.ClassValidationError) as caught:
        make_converter().structure(data, Shelf)
    assert isinstance(caught.value.exceptions[0], FormatError)


def test_a_converter_may_ignore_unknown_keys() -> None:
    """As `from_dict` does."""
    data = {"number": 3, "year": 2024}
    assert make_converter(strict=False).structure(data, ni.Wave) == ni.Wave(number=3)
    with pytest.raises(FormatError, match="year: unknown key"):
        make_converter().structure(data, ni.Wave)


def test_converters_are_apart() -> None:
    """A hook that is added to one changes no other."""
    one = make_converter()
    one.register_unstructure_hook(ni.Month, lambda month: month.year)
    assert make_converter().unstructure(ni.Month(2024, 7)) == "2024-07"
