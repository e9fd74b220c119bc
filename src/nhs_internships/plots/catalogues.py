"""Plots of a catalogue."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import QueryError, nearest
from nhs_internships.formats._extras import extra
from nhs_internships.model import Facet
from nhs_internships.plots import drawing as draw
from nhs_internships.query import counting, statistics

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    class Plot(Protocol):
        """Draws a catalogue on Axes."""

        def __call__(self, catalogue: Catalogue, /, *, ax: Axes | None = None) -> Axes: ...


__all__ = ["FORMATS", "KINDS", "counts", "heatmap", "picture", "trend", "waves"]

_MARKERS = (counting.NONE, counting.UNKNOWN)


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
    markers = [(name, found.pop(name), draw.INK) for name in _MARKERS if name in found]
    bars = list(found.items())[:most]
    rest = len(found) - len(bars)
    rows = [*((name, count, draw.BLUE) for name, count in bars), *markers]
    axes = draw.axes(ax, 7, 1.4 + 0.34 * len(rows))
    draw.title(axes, f"Projects by {field}")
    draw.caption(axes, catalogue.as_of, f"and {rest} more, not shown" if rest else "")
    if not rows:
        return draw.nothing(axes)
    axes.barh(range(len(rows)), [count for _, count, _ in rows], color=[colour for _, _, colour in rows], height=0.72)
    for place, (_, count, _) in enumerate(rows):
        axes.annotate(str(count), (count, place), (5, 0), textcoords="offset points", va="center", color=draw.INK)
    draw.rows(axes, [name for name, _, _ in rows])
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
    known = [(wave, *span) for wave in sorted({*runs, *catalogue.waves}) if (span := draw.span(wave))]
    axes = draw.axes(ax, 9, 1.6 + 0.42 * len(known))
    draw.title(axes, "Internships in each wave")
    draw.caption(axes, catalogue.as_of)
    if not known:
        return draw.nothing(axes)
    for place, (wave, begin, end) in enumerate(known):
        number = len(runs.get(wave, ()))
        axes.barh(
            place, end - begin, left=begin, height=0.62, color=draw.BLUE if number else draw.CLEAR, edgecolor=draw.BLUE
        )
        colour = draw.WHITE if number else draw.INK
        axes.text((begin + end) / 2, place, str(number or "?"), ha="center", va="center", color=colour)
    draw.rows(axes, [statistics.short_label(wave) for wave, _, _ in known])
    draw.years(axes, min(begin for _, begin, _ in known), max(end for _, _, end in known))
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
    width = draw.width_for(title, names, 1.4 + 0.9 * len(heads))
    axes = draw.axes(ax, width, 1.8 + 0.4 * len(names) + draw.tilted_height(heads, width))
    left_out = (_left_out(rows, len(table) - len(names)), _left_out(columns, _width(table) - len(heads)))
    draw.title(axes, title)
    draw.caption(axes, catalogue.as_of, *left_out)
    if not names or not heads:
        return draw.nothing(axes)
    draw.cells(axes, [[table[name][head] for head in heads] for name in names])
    draw.rows(axes, names)
    draw.columns(axes, heads)
    draw.separate(axes, len(heads), len(names))
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
    width = draw.width_for(title, [str(name) for name, *_ in rows], 1.4 + 0.8 * len(heads))
    axes = draw.axes(ax, width, 1.8 + 0.46 * len(rows) + draw.tilted_height(heads, width))
    draw.title(axes, title)
    draw.caption(axes, catalogue.as_of, f"and {rest} more, not shown" if rest else "")
    if not rows:
        return draw.nothing(axes)
    for down, (name, *numbers) in enumerate(rows):
        axes.axhline(down, color=draw.LINE, linewidth=1, zorder=1)
        found = [(across, int(number or 0)) for across, number in enumerate(numbers) if number]
        sizes = [220 * count for _, count in found]
        axes.scatter(
            [across for across, _ in found],
            [down] * len(found),
            s=sizes,
            color=draw.INK if name in _MARKERS else draw.BLUE,
            zorder=2,
        )
        for across, count in found:
            axes.text(across, down, str(count), ha="center", va="center_baseline", color=draw.WHITE, zorder=3)
    draw.rows(axes, [str(name) for name, *_ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    draw.columns(axes, heads)
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

    figure = Figure(layout=draw.margins(), facecolor=draw.CLEAR)
    KINDS[kind](catalogue, ax=figure.add_subplot(label=draw.OURS))
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
