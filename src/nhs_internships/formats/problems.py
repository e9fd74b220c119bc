"""What is wrong with plain data: the place, what was expected there, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from attrs import Factory, define, fields
from cattrs import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote

from nhs_internships.errors import Problem, did_you_mean, nearest

__all__ = ["MAX_PROBLEMS", "Mismatch", "Place", "Problems", "describe", "show"]

Place: TypeAlias = tuple[str | int, ...]
"""A place in nested data: the keys and positions that lead to it."""

MAX_PROBLEMS = 1_000
"""Nobody reads more problems than this, and a hostile document can have a million."""
_MAX_GUESSES = 50
"""A guess takes a tenth of a millisecond."""
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,79}")
_CONSTANTS = {None: "null", True: "true", False: "false"}


class Mismatch(ValueError):
    """A value is not what was expected in its place.

    Attributes:
        expected: What was expected.
        given: The value.
        words: The allowed values, if there are only a few.
    """

    def __init__(self, expected: str, given: object, words: tuple[str, ...] = ()) -> None:
        super().__init__(expected, given, words)
        self.expected = expected
        self.given = given
        self.words = words

    def __str__(self) -> str:
        return f"expected {self.expected}, got {describe(self.given)}"


@define
class Problems:
    """Collects what cattrs' errors report about some data, at most `MAX_PROBLEMS` of each kind.

    Attributes:
        errors: What makes the data unusable, in the order of the data; missing keys follow those that are there.
        unknown_keys: Keys that the class of their object does not have, in the order of the data.
    """

    errors: list[Problem] = Factory(list)
    unknown_keys: list[Problem] = Factory(list)
    _guesses: dict[tuple[str, tuple[str, ...]], str] = Factory(dict)

    def add(self, error: Exception, data: object, path: Place = ()) -> None:
        """Take in an error of cattrs, with the errors inside it.

        Args:
            error: The error.
            data: The data that was read.
            path: The place of the data.

        Raises:
            Exception: The error itself, if it is not about the data.
        """
        match error:
            case ExceptionGroup():
                for step, inner in _in_order(error.exceptions, data):
                    self.add(inner, _member(data, step), (*path, *step))
            case ForbiddenExtraKeysError():
                names = tuple(one.name for one in fields(error.cl) if one.init)
                self._add(self.unknown_keys, path, f"unknown key{self._guess(path[-1], names)}")
            case KeyError() if error.args == path[-1:]:
                self._add(self.errors, path, "missing")
            case Mismatch():
                self._add(self.errors, path, f"{error}{self._guess(error.given, error.words)}")
            case ValueError():  # what a class refuses, such as a wave that ends before it starts
                self._add(self.errors, path, str(error))
            case _:
                raise error

    def _add(self, problems: list[Problem], path: Place, message: str) -> None:
        if len(problems) < MAX_PROBLEMS:
            problems.append(Problem(show(path), message))

    def _guess(self, given: object, words: tuple[str, ...]) -> str:
        if not (isinstance(given, str) and words):
            return ""
        question = (given[:100], words)
        if question not in self._guesses and len(self._guesses) < _MAX_GUESSES:
            self._guesses[question] = did_you_mean(nearest(given, words))
        return self._guesses.get(question, "")


def _in_order(errors: Iterable[Exception], data: object) -> list[tuple[Place, Exception]]:
    """The errors inside an error, each with the step that leads to its place, in the order of the data.

    An error about unknown keys appears once for each of them.
    """
    found: list[tuple[Place, Exception]] = []
    for error in errors:
        if isinstance(error, ForbiddenExtraKeysError):
            found += [((key,), error) for key in error.extra_fields]
        else:
            found.append((_step(error), error))
    if isinstance(data, dict):
        places: dict[Place, int] = {(key,): at for at, key in enumerate(data)}
        found.sort(key=lambda pair: places.get(pair[0], len(places)))
    return found[:MAX_PROBLEMS]


def _step(error: Exception) -> Place:
    """The key or position at which an error was raised, as cattrs notes it on the error."""
    for note in getattr(error, "__notes__", ()):
        match note:
            case AttributeValidationNote():
                return (note.name,)
            case IterableValidationNote():
                return (note.index,)
    return ()


def _member(data: object, step: Place) -> object:
    match data, step:
        case dict(), (key,):
            return data.get(key)
        case list() | tuple(), (int(position),):
            return data[position]
    return data


def show(path: Place) -> str:
    """The name of a place: ``projects[3].badges[0].facet``."""
    return "".join(map(_show_step, path)).removeprefix(".")


def _show_step(step: str | int) -> str:
    if isinstance(step, str) and _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    return f"[{describe(step)}]"


def describe(value: object) -> str:
    """A value as a JSON document shows it, cut to one short line."""
    match value:
        case None | bool():
            return _CONSTANTS[value]
        case str():
            return _quoted(value)
        case int() | float():
            return _number(value)
        case dict() | list() | tuple():
            return "an object" if isinstance(value, dict) else "an array"
        case _:
            return f"a value of the type {type(value).__name__}"


def _quoted(text: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    # A message is one line that any console can show: control characters and lone surrogates are escaped.
    return '"' + "".join(char if char.isprintable() else ascii(char)[1:-1] for char in shown) + '"'


def _number(value: float) -> str:
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number of more than 60 digits"  # Python refuses to write out the longest ones
    return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(str(value), str(value))
