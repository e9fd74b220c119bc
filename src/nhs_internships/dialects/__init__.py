"""The ways of writing entries, briefs and records, and reading any of them."""

from __future__ import annotations

from nhs_internships.dialects.detection import Candidate
from nhs_internships.dialects.forms import (
    ALL,
    BADGE_LIST,
    BADGE_TABLE,
    BRIEF,
    CARDS,
    COMPLETED_DATA,
    LINK_LIST,
    PROSE,
    TITLE_LIST,
    TITLE_TABLE,
    WAVES_DATA,
)
from nhs_internships.dialects.reading import detect, parse, read
from nhs_internships.dialects.rendering import render

__all__ = [
    "ALL",
    "BADGE_LIST",
    "BADGE_TABLE",
    "BRIEF",
    "CARDS",
    "COMPLETED_DATA",
    "LINK_LIST",
    "PROSE",
    "TITLE_LIST",
    "TITLE_TABLE",
    "WAVES_DATA",
    "Candidate",
    "detect",
    "parse",
    "read",
    "render",
]


def __dir__() -> list[str]:
    return __all__
