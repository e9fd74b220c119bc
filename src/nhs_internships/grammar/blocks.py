"""The blocks of a page, with exact offsets: headings, bullets, table rows, card regions, paragraphs.

The scheme's tables are kramdown's: no header row, a delimiter row that may be wrong, missing or followed by a blank
line. To a CommonMark parser such a table is a paragraph, and a card is HTML that ends at a blank line. So table rows
and card regions are cut out first, by offset; markdown-it-py then parses the rest, block level only. It gives line
numbers, from which the offsets follow.

One rule differs from CommonMark: HTML ends before a heading or bullet, not only at a blank line, because in kramdown
and MkDocs it ends with its closing tag.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import Factory, frozen
from markdown_it import MarkdownIt

from nhs_internships.grammar.cards import CardRegion, card_regions
from nhs_internships.grammar.html import WAVE, hidden_spans, html_headings, html_items, wave_badges
from nhs_internships.grammar.inline import trim
from nhs_internships.grammar.rows import find_rows
from nhs_internships.source.text import SourceText
from nhs_internships.spans import Span, inside, start_of

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


__all__ = [
    "Block",
    "Blocks",
    "Bullet",
    "CardBlock",
    "Dropped",
    "Heading",
    "Paragraph",
    "Row",
    "WaveElement",
    "find_rest",
    "scan",
]

_ATX = re.compile(r"[ \t>]*(?P<marks>#{1,6})(?:[ \t]+|$)")
_MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|button|center|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]"
    r"|header|hr|iframe|li|main|menu|nav|ol|p|section|summary|table|t[rdh]|tbody|thead|ul)\b|<!--",
    re.IGNORECASE,
)
_ENDS_HTML = re.compile(r"[ \t]*(?:\n|\Z|#{1,6}[ \t]|[-*+][ \t])")
# The marks of quotes and list items at the beginning of a line, and the first character after them.
_MARKS = re.compile(r"(?P<marks>(?:[ \t]*+(?:>|(?:[-+*]|\d{1,9}[.)])(?![^ \t\r\n])))*+)[ \t]*+(?P<first>[^\r\n])?")
_MARK = re.compile(r">|[-+*]|\d[.)]")
_BEGINS_BLOCK = frozenset("#|<`~-+*_=")
# HTML may have any indentation; Markdown must not read it as code.
_CODE_INDENT = re.compile(r"([\r\n])(?: {4}| {0,3}\t)[ \t]*(?=</?[a-zA-Z])")


@frozen
class Heading:
    """A heading.

    Attributes:
        level: From 1 to 6.
        span: Its lines.
        text: The span of its text, without marks.
    """

    level: int
    span: Span
    text: Span


@frozen
class Bullet:
    """A list item without the lists inside it.

    Attributes:
        span: From its marker to the end of its text.
        content: The text alone.
        html: Whether it is an ``<li>`` element, in which Markdown means nothing.
    """

    span: Span
    content: Span
    html: bool = False


@frozen
class Row:
    """One line of a table."""

    span: Span


@frozen
class CardBlock:
    """One project card, as HTML."""

    span: Span


@frozen
class WaveElement:
    """A wave label outside headings and cards.

    Attributes:
        span: Its characters.
        text: The text as it is shown.
    """

    span: Span
    text: str


@frozen
class Paragraph:
    """Any other visible text: a paragraph or raw HTML."""

    span: Span


@frozen
class Dropped:
    """A list or quote at the nesting limit, whose content is not read."""

    span: Span


Block = Heading | Bullet | Row | CardBlock | WaveElement | Paragraph | Dropped


@frozen
class Blocks:
    """The blocks of a text.

    Attributes:
        blocks: In page order.
        hidden: Comments and other text that no reader of the page sees.
        code: Fenced code.
    """

    blocks: tuple[Block, ...]
    hidden: tuple[Span, ...]
    code: tuple[Span, ...]


def find_rest(source: SourceText, start: int) -> int | None:
    """Where the blocks over the limit begin, from ``start`` on; ``None`` if there are not so many.

    They are counted by the marks at the beginnings of lines, because parsing them is what takes the time.
    """
    limits, is_after_blank = source.limits, True
    left = limits.blocks
    for at in source.starts[bisect_left(source.starts, start) :]:
        found = _MARKS.match(source.text, at)
        marks, first = (found["marks"], found["first"]) if found else ("", None)
        if marks:  # what is nested deeper than the limit is not parsed
            left -= min(len(_MARK.findall(marks)), limits.markdown_nesting)
        elif first is not None and (is_after_blank or first in _BEGINS_BLOCK):
            left -= 1
        if left < 0:
            return at
        is_after_blank = first is None
    return None


def scan(source: SourceText, start: int) -> Blocks:
    """The blocks of a text after its front matter, which ends at ``start``."""
    nesting = source.limits.markdown_nesting
    hidden = tuple(hidden_spans(source.text, start))
    regions = card_regions(source.text, start, hidden)
    groups = [region.span for region in regions]
    rows = [span for span in find_rows(source.text, start) if not inside(span.start, groups)]
    body = _Body(source, start, hidden, tuple(sorted((*groups, *rows), key=start_of)))
    tokens = _parser(nesting).parse(body.markdown())
    code = _code_lines(tokens)
    found: list[Block] = [Row(span) for span in rows if body.is_visible(span, code)]
    for region in regions:
        if body.is_visible(region.span, code):
            found += _region_blocks(region)
    found += body.blocks(tokens, nesting)
    found += body.labels(found, code)
    found.sort(key=lambda block: (block.span.start, -block.span.end))
    return Blocks(tuple(found), hidden, tuple(body.code(code)))


@lru_cache(maxsize=8)
def _parser(nesting: int) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": nesting})
    parser.core.ruler.enableOnly(["normalize", "block"])
    # Link definitions are not used by these pages, and scanning for them is the slow part of "[[[[".
    parser.disable("reference")
    parser.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _html_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A rule for markdown-it: HTML from the tag of a block to a blank line, heading or bullet."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    if state.is_code_block(first) or not _BLOCK_TAG.match(line):
        return False
    if silent:
        return True
    end = first + 1
    while end < last and state.sCount[end] >= state.blkIndent and not _ENDS_HTML.match(state.src, state.bMarks[end]):
        end += 1
    state.line = end
    token = state.push("html_block", "", 0)
    token.map = [first, end]
    return True


def _code_lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The first line of each block of fenced code and the line after it."""
    return [(token.map[0], token.map[1]) for token in tokens if token.type == "fence" and token.map]


def _region_blocks(region: CardRegion) -> Iterator[Block]:
    """The cards of a region, and the text between them."""
    at = region.span.start
    for card in region.cards:
        yield Paragraph(Span(at, card.start))
        yield CardBlock(card)
        at = card.end
    yield Paragraph(Span(at, region.span.end))


@frozen
class _Body:
    """The text of a page after its front matter; maps the line numbers of markdown-it to offsets.

    Attributes:
        source: The whole text.
        start: Where the body begins.
        hidden: Comments and other text that no reader of the page sees.
        cut: Table rows and card regions, which markdown-it does not get.
        first: The number of lines before the body.
    """

    source: SourceText
    start: int
    hidden: tuple[Span, ...]
    cut: tuple[Span, ...]
    first: int = Factory(lambda body: body.source.line(body.start) - 1, takes_self=True)

    def markdown(self) -> str:
        """The body without what is cut or hidden, but with all newlines, so that line numbers stay."""
        text, at = self.source.text, self.start
        parts: list[str] = []
        for span in sorted((*self.cut, *self.hidden), key=start_of):
            if span.end > at:  # a row may lie in a comment
                start = max(at, span.start)
                parts += text[at:start], "\n" * (self._line(span.end) - self._line(start))
                at = span.end
        parts.append(text[at:])
        # With a newline in front, every line follows one.
        return _CODE_INDENT.sub(r"\1", "".join(("\n", *parts)))[1:]

    def _line(self, offset: int) -> int:
        return self.source.line(offset) - 1 - self.first

    def _range(self, token: Token) -> Span:
        """The characters of a token's lines, without the newline at the end."""
        begin, end = token.map or [0, 0]
        lines = self.source.lines(self.first + begin + 1, self.first + end)
        start = max(self.start, lines.start)
        return Span(start, start + len(self.source.text[start : lines.end].rstrip("\r\n")))

    def code(self, lines: Sequence[tuple[int, int]]) -> Iterator[Span]:
        """The characters of fenced code."""
        for begin, end in lines:
            yield self.source.lines(self.first + begin + 1, self.first + end)

    def is_visible(self, span: Span, code: Sequence[tuple[int, int]]) -> bool:
        """Whether a cut part is outside fenced code and comments."""
        line = self._line(span.start)
        at = bisect_left(code, (line + 1, 0)) - 1
        return not (at >= 0 and line < code[at][1]) and not inside(span.start, self.hidden)

    def _items(self, span: Span) -> Iterator[Block]:
        """The list items of raw HTML, and what is between them."""
        at = span.start
        for whole, content in html_items(self.source.text, span):
            if not inside(whole.start, self.hidden):
                yield Paragraph(Span(at, whole.start))
                yield Bullet(whole, content, html=True)
                at = whole.end
        yield Paragraph(Span(at, span.end))

    def labels(self, blocks: Sequence[Block], code: Sequence[tuple[int, int]]) -> Iterator[WaveElement]:
        """Wave labels outside headings and cards."""
        if WAVE not in self.source.text:
            return
        taken = sorted((block.span for block in blocks if isinstance(block, Heading | CardBlock)), key=start_of)
        for piece in wave_badges(self.source.text, self.start):
            if not inside(piece.span.start, taken) and self.is_visible(piece.span, code):
                yield WaveElement(piece.span, piece.text)

    def blocks(self, tokens: Sequence[Token], nesting: int) -> Iterator[Block]:
        """Headings, bullets and paragraphs; the first paragraphs of an item belong to its bullet."""
        taken = self.start
        for at, token in enumerate(tokens):
            match token.type:
                case _ if token.level + 1 >= nesting and _is_empty(tokens, at):
                    dropped = self._range(token)
                    taken = dropped.end
                    yield Dropped(dropped)
                case "heading_open" if (span := self._range(token)).start >= taken:
                    yield self._heading(token, span)
                case "list_item_open":
                    bullet = self._bullet(token, tokens, at)
                    taken = bullet.span.end
                    yield bullet
                case "paragraph_open" if (span := self._range(token)).start >= taken:
                    yield from map(Paragraph, self._uncut(span))
                case "html_block" if (span := self._range(token)).start >= taken:
                    yield from self._html(span)
                case _:
                    pass

    def _heading(self, token: Token, span: Span) -> Heading:
        text, level = self.source.text, int(token.tag[1])
        marks = _ATX.match(text, span.start, span.end) if token.markup.startswith("#") else None
        if not marks:  # underlined: the text is every line but the last
            last = self.source.line(span.end)
            return Heading(level, span, trim(text, Span(span.start, max(span.start, self.source.starts[last - 1]))))
        return Heading(level, span, _without_closing_marks(text, trim(text, Span(marks.end(), span.end))))

    def _bullet(self, token: Token, tokens: Sequence[Token], at: int) -> Bullet:
        span = self._range(token)
        inner = _inner_list(tokens, at)
        cut = bisect_left(self.cut, span.start, key=start_of)
        ends = (self._range(inner).start if inner else span.end, *(part.start for part in self.cut[cut : cut + 1]))
        stop = max(span.start, min(span.end, *ends))
        marker = _MARKER.match(self.source.text, span.start, span.end)
        # A nested item may begin on the line of its parent ("- - x"), so its marker need not begin the line.
        begin = min(marker.end() if marker else span.start, stop)
        return Bullet(Span(span.start, stop), trim(self.source.text, Span(begin, stop)))

    def _html(self, span: Span) -> Iterator[Block]:
        if inside(span.start, self.hidden):
            return
        for piece in self._uncut(span):
            for level, text in html_headings(self.source.text, piece):
                yield Heading(level, text, text)
            yield from self._items(piece)

    def _uncut(self, span: Span) -> Iterator[Span]:
        """The parts of a span outside what is cut: a card region may begin in the middle of a line."""
        at = span.start
        first = bisect_left(self.cut, span.start, key=start_of)
        for n in range(max(0, first - 1), len(self.cut)):
            part = self.cut[n]
            if part.start >= span.end:
                break
            if part.end > at:
                if part.start > at:
                    yield Span(at, part.start)
                at = part.end
        if at < span.end:
            yield Span(at, span.end)


def _without_closing_marks(text: str, body: Span) -> Span:
    """The text of a heading without the marks that may close it (``# Title ##``)."""
    written = body.of(text)
    unmarked = written.rstrip("#")
    if len(unmarked) == len(written) or not unmarked.endswith((" ", "\t")):
        return body
    return Span(body.start, body.start + len(unmarked.rstrip(" \t")))


def _is_empty(tokens: Sequence[Token], at: int) -> bool:
    """Whether a container holds no tokens: markdown-it leaves it empty at the nesting limit."""
    return tokens[at].nesting == 1 and tokens[at].map is not None and tokens[at + 1].nesting == -1


def _inner_list(tokens: Sequence[Token], at: int) -> Token | None:
    """The first list inside the item that opens at ``at``."""
    level = tokens[at].level
    for n in range(at + 1, len(tokens)):  # a slice would copy the rest of the page for every item
        token = tokens[n]
        if token.level <= level:
            return None
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            return token
    return None
