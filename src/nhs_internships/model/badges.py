"""Badges and their facets."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from attrs import field, frozen

from nhs_internships.errors import ParseError, nearest
from nhs_internships.model.attributes import items, member, one_of
from nhs_internships.model.shields import format_badge, parse_badge
from nhs_internships.notebook import NotebookView

__all__ = ["STATED_FACETS", "Badge", "Facet", "badge_of", "facet_of", "to_badges", "to_facet"]


class Facet(StrEnum):
    """What a badge says of a project."""

    AREA = "area"
    TECHNIQUE = "technique"
    MODALITY = "modality"
    TOPIC = "topic"
    """Any label for which the source states no facet."""

    @classmethod
    def parse(cls, text: str) -> Facet:
        """Read the name of a facet, or the alternative text of a badge image (``datamodality``, ``techniques``).

        Examples:
            >>> Facet.parse("datamodality")
            <Facet.MODALITY: 'modality'>

        Raises:
            ParseError: The text names no facet.
        """
        found = _FACETS.get(_facet_key(text))
        if found is None:
            raise ParseError("facet", text, one_of(cls), nearest(text, _FACETS))
        return found


def _facet_key(text: str) -> str:
    return text.translate(_FACET_JOINTS).casefold()


_FACET_JOINTS = str.maketrans("", "", " _-\t")


_FACETS = {facet.value: facet for facet in Facet} | {
    "areas": Facet.AREA,
    "techniques": Facet.TECHNIQUE,
    "modalities": Facet.MODALITY,
    "datamodality": Facet.MODALITY,
    "datamodalities": Facet.MODALITY,
    "topics": Facet.TOPIC,
}


STATED_FACETS = (Facet.AREA, Facet.TECHNIQUE, Facet.MODALITY)
"""The facets that pages state."""


def to_facet(given: Facet | str) -> Facet:
    """What an attribute that holds a facet accepts."""
    return member(Facet, given)


@frozen(kw_only=True)
class Badge(NotebookView):
    """A label with a facet and a colour.

    Attributes:
        label: The text; two texts of one image are joined as ``left: right``.
        facet: area, technique, modality or topic.
        colour: As written (``yellow``, ``9cf``, a card's ``grey``), or ``None`` for the default.
    """

    label: str
    facet: Facet = field(converter=to_facet)
    colour: str | None = None

    @property
    def key(self) -> tuple[Facet, str]:
        """Facet and label, for comparing without the colour."""
        return self.facet, self.label

    @classmethod
    def from_shields(cls, url: str, facet: Facet | str) -> Badge:
        """Read the address of a static badge on shields.io.

        Source: https://shields.io/badges/static-badge, with the overrides ``?label= &message= &color= &colorB=``;
        the host may also be ``raster.shields.io`` or ``shields.io``, the path ``/static/v1`` with all in the query.

        Examples:
            >>> Badge.from_shields("https://img.shields.io/badge/NLP-yellow", "area")
            Badge(label='NLP', facet=<Facet.AREA: 'area'>, colour='yellow')

        Args:
            url: The address.
            facet: A facet, its name, or the alternative text of the image.

        Raises:
            ParseError: The address is no static badge of shields.io, or the text names no facet.
        """
        return _badge(url, facet if isinstance(facet, Facet) else Facet.parse(facet))

    def to_shields(self) -> str:
        """The address of this badge on shields.io; `from_shields` reads it back equal, except for a colour of ``None``.

        A badge without a colour is written in lightgrey: the service shows a broken image for an address without one.
        The address can stand in Markdown, HTML and table cells as it is.

        Examples:
            >>> Badge(label="Audio-visual data", facet=Facet.MODALITY, colour="9cf").to_shields()
            'https://img.shields.io/badge/Audio--visual_data-9cf'

        Raises:
            ParseError: The label or colour holds a lone surrogate, or the address would pass 2,000 characters.
        """
        return format_badge(self.label, self.colour)


def badge_of(label: str, facet: Facet, colour: str | None = None) -> Badge:
    """A badge for a reader of pages: a few dozen stand on thousands of lines, and equal ones are one value."""
    if len(label) + len(colour or "") > 200:  # it is no label, and a few thousand such would fill the memory
        return Badge(label=label, facet=facet, colour=colour)
    return _shared_badge(label, facet, colour)


@lru_cache(maxsize=4096)
def _shared_badge(label: str, facet: Facet, colour: str | None) -> Badge:
    return Badge(label=label, facet=facet, colour=colour)


@lru_cache(maxsize=4096)
def _badge(url: str, facet: Facet) -> Badge:
    read = parse_badge(url)
    return badge_of(read.label, facet, read.colour)


def facet_of(alt: str) -> Facet:
    """The facet the alternative text of a badge image names; topic when it names none."""
    known = _FACETS.get(alt)  # as nearly all pages write it
    return known or _FACETS.get(_facet_key(alt), Facet.TOPIC)


def to_badges(given: Iterable[Badge]) -> tuple[Badge, ...]:
    """What an attribute that holds badges accepts.

    Raises:
        TypeError: One of them is no badge.
    """
    return items(Badge, given)
