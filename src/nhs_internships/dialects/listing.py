"""Reads a page of entries: every listing dialect on every page, in one pass over its blocks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import field, mutable

from nhs_internships.dialects.bullets import read_bullet
from nhs_internships.dialects.cards import read_project_card
from nhs_internships.dialects.context import Context
from nhs_internships.dialects.document import Document, EntrySpans
from nhs_internships.dialects.entries import EntryReader, ListingDialects, RawEntry
from nhs_internships.dialects.findings import Findings, UnparsedKind
from nhs_internships.dialects.links import runs_code
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.dialects.tables import TextRow, read_row
from nhs_internships.grammar.blocks import Bullet, CardBlock, Dropped, Heading, Paragraph, Row, WaveLabel, scan
from nhs_internships.grammar.cards import stray_cards
from nhs_internships.grammar.inline import strip_marks
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.model import Entry
from nhs_internships.model.statuses import guess_status
from nhs_internships.model.waves import wave_of
from nhs_internships.spans import Span, inside

if TYPE_CHECKING:
    from nhs_internships.grammar.blocks import Block
    from nhs_internships.source.text import SourceText

__all__ = ["read_listing"]


_LINK_MARKS = ("]", "<", "//")  # every link, image, definition and address has one of them
_MAX_WAVE_CHARS = 120


def read_listing(source: SourceText, dialects: ListingDialects) -> Document:
    """Read a page of entries.

    Args:
        source: The text.
        dialects: The dialects in which its entries may be written.
    """
    front, start, problems = read_front_matter(source)
    keys = front.mapping.texts() if front else {}
    blocks = scan(source, start)
    findings = Findings(source, [*problems])
    listing = _Listing(EntryReader(findings, blocks.hidden), dialects, Context(findings, keys.get("title", "")))
    for block in blocks.blocks:
        listing.take(block)
    cards = [block.span for block in blocks.blocks if isinstance(block, CardBlock)]
    for span in stray_cards(source.text, start, cards):
        if not inside(span.start, blocks.hidden):
            message = "this project card is not an <li> element, and is not read"
            findings.record_unparsed(UnparsedKind.CARD, span, "NI203", message)
    findings.diagnostics.extend(find_mojibake(source))
    return listing.document(keys)


@mutable
class _Listing:
    """Collects the entries of one page."""

    reader: EntryReader
    dialects: ListingDialects
    context: Context
    entries: list[Entry] = field(factory=list)
    spans: list[EntrySpans] = field(factory=list)
    unknown: set[Span | None] = field(factory=set)  # the headings of entries that name no known status
    text_row: TextRow | None = None  # the row before this one, if it is a text that is no wave
    taken: int = 0  # wave labels before this offset belong to an entry

    @property
    def findings(self) -> Findings:
        """Takes findings and unparsed parts."""
        return self.reader.findings

    def take(self, block: Block) -> None:
        """Take the next block of the page."""
        if not isinstance(block, Row):
            self.text_row = None
        match block:
            case Heading():
                self.context.heading(block)
                self._record_rest(block.span)
            case Bullet():
                self._add(read_bullet(self.reader, block, self.context.status, self.dialects))
            case Row():
                self._row(block)
            case CardBlock():
                self._add(read_project_card(self.reader, block.span, self.dialects.cards))
            case WaveLabel():
                if block.span.start >= self.taken:
                    self.context.start_wave(block.text, block.span)
            case Paragraph():
                self._paragraph(block)
            case Dropped():
                message = f"nested deeper than {self.findings.source.limits.markdown_nesting} levels"
                self.findings.record_unparsed(UnparsedKind.NESTED, block.span, "NI110", message)

    def _row(self, row: Row) -> None:
        found = read_row(self.reader, row.span, self.context.status, self.dialects)
        before, self.text_row = self.text_row, None
        if before and found is not None:  # a delimiter row after it would have made it the names of the columns
            self._end_wave(before)
        if not isinstance(found, TextRow):
            self._add(found)
        elif not self.context.take_wave(found.text, found.span):
            self.text_row = found

    def _end_wave(self, row: TextRow) -> None:
        """Report a text in the place of a wave, between entries: the wave above it must not simply go on."""
        if self.context.wave or any(char.isdigit() for char in row.text):
            self.context.start_wave(row.text, row.span)

    def _paragraph(self, block: Paragraph) -> None:
        text = block.span.of(self.findings.source.text)
        shown = strip_marks(text) if len(text) < _MAX_WAVE_CHARS else ""
        wave = wave_of(shown) if shown else None
        if wave and wave.number is not None:  # a month alone may be anything, a numbered wave is a wave
            self.context.start_wave(shown, block.span)
            self.taken = block.span.end  # a label inside it states less than the whole
        self._record_rest(block.span)

    def _record_rest(self, span: Span) -> None:
        text = self.findings.source.text
        if any(text.find(mark, span.start, span.end) >= 0 for mark in _LINK_MARKS):
            self.reader.record_rest(span, self.reader.parts(span))

    def _add(self, raw: RawEntry | None) -> None:
        if raw is None:
            return
        self.taken = raw.whole.end
        section = self.context.section
        wave = self.context.own_wave(raw.wave) if raw.wave else self.context.wave
        self.entries.append(
            Entry(
                section=section.text if section else None,
                status=self.context.status,
                title=raw.title,
                url=raw.url,
                badges=raw.badges,
                wave=wave.wave if wave else None,
            )
        )
        self.spans.append(
            EntrySpans(
                whole=raw.whole,
                title=raw.title_span,
                url=raw.url_span,
                badges=raw.badge_spans,
                wave=wave.span if wave else None,
                section=section.span if section else None,
                dialect=raw.dialect,
                link=raw.link,
            )
        )
        self._check(raw)

    def _check(self, raw: RawEntry) -> None:
        """Report a link that runs code, and once for each heading that it names no known status."""
        if raw.url and raw.url_span and runs_code(raw.url):
            self.findings.report("NI208", "this link would run code when it is clicked", raw.url_span, "remove it")
        section = self.context.section
        place = section.span if section else None
        if self.context.status is None and place not in self.unknown:
            self.unknown.add(place)
            reason = f'"{section.text}" names no known status' if section else "there is no heading above them"
            guess = guess_status(section.text) if section else None
            hint = f'did you mean "{guess}"?' if guess else "name a status in the heading above, such as Open Projects"
            self.findings.report("NI206", f"entries without a status: {reason}", place or raw.whole, hint)

    def document(self, keys: dict[str, str]) -> Document:
        """Everything that was read."""
        counts = Counter(span.dialect for span in self.spans)
        # On a page without entries, badges or cards, links to projects are links, and numbers in tables are no waves.
        is_prose = not self.entries and all(part.kind is UnparsedKind.LINK for part in self.findings.unparsed)
        kept = [one for one in self.findings.diagnostics if not (is_prose and one.code in {"NI202", "NI204"})]
        found = sorted(kept, key=lambda one: one.span.start if one.span else -1)
        return Document(
            source=self.findings.source,
            dialect=counts.most_common(1)[0][0] if counts else self.dialects.prose,
            entries=tuple(self.entries),
            spans=tuple(self.spans),
            waves=tuple(dict.fromkeys(self.context.waves)),
            front_matter=keys,
            diagnostics=tuple(found),
            unparsed=tuple(sorted(self.findings.unparsed, key=lambda part: part.span.start)),
        )
