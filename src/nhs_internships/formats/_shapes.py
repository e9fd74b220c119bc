"""The shape of each value as plain data (objects, arrays, texts, numbers), taken from the types of its attributes.

A shape reads plain data carefully and writes it: whatever is wrong is noted with its place, and reading goes on,
so that all problems are told at once. JSON documents that are right take the shorter way of `_making`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Protocol, TypeGuard, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, define, fields, frozen, has

from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats._problems import Place, Problems
from nhs_internships.model import Month

__all__ = [
    "FAILED",
    "Reading",
    "RepeatedKeys",
    "Shape",
    "defaults_of",
    "members_of",
    "month_of",
    "shape_of",
]

FAILED = object()
"""Stands for a value that could not be read; the reason is among the problems."""


class RepeatedKeys(dict[str, object]):
    """An object of a JSON document in which keys stand twice."""

    repeated: tuple[str, ...] = ()


@define
class Reading(Problems):
    """One reading.

    Attributes:
        is_half_made: Some objects of the data are values of their classes already (see `_making`).
    """

    is_half_made: bool = False


class Shape(Protocol):
    """One kind of plain data."""

    def read(self, data: object, place: Place, reading: Reading) -> object:
        """The value of plain data, or `FAILED` and a problem."""
        ...

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The plain data of a value, or `FAILED` and a problem."""
        ...


@frozen
class Plain:
    """Text, number or truth: the value is its own plain data. Nothing is converted."""

    expected: str
    accepts: Callable[[object], bool]

    def read(self, data: object, place: Place, reading: Problems) -> object:
        """The data itself."""
        if self.accepts(data):
            return data
        reading.expected(place, self.expected, data)
        return FAILED

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The value itself."""
        return self.read(value, place, problems)


@frozen
class Coded:
    """A value that a text stands for: a word, a month, a day."""

    kind: type
    expected: str
    decode: Callable[[str], object]
    words: tuple[str, ...] = ()

    def read(self, data: object, place: Place, reading: Problems) -> object:
        """The value of a text."""
        try:
            return self.decode(data) if isinstance(data, str) else self._fail(data, place, reading)
        except ValueError:
            return self._fail(data, place, reading)

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The text of a value, or of the word for it."""
        text = str(value) if isinstance(value, self.kind) else value
        return text if self.read(text, place, problems) is not FAILED else FAILED

    def _fail(self, data: object, place: Place, problems: Problems) -> object:
        problems.expected(place, self.expected, data, self.words)
        return FAILED


@frozen
class Maybe:
    """A value, or null."""

    shape: Shape

    def read(self, data: object, place: Place, reading: Reading) -> object:
        """``None`` or the value."""
        return None if data is None else self.shape.read(data, place, reading)

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """``None`` or the plain data."""
        return None if value is None else self.shape.write(value, place, problems)


@frozen
class Many:
    """An array of any length: a tuple."""

    shape: Shape

    def read(self, data: object, place: Place, reading: Reading) -> object:
        """The tuple of what could be read."""
        if not _is_array(data):
            reading.expected(place, "an array", data)
            return FAILED
        read = self.shape.read
        return tuple(read(one, (place, at), reading) for at, one in enumerate(data))

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The list."""
        if not _is_array(value):
            problems.expected(place, "an array", value)
            return FAILED
        return [self.shape.write(one, (place, at), problems) for at, one in enumerate(value)]


@frozen
class Pair:
    """An array of two texts."""

    def read(self, data: object, place: Place, reading: Problems) -> object:
        """The tuple of two."""
        if not _is_array(data) or len(data) != 2:
            reading.expected(place, "an array of two texts", data)
            return FAILED
        texts = [_TEXT.read(one, (place, at), reading) for at, one in enumerate(data)]
        return FAILED if FAILED in texts else tuple(texts)

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The list of two."""
        read = self.read(value, place, problems)
        return list(read) if isinstance(read, tuple) else FAILED


@frozen
class ByKey:
    """An object with any keys: a mapping."""

    shape: Shape

    def read(self, data: object, place: Place, reading: Reading) -> object:
        """The mapping of what could be read."""
        if not _is_object(data, place, reading):
            return FAILED
        return {key: self.shape.read(one, (place, key), reading) for key, one in data.items()}

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The dictionary."""
        if not isinstance(value, Mapping):
            problems.expected(place, "an object", value)
            return FAILED
        return {str(key): self.shape.write(one, (place, str(key)), problems) for key, one in value.items()}


@frozen
class Member:
    """One attribute of a class."""

    shape: Shape
    required: bool


@frozen
class Record:
    """An object with known keys: a value of one of our classes."""

    kind: type

    def read(self, data: object, place: Place, reading: Reading) -> object:
        """The value, when all its members can be read."""
        if reading.is_half_made and type(data) is self.kind:
            return data
        return self._read(data, place, reading) if _is_object(data, place, reading) else FAILED

    def _read(self, data: Mapping[str, object], place: Place, reading: Reading) -> object:
        members = members_of(self.kind)
        before = reading.failures
        values: dict[str, object] = {}
        for key, one in data.items():
            if key in members:
                values[key] = members[key].shape.read(one, (place, key), reading)
            else:
                reading.unknown_key(place, key, members)
        for key, member in members.items():
            if member.required and key not in data:
                reading.add((place, key), "missing")
        return FAILED if reading.failures > before else self._make(values, place, reading)

    def _make(self, values: dict[str, object], place: Place, reading: Reading) -> object:
        try:
            return self.kind(**values)
        except ValueError as error:  # such as a wave that ends before it starts
            reading.add(place, str(error))
            return FAILED

    def write(self, value: object, place: Place, problems: Problems) -> object:
        """The dictionary, with every key, in the order of the class."""
        if not isinstance(value, self.kind):
            problems.expected(place, f"a value of the type {self.kind.__name__}", value)
            return FAILED
        return {
            key: member.shape.write(getattr(value, key), (place, key), problems)
            for key, member in members_of(self.kind).items()
        }


def _is_array(data: object) -> TypeGuard[Sequence[object]]:
    return isinstance(data, list | tuple)


def _is_object(data: object, place: Place, reading: Problems) -> TypeGuard[Mapping[str, object]]:
    if not isinstance(data, dict):
        reading.expected(place, "an object", data)
        return False
    if isinstance(data, RepeatedKeys):
        for key in data.repeated:
            reading.repeated_key(place, key)
    odd = [key for key in data if not isinstance(key, str)]
    for key in odd:
        reading.expected(place, "texts as keys", key)
    return not odd


@cache
def members_of(kind: type) -> dict[str, Member]:
    """The members of an object that stands for a value of one of our classes, in the order of the class."""
    try:
        types = get_type_hints(kind)
    except NameError:  # a type that is imported for type checkers alone
        raise _unsupported(kind) from None
    return {name: Member(shape_of(types[name]), default is NOTHING) for name, default in defaults_of(kind).items()}


def defaults_of(kind: type) -> dict[str, object]:
    """The attributes of one of our classes, with their defaults; ``NOTHING`` for one that must be given."""
    return {one.name: one.default for one in fields(kind) if one.init}


def shape_of(kind: object) -> Shape:
    """The shape of a type: a class of the model, a word, text, number, or an array or option of these.

    Raises:
        FormatError: There is no plain data for this type.
    """
    if isinstance(kind, type) and not get_args(kind):
        return _LEAVES.get(kind) or _shape_of_class(kind)
    match get_origin(kind), get_args(kind):
        case (origin, (one, other)) if origin in {UnionType, Union} and NoneType in {one, other}:
            return Maybe(shape_of(one if other is NoneType else other))
        case (origin, (one, other)) if origin is tuple and other is Ellipsis:
            return Many(shape_of(one))
        case (origin, (one, other)) if origin is tuple and one is other is str:
            return Pair()
        case (origin, (key, one)) if origin in {Mapping, dict} and key is str:
            return ByKey(shape_of(one))
    raise _unsupported(kind)


def _shape_of_class(kind: type) -> Shape:
    if issubclass(kind, StrEnum):
        *others, last = (str(word) for word in kind)
        return Coded(kind, f"{', '.join(others)} or {last}", kind, (*others, last))
    if has(kind):
        return Record(kind)
    raise _unsupported(kind)


def _unsupported(kind: object) -> FormatError:
    name = kind.__name__ if isinstance(kind, type) else str(kind)
    return FormatError(name, [Problem("", "plain data stands for no value of this type")])


def month_of(text: str) -> Month:
    if not _MONTH.fullmatch(text):
        raise ValueError(text)
    return Month(int(text[:4]), int(text[5:]))


def _day(text: str) -> date:
    # date.fromisoformat also reads weeks and dates without dashes.
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _is_text(data: object) -> bool:
    return isinstance(data, str)


def _is_whole(data: object) -> bool:
    # True is an int to Python, and 1.0 equals one; neither is what the author of a document means by 1.
    return isinstance(data, int) and not isinstance(data, bool)


def _is_number(data: object) -> bool:
    return _is_whole(data) or (isinstance(data, float) and isfinite(data))


def _is_truth(data: object) -> bool:
    return isinstance(data, bool)


_MONTH = re.compile("[0-9]{4}-[0-9]{2}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TEXT = Plain("text", _is_text)
_LEAVES: dict[type, Shape] = {
    str: _TEXT,
    int: Plain("a whole number", _is_whole),
    float: Plain("a number", _is_number),
    bool: Plain("true or false", _is_truth),
    Month: Coded(Month, 'a month such as "2024-07" (1990 to 2100)', month_of),
    date: Coded(date, 'a day such as "2024-07-31"', _day),
}
