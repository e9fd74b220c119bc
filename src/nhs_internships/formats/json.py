"""A catalogue as a JSON document, and back.

The document states the version of its form (``"schema": 1``). This release writes the newest version and reads
every version that was ever released.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from attrs import evolve

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, LimitError, Problem
from nhs_internships.formats._document import SCHEMA, CatalogueShape
from nhs_internships.formats._layout import Layout
from nhs_internships.formats._making import Maker, object_of
from nhs_internships.formats._problems import Place, describe, show
from nhs_internships.formats._shapes import Reading
from nhs_internships.formats.data import to_dict
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.source.text import BOM, SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SCHEMA", "from_json", "to_json"]

_MOST_SPACES = 16
_SURROGATE = re.compile("[\ud800-\udfff]")


def __dir__() -> list[str]:
    return __all__


def to_json(catalogue: Catalogue, *, indent: int | None = None) -> str:
    """Write a catalogue as a JSON document.

    Args:
        catalogue: The catalogue.
        indent: Spaces a level, from 0 to 16, for a document that people read or compare; ``None`` for one line.

    Returns:
        The text, without a newline at its end. Characters outside ASCII stand as they are.

    Raises:
        FormatError: A value is of a type that it cannot have, or a text holds a lone surrogate.
    """
    if indent is not None and (type(indent) is not int or not 0 <= indent <= _MOST_SPACES):
        expected = f"expected None or a whole number from 0 to {_MOST_SPACES}"
        raise FormatError("to_json", [Problem("indent", expected)])
    try:
        text = Layout(indent).catalogue(catalogue)
    except (TypeError, AttributeError, KeyError):
        # Says what is wrong; and should nothing be, the standard library writes the same document.
        text = json.dumps(to_dict(catalogue), ensure_ascii=False, indent=indent)
    if _size(text) is None:
        raise FormatError("to_json", [Problem(show(place), what) for place, what in _surrogates(to_dict(catalogue))])
    return text


def from_json(
    text: str | bytes, *, strict: bool = False, name: str = "<json>", limits: Limits = DEFAULT_LIMITS
) -> Catalogue:
    """Read the JSON document of a catalogue.

    A byte order mark is ignored. A key that is not known, or stands twice, is a finding; so is a second project of
    one slug (the first is kept), and so are claims about a project that is not there.

    Args:
        text: The document, or the bytes of its file in UTF-8.
        strict: Refuse what would be a finding.
        name: What errors and findings call the document.
        limits: Bounds on what is read.

    Raises:
        TypeError: It is neither text nor bytes.
        ReadError: The bytes are not UTF-8, or more than ``limits.json_bytes`` (`LimitError`).
        FormatError: The text is no JSON, or not the document of a catalogue; every problem is told with its place.
    """
    decoded, is_whole = _decode(text, name, limits)
    if is_whole and not _has_escaped_halves(decoded):
        quick = Reading(is_half_made=True)
        found = CatalogueShape(name).read(_load(decoded, name, Maker().make), None, quick)
        if isinstance(found, Catalogue) and not quick.notes:
            return found
    return _read_carefully(_load(decoded, name, object_of), name, strict)


def _read_carefully(document: object, name: str, strict: bool) -> Catalogue:
    reading = Reading()
    for place, problem in _surrogates(document):
        reading.add(place, problem)
    found = CatalogueShape(name).read(document, None, reading)
    if reading.failures or not isinstance(found, Catalogue) or (strict and reading.notes):
        raise FormatError(name, reading.all)
    return found


def _decode(text: str | bytes, name: str, limits: Limits) -> tuple[str, bool]:
    """The text without its byte order mark, and whether it holds whole characters only."""
    if isinstance(text, str):
        size = _size(text)
        _check_size(len(text) if size is None else size, name, limits)
        return text.removeprefix(BOM), size is not None
    if not isinstance(text, bytes):
        raise TypeError(f"{name}: a JSON document is text or bytes, not {describe(text)}")
    _check_size(len(text), name, limits)
    try:
        return text.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        # The texts of pages have the same trouble, and `SourceText` has the words for it.
        return SourceText.from_bytes(text, name, evolve(limits, text_bytes=limits.json_bytes)).text, True


def _size(text: str) -> int | None:
    """The bytes that a text takes, or ``None`` when it holds a lone surrogate and can take none."""
    try:
        # The encoder finds a surrogate several times faster than an expression does.
        return len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError:
        return None


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.json_bytes:
        problem = f"{size:,} bytes are more than the limit of {limits.json_bytes:,}"
        raise LimitError(name, problem, "pass limits=Limits(json_bytes=...) to read it all the same")


def _load(text: str, name: str, hook: Callable[[list[tuple[str, object]]], object]) -> object:
    try:
        return json.loads(text, object_pairs_hook=hook)
    except json.JSONDecodeError as error:
        if "\0" in text:
            SourceText.from_text(text, name)  # raises, and knows what to say of it
        what = f"{error.msg} at line {error.lineno}, column {error.colno}" if text.strip() else "the text is empty"
        problem = f"not JSON: {what}"
    except RecursionError:
        problem = "nested too deeply to be the document of a catalogue"
    except ValueError:  # Python refuses to read numbers beyond a length, because that takes quadratic time
        problem = "a number has thousands of digits"
    raise FormatError(name, [Problem("", problem)])


def _has_escaped_halves(text: str) -> bool:
    """Whether surrogates may be escaped in a document, in pairs or alone."""
    return "\\ud" in text or "\\uD" in text


def _surrogates(document: object) -> Iterator[tuple[Place, str]]:
    """The place of each text in which half a character stands, and what to say of it."""
    for place, text in _texts(document):
        found = _SURROGATE.search(text)
        if found:
            yield place, f"a lone surrogate (U+{ord(found.group()):04X}) is no character; remove it"


def _texts(document: object) -> Iterator[tuple[Place, str]]:
    """Every text of a document, keys included, with its place."""
    waiting: list[tuple[Place, object]] = [(None, document)]
    while waiting:
        place, data = waiting.pop()
        match data:
            case str():
                yield place, data
            case list():
                waiting += [((place, at), one) for at, one in enumerate(data)]
            case dict():
                for key, one in data.items():
                    waiting += [((place, key), key), ((place, key), one)]
