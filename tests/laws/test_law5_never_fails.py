"""Law 5: reading never fails on a readable text; what is not understood is kept aside and reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships.diagnostics import RULES, Severity
from nhs_internships.dialects import ALL, BRIEF, UnparsedKind
from nhs_internships.errors import DocumentError
from nhs_internships.testing import pages
from nhs_internships.testing.texts import rough
from nhs_internships.testing.values import AWKWARD, any_text

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Document
    from nhs_internships.dialects import Dialect

PIECES = (
    "- ", "* ", "1. ", "> ", "    ", "\t", "|", "|---|", "\n", "\n\n", "# ", "## Open Projects\n", "### Wave 3\n",
    "---\n",
    "[A](a-b/)", "[B](", "](", "![area](https://img.shields.io/badge/NLP-yellow)",
    "![area](https://img.shields.io/x)",
    "<ul class='nhsuk-card-group'>", "<li class='nhsx-project-card'>", "</li>", "</ul>",
    "<a href='a-b/'>", "</a>",
    "<a class='nhsuk-card__link' href='c-d/'>C", "<strong class='nhsuk-tag nhsuk-tag--grey'>D</strong>",
    "<h2>", "</h2>",
    "<span class='nhsx-wave-badge'>Wave 4", "</span>",
    "<!--", "-->", "<script>", "</script>", "<![CDATA[",
    "<div>", "```\n",
    "**Need:** ", "**Datasets:**\n",
    "- title: P1 - x\n", "  stage: Wave 1\n", "  badge1: [a\n", "title: 'a\n", "&nbsp;",
    "\\",
)  # fmt: skip
scrambled = st.lists(st.sampled_from(PIECES) | st.sampled_from(AWKWARD) | any_text, max_size=30).map("".join)

BADGE = re.compile(r"!\[[^\]\n]*\]\(https://img\.shields\.io/[^()\s]*\)")


def everything_is_reported(document: Document) -> None:
    """Each finding has a rule, a place inside the text, and each part that was put aside has a finding."""
    places = {diagnostic.span for diagnostic in document.diagnostics}
    for diagnostic in document.diagnostics:
        assert diagnostic.severity is RULES[diagnostic.code].severity
        assert diagnostic.message
        if diagnostic.span and diagnostic.line:
            assert (diagnostic.line, diagnostic.column) == document.position(diagnostic.span.start)
    # A page that holds nothing but links to projects is prose, and its links are no fault.
    is_prose = not document.entries and {part.kind for part in document.unparsed} == {UnparsedKind.LINK}
    assert is_prose or all(part.span in places for part in document.unparsed)


@pytest.mark.parametrize("dialect", [None, *ALL], ids=str)
@given(scrambled | rough(scrambled))
def test_any_text_is_read_in_any_dialect(dialect: Dialect | None, text: str) -> None:
    """Whatever it is taken for, a text gives a document that is that text."""
    document = ni.parse(text, dialect)
    assert str(document) == text
    everything_is_reported(document)


@given(pages() | pages(BRIEF), st.integers(0, 10_000), st.integers(0, 200))
def test_a_page_with_a_piece_cut_out_is_read(text: str, start: int, length: int) -> None:
    """Half a page, or one with a hole, is read as far as it goes."""
    start %= len(text) + 1
    for cut in (text[:start], text[start:], text[:start] + text[start + length :]):
        document = ni.parse(cut)
        assert str(document) == cut
        everything_is_reported(document)


@given(st.lists(st.sampled_from(["- ", "|", "\n", "x ", "[A](a-b/) ", "![area](https://img.shields.io/badge/N-y) "])))
def test_each_badge_is_an_entry_s_or_is_put_aside(pieces: list[str]) -> None:
    """No badge image is lost, wherever it stands."""
    text = "# Projects\n\n" + "".join(pieces)
    document = ni.parse(text)
    taken = [span.start for spans in document.spans for span in spans.badges]
    aside = [part.span.start for part in document.unparsed]
    shown = [found.start() for found in BADGE.finditer(text) if not _is_code(text, found.start())]
    assert sorted({*taken, *(at for at in aside if at in shown)}) == shown
    assert len(taken) == len(set(taken))


def _is_code(text: str, at: int) -> bool:
    line = text[: at + 1].splitlines()[-1]
    return line.startswith("    ")


@given(scrambled)
def test_strict_raises_every_problem_at_once(text: str) -> None:
    """One group holds an error for each error and warning, and nothing for notes."""
    problems = [found for found in ni.parse(text).diagnostics if found.severity is not Severity.NOTE]
    if not problems:
        ni.parse(text, strict=True)
        return
    with pytest.raises(ExceptionGroup) as raised:
        ni.parse(text, strict=True)
    assert [error.diagnostic for error in raised.value.exceptions if isinstance(error, DocumentError)] == problems


def test_each_real_page_is_read_whole(real_pages: list[Path]) -> None:
    """On real pages every part that was put aside has a finding, and none is an error."""
    for path in real_pages:
        document = ni.read(path)
        everything_is_reported(document)
        assert not [str(found) for found in document.diagnostics if found.severity is Severity.ERROR]
