"""Writes the entries of a listing in another dialect; everything else on the page stays as it is.

The page is cut into pieces: entries, waves that are rows or labels, and what is around them (delimiters, lists of
cards). Pieces with nothing visible between them are a block, and a block is written again as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from attrs import evolve, frozen

from nhs_internships.dialects.badge_colours import painted
from nhs_internships.dialects.card_labels import filter_words
from nhs_internships.dialects.changes import EntryChanges
from nhs_internships.dialects.constants import CARDS, LISTING_FORMS
from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.dialects.entry_lines import kind_of
from nhs_internships.dialects.page_edits import BY_HAND, is_kept
from nhs_internships.dialects.pieces import Piece, blocks
from nhs_internships.dialects.renderers import Item, KeptText, ListingForm, WaveText, is_plain
from nhs_internships.dialects.sections import WaveLabel
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.cards import read_card
from nhs_internships.grammar.inline import COMMENT_OR_TAG, strip_marks
from nhs_internships.model import Badge, Entry, Facet, Project, Wave
from nhs_internships.model.texts import counted, short
from nhs_internships.model.waves import wave_of
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span, start_of
from nhs_internships.vocabulary import Vocabulary

__all__ = ["Converted", "converted"]

_PLAIN = re.compile(r"[\w \t()\u2010-\u2015,.:/-]+")
_FRAME = re.compile(r"(?:[-*+|\s]|\A\d+[.)]|&(?:nbsp|ensp|emsp|thinsp|#160);)+")
_LIST_TAG = re.compile(r"<(?P<close>/?)[uo]l\b[^<>]*>\Z", re.IGNORECASE)
_PICTURE = re.compile(r"<(?:img|svg|picture|video|iframe)\b", re.IGNORECASE)
_END = re.compile(r"(?:(?:\r\n|\r|\n)[ \t]*)+\Z")
_START = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*+")


class Converted(NamedTuple):
    """A page in another dialect.

    Attributes:
        document: The page.
        warnings: What the dialect cannot carry, a sentence each.
    """

    document: Document
    warnings: tuple[str, ...]


def converted(document: Document, dialect: Dialect, vocabulary: Vocabulary) -> Converted:
    """The page with all its entries in a dialect.

    Args:
        document: The page.
        dialect: The dialect.
        vocabulary: The terms through which colours are mapped.

    Raises:
        UnsafeEdit: The dialect is not one of listings, the page has no entries, or one of them cannot be written so.
    """
    form = LISTING_FORMS.get(dialect)
    if form is None:
        problem = f"the dialect {dialect} is not a listing dialect"
        raise UnsafeEdit(document.name, problem, f"choose one of {', '.join(map(str, LISTING_FORMS))}")
    if not document.spans or not all(spans.dialect in LISTING_FORMS for spans in document.spans):
        raise UnsafeEdit(document.name, "the page is no listing", "choose a page with entries")
    conversion = _Conversion(document, dialect, form, vocabulary)
    wanted = [block for block in blocks(document) if conversion.has_to_do(block)]
    again = document.after(map(conversion.edit, wanted), dialect)
    numbers = {piece.entry for block in wanted for piece in block if piece.entry is not None}
    entries = [conversion.entry(n) if n in numbers else entry for n, entry in enumerate(document.entries)]
    if len(again.entries) == len(entries):
        entries = [_as_read(*pair, dialect) for pair in zip(entries, again.entries, strict=True)]
    if _headings(again) != _headings(document) or not is_kept(_outline(document), _outline(again)):
        raise UnsafeEdit(document.name, "the headings or waves of the page would change", BY_HAND)
    return Converted(document.checked(again, entries, document.brief), tuple(conversion.warnings(sorted(numbers))))


def _as_read(wanted: Entry, found: Entry, dialect: Dialect) -> Entry:
    """The entry that was asked for, with the colours that the dialect gives."""
    return EntryChanges(badges=wanted.badges).accepted(wanted, found, dialect.colour)


def _headings(document: Document) -> list[tuple[str | None, int]]:
    return [(section.title, section.level) for section in document.sections]


def _outline(document: Document) -> Iterator[object]:
    """The headings and waves of a page, in order."""
    for section in document.sections:
        yield section.title, section.status
        yield from (label.wave for label in section.labels)


class _Unknown(Enum):
    """The type of a wave that is not known."""

    UNKNOWN = "unknown"


@frozen
class _Conversion:
    """The entries of a page, as they are to be written.

    Attributes:
        document: The page.
        dialect: The dialect to write them in.
        form: How it writes them.
        vocabulary: The terms through which colours are mapped.
    """

    document: Document
    dialect: Dialect
    form: ListingForm
    vocabulary: Vocabulary

    def has_to_do(self, block: Sequence[Piece]) -> bool:
        """Whether an entry of a block is not written in the dialect yet."""
        return any(piece.entry is not None and not self._is_done(piece.entry) for piece in block)

    def _is_done(self, n: int) -> bool:
        """Whether an entry is written in the dialect; a link alone is a bullet of every list."""
        own, is_list = self.document.spans[n].dialect, not self.form.opens
        is_bullet = kind_of(self.document, n) == "bullet"
        if is_bullet and not self.document.entries[n].badges and (is_list or self._is_plain(n)):
            return True
        return own is self.dialect and (is_bullet or not is_list)

    def _is_plain(self, n: int) -> bool:
        return self.form.is_table and is_plain(self._project(n))

    def entry(self, n: int) -> Entry:
        """What the page must state of an entry afterwards."""
        entry, project = self.document.entries[n], self._project(n)
        return evolve(entry, title=project.title, url=self._url(entry), badges=project.badges)

    def _url(self, entry: Entry) -> str | None:
        if entry.url is not None or self.dialect is CARDS:
            return entry.url
        has_badges = "badges" in self.dialect.carries and entry.badges
        return entry.url if has_badges or is_plain(_as_project(entry, ())) else ""

    def _project(self, n: int) -> Project:
        entry = self.document.entries[n]
        if "badges" not in self.dialect.carries:
            return _as_project(entry, ())
        badges = (
            painted(badge, self.document.spans[n].dialect, self.dialect, self.vocabulary) for badge in entry.badges
        )
        return _as_project(entry, badges)

    def edit(self, block: Sequence[Piece]) -> Edit:
        """The edit that writes a block again.

        Raises:
            UnsafeEdit: A list holds something else beside its entries.
        """
        text, span = self.document.text, Span(block[0].span.start, block[-1].span.end)
        tags = [_LIST_TAG.match(piece.span.of(text).strip()) for piece in block]
        opened = [1 - 2 * bool(tag["close"]) for tag in tags if tag]
        if sum(opened) or any(total < 0 for total in accumulate(opened)):
            raise UnsafeEdit(self.document.name, "a list of cards holds something that is no project", BY_HAND)
        level = min(self._level(block) + 1, 6)
        body = "\n\n".join(self.form.blocks(self._items(block), level))
        return Edit(span, _between_blank_lines(self.document, span, body))

    def _level(self, block: Sequence[Piece]) -> int:
        """The level of the heading above a block."""
        spans = next(self.document.spans[piece.entry] for piece in block if piece.entry is not None)
        return next((one.level for one in self.document.sections if one.span == spans.section), 1)

    def _items(self, block: Sequence[Piece]) -> Iterator[Item]:
        """The projects, waves and other texts of a block; an entry that states its wave itself gets one above it."""
        current: Wave | _Unknown | None = _Unknown.UNKNOWN
        for piece in block:
            if piece.label is not None:
                current = piece.label.wave
                yield WaveText(self._wave_text(piece.label))
            elif piece.text is not None:
                yield KeptText(piece.text)
            elif piece.entry is not None:
                wave = self.document.entries[piece.entry].wave
                if wave != current and (self._states_wave(piece.entry) or current is not _Unknown.UNKNOWN):
                    yield WaveText(self._named(wave))
                current = wave
                yield self._project(piece.entry)

    def _states_wave(self, n: int) -> bool:
        spans = self.document.spans[n]
        return spans.wave is not None and spans.whole.contains(spans.wave)

    def _named(self, wave: Wave | None) -> str:
        if wave is None:
            problem = "an entry that names its wave itself is followed by one without a wave"
            raise UnsafeEdit(self.document.name, problem, BY_HAND)
        return wave.label

    def _wave_text(self, label: WaveLabel) -> str:
        """The text of a wave as it is written, without marks, if that can stand anywhere and means the same."""
        shown = strip_marks(label.span.of(self.document.text).replace("|", " "))
        written = " ".join(unescape(COMMENT_OR_TAG.sub("", shown)).replace("*", "").split())
        if label.wave is None or (_PLAIN.fullmatch(written) and wave_of(written) == label.wave):
            return written
        return label.wave.label

    # What is lost

    def warnings(self, numbers: Sequence[int]) -> Iterator[str]:
        """What the dialect cannot carry of entries."""
        name, entries = self.dialect.name, self.document.entries
        if "badges" not in self.dialect.carries:
            count = sum(len(entries[n].badges) for n in numbers)
            if count:
                yield f"{name} carries no badges: {counted(count, 'badge')} will be left out"
        else:
            lost = dict.fromkeys(badge for n in numbers for badge in self._without_colour(n))
            if lost:
                named = ", ".join(f'"{badge.label}" ({badge.colour})' for badge in lost)
                yield f"{name} has no colour for {named}; it will be the default"
        if name != "CARDS":
            yield from self._lost_filters(numbers)
        for n in numbers:
            if rest := self._rest(n):
                yield f'the entry "{entries[n].title}" holds other text, which will be left out: {short(rest)}'
            if self._url(entries[n]) != entries[n].url:
                yield f'the entry "{entries[n].title}" has no link, and gets an empty one'

    def _lost_filters(self, numbers: Sequence[int]) -> Iterator[str]:
        """The filter words of cards that their areas do not explain, and the filter itself."""
        text, lost = self.document.text, 0
        for n in numbers:
            spans = self.document.spans[n]
            card = read_card(text, spans.whole) if spans.dialect is CARDS else None
            areas = [badge for badge in self.document.entries[n].badges if badge.facet is Facet.AREA]
            explained = {word for badge in areas for word in filter_words(badge, self.vocabulary)}
            lost += bool(card and card.filters and set(card.filters.text.split()) - explained)
        if lost:
            yield f"{counted(lost, 'card')} can be found by filter words that are no areas; they will be left out"
        if "data-filter" in text and any(self.document.spans[n].dialect is CARDS for n in numbers):
            yield "the filter of the page works for cards alone; remove it"

    def _without_colour(self, n: int) -> Iterator[Badge]:
        """The badges of an entry that had a colour and will have the default one, though their term has another."""
        for old, new in zip(self.document.entries[n].badges, self._project(n).badges, strict=True):
            term = self.vocabulary.find(old.label, old.facet)
            if old.colour is not None and self.dialect.colour(new) is None and not (term and term.modifier == ""):
                yield old

    def _rest(self, n: int) -> str:
        """The text of an entry that is none of its values."""
        spans, text = self.document.spans[n], self.document.text
        values = [spans.link or spans.title, *spans.badges]
        values += [spans.wave] if spans.wave is not None and self._states_wave(n) else []
        rest, at = "", spans.whole.start
        for span in sorted(values, key=start_of):
            rest += text[at : max(at, span.start)]
            at = max(at, span.end)
        rest += text[at : spans.whole.end]
        shown = _FRAME.sub(" ", COMMENT_OR_TAG.sub("", rest)).strip()
        return shown or ("a picture" if _PICTURE.search(rest) else "")


def _as_project(entry: Entry, badges: Iterable[Badge]) -> Project:
    """An entry as the value that dialects write."""
    title = " ".join(entry.title.split())
    return Project(slug="entry", title=title, status=entry.status, url=entry.url, badges=badges)


def _between_blank_lines(document: Document, span: Span, body: str) -> str:
    """A block with the line ends of the page and a blank line on each side, where text follows or precedes it."""
    text, newline = document.text, document.source.newline
    above, below = text[: span.start], text[span.end :]
    before = "\n" * max(0, 2 - _line_ends(_END.search(above))) if above.strip("\ufeff") else ""
    after = "\n" if text.endswith(("\n", "\r")) else ""
    if below:
        after = "\n" * max(0, 2 - _line_ends(_START.match(below)))
    return (before + body + after).replace("\n", newline)


def _line_ends(found: re.Match[str] | None) -> int:
    return len(re.findall(r"\r\n|\r|\n", found[0])) if found else 0
