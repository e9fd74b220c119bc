"""The JSON Schema: made from the code, valid itself, and true of every document that is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from attrs import fields
from jsonschema import Draft202012Validator

from _catalogues import SMALL, awkward_catalogue, real_catalogues
from nhs_internships import Catalogue, bundled
from nhs_internships.errors import FormatError
from nhs_internships.formats.json_schema import build_schema, json_schema
from nhs_internships.model import Project, Status
from places import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def problems(document: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def document(catalogue: Catalogue = SMALL) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(catalogue.to_json())
    return made


def test_the_shipped_schema_is_the_one_of_the_code() -> None:
    """If this fails, run: python scripts/build_schema.py"""
    assert build_schema() == SCHEMA


def test_the_shipped_file_is_what_the_script_writes() -> None:
    """To the byte, so that a rebuilt file shows no change."""
    written = f"{json.dumps(build_schema(), indent=2, ensure_ascii=False)}\n".encode()
    assert (PACKAGE / "data" / "schema.json").read_bytes() == written


def test_the_schema_is_valid() -> None:
    """By the draft that it names."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "catalogue", [SMALL, awkward_catalogue(), Catalogue(projects=())], ids=["small", "awkward", "-"]
)
def test_an_export_is_valid(catalogue: Catalogue) -> None:
    """What `to_json` writes."""
    assert problems(document(catalogue)) == []


def test_the_bundled_catalogue_is_valid() -> None:
    """As it is shipped, and as it is exported."""
    assert problems(json.loads((PACKAGE / "data" / "catalogue.json").read_text(encoding="utf-8"))) == []
    assert problems(document(bundled())) == []


def test_the_exports_of_the_real_sites_are_valid(corpus: Path) -> None:
    """Every published state."""
    assert [problem for one in real_catalogues(corpus).values() for problem in problems(document(one))] == []


def test_every_key_and_class_is_described() -> None:
    """In words from the docstrings."""
    objects = {"": SCHEMA, **SCHEMA["$defs"]}
    bare = [
        f"{name}.{key}"
        for name, one in objects.items()
        for key, member in {"": one, **one.get("properties", {})}.items()
        if not member.get("description")
    ]
    assert bare == []


def test_descriptions_are_those_of_the_docstrings() -> None:
    """Without the marks of docstrings, and with JSON's word for nothing."""
    project = SCHEMA["$defs"]["Project"]
    assert project["description"] == "One topic, identified by its slug."
    assert project["properties"]["url"]["description"] == "Its page, or null."


def test_keys_are_the_attributes_of_the_classes() -> None:
    """In their order."""
    assert list(SCHEMA["$defs"]["Project"]["properties"]) == [one.name for one in fields(Project)]
    assert SCHEMA["$defs"]["Status"]["enum"] == [str(word) for word in Status]


WRONG: list[tuple[list[str | int], object]] = [
    (["schema"], 3),
    (["schema"], "1"),
    (["as_of"], "July"),
    (["as_of"], "2024-02-30"),
    (["projects", 0, "title"], 5),
    (["projects", 0, "title"], None),
    (["projects", 0, "status"], "opne"),
    (["projects", 0, "badges"], {}),
    (["projects", 0, "badges", 0, "facet"], "aera"),
    (["projects", 0, "wave", "number"], 0),
    (["projects", 0, "wave", "number"], 1000),
    (["projects", 0, "wave", "number"], 1.5),
    (["projects", 0, "wave", "number"], True),
    (["projects", 0, "wave", "start"], "1989-12"),
    (["projects", 0, "wave", "start"], "2101-01"),
    (["projects", 0, "wave", "start"], "2024-13"),
    (["projects", 0, "wave", "start"], "2024-1"),
    (["projects", 0, "brief", "extra"], [["a"]]),
    (["projects", 0, "brief", "extra"], [["a", "b", "c"]]),
    (["projects", 0, "internships", 1, "outputs", 0, "kind"], "cod"),
    (["claims", "made-up", 0, "line"], "3"),
    (["projects", 0, "colour"], "red"),
]


@pytest.mark.parametrize(("path", "value"), WRONG, ids=str)
def test_what_the_library_refuses_the_schema_refuses(path: list[str | int], value: object) -> None:
    """Both judge the same way, so another language finds the same mistakes."""
    wrong: Any = document()
    place = wrong
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert problems(wrong)
    with pytest.raises(FormatError):
        Catalogue.from_json(json.dumps(wrong), strict=True)


@pytest.mark.parametrize("month", ["1990-01", "2024-12", "2100-12"])
def test_every_month_that_is_allowed_is_valid(month: str) -> None:
    """At both ends of the years."""
    right = document()
    right["waves"] = [{"number": 999, "start": month, "end": None}]
    assert problems(right) == []
    assert str(Catalogue.from_json(json.dumps(right)).waves[0].start) == month


def test_a_key_with_a_default_may_be_missing_for_the_library() -> None:
    """The schema says what is written; it also names each default that stands for a missing key."""
    right = document()
    del right["projects"][0]["url"]
    assert problems(right) == ["$.projects[0]: 'url' is a required property"]
    assert SCHEMA["$defs"]["Project"]["properties"]["url"]["default"] is None
    assert Catalogue.from_json(json.dumps(right))["made-up"].url is None
