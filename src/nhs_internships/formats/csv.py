"""Tables as CSV (RFC 4180) that no spreadsheet takes for formulas, and back without loss.

A text stands in double quotes, and a cell without anything in it and without quotes holds nothing; so an empty text and
no text stay apart. Spreadsheets run a cell that begins like a formula, even between quotes. Such a text gets a single
quote before it, as OWASP advises, and `from_csv` takes it away again.
Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats.schema import Cell, Column, ColumnKind, Row, TableSchema, table_of
from nhs_internships.formats.tables import check, check_names, columns
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.source.text import check_size

__all__ = ["from_csv", "to_csv"]

_NEWLINE = "\r\n"

# OWASP names = + - @, tab, carriage return, line feed, and the full-width forms of the first four, which some programs
# take for the same. The small forms and the real minus sign are here for the same reason, and blanks, control and
# invisible characters before any of them because some programs strip those. A text in which single quotes come first
# counts as well, or its own quote would be taken away when it is read back.
_INVISIBLE = "\\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_FORMULA = re.compile(f"'*+(?:[\t\r\n]|[{_INVISIBLE}]*+[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212])")

# A quoted cell, or one without quotes; then what ends it.
_CELL = re.compile(r'(?:"((?:[^"]++|"")*+)"|([^",\r\n]*+))(,|\r\n|\n|\r|\Z)')
_WHOLE = re.compile(r"-?[0-9]{1,19}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEADER = 1  # rows are counted as spreadsheets count them


def __dir__() -> list[str]:
    return __all__


def to_csv(catalogue: Catalogue, table: str) -> str:
    r"""Write a table as CSV: a header, then one row a line, each ended by CR LF.

    Examples:
        >>> from nhs_internships import Catalogue, Project
        >>> print(to_csv(Catalogue(projects=[Project(slug="a", title="=1+1")]), "projects").splitlines()[1][:12])
        "a","'=1+1",

    Write the text to a file in UTF-8 with ``newline=""``, or as bytes. Programs that guess the encoding guess right
    when the file begins with a byte order mark (``encoding="utf-8-sig"``).

    Args:
        catalogue: The catalogue.
        table: projects, badges, internships, outputs, waves, claims, keywords or relations.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have, or a text holds a lone surrogate.
    """
    declared = table_of(table)
    made = columns(catalogue, table)
    written = [list(map(_WRITERS[column.kind], made[column.name])) for column in declared.columns]
    lines = [",".join(map(_text, declared.names)), *map(",".join, zip(*written, strict=True))]
    return _NEWLINE.join(lines) + _NEWLINE


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    text = str(cell)
    safe = f"'{text}" if _FORMULA.match(text) else text
    return '"' + safe.replace('"', '""') + '"'


def _whole(cell: Cell) -> str:
    # A number below zero begins with a minus; as a text it is harmless.
    return _text(str(cell)) if isinstance(cell, int) and cell < 0 else "" if cell is None else str(cell)


def _month(cell: Cell) -> str:
    return "" if cell is None else str(cell)


_WRITERS: dict[ColumnKind, Callable[[Cell], str]] = {
    ColumnKind.TEXT: _text,
    ColumnKind.WHOLE: _whole,
    ColumnKind.MONTH: _month,
    ColumnKind.CATEGORY: _text,
}


def from_csv(table: str, text: str, *, limits: Limits = DEFAULT_LIMITS) -> list[Row]:
    r"""Read the CSV of a table: the rows that `nhs_internships.formats.tables.rows` gave for it.

    Columns may stand in any order, lines may end in CR LF, LF or CR, and a byte order mark is ignored.

    Examples:
        >>> from_csv("relations", '"source","kind","target"\r\n"a-2","extends","a"\r\n')
        [('a-2', 'extends', 'a')]

    Args:
        table: The name of the table.
        text: What `to_csv` wrote, perhaps after an editor saved it.
        limits: Bounds on what is read.

    Raises:
        QueryError: There is no such table.
        LimitError: The text is larger than ``limits.json_bytes``.
        FormatError: The text is not the CSV of this table; every problem names its row (the header is row 1)
            and column.
    """
    declared = table_of(table)
    check_size(len(text.encode("utf-8", "surrogatepass")), f"{table}.csv", limits.json_bytes, "json_bytes")
    records = _records(declared, text)
    header = [cell or "" for cell in next(records)]
    check_names(declared, header, "row 1")
    places = [header.index(name) for name in declared.names]
    return _typed(declared, places, list(_even(declared, len(header), records)))


def _records(table: TableSchema, text: str) -> Iterator[list[str | None]]:
    """The cells of each line; ``None`` for a cell with nothing in it."""
    at = int(text.startswith("\ufeff"))
    record: list[str | None] = []
    row = _HEADER
    while at < len(text) or row == _HEADER:
        found = _CELL.match(text, at)
        if found is None:
            raise FormatError(table.name, [Problem(f"row {row}, cell {len(record) + 1}", _broken(text, at))])
        quoted, plain, end = found.groups()
        record.append(plain or None if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if end != ",":
            yield record
            record, row = [], row + 1
    if record:  # the text ends with a comma: a last cell with nothing in it
        yield [*record, None]


def _broken(text: str, at: int) -> str:
    if not text.startswith('"', at):
        return 'a quotation mark inside a cell; put the whole cell in double quotes and write "" for each inside'
    return "a double quote opens a cell, and none closes it before the comma or the end of the line"


def _even(table: TableSchema, width: int, records: Iterator[list[str | None]]) -> Iterator[list[str | None]]:
    """Records with one cell for each column; a blank line is none."""
    problems: list[Problem] = []
    for row, record in enumerate(records, _HEADER + 1):
        if len(record) == width:
            yield record
        elif record != [None]:
            problems.append(Problem(f"row {row}", f"expected {width} cells, got {len(record)}"))
    if problems:
        raise FormatError(table.name, problems)


def _typed(table: TableSchema, places: Sequence[int], records: Sequence[Sequence[str | None]]) -> list[Row]:
    made: dict[str, Sequence[Cell]] = {}
    for column, place in zip(table.columns, places, strict=True):
        made[column.name] = [_READERS[column.kind](column, record[place]) for record in records]
    check(table, made, _HEADER + 1)
    return list(zip(*made.values(), strict=True))


def _read_text(column: Column, cell: str | None) -> Cell:
    if cell is None:
        # A program that saved the file may have left out the quotes of an empty text.
        return None if column.nullable else ""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _read_whole(column: Column, cell: str | None) -> Cell:
    text = _read_text(column, cell) or None
    return int(text) if isinstance(text, str) and _WHOLE.fullmatch(text) else text


def _read_month(column: Column, cell: str | None) -> Cell:
    if not cell or not _DAY.fullmatch(cell):
        return cell or None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return cell


def _read_word(column: Column, cell: str | None) -> Cell:
    words = {str(word): word for word in column.words or ()}
    return words.get(cell, cell) if cell else None


_READERS: dict[ColumnKind, Callable[[Column, str | None], Cell]] = {
    ColumnKind.TEXT: _read_text,
    ColumnKind.WHOLE: _read_whole,
    ColumnKind.MONTH: _read_month,
    ColumnKind.CATEGORY: _read_word,
}
"""A cell that is not what it should be stays a text, and `check` says so."""
