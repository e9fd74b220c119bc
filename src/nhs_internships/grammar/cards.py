"""The project cards of the live site: raw HTML inside Markdown.

Regions and cards are found with expressions that cannot backtrack. The standard HTML parser then sees one card at a
time, because it is quadratic on some broken input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser

from attrs import frozen

from nhs_internships.grammar.html import CARD_HEADING, WAVE, HtmlPiece, shown
from nhs_internships.grammar.inline import attribute, trim
from nhs_internships.spans import Span, inside

__all__ = ["Card", "CardRegion", "Tag", "begins_card", "card_regions", "read_card", "stray_cards"]

_GROUP = "nhsuk-card-group"
_PROJECT = "nhsx-project-card"
_LINK = "nhsuk-card__link"
_TAG = "nhsuk-tag"

# A Markdown heading ends an unclosed region: no card holds one, and less is swallowed.
_MARK = re.compile(r"<(?<!\\<)(?P<close>/?)(?P<name>ul|li)\b[^<>]*>|(?<![^\r\n])#{1,6}[ \t]", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?<!\\<)[^<>]*>")
_INLINE = frozenset({"span", "em", "b", "i", "strong", "small", "sup", "sub", "abbr", "br", "wbr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING_ROLES = frozenset({"heading", "title"})
_EMPTY = HtmlPiece("", Span(0, 0))


@frozen
class Tag:
    """One label of a card.

    Attributes:
        label: Its text.
        modifier: The modifier of its class (``green``), or ``None``.
        facet: The value of ``data-facet``, or ``None``.
        span: The whole element.
    """

    label: str
    modifier: str | None
    facet: str | None
    span: Span


@frozen
class Card:
    """What one card states; ``None`` for what it does not state.

    Attributes:
        span: The whole card.
        title: The text of its link or heading.
        url: The target of its link.
        tags: Its labels.
        wave: The text of its wave label.
        filters: The value of ``data-tags``.
        closed: Whether its ``<li>`` is closed.
    """

    span: Span
    title: HtmlPiece | None
    url: HtmlPiece | None
    tags: tuple[Tag, ...]
    wave: HtmlPiece | None
    filters: HtmlPiece | None
    closed: bool


@frozen
class CardRegion:
    """A run of HTML that Markdown must not see, and the project cards in it."""

    span: Span
    cards: tuple[Span, ...]


def card_regions(text: str, start: int, hidden: Sequence[Span]) -> list[CardRegion]:
    """The card groups of a text, and project cards outside one."""
    if _GROUP not in text and _PROJECT not in text:
        return []
    marks = [mark for mark in _MARK.finditer(text, start) if not inside(mark.start(), hidden)]
    return list(_regions(text, marks))


def _regions(text: str, marks: list[re.Match[str]]) -> Iterator[CardRegion]:
    at = 0
    while at < len(marks):
        mark = marks[at]
        if _opens(mark, "ul", _GROUP) or _opens(mark, "li", _PROJECT):
            stop, end = _region_end(text, marks, at)
            yield CardRegion(Span(mark.start(), end), tuple(_cards(marks[at:stop], end)))
            at = stop
        else:
            at += 1


def _opens(mark: re.Match[str], name: str, token: str) -> bool:
    return _is(mark, name) and not mark.group("close") and _has_class(mark.group(), token)


def _has_class(tag: str, name: str) -> bool:
    """Whether a tag names a class, and not only one that begins or ends so."""
    return name in tag and re.search(rf"(?<![\w-]){name}(?![\w-])", tag) is not None


def begins_card(text: str, start: int) -> bool:
    """Whether a project card begins at an offset."""
    mark = _MARK.match(text, start)
    return mark is not None and _opens(mark, "li", _PROJECT)


def stray_cards(text: str, start: int, cards: Sequence[Span]) -> Iterator[Span]:
    """Opening tags of project cards that are not list items, outside the cards that were found."""
    if _PROJECT in text:
        for tag in _ANY_TAG.finditer(text, start):
            if _has_class(tag.group(), _PROJECT) and not inside(tag.start(), cards):
                yield Span(*tag.span())


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
        if _opens(mark, "li", _PROJECT):
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


def read_card(text: str, span: Span) -> Card | None:
    """Read one card; ``None`` if it is too broken to be read."""
    raw = span.of(text)
    if "<!" in raw:
        raw = _without_comments(raw)
        if "<!" in raw:  # a declaration or an unclosed comment
            return None
    parser = _CardParser(raw, span.start)
    try:
        parser.feed(raw)
        parser.close()
    except AssertionError:  # html.parser on declarations it does not know
        return None
    return parser.card(trim(text, span))


def _without_comments(raw: str) -> str:
    """The text with every comment replaced by blanks, so that offsets stay."""
    parts: list[str] = []
    done = 0
    while (start := raw.find("<!--", done)) >= 0:
        end = raw.find("-->", start + 4)
        if end < 0:
            break
        parts += raw[done:start], " " * (end + 3 - start)
        done = end + 3
    return "".join((*parts, raw[done:]))


@frozen
class _Element:
    """An element that is open: its role, its name, and where it and its content begin."""

    role: str
    name: str
    start: int
    content: int
    modifier: str | None
    facet: str | None


class _CardParser(HTMLParser):
    """Collects the title, link, labels and wave of one card, with their spans."""

    def __init__(self, raw: str, base: int) -> None:
        super().__init__(convert_charrefs=True)
        self.raw = raw
        self.base = base
        # HTMLParser counts lines at "\n" only.
        self.lines = [0, *(at + 1 for at, char in enumerate(raw) if char == "\n")]
        self.open: list[_Element] = []
        self.closed = False
        self.titles: dict[str, HtmlPiece] = {}
        self.urls: dict[str, HtmlPiece | None] = {}
        self.tags: list[Tag] = []
        self.wave: HtmlPiece | None = None
        self.filters: HtmlPiece | None = None
        self.is_first_tag = True

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._offset()
        end = at + len(self.get_starttag_text() or "")
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        if self.is_first_tag:
            self.is_first_tag = False
            self.filters = self._attribute(Span(at, end), "data-tags")
        role = _role(tag, classes)
        if role in _HEADING_ROLES:
            self._finish_heading(at)
        elif role or tag not in _INLINE:
            self._finish_unclosed(at)
        if role in {"link", "anchor"}:
            self.urls.setdefault(role, self._attribute(Span(at, end), "href"))
        if role:
            self.open.append(_Element(role, tag, at, end, _modifier(classes), values.get("data-facet")))

    def handle_endtag(self, tag: str) -> None:
        at = self._offset()
        if tag == "li":
            self.closed = True
        if self.open and self.open[-1].name == tag:
            end = self.raw.find(">", at) + 1 or len(self.raw)
            self._finish(self.open.pop(), at, end)
        elif tag not in _INLINE:
            self._finish_unclosed(at)

    def _finish_heading(self, at: int) -> None:
        """End a heading that is still open where another one begins; a heading may stand in a link."""
        while any(element.role in _HEADING_ROLES for element in self.open):
            self._finish(self.open.pop(), at, at)

    def _finish_unclosed(self, at: int) -> None:
        """End labels and links that are still open where a block begins or ends: they were never closed."""
        while self.open and self.open[-1].role not in _HEADING_ROLES:
            self._finish(self.open.pop(), at, at)

    def _finish(self, element: _Element, content_end: int, end: int) -> None:
        place = trim(self.raw, Span(element.content, content_end))
        piece = HtmlPiece(shown(place.of(self.raw)), self._moved(place))
        match element.role:
            case "tag":
                span = self._moved(Span(element.start, end))
                self.tags.append(Tag(piece.text, element.modifier, element.facet, span))
            case "wave":
                self.wave = self.wave or piece
            case role if not self.titles.get(role, _EMPTY).text:
                self.titles[role] = piece
            case _:
                pass

    def _moved(self, span: Span) -> Span:
        return Span(span.start + self.base, span.end + self.base)

    def _attribute(self, tag: Span, name: str) -> HtmlPiece | None:
        place = attribute(self.raw, tag, name)
        return HtmlPiece(unescape(place.of(self.raw)), self._moved(place)) if place else None

    def card(self, span: Span) -> Card:
        """What was read; to be called after `close`."""
        while self.open:
            self._finish(self.open.pop(), len(self.raw), len(self.raw))
        url = self.urls.get("link") or self.urls.get("anchor")
        return Card(span, self._title(), url, tuple(self.tags), self.wave, self.filters, self.closed)

    def _title(self) -> HtmlPiece | None:
        """The text of the link, or of the heading inside it or without it; classes count before element names."""
        found = [self.titles[role] for role in ("link", "heading", "anchor", "title") if role in self.titles]
        filled = [piece for piece in found if piece.text] or found
        if not filled:
            return None
        return next((piece for piece in filled[1:] if filled[0].span.contains(piece.span)), filled[0])


def _role(tag: str, classes: list[str]) -> str:
    """What an element is for, by its class, else by its name; empty if it is for nothing that is read."""
    if tag == "a":
        return "link" if _LINK in classes else "anchor"
    by_class = ((WAVE, "wave"), (_TAG, "tag"), (CARD_HEADING, "heading"))
    role = next((role for name, role in by_class if name in classes), "")
    return role or ("title" if tag in _HEADINGS else "")


def _modifier(classes: list[str]) -> str | None:
    prefix = f"{_TAG}--"
    return next((name.removeprefix(prefix) for name in classes if name.startswith(prefix)), None)
