"""Tables as data frames of pandas (extra ``pandas``) and polars (extra ``polars``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import fields, has

from nhs_internships.catalogue import Catalogue
from nhs_internships.formats._extras import extra
from nhs_internships.formats.schema import Cell, Column, ColumnKind, TableSchema, table_of
from nhs_internships.formats.tables import columns

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


__all__ = ["columns_to_pandas", "results_to_pandas", "to_pandas", "to_polars"]


def __dir__() -> list[str]:
    return __all__


def to_pandas(catalogue: Catalogue, table: str = "projects") -> pd.DataFrame:
    """A table of a catalogue as a pandas data frame, with the numbers of the rows as its index.

    Texts are of pandas' own type for them (``str`` from pandas 3 on, ``string`` in pandas 2), integers ``Int64``,
    months ``datetime64[s]`` at their first day, statuses and other words categories, of which statuses are ordered.
    What is missing is missing in the way of each of these types: ask with ``isna()``.

    Args:
        catalogue: The catalogue.
        table: projects, badges, internships, outputs, waves, claims, keywords or relations.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
        ImportError: pandas is not installed.
    """
    return columns_to_pandas(table_of(table), columns(catalogue, table))


def columns_to_pandas(table: TableSchema, made: Mapping[str, list[Cell]]) -> pd.DataFrame:
    """A data frame of the columns of any table.

    Raises:
        ImportError: pandas is not installed.
    """
    with extra("pandas", "pandas"):
        import pandas as pd
    return pd.DataFrame({column.name: _series(column, made[column.name]) for column in table.columns}, copy=False)


def _series(column: Column, cells: list[Cell]) -> pd.Series:
    import pandas as pd

    match column.kind:
        case ColumnKind.TEXT:
            return pd.Series(cells, dtype=_text_type())
        case ColumnKind.WHOLE:
            return pd.Series(cells, dtype="Int64")
        case ColumnKind.BOOLEAN:
            return pd.Series(cells, dtype="boolean")
        case ColumnKind.MONTH | ColumnKind.DAY:
            return pd.Series(cells, dtype="datetime64[s]")
        case ColumnKind.MOMENT:
            return pd.Series(cells, dtype="datetime64[s, UTC]")
        case ColumnKind.CATEGORY:
            words = [str(word) for word in column.words or ()]
            codes: dict[Cell, int] = {word: code for code, word in enumerate(words)}
            found = [codes.get(cell, -1) for cell in cells]
            return pd.Series(pd.Categorical.from_codes(found, pd.Index(words), column.ordered))


def _text_type() -> str:
    import pandas as pd

    # Before pandas 3, "str" meant that None becomes the text "None".
    return "str" if int(pd.__version__.partition(".")[0]) >= 3 else "string"


def results_to_pandas(results: Sequence[object]) -> pd.DataFrame:
    """Results of a query as a data frame: a row each, an attribute a column; a tuple is joined with commas.

    Raises:
        ImportError: pandas is not installed.
    """
    with extra("pandas", "pandas"):
        import pandas as pd
    return pd.DataFrame([_cells(one) for one in results])


def _cells(result: object) -> dict[str, object]:
    kind = type(result)
    if not has(kind):
        return {"value": result}
    return {one.name: _cell(getattr(result, one.name)) for one in fields(kind)}


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(part[0] if isinstance(part, tuple) else part) for part in value)
    return value


def to_polars(catalogue: Catalogue, table: str = "projects") -> pl.DataFrame:
    """A table of a catalogue as a polars data frame.

    Texts are ``String``, integers ``Int64``, months ``Date`` at their first day, statuses and other words
    ``Enum``, whose order is that of the words.

    Args:
        catalogue: The catalogue.
        table: projects, badges, internships, outputs, waves, claims, keywords or relations.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
        ImportError: polars is not installed.
    """
    declared = table_of(table)
    with extra("polars", "polars"):
        import polars as pl
    made = columns(catalogue, table)
    return pl.DataFrame([_polars_series(column, made[column.name]) for column in declared.columns])


def _polars_series(column: Column, cells: list[Cell]) -> pl.Series:
    import polars as pl

    match column.kind:
        case ColumnKind.TEXT:
            return pl.Series(column.name, cells, pl.String)
        case ColumnKind.WHOLE:
            return pl.Series(column.name, cells, pl.Int64)
        case ColumnKind.BOOLEAN:
            return pl.Series(column.name, cells, pl.Boolean)
        case ColumnKind.MONTH | ColumnKind.DAY:
            return pl.Series(column.name, cells, pl.Date)
        case ColumnKind.MOMENT:
            return pl.Series(column.name, cells, pl.Datetime("ms", "UTC"))
        case ColumnKind.CATEGORY:
            words = [str(word) for word in column.words or ()]
            texts = [None if cell is None else str(cell) for cell in cells]
            return pl.Series(column.name, texts, pl.Enum(words))
