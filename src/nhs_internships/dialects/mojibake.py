"""Finds text that was decoded wrongly at some time: UTF-8 read as Windows-1252 and written again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships.source.text import finding
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.source.text import SourceText

__all__ = ["find_mojibake"]


def _characters(first: int, last: int) -> str:
    """The characters that Windows-1252 shows for a range of bytes; five of them show nothing."""
    shown = (bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(first, last + 1))
    return "".join(shown)


_TAIL = f"[{re.escape(_characters(0x80, 0xBF))}]"
_LEAD = b"\xc3"  # every broken text holds one of U+00C0 to U+00FF, which begin so in UTF-8; most texts do not
_LEADS = ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
_BROKEN = re.compile("(?:" + "|".join(f"[{_characters(a, b)}]{_TAIL}{{{n}}}" for a, b, n in _LEADS) + ")+")


def find_mojibake(source: SourceText) -> Iterator[Diagnostic]:
    """One finding for each place; the text is kept as it stands."""
    if source.text.isascii() or _LEAD not in bytes(source):
        return
    for found in _BROKEN.finditer(source.text):
        meant = _repaired(found.group())
        if meant:
            message = f'"{found.group()}" was "{meant}" before it was decoded wrongly'
            yield finding(source, "NI109", message, Span(*found.span()), f'write "{meant}"')


def _repaired(broken: str) -> str | None:
    data = b"".join(char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore") for char in broken)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
