"""A catalogue as an Excel workbook: a sheet for each table (extra ``excel``).

Every cell is written with its type, so that no text becomes a formula, a link or a number; months are dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from nhs_internships.catalogue import Catalogue
from nhs_internships.formats._extras import extra
from nhs_internships.formats.schema import TABLES, Cell, Column, ColumnKind
from nhs_internships.formats.tables import rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


__all__ = ["to_excel"]


def __dir__() -> list[str]:
    return __all__


MAX_TEXT = 32_767
"""Characters that a cell of Excel holds; the rest of a longer text is left out, and an ellipsis says so."""

_MAX_WIDTH = 60
_DATE_FORMAT = "mmm yyyy"


def to_excel(catalogue: Catalogue) -> bytes:
    """The bytes of a workbook with every table of a catalogue.

    Each sheet has its header row frozen and filtered, and columns as wide as their content. Texts over 32,767
    characters are cut, as Excel cannot hold them. `Catalogue.write` writes such a workbook to a file.

    Raises:
        FormatError: A value of the catalogue is of a type that it cannot have.
        ImportError: XlsxWriter is not installed; the error names the command.
    """
    with extra("excel", "xlsxwriter"):
        import xlsxwriter
    target = BytesIO()
    # The options make no difference to cells that are written with their type; they guard against a slip.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        bold, month = book.add_format({"bold": True}), book.add_format({"num_format": _DATE_FORMAT, "align": "left"})
        for table in TABLES.values():
            _fill(book.add_worksheet(table.name), table.columns, list(rows(catalogue, table.name)), bold, month)
    return target.getvalue()


def _fill(
    sheet: Worksheet, columns: Sequence[Column], found: Sequence[Sequence[Cell]], bold: Format, month: Format
) -> None:
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, bold)
        cells = [row[place] for row in found]
        for line, cell in enumerate(cells, 1):
            _write(sheet, line, place, cell, month)
        sheet.set_column(place, place, _width(column, cells))
    sheet.freeze_panes(1, 0)
    # On paper: as wide as a page, with the header on each.
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(found), len(columns) - 1)


def _write(sheet: Worksheet, line: int, place: int, cell: Cell, month: Format) -> None:
    match cell:
        case None:
            pass
        case date():
            sheet.write_datetime(line, place, datetime.combine(cell, time()), month)
        case int():
            sheet.write_number(line, place, cell)
        case str():
            sheet.write_string(line, place, cell if len(cell) <= MAX_TEXT else f"{cell[: MAX_TEXT - 1]}…")


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """Characters: as wide as the longest cell, and as the header with its filter button."""
    if column.kind is ColumnKind.MONTH:
        return max(len(column.name) + 3, len(_DATE_FORMAT) + 2)
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(len(column.name) + 3, longest + 1), _MAX_WIDTH)
