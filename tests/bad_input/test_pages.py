"""Pages that are broken, enormous or hostile: what can be read is read, quickly, and the rest is reported."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from _limited import output_of
from nhs_internships.dialects import PROSE

AREA = "![area](https://img.shields.io/badge/NLP-yellow)"
CARD = "<ul class='nhsuk-card-group'><li class='nhsx-project-card'>"
SIZE = 250_000

REPEATED = {
    "images": "![",
    "brackets": "[[",
    "comments": "<!--",
    "CDATA": "<![CDATA[",
    "comments that end": "<!-- -->",
    "declarations": "<!doctype ",
    "links": "[](",
    "targets": "](",
    "parentheses": "[x](()",
    "backticks": "`",
    "backslashes": "\\",
    "stars": "**",
    "labels": "**Need:**\n",
    "entities": "&nbsp;",
    "anchors": "<a href='x-y/'>",
    "wave labels": "<b nhsx-wave-badge ",
    "scripts": "<script>",
    "headings in HTML": "<h2>",
    "pipes": "|",
    "carriage returns": "\r",
    "tabs": "\t",
    "mojibake": "\u00e2\u20ac",
    "underlines": "a\n---\n",
}


def read_repeated(before: str, piece: str) -> str:
    """Read 250 KB of one piece, in a limited interpreter, after one entry that must not be lost."""
    code = f"""
import nhs_internships as ni
text = "## Open Projects\\n- [Made-up](made-up/)\\n\\n" + {before!r} + {piece!r} * ({SIZE} // len({piece!r}.encode()))
document = ni.parse(text)
assert str(document) == text
print(document.entries[0].title, document.entries[0].status)
"""
    return output_of(code)


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_a_quarter_megabyte_of_one_piece(piece: str) -> None:
    """No expression and no parser takes more than linear time, and what stands before is read."""
    assert read_repeated("", piece) == "Made-up open"


@pytest.mark.parametrize(
    "piece", ["<!--", "<![CDATA[", "<li>", "<a ", '<a href="', "<strong class='nhsuk-tag'>", "&amp"]
)
def test_a_quarter_megabyte_inside_a_card(piece: str) -> None:
    """The standard HTML parser is quadratic on some of these, and never sees them."""
    assert read_repeated(CARD, piece) == "Made-up open"


@pytest.mark.parametrize("piece", ["> ", ">", "- ", "1. ", "- > "])
def test_a_hundred_thousand_nested_quotes_or_bullets(piece: str) -> None:
    """What lies deeper than the limit is not looked at, and that is said."""
    code = f"""
import nhs_internships as ni
document = ni.parse("- [Made-up](made-up/)\\n\\n# A\\n\\n" + {piece!r} * 100_000 + " [B](b-b/)\\n")
print(len(document.entries), [part.kind.value for part in document.unparsed], document.diagnostics[-1].code)
"""
    assert output_of(code) == "1 ['nested'] NI110"


@pytest.mark.parametrize("blank", ["&nbsp;", " \t", "|", "\n  "])
def test_a_long_row_of_blanks(blank: str) -> None:
    """Each is looked at once, before a title, behind one, and between badges and titles."""
    code = f"""
import nhs_internships as ni
for begin in ("- a", "- ", "|a", "| ", "- {AREA}", "|{AREA}"):
    ni.parse("## Open Projects\\n" + begin + {blank!r} * (50_000 // len({blank!r})) + "b\\n")
print("read")
"""
    assert output_of(code) == "read"


@pytest.mark.parametrize(
    "link", ["[a](https://github.com/a/", "[](https://", "[a](https://github.com/a/b) ", "[a](b-c/) "]
)
def test_a_quarter_megabyte_of_links_in_a_brief(link: str) -> None:
    """Loading asks each of them whether it leads to a project, and looks no further than it must."""
    code = f"""
import nhs_internships as ni
text = "---\\npermalink: /a-b/\\n---\\n**Need:** " + {link!r} * ({SIZE} // len({link!r})) + "\\n\\n**Datasets:** x\\n"
print(len(ni.load(ni.parse(text, name="a.md"))))
"""
    assert output_of(code) == "1"


@pytest.mark.parametrize(
    "piece",
    [
        f"{AREA}[Made-up](made-up/)",
        "https://img.shields.io/a [x](y-z/) ",
        "![",
        "nhsx-project-card ",
        "<!-- x -->[Made-up](made-up/)",
    ],
)
@pytest.mark.parametrize("begin", ["", "- ", "|"])
def test_a_quarter_megabyte_of_badges_and_links(begin: str, piece: str) -> None:
    """In a paragraph, bullet or row the time grows with their number, not with its square."""
    code = f"""
import nhs_internships as ni
text = "## Open Projects\\n" + {begin!r} + {piece!r} * ({SIZE} // len({piece!r})) + "[Last](last-one/)" * 1000
print(len(ni.parse(text).text) == len(text))
"""
    assert output_of(code) == "True"


def test_a_brief_with_a_link_under_each_of_thousands_of_labels() -> None:
    """The label of a link is found by halving."""
    code = """
import nhs_internships as ni
text = "**Need:** x\\n\\n**Datasets:** y\\n" + "".join(f"\\n**f{n}:** [x](a-{n}/)\\n" for n in range(15_000))
print(len(ni.load(ni.parse(text, name="a-b.md")).diagnostics))
"""
    assert output_of(code) == "15000"


def test_a_record_of_ten_thousand_badges() -> None:
    """Each is looked up once."""
    code = """
import nhs_internships as ni
text = "- title: t\\n" + "".join(f"  badge{n}: b\\n" for n in range(10_000))
print(len(ni.parse(text, name="_data/completed.yml").entries[0].badges))
"""
    assert output_of(code) == "10000"


def test_a_brief_of_thousands_of_fields() -> None:
    """Their places are found one by one, and so is each label."""
    code = """
import nhs_internships as ni
text = "**Need:** x\\n\\n**Datasets:** y\\n" + "".join(f"\\n**f{n}:** x\\n" for n in range(15_000))
print(len(dict(ni.parse(text).brief_spans.fields)))
"""
    assert output_of(code) == "15002"


def test_bullets_nested_line_by_line() -> None:
    """Those up to the limit are read, the rest is reported as one part."""
    text = "## Open Projects\n" + "".join(f"{'  ' * depth}- [P{depth}](p-{depth}/)\n" for depth in range(300))
    document = ni.parse(text)
    assert [entry.title for entry in document.entries] == [f"P{n}" for n in range(len(document.entries))]
    assert 5 <= len(document.entries) < 20
    assert {part.kind for part in document.unparsed} == {"nested"}
    assert "NI110" in {found.code for found in document.diagnostics}


def test_a_table_of_ten_thousand_columns() -> None:
    """The first cells are read, and the finding says where reading stopped."""
    text = f"## Open Projects\n|{AREA}|[Made-up](made-up/)|" + "x|" * 10_000 + f"\n|{AREA}|[Other](other-one/)|\n"
    code = f"""
import nhs_internships as ni
document = ni.parse({text!r})
print([e.title for e in document.entries], [(d.code, d.line) for d in document.diagnostics])
"""
    assert output_of(code) == "['Made-up', 'Other'] [('NI210', 2)]"


def test_a_blank_line_between_delimiter_and_rows() -> None:
    """The rows are a table all the same."""
    document = ni.parse(
        f"## Open Projects\n|---|---|\n\n|{AREA}|[Made-up](made-up/)|\n\n|{AREA}|[Other](other-one/)|\n"
    )
    assert [entry.title for entry in document.entries] == ["Made-up", "Other"]
    assert not document.diagnostics


def test_a_row_followed_at_once_by_a_rule() -> None:
    """To Markdown the row is a heading; it is a row."""
    document = ni.parse(f"## Open Projects\n|{AREA}|[Made-up](made-up/)|\n---\n\n- [Other](other-one/)\n")
    assert [(entry.title, entry.section) for entry in document.entries] == [
        ("Made-up", "Open Projects"),
        ("Other", "Open Projects"),
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:x", " java\tscript:x", "vbscript:x", "data:text/html,x"]
)
def test_a_link_that_would_run_code(url: str) -> None:
    """It is read as it stands, and reported."""
    document = ni.parse(f"## Open Projects\n- [Made-up]({url})\n{AREA}\n")
    assert document.entries[0].url == url.strip()
    assert [found.code for found in document.diagnostics] == ["NI208"]


def test_a_card_that_is_too_long() -> None:
    """It is put aside whole; the next one is read."""
    long = f"<li class='nhsx-project-card'><a class='nhsuk-card__link' href='a-b/'>{'x' * 70_000}</a></li>"
    short = "<li class='nhsx-project-card'><a class='nhsuk-card__link' href='c-d/'>C</a></li>"
    document = ni.parse(f"## Open Projects\n<ul class='nhsuk-card-group'>\n{long}\n{short}\n</ul>\n")
    assert [entry.title for entry in document.entries] == ["C"]
    assert [part.kind for part in document.unparsed] == ["card"]
    assert "65,536 characters" in document.diagnostics[0].message


def test_a_page_without_any_structure() -> None:
    """Words alone are prose."""
    document = ni.parse("word " * 50_000)
    assert (document.dialect, document.entries, document.diagnostics) == (PROSE, (), ())


def test_line_ends_are_only_three() -> None:
    """A form feed or U+2028 is a character of its line, as Markdown and YAML have it."""
    document = ni.parse("## Open Projects\n- [A\x0cB\u2028C](a-b/)\r- [D](d-e/)\r\n- [F](f-g/)\n")
    assert [entry.title for entry in document.entries] == ["A\x0cB\u2028C", "D", "F"]
    assert [document.position(spans.title.start).line for spans in document.spans] == [2, 3, 4]
