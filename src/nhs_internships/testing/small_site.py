"""Two small sites on which nothing is wrong, in the two dialects of today: tables of badges, and cards.

No check may find anything on them; a test changes one line of them and looks at what is found then.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["SMALL_SITE", "SMALL_SITE_AS_OF", "SMALL_SITE_OF_CARDS", "write_site"]

SMALL_SITE_AS_OF = "2024-03-01"
"""A day on which everything that the small sites state is true."""

_BASE = "https://nhsx.github.io/nhsx-internship-projects/"


def write_site(folder: str | PathLike[str], pages: Mapping[str, str]) -> Path:
    """Write pages below a folder, in the order given; every newline stays as it is.

    Args:
        folder: The folder; it is made if it does not exist.
        pages: The texts by path, for example `SMALL_SITE`.

    Returns:
        The folder.

    Raises:
        OSError: A page cannot be written.

    Examples:
        >>> import tempfile
        >>> import nhs_internships as ni
        >>> site = ni.Site.open(write_site(tempfile.mkdtemp(), SMALL_SITE))
        >>> site.catalogue["maps-of-hedges"].title, len(site.check())
        ('Maps of Hedges', 0)
    """
    for path, text in pages.items():
        place = Path(folder, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    return Path(folder)


class _Badge(NamedTuple):
    """A label with the colour of its badge, and the modifier of its tag."""

    label: str
    colour: str
    modifier: str


_BADGES = {
    "NLP": _Badge("NLP", "yellow", "yellow"),
    "Graphs": _Badge("Graphs", "yellowgreen", "aqua-green"),
    "Synthetic": _Badge("Synthetic", "brightgreen", "green"),
    "VAE": _Badge("VAE", "lightgrey", "grey"),
    "STM": _Badge("STM", "lightgrey", "grey"),
    "GNNs": _Badge("GNNs", "lightgrey", "grey"),
    "NER": _Badge("NER", "lightgrey", "grey"),
    "Text": _Badge("Text", "9cf", "text"),
    "Tabular": _Badge("Tabular", "green", "tabular"),
}
_ALTS = ("area", "technique", "datamodality")
_FILTERS = {"NLP": "nlp", "Graphs": "linkage", "Synthetic": "synthetic"}


class _Project(NamedTuple):
    """A project: its slug, its title and its three labels."""

    slug: str
    title: str
    labels: tuple[str, str, str]

    @property
    def url(self) -> str:
        return f"{_BASE}{self.slug}/"


_LETTERS = _Project("reading-garden-letters", "Reading Garden Letters", ("NLP", "NER", "Text"))
_HEDGES = _Project("maps-of-hedges", "Maps of Hedges", ("Graphs", "GNNs", "Tabular"))
_ORCHARDS = _Project("orchards-that-never-grew", "Orchards That Never Grew", ("Synthetic", "VAE", "Tabular"))
_TOPICS = _Project("topics-of-gardeners", "Topics of Gardeners", ("NLP", "STM", "Text"))
_PONDS = _Project("ponds-and-streams", "Ponds and Streams", ("Graphs", "GNNs", "Tabular"))
_MEADOWS = _Project("made-up-meadows", "Made-up Meadows", ("Synthetic", "VAE", "Tabular"))

_FIELDS = {
    "Need": "Gardeners write many letters, and nobody has the time to read them all.",
    "Current Knowledge/Examples & Possible Techniques/Approaches": "Small models have been tried on short letters.",
    "Related Previous Internship Projects": "n/a",
    "Enables Future Work": "The results show which gardens to look at next.",
    "Outcome/Learning Objectives": "A report, and code that others can run.",
    "Datasets": "Letters that were written for this purpose.",
    "Desired skill set": "Python, and an interest in gardens.",
}


def _brief(project: _Project, **changed: str) -> str:
    """A brief in the form of the scheme's template; keywords name what front matter and fields say instead."""
    values = {
        "title": project.title,
        "description": f"NHS England PhD Internship - {project.title}",
        "permalink": f"/{project.slug}/",
        "heading": project.title,
        "keywords": ", ".join(project.labels),
        **changed,
    }
    fields = "".join(f"\n**{name}:** {text}\n" for name, text in _FIELDS.items())
    return f"""\
---
remote_theme: nhsx/nhs-io-theme
title: {values["title"]}
description: {values["description"]}
permalink: {values["permalink"]}
---

# {values["heading"]}

**Keywords:** {values["keywords"]}
{fields}
---

Return to list of [all available projects]({_BASE}).
"""


def _row(project: _Project) -> str:
    """A row of a badge table."""
    badges = (
        f'![{alt}](https://img.shields.io/badge/{label}-{_BADGES[label].colour} "{label}")'
        for alt, label in zip(_ALTS, project.labels, strict=True)
    )
    return f"|{' &nbsp; '.join(badges)}|[{project.title}]({project.url})|\n"


def _card(project: _Project) -> str:
    tags = "".join(
        f'      <strong class="nhsuk-tag nhsuk-tag--{_BADGES[label].modifier}">{label}</strong>\n'
        for label in project.labels
    )
    return f"""\
<li class="nhsuk-grid-column-one-third nhsuk-card-group__item nhsx-project-card" \
data-tags="{_FILTERS[project.labels[0]]}">
  <div class="nhsuk-card nhsuk-card--clickable"><div class="nhsuk-card__content">
    <h3 class="nhsuk-card__heading nhsuk-heading-s">\
<a class="nhsuk-card__link" href="{project.url}">{project.title}</a></h3>
    <div class="nhsx-card-badges">
{tags}    </div></div></div></li>
"""


def _cards(*projects: _Project) -> str:
    return f'\n<ul class="nhsuk-grid-row nhsuk-card-group">\n{"".join(map(_card, projects))}</ul>\n'


def _page(title: str, permalink: str, body: str) -> str:
    return f"---\nlayout: base\ntitle: {title}\ndescription: {title}\npermalink: {permalink}\n---\n\n# {title}\n{body}"


def _table(*rows: str) -> str:
    return f"\n|:---:|---|\n{''.join(rows)}"


_BRIEFS = {
    "content/projects/active/reading-garden-letters.md": _brief(_LETTERS),
    "content/projects/new_open/maps-of-hedges.md": _brief(_HEDGES),
    "content/projects/closed/paused/orchards-that-never-grew.md": _brief(_ORCHARDS),
    "content/projects/closed/complete/topics-of-gardeners.md": _brief(_TOPICS),
    "content/projects/closed/complete/ponds-and-streams.md": _brief(_PONDS),
    "content/projects/closed/archive/made-up-meadows.md": _brief(_MEADOWS),
}


def _record(code: str, project: _Project, stage: str) -> str:
    badges = "".join(f"  badge{n}: {label}\n" for n, label in enumerate(project.labels, 1))
    return f"""\
- title: {code} - {project.title}
  permalink: /{project.slug}/
  codelink: https://github.com/nhsengland/{project.slug}
  reportlink: https://github.com/nhsengland/{project.slug}/blob/main/report.pdf
  case study link: https://nhsengland.github.io/datascience/our_work/{project.slug}/
  stage: {stage}
{badges}  description: What was found in the gardens.
"""


_THIRD = "Wave 3 - June to December 2022"
_SECOND = "Wave 2 - January to May 2022"
_DATA = {
    "_data/completed.yml": "\n".join((_record("P31", _TOPICS, _THIRD), _record("P21", _PONDS, _SECOND))),
    "_data/kanban.yml": f"- name: {_THIRD}\n  limit:\n\n- name: {_SECOND}\n  limit:\n",
}
_CONTACT = "\nPlease write to [our mailbox](mailto:datascience@nhs.net) with any questions.\n"

SMALL_SITE: Mapping[str, str] = MappingProxyType(
    {
        "index.md": _page(
            "Internships in the Gardens",
            "/",
            f"""
### Current Projects

|:---:|---|
|**Wave 6 (February - July 2024)**| |
{_row(_LETTERS)}{_CONTACT}""",
        ),
        "content/projects.md": _page(
            "Projects",
            "/projects.html",
            f"""
## Open Projects Accepting Applications
{_table(_row(_HEDGES))}
## Closed Projects

#### Completed Projects
{_table(_row(_TOPICS), _row(_PONDS))}
#### Paused Projects
{_table(_row(_ORCHARDS))}
#### Archived Projects
{_table(_row(_MEADOWS))}{_CONTACT}""",
        ),
        **_BRIEFS,
        **_DATA,
    }
)
"""A site with tables of badges, a brief for each project, and records of what was completed."""

SMALL_SITE_OF_CARDS: Mapping[str, str] = MappingProxyType(
    {
        "index.md": _page(
            "Internships in the Gardens",
            "/",
            f"""
### Current Projects

<span class="nhsx-wave-badge">Wave 6 — February to July 2024</span>
{_cards(_LETTERS)}{_CONTACT}""",
        ),
        "content/projects.md": _page(
            "Projects",
            "/projects.html",
            f"""
<div class="nhsx-filter" id="project-filter" aria-label="Filter projects by topic">
  <span class="nhsx-filter__label">Filter:</span>
  <button class="active" data-filter="all">All</button>
  <button data-filter="nlp">NLP</button>
  <button data-filter="synthetic">Synthetic</button>
  <button data-filter="linkage">Linkage</button>
</div>

## Open Projects Accepting Applications
{_cards(_HEDGES)}
## Closed Projects

#### Completed Projects
{_cards(_TOPICS, _PONDS)}
#### Paused Projects
{_cards(_ORCHARDS)}
#### Archived Projects
{_cards(_MEADOWS)}{_CONTACT}""",
        ),
        **_BRIEFS,
        **_DATA,
    }
)
"""The same site with cards, and buttons that filter them."""
