"""What a terminal shows: grids of styled text. `terminal` prints them.

Every text passes through `plain`, so no control character of a title reaches the terminal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from nhs_internships.catalogue import Conflict
from nhs_internships.cli.lines import place
from nhs_internships.cli.text import plain, plain_lines
from nhs_internships.diagnostics import Rule, Severity, place_of
from nhs_internships.model import Badge, Brief, Claim, Entry, Facet, Internship, Project, Relation, Status, Wave
from nhs_internships.model.texts import counted
from nhs_internships.query import Change, ChangeKind, Hit, Similar, Table
from nhs_internships.vocabulary import Vocabulary

if TYPE_CHECKING:
    from nhs_internships.checks.label_uses import LabelUse
    from nhs_internships.history import Interval
    from nhs_internships.site import ChangeSet

__all__ = [
    "SEVERITIES",
    "Grid",
    "Styled",
    "as_of",
    "brief",
    "changes",
    "conflicts",
    "entries",
    "history",
    "hits",
    "labels",
    "patch",
    "project",
    "projects",
    "rules",
    "similar",
    "stats",
]

Styled = tuple[tuple[str, str], ...]
"""Pieces of text, each with its style in rich's words (``"bold green"``)."""

# The sixteen colours of every terminal, so that its own theme keeps them readable.
_FACETS = {Facet.AREA: "cyan", Facet.TECHNIQUE: "magenta", Facet.MODALITY: "green", Facet.TOPIC: "blue"}
_STATUSES = {
    Status.OPEN: "bold green",
    Status.ACTIVE: "bold cyan",
    Status.FUTURE: "bold blue",
    Status.PAUSED: "bold yellow",
}
SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


class Grid(NamedTuple):
    """Rows of cells, with a line above them.

    Attributes:
        title: The line above the rows.
        rows: The cells of each row.
        columns: The names of the columns, if they are shown.
        is_narrow: Whether others may be shown beside it.
        is_wrapped: Whether long lines are wrapped between words; else the terminal wraps them at its edge.
    """

    title: Styled = ()
    rows: Sequence[Sequence[Styled]] = ()
    columns: tuple[str, ...] = ()
    is_narrow: bool = False
    is_wrapped: bool = True


def _text(text: object, style: str = "") -> Styled:
    return ((plain("" if text is None else str(text)), style),)


def _address(url: str) -> Styled:
    """An address; a terminal that knows links opens it."""
    is_link = url.startswith(("https://", "http://")) and url.isprintable() and " " not in url
    return _text(url, f"link {url}" if is_link else "")


def _join(separator: str, parts: Iterable[Styled]) -> Styled:
    """Parts that are not empty, with a separator between them."""
    joined: list[tuple[str, str]] = []
    for part in parts:
        if any(text for text, _ in part):
            joined += [(separator, ""), *part] if joined else part
    return tuple(joined)


def _stack(*parts: Styled) -> Styled:
    return _join("\n", parts)


def _status(status: Status | None) -> Styled:
    return _text(status or "unknown", _STATUSES.get(status, "bold") if status else "dim")


def _short_wave(wave: Wave | None) -> Styled:
    if wave is None:
        return ()
    return _text(f"wave {wave.number}" if wave.number is not None else wave.label, "dim")


def _terms(badges: Iterable[Badge]) -> Iterable[Badge]:
    return dict.fromkeys(map(Vocabulary.bundled().canonical, badges))


def _labels(badges: Iterable[Badge]) -> Styled:
    return _join(", ", (_text(badge.label, _FACETS[badge.facet]) for badge in badges))


# Lists of projects and entries: the status on the left, and beside it what it is about.


def projects(found: Sequence[Project], count: int) -> Iterator[Grid]:
    """The projects, and how many of all that match they are."""
    if found:
        yield Grid(rows=[_item(one, one.slug) for one in found])
        statuses = Counter(str(one.status or "unknown") for one in found)
        of_them = f" ({', '.join(f'{n} {status}' for status, n in statuses.items())})" if len(statuses) > 1 else ""
        of_all = "" if len(found) == count else f" of {count}"
        yield Grid(_text(f"{len(found)}{of_all} project{'' if count == 1 else 's'}{of_them}", "dim"))


def as_of(day: object, hint: str) -> Iterator[Grid]:
    """The day for which the answer is true, and how to get a newer one."""
    if day is not None:
        yield Grid(_text(f"As of {day}. {hint}".rstrip(), "dim"))


def changes(found: Iterable[Change], summary: str) -> Iterator[Grid]:
    """What differs between two catalogues, project by project; what is about the whole site comes first."""
    by_slug: dict[str, list[tuple[Styled, Styled]]] = {}
    for change in found:
        by_slug.setdefault(change.slug, []).append((_text(change.field, "dim"), _change(change)))
    for slug, rows in by_slug.items():
        yield Grid(_text(slug or "The whole site", "bold"), rows)
    yield Grid(_text(f"{summary[:1].upper()}{summary[1:]}.", "dim"))


def _change(change: Change) -> Styled:
    arrow = _join(" -> ", (_text(change.before or "nothing"), _text(change.after or "nothing")))
    pages = "" if change.slug else ", ".join(dict.fromkeys(one.path for one in change.places))
    return _join("  ", (arrow, _text("(a guess)" if change.is_guess else pages, "dim")))


def patch(changes: ChangeSet) -> Iterator[Grid]:
    """A planned change of a site: the diff of each file, the summary, and what the change leaves for a person."""
    for file in re.split("(?m)^(?=diff --git )", plain_lines(changes.diff()))[1:]:
        yield Grid(rows=[(line,) for line in _diff_lines(file.split("\n")[:-1])], is_wrapped=False)
    head, *files = changes.summary().splitlines()
    yield Grid(_text(head, "bold"), [(((f"  {plain(file)}", ""),),) for file in files])
    yield Grid(rows=[(_text("warning", "yellow"), _text(warning)) for warning in changes.warnings])


_MARKS = {"+": "green", "-": "red", "@": "cyan", " ": ""}


def _diff_lines(lines: Sequence[str]) -> Iterator[Styled]:
    """The lines of the diff of one file; where as many lines come as go, what differs in each is marked."""
    size = next((at for at, line in enumerate(lines) if line.startswith("@")), len(lines))
    yield from (((line, "bold"),) for line in lines[:size])
    groups = [list(group) for _, group in groupby(lines[size:], lambda line: line[:1])]
    for before, group, after in zip([[], *groups], groups, [*groups[1:], []], strict=False):
        others = {"-": after, "+": before}.get(group[0][:1], group)
        is_replaced = len(others) == len(group) and {group[0][:1], others[0][:1]} == {"-", "+"}
        for line, other in zip(group, others if is_replaced else group, strict=True):
            yield _marked(line, other, _MARKS.get(line[:1], "dim"))


def _marked(line: str, other: str, style: str) -> Styled:
    """A line in a style; if it is mostly the same as another one, the part that differs is in inverse colours."""
    start = 1 + _common(line[1:], other[1:])
    end = len(line) - _common(reversed(line[start:]), reversed(other[start:]))
    if end - start > len(line) // 2:
        return ((line, style),)
    return ((line[:start], style), (line[start:end], f"{style} reverse"), (line[end:], style))


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    """With how many equal characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def history(intervals: Iterable[Interval], found: Iterable[Change], summary: str) -> Iterator[Grid]:
    """The statuses of a project with their days, if it is about one; and what changed, day by day."""
    spans = [(_status(one.status), _days(one)) for one in intervals]
    if spans:
        yield Grid(_text("Statuses", "bold"), spans)
    for day, ones in groupby(found, lambda change: change.date):
        yield Grid(_text(day, "bold"), _on_one_day(list(ones)))
    yield Grid(_text(f"{summary[:1].upper()}{summary[1:]}.", "dim"))


def _on_one_day(found: Sequence[Change]) -> list[Sequence[Styled]]:
    """A row for each change; of a brief only the names of the fields that were edited, because texts are long."""
    rows: list[Sequence[Styled]] = []
    edited: dict[str, list[str]] = {}
    for one in found:
        if one.kind is ChangeKind.BRIEF_EDITED:
            edited.setdefault(one.slug, []).append(one.field)
        else:
            rows.append((_text(one.slug or "(site)"), _text(one.field, "dim"), _change(one)))
    return [
        *rows,
        *((_text(slug), _text("brief", "dim"), _text(f"edited: {', '.join(names)}")) for slug, names in edited.items()),
    ]


def _days(one: Interval) -> Styled:
    until = f"to {one.end}" if one.end else "until now"
    return _text(f"{one.start} {until}, {counted(one.days, 'day')}")


def entries(found: Sequence[Entry]) -> Iterator[Grid]:
    """The entries of a page."""
    yield Grid(rows=[_item(one, one.url) for one in found])


def _item(one: Project | Entry, name: str | None) -> tuple[Styled, Styled]:
    left = _stack(_status(one.status), _short_wave(one.wave))
    badges = _terms(one.badges) if isinstance(one, Project) else one.badges  # a page is shown as it is written
    return left, _stack(_text(one.title, "bold"), _join("  ", (_text(name, "dim"), _labels(badges))))


def hits(found: Iterable[tuple[Project, Hit]]) -> Iterator[Grid]:
    """The projects that a search found, with the words that matched."""
    yield Grid(rows=[_hit(one, hit.snippet) for one, hit in found])


def _hit(one: Project, snippet: str) -> tuple[Styled, Styled]:
    # The search puts ** around each match, and nowhere else.
    pieces = plain(snippet).split("**")
    marked = tuple((piece, "bold green" if at % 2 else "") for at, piece in enumerate(pieces))
    of_title = "".join(pieces) == plain(one.title)
    left, _ = _item(one, one.slug)
    title = marked if of_title else _text(one.title, "bold")
    return left, _stack(title, _text(one.slug, "dim"), () if of_title else marked)


def similar(found: Iterable[tuple[Project, Similar]]) -> Iterator[Grid]:
    """The projects that resemble another one, and what they share with it."""
    yield Grid(rows=[_similar(one, other) for one, other in found])


def _similar(one: Project, other: Similar) -> tuple[Styled, Styled]:
    named = (("labels", other.labels), ("keywords", other.keywords), ("words", other.words))
    shared = "; ".join(f"{name} {', '.join(values)}" for name, values in named if values)
    return _text(f"{other.score:.2f}"), _stack(_text(one.title, "bold"), _text(one.slug, "dim"), _text(shared))


# One project.

# A relation as the project at its other end reads it.
_PASSIVE = {
    "extends": "extended by",
    "follows": "followed by",
    "mentions": "mentioned by",
    "repository": "repository of",
    "updates": "updated by",
}


def project(
    one: Project, relations: Iterable[Relation], claims: Iterable[Claim], conflicting: Iterable[Conflict]
) -> Iterator[Grid]:
    """The facts of a project, its internships, and the source of each fact."""
    rows = [(_text(name, "dim"), value) for name, value in (*_facts(one), *_relations(one, relations)) if value]
    yield Grid(_text(one.title, "bold"), rows)
    if one.internships:
        yield Grid(_text("Internships", "bold"), [row for run in one.internships for row in _internship(run)])
    if sources := _by_field(claims):
        disputed = {str(conflict.field) for conflict in conflicting}
        rows = [row for field, values in sources.items() for row in _sources(field, values, field in disputed)]
        yield Grid(_text("The source of each fact", "bold"), rows)
        if disputed:
            yield Grid(_text("! Sources disagree; the first value is used.", "yellow"))
        if one.status is not None and sources.get("status") and one.status not in sources["status"]:
            yield Grid(_text(f"The status is {one.status}: only an old page states another.", "dim"))


def _facts(one: Project) -> Iterator[tuple[str, Styled]]:
    yield "slug", _text(one.slug)
    yield "status", _status(one.status)
    for facet in Facet:
        yield facet, _labels(badge for badge in one.badges if badge.facet is facet)
    yield "wave", _text(one.wave.label) if one.wave else ()
    yield "url", _address(one.url) if one.url else ()
    yield "keywords", _text(", ".join(one.brief.keywords)) if one.brief else ()


def _relations(one: Project, relations: Iterable[Relation]) -> Iterator[tuple[str, Styled]]:
    for relation in relations:
        if relation.source == one.slug:
            yield relation.kind, _address(relation.target)
        else:
            yield _PASSIVE[relation.kind], _text(relation.source)


def _internship(run: Internship) -> Iterator[tuple[Styled, Styled]]:
    yield _text(run.code), _join(", ", (_text(run.title), _text(run.wave.label if run.wave else None)))
    for output in run.outputs:
        yield (), _join(" ", (_text(output.kind.replace("_", " "), "dim"), _address(output.url or output.availability)))


def _by_field(claims: Iterable[Claim]) -> dict[str, dict[str, list[Claim]]]:
    """Field -> value -> claims, everything in the order in which it comes first."""
    by_field: dict[str, dict[str, list[Claim]]] = {}
    for claim in claims:
        by_field.setdefault(str(claim.field), {}).setdefault(str(claim.value), []).append(claim)
    return by_field


def _sources(field: str, values: Mapping[str, Sequence[Claim]], disputed: bool) -> Iterator[tuple[Styled, Styled]]:
    """A row for each value; the first one begins with the name of the field."""
    name = _text(f"{field} !", "yellow") if disputed else _text(field, "dim")
    for value, claims in values.items():
        yield name, _value(value, claims)
        name = ()


def _value(value: object, claims: Iterable[Claim]) -> Styled:
    """A value, and below it the places that state it."""
    return _stack(_text(value), *(((f"  {plain(place(claim))}", "dim"),) for claim in claims))


def conflicts(found: Iterable[Conflict]) -> Iterator[Grid]:
    """What sources disagree about, project by project."""
    by_slug: dict[str, list[tuple[Styled, Styled]]] = {}
    for conflict in found:
        name = _text(conflict.field, SEVERITIES[conflict.severity])
        for value, claims in conflict.values:
            by_slug.setdefault(conflict.slug, []).append((name, _value(value, claims)))
            name = ()
    for slug, rows in by_slug.items():
        yield Grid(_text(slug, "bold"), rows)


def brief(one: Brief) -> Iterator[Grid]:
    """A brief: its title, and the text of each field."""
    facts = {"heading": one.heading, "permalink": one.permalink, "keywords": ", ".join(one.keywords)}
    yield Grid(_text(one.title, "bold"), [(_text(name, "dim"), _text(text)) for name, text in facts.items()])
    for field in one.fields:
        if field.name.casefold() != "keywords":
            yield Grid(_text(field.name, "bold"), [(_text(field.text),)])


# Findings and labels.


def rules(found: Iterable[Rule]) -> Grid:
    """The code, severity and summary of each rule."""
    rows = [(_text(one.code), _text(one.severity, SEVERITIES[one.severity]), _text(one.summary)) for one in found]
    return Grid(rows=rows, columns=("code", "severity", "summary"))


_MAX_PLACES = 2


def labels(found: Iterable[LabelUse]) -> Iterator[Grid]:
    """The labels of each kind, with their terms, numbers and first places."""
    by_kind: dict[str, list[LabelUse]] = {}
    for use in found:
        by_kind.setdefault(use.kind, []).append(use)
    for kind, uses in by_kind.items():
        yield Grid(_text(kind, "bold"), [(_text(len(use.places)), _use(use)) for use in uses])


def _use(use: LabelUse) -> Styled:
    term = "not in the vocabulary" if use.term is None else "" if use.term == use.label else f"-> {use.term}"
    more = [f"and {len(use.places) - _MAX_PLACES} more"] if len(use.places) > _MAX_PLACES else []
    places = ", ".join([*(place_of(spot.path, spot.line) for spot in use.places[:_MAX_PLACES]), *more])
    label = _join("  ", (_text(use.label, "bold"), _text(term, "yellow" if use.term is None else "dim")))
    return _stack(label, _text(places, "dim"))


# Numbers.


def stats(
    name: str,
    totals: Mapping[str, int],
    counts: Mapping[str, Mapping[str, int]],
    tables: Iterable[Table],
) -> Iterator[Grid]:
    """A catalogue in numbers."""
    words = ", ".join(f"{what}: {number}" for what, number in totals.items())
    yield Grid(_text(name, "bold"), [(_text(words),)])
    for field, values in counts.items():
        yield _table((field, ""), [(value, number) for value, number in values.items()], is_narrow=True)
    for table in tables:
        yield _table(table.columns, table.rows)._replace(title=_text(table.title, "bold"))


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]], is_narrow: bool = False) -> Grid:
    """A table in which the numbers of a column end below each other."""
    aligned = [_aligned(column) for column in zip(columns, *rows, strict=True)]
    heads, *cells = zip(*aligned, strict=True)
    return Grid(rows=[[((cell, ""),) for cell in row] for row in cells], columns=heads, is_narrow=is_narrow)


def _aligned(column: Sequence[object]) -> list[str]:
    texts = [f"{cell:.0%}" if isinstance(cell, float) else _text(cell)[0][0] for cell in column]
    if not any(isinstance(cell, int | float) for cell in column):
        return texts
    width = max(map(len, texts))
    return [text.rjust(width) for text in texts]
