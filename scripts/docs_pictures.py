"""Builds the pictures in docs/images: the plots, and how values look in a notebook.

    python scripts/docs_pictures.py

Needs the extra ``plot`` and, for the values, Chromium; without it their pictures stay as they are. Look at the result:
the texts beside the pictures in docs say what they show.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import nhs_internships as ni
from nhs_internships import plots

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SCHEME = ni.bundled()
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
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def main() -> None:
    """Draw everything anew."""
    for name, axes in PLOTS.items():
        axes.figure.savefig(IMAGES / f"{name}.png", dpi=100, metadata={"Software": None})
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    for name, content, size, colours in SHOTS if browser else ():
        shoot(str(browser), IMAGES / f"{name}.png", content, size, colours)


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
