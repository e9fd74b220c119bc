"""A page without signs is passed over, so no page with anything to say may be without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships.dialects import LINK_LIST, PROSE, listing
from strategies import any_text, pages

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Document

# Small pieces of which a page may be made that says something after all.
PIECES = (
    *(
        "# ",
        "## ",
        "Open Projects",
        "Current Projects",
        "Areas of Future Interest",
        "January 2023",
        "Wave 3",
        "wave **4**",
    ),
    *(
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "|",
        "---",
        "===",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "text",
        " ",
        "**",
        "*",
        "_",
        "`",
        "~~~",
    ),
    *(
        "[A](a-b/)",
        "[A]()",
        "[A]( HERE/ )",
        "[a]: c-d/",
        "](",
        "<a href='a-b/'>x</a>",
        "<A HREF=a-b/>",
        "<h2>Open Projects</h2>",
    ),
    *(
        "![area](x)",
        "<img alt=area src=x>",
        "<img src='x.png' alt='Timeline' width=600>",
        "<img",
        "alt=area",
        "https://img.shields.io/badge/NLP-yellow",
        "{{ page.title }}",
        "{: .x}",
        "<!-- ",
        " -->",
    ),
    *(
        "<ul class='nhsuk-card-group'>",
        "<li class='nhsx-project-card'>",
        "<span class='nhsx-wave-badge'>Wave 3</span>",
        "\\",
    ),
)
FRONT = ("", "---\ntitle: Open Projects\n---\n", "---\ntitle: x\n--- \n \n")
made = st.builds(
    lambda front, parts: front + "".join(parts), st.sampled_from(FRONT), st.lists(st.sampled_from(PIECES), max_size=12)
)


def said(page: Document) -> tuple[object, ...]:
    return page.entries, page.spans, page.waves, page.diagnostics, page.unparsed, page.dialect.name


def looked_at(text: str, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The page, read as if every page had signs."""
    with monkeypatch.context() as patch:
        patch.setattr(listing, "has_signs", lambda *_: True)
        return ni.parse(text, dialect=LINK_LIST)


@settings(max_examples=300)
@given(made | pages() | any_text)
def test_a_page_without_signs_says_nothing(text: str) -> None:
    """Reading it in full gives what passing over it gives."""
    with pytest.MonkeyPatch.context() as patch:
        assert said(looked_at(text, patch)) == said(ni.parse(text, dialect=LINK_LIST))


def test_real_pages_without_signs_say_nothing(corpus: Path) -> None:
    """The same for every page of the nine sites."""
    with pytest.MonkeyPatch.context() as patch:
        for path in sorted(corpus.rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            assert said(looked_at(text, patch)) == said(ni.parse(text, dialect=LINK_LIST)), path.name


def test_prose_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Markdown is not parsed for a page of prose."""
    monkeypatch.setattr(listing, "scan", None)
    page = ni.parse("# Overview\n\nInterns work with us. See [the NHS](https://www.nhs.uk/).\n\n- Bring questions\n")
    assert page.dialect == PROSE
