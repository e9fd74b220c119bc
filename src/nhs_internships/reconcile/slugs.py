"""Slugs: the one name of a project, from its link or, failing that, from its title."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

__all__ = ["base_title", "slug_of_title", "slug_of_url"]


def __dir__() -> list[str]:
    return __all__


_PLACEHOLDERS = frozenset({"here", "holding"})
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OTHER = re.compile(r"[^a-z0-9]+")
_ADDED = re.compile(r"[\s:\u2013\u2014-]+(?:extension|next steps)\s*$", re.IGNORECASE)


def slug_of_url(url: str | None) -> str | None:
    """The last segment of a link or permalink, in lower case.

    Args:
        url: Absolute or relative, with or without the final slash or ``.html``.

    Returns:
        ``None`` for no link, an empty one, a site's root, mail, and placeholders (``HERE/``, ``holding.html``).

    >>> slug_of_url("https://nhsx.github.io/nhsx-internship-projects/PETs-in-Healthcare/")
    'pets-in-healthcare'
    """
    if not url:
        return None
    path = url.partition("?")[0].partition("#")[0].strip()
    scheme, has_scheme, rest = path.partition("://")
    if has_scheme:
        host, _, path = rest.partition("/")
        if host.endswith(".github.io") and "/" not in path.strip("/"):
            return None  # the site itself
    elif ":" in scheme.partition("/")[0] or "@" in path:
        return None
    last = unquote(path.rstrip("/").rpartition("/")[2]).casefold().removesuffix(".html")
    return last if last.strip(".") and last not in _PLACEHOLDERS else None


def slug_of_title(title: str) -> str:
    """A slug made of a title: ASCII, lower case, hyphens; notes in brackets are dropped.

    >>> slug_of_title("Field Programmable Gate Arrays (FPGAs) for Agents")
    'field-programmable-gate-arrays-for-agents'
    """
    plain = unicodedata.normalize("NFKD", _NOTE.sub(" ", title)).encode("ascii", "ignore").decode()
    words = _OTHER.sub("-", plain.casefold()).strip("-")
    return words or _OTHER.sub("-", title.casefold()).strip("-") or "untitled"


def base_title(title: str) -> str | None:
    """The title of the project that a title extends, or ``None``: ``X - Extension`` and ``X (See ...)`` extend X."""
    plain = _NOTE.sub(" ", title).strip()
    base = _ADDED.sub("", plain)
    return base if base != title.strip() and base else None
