"""The colours of badges in another dialect: images have those of shields.io, labels of cards those of NHS.UK tags."""

from __future__ import annotations

from attrs import evolve

from nhs_internships.dialects.constants import CARDS
from nhs_internships.dialects.document import Dialect
from nhs_internships.model import Badge, Facet
from nhs_internships.vocabulary import Vocabulary

__all__ = ["painted"]

_DEFAULT = "blue"  # of an NHS.UK tag without a modifier
_LIGHTGREY, _GREY = "lightgrey", "grey"
# Tags of NHS.UK whose colour shields.io has under another name.
_OF_TAGS = {"aqua-green": "yellowgreen", "grey": _LIGHTGREY, "white": "white"}


def painted(badge: Badge, old: Dialect, new: Dialect, vocabulary: Vocabulary) -> Badge:
    """A badge with the colour that it has in another dialect: that of its term, if it had that of its term before.

    Args:
        badge: The badge.
        old: The dialect that it is written in.
        new: The dialect that it is to be written in.
        vocabulary: The terms.
    """
    was_card, is_card = old is CARDS, new is CARDS
    if was_card == is_card:
        return badge
    colour = _of_tag(badge, vocabulary) if is_card else _of_image(badge, vocabulary)
    return badge if colour == badge.colour else evolve(badge, colour=colour)


def _of_tag(badge: Badge, vocabulary: Vocabulary) -> str | None:
    if badge.facet is Facet.TECHNIQUE:
        return _GREY
    term = vocabulary.find(badge.label, badge.facet)
    if term and term.modifier is not None and _same(badge.colour, term.colour):
        return term.modifier or None
    return badge.colour


def _of_image(badge: Badge, vocabulary: Vocabulary) -> str | None:
    if badge.facet is Facet.TECHNIQUE:
        return _LIGHTGREY
    term = vocabulary.find(badge.label, badge.facet)
    if term and term.colour is not None and _same(badge.colour, term.modifier):
        return term.colour
    if badge.facet is Facet.MODALITY:  # its modifier is a name, and no colour
        same = (one for one in vocabulary.terms(Facet.MODALITY) if one.modifier == badge.colour and one.colour)
        return next((one.colour for one in same), _DEFAULT)
    return _OF_TAGS.get(badge.colour, badge.colour) if badge.colour else _DEFAULT


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()
