"""Writes a text as a YAML value that is read back exactly."""

from __future__ import annotations

import re

from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.yaml.nodes import BREAKS, STR, UNPRINTABLE, type_of
from nhs_internships.grammar.yaml.values import Scalar
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

__all__ = ["SURROGATE", "quote", "shortened", "write_scalar"]

# More than PyYAML reads as another type: Ruby and YAML 1.2 have other numbers, booleans and symbols.
_NOT_PLAIN = re.compile(
    r"[-?:,\[\]{}#&*!|>'\"%@`=<~]"  # an indicator at the beginning
    r"|[yYnN]\Z"
    r"|[-+.]?[0-9.][-+0-9a-fA-FoOxX_.,:eEtTzZ ]*+\Z"
    r"|[^:#]*+(?:(?::(?! |\Z)|(?<! )#)[^:#]*+)*+[:#]"  # a colon or `#` with a meaning
)
# Characters that end a line, or are not allowed in one as they are.
_NEEDS_ESCAPE = f"[\t\ufeff{BREAKS}]|{UNPRINTABLE}"
_NOT_ONE_LINE = re.compile(_NEEDS_ESCAPE)
_ESCAPED = re.compile(f'["\\\\]|{_NEEDS_ESCAPE}')
SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {
    **{'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0"},
    **{"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"},
}


def quote(value: str) -> str:
    """A text as the value of a key: plain if YAML reads it back as it is, else in double quotes.

    Examples:
        >>> print(quote("Foo and bar"), quote("yes"), quote("a: b"))
        Foo and bar "yes" "a: b"
    """
    return value if _is_plain(value) else f'"{_escaped(value)}"'


def write_scalar(source_text: str, scalar: Scalar, value: str, name: str = "<text>") -> Edit:
    """The edit that changes a scalar to ``value``; its quotes stay if they can hold that.

    Raises:
        UnsafeEdit: The scalar is of style ``block`` or ``other``, or the value cannot be written at all.
    """
    span = scalar.span
    if SURROGATE.search(value):
        raise UnsafeEdit(name, "the new value holds a lone surrogate", "it is not a character; remove it")
    if scalar.style in {"block", "other"}:
        problem = f"the value `{shortened(scalar.text)}` is written in a style that cannot be edited"
        raise UnsafeEdit(name, problem, "write it as a single text in quotes first")
    if value == scalar.text:
        return Edit(span, span.of(source_text))
    match scalar.style:
        case "double":
            return Edit(span, _escaped(value))
        case "single" if not _NOT_ONE_LINE.search(value):
            return Edit(span, value.replace("'", "''"))
        case "single":
            return Edit(Span(span.start - 1, span.end + 1), f'"{_escaped(value)}"')
        case "empty":
            return Edit(span, _spaced(source_text, span.start, quote(value)))
        case _:
            return Edit(span, quote(value))


def shortened(text: str) -> str:
    """The beginning of a text, on one line, for a message."""
    line = " ".join(text[:60].split())
    return line if len(text) <= 60 else f"{line}..."


def _spaced(text: str, at: int, written: str) -> str:
    """A value with the spaces it needs between its colon and perhaps a comment."""
    before = "" if text[at - 1 : at] == " " else " "
    after = " " if text[at : at + 1] == "#" else ""
    return f"{before}{written}{after}"


def _is_plain(value: str) -> bool:
    return (
        value != ""
        and value == value.strip()
        and not _NOT_ONE_LINE.search(value)
        and not _NOT_PLAIN.match(value)
        and type_of(value) == STR
    )


def _escaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: _escape(found[0]), value)


def _escape(character: str) -> str:
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
