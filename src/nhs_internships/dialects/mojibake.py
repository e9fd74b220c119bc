"""Finds text that was once decoded wrongly: UTF-8 read as Windows-1252 and written again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.source.text import SourceText, finding
from nhs_internships.spans import Span

__all__ = ["find_mojibake"]


def _characters(first: int, last: int) -> str:
    """The characters of Windows-1252 for a range of bytes; five bytes have none."""
    found = (bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(first, last + 1))
    return "".join(found)


# UTF-8 begins a character with one of these bytes, and continues it with so many more.
_LEADS = ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
_CONTINUATION = f"[{re.escape(_characters(0x80, 0xBF))}]"
_LEAD = f"[{_characters(0xC2, 0xF4)}]"
_REST = "|".join(f"(?<=[{_characters(first, last)}]){_CONTINUATION}{{{count}}}" for first, last, count in _LEADS)
_CHARACTER = f"{_LEAD}(?:{_REST})"
_BROKEN = re.compile(f"{_CHARACTER}(?:{_CHARACTER})*")


def find_mojibake(source: SourceText) -> Iterator[Diagnostic]:
    """One finding for each broken part; the text is kept as it is."""
    if source.text.isascii():
        return
    for found in _BROKEN.finditer(source.text):
        repaired = _repaired(found.group())
        if repaired:
            message = f'"{found.group()}" was "{repaired}" before it was decoded wrongly'
            yield finding(source, "NI109", message, Span(*found.span()), f'write "{repaired}"')


def _repaired(broken: str) -> str | None:
    data = b"".join(char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore") for char in broken)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
