"""Badges and link targets as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.inline import LIQUID
from nhs_internships.model import Badge, Facet

__all__ = ["ALT_TEXTS", "checked_target", "image", "target", "without_liquid"]

# The alternative texts of the real pages; any other text means a topic.
ALT_TEXTS = {Facet.AREA: "area", Facet.TECHNIQUE: "technique", Facet.MODALITY: "datamodality", Facet.TOPIC: "topic"}
_BALANCED = re.compile(r"[^\s()<>|\"'\\]*(?:\([^\s()<>|\"'\\]*\)[^\s()<>|\"'\\]*)*")
# Jekyll expands what is complete, such as {{ site.baseurl }}, and builds no site with what is not.
_EXPRESSION = re.compile(r"(\{\{[^{}\r\n]*\}\})")
_SAFE = "!#$%&*+,-./:;=?@[]^_`{}~"


def image(badge: Badge, alt: str | None = None) -> str:
    """A badge as a Markdown image."""
    return f"![{alt or ALT_TEXTS[badge.facet]}]({badge.to_shields()})"


def target(url: str) -> str:
    """A link target; what would end it or its table cell, or is broken Liquid, is percent-encoded."""
    plain = _EXPRESSION.sub("", url)
    if _BALANCED.fullmatch(plain) and not LIQUID.search(plain):
        return url
    try:
        return _outside_expressions(url, lambda part: without_liquid(quote(part, safe=_SAFE)))
    except UnicodeEncodeError:  # a lone surrogate; the whole text will be refused
        return url


def checked_target(name: str, url: str, written: str) -> str:
    """A link target, if it can be written as it was given.

    Args:
        name: The name of the page.
        url: The target.
        written: How it would have to be written.

    Raises:
        UnsafeEdit: It would have to be written in another way.
    """
    if written != url:
        raise UnsafeEdit(name, f"the url {url!r} holds characters that end a link", f"pass url={written!r}")
    return url


def without_liquid(url: str) -> str:
    """A link target with broken Liquid percent-encoded."""
    return _outside_expressions(url, lambda part: LIQUID.sub("%7B", part))


def _outside_expressions(url: str, change: Callable[[str], str]) -> str:
    return "".join(part if k % 2 else change(part) for k, part in enumerate(_EXPRESSION.split(url)))
