"""Moves entries of a listing between the waves of their page, by whole lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.blocks import Heading, Row, WaveLabel, scan
from nhs_internships.grammar.inline import strip_marks
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.model.waves import wave_of
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhs_internships.dialects.document import Document
    from nhs_internships.model import Wave

__all__ = ["moved"]

_MARKER = re.compile(r"[ \t>]*([-*+]|\d+[.)])[ \t]")
_BY_HAND = "move its lines by hand"


def moved(document: Document, n: int, wave: Wave) -> tuple[Sequence[Edit], int]:
    """The edits that move an entry under another wave, and its new number among the entries.

    Raises:
        UnsafeEdit: The page has no such wave, or the entry cannot be written there.
    """
    lines = _lines(document, n)
    before = _last_of_wave(document, n, wave)
    if before is None:
        at, number = _under_wave(document, n, wave)
        written = _with_blank_line(document, n, lines.of(document.text))
    else:
        at, number = _lines(document, before).end, before + 1 - (before >= n)
        written = _like(document, before, lines.of(document.text))
    newline = document.source.newline
    if not written.endswith(("\n", "\r")):
        written += newline
    if at > 0 and document.text[at - 1] not in "\r\n":  # the last line of the page
        written = newline + written.rstrip("\r\n")
    return (Edit(lines, ""), Edit(Span(at, at), written)), number


def _kind(document: Document, n: int) -> str:
    """What an entry is written as: a table row, a card or a bullet."""
    return {"|": "row", "<": "card"}.get(document.text[document.spans[n].whole.start], "bullet")


def _lines(document: Document, n: int) -> Span:
    """The whole lines of an entry, with what is indented below it."""
    text, source, whole = document.text, document.source, document.spans[n].whole
    last = source.line(whole.end)
    if _kind(document, n) == "bullet":
        for below in range(last + 1, len(source.starts) + 1):
            written = source.lines(below, below).of(text)
            if written.strip() and written[0] not in " \t":
                break
            if written.strip():
                last = below
    lines = source.lines(source.line(whole.start), last)
    around = text[lines.start : whole.start], text[whole.end : lines.end]
    if _kind(document, n) != "bullet" and any(part.strip() for part in around):
        raise UnsafeEdit(document.name, f"entry {n} shares its lines with other text", _BY_HAND)
    return lines


def _last_of_wave(document: Document, n: int, wave: Wave) -> int | None:
    """The last entry under the wave, in the section of the entry that moves."""
    found = [k for k, entry in enumerate(document.entries) if entry.wave == wave and k != n]
    if not found:
        return None
    near = [k for k in found if document.entries[k].section == document.entries[n].section]
    if not near:
        section = document.entries[found[0]].section
        problem = f'{wave.label} is in the section "{section}", so the status of the entry would change'
        raise UnsafeEdit(document.name, problem, _BY_HAND)
    stated = document.spans[near[-1]].wave
    if stated and document.spans[near[-1]].whole.contains(stated):
        raise UnsafeEdit(
            document.name, f"{wave.label} is stated by an entry for itself", "pass it to edit(n, wave=...)"
        )
    if _kind(document, near[-1]) != _kind(document, n):
        there, here = _kind(document, near[-1]), _kind(document, n)
        raise UnsafeEdit(document.name, f"the entries of {wave.label} are {there}s, and this one is a {here}", _BY_HAND)
    return near[-1]


def _like(document: Document, example: int, lines: str) -> str:
    """The lines of a bullet with the marker of another one: kramdown mixes no kinds of lists."""
    if _kind(document, example) != "bullet":
        return lines
    wanted, own = (_MARKER.match(text) for text in (document.text[_lines(document, example).start :], lines))
    if wanted is None or own is None or wanted[1][-1] == own[1][-1]:
        return lines
    return f"{lines[: own.start(1)]}{wanted[1]}{lines[own.end(1) :]}"


def _under_wave(document: Document, n: int, wave: Wave) -> tuple[int, int]:
    """The position under a wave without entries, and the number of entries before it."""
    _, start, _ = read_front_matter(document.source)
    if _kind(document, n) == "card":
        problem = f"a card can move to a wave that has cards, and {wave.label} has none"
        raise UnsafeEdit(document.name, problem, _BY_HAND)
    kinds = Row if _kind(document, n) == "row" else (Heading, WaveLabel)
    for block in scan(document.source, start).blocks:
        if isinstance(block, kinds) and _wave(document, block.span) == wave:
            line = document.source.line(block.span.end)
            at = document.source.lines(line, line).end
            return at, sum(spans.whole.start < at for spans in document.spans[:n] + document.spans[n + 1 :])
    known = ", ".join(one.label for one in document.waves) or "none"
    hint = f"write its row, heading or label first; the waves of this page: {known}"
    raise UnsafeEdit(document.name, f"there is no {wave.label} that a {_kind(document, n)} could move to", hint)


def _wave(document: Document, span: Span) -> Wave | None:
    text = span.of(document.text)
    return wave_of(" | ".join(strip_marks(part) for part in text.strip("|# \t").split("|")))


def _with_blank_line(document: Document, n: int, lines: str) -> str:
    newline = document.source.newline
    return lines if _kind(document, n) == "row" else f"{newline}{lines}{newline}"
