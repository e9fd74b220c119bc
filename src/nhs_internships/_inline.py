"""Links and images of a piece of Markdown, with the places of their parts.

Brackets are matched with a stack, so the scan is linear whatever the text. Only inline links are known
(``[text](target)``): the scheme's pages have no others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships._text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Link", "escape", "links", "strip_marks", "trim", "unescape"]

# A code span hides brackets; a backslash hides the character after it.
_TOKEN = re.compile(r"\\.|`[^`\n\r]*`|!\[|\[|\]", re.DOTALL)
# The target of a link up to its closing parenthesis: one level of parentheses inside, on one line.
# Real pages have blanks and parentheses in targets, so this is wider than CommonMark.
_TARGET = re.compile(r"\((?P<inside>[^()\n\r]*(?:\([^()\n\r]*\)[^()\n\r]*)*)\)")
_TITLE = re.compile(r"""(?:^|[ \t])(?:"[^"]*"|'[^']*')[ \t]*$""")
# What stands between badges and titles and is not part of either.
_BLANK = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160);|<br[ \t]*/?>)+")
_BLANK_AT_END = re.compile(r"(?:\s|(?<!\\)&(?:nbsp|ensp|emsp|thinsp|#160);|(?<!\\)<br[ \t]*/?>)$")
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}]*\}\s*$")
# A backslash before ASCII punctuation takes away its meaning, as in CommonMark.
_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])")
_TO_ESCAPE = re.compile(
    # what would end a link or cell, hide the rest, or be taken for a blank ...
    rf"[\[\]|`]|<(?=[a-zA-Z!/?])|&(?=\w+;|\#)|\\(?=[{_PUNCTUATION}]|$)"
    # ... and what would make a bullet's text a list, heading, quote, rule or code
    r"|\A[-+*#>~=_]"
)
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")


@frozen
class Link:
    """One link or image: the whole of it, its text, and its target without title or angle brackets."""

    image: bool
    span: Span
    text: Span
    target: Span


def links(text: str, span: Span) -> list[Link]:
    """Links and images inside a span of a text, in the order in which they begin."""
    if text.find("](", span.start, span.end) < 0:
        return []
    return sorted(_scan(text, span), key=lambda link: link.span.start)


def _scan(text: str, span: Span) -> Iterator[Link]:
    openers: list[re.Match[str]] = []
    done = span.start
    for token in _TOKEN.finditer(text, span.start, span.end):
        if token.start() < done:  # inside a target that has been read
            continue
        mark = token.group()
        if mark in {"[", "!["}:
            openers.append(token)
        elif mark == "]" and openers:
            opener = openers.pop()
            target = _TARGET.match(text, token.end(), span.end)
            if target:
                done = target.end()
                image = opener.group() == "!["
                inside = Span(opener.end(), token.start())
                yield Link(image, Span(opener.start(), done), inside, _target(text, target))
                if not image:  # a link holds no link, so the brackets around it are text
                    openers = [other for other in openers if other.group() == "!["]


def _target(text: str, match: re.Match[str]) -> Span:
    """The target alone: no blanks, no title, no angle brackets."""
    start, end = match.span("inside")
    title = _TITLE.search(text, start, end) if text[start:end].rstrip().endswith(('"', "'")) else None
    if title and title.start() > start:  # a lone quoted text is an odd target, not a title
        end = title.start()
    place = trim(text, Span(start, end))
    if len(place) > 1 and text[place.start] == "<" and text[place.end - 1] == ">":
        return Span(place.start + 1, place.end - 1)
    return place


def trim(text: str, span: Span) -> Span:
    """The span without blanks, blank entities and line breaks at its ends."""
    start, end = span.start, span.end
    lead = _BLANK.match(text, start, end)
    start = lead.end() if lead else start
    while end > start:
        # An entity has at most eight characters, so the end is looked at through a small window.
        tail = _BLANK_AT_END.search(text[max(start, end - 12) : end])
        if not tail:
            break
        end -= len(tail.group())
    return Span(start, end)


def strip_marks(text: str) -> str:
    """A short text without tags, emphasis and kramdown attributes: what a person reads in a heading."""
    plain = _ATTRIBUTES.sub("", _TAG.sub(" ", text)) if "<" in text or "{" in text else text
    return plain.replace("**", "").replace("__", "").strip(" \t\r\n*_#")


def unescape(text: str) -> str:
    """Undo `escape`: drop backslashes before punctuation."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def escape(text: str) -> str:
    """Make a text safe as a title in a bullet, link or table cell; `unescape` gives it back."""
    numbered = _NUMBERED.match(text)
    if numbered:  # "1. x" would begin a list; the mark is escaped, not the digit
        return numbered.group(1) + "\\" + escape(text[numbered.end(1) :])
    return _TO_ESCAPE.sub(lambda found: "\\" + found.group(), text)
