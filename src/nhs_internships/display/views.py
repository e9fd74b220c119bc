"""What the page to browse shows: a catalogue as filters, waves and cards, in words, without any HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from attrs import frozen

from nhs_internships.catalogue import Catalogue
from nhs_internships.display.safety import is_web_address
from nhs_internships.model import (
    Availability,
    Claim,
    Facet,
    Internship,
    Month,
    Output,
    OutputKind,
    Project,
    Relation,
    Wave,
)
from nhs_internships.query import Table
from nhs_internships.query.counting import NONE, UNKNOWN, group_by
from nhs_internships.query.fields import labels_of, text_of
from nhs_internships.query.runs import may_have_run, runs_of, waves_of
from nhs_internships.query.selection import NOUNS
from nhs_internships.vocabulary import Spelling

__all__ = ["CardView", "Filter", "LinkView", "Option", "Page", "RowView", "Run", "Source", "page_of"]

_FILTERS = ("status", "area", "technique", "modality", "wave")
_MARKERS = {UNKNOWN: "Not known", NONE: "Has not run"}
_AVAILABILITIES = {
    Availability.PUBLISHED: "published",
    Availability.PENDING: "not published yet",
    Availability.ON_REQUEST: "on request",
    Availability.RESTRICTED: "restricted",
    Availability.NONE: "none",
    Availability.UNKNOWN: "not known",
}
_ALWAYS_SHOWN = (OutputKind.CODE, OutputKind.REPORT, OutputKind.CASE_STUDY)
_MAX_SUMMARY = 320


@frozen
class Option:
    """One value of a filter.

    Attributes:
        token: What the cards that have it carry.
        value: The value, as `count_by` names it and as the address of a view holds it.
        text: How it is shown.
        count: How many projects have it.
        is_unknown: Whether it stands for projects of which no source says.
    """

    token: str
    value: str
    text: str
    count: int
    is_unknown: bool


@frozen
class Filter:
    """A field that projects are filtered by; ``noun`` is what is missing where no source states it."""

    name: str
    title: str
    noun: str
    options: tuple[Option, ...]


@frozen
class LinkView:
    """Something that may be on the web: what it is, its address if it has one, and the words for it."""

    what: str
    url: str | None
    text: str


@frozen
class Run:
    """An internship: its code, wave and title in one line, and its outputs."""

    name: str
    outputs: tuple[LinkView, ...]


@frozen
class Source:
    """A claim, and whether it is the one that decides its field."""

    claim: Claim
    decides: bool


@frozen
class CardView:
    """A project.

    Attributes:
        project: The project.
        tokens: Those of all filters, in one text.
        text: What a search looks at.
        labels: Its canonical labels, by facet.
        summary: The beginning of what its brief says.
        brief: Its page.
        runs: Its internships.
        runs_reason: What is said where there are none.
        related: Other projects and repositories; the address of a project is one of this page.
        sources: Every claim, those about one field together.
    """

    project: Project
    tokens: str
    text: str
    labels: tuple[tuple[Facet, str], ...]
    summary: str
    brief: LinkView
    runs: tuple[Run, ...]
    runs_reason: str
    related: tuple[LinkView, ...]
    sources: tuple[Source, ...]


@frozen
class RowView:
    """A wave on the timeline: where its bar begins and how long it is, in percent, and the value that filters by it."""

    label: str
    count: int
    value: str | None
    bar: tuple[float, float] | None


@frozen
class Page:
    """All that the page shows; ``day`` is the date ``as_of`` in words, both empty where it is not known."""

    title: str
    as_of: str
    day: str
    undecided: str
    filters: tuple[Filter, ...]
    rows: tuple[RowView, ...]
    tables: tuple[Table, ...]
    cards: tuple[CardView, ...]


def page_of(catalogue: Catalogue) -> Page:
    """A catalogue as the page shows it; names of people are no part of it."""
    groups = {name: group_by(catalogue.projects, name) for name in _FILTERS}
    tokens = _tokens(groups)
    return Page(
        title=PurePosixPath(catalogue.name).name or "Internship projects",
        as_of=catalogue.as_of.isoformat() if catalogue.as_of else "",
        day=_day(catalogue.as_of) if catalogue.as_of else "",
        undecided=catalogue.undecided_reason,
        filters=tuple(_filter(name, values) for name, values in groups.items()),
        rows=tuple(_rows(catalogue, groups["wave"])),
        tables=tuple(table for table in catalogue.stats() if table),
        cards=tuple(_card(catalogue, project, " ".join(tokens[project.slug])) for project in catalogue),
    )


def _day(day: date) -> str:
    return f"{day.day} {Month.of(day).name} {day.year}"


# Filters.


def _tokens(groups: Mapping[str, Mapping[str, Sequence[Project]]]) -> dict[str, list[str]]:
    """The tokens of each project."""
    found: dict[str, list[str]] = {}
    for name, values in groups.items():
        for number, projects in enumerate(values.values()):
            for project in projects:
                found.setdefault(project.slug, []).append(_token(name, number))
    return found


def _token(name: str, number: int) -> str:
    return f"{name}-{number}"


def _filter(name: str, values: Mapping[str, Sequence[Project]]) -> Filter:
    options = (
        Option(
            token=_token(name, number),
            value=value,
            text=_MARKERS.get(value) or (value.capitalize() if name == "status" else value),
            count=len(projects),
            is_unknown=value == UNKNOWN,
        )
        for number, (value, projects) in enumerate(values.items())
    )
    return Filter(name=name, title=name.capitalize(), noun=NOUNS.get(name, name), options=tuple(options))


# The timeline.


def _rows(catalogue: Catalogue, groups: Mapping[str, Sequence[Project]]) -> Iterator[RowView]:
    waves = sorted({*catalogue.waves, *(wave for project in catalogue for wave in waves_of(project))})
    dated = [(_number(wave.start), _number(wave.end) + 1) for wave in waves if wave.start and wave.end]
    first, last = min((start for start, _ in dated), default=0), max((end for _, end in dated), default=1)
    for wave in waves:
        yield RowView(
            label=wave.label,
            count=len(groups.get(wave.label, ())),
            value=wave.label if wave.label in groups else None,
            bar=_bar(wave, first, last),
        )


def _number(month: Month) -> int:
    return 12 * month.year + month.month


def _bar(wave: Wave, first: int, last: int) -> tuple[float, float] | None:
    """Where a wave begins between two months, and how long it is, in percent."""
    if not (wave.start and wave.end):
        return None
    start, end = _number(wave.start), _number(wave.end) + 1
    return round(100 * (start - first) / (last - first), 2), round(100 * (end - start) / (last - first), 2)


# Cards.


def _card(catalogue: Catalogue, project: Project, tokens: str) -> CardView:
    return CardView(
        project=project,
        tokens=tokens,
        text=text_of(project),
        labels=tuple((facet, label) for facet in Facet for label in labels_of(project, facet, Spelling.CANONICAL)),
        summary=_summary(project),
        brief=LinkView("Brief", *_address(project.url)) if project.url else LinkView("Brief", None, "not known"),
        runs=tuple(_run(project, run) for run in runs_of(project)),
        runs_reason="not known" if may_have_run(project) else "none yet",
        related=tuple(_related(catalogue, project)),
        sources=tuple(_sources(catalogue, project)),
    )


def _summary(project: Project) -> str:
    """The first paragraph of the need, or of an internship's description, on one line."""
    brief = project.brief
    texts = (brief.need if brief else "", *(run.description or "" for run in project.internships))
    first = next((text.strip() for text in texts if text.strip()), "").partition("\n\n")[0]
    line = " ".join(first.split())
    return line if len(line) <= _MAX_SUMMARY else f"{line[: _MAX_SUMMARY - 1]}\N{HORIZONTAL ELLIPSIS}"


def _address(url: str | None) -> tuple[str | None, str]:
    """The address of a link, if it can be one, and the words beside what it is."""
    if is_web_address(url):
        return url, ""
    return None, f"{url} (an address within the scheme's site)" if url else "address not known"


def _run(project: Project, run: Internship) -> Run:
    title = "" if run.title == project.title else run.title
    name = " \N{MIDDLE DOT} ".join(filter(None, (run.code, run.wave.label if run.wave else "", title)))
    shown = [output for kind in OutputKind for output in _of_kind(run, kind)]
    return Run(name=name or "Internship", outputs=tuple(map(_output, shown)))


def _of_kind(run: Internship, kind: OutputKind) -> Sequence[Output]:
    """The outputs of a kind; where no source speaks of code, report or case study, one that is unknown."""
    found = [output for output in run.outputs if output.kind is kind]
    return found or ([run.output(kind)] if kind in _ALWAYS_SHOWN else [])


def _output(output: Output) -> LinkView:
    what = output.kind.replace("_", " ").capitalize()
    words = _AVAILABILITIES[output.availability]
    if output.availability is not Availability.PUBLISHED:
        return LinkView(what, None, words)
    url, place = _address(output.url)
    return LinkView(what, url, f"{words}, {place}")


def _related(catalogue: Catalogue, project: Project) -> Iterator[LinkView]:
    """What a project leads to."""
    for relation in catalogue.related(project.slug):
        if relation.source == project.slug:
            yield _target(catalogue, relation)


def _target(catalogue: Catalogue, relation: Relation) -> LinkView:
    kind = relation.kind.capitalize()
    if relation.target in catalogue:
        return LinkView(kind, f"#project-{relation.target}", catalogue[relation.target].title)
    return LinkView(kind, relation.target if is_web_address(relation.target) else None, relation.target)


def _sources(catalogue: Catalogue, project: Project) -> Iterator[Source]:
    claims = catalogue.claims(project.slug)
    deciding = {name: catalogue.source(project.slug, name) for name in dict.fromkeys(claim.field for claim in claims)}
    order = list(deciding)
    for claim in sorted(claims, key=lambda claim: order.index(claim.field)):
        yield Source(claim, claim is deciding[claim.field])
