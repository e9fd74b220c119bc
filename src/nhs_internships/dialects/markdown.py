"""Badges and link targets as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from nhs_internships.model import Facet

if TYPE_CHECKING:
    from nhs_internships.model import Badge

__all__ = ["image", "target"]

# The alternative texts of the real pages; any other text means a topic.
_ALT_TEXTS = {Facet.AREA: "area", Facet.TECHNIQUE: "technique", Facet.MODALITY: "datamodality", Facet.TOPIC: "topic"}
_BALANCED = re.compile(r"[^\s()<>|\"'\\]*(?:\([^\s()<>|\"'\\]*\)[^\s()<>|\"'\\]*)*")
_SAFE = "!#$%&*+,-./:;=?@[]^_`{}~"


def image(badge: Badge, alt: str | None = None) -> str:
    """A badge as a Markdown image."""
    return f"![{alt or _ALT_TEXTS[badge.facet]}]({badge.to_shields()})"


def target(url: str) -> str:
    """A link target; what would end it or its table cell is percent-encoded."""
    if _BALANCED.fullmatch(url):
        return url
    try:
        return quote(url, safe=_SAFE)
    except UnicodeEncodeError:  # a lone surrogate; the whole text will be refused
        return url
