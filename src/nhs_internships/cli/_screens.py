"""Contents on a terminal, drawn with rich.

Every text passes through `plain` and becomes a `Text`, so neither mark-up (``[red]``) nor control characters of a
title ever reach the terminal.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from nhs_internships.cli._extra import missing

try:
    from rich import box
    from rich.columns import Columns
    from rich.console import Console, Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text
except ModuleNotFoundError as error:
    raise missing(error) from error

from attrs import frozen

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
from nhs_internships.cli._plain import plain, plain_lines
from nhs_internships.diagnostics import Severity
from nhs_internships.model import Badge, Facet, Status, Wave

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from nhs_internships.cli._contents import Content
    from nhs_internships.model import Brief, Claim, Entry, Internship, Project
    from nhs_internships.query import Cell, Hit, Similar
    from nhs_internships.query import Table as Numbers

__all__ = ["console_for", "screen_of"]

# The sixteen colours of every terminal, so that its own theme keeps them readable.
_FACETS = {Facet.AREA: "cyan", Facet.TECHNIQUE: "magenta", Facet.MODALITY: "green", Facet.TOPIC: "blue"}
_STATUSES = {
    Status.OPEN: "bold green",
    Status.ACTIVE: "bold cyan",
    Status.FUTURE: "bold blue",
    Status.PAUSED: "bold yellow",
}
_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def console_for(stream: TextIO) -> Console:
    """The terminal behind a stream; without any colour when the variable NO_COLOR is set (see no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return Console(file=stream, color_system=None, highlight=False, emoji=False, markup=False)
    return Console(file=stream, highlight=False, emoji=False, markup=False)


def screen_of(content: Content) -> RenderableType:  # noqa: PLR0911 - one for each content
    """What a terminal shows of a content."""
    match content:
        case Projects():
            return _projects(content)
        case OneProject():
            return _one_project(content)
        case Counts():
            return _counts(content)
        case Found(hits):
            return Group(*(_hit(project, hit) for project, hit in hits))
        case Alike(others):
            return Group(*(_similar(project, other) for project, other in others))
        case Disagreements():
            return _disagreements(content)
        case Page():
            return _page(content)
        case Export(text):
            return Text(plain_lines(text.removesuffix("\n")), overflow="fold")
        case Written():
            return Group()  # the message says all


def _projects(content: Projects) -> RenderableType:
    if not content.projects:
        return Text("")
    count = f"{len(content.projects)} project{'' if len(content.projects) == 1 else 's'}"
    dated = f", as of {content.as_of}" if content.as_of else ""
    rows = [_row_of_project(project) for project in content.projects]
    return Group(_listing(rows), Text(""), _text(f"{count}{dated}", "dim"))


def _page(page: Page) -> RenderableType:
    return _brief(page.brief) if page.brief else _listing([_row_of_entry(entry) for entry in page.entries])


def _text(text: object, style: str = "") -> Text:
    return Text("" if text is None else plain(str(text)), style=style, overflow="fold")


@frozen
class _Row:
    """A project or an entry in a table."""

    status: Status | None
    title: str
    under: str
    badges: Sequence[Badge]
    wave: Wave | None


def _row_of_project(project: Project) -> _Row:
    return _Row(project.status, project.title, project.slug, project.badges, project.wave)


def _row_of_entry(entry: Entry) -> _Row:
    return _Row(entry.status, entry.title, entry.url or "", entry.badges, entry.wave)


def _listing(rows: Sequence[_Row]) -> RenderableType:
    """Two lines for each row, so that a title of usual length fits on a narrow terminal; a heading for each status."""
    counts = Counter(row.status for row in rows)
    parts: list[RenderableType] = []
    for status, group in groupby(rows, key=lambda row: row.status):
        parts += [_heading(status, counts[status]), *map(_two_lines, group), Text("")]
    return Group(*parts[:-1])


def _heading(status: Status | None, count: int) -> Text:
    style = _STATUSES.get(status, "bold") if status else "bold"
    return Text.assemble((str(status or "status unknown").upper(), style), f" ({count})")


def _two_lines(row: _Row) -> RenderableType:
    labels = Text(", ").join(_text(badge.label, _FACETS[badge.facet]) for badge in row.badges)
    parts = (_text(row.under, "dim"), labels, _short_wave(row.wave))
    rest = Text("  ", overflow="fold").join(part for part in parts if part)
    return Padding(Group(_text(row.title, "bold"), Padding(rest, (0, 0, 0, 2))), (0, 0, 0, 2))


def _hit(project: Project, hit: Hit) -> RenderableType:
    # The search puts ** around each word that was found, and nowhere else.
    pieces = enumerate(plain(hit.snippet).split("**"))
    styled = ((piece, "bold green" if at % 2 else "") for at, piece in pieces)
    return _found(project, Text.assemble(*styled, overflow="fold"))


def _similar(project: Project, other: Similar) -> RenderableType:
    named = (("labels", other.labels), ("keywords", other.keywords), ("words", other.words))
    shared = "; ".join(f"{name} {', '.join(values)}" for name, values in named if values)
    return _found(project, _text(f"{other.score:.2f}  {shared}"))


def _found(project: Project, why: Text) -> RenderableType:
    return Group(_text(project.title, "bold"), Padding(Group(_text(project.slug, "dim"), why), (0, 0, 0, 2)))


def _short_wave(wave: Wave | None) -> Text:
    if wave is None:
        return Text("")
    return _text(f"wave {wave.number}" if wave.number is not None else wave.label, "dim")


def _facts() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _one_project(content: OneProject) -> RenderableType:
    project = content.project
    facts = _facts()
    for name, value in _facts_of(content):
        facts.add_row(name, value)
    parts: list[RenderableType] = [_text(project.title, "bold"), facts]
    if project.internships:
        parts += [_section("Internships"), *map(_internship, project.internships)]
    if content.claims:
        parts += [_section("Who says what"), _claims(content)]
    return Group(*parts)


# A relation as it reads from its other end.
_PASSIVE = {
    "extends": "extended by",
    "follows": "followed by",
    "mentions": "mentioned by",
    "repository": "repository of",
    "updates": "updated by",
}


def _facts_of(content: OneProject) -> Iterator[tuple[str, Text]]:
    project = content.project
    status = project.status
    yield "slug", _text(project.slug)
    yield "status", _text(status or "unknown", _STATUSES.get(status, "bold") if status else "")
    for facet in Facet:
        if labels := project.labels(facet):
            yield facet, _text(", ".join(labels), _FACETS[facet])
    if project.wave:
        yield "wave", _text(project.wave.label)
    if project.url:
        yield "url", _text(project.url)
    if project.brief:
        yield "keywords", _text(", ".join(project.brief.keywords))
    for relation in content.catalogue.related(project.slug):
        here = relation.source == project.slug
        yield relation.kind if here else _PASSIVE[relation.kind], _text(relation.target if here else relation.source)


def _section(name: str) -> Padding:
    return Padding(Text(name, style="bold"), (1, 0, 0, 0))


def _internship(run: Internship) -> RenderableType:
    known = [part for part in (run.code, run.title, run.wave.label if run.wave else None) if part]
    facts = _facts()
    for output in run.outputs:
        facts.add_row(f"  {output.kind.replace('_', ' ')}", _text(output.url or output.availability))
    return Group(_text(", ".join(known)), facts)


def _claims(content: OneProject) -> RenderableType:
    """Each field with its values, and under each value the places that state it."""
    disputed = {conflict.field for conflict in content.conflicts}
    table = _facts()
    for field, values in _by_field(content.claims).items():
        name = _text(f"{field} !", "yellow") if field in disputed else _text(field)
        _add_values(table, name, values.items())
    return Group(table, Text("! sources disagree; the first value is believed", "yellow")) if disputed else table


def _by_field(claims: Iterable[Claim]) -> dict[str, dict[str, list[Claim]]]:
    """Field -> value -> claims, everything in the order in which it comes first."""
    by_field: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        by_field.setdefault(str(claim.field), {}).setdefault(str(claim.value), []).append(claim)
    return by_field


def _add_values(table: Table, name: Text, values: Iterable[tuple[str, Sequence[Claim]]]) -> None:
    for at, (value, claims) in enumerate(values):
        places = [_text(f"{place(claim)}", "dim") for claim in claims]
        table.add_row(Text("") if at else name, Group(_text(value), *(Padding(one, (0, 0, 0, 2)) for one in places)))


def _disagreements(content: Disagreements) -> RenderableType:
    parts: list[RenderableType] = []
    for slug, conflicts in groupby(content.conflicts, key=lambda conflict: conflict.slug):
        table = _facts()
        for conflict in conflicts:
            _add_values(table, _text(conflict.field, _SEVERITIES[conflict.severity]), conflict.values)
        parts += [_text(slug, "bold"), Padding(table, (0, 0, 0, 2)), Text("")]
    return Group(*parts[:-1])


def _counts(content: Counts) -> RenderableType:
    totals = ", ".join(f"{what} {count}" for what, count in content.totals.items())
    dated = f", as of {content.as_of}" if content.as_of else ""
    tables = [_count_table(field, counts) for field, counts in content.fields.items()]
    head = (_text(f"{content.name}{dated}", "bold"), _text(totals), Text(""))
    return Group(*head, Columns(tables, padding=(0, 3)), *map(_numbers, content.tables))


def _numbers(numbers: Numbers) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, name in enumerate(numbers.columns):
        kinds = {type(row[at]) for row in numbers.rows}
        table.add_column(_text(name), overflow="fold", justify="left" if str in kinds else "right")
    for row in numbers.rows:
        table.add_row(*map(_number, row))
    return Group(_text(numbers.title, "bold"), table)


def _number(cell: Cell) -> Text:
    return _text(f"{cell:.0%}" if isinstance(cell, float) else cell, "" if cell else "dim")


def _count_table(field: str, counts: Mapping[str, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(field, overflow="fold")
    table.add_column("", justify="right")
    for value, count in counts.items():
        table.add_row(_text(value or "(none)", "" if value else "dim"), str(count))
    return table


def _brief(brief: Brief) -> RenderableType:
    facts = _facts()
    for name, value in (
        ("heading", brief.heading),
        ("permalink", brief.permalink),
        ("keywords", ", ".join(brief.keywords)),
    ):
        facts.add_row(name, _text(value))
    fields = [
        Group(_section(plain(field.name)), _text(field.text)) for field in brief.fields if field.name != "Keywords"
    ]
    return Group(_text(brief.title, "bold"), facts, *fields)
