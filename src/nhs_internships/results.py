"""What questions give back: hits, similar projects, changes, and rows of them that show as a table.

A row of results is a tuple in every respect. In a notebook it shows as a table, in a terminal line by line.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from attrs import Factory, frozen

__all__ = ["Change", "ChangeKind", "Hit", "Results", "Similar"]


def __dir__() -> list[str]:
    return __all__


T = TypeVar("T")


class Results(tuple[T, ...]):
    """Several results of one kind, as a tuple that a notebook shows as a table.

    >>> Results([Hit(slug="granular-mapping", score=1.0)])[0].slug
    'granular-mapping'
    """

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(str(one) for one in self)

    def _repr_html_(self) -> str:
        from nhs_internships.notebook import results_html

        return results_html(self)


@frozen(kw_only=True)
class Hit:
    """A project found by a search: its slug, how well it fits (higher is better), and a piece of its text.

    In the piece of text, ``**`` stands around each word that was found, and nowhere else.
    """

    slug: str
    score: float
    snippet: str = ""

    def __str__(self) -> str:
        return f"{self.slug} ({self.score:.2f})" + (f": {self.snippet}" if self.snippet else "")

    def _repr_html_(self) -> str:
        from nhs_internships.notebook import results_html

        return results_html([self])


@frozen(kw_only=True)
class Similar:
    """A project that resembles another one, and what the two share.

    Attributes:
        slug: The project.
        score: How much they share, from 0 to 1.
        labels: Labels that both have.
        keywords: Keywords that both have.
        words: Rare words that both texts use, the most telling first; ten at most.
    """

    slug: str
    score: float
    labels: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = (("labels", self.labels), ("keywords", self.keywords), ("words", self.words))
        shared = "; ".join(f"{name} {', '.join(values)}" for name, values in named if values)
        return f"{self.slug} ({self.score:.2f}): shares {shared}"

    def _repr_html_(self) -> str:
        from nhs_internships.notebook import results_html

        return results_html([self])


class ChangeKind(StrEnum):
    """What happened to a field, or to a whole project."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


def _change_kind(change: Change) -> ChangeKind:
    if change.before is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if change.after is None else ChangeKind.CHANGED


@frozen(kw_only=True)
class Change:
    """One thing that differs between two catalogues.

    Attributes:
        slug: The project.
        field: What differs: ``project`` when the whole project came or went, else a field (``status``, ``title``,
            ``area``, ``need``, ``internships.P22.wave``).
        before: The old value as text, or ``None`` when there was none.
        after: The new value as text, or ``None`` when there is none.
        kind: added, removed or changed; by default as before and after tell.
    """

    slug: str
    field: str
    before: str | None = None
    after: str | None = None
    kind: ChangeKind = Factory(_change_kind, takes_self=True)

    def __str__(self) -> str:
        match self.kind:
            case ChangeKind.ADDED:
                return f'{self.slug}: {self.field}: new: "{self.after}"'
            case ChangeKind.REMOVED:
                return f'{self.slug}: {self.field}: gone: "{self.before}"'
            case _:
                return f'{self.slug}: {self.field}: "{self.before}" -> "{self.after}"'

    def _repr_html_(self) -> str:
        from nhs_internships.notebook import results_html

        return results_html([self])
