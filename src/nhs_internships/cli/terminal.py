"""Prints grids on a terminal: in colour where rich is installed, else as plain aligned columns."""

from __future__ import annotations

from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TextIO

from nhs_internships.cli.layout import text_of
from nhs_internships.cli.screens import Grid

__all__ = ["show"]


def show(grids: Iterable[Grid], stream: TextIO) -> None:
    """Print grids on the terminal behind a stream."""
    try:
        from nhs_internships.cli import colour
    except ModuleNotFoundError:  # rich is not installed
        stream.write(text_of(grids, get_terminal_size().columns))
    else:
        colour.draw(grids, colour.console_for(stream))
