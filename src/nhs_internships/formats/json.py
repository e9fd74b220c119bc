"""A catalogue as a JSON document, and back.

The document states its version (``"schema": 1``). This release writes the newest version and reads every version that
was ever released.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from typing import TypeAlias

from attrs import evolve

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats.document import SCHEMA, read_catalogue, write_catalogue
from nhs_internships.formats.problems import MAX_PROBLEMS, Place, describe, show
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.source.text import BOM, SourceText, check_size

__all__ = ["SCHEMA", "decode", "from_json", "to_json"]

_MAX_INDENT = 16
_MAX_DEPTH = 32
"""A document has eight levels. The parser recurses once a level, and a thread may have a small stack."""
_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_NO_SIGNS = bytes({*range(256)} - {*b'"[]{}'})
_DEPTH_CHANGES = {"[": 1, "{": 1, "]": -1, "}": -1}

# Plain data is a tree, so no circle need be looked for.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

_Repeated: TypeAlias = "dict[int, tuple[dict[str, object], list[str]]]"
"""Objects with keys that appear more than once, by their identity, and those keys."""


def __dir__() -> list[str]:
    return __all__


def to_json(catalogue: Catalogue, *, indent: int | None = None) -> str:
    """Write a catalogue as a JSON document.

    Args:
        catalogue: The catalogue.
        indent: Spaces a level, from 0 to 16, for a document that people read or compare; ``None`` for one line.
            Objects and arrays with few values (a badge, a wave, a claim) stay on one line.

    Returns:
        The text, without a newline at its end. Characters outside ASCII are not escaped.

    Warns:
        UserWarning: The document is larger than `from_json` and `load` accept without larger ``Limits.json_bytes``.

    Raises:
        FormatError: A value is of a type that it cannot have, or a string holds a lone surrogate.
    """
    if indent is None:
        return _within_limit(_encode(write_catalogue(catalogue)))
    if type(indent) is not int or not 0 <= indent <= _MAX_INDENT:
        raise FormatError("to_json", [Problem("indent", f"expected None or an integer from 0 to {_MAX_INDENT}")])
    return _within_limit(_indented(write_catalogue(catalogue), " " * indent, "\n"))


def _within_limit(text: str) -> str:
    """The text, with a warning if `from_json` would refuse it."""
    limit = DEFAULT_LIMITS.json_bytes
    size = _size(text, limit)
    if size > limit:
        message = f"this document has {size:,} bytes, more than the limit of {limit:,} for reading a catalogue again"
        warnings.warn(message, stacklevel=3)
    return text


def _size(text: str | bytes, limit: int) -> int:
    """The bytes of a text; a character takes one to four, so a text that is surely within the limit is not encoded."""
    if isinstance(text, bytes) or len(text) * 4 <= limit:
        return len(text)
    return len(text.encode("utf-8", "surrogatepass"))


def _indented(data: object, indent: str, newline: str) -> str:
    """Plain data with line breaks.

    An object stays on one line unless it holds an array, and an array unless it holds objects or arrays. So a change
    of one fact is a change of one line.
    """
    inner = newline + indent
    if isinstance(data, dict) and any(isinstance(one, list) for one in data.values()):
        members = [f"{_encode(key)}: {_indented(one, indent, inner)}" for key, one in data.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{newline}}}"
    if isinstance(data, list) and any(isinstance(one, dict | list) for one in data):
        items = [_indented(one, indent, inner) for one in data]
        return f"[{inner}{f',{inner}'.join(items)}{newline}]"
    return _encode(data)


def from_json(
    text: str | bytes, *, strict: bool = False, name: str = "<json>", limits: Limits = DEFAULT_LIMITS
) -> Catalogue:
    """Read the JSON document of a catalogue.

    A byte order mark is ignored. An unknown key, or one that appears twice in an object, is a finding; so is a second
    project with the same slug (the first is kept), and so are claims about a project that is not there.

    Args:
        text: The document, or the bytes of its file in UTF-8.
        strict: Refuse what would be a finding.
        name: What errors and findings call the document.
        limits: Bounds on what is read.

    Raises:
        TypeError: It is neither a string nor bytes.
        ReadError: The bytes are not UTF-8, or more than ``limits.json_bytes`` (`LimitError`).
        FormatError: The text is not JSON, or not the document of a catalogue; the error has all problems, each with
            its place.
    """
    written = decode(text, name, limits)
    if _is_too_deep(written):
        raise FormatError(name, [Problem("", "nested too deeply to be the document of a catalogue")])
    document, repeated_keys = _parse(written, name)
    return read_catalogue(document, name, strict=strict, repeated_keys=repeated_keys)


def decode(text: str | bytes, name: str, limits: Limits) -> str:
    """The text of a document, without a byte order mark.

    Raises:
        TypeError: It is neither a string nor bytes.
        ReadError: The bytes are not UTF-8, or more than ``limits.json_bytes`` (`LimitError`).
    """
    if not isinstance(text, str | bytes):
        raise TypeError(f"{name}: a document is text or bytes, not {describe(text)}")
    check_size(_size(text, limits.json_bytes), name, limits.json_bytes, "json_bytes")
    if isinstance(text, bytes):
        text = SourceText.from_bytes(text, name, evolve(limits, text_bytes=limits.json_bytes)).text
    return text.removeprefix(BOM)


def _is_too_deep(text: str) -> bool:
    """Whether arrays and objects are nested more than `_MAX_DEPTH` levels deep."""
    unescaped = _ESCAPE.sub(b"", text.encode("utf-8", "surrogatepass"))
    signs = unescaped.translate(None, _NO_SIGNS).replace(b'""', b"").decode()
    outside_strings = "".join(signs.split('"')[::2])
    return max(accumulate(map(_DEPTH_CHANGES.__getitem__, outside_strings)), default=0) > _MAX_DEPTH


def _parse(text: str, name: str) -> tuple[object, list[Problem]]:
    """The data of a JSON text, and the keys that appear more than once in one object."""
    repeated: _Repeated = {}

    def make_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated[id(made)] = made, [key for key, count in counts.items() if count > 1]
        return made

    data = _loads(text, name, make_object)
    return data, list(islice(_repeated_keys(data, repeated), MAX_PROBLEMS)) if repeated else []


def _loads(text: str, name: str, make_object: Callable[[list[tuple[str, object]]], object]) -> object:
    try:
        return json.loads(text, object_pairs_hook=make_object)
    except json.JSONDecodeError as error:
        what = f"{error.msg} at line {error.lineno}, column {error.colno}" if text.strip() else "the text is empty"
        problem = f"not JSON: {what}"
    except ValueError:  # Python refuses to read numbers beyond a length, because that takes quadratic time
        problem = "a number has thousands of digits"
    raise FormatError(name, [Problem("", problem)])


def _repeated_keys(data: object, repeated: _Repeated, path: Place = ()) -> Iterator[Problem]:
    """The keys that appear more than once in one object, in the order of the data."""
    if id(data) in repeated:
        for key in repeated[id(data)][1]:
            yield Problem(show((*path, key)), "duplicate key; the last value counts")
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, one in members:
        yield from _repeated_keys(one, repeated, (*path, step))
