"""Cards that a table was converted to are cards in a browser, with the stylesheet of NHS.UK."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import _chromium
import nhs_internships as ni
from _sites import write
from nhs_internships.dialects import BADGE_TABLE, CARDS

if TYPE_CHECKING:
    from rendered.judge import Kramdown

ROOT = Path(__file__).parents[2]
STYLESHEET = Path(
    os.environ.get("NHSUK_STYLESHEET", ROOT / "node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css")
)
SHIELDS = "https://img.shields.io/badge"
ROWS = "".join(
    f"|![area]({SHIELDS}/NLP-yellow) &nbsp; ![technique]({SHIELDS}/VAE-lightgrey)|[Project {n}](made-up-{n}/)|\n"
    for n in range(7)
)
TABLE = f"### Current Projects\n\n|:---:|--|\n|**Wave 4 (January - June 2023)**|\n{ROWS}\nWords below.\n"
# A card counts if a visitor sees it: it has a size, a frame of its own, its title and all of its labels.
REPORT = """<script>
window.addEventListener("load", () => setTimeout(() => {
  const cards = [...document.querySelectorAll("li.nhsx-project-card")];
  const size = (e) => { const box = e.getBoundingClientRect(); return box.width > 40 && box.height > 10; };
  const isShown = (e) => size(e) && getComputedStyle(e).visibility === "visible";
  const isCard = (e) => isShown(e) && getComputedStyle(e.querySelector(".nhsuk-card")).borderTopWidth !== "0px"
    && isShown(e.querySelector("h3 a")) && [...e.querySelectorAll(".nhsuk-tag")].every(isShown);
  const places = new Set(cards.map((e) => { const box = e.getBoundingClientRect(); return `${box.x} ${box.y}`; }));
  const tags = document.querySelectorAll(".nhsuk-tag").length;
  document.title = `cards ${cards.filter(isCard).length} places ${places.size} tags ${tags}`;
}, 200));
</script>"""


@pytest.fixture(scope="module")
def browser() -> str:
    """The command of a browser; the test is skipped where there is none, or no stylesheet."""
    found = _chromium.find()
    if found is None:
        pytest.skip("no Chromium here: converted cards were not looked at in a real browser (apt-get install chromium)")
    if not STYLESHEET.is_file():
        pytest.skip("no stylesheet of NHS.UK here: npm install nhsuk-frontend, or name it in NHSUK_STYLESHEET")
    return found


def shown(browser: str, kramdown: Kramdown, page: ni.Document, folder: Path) -> dict[str, int]:
    """What a browser shows of a page as the site's own renderer builds it."""
    style = f'<link rel="icon" href="data:,"><style>{STYLESHEET.read_text(encoding="utf-8")}</style>'
    body = f'<main class="nhsuk-width-container">{kramdown.page(page.text).html}</main>'
    html = f'<!doctype html><meta charset="utf-8"><title>not finished</title>{style}<body>{body}{REPORT}'
    found = re.search("<title>(.*?)</title>", _chromium.visit(browser, html, folder / "profile").html)
    assert found
    words = str(found[1]).split()
    return {name: int(number) for name, number in zip(words[::2], words[1::2], strict=True)}


def converted(folder: Path, text: str) -> ni.Document:
    """A page with its entries as cards."""
    site = ni.Site.open(write(folder / "site", {"index.md": text}))
    return site.after(site.convert("index.md", CARDS)).documents["index.md"]


def test_a_table_is_seen_as_cards(browser: str, kramdown: Kramdown, tmp_path: Path) -> None:
    """Each entry is one visible card in a place of its own, with both of its labels."""
    page = converted(tmp_path, TABLE)
    assert shown(browser, kramdown, page, tmp_path) == {"cards": 7, "places": 7, "tags": 14}


def test_the_tables_of_the_real_site_are_seen_as_cards(
    browser: str, kramdown: Kramdown, corpus: Path, tmp_path: Path
) -> None:
    """On each page of the last state of the site that was written in tables."""
    for path in ("index.md", "content/projects.md"):
        before = ni.read(corpus / "later/2024-02-05-3cf845d" / path)
        assert before.dialect is BADGE_TABLE
        page = converted(tmp_path / path, before.text)
        badges = sum(len(entry.badges) for entry in page.entries)
        expected = {"cards": len(before.entries), "places": len(before.entries), "tags": badges}
        assert shown(browser, kramdown, page, tmp_path / path) == expected
