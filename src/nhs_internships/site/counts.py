"""Finds counts of projects that people have typed into pages, and that a change may make wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships.dialects.regions import regions
from nhs_internships.errors import one_line
from nhs_internships.model.statuses import status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nhs_internships.dialects import Document
    from nhs_internships.dialects.sections import Section
    from nhs_internships.model import Status

__all__ = ["typed_counts"]

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
)
_COUNTED = r"(?:projects?|interns?|internships?|waves?|cohorts?)"
# "six projects", "six interns", "the following 6 projects in two waves"
_COUNT = re.compile(rf"\b(?:{'|'.join(_WORDS)}|\d{{1,3}})\s+(?:[a-z]+\s+){{0,2}}{_COUNTED}\b", re.IGNORECASE)
_FIGURE = re.compile(
    r'<span class="nhsx-stat__number">\s*(?P<number>\d+\+?)\s*</span>\s*'
    r'<span class="nhsx-stat__label">\s*(?P<label>[^<]+?)\s*</span>'
)


def typed_counts(documents: Iterable[Document], statuses: Iterable[Status | None]) -> Iterator[str]:
    """Sentences about counts on pages that may be wrong when projects get or lose a status."""
    concerned = frozenset(statuses)
    for document in documents:
        for section in document.sections:
            if section.status in concerned:
                yield from _in_words(document, section)
        for found in _FIGURE.finditer(document.text):
            if status_of(found["label"]) in concerned:
                yield _sentence(document, found.start(), f"{found['number']} {found['label']}")


def _in_words(document: Document, section: Section) -> Iterator[str]:
    """The counts in the text of a section that is no entry."""
    for part in regions(document, section):
        entries = [document.spans[n].whole for n in part.entries]
        stop = entries[0].start if entries else part.span.end
        for found in _COUNT.finditer(document.text, part.span.start, stop):
            yield _sentence(document, found.start(), found[0])


def _sentence(document: Document, at: int, text: str) -> str:
    return one_line(
        f'{document.name}, line {document.position(at).line}: check the count in "{" ".join(text.split())}"'
    )
