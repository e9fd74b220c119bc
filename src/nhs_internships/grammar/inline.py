"""Links, images and escapes in Markdown, with the spans of their parts.

Brackets are matched with a stack, so the scan is linear for any text. Links are inline (``[text](target)``) or HTML
(``<a href="target">text</a>``); `definitions` finds the targets of links by reference.
"""

from __future__ import annotations

import re
from html import unescape as unescape_html
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Link", "attribute", "definitions", "escape", "links", "strip_marks", "trim", "unescape"]

# A code span hides brackets; a backslash hides the character after it.
_TOKEN = re.compile(r"\\.|`[^`\n\r]*`|!\[|\[|\]|<(?i:/?a|img)\b[^<>]*>", re.DOTALL)
_DEFINITION = re.compile(r"(?<![^\r\n])[ ]{0,3}\[[^\[\]\r\n]+\]:[ \t]*<?(?P<target>[^\s<>]+)")
# The target of a link up to its closing parenthesis: one level of parentheses inside, on one line.
# Real pages have blanks and parentheses in targets, so this is wider than CommonMark.
_TARGET = re.compile(r"\((?P<inside>[^()\n\r]*(?:\([^()\n\r]*\)[^()\n\r]*)*)\)")
_NEWLINE = re.compile(r"[\r\n]")
_TITLE = re.compile(r"""(?:^|[ \t])(?:"[^"]*"|'[^']*')[ \t]*$""")
# Blanks between badges and titles, as text, entities and line breaks.
_BLANK = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160);|<br[ \t]*/?>)+")
_BLANK_AT_END = re.compile(r"(?:\s|(?<!\\)&(?:nbsp|ensp|emsp|thinsp|#160);|(?<!\\)<br[ \t]*/?>)$")
# The first and last characters of what `trim` removes.
_MAY_BE_BLANK = frozenset("&;<> \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
_TAG = re.compile(r"<[^<>]*>")
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}]*\}\s*$")
# A backslash before ASCII punctuation removes its meaning, as in CommonMark.
_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])")
_TO_ESCAPE = re.compile(
    # what would end a link or cell, hide the rest, or be read as a blank ...
    rf"[\[\]|`]|<(?=[a-zA-Z!/?])|&(?=\w+;|\#)|\\(?=[{_PUNCTUATION}]|$)"
    # ... and what would make a bullet's text a list, heading, quote, rule or code
    r"|\A[-+*#>~=_]"
)
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")


@frozen
class Link:
    """One link or image.

    Attributes:
        image: Whether it is an image.
        span: The whole of it.
        text: The text between the brackets, or the alternative text.
        target: The target, without a title or angle brackets.
    """

    image: bool
    span: Span
    text: Span
    target: Span


def links(text: str, span: Span) -> list[Link]:
    """Links and images inside a span of a text, in the order in which they begin."""
    return sorted(_scan(text, span), key=lambda link: link.span.start)


def _scan(text: str, span: Span) -> Iterator[Link]:
    openers: list[re.Match[str]] = []
    inactive = 0  # the first so many openers open no link, because they stand before one: links are not nested
    anchor: re.Match[str] | None = None
    at = span.start
    while token := _TOKEN.search(text, at, span.end):
        at = token.end()
        match text[token.start()]:
            case "[" | "!":
                openers.append(token)
            case "]" if openers:
                opener, target = openers.pop(), _TARGET.match(text, at, span.end)
                is_image, is_active = opener[0] == "![", len(openers) >= inactive
                inactive = min(inactive, len(openers))
                if target and (is_image or is_active):
                    inactive = inactive if is_image else len(openers)
                    shown, at = Span(opener.end(), token.start()), target.end()
                    yield Link(is_image, Span(opener.start(), at), shown, _target(text, target))
            case "<" if token[0][1] in "iI":
                yield from _image(text, token)
            case "<":
                closes = token[0].startswith("</")
                if anchor:
                    yield from _anchor(text, anchor, token.start(), at if closes else None)
                anchor = None if closes else token
            case _:
                pass
    if anchor:  # never closed: it ends with its line
        yield from _anchor(text, anchor, _line_end(text, anchor.end(), span.end))


def _image(text: str, tag: re.Match[str]) -> Iterator[Link]:
    place = Span(*tag.span())
    target = attribute(text, place, "src")
    if target:
        yield Link(True, place, attribute(text, place, "alt") or Span(place.end, place.end), target)


def _anchor(text: str, tag: re.Match[str], content_end: int, end: int | None = None) -> Iterator[Link]:
    target = attribute(text, Span(*tag.span()), "href")
    if target:
        yield Link(False, Span(tag.start(), end or content_end), Span(tag.end(), content_end), target)


def _line_end(text: str, start: int, end: int) -> int:
    found = _NEWLINE.search(text, start, end)
    return found.start() if found else end


def attribute(text: str, tag: Span, name: str) -> Span | None:
    """The span of the value of an attribute of an HTML tag, without its quotes."""
    found = re.compile(rf"""\s{name}\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE).search(
        text, tag.start, tag.end
    )
    return Span(*found.span(found.lastindex or 0)) if found else None


def definitions(text: str, span: Span) -> Iterator[Span]:
    """The targets of ``[name]: target`` lines inside a span."""
    if text.find("]:", span.start, span.end) >= 0:
        for found in _DEFINITION.finditer(text, span.start, span.end):
            yield Span(*found.span("target"))


def _target(text: str, parentheses: re.Match[str]) -> Span:
    """The target alone: no blanks, no title, no angle brackets."""
    place = trim(text, Span(*parentheses.span("inside")))
    if text[place.end - 1] in "\"'":
        title = _TITLE.search(text, place.start, place.end)
        if title and title.start() > place.start:  # a quoted text alone is an odd target, not a title
            place = trim(text, Span(place.start, title.start()))
    if len(place) > 1 and text[place.start] == "<" and text[place.end - 1] == ">":
        return Span(place.start + 1, place.end - 1)
    return place


def trim(text: str, span: Span) -> Span:
    """The span without blanks, blank entities and line breaks at its ends."""
    start, end = span.start, span.end
    if start < end and text[start] not in _MAY_BE_BLANK and text[end - 1] not in _MAY_BE_BLANK:
        return span
    lead = _BLANK.match(text, start, end)
    start = lead.end() if lead else start
    while end > start:
        # An entity has at most eight characters, so the last few are enough.
        tail = _BLANK_AT_END.search(text[max(start, end - 12) : end])
        if not tail:
            break
        end -= len(tail.group())
    return Span(start, end)


def strip_marks(text: str) -> str:
    """The visible text of a heading or cell: without tags, emphasis and kramdown attributes."""
    plain = _ATTRIBUTES.sub("", _TAG.sub(" ", text)) if "<" in text or "{" in text else text
    if "](" in plain:
        plain = _LINKED.sub(r"\1", plain)
    if "&" in plain:
        plain = unescape_html(plain)
    return " ".join(plain.replace("**", "").replace("__", "").split()).strip("*_# ")


def unescape(text: str) -> str:
    """Undo `escape`: drop backslashes before punctuation."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def escape(text: str) -> str:
    """Make a text safe as a title in a bullet, link or table cell; `unescape` gives it back."""
    numbered = _NUMBERED.match(text)
    if numbered:  # "1. x" would begin a list; the mark is escaped, not the digit
        return numbered.group(1) + "\\" + escape(text[numbered.end(1) :])
    return _TO_ESCAPE.sub(lambda found: "\\" + found.group(), text)
