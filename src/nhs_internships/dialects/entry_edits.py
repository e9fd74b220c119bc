"""Edits of the values of entries: those of several entries of a page are made together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.dialects.accepting import accepted, edited
from nhs_internships.errors import UnsafeEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nhs_internships.dialects.changes import EntryChanges
    from nhs_internships.dialects.document import Document
    from nhs_internships.source.text import Edit

__all__ = ["changed"]


def changed(document: Document, wanted: Mapping[int, EntryChanges]) -> Document:
    """The page with other values of some of its entries, by their numbers; it is parsed once."""
    asked = {n: changes.applied(document.entries[n]) for n, changes in wanted.items()}
    asked = {n: entry for n, entry in asked.items() if entry != document.entries[n]}
    if not asked:
        return document
    again = edited(document, (edit for n in asked for edit in _edits(document, n, wanted[n])))
    if len(again.entries) == len(document.entries):
        for n, entry in asked.items():
            asked[n] = wanted[n].accepted(entry, again.entries[n], document.spans[n].dialect.colour)
    entries = [asked.get(n, entry) for n, entry in enumerate(document.entries)]
    return accepted(document, again, entries, document.brief)


def _edits(document: Document, n: int, changes: EntryChanges) -> Iterable[Edit]:
    dialect = document.spans[n].dialect
    if dialect.edit_entry is None:
        raise UnsafeEdit(document.name, f"entries in the dialect {dialect} cannot be edited")
    return dialect.edit_entry(document, n, changes)
