"""SQLite: the tables as declared, and a search, read by SQLite itself, sqlite-utils and Datasette."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from _catalogues import SMALL, TABLES, awkward_catalogue
from nhs_internships import Catalogue, Project
from nhs_internships.errors import FormatError
from nhs_internships.formats.schema import table_of
from nhs_internships.formats.sqlite import to_sqlite
from nhs_internships.formats.tables import rows
from nhs_internships.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nhs_internships.formats.schema import Cell

BOTH = [SMALL, awkward_catalogue()]


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """A database of the small catalogue."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(to_sqlite(SMALL))
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The same as a file."""
    return SMALL.write(tmp_path / "small.sqlite")


def plain(cell: Cell) -> str | int | None:
    """A cell as SQLite holds it."""
    return cell.isoformat() if isinstance(cell, date) else cell


def plain_rows(catalogue: Catalogue, table: str) -> list[tuple[str | int | None, ...]]:
    """The rows of a table as SQLite holds them."""
    return [tuple(map(plain, row)) for row in rows(catalogue, table)]


def read(catalogue: Catalogue, table: str) -> Sequence[object]:
    """The rows of a table of a database of the catalogue."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(to_sqlite(catalogue))
        return opened.execute(f"select * from {table} order by rowid").fetchall()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("catalogue", BOTH, ids=["small", "awkward"])
def test_a_table_comes_back(table: str, catalogue: Catalogue) -> None:
    """No cell is changed, whatever its text is."""
    assert read(catalogue, table) == plain_rows(catalogue, table)


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_keys_are_those_of_the_declaration(database: sqlite3.Connection, table: str) -> None:
    """Names, what may be missing, the primary key and the foreign keys."""
    declared = table_of(table)
    found = database.execute(f"pragma table_info({table})").fetchall()
    assert [(name, not required) for _, name, _, required, *_ in found] == [
        (column.name, column.nullable) for column in declared.columns
    ]
    keys = {place: name for _, name, *_, place in found if place}
    assert tuple(keys[place] for place in sorted(keys)) == declared.key
    references = database.execute(f"pragma foreign_key_list({table})").fetchall()
    assert {(other, source, target) for _, _, other, source, target, *_ in references} == {
        (one.table, source, target)
        for one in declared.references
        for source, target in zip(one.columns, one.key, strict=True)
    }


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    """SQLite finds no fault in it, and every foreign key leads somewhere."""
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert database.execute("pragma foreign_key_check").fetchall() == []


def test_a_foreign_key_has_an_index(database: sqlite3.Connection) -> None:
    """So the claims of a project are found without reading all."""
    ((*_, plan),) = database.execute("explain query plan select * from claims where slug = 'made-up'")
    assert "USING INDEX idx_claims_slug" in plan


def test_words_are_those_of_the_category(database: sqlite3.Connection) -> None:
    """Whoever edits the database cannot misspell a status."""
    with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
        database.execute("update projects set status = 'opne'")


def test_words_are_found(database: sqlite3.Connection) -> None:
    """In titles, labels and descriptions, by FTS5."""
    query = (
        "select slug from projects join projects_fts on projects.rowid = projects_fts.rowid where projects_fts match ?"
    )
    assert database.execute(query, ("words",)).fetchall() == [("made-up",)]
    assert database.execute(query, ("nothing",)).fetchall() == []


def test_claims_about_no_project_are_kept(database: sqlite3.Connection) -> None:
    """They break a foreign key, and SQLite reports that when it is asked."""
    odd = Catalogue(projects=(), claims_by_slug={"gone": [Claim(field="title", value="A", path="index.md")]})
    database.deserialize(to_sqlite(odd))
    assert [row[0] for row in database.execute("pragma foreign_key_check")] == ["claims"]


def test_a_value_of_a_wrong_type_is_a_clean_error() -> None:
    """It names row and column."""
    with pytest.raises(FormatError, match="row 1, title: expected text, got 5"):
        to_sqlite(Catalogue(projects=[Project(slug="a", title=5)]))  # type: ignore[arg-type]  # the point of the test


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    """So a published file changes only when the facts do."""
    assert to_sqlite(SMALL) == to_sqlite(SMALL)


def test_sqlite_utils_knows_keys_and_search(file: Path) -> None:
    """Primary keys, foreign keys and the search table are found without being told."""
    sqlite_utils = pytest.importorskip("sqlite_utils", reason="sqlite-utils is not installed")
    database = sqlite_utils.Database(file)
    try:
        assert database["badges"].pks == ["slug", "position"]
        assert [key.other_table for key in database["badges"].foreign_keys] == ["projects"]
        assert database["projects"].detect_fts() == "projects_fts"
        assert [row["slug"] for row in database["projects"].search("words")] == ["made-up"]
        assert [row["code"] for row in database["internships"].search("second run")] == ["P99"]
    finally:
        database.close()


def test_datasette_searches_and_counts(file: Path) -> None:
    """It offers a search of the projects and a facet of their statuses, with no settings."""
    if not find_spec("datasette"):
        pytest.skip("datasette is not installed")
    query = "/small/projects.json?_search=words&_facet=status&_shape=objects"
    command = [sys.executable, "-m", "datasette", str(file), "--get", query]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [row["slug"] for row in answer["rows"]] == ["made-up"]
    facet = answer["facet_results"]["status"]["results"]
    assert [(one["value"], one["count"]) for one in facet] == [("open", 1)]
