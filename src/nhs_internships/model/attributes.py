"""What the attributes of values accept: the words of an enumeration, and tuples of values of one class.

A wrong word is a `ParseError`, a wrong Python type a `TypeError`; both say what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from nhs_internships.errors import ParseError, nearest

__all__ = ["items", "member", "one_of", "optional", "to_text", "to_texts"]

_Word = TypeVar("_Word", bound="StrEnum")
_Value = TypeVar("_Value")


def one_of(kind: type[StrEnum]) -> str:
    """The words of an enumeration as an error lists them: ``area, technique or topic``."""
    *first, last = kind
    return f"{', '.join(first)} or {last}"


def member(kind: type[_Word], given: _Word | str) -> _Word:
    """The member of an enumeration that a value is, or whose word it is.

    Raises:
        ParseError: The text is none of the words.
        TypeError: The value is not a string.
    """
    if isinstance(given, kind):
        return given
    if not isinstance(given, str):
        raise TypeError(f"expected a {kind.__name__} or one of its words, got {given!r}")
    try:
        return kind(given)
    except ValueError:
        raise ParseError(_name_of(kind), given, one_of(kind), nearest(given, kind)) from None


def _name_of(kind: type) -> str:
    """The name of a class as words: ``relation kind``."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def items(kind: type[_Value], given: Iterable[_Value]) -> tuple[_Value, ...]:
    """Values of one class as a tuple.

    Raises:
        TypeError: One of them is of another class, or this is no collection of values.
    """
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        raise TypeError(f"expected a collection of {kind.__name__}, got {given!r}")
    values = tuple(given)
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"expected only {kind.__name__} values, got {value!r}")
    return values


def to_text(given: str) -> str:
    """A text that a caller gives.

    Raises:
        TypeError: It is not a string.
    """
    if not isinstance(given, str):
        raise TypeError(f"expected a string, got {given!r:.80}")
    return given


def to_texts(given: Iterable[str]) -> tuple[str, ...]:
    """What an attribute that holds texts accepts.

    Raises:
        TypeError: One of them is no string.
    """
    return items(str, given)


def optional(kind: type[_Value], given: _Value | None) -> _Value | None:
    """A value of a class, or ``None``.

    Raises:
        TypeError: It is of another class.
    """
    if given is not None and not isinstance(given, kind):
        raise TypeError(f"expected a {kind.__name__} or None, got {given!r}")
    return given
