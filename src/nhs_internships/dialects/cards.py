"""Listings of NHS.UK cards in raw HTML: the live site since 2026.

The modifier of a label's class tells its facet first, its position second: a grey label is a technique, a
modality names itself, any other colour or none is told by what stands around it. Where neither can tell, the
library writes the attribute ``data-facet``, and reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.dialects._entries import RawEntry, Reader
from nhs_internships.dialects.document import UnparsedKind
from nhs_internships.grammar.html import read_card
from nhs_internships.model import Facet
from nhs_internships.model.badges import badge_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhs_internships.grammar.html import Card, Tag
    from nhs_internships.spans import Span

__all__ = ["GREY", "MODALITIES", "facets_of", "read_project_card"]


GREY = "grey"
MODALITIES = frozenset({"text", "tabular", "images", "multimodal", "audio", "genomic"})
_BY_POSITION = (Facet.AREA, Facet.TECHNIQUE, Facet.MODALITY)
_STATED = frozenset(Facet)


def read_project_card(reader: Reader, span: Span) -> RawEntry | None:
    """The entry that a card is; a card that cannot be read is put aside."""
    if len(span) > reader.source.limits.card_chars:
        problem = f"this card has more than {reader.source.limits.card_chars:,} characters"
        reader.leave(UnparsedKind.CARD, span, "NI203", problem, "is its <li> closed?")
        return None
    card = read_card(reader.source.text, span)
    if card is None or card.title is None:
        problem = "this card cannot be read" if card is None else "this card has no title"
        reader.leave(UnparsedKind.CARD, span, "NI203", problem, "a card holds a heading with a link, and labels")
        return None
    if not card.closed:
        reader.report("NI203", "the <li> of this card is never closed", span, "add </li> at its end")
    entry = _entry(card, card.title.text, card.title.span)
    reader.leave_rest(span, reader.parts(span), entry.places)
    return entry


def _entry(card: Card, title: str, place: Span) -> RawEntry:
    told = zip(card.tags, facets_of(card.tags), strict=True)
    badges = [badge_of(tag.label, facet, tag.modifier) for tag, facet in told]
    return RawEntry(
        form="CARDS",
        whole=card.span,
        title=title,
        title_span=place,
        url=card.url.text if card.url else None,
        url_span=card.url.span if card.url else None,
        badges=tuple(badges),
        badge_spans=tuple(tag.span for tag in card.tags),
        wave=card.wave,
    )


def facets_of(tags: Sequence[Tag]) -> list[Facet]:
    """The facet of every label of a card."""
    sure = [_by_modifier(tag) for tag in tags]
    return [facet or _by_neighbours(sure, at) for at, facet in enumerate(sure)]


def _by_modifier(tag: Tag) -> Facet | None:
    if tag.facet in _STATED:
        return Facet(tag.facet)
    if tag.modifier in {GREY, "gray"}:
        return Facet.TECHNIQUE
    return Facet.MODALITY if tag.modifier and tag.modifier.casefold() in MODALITIES else None


def _by_neighbours(sure: Sequence[Facet | None], at: int) -> Facet:
    """The facet of a label whose modifier does not tell: areas stand first, techniques next, modalities last."""
    before, after = sure[:at], sure[at + 1 :]
    if at == 0 or (Facet.TECHNIQUE not in before and any(after)):
        return Facet.AREA
    if Facet.TECHNIQUE in before:
        return Facet.TOPIC if Facet.MODALITY in sure else Facet.MODALITY
    return _BY_POSITION[at] if at < len(_BY_POSITION) else Facet.TOPIC
