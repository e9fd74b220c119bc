"""Contents as text for a pipe: one record a line, its parts divided by tabs, nothing cut off."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from nhs_internships.cli._contents import Counts, Disagreements, Export, OneProject, Page, Projects, place
from nhs_internships.cli._documents import catalogue_text
from nhs_internships.cli._plain import plain
from nhs_internships.model import Facet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nhs_internships.cli._contents import Content
    from nhs_internships.model import Badge, Brief, Entry, Internship, Project, Wave
    from nhs_internships.reconcile.conflicts import Conflict

__all__ = ["text_of"]

Record = tuple[object, ...]


def text_of(content: Content) -> str:
    """The text for a pipe, with a newline at its end unless it is empty."""
    if isinstance(content, Export):
        return catalogue_text(content.catalogue) + "\n"
    return "".join(f"{_line(record)}\n" for record in _records(content))


def _line(record: Record) -> str:
    return "\t".join("" if part is None else plain(str(part)) for part in record)


def _records(content: Content) -> Iterable[Record]:
    match content:
        case Projects(projects):
            return map(_project, projects)
        case OneProject():
            return _one_project(content)
        case Counts():
            return _counts(content)
        case Disagreements(conflicts):
            return chain.from_iterable(map(_conflict, conflicts))
        case Page():
            return chain(map(_entry, content.entries), _brief(content.brief) if content.brief else ())
        case Export():
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


def _conflict(conflict: Conflict) -> Iterator[Record]:
    for value, claims in conflict.values:
        yield conflict.severity, conflict.slug, conflict.field, value, ", ".join(map(place, claims))
