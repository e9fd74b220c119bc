"""Data packages: CSV files and the descriptor beside them, judged by frictionless."""

from __future__ import annotations

import json
import warnings
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from attrs import evolve

from _catalogues import SMALL, TABLES, awkward_catalogue
from nhs_internships import Catalogue, bundled
from nhs_internships.formats.csv import from_csv
from nhs_internships.formats.data_package import to_data_package, to_zip
from nhs_internships.formats.schema import table_of
from nhs_internships.formats.tables import rows
from nhs_internships.model import Claim

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUES = {"small": SMALL, "awkward": awkward_catalogue(), "bundled": bundled()}


def problems(path: Path) -> list[str]:
    """What frictionless finds wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about its own dependencies
        frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
        report = frictionless.validate(str(path))
    assert len(report.tasks) == len(TABLES)
    return [error for errors in report.flatten(["title", "message"]) for error in errors]


@pytest.mark.parametrize("name", ["package/", "package.zip"])
@pytest.mark.parametrize("mark", [False, True], ids=["plain", "marked"])
@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_frictionless_finds_nothing_wrong(tmp_path: Path, catalogue: str, name: str, mark: bool) -> None:
    """In a folder or an archive, with or without byte order marks: types, constraints, keys and foreign keys hold."""
    place = CATALOGUES[catalogue].write(f"{tmp_path}/{name}", byte_order_mark=mark)
    assert problems(place / "datapackage.json" if place.is_dir() else place) == []


def test_frictionless_finds_what_is_wrong(tmp_path: Path) -> None:
    """A badge of no project, and a status that is none."""
    place = SMALL.write(f"{tmp_path}/package/")
    for table, old, new in (("badges", '"made-up",1', '"gone",1'), ("projects", '"open"', '"opne"')):
        file = place / f"{table}.csv"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8", newline="")
    found = problems(place / "datapackage.json")
    assert {"ForeignKey Error", "Constraint Error"} <= set(found)


def descriptor(catalogue: Catalogue) -> dict[str, object]:
    """The descriptor of the package of a catalogue."""
    read: dict[str, object] = json.loads(to_data_package(catalogue)["datapackage.json"])
    return read


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_back(table: str) -> None:
    """Each CSV file of an archive is the table."""
    with ZipFile(BytesIO(to_zip(awkward_catalogue()))) as archive:
        text = archive.read(f"{table}.csv").decode()
    assert from_csv(table, text) == list(rows(awkward_catalogue(), table))


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_declaration(table: str) -> None:
    """Each with its name, type and meaning."""
    resources = {one["name"]: one for one in json.loads(to_data_package(SMALL)["datapackage.json"])["resources"]}
    fields = resources[table]["schema"]["fields"]
    declared = table_of(table).columns
    assert [(one["name"], one["description"]) for one in fields] == [(one.name, one.meaning) for one in declared]


def test_the_package_states_licence_and_sources() -> None:
    """The licence of the scheme's pages, and every page that a claim names."""
    package = descriptor(SMALL)
    assert json.dumps(package["licenses"]).count("OGL-UK-3.0") == 1
    assert package["sources"] == [{"title": "index.md"}]


def test_what_is_unknown_is_left_out() -> None:
    """A catalogue without a date or claims states neither."""
    package = descriptor(Catalogue(projects=()))
    assert "as_of" not in package
    assert "sources" not in package
    assert descriptor(evolve(SMALL, as_of=date(2024, 2, 5)))["as_of"] == "2024-02-05"


def test_a_name_in_any_script_is_written() -> None:
    """The descriptor is ASCII, so no program can misread it."""
    odd = Catalogue(
        projects=(), name="Übersicht 🧬", claims_by_slug={"a": [Claim(field="title", value="A", path="é.md")]}
    )
    assert to_data_package(odd)["datapackage.json"].isascii()
    assert descriptor(odd)["title"] == odd.name


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    """An archive holds no time of its making."""
    assert to_zip(SMALL) == to_zip(SMALL)
