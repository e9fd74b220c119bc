"""The defects of sources that disagree on real pages, one by one: D25, D27 and D28 of the survey of the pages.

D26 is an exception. Before August 2023 the folders `projects/paused` and `projects/archive` held completed, paused and
archived projects together: nobody meant their names as a status, so they say no more than that a project is closed, and
contradict none of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, places
from _sites import brief, listing, record
from nhs_internships.checks import check

if TYPE_CHECKING:
    from pathlib import Path

# The defect of the survey, the code that finds it, and its place.
DEFECTS = {
    "2023-08-03-8df23fd": """
        D27 NI801 content/projects/old_site/archive.md:36
        D25 NI801 content/projects/old_site/archive.md:57
        D27 NI801 content/projects/old_site/open.md:19
        D27 NI801 content/projects/old_site/open.md:20
        D27 NI801 content/projects/old_site/open.md:21
        D28 NI803 _data/completed.yml:1
        D28 NI803 _data/completed.yml:13
    """,
    "2024-02-05-3cf845d": """
        D27 NI801 content/projects/old_site/archive.md:36
        D25 NI801 content/projects/old_site/archive.md:57
        D27 NI801 content/projects/old_site/open.md:19
        D27 NI801 content/projects/old_site/open.md:20
        D27 NI801 content/projects/old_site/open.md:21
        D28 NI803 _data/completed.yml:1
        D28 NI803 _data/completed.yml:13
    """,
}


def _folder(corpus: Path, site: str) -> Path:
    return corpus / ("later" if site.startswith("2024") else "site") / site


@pytest.mark.parametrize("site", DEFECTS)
def test_each_defect_of_a_site_is_found_where_it_is(corpus: Path, site: str) -> None:
    """At its file and line, and nothing else of these kinds."""
    lines = [line.split(maxsplit=1)[1] for line in DEFECTS[site].strip().splitlines()]
    found = [one for one in places(list(check(_folder(corpus, site)))) if one.startswith(("NI801", "NI802", "NI803"))]
    assert sorted(found) == sorted(lines)


@pytest.mark.parametrize("site", ["2022-08-04-d1b69a8", "2023-03-08-1f847d4", "2023-06-26-3ec53ef"])
def test_folders_that_held_all_closed_projects_contradict_none(corpus: Path, site: str) -> None:
    """D26: completed and archived projects are in a folder named paused, and that is no finding."""
    assert {one.code for one in check(_folder(corpus, site))} & {"NI313", "NI801", "NI802", "NI803"} == set()


# What occurs at other times, on pages of our own.


@pytest.mark.parametrize(
    ("heading", "folder"),
    [("## Open Projects", "ongoing"), ("## Open Projects", "closed/paused"), ("## Active Projects", "new_open")],
)
def test_a_folder_that_was_left_behind_is_found(tmp_path: Path, heading: str, folder: str) -> None:
    """D25: the entry was moved, and the brief was not."""
    pages = {"index.md": listing(heading, "bees: Bees"), f"projects/{folder}/bees.md": brief("Bees", "/bees/")}
    assert places(find(tmp_path, pages, "NI8")) == ["NI802 index.md:4"]


def test_a_completed_internship_of_a_paused_project_is_no_finding(tmp_path: Path) -> None:
    """D28: two internships are completed whose project is listed as paused; both are true."""
    pages = {
        "_data/completed.yml": record("P22 - Bees", permalink="/bees/") + record("P31 - Bees", permalink="/bees/"),
        "index.md": listing("#### Paused Projects", "bees: Bees"),
    }
    assert find(tmp_path, pages, "NI80") == []
