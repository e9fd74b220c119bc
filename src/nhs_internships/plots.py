"""Plots of a catalogue: Axes in, Axes out; nothing is shown or saved. Needs the extra ``plot`` (matplotlib).

The background is transparent, and one hue with grey text is readable on light and on dark pages, in print, without
colour, and with any kind of colour vision. Values stand beside what they belong to, so no plot needs a legend. The
line below a plot gives the date of the catalogue, where it is known, and what was left out.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from math import nan
from typing import TYPE_CHECKING

from nhs_internships.errors import QueryError, nearest
from nhs_internships.formats._extras import extra
from nhs_internships.model import Facet
from nhs_internships.query import counting, statistics

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Protocol

    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.layout_engine import LayoutEngine

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.model import Wave

    class Plot(Protocol):
        """Draws a catalogue on Axes."""

        def __call__(self, catalogue: Catalogue, /, *, ax: Axes | None = None) -> Axes: ...


__all__ = ["FORMATS", "KINDS", "counts", "heatmap", "picture", "trend", "waves"]


def __dir__() -> list[str]:
    return __all__


# The background may be light or dark. On white and on #111111 (a dark notebook) the grey of the text has a contrast of
# 4.6 and 4.1 to 1, NHS bright blue one of 4.9 and 3.9; white on blue has 4.9.
_INK, _BLUE, _PALE, _WHITE, _LINE, _CLEAR = "#757575", "#0072ce", "#cfe3f5", "#ffffff", "#80808050", "none"
_MOST_CHARS, _MOST_INCHES = 48, 14
_MARKERS = (counting.NONE, counting.UNKNOWN)
# A character of a label and one of a title, in inches: a little more than most have.
_CHAR, _TITLE_CHAR = 0.085, 0.115
# The mark of Axes whose figure is ours, and takes the size that suits what is drawn.
_OURS = "a figure that fits its picture"


def counts(catalogue: Catalogue, field: str = "status", *, most: int = 15, ax: Axes | None = None) -> Axes:
    """A bar for each value of a field, with the number of its projects.

    Args:
        catalogue: The projects to count.
        field: Any field of `Catalogue.count_by`.
        most: Bars at most; the rest is counted together under a label of its own.
        ax: Where to draw; ``None`` makes a new figure.

    Raises:
        QueryError: The field is unknown.
        ImportError: matplotlib is not installed.
    """
    found = counting.count_by(catalogue.projects, field)
    markers = [(name, found.pop(name), _INK) for name in _MARKERS if name in found]
    bars = list(found.items())[:most]
    rest = len(found) - len(bars)
    rows = [*((name, count, _BLUE) for name, count in bars), *markers]
    axes = _axes(ax, 7, 1.4 + 0.34 * len(rows))
    _title(axes, f"Projects by {field}")
    _caption(axes, catalogue, f"and {rest} more, not shown" if rest else "")
    if not rows:
        return _nothing(axes)
    axes.barh(range(len(rows)), [count for _, count, _ in rows], color=[colour for _, _, colour in rows], height=0.72)
    for place, (_, count, _) in enumerate(rows):
        axes.annotate(str(count), (count, place), (5, 0), textcoords="offset points", va="center", color=_INK)
    _rows(axes, [name for name, _, _ in rows])
    axes.set_xlim(0, 1.08 * max(count for _, count, _ in rows))
    axes.set_xticks([])
    return axes


def waves(catalogue: Catalogue, *, ax: Axes | None = None) -> Axes:
    """The waves on a timeline, each with the number of its internships.

    A wave of which one month is known is drawn in that month; one without months is left out.

    Args:
        catalogue: Its waves, and those its projects ran in.
        ax: Where to draw; ``None`` makes a new figure.

    Raises:
        ImportError: matplotlib is not installed.
    """
    runs = statistics.runs_by_wave(catalogue.projects)
    known = [(wave, *span) for wave in sorted({*runs, *catalogue.waves}) if (span := _span(wave))]
    axes = _axes(ax, 9, 1.6 + 0.42 * len(known))
    _title(axes, "Internships in each wave")
    _caption(axes, catalogue)
    if not known:
        return _nothing(axes)
    for place, (wave, begin, end) in enumerate(known):
        number = len(runs.get(wave, ()))
        axes.barh(place, end - begin, left=begin, height=0.62, color=_BLUE if number else _CLEAR, edgecolor=_BLUE)
        colour = _WHITE if number else _INK
        axes.text((begin + end) / 2, place, str(number or "?"), ha="center", va="center", color=colour)
    _rows(axes, [statistics.short_label(wave) for wave, _, _ in known])
    _years(axes, min(begin for _, begin, _ in known), max(end for _, _, end in known))
    return axes


def heatmap(
    catalogue: Catalogue, rows: str = "area", columns: str = "modality", *, most: int = 15, ax: Axes | None = None
) -> Axes:
    """How many projects have each pair of values of two fields: the darker, the more.

    Args:
        catalogue: The projects to count.
        rows: Any field of `Catalogue.count_by`.
        columns: Likewise.
        most: Rows and columns at most, the most frequent values; the title states how many more there are.
        ax: Where to draw; ``None`` makes a new figure.

    Raises:
        QueryError: A field is unknown.
        ImportError: matplotlib is not installed.
    """
    table = counting.crosstab(catalogue.projects, rows, columns)
    names, heads = (_most_frequent(catalogue, field, most) for field in (rows, columns))
    title = f"Projects by {rows} and {columns}"
    width = _width_for(title, names, 1.4 + 0.9 * len(heads))
    axes = _axes(ax, width, 1.8 + 0.4 * len(names) + _tilted_height(heads, width))
    left_out = (_left_out(rows, len(table) - len(names)), _left_out(columns, _width(table) - len(heads)))
    _title(axes, title)
    _caption(axes, catalogue, *left_out)
    if not names or not heads:
        return _nothing(axes)
    cells = [[table[name][head] for head in heads] for name in names]
    darkest = max(1, *(max(row) for row in cells))
    shades = _shades()
    # A cell that is not a number has no colour.
    axes.imshow([[count or nan for count in row] for row in cells], cmap=shades, vmin=0, vmax=darkest, aspect="auto")
    for down, row in enumerate(cells):
        for across, count in enumerate(row):
            if count:
                colour = _readable_on(*shades(count / darkest)[:3])
                axes.text(across, down, str(count), ha="center", va="center", color=colour)
    _rows(axes, names)
    _columns(axes, heads)
    _separate(axes, len(heads), len(names))
    return axes


def _most_frequent(catalogue: Catalogue, field: str, most: int) -> list[str]:
    """The values that most projects have, in the field's own order, and the markers for those without any."""
    found = counting.count_by(catalogue.projects, field)
    values = sorted((value for value in found if value not in _MARKERS), key=lambda value: -found[value])
    kept = {*values[:most], *_MARKERS}
    return [value for value in found if value in kept]


def _width(table: Mapping[str, Mapping[str, int]]) -> int:
    return len(next(iter(table.values()), {}))


def _left_out(field: str, number: int) -> str:
    return f"{field}: and {number} more, not shown" if number else ""


def trend(catalogue: Catalogue, facet: Facet | str = Facet.AREA, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """The labels of a facet over the waves: a dot for each wave a label occurs in, with the number of internships.

    Internships without a label of the facet have a row of their own, ``(unknown)``.

    Args:
        catalogue: The projects to count, with their internships.
        facet: area, technique, modality or topic.
        most: Labels at most, the most frequent first; the rest is counted together under a label of its own.
        ax: Where to draw; ``None`` makes a new figure.

    Raises:
        ParseError: The text names no facet.
        ImportError: matplotlib is not installed.
    """
    table = statistics.labels_over_waves(catalogue.projects, facet)
    labelled = [row for row in table.rows if row[0] not in _MARKERS]
    lacking = [row for row in table.rows if row[0] in _MARKERS]
    heads, rows, rest = table.columns[1:], [*labelled[:most], *lacking], len(labelled[most:])
    title = f"Internships by {Facet.parse(facet)}, over the waves"
    width = _width_for(title, [str(name) for name, *_ in rows], 1.4 + 0.8 * len(heads))
    axes = _axes(ax, width, 1.8 + 0.46 * len(rows) + _tilted_height(heads, width))
    _title(axes, title)
    _caption(axes, catalogue, f"and {rest} more, not shown" if rest else "")
    if not rows:
        return _nothing(axes)
    for down, (name, *numbers) in enumerate(rows):
        axes.axhline(down, color=_LINE, linewidth=1, zorder=1)
        found = [(across, int(number or 0)) for across, number in enumerate(numbers) if number]
        sizes = [220 * count for _, count in found]
        axes.scatter(
            [across for across, _ in found],
            [down] * len(found),
            s=sizes,
            color=_INK if name in _MARKERS else _BLUE,
            zorder=2,
        )
        for across, count in found:
            axes.text(across, down, str(count), ha="center", va="center_baseline", color=_WHITE, zorder=3)
    _rows(axes, [str(name) for name, *_ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    _columns(axes, heads)
    axes.set_xlim(-0.6, len(heads) - 0.4)
    return axes


KINDS: Mapping[str, Plot] = {
    "counts": counts,
    "waves": waves,
    "heatmap": heatmap,
    "trend": trend,
}
"""Every picture, by name; each needs nothing but a catalogue."""

FORMATS = ("png", "svg", "pdf")
"""The formats of a picture in a file."""


def picture(catalogue: Catalogue, kind: str, form: str = "png") -> bytes:
    """One of the pictures as the bytes of a file. It needs no display, and leaves matplotlib's own figures alone.

    The same catalogue and the same matplotlib give the same bytes.

    Args:
        catalogue: The projects to show.
        kind: counts, waves, heatmap or trend.
        form: png, svg or pdf.

    Raises:
        QueryError: There is no such kind or form.
        ImportError: matplotlib is not installed.
    """
    _check("kind", kind, KINDS)
    _check("form", form, FORMATS)
    with extra("plot", "matplotlib"):
        import matplotlib as mpl
    from matplotlib.figure import Figure

    figure = Figure(layout=_margins(), facecolor=_CLEAR)
    KINDS[kind](catalogue, ax=figure.add_subplot(label=_OURS))
    data = BytesIO()
    # Otherwise the file would say when it was made, and name its parts at random.
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form)
    with warnings.catch_warnings(), mpl.rc_context({"svg.hashsalt": "nhs_internships"}):
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # it is drawn as a box, which says it all
        figure.savefig(data, format=form, dpi=150, metadata=undated)
    return data.getvalue()


def _check(what: str, value: str, allowed: Collection[str]) -> None:
    if value not in allowed:
        raise QueryError(what, value, tuple(allowed), nearest(value, allowed))


# What they share.


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The given Axes, or those of a new figure, without frame and tick marks."""
    size = min(width, _MOST_INCHES), min(height, _MOST_INCHES)
    if ax is None:
        with extra("plot", "matplotlib"):
            from matplotlib import pyplot
        _, ax = pyplot.subplots(figsize=size, layout=_margins(), facecolor=_CLEAR)
    elif ax.get_label() == _OURS:
        _fit(ax, *size)
    ax.set_facecolor(_CLEAR)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, colors=_INK)
    return ax


def _fit(axes: Axes, width: float, height: float) -> None:
    from matplotlib.figure import Figure

    if isinstance(axes.figure, Figure):
        axes.figure.set_size_inches(width, height)


def _margins() -> LayoutEngine:
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    return ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.15)


def _title(axes: Axes, text: str) -> None:
    axes.set_title(_label(text), loc="left", color=_INK, fontweight="bold", pad=12)


def _caption(axes: Axes, catalogue: Catalogue, *left_out: str) -> None:
    """The line below: what is not shown, and the date for which the plot is true."""
    dated = f"as of {catalogue.as_of}" if catalogue.as_of else ""
    if note := "; ".join(filter(None, (*left_out, dated))):
        axes.set_xlabel(f"{note[0].upper()}{note[1:]}", loc="left", color=_INK)


def _width_for(title: str, names: Sequence[str], cells: float) -> float:
    """The width of a figure with names of rows on the left of its cells, and the title above the cells."""
    return _longest([_label(name) for name in names]) + max(cells, 0.6 + _TITLE_CHAR * len(title))


def _nothing(axes: Axes) -> Axes:
    axes.set_xticks([])
    axes.set_yticks([])
    axes.text(0.5, 0.5, "nothing to show", ha="center", va="center", color=_INK, transform=axes.transAxes)
    return axes


def _rows(axes: Axes, names: Sequence[str]) -> None:
    """Names of rows, the first one on top."""
    axes.set_yticks(range(len(names)), [_label(name) for name in names], color=_INK)
    axes.set_ylim(len(names) - 0.5, -0.5)


def _columns(axes: Axes, names: Sequence[str]) -> None:
    """Names of columns, on top; they lean where one of them is wider than its column."""
    labels = [_label(name) for name in names]
    axes.set_xticks(range(len(labels)), labels, color=_INK)
    axes.xaxis.tick_top()
    width = axes.get_window_extent().width / axes.figure.dpi
    if _longest(labels) > width / len(labels):
        axes.tick_params(axis="x", labelrotation=45)
        for label in axes.get_xticklabels():
            label.set(horizontalalignment="left", rotation_mode="anchor")


def _longest(names: Sequence[str]) -> float:
    return _CHAR * max(map(len, names), default=0)


def _tilted_height(names: Sequence[str], width: float) -> float:
    """What the names of columns add to the height of a new figure of some width, because they will lean."""
    longest = _longest([_label(name) for name in names])
    # New Axes take this share of their figure until the margins are known.
    return 0.7 * longest if longest * len(names) > 0.775 * min(width, _MOST_INCHES) else 0


def _label(text: str) -> str:
    """A text that matplotlib shows as it is: on one line, bounded, without formulas."""
    line = "".join(char if char.isprintable() else " " for char in text)
    short = line if len(line) <= _MOST_CHARS else f"{line[: _MOST_CHARS - 1]}\u2026"
    return short.replace("$", r"\$")


def _span(wave: Wave) -> tuple[float, float] | None:
    """First and last moment of a wave, in years."""
    begin, end = wave.start or wave.end, wave.end or wave.start
    if begin is None or end is None:
        return None
    return begin.year + (begin.month - 1) / 12, end.year + end.month / 12


def _years(axes: Axes, begin: float, end: float) -> None:
    """A line for each turn of the year; the axis begins with a year, and ends with the last bar."""
    years = range(int(begin), int(end) + 1)
    axes.set_xticks(years, [str(year) for year in years], color=_INK)
    axes.set_xlim(int(begin), end)
    axes.grid(axis="x", color=_LINE)
    axes.set_axisbelow(True)


def _shades() -> Colormap:
    with extra("plot", "matplotlib"):
        from matplotlib.colors import LinearSegmentedColormap
    return LinearSegmentedColormap.from_list("counts", [_PALE, _BLUE])


def _readable_on(red: float, green: float, blue: float) -> str:
    """Black or white, whichever has a contrast of at least 4.5 to 1 on a colour.

    Source: the relative luminance of WCAG 2.2; at 0.179 both have 4.58 to 1.
    """
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else _WHITE


def _separate(axes: Axes, across: int, down: int) -> None:
    """Thin lines between the cells."""
    axes.set_xticks([place - 0.5 for place in range(across + 1)], minor=True)
    axes.set_yticks([place - 0.5 for place in range(down + 1)], minor=True)
    axes.grid(which="minor", color=_LINE, linewidth=0.8)
    axes.tick_params(which="minor", length=0)
