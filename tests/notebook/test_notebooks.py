"""The notebooks in the docs run, their figures are those of a count by hand, and they are kept without output."""

from __future__ import annotations

import ast
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


@cache
def run(name: str) -> dict[str, Any]:
    """Run the cells of a notebook one after the other, as a kernel would, and give what they defined."""
    pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
    matplotlib = pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells(ROOT / "docs" / "notebooks" / f"{name}.ipynb", "code"):
        exec(compile("".join(cell["source"]), name, "exec"), names)
    pyplot.close("all")
    return names


def test_there_are_three() -> None:
    """As the contents of the docs say."""
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") if (ROOT / "mkdocs.yml").exists() else ""
    assert len(NOTEBOOKS) == 3
    assert all(f"notebooks/{path.name}" in contents for path in NOTEBOOKS) or not contents


@every_notebook
def test_no_output_is_kept(path: Path) -> None:
    """Output is made when the docs are built; in the repository it would only change."""
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path, "code"))


@every_notebook
def test_it_has_a_title_and_says_what_to_install(path: Path) -> None:
    """The first cell."""
    first = "".join(cells(path, "markdown")[0]["source"])
    assert first.startswith("# ")
    assert 'pip install "nhs-internships[' in first


@every_notebook
def test_every_cell_runs(path: Path) -> None:
    """And its last line shows something, unless it prints or only defines."""
    run(path.stem)
    for cell in cells(path, "code"):
        ast.parse("".join(cell["source"]))


# Counted by hand. The listings of 2023-08-03 hold 6 rows under "Current Projects", 10 open, 11 paused, 5 completed and
# 3 archived; three more finished topics stand in the data file alone. The page of waves 6 and 7 makes two open and one
# paused project active, and adds one.


def test_the_scheme_in_numbers() -> None:
    """Statuses, areas and outputs."""
    found = run("the-scheme-in-numbers")
    assert found["stats"]["status"].rows == (
        *(("open", 10 - 2), ("active", 6 + 4), ("paused", 11 - 1)),
        *(("completed", 5 + 3), ("archived", 3)),
    )
    # Rows of the listings: 2 active, 3 open, 5 paused, 1 completed, 1 archived; and the one that is new in wave 7.
    assert found["areas"]["NLP"] == 2 + 3 + 5 + 1 + 1 + 1
    # 1 active, 2 open, 3 paused, 1 completed, and one that only an old page lists.
    assert found["areas"]["Synthetic"] == 1 + 2 + 3 + 1 + 1
    assert {name: found["areas"][name] for name in ("MachineLearning", "Simulation", "Explainability", "Graphs")} == {
        "MachineLearning": 4,
        "Simulation": 4,
        "Explainability": 3,
        "Graphs": 2,
    }
    # Of the three open language projects of 2023, one became active.
    assert [project.slug for project in found["open_language"]] == [
        "stm-sentiment-robustness",
        "visual-question-answer",
    ]
    assert [code for code, *_ in found["waiting"]] == ["P13", "P34"]
    assert found["stats"]["published"].rows[0] == ("code", 10, 12, 10 / 12)


def test_projects_that_ran_twice_have_two_records() -> None:
    """P12 and P21 are runs of one project, P22 and P31 of another."""
    assert [project.slug for project in run("the-scheme-in-numbers")["ran_twice"]] == [
        "synthetic-data-exploration-vae",
        "text-description-imaging",
    ]


def test_from_a_page_to_a_frame() -> None:
    """Three entries, eight badges, and what the whole scheme has."""
    found = run("from-a-page-to-a-dataframe")
    assert len(found["document"].entries) == 3
    assert found["document"].unparsed == ()
    assert list(found["projects"]["slug"]) == ["graphs-of-referrals", "letters", "ward-notes"]
    assert len(found["badges"]) == 3 + 2 + 2
    assert found["labels"]["area", "NLP"] == 2
    assert dict(found["by_status"])["active"] == 10


def test_how_topics_change_over_waves() -> None:
    """Seven waves with 4, 4, 4, 3, 3, 2 and 2 internships; language in each."""
    found = run("how-topics-change-over-waves")
    assert found["in_every_wave"] == ["NLP"]
    assert list(found["frame"].loc["NLP"]) == [1, 2, 1, 1, 1, 1, 2]
    # P11 to P14: of these four, every one has an area.
    assert found["runs"].iloc[0] == 4
    assert found["share_of_language"].iloc[0] == 0.25
    # P21 to P24 and P31 to P34; two projects ran in both years' waves, one in two of 2022.
    assert sum(len(project.internships) for project in found["in_2022"]) >= 8
    assert "Foundation" in found["only_late"]
