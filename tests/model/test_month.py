"""`Month` reads the usual ways of writing a month, and knows its days."""

from __future__ import annotations

from datetime import date

import pytest

from nhs_internships.errors import ParseError
from nhs_internships.model import Month


@pytest.mark.parametrize(
    "text",
    ["July 2024", "Jul 2024", "JULY 2024", " july,  2024 ", "Jul. 2024", "2024-07", "2024-7", "07/2024", "7/2024"],
)
def test_a_month_is_read(text: str) -> None:
    """Full and short names, and numbers with the year first or last."""
    assert Month.parse(text) == Month(2024, 7)


def test_september_has_two_short_forms() -> None:
    """``Sept`` is as good as ``Sep``."""
    assert Month.parse("Sept 2021") == Month.parse("Sep 2021") == Month(2021, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-13", "a month from 1 to 12"),
        ("00/2024", "a month from 1 to 12"),
        ("July 1989", "a year from 1990 to 2100"),
        ("July 24", "a year from 1990 to 2100"),
        ("July", "a month and a year"),
        ("2024", "a month and a year"),
        ("Summer 2024", "a month and a year"),
        ("2024-07-01", "a month and a year"),
        ("", "a month and a year"),
        ("July 2024 " * 50, "at most 200 characters"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, expected: str) -> None:
    """The error says what would have been right."""
    with pytest.raises(ParseError, match="invalid month") as caught:
        Month.parse(text)
    assert caught.value.expected.startswith(expected)


def test_a_misspelt_month_gets_a_guess() -> None:
    """The error names the month that was probably meant."""
    with pytest.raises(ParseError) as caught:
        Month.parse("Ocotber 2024")
    assert caught.value.guess == "October"


def test_a_month_is_written_so_that_text_sorts_like_time() -> None:
    """``str`` gives the year, a dash and two digits."""
    assert str(Month(2024, 7)) == "2024-07"


def test_months_are_ordered() -> None:
    """An earlier month is less than a later one."""
    assert Month(2023, 12) < Month(2024, 1) < Month(2024, 2)


@pytest.mark.parametrize(
    ("month", "last"),
    [
        (Month(2024, 2), date(2024, 2, 29)),
        (Month(2023, 2), date(2023, 2, 28)),
        (Month(2024, 4), date(2024, 4, 30)),
        (Month(2100, 12), date(2100, 12, 31)),
    ],
)
def test_a_month_knows_its_days(month: Month, last: date) -> None:
    """The first day is the first, the last depends on the month and the year."""
    assert month.first_day == last.replace(day=1)
    assert month.last_day == last


def test_a_day_lies_in_a_month() -> None:
    """`Month.of` drops the day."""
    assert Month.of(date(2024, 7, 15)) == Month(2024, 7)


@pytest.mark.parametrize(("year", "month"), [(2024, 0), (2024, 13), (1989, 12), (2101, 1)])
def test_no_month_is_made_that_cannot_be(year: int, month: int) -> None:
    """What `parse` refuses cannot be built by hand."""
    with pytest.raises(ParseError, match="invalid month"):
        Month(year, month)
