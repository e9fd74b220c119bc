"""The entries of a listing as whole lines: their own, those between them, and the table or list around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nhs_internships.dialects.document import Document
from nhs_internships.dialects.references import is_html_item
from nhs_internships.grammar.cards import begins_card
from nhs_internships.grammar.inline import COMMENT
from nhs_internships.grammar.rows import cells, is_delimiter
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

__all__ = [
    "begins_block",
    "block_end",
    "block_removed",
    "entry_lines",
    "gap",
    "is_blank",
    "is_delimiter_line",
    "is_rule",
    "is_table_line",
    "kind_of",
    "line_at",
    "line_before",
    "removed",
    "runs",
    "with_newlines",
]

_INDENT = re.compile(r"[ \t>]*")
_OPEN_LIST = re.compile(r"<[uo]l\b[^<>]*>\s*", re.IGNORECASE)
_CLOSE_LIST = re.compile(r"\s*</[uo]l\s*>", re.IGNORECASE)
_BLOCK = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\||[-*+][ \t]|\d+[.)][ \t]|<|>|```|~~~|\{[:%])")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")


def kind_of(document: Document, n: int) -> str:
    """What an entry is written as: a table ``row``, a ``card``, an ``item`` of a list in HTML, or a ``bullet``."""
    start = document.spans[n].whole.start
    match document.text[start]:
        case "|":
            return "row"
        case "<" if is_html_item(document, n) and not begins_card(document.text, start):
            return "item"
        case "<":
            return "card"
        case _:
            return "bullet"


def entry_lines(document: Document, n: int) -> Span:
    """The whole lines of an entry; those of a bullet with what is indented below it.

    A card that shares a line with other text has no more than its own characters of it.
    """
    source, whole = document.source, document.spans[n].whole
    last = source.line(whole.start + len(whole.of(document.text).rstrip(" \t\r\n")))
    if kind_of(document, n) == "bullet":
        return source.lines(source.line(whole.start), _last_line(document, whole.start, last))
    lines = source.lines(source.line(whole.start), last)
    start = lines.start if is_blank(document.text[lines.start : whole.start].lstrip("\ufeff")) else whole.start
    return Span(start, lines.end if is_blank(document.text[whole.end : lines.end]) else whole.end)


def _last_line(document: Document, start: int, last: int) -> int:
    """The last line of a bullet: lines below it that are indented more than its marker belong to it."""
    source, own = document.source, _indent(document.text, start)
    for below in range(last + 1, len(source.starts) + 1):
        line = source.lines(below, below)
        if is_blank(line.of(document.text)):
            continue
        if _indent(document.text, line.start) <= own:
            break
        last = below
    return last


def _indent(text: str, at: int) -> int:
    found = _INDENT.match(text, at)
    return len(found[0].expandtabs(4)) if found else 0


def is_blank(text: str) -> bool:
    """Whether a text holds nothing but blanks and line ends."""
    return not text.strip(" \t\r\n")


def begins_block(line: str) -> bool:
    """Whether a line begins something else than a paragraph."""
    return _BLOCK.match(line) is not None or is_rule(line)


def is_rule(line: str) -> bool:
    """Whether a line is a thematic break."""
    return _RULE.match(line.rstrip(" \t\r\n")) is not None


def line_at(document: Document, at: int) -> Span:
    """The whole line of an offset; an empty span at the end of the text."""
    line = document.source.line(at)
    return document.source.lines(line, line)


def line_before(document: Document, at: int) -> Span:
    """The whole line above the one that begins at an offset; an empty span at the beginning of the text."""
    return line_at(document, at - 1) if at else Span(0, 0)


def with_newlines(document: Document, at: int, written: str) -> str:
    """Lines that are written at an offset, with the newlines of the page, which may end without one."""
    newline, text = document.source.newline, document.text
    lines = written.replace("\n", newline)
    if at == len(text) and text and text[-1] not in "\r\n":
        return newline + lines.removesuffix(newline)
    return lines


def gap(document: Document, first: int, second: int) -> Span | None:
    """What stands between the lines of two entries; ``None`` if a visitor sees it, or they are not written alike.

    Comments are not seen. A blank line ends a table.
    """
    if kind_of(document, first) != kind_of(document, second):
        return None
    between = Span(entry_lines(document, first).end, entry_lines(document, second).start)
    if between.start > between.end:  # one bullet lies below the other
        return None
    if kind_of(document, first) == "row":
        return between if len(between) == 0 else None
    return between if is_blank(COMMENT.sub("", between.of(document.text))) else None


def runs(document: Document, numbers: Iterable[int]) -> list[list[int]]:
    """Entries of a page, cut where a visitor sees something between them."""
    found: list[list[int]] = []
    for n in numbers:
        if found and gap(document, found[-1][-1], n) is not None:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def is_delimiter_line(document: Document, line: Span) -> bool:
    """Whether a line declares the columns of a table."""
    text, most = document.text, document.source.limits.table_cells
    return is_table_line(document, line) and is_delimiter(text, cells(text, line, most))


def is_table_line(document: Document, line: Span) -> bool:
    """Whether a line is the row of a table."""
    return line.of(document.text).lstrip(" \t").startswith("|")


def removed(document: Document, n: int) -> Edit:
    """The edit that removes an entry with its own lines.

    The blank lines between it and its neighbours go with it; so does the delimiter of a table, or the list of cards or
    items, that would be left without any.
    """
    own = entry_lines(document, n)
    for k in (n + 1, n - 1):
        if 0 <= k < len(document.spans) and (between := gap(document, min(n, k), max(n, k))) is not None:
            with_gap = Span(min(own.start, between.start), max(own.end, between.end))
            return _edit(document, with_gap if is_blank(between.of(document.text)) else own)
    return block_removed(document, _with_frame(document, n, own))


def _with_frame(document: Document, n: int, own: Span) -> Span:
    """The lines of an entry with the table or list around them, if that would be left empty."""
    match kind_of(document, n):
        case "row":
            table = _table(document, own)
            others = [line for line in _lines(document, table) if not own.contains(line)]
            return table if all(is_delimiter_line(document, line) for line in others) else own
        case "card" | "item":
            return _list_around(document, own) or own
        case _:
            return own


def _table(document: Document, row: Span) -> Span:
    """The whole table of a row, with a delimiter that a blank line separates from it."""
    start, end = row.start, row.end
    while start and is_table_line(document, line_before(document, start)):
        start = line_before(document, start).start
    while end < len(document.text) and is_table_line(document, line_at(document, end)):
        end = line_at(document, end).end
    above = start
    while above and is_blank(line_before(document, above).of(document.text)):
        above = line_before(document, above).start
    separate = line_before(document, above)
    return Span(separate.start if is_delimiter_line(document, separate) else start, end)


def _lines(document: Document, span: Span) -> Iterator[Span]:
    at = span.start
    while at < span.end:
        line = line_at(document, at)
        if not is_blank(line.of(document.text)):
            yield line
        at = line.end


def _list_around(document: Document, own: Span) -> Span | None:
    """The lines of a list in HTML that holds nothing else, and shares them with nothing."""
    text = document.text
    opened = max(text.lower().rfind("<ul", 0, own.start), text.lower().rfind("<ol", 0, own.start))
    opens = _OPEN_LIST.fullmatch(text, opened, own.start) if opened >= 0 else None
    closes = _CLOSE_LIST.match(text, own.end)
    if opens is None or closes is None:
        return None
    first, last = line_at(document, opened), line_at(document, closes.end() - 1)
    is_alone = is_blank(text[first.start : opened]) and is_blank(text[closes.end() : last.end])
    return Span(first.start, last.end) if is_alone else None


def block_end(document: Document, n: int) -> int:
    """Where the table or list of an entry ends."""
    own = entry_lines(document, n)
    match kind_of(document, n):
        case "row":
            return _table(document, own).end
        case "card" | "item":
            closes = _CLOSE_LIST.match(document.text, own.end)
            return line_at(document, closes.end() - 1).end if closes else own.end
        case _:
            return own.end


def block_removed(document: Document, block: Span) -> Edit:
    """The edit that removes a block of lines, and the blank lines on one side of it: where there are fewer."""
    text, before, after = document.text, block.start, block.end
    if any(at not in {0, len(text), line_at(document, at).start} for at in (before, after)):
        return Edit(block, "")
    while before and is_blank(line_before(document, before).of(text)):
        before = line_before(document, before).start
    while after < len(text) and is_blank(line_at(document, after).of(text)):
        after = line_at(document, after).end
    if after == len(text):
        return _edit(document, Span(before, after))
    if before < block.start and block.end < after:
        fewer_above = block.start - before < after - block.end
        return _edit(document, Span(before, block.end) if fewer_above else Span(block.start, after))
    return Edit(block, document.source.newline if _would_join(document, block) else "")


def _would_join(document: Document, block: Span) -> bool:
    """Whether the text above a block would become one paragraph, or a heading, with what is below it."""
    above, below = (
        line(document, at).of(document.text) for line, at in ((line_before, block.start), (line_at, block.end))
    )
    if is_blank(above) or is_blank(below):
        return False
    return not begins_block(above) and (is_rule(below) or not begins_block(below))


def _edit(document: Document, span: Span) -> Edit:
    """The edit that removes whole lines; if the page ends without a newline, it does so afterwards."""
    text, start = document.text, span.start
    if span.end == len(text) and start and text[-1] not in "\r\n":
        start -= 2 if text[:start].endswith("\r\n") else 1
    return Edit(Span(start, span.end), "")
