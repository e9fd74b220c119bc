"""Places in a text: two offsets, and the line and column that an editor shows."""

from __future__ import annotations

from typing import NamedTuple

from attrs import frozen

__all__ = ["Position", "Span"]


@frozen(order=True)
class Span:
    """A range of a text: ``text[span.start : span.end]``. Two offsets, nothing else.

    An empty span is a place, too.

    Attributes:
        start: Offset of its first character, from 0.
        end: Offset behind its last character.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of ``text`` that the span covers."""
        return text[self.start : self.end]

    @property
    def length(self) -> int:
        """The number of its characters."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A place as an editor shows it: both numbers count from 1."""

    line: int
    column: int
