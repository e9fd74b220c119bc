"""Small sites, written for one test: pages in the dialects of the scheme, with words of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nhs_internships as ni
from nhs_internships.testing import write_site as write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nhs_internships.site import ChangeSet

__all__ = ["FULL_SITE", "brief", "codes", "full_site", "listing", "load", "new_text", "old_page", "record", "write"]

BASE = "https://nhsx.github.io/nhsx-internship-projects/"


def load(folder: Path, pages: Mapping[str, str]) -> ni.Catalogue:
    """The catalogue of a site of these pages; no code leads to a project."""
    return ni.load(write(folder, pages), crosswalk=None)


def listing(*lines: str) -> str:
    """A listing page: ``## Heading``, ``slug: Title``, ``: Title`` for an empty link, ``- text`` as it is."""
    return "".join(f"{_line(line)}\n" for line in lines)


def _line(line: str) -> str:
    if not line or line.startswith(("#", "-", "|", "<")):
        return f"\n{line}\n" if line.startswith("#") else line
    slug, _, title = line.partition(":")
    address = slug if "/" in slug or "." in slug else f"{BASE}{slug}/" if slug else ""
    return f"- [{title.strip()}]({address})"


def old_page(*lines: str) -> str:
    """A listing page of the old site."""
    return f"---\nlayout: projects_old\n---\n{listing(*lines)}"


def brief(title: str, permalink: str | None = None, keywords: str = "Bees, Hives", **fields: str) -> str:
    """A project's own page."""
    link = "" if permalink is None else f"permalink: {permalink}\n"
    labels = {"Need": "Count the bees.", **{name.replace("_", " "): text for name, text in fields.items()}}
    texts = "".join(f"\n**{name}:** {text}\n" for name, text in labels.items())
    return f"---\ntitle: {title}\n{link}---\n\n# {title}\n\n**Keywords:** {keywords}\n{texts}"


def record(title: str, stage: str = "Wave 3 - June to December 2022", **values: str) -> str:
    """A record of a data file."""
    lines = "".join(f"  {key}: {value}\n" for key, value in values.items())
    return f"- title: {title}\n  stage: {stage}\n{lines}"


def codes(catalogue: ni.Catalogue, *wanted: str) -> list[str]:
    """The codes of the findings; only of the wanted ones, if any are named."""
    return [found.code for found in catalogue.diagnostics if not wanted or found.code in wanted]


RELATED = "Related_Previous_Internship_Projects"
FULL_SITE = {
    "index.md": listing("### Current Projects", "|---|---|", "|**Wave 5 (June - November 2023)**|", "")
    + f"|![area](https://img.shields.io/badge/Nature-green)|[Counting bees]({BASE}counting-bees/)|\n",
    "content/projects.md": listing(
        "## Open Projects Accepting Applications",
        "mapping-hives: Mapping hives",
        "## Closed Projects",
        "#### Completed Projects",
        "counting-wasps: Counting wasps",
    ),
    "content/projects/active/counting-bees.md": brief(
        "Counting bees", "/counting-bees/", **{RELATED: f"[Counting wasps]({BASE}counting-wasps/)"}
    ),
    "content/projects/new_open/mapping-hives.md": brief("Mapping the hives", "/mapping-hives/"),
    "content/projects/closed/complete/counting-wasps.md": brief("Counting wasps", "/counting-wasps/"),
    "content/projects/old_site/open.md": old_page("## Open Projects", "counting-bees: Counting bees"),
    "_data/completed.yml": record("P31 - Wasps by the dozen", permalink="/counting-wasps/", badge1="Insects"),
    "_data/kanban.yml": "- name: Wave 3 - June to December 2022\n  limit: null\n",
}
"""A small site with each kind of source."""


def full_site(folder: Path, pages: Mapping[str, str | None] | None = None) -> ni.Site:
    """The full site with other pages; ``None`` takes one away."""
    chosen = {**FULL_SITE, **(pages or {})}
    return ni.Site.open(write(folder / "site", {path: text for path, text in chosen.items() if text is not None}))


def new_text(changes: ChangeSet, path: str) -> str:
    """The text of a file after a change."""
    return next(file.after for file in changes.files if file.path == path).decode()
