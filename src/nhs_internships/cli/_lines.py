"""Contents as text for a pipe: one record a line, its parts divided by tabs, nothing cut off."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from nhs_internships.cli._contents import (
    Alike,
    Counts,
    Disagreements,
    Export,
    Found,
    OneProject,
    Page,
    Projects,
    Written,
    place,
)
from nhs_internships.cli._plain import plain
from nhs_internships.model import Facet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nhs_internships.catalogue import Conflict
    from nhs_internships.cli._contents import Content
    from nhs_internships.model import Badge, Brief, Entry, Internship, Project, Wave
    from nhs_internships.query import Hit, Similar, Table

__all__ = ["text_of"]

Record = tuple[object, ...]


def text_of(content: Content) -> str:
    """The text for a pipe, with a newline at its end unless it is empty."""
    if isinstance(content, Export):
        return content.text
    return "".join(f"{_line(record)}\n" for record in _records(content))


def _line(record: Record) -> str:
    return "\t".join("" if part is None else plain(str(part)) for part in record)


def _records(content: Content) -> Iterable[Record]:  # noqa: PLR0911 - one for each content
    match content:
        case Projects(projects):
            return map(_project, projects)
        case OneProject():
            return _one_project(content)
        case Counts():
            return _counts(content)
        case Found(hits):
            return map(_hit, hits)
        case Alike(others):
            return map(_similar, others)
        case Disagreements(conflicts):
            return chain.from_iterable(map(_conflict, conflicts))
        case Page():
            return chain(map(_entry, content.entries), _brief(content.brief) if content.brief else ())
        case Export() | Written():
            return ()


def _project(project: Project) -> Record:
    labels = _labels(project.badges)
    return (project.slug, project.status, project.title, *labels, _wave(project.wave), project.url)


def _entry(entry: Entry) -> Record:
    return (entry.status, entry.title, entry.url, _wave(entry.wave), *_labels(entry.badges))


def _wave(wave: Wave | None) -> str:
    return wave.label if wave else ""


def _labels(badges: Iterable[Badge]) -> tuple[str, ...]:
    """The labels of each facet, in the order of the facets."""
    by_facet: dict[Facet, list[str]] = {facet: [] for facet in Facet}
    for badge in badges:
        by_facet[badge.facet].append(badge.label)
    return tuple(", ".join(labels) for labels in by_facet.values())


def _one_project(content: OneProject) -> Iterator[Record]:
    project = content.project
    yield "slug", project.slug
    yield "title", project.title
    yield "status", project.status
    yield from (("badge", badge.facet, badge.label) for badge in project.badges)
    if project.wave:
        yield "wave", project.wave.label
    if project.url:
        yield "url", project.url
    if project.brief:
        yield from _brief(project.brief)
    yield from chain.from_iterable(map(_internship, project.internships))
    for relation in content.catalogue.related(project.slug):
        yield "relation", relation.source, relation.kind, relation.target
    for claim in content.claims:
        yield "claim", claim.field, claim.value, place(claim), claim.dialect, claim.rank


def _brief(brief: Brief) -> Iterator[Record]:
    if brief.title:
        yield "brief", "title", brief.title
    if brief.permalink:
        yield "brief", "permalink", brief.permalink
    yield from (("brief", "keyword", keyword) for keyword in brief.keywords)
    yield from (("brief", field.name, field.text) for field in brief.fields if field.name.casefold() != "keywords")


def _internship(run: Internship) -> Iterator[Record]:
    yield "internship", run.code, run.title, _wave(run.wave)
    for output in run.outputs:
        yield "output", run.code, output.kind, output.availability, output.url


def _counts(content: Counts) -> Iterator[Record]:
    yield "as_of", "", content.as_of
    yield from (("total", what, count) for what, count in content.totals.items())
    for field, counts in content.fields.items():
        yield from ((field, value, count) for value, count in counts.items())
    for table in content.tables:
        yield from _over_waves(table) if table.name == "labels_over_waves" else _rows(table)


def _over_waves(table: Table) -> Iterator[Record]:
    """A line for each label in each wave: a line has no heading that could name the wave of a column."""
    for label, *numbers in table.rows:
        named = zip(table.columns[1:], numbers, strict=True)
        yield from ((table.name, label, wave, number) for wave, number in named if number)


def _rows(table: Table) -> Iterator[Record]:
    for row in table.rows:
        yield table.name, *(f"{cell:.0%}" if isinstance(cell, float) else cell for cell in row)


def _hit(found: tuple[Project, Hit]) -> Record:
    project, hit = found
    return hit.slug, project.title, hit.snippet


def _similar(found: tuple[Project, Similar]) -> Record:
    project, other = found
    shared = map(", ".join, (other.labels, other.keywords, other.words))
    return (other.slug, project.title, f"{other.score:.2f}", *shared)


def _conflict(conflict: Conflict) -> Iterator[Record]:
    for value, claims in conflict.values:
        yield conflict.severity, conflict.slug, conflict.field, value, ", ".join(map(place, claims))
