"""Prints grids with rich, in colour and with links. Importing this module needs the extra ``cli``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from nhs_internships.cli.layout import lines_of
from nhs_internships.cli.screens import Grid

__all__ = ["console_for", "draw"]


def console_for(stream: TextIO) -> Console:
    """The terminal behind a stream; without any style when the variable NO_COLOR is set (see no-color.org)."""
    plain = bool(os.environ.get("NO_COLOR"))
    return Console(file=stream, color_system=None if plain else "auto", highlight=False, emoji=False, markup=False)


def draw(grids: Iterable[Grid], console: Console) -> None:
    """Print grids; what is longer than a line of the terminal is wrapped by the terminal, and cut nowhere."""
    for line in lines_of(grids, console.width):
        console.print(Text.assemble(*line), soft_wrap=True)
