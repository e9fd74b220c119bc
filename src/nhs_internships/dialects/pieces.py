"""The parts of a page that are entries, or belong to them: waves, delimiters, lists of cards.

Parts with nothing visible between them are a block, which can be written again as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from nhs_internships.dialects.document import Document
from nhs_internships.dialects.entry_lines import (
    is_blank,
    is_delimiter_line,
    is_table_line,
    kind_of,
    line_at,
    line_before,
)
from nhs_internships.dialects.sections import WaveLabel
from nhs_internships.dialects.wave_lines import is_row
from nhs_internships.grammar.inline import COMMENT, TAG
from nhs_internships.grammar.rows import cells
from nhs_internships.spans import Cover, Span

__all__ = ["Piece", "blocks"]

_OPEN = re.compile(r"(?P<tag><[uo]l\b[^<>]*>)(?:\s|<!--(?:[^-]|-(?!->))*+-->)*+\Z", re.IGNORECASE)
_CLOSE = re.compile(r"(?:\s|<!--(?:[^-]|-(?!->))*+-->)*+(?P<tag></[uo]l\s*>)", re.IGNORECASE)
_MAX_TAG = 2000


@frozen(kw_only=True)
class Piece:
    """A part of a block.

    Attributes:
        span: Its characters, with the end of its last line.
        entry: The number of the entry that it is.
        label: The wave that it states.
        text: Other text, which is kept.
    """

    span: Span
    entry: int | None = None
    label: WaveLabel | None = None
    text: str | None = None


def blocks(document: Document) -> Iterator[list[Piece]]:
    """The pieces of a page, cut where a visitor sees something between them; those without an entry are left out."""
    block: list[Piece] = []
    for piece in _pieces(document):
        between = document.text[block[-1].span.end : piece.span.start] if block else ""
        if block and not is_blank(COMMENT.sub("", between)):
            yield block
            block = []
        elif not is_blank(between):
            start = block[-1].span.end
            block.append(Piece(span=Span(start, piece.span.start), text=between.strip()))
        block.append(piece)
    if block:
        yield block


def _pieces(document: Document) -> list[Piece]:
    entries = [Piece(span=_lines(document, n), entry=n) for n in range(len(document.spans))]
    whole = Cover(spans.whole for spans in document.spans)
    labels = (label for section in document.sections for label in section.labels if not whole.contains(label.span))
    # What is known to be an entry or a wave counts more than the line it stands on.
    known = [*_tables(document, entries), *_lists(document), *filter(None, (_wave(document, one) for one in labels))]
    found = {piece.span: piece for piece in (*known, *entries)}
    return sorted(found.values(), key=lambda piece: (piece.span.start, piece.span.end))


def _lines(document: Document, n: int) -> Span:
    """The whole lines of an entry or, where it shares them, its own characters."""
    whole = document.spans[n].whole
    first, last = line_at(document, whole.start), line_at(document, max(whole.start, whole.end - 1))
    start = first.start if is_blank(document.text[first.start : whole.start].lstrip("\ufeff")) else whole.start
    return Span(start, last.end if is_blank(document.text[whole.end : last.end]) else whole.end)


def _tables(document: Document, entries: Iterable[Piece]) -> Iterator[Piece]:
    """The lines of all tables with entries; each line is looked at once."""
    done = 0
    for piece in entries:
        if piece.span.end > done and piece.entry is not None and kind_of(document, piece.entry) == "row":
            for line in _table(document, piece.span):
                yield _row(document, line)
                done = max(done, line.end)


def _table(document: Document, row: Span) -> Iterator[Span]:
    """The lines of the table of a row, with a delimiter that a blank line separates from it."""
    above = row.start
    while above and is_table_line(document, line := line_before(document, above)):
        yield line
        above = line.start
    while above and is_blank(line_before(document, above).of(document.text)):
        above = line_before(document, above).start
    if above and is_delimiter_line(document, line := line_before(document, above)):
        yield line
    below = row.start
    while below < len(document.text) and is_table_line(document, line := line_at(document, below)):
        yield line
        below = line.end


def _row(document: Document, line: Span) -> Piece:
    """A row that is no entry: a delimiter, an empty row, or one of other text."""
    if is_delimiter_line(document, line):
        return Piece(span=line)
    filled = [cell for cell in cells(document.text, line, document.source.limits.table_cells) if len(cell) > 0]
    return Piece(span=line, text=" ".join(cell.of(document.text) for cell in filled) or None)


def _lists(document: Document) -> Iterator[Piece]:
    """The tags of the lists in HTML around entries."""
    text = document.text
    for n, spans in enumerate(document.spans):
        if kind_of(document, n) in {"card", "item"}:
            opens = _OPEN.search(text, max(0, spans.whole.start - _MAX_TAG), spans.whole.start)
            for tag in filter(None, (opens, _CLOSE.match(text, spans.whole.end))):
                yield Piece(span=_with_line(document, Span(*tag.span("tag"))))


def _with_line(document: Document, span: Span) -> Span:
    """A span with its line, as far as nothing else stands on it."""
    line, text = line_at(document, span.start), document.text
    start = line.start if is_blank(text[line.start : span.start].lstrip("\ufeff")) else span.start
    return Span(start, line.end if is_blank(text[span.end : line.end]) else span.end)


def _wave(document: Document, label: WaveLabel) -> Piece | None:
    """A wave that is a row, or a label with a line of its own; others are headings and texts, which stay."""
    line = line_at(document, label.span.start)
    written = line.of(document.text).lstrip(" \t\ufeff")
    is_label = written.startswith("<span") and _without_tags(written) == _without_tags(label.span.of(document.text))
    return Piece(span=line, label=label) if is_label or is_row(document, label) else None


def _without_tags(text: str) -> str:
    """A text without tags, and without blanks around it."""
    return TAG.sub("", text).strip()
