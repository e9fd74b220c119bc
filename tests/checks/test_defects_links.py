"""Defects of links that the survey of the real pages lists: each one is found at its page and line.

D4, D33, and the capitals of D32 occur in none of these sites, and are shown on pages of our own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from _findings import find, places
from _sites import brief, listing
from nhs_internships.checks import check

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

# The number in the survey, the code, the site, the page, and the lines.
DEFECTS: tuple[tuple[str, str, str, str, list[int]], ...] = (
    ("D1", "NI601", "2022-07-29-a60b78a", "index.md", [21, 33, 37, 41, 45, 53, 57, 61, 65, 73]),
    ("D2", "NI317", "2021-08-10-de21f1d", "projects/text-generation-knowledge-retreival.md", [19]),
    ("D2", "NI317", "2022-03-07-333279f", "projects/text-generation-knowledge-retreival.md", [19]),
    ("D2", "NI317", "2022-07-29-a1d5977", "projects/text-generation-knowledge-retreival.md", [19]),
    ("D2", "NI317", "2022-07-29-a60b78a", "projects/text-generation-knowledge-retreival.md", [19]),
    ("D2", "NI317", "2022-08-04-d1b69a8", "projects/paused/text-generation-knowledge-retreival.md", [19]),
    ("D2", "NI317", "2023-03-08-1f847d4", "projects/paused/text-generation-knowledge-retreival.md", [19]),
    ("D2", "NI317", "2023-06-26-3ec53ef", "content/projects/archive/text-generation-knowledge-retreival.md", [19]),
    ("D2", "NI317", "2023-07-05-8187127", "content/projects/archive/text-generation-knowledge-retreival.md", [19]),
    (
        "D2",
        "NI317",
        "2023-08-03-8df23fd",
        "content/projects/closed/paused/text-generation-knowledge-retreival.md",
        [19],
    ),
    (
        "D2",
        "NI317",
        "2024-02-05-3cf845d",
        "content/projects/closed/paused/text-generation-knowledge-retreival.md",
        [19],
    ),
    ("D2", "NI601", "2022-07-29-a60b78a", "index.md", [13, 29, 77]),
    ("D3", "NI611", "2022-07-29-a1d5977", "index.md", [17, 49]),
    ("D3", "NI611", "2022-07-29-a60b78a", "index.md", [17, 49]),
    ("D3", "NI611", "2022-08-04-d1b69a8", "index.md", [46]),
    ("D3", "NI611", "2024-02-05-3cf845d", "content/projects/old_site/open.md", [22]),
    ("D5", "NI612", "2022-03-07-333279f", "index.md", [28]),
    ("D5", "NI612", "2022-07-29-a1d5977", "index.md", [121]),
    ("D5", "NI612", "2022-07-29-a60b78a", "index.md", [121]),
    ("D5", "NI612", "2022-08-04-d1b69a8", "index.md", [105]),
    ("D5", "NI612", "2023-03-08-1f847d4", "index.md", [108]),
    ("D5", "NI612", "2023-06-26-3ec53ef", "content/projects.md", [37]),
    ("D5", "NI612", "2023-06-26-3ec53ef", "content/projects/archive/archive.md", [26]),
    ("D5", "NI612", "2023-07-05-8187127", "content/projects.md", [37]),
    ("D5", "NI612", "2023-07-05-8187127", "content/projects/archive/archive.md", [26]),
    ("D5", "NI612", "2023-08-03-8df23fd", "content/projects.md", [54]),
    ("D5", "NI612", "2023-08-03-8df23fd", "content/projects/old_site/archive.md", [26]),
    ("D5", "NI612", "2024-02-05-3cf845d", "content/projects.md", [63]),
    ("D5", "NI612", "2024-02-05-3cf845d", "content/projects/old_site/archive.md", [26]),
    (
        "D6",
        "NI602",
        "2023-06-26-3ec53ef",
        "_data/completed.yml",
        [3, 4, 16, 28, 40, 55, 67, 79, 91, 107, 119, 131, 144],
    ),
    (
        "D6",
        "NI602",
        "2023-07-05-8187127",
        "_data/completed.yml",
        [2, 3, 4, 16, 28, 40, 55, 67, 79, 91, 107, 119, 131, 144],
    ),
    (
        "D6",
        "NI602",
        "2023-08-03-8df23fd",
        "_data/completed.yml",
        [2, 3, 4, 16, 28, 40, 55, 67, 79, 91, 107, 117, 118, 119, 131, 144],
    ),
    (
        "D6",
        "NI602",
        "2024-02-05-3cf845d",
        "_data/completed.yml",
        [2, 3, 4, 16, 28, 40, 55, 67, 79, 91, 107, 117, 118, 119, 131, 144],
    ),
    ("D6", "NI603", "2023-06-26-3ec53ef", "_data/completed.yml", [117, 118]),
    ("D6", "NI603", "2023-07-05-8187127", "_data/completed.yml", [117, 118]),
    ("D7", "NI605", "2023-07-05-8187127", "_data/completed.yml", [105, 106]),
    ("D7", "NI605", "2023-08-03-8df23fd", "_data/completed.yml", [105, 106]),
    ("D7", "NI605", "2024-02-05-3cf845d", "_data/completed.yml", [105, 106]),
    (
        "D8",
        "NI607",
        "2023-06-26-3ec53ef",
        "_data/completed.yml",
        [2, 38, 39, 53, 54, 65, 66, 77, 78, 89, 90, 129, 130, 142, 143],
    ),
    ("D9", "NI606", "2023-06-26-3ec53ef", "_data/completed.yml", [143]),
    ("D9", "NI606", "2023-07-05-8187127", "_data/completed.yml", [143]),
    ("D9", "NI606", "2023-08-03-8df23fd", "_data/completed.yml", [143]),
    ("D9", "NI606", "2024-02-05-3cf845d", "_data/completed.yml", [143]),
    ("D22", "NI604", "2021-08-10-de21f1d", "index.md", [9]),
    ("D22", "NI604", "2022-03-07-333279f", "index.md", [9]),
    ("D22", "NI604", "2022-07-29-a1d5977", "index.md", [9]),
    ("D22", "NI604", "2022-07-29-a60b78a", "index.md", [9]),
    ("D22", "NI604", "2022-08-04-d1b69a8", "index.md", [9]),
    ("D22", "NI604", "2023-03-08-1f847d4", "index.md", [9]),
    ("D22", "NI604", "2023-06-26-3ec53ef", "content/projects.md", [10]),
    ("D22", "NI604", "2023-06-26-3ec53ef", "content/projects/new_open/open.md", [10]),
    ("D24", "NI312", "2022-07-29-a1d5977", "index.md", [13, 29, 77]),
    ("D24", "NI312", "2022-08-04-d1b69a8", "index.md", [16, 25, 56]),
    ("D32", "NI617", "2021-08-10-de21f1d", "projects/sail-databank-outcomes-prediction.md", [5]),
    ("D32", "NI617", "2021-08-10-de21f1d", "projects/synthetic-data-exploration-probablistic-graphical-models.md", [5]),
    ("D32", "NI617", "2021-08-10-de21f1d", "projects/text-generation-knowledge-retreival.md", [5]),
    ("D32", "NI617", "2022-03-07-333279f", "projects/synthetic-data-exploration-probablistic-graphical-models.md", [5]),
    ("D32", "NI617", "2022-03-07-333279f", "projects/text-generation-knowledge-retreival.md", [5]),
    ("D32", "NI617", "2022-07-29-a1d5977", "projects/synthetic-adversarial-suite.md", [5]),
    ("D32", "NI617", "2022-07-29-a1d5977", "projects/synthetic-data-exploration-probablistic-graphical-models.md", [5]),
    ("D32", "NI617", "2022-07-29-a1d5977", "projects/text-generation-knowledge-retreival.md", [5]),
    ("D32", "NI617", "2022-07-29-a60b78a", "projects/synthetic-data-exploration-probablistic-graphical-models.md", [5]),
    ("D32", "NI617", "2022-07-29-a60b78a", "projects/text-generation-knowledge-retreival.md", [5]),
    ("D32", "NI617", "2022-08-04-d1b69a8", "projects/new_open/synthetic-adversarial-suite.md", [5]),
    (
        "D32",
        "NI617",
        "2022-08-04-d1b69a8",
        "projects/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        [5],
    ),
    ("D32", "NI617", "2022-08-04-d1b69a8", "projects/paused/text-generation-knowledge-retreival.md", [5]),
    (
        "D32",
        "NI617",
        "2023-03-08-1f847d4",
        "projects/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        [5],
    ),
    ("D32", "NI617", "2023-03-08-1f847d4", "projects/paused/text-generation-knowledge-retreival.md", [5]),
    (
        "D32",
        "NI617",
        "2023-06-26-3ec53ef",
        "content/projects/archive/synthetic-data-exploration-probablistic-graphical-models.md",
        [5],
    ),
    ("D32", "NI617", "2023-06-26-3ec53ef", "content/projects/archive/text-generation-knowledge-retreival.md", [5]),
    (
        "D32",
        "NI617",
        "2023-07-05-8187127",
        "content/projects/archive/synthetic-data-exploration-probablistic-graphical-models.md",
        [5],
    ),
    ("D32", "NI617", "2023-07-05-8187127", "content/projects/archive/text-generation-knowledge-retreival.md", [5]),
    (
        "D32",
        "NI617",
        "2023-08-03-8df23fd",
        "content/projects/closed/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        [5],
    ),
    (
        "D32",
        "NI617",
        "2023-08-03-8df23fd",
        "content/projects/closed/paused/text-generation-knowledge-retreival.md",
        [5],
    ),
    (
        "D32",
        "NI617",
        "2024-02-05-3cf845d",
        "content/projects/closed/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        [5],
    ),
    (
        "D32",
        "NI617",
        "2024-02-05-3cf845d",
        "content/projects/closed/paused/text-generation-knowledge-retreival.md",
        [5],
    ),
)


@cache
def _found(site: Path) -> Collection[tuple[str, str, int | None]]:
    return {(one.code, one.path, one.line) for one in check(site, as_of=site.name[:10])}


@pytest.mark.parametrize(
    ("code", "site", "path", "line"),
    [
        pytest.param(code, site, path, line, id=f"{number}-{code}-{site[-7:]}-{path.rpartition('/')[2]}:{line}")
        for number, code, site, path, lines in DEFECTS
        for line in lines
    ],
)
def test_a_defect_of_the_survey_is_found(corpus: Path, code: str, site: str, path: str, line: int) -> None:
    """At its page and line."""
    folder = corpus / ("later" if site.startswith("2024") else "site") / site
    assert (code, path, line) in _found(folder)


BEES, HEDGES = brief("Counting bees", "/counting-bees/"), brief("Maps of hedges", "/maps-of-hedges/")


def test_d4_a_link_that_works_and_is_wrong(tmp_path: Path) -> None:
    """An entry leads to the brief of another project."""
    page = listing("## Open Projects", "counting-bees: Maps of hedges", "counting-bees: Counting bees")
    pages = {"index.md": page, "counting-bees.md": BEES, "maps-of-hedges.md": HEDGES}
    assert places(find(tmp_path, pages, "NI6")) == ["NI614 index.md:4"]


def test_d32_a_permalink_in_title_case(tmp_path: Path) -> None:
    """It is found at the permalink, whether or not the links have it like that."""
    page = listing("## Open Projects", "Maps-of-Hedges: Maps of hedges")
    pages = {"index.md": page, "maps-of-hedges.md": brief("Maps of hedges", "/Maps-of-Hedges/")}
    assert places(find(tmp_path, pages, "NI6")) == ["NI617 maps-of-hedges.md:3"]


def test_d33_two_files_with_one_permalink(tmp_path: Path) -> None:
    """Reconciling reports them, and no check does so again."""
    page = listing("## Open Projects", "maps-of-hedges: Maps of hedges")
    pages = {"index.md": page, "active/maps-of-hedges.md": HEDGES, "open/maps-of-hedges.md": HEDGES}
    assert [one.code for one in find(tmp_path, pages, ("NI314", "NI6"))] == ["NI314"]
