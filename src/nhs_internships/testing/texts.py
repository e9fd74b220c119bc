"""Hypothesis strategies for texts: pages in each dialect, and small sites of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve
from hypothesis import reject
from hypothesis import strategies as st

from nhs_internships.dialects import (
    BADGE_LIST,
    BADGE_TABLE,
    BRIEF,
    CARDS,
    COMPLETED_DATA,
    LINK_LIST,
    OUTPUT_PAGE,
    PROSE,
    TITLE_LIST,
    TITLE_TABLE,
    WAVES_DATA,
    Dialect,
    render,
)
from nhs_internships.errors import RenderError
from nhs_internships.model import Project, Status
from nhs_internships.testing.values import briefs, projects, runs

__all__ = ["LISTINGS", "NEWLINES", "pages", "rough", "roughened", "sites"]

LISTINGS = (LINK_LIST, TITLE_LIST, BADGE_LIST, TITLE_TABLE, BADGE_TABLE, CARDS)
NEWLINES = ("\n", "\r\n", "\r")
_PROSE = (
    "Some text about the scheme, see [Overview](overview.html).\n\n",
    "*Unclosed subtitle\n\n",
    "<div class=\"x\"><a href='about.html'>About</a></div>\n\n",
    "> quoted\n\n",
    "* * *\n\n",
    "<!-- - [Old](old-one/) -->\n\n",
)
_FOLDERS = {
    Status.OPEN: "new_open/",
    Status.ACTIVE: "active/",
    Status.PAUSED: "closed/paused/",
    Status.COMPLETED: "closed/complete/",
    Status.ARCHIVED: "closed/archive/",
}


def roughened(text: str, newline: str, bom: bool, final: bool) -> str:
    """The text as another editor would have saved it."""
    text = text if final else text.rstrip("\n")
    return ("\ufeff" if bom else "") + text.replace("\n", newline)


@st.composite
def rough(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Texts with any newline, with or without a byte order mark and a final newline."""
    return roughened(draw(texts), draw(st.sampled_from(NEWLINES)), draw(st.booleans()), draw(st.booleans()))


def pages(dialect: Dialect | None = None, of: st.SearchStrategy[Project] | None = None) -> st.SearchStrategy[str]:
    """Texts of pages, as they might have been saved anywhere: with any newline, perhaps a byte order mark.

    Listings may have front matter and prose before their entries. A dialect of your own works, too: projects that its
    `render` refuses with `RenderError` or `ParseError` are not drawn.

    Args:
        dialect: The dialect; by default any dialect of listings, or records of finished internships.
        of: The projects on the pages, `projects` by default.

    Examples:
        >>> from hypothesis import given
        >>> from nhs_internships.dialects import parse
        >>> @given(pages())
        ... def test_a_page_is_kept(text):
        ...     assert str(parse(text)) == text
        >>> test_a_page_is_kept()
    """
    chosen = st.sampled_from((*LISTINGS, COMPLETED_DATA)) if dialect is None else st.just(dialect)
    return rough(chosen.flatmap(lambda one: _texts(one, projects() if of is None else of)))


@st.composite
def _texts(draw: st.DrawFn, dialect: Dialect, of: st.SearchStrategy[Project]) -> str:
    if dialect is PROSE:
        return "".join(draw(st.lists(st.sampled_from(_PROSE), max_size=4)))
    try:
        text = render(draw(_fitting(dialect, of)), dialect)
    except RenderError:
        reject()
    return (draw(_before) if dialect in LISTINGS else "") + text


def _fitting(dialect: Dialect, of: st.SearchStrategy[Project]) -> st.SearchStrategy[list[Project]]:
    """As many projects as a page in the dialect holds, with what it is about."""
    if dialect is BRIEF:
        return st.builds(lambda project, brief: [evolve(project, brief=brief)], of, briefs())
    if dialect is OUTPUT_PAGE:
        return st.builds(lambda project, run: [evolve(project, internships=[run])], of, runs)
    return st.lists(of, max_size=4)


_before = st.builds(
    "{}{}".format,
    st.sampled_from(["", "---\ntitle: Projects\n---\n\n"]),
    st.lists(st.sampled_from(_PROSE), max_size=2).map("".join),
)


def sites(of: st.SearchStrategy[Project] | None = None) -> st.SearchStrategy[dict[str, str]]:
    """Small sites, as texts by path: listings, a brief for some projects, and the data files.

    The pages agree about addresses and statuses. Briefs have words of their own, so titles and keywords differ.

    Args:
        of: The projects, `projects` by default; each gets the address of its slug.

    Examples:
        >>> from hypothesis import given
        >>> import nhs_internships as ni
        >>> @given(sites())
        ... def test_a_catalogue_is_written_and_read(texts):
        ...     catalogue = ni.load(ni.parse(text, name=path) for path, text in texts.items())
        ...     assert ni.Catalogue.from_json(catalogue.to_json()) == catalogue
        >>> test_a_catalogue_is_written_and_read()
    """
    return _sites(projects() if of is None else of)


@st.composite
def _sites(draw: st.DrawFn, of: st.SearchStrategy[Project]) -> dict[str, str]:
    drawn = draw(st.lists(of, min_size=1, max_size=5, unique_by=lambda project: project.slug))
    every = [evolve(project, url=f"{project.slug}/") for project in drawn]
    current = [project for project in every if project.status is Status.ACTIVE]
    others = [project for project in every if project.status is not Status.ACTIVE]
    listing = draw(st.sampled_from(LISTINGS))
    texts = {
        "index.md": draw(_before) + render(current, listing),
        "content/projects.md": draw(_before) + render(others, listing),
        **{_place(one): render(one, BRIEF) for one in draw(_some_with_briefs(every))},
        "_data/completed.yml": render(every, COMPLETED_DATA),
        "_data/kanban.yml": render(every, WAVES_DATA),
    }
    return {path: draw(rough(st.just(text))) for path, text in texts.items()}


@st.composite
def _some_with_briefs(draw: st.DrawFn, of: Sequence[Project]) -> list[Project]:
    """Some of the projects, each with a brief that has the project's address."""
    chosen = draw(st.lists(st.sampled_from(of), unique_by=lambda project: project.slug))
    return [evolve(one, brief=evolve(draw(briefs()), permalink=f"/{one.slug}/")) for one in chosen]


def _place(project: Project) -> str:
    """The path of a project's brief, in the folder of its status."""
    folder = _FOLDERS.get(project.status, "") if project.status else ""
    return f"content/projects/{folder}{project.slug}.md"
