"""The project cards of the live site: raw HTML inside Markdown.

Regions and cards are found with expressions that cannot backtrack; the standard HTML parser then sees one
card at a time, because it is quadratic on some broken input.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from attrs import frozen, mutable

from nhs_internships.grammar.inline import attribute, trim
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "Card",
    "CardRegion",
    "Piece",
    "Tag",
    "between",
    "card_regions",
    "hidden_spans",
    "html_headings",
    "inside",
    "read_card",
    "stray_cards",
    "wave_badges",
    "without_wave_badges",
]

GROUP = "nhsuk-card-group"
PROJECT = "nhsx-project-card"
LINK = "nhsuk-card__link"
HEADING = "nhsuk-card__heading"
TAG = "nhsuk-tag"
WAVE = "nhsx-wave-badge"

# A Markdown heading ends an unclosed region: no card holds one, and less is swallowed.
_MARK = re.compile(r"<(?<!\\<)(?P<close>/?)(?P<name>ul|li)\b[^<>]*>|(?<![^\r\n])#{1,6}[ \t]", re.IGNORECASE)
_HEADING = re.compile(
    rf"<h(?P<level>[1-6])\b(?![^<>]*{HEADING})[^<>]*>(?P<text>(?:[^<]|<(?!/?h[1-6])){{0,300}})</h[1-6]\s*>",
    re.IGNORECASE,
)
# The text of a wave label: to its closing tag, which is near, or else to the next tag.
_WAVE = re.compile(
    r"<(?P<name>[a-z]+)\b[^<>]*>(?:(?P<text>(?:[^<]|<(?!/(?P=name)\b)){0,200})</(?P=name)\s*>|(?P<open>[^<]*))",
    re.IGNORECASE,
)
_OPEN_HIDDEN = re.compile(r"<(?<!\\<)(?:!--|(?P<name>script|style|pre|textarea)\b)", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@frozen
class Piece:
    """A text inside a card: what it says, and the place it says it."""

    text: str
    span: Span


@frozen
class Tag:
    """One label of a card: its text, the modifier of its class, a facet if it states one, the whole element."""

    label: str
    modifier: str | None
    facet: str | None
    span: Span


@frozen
class Card:
    """What one card says. ``title`` or ``url`` is ``None`` when the card has none."""

    span: Span
    title: Piece | None
    url: Piece | None
    tags: tuple[Tag, ...]
    wave: Piece | None
    filters: Piece | None
    closed: bool


@frozen
class CardRegion:
    """A run of HTML that Markdown must not see, and the project cards in it."""

    span: Span
    cards: tuple[Span, ...]


def shown(html: str) -> str:
    """What a browser shows of a short piece of HTML: no tags, blanks as one, entities as what they stand for."""
    return unescape(_BLANKS.sub(" ", _TAGS.sub("", _BREAK.sub(" ", html))))


def hidden_spans(text: str, start: int = 0) -> list[Span]:
    """Comments, scripts, styles and literal text: what stands there is no part of the page."""
    found: list[Span] = []
    unclosed: set[str] = set()  # looking again for what is never closed would be quadratic
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


def inside(offset: int, spans: Sequence[Span]) -> bool:
    """Whether an offset lies in one of the spans, which are in order and do not overlap."""
    if not spans:  # as on nearly all pages
        return False
    at = bisect_right(spans, offset, key=_start) - 1
    return at >= 0 and offset < spans[at].end


def between(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Those of the spans, which are in order and do not overlap, that begin in a place."""
    first = bisect_left(spans, place.start, key=_start)
    return spans[first : bisect_left(spans, place.end, lo=first, key=_start)]


def _start(span: Span) -> int:
    return span.start


def card_regions(text: str, start: int, hidden: Sequence[Span]) -> list[CardRegion]:
    """The card groups of a text, and project cards that stand outside one."""
    if GROUP not in text and PROJECT not in text:
        return []
    marks = [mark for mark in _MARK.finditer(text, start) if not inside(mark.start(), hidden)]
    return list(_regions(text, marks))


def _regions(text: str, marks: list[re.Match[str]]) -> Iterator[CardRegion]:
    at = 0
    while at < len(marks):
        mark = marks[at]
        if _opens(mark, "ul", GROUP) or _opens(mark, "li", PROJECT):
            stop, end = _region_end(text, marks, at)
            inside = marks[at:stop]
            yield CardRegion(Span(mark.start(), end), tuple(_cards(inside, end)))
            at = stop
        else:
            at += 1


def _opens(mark: re.Match[str], name: str, token: str) -> bool:
    return _is(mark, name) and not mark.group("close") and _has_class(mark.group(), token)


def _has_class(tag: str, name: str) -> bool:
    """Whether a tag names a class, and not only one that begins or ends so."""
    return name in tag and re.search(rf"(?<![\w-]){name}(?![\w-])", tag) is not None


def stray_cards(text: str, start: int, cards: Sequence[Span]) -> Iterator[Span]:
    """Opening tags of project cards that are no list items, outside the cards that were found."""
    at = text.find(PROJECT, start)
    while at >= 0:
        opener, end = text.rfind("<", start, at), text.find(">", at)
        is_tag = opener >= 0 and end >= 0 and ">" not in text[opener:at] and text[opener - 1 : opener] != "\\"
        if is_tag and not inside(at, cards) and _has_class(text[opener : end + 1], PROJECT):
            yield Span(opener, end + 1)
        start = at + len(PROJECT)
        at = text.find(PROJECT, start)


def _is(mark: re.Match[str], name: str) -> bool:
    return (mark.group("name") or "").lower() == name


def _region_end(text: str, marks: list[re.Match[str]], first: int) -> tuple[int, int]:
    """The index of the mark after the region, and the offset at which the region ends."""
    name = (marks[first].group("name") or "").lower()
    depth = {"ul": 0, "li": 0}
    for at in range(first, len(marks)):
        mark = marks[at]
        if mark.group("name") is None:  # a Markdown heading: the region was never closed
            return at, mark.start()
        kind = (mark.group("name") or "").lower()
        depth[kind] += -1 if mark.group("close") else 1
        if kind == name and depth[name] <= 0:
            return at + 1, mark.end()
        if depth["ul"] < 0:  # a card outside a group: the end of the list around it ends it too
            return at, mark.start()
    return len(marks), len(text)


def _cards(marks: list[re.Match[str]], end: int) -> Iterator[Span]:
    """The project cards of a region: each from its ``<li>`` to its own end, or to the next card."""
    opened: int | None = None
    depth = 0
    for mark in marks:
        if _opens(mark, "li", PROJECT):
            if opened is not None:
                yield Span(opened, mark.start())
            opened, depth = mark.start(), 1
        elif opened is not None and _is(mark, "li"):
            depth += -1 if mark.group("close") else 1
            if depth == 0:
                yield Span(opened, mark.end())
                opened = None
    if opened is not None:
        yield Span(opened, end)


def html_headings(text: str, span: Span) -> list[tuple[int, Span]]:
    """Headings written in HTML inside a span, but for those of cards: level and the place of the text."""
    found = _HEADING.finditer(text, span.start, span.end)
    return [(int(match.group("level")), trim(text, Span(*match.span("text")))) for match in found]


def wave_badges(text: str, start: int, end: int | None = None) -> list[Piece]:
    """The wave labels of newer front pages, wherever they stand; each with the place of its text."""
    return [label for label, _ in _wave_elements(text, start, len(text) if end is None else end)]


def without_wave_badges(text: str) -> str:
    """A short text without its wave labels."""
    for _, element in reversed(list(_wave_elements(text, 0, len(text)))):
        text = text[: element.start] + text[element.end :]
    return text


def _wave_elements(text: str, start: int, end: int) -> Iterator[tuple[Piece, Span]]:
    at = text.find(WAVE, start, end)
    while at >= 0:
        opener = text.rfind("<", start, at)
        escaped = text[opener - 1 : opener] == "\\"
        match = _WAVE.match(text, opener, end) if opener >= 0 and not escaped else None
        if match and match.end() > at:
            place = trim(text, Span(*match.span("open" if match["text"] is None else "text")))
            yield Piece(shown(place.of(text)), place), Span(*match.span())
        start = at + len(WAVE)
        at = text.find(WAVE, start, end)


def read_card(text: str, span: Span) -> Card | None:
    """Read one card; ``None`` when it is too broken to be read."""
    raw = span.of(text)
    if "<!" in raw:
        raw = _without_comments(raw)
        if "<!" in raw:  # declarations and unclosed comments: not HTML that a page should hold
            return None
    reader = _CardReader(raw, span.start)
    try:
        reader.feed(raw)
        reader.close()
    except AssertionError:  # html.parser on declarations it does not know
        return None
    return reader.card(text, span)


def _without_comments(raw: str) -> str:
    """The text with every comment blanked out, so that offsets stay."""
    parts: list[str] = []
    done = 0
    while (start := raw.find("<!--", done)) >= 0:
        end = raw.find("-->", start + 4)
        if end < 0:
            break
        parts += raw[done:start], " " * (end + 3 - start)
        done = end + 3
    return "".join((*parts, raw[done:]))


@mutable
class _Open:
    """An element that is being read: what it is, where it and its content begin."""

    kind: str
    name: str
    start: int
    content: int
    modifier: str | None = None
    facet: str | None = None


_INLINE = frozenset({"span", "em", "b", "i", "strong", "small", "sup", "sub", "abbr", "br", "wbr"})


_NOTHING = Piece("", Span(0, 0))


class _CardReader(HTMLParser):
    """Collects the title, link, labels and wave of one card, with their places."""

    def __init__(self, raw: str, base: int) -> None:
        super().__init__(convert_charrefs=True)
        self.raw = raw
        self.base = base
        # HTMLParser counts lines at "\n" only.
        self.lines = [0, *(at + 1 for at, char in enumerate(raw) if char == "\n")]
        self.open: list[_Open] = []
        self.closed = False
        self.titles: dict[str, Piece] = {}
        self.urls: dict[str, Piece | None] = {}
        self.tags: list[Tag] = []
        self.wave: Piece | None = None
        self.filters: Piece | None = None
        self.first = True

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._at()
        raw = self.get_starttag_text() or ""
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        if self.first:
            self.first = False
            self.filters = self._attribute(at, len(raw), "data-tags")
        kind = _kind(tag, classes)
        wraps = kind in {"heading", "title"}  # a link may stand around a heading
        if not wraps and (kind != "" or tag not in _INLINE):
            self._finish_unclosed(at)
        if kind in {"link", "anchor"}:
            self.urls.setdefault(kind, self._attribute(at, len(raw), "href"))
        if kind:
            self.open.append(_Open(kind, tag, at, at + len(raw), _modifier(classes), values.get("data-facet")))

    def handle_endtag(self, tag: str) -> None:
        at = self._at()
        if tag == "li":
            self.closed = True
        if self.open and self.open[-1].name == tag:
            end = self.raw.find(">", at) + 1 or len(self.raw)
            self._finish(self.open.pop(), at, end)
        elif tag not in _INLINE:
            self._finish_unclosed(at)

    def _finish_unclosed(self, at: int) -> None:
        """A block begins or ends: labels and links that are still open were never closed."""
        while self.open and self.open[-1].kind not in {"heading", "title"}:
            self._finish(self.open.pop(), at, at)

    def _finish(self, element: _Open, content_end: int, end: int) -> None:
        place = trim(self.raw, Span(element.content, content_end))
        said = shown(place.of(self.raw))
        match element.kind:
            case "tag":
                self.tags.append(Tag(said, element.modifier, element.facet, self._moved(Span(element.start, end))))
            case "wave":
                self.wave = self.wave or Piece(said, self._moved(place))
            case kind if not self.titles.get(kind, _NOTHING).text:
                self.titles[kind] = Piece(said, self._moved(place))
            case _:
                pass

    def _moved(self, span: Span) -> Span:
        return Span(span.start + self.base, span.end + self.base)

    def _attribute(self, at: int, length: int, name: str) -> Piece | None:
        place = attribute(self.raw, Span(at, at + length), name)
        return Piece(unescape(place.of(self.raw)), self._moved(place)) if place else None

    def card(self, text: str, span: Span) -> Card:
        """What was read; to be called after `close`."""
        while self.open:
            self._finish(self.open.pop(), len(self.raw), len(self.raw))
        place = trim(text, span)
        url = self.urls.get("link") or self.urls.get("anchor")
        return Card(place, self._title(), url, tuple(self.tags), self.wave, self.filters, self.closed)

    def _title(self) -> Piece | None:
        """The text of the link, or of the heading inside it or instead of it; classes tell first, elements second."""
        found = [self.titles[kind] for kind in ("link", "heading", "anchor", "title") if kind in self.titles]
        known = [piece for piece in found if piece.text] or found  # an empty link says less than a heading
        return next((piece for piece in known[1:] if known[0].span.contains(piece.span)), known[0]) if known else None


def _kind(tag: str, classes: list[str]) -> str:
    """What an element is for, by its class, else by its name."""
    by_class = ((WAVE, "wave"), (TAG, "tag"), (HEADING, "heading"))
    if tag == "a":
        return "link" if LINK in classes else "anchor"
    named = next((kind for name, kind in by_class if name in classes), "")
    return named or ("title" if tag in _HEADINGS else "")


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _modifier(classes: list[str]) -> str | None:
    prefix = f"{TAG}--"
    return next((name.removeprefix(prefix) for name in classes if name.startswith(prefix)), None)
