"""A history as a database: the newest catalogue, and revisions, changes and intervals beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _repositories import Repository

OPEN = "# Projects\n\n## Open Projects\n\n- [Counting bees](counting-bees/)\n"


@pytest.fixture
def history(repository: Repository) -> Iterator[ni.History]:
    """One project, first open, then closed."""
    repository.commit("2023-01-01", {"index.md": OPEN})
    repository.commit("2023-02-01", {"index.md": OPEN.replace("Open", "Closed")})
    with ni.History.open(repository.write()) as opened:
        yield opened


@pytest.fixture
def database(history: ni.History, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The database of this history."""
    with closing(sqlite3.connect(history.write(tmp_path / "history.sqlite"))) as opened:
        yield opened


def test_the_newest_catalogue_is_in_it(database: sqlite3.Connection) -> None:
    """With its tables as `Catalogue.write` makes them."""
    assert database.execute("select slug, status from projects").fetchall() == [("counting-bees", "closed")]


def test_revisions_are_in_it(database: sqlite3.Connection, history: ni.History) -> None:
    """With moments that the functions of SQLite understand."""
    found = database.execute("select id, date, datetime(commit_date) from revisions").fetchall()
    assert found == [
        (history.revisions[0].id, "2023-01-01", "2023-01-01 12:00:00"),
        (history.revisions[1].id, "2023-02-01", "2023-02-01 12:00:00"),
    ]


def test_changes_are_in_it(database: sqlite3.Connection) -> None:
    """Each with its day, by way of its revision."""
    query = """
        select revisions.date, slug, field, before, after, is_guess
        from changes join revisions on revision = id where field = 'status'
    """
    assert database.execute(query).fetchall() == [("2023-02-01", "counting-bees", "status", "open", "closed", 0)]


def test_intervals_are_in_it(database: sqlite3.Connection) -> None:
    """One that has not ended has no end."""
    found = database.execute("select title, status, start, end, days from intervals").fetchall()
    assert found == [
        ("Counting bees", "open", "2023-01-01", "2023-02-01", 31),
        ("Counting bees", "closed", "2023-02-01", None, 0),
    ]


def test_every_foreign_key_leads_somewhere(database: sqlite3.Connection) -> None:
    """Each change and each interval has a revision."""
    assert database.execute("pragma foreign_key_check").fetchall() == []


def test_another_extension_is_refused(history: ni.History, tmp_path: Path) -> None:
    """A history is a database and nothing else."""
    with pytest.raises(FormatError, match=r'unknown file extension "\.csv"\. Valid: \.sqlite'):
        history.write(tmp_path / "history.csv")
    assert not (tmp_path / "history.csv").exists()
