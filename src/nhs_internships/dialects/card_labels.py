"""The labels of cards: which facet each has, and how badges are written as labels.

The modifier of a label's class decides its facet first, its position second: a grey label is a technique, a modality
names itself; the facet of a label with any other colour, or none, follows from the labels around it. Where neither
gives the right facet, the library writes the attribute ``data-facet``, and reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from nhs_internships.grammar.cards import Tag
from nhs_internships.grammar.html import escape_card
from nhs_internships.model import Badge, Facet
from nhs_internships.model.badges import STATED_FACETS
from nhs_internships.spans import Span
from nhs_internships.vocabulary import Term, Vocabulary

__all__ = [
    "as_tag",
    "card_label",
    "card_labels",
    "facets_of",
    "facets_to_state",
    "filter_words",
    "modifier",
    "with_facet",
    "with_modifier",
]


_GREY = "grey"
_MODALITIES = frozenset({"text", "tabular", "images", "multimodal", "audio", "genomic"})
_FACETS = frozenset(Facet)
# The colours of NHS.UK tags, and those of shields badges that are close to one of them.
_TAG_COLOURS = frozenset({"white", "green", "aqua-green", "blue", "purple", "pink", "red", "orange", "yellow"})
_NEAR_COLOURS = {
    "brightgreen": "green",
    "yellowgreen": "aqua-green",
    "darkblue": "blue",
    "blueviolet": "purple",
    "ff69b4": "pink",
    "9cf": "blue",
}
_MODIFIER = re.compile(r"[ \t\r\n]*(?<![\w-])nhsuk-tag--[\w-]+")
_TAG_CLASS = re.compile(r"(?<![\w-])nhsuk-tag(?![\w-])")
_TAG_NAME = re.compile(r"<[A-Za-z][A-Za-z0-9]*")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def facets_of(tags: Sequence[Tag]) -> list[Facet]:
    """The facet of every label of a card.

    Where a modifier does not decide, areas come first, techniques next, modalities last.
    """
    known = [_by_modifier(tag) for tag in tags]
    first_technique = known.index(Facet.TECHNIQUE) if Facet.TECHNIQUE in known else len(known)
    last_known = max((at for at, facet in enumerate(known) if facet), default=0)
    last = Facet.TOPIC if Facet.MODALITY in known else Facet.MODALITY
    found: list[Facet] = []
    for at, facet in enumerate(known):
        if facet:
            found.append(facet)
        elif at > first_technique:
            found.append(last)
        elif at == 0 or at < last_known:
            found.append(Facet.AREA)
        else:
            found.append(STATED_FACETS[at] if at < len(STATED_FACETS) else Facet.TOPIC)
    return found


def _by_modifier(tag: Tag) -> Facet | None:
    if tag.facet in _FACETS:
        return Facet(tag.facet)
    if tag.modifier in {_GREY, "gray"}:
        return Facet.TECHNIQUE
    return Facet.MODALITY if tag.modifier and tag.modifier.casefold() in _MODALITIES else None


def filter_words(badge: Badge, vocabulary: Vocabulary | None = None) -> tuple[str, ...]:
    """The words of ``data-tags`` that an area explains; the first is the one that is written.

    It is that of the term or, if the vocabulary has none, the label itself: ``Deep Learning`` is ``deep-learning``.

    Args:
        badge: The area.
        vocabulary: The terms; by default the bundled ones.
    """
    term = _term(badge) if vocabulary is None else vocabulary.find(badge.label, badge.facet)
    word = _NOT_WORD.sub("-", badge.label.casefold()).strip("-")
    return tuple(dict.fromkeys(one for one in (term and term.filter, word) if one))


def _term(badge: Badge) -> Term | None:
    return Vocabulary.bundled().find(badge.label, badge.facet)


def modifier(badge: Badge) -> str | None:
    """The modifier of a label's class: grey for techniques, that of its term, else a colour of NHS.UK."""
    if badge.facet is Facet.TECHNIQUE:
        return _GREY
    colour, term = (badge.colour or "").casefold(), _term(badge)
    if badge.facet is Facet.MODALITY:
        names = (term and term.modifier, colour)
        return next((name for name in names if name in _MODALITIES), None)
    if term and term.modifier is not None and colour in {"", term.colour, term.modifier}:
        return term.modifier or None
    return colour if colour in _TAG_COLOURS else _NEAR_COLOURS.get(colour)


def card_label(badge: Badge, stated: Facet | None) -> str:
    """A badge as an NHS.UK tag."""
    name = modifier(badge)
    classes = "nhsuk-tag" + (f" nhsuk-tag--{name}" if name else "")
    facet = f' data-facet="{stated}"' if stated else ""
    return f'<strong class="{classes}"{facet}>{escape_card(badge.label)}</strong>'


def card_labels(badges: Sequence[Badge]) -> list[str]:
    """All badges of a card; a facet is stated only where modifier and position would give another one."""
    stated = facets_to_state(badges, [as_tag(badge) for badge in badges])
    return [card_label(badge, facet) for badge, facet in zip(badges, stated, strict=True)]


def as_tag(badge: Badge) -> Tag:
    """The tag that is read from what `card_label` writes without a facet."""
    return Tag(badge.label, modifier(badge), None, Span(0, 0))


def facets_to_state(badges: Sequence[Badge], tags: Sequence[Tag]) -> list[Facet | None]:
    """The facet of each badge whose tag would be read with another facet; ``None`` for the others."""
    stated: list[Facet | None] = [None] * len(badges)
    for _ in badges:  # stating one facet may change those of its neighbours
        read = facets_of([evolve(tag, facet=facet or tag.facet) for tag, facet in zip(tags, stated, strict=True)])
        wrong = [badge.facet if facet is not badge.facet else None for badge, facet in zip(badges, read, strict=True)]
        if not any(wrong):
            break
        stated = [new or facet for new, facet in zip(wrong, stated, strict=True)]
    return stated


def with_facet(element: str, facet: Facet | None) -> str:
    """A tag of a page with a stated facet; everything else in it stays."""
    return _TAG_NAME.sub(f'\\g<0> data-facet="{facet}"', element, count=1) if facet else element


def with_modifier(element: str, name: str | None) -> str:
    """A tag of a page with another modifier; everything else in it stays."""
    opening, mark, rest = element.partition(">")
    plain = _MODIFIER.sub("", opening)
    new = _TAG_CLASS.sub(f"\\g<0> nhsuk-tag--{name}", plain, count=1) if name else plain
    return f"{new}{mark}{rest}"
