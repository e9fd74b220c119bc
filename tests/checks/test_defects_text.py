"""Defects of characters and words in the sites of the corpus, one by one.

D37: misspellings. D36: narrow no-break spaces. D39: mojibake.

The misspelt labels of D11 are reported by the checks of labels. Of D36, bare addresses,
`<https://...>` and `<sup>` are no faults: the page shows what is meant. D12 (YAML that cannot be parsed) is reported by
reading. D13 is about pages of another site: how a list of tags is quoted changes nothing that is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _checked import Defect, findings, is_found
from nhs_internships.checks import check

if TYPE_CHECKING:
    from pathlib import Path

DEFECTS = (
    Defect(
        "D36", "2023-03-08-1f847d4", "projects/new_open/inequalities-population-health-esneft.md", (14, 17), "NI932"
    ),
    Defect(
        "D36",
        "2023-06-26-3ec53ef",
        "content/projects/new_open/inequalities-population-health-esneft.md",
        (14, 17),
        "NI932",
    ),
    Defect(
        "D36",
        "2023-07-05-8187127",
        "content/projects/new_open/inequalities-population-health-esneft.md",
        (14, 17),
        "NI932",
    ),
    Defect(
        "D36",
        "2023-08-03-8df23fd",
        "content/projects/new_open/inequalities-population-health-esneft.md",
        (14, 17),
        "NI932",
    ),
    Defect(
        "D36",
        "2024-02-05-3cf845d",
        "content/projects/new_open/inequalities-population-health-esneft-extend.md",
        (14, 16, 17, 18, 35),
        "NI932",
    ),
    Defect(
        "D36",
        "2024-02-05-3cf845d",
        "content/projects/new_open/winter-respiratory-admission-prediction.md",
        (14,),
        "NI932",
    ),
    Defect("D37", "2021-08-10-de21f1d", "index.md", (23,), "NI933"),
    Defect(
        "D37",
        "2021-08-10-de21f1d",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2022-03-07-333279f", "index.md", (19,), "NI933"),
    Defect(
        "D37",
        "2022-03-07-333279f",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2022-07-29-a1d5977", "index.md", (61, 133), "NI933"),
    Defect(
        "D37",
        "2022-07-29-a1d5977",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2022-07-29-a60b78a", "index.md", (21, 61, 133), "NI933"),
    Defect(
        "D37",
        "2022-07-29-a60b78a",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2022-08-04-d1b69a8", "index.md", (126,), "NI933"),
    Defect(
        "D37",
        "2022-08-04-d1b69a8",
        "projects/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2023-03-08-1f847d4", "index.md", (132,), "NI933"),
    Defect(
        "D37",
        "2023-03-08-1f847d4",
        "projects/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2023-06-26-3ec53ef", "content/projects.md", (52,), "NI933"),
    Defect("D37", "2023-06-26-3ec53ef", "content/projects/archive/archive.md", (62,), "NI933"),
    Defect(
        "D37",
        "2023-06-26-3ec53ef",
        "content/projects/archive/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2023-07-05-8187127", "content/projects.md", (53,), "NI933"),
    Defect("D37", "2023-07-05-8187127", "content/projects/archive/archive.md", (62,), "NI933"),
    Defect(
        "D37",
        "2023-07-05-8187127",
        "content/projects/archive/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2023-08-03-8df23fd", "content/projects.md", (45,), "NI933"),
    Defect(
        "D37",
        "2023-08-03-8df23fd",
        "content/projects/closed/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2023-08-03-8df23fd", "content/projects/old_site/archive.md", (62,), "NI933"),
    Defect("D37", "2024-02-05-3cf845d", "content/projects.md", (54,), "NI933"),
    Defect(
        "D37",
        "2024-02-05-3cf845d",
        "content/projects/closed/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (3, 4),
        "NI933",
    ),
    Defect("D37", "2024-02-05-3cf845d", "content/projects/old_site/archive.md", (62,), "NI933"),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_a_defect_is_found(defect: Defect, corpus: Path) -> None:
    """The finding is at the file and line of the defect."""
    assert is_found(corpus, defect)


@pytest.mark.parametrize("name", ["seed_000_phdinterns.txt", "seed_001_index.txt", "seed_002_open.txt"])
def test_mojibake_is_found(name: str, corpus: Path) -> None:
    """D39: three texts that came with the task have it, no site has."""
    assert [found.code for found in check(corpus / "pages" / name)].count("NI109") == 1


def test_tags_that_cannot_be_parsed_are_found() -> None:
    """D12: two quotes where one was meant."""
    page = "---\ntitle: Maps\ntags: ['RESEARCH', ''TIME SERIES', 'NLP']\n---\n\n# Maps\n"
    assert [found.line for found in findings({"docs/our_work/p41_maps.md": page}, "NI102")] == [3]
