"""`Wave.parse` reads every form a wave has had on the pages; its label is one of them."""

from __future__ import annotations

from datetime import date

import pytest

from nhs_internships.errors import ParseError
from nhs_internships.model import Month, Wave
from nhs_internships.model.waves import is_too_long, looks_like_wave, means_wave, wave_of


def wave(number: int | None, start: str | None = None, end: str | None = None) -> Wave:
    """A wave from the short form of its months."""
    first, last = (None if month is None else Month.parse(month) for month in (start, end))
    return Wave(number=number, start=first, end=last)


FORMS = {
    # headings and rows of the scheme's own pages
    "January 2023": wave(None, "2023-01"),
    "|June 2023|": wave(None, "2023-06"),
    "|**January 2023 - Wave 4**|": wave(4, "2023-01"),
    "|**Wave 4 (January - June 2023)**|": wave(4, "2023-01", "2023-06"),
    "|**Wave 6** | February - July 2024 |": wave(6, "2024-02", "2024-07"),
    "|**Wave 7**|  July - December 2024 |": wave(7, "2024-07", "2024-12"),
    "Wave 3 - June to December 2022": wave(3, "2022-06", "2022-12"),
    "Wave 1 - April to September 2021 ": wave(1, "2021-04", "2021-09"),
    "Wave 9 \N{EM DASH} July to December 2025": wave(9, "2025-07", "2025-12"),
    "June 2022 (Wave 2)": wave(2, "2022-06"),
    "Oct 2021 (Wave 1)": wave(1, "2021-10"),
    # their like
    "Wave 3": wave(3),
    "**Wave 3**": wave(3),
    "wave 3:": wave(3),
    "Wave #12": wave(12),
    "Wave 6 -": wave(6),
    "Wave 6 \N{EN DASH} Feb \N{EN DASH} Jul 2024": wave(6, "2024-02", "2024-07"),
    "WAVE 6: FEB. 2024 UNTIL JUL. 2024": wave(6, "2024-02", "2024-07"),
    "Wave 6 [2024-02 to 2024-07]": wave(6, "2024-02", "2024-07"),
    "February - July 2024, Wave 6": wave(6, "2024-02", "2024-07"),
    "|**Wave 6** &nbsp; | February&nbsp;- July 2024 |": wave(6, "2024-02", "2024-07"),
    "November 2024 - March 2025": wave(None, "2024-11", "2025-03"),
    "November - March 2025": wave(None, "2024-11", "2025-03"),
    "November 2024 to March": wave(None, "2024-11", "2025-03"),
    "Sept 2021 through December 2021": wave(None, "2021-09", "2021-12"),
    "until March 2025": wave(None, None, "2025-03"),
    "from March 2025": wave(None, "2025-03"),
    "Cohort 9 (January to June 2027)": wave(9, "2027-01", "2027-06"),
    "|**Cohort 9** | January - June 2027 |": wave(9, "2027-01", "2027-06"),
    "June 2027 (cohort 9)": wave(9, "2027-06"),
}
IMPOSSIBLE = {
    "Wave 0": "a wave number from 1 to 999",
    "Wave 1000 (June 2023)": "a wave number from 1 to 999",
    "Wave 2 - 2023-13": "a month from 1 to 12",
    "July 2024 - February 2024": "a range that ends after it starts",
    "Wave 6 (February 2024 - July 2023)": "a range that ends after it starts",
    "January 1989": "a year from 1990 to 2100",
    "January 2101": "a year from 1990 to 2100",
    "November - March 1990": "a year from 1990 to 2100",
    "Wave 5 (January - June)": "a year after the month",
    "May": "a year after the month",
}
NO_WAVE = [
    "",
    "Wave",
    "Waves 4 and 5",
    "Wave 2 - Wave 3",
    "Wave 8 (2025)",
    "2024",
    "Summer 2021",
    "Cohort 9 (Autumn 2026)",
    "January Wave Start Mid-January",
    "**January Wave Start** - Mid-January",
    "Wave 12 (Jaunary - June 2027)",
    "The pilot ran from January 2023 to June 2023",
    "2024-07-01",
    "Ongoing Projects",
]


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_every_form_is_read(text: str, expected: Wave) -> None:
    """Number before or after, any dash or "to", short or full months, the year once or twice."""
    assert Wave.parse(text) == expected
    assert wave_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), IMPOSSIBLE.items())
def test_what_cannot_be_is_refused_with_its_reason(text: str, expected: str) -> None:
    """A wrong number, month, year or range is named."""
    with pytest.raises(ParseError) as caught:
        Wave.parse(text)
    assert caught.value.expected == expected
    assert wave_of(text) is None


@pytest.mark.parametrize("text", NO_WAVE)
def test_anything_else_is_refused(text: str) -> None:
    """Prose, seasons and timetables are no waves."""
    with pytest.raises(ParseError, match="invalid wave"):
        Wave.parse(text)
    assert wave_of(text) is None


def test_a_season_is_told_to_be_months() -> None:
    """No season says which months are meant."""
    with pytest.raises(ParseError, match="expected months instead of a season"):
        Wave.parse("Autumn 2026")


@pytest.mark.parametrize(
    "text", ["Wave 9 (Autumn 2026)", "Cohort 12 (Jaunary - June 2027)", "Autumn 2026", "Wave 8 (2025)"]
)
def test_a_text_that_is_only_a_wave_with_a_slip_means_one(text: str) -> None:
    """So a paragraph of it can be reported."""
    assert means_wave(text)


@pytest.mark.parametrize("text", ["Cohort 9 will start in 2027.", "Wave 3 is over", "May 2024", "Autumn", "2024"])
def test_a_sentence_or_a_lone_month_means_no_wave(text: str) -> None:
    """Paragraphs speak of waves without being one."""
    assert not means_wave(text)


@pytest.mark.parametrize(
    ("text", "is_long"), [("January 2026 - February 2027", False), ("January 2026 - March 2027", True)]
)
def test_a_wave_of_more_than_14_months_is_too_long(text: str, is_long: bool) -> None:
    """Both ends count."""
    assert is_too_long(Wave.parse(text)) is is_long


def test_a_misspelt_month_gets_a_guess() -> None:
    """The error names the month that was probably meant."""
    with pytest.raises(ParseError) as caught:
        Wave.parse("Wave 12 (Jaunary - June 2027)")
    assert caught.value.guess == "January"


@pytest.mark.parametrize(
    "text",
    ["Wave 12 (Jaunary - June 2027)", "Jaunary 2023", "Wave 0", "Wave 8 (2025)", "January - June", "Wave 3", "2023-13",
     "Cohort 0", "Summer 2021", "Autumn/Winter 2026", "Spring 2026 - June 2026"],
)  # fmt: skip
def test_what_was_meant_as_a_wave_looks_like_one(text: str) -> None:
    """The word "wave" with a number, or nothing but months, years and range words, is worth a finding."""
    assert looks_like_wave(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Wave",
        "May",
        "Mary - Jane",
        "Summer",
        "Summer school",
        "Summer projects 2021",
        "January Wave Start - Mid-January",
        "Ongoing Projects",
        "Projects 2023",
        "In wave 3 the interns used open data in a new way",
        "Wave 3 " + "x" * 300,
    ],
)
def test_other_texts_do_not_look_like_a_wave(text: str) -> None:
    """Sentences and titles give no finding."""
    assert not looks_like_wave(text)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (wave(6, "2024-02", "2024-07"), "Wave 6 (February - July 2024)"),
        (wave(3), "Wave 3"),
        (wave(None, "2023-01"), "January 2023"),
        (wave(4, "2023-01"), "Wave 4 (January 2023)"),
        (wave(None, "2024-11", "2025-03"), "November 2024 - March 2025"),
        (wave(None, "2023-06", "2023-06"), "June - June 2023"),
        (wave(8, None, "2025-03"), "Wave 8 (until March 2025)"),
        (Wave(), ""),
    ],
)
def test_a_label_says_what_is_known(value: Wave, label: str) -> None:
    """The label leaves out what is unknown, and the year of the start when it is that of the end."""
    assert value.label == label


def test_months_run_over_new_year() -> None:
    """Every month from start to end is there, both included."""
    assert [str(month) for month in wave(None, "2024-11", "2025-02").months] == [
        "2024-11", "2024-12", "2025-01", "2025-02",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [wave(3), wave(4, "2023-01"), wave(4, None, "2023-01")])
def test_an_open_wave_has_no_months(value: Wave) -> None:
    """With an unknown start or end there are no months to name, and no day lies in it."""
    assert value.months == ()
    assert not value.contains(date(2023, 1, 15))


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2024, 1, 31), False),
        (date(2024, 2, 1), True),
        (date(2024, 7, 31), True),
        (date(2024, 8, 1), False),
        (date(1066, 10, 14), False),
    ],
)
def test_a_wave_contains_its_first_and_last_day(day: date, inside: bool) -> None:
    """The bounds are the first day of the first month and the last day of the last."""
    assert wave(6, "2024-02", "2024-07").contains(day) is inside


def test_waves_are_ordered_by_start_then_number_and_unknown_last() -> None:
    """The newest wave is the last one whose start is known."""
    ordered = [wave(2, "2022-01"), wave(None, "2022-01"), wave(1, "2022-06"), wave(3), Wave()]
    assert sorted([ordered[3], ordered[1], ordered[4], ordered[0], ordered[2]]) == ordered


def test_all_comparisons_agree() -> None:
    """``<``, ``<=``, ``>`` and ``>=`` tell one order."""
    early, late, twin = wave(1, "2021-04"), wave(2, "2022-01"), wave(2, "2022-01")
    assert early < late <= twin
    assert twin >= late > early
    assert not late < twin
    assert not late > twin
    assert not late <= early
    assert not early >= late


def test_a_wave_is_not_ordered_against_anything_else() -> None:
    """Comparing with a number is a TypeError, as everywhere in Python."""
    with pytest.raises(TypeError):
        assert wave(1) < 2


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_no_wave_is_made_with_an_impossible_number(number: int) -> None:
    """What `parse` refuses cannot be built by hand."""
    with pytest.raises(ParseError, match="from 1 to 999"):
        Wave(number=number)


def test_no_wave_is_made_backwards() -> None:
    """What `parse` refuses cannot be built by hand."""
    with pytest.raises(ParseError, match="ends after it starts"):
        wave(None, "2024-07", "2024-02")


@pytest.mark.parametrize("text", ["Wave " * 100_000, "*" * 500_000, "-" * 500_000, "&nbsp;" * 80_000, "9" * 500_000])
def test_a_long_text_is_no_wave(text: str) -> None:
    """Half a megabyte is refused by its length."""
    with pytest.raises(ParseError, match="at most 200 characters"):
        Wave.parse(text)
    assert wave_of(text) is None
    assert not looks_like_wave(text)
