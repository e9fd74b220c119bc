"""From grids to lines: columns that are aligned, and texts that are wrapped between words, never inside one.

A slug, path or link is one word. One that is longer than its line stays whole: the terminal wraps it at its edge, and
copies it in one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from textwrap import TextWrapper
from typing import TYPE_CHECKING

from nhs_internships.cli.screens import Grid, Styled

if TYPE_CHECKING:
    Cell = Sequence[Styled]
    """The lines of a cell."""

__all__ = ["lines_of", "text_of"]

_GAP = "  "
_GAP_OF_GRIDS = "    "
_UNBOUNDED = 1_000_000_000
# The last column may overflow, since nothing stands to the right of it; this much room it has in any case.
_LEAST_LAST = 20


def text_of(grids: Iterable[Grid], width: int) -> str:
    """Grids as plain text."""
    return "".join(f"{_plain(line)}\n" for line in lines_of(grids, width))


def lines_of(grids: Iterable[Grid], width: int) -> Iterator[Styled]:
    """The lines of some grids, one below the other with an empty line between; narrow ones stand side by side."""
    filled = [grid for grid in grids if grid.title or grid.rows]
    blocks: list[list[Styled]] = []
    for is_narrow, group in groupby(filled, lambda grid: grid.is_narrow):
        drawn = [list(_lines(grid, width if grid.is_wrapped else _UNBOUNDED)) for grid in group]
        blocks += _side_by_side(drawn, width) if is_narrow else drawn
    for at, block in enumerate(blocks):
        if at:
            yield ()
        yield from block


def _side_by_side(blocks: Iterable[list[Styled]], width: int) -> list[list[Styled]]:
    """As many blocks in a row as fit."""
    rows: list[list[Styled]] = []
    for block in blocks:
        if rows and _width(rows[-1]) + len(_GAP_OF_GRIDS) + _width(block) <= width:
            rows[-1] = list(_joined([rows[-1], block], [_width(rows[-1]), 0], _GAP_OF_GRIDS))
        else:
            rows.append(block)
    return rows


def _lines(grid: Grid, width: int) -> Iterator[Styled]:
    if grid.title:
        yield from _wrapped(grid.title, width)
    rows = list(grid.rows)
    if grid.columns:
        rows.insert(0, [((name.upper(), "bold"),) for name in grid.columns])
    if not rows:
        return
    columns = [[_plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    widths, gap = _fit(columns, width)
    for row in rows:
        cells = [list(_wrapped(cell, size)) for cell, size in zip(row, widths, strict=True)]
        yield from _joined(cells, widths, gap)


def _joined(cells: Sequence[Cell], widths: Sequence[int], gap: str) -> Iterator[Styled]:
    """The lines of cells that stand side by side."""
    for parts in zip_longest(*cells, fillvalue=()):
        padded = [(*part, (" " * (size - len(_plain(part))), "")) for part, size in zip(parts, widths, strict=True)]
        pieces = [piece for part in padded for piece in (*part, (gap, ""))]
        yield _slice(tuple(pieces), 0, len(_plain(tuple(pieces)).rstrip()))


def _fit(columns: Sequence[Sequence[str]], width: int) -> tuple[list[int], str]:
    """The widths of columns, and the gap between them.

    The widest columns give way until all of them fit, but none becomes narrower than its longest word.
    """
    widths = [max(len(line) for cell in column for line in cell.split("\n")) for column in columns]
    floors = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    floors[-1] = min(floors[-1], _LEAST_LAST)
    gap = _GAP if sum(floors) + len(_GAP) * (len(floors) - 1) <= width else " "
    room = width - len(gap) * (len(widths) - 1)
    while sum(widths) > room:
        spare = [(size, -at) for at, (size, floor) in enumerate(zip(widths, floors, strict=True)) if size > floor]
        if not spare:
            break
        widths[-max(spare)[1]] -= 1
    return widths, gap


def _wrapped(text: Styled, width: int) -> Iterator[Styled]:
    """The lines of a text; what is too long goes on in the next line, at the same indent."""
    start = 0
    for line in _plain(text).split("\n"):
        indent = min(len(line) - len(line.lstrip()), width // 2)
        for begin, end in _spans(line, width - indent) if len(line) > width else [(0, len(line))]:
            margin = ((" " * indent, ""),) if len(line) > width and indent else ()
            yield margin + _slice(text, start + begin, start + end)
        start += len(line) + 1


def _spans(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each part of a line begins and ends, when it is wrapped between words."""
    end = 0
    for part in TextWrapper(max(width, 1), break_long_words=False, break_on_hyphens=False).wrap(line.strip()):
        begin = line.index(part, end)
        end = begin + len(part)
        yield begin, end


def _slice(text: Styled, begin: int, end: int) -> Styled:
    """A part of a styled text."""
    parts: list[tuple[str, str]] = []
    at = 0
    for piece, style in text:
        if part := piece[max(begin - at, 0) : max(end - at, 0)]:
            parts.append((part, style))
        at += len(piece)
    return tuple(parts)


def _plain(text: Styled) -> str:
    return "".join(piece for piece, _ in text)


def _width(lines: Iterable[Styled]) -> int:
    return max((len(_plain(line)) for line in lines), default=0)
