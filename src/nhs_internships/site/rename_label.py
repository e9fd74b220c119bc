"""Renames a label wherever a site states it: badges, labels of cards and their filters, keywords, records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from attrs import evolve, field, frozen

from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import CARDS, Document
from nhs_internships.dialects.card_labels import filter_words
from nhs_internships.dialects.changes import BriefChanges, EntryChanges
from nhs_internships.errors import ChangeRefused, QueryError, UnsafeEdit, nearest
from nhs_internships.grammar.html import escape_card
from nhs_internships.grammar.inline import attribute
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.model import Badge, Brief, Claim, Facet
from nhs_internships.model.texts import fold
from nhs_internships.site.verifying import Fact, facts
from nhs_internships.source.text import Edit, apply, stripped
from nhs_internships.spans import Span

__all__ = ["Renaming"]

_FACETS = frozenset(facet.value for facet in Facet)
# A keyword, and the separator before it. The semicolon of a character reference ("&amp;") separates nothing.
_KEYWORD = re.compile(r"(?P<before>[,;]?[\s\[\"']*(?:-[ \t]+)?)(?P<word>(?:&#?\w{1,10};|[^,;\[\]\r\n])+)")
_BUTTON = re.compile(
    r"""<button\b[^<>]*?\sdata-filter\s*=\s*["']?(?P<word>[^"'<>\s]+)[^<>]*>(?P<shown>[^<>]*)</button""", re.IGNORECASE
)
_QUOTES = " \t\"'"


class _Word(NamedTuple):
    """One keyword of a brief: its characters, and those together with the separator before it."""

    text: str
    span: Span
    with_separator: Span


@frozen(kw_only=True, eq=False)
class Renaming:
    """A label that gets another name on all pages of a site.

    Attributes:
        pages: The pages.
        old: The label; case, blanks, hyphens and underscores do not count.
        new: Its new name.
        facet: Rename it in this facet alone; ``None`` for all.
        warnings: What is left for a person; filled while renaming.
    """

    pages: SitePages
    old: str
    new: str
    facet: Facet | None = None
    warnings: list[str] = field(factory=list)

    def check(self) -> None:
        """Refuse a label that no page states, and a new name that is none.

        Raises:
            QueryError: No page has the label.
            ChangeRefused: The new name is blank, not on one line, or holds a comma.
        """
        if self.new != " ".join(self.new.split()) or not self.new:
            problem = "the new label is blank" if not self.new.strip() else "the new label has odd blanks"
            raise ChangeRefused(self.new, problem, "give a text with single blanks between its words")
        if "," in self.new:
            problem = "a label has no comma, because keywords are separated by commas"
            raise ChangeRefused(self.new, problem, "give a text without a comma")
        known = dict.fromkeys(label for label in self._known if label)
        if not any(fold(label) == fold(self.old) for label in known):
            what = f"{self.facet} label" if self.facet else "label"
            raise QueryError(what, self.old, guess=nearest(self.old, reversed(known)) or self._guess(known))

    def documents(self) -> Iterator[Document]:
        """Every page that changes, with the new label.

        Raises:
            UnsafeEdit: A page could not state it.
        """
        for document in self.pages.documents:
            renamed = self._brief(document) if document.brief else self._entries(document)
            if renamed is not document:
                yield renamed
        self._warn_of_facet()

    def expected(self, claims: Iterable[Claim]) -> set[Fact]:
        """What claims of a project state afterwards."""
        return {(name, self._claimed(name, value), path, rank) for name, value, path, rank in facts(claims)}

    # Which labels

    @property
    def _known(self) -> Iterator[str]:
        for badge in self._badges:
            if self._is_meant(badge.facet):
                yield badge.label
        if self._takes_words:
            for document in self.pages.documents:
                yield from document.brief.keywords if document.brief else ()

    @property
    def _badges(self) -> Iterator[Badge]:
        return (badge for document in self.pages.documents for entry in document.entries for badge in entry.badges)

    def _guess(self, known: Iterable[str]) -> str | None:
        """Another spelling of the term, as the site writes it."""
        term = self.pages.settings.vocabulary.find(self.old)
        spellings = {fold(one) for one in term.spellings} if term else set()
        return next((label for label in known if fold(label) in spellings), None)

    def _is_old(self, label: str) -> bool:
        return fold(label) == fold(self.old) and label != self.new

    def _is_meant(self, facet: Facet) -> bool:
        if facet is Facet.TOPIC and self.facet is not Facet.TOPIC:
            return self._takes_words
        return self.facet in {None, facet}

    @cached_property
    def _takes_words(self) -> bool:
        """Whether records and keywords, which state no facet, mean the label of the facet that was asked for."""
        if self.facet is None:
            return True
        stated = {badge.facet for badge in self._badges if fold(badge.label) == fold(self.old)} - {Facet.TOPIC}
        if stated - {self.facet}:
            others = ", ".join(sorted(stated - {self.facet}))
            self.warnings.append(
                f'"{self.old}" is also a label of the facet {others}, so keywords and records, which state no facet, '
                "keep it"
            )
            return False
        return self.facet in stated

    def _claimed(self, name: str, value: str) -> str:
        if name in _FACETS:
            return self.new if self._is_meant(Facet(name)) and self._is_old(value) else value
        if name == "keywords" and self._takes_words:
            return ", ".join(self._keywords(value.split(", ")))
        return value

    # Badges

    def _entries(self, document: Document) -> Document:
        wanted = {
            n: EntryChanges(badges=badges)
            for n, entry in enumerate(document.entries)
            if (badges := self._renamed(document, n)) != entry.badges
        }
        renamed = document.edit_entries(wanted)
        return document if renamed is document else self._filters(document, renamed)

    def _renamed(self, document: Document, n: int) -> tuple[Badge, ...]:
        """The badges of an entry; one that would stand twice is left out."""
        old = document.entries[n].badges
        if not any(self._is_old(badge.label) for badge in old):
            return old
        is_card = document.spans[n].dialect is CARDS
        found: list[Badge] = []
        keys = {badge.key for badge in old}
        for badge in old:
            if not (self._is_old(badge.label) and self._is_meant(badge.facet)):
                found.append(badge)
            elif (badge.facet, self.new) not in keys:
                keys.add((badge.facet, self.new))
                found.append(evolve(badge, label=self.new, colour=self._colour(badge, is_card=is_card)))
        return tuple(found)

    def _colour(self, badge: Badge, *, is_card: bool) -> str | None:
        """The colour of the new label: that of its term, else that of its other badges, else the one it had."""
        if badge.facet is Facet.TECHNIQUE or (badge.colour is None and not is_card):
            return badge.colour
        find = self.pages.settings.vocabulary.find
        before, after = find(badge.label, badge.facet), find(self.new, badge.facet)
        if before is not None and before is after:
            return badge.colour
        known = after and (after.modifier if is_card else after.colour)
        if known is not None:
            return known or None
        return self._colours.get((badge.facet, is_card), badge.colour)

    @cached_property
    def _colours(self) -> dict[tuple[Facet, bool], str | None]:
        """The usual colour of badges that have the new label already."""
        counts: dict[tuple[Facet, bool], Counter[str | None]] = {}
        for one in self.pages.entries:
            for badge in one.entry.badges:
                if badge.label == self.new:
                    key = badge.facet, one.spans.dialect is CARDS
                    counts.setdefault(key, Counter())[badge.colour] += 1
        return {key: count.most_common(1)[0][0] for key, count in counts.items()}

    def _warn_of_facet(self) -> None:
        term = self.pages.settings.vocabulary.find(self.new)
        stated = {badge.facet for badge in self._badges if self._is_old(badge.label) and self._is_meant(badge.facet)}
        other = next((facet for facet in sorted(stated - {Facet.TOPIC}) if term and facet is not term.facet), None)
        if term and other and self.pages.settings.vocabulary.find(self.new, other) is None:
            self.warnings.append(f'"{self.new}" is of the facet {term.facet}, and its badges keep the facet {other}')

    # Filters

    def _filters(self, document: Document, renamed: Document) -> Document:
        """The page with the filter words of its cards and the buttons of its filter for the new label."""
        areas = [badge for entry in document.entries for badge in entry.badges if badge.facet is Facet.AREA]
        if "data-tags" not in renamed.text or not any(map(self._is_old, (badge.label for badge in areas))):
            return renamed
        words = self._new_words(renamed)
        before = {word for _, written in _filter_words(document) for word in written}
        edits: list[Edit] = []
        after: set[str] = set()
        for place, written in _filter_words(renamed):
            wanted = list(dict.fromkeys(words.get(word, word) for word in written))
            after.update(wanted)
            edits += [Edit(place, " ".join(wanted))] if wanted != written else []
        edits += self._button_edits(renamed, before - after, after - before)
        if not edits:
            return renamed
        return renamed.checked(renamed.after(edits), renamed.entries, renamed.brief)

    def _new_words(self, document: Document) -> dict[str, str]:
        """The new word of each filter word that no other label of the page or the vocabulary has."""
        vocabulary = self.pages.settings.vocabulary
        old, new = self._names(self.old), self._names(self.new)
        badges = {badge for entry in document.entries for badge in entry.badges if badge.facet is Facet.AREA}
        shared = {word for badge in badges for word in filter_words(badge, vocabulary)}
        own = vocabulary.find(self.old, Facet.AREA)
        shared |= {term.filter for term in vocabulary.terms(Facet.AREA) if term.filter and term is not own}
        return {word: new[0] for word in old if new and word not in shared}

    def _names(self, label: str) -> tuple[str, ...]:
        return filter_words(Badge(label=label, facet=Facet.AREA), self.pages.settings.vocabulary)

    def _button_edits(self, document: Document, gone: set[str], come: set[str]) -> Iterator[Edit]:
        """The buttons of words that are gone get the word that came; a word that only came gets a button."""
        buttons = [button for button in _BUTTON.finditer(document.text) if button["word"] in self._names(self.old)]
        shown = {button["word"] for button in _BUTTON.finditer(document.text)}
        new = next(iter(sorted(come - shown)), None)
        for button in buttons:
            word, is_named = button["word"], fold(button["shown"].strip()) == fold(self.old)
            label, target = _edit(button, "shown", escape_card(self.new)), _edit(button, "word", new or word)
            if word in gone and new is not None:
                yield from (label, target) if is_named else (target,)
                new = None
            elif word in gone:
                self.warnings.append(f'{document.name}: no card is shown by the button "{word}" now; remove it')
            elif new is not None:
                yield _button_below(document, button, (label, target))
                new = None
            elif is_named and word in self._names(self.new):
                yield label

    # Keywords

    def _brief(self, document: Document) -> Document:
        brief = document.brief
        if brief is None or not self._takes_words or not any(self._is_old(word) for word in brief.keywords):
            return document
        spans = document.brief_spans
        place = spans.keywords if spans else None
        span = place or _front_keywords(document)
        if span is None:
            raise UnsafeEdit(document.name, "the keywords cannot be edited", "change the page by hand")
        edits = list(self._word_edits(document, span))
        again = document.after(edits)
        wanted = self._keywords(brief.keywords)
        if again.brief is None or again.brief.keywords != wanted:
            found = again.brief.keywords if again.brief else ()
            problem = f"the keywords would read back as {', '.join(found)}, not as {', '.join(wanted)}"
            raise UnsafeEdit(document.name, problem, "change the page by hand")
        return document.checked(again, document.entries, _with_words(brief, again.brief, is_field=place is not None))

    def _keywords(self, words: Iterable[str]) -> tuple[str, ...]:
        given = tuple(words)
        if not any(self._is_old(word) for word in given):
            return given
        found: list[str] = []
        is_there = self.new in given
        for word in given:
            if not self._is_old(word):
                found.append(word)
            elif not is_there:
                is_there = True
                found.append(self.new)
        return tuple(found)

    def _word_edits(self, document: Document, span: Span) -> Iterator[Edit]:
        words = list(_words(document.text, span))
        is_there = any(word.text == self.new for word in words)
        for k, word in enumerate(words):
            if not self._is_old(word.text):
                continue
            if not is_there:
                is_there = True
                yield Edit(word.span, self.new)
            else:  # it stands there already; the first word goes with the separator after it
                yield Edit(word.with_separator if k else Span(word.span.start, words[1].span.start), "")


def _words(text: str, span: Span) -> Iterator[_Word]:
    for found in _KEYWORD.finditer(text, span.start, span.end):
        bare = found["word"].strip(_QUOTES)
        if bare:
            start = found.start("word") + found["word"].index(bare)
            yield _Word(" ".join(bare.split()), Span(start, start + len(bare)), Span(found.start(), start + len(bare)))


def _front_keywords(document: Document) -> Span | None:
    front, _, _ = read_front_matter(document.source)
    return front.mapping.span_of("keywords") if front else None


def _with_words(brief: Brief, found: Brief, *, is_field: bool) -> Brief:
    """A brief with the keywords that were found in the edited one, and nothing else of it."""
    if is_field:
        text = found.field("Keywords")
        changes = BriefChanges(fields={text.name: text.text} if text else {})
        return changes.applied(brief)
    read = dict(found.extra).get("keywords", "")
    extra = tuple((key, read if key == "keywords" else value) for key, value in brief.extra)
    return evolve(brief, keywords=found.keywords, extra=extra)


def _filter_words(document: Document) -> Iterator[tuple[Span, list[str]]]:
    """The words of the filter that each card of a page has, and where they stand."""
    for spans in document.spans:
        tag = Span(spans.whole.start, document.text.find(">", spans.whole.start) + 1)
        place = attribute(document.text, tag, "data-tags") if spans.dialect is CARDS else None
        if place is not None:
            yield place, place.of(document.text).split()


def _edit(button: re.Match[str], group: str, text: str) -> Edit:
    """The edit that replaces a part of a button, without the blanks around it."""
    return Edit(stripped(button.string, *button.span(group)), text)


def _button_below(document: Document, button: re.Match[str], edits: Iterable[Edit]) -> Edit:
    """A copy of a button on a line below it, with edits."""
    text, end = document.text, document.text.find(">", button.end()) + 1
    line = document.source.lines(*[document.source.line(button.start())] * 2)
    moved = [Edit(Span(edit.span.start - button.start(), edit.span.end - button.start()), edit.text) for edit in edits]
    copy = apply(text[button.start() : end], moved)
    return Edit(Span(end, end), f"{document.source.newline}{text[line.start : button.start()]}{copy}")
