"""Misspelt addresses of pages of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, mended, places
from _sites import BASE, brief, listing

if TYPE_CHECKING:
    from pathlib import Path

LINES = [f"- [{name}]({BASE}{name}/)" for name in ("bees-in-hives", "wasps-in-nests", "ants-in-hills", "otters")]
PAGE = "## Open Projects\n\n" + "\n".join(LINES) + "\n"


@pytest.mark.parametrize(("right", "wrong"), [("github.io", "gihub.io"), ("internship-projects", "internship-project")])
def test_an_entry_with_another_host_or_site(tmp_path: Path, right: str, wrong: str) -> None:
    """NI619; the unsafe fix writes the usual one."""
    pages = {"index.md": PAGE.replace(right, wrong, 1)}
    (found,) = find(tmp_path, pages, "NI619")
    assert (found.path, found.line) == ("index.md", 3)
    assert mended(pages, found, is_safe=False) == {"index.md": PAGE}


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        PAGE.replace("github.io", "gihub.io", 2),
        PAGE.replace("nhsx.github.io", "nhsengland.github.io", 1),
        PAGE.replace(BASE, "", 3).replace("github.io", "gihub.io", 1),
    ],
    ids=["no other", "two others", "no slip", "too few"],
)
def test_other_sites_that_may_be_meant(tmp_path: Path, text: str) -> None:
    """What more than one entry has, or what is another name, is no slip."""
    assert find(tmp_path, {"index.md": text}, "NI619") == []


@pytest.mark.parametrize(
    "address", ["maps-of-hegdes/", f"{BASE}maps-of-hedge/", "overveiw.html", f"{BASE}project.html"]
)
def test_a_link_to_a_page_that_is_not_there(tmp_path: Path, address: str) -> None:
    """NI620, at the link."""
    pages = {
        "about.md": f"# A\n\nSee [it]({address}).\n",
        "maps-of-hedges.md": brief("Maps of hedges", "/maps-of-hedges/"),
    }
    pages |= {"overview.md": "# Overview\n", "projects.md": "# Projects\n"}
    assert places(find(tmp_path, pages, "NI620")) == ["NI620 about.md:3"]


@pytest.mark.parametrize(
    "page",
    [
        "See [it](maps-of-hedges/) and [this](overview.html).\n",
        "See [it](other-maps/) and [this](https://example.org/maps-of-hegdes/).\n",
        f"See [it]({BASE}overview.html) and [this](https://example.org/maps/overveiw.html).\n",
        "See `[it](maps-of-hegdes/)`.\n",
        listing("## Open Projects", "maps-of-hegdes: Maps of hedges"),
    ],
    ids=["right", "like no page, or elsewhere", "right, or elsewhere", "code", "an entry"],
)
def test_links_that_are_right_or_reported_otherwise(tmp_path: Path, page: str) -> None:
    """Pages that are not read, other sites, code, and entries (NI611)."""
    pages = {"about.md": page, "overview.md": "# O\n", "maps-of-hedges.md": brief("Maps of hedges", "/maps-of-hedges/")}
    assert find(tmp_path, pages, "NI620") == []
