"""Which source has more authority: one table of sources for each field of a project, highest authority first.

The same project appears on a listing, on the front page, in its brief, in a data file, and on old pages that are
still published. Every statement is kept as a claim; this table only decides which one a project shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from nhs_internships.model import Status

__all__ = ["AUTHORITY", "FIELD_ORDER", "LIVE", "RANKS", "TIES", "Origin", "agree", "agrees", "origin_of"]


class Origin(StrEnum):
    """The kind of source a statement comes from."""

    RUNNING = "running"
    """A current listing, under a wave or the heading "Current Projects"."""
    LISTING = "listing"
    """Any other section of a current listing."""
    RECORD = "record"
    """A record of a data file: one finished internship."""
    BRIEF = "brief"
    """The project's own page."""
    FOLDER = "folder"
    """The folder that holds the project's own page."""
    OUTPUT_PAGE = "output_page"
    """A finished internship's page on the data-science team's site."""
    OLD_PAGE = "old_page"
    """A page of the old site that is still published (``layout: projects_old``, a folder ``old_site``)."""


_PAGES = (Origin.RUNNING, Origin.LISTING, Origin.BRIEF, Origin.OLD_PAGE)
_FACTS = (*_PAGES, Origin.RECORD)

AUTHORITY: Mapping[str, tuple[Origin, ...]] = {
    "status": (Origin.RUNNING, Origin.LISTING, Origin.RECORD, Origin.FOLDER, Origin.OLD_PAGE),
    "title": _FACTS,
    "url": _FACTS,
    "area": _FACTS,
    "technique": _FACTS,
    "modality": _FACTS,
    "topic": _FACTS,
    "wave": (Origin.RUNNING, Origin.LISTING, Origin.RECORD, Origin.OLD_PAGE, Origin.OUTPUT_PAGE),
    "keywords": (Origin.BRIEF, Origin.OLD_PAGE),
    "code": (*_FACTS, Origin.OUTPUT_PAGE),
    "description": _FACTS,
    "slug": (Origin.BRIEF, Origin.OLD_PAGE),
}
"""Field -> kinds of source, highest authority first. (``slug`` is claimed by the name of a file alone.)"""
FIELD_ORDER = {field: at for at, field in enumerate(AUTHORITY)}
"""The place of each field where claims or conflicts are put in order."""

RANKS: Mapping[Origin, Mapping[str, int]] = {
    origin: {field: origins.index(origin) + 1 for field, origins in AUTHORITY.items() if origin in origins}
    for origin in Origin
}
"""Kind of source -> field -> the rank of its claims."""

TIES = (
    Status.ACTIVE,
    Status.OPEN,
    Status.FUTURE,
    Status.PAUSED,
    Status.COMPLETED,
    Status.SUPERSEDED,
    Status.ARCHIVED,
    Status.CLOSED,
)
"""Which status wins where two sources of one rank disagree."""

LIVE = frozenset({Status.FUTURE, Status.OPEN, Status.ACTIVE})
"""Statuses of a project that is not over; stated by old pages alone, they no longer hold."""

_OVER = frozenset({Status.PAUSED, Status.COMPLETED, Status.ARCHIVED, Status.SUPERSEDED, Status.CLOSED})


def origin_of(field: str, rank: int) -> Origin | None:
    """The kind of source that has a rank for a field, or ``None`` when the table has no such rank."""
    origins = AUTHORITY.get(field, ())
    return origins[rank - 1] if 1 <= rank <= len(origins) else None


def agrees(one: Status, other: Status) -> bool:
    """Whether two statuses can both be true: "closed" says less than paused, completed, archived and superseded."""
    return one is other or (Status.CLOSED in {one, other} and one in _OVER and other in _OVER)


def agree(statuses: Iterable[Status]) -> bool:
    """Whether all of these can be true at once."""
    stated = set(statuses)
    return all(agrees(one, other) for one in stated for other in stated)
