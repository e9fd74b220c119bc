"""Questions: pure functions over projects and waves, and what they give back."""

from __future__ import annotations

from nhs_internships.public import publish
from nhs_internships.query.results import Cell, Change, ChangeKind, Changes, Hit, Results, Similar, Statistics, Table

__all__ = ["Cell", "Change", "ChangeKind", "Changes", "Hit", "Results", "Similar", "Statistics", "Table"]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())
