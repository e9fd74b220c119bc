"""Tables: what they hold, and what their declaration says."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from _catalogues import SMALL, TABLES, awkward_catalogue
from nhs_internships import Catalogue
from nhs_internships.errors import FormatError, QueryError
from nhs_internships.formats import schema
from nhs_internships.formats.schema import ColumnKind, table_of
from nhs_internships.formats.tables import columns, rows
from nhs_internships.model import Availability, Badge, Claim, Facet, OutputKind, Project, Relation, Status
from nhs_internships.vocabulary import Spelling
from places import PACKAGE, ROOT

if TYPE_CHECKING:
    from nhs_internships.formats.schema import Row

START, END = date(2023, 1, 1), date(2023, 6, 1)

EXPECTED: dict[str, list[Row]] = {
    "projects": [
        (
            *("made-up", "Made-up project", Status.OPEN, "NLP", None, "Text", None, 4, START, END),
            *("made-up/", "About words.", 2),
        ),
        ("made-up-extension", "", *[None] * 11),
    ],
    "badges": [
        ("made-up", 1, Facet.AREA, "NLP", "yellow"),
        ("made-up", 2, Facet.MODALITY, "Text", None),
        ("made-up", 3, Facet.AREA, "PETs", None),
    ],
    "internships": [
        (
            *(None, None, None, None, "made-up", 1, "Made-up project", Status.OPEN, "NLP", None, "Text"),
            *(None, None, None, None, None, None, None, None, "First run", None),
        ),
        (
            *("P99", 4, START, END, "made-up", 2, "Made-up project", Status.OPEN, "NLP", None, "Text"),
            *("https://example.org/code", Availability.PUBLISHED, None, Availability.PENDING),
            *(None, None, None, None, "Second run", "A run."),
        ),
    ],
    "outputs": [
        ("made-up", 2, 1, "P99", OutputKind.CODE, Availability.PUBLISHED, "https://example.org/code", "code"),
        ("made-up", 2, 2, "P99", OutputKind.REPORT, Availability.PENDING, None, "tbu"),
    ],
    "waves": [(4, START, END, "Wave 4 (January - June 2023)"), (5, None, None, "Wave 5")],
    "claims": [("made-up", "status", "open", "index.md", 3, "", 2)],
    "keywords": [("made-up", 1, "Words"), ("made-up", 2, "Wards")],
    "relations": [("made-up-extension", "extends", "made-up")],
}


def test_there_are_eight_tables() -> None:
    """The tables are the ones that are documented, in this order."""
    assert tuple(schema.TABLES) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_what_the_catalogue_says(table: str) -> None:
    """Each row of a small catalogue is the one that a person would write down."""
    assert list(rows(SMALL, table)) == EXPECTED[table]


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_the_rows_turned(table: str) -> None:
    """Columns have the declared names in the declared order, and say the same as rows."""
    made = columns(SMALL, table)
    assert tuple(made) == table_of(table).names
    assert list(zip(*made.values(), strict=True)) == EXPECTED[table]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_catalogue_has_empty_tables(table: str) -> None:
    """Without projects there are no rows, and the columns are there all the same."""
    empty = Catalogue(projects=())
    assert list(rows(empty, table)) == []
    assert columns(empty, table) == {name: [] for name in table_of(table).names}


@pytest.mark.parametrize("table", TABLES)
def test_a_key_tells_rows_apart(table: str) -> None:
    """No two rows agree in all columns of the key."""
    declared = table_of(table)
    at = [declared.names.index(name) for name in declared.key]
    keys = [tuple(row[place] for place in at) for row in rows(awkward_catalogue(), table)]
    assert not declared.key or len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained(table: str) -> None:
    """A column has a sentence, and a category has its words."""
    for column in table_of(table).columns:
        assert column.meaning.endswith(".")
        assert (column.words is not None) == (column.kind is ColumnKind.CATEGORY)


def test_no_table_holds_a_name() -> None:
    """People are left out, whoever exports a table."""
    assert not [table for table in TABLES if any("Somebody" in row for row in rows(SMALL, table))]


def test_a_word_in_a_text_column_is_a_plain_text() -> None:
    """A claim may hold a `Status`; a table holds the text."""
    ((_, _, value, *_),) = rows(SMALL, "claims")
    assert type(value) is str


@pytest.mark.parametrize(
    ("page", "extras"),
    [("tables", ()), ("formats", ("xlsxwriter", "rdflib", "pyarrow", "jinja2"))],
    ids=["tables", "formats"],
)
def test_the_reference_is_up_to_date(page: str, extras: tuple[str, ...]) -> None:
    """Each page is what its script makes of the declaration, and of the forms of a catalogue that has every fact."""
    for extra in extras:
        pytest.importorskip(extra)
    script = ROOT / "scripts" / f"{page}_reference.py"
    if not script.exists():
        pytest.skip("the scripts stand beside the source only")
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, str(script), "--check"], env=variables, timeout=60, check=False)
    assert done.returncode == 0, f"run: python {script.relative_to(ROOT)}"


def test_an_unknown_table_is_an_error_that_helps() -> None:
    """It guesses the right one and lists all."""
    with pytest.raises(QueryError) as error:
        rows(SMALL, "project")
    assert error.value.guess == "projects"
    assert error.value.allowed == TABLES


def test_a_value_of_a_wrong_type_is_a_clean_error() -> None:
    """Classes do not check their values; the tables do, and name row and column."""
    odd = Catalogue(projects=[Project(slug="a", title="A"), Project(slug="b", title=5)])  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(FormatError, match="row 2, title: expected text, got 5"):
        rows(odd, "projects")


def test_a_value_without_the_right_attributes_is_a_clean_error() -> None:
    """A number instead of a title is reported with its place."""
    odd = Catalogue(projects=[Project(slug="a", title=4)])  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(FormatError, match="title"):
        rows(odd, "projects")


def test_every_problem_is_told() -> None:
    """Two wrong cells are two problems."""
    claim = Claim(field="title", value="\ud800", path="a.md", line=2**63)
    with pytest.raises(FormatError) as error:
        rows(evolve(SMALL, claims_by_slug={"a": [claim]}), "claims")
    assert [problem.path for problem in error.value.problems] == ["row 1, value", "row 1, line"]


def test_a_lone_surrogate_is_a_clean_error() -> None:
    """Half a character cannot be written to any file."""
    with pytest.raises(FormatError, match="row 1, target: a lone surrogate"):
        rows(Catalogue(projects=(), relations=[Relation(source="a", kind="mentions", target="\udc00")]), "relations")


def test_labels_are_terms_unless_asked_otherwise() -> None:
    """A record's NLP is an area, TabularData is Tabular; as written, neither."""
    badges = [Badge(label="NLP", facet="topic"), Badge(label="TabularData", facet="modality")]
    catalogue = Catalogue(projects=[Project(slug="a", title="A", badges=badges)])
    (canonical,) = rows(catalogue, "projects")
    (written,) = rows(catalogue, "projects", Spelling.AS_WRITTEN)
    assert canonical[3:7] == ("NLP", None, "Tabular", None)
    assert written[3:7] == (None, None, "TabularData", "NLP")


def test_a_number_of_internships_is_known_or_missing() -> None:
    """None for a project that may have run without a record, 0 for one that never ran."""
    projects = [Project(slug="a", title="A", status="completed"), Project(slug="b", title="B", status="open")]
    assert [row[-1] for row in rows(Catalogue(projects=projects), "projects")] == [None, 0]
