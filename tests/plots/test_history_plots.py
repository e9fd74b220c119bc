"""Plots of a history: bands of statuses over time, and moves between statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _repositories import HAS_GIT, Repository
from _sites import listing
from nhs_internships.errors import ParseError, UnknownSlug
from nhs_internships.plots import flow, lifecycle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.axes import Axes

matplotlib = pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
matplotlib.use("Agg")

from matplotlib import pyplot  # noqa: E402 - after the backend is chosen

OPEN, PAUSED, CURRENT = "## Open Projects", "## Paused Projects", "### Current Projects"


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    pyplot.close("all")


@pytest.fixture
def history(tmp_path: Path) -> ni.History:
    """Two projects: one is open, active and paused, the other one stays open, with a gap."""
    if not HAS_GIT:
        pytest.skip("git is not installed")
    made = Repository(tmp_path / "site")
    made.commit("2021-01-01", {"index.md": listing(OPEN, "a: Bees $x^2$", "b: Hives")})
    made.commit("2022-01-01", {"index.md": listing(CURRENT, "a: Bees $x^2$")})
    made.commit("2023-01-01", {"index.md": listing(PAUSED, "a: Bees $x^2$", OPEN, "b: Hives")})
    made.commit("2024-01-01", {"README.md": "# A site\n"})
    return ni.History.open(made.write())


def bands(axes: Axes) -> list[tuple[float, float, float]]:
    """Row, begin and end of each band that is drawn."""
    drawn = [one for container in axes.containers for one in container if one.get_width() > 0 and one.get_height() > 0]
    return [(round(one.get_y() + one.get_height() / 2), one.get_x(), one.get_x() + one.get_width()) for one in drawn]


def names(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def test_a_life_is_a_row_of_bands(history: ni.History) -> None:
    """From day to day; the last one ends with the newest revision, and a gap stays empty."""
    axes = lifecycle(history)
    assert names(axes) == [r"Bees \$x^2\$", "Hives"]
    assert bands(axes) == [(0, 2021, 2022), (0, 2022, 2023), (0, 2023, 2024), (1, 2021, 2022), (1, 2023, 2024)]
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["open", "active", "paused"]
    assert axes.get_xlabel() == "As of 2024-01-01"
    axes.figure.canvas.draw()


def test_statuses_differ_without_colour(history: ni.History) -> None:
    """By how dark they are, or by a pattern."""
    looks = set()
    for one in [one for container in lifecycle(history).containers for one in container]:
        red, green, blue, opacity = one.get_facecolor()
        looks.add((round(0.3 * red + 0.59 * green + 0.11 * blue, 1) if opacity else None, one.get_hatch()))
    assert len(looks) == 3


def test_some_projects_can_be_chosen(history: ni.History) -> None:
    """In their order; what is left out is counted."""
    assert names(lifecycle(history, ["b", "a", "b"])) == ["Hives", r"Bees \$x^2\$"]
    assert lifecycle(history, most=1).get_xlabel() == "And 1 more, not shown; as of 2024-01-01"
    with pytest.raises(UnknownSlug):
        lifecycle(history, ["nope"])


def test_a_flow_counts_moves(history: ni.History) -> None:
    """Of the days that are asked for."""
    axes = flow(history)
    assert names(axes) == ["open", "active"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["active", "paused"]
    assert [text.get_text() for text in axes.texts] == ["1", "1", "to"]
    assert names(flow(history, since="2022-06-01")) == ["active"]
    with pytest.raises(ParseError):
        flow(history, "soon")


def test_where_nothing_happened_the_plot_says_so(history: ni.History) -> None:
    """Without moves, and without projects."""
    for axes in (flow(history, until="2021-06-01"), lifecycle(history, [])):
        assert [text.get_text() for text in axes.texts] == ["nothing to show"]


def test_plots_are_drawn_into_the_axes_that_are_given(history: ni.History) -> None:
    """So that several stand side by side."""
    _, (left, right) = pyplot.subplots(1, 2)
    assert lifecycle(history, ax=left) is left
    assert flow(history, ax=right) is right
