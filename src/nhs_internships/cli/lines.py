"""What a pipe gets: one record a line, its values separated by tabs, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nhs_internships.catalogue import Conflict
from nhs_internships.cli.text import plain
from nhs_internships.diagnostics import place_of
from nhs_internships.model import Badge, Brief, Claim, Entry, Facet, Internship, Project, Relation, Wave
from nhs_internships.query import Change, Hit, Similar, Table
from nhs_internships.query.fields import labels_of
from nhs_internships.vocabulary import Spelling

if TYPE_CHECKING:
    from nhs_internships.checks.label_uses import LabelUse
    from nhs_internships.history import Interval

__all__ = [
    "Block",
    "brief",
    "changes",
    "conflicts",
    "entries",
    "history",
    "hits",
    "labels",
    "place",
    "project",
    "projects",
    "similar",
    "stats",
    "text_of",
]

Row = tuple[object, ...]

_LABELS = ("areas", "techniques", "modalities", "topics")


class Block(NamedTuple):
    """Records with the same columns.

    Attributes:
        columns: The names of the columns.
        rows: The records; ``None`` is an empty value.
    """

    columns: tuple[str, ...]
    rows: Iterable[Row]


def text_of(blocks: Iterable[Block], header: bool = False) -> str:
    """The lines of some blocks.

    Args:
        blocks: The records to print.
        header: Whether a line with the names of the columns comes before the first record that has them.
    """
    seen: set[tuple[str, ...]] = set()
    lines: list[str] = []
    for block in blocks:
        if header and block.columns not in seen:
            seen.add(block.columns)
            lines.append(_line(block.columns))
        lines += map(_line, block.rows)
    return "".join(lines)


def _line(row: Row) -> str:
    return "\t".join("" if value is None else plain(str(value)) for value in row) + "\n"


def projects(found: Iterable[Project]) -> Iterator[Block]:
    """A line for each project."""
    yield Block(("slug", "status", "title", *_LABELS, "wave", "url"), map(_project, found))


def _project(one: Project) -> Row:
    labels = (", ".join(labels_of(one, facet, Spelling.CANONICAL)) for facet in Facet)
    return (one.slug, one.status, one.title, *labels, _wave(one.wave), one.url)


def entries(found: Iterable[Entry]) -> Iterator[Block]:
    """A line for each entry of a page."""
    rows = ((one.status, one.title, one.url, _wave(one.wave), *_labels(one.badges)) for one in found)
    yield Block(("status", "title", "url", "wave", *_LABELS), rows)


def _wave(wave: Wave | None) -> str:
    return wave.label if wave else ""


def _labels(badges: Iterable[Badge]) -> tuple[str, ...]:
    """The labels of each facet, in the order of the facets."""
    by_facet: dict[Facet, list[str]] = {facet: [] for facet in Facet}
    for badge in badges:
        by_facet[badge.facet].append(badge.label)
    return tuple(", ".join(labels) for labels in by_facet.values())


def changes(found: Iterable[Change]) -> Iterator[Block]:
    """A line for each thing that differs between two catalogues."""
    rows = ((change.slug, change.field, change.kind, change.before, change.after) for change in found)
    yield Block(("slug", "field", "kind", "before", "after"), rows)


def history(intervals: Iterable[Interval], found: Iterable[Change]) -> Iterator[Block]:
    """A line for each interval of a project, and one for each change; the first column says which."""
    spans = [("interval", one.slug, one.status or "(unknown)", one.start, one.end, one.days) for one in intervals]
    if spans:
        yield Block(("fact", "slug", "status", "start", "end", "days"), spans)
    rows = (("change", one.date, one.revision, one.slug, one.field, one.kind, one.before, one.after) for one in found)
    yield Block(("fact", "date", "revision", "slug", "field", "kind", "before", "after"), rows)


def hits(found: Iterable[tuple[Project, Hit]]) -> Iterator[Block]:
    """A line for each project that a search found."""
    yield Block(("slug", "title", "snippet"), ((one.slug, one.title, hit.snippet) for one, hit in found))


def similar(found: Iterable[tuple[Project, Similar]]) -> Iterator[Block]:
    """A line for each project that resembles another one."""
    rows = (
        (one.slug, one.title, f"{other.score:.2f}", *map(", ".join, (other.labels, other.keywords, other.words)))
        for one, other in found
    )
    yield Block(("slug", "title", "score", "labels", "keywords", "words"), rows)


def conflicts(found: Iterable[Conflict]) -> Iterator[Block]:
    """A line for each value of each conflict."""
    rows = (
        (conflict.severity, conflict.slug, conflict.field, value, ", ".join(map(place, claims)))
        for conflict in found
        for value, claims in conflict.values
    )
    yield Block(("severity", "slug", "field", "value", "sources"), rows)


def place(claim: Claim) -> str:
    """Where a claim was read, as compilers write it: ``index.md:12``."""
    return place_of(claim.path, claim.line)


def project(one: Project, relations: Iterable[Relation], claims: Sequence[Claim]) -> Iterator[Block]:
    """A line for each fact of one project; the first column is the kind of fact."""
    facts = (("slug", one.slug), ("title", one.title), ("status", one.status))
    yield Block(("fact", "value"), facts)
    if one.badges:
        yield Block(("fact", "facet", "label"), [("badge", badge.facet, badge.label) for badge in one.badges])
    optional = (("wave", _wave(one.wave)), ("url", one.url))
    yield Block(("fact", "value"), [(name, value) for name, value in optional if value])
    if one.brief:
        yield from brief(one.brief)
    for run in one.internships:
        yield from _internship(run)
    if related := [("relation", relation.source, relation.kind, relation.target) for relation in relations]:
        yield Block(("fact", "source", "kind", "target"), related)
    if claims:
        yield Block(("fact", "field", "value", "source", "dialect", "rank"), map(_claim, claims))


def _claim(claim: Claim) -> Row:
    return ("claim", claim.field, claim.value, place(claim), claim.dialect, claim.rank)


def brief(one: Brief) -> Iterator[Block]:
    """A line for each part of a brief."""
    parts = [("title", one.title), ("permalink", one.permalink), *(("keyword", keyword) for keyword in one.keywords)]
    fields = [(field.name, field.text) for field in one.fields if field.name.casefold() != "keywords"]
    rows = [("brief", name, text) for name, text in (*(part for part in parts if part[1]), *fields)]
    yield Block(("fact", "name", "text"), rows)


def _internship(run: Internship) -> Iterator[Block]:
    yield Block(("fact", "code", "title", "wave"), [("internship", run.code, run.title, _wave(run.wave))])
    if run.outputs:
        rows = [("output", run.code, output.kind, output.availability, output.url) for output in run.outputs]
        yield Block(("fact", "code", "kind", "availability", "url"), rows)


def labels(found: Iterable[LabelUse]) -> Iterator[Block]:
    """A line for each spelling of a label."""
    rows = (
        (
            one.kind,
            one.label,
            one.term,
            len(one.places),
            ", ".join(place_of(spot.path, spot.line) for spot in one.places),
        )
        for one in found
    )
    yield Block(("kind", "label", "term", "count", "places"), rows)


def stats(
    as_of: object, totals: Mapping[str, int], counts: Mapping[str, Mapping[str, int]], tables: Iterable[Table]
) -> Iterator[Block]:
    """A line for each number; the first column is the field that was counted, or the table."""
    counted = [(field, value, number) for field, values in counts.items() for value, number in values.items()]
    rows = [("as_of", "", as_of), *(("total", *total) for total in totals.items()), *counted]
    yield Block(("field", "value", "number"), rows)
    for table in tables:
        yield _over_waves(table) if table.name == "labels_over_waves" else _rows(table)


def _over_waves(table: Table) -> Block:
    """A line for each label in each wave: the columns of the table are waves, and a line cannot name its columns."""
    rows = [
        (table.name, label, wave, number)
        for label, *numbers in table.rows
        for wave, number in zip(table.columns[1:], numbers, strict=True)
        if number
    ]
    return Block(("table", table.columns[0], "wave", "internships"), rows)


def _rows(table: Table) -> Block:
    rows = ((table.name, *(f"{cell:.0%}" if isinstance(cell, float) else cell for cell in row)) for row in table.rows)
    return Block(("table", *table.columns), rows)
