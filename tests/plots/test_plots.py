"""Pictures: Axes in, Axes out, true figures, readable text, and the look that was approved."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from hostile import HOSTILE
from invented import CATALOGUE, badges
from nhs_internships import Catalogue, Facet, Project, Wave
from nhs_internships.errors import ParseError, QueryError
from nhs_internships.plots import FORMATS, KINDS, counts, heatmap, picture, trend, waves
from nhs_internships.plots.drawing import readable_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

    from places import RunPython

matplotlib = pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
matplotlib.use("Agg")

from matplotlib import pyplot  # noqa: E402 - after the backend is chosen
from matplotlib.cbook import is_math_text  # noqa: E402
from matplotlib.colors import to_rgb, to_rgba  # noqa: E402
from matplotlib.patches import Rectangle  # noqa: E402
from matplotlib.testing.compare import compare_images  # noqa: E402
from numpy import asarray  # noqa: E402
from PIL import Image  # noqa: E402

EXPECTED = Path(__file__).parent / "expected"
# Versions of matplotlib draw letters a little differently; another bar or label differs by far more.
TOLERANCE = 13


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    pyplot.close("all")


def texts(axes: Axes) -> list[str]:
    """Every text that is drawn."""
    axes.figure.canvas.draw()
    labels = (*axes.get_xticklabels(), *axes.get_yticklabels(), *axes.texts)
    return [label.get_text() for label in labels if label.get_text()]


def bars(axes: Axes) -> list[Rectangle]:
    """Every bar that is drawn."""
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def test_counts_have_a_bar_and_a_number_each() -> None:
    """The numbers of the invented catalogue, counted by hand."""
    axes = counts(CATALOGUE)
    assert [bar.get_width() for bar in bars(axes)] == [2, 1, 1, 1, 1]
    assert texts(axes) == ["open", "active", "paused", "completed", "(unknown)", "2", "1", "1", "1", "1"]


def test_counts_say_what_they_leave_out() -> None:
    """A picture with a hundred bars is none."""
    many = Catalogue(projects=[Project(slug=f"p{n}", title="x", badges=badges(f"Area {n}")) for n in range(40)])
    axes = counts(many, "area")
    assert len(bars(axes)) == 15
    assert axes.get_xlabel() == "And 25 more, not shown"


def test_waves_are_drawn_where_they_lie_in_time() -> None:
    """Three dated waves; the one without months is left out."""
    axes = waves(CATALOGUE)
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars(axes)]
    assert spans == [pytest.approx(span) for span in ((2021.25, 2021.75), (2022, 2022 + 5 / 12), (2022 + 5 / 12, 2023))]
    assert texts(axes) == ["2021", "2022", "2023", "Wave 1", "Wave 2", "Wave 3", "2", "1", "1"]


def test_the_axis_of_waves_ends_with_the_last_one() -> None:
    """It begins with a year, so that a year is always named."""
    assert waves(CATALOGUE).get_xlim() == (2021, 2023)
    assert waves(Catalogue(projects=(), waves=[Wave.parse("March - July 2023")])).get_xlim() == (2023, 2023 + 7 / 12)


def test_a_wave_that_nothing_ran_in_has_no_number() -> None:
    """Its bar is an outline with a question mark."""
    axes = waves(Catalogue(projects=(), waves=[Wave.parse("January 2023")]))
    assert "?" in texts(axes)
    assert to_rgba(bars(axes)[0].get_facecolor())[3] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_caption_gives_the_date_of_the_catalogue(kind: str) -> None:
    """Where it is known."""
    dated = evolve(CATALOGUE, as_of=date(2024, 5, 1))
    assert KINDS[kind](dated).get_xlabel() == "As of 2024-05-01"
    assert KINDS[kind](evolve(CATALOGUE, as_of=None)).get_xlabel() == ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_background_is_transparent(kind: str) -> None:
    """So that a plot suits light and dark pages: its corners show what is behind it."""
    image = Image.open(BytesIO(picture(CATALOGUE, kind))).convert("RGBA").getchannel("A")
    right, bottom = image.width - 1, image.height - 1
    assert {image.getpixel(corner) for corner in ((0, 0), (right, 0), (0, bottom), (right, bottom))} == {0}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("catalogue", [CATALOGUE, Catalogue(projects=())], ids=["filled", "empty"])
def test_the_title_fits(kind: str, catalogue: Catalogue) -> None:
    """Also where there is nothing to show."""
    axes = KINDS[kind](catalogue)
    axes.figure.canvas.draw()
    title = next(one for one in axes.get_children() if getattr(one, "get_text", str)() == axes.get_title(loc="left"))
    assert title.get_window_extent().x1 <= axes.figure.bbox.width


def test_a_heatmap_has_the_cells_of_the_crosstab() -> None:
    """Zeros stay empty."""
    axes = heatmap(CATALOGUE)
    numbers = [int(text) for text in texts(axes) if text.isdigit()]
    assert sum(numbers) == len(CATALOGUE)
    assert numbers.count(2) == 1
    assert heatmap(CATALOGUE, "status", "technique").get_title(loc="left") == "Projects by status and technique"


def test_a_trend_has_a_dot_for_each_wave_of_a_label() -> None:
    """Images ran in two waves, graphs and language in one each."""
    axes = trend(CATALOGUE)
    assert [text for text in texts(axes) if text.isdigit()] == ["1", "1", "1", "1"]
    assert {"Images", "Graphs", "NLP", "Wave 1", "Wave 2", "Wave 3"} <= set(texts(axes))


def test_a_trend_shows_what_has_no_label() -> None:
    """In a row of its own, at the bottom."""
    axes = trend(CATALOGUE, "technique")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["GNNs", "Topic Modelling", "(unknown)"]
    assert [text for text in texts(axes) if text.isdigit()] == ["1", "1", "1", "1"]


def test_a_heatmap_shows_the_most_frequent_and_says_what_it_leaves_out() -> None:
    """Fifteen rows and columns at most, and those without a value."""
    projects = [
        Project(slug=f"p{n}-{copy}", title="x", badges=badges(f"Area {n:02}", None, f"Kind of data {n:02}"))
        for n in range(28)
        for copy in range(1 + n // 14)
    ]
    axes = heatmap(Catalogue(projects=[*projects, Project(slug="none", title="none")]))
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == [*(f"Area {n:02}" for n in range(14, 28)), "Area 00", "(unknown)"]
    assert axes.get_xlabel() == "Area: and 13 more, not shown; modality: and 13 more, not shown"


@pytest.mark.parametrize("length", [3, 12, 30])
def test_names_of_columns_do_not_touch(length: int) -> None:
    """They lean where they are wider than their columns."""
    many = [Project(slug=f"p{n}", title="x", badges=badges("NLP", None, f"{n:x<{length}}")) for n in range(15)]
    axes = heatmap(Catalogue(projects=many))
    axes.figure.canvas.draw()
    labels = axes.get_xticklabels()
    columns = [label.get_window_extent() for label in labels]
    if length > 3:
        assert {label.get_rotation() for label in labels} == {45}
    else:
        assert not any(left.x1 > right.x0 for left, right in pairwise(columns))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_drawn_into_the_axes_that_are_given(kind: str) -> None:
    """So that several stand side by side; without any there is a new figure."""
    _, (left, right) = pyplot.subplots(1, 2)
    assert KINDS[kind](CATALOGUE, ax=right) is right
    assert not left.texts
    assert KINDS[kind](CATALOGUE).figure is not right.figure


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_shown(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever calls decides."""
    monkeypatch.setattr(pyplot, "show", lambda *_, **__: pytest.fail("show was called"))
    KINDS[kind](CATALOGUE)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_catalogue_has_a_picture(kind: str) -> None:
    """It says that there is nothing."""
    assert texts(KINDS[kind](Catalogue(projects=()))) == ["nothing to show"]


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
@pytest.mark.filterwarnings("ignore:constrained_layout not applied")
@pytest.mark.parametrize("kind", KINDS)
def test_any_label_can_be_drawn(kind: str) -> None:
    """Formulas, markup, control characters, right-to-left marks: all of it is text."""
    awkward = (*HOSTILE, "$x^2$", "$\\frac{", "$$", "\\$", "a\nb", "x" * 5_000, "Ω", "\u202eabc", "")
    projects = [
        Project(slug=f"p{n}", title=text, badges=badges(text, text, text), wave=Wave(number=n % 5 + 1))
        for n, text in enumerate(awkward)
    ]
    KINDS[kind](Catalogue(projects=projects)).figure.canvas.draw()


def test_a_dollar_is_no_formula() -> None:
    """It is drawn as it stands."""
    axes = counts(Catalogue(projects=[Project(slug="a", title="a", badges=badges("$x^2$"))]), "area")
    assert texts(axes)[0] == r"\$x^2\$"
    assert not is_math_text(axes.get_yticklabels()[0].get_text())


@pytest.mark.parametrize("kind", KINDS)
def test_text_has_contrast(kind: str) -> None:
    """By the formula of WCAG at least 4.5 to 1 on white, and 4 to 1 on the background of a dark notebook."""
    axes = KINDS[kind](evolve(CATALOGUE, as_of=date(2024, 5, 1)))
    axes.figure.canvas.draw()
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label):
        assert contrast(to_rgb(label.get_color()), (1, 1, 1)) >= 4.5
        assert contrast(to_rgb(label.get_color()), to_rgb("#111111")) >= 4


def test_every_number_of_a_heatmap_has_contrast() -> None:
    """At least 4.5 to 1 against the colour of its own cell."""
    axes = heatmap(CATALOGUE)
    (image,) = axes.get_images()
    counted = asarray(image.get_array()).tolist()
    for label in axes.texts:
        across, down = (int(place) for place in label.get_position())
        shade = tuple(map(float, image.cmap(image.norm(counted[down][across]))))[:3]
        assert contrast(to_rgb(label.get_color()), shade) >= 4.5


@pytest.mark.parametrize("step", range(101))
def test_text_has_contrast_on_every_shade(step: int) -> None:
    """Black or white, one of them always has it."""
    shade = (step / 100, step / 100, step / 100)
    assert contrast(to_rgb(readable_on(*shade)), shade) >= 4.5


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_looks_as_approved(kind: str, tmp_path: Path) -> None:
    """Set NHS_INTERNSHIPS_REDRAW to draw the expected pictures anew, and look at them."""
    if "NHS_INTERNSHIPS_REDRAW" in os.environ:
        save(kind, CATALOGUE, EXPECTED)
    drawn = save(kind, CATALOGUE, tmp_path)
    assert compare_images(str(EXPECTED / drawn.name), str(drawn), tol=TOLERANCE) is None


@pytest.mark.parametrize("kind", KINDS)
def test_another_picture_would_be_noticed(kind: str, tmp_path: Path) -> None:
    """One project less is more than the tolerance."""
    fewer = CATALOGUE - CATALOGUE.where(slug=["ward-notes", "letters"])
    drawn = save(kind, fewer, tmp_path)
    assert compare_images(str(EXPECTED / drawn.name), str(drawn), tol=TOLERANCE) is not None


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_for_a_file_is_the_same_each_time(kind: str, form: str) -> None:
    """It says neither when it was made nor anything random, so a repository sees a change only where there is one."""
    assert picture(CATALOGUE, kind, form) == picture(CATALOGUE, kind, form)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_for_a_file_has_the_size_of_what_it_shows(kind: str) -> None:
    """The same as a new figure has; and no figure of matplotlib's own is left open."""
    image = Image.open(BytesIO(picture(CATALOGUE, kind)))
    assert pyplot.get_fignums() == []
    figure = KINDS[kind](CATALOGUE).figure
    assert image.size == (int(figure.bbox.width * 1.5), int(figure.bbox.height * 1.5))  # 150 dots an inch, not 100


@pytest.mark.parametrize(("kind", "form"), [("cuonts", "png"), ("counts", "jpg")])
def test_an_unknown_picture_is_an_error(kind: str, form: str) -> None:
    """The error lists what there is."""
    with pytest.raises(QueryError, match=r"Valid: (counts, waves, heatmap, trend|png, svg, pdf)"):
        picture(CATALOGUE, kind, form)


def save(kind: str, catalogue: Catalogue, folder: Path) -> Path:
    """Draw in fixed places, so that the width of letters moves nothing, and coarsely, so that their shape is grey."""
    with matplotlib.rc_context({"font.family": "DejaVu Sans"}):
        figure = pyplot.figure(figsize=(7, 3.5))
        KINDS[kind](catalogue, ax=figure.add_axes((0.2, 0.12, 0.75, 0.72)))
        figure.savefig(folder / f"{kind}.png", dpi=120)
    with Image.open(folder / f"{kind}.png") as fine:
        coarse = fine.convert("RGB").reduce(4)
    coarse.save(folder / f"{kind}.png")
    return folder / f"{kind}.png"


def test_errors_are_ours() -> None:
    """Unknown fields and facets."""
    with pytest.raises(QueryError, match='did you mean "area"'):
        counts(CATALOGUE, "aera")
    with pytest.raises(QueryError):
        heatmap(CATALOGUE, "area", "colour")
    with pytest.raises(ParseError):
        trend(CATALOGUE, "colour")
    trend(CATALOGUE, Facet.MODALITY)


def test_without_matplotlib_the_error_names_the_extra(run_python: RunPython) -> None:
    """And importing the module needs nothing."""
    code = """
import sys
sys.modules["matplotlib"] = None
from nhs_internships import Catalogue, plots
try:
    plots.counts(Catalogue(projects=()))
except ImportError as error:
    print(error)
"""
    assert 'pip install "nhs-internships[plot]"' in run_python(code).stdout
