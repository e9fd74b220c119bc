"""Law: our rule for paragraphs and underlined headings finds the blocks that markdown-it's own two rules find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import lheading, paragraph

from nhs_internships.grammar import blocks as _blocks
from strategies import any_text, pages

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it import MarkdownIt

NESTING = 20
PIECES = (
    *(
        "text",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        "# ",
        "## A",
        "#",
        "---",
        "===",
        "- - -",
        "***",
        "___",
        "=",
        "-",
        "--- x",
    ),
    *("```", "~~~", "<div>", "<b>", "<!--", "[a]: b", "|", "\\", "&nbsp;", "![x](y)", "(c)", "_x", "`x`", "0", "9."),
    *(" ", "  ", "   ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\n  ", "\n    ", "\n> "),
)
made = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)

Found = list[tuple[str, str, int, list[int] | None]]


def found(parser: MarkdownIt, text: str) -> Found:
    return [(token.type, token.tag, token.level, token.map) for token in parser.parse(text) if token.type != "inline"]


def by_its_own_rules() -> MarkdownIt:
    """The parser as it is, but for the two rules."""
    parser = _blocks._parser.__wrapped__(NESTING)
    parser.block.ruler.at("paragraph", paragraph)
    parser.block.ruler.at("lheading", lheading)
    return parser.enable("lheading")


THEIRS, OURS = by_its_own_rules(), _blocks._parser(NESTING)


@settings(max_examples=200)
@given(made | pages() | any_text)
@example("a\nb\n===\nc\n---\nd\n    ---\n")
@example("- a\nb\n---\n> c\n===\n")
@example("a\n2. b\n1. c\n")
def test_the_same_blocks(text: str) -> None:
    """Types, levels and lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    assert found(OURS, text) == found(THEIRS, text)


def test_the_same_blocks_of_real_pages(corpus: Path) -> None:
    """The same for every page of the nine sites."""
    for path in sorted(corpus.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        assert found(OURS, text) == found(THEIRS, text), path.name
