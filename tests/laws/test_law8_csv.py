"""Law 8 for CSV: no cell starts a formula, whatever the catalogue holds."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from _catalogues import TABLES, awkward_catalogue, catalogues, real_catalogues
from _formulas import formulas, is_plain
from nhs_internships import Catalogue
from nhs_internships.errors import FormatError
from nhs_internships.formats.csv import from_csv, to_csv
from nhs_internships.model import Relation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("table", TABLES)
@given(catalogue=catalogues)
def test_no_cell_starts_a_formula(table: str, catalogue: Catalogue) -> None:
    """In any table of any catalogue."""
    assert [cell for cell in formulas(to_csv(catalogue, table)) if is_plain(cell)] == []


@given(st.text("=+-@\t\r\n '\"\uff1d\uff0b\uff0d\uff20\u200b\ufeffa,;", max_size=8))
def test_signs_in_any_order_are_safe_and_come_back(text: str) -> None:
    """Quotes, blanks and signs before each other, in one cell."""
    one = Catalogue(projects=(), relations=[Relation(source=text, kind="mentions", target=text)])
    written = to_csv(one, "relations")
    assert formulas(written) == []
    assert from_csv("relations", written) == [(text, "mentions", text)]


@given(st.text(max_size=60))
def test_any_text_is_a_table_or_a_clean_error(text: str) -> None:
    """Nothing else leaves the reader."""
    for given_text in (text, f"source,kind,target\n{text}", f"source,kind,target\n{text}".replace("a", '"')):
        with contextlib.suppress(FormatError):
            assert isinstance(from_csv("relations", given_text), list)


@pytest.mark.parametrize("table", TABLES)
def test_awkward_texts_make_no_formula(table: str) -> None:
    """In any column."""
    assert formulas(to_csv(awkward_catalogue(), table)) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_real_sites_make_no_formula(table: str, corpus: Path) -> None:
    """Every table of every published state."""
    assert [cell for one in real_catalogues(corpus).values() for cell in formulas(to_csv(one, table))] == []
