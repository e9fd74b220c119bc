"""Every source that states a wave or a code makes or confirms an internship; what agrees is one internship."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni

if TYPE_CHECKING:
    from pathlib import Path

LISTING = """## Open Projects

- [Terns](https://nhsx.github.io/nhsx-internship-projects/terns/)

### Current Projects

|:---:|---|
|**Wave 7 (July - December 2024)**|
|![area](https://img.shields.io/badge/NLP-yellow)|[Gulls](https://nhsx.github.io/nhsx-internship-projects/gulls/)|
"""
OLD = """---
layout: projects_old
---
## Active Projects

### July 2024

- [Gulls](https://nhsx.github.io/nhsx-internship-projects/gulls/)

### January 2023

- [Gannets](https://nhsx.github.io/nhsx-internship-projects/gannets/)
"""
RECORDS = """- title: P73 - Counting gulls
  codelink: tbu
  stage: Wave 7 - July to December 2024
  badge1: NLP
- title: P41 - Gulls before
  codelink: https://github.com/example/before
  stage: Wave 4 - January to June 2023
- title: P8x - Terns
  stage: Wave 8 - January to June 2025
- title: PXX - Nobody knows
  stage: Wave 8 - January to June 2025
"""
OUTPUTS = """---
title: Counting gulls from the air
permalink: p73_gulls.html
---
| Output | Link |
| ---- | ---- |
| Code | [Github](https://github.com/example/gulls) |
| Technical report | Awaiting Sign-Off |
"""
CODES = {"P73": "gulls", "P41": "gulls"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of four sources, and the output pages of another."""
    for name, text in {
        "site/index.md": LISTING,
        "site/content/projects/old_site/active.md": OLD,
        "site/_data/completed.yml": RECORDS,
        "science/docs/our_work/p73_gulls.md": OUTPUTS,
        "science/docs/our_work/p99_other.md": OUTPUTS,
        "science/docs/our_work/c12_other.md": OUTPUTS,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load(site: Path) -> ni.Catalogue:
    return ni.load([site / "site", site / "science"], crosswalk=CODES)


def test_a_row_a_record_and_a_page_are_one_internship(site: Path) -> None:
    """Joined by wave and by code; the old page confirms it by its month."""
    gulls = load(site)["gulls"]
    assert [(run.code, run.wave and run.wave.number) for run in gulls.internships] == [("P41", 4), ("P73", 7)]
    assert gulls.wave == gulls.internships[-1].wave


def test_the_page_tells_more_of_the_outputs(site: Path) -> None:
    """What the record left open is published by the page."""
    run = load(site)["gulls"].internships[-1]
    assert run.output("code").url == "https://github.com/example/gulls"
    assert run.output("page").url == "p73_gulls.html"
    assert run.output("report").availability == "pending"
    assert run.output("case_study").availability == "unknown"


def test_a_month_alone_is_the_wave_that_starts_then(site: Path) -> None:
    """The old page says January 2023; the record says which wave that was."""
    (run,) = load(site)["gannets"].internships
    assert run.wave == ni.Wave.parse("Wave 4 (January - June 2023)")


def test_a_placeholder_joins_by_title_and_is_no_code(site: Path) -> None:
    """The one project with that title; a record without one is a project of its own."""
    catalogue = load(site)
    (run,) = catalogue["terns"].internships
    assert (run.code, run.wave and run.wave.number) == (None, 8)
    assert catalogue["nobody-knows"].codes == ()
    assert not [
        claim for claims in catalogue.claims_by_slug.values() for claim in claims if claim.value in {"P8x", "PXX"}
    ]


def test_a_page_without_a_known_code_joins_nothing(site: Path) -> None:
    """It makes no project, and no finding."""
    catalogue = load(site)
    assert {"gulls", "terns", "gannets", "nobody-knows"} == {project.slug for project in catalogue}
    assert not [found for found in catalogue.diagnostics if "our_work" in found.path]


def test_a_code_of_a_record_is_known_too(tmp_path: Path) -> None:
    """A record with a permalink gives its code to the page."""
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data/completed.yml").write_text("- title: P99 - Terns\n  permalink: /terns/\n", encoding="utf-8")
    (tmp_path / "p99_terns.md").write_text(OUTPUTS, encoding="utf-8")
    (run,) = ni.load(tmp_path, crosswalk=None)["terns"].internships
    assert run.output("code").availability == "published"


def test_the_likely_codes_can_be_left_out(tmp_path: Path) -> None:
    """P53 is likely only: without it the record is a project of its own."""
    page = tmp_path / "completed.yml"
    page.write_text("- title: P53 - Graphs of meaning\n  stage: Wave 5 - June to November 2023\n", encoding="utf-8")
    assert [project.slug for project in ni.load(page)] == ["exploring-data-representations-gnn"]
    assert [project.slug for project in ni.load(page, crosswalk="certain")] == ["graphs-of-meaning"]


def test_the_order_of_sources_makes_no_difference(site: Path) -> None:
    """Whichever folder comes first."""
    other = ni.load([site / "science", site / "site"], crosswalk=CODES)
    assert other.projects == load(site).projects
