"""Tells a page of mere prose at a glance, so that Markdown is not parsed for nothing.

Half the pages of a site are overviews and notes. What follows errs on one side only: a page without signs holds
no entry, wave, badge or link to a project, whatever its structure; a page with signs may hold none either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships.dialects.links import is_placeholder, is_project
from nhs_internships.grammar.inline import attribute
from nhs_internships.model import Facet
from nhs_internships.model.badges import facet_of
from nhs_internships.model.statuses import status_of
from nhs_internships.model.waves import looks_like_wave, wave_of
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships.limits import Limits

__all__ = ["has_signs"]


_WORDS = ("shields.io", "![", "nhsx-project-card", "nhsx-wave-badge", "nhsuk-card-group")
# Each expression begins with a character that is rare or can be searched for quickly.
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>[^\r\n]*)")  # wherever it stands: in a list, in a quote
_UNDERLINE = re.compile(r"[\r\n][ \t>]*[=-]+[ \t]*(?=[\r\n]|\Z)")
_HTML = re.compile(r"<(?:h[1-6]|a|img)\b", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ROW = re.compile(r"[\r\n][ \t]*\|")
_NUMBERED_WAVE = re.compile(r"[Ww][Aa][Vv][Ee][\W_]*\d")
# Looked ahead at, not consumed: one target may hold the next.
_TARGET = re.compile(r"""\][(:](?=[ \t\r\n]*[<"']?(?P<target>[^\s<>"')]{0,300}))""")
_HTML_TARGET = re.compile(r"""href[ \t\r\n]*=[ \t\r\n]*["']?(?P<target>[^\s<>"']*)""", re.IGNORECASE)
# Lists and quotes so deep that they may reach the nesting limit.
_DEEP = re.compile(r"[\r\n](?:[ \t>]{12}|[ \t>]*(?:(?:[-*+>]|\d+[.)])[ \t]*){6})")
_USUAL_NESTING = 20
_MOST_CHARS = 300


def has_signs(text: str, start: int, page_title: str, limits: Limits) -> bool:
    """Whether anything on a page could be, or look like, a part of an entry.

    Args:
        text: The whole text.
        start: Where its body begins.
        page_title: What ``{{page.title}}`` stands for.
        limits: The bounds on what is read.
    """
    return (
        limits.markdown_nesting < _USUAL_NESTING
        or any(text.find(word, start) >= 0 for word in _WORDS)
        or any(sign.search(text, start) for sign in (_ROW, _NUMBERED_WAVE, _DEEP))
        or any(sign.match("\n" + text[start : start + 100]) for sign in (_ROW, _DEEP))  # the first line has no break
        or any(_means_something(heading) for heading in _headings(text, start, page_title))
        or _has_underlined_heading(text, start)
        or any(_leads_to_project(found["target"]) for found in _TARGET.finditer(text, start))
        or _has_html(text, start)
    )


def _has_underlined_heading(text: str, start: int) -> bool:
    """Whether a line of dashes or equals signs stands right under a line of text."""
    for found in _UNDERLINE.finditer(text, start):
        above = text[max(start, found.start() - 200) : found.start() + 1].removesuffix("\n").removesuffix("\r")
        if above.rstrip(" \t>")[-1:] not in {"", "\n", "\r"}:
            return True
    return False


def _has_html(text: str, start: int) -> bool:
    """Whether a heading is written in HTML, or a badge or a link to a project is."""
    tags = {found.group()[1:].casefold() for found in _HTML.finditer(text, start)}
    if tags - {"a", "img"}:
        return True
    if "img" in tags and any(_is_badge(text, Span(*found.span())) for found in _IMAGE.finditer(text, start)):
        return True
    return bool(tags) and any(_leads_to_project(found["target"]) for found in _HTML_TARGET.finditer(text, start))


def _is_badge(text: str, image: Span) -> bool:
    """Whether an image says by its alternative text that it is a badge; the addresses of badges are no part of it."""
    alt = attribute(text, image, "alt")
    return alt is not None and facet_of(alt.of(text)) is not Facet.TOPIC


def _headings(text: str, start: int, page_title: str) -> Iterator[str]:
    yield page_title
    for found in _HEADING.finditer(text, start):
        yield found["text"].strip(" \t#*_")


def _means_something(heading: str) -> bool:
    # Marks and attributes could hide a status: a heading that holds any is looked at properly.
    marked = any(mark in heading for mark in "<{[\\*_&`") and "page.title" not in heading
    return marked or status_of(heading) is not None or wave_of(heading) is not None or looks_like_wave(heading)


def _leads_to_project(target: str) -> bool:
    # A target that was cut short may be anything; without the cut, "](](](" would be read to its end at every step.
    return len(target) == _MOST_CHARS or is_placeholder(target) or is_project(target)
