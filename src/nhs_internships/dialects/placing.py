"""Where a new entry of a listing is written: in which section, under which wave, between which neighbours.

An entry is written before the first title that sorts after its own. A section or wave without entries gets what it
needs: the delimiter of a table, a list of cards, the row or heading of the wave, and its own heading if asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from attrs import evolve, frozen

from nhs_internships.dialects.additions import NewEntry
from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.dialects.entry_lines import (
    block_end,
    entry_lines,
    is_blank,
    is_delimiter_line,
    is_rule,
    is_table_line,
    line_at,
    line_before,
    runs,
)
from nhs_internships.dialects.regions import Region, empty_frame, find_section, intro_end, regions
from nhs_internships.dialects.renderers import STATUS_ORDER, UNDER_CLOSED, heading_of
from nhs_internships.dialects.sections import Section, WaveLabel
from nhs_internships.dialects.wave_lines import (
    check_months,
    comes_before,
    heading_lines,
    is_header,
    is_row,
    is_same_wave,
    label_lines,
)
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model import Status, Wave

__all__ = ["EntryPlace", "find_place"]

_NOT_WORD = re.compile(r"[\W_]+")


@frozen(kw_only=True)
class EntryPlace:
    """A place for an entry.

    Attributes:
        at: The offset of the line before which it is written.
        section: The title of its section.
        status: The status of its section.
        wave: The wave that it is listed under.
        form: The dialect to write it in.
        neighbours: The entries beside it, the nearest first.
        is_before: Whether the first of them comes after it.
        heading: The lines of a new heading, if it needs one.
        needs_wave: Whether it needs the row or heading of a new wave.
        wave_example: Another wave of the page, whose way of being stated suits it.
        needs_frame: Whether it needs the delimiter of a table or a list of cards.
        is_block: Whether blank lines separate it from what is around it.
        level: The level of its section's heading.
    """

    at: int
    section: str | None
    status: Status | None
    wave: Wave | None
    form: Dialect
    level: int
    neighbours: tuple[int, ...] = ()
    is_before: bool = False
    heading: str | None = None
    needs_wave: bool = False
    wave_example: WaveLabel | None = None
    needs_frame: bool = False
    is_block: bool = False

    @property
    def kind(self) -> str:
        """What an entry is here: a ``row``, ``card`` or ``bullet``."""
        return _kind(self.form)


def _kind(form: Dialect) -> str:
    """What the entries of a dialect are: ``row``, ``card`` or ``bullet``."""
    return {"TITLE_TABLE": "row", "BADGE_TABLE": "row", "CARDS": "card"}.get(form.name, "bullet")


def find_place(document: Document, new: NewEntry) -> EntryPlace:
    """The place for a new entry.

    Raises:
        UnsafeEdit: The page has no section for it, or several; or no row can stand there.
    """
    section = new.section or find_section(document, new.entry.status, new.entry.section, new.under)
    if section is None:
        return _in_new_section(document, new)
    parts = regions(document, section, new.without)
    if new.under is None:
        return _in_region(document, section, parts, 0, new)
    check_months(document, new.under, [part.wave for part in parts])
    same = [k for k, part in enumerate(parts) if is_same_wave(part.wave, new.under)]
    if not same:
        return _under_new_wave(document, section, parts, new, new.under)
    return _in_region(document, section, parts, same[0], new)


# Beside other entries


def _in_region(document: Document, section: Section, parts: Sequence[Region], k: int, new: NewEntry) -> EntryPlace:
    part = parts[k]
    groups = runs(document, part.entries)
    if not groups:
        return _in_empty_region(document, section, parts, k, new)
    form = _usual(document, [n for n in part.entries if document.spans[n].dialect is new.dialect] or part.entries)
    group = next((one for one in groups if _usual(document, one) is form), groups[0])
    place = _place(section, part, _usual(document, group), entry_lines(document, group[-1]).end)
    own = _sort_key(new.entry.title)
    at = next((at for at, n in enumerate(group) if _sort_key(document.entries[n].title) > own), None)
    if at is None:
        return evolve(place, neighbours=tuple(reversed(group)))
    neighbours = (*group[at:], *reversed(group[:at]))
    lines = entry_lines(document, group[at])
    below = line_at(document, lines.end)
    if place.kind == "row" and is_delimiter_line(document, below):  # the header of the table stays its first row
        return evolve(place, at=below.end, neighbours=neighbours)
    return evolve(place, at=lines.start, neighbours=neighbours, is_before=True)


def _place(section: Section, part: Region, form: Dialect, at: int) -> EntryPlace:
    return EntryPlace(
        at=at, section=section.title, status=section.status, level=section.level, wave=part.wave, form=form
    )


def _sort_key(title: str) -> str:
    """A title as it is sorted: in any case, without marks."""
    return _NOT_WORD.sub(" ", normalize("NFKD", title).casefold()).strip()


def _usual(document: Document, numbers: Iterable[int]) -> Dialect:
    """The dialect of most entries."""
    return Counter(document.spans[n].dialect for n in numbers).most_common(1)[0][0]


def _form(document: Document, parts: Sequence[Region], new: NewEntry) -> Dialect:
    """The dialect for an entry without neighbours: of the section, else of the page, else the one that was given."""
    near = [n for part in parts for n in part.entries]
    others = near or [n for n in range(len(document.spans)) if n != new.without]
    if others:
        return _usual(document, others)
    if new.dialect is None:
        raise UnsafeEdit(document.name, "the page has no entries to take after", "pass the dialect to write it in")
    return new.dialect


# Where there are no others


def _in_empty_region(
    document: Document, section: Section, parts: Sequence[Region], k: int, new: NewEntry
) -> EntryPlace:
    """A place under a heading or wave without entries."""
    part, form = parts[k], _form(document, parts, new)
    frame = empty_frame(document, _kind(form), part.span)
    if frame is not None:
        return _place(section, part, form, frame)
    if _kind(form) == "row":
        if part.label and is_row(document, part.label):
            return _place(section, part, form, part.span.start)
        following = parts[k + 1].label if k + 1 < len(parts) else None
        if following and is_row(document, following):
            return _place(section, part, form, _before_row(document, following))
    at = intro_end(document, part.span)
    return evolve(_place(section, part, form, at), needs_frame=True, is_block=True)


def _before_row(document: Document, label: WaveLabel) -> int:
    if is_header(document, label):
        wave = label.wave.label if label.wave else "a wave"
        raise UnsafeEdit(document.name, f"the table begins with {wave}, and no row can stand above it", "give the wave")
    return line_at(document, label.span.start).start


def _under_new_wave(
    document: Document, section: Section, parts: Sequence[Region], new: NewEntry, wave: Wave
) -> EntryPlace:
    """A place under a wave that the section does not name yet: in the order of its waves, or after all entries."""
    form = _form(document, parts, new)
    example = _wave_example(document, section.labels, _kind(form))
    as_row = _kind(form) == "row" and (example is None or is_row(document, example))
    place = evolve(_place(section, parts[0], form, 0), wave=wave, needs_wave=True, wave_example=example)
    following = _wave_after(section, wave)
    if following is not None and is_row(document, following) == as_row:
        at = label_lines(document, following).start
        if as_row:
            return evolve(place, at=_before_row(document, following))
        return evolve(place, at=at, needs_frame=True, is_block=True)
    at = _content_end(document, section, parts)
    in_table = as_row and is_table_line(document, line_before(document, at))
    return evolve(place, at=at, needs_frame=not in_table, is_block=not in_table)


def _wave_example(document: Document, nearest: Sequence[WaveLabel], kind: str) -> WaveLabel | None:
    """A wave of the page, one of the nearest if there are any, that is stated in a way that suits the entries."""
    found = (*nearest, *(label for one in document.sections for label in one.labels))
    return next((label for label in found if label.wave and (kind == "row" or not is_row(document, label))), None)


def _wave_after(section: Section, wave: Wave) -> WaveLabel | None:
    """The first wave of a section that comes after a new one, in its order: the oldest first, unless it is reversed."""
    known = [(label, label.wave) for label in section.labels if label.wave]
    reverse = len(known) > 1 and comes_before(known[-1][1], known[0][1])
    later = (label for label, one in known if comes_before(one, wave) is reverse)
    return next(later, None)


def _content_end(document: Document, section: Section, parts: Sequence[Region]) -> int:
    """Where the entries of a section end, or the text that introduces it."""
    last = [part for part in parts if part.entries or part.label] or [parts[0]]
    if last[-1].entries:
        return block_end(document, last[-1].entries[-1])
    label, span = last[-1].label, last[-1].span
    return span.start if label and is_row(document, label) else intro_end(document, span)


# New sections


def _in_new_section(document: Document, new: NewEntry) -> EntryPlace:
    status = new.entry.status
    if status is None or not new.create_section:
        what = (
            f'no section "{new.entry.section}"' if new.entry.section else f"no section for {status or 'such'} projects"
        )
        raise UnsafeEdit(document.name, f"the page has {what}", "pass create_section=True, or write its heading first")
    before = _section_before(document, status)
    level, form = _level(document, status), _form(document, (), new)
    return EntryPlace(
        at=_end_of_section(document, before) if before else _before_first_section(document),
        section=heading_of(status),
        status=status,
        level=level,
        wave=new.under,
        form=form,
        heading=_heading_lines(document, status, level),
        needs_wave=new.under is not None,
        wave_example=_wave_example(document, (), _kind(form)),
        needs_frame=True,
        is_block=True,
    )


def _section_before(document: Document, status: Status) -> Section | None:
    """The section after which one for a status comes, in the order in which the scheme shows them."""
    order = STATUS_ORDER.index(status)
    ranked = [
        (STATUS_ORDER.index(one.status), k)
        for k, one in enumerate(document.sections)
        if one.status is not None and STATUS_ORDER.index(one.status) < order
    ]
    return document.sections[max(ranked)[1]] if ranked else None


def _end_of_section(document: Document, section: Section) -> int:
    return _content_end(document, section, regions(document, section))


def _before_first_section(document: Document) -> int:
    """Before the first heading that names a status, and the rule above it; or at the end of the page."""
    first = next((one for one in document.sections if one.status is not None and one.level > 1), None)
    at = heading_lines(document, first.span).start if first and first.span else len(document.text)
    return _lead(document, at)


def _lead(document: Document, at: int) -> int:
    """Where the blank lines and rules above a line begin."""
    while at:
        line = line_before(document, at).of(document.text)
        if not is_blank(line) and not is_rule(line):
            break
        at = line_before(document, at).start
    return at


def _level(document: Document, status: Status) -> int:
    """The level of a new heading: that of its siblings."""
    known = [one for one in document.sections if one.status is not None and one.level > 1]
    siblings = [one.level for one in known if (one.status in UNDER_CLOSED) == (status in UNDER_CLOSED)]
    closed = [one.level for one in known if one.status is Status.CLOSED]
    if status in UNDER_CLOSED and closed:
        below = [level for level in siblings if level > closed[0]]
        return below[0] if below else min(closed[0] + 2, 6)
    return next(iter(siblings or [one.level for one in known]), 2)


def _heading_lines(document: Document, status: Status, level: int) -> str:
    """A new heading, with the rule above it if its siblings have one."""
    heading = f"{'#' * level} {heading_of(status)}"
    for sibling in reversed(document.sections):
        if sibling.level == level and sibling.status is not None and sibling.span is not None:
            start = heading_lines(document, sibling.span).start
            return document.text[_lead(document, start) : start].lstrip("\r\n") + heading
    return heading
