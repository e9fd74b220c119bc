"""Questions to projects: pure functions that the methods of a catalogue hand over to.

They take projects and give projects or plain values; nothing here keeps a state.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from random import Random
from typing import TYPE_CHECKING, TypeAlias, TypedDict, TypeVar, Unpack

from nhs_internships.errors import ParseError, QueryError, nearest
from nhs_internships.model import Month, OutputKind, Project, Status, Wave
from nhs_internships.query.fields import FIELDS, Field, Test, find_field, non_negative, states, waves_of

if TYPE_CHECKING:
    from datetime import date


__all__ = [
    "FIELDS",
    "Condition",
    "Conditions",
    "Field",
    "between",
    "check_values",
    "count_by",
    "crosstab",
    "first",
    "group_by",
    "known_values",
    "order_by",
    "sample",
    "where",
]


_Value = TypeVar("_Value")

# A function may take whatever a field holds, so its argument has no type here: a lambda then needs none either.
Condition: TypeAlias = _Value | str | Collection[_Value | str | None] | Callable[..., object] | None
"""What a field must be: a value, any of several, ``None`` for "has none", or a function that is true for a value."""


class Conditions(TypedDict, total=False):
    """The conditions of a query, by field; see `FIELDS` for what each field means."""

    slug: Condition[str]
    title: Condition[str]
    status: Condition[Status]
    area: Condition[str]
    technique: Condition[str]
    modality: Condition[str]
    topic: Condition[str]
    label: Condition[str]
    keyword: Condition[str]
    wave: Condition[Wave | int]
    code: Condition[str]
    output: Condition[OutputKind]
    url: Condition[str]
    text: Condition[str]


def where(projects: Iterable[Project], **conditions: Unpack[Conditions]) -> tuple[Project, ...]:
    """The projects that meet every condition.

    Labels, titles, keywords and codes compare without case, blanks and hyphens. A wave is found by its number, and by
    whatever else of it is stated: ``"January 2023"`` means every wave that starts then. ``text`` means that every
    word occurs, in any case.

    Args:
        projects: The projects to choose from.
        **conditions: Field (see `FIELDS`) and what it must be: one value, several of which one must fit, ``None`` for
            "has none", or a function that is true for one of the project's values. A function is called with
            ``None`` where a project has no value.

    Raises:
        QueryError: A field is unknown, or a value is impossible.
    """
    tests = [_test(find_field(name), condition) for name, condition in conditions.items()]
    # One condition after the other: each is a quick loop of its own, and the next sees only what is left.
    chosen = projects
    for test in tests:
        chosen = list(filter(test, chosen))
    return tuple(chosen)


KnownValues = Mapping[str, Mapping[Hashable, str]]
"""For each field whose values are names, every value that some project has: as it compares, and as it is written."""


def known_values(projects: Iterable[Project]) -> KnownValues:
    """The names that some projects have: their slugs, labels, keywords and codes."""
    chosen = tuple(projects)
    return {name: _names_of(find_field(name), chosen) for name in _NAMED}


def _names_of(field: Field, projects: Iterable[Project]) -> Mapping[Hashable, str]:
    found = {field.key(value): str(value) for project in projects for value in field.values(project)}
    return dict(sorted(found.items(), key=lambda name: name[1].casefold()))


def check_values(known: KnownValues, waves: Iterable[Wave], conditions: Conditions) -> None:
    """Refuse a value that nothing in the catalogue has, so that a misspelt one is no empty answer.

    Args:
        known: The names that all projects of the catalogue have.
        waves: Every wave of the catalogue.
        conditions: As for `where`; texts, functions and ``None`` are not checked.

    Raises:
        QueryError: A slug, label, keyword, code or wave occurs nowhere; the error lists those that do.
    """
    for name, condition in conditions.items():
        field = find_field(name)
        given = () if callable(condition) else [value for value in _several(condition) if value is not None]
        if name == "wave":
            _check_waves(field, tuple(waves), given)
        elif name in known:
            _check_names(field, known[name], given)


def _check_waves(field: Field, waves: Sequence[Wave], given: Iterable[object]) -> None:
    for value in given:
        wanted = field.accept(value)
        if isinstance(wanted, Wave) and not any(states(wanted, wave) for wave in waves):
            raise QueryError(field.name, _shown(wanted), tuple(_shown(wave) for wave in waves))


def _check_names(field: Field, known: Mapping[Hashable, str], given: Iterable[object]) -> None:
    for value in given:
        if field.accept(value) not in known:
            valid = tuple(known.values())
            raise QueryError(field.name, str(value), valid, nearest(str(value), valid))


_NAMED = ("slug", "area", "technique", "modality", "topic", "label", "keyword", "code")


def _test(field: Field, condition: object) -> Test:
    if callable(condition):
        return lambda project: any(condition(value) for value in field.values(project) or _NOTHING)
    wanted = [field.accept(value) for value in _several(condition)]
    if field.test is not None:
        return field.test(wanted)
    keys = set(wanted)
    if (read := field.one) is not None:
        return lambda project: read(project) in keys
    return lambda project: not keys.isdisjoint([field.key(value) for value in field.values(project)] or _NOTHING)


_NOTHING = (None,)


def _several(condition: object) -> Iterable[object]:
    """What a caller gave, as several values."""
    if isinstance(condition, str | bytes) or not isinstance(condition, Iterable):
        return (condition,)
    return condition


def order_by(projects: Iterable[Project], *fields: str, descending: bool = False) -> tuple[Project, ...]:
    """Projects in the order of one field or several; those without a value come last.

    A project that ran in several waves stands at the one it shows, ``project.wave``.

    Args:
        projects: The projects to order.
        *fields: The most important first; ``-`` before a name turns its order round.
        descending: Turns every order round.

    Raises:
        QueryError: A field is unknown.
    """
    ordered = list(projects)
    for name in reversed(fields):
        field = find_field(_bare(name))
        keyed = [(_rank(field, project), project) for project in ordered]
        having = [pair for pair in keyed if pair[0]]
        having.sort(key=lambda pair: pair[0], reverse=name.startswith("-") is not descending)
        ordered = [project for _, project in having] + [project for rank, project in keyed if not rank]
    return tuple(ordered)


def _bare(name: object) -> object:
    return name.removeprefix("-") if isinstance(name, str) else name


def _rank(field: Field, project: Project) -> tuple[str, ...]:
    rank = field.rank or _as_text
    return tuple(rank(value) for value in (field.order or field.values)(project))


def _as_text(value: object) -> str:
    return str(value).casefold()


def count_by(projects: Iterable[Project], name: str) -> dict[str, int]:
    """How many projects have each value of a field.

    Statuses come in their own order, waves from the oldest, everything else by count, then by name. A project with
    several values counts for each; one without any counts under ``""``. Spellings that ``where`` takes for one count
    as one, under the most frequent.

    Raises:
        QueryError: The field is unknown.
    """
    field = find_field(name)
    counts: Counter[object] = Counter(_every(field, projects))
    totals: Counter[Hashable] = Counter()
    for value, count in counts.items():
        totals[_key(field, value)] += count
    shown: dict[str, int] = {}
    for key, text in _names(field, counts).items():
        shown[text] = shown.get(text, 0) + totals[key]
    return shown


def _every(field: Field, projects: Iterable[Project]) -> Iterator[object]:
    """Each value of each project, once a project, and ``None`` for a project without any."""
    if field.one is not None:
        return map(field.one, projects)
    return chain.from_iterable(_distinct(field, project) for project in projects)


def _distinct(field: Field, project: Project) -> Sequence[object]:
    values = field.values(project)
    if len(values) < 2:
        return values or _NOTHING
    return list({field.key(value): value for value in reversed(values)}.values())


def _key(field: Field, value: object) -> Hashable:
    return None if value is None else field.key(value)


def _names(field: Field, counts: Mapping[object, int]) -> dict[Hashable, str]:
    """The text of each key, in the order of the field; the most frequent spelling stands for a key."""
    totals: Counter[Hashable] = Counter()
    spelling: dict[Hashable, object] = {}
    for value, count in counts.items():
        key = _key(field, value)
        totals[key] += count
        if key not in spelling or count > counts[spelling[key]]:
            spelling[key] = value
    known = [key for key in spelling if key is not None]
    if field.rank is None:
        known.sort(key=lambda key: (-totals[key], _as_text(spelling[key])))
    else:
        rank = field.rank
        known.sort(key=lambda key: rank(spelling[key]))
    names = {key: _shown(spelling[key]) for key in known}
    return {**names, None: ""} if None in spelling else names


def _shown(value: object) -> str:
    return value.label if isinstance(value, Wave) else str(value)


def group_by(projects: Iterable[Project], name: str) -> dict[str, tuple[Project, ...]]:
    """The projects with each value of a field, in the order of `count_by`; a project may stand in several groups.

    Raises:
        QueryError: The field is unknown.
    """
    field, chosen = find_field(name), tuple(projects)
    names = _names(field, Counter(_every(field, chosen)))
    groups: dict[str, list[Project]] = {text: [] for text in names.values()}
    for project in chosen:
        for value in _distinct(field, project):
            groups[names[_key(field, value)]].append(project)
    return {text: tuple(group) for text, group in groups.items()}


def crosstab(projects: Iterable[Project], rows: str, columns: str) -> dict[str, dict[str, int]]:
    """How many projects have each value of one field together with each value of another.

    Every row has every column, zeros included, both in the order of `count_by`.

    Raises:
        QueryError: A field is unknown.
    """
    down, across, chosen = find_field(rows), find_field(columns), tuple(projects)
    row_names = _names(down, Counter(_every(down, chosen)))
    column_names = _names(across, Counter(_every(across, chosen)))
    table = {row: dict.fromkeys(column_names.values(), 0) for row in row_names.values()}
    for project in chosen:
        heads = [column_names[_key(across, value)] for value in _distinct(across, project)]
        for value in _distinct(down, project):
            row = table[row_names[_key(down, value)]]
            for head in heads:
                row[head] += 1
    return table


def first(projects: Sequence[Project], count: int) -> tuple[Project, ...]:
    """The first projects, at most ``count``.

    Raises:
        QueryError: The count is no integer from 0.
    """
    return tuple(projects[: non_negative("count", count)])


def sample(projects: Sequence[Project], count: int, seed: int | None = None) -> tuple[Project, ...]:
    """Projects drawn at random, at most ``count``, in the order they stood in.

    Args:
        projects: The projects to draw from.
        count: How many.
        seed: Gives the same projects each time; ``None`` gives others.

    Raises:
        QueryError: The count is no integer from 0, or the seed is none.
    """
    most = min(non_negative("count", count), len(projects))
    if seed is not None and not isinstance(seed, int):
        raise QueryError("seed", str(seed), expected="an integer")
    places = Random(seed).sample(range(len(projects)), most)  # noqa: S311 - a choice of examples, no secret
    return tuple(projects[place] for place in sorted(places))


def between(
    projects: Iterable[Project], start: Month | date | str | None = None, end: Month | date | str | None = None
) -> tuple[Project, ...]:
    """The projects that ran in at least one month from ``start`` to ``end``, both included.

    A wave of which only one month is known counts with that month; a wave without months never counts.

    Args:
        projects: The projects to choose from.
        start: A month, a day in it, or a text such as ``"July 2022"`` or ``"2022"``; ``None`` for no limit.
        end: Likewise.

    Raises:
        QueryError: A text is no month, or the end lies before the start.
    """
    low, high = _month("start", start, 1), _month("end", end, 12)
    if low and high and high < low:
        raise QueryError("end", str(end), expected=f"a month from {low} on")
    return tuple(project for project in projects if any(_overlaps(wave, low, high) for wave in waves_of(project)))


def _month(what: str, given: Month | date | str | None, month_of_year: int) -> Month | None:
    if given is None or isinstance(given, Month):
        return given
    text = str(given).strip()
    try:
        if re.fullmatch("[0-9]{4}", text):
            return Month(int(text), month_of_year)
        # A day ("2022-07-15", which is also how a date shows) means its month.
        return Month.parse(text[:7] if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}.*", text) else text)
    except ParseError:
        raise QueryError(what, text, expected='a month such as "2022-07", "July 2022" or "2022"') from None


def _overlaps(wave: Wave, low: Month | None, high: Month | None) -> bool:
    begins, ends = wave.start or wave.end, wave.end or wave.start
    if begins is None or ends is None:
        return False
    return (high is None or begins <= high) and (low is None or ends >= low)
