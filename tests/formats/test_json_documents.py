"""The JSON document of a catalogue: what it looks like, and which versions are read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from attrs import evolve

import nhs_internships as ni
from json_samples import BARE, CATALOGUE, FULL
from nhs_internships.errors import FormatError
from nhs_internships.formats import to_dict
from nhs_internships.formats.json import SCHEMA, from_json, to_json

FIXTURES = Path(__file__).parent / "fixtures"


def same(one: ni.Catalogue, other: ni.Catalogue) -> bool:
    """Whether two catalogues agree in everything, also in what their equality leaves out."""
    return one == other and (one.diagnostics, one.as_of, one.name) == (other.diagnostics, other.as_of, other.name)


@pytest.mark.parametrize("indent", [None, 0, 1, 2, 16])
def test_what_is_written_reads_back(indent: int | None) -> None:
    """Nothing is lost, however the document is laid out."""
    assert same(from_json(to_json(CATALOGUE, indent=indent), strict=True), CATALOGUE)


def test_the_empty_catalogue_reads_back() -> None:
    """A catalogue may hold nothing."""
    assert same(from_json(to_json(ni.Catalogue(projects=()), indent=2)), ni.Catalogue(projects=()))


@pytest.mark.parametrize("indent", [None, 2])
def test_the_document_is_what_to_dict_gives(indent: int | None) -> None:
    """With line breaks and without."""
    assert json.loads(to_json(CATALOGUE, indent=indent)) == to_dict(CATALOGUE)


def test_one_line_is_laid_out_as_python_does() -> None:
    """Without indentation the text is that of the standard library, and keeps characters as they are."""
    assert to_json(CATALOGUE) == json.dumps(to_dict(CATALOGUE), ensure_ascii=False)


def test_an_indented_document_for_people() -> None:
    """What belongs together stands on one line: a badge, a wave, a field, an output, a claim, a finding."""
    small = ni.Catalogue(
        projects=[ni.Project(slug="a", title="A", badges=FULL.badges[:1], wave=FULL.wave)], waves=[ni.Wave(number=3)]
    )
    assert (
        to_json(small, indent=2)
        == """\
{
  "schema": 2,
  "as_of": null,
  "name": "",
  "projects": [
    {
      "slug": "a",
      "title": "A",
      "status": null,
      "badges": [
        {"label": "NLP", "facet": "area", "colour": "yellow"}
      ],
      "wave": {"number": 6, "start": "2024-02", "end": "2024-07"},
      "url": null,
      "brief": null,
      "internships": []
    }
  ],
  "waves": [
    {"number": 3, "start": null, "end": null}
  ],
  "relations": [],
  "claims": {},
  "diagnostics": []
}"""
    )


def test_keys_stand_in_the_order_of_the_classes() -> None:
    """Every object has every key, in the same order."""
    first, second = json.loads(to_json(CATALOGUE))["projects"]
    assert (
        list(first)
        == list(second)
        == [
            *("slug", "title", "status", "badges", "wave", "url", "brief", "internships"),
        ]
    )


def test_a_change_of_one_fact_is_a_change_of_one_line() -> None:
    """Two documents are compared line by line."""
    changed = evolve(CATALOGUE, projects=[FULL.with_status(ni.Status.OPEN), BARE])
    before, after = (to_json(one, indent=2).split("\n") for one in (CATALOGUE, changed))
    assert len([line for line, other in zip(before, after, strict=True) if line != other]) == 1


def test_bytes_and_a_byte_order_mark_are_read() -> None:
    """Editors on Windows write the mark."""
    text = to_json(CATALOGUE)
    assert from_json(text.encode()) == from_json("\ufeff" + text) == from_json(text.encode("utf-8-sig")) == CATALOGUE


def test_escapes_are_read() -> None:
    """Other programs escape what is not ASCII, as pairs of surrogates where they must."""
    text = json.dumps(to_dict(CATALOGUE))
    assert "\\ud83e\\uddec" in text
    assert same(from_json(text, strict=True), CATALOGUE)
    assert same(from_json(text.replace("\\ud83e\\uddec", "\\uD83E\\uDDEC"), strict=True), CATALOGUE)


def test_keys_in_another_order_are_read() -> None:
    """An object has no order, so another program may write its own."""
    text = json.dumps(to_dict(CATALOGUE), sort_keys=True)
    assert same(from_json(text, strict=True), CATALOGUE)


def test_a_key_with_a_default_may_be_missing() -> None:
    """Somebody who writes a document by hand writes what matters."""
    found = from_json('{"schema": 1, "projects": [{"slug": "a", "title": "A", "badges": [], "wave": {"number": 3}}]}')
    assert found == ni.Catalogue(projects=[ni.Project(slug="a", title="A", wave=ni.Wave(number=3))])
    assert not found.diagnostics


def test_the_methods_of_a_catalogue_are_the_same_functions() -> None:
    """`Catalogue.to_json` and `Catalogue.from_json` hand over."""
    assert CATALOGUE.to_json(indent=1) == to_json(CATALOGUE, indent=1)
    assert ni.Catalogue.from_json(CATALOGUE.to_json()) == CATALOGUE


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_every_released_version_is_read(version: int) -> None:
    """A document that was right once stays right. The fixtures are never changed."""
    assert same(from_json((FIXTURES / f"catalogue-{version}.json").read_bytes(), strict=True), CATALOGUE)


def test_the_newest_fixture_is_what_is_written() -> None:
    """A change of the form is a new version, with a fixture of its own."""
    text = (FIXTURES / f"catalogue-{SCHEMA}.json").read_text(encoding="utf-8")
    assert text == to_json(CATALOGUE, indent=2) + "\n"


def test_a_newer_version_says_what_to_do() -> None:
    """Whoever gets a document from a newer release learns that theirs is old."""
    with pytest.raises(FormatError, match=r"schema: the document is of version 7, .* up to 2; upgrade with: pip"):
        from_json('{"schema": 7, "something": "else"}')


@pytest.mark.parametrize("version", ["0", "-1", "true", "1.0", '"1"', "null", "[]", "{}"])
def test_an_impossible_version_is_an_error(version: str) -> None:
    """The version is a whole number from 1."""
    with pytest.raises(FormatError, match="schema: expected the number of a version, 1 or more, got"):
        from_json(f'{{"schema": {version}}}')


def test_a_missing_version_is_an_error() -> None:
    """Some other JSON is not taken for a catalogue."""
    with pytest.raises(FormatError, match=re.escape('begins with {"schema": 2')):
        from_json('{"projects": []}')


@pytest.mark.parametrize("indent", [-1, 17, True, 10**9])
def test_an_impossible_indentation_is_an_error(indent: int) -> None:
    """So nobody fills the memory with spaces."""
    with pytest.raises(FormatError, match="indent: expected None or an integer from 0 to 16"):
        to_json(CATALOGUE, indent=indent)


@pytest.mark.parametrize(
    ("version", "text", "expected"),
    [(1, "", "unknown"), (1, "tbu", "unknown"), (1, "n/a", "none"), (2, "", "none"), (2, "n/a", "none")],
)
def test_none_of_version_1_is_unknown_unless_the_text_says_none(version: int, text: str, expected: str) -> None:
    """Version 1 had one word for "there is none" and "no source says"."""
    output = {"kind": "code", "availability": "none", "text": text}
    project = {"slug": "a", "title": "A", "internships": [{"outputs": [output]}]}
    found = from_json(json.dumps({"schema": version, "projects": [project]}))
    assert found["a"].outputs[0].availability == expected


def test_an_output_that_states_no_availability_is_unknown() -> None:
    """In every version."""
    project = {"slug": "a", "title": "A", "internships": [{"outputs": [{"kind": "code"}]}]}
    for version in (1, 2):
        found = from_json(json.dumps({"schema": version, "projects": [project]}))
        assert found["a"].outputs[0].availability == "unknown"
