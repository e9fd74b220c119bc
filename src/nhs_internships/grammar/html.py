"""HTML in Markdown: what no reader of the page sees, headings, and the wave labels of the live site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from attrs import frozen

from nhs_internships.grammar.inline import TAG, escape_liquid, trim
from nhs_internships.spans import Span

__all__ = [
    "CARD_HEADING",
    "WAVE",
    "HtmlPiece",
    "escape_card",
    "hidden_spans",
    "html_headings",
    "html_items",
    "shown",
    "wave_badges",
    "without_wave_badges",
]

CARD_HEADING = "nhsuk-card__heading"
"""The class of the heading of a card."""
WAVE = "nhsx-wave-badge"
"""The class of a wave label."""

_HEADING = re.compile(
    rf"<h(?P<level>[1-6])\b(?![^<>]*{CARD_HEADING})[^<>]*>(?P<text>(?:[^<]|<(?!/?h[1-6])){{0,300}})</h[1-6]\s*>",
    re.IGNORECASE,
)
# The text of a wave label: up to its closing tag if that is near, else up to the next tag.
_WAVE = re.compile(
    r"<(?P<name>[a-z]+)\b[^<>]*>(?:(?P<text>(?:[^<]|<(?!/(?P=name)\b)){0,200})</(?P=name)\s*>|(?P<open>[^<]*))",
    re.IGNORECASE,
)
_ITEM_MARK = re.compile(r"(?P<opens><li\b[^<>]*>)|(?P<closes></li\s*>)|</?[uo]l\b[^<>]*>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b", re.IGNORECASE)
_OPEN_HIDDEN = re.compile(r"<(?<!\\<)(?:!--|(?P<name>script|style|pre|textarea)\b)", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# Blanks at the ends, several together, and those that are shown as a space.
_LOST_BLANKS = re.compile(r"\A\s+|\s+\Z|[ \t\r\n\f]{2,}|[\t\r\n\f]")


@frozen
class HtmlPiece:
    """A text in HTML: as it is shown, and the span of its source."""

    text: str
    span: Span


def escape_card(text: str) -> str:
    """A text for HTML in a page: a browser shows it so, Jekyll finds no Liquid in it, and no blank of it is lost."""
    html = escape_liquid(escape(text, quote=False))
    return _LOST_BLANKS.sub(lambda found: "".join(f"&#x{ord(blank):x};" for blank in found.group()), html)


def shown(html: str) -> str:
    """What a browser shows of a short piece of HTML: no tags, blanks collapsed, entities resolved."""
    return unescape(_BLANKS.sub(" ", TAG.sub("", _BREAK.sub(" ", html))))


def hidden_spans(text: str, start: int = 0) -> list[Span]:
    """Comments, scripts, styles and literal text, which are no part of the page that readers see."""
    found: list[Span] = []
    unclosed: set[str] = set()  # searching again for an end that does not exist would be quadratic
    while opener := _OPEN_HIDDEN.search(text, start):
        kind = (opener.group("name") or "").casefold()
        in_code = text[opener.start() - 1 : opener.start()] == "`"
        end = -1 if in_code or kind in unclosed else _hidden_end(text, opener)
        if end >= 0:
            found.append(Span(opener.start(), end))
        elif not in_code:
            unclosed.add(kind)
        start = end if end >= 0 else opener.end()
    return found


def _hidden_end(text: str, opener: re.Match[str]) -> int:
    if not opener.group("name"):
        end = text.find("-->", opener.end())
        return end + 3 if end >= 0 else -1
    close = re.compile(f"</{opener.group('name')}", re.IGNORECASE).search(text, opener.end())
    return close.start() if close else -1


def html_headings(text: str, span: Span) -> list[tuple[int, Span]]:
    """The level and the span of the text of each HTML heading in a span, except those of cards."""
    found = _HEADING.finditer(text, span.start, span.end)
    return [(int(match.group("level")), trim(text, Span(*match.span("text")))) for match in found]


def html_items(text: str, span: Span) -> list[tuple[Span, Span]]:
    """Each list item of a part of a text that holds a link: the whole of it, and its content.

    An item ends with its own closing tag, or where another item, or its list, begins or ends.
    """
    if "<li" not in text[span.start : span.end].lower():
        return []
    marks = list(_ITEM_MARK.finditer(text, span.start, span.end))
    found: list[tuple[Span, Span]] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        if mark["opens"]:
            closes = following is not None and following["closes"] is not None
            stop = following.start() if following else span.end
            content = trim(text, Span(mark.end(), stop))
            whole = Span(mark.start(), following.end() if following and closes else content.end)
            if _ANCHOR.search(text, content.start, content.end):
                found.append((whole, content))
    return found


def wave_badges(text: str, start: int, end: int | None = None) -> list[HtmlPiece]:
    """The wave labels in a part of a text."""
    return [label for label, _ in _wave_elements(text, start, len(text) if end is None else end)]


def without_wave_badges(text: str) -> str:
    """A short text without its wave labels."""
    for _, element in reversed(list(_wave_elements(text, 0, len(text)))):
        text = text[: element.start] + text[element.end :]
    return text


def _wave_elements(text: str, start: int, end: int) -> Iterator[tuple[HtmlPiece, Span]]:
    at = text.find(WAVE, start, end)
    while at >= 0:
        opener = text.rfind("<", start, at)
        escaped = text[opener - 1 : opener] == "\\"
        match = _WAVE.match(text, opener, end) if opener >= 0 and not escaped else None
        if match and match.end() > at:
            place = trim(text, Span(*match.span("open" if match["text"] is None else "text")))
            yield HtmlPiece(shown(place.of(text)), place), Span(*match.span())
        start = at + len(WAVE)
        at = text.find(WAVE, start, end)
