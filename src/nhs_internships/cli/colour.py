"""Draws grids with rich, in colour. Importing this module needs the extra ``cli``."""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from rich import box
from rich.columns import Columns
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from nhs_internships.cli.screens import Grid, Styled

__all__ = ["console_for", "draw"]


def console_for(stream: TextIO) -> Console:
    """The terminal behind a stream; without any style when the variable NO_COLOR is set (see no-color.org)."""
    plain = bool(os.environ.get("NO_COLOR"))
    return Console(file=stream, color_system=None if plain else "auto", highlight=False, emoji=False, markup=False)


def draw(grids: Iterable[Grid], console: Console) -> None:
    """Print grids one below the other, but narrow ones side by side."""
    parts: list[RenderableType] = []
    for is_narrow, group in groupby(grids, lambda grid: grid.is_narrow):
        tables = list(map(_table, group))
        parts += [Columns(tables, padding=(1, 3))] if is_narrow else tables
    for at, part in enumerate(parts):
        if at:
            console.print()
        console.print(part)


def _table(grid: Grid) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    if grid.columns:
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    names = grid.columns or ("",) * max(map(len, grid.rows), default=0)
    for at, name in enumerate(names):
        # Wide enough for its longest word, so that no slug, path or link is broken.
        words = (word for row in grid.rows if at < len(row) for word in "".join(text for text, _ in row[at]).split())
        table.add_column(name, overflow="ignore", min_width=max(map(len, (name, *words)), default=1))
    for row in grid.rows:
        table.add_row(*map(_cell, row))
    return Group(*([_cell(grid.title)] if grid.title else []), *([table] if grid.rows else []))


def _cell(text: Styled) -> RenderableType:
    """A text whose lines keep their indent where they are wrapped."""
    lines = Text.assemble(*text, overflow="ignore").split("\n")
    indents = [len(line.plain) - len(line.plain.lstrip()) for line in lines]
    return Group(*(Padding(line[indent:], (0, 0, 0, indent)) for line, indent in zip(lines, indents, strict=True)))
