"""Conditions of queries: what a caller gives, what it means for a project, and which values nothing has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias, TypedDict, TypeVar

from attrs import frozen

from nhs_internships.errors import QueryError, nearest
from nhs_internships.model import Internship, OutputKind, Project, Status, Wave
from nhs_internships.query.fields import QueryField, Truth, find_field, states
from nhs_internships.query.runs import waves_of
from nhs_internships.vocabulary import Spelling

__all__ = ["Condition", "Conditions", "KnownValues", "Test", "check_values", "make_tests"]

_Value = TypeVar("_Value")

# A function may take whatever a field holds, so its argument has no type here: a lambda then needs none either.
Condition: TypeAlias = _Value | str | Collection[_Value | str | None] | Callable[..., object] | None
"""What a field must be: a value, any of several, ``None`` for "no value is on record", or a function that is true."""


class Conditions(TypedDict, total=False):
    """The conditions of a query, by field; see `nhs_internships.query.fields.FIELDS` for what each field means."""

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
    year: Condition[int]
    code: Condition[str]
    output: Condition[OutputKind]
    url: Condition[str]
    text: Condition[str]


@frozen
class Test:
    """One condition, ready to be asked of projects, or of internships where it is about these.

    Attributes:
        field: The name of the field.
        of_project: Whether a project meets the condition; ``None`` where it is about internships.
        of_run: Whether an internship meets it; ``None`` where it is about projects.
    """

    field: str
    of_project: Callable[[Project], Truth] | None = None
    of_run: Callable[[Internship], Truth] | None = None


def make_tests(conditions: Conditions, spelling: Spelling) -> list[Test]:
    """The tests that conditions mean.

    Raises:
        QueryError: A field is unknown, or a value is impossible.
    """
    return [_test(find_field(name), condition, spelling) for name, condition in conditions.items()]


def _test(field: QueryField, condition: object, spelling: Spelling) -> Test:
    decide = _decision(field, condition, spelling)
    if (of_run := field.of_run) is not None:
        return Test(field.name, of_run=lambda run: decide(of_run(run)))
    return Test(field.name, of_project=lambda project: decide(field.values(project, spelling)))


def _decision(field: QueryField, condition: object, spelling: Spelling) -> Callable[[Sequence[object]], Truth]:
    """Whether the values of a project or internship meet a condition."""
    if callable(condition):
        return lambda values: any(map(condition, [one for value in values for one in field.shown(value)] or (None,)))
    wanted = [field.accept(value, spelling) for value in _several(condition)]
    return lambda values: field.fits(wanted, values)


def _several(condition: object) -> Iterable[object]:
    """What a caller gave, as several values."""
    if isinstance(condition, str | bytes) or not isinstance(condition, Collection):
        return (condition,)
    return condition


_NAMED = ("slug", "area", "technique", "modality", "topic", "label", "keyword", "code")


@frozen
class KnownValues:
    """What some projects have: a value that is not among them is a mistake, and no empty answer.

    Attributes:
        names: For each field whose values are names, every value as it is written.
        waves: Every wave.
    """

    names: Mapping[str, tuple[str, ...]]
    waves: tuple[Wave, ...]

    @classmethod
    def of(cls, projects: Iterable[Project], waves: Iterable[Wave]) -> KnownValues:
        """The slugs, labels (in both spellings), keywords and codes of projects, and their waves and others."""
        chosen = tuple(projects)
        ran_in = (wave for project in chosen for wave in waves_of(project))
        names = {name: _names_of(find_field(name), chosen) for name in _NAMED}
        return cls(names, tuple(sorted({*waves, *ran_in})))

    def __or__(self, other: KnownValues) -> KnownValues:
        """What either of two catalogues has."""
        names = {name: tuple(dict.fromkeys((*own, *other.names[name]))) for name, own in self.names.items()}
        return KnownValues(names, tuple(sorted({*self.waves, *other.waves})))


def _names_of(field: QueryField, projects: Iterable[Project]) -> tuple[str, ...]:
    found = {str(value) for project in projects for spelling in Spelling for value in field.values(project, spelling)}
    return tuple(sorted(found, key=str.casefold))


def check_values(known: KnownValues, conditions: Conditions, spelling: Spelling) -> None:
    """Refuse a value that nothing in the catalogue has, so that a misspelt one is no empty answer.

    Args:
        known: What the projects of the whole catalogue have.
        conditions: Texts, functions and ``None`` among them are not checked.
        spelling: The spelling in which labels compare.

    Raises:
        QueryError: A slug, label, keyword, code or wave occurs nowhere; the error lists those that do.
    """
    for name, condition in conditions.items():
        field = find_field(name)
        given = () if callable(condition) else [value for value in _several(condition) if value is not None]
        if name == "wave":
            _check_waves(field, known.waves, given, spelling)
        elif known.names.get(name):  # where nothing is known, no value can be called a mistake
            _check_names(field, known.names[name], given, spelling)


def _check_waves(field: QueryField, waves: Sequence[Wave], given: Iterable[object], spelling: Spelling) -> None:
    for value in given:
        wanted = field.accept(value, spelling)
        if isinstance(wanted, Wave) and not any(states(wanted, wave) for wave in waves):
            raise QueryError(field.name, wanted.label, tuple(wave.label for wave in waves))


def _check_names(field: QueryField, known: Sequence[str], given: Iterable[object], spelling: Spelling) -> None:
    keys: dict[Hashable, str] = {field.accept(name, spelling): name for name in reversed(known)}
    for value in given:
        if field.accept(value, spelling) not in keys:
            valid = tuple(sorted(keys.values(), key=str.casefold))
            raise QueryError(field.name, str(value), valid, nearest(str(value), valid))
