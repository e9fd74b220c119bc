"""Tables for Apache Arrow, and through it for Parquet, DuckDB, polars, pandas and R; needs the extra ``arrow``.

Months are ``date32``, integers ``int64``, texts ``string``, statuses and other words dictionaries. The schema says
which columns are never null, and keeps the meaning of each column as metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType
from typing import TYPE_CHECKING, Any, Protocol

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats._extras import extra
from nhs_internships.formats.problems import describe
from nhs_internships.formats.schema import PAGES, TABLES, Cell, Column, ColumnKind, Row, TableSchema, table_of
from nhs_internships.formats.tables import check, check_names, columns, turned

if TYPE_CHECKING:
    import pyarrow as pa

    class ArrowStream(Protocol):
        """Any table that gives itself as an Arrow stream: of pyarrow, polars, pandas 3 or DuckDB."""

        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

    READ_SCHEMA: pa.Schema
    """The schema of what `read_batch` gives; it is made when it is first asked for, since it needs pyarrow."""

__all__ = ["READ_SCHEMA", "from_arrow", "read_batch", "to_arrow", "to_parquet"]

_NAME = b"nhs_internships.table"
_MEANING = b"nhs_internships.meaning"


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    if name != "READ_SCHEMA":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with extra("arrow", "pyarrow"):
        return _schema(PAGES)


def read_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read the pages in a record batch: a row for each entry, brief and finding, in the order of the pages.

    It is a pure function of one batch, so that any engine can distribute the work: Spark by ``mapInArrow``, Dask, Ray,
    DuckDB or polars. Pages are not reconciled; a text that cannot be read is a row of the kind ``finding``.

    Examples:
        >>> pa = __import__("pytest").importorskip("pyarrow")
        >>> page = "## Open Projects\\n- [Made-up project](made-up/)\\n"
        >>> read_batch(pa.record_batch({"path": ["index.md"], "content": [page]})).column("slug").to_pylist()
        ['made-up']

    Args:
        batch: Has the columns ``path`` (string) and ``content`` (string or binary); others are ignored.

    Returns:
        A batch of the schema ``READ_SCHEMA``, which has no nested or dictionary types.

    Raises:
        FormatError: A column is missing or of another type, or a path is missing.
        TypeError: It is no record batch.
        ImportError: pyarrow is not installed.
    """
    with extra("arrow", "pyarrow"):
        import pyarrow as pa
    if not isinstance(batch, pa.RecordBatch):
        raise TypeError(f"expected a pyarrow.RecordBatch, got {batch!r:.80}")
    from nhs_internships.formats.pages import page_rows  # it loads all parsers of pages

    paths, contents = _given(batch, "path", (str,)), _given(batch, "content", (str, bytes, NoneType))
    made = turned(PAGES, [*page_rows(zip(paths, contents, strict=True))])
    return pa.RecordBatch.from_arrays([_array(one, made[one.name]) for one in PAGES.columns], schema=_schema(PAGES))


def _given(batch: pa.RecordBatch, name: str, types: tuple[type, ...]) -> list[Any]:
    """The values of a column of texts."""
    if batch.schema.names.count(name) != 1:
        raise FormatError("read_batch", [Problem(name, "expected one column of this name")])
    cells: list[Any] = batch.column(name).to_pylist()
    odd = next((at for at, cell in enumerate(cells, 1) if not isinstance(cell, types)), None)
    if odd is not None:
        raise FormatError(
            "read_batch", [Problem(f"row {odd}, {name}", f"expected text, got {describe(cells[odd - 1])}")]
        )
    return cells


def to_arrow(catalogue: Catalogue, table: str = "projects") -> pa.Table:
    """A table of a catalogue as a `pyarrow.Table`.

    Args:
        catalogue: The catalogue.
        table: projects, badges, internships, outputs, waves, claims, keywords or relations.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
        ImportError: pyarrow is not installed.
    """
    declared = table_of(table)
    with extra("arrow", "pyarrow"):
        import pyarrow as pa
    made = columns(catalogue, table)
    arrays = [_array(column, made[column.name]) for column in declared.columns]
    return pa.Table.from_arrays(arrays, schema=_schema(declared))


def to_parquet(catalogue: Catalogue, table: str) -> bytes:
    """The bytes of a Parquet file with a table of a catalogue.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
        ImportError: pyarrow is not installed.
    """
    made = to_arrow(catalogue, table)
    import pyarrow as pa
    import pyarrow.parquet as pq

    target = pa.BufferOutputStream()
    pq.write_table(made, target)
    data: bytes = target.getvalue().to_pybytes()
    return data


def _schema(table: TableSchema) -> pa.Schema:
    import pyarrow as pa

    fields = [
        pa.field(column.name, _type(column), column.nullable, metadata={_MEANING: column.meaning.encode()})
        for column in table.columns
    ]
    return pa.schema(fields, metadata={_NAME: table.name.encode(), _MEANING: table.meaning.encode()})


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    match column.kind:
        case ColumnKind.TEXT:
            return pa.string()
        case ColumnKind.WHOLE:
            return pa.int64()
        case ColumnKind.BOOLEAN:
            return pa.bool_()
        case ColumnKind.MONTH | ColumnKind.DAY:
            return pa.date32()
        case ColumnKind.MOMENT:
            return pa.timestamp("s", "UTC")
        case ColumnKind.CATEGORY:
            return pa.dictionary(pa.int8(), pa.string(), column.ordered)


def _array(column: Column, cells: Sequence[Cell]) -> pa.Array:
    import pyarrow as pa

    if column.kind is not ColumnKind.CATEGORY:
        return pa.array(cells, _type(column))
    words = [str(word) for word in column.words or ()]
    codes = {word: code for code, word in enumerate(words)}
    indices = pa.array([codes.get(str(cell)) for cell in cells], pa.int8())
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()), ordered=column.ordered)


def from_arrow(data: ArrowStream, table: str | None = None) -> list[Row]:
    """The rows of a table that came by way of Arrow: what `nhs_internships.formats.tables.rows` gave for it.

    It takes what `to_arrow` made, and the same table out of Parquet, DuckDB, polars or pandas 3; their wider types
    become those of the declaration where nothing is lost.

    Args:
        data: A table of pyarrow, or anything that gives itself as an Arrow stream.
        table: The name of the table; without one, what the table says of itself, or what its columns say.

    Raises:
        QueryError: There is no such table.
        FormatError: This is not the table; every problem names its column, and its row counted from 1.
        ImportError: pyarrow is not installed.
    """
    declared = None if table is None else table_of(table)
    with extra("arrow", "pyarrow"):
        import pyarrow as pa
    try:
        given = pa.table(data)
    except (TypeError, ValueError, pa.ArrowException) as error:
        raise FormatError("from_arrow", [Problem("", f"this is no table for Arrow: {error}")]) from None
    declared = declared or _declared(given)
    names = given.column_names
    check_names(declared, names)
    made = {column.name: _cells(column, given.column(column.name)) for column in declared.columns}
    check(declared, made)
    return list(zip(*made.values(), strict=True))


def _declared(given: pa.Table) -> TableSchema:
    """The declaration of a table that does not say which one it is, by its columns."""
    name = (given.schema.metadata or {}).get(_NAME, b"").decode("utf-8", "replace")
    names = set(given.column_names)
    found = TABLES.get(name) or next((one for one in TABLES.values() if set(one.names) == names), None)
    if found is None:
        allowed = ", ".join(TABLES)
        raise FormatError("from_arrow", [Problem("", f"its columns are those of no table; name one of: {allowed}")])
    return found


def _cells(column: Column, given: pa.ChunkedArray) -> Sequence[Cell]:
    import pyarrow as pa

    if column.kind is ColumnKind.CATEGORY:
        # Other libraries make dictionaries of other types, and not all of them can be cast.
        words = {str(word): word for word in column.words or ()}
        return [words.get(cell, cell) if isinstance(cell, str) else cell for cell in given.to_pylist()]
    try:
        cells: list[Cell] = given.cast(_type(column)).to_pylist()
    except (pa.ArrowException, ValueError, OverflowError) as error:
        reason = str(error).partition("\n")[0]
        raise FormatError("from_arrow", [Problem(column.name, f"expected {column.kind}: {reason}")]) from None
    return cells
