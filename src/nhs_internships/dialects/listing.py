"""Reads a page of entries: every listing dialect on every page, in one pass over its blocks."""

from __future__ import annotations

from collections import Counter

from attrs import evolve, field, mutable

from nhs_internships.dialects.bullets import read_bullet
from nhs_internships.dialects.cards import read_project_card
from nhs_internships.dialects.context import Context
from nhs_internships.dialects.document import Document, EntrySpans
from nhs_internships.dialects.entries import EntryReader, ListingDialects, RawEntry
from nhs_internships.dialects.findings import Findings, UnparsedKind
from nhs_internships.dialects.keys import checked_front_matter, is_slip
from nhs_internships.dialects.links import runs_code
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.dialects.tables import TextRow, read_row
from nhs_internships.grammar.blocks import (
    Block,
    Blocks,
    Bullet,
    CardBlock,
    Dropped,
    Heading,
    Paragraph,
    Row,
    WaveElement,
    find_rest,
    scan,
)
from nhs_internships.grammar.cards import stray_cards
from nhs_internships.grammar.html import shown
from nhs_internships.grammar.inline import find_definitions, strip_marks
from nhs_internships.model import Entry
from nhs_internships.model.codes import looks_like_code, project_code
from nhs_internships.model.statuses import find_status, guess_status
from nhs_internships.model.texts import short
from nhs_internships.model.waves import means_wave, wave_of
from nhs_internships.source.text import SourceText
from nhs_internships.spans import Span, inside, start_of

__all__ = ["read_listing"]


_LINK_MARKS = ("]", "<", "//")  # every link, image, definition and address has one of them
_MAX_LEVEL = 6
_MAX_WAVE_CHARS = 120


def read_listing(source: SourceText, dialects: ListingDialects) -> Document:
    """Read a page of entries.

    Args:
        source: The text.
        dialects: The dialects in which its entries may be written.
    """
    front, start, problems = checked_front_matter(source)
    rest = find_rest(source, start)
    if rest is not None:
        return _with_rest(read_listing(evolve(source, text=source.text[:rest]), dialects), source, rest)
    keys = front.mapping.texts() if front else {}
    blocks = scan(source, start)
    findings = Findings(source, [*problems])
    listing = _Listing(_reader(findings, blocks, start), dialects, Context(findings, keys.get("title", "")))
    for block in blocks.blocks:
        listing.take(block)
    listing.reader.record_definitions()
    cards = [block.span for block in blocks.blocks if isinstance(block, CardBlock)]
    for span in stray_cards(source.text, start, cards):
        if not inside(span.start, blocks.hidden):
            message = "this project card is not an <li> element, and is not read"
            findings.record_unparsed(UnparsedKind.CARD, span, "NI203", message)
    findings.diagnostics.extend(find_mojibake(source))
    return listing.document(keys)


def _with_rest(document: Document, source: SourceText, start: int) -> Document:
    """The document of the first part of a page, as one of the whole page; the rest of it is recorded as unparsed."""
    findings = Findings(source, [*document.diagnostics], [*document.unparsed])
    message = f"the page has more than {source.limits.blocks:,} blocks; what lies beyond it was not read"
    findings.record_unparsed(UnparsedKind.REST, Span(start, len(source.text)), "NI111", message, "split the page")
    return evolve(document, source=source, diagnostics=tuple(findings.diagnostics), unparsed=tuple(findings.unparsed))


def _reader(findings: Findings, blocks: Blocks, start: int) -> EntryReader:
    """The reader of the parts of entries; nobody sees definitions, and references link to their targets."""
    text = findings.source.text
    unseen = (blocks.hidden, blocks.code)
    defined = [
        one for one in find_definitions(text, start) if not any(inside(one.span.start, spans) for spans in unseen)
    ]
    hidden = sorted((*blocks.hidden, *(one.span for one in defined)), key=start_of) if defined else blocks.hidden
    return EntryReader(findings, hidden, {one.name: one.target for one in defined})


@mutable
class _Listing:
    """Collects the entries of one page."""

    reader: EntryReader
    dialects: ListingDialects
    context: Context
    entries: list[Entry] = field(factory=list)
    spans: list[EntrySpans] = field(factory=list)
    unknown: set[Span | None] = field(factory=set)  # the headings of entries that name no known status
    text_rows: list[TextRow] = field(factory=list)  # texts that are no wave, in the rows since the last entry
    taken: int = 0  # wave labels before this offset belong to an entry

    @property
    def findings(self) -> Findings:
        """Takes findings and unparsed parts."""
        return self.reader.findings

    def take(self, block: Block) -> None:
        """Take the next block of the page."""
        if not isinstance(block, Row):
            self.text_rows.clear()
        match block:
            case Heading():
                self.context.heading(block)
                self._record_rest(block.span)
            case Bullet(html=True):
                self._html_item(block)
            case Bullet():
                self._add(read_bullet(self.reader, block, self.context.status, self.dialects))
            case Row():
                self._row(block)
            case CardBlock():
                self._add(read_project_card(self.reader, block.span, self.dialects.cards))
            case WaveElement():
                if block.span.start >= self.taken:
                    self.context.start_wave(block.text, block.span)
            case Paragraph():
                self._paragraph(block)
            case Dropped():
                message = f"nested deeper than {self.findings.source.limits.markdown_nesting} levels"
                self.findings.record_unparsed(UnparsedKind.NESTED, block.span, "NI110", message)

    def _html_item(self, item: Bullet) -> None:
        """An item of a list in HTML is an entry under a wave or a heading with a status; elsewhere it is a menu."""
        if self.context.wave is None and self.context.status is None:
            self._record_rest(item.span)
            return
        raw = read_bullet(self.reader, item, self.context.status, self.dialects)
        text = self.findings.source.text
        self._add(evolve(raw, title=shown(raw.title_span.of(text))) if raw else None)

    def _row(self, row: Row) -> None:
        found = read_row(self.reader, row.span, self.context.status, self.dialects)
        if found is None:  # a delimiter row makes the text before it the names of the columns
            del self.text_rows[-1:]
        elif not isinstance(found, TextRow):
            for before in self.text_rows:
                self._end_wave(before)
            self.text_rows.clear()
            self._add(found)
        elif self.context.take_wave(found.text, found.span):
            self.text_rows.clear()
        else:
            self.text_rows.append(found)

    def _end_wave(self, row: TextRow) -> None:
        """Report a text in the place of a wave, between entries: the wave above it must not simply go on."""
        if self.context.wave or any(char.isdigit() for char in row.text):
            self.context.start_wave(row.text, row.span)

    def _paragraph(self, block: Paragraph) -> None:
        text = block.span.of(self.findings.source.text)
        if text.startswith("#"):
            self._check_marks(text, block.span.start)
        shown = strip_marks(text) if len(text) < _MAX_WAVE_CHARS else ""
        wave = wave_of(shown) if shown else None
        # A month alone may be anything; a numbered wave is a wave, and one that cannot be read is reported.
        if (wave and wave.number is not None) or (shown and wave is None and means_wave(shown)):
            self.context.start_wave(shown, block.span)
            self.taken = block.span.end  # a label inside it states less than the whole
        self._record_rest(block.span)

    def _check_marks(self, text: str, start: int) -> None:
        """Report a line that would be a heading of a status if it had a blank after its marks."""
        line = text.splitlines()[0]
        title = line.lstrip("#")
        if len(line) - len(title) <= _MAX_LEVEL and find_status(title) is not None:
            self.unknown.add(self.context.section.span if self.context.section else None)
            message = f'"{short(line)}" is no heading, so it gives the entries below it no status'
            self.findings.report("NI206", message, Span(start, start + len(line)), "write a space after the #")

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
                code=project_code(raw.title),
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
        if looks_like_code(raw.title):
            self.findings.report_odd_code(raw.title, raw.title_span)
        section = self.context.section
        place = section.span if section else None
        if section and self.context.status is not None and section.status is None and place not in self.unknown:
            self.unknown.add(place)
            guess = guess_status(section.text)
            if guess and is_slip(section.text.casefold(), guess.casefold()):
                message = f'"{section.text}" names no known status, so its entries are {self.context.status}'
                self.findings.report("NI206", message, section.span, f'did you mean "{guess}"?')
        elif self.context.status is None and place not in self.unknown:
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
            sections=self.context.sections,
            front_matter=keys,
            diagnostics=tuple(found),
            unparsed=tuple(sorted(self.findings.unparsed, key=lambda part: part.span.start)),
        )
