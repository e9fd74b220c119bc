"""Links, images and escapes in Markdown, with the spans of their parts.

Brackets are matched with a stack, so the scan is linear whatever the text. Links are inline (``[text](target)``),
by reference (``[text][name]``, ``[name][]``, ``[name]``), autolinks (``<https://...>``) or HTML
(``<a href="target">text</a>``). The targets of references are in definitions, which `find_definitions` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape as unescape_html
from html.entities import name2codepoint

from attrs import frozen

from nhs_internships.spans import Span

__all__ = [
    "COMMENT",
    "COMMENT_OR_TAG",
    "LIQUID",
    "TAG",
    "Definition",
    "Link",
    "all_links",
    "attribute",
    "escape",
    "escape_liquid",
    "find_definitions",
    "links",
    "strip_marks",
    "trim",
    "unescape",
]

# A code span hides brackets; a backslash hides the character after it.
_TOKEN = re.compile(r"\\.|`[^`\n\r]*`|!\[|\[|\]|<(?i:/?a|img)\b[^<>]*>|<(?:https?|ftps?):[^<>\r\n]+>", re.DOTALL)
_DEFINITION = re.compile(r"(?<![^\r\n])[ ]{0,3}\[(?P<name>[^\]\r\n]+)\]:(?P<target>[^\r\n]*)")
_NAME = re.compile(r"[ \t]*(?:\r\n|\r|\n)?[ \t]*\[(?P<name>[^\[\]]*)\]")
# The target of a link up to its closing parenthesis: one level of parentheses inside, on one line.
# Real pages have blanks and parentheses in targets, so this is wider than CommonMark.
_TARGET = re.compile(r"\((?P<inside>[^()\n\r]*(?:\([^()\n\r]*\)[^()\n\r]*)*)\)")
_NEWLINE = re.compile(r"[\r\n]")
_SPACES = re.compile(r"\s+")
_MAX_NAME = 1000
_TITLE = re.compile(r"""(?:^|[ \t])(?:"[^"]*"|'[^']*')[ \t]*$""")
# Blanks between badges and titles, as text, entities and line breaks.
_BLANK = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160);|<br[ \t]*/?>)+")
_BLANK_AT_END = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160);|(?<!\\)<br[ \t]*/?>)$")
# The first and last characters of what `trim` removes.
_MAY_BE_BLANK = frozenset("&;<> \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
TAG = re.compile(r"<[^<>]*>")
COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+-->")
COMMENT_OR_TAG = re.compile(f"{COMMENT.pattern}|{TAG.pattern}")
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}]*\}\s*$")
# What kramdown reads as one character of text: a backslash before a character of its own list (ESCAPED_CHARS in its
# parsers, with the tilde of GFM), and a reference. It knows the names of HTML 4; others are shown as they are written.
_ESCAPABLE = r"\\.*_+`<>()\[\]{}#!:|\"'$=~-"
_REFERENCE = r"&(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z0-9_:][A-Za-z0-9_:.-]*);"
_ESCAPED = re.compile(rf"\\([{_ESCAPABLE}])|{_REFERENCE}")
_NAMES = frozenset((*name2codepoint, "apos"))
# What kramdown takes for more than text. These get a backslash ...
_WITH_BACKSLASH = (
    r"[\[\]`|]",  # links, code, cells
    r"(?<=\]):",  # definitions: kramdown looks for "]:" before it looks for backslashes
    r"\*(?!\s)|(?<![^\W\d_])_|~(?=~)|(?<=~)~",  # emphasis: an underscore begins none behind a letter
    r"\$(?=\$)|(?<=\$)\$",  # formulas
    r"<(?=[A-Za-z!/?<])|(?<=<)<(?!\Z)|>(?=>)|(?<=>)>",  # tags, autolinks, guillemets
    r"\{(?=[:#])",  # attributes
    rf"\\(?=[{_ESCAPABLE}])",
    r"\A[-+*#>~=_:]",  # lists, headings, quotes, rules, code
    r"(?<!\S)#(?=#*\Z)",  # the end of a heading
)
# ... and these, for which there is no backslash or which mean something before Markdown does, a reference.
_WITH_REFERENCE = (
    rf"&(?={_REFERENCE[1:]})",
    r"\{(?=[{%])",  # Liquid
    r"\A\^",  # footnotes; "\^" shows its backslash
    r"\\\Z",  # before the end of a line or cell, whatever stands before it
    r"<\Z",  # before the end of an HTML element
)
_TO_ESCAPE = re.compile(f"(?P<reference>{'|'.join(_WITH_REFERENCE)})|{'|'.join(_WITH_BACKSLASH)}")
LIQUID = re.compile(r"\{(?=[{%])")
_NUMBERED = re.compile(r"(\d+)(?=[.)](?:\s|$))")


@frozen
class Link:
    """One link or image.

    Attributes:
        image: Whether it is an image.
        span: The whole of it.
        text: The text between the brackets, or the alternative text.
        target: The target, without a title or angle brackets; that of a reference is in its definition.
    """

    image: bool
    span: Span
    text: Span
    target: Span

    @property
    def is_autolink(self) -> bool:
        """Whether the link shows its target."""
        return self.text == self.target


@frozen
class Definition:
    """The target of references: ``[name]: target``.

    Attributes:
        name: Its name, as references compare it.
        span: The whole line.
        target: Its target.
    """

    name: str
    span: Span
    target: Span


Targets = Mapping[str, Span]
"""The targets of references, by name."""
_NO_TARGETS: Targets = {}


def links(text: str, span: Span, targets: Targets = _NO_TARGETS) -> list[Link]:
    """Links and images inside a span of a text, in the order in which they begin.

    Args:
        text: The text.
        span: The part to look at.
        targets: The targets of references; without them, references are text.
    """
    return sorted(_scan(text, span, targets), key=lambda link: link.span.start)


def all_links(text: str) -> list[Link]:
    """Links and images of a whole text, without references; `SourceText.once` keeps them."""
    return links(text, Span(0, len(text)))


def _scan(text: str, span: Span, targets: Targets) -> Iterator[Link]:
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
                elif targets and (is_image or is_active) and (named := _named(text, opener, token, span, targets)):
                    inactive = inactive if is_image else len(openers)
                    yield named
                    at = named.span.end
            case "<" if token[0][1] in "iI":
                yield from _image(text, token)
            case "<" if token[0].startswith(("<http", "<ftp")):
                inner = Span(token.start() + 1, at - 1)
                yield Link(False, Span(token.start(), at), inner, inner)
            case "<":
                closes = token[0].startswith("</")
                if anchor:
                    yield from _anchor(text, anchor, token.start(), at if closes else None)
                anchor = None if closes else token
            case _:
                pass
    if anchor:  # never closed: it ends with its line
        yield from _anchor(text, anchor, _line_end(text, anchor.end(), span.end))


def _named(text: str, opener: re.Match[str], closer: re.Match[str], span: Span, targets: Targets) -> Link | None:
    """The reference whose first brackets are known, if its name has a definition."""
    shown = Span(opener.end(), closer.start())
    if text.startswith("(", closer.end()) or len(shown) > _MAX_NAME or text.startswith("^", shown.start):
        return None
    name = _NAME.match(text, closer.end(), min(span.end, closer.end() + _MAX_NAME))
    target = targets.get(_folded((name and name["name"]) or shown.of(text)))
    if target is None:
        return None
    return Link(opener[0] == "![", Span(opener.start(), name.end() if name else closer.end()), shown, target)


def _folded(name: str) -> str:
    """The name of a reference for comparing, as kramdown compares it."""
    return _SPACES.sub(" ", name).lower()


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
    # Quotes inside {{ ... }} are gone when the page is HTML: Liquid is expanded first.
    liquid = r"\{\{[^{}<>]*\}\}"
    value = rf"""(?:"((?:{liquid}|[^"<>])*+)"|'((?:{liquid}|[^'<>])*+)'|([^\s"'<>]+))"""
    found = re.compile(rf"\s{name}\s*=\s*{value}", re.IGNORECASE).search(text, tag.start, tag.end)
    return Span(*found.span(found.lastindex or 0)) if found else None


def find_definitions(text: str, start: int) -> list[Definition]:
    """The definitions of a text, from an offset on.

    A definition begins a block: what comes after a line of a paragraph is a part of the paragraph.
    """
    if text.find("]:", start) < 0:
        return []
    found: list[Definition] = []
    for match in _DEFINITION.finditer(text, start):
        name, place = match["name"], trim(text, Span(*match.span("target")))
        is_block = (found and not _newlines(text, found[-1].span.end, match.start())) or _begins_block(
            text, match, start
        )
        if is_block and len(place) > 0 and not name.startswith("^"):
            found.append(Definition(_folded(name), Span(*match.span()), _without_title(text, place)))
    return found


def _begins_block(text: str, found: re.Match[str], start: int) -> bool:
    """Whether the line before a match is blank, or ends a block: a heading or HTML."""
    end = found.start()
    end -= 2 if text.endswith("\r\n", start, end) else 1
    first = max(text.rfind("\n", start, max(start, end)), text.rfind("\r", start, max(start, end))) + 1
    before = text[max(first, start) : max(start, end)].strip()
    return not before or before[0] in "#<"


def _newlines(text: str, start: int, end: int) -> bool:
    """Whether there is more than one line end, or any text, between two offsets."""
    return text[start:end] not in {"\n", "\r", "\r\n"}


def _target(text: str, parentheses: re.Match[str]) -> Span:
    """The target alone: no blanks, no title, no angle brackets."""
    return _without_title(text, trim(text, Span(*parentheses.span("inside"))))


def _without_title(text: str, place: Span) -> Span:
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
    plain = _ATTRIBUTES.sub("", TAG.sub(" ", text)) if "<" in text or "{" in text else text
    if "](" in plain:
        plain = _LINKED.sub(r"\1", plain)
    if "&" in plain:
        plain = unescape_html(plain)
    return " ".join(plain.replace("**", "").replace("__", "").split()).strip("*_# ")


def unescape(text: str) -> str:
    """A text as kramdown shows it: backslashes and references resolved, other marks as they are written."""
    return _ESCAPED.sub(_character, text) if "\\" in text or "&" in text else text


def _character(found: re.Match[str]) -> str:
    written = found[0]
    if written.startswith("&"):
        return unescape_html(written) if written[1] == "#" or written[1:-1] in _NAMES else written
    return found[1]


def escape(text: str) -> str:
    """A text as the title of a bullet, link, cell or heading; kramdown shows it so, and `unescape` gives it back."""
    numbered = _NUMBERED.match(text)
    if numbered:  # "1. x" would begin a list; the mark is escaped, not the digit
        return numbered[1] + "\\" + text[numbered.end(1)] + escape(text[numbered.end(1) + 1 :])
    return _TO_ESCAPE.sub(lambda found: _reference(found[0]) if found["reference"] else f"\\{found[0]}", text)


def escape_liquid(text: str) -> str:
    """A text of HTML in which Jekyll finds no Liquid to expand."""
    return LIQUID.sub("&#123;", text)


def _reference(character: str) -> str:
    return "&amp;" if character == "&" else f"&#{ord(character)};"
