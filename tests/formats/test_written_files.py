"""A catalogue written to a file says what the catalogue says, in the format of the file extension."""

from __future__ import annotations

import stat
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from _catalogues import AWKWARD, SMALL, TABLES
from nhs_internships import Catalogue, Project, load
from nhs_internships.errors import FormatError, LimitError, QueryError
from nhs_internships.formats.csv import from_csv
from nhs_internships.formats.tables import rows
from nhs_internships.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from pathlib import Path


def test_json_and_yaml_are_whole_catalogues(tmp_path: Path) -> None:
    """Both read back equal."""
    assert load(SMALL.write(tmp_path / "small.json")) == SMALL
    assert Catalogue.from_yaml(SMALL.write(tmp_path / "small.yaml").read_text(encoding="utf-8")) == SMALL


def test_a_table_is_a_csv_file(tmp_path: Path) -> None:
    """With the newlines of its format, whatever the system is."""
    place = SMALL.write(tmp_path / "badges.csv", "badges")
    assert from_csv("badges", place.read_bytes().decode()) == list(rows(SMALL, "badges"))
    marked = SMALL.write(tmp_path / "badges.csv", "badges", byte_order_mark=True)
    assert marked.read_bytes() == b"\xef\xbb\xbf" + SMALL.to_csv("badges").encode()


def test_a_table_is_a_parquet_file(tmp_path: Path) -> None:
    """Read back by the library that defines the format."""
    parquet = pytest.importorskip("pyarrow.parquet")
    place = SMALL.write(tmp_path / "outputs.parquet", table="outputs")
    assert parquet.read_table(place).equals(SMALL.to_arrow("outputs"))


@pytest.mark.parametrize("name", ["tables/", "old"])
def test_a_folder_gets_every_table(tmp_path: Path, name: str) -> None:
    """A path that ends in a slash, or a folder that is there."""
    (tmp_path / "old").mkdir()
    folder = SMALL.write(f"{tmp_path.as_posix()}/{name}")
    assert {path.name for path in folder.iterdir()} == {"datapackage.json", *(f"{table}.csv" for table in TABLES)}


@pytest.mark.parametrize("name", ["out.xslx", "out.txt", "out"])
def test_an_unknown_file_extension_is_refused(tmp_path: Path, name: str) -> None:
    """The error lists those that there are, and nothing is written."""
    with pytest.raises(FormatError, match=r"unknown file extension .* Valid: \.json, \.yaml"):
        SMALL.write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_nearest_file_extension_is_a_guess(tmp_path: Path) -> None:
    """So that a slip of the pen is mended at once."""
    with pytest.raises(FormatError, match=r'did you mean "\.xlsx"'):
        SMALL.write(tmp_path / "out.xslx")


def test_a_file_of_one_table_needs_its_name(tmp_path: Path) -> None:
    """The error lists the tables, and guesses from the name of the file."""
    with pytest.raises(QueryError, match=r'internships, outputs, .* did you mean table="internships"'):
        SMALL.write(tmp_path / "internships.csv")
    with pytest.raises(FormatError, match="leave the table out"):
        SMALL.write(tmp_path / "out.json", "projects")


def test_an_existing_file_is_replaced(tmp_path: Path) -> None:
    """In one step, with its permissions, and nothing is left beside it."""
    place = tmp_path / "out.json"
    place.write_text("old")
    if sys.platform != "win32":
        place.chmod(0o640)
    SMALL.write(place)
    assert load(place) == SMALL
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o640


def workbook(place: Path) -> Any:  # noqa: ANN401 - openpyxl has no types
    return pytest.importorskip("openpyxl").load_workbook(place)


def plain(cell: object) -> object:
    """A cell as both sides show it: a date and time is a day, an empty text and a missing value are one in Excel."""
    if isinstance(cell, datetime):
        return cell.date()
    return (str(cell) if isinstance(cell, str) else cell) or None


def test_a_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    """With every cell of the table, months as dates, and the header frozen and filtered."""
    pytest.importorskip("xlsxwriter")
    book = workbook(SMALL.write(tmp_path / "small.xlsx"))
    assert book.sheetnames == list(TABLES)
    for table in TABLES:
        sheet = book[table]
        found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert [list(map(plain, row)) for row in found] == [list(map(plain, row)) for row in rows(SMALL, table)]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
    assert book["projects"]["I2"].number_format == "mmm yyyy"


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    """Whatever a title holds is text."""
    pytest.importorskip("xlsxwriter")
    titles = [text for text in AWKWARD if text]
    odd = Catalogue(projects=[Project(slug=str(at), title=text) for at, text in enumerate(titles)])
    sheet = workbook(odd.write(tmp_path / "odd.xlsx"))["projects"]
    assert {row[1].data_type for row in sheet.iter_rows(min_row=2)} <= {"s", "inlineStr", "n"}


def test_a_long_text_is_cut_where_excel_must_cut_it(tmp_path: Path) -> None:
    """And an ellipsis says so."""
    pytest.importorskip("xlsxwriter")
    long = Catalogue(projects=[Project(slug="a", title="x" * 40_000)])
    title = workbook(long.write(tmp_path / "long.xlsx"))["projects"]["B2"].value
    assert (len(title), title[-1]) == (32_767, "…")


def test_a_document_that_would_not_be_read_again_says_so(tmp_path: Path) -> None:
    """It is written, with a warning; larger limits read it."""
    large = Catalogue(projects=[Project(slug="a", title="x" * (DEFAULT_LIMITS.json_bytes + 1))])
    with pytest.warns(UserWarning, match=r"has 16,777,\d+ bytes, more than the limit of 16,777,216"):
        place = large.write(tmp_path / "large.json")
    with pytest.raises(LimitError):
        load(place)
    assert load(place, limits=Limits(json_bytes=20_000_000)) == large


def test_a_folder_takes_no_table(tmp_path: Path) -> None:
    """It holds all of them."""
    with pytest.raises(FormatError, match="a folder holds every table"):
        Catalogue(projects=()).write(tmp_path, table="projects")


def test_a_folder_that_does_not_exist_is_named_with_the_file(tmp_path: Path) -> None:
    """Not the temporary file that is written first."""
    place = tmp_path / "missing" / "a.csv"
    with pytest.raises(FileNotFoundError) as caught:
        Catalogue(projects=()).write(place, table="projects")
    assert caught.value.filename == place.as_posix()


@pytest.mark.parametrize("name", ["all.sqlite", "all.zip", "all.xlsx"])
def test_a_file_of_every_table_takes_no_table(tmp_path: Path, name: str) -> None:
    """It holds all of them."""
    with pytest.raises(FormatError, match="holds the whole catalogue; leave the table out"):
        Catalogue(projects=()).write(tmp_path / name, table="projects")
