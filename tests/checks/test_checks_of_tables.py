"""Checks of tables, emphasis and the syntax of links; tests/rendered compares them with kramdown."""

from __future__ import annotations

import pytest

from _checked import findings, fixed, full_brief, lines, one

TABLES = ("NI501", "NI502", "NI503", "NI504", "NI505")
HEADING = "## Open Projects\n\n"
ROW = "|![area](https://img.shields.io/badge/Nature-green)|[Maps](maps-of-hedges/)|\n"
TABLE = f"|:---:|---|\n{ROW}{ROW}"


def _codes(page: str) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.line) for finding in findings({"index.md": page}, *TABLES)]


@pytest.mark.parametrize(
    "page",
    [
        HEADING + TABLE,
        TABLE,
        f"---\ntitle: Maps\n---\n{TABLE}",
        f"{HEADING}|Badge|Title|\n|---|---|\n{ROW}\ntext\n",
        HEADING + TABLE + "\n" + TABLE,
        HEADING + TABLE.replace("\n", "\r\n"),
        HEADING + TABLE + "{: .wide}\n",
        f"{HEADING}|---|---|\n|**Wave 6** | February - July 2024 |\n{ROW}",
        f"```\n{ROW}```\n",
        f"<!--\n{ROW}text\n-->\n",
        "text | with | pipes\n",
        f"{HEADING}|---|---|\n|a \\| b|c|\n",
        f"{HEADING}|a|b|\n|---|---|\n|`x|y`|z|\n",
    ],
)
def test_tables_on_which_nothing_is_wrong(page: str) -> None:
    """A table between blank lines with a line of dashes for its columns; and rows that are code."""
    assert not _codes(page)


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("## Open Projects\n" + TABLE, 2),
        (f"{HEADING}text\n{TABLE}", 4),
        (f"{HEADING}{TABLE}text\n", 3),
        (f"{HEADING}- a bullet\n{TABLE}", 4),
        (f"{HEADING}</div>\n{TABLE}", 4),
        (f"text\n\n---\n{TABLE}", 4),
    ],
)
def test_rows_that_touch_other_text(page: str, line: int) -> None:
    """kramdown makes no table of them, so nothing else about the table is reported."""
    assert _codes(page) == [("NI501", line)]


def test_a_missing_delimiter_row() -> None:
    """The fix adds one with as many columns as the table has."""
    page = HEADING + ROW + ROW
    assert _codes(page) == [("NI502", 3)]
    assert fixed(page, "NI502") == f"{HEADING}|---|---|\n{ROW}{ROW}"


@pytest.mark.parametrize(
    ("declared", "right"),
    [
        ("|--|--|--|--|", "|--|--|"),
        ("|:---:|", "|:---:|---|"),
        ("| :--- | ---: | --- |", "|:---|---:|"),
    ],
)
def test_a_delimiter_row_of_other_columns(declared: str, right: str) -> None:
    """The fix keeps the alignment of the columns that there are."""
    page = f"{HEADING}{declared}\n{ROW}{ROW}"
    assert _codes(page) == [("NI503", 3)]
    assert fixed(page, "NI503") == f"{HEADING}{right}\n{ROW}{ROW}"


def test_a_row_with_a_stray_bar_changes_no_delimiter_row() -> None:
    """The row is what differs from the others, and of two rows nobody knows."""
    stray = ROW.replace("[Maps]", "[Maps | hedges]")
    assert _codes(HEADING + TABLE + stray) == [("NI504", 6)]
    assert fixed(HEADING + ROW + ROW + stray, "NI502").startswith(f"{HEADING}|---|---|\n")
    assert one({"index.md": HEADING + ROW + stray}, "NI502").fix is None


def test_newlines_of_a_page_stay() -> None:
    """A row that is added ends like the other lines."""
    page = (HEADING + ROW).replace("\n", "\r\n")
    assert fixed(page, "NI502") == page.replace("|![", "|---|---|\r\n|![", 1)


@pytest.mark.parametrize(("name", "is_safe"), [("index.md", True), ("old_site/open.md", False)])
def test_fixes_of_old_pages_are_unsafe(name: str, is_safe: bool) -> None:
    """The old site is not to be touched without being asked."""
    finding = one({name: HEADING + ROW}, "NI502")
    assert finding.fix
    assert finding.fix.is_safe is is_safe


def test_rows_of_other_cells() -> None:
    """The rows that differ from most others are reported; of two kinds the longer one is usual."""
    wave = "|**Wave 4 (January - June 2023)**|\n"
    assert _codes(f"{HEADING}|---|---|\n{wave}{ROW}{ROW}{wave}{ROW}") == [("NI504", 4), ("NI504", 7)]
    assert _codes(f"{HEADING}|---|---|\n{wave}{ROW}") == [("NI504", 4)]
    assert not _codes(f"{HEADING}|---|---|\n|**Wave 4 (January - June 2023)**| |\n{ROW}")


@pytest.mark.parametrize("above", [TABLE, "|---|---|\n"])
def test_rows_that_a_blank_line_cuts_off(above: str) -> None:
    """They have no delimiter row of their own, and stand below a table or its delimiter row."""
    page = HEADING + above + "\n" + ROW
    assert _codes(page) == [("NI505", page.count("\n"))]


def test_a_table_under_another_heading_is_not_cut_off() -> None:
    """It only lacks its delimiter row."""
    assert _codes(f"{HEADING}{TABLE}\n## Paused Projects\n\n{ROW}") == [("NI502", 9)]


# Emphasis


@pytest.mark.parametrize(
    "text",
    [
        "*Maps of hedges",
        "**Maps of hedges",
        "- item *Maps",
        "## A *heading",
        "text *maps\n\nof* hedges",
        "*maps\n## of*",
        "_Maps of hedges",
        "**Maps:* of",
        "|a *map|b*|",
        "*one* *two",
    ],
)
def test_emphasis_that_is_not_closed(text: str) -> None:
    """The mark is shown: nothing closes it in the same paragraph, bullet, heading or cell."""
    assert lines({"index.md": f"text\n\n{text}\n"}, "NI506") == [3]


@pytest.mark.parametrize(
    "text",
    [
        "*Maps* of **hedges** and ***ditches***",
        "*maps\nof hedges*",
        "* a bullet",
        "A* search finds paths",
        "2 * 3 and 2*3",
        "Stipend* of 100\n\n*before tax",
        "snake_case and _data/x.yml_",
        "\\*maps",
        "`*maps`",
        "[maps](https://example.org/*maps)",
        "<https://example.org/*maps>",
        "https://example.org/a_*b",
        "***",
        "<p>*maps</p>",
        "    *maps",
        "```\n*maps\n```",
        "<!-- *maps -->",
        "*maps [of](a/) hedges*",
        "{{ page.title | *x }}",
        "*.csv files",
    ],
)
def test_marks_that_open_no_emphasis(text: str) -> None:
    """Closed emphasis, bullets, stars behind a word, code, addresses and HTML."""
    found = findings({"index.md": f"text\n\n{text}\n"}, "NI506")
    assert not found


def test_front_matter_is_no_text() -> None:
    """A star there is an alias of YAML, or a part of a value."""
    assert not findings({"index.md": "---\ntitle: a *b\n---\n\ntext\n"}, "NI506")


def test_data_files_are_no_markdown() -> None:
    """Their values are not looked at for tables, emphasis or links."""
    data = "- title: '*Maps'\n  stage: Wave 3 - June to December 2022\n  description: (a)[https://example.org]\n"
    assert not findings({"_data/completed.yml": data}, *TABLES, "NI506", "NI507")


# Links


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("(maps)[https://example.org/a]", "[maps](https://example.org/a)"),
        ("see (the maps)[/maps/].", "[the maps](/maps/)"),
        ("[maps] (https://example.org/a_(b))", "[maps](https://example.org/a_(b))"),
        ("[maps]  (../maps/)", "[maps](../maps/)"),
        ("[team] (mailto:team@example.org)", "[team](mailto:team@example.org)"),
    ],
)
def test_broken_syntax_of_links(text: str, right: str) -> None:
    """The hint is the link as it should be written."""
    assert one(full_brief().replace("Photographs.", text), "NI507").hint == f"write {right}"


@pytest.mark.parametrize(
    "text",
    [
        "[maps](https://example.org)",
        "(see [maps](https://example.org))[1]",
        "[x] (https://example.org)",
        "[maps] (an aside)",
        "f(x)[0] and (a)[b]",
        "`(maps)[https://example.org]`",
        "[a][maps] (https://example.org)",
        "[maps] (https://example.org)\n\n[maps]: https://example.org/a",
        "\\(maps)[https://example.org]",
        "(maps)[https://example.org](https://example.org)",
    ],
)
def test_brackets_that_are_no_broken_link(text: str) -> None:
    """Links, references, code, checkboxes and brackets without an address."""
    assert not findings(full_brief().replace("Photographs.", text), "NI507")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<a href="maps/>Maps</a>', '"maps/'),
        ("<a href='maps/>Maps</a>", "'maps/"),
        ("<a href=\"maps/>Bees' maps</a>", '"maps/'),
        ('<a href="maps/ class="card">Maps</a>', '"maps/'),
        ('<a class="card" href="maps/>\nMaps\n</a> <a href="ponds/">Ponds</a>', '"maps/'),
    ],
)
def test_an_address_of_html_without_its_closing_quote(text: str, shown: str) -> None:
    """A browser reads on up to the next one."""
    found = one({"index.md": f"{text}\n"}, "NI507")
    assert found.message == f"`{shown}` has no closing quotation mark, so this is no link"


@pytest.mark.parametrize(
    "text",
    [
        '<a href="maps/">Maps</a>',
        "<a href='maps/' class=\"card\">Maps</a>",
        "<a href=maps/>Maps</a>",
        '<a href="maps/?a>b">Maps</a>',
        '<a href="{{ "/maps/" | relative_url }}" class="card">Maps</a>',
        '<a href="maps and ponds/">Maps</a>',
        '`<a href="maps/>Maps</a>`',
        '<!-- <a href="maps/>Maps</a> -->',
    ],
)
def test_addresses_of_html_that_are_closed(text: str) -> None:
    """In either quotes or none, with templates and odd characters in them; code and comments."""
    assert not findings({"index.md": f"{text}\n"}, "NI507")


UNCLOSED = "[Maps](https://example.org/maps/"


@pytest.mark.parametrize(
    "page", [f"- {UNCLOSED}\n", f"- {UNCLOSED}\n- text (b)\n", f"|{UNCLOSED} |b|\n", f"{UNCLOSED}\n\ntext"]
)
def test_a_link_without_its_closing_parenthesis(page: str) -> None:
    """It is shown as text; the fix closes it, and is unsafe, because the address may go on."""
    assert fixed(page, "NI507", "index.md") == page.replace("/maps/", "/maps/)")


@pytest.mark.parametrize("page", [f"{UNCLOSED}\ngoes on)\n", f"`{UNCLOSED}`\n", f"{UNCLOSED})\n", "a](/b c\n"])
def test_links_that_are_closed_are_none_without_parenthesis(page: str) -> None:
    """On the next line, in code, and what is no link at all."""
    assert not findings({"index.md": page}, "NI507")
