"""A blank title is never written: the next reading would find no title, or other text in its place."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from nhs_internships import Brief, Internship, Project
from nhs_internships.dialects import ALL, BRIEF, COMPLETED_DATA, LINK_LIST, Dialect
from nhs_internships.errors import RenderError, UnsafeEdit

BADGE = ni.Badge(label="NLP", facet=ni.Facet.AREA)
PROJECT = Project(
    slug="a-b", title="A b", status=ni.Status.OPEN, url="a-b/", badges=(BADGE,), internships=(Internship(code="P1"),)
)
BLANK = ("", " ", "\t\n", "\u00a0", " \u2003 ")
blank = pytest.mark.parametrize("title", BLANK, ids=ascii)
with_titles = pytest.mark.parametrize("dialect", [one for one in ALL if "title" in one.carries], ids=str)
with_entries = pytest.mark.parametrize("dialect", [one for one in ALL if one.edit_entry], ids=str)


@blank
@with_entries
def test_an_edit_to_a_blank_title_is_refused(dialect: Dialect, title: str) -> None:
    """In every dialect that has entries."""
    page = ni.parse(ni.render(PROJECT, dialect))
    assert page.spans[0].dialect is dialect
    with pytest.raises(UnsafeEdit, match="the new title is blank"):
        page.edit(0, title=title)


@blank
def test_a_brief_keeps_a_title(title: str) -> None:
    """In its front matter."""
    with pytest.raises(UnsafeEdit, match="the new title is blank"):
        ni.parse(ni.render(PROJECT, BRIEF)).edit_brief(title=title)


@blank
@with_titles
def test_a_blank_title_is_not_rendered(dialect: Dialect, title: str) -> None:
    """In every dialect that carries titles."""
    with pytest.raises(RenderError, match='the title of the project "a-b" is blank'):
        ni.render(PROJECT.with_title(title), dialect)


@blank
def test_an_internship_with_a_blank_title_has_that_of_its_project(title: str) -> None:
    """A record always gets a title."""
    text = ni.render(Project(slug="a-b", title="A b", internships=(Internship(title=title),)), COMPLETED_DATA)
    assert ni.parse(text, COMPLETED_DATA).entries[0].title == "A b"


def test_a_brief_with_a_blank_title_is_not_rendered() -> None:
    """A brief without any title has no line for one in its front matter."""
    brief = Brief(heading="A b", fields=(ni.Field(name="Need"), ni.Field(name="Datasets")))
    text = ni.render(Project(slug="a-b", title="A b", brief=brief), BRIEF)
    assert "title:" not in text
    assert ni.parse(text).brief == brief
    with pytest.raises(RenderError, match="the title of this brief is blank"):
        ni.render(Project(slug="a-b", title="A b", brief=Brief(title=" ", heading="A b")), BRIEF)


def test_an_empty_title_is_still_read() -> None:
    """Such an entry can be given a title."""
    page = ni.parse("## Open Projects\n- [](a-b/)\n", LINK_LIST)
    assert page.entries[0].title == ""
    assert str(page.edit(0, title="A b")) == "## Open Projects\n- [A b](a-b/)\n"
