"""Edits of a page as a whole: entries that come, go, or move to another section or page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from nhs_internships.dialects.accepting import Content, Target
from nhs_internships.dialects.additions import Addition, NewEntry
from nhs_internships.dialects.changes import EntryChanges
from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.dialects.sections import Section
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model import Entry, Wave
from nhs_internships.source.text import Edit

__all__ = ["BY_HAND", "add", "is_kept", "move", "remove"]

Ways = Callable[[Document, NewEntry], Iterable[Addition]]
Removal = Callable[[Document, int], Edit]

BY_HAND = "change the page by hand"


def add(document: Document, entry: Entry, dialect: Dialect, create_section: bool, *, ways: Ways) -> Document:
    """The page with a new entry.

    Args:
        document: The page.
        entry: The entry.
        dialect: How to write it, if the page has no others.
        create_section: Whether a section for its status may be written.
        ways: Gives the ways to write it, the best one first.
    """
    new = NewEntry(entry, under=entry.wave, dialect=dialect, create_section=create_section)
    return _added(document, new, ways)[0]


def remove(document: Document, n: int, *, removal: Removal) -> Document:
    """The page without an entry.

    Args:
        document: The page.
        n: The number of the entry.
        removal: Makes the edit.
    """
    again = document.after([removal(document, n)])
    _check_outline(document, list(_outline(again)) == list(_outline(document)))
    entries = (*document.entries[:n], *document.entries[n + 1 :])
    Content(again.entries, again.brief).check(document.name, Content(entries, document.brief))
    return again


def move(
    document: Document, n: int, page: Document, target: Target, *, ways: Ways, removal: Removal
) -> tuple[Document, Document]:
    """A page without an entry, and the page that has it then, which may be the same one.

    Args:
        document: The page that lists the entry.
        n: The number of the entry.
        page: The page to which it moves.
        target: Where it moves to.
        ways: Gives the ways to write it there, the best one first.
        removal: Makes the edit that removes it here.
    """
    entry, spans = document.entries[n], document.spans[n]
    is_own = spans.wave is not None and spans.whole.contains(spans.wave)
    new = NewEntry(
        evolve(entry, section=None, status=target.status, wave=entry.wave if is_own else target.wave),
        under=None if is_own else target.wave,
        origin=(document, n),
        dialect=spans.dialect,
        create_section=target.create_section,
        without=n if page is document else None,
    )
    if target.stays and target.wave is not None:
        if is_own:
            raise UnsafeEdit(document.name, f"entry {n} states its wave itself", f"use edit({n}, wave=...)")
        new = new._replace(section=_section_with(document, n, target.wave))
    again, at = _added(page, new, ways, removal)
    again = again.edit(at, wave=target.wave) if is_own and target.wave else again
    return (again if page is document else remove(document, n, removal=removal)), again


def _section_with(document: Document, n: int, wave: Wave) -> Section:
    """The section of an entry, if it names a wave.

    Raises:
        UnsafeEdit: It does not; says where the wave is.
    """
    for section in document.sections:
        if any(label.wave == wave for label in section.labels):
            if section.span == document.spans[n].section:
                return section
            problem = f'{wave.label} is in the section "{section.title}", so the status of the entry would change'
            raise UnsafeEdit(document.name, problem, "use move(n, status, wave=...)")
    known = ", ".join(one.label for one in document.waves) or "none"
    hint = f"write its row, heading or label first; the waves of this page: {known}"
    raise UnsafeEdit(document.name, f"there is no {wave.label} to which an entry could move", hint)


def _added(document: Document, new: NewEntry, ways: Ways, removal: Removal | None = None) -> tuple[Document, int]:
    """The page with a new entry, written in the first way that states exactly what was asked, and its number.

    An entry that is about to leave the page is gone then.
    """
    gone = new.without if removal else None
    refusal = UnsafeEdit(document.name, "the entry cannot be written here", BY_HAND)
    for way in ways(document, new):
        try:
            again = _written(document, new, way) if removal is None else _replaced(document, new, way, removal)
            return _checked(document, again, way, gone)
        except UnsafeEdit as error:
            refusal = error
    raise refusal


def _written(document: Document, new: NewEntry, way: Addition, *others: Edit) -> Document:
    return document.after([way.edit, *others], new.dialect)


def _replaced(document: Document, new: NewEntry, way: Addition, removal: Removal) -> Document:
    """The page with a new entry, and without the one that is about to leave."""
    n = new.without
    if n is None:
        return _written(document, new, way)
    gone = removal(document, n)
    if not gone.span.start <= way.edit.span.start <= gone.span.end:
        return _written(document, new, way, gone)
    # They touch, and what separates them would go twice: one after the other.
    again = _written(document, new, way)
    return again.after([removal(again, n + (way.number <= n))], new.dialect)


def _checked(document: Document, again: Document, way: Addition, gone: int | None) -> tuple[Document, int]:
    """A page that has a new entry and, if one is gone, lost that one, and its number; everything else is as before."""
    _check_outline(document, is_kept(_outline(document), _outline(again)))
    entries, at = list(document.entries), way.number
    if gone is not None:
        del entries[gone]
        at -= gone < way.number
    entry = way.entry
    if len(again.entries) > at:
        asked = EntryChanges(title=entry.title, badges=entry.badges)
        entry = asked.accepted(entry, again.entries[at], way.dialect.colour)
    entries.insert(at, entry)
    Content(again.entries, again.brief).check(document.name, Content(tuple(entries), document.brief))
    return again, at


def _outline(document: Document) -> Iterator[object]:
    """The headings and waves of a page, in order."""
    for section in document.sections:
        yield section.title, section.level, section.status
        yield from (label.wave for label in section.labels)


def is_kept(before: Iterator[object], after: Iterator[object]) -> bool:
    """Whether everything that was there is still there, in the same order."""
    return all(any(one == other for other in after) for one in before)


def _check_outline(document: Document, is_right: bool) -> None:
    if not is_right:
        raise UnsafeEdit(document.name, "the headings or waves of the page would change", BY_HAND)
