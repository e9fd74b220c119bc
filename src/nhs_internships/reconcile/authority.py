"""Who is believed: one table of sources for each field of a project, highest authority first.

The same project stands on a listing, on the front page, in its brief, in a data file, and on old pages that are
still published. Every statement is kept as a claim; this table only decides which one a project shows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from nhs_internships.model import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AUTHORITY", "LIVE", "TIES", "Origin", "agrees", "rank_of"]


def __dir__() -> list[str]:
    return __all__


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
    """The folder the project's own page stands in."""
    OLD_PAGE = "old_page"
    """A page of the old site that is still published (``layout: projects_old``, a folder ``old_site``)."""


_STATUS = (Origin.RUNNING, Origin.LISTING, Origin.RECORD, Origin.FOLDER, Origin.OLD_PAGE)
_FACTS = (Origin.RUNNING, Origin.LISTING, Origin.BRIEF, Origin.OLD_PAGE, Origin.RECORD)

AUTHORITY: Mapping[str, tuple[Origin, ...]] = {
    "status": _STATUS,
    "title": _FACTS,
    "url": _FACTS,
    "area": _FACTS,
    "technique": _FACTS,
    "modality": _FACTS,
    "topic": _FACTS,
    "wave": (Origin.RUNNING, Origin.LISTING, Origin.RECORD, Origin.OLD_PAGE),
    "keywords": (Origin.BRIEF,),
    "description": (Origin.BRIEF, Origin.RECORD),
    "code": (Origin.RECORD,),
}
"""Field -> kinds of source, highest authority first."""

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
"""Statuses of a project that is not over; known from an old page alone, they are believed no more."""

_OVER = frozenset({Status.PAUSED, Status.COMPLETED, Status.ARCHIVED, Status.SUPERSEDED, Status.CLOSED})


def rank_of(field: str, origin: Origin) -> int:
    """The authority of a kind of source for a field; 1 is the highest."""
    return AUTHORITY[field].index(origin) + 1


def agrees(one: Status, other: Status) -> bool:
    """Whether two statuses can both be true: "closed" says less than paused, completed, archived and superseded."""
    return one is other or (Status.CLOSED in {one, other} and one in _OVER and other in _OVER)
