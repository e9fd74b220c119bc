"""Finds emphasis that is opened and never closed, by the rules of kramdown's parser of emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_internships.checks.visible import body_start, hidden_parts
from nhs_internships.dialects import Document
from nhs_internships.grammar.rows import cells
from nhs_internships.spans import Span

__all__ = ["unclosed_marks"]

# Pairs of marks on one line, which are nearly all marks there are; and what may open emphasis once they are taken out.
_PAIR = re.compile(
    r"\*\*[^*|\s](?:[^*|\r\n]*[^*|\s])?\*\*(?!\*)|\*[^*|\s](?<![\w*]\*.)(?:[^*|\r\n]*[^*|\s])?\*(?![*\w])"
)
_OPENERS = (re.compile(r"\*(?<![\w\\*_].)\*?(?=[^\s*])"), re.compile(r"_(?<![\w\\*_].)_?(?=\w)"))
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?=[\r\n])")
# Lines at which a block begins although no blank line comes before them, with the marks of that block.
_BLOCK = re.compile(r"(?<![^\r\n])[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}(?=\s)|>[ \t]?|(?=\|))")
_ROW = re.compile(r"[ \t]*\|")
_MARK = re.compile(r"\*\*?|__?")
_RUNS = {"*": re.compile(r"\*+"), "_": re.compile(r"_+")}
# What may hold marks that are none: escapes, code, the targets of links, tags and addresses, Liquid.
_NO_TEXT = re.compile(
    r"\\.|`[^`\r\n]*`|(?<=\])\([^()\r\n]*\)|<[/!?a-zA-Z][^<>]*>|\b(?:https?|ftp)://[^\s*]+|\{[{%:][^{}]*\}|\$\$[^$]*\$\$"
)
_BEFORE = frozenset(" \t\r\n([{'\"\u2018\u201c-–—/|,;:x")
_AFTER = frozenset("\"'\u2018\u201c([{&$£*_")
_MAX_CELLS = 100


def unclosed_marks(document: Document) -> list[Span]:
    """The first mark of each block that opens emphasis and is shown, because nothing closes it."""
    text = document.text
    rest = _PAIR.sub("", text)
    if not any(opener.search(rest) for opener in _OPENERS):
        return []
    opened: list[Span] = []
    has_footnote = False
    for block in _blocks(text, body_start(document)):
        shown = _masked(block.of(text))
        unmatched = list(_unmatched(shown))
        mark = next((mark for mark, is_opener in unmatched if is_opener), None)
        # With "a word*" further up, "*text" at the beginning of a block is a footnote.
        is_footnote = has_footnote and mark is not None and len(mark) == 1 and not shown[: mark.start].strip()
        if mark is not None and not is_footnote:
            opened.append(Span(block.start + mark.start, block.start + mark.end))
        has_footnote = has_footnote or any(not is_opener for _, is_opener in unmatched)
    hidden = hidden_parts(document) if opened else None
    return [mark for mark in opened if hidden and not hidden.contains(mark)]


def _blocks(text: str, start: int) -> Iterator[Span]:
    """The parts of a page with a star or underscore in which emphasis can begin and end, without their marks."""
    ends = [match.start() for match in _BLANK_LINE.finditer(text, start)]
    for end in (*ends, len(text)):
        if text.find("*", start, end) >= 0 or text.find("_", start, end) >= 0:
            yield from _lines(text, Span(start, end))
        start = end


def _lines(text: str, piece: Span) -> Iterator[Span]:
    """The blocks of lines that no blank line divides. HTML and what is indented as code have none."""
    whole = piece.of(text)
    if whole.lstrip().startswith("<") or whole.lstrip("\r\n").startswith(("    ", "\t")):
        return
    starts = list(_BLOCK.finditer(text, piece.start, piece.end))
    yield Span(piece.start, starts[0].start() if starts else piece.end)
    ends = [*(match.start() for match in starts[1:]), piece.end]
    for match, end in zip(starts, ends, strict=False):
        block = Span(match.end(), end)
        if _ROW.match(text, match.start()):
            yield from cells(text, block, _MAX_CELLS)
        else:
            yield block


def _masked(block: str) -> str:
    """A block in which what is no text is filled with letters."""
    return _NO_TEXT.sub(lambda found: "x" * len(found[0]), block)


def _unmatched(text: str) -> Iterator[tuple[Span, bool]]:
    """Marks that nothing closes, and marks at the end of a word that nothing opens; and which of the two each is."""
    at = 0
    unclosed: set[str] = set()  # what nothing closes from here on; searching again would be quadratic
    while mark := _MARK.search(text, at):
        at = mark.end()
        before, after = text[max(0, mark.start() - 1) : mark.start()], text[at : at + 1]
        if not after.strip():
            if mark[0] == "*" and before.isalnum():
                yield Span(*mark.span()), False
            continue
        if mark[0][0] == "_" and (before.isalnum() or not (after.isalnum() or after == "*")):
            continue
        end = _closer(text, mark[0], at, unclosed)
        if end is None and (not before or before in _BEFORE) and (after.isalnum() or after in _AFTER):
            yield Span(*mark.span()), True
        if end is None and len(mark[0]) == 2:  # kramdown tries the first of the two alone
            end = _closer(text, mark[0][0], mark.start() + 1, unclosed)
        at = end or at


def _closer(text: str, mark: str, start: int, unclosed: set[str]) -> int | None:
    """The end of the mark that closes one, which ends before ``start``; marks that nothing closes are remembered."""
    if mark in unclosed:
        return None
    for run in _RUNS[mark[0]].finditer(text, start + 1):
        length = run.end() - run.start()
        if text[run.start() - 1].isspace() or length < len(mark) or (len(mark) == 1 and length == 2):
            continue
        end = run.start() + len(mark)
        if mark[0] == "*" or not text[end : end + 1].isalnum():
            return end
    unclosed.add(mark)
    return None
