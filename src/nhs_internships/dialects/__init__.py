"""Dialects: detecting, reading, editing and writing each way of writing entries, briefs and records.

A dialect of your own is a `Dialect` with functions of your own; what they take and return is here, too.
"""

from __future__ import annotations

from nhs_internships.dialects.brief_spans import BriefSpans
from nhs_internships.dialects.changes import KEEP, BriefChanges, EntryChanges, Keep
from nhs_internships.dialects.constants import (
    ALL,
    BADGE_LIST,
    BADGE_TABLE,
    BRIEF,
    CARDS,
    COMPLETED_DATA,
    LINK_LIST,
    OUTPUT_PAGE,
    PROSE,
    TITLE_LIST,
    TITLE_TABLE,
    WAVES_DATA,
)
from nhs_internships.dialects.detection import Candidate
from nhs_internships.dialects.document import Dialect, Document, EntrySpans
from nhs_internships.dialects.evidence import Evidence
from nhs_internships.dialects.findings import Unparsed, UnparsedKind
from nhs_internships.dialects.reading import detect, parse, read
from nhs_internships.dialects.rendering import render
from nhs_internships.public import publish
from nhs_internships.source.text import Edit, SourceText, finding
from nhs_internships.spans import Position, Span

__all__ = [
    "ALL",
    "BADGE_LIST",
    "BADGE_TABLE",
    "BRIEF",
    "CARDS",
    "COMPLETED_DATA",
    "KEEP",
    "LINK_LIST",
    "OUTPUT_PAGE",
    "PROSE",
    "TITLE_LIST",
    "TITLE_TABLE",
    "WAVES_DATA",
    "BriefChanges",
    "BriefSpans",
    "Candidate",
    "Dialect",
    "Document",
    "Edit",
    "EntryChanges",
    "EntrySpans",
    "Evidence",
    "Keep",
    "Position",
    "SourceText",
    "Span",
    "Unparsed",
    "UnparsedKind",
    "detect",
    "finding",
    "parse",
    "read",
    "render",
]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())
