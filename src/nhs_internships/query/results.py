"""What questions give back: hits, similar projects, changes, rows of them, and small tables of numbers.

A row of results is a tuple in every respect. In a notebook it shows as a table, in a terminal line by line.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, SupportsIndex, TypeVar, overload

from attrs import Factory, field, frozen, resolve_types

from nhs_internships.diagnostics import Place
from nhs_internships.errors import QueryError, nearest
from nhs_internships.model import Facet
from nhs_internships.model.texts import counted
from nhs_internships.notebook import NotebookView

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Cell", "Change", "ChangeKind", "Changes", "Hit", "Results", "Similar", "Statistics", "Table"]


T_co = TypeVar("T_co", covariant=True)


_NOUNS_OF_RESULTS = {
    "Change": "change",
    "Claim": "claim",
    "Conflict": "conflict",
    "Diagnostic": "finding",
    "Duration": "duration",
    "Hit": "hit",
    "Internship": "internship",
    "Interval": "interval",
    "Relation": "relation",
    "Revision": "revision",
    "Similar": "similar project",
    "Wave": "wave",
}


class Results(NotebookView, tuple[T_co, ...]):
    """Several results of one kind, as a tuple that a notebook shows as a table; a slice of it is one, too.

    Examples:
        >>> Results([Hit(slug="granular-mapping", score=1.0)])[0].slug
        'granular-mapping'
    """

    __slots__ = ()

    @overload
    def __getitem__(self, at: SupportsIndex) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> Results[T_co]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> T_co | Results[T_co]:
        """One result, or, for a slice, results of the same kind."""
        if isinstance(at, slice):
            return type(self)(super().__getitem__(at))
        return super().__getitem__(at)

    def to_pandas(self) -> pd.DataFrame:
        """The results as a pandas data frame, an attribute a column; needs the extra ``pandas``.

        Raises:
            ImportError: pandas is not installed; the error names the command.
        """
        from nhs_internships.formats.frames import results_to_pandas  # noqa: PLC0415 - upward; see test_layering.py

        return results_to_pandas(self)

    def __repr__(self) -> str:
        kinds = {type(one).__name__ for one in self}
        noun = _NOUNS_OF_RESULTS.get(kinds.pop(), "result") if len(kinds) == 1 else "result"
        return f"<Results: {counted(len(self), noun)}>"

    def __str__(self) -> str:
        return "\n".join(str(one) for one in self)


@frozen(kw_only=True)
class Hit(NotebookView):
    """A project found by a search: its slug, how well it fits (higher is better), and a piece of its text.

    In the piece of text, ``**`` stands around each word that was found, and nowhere else.
    """

    slug: str
    score: float
    snippet: str = ""

    def __str__(self) -> str:
        return f"{self.slug} ({self.score:.2f})" + (f": {self.snippet}" if self.snippet else "")


@frozen(kw_only=True)
class Similar(NotebookView):
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


class ChangeKind(StrEnum):
    """What happened to a field, to a whole project, or to the whole site.

    `Catalogue.diff` gives the first three; a history knows more and gives the others, too.
    """

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """The status of a project."""
    RETITLED = "retitled"
    RELABELLED = "relabelled"
    """Labels of a facet, or their colours."""
    URL_CHANGED = "url_changed"
    BRIEF_EDITED = "brief_edited"
    """One field of a brief."""
    WAVE_SET = "wave_set"
    """The wave of a project."""
    SLUG_CHANGED = "slug_changed"
    """A project has another slug than before; this is always a guess."""
    LABEL_RENAMED = "label_renamed"
    """A label has another name on every current page that has it."""
    LABEL_CORRECTED = "label_corrected"
    """The same, from another spelling to that of the vocabulary."""
    CONVERTED = "converted"
    """A page is written in another dialect."""
    UNREADABLE = "unreadable"
    """A page cannot be read any more; what it stated before is kept until it can."""


def _change_kind(change: Change) -> ChangeKind:
    if change.before is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if change.after is None else ChangeKind.CHANGED


@frozen(kw_only=True)
class Change(NotebookView):
    """One thing that differs between two catalogues.

    Attributes:
        slug: The project; empty for what happened to the whole site.
        field: What differs: ``project`` when the whole project came or went, else a field (``status``, ``title``,
            ``area``, ``need``, ``internships.P22.wave``), ``slug``, or ``dialect`` or ``page`` for a page.
        before: The old value as text, or ``None`` when there was none.
        after: The new value as text, or ``None`` when there is none.
        kind: added, removed or changed, which follow from before and after; a history is more specific.
        revision: In a history: the id of the revision in which it happened.
        date: In a history: the day on which it happened.
        places: Where it is stated, as far as that is known.
        is_guess: Whether it is concluded from a likeness, not stated.
    """

    slug: str
    field: str
    before: str | None = None
    after: str | None = None
    kind: ChangeKind = Factory(_change_kind, takes_self=True)
    revision: str | None = None
    date: datetime.date | None = None
    places: tuple[Place, ...] = ()
    is_guess: bool = False

    def __str__(self) -> str:
        subject = self.slug or ", ".join(place.path for place in self.places[:3]) or "site"
        about = f"{self.date} {subject}: {self.field}" if self.date else f"{subject}: {self.field}"
        guess = " (a guess)" if self.is_guess else ""
        if self.before is None:
            return f'{about}: new: "{self.after}"{guess}'
        if self.after is None:
            return f'{about}: gone: "{self.before}"{guess}'
        return f'{about}: "{self.before}" -> "{self.after}"{guess}'


# `publish` gives the class another home, where the names of these types are not known.
resolve_types(Change, globals())


class Changes(Results[Change]):
    """What differs between two catalogues, in the order of slugs; in a history, revision by revision."""

    __slots__ = ()

    def summary(self) -> str:
        """The changes in one sentence: moved, added, removed and renamed projects first, labels and colours last.

        Examples:
            >>> Changes([Change(slug="a", field="status", before="open", after="paused")]).summary()
            '1 moved to paused'
        """
        counts = Counter(map(_noun, self))
        ordered = sorted(counts, key=lambda noun: (noun[0], -counts[noun], noun[1]))
        return ", ".join(f"{counts[noun]} {noun[1 if counts[noun] == 1 else 2]}" for noun in ordered) or "no changes"


# What changes are called in a summary, one and several, in its order: by kind where a history is more specific than
# the field, else by field.
_NOUNS_OF_KINDS = {
    ChangeKind.SLUG_CHANGED: ("given another slug", "given another slug"),
    ChangeKind.LABEL_CORRECTED: ("label spelt right", "labels spelt right"),
    ChangeKind.LABEL_RENAMED: ("label renamed everywhere", "labels renamed everywhere"),
    ChangeKind.CONVERTED: ("page converted", "pages converted"),
    ChangeKind.UNREADABLE: ("page unreadable", "pages unreadable"),
}
_NOUNS_OF_FIELDS = {
    "title": ("renamed", "renamed"),
    "url": ("link changed", "links changed"),
    "wave": ("wave changed", "waves changed"),
    "internships": ("fact of internships changed", "facts of internships changed"),
    "brief": ("fact of briefs changed", "facts of briefs changed"),
    "label": ("label changed", "labels changed"),
    "colours": ("colours changed", "colours changed"),
}
_NOUNS = (*_NOUNS_OF_FIELDS.values(), *_NOUNS_OF_KINDS.values())


def _noun(change: Change) -> tuple[int, str, str]:
    """The place of a change in a summary, and what to call one and several of them."""
    field = change.field.partition(".")[0]
    if change.kind in _NOUNS_OF_KINDS:
        nouns = _NOUNS_OF_KINDS[change.kind]
    elif field == "status":
        words = f"moved to {change.after}" if change.after else "without a status"
        return 0, words, words
    elif field == "project":
        return 1, change.kind.value, change.kind.value
    else:
        nouns = _NOUNS_OF_FIELDS[
            "label" if field in frozenset(Facet) else field if field in _NOUNS_OF_FIELDS else "brief"
        ]
    return 2 + _NOUNS.index(nouns), *nouns


Cell = str | int | float | None
"""What a cell holds; a float is a share from 0 to 1."""


@frozen(kw_only=True)
class Table(NotebookView):
    """A small table: its cells are plain values, so ``pandas.DataFrame(table.records())`` is the frame.

    Attributes:
        name: Its name among the statistics.
        title: What it shows, in a few words.
        columns: The names of its columns.
        rows: Its rows; a float is a share from 0 to 1.
    """

    name: str
    title: str
    columns: tuple[str, ...] = field(converter=tuple[str, ...])
    rows: tuple[tuple[Cell, ...], ...] = field(converter=tuple[tuple[Cell, ...], ...])

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        # A table without rows is still a table.
        return True

    def __str__(self) -> str:
        return "\n".join((self.title, *_aligned([self.columns, *self.texts])))

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self.columns)} columns, {len(self.rows)} rows>"

    @property
    def line(self) -> str:
        """The first column with its numbers on one line: ``status: open 10, active 6``."""
        cells = (_texts([first, *(cell for cell in rest if not isinstance(cell, str))]) for first, *rest in self.rows)
        return f"{self.name}: {', '.join(' '.join(filter(None, row)) for row in cells)}"

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as texts; a share is a percentage, a missing value is empty."""
        return tuple(map(_texts, self.rows))

    def records(self) -> list[dict[str, Cell]]:
        """A dictionary for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def _texts(row: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(_shown(cell) for cell in row)


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.0%}" if isinstance(cell, float) else str(cell)


def _aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


@frozen(kw_only=True)
class Statistics(NotebookView):
    """All tables of a catalogue, by name: ``stats["status"]``."""

    tables: tuple[Table, ...] = field(converter=tuple[Table, ...])

    def __getitem__(self, name: str) -> Table:
        """The table with this name.

        Raises:
            QueryError: There is none; the error lists all.
        """
        for table in self.tables:
            if table.name == name:
                return table
        names = tuple(table.name for table in self.tables)
        raise QueryError("table", str(name), names, nearest(str(name), names))

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __str__(self) -> str:
        return "\n".join(table.line for table in self.tables)

    def __repr__(self) -> str:
        return f"<Statistics: {', '.join(table.name for table in self.tables)}>"

    def _ipython_key_completions_(self) -> list[str]:
        return [table.name for table in self.tables]
