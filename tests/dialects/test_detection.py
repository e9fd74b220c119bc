"""Which dialect a text is written in: ranked candidates with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given

import nhs_internships as ni
from nhs_internships.dialects import ALL, BADGE_TABLE, BRIEF, COMPLETED_DATA, PROSE
from nhs_internships.testing import pages
from saying import AREA
from strategies import Page, written

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "LINK_LIST": "## Open Projects\n- [A](a-b/)\n",
    "TITLE_LIST": f"## Open Projects\n- [A](a-b/)\n{AREA}\n",
    "BADGE_LIST": f"## Open Projects\n- {AREA} &nbsp; [A](a-b/)\n",
    "TITLE_TABLE": f"## Open Projects\n| &nbsp; [A](a-b/)|{AREA}|\n",
    "BADGE_TABLE": f"## Open Projects\n|{AREA}|[A](a-b/)|\n",
    "CARDS": "## Open Projects\n<li class='nhsx-project-card'><a class='nhsuk-card__link' href='a-b/'>A</a></li>\n",
    "BRIEF": "---\npermalink: /a/\n---\n# A\n**Keywords:** NLP\n**Need:** x\n",
    "OUTPUT_PAGE": "---\ntitle: A\n---\n| Output | Link |\n|--|--|\n| Code | [Here](https://example.org/a) |\n",
    "COMPLETED_DATA": "- title: P34 - A\n  stage: Wave 3\n",
    "WAVES_DATA": "- name: Wave 3\n  limit:\n",
    "PROSE": "# About\nSome text.\n",
}


@pytest.mark.parametrize(("name", "text"), PAGES.items(), ids=PAGES)
def test_each_dialect_is_found(name: str, text: str) -> None:
    """First in the ranking, with a reason; and reading ends with the same."""
    best = ni.detect(text)[0]
    assert best.dialect.name == name
    assert best.reasons
    assert 0 < best.score <= 1
    assert ni.parse(text).dialect == best.dialect
    assert str(best).startswith(f"{name} (0.")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_line_ends_do_not_matter(text: str, newline: str) -> None:
    """The candidates, their scores and reasons are the same."""
    assert ni.detect(text.replace("\n", newline)) == ni.detect(text)


def test_every_dialect_has_a_page_here() -> None:
    """A new dialect is tested, too."""
    assert list(PAGES) == [dialect.name for dialect in ALL]


def test_candidates_are_ranked() -> None:
    """The likeliest first, and prose, which anything may be, last."""
    candidates = ni.detect(PAGES["BADGE_TABLE"] + PAGES["LINK_LIST"])
    scores = [candidate.score for candidate in candidates]
    assert scores == sorted(scores, reverse=True)
    assert [candidate.dialect.name for candidate in candidates] == ["BADGE_TABLE", "LINK_LIST", "PROSE"]
    assert candidates[0].reasons == ("1 rows that begin with a badge",)


def test_the_form_of_most_entries_is_the_dialect() -> None:
    """Each entry keeps its own."""
    document = ni.parse(f"## Open Projects\n|{AREA}|[A](a-b/)|\n|{AREA}|[B](b-b/)|\n\n- [C](c-c/)\n")
    assert document.dialect == BADGE_TABLE
    assert [spans.dialect.name for spans in document.spans] == ["BADGE_TABLE", "BADGE_TABLE", "LINK_LIST"]


@given(written())
def test_reading_ends_with_what_was_detected(page: Page) -> None:
    """On listings spaced as people do."""
    assume(page.entries)
    document = ni.parse(page.text)
    assert ni.detect(document)[0].dialect.name == document.dialect.name == page.form


@given(pages(BRIEF))
def test_a_brief_is_a_brief(text: str) -> None:
    """Whatever its fields say."""
    assert ni.detect(text)[0].dialect == ni.parse(text).dialect == BRIEF


def test_on_real_pages_too(real_pages: list[Path]) -> None:
    """Detection and reading agree on every page there is."""
    for path in real_pages:
        document = ni.read(path)
        assert ni.detect(document)[0].dialect == document.dialect, path.name


@pytest.mark.parametrize(
    "text",
    [
        "- codelink: x\n  title: P3 - A\n  stage: Wave 1\n",
        "-\n  title: P3 - A\n",
        "# a comment\n---\n- stage: Wave 1\n  Title: P3 - A\n",
        '- "title": P3 - A\n',
        "[{stage: Wave 1, title: P3 - A}]\n",
        '[\n  {"stage": "Wave 1", "title": "P3 - A"}\n]\n',
        "\ufeff- title: P3 - A\r\n",
    ],
)
def test_a_data_file_is_told_by_its_name_and_keys(text: str) -> None:
    """In whatever order and style its records are written."""
    document = ni.parse(text, name="_data/completed.yml")
    assert document.dialect == COMPLETED_DATA
    assert [entry.title for entry in document.entries] == ["P3 - A"]


@pytest.mark.parametrize("text", ["title: My site\nplugins:\n  - feed\n", "# nothing\n", "- a\n- b\n"])
def test_other_yaml_is_prose(text: str) -> None:
    """The settings of a site are no records."""
    document = ni.parse(text, name="_config.yml")
    assert (document.dialect, document.diagnostics) == (PROSE, ())


def test_a_list_of_briefs_is_no_brief() -> None:
    """Labels that all stand several times belong to several projects; those are read as entries."""
    labels = "\n\n**Need:** x\n\n**Datasets:** y\n\n"
    page = f"## Open Projects\n- [A](a-b/){labels}- [B](b-b/){labels}"
    assert [entry.title for entry in ni.parse(page).entries] == ["A", "B"]
