"""Accepts an edited text only if it states exactly what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.dialects.changes import difference
from nhs_internships.errors import ParseError, ReadError, UnsafeEdit
from nhs_internships.source.text import SourceText, apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nhs_internships.dialects.document import Dialect, Document
    from nhs_internships.model import Brief, Entry
    from nhs_internships.source.text import Edit

__all__ = ["accepted", "edited"]


def edited(document: Document, edits: Iterable[Edit], dialect: Dialect | None = None) -> Document:
    """The document after edits, parsed again.

    Args:
        document: The document.
        edits: The edits.
        dialect: The dialect to parse it in, if that is no longer its own.

    Raises:
        UnsafeEdit: The edits overlap, or what was asked for cannot be written.
    """
    try:
        text = apply(document.text, edits, document.name)
        source = SourceText.from_text(text, document.name, document.source.limits)
    except (ParseError, ReadError) as error:  # a badge without an address, a forbidden character, or too long
        raise UnsafeEdit(document.name, f"what was asked for cannot be written: {error}") from None
    return (dialect or document.dialect).parse(source)


def accepted(document: Document, again: Document, entries: Sequence[Entry], brief: Brief | None) -> Document:
    """An edited document, if it states what was asked for and nothing else has changed.

    Args:
        document: The document before the edit.
        again: The document after it.
        entries: The entries that it must state.
        brief: The brief that it must state.

    Raises:
        UnsafeEdit: It states something else.
    """
    if again.entries == tuple(entries) and again.brief == brief:
        return again
    raise UnsafeEdit(document.name, _problem(again, entries, brief), "change the page by hand")


def _problem(again: Document, entries: Sequence[Entry], brief: Brief | None) -> str:
    """The first value that an edited text states differently from what was asked for."""
    if brief is not None and again.brief != brief:
        return f"the brief would read back with {difference(again.brief, brief)}"
    if len(again.entries) != len(entries):
        return f"the page would have {len(again.entries)} entries, not {len(entries)}"
    n = next(n for n, (got, wanted) in enumerate(zip(again.entries, entries, strict=True)) if got != wanted)
    return f"entry {n} would read back with {difference(again.entries[n], entries[n])}"
