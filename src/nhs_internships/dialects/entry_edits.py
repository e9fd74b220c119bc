"""Edits of a whole page: it is parsed again, and refused unless it states exactly what it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.dialects.accepting import Content, edited
from nhs_internships.errors import UnsafeEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nhs_internships.dialects.changes import EntryChanges
    from nhs_internships.dialects.document import Dialect, Document
    from nhs_internships.model import Brief, Entry
    from nhs_internships.source.text import Edit

__all__ = ["accepted", "changed", "parsed_again"]


def parsed_again(document: Document, edits: Iterable[Edit], dialect: Dialect | None = None) -> Document:
    """A page after edits.

    Args:
        document: The page.
        edits: The edits.
        dialect: The dialect to parse it in, if that is no longer its own.

    Raises:
        UnsafeEdit: The edits overlap, or what was asked for cannot be written.
    """
    return (dialect or document.dialect).parse(edited(document.source, edits))


def accepted(again: Document, entries: Iterable[Entry], brief: Brief | None) -> Document:
    """An edited page, if it states what it should.

    Raises:
        UnsafeEdit: It states something else.
    """
    Content(again.entries, again.brief).check(again.name, Content(tuple(entries), brief))
    return again


def changed(document: Document, wanted: Mapping[int, EntryChanges]) -> Document:
    """The page with other values of some of its entries, by their numbers; it is parsed once.

    Raises:
        UnsafeEdit: A dialect cannot state what was asked for, or other values would change.
    """
    asked = {n: changes.applied(document.entries[n]) for n, changes in wanted.items()}
    asked = {n: entry for n, entry in asked.items() if entry != document.entries[n]}
    if not asked:
        return document
    again = parsed_again(document, (edit for n in asked for edit in _edits(document, n, wanted[n])))
    if len(again.entries) == len(document.entries):
        for n, entry in asked.items():
            asked[n] = wanted[n].accepted(entry, again.entries[n], document.spans[n].dialect.colour)
    return accepted(again, (asked.get(n, entry) for n, entry in enumerate(document.entries)), document.brief)


def _edits(document: Document, n: int, changes: EntryChanges) -> Iterable[Edit]:
    dialect = document.spans[n].dialect
    if dialect.edit_entry is None:
        raise UnsafeEdit(document.name, f"entries in the dialect {dialect} cannot be edited")
    return dialect.edit_entry(document, n, changes)
