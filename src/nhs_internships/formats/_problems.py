"""What is wrong with plain data: where, in one sentence, with a guess."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from attrs import Factory, define

from nhs_internships.errors import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Place", "Problems", "describe", "show"]

Place: TypeAlias = "tuple[Place, str | int] | None"
"""A place in nested data, from the inside out; it costs next to nothing until somebody asks for its name."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,79}")
_CONSTANTS = {None: "null", True: "true", False: "false"}
_MOST_GUESSES = 50
"""A guess takes a tenth of a millisecond, and a hostile document can ask for a million."""
_MOST_LISTED = 10_000
"""Nobody reads more problems than this, and a hostile document can have a million."""


def show(place: Place) -> str:
    """The name of a place: ``projects[3].badges[0].facet``."""
    steps: list[str] = []
    while place is not None:
        place, step = place
        steps.append(f"[{step}]" if isinstance(step, int) else _key(step))
    return "".join(reversed(steps)).removeprefix(".")


def _key(key: str) -> str:
    return f".{key}" if _PLAIN_KEY.fullmatch(key) else f"[{_quoted(key)}]"


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


@define
class Problems:
    """Everything that was found wrong while some data was read or written.

    Attributes:
        failures: How many errors there are; `errors` lists no more than the first ten thousand.
        errors: What makes the data unusable.
        notes: What was left out, with the code of its finding.
    """

    failures: int = 0
    errors: list[Problem] = Factory(list)
    notes: list[tuple[str, Problem]] = Factory(list)
    _guesses: dict[str, str] = Factory(dict)

    @property
    def all(self) -> list[Problem]:
        """The errors, then what was left out; the second often explains the first."""
        return [*self.errors, *(problem for _, problem in self.notes)]

    def add(self, place: Place, message: str) -> None:
        """Take down an error."""
        self.failures += 1
        if self.failures <= _MOST_LISTED:
            self.errors.append(Problem(show(place), message))

    def note(self, code: str, place: Place, message: str) -> None:
        """Take down something that was left out."""
        if len(self.notes) < _MOST_LISTED:
            self.notes.append((code, Problem(show(place), message)))

    def expected(self, place: Place, what: str, got: object, allowed: Collection[str] = ()) -> None:
        """Take down that a value is not what it should be."""
        guess = self._guess(got, allowed) if isinstance(got, str) and allowed else ""
        self.add(place, f"expected {what}, got {describe(got)}{guess}")

    def unknown_key(self, place: Place, key: str, known: Collection[str]) -> None:
        """Take down a key that nothing is known of."""
        self.note("NI301", (place, key), f"unknown key{self._guess(key, known)}")

    def repeated_key(self, place: Place, key: str) -> None:
        """Take down a key that stands more than once in one object."""
        self.note("NI302", (place, key), "the key stands twice in one object; the last one counts")

    def _guess(self, text: str, allowed: Collection[str]) -> str:
        key = f"{text[:100]}\0{len(allowed)}"
        if key not in self._guesses and len(self._guesses) < _MOST_GUESSES:
            found = nearest(text, allowed)
            self._guesses[key] = f'; did you mean "{found}"?' if found else ""
        return self._guesses.get(key, "")
