"""Reads the table rows of listings: titles before badges, badges before titles, and rows of text between."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from nhs_internships.dialects.document import Dialect
from nhs_internships.dialects.entries import EntryReader, ListingDialects, Parts, RawEntry
from nhs_internships.grammar.inline import strip_marks
from nhs_internships.grammar.rows import cells, is_delimiter
from nhs_internships.model import Status
from nhs_internships.spans import Span

__all__ = ["TextRow", "read_row"]


@frozen
class TextRow:
    """A row that holds neither badge nor link: a wave, or the names of the columns."""

    text: str
    span: Span


@frozen
class _Row:
    span: Span
    cells: Sequence[Span]
    parts: Parts

    def dialect(self, title: Span, dialects: ListingDialects) -> Dialect:
        """Title first or badges first; without badges the cell of the title decides."""
        first_badge = next(iter(self.parts.images), None)
        is_first = title < first_badge if first_badge else self.cells[0].contains(title)
        return dialects.title_table if is_first else dialects.badge_table


def read_row(
    reader: EntryReader, span: Span, status: Status | None, dialects: ListingDialects
) -> RawEntry | TextRow | None:
    """The entry or text of a table row; ``None`` for an empty row and for one that declares columns.

    Args:
        reader: Reads the parts of entries.
        span: The line of the table.
        status: The status that the heading above states.
        dialects: The dialects to choose from.
    """
    text, most = reader.source.text, reader.source.limits.table_cells
    parsed = cells(text, span, most)
    if is_delimiter(text, parsed):
        return None
    if len(parsed) > most:
        reader.findings.report("NI210", f"this row has more than {most} cells", span)
        parsed = parsed[:most]
    parts = reader.parts(span)
    if not parts.images and not parts.links:
        reader.record_rest(span, parts)
        return _text_row(text, [cell for cell in parsed if len(cell) > 0])
    entry = _entry(reader, _Row(_without_blanks(text, span), parsed, parts), status, dialects)
    reader.record_rest(span, parts, entry.used if entry else ())
    return entry


def _text_row(text: str, filled: Sequence[Span]) -> TextRow | None:
    if not filled:
        return None
    shown = " | ".join(strip_marks(cell.of(text)) for cell in filled)
    return TextRow(shown, Span(filled[0].start, filled[-1].end))


def _entry(reader: EntryReader, row: _Row, status: Status | None, dialects: ListingDialects) -> RawEntry | None:
    link = reader.title_link(row.parts, row.cells)
    if link and not row.parts.images:
        around = (cell for cell in row.cells if cell.contains(link.span))
        if not any(reader.names_project(link, cell, status) for cell in around):
            return None
    place = link.span if link else next(reader.texts(row.cells, row.parts.images), None)
    return reader.entry(row.dialect(place, dialects), row.span, row.parts, place, link) if place else None


def _without_blanks(text: str, row: Span) -> Span:
    raw = row.of(text)
    return Span(row.start + len(raw) - len(raw.lstrip()), row.start + len(raw.rstrip()))
