"""The defects of labels and keys on real pages, one by one: D10, D14 and D16 to D21 of the survey of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, places
from _sites import brief, listing
from nhs_internships.checks import check

if TYPE_CHECKING:
    from pathlib import Path

# The defect of the survey, the code that finds it, and its place.
DEFECTS = {
    "2022-07-29-a1d5977": """
        D14 NI702 index.md:15
        D14 NI702 index.md:88
        D14 NI702 index.md:100
        D14 NI702 index.md:139
        D17 NI702 projects/agent-based-model-hash-ai.md:10
        D17 NI702 projects/process-mining.md:10
        D17 NI702 projects/synthetic-data-exploration-text.md:11
        D18 NI708 index.md:115
        D18 NI708 index.md:119
        D19 NI709 index.md:153
        D19 NI709 index.md:154
        D20 NI207 index.md:163
        D20 NI207 index.md:164
        D21 NI704 index.md:67
    """,
    "2022-07-29-a60b78a": """
        D14 NI702 index.md:15
        D14 NI702 index.md:88
        D14 NI702 index.md:100
        D14 NI702 index.md:139
        D17 NI702 projects/agent-based-model-hash-ai.md:10
        D17 NI702 projects/synthetic-data-exploration-text.md:11
        D18 NI708 index.md:115
        D18 NI708 index.md:119
        D19 NI709 index.md:153
        D19 NI709 index.md:154
        D20 NI207 index.md:163
        D20 NI207 index.md:164
        D21 NI704 index.md:39
        D21 NI704 index.md:47
        D21 NI704 index.md:67
    """,
    "2022-08-04-d1b69a8": """
        D14 NI702 index.md:15
        D14 NI702 index.md:74
        D14 NI702 index.md:80
        D14 NI702 index.md:137
        D17 NI702 projects/new_open/process-mining.md:10
        D17 NI702 projects/paused/agent-based-model-hash-ai.md:10
        D18 NI708 index.md:101
        D18 NI708 index.md:110
        D19 NI709 index.md:133
        D19 NI709 index.md:134
    """,
    "2023-03-08-1f847d4": """
        D14 NI702 index.md:64
        D14 NI702 index.md:104
        D14 NI702 index.md:140
        D16 NI710 index.md:45
        D17 NI702 projects/paused/agent-based-model-hash-ai.md:10
        D18 NI708 index.md:101
        D18 NI708 index.md:113
        D19 NI709 index.md:136
        D19 NI709 index.md:137
    """,
    "2023-06-26-3ec53ef": """
        D10 NI113 _data/completed.yml:47
        D11 NI702 _data/completed.yml:32
        D14 NI702 content/projects.md:60
        D14 NI702 content/projects/archive/archive.md:22
        D14 NI702 content/projects/archive/archive.md:73
        D16 NI710 content/projects.md:22
        D16 NI710 content/projects.md:36
        D16 NI710 content/projects.md:44
        D17 NI702 content/projects/archive/agent-based-model-hash-ai.md:10
        D18 NI708 content/projects.md:35
        D18 NI708 content/projects.md:39
        D18 NI708 content/projects/archive/archive.md:19
        D18 NI708 content/projects/archive/archive.md:31
        D19 NI709 content/projects.md:58
        D19 NI709 content/projects.md:59
        D19 NI709 content/projects/archive/archive.md:69
        D19 NI709 content/projects/archive/archive.md:70
    """,
    "2023-07-05-8187127": """
        D10 NI113 _data/completed.yml:47
        D11 NI702 _data/completed.yml:32
        D14 NI702 content/projects.md:62
        D14 NI702 content/projects/archive/archive.md:22
        D14 NI702 content/projects/archive/archive.md:73
        D16 NI710 content/projects.md:22
        D16 NI710 content/projects.md:36
        D16 NI710 content/projects.md:45
        D17 NI702 content/projects/archive/agent-based-model-hash-ai.md:10
        D18 NI708 content/projects.md:35
        D18 NI708 content/projects.md:39
        D18 NI708 content/projects/archive/archive.md:19
        D18 NI708 content/projects/archive/archive.md:31
        D19 NI709 content/projects.md:60
        D19 NI709 content/projects.md:61
        D19 NI709 content/projects/archive/archive.md:69
        D19 NI709 content/projects/archive/archive.md:70
    """,
    "2023-08-03-8df23fd": """
        D10 NI113 _data/completed.yml:47
        D11 NI702 _data/completed.yml:32
        D11 NI702 _data/completed.yml:122
        D14 NI702 content/projects.md:64
        D14 NI702 content/projects/old_site/archive.md:22
        D14 NI702 content/projects/old_site/archive.md:73
        D16 NI710 content/projects.md:23
        D16 NI710 content/projects.md:53
        D16 NI710 content/projects.md:63
        D17 NI702 content/projects/closed/paused/agent-based-model-hash-ai.md:10
        D18 NI708 content/projects.md:52
        D18 NI708 content/projects.md:56
        D18 NI708 content/projects/old_site/archive.md:19
        D18 NI708 content/projects/old_site/archive.md:31
        D19 NI709 content/projects/old_site/archive.md:69
        D19 NI709 content/projects/old_site/archive.md:70
    """,
    "2024-02-05-3cf845d": """
        D10 NI113 _data/completed.yml:47
        D11 NI702 _data/completed.yml:32
        D11 NI702 _data/completed.yml:122
        D14 NI702 content/projects.md:73
        D14 NI702 content/projects/old_site/archive.md:22
        D14 NI702 content/projects/old_site/archive.md:73
        D16 NI710 content/projects.md:23
        D16 NI710 content/projects.md:62
        D16 NI710 content/projects.md:72
        D17 NI702 content/projects/closed/paused/agent-based-model-hash-ai.md:10
        D18 NI708 content/projects.md:61
        D18 NI708 content/projects.md:65
        D18 NI708 content/projects/old_site/archive.md:19
        D18 NI708 content/projects/old_site/archive.md:31
        D19 NI709 content/projects/old_site/archive.md:69
        D19 NI709 content/projects/old_site/archive.md:70
    """,
}


def _lines(site: str) -> list[str]:
    return [line.strip() for line in DEFECTS[site].strip().splitlines()]


@pytest.mark.parametrize("site", DEFECTS)
def test_each_defect_of_a_site_is_found_where_it_is(corpus: Path, site: str) -> None:
    """At its file and line."""
    folder = corpus / ("later" if site.startswith("2024") else "site") / site
    found = set(places(list(check(folder))))
    assert [line for line in _lines(site) if line.partition(" ")[2] not in found] == []


@pytest.mark.parametrize("site", DEFECTS)
def test_no_other_label_of_a_site_is_called_misspelt(corpus: Path, site: str) -> None:
    """The list above is complete for the kinds of fault whose places a search for words can count."""
    folder = corpus / ("later" if site.startswith("2024") else "site") / site
    found = [one for one in places(list(check(folder))) if one.startswith(("NI702", "NI704", "NI708", "NI709"))]
    assert sorted(found) == sorted(one for line in _lines(site) if (one := line.partition(" ")[2]) in found)


# What occurs at other times, on pages of our own.


@pytest.mark.parametrize(
    ("content", "alt", "code"),
    [
        ("Images-ff69b4", "area", "NI705"),  # D19: a modality as an area
        ("VaratioanlAutoEncoder-lightgrey", "technique", "NI702"),  # D14
        ("polyglot-lightgrey", "technique", "NI704"),  # D21
        ("MultiModalData-blueviolet", "datamodality", "NI703"),  # the label was renamed twice
    ],
)
def test_a_defect_of_other_pages_is_found(tmp_path: Path, content: str, alt: str, code: str) -> None:
    """On a listing of one entry."""
    badge = f"![{alt}](https://img.shields.io/badge/{content})"
    pages = {"index.md": listing("## Open Projects", f"- {badge} &nbsp; [Bees](bees/)")}
    assert [one for one in places(find(tmp_path, pages, "NI70")) if one.startswith(code)] == [f"{code} index.md:4"]


def test_badges_and_keywords_that_drifted_apart_are_found(tmp_path: Path) -> None:
    """D16: the listing has renamed a technique, and the brief has another one."""
    badges = "".join(
        f"![{alt}](https://img.shields.io/badge/{content})"
        for alt, content in (("area", "Synthetic-brightgreen"), ("technique", "Adversarial-lightgrey"))
    )
    pages = {
        "index.md": listing("## Open Projects", f"- {badges} [Bees](bees/)"),
        "projects/bees.md": brief("Bees", "/bees/", keywords="Synthetic, ShadowModels"),
    }
    assert places(find(tmp_path, pages, "NI710")) == ["NI710 index.md:4"]
