"""Builds docs/reference/formats.md: what each form of a catalogue carries, found by writing one in each form.

python scripts/formats_reference.py           writes the page
python scripts/formats_reference.py --check   compares it, and ends with 1 when it is out of date

Every extra must be installed.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile, is_zipfile

from pyarrow import parquet
from tables_reference import section

from nhs_internships import Catalogue
from nhs_internships.diagnostics import finding_in
from nhs_internships.formats.files import SUFFIXES
from nhs_internships.formats.schema import PAGES, TABLES
from nhs_internships.model import (
    Badge,
    Brief,
    Claim,
    Field,
    Internship,
    Month,
    Output,
    Person,
    Project,
    Relation,
    Wave,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "formats.md"


class Form(NamedTuple):
    """What is to be known of a form beside what it carries."""

    name: str
    extra: str
    reader: str
    safety: str


_ENGINES = "any reader of Arrow; `from_arrow`"
FORMS: Mapping[str, Form] = {
    ".json": Form("[JSON](json.md)", "", "`Catalogue.from_json`, `load`", "plain data"),
    ".yaml": Form("[YAML](yaml.md)", "", "`Catalogue.from_yaml`", "plain data; no tags or aliases"),
    ".yml": Form("[YAML](yaml.md)", "", "`Catalogue.from_yaml`", "plain data; no tags or aliases"),
    ".xlsx": Form("Excel", "excel", "Excel, openpyxl", "every cell has its type; no text is a formula or link"),
    ".sqlite": Form("SQLite", "", "SQLite, Datasette, sqlite-utils", "texts are values, never SQL"),
    ".zip": Form("data package", "", "frictionless; `from_csv`", "a single quote before what could be a formula"),
    ".jsonld": Form("JSON-LD", "", "rdflib", "`<` is escaped, so that the document can stand in a page"),
    ".ttl": Form("Turtle", "rdf", "rdflib", "texts and addresses are escaped"),
    ".html": Form(
        "[page to browse](../how-to/publish-a-page.md)",
        "html",
        "a browser",
        "everything is escaped, and no script but its own runs",
    ),
    ".csv": Form(
        "[CSV](tables.md#csv-and-formulas)", "", "`from_csv`", "a single quote before what could be a formula"
    ),
    ".parquet": Form("Parquet", "arrow", _ENGINES, "texts are values"),
}
FACTS = {
    "slug, title": ("probe-slug", "Probe title"),
    "status": ("superseded",),
    "labels of the project": ("Probe label",),
    "colour of a badge": ("probecolour",),
    "wave": ("2031",),
    "link of the project": ("https://example.org/probe",),
    "description of the brief": ("Probe description",),
    "keywords of the brief": ("Probe keyword",),
    "title of the brief": ("Probe brief",),
    "labelled fields and other content of the brief": ("Probe need", "Probe preamble", "probe_key"),
    "internships: code, title, description": ("P987", "Probe run", "Probe story"),
    "labels of an internship": ("Probe topic",),
    "outputs: kind, address": ("https://example.org/output",),
    "outputs: availability": ("restricted",),
    "outputs: text of the source": ("Probe output",),
    "people": ("Probe Person",),
    "relations": ("https://github.com/example/probe",),
    "claims: value, source, line, dialect": ("Probe claim", "probe/page.md", "86421", "PROBE_DIALECT"),
    "findings": ("Probe finding",),
    "date of the catalogue": ("2032-03-04|4 March 2032",),
    "name of the catalogue": ("Probe catalogue",),
}
"""Each fact with the texts that are found wherever it is carried; a bar stands between two ways to write one."""

_WAVE = Wave(number=7, start=Month(2031, 1), end=Month(2031, 6))
PROBE = Catalogue(
    name="Probe catalogue",
    as_of=date(2032, 3, 4),
    projects=[
        Project(
            slug="probe-slug",
            title="Probe title",
            status="superseded",
            wave=_WAVE,
            url="https://example.org/probe",
            badges=[Badge(label="Probe label", facet="area", colour="probecolour")],
            brief=Brief(
                title="Probe brief",
                description="Probe description",
                keywords=["Probe keyword"],
                preamble="Probe preamble",
                fields=[Field(name="Need", text="Probe need")],
                extra=[("probe_key", "value")],
            ),
            internships=[
                Internship(
                    code="P987",
                    title="Probe run",
                    wave=_WAVE,
                    description="Probe story",
                    badges=[Badge(label="Other area", facet="area"), Badge(label="Probe topic", facet="topic")],
                    outputs=[
                        Output(kind="code", url="https://example.org/output", text="Probe output"),
                        Output(kind="report", availability="restricted", text="Probe restriction"),
                    ],
                    people=[Person(name="Probe Person", role="intern")],
                )
            ],
        )
    ],
    waves=[_WAVE],
    relations=[Relation(source="probe-slug", kind="repository", target="https://github.com/example/probe")],
    claims_by_slug={
        "probe-slug": [
            Claim(field="title", value="Probe claim", path="probe/page.md", line=86421, dialect="PROBE_DIALECT")
        ]
    },
    diagnostics=[finding_in("index.md", "NI116", "Probe finding")],
)

HEAD = """\
# Formats

`catalogue.write(path)` and `nhs-internships export -o PATH` write a catalogue in any of these forms. The file extension
decides. A path that ends in `/`, or an existing folder, gets a data package, and any other name is refused.

| form | file | extra | read back by | hostile texts |
|---|---|---|---|---|
{forms}
A `.csv` or `.parquet` file holds one [table](tables.md); all other files hold all of it.

## What each form carries

Found by writing a catalogue that has every fact; "some" is a part. What a form does not carry is dropped, and nothing
is changed instead.

| fact | {names} |
|---|{rule}|
{facts}
The tables of pandas, polars and Arrow are those of CSV. `History.write` adds the
[tables of a history](tables.md#tables-of-a-history) to a SQLite file.

- Tables and linked data have canonical labels: `TabularData` is Tabular. JSON and YAML keep labels as they are written.
- A CSV reader that ignores quotes takes an empty text for a missing one. `from_csv` does not.
- A cell of Excel holds 32,767 characters. A longer text is cut, and ends with an ellipsis.
- A waiting or restricted output is in linked data without an address; one that does not exist, or of which nothing is
  known, is left out. A relation is there if its project has a brief. Addresses that are no web addresses are left out.
- A page links the outputs that are published. It shows the beginning of a brief's need; search knows all its text.

"""
TAIL = """
## From Python

::: nhs_internships.formats.linked_data
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
    missing = set(SUFFIXES) ^ set(FORMS)
    if missing:
        raise SystemExit(f"FORMS and the file extensions differ: {', '.join(sorted(missing))}")
    forms = "".join(
        f"| {one.name} | `{suffix}` | {f'`{one.extra}`' if one.extra else ''} | {one.reader} | {one.safety} |\n"
        for suffix, one in FORMS.items()
    )
    suffixes = [suffix for suffix in FORMS if suffix != ".yml"]
    texts = {suffix: written(suffix) for suffix in suffixes}
    facts = "".join(
        f"| {fact} | {' | '.join(_carried(texts[suffix], marks) for suffix in suffixes)} |\n"
        for fact, marks in FACTS.items()
    )
    names, rule = " | ".join(f"`{suffix}`" for suffix in suffixes), "|".join("---" for _ in suffixes)
    rows = section(PAGES).replace(f"## {PAGES.name}", "## Rows of pages").lstrip("\n")
    return HEAD.format(forms=forms, names=names, rule=rule, facts=facts) + rows + TAIL


def written(suffix: str) -> str:
    """Everything that the files of a form say."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / f"probe{suffix}"
        match suffix:
            case ".csv":
                return "".join(PROBE.to_csv(table) for table in TABLES)
            case ".parquet":
                files = (PROBE.write(place, table) for table in TABLES)
                return "".join(str(parquet.read_table(file).to_pylist()) for file in files)
            case _:
                PROBE.write(place)
        if suffix == ".sqlite":
            with closing(sqlite3.connect(place)) as database:
                return "".join(database.iterdump())
        if is_zipfile(place):
            with ZipFile(place) as archive:
                return "".join(archive.read(name).decode() for name in archive.namelist())
        return place.read_text(encoding="utf-8")


def _carried(text: str, marks: tuple[str, ...]) -> str:
    found = sum(any(way in text for way in mark.split("|")) for mark in marks)
    return "yes" if found == len(marks) else "some" if found else "no"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
