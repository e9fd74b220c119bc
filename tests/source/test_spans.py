"""Spans: two offsets into a text."""

from __future__ import annotations

from nhs_internships.dialects import Span


def test_the_length_of_a_span_is_its_number_of_characters() -> None:
    """As of the part of the text that it covers."""
    span = Span(2, 5)
    assert len(span) == len(span.of("abcdefg")) == 3


def test_an_empty_span_is_true() -> None:
    """It marks a position, so it must not be mistaken for a missing span."""
    assert len(Span(2, 2)) == 0
    assert Span(2, 2)


def test_spans_are_ordered_by_their_start_then_their_end() -> None:
    """The order of a page."""
    assert sorted([Span(2, 5), Span(2, 3), Span(0, 9)]) == [Span(0, 9), Span(2, 3), Span(2, 5)]
