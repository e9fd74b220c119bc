"""Laws of the values, over everything Hypothesis can think of."""

from __future__ import annotations

import contextlib
import re

from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from nhs_internships.errors import NHSInternshipsError
from nhs_internships.model import Badge, Facet, Month, Status, Wave
from nhs_internships.model.badges import facet_of
from nhs_internships.model.statuses import status_of
from nhs_internships.model.waves import looks_like_wave, wave_of

months = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))
numbers = st.none() | st.integers(1, 999)


@st.composite
def waves(draw: st.DrawFn) -> Wave:
    """Any wave there can be."""
    start, end = sorted(draw(st.tuples(months, months)))
    return Wave(
        number=draw(numbers),
        start=draw(st.sampled_from([start, None])),
        end=draw(st.sampled_from([end, None])),
    )


# Few letters, so that escapes meet joints, ends and each other often.
texts = st.text(max_size=40) | st.text("ab-_ .:/%?#&+", max_size=12) | st.sampled_from(["a: b", ".svg", "..", "x.json"])
badges = st.builds(Badge, label=texts, facet=st.sampled_from(Facet), colour=st.none() | texts)
wave_words = st.lists(
    st.sampled_from(
        ["Wave", "3", "0", "2024", "January", "Jul", "to", "-", "—", "(", "|", "**", "2024-07", "13/2024", "x", " "]
    )
).map(" ".join)


@given(waves())
def test_a_label_of_a_wave_reads_back(wave: Wave) -> None:
    """``Wave.parse(wave.label) == wave`` for every wave of which something is known."""
    assert wave == Wave() or Wave.parse(wave.label) == wave


@given(waves(), waves())
def test_waves_are_totally_ordered(one: Wave, other: Wave) -> None:
    """Of two waves, exactly one of less, equal and greater is true."""
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) is not (one > other)
    assert (one >= other) is not (one < other)


@given(waves())
def test_a_wave_contains_the_days_of_its_months(wave: Wave) -> None:
    """The first and last day of each month lie inside, the days around do not."""
    assert all(wave.contains(month.first_day) and wave.contains(month.last_day) for month in wave.months)
    assert list(wave.months) == sorted(set(wave.months))


@given(months)
def test_a_month_reads_back(month: Month) -> None:
    """Both of its spellings name it."""
    assert Month.parse(str(month)) == Month.parse(f"{month.name} {month.year}") == month


@given(badges)
@example(Badge(label="a_ _b", facet=Facet.AREA, colour=""))
def test_an_address_of_a_badge_reads_back(badge: Badge) -> None:
    """``to_shields`` of any label and colour reads back equal; a badge without a colour is lightgrey."""
    read = Badge.from_shields(badge.to_shields(), badge.facet)
    assert read == (badge if badge.colour is not None else evolve(badge, colour="lightgrey"))


@given(badges)
def test_an_address_of_a_badge_is_safe_wherever_it_stands(badge: Badge) -> None:
    """It ends no Markdown link, table cell or HTML attribute."""
    assert re.fullmatch(r"https://img\.shields\.io/badge/[A-Za-z0-9._~:%?=-]*", badge.to_shields())


@given(st.text() | wave_words | texts.map("https://img.shields.io/badge/".__add__))
def test_nonsense_raises_no_foreign_error(text: str) -> None:
    """A parser gives a value or an error of the library."""
    for parse in (Status.parse, Month.parse, Wave.parse, Facet.parse, lambda url: Badge.from_shields(url, Facet.AREA)):
        with contextlib.suppress(NHSInternshipsError):
            parse(text)


@given(st.text() | wave_words)
def test_the_quiet_readers_agree_with_the_loud_ones(text: str) -> None:
    """``None`` stands for an error, and only for that; what is a wave looks like one."""
    loud: list[object] = []
    for parse in (Wave.parse, Status.parse):
        try:
            loud.append(parse(text))
        except NHSInternshipsError:
            loud.append(None)
    assert [wave_of(text), status_of(text)] == loud
    assert loud[0] is None or looks_like_wave(text)
    assert facet_of(text) in Facet
