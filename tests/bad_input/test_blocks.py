"""Pages of very many blocks: what is within the limit is read, in bounded time and memory, and the rest is reported."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from _limited import output_of
from nhs_internships.limits import DEFAULT_LIMITS, Limits

ENTRY = "- [Made-up](made-up/)\n"
PIECES = {
    "bullets": "- a\n",
    "loose bullets": "- a\n\n",
    "linked bullets": "- [A](a-b/)\n",
    "nested bullets": "- - - - - - - - - - - - a\n",
    "numbers": "1. a\n",
    "quotes": "> a\n",
    "quotes apart": "> a\n\n",
    "empty quotes": ">\n",
    "blank lines": "\n",
    "carriage returns": "\r",
    "rules": "---\n",
    "rules apart": "---\n\n",
    "headings": "# a\n",
    "paragraphs": "a\n\n",
    "lines": "a\n",
    "rows": "|a|\n",
    "rows and lines": "a\n|b|\n",
    "fences": "```\n",
    "HTML": "<p>\n\n",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_page_as_large_as_the_limit(piece: str) -> None:
    """It is read within 300 MB, whatever it is made of, and the entry before it is not lost."""
    code = f"""
import nhs_internships as ni
begin = "## Open Projects\\n" + {ENTRY!r} + "\\n"
text = begin + {piece!r} * (({DEFAULT_LIMITS.text_bytes} - len(begin)) // len({piece!r}))
document = ni.parse(text)
assert str(document) == text
print(document.entries[0].title)
"""
    assert output_of(code) == "Made-up"


def test_what_lies_beyond_the_limit_is_reported() -> None:
    """The entries before it are read; the rest is one unparsed part, with a finding at its place."""
    text = "## Open Projects\n" + "".join(f"- [P{n}](p-{n}/)\n" for n in range(8))
    document = ni.parse(text, limits=Limits(blocks=5))
    assert [entry.title for entry in document.entries] == ["P0", "P1", "P2", "P3"]
    assert str(document) == text
    (part,) = document.unparsed
    assert (part.kind, part.text) == ("rest", text[text.index("- [P4]") :])
    (found,) = document.diagnostics
    assert (found.code, found.line, found.span) == ("NI111", 6, part.span)


def test_as_many_blocks_as_the_limit_are_read() -> None:
    """There is no rest then."""
    assert not ni.parse("## Open Projects\n" + ENTRY * 4, limits=Limits(blocks=5)).unparsed


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\nb\nc\n", 1),
        ("a\n\nb\n\n\nc\n", 3),
        ("# a\n## b\n", 2),
        ("- a\n  b\n- c\n", 2),
        ("- - a\n", 2),
        ("> > a\n", 2),
        ("1. a\n2) b\n", 2),
        ("|a|\n|b|\n", 2),
        ("-a\n12 b\n", 1),
        ("---\ntitle: a\n---\n- a\n", 1),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_how_blocks_are_counted(text: str, blocks: int, newline: str) -> None:
    """By the lines that begin one, and their marks; front matter does not count."""
    page = text.replace("\n", newline)
    assert not ni.parse(page, limits=Limits(blocks=blocks)).unparsed
    assert [part.kind for part in ni.parse(page, limits=Limits(blocks=blocks - 1)).unparsed] == ["rest"]


def test_an_edit_of_a_page_beyond_the_limit() -> None:
    """What was not read stays as it is."""
    text = "## Open Projects\n" + ENTRY * 4
    document = ni.parse(text, limits=Limits(blocks=3)).edit(0, title="Other")
    assert str(document) == text.replace("Made-up", "Other", 1)
