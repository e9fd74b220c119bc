"""How each type of value is read from plain data and written as plain data: the hooks of cattrs' converters.

cattrs alone converts silently (5 becomes ``"5"``, a string an array of letters), so each hook checks what it is given.
An array stops at its thousandth problem, so the errors of a hostile document do not fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast, get_args, get_origin

from attrs import asdict, fields, has
from cattrs import Converter, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats.problems import MAX_PROBLEMS, Mismatch, Problems
from nhs_internships.model import Month
from nhs_internships.model.attributes import one_of

if TYPE_CHECKING:
    from attrs import AttrsInstance

    from nhs_internships.grammar.yaml.documents import Plain

__all__ = ["LEFT_OUT", "read", "write"]

_Value = TypeVar("_Value")
_Read: TypeAlias = Callable[[object, object], object]

LEFT_OUT = (Diagnostic, "fix")
"""The attribute that no document holds: a fix is about the characters of texts, which a document does not have."""

_OMITTED = override(omit=True)
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read(kind: type[_Value], data: object) -> tuple[_Value | None, Problems]:
    """A value from plain data; unknown keys are left out.

    Args:
        kind: The class of the value.
        data: The data.

    Returns:
        The value, or ``None`` if there are errors; and what is wrong with the data.
    """
    problems = Problems()
    value = _structured(kind, data, problems, forbid=True)
    if problems.unknown_keys:
        # cattrs makes no value where a key is unknown, so some errors show only when such keys are ignored.
        problems.errors.clear()
        value = _structured(kind, data, problems, forbid=False)
    return value, problems


def _structured(kind: type[_Value], data: object, problems: Problems, *, forbid: bool) -> _Value | None:
    try:
        return _converter(forbid=forbid).structure(data, kind)
    except (ExceptionGroup, ValueError) as error:
        problems.add(error, data)
    return None


def write(value: object, name: str) -> Plain:
    """The plain data of a value: dictionaries, lists, strings and numbers.

    Args:
        value: The value.
        name: What an error calls it.

    Raises:
        FormatError: The value, or one inside it, is of a type that it cannot have; the error has all problems.
    """
    try:
        plain: Plain = _converter(forbid=True).unstructure(value)
    except (ExceptionGroup, ValueError) as error:
        # An error of writing has no place; reading the same data finds the places.
        data = asdict(cast("AttrsInstance", value), value_serializer=_serialized) if has(type(value)) else value
        _, problems = read(type(value), data)
        raise FormatError(name, problems.errors or [Problem("", str(error))]) from None
    return plain


def _serialized(_: object, __: object, value: object) -> object:
    return str(value) if isinstance(value, Month | date) else value


@cache
def _converter(*, forbid: bool) -> Converter:
    """A converter that refuses unknown keys, or ignores them."""
    converter = Converter(forbid_extra_keys=forbid, unstruct_collection_overrides={tuple: list})
    for kind, (read_hook, write_hook) in _HOOKS.items():
        converter.register_structure_hook(kind, read_hook)
        converter.register_unstructure_hook(kind, write_hook)
    converter.register_structure_hook_factory(has, _read_record)
    converter.register_unstructure_hook(Diagnostic, make_dict_unstructure_fn(Diagnostic, converter, fix=_OMITTED))
    converter.register_structure_hook_factory(_is_optional, _read_optional)
    converter.register_structure_hook_func(_is_pair, _read_pair)
    converter.register_unstructure_hook_func(_is_pair, _write_pair)
    converter.register_structure_hook_factory(_is_array, _read_array)
    converter.register_structure_hook_factory(_is_mapping, _read_mapping)
    return converter


def _string(data: object, _: object = str) -> str:
    if not isinstance(data, str):
        raise Mismatch("a string", data)
    return data if data.isascii() else _without_surrogates(data)


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = f"U+{ord(text[error.start]):04X}"
        raise ValueError(f"a lone surrogate ({code}) is no character; remove it") from None
    return text


def _integer(data: object, _: object = int) -> int:
    # True is an int to Python, and 1.0 equals one; neither is what the author of a document means by 1.
    if type(data) is not int:
        raise Mismatch("an integer", data)
    return data


def _number(data: object, _: object = float) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float) or not isfinite(data):
        raise Mismatch("a number", data)
    return data


def _boolean(data: object, _: object = bool) -> bool:
    if not isinstance(data, bool):
        raise Mismatch("true or false", data)
    return data


def _word(data: object, kind: type[StrEnum]) -> StrEnum:
    word = _words(kind).get(data) if isinstance(data, str) else None
    if word is None:
        raise Mismatch(one_of(kind), data, tuple(kind))
    return word


@cache
def _words(kind: type[StrEnum]) -> dict[str, StrEnum]:
    return {str(word): word for word in kind}


def _month(data: object, _: object = Month) -> Month:
    try:
        year, month = _matched(_MONTH, data).split("-")
        return Month(int(year), int(month))
    except ValueError:
        raise Mismatch('a month such as "2024-07" (1990 to 2100)', data) from None


def _day(data: object, _: object = date) -> date:
    try:
        return date.fromisoformat(_matched(_DAY, data))
    except ValueError:
        raise Mismatch('a day such as "2024-07-31"', data) from None


def _matched(pattern: re.Pattern[str], data: object) -> str:
    """A string of the one spelling that documents have; the parsers of months and days read others, too."""
    text = _string(data)
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _month_text(value: object) -> str:
    return str(_month(str(value) if isinstance(value, Month) else value))


def _day_text(value: object) -> str:
    return str(_day(str(value) if isinstance(value, date) else value))


_HOOKS: dict[type, tuple[Callable[..., object], Callable[..., object]]] = {
    str: (_string, _string),
    int: (_integer, _integer),
    float: (_number, _number),
    bool: (_boolean, _boolean),
    StrEnum: (_word, str),
    Month: (_month, _month_text),
    date: (_day, _day_text),
}
"""How values that do not consist of others are read and written."""


def _read_record(kind: type[AttrsInstance], converter: Converter) -> _Read:
    names = frozenset(one.name for one in fields(kind) if one.init and (kind, one.name) != LEFT_OUT)
    # No other class has an attribute of this name.
    make = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=False, fix=_OMITTED)
    make_or_refuse = make_dict_structure_fn(kind, converter, fix=_OMITTED)

    def read_record(data: object, _: object) -> AttrsInstance:
        if not isinstance(data, dict):
            raise Mismatch("an object", data)
        # To find unknown keys, cattrs makes a set of the keys of each object; that takes longer than this test.
        if names.issuperset(data):
            return make(data, kind)
        for key in data:
            if not isinstance(key, str):
                raise Mismatch("strings as keys", key)
        return make_or_refuse(data, kind)

    return read_record


def _is_optional(kind: object) -> bool:
    return isinstance(kind, UnionType) and kind.__args__[1:] == (NoneType,)


def _read_optional(kind: UnionType, converter: Converter) -> _Read:
    given = kind.__args__[0]
    read_given = converter.get_structure_hook(given)

    def read_optional(data: object, _: object) -> object:  # cattrs' own one looks the hook up for each value
        return None if data is None else read_given(data, given)

    return read_optional


def _is_array(kind: object) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def _read_array(kind: object, converter: Converter) -> _Read:
    item = get_args(kind)[0]
    read_item = converter.get_structure_hook(item)

    def read_array(data: object, _: object) -> tuple[object, ...]:
        if not isinstance(data, list | tuple):
            raise Mismatch("an array", data)
        return tuple(_read_each(enumerate(data), read_item, item))

    return read_array


def _is_pair(kind: object) -> bool:
    return kind == tuple[str, str]


def _read_pair(data: object, _: object = None) -> tuple[object, ...]:
    if not isinstance(data, list | tuple) or len(data) != 2:
        raise Mismatch("an array of two strings", data)
    return tuple(_read_each(enumerate(data), _string, str))


def _write_pair(value: object) -> list[object]:
    return list(_read_pair(value))


def _is_mapping(kind: object) -> bool:
    return get_origin(kind) is dict


def _read_mapping(kind: object, converter: Converter) -> _Read:
    item = get_args(kind)[1]
    read_item = converter.get_structure_hook(item)

    def read_mapping(data: object, _: object) -> dict[object, object]:
        if not isinstance(data, dict):
            raise Mismatch("an object", data)
        keys = _read_each(((key, key) for key in data), _string, str)
        return dict(zip(keys, _read_each(data.items(), read_item, item), strict=True))

    return read_mapping


def _read_each(members: Iterable[tuple[int | str, object]], read_one: _Read, kind: type) -> list[object]:
    """The values of the members of an array or mapping.

    Raises:
        ExceptionGroup: Some have no value. As in cattrs, a note on each error inside it says which.
    """
    values: list[object] = []
    errors: list[Exception] = []
    count = 0
    for place, data in members:
        try:
            values.append(read_one(data, kind))
        except (ExceptionGroup, ValueError) as error:
            error.add_note(IterableValidationNote("", place, kind))
            errors.append(error)
            count += _count(error)
            if count >= MAX_PROBLEMS:
                break
    if errors:
        raise ExceptionGroup("", errors)
    return values


def _count(error: Exception) -> int:
    return sum(map(_count, error.exceptions)) if isinstance(error, ExceptionGroup) else 1
