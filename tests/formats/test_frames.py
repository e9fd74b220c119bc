"""Data frames as people of pandas and polars expect them, and what is said where a library is missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from _catalogues import SMALL, TABLES, awkward_catalogue
from nhs_internships import Catalogue
from nhs_internships.errors import QueryError
from nhs_internships.formats.schema import table_of
from nhs_internships.formats.tables import columns
from nhs_internships.model import Facet, Status

if TYPE_CHECKING:
    from places import RunPython


@pytest.mark.parametrize(
    ("method", "library", "extra"),
    [("to_pandas", "pandas", "pandas"), ("to_polars", "polars", "polars"), ("to_arrow", "pyarrow", "arrow")],
)
def test_a_missing_library_names_the_command(run_python: RunPython, method: str, library: str, extra: str) -> None:
    """The ImportError says what to type."""
    code = f"""
import sys
sys.modules[{library!r}] = None
import nhs_internships as ni
from nhs_internships.errors import QueryError
try:
    ni.Catalogue(projects=()).{method}("projects")
except ImportError as error:
    print(error.name, error, sep="|")
"""
    done = run_python(code)
    assert done.stdout.strip() == (
        f'{library}|{library} is not installed; install it with: pip install "nhs-internships[{extra}]"'
    ), done.stderr


def test_an_unknown_table_is_told_before_a_missing_library(run_python: RunPython) -> None:
    """A slip of the pen is not answered with an installation."""
    code = """
import sys
sys.modules["pandas"] = None
import nhs_internships as ni
from nhs_internships.errors import QueryError
try:
    ni.Catalogue(projects=()).to_pandas("project")
except QueryError as error:
    print(error.guess)
"""
    assert run_python(code).stdout.strip() == "projects"


def test_pandas_columns_have_the_types_that_people_expect() -> None:
    """Categories, Int64, datetime64, and pandas' own text."""
    pandas = pytest.importorskip("pandas")
    frame = SMALL.to_pandas()
    text = "str" if int(pandas.__version__.partition(".")[0]) >= 3 else "string"
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        **dict.fromkeys(("slug", "title", "area", "technique", "modality", "url", "description"), text),
        "status": "category",
        **dict.fromkeys(("wave", "internships"), "Int64"),
        **dict.fromkeys(("wave_start", "wave_end"), "datetime64[s]"),
    }


def test_statuses_are_ordered_in_pandas() -> None:
    """From future to closed, so that they sort and compare as the scheme has them."""
    pytest.importorskip("pandas")
    status = SMALL.to_pandas()["status"]
    assert list(status.cat.categories) == [str(word) for word in Status]
    assert status.cat.ordered
    assert list(status < "active") == [True, False]


def test_facets_have_no_order_in_pandas() -> None:
    """An area is not less than a technique; and a facet that no badge has is a category all the same."""
    pytest.importorskip("pandas")
    facet = SMALL.to_pandas("badges")["facet"]
    assert not facet.cat.ordered
    assert facet.value_counts(sort=False).to_dict() == {"area": 2, "technique": 0, "modality": 1, "topic": 0}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("catalogue", [SMALL, awkward_catalogue()], ids=["small", "awkward"])
def test_a_pandas_frame_says_what_the_table_says(table: str, catalogue: Catalogue) -> None:
    """Cell by cell; what is missing is missing."""
    pandas = pytest.importorskip("pandas")
    frame = catalogue.to_pandas(table)
    assert list(frame.columns) == list(table_of(table).names)
    for name, cells in columns(catalogue, table).items():
        found = [None if pandas.isna(cell) else cell for cell in frame[name]]
        days = [pandas.Timestamp(cell) if isinstance(cell, date) else cell for cell in cells]
        assert found == days


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_pandas_frame_keeps_its_types(table: str) -> None:
    """A selection without projects does not change the types of the columns."""
    pytest.importorskip("pandas")
    assert Catalogue(projects=()).to_pandas(table).dtypes.to_dict() == SMALL.to_pandas(table).dtypes.to_dict()


def test_two_tables_join_on_the_slug() -> None:
    """The usual next step works."""
    pytest.importorskip("pandas")
    both = SMALL.to_pandas("badges").merge(SMALL.to_pandas()[["slug", "status"]], on="slug")
    assert list(both["status"]) == ["open"] * 3


def test_polars_columns_have_their_types() -> None:
    """Enum, Int64, Date, String."""
    pl = pytest.importorskip("polars")
    schema = dict(SMALL.to_polars().schema)
    assert schema["status"] == pl.Enum([str(word) for word in Status])
    assert schema["wave"] == schema["internships"] == pl.Int64
    assert schema["wave_start"] == schema["wave_end"] == pl.Date
    assert schema["title"] == schema["technique"] == pl.String
    assert dict(SMALL.to_polars("badges").schema)["facet"] == pl.Enum([str(word) for word in Facet])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("catalogue", [SMALL, awkward_catalogue()], ids=["small", "awkward"])
def test_a_polars_frame_says_what_the_table_says(table: str, catalogue: Catalogue) -> None:
    """Cell by cell."""
    pytest.importorskip("polars")
    assert catalogue.to_polars(table).to_dict(as_series=False) == columns(catalogue, table)


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_polars_frame_keeps_its_types(table: str) -> None:
    """As with pandas."""
    pytest.importorskip("polars")
    assert Catalogue(projects=()).to_polars(table).schema == SMALL.to_polars(table).schema


def test_months_are_their_first_day() -> None:
    """A date that every library can group by."""
    pytest.importorskip("polars")
    assert SMALL.to_polars("waves")["start"].to_list() == [date(2023, 1, 1), None]


@pytest.mark.parametrize("method", ["to_pandas", "to_polars", "to_arrow"])
def test_an_unknown_table_is_an_error(method: str) -> None:
    """It lists the tables."""
    pytest.importorskip({"to_arrow": "pyarrow"}.get(method, method.removeprefix("to_")))
    with pytest.raises(QueryError, match="Valid: projects, badges"):
        getattr(SMALL, method)("nonsense")
