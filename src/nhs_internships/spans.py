"""Positions in a text: spans of two offsets, and the line and column that an editor shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from attrs import frozen

__all__ = ["Cover", "Position", "Span", "inside", "start_of", "starting_in"]


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


def start_of(span: Span) -> int:
    """The start of a span, as a key for searching in a sorted sequence."""
    return span.start


def inside(offset: int, spans: Sequence[Span]) -> bool:
    """Whether an offset lies in one of the spans, which are sorted and do not overlap."""
    at = bisect_right(spans, offset, key=start_of) - 1
    return at >= 0 and offset < spans[at].end


def starting_in(place: Span, spans: Sequence[Span]) -> Sequence[Span]:
    """Those of the spans, which are sorted and do not overlap, that start in a place."""
    first = bisect_left(spans, place.start, key=start_of)
    return spans[first : bisect_left(spans, place.end, lo=first, key=start_of)]


class Cover:
    """Some spans, which may overlap, as an index that knows which places lie inside one of them.

    Args:
        spans: The spans, in any order.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=start_of)
        self._starts = [span.start for span in ordered]
        # Of all spans that start at or before an offset, only the one that ends last can matter.
        self._ends = list(accumulate((span.end for span in ordered), max))

    def contains(self, place: Span) -> bool:
        """Whether a place lies inside one of the spans."""
        at = bisect_right(self._starts, place.start) - 1
        return at >= 0 and place.end <= self._ends[at]
