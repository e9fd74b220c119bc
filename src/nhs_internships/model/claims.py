"""Where facts come from: claims, and relations between projects."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Claim", "Relation"]


@frozen(kw_only=True)
class Claim:
    """What one source says of one field of a project; claims may disagree.

    Attributes:
        field: The field of the project.
        value: What the source says, as text (a status's word, a wave's label, one label of a badge).
        path: The source, with ``/`` between folders.
        line: Where it says so, from 1, or ``None``.
        dialect: The way of writing it was read in.
        rank: Its authority; 1 is the highest.
    """

    field: str
    value: str
    path: str
    line: int | None = None
    dialect: str = ""
    rank: int = 1


@frozen(kw_only=True)
class Relation:
    """A directed link between two projects: ``source`` *kind* ``target``.

    Attributes:
        source: Slug of the project it leads from.
        kind: What it says: extends, follows, mentions, updates or repository.
        target: Slug of the project it leads to; of the kind repository, an address.
    """

    source: str
    kind: str
    target: str
