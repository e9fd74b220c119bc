"""How single facts are written: images, card labels, link targets."""

from __future__ import annotations

import re
from html import escape as escape_html
from typing import TYPE_CHECKING
from urllib.parse import quote

from attrs import evolve

from nhs_internships.dialects.cards import GREY, MODALITIES, facets_of
from nhs_internships.grammar.html import Tag
from nhs_internships.model import Badge, Facet
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "as_tag",
    "card_filter",
    "card_label",
    "card_labels",
    "facets_to_state",
    "image",
    "target",
    "with_facet",
]


# The alt texts of the real pages; anything else is a topic.
ROLES = {Facet.AREA: "area", Facet.TECHNIQUE: "technique", Facet.MODALITY: "datamodality", Facet.TOPIC: "topic"}
# The colours of NHS.UK tags, and those of shields badges that come near one.
_TAG_COLOURS = frozenset({"white", "green", "aqua-green", "blue", "purple", "pink", "red", "orange", "yellow"})
_NEAR_COLOURS = {
    "brightgreen": "green",
    "yellowgreen": "aqua-green",
    "darkblue": "blue",
    "blueviolet": "purple",
    "ff69b4": "pink",
    "9cf": "blue",
}
_BALANCED = re.compile(r"[^\s()<>|\"'\\]*(?:\([^\s()<>|\"'\\]*\)[^\s()<>|\"'\\]*)*")
_SAFE = "!#$%&*+,-./:;=?@[]^_`{}~"
_TAG_NAME = re.compile(r"<[A-Za-z][A-Za-z0-9]*")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def image(badge: Badge, role: str | None = None) -> str:
    """A badge as a Markdown image."""
    return f"![{role or ROLES[badge.facet]}]({badge.to_shields()})"


def target(url: str) -> str:
    """A link target; what would end it or its table cell is percent-encoded."""
    if _BALANCED.fullmatch(url):
        return url
    try:
        return quote(url, safe=_SAFE)
    except UnicodeEncodeError:  # a lone surrogate, for which the whole text is refused
        return url


def card_filter(label: str) -> str:
    """A label as a word of ``data-tags``: ``Machine Learning`` is ``machine-learning``."""
    return _NOT_WORD.sub("-", label.casefold()).strip("-")


def card_modifier(badge: Badge) -> str | None:
    """The modifier of a label's class: grey for techniques, its name for a modality, else a colour of NHS.UK."""
    colour = (badge.colour or "").casefold()
    match badge.facet:
        case Facet.TECHNIQUE:
            return GREY
        case Facet.MODALITY:
            name = card_filter(badge.label).replace("-", "").removesuffix("data")
            return next((known for known in (name, colour) if known in MODALITIES), None)
        case _:
            return colour if colour in _TAG_COLOURS else _NEAR_COLOURS.get(colour)


def card_label(badge: Badge, stated: Facet | None) -> str:
    """A badge as an NHS.UK tag."""
    modifier = card_modifier(badge)
    classes = "nhsuk-tag" + (f" nhsuk-tag--{modifier}" if modifier else "")
    facet = f' data-facet="{stated}"' if stated else ""
    return f'<strong class="{classes}"{facet}>{escape_html(badge.label, quote=False)}</strong>'


def card_labels(badges: Sequence[Badge]) -> list[str]:
    """All badges of a card; a facet is stated only where modifiers and places would tell another."""
    stated = facets_to_state(badges, [as_tag(badge) for badge in badges])
    return [card_label(badge, facet) for badge, facet in zip(badges, stated, strict=True)]


def as_tag(badge: Badge) -> Tag:
    """A badge as the NHS.UK tag is read that `card_label` writes without a facet."""
    return Tag(badge.label, card_modifier(badge), None, Span(0, 0))


def facets_to_state(badges: Sequence[Badge], tags: Sequence[Tag]) -> list[Facet | None]:
    """The facet of each badge whose tag would be taken for another where it stands."""
    stated: list[Facet | None] = [None] * len(badges)
    for _ in badges:  # stating one facet may change what its neighbours are taken for
        told = facets_of([evolve(tag, facet=facet or tag.facet) for tag, facet in zip(tags, stated, strict=True)])
        wrong = [badge.facet if seen is not badge.facet else None for badge, seen in zip(badges, told, strict=True)]
        if not any(wrong):
            break
        stated = [new or facet for new, facet in zip(wrong, stated, strict=True)]
    return stated


def with_facet(element: str, facet: Facet | None) -> str:
    """A tag that stands on a page, with a facet to state; all else in it stays."""
    return _TAG_NAME.sub(f'\\g<0> data-facet="{facet}"', element, count=1) if facet else element
