"""Builds the pictures in docs/images: the plots, and how values look in a notebook, and the page to browse.

    python scripts/docs_pictures.py

Needs the extras ``plot`` and ``html`` and, for values and the page to browse, Chromium and its driver; without them
their pictures stay as they are. Look at the result: the texts beside the pictures in docs say what they show.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

from PIL import Image

import nhs_internships as ni
from nhs_internships import plots

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from _browser import look, missing, started

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SCHEME = ni.bundled()
# A made-up site: the day of each commit, and the projects that have another status from then on.
STATUSES = {"open": "Open Projects", "active": "Current Projects", "paused": "Paused Projects",
            "completed": "Completed Projects", "archived": "Archived Projects"}  # fmt: skip
TITLES = ("Counting bees", "Mapping hives", "Wasps by the dozen", "Honey in numbers", "What wax is for",
          "Dances of scouts", "Swarms in spring", "Queens and drones")  # fmt: skip
EVENTS = {
    "2021-08-01": {0: "open", 1: "open", 2: "open"},
    "2022-01-10": {0: "active", 3: "open"},
    "2022-06-01": {0: "completed", 1: "active", 4: "open", 5: "open"},
    "2022-12-15": {1: "paused", 2: "active", 6: "open"},
    "2023-06-20": {2: "completed", 3: "active", 4: "archived", 5: "active"},
    "2023-11-30": {3: "completed", 1: "open", 7: "open", 6: "paused"},
    "2024-05-01": {5: "completed", 7: "active"},
}
PLOTS = {
    "counts": plots.counts(SCHEME, "area"),
    "waves": plots.waves(SCHEME),
    "heatmap": plots.heatmap(SCHEME),
    "trend": plots.trend(SCHEME),
}
# Name, content, width and height, background and text.
SHOTS = (
    ("card", SCHEME["synthetic-data-exploration-vae"]._repr_html_(), (760, 224), ("#ffffff", "#111111")),
    ("catalogue-dark", SCHEME.first(5)._repr_html_(), (980, 380), ("#111318", "#dddddd")),
)
# The page to browse: name, view, width and height, preferred colours.
VIEW = "#q=privacy&status=completed"
PAGES = (
    ("page-desktop", VIEW, (1280, 1180), "light"),
    ("page-tablet-dark", VIEW, (768, 1180), "dark"),
    ("page-phone-light", VIEW, (360, 1120), "light"),
    ("page-phone-dark", VIEW, (360, 1120), "dark"),
)
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def main() -> None:
    """Draw everything anew."""
    with tempfile.TemporaryDirectory() as folder, made_up_history(Path(folder) / "site") as history:
        drawn = {**PLOTS, "lifecycle": plots.lifecycle(history), "flow": plots.flow(history)}
    for name, axes in drawn.items():
        axes.figure.savefig(IMAGES / f"{name}.png", dpi=100, metadata={"Software": None})
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    for name, content, size, colours in SHOTS if browser else ():
        shoot(str(browser), IMAGES / f"{name}.png", content, size, colours)
    if not missing():
        shoot_pages()


def shoot_pages() -> None:
    """Draw the page to browse in several windows."""
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "profile") as driver:
        page = SCHEME.order_by("status", "title").write(Path(folder) / "catalogue.html").as_uri()
        for name, view, (width, height), scheme in PAGES:
            driver.get("about:blank")
            look(driver, width, height, scheme=scheme)
            driver.get(page + view)
            picture = Image.open(BytesIO(driver.get_screenshot_as_png()))
            # The page has few colours, so a palette keeps the file small.
            picture.convert("RGB").quantize(64).save(IMAGES / f"{name}.png", optimize=True)


def made_up_history(site: Path) -> ni.History:
    """The history of a site that is written here, commit by commit."""
    site.mkdir()
    person = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "--quiet"], cwd=site, check=True)
    statuses: dict[int, str] = {}
    for day, moved in EVENTS.items():
        statuses |= moved
        lines = []
        for status, heading in STATUSES.items():
            lines += [f"## {heading}", *(f"- [{TITLES[n]}](topic-{n}/)" for n in statuses if statuses[n] == status)]
        (site / "index.md").write_text("\n\n".join(lines), encoding="utf-8")
        dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        for command in (["add", "."], ["commit", "--quiet", "--message", "Edit"]):
            subprocess.run(["git", *person, *command], cwd=site, env={**os.environ, **dates}, check=True)
    return ni.History.open(site)


def shoot(browser: str, picture: Path, content: str, size: tuple[int, int], colours: tuple[str, str]) -> None:
    """Draw one HTML representation as a notebook with these colours would."""
    back, text = colours
    style = f"background:{back};color:{text};font:14px 'DejaVu Sans',sans-serif;margin:16px"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<!doctype html><meta charset="utf-8"><body style="{style}">{content}', encoding="utf-8")
        window = f"--window-size={size[0]},{size[1]}"
        profile = f"--user-data-dir={folder}/profile"
        command = [browser, *QUIET, profile, window, "--hide-scrollbars", f"--screenshot={picture}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
