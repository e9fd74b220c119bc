"""Law 4 for tables and YAML: what a format carries comes back equal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from _catalogues import TABLES, catalogues, real_catalogues
from nhs_internships import Catalogue
from nhs_internships.formats.csv import from_csv, to_csv
from nhs_internships.formats.tables import rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("table", TABLES)
@given(catalogue=catalogues)
def test_csv_carries_a_table(table: str, catalogue: Catalogue) -> None:
    """``from_csv(table, to_csv(c, table)) == rows(c, table)``."""
    assert from_csv(table, to_csv(catalogue, table)) == list(rows(catalogue, table))


@pytest.mark.parametrize("table", TABLES)
@given(catalogue=catalogues)
def test_arrow_carries_a_table(table: str, catalogue: Catalogue) -> None:
    """``from_arrow(to_arrow(c, table)) == rows(c, table)``."""
    pytest.importorskip("pyarrow")
    from nhs_internships.formats.arrow import from_arrow, to_arrow

    assert from_arrow(to_arrow(catalogue, table)) == list(rows(catalogue, table))


@pytest.mark.parametrize("table", TABLES)
@given(catalogue=catalogues)
def test_polars_carries_a_table(table: str, catalogue: Catalogue) -> None:
    """Row by row."""
    pytest.importorskip("polars")
    assert catalogue.to_polars(table).rows() == list(rows(catalogue, table))


@given(catalogue=catalogues)
def test_yaml_carries_a_catalogue(catalogue: Catalogue) -> None:
    """``from_yaml(to_yaml(c)) == c``, as by way of JSON."""
    assert Catalogue.from_yaml(catalogue.to_yaml()) == Catalogue.from_json(catalogue.to_json()) == catalogue


@given(catalogue=catalogues)
def test_the_schema_holds(catalogue: Catalogue) -> None:
    """Whatever is exported is valid by the JSON Schema."""
    from jsonschema import Draft202012Validator

    from nhs_internships.formats.json_schema import json_schema

    assert Draft202012Validator(json_schema()).is_valid(json.loads(catalogue.to_json()))


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_arrow_carry_the_real_sites(table: str, corpus: Path) -> None:
    """Every table of every published state."""
    for catalogue in real_catalogues(corpus).values():
        assert from_csv(table, to_csv(catalogue, table)) == list(rows(catalogue, table))


@pytest.mark.parametrize("table", TABLES)
def test_arrow_carries_the_real_sites(table: str, corpus: Path) -> None:
    """By way of pyarrow, polars and pandas."""
    pytest.importorskip("pyarrow")
    from nhs_internships.formats.arrow import from_arrow, to_arrow

    for catalogue in real_catalogues(corpus).values():
        assert from_arrow(to_arrow(catalogue, table)) == list(rows(catalogue, table))


def test_yaml_carries_the_real_sites(corpus: Path) -> None:
    """Briefs, claims and findings included."""
    for catalogue in real_catalogues(corpus).values():
        back = Catalogue.from_yaml(catalogue.to_yaml())
        assert back == catalogue
        assert back.to_json() == catalogue.to_json()


def test_tables_count_what_the_projects_hold(corpus: Path) -> None:
    """No row is lost, none is there twice."""
    for catalogue in real_catalogues(corpus).values():
        counts = {table: len(list(rows(catalogue, table))) for table in TABLES}
        assert counts == {
            "projects": len(catalogue),
            "badges": sum(len(project.badges) for project in catalogue),
            "internships": sum(len(project.internships) for project in catalogue),
            "outputs": sum(len(project.outputs) for project in catalogue),
            "waves": len(catalogue.waves),
            "claims": sum(len(catalogue.claims(project.slug)) for project in catalogue),
            "keywords": sum(len(project.brief.keywords) for project in catalogue if project.brief),
            "relations": len(catalogue.relations),
        }
