"""Law: an entry that is read at a glance is the one that the readers of bullets and rows give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships.dialects import LINK_LIST, bullets, tables
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from saying import AREA, MODALITY, TECHNIQUE
from strategies import any_text, pages

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Document

BADGES = (
    *(AREA, TECHNIQUE, MODALITY),
    "![area](https://img.shields.io/badge/a-b-c-d-e)",
    "![area](x)",
    "![a photograph](x.png)",
    "![](https://img.shields.io/badge/NLP-yellow)",
    "![technique](https://img.shields.io/badge/NER)",
)
LINKS = (
    *("[A](a-b/)", "[A]()", "[ A &nbsp;](a-b/)", "[A - B: c](https://example.org/x)", "[&nbsp;](a-b/)", "[](a-b/)"),
    "[A](https://img.shields.io/badge/NLP-yellow)",
    "[A`](a`b/)",
    '[A <span class="nhsx-wave-badge">Wave 3</span>](a-b/)',
    *("[<a href='c-d/'>A](a-b/)", "[A <!-- x -->](a-b/)", "[`A](a-b/)", "[A|B](a-b/)", "[A](a-b/|)", "[A](a<b)"),
    *("[A](a b/)", "[A](a(b)/)", '[A](a-b/ "title")', "[A] (a-b/)", "[A][b]", "[a]: b-c/", "[A\\]](a-b/)"),
)
BETWEEN = (
    *("", " ", " &nbsp; ", "&ensp;&emsp;", "|", " | ", "||", "\n", "\n  ", "\r\n", "\t"),
    *("&thinsp;", "<br>", "<!-- x -->", "text", "`", "\\", "\\|", "!", "[", "]", "(", ")", "{: .x}", "\xa0", "\x0b"),
)
ENTRIES = ((AREA, TECHNIQUE, "[A](a-b/)"), ("[A](a-b/)", AREA), (AREA, TECHNIQUE), ("[A](a-b/)",), ())
STARTS = ("- ", "|", "  |", "1. ", "> - ", "<!--\n- ", "    |")
odd = st.lists(st.sampled_from([*BADGES, *LINKS, *BETWEEN]), max_size=3)
between = st.lists(st.sampled_from(BETWEEN[:6]), min_size=7, max_size=7)


def _mixed(start: str, entry: tuple[str, ...], odd: list[str], at: int, between: list[str]) -> str:
    """One line: what an entry holds, with odd pieces somewhere in it."""
    pieces = [*entry[:at], *odd, *entry[at:], ""]
    return f"{start}{''.join(map(str.__add__, between, pieces))}\n"


lines = st.builds(_mixed, st.sampled_from(STARTS), st.sampled_from(ENTRIES), odd, st.integers(0, 3), between)
made = st.lists(lines, max_size=4).map(lambda found: "## Open\n" + "".join(found))


def said(page: Document) -> tuple[object, ...]:
    return page.entries, page.spans, page.waves, page.diagnostics, page.unparsed, page.dialect.name


def looked_at(text: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The page, read as if no entry were usual."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (bullets, tables):
            patch.setattr(module, "usual_entry", lambda *_: None)
        return ni.parse(text, dialect=LINK_LIST, limits=limits)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("entry", ENTRIES, ids=len)
def test_one_odd_piece(start: str, entry: tuple[str, ...]) -> None:
    """Each piece that an entry may hold besides, in each place."""
    for at in range(len(entry) + 1):
        for piece in (*BADGES, *LINKS, *BETWEEN):
            text = "## Open\n" + _mixed(start, entry, [piece], at, [" "] * 5)
            assert said(ni.parse(text, dialect=LINK_LIST)) == said(looked_at(text)), text


@settings(max_examples=300)
@given(made | pages() | any_text)
def test_both_ways_say_the_same(text: str) -> None:
    """Entries, spans, findings, and what is put aside."""
    assert said(ni.parse(text, dialect=LINK_LIST)) == said(looked_at(text))


@given(made, st.integers(0, 6))
def test_long_rows_are_refused_either_way(text: str, cells: int) -> None:
    """The limit on the cells of a row holds for usual rows, too."""
    limits = Limits(table_cells=cells)
    assert said(ni.parse(text, dialect=LINK_LIST, limits=limits)) == said(looked_at(text, limits))


def test_real_entries_are_read_alike_and_nearly_all_at_a_glance(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for every page of the nine sites; otherwise the laws above would hold for nothing."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.md"))]
    for text in texts:
        assert said(ni.parse(text, dialect=LINK_LIST)) == said(looked_at(text))
    with_badges = sum(bool(entry.badges) for text in texts for entry in ni.parse(text).entries)
    monkeypatch.setattr(tables, "_entry", lambda *_: None)
    monkeypatch.setattr(bullets, "_with_badges", lambda *_: None)
    at_a_glance = sum(bool(entry.badges) for text in texts for entry in ni.parse(text).entries)
    assert at_a_glance > 0.9 * with_badges > 0
