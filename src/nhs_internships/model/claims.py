"""Where facts come from: claims, and relations between projects."""

from __future__ import annotations

from enum import StrEnum

from attrs import field as _attribute
from attrs import frozen

from nhs_internships.model.attributes import member
from nhs_internships.notebook import NotebookView

__all__ = ["Claim", "ClaimField", "Relation", "RelationKind"]


class ClaimField(StrEnum):
    """The fields of a project that sources make claims about."""

    STATUS = "status"
    TITLE = "title"
    URL = "url"
    WAVE = "wave"
    AREA = "area"
    TECHNIQUE = "technique"
    MODALITY = "modality"
    TOPIC = "topic"
    KEYWORDS = "keywords"
    DESCRIPTION = "description"
    CODE = "code"
    SLUG = "slug"
    """Claimed by the name of a brief's file, where that differs from its permalink."""


class RelationKind(StrEnum):
    """What a project is to another one."""

    EXTENDS = "extends"
    """Its title is the other project's with "Extension", "Next Steps" or "(See ...)" added."""
    FOLLOWS = "follows"
    """Its brief links to the other project under "Related Previous Internship Projects"."""
    MENTIONS = "mentions"
    """Its brief links to the other project in another field."""
    UPDATES = "updates"
    """Its slug is the other project's with ``-update`` at its end."""
    REPOSITORY = "repository"
    """Its brief links to a repository; the target is an address."""


def _field(given: ClaimField | str) -> ClaimField:
    return member(ClaimField, given)


def _kind(given: RelationKind | str) -> RelationKind:
    return member(RelationKind, given)


@frozen(kw_only=True)
class Claim(NotebookView):
    """What one source says of one field of a project; claims may disagree.

    Attributes:
        field: The field of the project, one of `ClaimField`.
        value: What the source says, as text (a status's word, a wave's label, one label of a badge).
        path: The source, with ``/`` between folders.
        line: Where it says so, from 1, or ``None``.
        dialect: The way of writing it was read in.
        rank: Its authority; 1 is the highest.
    """

    field: ClaimField = _attribute(converter=_field)
    value: str
    path: str
    line: int | None = None
    dialect: str = ""
    rank: int = 1


@frozen(kw_only=True)
class Relation(NotebookView):
    """A directed link between two projects: ``source`` *kind* ``target``.

    Attributes:
        source: Slug of the project it leads from.
        kind: extends, follows, mentions, updates or repository; see `RelationKind`.
        target: Slug of the project it leads to; of the kind repository, an address.
    """

    source: str
    kind: RelationKind = _attribute(converter=_kind)
    target: str
