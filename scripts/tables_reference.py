"""Builds docs/reference/tables.md from the declaration of the tables.

python scripts/tables_reference.py           writes the page
python scripts/tables_reference.py --check   compares it, and ends with 1 when it is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nhs_internships.formats.schema import HISTORY_TABLES, TABLES, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nhs_internships.formats.schema import Column, TableSchema

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "tables.md"
HEAD = """\
# Tables

A catalogue has eight tables, in CSV, data packages, SQLite, Excel, pandas, polars, Arrow and Parquet.
Names and meanings of the columns are the same in each. A missing value means that no source states it.
A history has three more, in SQLite and pandas.

```python
import nhs_internships as ni
from nhs_internships.formats.csv import from_csv

catalogue = ni.bundled()
text = catalogue.to_csv("projects")
assert len(from_csv("projects", text)) == len(catalogue)
```

| table | a row is | key |
|---|---|---|
{tables}
## Types

| type | in Python | CSV | data package | SQLite | pandas | polars | Arrow |
|---|---|---|---|---|---|---|---|
| text | `str` | in double quotes | `string` | `text` | `str`, in pandas 2 `string` | `String` | `string` |
| integer | `int` | digits | `integer` | `integer` | `Int64` | `Int64` | `int64` |
| month | `date` of its first day | `2024-07-01` | `date` | `text` | `datetime64[s]` | `Date` | `date32` |
| category | a word | in quotes | `string`, `enum` | `text`, `check` | category | `Enum` | dictionary |
| day | `date` | | | `text` | `datetime64[s]` | | |
| moment | `datetime` in UTC | | | `text` | `datetime64[s, UTC]` | | |
| boolean | `bool` | | | `integer`, 0 or 1 | `boolean` | | |

A cell that holds nothing is `None` in Python, and empty without quotes in CSV. An empty text is `""` in both.
Statuses are ordered, from future to closed. The words of the other categories have no order.

No table holds names of people. What else a table leaves out is listed below it. JSON and YAML leave nothing out.

## CSV and formulas

Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end, or with the full-width forms of these
signs. `to_csv` writes a single quote before such a text, [as OWASP advises][owasp], and `from_csv` removes it.
Blanks and invisible characters before the sign do not hide it.
A text that begins with a single quote of its own keeps it.

If a spreadsheet splits cells at semicolons, choose the comma as separator when you open a file.

[owasp]: https://owasp.org/www-community/attacks/CSV_Injection
"""
HISTORY = """
## Tables of a history

`History.to_pandas(table)` gives them, and `History.write("history.sqlite")` writes them beside those of the newest
catalogue.

| table | a row is | key |
|---|---|---|
{tables}"""
TAIL = """
## From Python

::: nhs_internships.formats.files

::: nhs_internships.formats.csv

::: nhs_internships.formats.data_package

::: nhs_internships.formats.sqlite

::: nhs_internships.formats.excel

::: nhs_internships.formats.frames

::: nhs_internships.formats.arrow
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    text = page()
    if arguments == ["--check"]:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def page() -> str:
    """The whole page."""
    of_catalogue, of_history = TABLES.values(), HISTORY_TABLES.values()
    head = HEAD.format(tables=_overview(of_catalogue)) + "".join(map(section, of_catalogue))
    return head + HISTORY.format(tables=_overview(of_history)) + "".join(map(section, of_history)) + TAIL


def _overview(tables: Iterable[TableSchema]) -> str:
    return "".join(f"| [`{one.name}`](#{one.name}) | {one.meaning} | {_key(one)} |\n" for one in tables)


def section(table: TableSchema) -> str:
    """One table: its columns, and what it leaves out."""
    rows = "".join(f"| `{one.name}` | {_kind(one)} | {_null(one)} | {one.meaning} |\n" for one in table.columns)
    dropped = f"\nLeft out: {table.drops}.\n" if table.drops else ""
    return f"""
## {table.name}

{table.meaning}

| column | type | may be empty | meaning |
|---|---|---|---|
{rows}{dropped}"""


def _key(table: TableSchema) -> str:
    return ", ".join(f"`{name}`" for name in table.key) or "none: rows may repeat"


def _kind(column: Column) -> str:
    if column.kind is not ColumnKind.CATEGORY:
        return str(column.kind)
    return f"{'ordered ' if column.ordered else ''}category: {', '.join(map(str, column.words or ()))}"


def _null(column: Column) -> str:
    return "yes" if column.nullable else "no"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
