"""Law 4 for SQLite: what a database carries is read by another library, equal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given

from _catalogues import TABLES, catalogues, real_catalogues
from nhs_internships.formats.sqlite import to_sqlite
from nhs_internships.formats.tables import rows

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Catalogue


def assert_carried(catalogue: Catalogue) -> None:
    """Every table of the database is the table of the catalogue."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_sqlite(catalogue))
        for table in TABLES:
            plain = [
                tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row)
                for row in rows(catalogue, table)
            ]
            assert database.execute(f"select * from {table} order by rowid").fetchall() == plain


@given(catalogue=catalogues)
def test_sqlite_carries_every_table(catalogue: Catalogue) -> None:
    """Row by row, in their order."""
    assert_carried(catalogue)


def test_sqlite_carries_the_real_sites(corpus: Path) -> None:
    """Every table of every published state."""
    for catalogue in real_catalogues(corpus).values():
        assert_carried(catalogue)
