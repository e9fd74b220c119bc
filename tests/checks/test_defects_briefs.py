"""Defects of briefs in the sites of the corpus, one by one.

D15: a title that differs from the heading. D29: a file without an ending. D31: placeholders and empty fields.

D30 cannot be found: a brief that holds the text of another project is a brief like any other, and only somebody who
knows both projects sees it. (Its keywords differ from its badges then, which the checks of labels report.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _checked import Defect, full_brief, is_found
from _sites import write
from nhs_internships.checks import check

if TYPE_CHECKING:
    from pathlib import Path

DEFECTS = (
    Defect(
        "D15",
        "2021-08-10-de21f1d",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect(
        "D15",
        "2022-03-07-333279f",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect("D15", "2022-07-29-a1d5977", "projects/synthea-nhs-use-cases.md", (8,), "NI407"),
    Defect(
        "D15",
        "2022-07-29-a1d5977",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect("D15", "2022-07-29-a60b78a", "projects/synthea-nhs-use-cases.md", (8,), "NI407"),
    Defect(
        "D15",
        "2022-07-29-a60b78a",
        "projects/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect("D15", "2022-08-04-d1b69a8", "projects/new_open/model-privacy-leakage.md", (8,), "NI407"),
    Defect("D15", "2022-08-04-d1b69a8", "projects/new_open/synthetic-adversarial-suite.md", (8,), "NI407"),
    Defect("D15", "2022-08-04-d1b69a8", "projects/new_open/synthvae-extension.md", (8,), "NI408"),
    Defect(
        "D15",
        "2022-08-04-d1b69a8",
        "projects/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect("D15", "2023-03-08-1f847d4", "projects/active/synthvae-extension.md", (8,), "NI408"),
    Defect("D15", "2023-03-08-1f847d4", "projects/new_open/incident-language-model-update.md", (8,), "NI407"),
    Defect("D15", "2023-03-08-1f847d4", "projects/new_open/inequalities-population-health-esneft.md", (8,), "NI408"),
    Defect("D15", "2023-03-08-1f847d4", "projects/new_open/synthetic-adversarial-suite.md", (8,), "NI407"),
    Defect("D15", "2023-03-08-1f847d4", "projects/new_open/text-description-imaging.md", (8,), "NI407"),
    Defect("D15", "2023-03-08-1f847d4", "projects/paused/population-health-and-inequalities.md", (8,), "NI407"),
    Defect(
        "D15",
        "2023-03-08-1f847d4",
        "projects/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect("D15", "2023-06-26-3ec53ef", "content/projects/active/synthvae-extension.md", (8,), "NI408"),
    Defect("D15", "2023-06-26-3ec53ef", "content/projects/archive/incident-language-model-update.md", (8,), "NI407"),
    Defect(
        "D15", "2023-06-26-3ec53ef", "content/projects/archive/population-health-and-inequalities.md", (8,), "NI407"
    ),
    Defect(
        "D15",
        "2023-06-26-3ec53ef",
        "content/projects/archive/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect(
        "D15", "2023-06-26-3ec53ef", "content/projects/new_open/inequalities-population-health-esneft.md", (8,), "NI408"
    ),
    Defect("D15", "2023-06-26-3ec53ef", "content/projects/new_open/synthetic-adversarial-suite.md", (8,), "NI407"),
    Defect("D15", "2023-06-26-3ec53ef", "content/projects/new_open/text-description-imaging.md", (8,), "NI407"),
    Defect("D15", "2023-07-05-8187127", "content/projects/active/synthvae-extension.md", (8,), "NI408"),
    Defect("D15", "2023-07-05-8187127", "content/projects/archive/incident-language-model-update.md", (8,), "NI407"),
    Defect(
        "D15", "2023-07-05-8187127", "content/projects/archive/population-health-and-inequalities.md", (8,), "NI407"
    ),
    Defect(
        "D15",
        "2023-07-05-8187127",
        "content/projects/archive/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect(
        "D15", "2023-07-05-8187127", "content/projects/new_open/inequalities-population-health-esneft.md", (8,), "NI408"
    ),
    Defect("D15", "2023-07-05-8187127", "content/projects/new_open/synthetic-adversarial-suite.md", (8,), "NI407"),
    Defect("D15", "2023-07-05-8187127", "content/projects/new_open/text-description-imaging.md", (8,), "NI407"),
    Defect("D15", "2023-08-03-8df23fd", "content/projects/active/synthvae-extension.md", (8,), "NI408"),
    Defect(
        "D15",
        "2023-08-03-8df23fd",
        "content/projects/closed/complete/population-health-and-inequalities.md",
        (8,),
        "NI407",
    ),
    Defect(
        "D15", "2023-08-03-8df23fd", "content/projects/closed/paused/incident-language-model-update.md", (8,), "NI407"
    ),
    Defect(
        "D15",
        "2023-08-03-8df23fd",
        "content/projects/closed/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect("D15", "2023-08-03-8df23fd", "content/projects/closed/paused/text-description-imaging.md", (8,), "NI407"),
    Defect(
        "D15", "2023-08-03-8df23fd", "content/projects/new_open/inequalities-population-health-esneft.md", (8,), "NI408"
    ),
    Defect("D15", "2024-02-05-3cf845d", "content/projects/active/synthvae-extension.md", (8,), "NI408"),
    Defect(
        "D15",
        "2024-02-05-3cf845d",
        "content/projects/closed/complete/population-health-and-inequalities.md",
        (8,),
        "NI407",
    ),
    Defect(
        "D15", "2024-02-05-3cf845d", "content/projects/closed/paused/incident-language-model-update.md", (8,), "NI407"
    ),
    Defect(
        "D15",
        "2024-02-05-3cf845d",
        "content/projects/closed/paused/synthetic-data-exploration-probablistic-graphical-models.md",
        (8,),
        "NI407",
    ),
    Defect("D15", "2024-02-05-3cf845d", "content/projects/closed/paused/text-description-imaging.md", (8,), "NI407"),
    Defect("D15", "2024-02-05-3cf845d", "content/projects/new_open/evaluating-acc-neurology.md", (8,), "NI407"),
    Defect(
        "D31", "2022-07-29-a1d5977", "projects/computer-vision-explainability.md", (12, 14, 16, 18, 20, 22, 24), "NI405"
    ),
    Defect("D31", "2022-07-29-a1d5977", "projects/granular-mapping.md", (10,), "NI403"),
    Defect("D31", "2022-07-29-a1d5977", "projects/process-mining.md", (12, 14, 16, 18, 20, 22, 24), "NI405"),
    Defect(
        "D31", "2022-07-29-a1d5977", "projects/vectorised-sentiment-analysis.md", (12, 14, 16, 18, 20, 22, 24), "NI405"
    ),
    Defect("D31", "2022-07-29-a60b78a", "projects/granular-mapping.md", (10,), "NI403"),
    Defect(
        "D31",
        "2022-08-04-d1b69a8",
        "projects/new_open/computer-vision-explainability.md",
        (12, 14, 16, 18, 20, 22, 24),
        "NI405",
    ),
    Defect("D31", "2022-08-04-d1b69a8", "projects/new_open/process-mining.md", (12, 14, 16, 18, 20, 22, 24), "NI405"),
    Defect("D31", "2022-08-04-d1b69a8", "projects/paused/granular-mapping.md", (10,), "NI403"),
    Defect("D31", "2023-03-08-1f847d4", "projects/paused/granular-mapping.md", (10,), "NI403"),
    Defect("D31", "2023-06-26-3ec53ef", "content/projects/archive/granular-mapping.md", (10,), "NI403"),
    Defect("D31", "2023-07-05-8187127", "content/projects/archive/granular-mapping.md", (10,), "NI403"),
    Defect("D31", "2023-08-03-8df23fd", "content/projects/closed/archive/granular-mapping.md", (10,), "NI403"),
    Defect("D31", "2024-02-05-3cf845d", "content/projects/closed/archive/granular-mapping.md", (10,), "NI403"),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_a_defect_is_found(defect: Defect, corpus: Path) -> None:
    """The finding is at the file and line of the defect."""
    assert is_found(corpus, defect)


def test_a_brief_without_an_ending_is_found(tmp_path: Path) -> None:
    """D29: no site has one, for the corpus holds Markdown files alone."""
    folder = write(tmp_path, {"projects/maps-of-hedges": full_brief(), "index.md": "## Open Projects\n"})
    assert [(found.code, found.path) for found in check(folder)] == [("NI411", "projects/maps-of-hedges")]
