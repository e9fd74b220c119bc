"""Reads the project cards of listings: raw HTML, as on the live site since 2026."""

from __future__ import annotations

from nhs_internships.dialects.card_labels import facets_of
from nhs_internships.dialects.document import Dialect
from nhs_internships.dialects.entries import EntryReader, RawEntry
from nhs_internships.dialects.findings import UnparsedKind
from nhs_internships.grammar.cards import Card, read_card
from nhs_internships.grammar.html import HtmlPiece
from nhs_internships.model.badges import badge_of
from nhs_internships.spans import Span

__all__ = ["read_project_card"]


def read_project_card(reader: EntryReader, span: Span, dialect: Dialect) -> RawEntry | None:
    """The entry of a card; a card that cannot be read is recorded as unparsed.

    Args:
        reader: Reads the parts of entries.
        span: The card.
        dialect: The dialect of cards.
    """
    limit, findings = reader.source.limits.card_chars, reader.findings
    if len(span) > limit:
        message = f"this card has more than {limit:,} characters"
        findings.record_unparsed(UnparsedKind.CARD, span, "NI203", message, "check that its <li> is closed")
        return None
    card = read_card(reader.source.text, span)
    if card is None or card.title is None:
        message = "this card cannot be read" if card is None else "this card has no title"
        hint = "a card holds a heading with a link, and labels"
        findings.record_unparsed(UnparsedKind.CARD, span, "NI203", message, hint)
        return None
    if not card.closed:
        findings.report("NI203", "the <li> of this card is not closed", span, "add </li> at its end")
    entry = _entry(card, card.title, dialect)
    reader.record_rest(span, reader.parts(span), entry.used)
    return entry


def _entry(card: Card, title: HtmlPiece, dialect: Dialect) -> RawEntry:
    facets = zip(card.tags, facets_of(card.tags), strict=True)
    return RawEntry(
        dialect=dialect,
        whole=card.span,
        title=title.text,
        title_span=title.span,
        url=card.url.text if card.url else None,
        url_span=card.url.span if card.url else None,
        badges=tuple(badge_of(tag.label, facet, tag.modifier) for tag, facet in facets),
        badge_spans=tuple(tag.span for tag in card.tags),
        wave=card.wave,
    )
