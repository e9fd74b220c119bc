"""How values look in a notebook: small, escaped, light and dark, without anything from the network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from nhs_internships.model import Facet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.model import Badge, Project

__all__ = ["MOST_ROWS", "badge_html", "catalogue_html", "table_html"]


def __dir__() -> list[str]:
    return __all__


MOST_ROWS = 20
"""How many projects a table shows; more would make a notebook slow to scroll."""

_MOST_CHARS = 200
# Background and text of a badge, by facet. Each pair has a contrast of at least 4.5 to 1, on light and dark pages.
_COLOURS = {
    Facet.AREA: ("#005eb8", "#ffffff"),
    Facet.TECHNIQUE: ("#4c6272", "#ffffff"),
    Facet.MODALITY: ("#00703c", "#ffffff"),
    Facet.TOPIC: ("#330072", "#ffffff"),
}
_BADGE = (
    "display:inline-block;padding:0 .45em;margin:0 .25em .1em 0;border-radius:.25em;font-size:85%;"
    "white-space:nowrap;background:{};color:{}"
)
# Borders and text follow the page's own colour, so the table suits a dark one.
_TABLE = "border-collapse:collapse;text-align:left"
_CELL = "text-align:left;padding:.25em .6em;border-bottom:1px solid rgba(128,128,128,.35)"


def _shown(text: str) -> str:
    """Text for HTML, escaped and bounded."""
    short = text if len(text) <= _MOST_CHARS else f"{text[: _MOST_CHARS - 1]}\u2026"
    # Bidirectional controls could make a cell read as something else; <bdi> keeps their effect inside it.
    return f"<bdi>{escape(short)}</bdi>"


def badge_html(badge: Badge) -> str:
    """One badge, drawn inline."""
    style = _BADGE.format(*_COLOURS[badge.facet])
    return f'<span style="{style}" title="{escape(badge.facet)}">{_shown(badge.label)}</span>'


def table_html(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in heads)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    title = f'<caption style="text-align:left;padding:.25em 0">{caption}</caption>'
    return f'<table style="{_TABLE}">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def catalogue_html(catalogue: Catalogue) -> str:
    """The first projects of a catalogue as a table."""
    projects = catalogue.projects[:MOST_ROWS]
    rows = ((_title(project), _shown(project.status or ""), _badges(project), _wave(project)) for project in projects)
    count = len(catalogue.projects)
    shown = f", the first {MOST_ROWS} shown" if count > MOST_ROWS else ""
    dated = f", as of {catalogue.as_of}" if catalogue.as_of else ""
    name = f"{_shown(catalogue.name)}: " if catalogue.name else ""
    return table_html(("project", "status", "labels", "wave"), rows, f"{name}{count} projects{shown}{dated}")


def _title(project: Project) -> str:
    return f"{_shown(project.title)}<br><code>{_shown(project.slug)}</code>"


def _badges(project: Project) -> str:
    most = 8
    more = f" and {len(project.badges) - most} more" if len(project.badges) > most else ""
    return "".join(badge_html(badge) for badge in project.badges[:most]) + more


def _wave(project: Project) -> str:
    return _shown(project.wave.label) if project.wave else ""
