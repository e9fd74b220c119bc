"""Law 3: what is rendered reads back as what the dialect carries of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships import Badge, Brief, Entry, Facet, Internship, Project, Status
from nhs_internships.dialects import BADGE_TABLE, BRIEF, CARDS, COMPLETED_DATA, PROSE, TITLE_TABLE, WAVES_DATA
from nhs_internships.dialects.outputs import read_output
from nhs_internships.errors import RenderError
from nhs_internships.model import BRIEF_FIELDS
from nhs_internships.testing import projects
from nhs_internships.testing.texts import LISTINGS
from nhs_internships.testing.values import any_text, briefs, titles

if TYPE_CHECKING:
    from nhs_internships.dialects import Dialect

ORDER = (None, "active", "open", "future", "closed", "paused", "completed", "archived", "superseded")
listing = pytest.mark.parametrize("dialect", LISTINGS, ids=str)


def carried(given_projects: list[Project], dialect: Dialect) -> list[Entry]:
    """What a listing in a dialect can say of projects, in the order in which it says it."""
    plain = {id(project): _is_plain(project) for project in given_projects}
    tables = dialect in {TITLE_TABLE, BADGE_TABLE}
    ordered = sorted(
        given_projects,
        key=lambda project: (
            ORDER.index(project.status),
            tables and not plain[id(project)],
            project.wave is not None,
            (project.wave or ni.Wave(number=1)),
        ),
    )
    return [_entry(project, dialect, in_table=tables and not plain[id(project)]) for project in ordered]


def _is_plain(project: Project) -> bool:
    """Future interests are bullets of plain text."""
    nothing_else = project.url is None and not project.badges
    return project.status is Status.FUTURE and nothing_else


def _entry(project: Project, dialect: Dialect, *, in_table: bool) -> Entry:
    title = " ".join(project.title.split())
    stated = project.badges if "badges" in dialect.carries else ()
    # A badge without a colour is written in the colour that the service shows for none.
    badges = tuple(evolve(badge, colour="lightgrey") if badge.colour is None else badge for badge in stated)
    needs_link = not _is_plain(project) and not badges and dialect is not CARDS
    wave = None if dialect in {TITLE_TABLE, BADGE_TABLE} and not in_table else project.wave
    url = "" if project.url is None and needs_link else project.url
    code = re.match(r"[Pp][0-9]{2,4}(?=\s+[-\u2013\u2014]\s|:\s|$)", title)
    return Entry(
        status=project.status, title=title, url=url, badges=badges, wave=wave, code=code.group() if code else None
    )


def comparable(entry: Entry, dialect: Dialect) -> Entry:
    """Without the heading's words; colours of cards are the site's own; urls without their escapes."""
    badges = (evolve(badge, colour=None) for badge in entry.badges) if dialect is CARDS else entry.badges
    return evolve(entry, section=None, badges=badges, url=None if entry.url is None else unquote(entry.url))


@listing
@given(st.lists(projects(), max_size=5))
def test_a_listing_reads_back(dialect: Dialect, given_projects: list[Project]) -> None:
    """``parse(render(p)).entries`` equals what the dialect carries of ``p``, whatever the titles hold."""
    text = ni.render(given_projects, dialect)
    document = ni.parse(text)
    got = [comparable(entry, dialect) for entry in document.entries]
    assert got == [comparable(entry, dialect) for entry in carried(given_projects, dialect)]
    assert not document.unparsed


@listing
@given(st.lists(projects(), max_size=5))
def test_rendering_twice_gives_the_same_text(dialect: Dialect, given_projects: list[Project]) -> None:
    """The text of what was read back is the text that was read."""
    text = ni.render(given_projects, dialect)
    again = [
        Project(slug="x", title=e.title, status=e.status, url=e.url, badges=e.badges, wave=e.wave)
        for e in ni.parse(text).entries
    ]
    assert ni.render(again, dialect) == text


@given(briefs())
def test_a_brief_reads_back(brief: Brief) -> None:
    """A brief says the same after it was written and read."""
    text = ni.render(Project(slug="a-b", title="A", brief=brief), BRIEF)
    document = ni.parse(text)
    assert document.dialect == BRIEF
    assert document.brief == brief


@given(titles, any_text)
def test_a_brief_reads_back_or_is_refused(heading: str, text: str) -> None:
    """What the form of a brief cannot say is refused, never written as something else."""
    brief = Brief(
        title=heading,
        heading=heading,
        preamble=text,
        fields=(ni.Field(name="Need", text=text), ni.Field(name="Datasets")),
    )
    try:
        page = ni.render(Project(slug="a-b", title="A", brief=brief), BRIEF)
    except RenderError:
        return
    assert ni.parse(page, BRIEF).brief == brief


@given(st.lists(projects(), max_size=4))
def test_records_read_back(given_projects: list[Project]) -> None:
    """A data file holds the internships of projects, the newest wave first."""
    document = ni.parse(ni.render(given_projects, COMPLETED_DATA), COMPLETED_DATA)
    got = sorted(document.entries, key=repr)
    due = sorted((_record(project, run) for project in given_projects for run in project.internships), key=repr)
    assert got == due
    starts = [entry.wave for entry in document.entries if entry.wave]
    assert starts == sorted(starts, reverse=True)


def _record(project: Project, run: Internship) -> Entry:
    title = run.title if run.title.strip() else project.title
    standing = re.match(r"([A-Z]{1,2}\d{1,4}[a-z]?)\s*(?:[-–—:]|$)", title)
    return Entry(
        status=Status.COMPLETED,
        title=title if run.code is None or (standing and standing[1] == run.code) else f"{run.code} - {title}",
        url=project.url or f"/{project.slug}/",
        badges=tuple(Badge(label=badge.label, facet=Facet.TOPIC) for badge in run.badges),
        wave=run.wave,
        code=run.code or (standing[1] if standing else None),
        outputs=tuple(read_output(output.kind, output.text) for output in run.outputs),
        people=tuple(sorted(run.people, key=lambda person: person.role)),
        description=run.description,
    )


@given(st.lists(projects(), max_size=4))
def test_waves_read_back(given_projects: list[Project]) -> None:
    """A file of waves holds every wave of the projects once, the newest first."""
    document = ni.parse(ni.render(given_projects, WAVES_DATA), WAVES_DATA)
    found = {project.wave for project in given_projects} | {r.wave for p in given_projects for r in p.internships}
    assert list(document.waves) == sorted((wave for wave in found if wave), reverse=True)


def test_prose_carries_nothing() -> None:
    """A text without a form for projects is not written."""
    with pytest.raises(RenderError, match="prose cannot state projects"):
        ni.render([], PROSE)


def test_a_brief_holds_one_project() -> None:
    """Two projects do not fit one page."""
    with pytest.raises(RenderError, match="one project, not 2"):
        ni.render([Project(slug="a", title="A"), Project(slug="b", title="B")], BRIEF)


def test_a_new_brief_has_every_label() -> None:
    """A project without a brief gets a page to fill in."""
    project = Project(slug="made-up", title="Made up", badges=(Badge(label="NLP", facet=Facet.AREA),))
    brief = ni.parse(ni.render(project, BRIEF)).brief
    assert brief is not None
    assert [field.name for field in brief.fields] == ["Keywords", *BRIEF_FIELDS.values()]
    assert (brief.title, brief.permalink, brief.keywords) == ("Made up", "/made-up/", ("NLP",))
