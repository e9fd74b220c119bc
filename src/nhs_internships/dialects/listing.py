"""Reads a page of entries: every form on every page, in one walk over its blocks.

What an entry stands under (section, status, wave) is told by the headings and wave rows before it. A heading
of a wave does not end the section; a heading that names no status is a section all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen, mutable

from nhs_internships.dialects._entries import RawEntry, Reader
from nhs_internships.dialects.bullets import read_bullet
from nhs_internships.dialects.cards import read_project_card
from nhs_internships.dialects.document import Dialect, Document, EntrySpans, UnparsedKind
from nhs_internships.dialects.links import runs_code
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.dialects.tables import TextRow, read_row
from nhs_internships.grammar.blocks import Bullet, CardBlock, Dropped, Heading, Paragraph, Row, WaveLabel, scan
from nhs_internships.grammar.html import inside, stray_cards, wave_badges, without_wave_badges
from nhs_internships.grammar.inline import strip_marks
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.model import Entry, Status, Wave
from nhs_internships.model.statuses import guess_status, status_of
from nhs_internships.model.waves import looks_like_wave, wave_of
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from nhs_internships.grammar.blocks import Block
    from nhs_internships.source.text import SourceText

__all__ = ["read_listing"]


_PAGE_TITLE = re.compile(r"\{\{\s*page\.title\s*\}\}")
_LINK_MARKS = ("]", "<", "//")  # one of them is in every link, image, definition and address
_ROW_LEVEL = 7  # below every heading, so any heading ends a wave row


def read_listing(source: SourceText, forms: Mapping[str, Dialect]) -> Document:
    """Read a page of entries.

    Args:
        source: The text.
        forms: The dialects of a listing by name, and ``PROSE`` for a page without entries.
    """
    front, start, problems = read_front_matter(source)
    keys = front.mapping.texts() if front else {}
    blocks = scan(source, start)
    walk = _Walk(Reader(source, blocks.hidden), forms, keys.get("title", ""))
    walk.reader.diagnostics.extend(problems)
    for block in blocks.blocks:
        walk.visit(block)
    cards = [block.span for block in blocks.blocks if isinstance(block, CardBlock)]
    for span in stray_cards(source.text, start, cards):
        if not inside(span.start, blocks.hidden):
            walk.reader.leave(UnparsedKind.CARD, span, "NI203", "this project card is no <li>, and is not read")
    walk.reader.diagnostics.extend(find_mojibake(source))
    return walk.document(keys)


@frozen
class _Section:
    level: int
    text: str
    span: Span
    status: Status | None


@frozen
class _Standing:
    """A wave that holds for what follows it; ``wave`` is ``None`` where it cannot be read."""

    level: int
    wave: Wave | None
    span: Span


@mutable
class _Walk:
    reader: Reader
    forms: Mapping[str, Dialect]
    page_title: str
    sections: list[_Section] = field(factory=list)
    wave: _Standing | None = None
    waves: list[Wave] = field(factory=list)
    entries: list[Entry] = field(factory=list)
    spans: list[EntrySpans] = field(factory=list)
    unknown: set[Span | None] = field(factory=set)
    text_row: TextRow | None = None  # the row before this one, if it is a text that is no wave
    taken: int = 0  # wave labels before this offset belong to an entry

    def visit(self, block: Block) -> None:
        """Take the next block of the page."""
        if not isinstance(block, Row):
            self.text_row = None
        match block:
            case Heading():
                self._heading(block)
            case Bullet():
                self._add(read_bullet(self.reader, block))
            case Row():
                self._row(block)
            case CardBlock():
                self._add(read_project_card(self.reader, block.span))
            case WaveLabel() if block.span.start >= self.taken:
                self._stand(block.text, block.span, _ROW_LEVEL)
            case Paragraph():
                self._paragraph(block)
            case Dropped():
                message = f"nested deeper than {self.reader.source.limits.markdown_nesting} levels"
                self.reader.leave(UnparsedKind.NESTED, block.span, "NI110", message)
            case _:
                pass

    def _heading(self, heading: Heading) -> None:
        page, raw = self.reader.source.text, heading.text.of(self.reader.source.text)
        label = next(iter(wave_badges(page, heading.text.start, heading.text.end)), None)
        shown = without_wave_badges(raw) if label else raw
        text = _PAGE_TITLE.sub(lambda _: self.page_title, strip_marks(shown)).strip()
        if (text or not label) and not self._wave(text, heading.text, heading.level):
            self.sections = [section for section in self.sections if section.level < heading.level]
            self.sections.append(_Section(heading.level, text, heading.text, status_of(text)))
            if self.wave and heading.level <= self.wave.level:
                self.wave = None
        if label:
            self._stand(label.text, label.span, heading.level)
        self.reader.status = self._status()
        self._leave(heading.span)

    def _status(self) -> Status | None:
        """The status that the nearest heading names, or one above it; a page's title counts for itself alone."""
        for section in reversed(self.sections):
            if section.status is not None:
                return section.status if section.level > 1 or section is self.sections[-1] else None
        return None

    def _wave(self, text: str, span: Span, level: int) -> bool:
        """Let a wave stand for what follows, if the text is one or was meant as one."""
        if wave_of(text) is None and not looks_like_wave(text):
            return False
        self._stand(text, span, level)
        return True

    def _stand(self, text: str, span: Span, level: int) -> None:
        """Let a text that is surely meant as a wave stand for what follows."""
        wave = wave_of(text)
        if wave is None:
            hint = "write it like: Wave 6 (February - July 2024)"
            self.reader.report("NI204", f'"{text}" looks like a wave, and cannot be read as one', span, hint)
        else:
            self.waves.append(wave)
        self.wave = _Standing(level, wave, span)

    def _row(self, row: Row) -> None:
        said, before, self.text_row = read_row(self.reader, row), self.text_row, None
        if before and said is not None:  # a row of dashes after it would have made it the names of the columns
            self._end_wave(before)
        if not isinstance(said, TextRow):
            self._add(said)
        elif not self._wave(said.text, said.span, _ROW_LEVEL):
            self.text_row = said

    def _end_wave(self, row: TextRow) -> None:
        """A text between entries stands where waves stand: the wave before it must not go on in silence."""
        if self.wave or any(char.isdigit() for char in row.text):
            self._stand(row.text, row.span, _ROW_LEVEL)

    def _paragraph(self, block: Paragraph) -> None:
        said = strip_marks(block.span.of(self.reader.source.text)) if len(block.span) < 120 else ""
        wave = wave_of(said) if said else None
        if wave and wave.number is not None:  # a lone month may be anything, a numbered wave is a wave
            self._wave(said, block.span, _ROW_LEVEL)
            self.taken = block.span.end  # a label in it says less than the whole
        self._leave(block.span)

    def _leave(self, span: Span) -> None:
        if any(self.reader.source.text.find(mark, span.start, span.end) >= 0 for mark in _LINK_MARKS):
            self.reader.leave_rest(span, self.reader.parts(span))

    def _add(self, raw: RawEntry | None) -> None:
        if raw is None:
            return
        self.taken = raw.whole.end
        wave = self._own_wave(raw) if raw.wave else self.wave
        section = self.sections[-1] if self.sections else None
        self.entries.append(
            Entry(
                section=section.text if section else None,
                status=self.reader.status,
                title=raw.title,
                url=raw.url,
                badges=raw.badges,
                wave=wave.wave if wave else None,
            )
        )
        self.spans.append(self._spans(raw, wave, section))
        self._check(raw, section)

    def _own_wave(self, raw: RawEntry) -> _Standing | None:
        """The wave that an entry states itself; it holds for the entry alone."""
        standing = self.wave
        if raw.wave:
            self._stand(raw.wave.text, raw.wave.span, _ROW_LEVEL)
        own, self.wave = self.wave, standing
        return own

    def _spans(self, raw: RawEntry, wave: _Standing | None, section: _Section | None) -> EntrySpans:
        return EntrySpans(
            whole=raw.whole,
            title=raw.title_span,
            url=raw.url_span,
            badges=raw.badge_spans,
            wave=wave.span if wave else None,
            section=section.span if section else None,
            dialect=self.forms[raw.form],
            link=raw.link,
        )

    def _check(self, raw: RawEntry, section: _Section | None) -> None:
        if raw.url and raw.url_span and runs_code(raw.url):
            self.reader.report("NI208", "this link would run code when it is clicked", raw.url_span, "remove it")
        place = section.span if section else None
        if self.reader.status is None and place not in self.unknown:
            self.unknown.add(place)
            under = f'"{section.text}" names no known status' if section else "there is no heading above"
            guess = guess_status(section.text) if section else None
            hint = f'did you mean "{guess}"?' if guess else "name a status in the heading above, such as Open Projects"
            self.reader.report("NI206", f"entries stand here, and {under}", place or raw.whole, hint)

    def document(self, keys: Mapping[str, str]) -> Document:
        """What was read."""
        counts: dict[str, int] = {}
        for span in self.spans:
            counts[span.dialect.name] = counts.get(span.dialect.name, 0) + 1
        most = max(counts, key=lambda name: counts[name]) if counts else "PROSE"
        findings = sorted(self.reader.diagnostics, key=lambda found: found.span.start if found.span else -1)
        return Document(
            source=self.reader.source,
            dialect=self.forms[most],
            entries=tuple(self.entries),
            spans=tuple(self.spans),
            waves=tuple(dict.fromkeys(self.waves)),
            front_matter=MappingProxyType(dict(keys)),
            diagnostics=tuple(findings),
            unparsed=tuple(sorted(self.reader.unparsed, key=lambda part: part.span.start)),
        )
