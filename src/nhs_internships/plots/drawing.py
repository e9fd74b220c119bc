"""What all plots share: colours, a figure that fits, titles, and names of rows and columns.

The background is transparent, and one hue with grey text is readable on light and on dark pages, in print, without
colour, and with any kind of colour vision.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import nan
from typing import TYPE_CHECKING

from nhs_internships.formats._extras import extra
from nhs_internships.model import Wave

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.layout_engine import LayoutEngine


__all__ = [
    "BLUE",
    "CLEAR",
    "INK",
    "LINE",
    "OURS",
    "PALE",
    "WHITE",
    "axes",
    "caption",
    "cells",
    "columns",
    "margins",
    "nothing",
    "readable_on",
    "rows",
    "separate",
    "shown_label",
    "span",
    "tilted_height",
    "title",
    "width_for",
    "years",
]

# The background may be light or dark. On white and on #111111 (a dark notebook) the grey of the text has a contrast of
# 4.6 and 4.1 to 1, NHS bright blue one of 4.9 and 3.9; white on blue has 4.9.
INK, BLUE, PALE, WHITE, LINE, CLEAR = "#757575", "#0072ce", "#cfe3f5", "#ffffff", "#80808050", "none"
_MOST_CHARS, _MOST_INCHES = 48, 14
# A character of a label and one of a title, in inches: a little more than most have.
_CHAR, _TITLE_CHAR = 0.085, 0.115
# The mark of Axes whose figure is ours, and takes the size that suits what is drawn.
OURS = "a figure that fits its picture"


def axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The given Axes, or those of a new figure, without frame and tick marks."""
    size = min(width, _MOST_INCHES), min(height, _MOST_INCHES)
    if ax is None:
        with extra("plot", "matplotlib"):
            from matplotlib import pyplot
        _, ax = pyplot.subplots(figsize=size, layout=margins(), facecolor=CLEAR)
    elif ax.get_label() == OURS:
        _fit(ax, *size)
    ax.set_facecolor(CLEAR)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, colors=INK)
    return ax


def _fit(axes: Axes, width: float, height: float) -> None:
    from matplotlib.figure import Figure

    if isinstance(axes.figure, Figure):
        axes.figure.set_size_inches(width, height)


def margins() -> LayoutEngine:
    """Room around what is drawn."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    return ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.15)


def title(axes: Axes, text: str, *, above: float = 0) -> None:
    """The title, on the left; what stands between it and the plot has a height in points."""
    axes.set_title(shown_label(text), loc="left", color=INK, fontweight="bold", pad=12 + above)


def caption(axes: Axes, as_of: date | None, *left_out: str) -> None:
    """The line below: what is not shown, and the date for which the plot is true."""
    dated = f"as of {as_of}" if as_of else ""
    if note := "; ".join(filter(None, (*left_out, dated))):
        axes.set_xlabel(f"{note[0].upper()}{note[1:]}", loc="left", color=INK)


def width_for(title: str, names: Sequence[str], cells: float) -> float:
    """The width of a figure with names of rows on the left of its cells, and the title above the cells."""
    return _longest([shown_label(name) for name in names]) + max(cells, 0.6 + _TITLE_CHAR * len(title))


def nothing(axes: Axes) -> Axes:
    """What is drawn where there is nothing to show."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(0.5, 0.5, "nothing to show", ha="center", va="center", color=INK, transform=axes.transAxes)
    return axes


def rows(axes: Axes, names: Sequence[str]) -> None:
    """Names of rows, the first one on top."""
    axes.set_yticks(range(len(names)), [shown_label(name) for name in names], color=INK)
    axes.set_ylim(len(names) - 0.5, -0.5)


def columns(axes: Axes, names: Sequence[str]) -> None:
    """Names of columns, on top; they lean where one of them is wider than its column."""
    labels = [shown_label(name) for name in names]
    axes.set_xticks(range(len(labels)), labels, color=INK)
    axes.xaxis.tick_top()
    width = axes.get_window_extent().width / axes.figure.dpi
    if _longest(labels) > width / len(labels):
        axes.tick_params(axis="x", labelrotation=45)
        for label in axes.get_xticklabels():
            label.set(horizontalalignment="left", rotation_mode="anchor")


def _longest(names: Sequence[str]) -> float:
    return _CHAR * max(map(len, names), default=0)


def tilted_height(names: Sequence[str], width: float) -> float:
    """What the names of columns add to the height of a new figure of some width, because they will lean."""
    longest = _longest([shown_label(name) for name in names])
    # New Axes take this share of their figure until the margins are known.
    return 0.7 * longest if longest * len(names) > 0.775 * min(width, _MOST_INCHES) else 0


def shown_label(text: str) -> str:
    """A text that matplotlib shows as it is: on one line, bounded, without formulas."""
    line = "".join(char if char.isprintable() else " " for char in text)
    short = line if len(line) <= _MOST_CHARS else f"{line[: _MOST_CHARS - 1]}\u2026"
    return short.replace("$", r"\$")


def span(wave: Wave) -> tuple[float, float] | None:
    """First and last moment of a wave, in years."""
    begin, end = wave.start or wave.end, wave.end or wave.start
    if begin is None or end is None:
        return None
    return begin.year + (begin.month - 1) / 12, end.year + end.month / 12


def years(axes: Axes, begin: float, end: float) -> None:
    """A line for each turn of the year; the axis begins with a year, and ends with the last bar."""
    years = range(int(begin), int(end) + 1)
    axes.set_xticks(years, [str(year) for year in years], color=INK)
    axes.set_xlim(int(begin), end)
    axes.grid(axis="x", color=LINE)
    axes.set_axisbelow(True)


def cells(axes: Axes, counts: Sequence[Sequence[int]]) -> None:
    """A cell for each number, the darker the larger; one for 0 has neither colour nor number."""
    darkest = max(1, *(max(row) for row in counts))
    colours = _shades()
    # A cell that is not a number has no colour.
    axes.imshow([[count or nan for count in row] for row in counts], cmap=colours, vmin=0, vmax=darkest, aspect="auto")
    for down, row in enumerate(counts):
        for across, count in enumerate(row):
            if count:
                colour = readable_on(*colours(count / darkest)[:3])
                axes.text(across, down, str(count), ha="center", va="center", color=colour)


def _shades() -> Colormap:
    """From pale to blue."""
    with extra("plot", "matplotlib"):
        from matplotlib.colors import LinearSegmentedColormap
    return LinearSegmentedColormap.from_list("counts", [PALE, BLUE])


def readable_on(red: float, green: float, blue: float) -> str:
    """Black or white, whichever has a contrast of at least 4.5 to 1 on a colour.

    Source: the relative luminance of WCAG 2.2; at 0.179 both have 4.58 to 1.
    """
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else WHITE


def separate(axes: Axes, across: int, down: int) -> None:
    """Thin lines between the cells."""
    axes.set_xticks([place - 0.5 for place in range(across + 1)], minor=True)
    axes.set_yticks([place - 0.5 for place in range(down + 1)], minor=True)
    axes.grid(which="minor", color=LINE, linewidth=0.8)
    axes.tick_params(which="minor", length=0)
