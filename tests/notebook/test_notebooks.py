"""The notebooks in the docs run, their figures are those of a count by hand, and they are kept without output."""

from __future__ import annotations

import ast
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from _repositories import HAS_GIT
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

    if name == "the-life-of-a-topic" and not HAS_GIT:
        pytest.skip("git is not installed")
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells(ROOT / "docs" / "notebooks" / f"{name}.ipynb", "code"):
        exec(compile("".join(cell["source"]), name, "exec"), names)
    pyplot.close("all")
    return names


def test_there_are_four() -> None:
    """As the contents of the docs say."""
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") if (ROOT / "mkdocs.yml").exists() else ""
    assert len(NOTEBOOKS) == 4
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


# Counted by hand. The newest listing has 59 cards: 13 open, 18 paused, 20 completed and 8 archived; the data file has
# 33 records in 11 waves: 4, 4, 4, 3, 3, 2, 3, 2, 2, 2 and 4.


def test_the_scheme_in_numbers() -> None:
    """Statuses, areas and outputs."""
    found = run("the-scheme-in-numbers")
    statuses = dict(found["stats"]["status"].rows)
    assert (statuses["open"], statuses["archived"]) == (13, 8)
    assert [project.slug for project in found["open_language"]] == ["linguistic-robustness-triage"]
    # Of the 33 records 23 have an address of their code.
    assert len(found["waiting"]) == 10
    assert found["stats"]["published"].rows[0] == ("code", 33 - 10, 10, 0, 23 / 33)


def test_projects_that_ran_twice_have_two_records() -> None:
    """P13 and P62 are internships of one project, P12 and P21 of another, and P22 and P31 of a third."""
    assert [project.slug for project in run("the-scheme-in-numbers")["ran_twice"]] == [
        "nhs-language-corpus",
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
    assert dict(found["by_status"])["open"] == 13


def test_how_topics_change_over_waves() -> None:
    """Eleven waves with 33 internships; language in the first eight."""
    found = run("how-topics-change-over-waves")
    assert list(found["runs"]) == [4, 4, 4, 3, 3, 2, 3, 2, 2, 2, 4]
    assert found["waves_of_area"].index[0] == "NLP"
    assert list(found["frame"].loc["NLP"] > 0) == [True] * 8 + [False] * 3
    assert found["share_of_language"].iloc[0] == 0.25
    # P21 to P24 and P31 to P34; P22 and P31 are internships of one project.
    assert len(found["in_2022"]) == 8 - 1
    assert "DifferentialPrivacy" in found["only_late"]


def test_the_life_of_a_topic() -> None:
    """Bees were open from August 2021 to January 2022, wasps until December; in June 2022 two were open."""
    found = run("the-life-of-a-topic")
    assert found["waiting"]["Counting bees"] == 162
    assert found["waiting"]["Wasps by the dozen"] == 501
    assert found["status"] == "paused"
    assert found["then"] == {"open": 2, "active": 1, "completed": 1}
