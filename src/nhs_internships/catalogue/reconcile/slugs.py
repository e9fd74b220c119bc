"""Slugs: the one name of a project, from its link or, failing that, from its title."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["base_titles", "plain_title", "same_title", "slug_of_title"]


_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SEE = re.compile(r"\(\s*see\b[^()]*\)|\[\s*see\b[^\[\]]*\]", re.IGNORECASE)
# What extends a project is no note on it, and stays in brackets or without.
_ADDED_NOTE = re.compile(r"[(\[]\s*(extension|next steps?)\s*[)\]]", re.IGNORECASE)
_OTHER = re.compile(r"[^a-z0-9]+")
_ADDED = ("extension", "next steps", "next step")
_JOINTS = " \t\r\n\xa0:,-\u2010\u2011\u2012\u2013\u2014()[]"
# Longer titles are compared by their beginning; no real one is a tenth as long.
_MAX_TITLE = 1000


@lru_cache(maxsize=4096)  # a history asks about the same titles in every revision
def slug_of_title(title: str) -> str:
    """A slug made of a title: ASCII, lower case, hyphens; notes in brackets are dropped.

    Examples:
        >>> slug_of_title("Field Programmable Gate Arrays (FPGAs) for Agents")
        'field-programmable-gate-arrays-for-agents'
    """
    # A title that is all note keeps its note.
    text = _ADDED_NOTE.sub(r" \1 ", title[:_MAX_TITLE])
    return _slug(_NOTE.sub(" ", text)) or _slug(text) or "untitled"


def _slug(text: str) -> str:
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain.casefold()).strip("-")


def same_title(title: str) -> tuple[str, bool]:
    """What two titles under one link share when they are one title: their slug, and whether they say "(See ...)"."""
    return slug_of_title(title), _SEE.search(title) is not None


def plain_title(title: str, code: str | None) -> str:
    """A title without the code of an internship before it.

    Examples:
        >>> plain_title("P22 - Txt-Ray Align", "P22")
        'Txt-Ray Align'
    """
    rest = title.removeprefix(code) if code else title
    plain = rest.lstrip(_JOINTS)
    # "T2-weighted" has no code T2 unless the source says so, and a title that is all code stays.
    return plain if plain and plain != rest != title else title


def base_titles(title: str) -> tuple[str, ...]:
    """The titles that a title only adds to, the nearest first: by a note "(See ...)", by "Extension" or "Next Steps".

    Examples:
        >>> base_titles("Graphs - Extension (See Ongoing Projects below)")
        ('Graphs - Extension', 'Graphs')
        >>> base_titles("Field Programmable Gate Arrays (FPGAs)")
        ()
    """
    found: list[str] = []
    text = title[:_MAX_TITLE].strip()
    for base in (_SEE.sub(" ", text).strip(_JOINTS), _without_added(_SEE.sub(" ", text))):
        if base and base != (found[-1] if found else text.strip(_JOINTS)):
            found.append(base)
    return tuple(found)


def _without_added(text: str) -> str:
    """A title without "Extension" or "Next Steps" at its end."""
    plain = text.strip(_JOINTS)
    for word in _ADDED:
        rest = plain[: -len(word)]
        if plain.casefold().endswith(word) and rest.rstrip(_JOINTS) != rest:
            return rest.rstrip(_JOINTS)
    return plain
