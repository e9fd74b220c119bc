"""Whole pages that the library writes, judged by kramdown: every project appears once, as it was given."""

from __future__ import annotations

from collections import Counter
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships import Badge, Brief, Facet, Field, Internship, Project, Status
from nhs_internships.dialects import BRIEF, CARDS, COMPLETED_DATA
from nhs_internships.errors import RenderError
from nhs_internships.testing import projects
from nhs_internships.testing.texts import LISTINGS
from rendered import asked, expected
from rendered.expected import NotShown, difference
from rendered.judge import Label, Open, SiteError, active_links, address, hides_code, shown
from rendered.listed import listing
from rendered.verdict import Tally, Wrong, sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nhs_internships.dialects import Dialect
    from rendered.judge import Kramdown, Page
    from rendered.listed import Listed

HEADINGS = {
    None: "Projects",
    Status.ACTIVE: "Current Projects",
    Status.OPEN: "Open Projects Accepting Applications",
    Status.FUTURE: "Areas of Future Interest",
    Status.CLOSED: "Closed Projects",
    Status.PAUSED: "Paused Projects",
    Status.COMPLETED: "Completed Projects",
    Status.ARCHIVED: "Archived Projects",
    Status.SUPERSEDED: "Superseded Projects",
}
BADGES = (
    Badge(label="NLP", facet=Facet.AREA, colour="yellow"),
    Badge(label="NER", facet=Facet.TECHNIQUE, colour="lightgrey"),
    Badge(label="Text", facet=Facet.MODALITY, colour="9cf"),
)
GULLS = Project(slug="gulls-ashore", title="Gulls", status=Status.OPEN, url="gulls-ashore/", badges=BADGES)
CRABS = Project(slug="crab-census", title="Crabs", status=Status.OPEN, url="crab-census/", badges=BADGES)


def judge(kramdown: Kramdown, projects: Sequence[Project], dialect: Dialect) -> None:
    """Render a listing, and look for every project on it.

    Raises:
        Wrong: One is missing, appears twice or says something else.
        RenderError: The projects were refused.
    """
    text = ni.render(projects, dialect)
    try:
        items = kramdown.page(text).items
    except SiteError as error:
        raise Wrong(f"{error}\n{text[:300]}") from error
    page = listing(items)
    left = list(page.entries)
    for project in projects:
        told = {entry: problem(entry, project, dialect) for entry in left}
        found = next((entry for entry in left if not told[entry]), None)
        if found is None:
            near = min(told.values(), key=len) if told else "nothing is left"
            raise Wrong(f"{project.title!r} is not on the page: {near}\n{_lines(text, project)}")
        left.remove(found)
    if left or page.rest:
        raise Wrong(f"more than the projects is on the page: {left} {page.rest}\n{text[:300]}")
    if active_links(items):
        raise Wrong(f"a link runs code: {active_links(items)}")
    if len(ni.parse(text).entries) != len(projects):
        raise Wrong(f"the page would be read back with {len(ni.parse(text).entries)} entries\n{text[:300]}")


def problem(entry: Listed, project: Project, dialect: Dialect) -> list[str]:
    """What an entry says that is not true of a project."""
    badges = project.badges if "badges" in dialect.carries else ()
    wave = expected.words(project.wave.label if project.wave else "")
    urls = {None, ""} if not project.url else {address(project.url), address(unescape(project.url))}
    return [
        *([f"title {entry.title!r}"] if entry.title != shown(project.title) else ()),
        *([f"url {entry.url!r}"] if entry.url not in urls else ()),
        *([f"section {entry.section!r}"] if entry.section != HEADINGS[project.status] else ()),
        *([f"wave {entry.wave!r}"] if expected.words(entry.wave) != wave else ()),
        *([f"{len(entry.badges)} badges"] if len(entry.badges) != len(badges) else ()),
        *filter(None, (expected.unlike(badge, item) for badge, item in zip(badges, entry.badges, strict=False))),
    ]


def _lines(text: str, project: Project) -> str:
    """The lines that may be about a project."""
    word = next(iter(project.title.split()), "")
    return "\n".join([line for line in text.splitlines() if word in line][:3])[:300]


def attempt(tally: Tally, kramdown: Kramdown, projects: Sequence[Project], dialect: Dialect, what: str) -> None:
    """Judge one page."""
    tally.add(f"{dialect.name}: {what}", partial(judge, kramdown, projects, dialect), RenderError)


@pytest.mark.parametrize("dialect", LISTINGS, ids=str)
def test_the_bundled_catalogue_as_a_page(kramdown: Kramdown, dialect: Dialect) -> None:
    """All projects of the scheme on one page."""
    tally = Tally()
    projects = ni.bundled().projects
    attempt(tally, kramdown, projects, dialect, "the bundled catalogue")
    for status in Status:
        attempt(tally, kramdown, [project for project in projects if project.status is status], dialect, status)
    tally.check()


def odd_projects() -> Iterable[tuple[str, Project]]:
    """Projects with one odd fact each."""
    for text in (*asked.ORDINARY, *asked.AWKWARD):
        for status in (Status.OPEN, Status.FUTURE):
            yield (
                f"title = {text!r}, {status}",
                Project(slug="x-y", title=text, status=status, url="x-y/", badges=BADGES),
            )
        yield f"title = {text!r}, no link", Project(slug="x-y", title=text, status=Status.OPEN, badges=BADGES)
        yield f"title = {text!r}, no badges", Project(slug="x-y", title=text, status=Status.OPEN, url="x-y/")
        yield f"title = {text!r}, an idea", Project(slug="x-y", title=text, status=Status.FUTURE)
    for url in (*asked.URLS, *asked.AWKWARD_URLS, *asked.ACTIVE_URLS):
        for badges in (BADGES, ()):
            yield f"url = {url!r}", Project(slug="x-y", title="Whales", status=Status.OPEN, url=url, badges=badges)
    for label in asked.LABELS:
        for facet in Facet:
            badge = Badge(label=label, facet=facet, colour="blue")
            yield f"badge {badge}", Project(slug="x-y", title="Whales", status=Status.OPEN, url="x-y/", badges=(badge,))
    for facet in Facet:
        for colour in asked.COLOURS:
            badge = Badge(label="Whales", facet=facet, colour=colour)
            yield f"badge {badge}", Project(slug="x-y", title="Whales", status=Status.OPEN, url="x-y/", badges=(badge,))
    for wave in asked.WAVES:
        yield f"wave = {wave}", Project(slug="x-y", title="Whales", url="x-y/", badges=BADGES, wave=wave)


@pytest.mark.parametrize("dialect", LISTINGS, ids=str)
def test_an_odd_project_between_two_others(kramdown: Kramdown, dialect: Dialect) -> None:
    """It is shown as it was given, and so are its neighbours."""
    tally = Tally()
    for what, project in sample(list(odd_projects()), 150, dialect.name):
        attempt(tally, kramdown, (GULLS, project, CRABS), dialect, what)
    tally.check()


@given(st.lists(projects(), max_size=3), st.sampled_from(LISTINGS))
def test_any_projects_as_a_page(kramdown: Kramdown, projects: list[Project], dialect: Dialect) -> None:
    """Projects with any facts are shown as they were given, or refused."""
    try:
        judge(kramdown, projects, dialect)
    except RenderError:
        return


# The colour of an area's badge on shields.io; and what the newest pages of the scheme write on a card of that area:
# the modifier of its label, and the word that the filter bar finds it by.
CARDS_OF_AREAS = {
    "Explainability": ("orange", "orange", "explainability"),
    "Geospatial": ("blue", "aqua-green", "linkage"),
    "Graphs": ("yellowgreen", "aqua-green", "linkage"),
    "Linkage": (None, "aqua-green", "linkage"),
    "Machine Learning": ("blue", "", "machinelearning"),
    "MachineLearning": ("blue", "", "machinelearning"),
    "NLP": ("yellow", "yellow", "nlp"),
    "PETs": ("red", "red", "pets"),
    "Simulation": ("darkblue", "simulation", "simulation"),
    "Sustainability": ("red", "green", "sustainability"),
    "Synthetic": ("brightgreen", "green", "synthetic"),
}


@pytest.mark.parametrize("label", CARDS_OF_AREAS)
@pytest.mark.parametrize("coloured", [True, False])
def test_a_card_looks_like_the_real_cards_of_its_area(kramdown: Kramdown, label: str, coloured: bool) -> None:
    """Its label has their colour and the filter bar finds it, whether or not its badge stated a colour."""
    colour, modifier, word = CARDS_OF_AREAS[label]
    area = Badge(label=label, facet=Facet.AREA, colour=colour if coloured else None)
    items = kramdown.page(ni.render(attrs.evolve(GULLS, badges=(area, *BADGES[1:])), CARDS)).items
    card = next(item for item in items if isinstance(item, Open) and item.name == "li")
    said = next(item for item in items if isinstance(item, Label))
    assert card.get("data-tags") == word
    assert dict(said.attributes)["class"] == f"nhsuk-tag nhsuk-tag--{modifier}".removesuffix(" nhsuk-tag--")


# Briefs and records


def judge_brief(kramdown: Kramdown, brief: Brief) -> None:
    """Render a brief, and compare what visitors and the site see of it."""
    text = ni.render(Project(slug="x-y", title="X", brief=brief), BRIEF)
    try:
        told = brief_problem(kramdown, kramdown.page(text), brief)
    except (SiteError, NotShown) as error:
        raise Wrong(f"{error}\n{text[:600]}") from error
    if told:
        raise Wrong(f"{told}\n{text[:600]}")


def brief_problem(kramdown: Kramdown, page: Page, brief: Brief) -> str:
    """What a page says that is not true of a brief."""
    facts = {"title": brief.title, "description": brief.description, "permalink": brief.permalink}
    front = {**dict(brief.extra), **{key: value for key, value in facts.items() if value is not None}}
    if page.front != front:
        return f"the front matter is {page.front}, not {front}"
    if hides_code(brief.permalink or ""):
        return "the permalink runs code"
    for level, head in ((1, brief.heading), (2, brief.subheading)):
        if head and (told := difference(expected.heading(page.items, level, head), page.items)):
            return told
    for field in brief.fields:
        due = expected.running(kramdown.page(f"{field.text}\n").items)
        if told := difference(due, expected.field(page.items, brief, field.name)):
            return f"{field.name}:\n{told}"
    return ""


def odd_briefs() -> Iterable[tuple[str, Brief]]:
    """Briefs with one odd fact each."""
    plain = (
        Field(name="Keywords", text="Whales"),
        Field(name="Need", text="Some."),
        Field(name="Datasets", text="None."),
    )
    for text in (*asked.ORDINARY, *asked.AWKWARD, *asked.YAML_TEXTS):
        yield f"title = {text!r}", Brief(title=text, heading="Whales", fields=plain, keywords=("Whales",))
        yield (
            f"description = {text!r}",
            Brief(title="X", description=text, heading="Whales", fields=plain, keywords=("Whales",)),
        )
    for text in (*asked.ORDINARY, *asked.AWKWARD):
        yield f"heading = {text!r}", Brief(title="X", heading=text, fields=plain, keywords=("Whales",))
        yield (
            f"subheading = {text!r}",
            Brief(title="X", heading="A", subheading=text, fields=plain, keywords=("Whales",)),
        )
    for url in (*asked.URLS, *asked.AWKWARD_URLS, *asked.ACTIVE_URLS, *asked.YAML_TEXTS):
        yield f"permalink = {url!r}", Brief(title="X", heading="A", permalink=url, fields=plain, keywords=("Whales",))
    for text in asked.FIELD_TEXTS:
        fields = (plain[0], Field(name="Need", text=text), plain[2])
        yield f"need = {text!r}", Brief(title="X", heading="A", fields=fields, keywords=("Whales",))


def test_briefs(kramdown: Kramdown) -> None:
    """A brief says what it was given, in its front matter and on the page."""
    tally = Tally()
    for what, brief in sample(list(odd_briefs()), 300, "briefs"):
        tally.add(what, partial(judge_brief, kramdown, brief), RenderError)
    for project in ni.bundled().projects:
        if project.brief is not None:
            tally.add(project.slug, partial(judge_brief, kramdown, project.brief), RenderError)
    tally.check()


def judge_records(kramdown: Kramdown, project: Project) -> None:
    """Render the internships of a project as records, and compare what the site reads of them."""
    text = ni.render(project, COMPLETED_DATA)
    try:
        records = kramdown.records(text) or []
    except SiteError as error:
        raise Wrong(f"{error}\n{text[:300]}") from error
    got = Counter(
        (record["title"], *(value for key, value in record.items() if key.startswith("badge"))) for record in records
    )
    due = Counter((titled(project, run), *(badge.label for badge in run.badges)) for run in project.internships)
    if got != due:
        raise Wrong(f"the records are {got}, not {due}\n{text[:300]}")
    if any(hides_code(record["permalink"]) for record in records):
        raise Wrong(f"a permalink runs code\n{text[:300]}")


def titled(project: Project, run: Internship) -> str:
    """The title of a record: the code stands before it."""
    title = run.title or project.title
    return title if not run.code or title.startswith(run.code) else f"{run.code} - {title}"


def test_records(kramdown: Kramdown) -> None:
    """A data file says what it was given."""
    tally = Tally()
    badge = Badge(label="Whales", facet=Facet.TOPIC)
    cases = [
        *(
            (text, Internship(title=text, badges=(badge,)), "x-y/")
            for text in (*asked.ORDINARY, *asked.AWKWARD, *asked.YAML_TEXTS)
        ),
        *(
            (label, Internship(title="W", badges=(Badge(label=label, facet=Facet.TOPIC),)), "x-y/")
            for label in asked.LABELS
        ),
        *((str(url), Internship(title="W"), url) for url in (*asked.AWKWARD_URLS, *asked.ACTIVE_URLS)),
    ]
    for what, run, url in sample(cases, 300, "records"):
        project = Project(slug="x-y", title="X", url=url, internships=(run,))
        tally.add(what, partial(judge_records, kramdown, project), RenderError)
    for project in ni.bundled().projects:
        tally.add(project.slug, partial(judge_records, kramdown, project), RenderError)
    tally.check()
