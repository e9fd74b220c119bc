"""Arrow: the declared types, tables that go through other libraries and come back, and catalogues taken as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _catalogues import AWKWARD, SMALL, TABLES, awkward_catalogue
from nhs_internships import Catalogue
from nhs_internships.errors import FormatError, QueryError
from nhs_internships.formats.arrow import from_arrow, to_arrow
from nhs_internships.formats.schema import table_of
from nhs_internships.formats.tables import rows
from nhs_internships.model import Relation

if TYPE_CHECKING:
    from pathlib import Path

pa = pytest.importorskip("pyarrow")

BOTH = [SMALL, awkward_catalogue()]


def test_columns_have_the_declared_types() -> None:
    """Statuses are an ordered dictionary, months dates, numbers integers that may be missing."""
    schema = to_arrow(SMALL, "projects").schema
    assert schema.names == list(table_of("projects").names)
    assert schema.field("status").type == pa.dictionary(pa.int8(), pa.string(), ordered=True)
    assert schema.field("wave").type == pa.int64()
    assert schema.field("wave_start").type == pa.date32()
    assert schema.field("title").type == pa.string()


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_says_what_may_be_missing_and_what_it_means(table: str) -> None:
    """Null rules and meanings are those of the declaration."""
    schema = to_arrow(SMALL, table).schema
    for column in table_of(table).columns:
        assert schema.field(column.name).nullable is column.nullable
        assert schema.field(column.name).metadata[b"nhs_internships.meaning"].decode() == column.meaning


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("catalogue", BOTH, ids=["small", "awkward"])
def test_a_table_comes_back(table: str, catalogue: Catalogue) -> None:
    """The rows after Arrow are the rows before."""
    assert from_arrow(to_arrow(catalogue, table)) == list(rows(catalogue, table))


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_is_valid(table: str) -> None:
    """No rows, all columns."""
    made = to_arrow(Catalogue(projects=()), table)
    made.validate(full=True)
    assert from_arrow(made) == []


def test_fifty_awkward_titles_come_back_in_one_column() -> None:
    """Control characters, NUL, line ends and emoji are characters like any other."""
    many = Catalogue(projects=(), relations=[Relation(source=text, kind="mentions", target="") for text in AWKWARD])
    assert len(AWKWARD) >= 50
    assert [row[0] for row in from_arrow(many.to_arrow("relations"))] == list(AWKWARD)


@pytest.mark.parametrize("table", TABLES)
def test_a_parquet_file_comes_back(table: str, tmp_path: Path) -> None:
    """Parquet keeps types, null rules and meanings, and so the name of the table."""
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(to_arrow(SMALL, table), tmp_path / "table.parquet")
    assert from_arrow(parquet.read_table(tmp_path / "table.parquet")) == list(rows(SMALL, table))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_back_from_polars(table: str) -> None:
    """Its texts and words have other Arrow types, which are read all the same."""
    polars = pytest.importorskip("polars", minversion="1.4")
    assert from_arrow(polars.from_arrow(to_arrow(SMALL, table)), table) == list(rows(SMALL, table))
    assert from_arrow(SMALL.to_polars(table), table) == list(rows(SMALL, table))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_back_from_pandas(table: str) -> None:
    """So do the types of pandas."""
    pytest.importorskip("pandas", minversion="3")
    assert from_arrow(SMALL.to_pandas(table), table) == list(rows(SMALL, table))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_back_from_duckdb(table: str) -> None:
    """And those of DuckDB."""
    duckdb = pytest.importorskip("duckdb")
    given = to_arrow(SMALL, table)
    back = duckdb.sql("select * from given").arrow()
    assert given.num_rows > 0
    assert from_arrow(back, table) == list(rows(SMALL, table))


def test_pyarrow_takes_a_catalogue_as_it_is() -> None:
    """``pyarrow.table(catalogue)`` is the table of projects."""
    assert pa.table(SMALL).equals(to_arrow(SMALL, "projects"))


def test_polars_takes_a_catalogue_as_it_is() -> None:
    """``polars.DataFrame(catalogue)`` has a row for each project."""
    polars = pytest.importorskip("polars", minversion="1.4")
    assert polars.DataFrame(SMALL)["slug"].to_list() == ["made-up", "made-up-extension"]


def test_pandas_takes_a_catalogue_as_it_is() -> None:
    """``pandas.DataFrame.from_arrow(catalogue)`` has a row for each project."""
    pandas = pytest.importorskip("pandas", minversion="3")
    assert list(pandas.DataFrame.from_arrow(SMALL)["slug"]) == ["made-up", "made-up-extension"]


def test_duckdb_takes_a_catalogue_as_it_is() -> None:
    """A query names the variable that holds the catalogue."""
    duckdb = pytest.importorskip("duckdb")
    catalogue = SMALL
    assert len(catalogue) == 2
    assert duckdb.sql("select slug from catalogue where status = 'open'").fetchall() == [("made-up",)]


def test_another_schema_can_be_requested() -> None:
    """The protocol lets a library ask for other types of the same columns."""
    pytest.importorskip("pyarrow", minversion="18")  # before, it refused some types that are equal
    wanted = pa.schema([field.with_type(_large(field.type)) for field in to_arrow(SMALL).schema])
    stream = SMALL.__arrow_c_stream__(wanted.__arrow_c_schema__())
    assert pa.RecordBatchReader._import_from_c_capsule(stream).schema.field("title").type == pa.large_string()


def _large(kind: object) -> object:
    return pa.large_string() if kind == pa.string() else kind


def test_a_table_is_known_by_its_columns() -> None:
    """Without our metadata the columns say which table it is."""
    bare = to_arrow(SMALL, "relations").replace_schema_metadata(None)
    assert from_arrow(bare) == list(rows(SMALL, "relations"))


@pytest.mark.parametrize(
    ("data", "table", "problem"),
    [
        ({"a": [1]}, None, "its columns are those of no table"),
        ({"source": ["a"], "kind": ["b"]}, "relations", 'the column "target" is missing'),
        ({"source": ["a"], "knd": ["b"], "target": ["c"]}, "relations", 'unknown column "knd"; did you mean "kind"'),
        ({"source": ["a"], "kind": [None], "target": ["c"]}, "relations", "row 1, kind: expected text.*missing"),
        ({"source": ["a"], "kind": [[1]], "target": ["c"]}, "relations", "kind: expected text"),
        ({"number": [1.5], "start": [None], "end": [None], "label": [""]}, "waves", "number: expected integer"),
    ],
)
def test_another_table_is_a_clean_error(data: dict[str, list[object]], table: str | None, problem: str) -> None:
    """It names row and column."""
    with pytest.raises(FormatError, match=problem):
        from_arrow(pa.table(data), table)


@pytest.mark.parametrize("data", ["text", 5, None, object(), [1, 2]])
def test_what_is_no_table_is_a_clean_error(data: object) -> None:
    """No error of another library gets out."""
    with pytest.raises(FormatError, match="no table"):
        from_arrow(data)  # type: ignore[arg-type]  # the point of the test


def test_an_unknown_table_is_an_error() -> None:
    """In both directions, and before anything else."""
    with pytest.raises(QueryError, match="projects"):
        to_arrow(SMALL, "project")
    with pytest.raises(QueryError, match="projects"):
        from_arrow(to_arrow(SMALL), "project")
