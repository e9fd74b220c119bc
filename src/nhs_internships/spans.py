"""Positions in a text: spans of two offsets, and the line and column that an editor shows."""

from __future__ import annotations

from typing import NamedTuple

from attrs import frozen

__all__ = ["Position", "Span"]


@frozen(order=True)
class Span:
    """A range of a text: ``text[span.start : span.end]``.

    ``len(span)`` is its number of characters. An empty span marks a position, and is true like any other.

    Attributes:
        start: Offset of its first character, from 0.
        end: Offset after its last character.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of ``text`` that the span covers."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        # Without this an empty span would be false, and `if entry_spans.url:` would mistake "empty" for "none".
        return True

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int
