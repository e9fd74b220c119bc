"""Plots of a history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from nhs_internships.model import Status
from nhs_internships.plots import drawing as draw
from nhs_internships.query import Change, ChangeKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from nhs_internships.history import History, Interval

__all__ = ["flow", "lifecycle"]

# How a band of each status looks: its colour, and the pattern on it. The darker, the nearer to work that is going on;
# patterns tell the rest apart where there is no colour.
_LOOKS: Mapping[Status | None, tuple[str, str]] = {
    Status.FUTURE: (draw.CLEAR, "...."),
    Status.OPEN: ("#7db4e6", ""),
    Status.ACTIVE: ("#0072ce", ""),
    Status.PAUSED: (draw.CLEAR, "////"),
    Status.COMPLETED: ("#757575", ""),
    Status.ARCHIVED: ("#b0b0b0", ""),
    Status.SUPERSEDED: ("#b0b0b0", "\\\\\\\\"),
    Status.CLOSED: (draw.CLEAR, "xxxx"),
    None: (draw.CLEAR, ""),
}
_UNKNOWN = "(unknown)"
_LIFECYCLE = "Status of each project over time"
_ROW = 0.24
_ACROSS = 5  # entries of the legend beside each other


def lifecycle(
    history: History,
    slugs: Iterable[str] | None = None,
    *,
    most: int = 50,
    ax: Axes | None = None,
) -> Axes:
    """The status of projects over time: a row for each, a band for each status. In gaps it was not listed.

    Args:
        history: The history of the site.
        slugs: The projects, by any slug that they had, in this order; by default all, those listed first on top.
        most: Rows at most; the line below the plot says how many more there are.
        ax: Where to draw; ``None`` makes a new figure.

    Raises:
        UnknownSlug: No project ever had one of the slugs.
        ImportError: matplotlib is not installed.
    """
    titles = history.titles
    wanted = list(titles) if slugs is None else list(dict.fromkeys(map(history.slug, slugs)))
    shown, rest = wanted[:most], len(wanted[most:])
    axes = draw.axes(ax, 11, 2.3 + _ROW * len(shown))
    newest = history.revisions[-1].date
    draw.caption(axes, newest, f"and {rest} more, not shown" if rest else "")
    if not shown:
        draw.title(axes, _LIFECYCLE)
        return draw.nothing(axes)
    bands = [(row, one) for row, slug in enumerate(shown) for one in history.timeline(slug)]
    statuses = {one.status for _, one in bands}
    draw.title(axes, _LIFECYCLE, above=18 * ceil(len(statuses) / _ACROSS))
    for row, one in bands:
        _band(axes, row, one, newest)
    draw.rows(axes, [titles[slug] or slug for slug in shown])
    begin = min(_year(one.start) for _, one in bands)
    draw.years(axes, begin, max(_year(newest), begin + 0.1))
    _legend(axes, statuses)
    return axes


def _band(axes: Axes, row: int, interval: Interval, newest: date) -> None:
    begin, end = _year(interval.start), _year(interval.end or newest)
    colour, pattern = _LOOKS[interval.status]
    axes.barh(row, end - begin, left=begin, height=0.7, color=colour, hatch=pattern, edgecolor=draw.INK, linewidth=0.6)


def _year(day: date) -> float:
    """A day as a part of its year."""
    first = day.replace(month=1, day=1)
    return day.year + (day - first).days / 366


def _legend(axes: Axes, statuses: Collection[Status | None]) -> None:
    """The look of each status, between the title and the plot."""
    shown = [status for status in _LOOKS if status in statuses]
    looks = [axes.bar(0, 0, color=_LOOKS[one][0], hatch=_LOOKS[one][1], edgecolor=draw.INK) for one in shown]
    names = [one.value if one else _UNKNOWN for one in shown]
    axes.legend(
        looks,
        names,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        borderaxespad=0.3,
        ncols=_ACROSS,
        columnspacing=1.2,
        frameon=False,
        labelcolor=draw.INK,
    )


def flow(
    history: History, since: date | str | None = None, until: date | str | None = None, *, ax: Axes | None = None
) -> Axes:
    """How many times projects moved from which status to which: rows are the old status, columns the new one.

    Args:
        history: The history of the site.
        since: The first day; ``None`` for the beginning.
        until: The last day; ``None`` for the end.
        ax: Where to draw; ``None`` makes a new figure.

    Raises:
        ParseError: A text is no day.
        ImportError: matplotlib is not installed.
    """
    moves = [(one.before or _UNKNOWN, one.after or _UNKNOWN) for one in history.changes(since, until) if _is_move(one)]
    order = [*(status.value for status in Status), _UNKNOWN]
    rows = [name for name in order if any(name == before for before, _ in moves)]
    columns = [name for name in order if any(name == after for _, after in moves)]
    axes = draw.axes(ax, 3.2 + 0.95 * len(columns), 2.2 + 0.42 * len(rows))
    draw.title(axes, "Moves from one status to another")
    draw.caption(axes, history.revisions[-1].date)
    if not moves:
        return draw.nothing(axes)
    draw.cells(axes, [[moves.count((row, column)) for column in columns] for row in rows])
    draw.rows(axes, rows)
    draw.columns(axes, columns)
    axes.set_ylabel("from", color=draw.INK)
    axes.annotate("to", (1, 1), (6, 6), xycoords="axes fraction", textcoords="offset points", color=draw.INK)
    draw.separate(axes, len(columns), len(rows))
    return axes


def _is_move(change: Change) -> bool:
    return change.kind is ChangeKind.MOVED
