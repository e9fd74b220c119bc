"""Questions to projects: pure functions that the methods of a catalogue hand over to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.errors import ParseError, QueryError, nearest
from nhs_internships.model import Facet, Project, Status, Wave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhs_internships.catalogue import Condition

__all__ = ["FIELDS", "Field", "count_by", "order_by", "where"]


def __dir__() -> list[str]:
    return __all__


_SPACING = re.compile(r"[\s_-]+")


def fold(text: str) -> str:
    """A label or text for comparing: case, blanks, hyphens and underscores do not count."""
    return _SPACING.sub("", text).casefold()


@frozen
class Field:
    """A field that projects can be asked for.

    Attributes:
        name: As in ``where(name=...)``.
        values: What a project has: one value, several, or none.
        accept: Turns what a caller gave into what is compared, or raises `QueryError`.
        key: Turns a project's value into what is compared.
        order: A text that sorts as the field's values do, for ordering and counting.
    """

    name: str
    values: Callable[[Project], tuple[object, ...]]
    accept: Callable[[object], object]
    key: Callable[[object], object]
    order: Callable[[object], str]


def _status(given: object) -> object:
    if given is None or isinstance(given, Status):
        return given
    if isinstance(given, str):
        try:
            return Status.parse(given)
        except ParseError as error:
            raise QueryError("status", given, tuple(Status), error.guess) from None
    raise QueryError("status", str(given), tuple(Status))


def _wave(given: object) -> object:
    """A wave by its number, as a value, or as text."""
    if given is None or isinstance(given, Wave) or (isinstance(given, int) and not isinstance(given, bool)):
        return given
    if isinstance(given, str):
        if given.strip().isdecimal():
            return int(given)
        try:
            wave = Wave.parse(given)
        except ParseError:
            raise QueryError("wave", given, ('a number or a text such as "Wave 6"',)) from None
        return wave.number if wave.start is None and wave.end is None else wave
    raise QueryError("wave", str(given), ('a number or a text such as "Wave 6"',))


def _label(given: object) -> object:
    if given is None or isinstance(given, str):
        return None if given is None else fold(given)
    raise QueryError("label", str(given), ("a text",))


def _text(given: object) -> object:
    if given is None or isinstance(given, str):
        return given
    raise QueryError("text", str(given), ("a text",))


def _same(value: object) -> object:
    return value


def _fold_value(value: object) -> object:
    return fold(value) if isinstance(value, str) else value


def _first(value: object) -> tuple[object, ...]:
    return (value,) if value is not None else ()


def _in_status_order(value: object) -> str:
    return f"{list(Status).index(value):02}" if isinstance(value, Status) else str(value)


def _in_wave_order(value: object) -> str:
    """By first month, then number; what is not stated comes last, as when waves themselves are sorted."""
    if not isinstance(value, Wave):
        return str(value)
    return f"{value.start or '9999'} {value.number or 9999:04} {value.end or '9999'}"


def _in_text_order(value: object) -> str:
    return str(value).casefold()


def _waves(project: Project) -> tuple[object, ...]:
    """Every wave a project ran in; a wave is found by its number too."""
    waves = {project.wave, *(run.wave for run in project.internships)} - {None}
    return tuple(sorted(wave for wave in waves if wave is not None))


def _wave_matches(wanted: object, value: object) -> bool:
    return value == wanted or (isinstance(value, Wave) and isinstance(wanted, int) and value.number == wanted)


def _labels(facet: Facet) -> Field:
    def values(project: Project) -> tuple[object, ...]:
        return project.labels(facet)

    return Field(facet.value, values, _label, _fold_value, _in_text_order)


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("slug", lambda project: (project.slug,), _text, _same, _in_text_order),
        Field("title", lambda project: (project.title,), _text, _same, _in_text_order),
        Field("status", lambda project: _first(project.status), _status, _same, _in_status_order),
        *(_labels(facet) for facet in Facet),
        Field("label", lambda project: project.labels(), _label, _fold_value, _in_text_order),
        Field("wave", _waves, _wave, _same, _in_wave_order),
        Field("code", lambda project: project.codes, _text, _same, _in_text_order),
        Field(
            "keyword",
            lambda project: project.brief.keywords if project.brief else (),
            _label,
            _fold_value,
            _in_text_order,
        ),
    )
}
"""Every field that projects can be asked for, by name."""


def _field(name: str) -> Field:
    found = FIELDS.get(name)
    if found is None:
        raise QueryError("field", name, tuple(FIELDS), nearest(name, FIELDS))
    return found


def where(projects: Iterable[Project], **conditions: Condition) -> tuple[Project, ...]:
    """The projects that meet every condition.

    Args:
        projects: The projects to choose from.
        **conditions: Field and what it must be: one value, several of which one must fit, ``None`` for "has none",
            or a function of the project's values. ``wave`` takes a number, a `Wave` or a text; labels compare
            without case, blanks and hyphens.

    Raises:
        QueryError: A field is unknown, or a value is impossible.
    """
    tests = [_test(_field(name), condition) for name, condition in conditions.items()]
    return tuple(project for project in projects if all(test(project) for test in tests))


def _test(field: Field, condition: Condition) -> Callable[[Project], bool]:
    if callable(condition):
        return lambda project: any(condition(value) for value in field.values(project))
    given = (condition,) if condition is None or isinstance(condition, str | int | Wave) else condition
    wanted = [field.accept(value) for value in given]
    if field.name == "wave":
        return lambda project: _fits(wanted, field.values(project), _wave_matches)
    keys = set(wanted)
    return lambda project: _has(keys, [field.key(value) for value in field.values(project)])


def _has(wanted: set[object], values: Sequence[object]) -> bool:
    return any(value in wanted for value in values) if values else None in wanted


def _fits(wanted: Sequence[object], values: Sequence[object], match: Callable[[object, object], bool]) -> bool:
    if not values:
        return None in wanted
    return any(match(one, value) for one in wanted for value in values)


def order_by(projects: Iterable[Project], *fields: str) -> tuple[Project, ...]:
    """Projects in the order of one field or several; ``-`` before a name turns it round; without a value last.

    Raises:
        QueryError: A field is unknown.
    """
    ordered = list(projects)
    for name in reversed(fields):
        field = _field(name.removeprefix("-"))
        having = [project for project in ordered if field.values(project)]
        lacking = [project for project in ordered if not field.values(project)]
        having.sort(key=partial(_sort_key, field), reverse=name.startswith("-"))
        ordered = [*having, *lacking]
    return tuple(ordered)


def _sort_key(field: Field, project: Project) -> tuple[str, ...]:
    return tuple(field.order(value) for value in field.values(project))


def count_by(projects: Iterable[Project], name: str) -> dict[str, int]:
    """How many projects have each value of a field.

    Statuses come in their own order, waves from the oldest, everything else by count, then by name. A project with
    several values counts for each; one without any counts under ``""``.

    Raises:
        QueryError: The field is unknown.
    """
    field = _field(name)
    counts: dict[object, int] = {}
    for project in projects:
        for value in field.values(project) or (None,):
            counts[value] = counts.get(value, 0) + 1
    return dict(_shown(field, counts))


def _shown(field: Field, counts: dict[object, int]) -> Iterator[tuple[str, int]]:
    known = [value for value in counts if value is not None]
    if field.name in {"status", "wave"}:
        known.sort(key=field.order)
    else:
        known.sort(key=lambda value: (-counts[value], str(value).casefold()))
    for value in known:
        yield value.label if isinstance(value, Wave) else str(value), counts[value]
    if None in counts:
        yield "", counts[None]
