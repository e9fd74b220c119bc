"""Entries as nearly every listing has them, read at a glance: badges, one link, and blanks or pipes around them.

Whatever is not certain is left to the readers of bullets and rows, which take three times as long;
`tests/laws/test_usual.py` holds both ways to the same entries, places and findings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships.dialects._entries import Parts, RawEntry
from nhs_internships.dialects.links import is_badge
from nhs_internships.errors import ParseError
from nhs_internships.grammar.inline import Link
from nhs_internships.model import Badge
from nhs_internships.model.badges import facet_of
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from nhs_internships.dialects._entries import Reader

__all__ = ["usual_entry"]


_BLANKS = re.compile(r"(?:[ \t\r\n|]|&(?:nbsp|ensp|emsp);)*+")
# Nothing in it can be code, an escape, HTML or a comment, or one link inside another.
_PIECE = re.compile(rf"{_BLANKS.pattern}(!?)\[([^\[\]\\`<|\r\n]*+)\]\(([!#-&*-;=?-Z^_a-{{}}~]*+)\)")


def usual_entry(reader: Reader, whole: Span, content: Span, forms: tuple[str, str]) -> RawEntry | None:
    """The entry that a bullet or row is, if it is a usual one.

    Args:
        reader: The text that is being read.
        whole: The whole entry.
        content: What it holds.
        forms: The form in which the link comes first, and the one in which badges do.

    Returns:
        ``None`` when it must be read properly.
    """
    text, at = reader.source.text, content.start
    badges: list[Badge] = []
    places: list[Span] = []
    link: Link | None = None
    # Piece by piece, and each where the last one ended: a search would try each blank of a long row of blanks.
    while piece := _PIECE.match(text, at, content.end):
        mark, shown, target = piece.groups()
        start, at = piece.start(1), piece.end()
        if mark:
            try:
                badges.append(Badge.from_shields(target, facet_of(shown)))
            except ParseError:
                return None
            places.append(Span(start, at))
        elif link or is_badge(target):
            return None
        else:
            name = Span(start + 1, start + 1 + len(shown))
            link = Link(False, Span(start, at), name, Span(name.end + 2, at - 1))
    if not link or not badges or not _BLANKS.fullmatch(text, at, content.end):
        return None
    form = forms[0] if link.span.start < places[0].start else forms[1]
    return reader.entry(form, whole, Parts(tuple(badges), tuple(places), (link,), ()), link)
