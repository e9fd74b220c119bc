"""The history of a site, as its git repository keeps it: the catalogue at any moment, and what changed."""

from __future__ import annotations

from nhs_internships.history.history import History
from nhs_internships.history.notes import release_notes
from nhs_internships.history.values import Duration, Interval, Revision
from nhs_internships.public import publish

__all__ = ["Duration", "History", "Interval", "Revision", "release_notes"]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())
