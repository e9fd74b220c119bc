"""What a page says, in few words, for tests that compare it with what a person reads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nhs_internships as ni

if TYPE_CHECKING:
    from nhs_internships import Document, Entry

AREA = "![area](https://img.shields.io/badge/NLP-yellow)"
TECHNIQUE = "![technique](https://img.shields.io/badge/NER-lightgrey)"
MODALITY = "![datamodality](https://img.shields.io/badge/Text-9cf)"


def line(entry: Entry) -> str:
    """``Title <url> area:NLP technique:NER @ Wave 3``: what an entry says besides its section."""
    url = "" if entry.url is None else f" <{entry.url}>"
    badges = "".join(f" {badge.facet}:{badge.label}" for badge in entry.badges)
    return f"{entry.title}{url}{badges}" + (f" @ {entry.wave.label}" if entry.wave else "")


def lines(page: str | Document) -> list[str]:
    """Each entry of a page as one line."""
    document = ni.parse(page) if isinstance(page, str) else page
    return [line(entry) for entry in document.entries]


def forms(page: str | Document) -> list[str]:
    """The form of each entry."""
    document = ni.parse(page) if isinstance(page, str) else page
    return [spans.dialect.name for spans in document.spans]


def statuses(page: str) -> list[str]:
    """``Title: status (section)`` of each entry."""
    return [f"{entry.title}: {entry.status} ({entry.section})" for entry in ni.parse(page).entries]


def codes(page: str | Document) -> list[str]:
    """The code and line of each finding."""
    document = ni.parse(page) if isinstance(page, str) else page
    return [f"{found.code}:{found.line}" for found in document.diagnostics]


def aside(page: str | Document) -> list[str]:
    """The texts that ended in no entry."""
    document = ni.parse(page) if isinstance(page, str) else page
    return [part.text for part in document.unparsed]
