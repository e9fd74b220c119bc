"""A catalogue as a SQLite database: its tables with keys, indexes and full-text search.

The search tables are those of FTS5, with the tables as their content, as Datasette and sqlite-utils look for them.
Months and days are texts such as ``2024-07-01``, booleans 0 and 1; no cell is changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from os import PathLike
from pathlib import Path

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats.schema import TABLES, Cell, Column, ColumnKind, TableSchema
from nhs_internships.formats.tables import columns
from nhs_internships.source.writing import replace

__all__ = ["to_sqlite", "write_sqlite"]


def __dir__() -> list[str]:
    return __all__


def to_sqlite(catalogue: Catalogue, more: Iterable[tuple[TableSchema, Mapping[str, Sequence[Cell]]]] = ()) -> bytes:
    """The bytes of a SQLite database with every table of a catalogue.

    Examples:
        >>> import nhs_internships as ni
        >>> to_sqlite(ni.bundled())[:15]
        b'SQLite format 3'

    Args:
        catalogue: The catalogue.
        more: Declaration and columns of further tables.

    Raises:
        FormatError: A value of the catalogue is of a type that it cannot have, or the SQLite of this Python lacks FTS5.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            for table in TABLES.values():
                _add(database, table, columns(catalogue, table.name))
            for table, made in more:
                _add(database, table, made)
            database.commit()
            return database.serialize()
        except sqlite3.Error as error:
            problem = f"SQLite {sqlite3.sqlite_version} reports: {error}"
            raise FormatError("to_sqlite", [Problem("", problem)]) from None


def write_sqlite(
    catalogue: Catalogue, path: str | PathLike[str], more: Iterable[tuple[TableSchema, Mapping[str, Sequence[Cell]]]]
) -> Path:
    """Write a SQLite database of a catalogue and of further tables; see `nhs_internships.history.History.write`.

    Raises:
        FormatError: The file has another extension, or a value is of a type that it cannot have.
        OSError: The file cannot be written.
    """
    place = Path(path)
    suffix = place.suffix.casefold()
    if suffix != ".sqlite":
        raise FormatError(place.name, [Problem("", f'unknown file extension "{suffix}". Valid: .sqlite')])
    replace(place, to_sqlite(catalogue, more))
    return place


def _add(database: sqlite3.Connection, table: TableSchema, made: Mapping[str, Sequence[Cell]]) -> None:
    definitions = ",\n  ".join(_definitions(table))
    database.execute(f"create table {_quoted(table.name)} (\n  {definitions}\n)")
    places = ", ".join("?" * len(table.columns))
    rows = zip(*(map(_value, made[name]) for name in table.names), strict=True)
    database.executemany(f"insert into {_quoted(table.name)} values ({places})", rows)  # noqa: S608 - declared names
    for name in _indexed(table):
        index = _quoted(f"idx_{table.name}_{name}")
        database.execute(f"create index {index} on {_quoted(table.name)} ({_quoted(name)})")
    if table.searched:
        search = _quoted(f"{table.name}_fts")
        content = f"content={_quoted(table.name)}"
        database.execute(f"create virtual table {search} using fts5({_names(table.searched)}, {content})")
        database.execute(f"insert into {search} ({search}) values ('rebuild')")  # noqa: S608 - declared names


def _value(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _definitions(table: TableSchema) -> Iterator[str]:
    """Columns, primary key and foreign keys."""
    yield from map(_column, table.columns)
    if table.key:
        yield f"primary key ({_names(table.key)})"
    for one in table.references:
        yield f"foreign key ({_names(one.columns)}) references {_quoted(one.table)} ({_names(one.key)})"


def _column(column: Column) -> str:
    name = _quoted(column.name)
    type_ = "integer" if column.kind in {ColumnKind.WHOLE, ColumnKind.BOOLEAN} else "text"
    null = "" if column.nullable else " not null"
    words = ", ".join(f"'{word}'" for word in column.words or ())
    return f"{name} {type_}{null}{f' check ({name} in ({words}))' if words else ''}"


def _indexed(table: TableSchema) -> list[str]:
    """The columns that have an index: what leads to other tables and does not begin the key, and words."""
    leading = [one.columns[0] for one in table.references]
    words = [column.name for column in table.columns if column.kind is ColumnKind.CATEGORY]
    return [name for name in dict.fromkeys((*leading, *words)) if name not in table.key[:1]]


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return f'"{name}"'
