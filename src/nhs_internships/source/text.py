"""One text with its name, offsets, lines and encoding, and edits that replace ranges of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from io import StringIO
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from attrs import evolve, field, frozen

from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.errors import LimitError, ReadError, UnsafeEdit
from nhs_internships.limits import DEFAULT_LIMITS, LIMIT_HINT, Limits
from nhs_internships.source.paths import printable
from nhs_internships.spans import Position, Span

__all__ = ["NEWLINE", "Edit", "SourceText", "apply", "check_size", "finding", "line_starts", "stripped"]

BOM = "\ufeff"
_Found = TypeVar("_Found")
# Only these end a line. str.splitlines also splits at form feeds and U+2028, which Markdown and YAML keep.
NEWLINE = re.compile(r"\r\n|\r|\n")
"""What ends a line; `str.splitlines` knows more."""

_BLANKS = " \t\r\n"


def stripped(text: str, start: int, end: int) -> Span:
    """The span between two offsets without the blanks and line ends at its ends."""
    while start < end and text[start] in _BLANKS:
        start += 1
    while start < end and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end)


class Edit(NamedTuple):
    """Replaces the characters of ``span`` by ``text``."""

    span: Span
    text: str


def line_starts(text: str) -> list[int]:
    """The offset of the first character of every line; ``\\n``, ``\\r\\n`` and ``\\r`` end a line."""
    ends = list(accumulate(map(len, StringIO(text, newline=""))))
    return [0, *ends] if text.endswith(("\n", "\r")) else [0, *ends[:-1]]


@frozen
class SourceText:
    """One text, with its line ends as they are.

    A byte order mark stays the first character, so that offsets, text and bytes always agree.

    Attributes:
        text: The characters.
        name: The file it was read from, or what the caller calls it; bytes of a file name that are no text are
            written as escapes.
        limits: Bounds on what is read from it.
    """

    text: str
    name: str = field(default="<text>", converter=printable)
    limits: Limits = field(default=DEFAULT_LIMITS, repr=False, eq=False)
    _known: dict[Callable[[str], Any], Any] = field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def from_bytes(cls, data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> SourceText:
        """Decode the bytes of a file.

        Raises:
            LimitError: The data is larger than ``limits.text_bytes``.
            ReadError: The data is not UTF-8, or holds a NUL.
        """
        check_size(len(data), name, limits.text_bytes)
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise ReadError(name, "the file is UTF-16, not UTF-8", "save it as UTF-8", 0)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            problem = f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}"
            line = data.count(b"\n", 0, error.start) + 1
            raise ReadError(name, f"{problem} (line {line})", "save it as UTF-8", error.start) from None
        _check_no_nul(text, name)
        return cls(text, name, limits)

    @classmethod
    def from_text(cls, text: str, name: str = "<text>", limits: Limits = DEFAULT_LIMITS) -> SourceText:
        """Take a text that is already decoded, and check that it could be written to a file.

        Raises:
            LimitError: The text is larger than ``limits.text_bytes``.
            ReadError: The text holds a NUL or a lone surrogate.
            TypeError: The text is not a string.
        """
        if not isinstance(text, str):
            raise TypeError(f"expected a string, got {text!r:.80}")
        _check_no_nul(text, name)
        check_size(len(_encoded(text, name)), name, limits.text_bytes)
        return cls(text, name, limits)

    def __reduce__(self) -> tuple[type[SourceText], tuple[str, str, Limits]]:
        # Without what `once` keeps, which can be computed again.
        return type(self), (self.text, self.name, self.limits)

    @property
    def has_bom(self) -> bool:
        """Whether the text begins with a byte order mark."""
        return self.text.startswith(BOM)

    @property
    def newline(self) -> str:
        """The newline after the first line; ``"\\n"`` if the text has only one line."""
        found = NEWLINE.search(self.text)
        return found.group() if found else "\n"

    @cached_property
    def starts(self) -> list[int]:
        """The offset of the first character of every line."""
        return line_starts(self.text)

    def once(self, find: Callable[[str], _Found]) -> _Found:
        """The result of a function of the text, which is kept: detection and parsing look for the same things."""
        if find not in self._known:
            self._known[find] = find(self.text)
        found: _Found = self._known[find]
        return found

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self.starts, offset)

    def lines(self, first: int, last: int) -> Span:
        """The whole lines from one to another, both counted from 1, with the end of the last one."""
        return Span(self.starts[first - 1], self.starts[last] if last < len(self.starts) else len(self.text))

    def position(self, offset: int) -> Position:
        """Line and column of an offset, both from 1; a byte order mark takes no column.

        Raises:
            IndexError: The offset lies outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} lies outside the text, which has {len(self.text)} characters")
        line = self.line(offset)
        column = offset - self.starts[line - 1] + 1
        return Position(line, column - 1 if line == 1 and column > 1 and self.has_bom else column)

    def __bytes__(self) -> bytes:
        return self.text.encode("utf-8")

    def __str__(self) -> str:
        return self.text


def finding(source: SourceText, code: str, message: str, span: Span | None = None, hint: str = "") -> Diagnostic:
    """Make a finding about a text.

    Args:
        source: The text.
        code: The code of the rule, one of `nhs_internships.diagnostics.RULES`.
        message: What was found, in one sentence.
        span: Where; ``None`` for the whole text.
        hint: What to do about it.
    """
    line, column = source.position(span.start) if span else (None, None)
    return evolve(finding_in(source.name, code, message, line, hint), column=column, span=span)


def apply(text: str, edits: Iterable[Edit], name: str = "<text>") -> str:
    """The text after edits; what is in no edit stays as it is.

    Raises:
        UnsafeEdit: Two edits overlap, or one lies outside the text.
    """
    parts: list[str] = []
    done = 0
    for span, new in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if span.start < done or not span.start <= span.end <= len(text):
            raise UnsafeEdit(name, f"the edit of characters {span.start} to {span.end} overlaps another one")
        parts += text[done : span.start], new
        done = span.end
    parts.append(text[done:])
    return "".join(parts)


def check_size(size: int, name: str, limit: int, bound: str = "text_bytes") -> None:
    """Refuse a text of more bytes than a limit.

    Raises:
        LimitError: It is larger; the hint names the attribute of `Limits` that is the bound.
    """
    if size > limit:
        problem = f"{size:,} bytes are more than the limit of {limit:,}"
        raise LimitError(name, problem, f"{LIMIT_HINT}{bound}=...) to read it all the same")


def _check_no_nul(text: str, name: str) -> None:
    at = text.find("\0")
    if at >= 0:
        # UTF-16 without a byte order mark decodes as UTF-8 with a NUL next to every letter.
        hint = "the file looks like UTF-16; save it as UTF-8" if text.count("\0") * 3 > len(text) else "remove it"
        raise ReadError(name, f"a NUL character at offset {at}", hint, at)


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        problem = f"a lone surrogate (U+{ord(text[error.start]):04X}) at offset {error.start}"
        raise ReadError(name, problem, "it is no character and cannot be written; remove it", error.start) from None
