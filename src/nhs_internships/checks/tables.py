"""Checks of tables, lists and the syntax of links, as kramdown reads them: the site's own renderer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from attrs import frozen

from nhs_internships.checks.base import Check, found, replacement
from nhs_internships.checks.emphasis import unclosed_marks
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.visible import body_start, hidden_parts, is_markdown
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects import Document
from nhs_internships.grammar.rows import cells, find_rows, is_delimiter
from nhs_internships.model.texts import counted, short
from nhs_internships.spans import Span

__all__ = ["CHECKS"]

_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n)){2,}")
# What ends a block in kramdown, so that a table may begin or end there: a blank line, or a list of attributes.
_BOUNDARY = re.compile(r"[ \t]*$|[ ]{0,3}\{:")
_MAX_INDENT = 3  # what is indented further is code, or belongs to a list
_MAX_CELLS = 100
_COLUMN = "---"
_ADDRESS = r"(?:https?://|mailto:|www\.|\.{0,2}/)"
# (text)[address]
_SWAPPED = re.compile(rf"\((?<![\]\\].)(?P<text>[^()\[\]\r\n]{{1,200}})\)\[(?P<url>{_ADDRESS}[^\[\]\s]*)\](?!\()")
# [text] (address)
_APART = re.compile(
    rf"\[(?<![\]\\].)(?P<text>[^\[\]\r\n]{{1,200}})\][ \t]+\((?P<url>{_ADDRESS}[^()\s]*(?:\([^()\s]*\)[^()\s]*)?)\)"
)
# ](address without its last parenthesis, at the end of a cell or block
_UNCLOSED = re.compile(
    rf"\]\((?P<url>{_ADDRESS}[^()\s|]++)(?=[ \t]*(?:\||(?:\r\n|\r|\n)[ \t]*(?:[\r\n]|[-*+#>|]|\d+\.|\Z)|\Z))"
)
# A link of HTML whose address goes on up to the quotation mark of something else.
_UNQUOTED = re.compile(
    r"""href=(?P<quote>["'])(?P<url>[^"'<>{}\s]++)(?:>(?:(?!(?P=quote))[^<>])*+<|[ \t]++[\w-]+=(?P=quote))"""
)
_DEFINED = re.compile(r"\[([^\[\]\r\n]{1,200})\]:")
_CODE = re.compile(r"`[^`]*\|[^`]*`")
_CHECKBOX = frozenset({" ", "x", "X"})


@frozen
class _Run:
    """Table rows on lines that follow each other.

    Attributes:
        document: The page.
        rows: The line of each row.
        cells: The cells of each row.
        delimiters: The numbers of the rows that only declare columns.
        filled: The numbers of the other rows.
    """

    document: Document
    rows: Sequence[Span]
    cells: Sequence[tuple[Span, ...]]
    delimiters: Sequence[int]
    filled: Sequence[int]

    @property
    def span(self) -> Span:
        """From the first row to the last one."""
        return Span(self.rows[0].start, self.rows[-1].end)

    @property
    def is_table(self) -> bool:
        """Whether kramdown makes a table of them: it must stand apart from other text, and have a row."""
        return bool(self.filled) and not (self._touches_above() or self._touches_below())

    def _touches_above(self) -> bool:
        start = self.span.start
        line = self.document.source.line(start)
        if line == 1 or _BOUNDARY.match(_line(self.document, line - 1)):
            return False
        return start != body_start(self.document)

    def _touches_below(self) -> bool:
        line = self.document.source.line(self.rows[-1].start) + 1
        return line <= len(self.document.source.starts) and not _BOUNDARY.match(_line(self.document, line))


def _line(document: Document, number: int) -> str:
    return document.source.lines(number, number).of(document.text).rstrip("\r\n")


def _check_tables(pages: SitePages) -> Iterator[Diagnostic]:
    """The tables of every page, run by run."""
    for document in filter(is_markdown, pages.documents):
        before: _Run | None = None
        for run in _runs(document):
            if not run.filled:
                pass
            elif not run.is_table:
                message = "these rows are shown as text: a table has a blank line before and after it"
                yield found(document, "NI501", message, run.span, hint="add the blank line")
            elif before and not run.delimiters and _is_cut_off(before, run):
                message = "a blank line cuts these rows off from the table above"
                yield found(document, "NI505", message, run.span, hint="remove the blank line")
            else:
                yield from _check_columns(run)
            before = run


def _runs(document: Document) -> Iterator[_Run]:
    """The rows of a page that are shown, in runs."""
    text = document.text
    rows = list(find_rows(text, 0)) if "|" in text else []
    if not rows:
        return
    hidden = hidden_parts(document)
    run: list[Span] = []
    for row in rows:
        line = row.of(text)
        if len(line) - len(line.lstrip(" ")) > _MAX_INDENT or line[0] == "\t" or hidden.contains(row):
            continue
        if run and text[run[-1].end : row.start] not in {"\n", "\r", "\r\n"}:
            yield _run(document, run)
            run = []
        run.append(row)
    if run:
        yield _run(document, run)


def _run(document: Document, rows: list[Span]) -> _Run:
    parsed = [cells(document.text, row, _MAX_CELLS) for row in rows]
    declares = [is_delimiter(document.text, row) for row in parsed]
    numbers = range(len(rows))
    return _Run(
        document,
        rows,
        parsed,
        delimiters=[n for n in numbers if declares[n]],
        filled=[n for n in numbers if not declares[n]],
    )


def _is_cut_off(before: _Run, run: _Run) -> bool:
    text = run.document.text
    return _BLANK_LINES.fullmatch(text, before.span.end, run.span.start) is not None


def _check_columns(run: _Run) -> Iterator[Diagnostic]:
    """A missing delimiter row, one that declares other columns, and rows with other cells."""
    document, newline = run.document, run.document.source.newline
    if any(_CODE.search(row.of(document.text)) for row in run.rows):  # renderers differ about a | in code
        return
    sizes = [len(run.cells[n]) for n in run.filled]
    counts = Counter(sizes)
    usual = max(counts, key=lambda size: (counts[size], size))
    is_certain, fixed = counts[usual] * 2 > len(sizes), partial(replacement, document)
    if not run.delimiters:
        start = Span(run.span.start, run.span.start)
        row = f"|{'|'.join([_COLUMN] * usual)}|{newline}"
        fix = fixed(start, row, "add a delimiter row") if is_certain else None
        message = "the table has no delimiter row, which other renderers need"
        yield found(document, "NI502", message, run.rows[0], hint="add a line such as |---|---|", fix=fix)
    for n in run.delimiters:
        declared = [cell.of(document.text) for cell in run.cells[n]]
        if is_certain and len(declared) != usual:
            row = f"|{'|'.join([*declared[:usual], *[_COLUMN] * (usual - len(declared))])}|"
            fix = fixed(run.rows[n], row, "declare as many columns as there are")
            message = f"the delimiter row declares {counted(len(declared), 'column')}, and the table has {usual}"
            yield found(document, "NI503", message, run.rows[n], hint="declare as many as there are", fix=fix)
    for n, size in zip(run.filled, sizes, strict=True):
        if size != usual:
            message = f"the row has {counted(size, 'cell')}, and other rows of the table have {usual}"
            yield found(document, "NI504", message, run.rows[n], hint="add empty cells, or a missing |")


def _check_emphasis(pages: SitePages) -> Iterator[Diagnostic]:
    """Marks of emphasis that kramdown shows, because nothing closes them."""
    for document in filter(is_markdown, pages.documents):
        for mark in unclosed_marks(document):
            shown = mark.of(document.text)
            message = f"`{shown}` opens emphasis that is never closed, so the mark is shown"
            yield found(document, "NI506", message, mark, hint=f"close it with {shown}, or write \\{shown[0]}")


def _check_link_syntax(pages: SitePages) -> Iterator[Diagnostic]:
    """``(text)[address]`` and ``[text] (address)``, which are no links."""
    for document in filter(is_markdown, pages.documents):
        text = document.text
        defined = set(_DEFINED.findall(text)) if "]:" in text else ()
        for pattern, mark in ((_SWAPPED, ")["), (_APART, "] ")):
            for match in pattern.finditer(text) if mark in text else ():
                if match["text"] in _CHECKBOX or match["text"] in defined:
                    continue
                span = Span(*match.span())
                if not hidden_parts(document).contains(span):
                    message = f'"{short(match[0])}" is no link, and is shown as text'
                    yield found(document, "NI507", message, span, hint=f"write [{match['text']}]({match['url']})")


def _check_unclosed_links(pages: SitePages) -> Iterator[Diagnostic]:
    """``[text](address``, which is no link."""
    for document in filter(is_markdown, pages.documents):
        text = document.text
        for match in _UNCLOSED.finditer(text) if "](" in text else ():
            line = document.source.lines(document.source.line(match.start()), document.source.line(match.start()))
            opener = text.rfind("[", line.start, match.start())
            span = Span(opener, match.end())
            if opener >= 0 and not hidden_parts(document).contains(span):
                message = f'"{short(span.of(text))}" is no link, and is shown as text: it has no closing parenthesis'
                fix = replacement(document, Span(match.end(), match.end()), ")", "close the link", is_safe=False)
                yield found(document, "NI507", message, span, hint="write ) at its end", fix=fix)


def _check_quotes(pages: SitePages) -> Iterator[Diagnostic]:
    """``<a href="address>``, whose address goes on up to the next quotation mark of the page."""
    for document in filter(is_markdown, pages.documents):
        for match in _UNQUOTED.finditer(document.text) if "href=" in document.text else ():
            span = Span(match.start("quote"), match.end("url"))
            if not hidden_parts(document).contains(span):
                message = f"`{short(match['quote'] + match['url'])}` has no closing quotation mark, so this is no link"
                hint = f"write {match['quote']} at the end of the address"
                yield found(document, "NI507", message, span, hint=hint)


CHECKS: tuple[Check, ...] = (
    Check(("NI501", "NI502", "NI503", "NI504", "NI505"), _check_tables, of_page=True),
    Check(("NI506",), _check_emphasis, of_page=True),
    Check(("NI507",), _check_link_syntax, replaces=("NI311",), of_page=True),
    Check(("NI507",), _check_unclosed_links, replaces=("NI311",), of_page=True),
    Check(("NI507",), _check_quotes, replaces=("NI311",), of_page=True),
)
