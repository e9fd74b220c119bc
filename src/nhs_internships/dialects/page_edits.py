"""Edits of a page as a whole: entries that come, go, or move to another section or page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from nhs_internships.dialects.accepting import accepted, edited
from nhs_internships.dialects.additions import NewEntry
from nhs_internships.dialects.changes import EntryChanges
from nhs_internships.errors import UnsafeEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships.dialects.document import Dialect, Document
    from nhs_internships.model import Entry, Status, Wave

__all__ = ["added", "moved", "moved_to_wave", "removed", "taken"]

_BY_HAND = "change the page by hand"


def added(document: Document, entry: Entry, dialect: Dialect | None, *, create_section: bool) -> Document:
    """The page with a new entry."""
    new = NewEntry(entry, under=entry.wave, dialect=dialect, create_section=create_section)
    return _added(document, new)[0]


def removed(document: Document, n: int) -> Document:
    """The page without an entry."""
    dialect = document.spans[n].dialect
    if dialect.remove_entry is None:
        raise UnsafeEdit(document.name, f"entries in the dialect {dialect} cannot be removed", _BY_HAND)
    again = edited(document, [dialect.remove_entry(document, n)])
    _check_outline(document, list(_outline(again)) == list(_outline(document)))
    return accepted(document, again, (*document.entries[:n], *document.entries[n + 1 :]), document.brief)


def moved(document: Document, n: int, status: Status | None, wave: Wave | None, *, create_section: bool) -> Document:
    """The page with an entry in the section of another status."""
    if document.entries[n].status is status and document.entries[n].wave == wave:
        return document
    again, at = taken(document, (document, n), status, wave, create_section=create_section)
    return removed(again, n + (at <= n))


def moved_to_wave(document: Document, n: int, wave: Wave) -> Document:
    """The page with an entry under another wave of its section."""
    entry, spans = document.entries[n], document.spans[n]
    if _states_wave(document, n) or not document.sections:
        raise UnsafeEdit(document.name, f"entry {n} states its wave itself", f"use edit({n}, wave=...)")
    own = next(one for one in document.sections if one.span == spans.section)
    if all(label.wave != wave for label in own.labels):
        raise _no_such_wave(document, wave)
    again, at = _added(document, NewEntry(evolve(entry, wave=wave), wave, (document, n), section=own, without=n))
    return removed(again, n + (at <= n))


def _states_wave(document: Document, n: int) -> bool:
    spans = document.spans[n]
    return spans.wave is not None and spans.whole.contains(spans.wave)


def _no_such_wave(document: Document, wave: Wave) -> UnsafeEdit:
    for section in document.sections:
        if any(label.wave == wave for label in section.labels):
            problem = f'{wave.label} is in the section "{section.title}", so the status of the entry would change'
            return UnsafeEdit(document.name, problem, "use move(n, status, wave=...)")
    known = ", ".join(one.label for one in document.waves) or "none"
    hint = f"write its row, heading or label first; the waves of this page: {known}"
    return UnsafeEdit(document.name, f"there is no {wave.label} to which an entry could move", hint)


def taken(
    document: Document, origin: tuple[Document, int], status: Status | None, wave: Wave | None, *, create_section: bool
) -> tuple[Document, int]:
    """The page with an entry of this or another page once more, in the section of a status, and its number there."""
    page, n = origin
    is_own = _states_wave(page, n)
    entry = evolve(page.entries[n], section=None, status=status, wave=page.entries[n].wave if is_own else wave)
    new = NewEntry(
        entry,
        under=None if is_own else wave,
        origin=origin,
        dialect=page.spans[n].dialect,
        create_section=create_section,
        without=n if page is document else None,
    )
    again, at = _added(document, new)
    return (again.edit(at, wave=wave) if is_own and wave else again), at


def _added(document: Document, new: NewEntry) -> tuple[Document, int]:
    """The page with a new entry, written in the first way that states exactly what was asked, and its number."""
    dialect = new.dialect or document.dialect
    if dialect.add_entry is None:
        raise UnsafeEdit(document.name, f"no entry can be added in the dialect {dialect}", "pass another dialect")
    refusal = UnsafeEdit(document.name, "the entry cannot be written here", _BY_HAND)
    for way in dialect.add_entry(document, new):
        again = edited(document, [way.edit], dialect)
        entry = way.entry
        if len(again.entries) > way.number:
            asked = EntryChanges(title=entry.title, badges=entry.badges)
            entry = asked.accepted(entry, again.entries[way.number], way.dialect.colour)
        entries = (*document.entries[: way.number], entry, *document.entries[way.number :])
        try:
            _check_outline(document, _is_kept(_outline(document), _outline(again)))
            return accepted(document, again, entries, document.brief), way.number
        except UnsafeEdit as error:
            refusal = error
    raise refusal


def _outline(document: Document) -> Iterator[object]:
    """The headings and waves of a page, in order."""
    for section in document.sections:
        yield section.title, section.level, section.status
        yield from (label.wave for label in section.labels)


def _is_kept(before: Iterator[object], after: Iterator[object]) -> bool:
    """Whether everything that was there is still there, in the same order."""
    return all(any(one == other for other in after) for one in before)


def _check_outline(document: Document, is_right: bool) -> None:
    if not is_right:
        raise UnsafeEdit(document.name, "the headings or waves of the page would change", _BY_HAND)
