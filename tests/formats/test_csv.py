"""CSV: safe in a spreadsheet, exact when it is read back, and clear about what is wrong."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from _catalogues import AWKWARD, SMALL, TABLES, awkward_catalogue
from _limited import output_of
from nhs_internships import Catalogue
from nhs_internships.errors import FormatError, LimitError, QueryError
from nhs_internships.formats.csv import from_csv, to_csv
from nhs_internships.formats.tables import rows
from nhs_internships.limits import Limits
from nhs_internships.model import Claim, Project, Relation, Status

# OWASP, "CSV Injection": what a cell must not begin with.
FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
HEADER = '"source","kind","target"\r\n'


def relation(text: str) -> Catalogue:
    return Catalogue(projects=(), relations=[Relation(source=text, kind="mentions", target="t")])


def cells(text: str) -> list[list[str]]:
    """What another program sees: the standard library's reader of RFC 4180."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_a_table_is_a_header_and_lines() -> None:
    """Texts are quoted, nothing is nothing, numbers and dates are bare, lines end in CR LF."""
    assert to_csv(SMALL, "waves") == (
        '"number","start","end","label"\r\n4,2023-01-01,2023-06-01,"Wave 4 (January - June 2023)"\r\n5,,,"Wave 5"\r\n'
    )


def test_the_method_of_a_catalogue_does_the_same() -> None:
    """``catalogue.to_csv(table)`` is the function, and projects are what is given without a name."""
    assert SMALL.to_csv("waves") == to_csv(SMALL, "waves")
    assert SMALL.to_csv() == to_csv(SMALL, "projects")


@pytest.mark.parametrize("text", AWKWARD)
def test_no_cell_begins_a_formula(text: str) -> None:
    """What a spreadsheet reads is never a formula, whatever the title."""
    written = to_csv(relation(text), "relations")
    assert not [cell for row in cells(written) for cell in row if FORMULA.match(cell.lstrip(" \u00a0\u200b\ufeff"))]


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_reads_back_as_it_was(text: str) -> None:
    """Quotes that make a cell safe are taken away, and no other."""
    assert from_csv("relations", to_csv(relation(text), "relations")) == [(text, "mentions", "t")]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("'=1+1", "''=1+1"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
        ("\uff1d1", "'\uff1d1"),
        ("\t", "'\t"),
    ],
)
def test_only_what_could_be_a_formula_is_marked(text: str, cell: str) -> None:
    """A single quote stands before it; an author's own stays alone unless it could be taken for ours."""
    assert cells(to_csv(relation(text), "relations"))[1][0] == cell


def test_a_number_below_zero_is_no_formula() -> None:
    """Nobody means one, but a claim may hold it."""
    odd = Catalogue(projects=(), claims_by_slug={"a": [Claim(field="title", value="v", path="p", rank=-1)]})
    assert cells(to_csv(odd, "claims"))[1][-1] == "'-1"
    assert from_csv("claims", to_csv(odd, "claims")) == list(rows(odd, "claims"))


def test_nothing_and_an_empty_text_stay_apart() -> None:
    """An empty link is not the same as no link."""
    both = Catalogue(projects=[Project(slug="a", title="A", url=""), Project(slug="b", title="B")])
    url = [row[10] for row in from_csv("projects", to_csv(both, "projects"))]
    assert url == ["", None]


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_any_line_end_is_read(newline: str) -> None:
    """An editor may have changed them."""
    assert from_csv("relations", f"source,kind,target{newline}a,b,c{newline}{newline}") == [("a", "b", "c")]


def test_a_text_without_a_last_line_end_is_read() -> None:
    """RFC 4180 lets it be absent."""
    assert from_csv("relations", HEADER + '"a","b","c"') == [("a", "b", "c")]
    assert from_csv("relations", HEADER + '"a","b",') == [("a", "b", "")]


def test_a_byte_order_mark_is_ignored() -> None:
    """Spreadsheets write one."""
    assert from_csv("relations", "\ufeff" + HEADER) == []


def test_columns_may_stand_in_any_order() -> None:
    """They are told apart by name."""
    assert from_csv("relations", "target,source,kind\nt,s,mentions\n") == [("s", "mentions", "t")]


def test_values_get_their_types() -> None:
    """Numbers, dates and words are no texts."""
    header = "number,start,end,label\n"
    assert from_csv("waves", header + "4,2023-01-01,,Wave 4\n") == [(4, date(2023, 1, 1), None, "Wave 4")]
    ((_, _, status, *_), *_) = from_csv("projects", to_csv(SMALL, "projects"))
    assert status is Status.OPEN


@pytest.mark.parametrize(
    ("table", "text", "problem"),
    [
        (
            "waves",
            "number,start,end,label\nx,,,W\n",
            'row 2, number: expected an integer of at most 64 bits, got "x"',
        ),
        ("waves", "number,start,end,label\n1,,,W\n9999999999999999999,,,W\n", "row 3, number: expected an integer"),
        ("waves", "number,start,end,label\n1,01/02/2023,,W\n", "row 2, start: expected the first day of a month"),
        ("waves", "number,start,end,label\n1,2023-02-30,,W\n", "row 2, start: expected the first day of a month"),
        ("waves", "number,start,end,label\n1,2023-02-02,,W\n", "row 2, start: expected the first day of a month"),
        ("badges", "slug,position,facet,label,colour\na,,area,b,\n", "row 2, position: .*it is missing"),
        ("badges", "slug,position,facet,label,colour\na,1,aera,b,\n", "row 2, facet: expected area, technique.*got"),
        ("relations", HEADER + "a,b\n", "row 2: expected 3 cells, got 2"),
        ("relations", HEADER + "a,b,c,d\n", "row 2: expected 3 cells, got 4"),
        ("relations", HEADER + 'a,"b,c\n', "row 2, cell 2: a double quote opens a cell"),
        ("relations", HEADER + 'a,b"c,d\n', "row 2, cell 2: a quotation mark inside a cell"),
        ("relations", HEADER + '"\ud800",b,c\n', "row 2, source: a lone surrogate"),
        ("relations", "source,kind\n", 'row 1: the column "target" is missing'),
        ("relations", "source,kind,target,kind\n", 'row 1: the column "kind" appears twice'),
        ("relations", "source,knd,target\n", 'row 1: unknown column "knd"; did you mean "kind"'),
        ("relations", "source;kind;target\n", "row 1: unknown column"),
        ("relations", "", "row 1: "),
    ],
)
def test_a_problem_names_row_and_column(table: str, text: str, problem: str) -> None:
    """Rows are counted as a spreadsheet does; the header is row 1."""
    with pytest.raises(FormatError) as error:
        from_csv(table, text)
    assert any(re.match(problem, str(one)) for one in error.value.problems), str(error.value)


def test_every_problem_is_told_at_once() -> None:
    """Three wrong cells make three problems."""
    with pytest.raises(FormatError) as error:
        from_csv("waves", "number,start,end,label\nx,y,,W\nz,,,W\n")
    assert [one.path for one in error.value.problems] == ["row 2, number", "row 3, number", "row 2, start"]


def test_an_unknown_table_is_an_error() -> None:
    """In both directions."""
    with pytest.raises(QueryError):
        to_csv(SMALL, "wave")
    with pytest.raises(QueryError):
        from_csv("wave", "")


def test_a_text_over_the_limit_is_not_read() -> None:
    """The limit is the one of documents."""
    with pytest.raises(LimitError, match="json_bytes"):
        from_csv("relations", HEADER, limits=Limits(json_bytes=10))


@pytest.mark.parametrize(
    "text",
    ["'\"' * 400_000", "'\"a' * 200_000", "',' * 400_000", "'\\'' * 400_000 + '='", "'\\n' * 400_000", "' ' * 400_000"],
)
def test_hostile_texts_are_read_in_time(text: str) -> None:
    """Quotes, commas, lines and blanks by the hundred thousand end in an answer or a clean error."""
    code = f"""
from nhs_internships.errors import FormatError
from nhs_internships.formats.csv import from_csv
for before in ("", "source,kind,target\\n"):
    try:
        from_csv("relations", before + {text})
    except FormatError as error:
        str(error)
print("ended")
"""
    assert output_of(code) == "ended"


@pytest.mark.parametrize("table", TABLES)
def test_awkward_texts_anywhere_read_back(table: str) -> None:
    """Every column of every table holds them."""
    assert from_csv(table, to_csv(awkward_catalogue(), table)) == list(rows(awkward_catalogue(), table))
