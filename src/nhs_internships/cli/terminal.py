"""Prints grids on a terminal: in colour where rich is installed, else as plain aligned columns."""

from __future__ import annotations

from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import TextWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nhs_internships.cli.screens import Grid, Styled

__all__ = ["show", "text_of"]

_GAP = 2


def show(grids: Iterable[Grid], stream: TextIO) -> None:
    """Print grids on the terminal behind a stream."""
    filled = [grid for grid in grids if grid.title or grid.rows]
    try:
        from nhs_internships.cli import colour
    except ModuleNotFoundError:  # rich is not installed
        stream.write(text_of(filled, get_terminal_size().columns))
    else:
        colour.draw(filled, colour.console_for(stream))


def text_of(grids: Sequence[Grid], width: int) -> str:
    """Grids as plain text: aligned columns, and no line longer than the width but for a word that is."""
    return "\n".join("".join(f"{line}\n" for line in _lines(grid, width)) for grid in grids)


def _lines(grid: Grid, width: int) -> Iterator[str]:
    if grid.title:
        yield from _wrapped(_plain(grid.title), width)
    rows = [list(map(_plain, row)) for row in grid.rows]
    if grid.columns:
        rows.insert(0, [name.upper() for name in grid.columns])
    columns = zip(*rows, strict=True)
    lines = [[line for cell in column for line in cell.split("\n")] for column in columns]
    floors = [max((len(word) for line in column for word in line.split()), default=1) for column in lines]
    widths = _fit([max(map(len, column)) for column in lines], floors, width)
    for row in rows:
        cells = [_wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = (part.ljust(size) for part, size in zip(parts, widths, strict=True))
            yield (" " * _GAP).join(padded).rstrip()


def _plain(text: Styled) -> str:
    return "".join(piece for piece, _ in text)


def _fit(widths: list[int], floors: Sequence[int], width: int) -> list[int]:
    """Take from the widest columns until all of them fit, and from none more than its longest word leaves."""
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        spare = [size - floor for size, floor in zip(widths, floors, strict=True)]
        widest = max((size for size, rest in zip(widths, spare, strict=True) if rest > 0), default=0)
        if not widest:
            break
        at = next(at for at, size in enumerate(widths) if size == widest and spare[at] > 0)
        widths[at] -= 1
    return widths


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; what is too long goes on in the next line, at the same indent."""
    lines: list[str] = []
    for line in text.split("\n"):
        indent = " " * min(len(line) - len(line.lstrip()), width // 2)
        too_long = len(line) > width
        wrapper = TextWrapper(
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            # A slug, path or link is never broken: a terminal wraps what is longer than its line, and copies it whole.
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += wrapper.wrap(line.lstrip()) if too_long else [line]
    return lines
