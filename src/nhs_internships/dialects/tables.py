"""Listings of pipe rows: titles before badges, badges before titles, and wave rows between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.grammar import blocks as _blocks
from nhs_internships.grammar.inline import strip_marks
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhs_internships.dialects._entries import Parts, RawEntry, Reader
    from nhs_internships.grammar.blocks import Row

__all__ = ["TextRow", "read_row"]


@frozen
class TextRow:
    """A row that holds neither badge nor link: a wave, or the names of the columns."""

    text: str
    span: Span


def read_row(reader: Reader, row: Row) -> RawEntry | TextRow | None:
    """What a table row says: an entry, a text, or nothing (a delimiter, an empty row)."""
    text = reader.source.text
    cells = _blocks.cells(text, row.span, reader.source.limits.table_cells)
    if _blocks.is_delimiter(text, cells):
        return None
    if len(cells) > reader.source.limits.table_cells:
        reader.report("NI210", f"this row has more than {reader.source.limits.table_cells} cells", row.span)
        cells = cells[: reader.source.limits.table_cells]
    parts = reader.parts(row.span)
    if not parts.badges and not parts.links:
        reader.leave_rest(row.span, parts)
        return _text_row(text, [cell for cell in cells if len(cell) > 0])
    entry = _entry(reader, row, cells, parts)
    reader.leave_rest(row.span, parts, entry.places if entry else ())
    return entry


def _text_row(text: str, filled: Sequence[Span]) -> TextRow | None:
    if not filled:
        return None
    said = " | ".join(strip_marks(cell.of(text)) for cell in filled)
    return TextRow(said, Span(filled[0].start, filled[-1].end))


def _entry(reader: Reader, row: Row, cells: Sequence[Span], parts: Parts) -> RawEntry | None:
    link = reader.title_link(parts)
    whole = _pipes(reader.source.text, row.span)
    if link:
        accepted = parts.badges or any(reader.names_project(link, cell) for cell in cells if cell.contains(link.span))
        return reader.entry(_form(parts, link.span, cells), whole, parts, link) if accepted else None
    title = next(reader.gaps(cells, parts.badge_spans), None)
    return reader.plain_entry(_form(parts, title, cells), whole, parts, title) if title else None


def _form(parts: Parts, title: Span, cells: Sequence[Span]) -> str:
    """Title first or badges first; a row without badges is told by the cell its link stands in."""
    if parts.badges:
        return "TITLE_TABLE" if title.start < parts.badge_spans[0].start else "BADGE_TABLE"
    return "TITLE_TABLE" if cells[0].contains(title) else "BADGE_TABLE"


def _pipes(text: str, row: Span) -> Span:
    """The row without the blanks around it."""
    raw = row.of(text)
    return Span(row.start + len(raw) - len(raw.lstrip()), row.start + len(raw.rstrip()))
