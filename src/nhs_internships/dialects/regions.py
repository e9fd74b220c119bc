"""The parts of a listing in which an entry may stand: the section of a status, and in it what is under each wave."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from nhs_internships.dialects.document import Document
from nhs_internships.dialects.entry_lines import begins_block, is_blank, is_delimiter_line, line_at
from nhs_internships.dialects.sections import Section, WaveLabel
from nhs_internships.dialects.wave_lines import end_of_heading, end_of_label, is_same_wave, label_lines
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model import Status, Wave
from nhs_internships.model.statuses import status_of
from nhs_internships.spans import Span

__all__ = ["Region", "empty_frame", "find_section", "intro_end", "regions"]

_EMPTY_LIST = re.compile(
    r"<ul\b[^<>]*\bnhsuk-card-group(?![\w-])[^<>]*>(?P<rest>[ \t]*\r?\n?)\s*</ul\s*>", re.IGNORECASE
)


@frozen(kw_only=True)
class Region:
    """The part of a section under one wave, or before the first one.

    Attributes:
        label: The wave; ``None`` for the part that is under none.
        span: From the line after the heading or wave to the line of the next one.
        entries: The numbers of its entries.
    """

    label: WaveLabel | None
    span: Span
    entries: tuple[int, ...]

    @property
    def wave(self) -> Wave | None:
        """The wave that its entries are listed under."""
        return self.label.wave if self.label else None


def find_section(document: Document, status: Status | None, title: str | None, wave: Wave | None) -> Section | None:
    """The section of a page for entries with a status; ``None`` if there is none.

    Of several, those that name the status themselves come first; then those below the title of the page, those that
    name the wave, and those that hold entries.

    Args:
        document: The page.
        status: The status.
        title: The heading, where it is known.
        wave: The wave under which the entry is to be listed.

    Raises:
        UnsafeEdit: Several sections are equally good.
    """
    found = [one for one in document.sections if one.status is status and title in {None, one.title}]
    filled = {spans.section for spans in document.spans}
    tests: tuple[Callable[[Section], bool], ...] = (
        lambda section: status_of(section.title or "") is status,
        lambda section: section.level > 1,
        lambda section: wave is not None and any(is_same_wave(label.wave, wave) for label in section.labels),
        lambda section: section.span in filled,
    )
    for test in tests:
        found = [one for one in found if test(one)] or found
    if len(found) > 1:
        names = ", ".join(f'"{one.title}"' for one in found[:5])
        raise UnsafeEdit(
            document.name, f"several sections are for {status or 'such'} projects: {names}", "edit by hand"
        )
    return found[0] if found else None


def regions(document: Document, section: Section, without: int | None = None) -> list[Region]:
    """The parts of a section.

    Args:
        document: The page.
        section: The section.
        without: The number of an entry that is about to leave, and no neighbour of another one.
    """
    end = _section_end(document, section)
    top = end_of_heading(document, section)
    numbers = [n for n, spans in enumerate(document.spans) if spans.section == section.span and n != without]
    starts = [top, *(max(top, end_of_label(document, one)) for one in section.labels)]
    ends = [*(max(top, label_lines(document, one).start) for one in section.labels), end]
    spans = [Span(start, max(start, stop)) for start, stop in zip(starts, ends, strict=True)]
    return [
        Region(
            label=label,
            span=span,
            entries=tuple(n for n in numbers if span.start <= document.spans[n].whole.start < span.end),
        )
        for label, span in zip((None, *section.labels), spans, strict=True)
    ]


def _section_end(document: Document, section: Section) -> int:
    following = document.sections[document.sections.index(section) + 1 :]
    start = next((one.span.start for one in following if one.span), None)
    return len(document.text) if start is None else line_at(document, start).start


def intro_end(document: Document, span: Span) -> int:
    """Where the paragraphs at the beginning of a part of a page end.

    At the end of a page only the first paragraph counts, because what follows may be about the whole page.
    """
    at = done = span.start
    while at < span.end:
        line = line_at(document, at)
        if begins_block(line.of(document.text)):
            break
        if not is_blank(line.of(document.text)):
            at = done = _paragraph_end(document, line, span.end)
            if span.end == len(document.text):
                break
        at = max(at, line.end)
    return done


def _paragraph_end(document: Document, line: Span, end: int) -> int:
    while line.end < end:
        below = line_at(document, line.end)
        written = below.of(document.text)
        if is_blank(written) or begins_block(written):
            break
        line = below
    return min(line.end, end)


def empty_frame(document: Document, kind: str, span: Span) -> int | None:
    """Where an entry can be written in a table or list of cards that has none; ``None`` if there is no such place."""
    if kind == "card":
        found = _EMPTY_LIST.search(document.text, span.start, span.end)
        return found.end("rest") if found else None
    if kind != "row":
        return None
    at = span.start
    while at < span.end:
        line = line_at(document, at)
        if is_delimiter_line(document, line):
            return line.end
        at = line.end
    return None
