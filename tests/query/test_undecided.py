"""A query has three outcomes: a project belongs to the answer, does not, or no source says enough to decide."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhs_internships import Badge, Catalogue, Internship, Month, Output, Project, Wave
from nhs_internships.errors import QueryError

if TYPE_CHECKING:
    from nhs_internships.query.conditions import Conditions

CODE = Output(kind="code", url="https://example.org/code")
NO_CODE = Output(kind="code", availability="none")
IN_2021 = Wave(number=1, start=Month(2021, 4), end=Month(2021, 9))
IN_2023 = Wave(number=4, start=Month(2023, 1), end=Month(2023, 6))
FROM_2023 = Wave(start=Month(2023, 6))


def project(slug: str, *runs: Internship, status: str | None = "completed", area: str | None = "NLP") -> Project:
    badges = [Badge(label=area, facet="area")] if area else []
    return Project(slug=slug, title=slug, status=status, badges=badges, internships=runs)


CATALOGUE = Catalogue(
    projects=[
        project("published", Internship(code="P41", wave=IN_2023, outputs=[CODE])),
        project("other-year", Internship(code="P11", wave=IN_2021, outputs=[CODE]), Internship(wave=IN_2023)),
        project("not-published", Internship(code="P42", wave=IN_2023, outputs=[NO_CODE])),
        project("silent", Internship(code="P43", wave=IN_2023)),
        project("no-record"),
        project("one-month", Internship(code="P44", wave=FROM_2023, outputs=[CODE])),
        project("never-ran", status="open"),
        project("no-area", Internship(code="P45", wave=IN_2023, outputs=[CODE]), area=None),
        project("no-status", Internship(code="P46", wave=IN_2021, outputs=[NO_CODE]), status=None),
    ]
)


def slugs(projects: Catalogue | tuple[Project, ...]) -> list[str]:
    return [one.slug for one in projects]


def test_conditions_on_runs_hold_of_one_internship() -> None:
    """The code of a run of 2021 is no code of a run of 2023; that of the run of 2023 is unknown."""
    found = CATALOGUE.where(year=2023, output="code")
    assert slugs(found) == ["published", "one-month", "no-area"]
    assert slugs(found.undecided) == ["other-year", "silent", "no-record"]
    assert slugs(CATALOGUE.where(wave=1, output="code")) == ["other-year"]
    assert slugs(CATALOGUE.where(code="P11", year=2023)) == []


def test_a_false_condition_decides() -> None:
    """Whatever else is unknown."""
    found = CATALOGUE.where(status="open", output="code")
    assert slugs(found) == []
    assert slugs(found.undecided) == []


def test_a_project_that_never_ran_fails_questions_about_runs() -> None:
    """An open topic has published nothing; a completed one may have."""
    found = CATALOGUE.where(output="code")
    assert "never-ran" not in slugs(found.undecided)
    assert "no-record" in slugs(found.undecided)


def test_one_known_month_proves_no_year_false() -> None:
    """A wave that starts in June 2023 may go on into 2024."""
    assert "one-month" in slugs(CATALOGUE.where(year=2023))
    assert slugs(CATALOGUE.where(year=2024).undecided) == ["no-record", "one-month"]
    assert "one-month" in slugs(CATALOGUE.between("2024", "2025").undecided)


def test_what_is_missing_is_unknown() -> None:
    """A project without an area may have any; one without a status likewise."""
    assert slugs(CATALOGUE.where(area="NLP").undecided) == ["no-area"]
    assert slugs(CATALOGUE.where(status="open").undecided) == ["no-status"]
    assert slugs(CATALOGUE.where(area=None)) == ["no-area"]
    assert CATALOGUE.where(area=None).undecided == ()


def test_none_asks_for_what_has_no_record() -> None:
    """An internship of whose outputs no source speaks, or a project without any internship."""
    assert slugs(CATALOGUE.where(output=None)) == ["other-year", "silent", "no-record", "never-ran"]
    assert slugs(CATALOGUE.where(year=2023, output=None)) == ["other-year", "silent"]


def test_the_answer_says_what_it_cannot_decide() -> None:
    """With the reason, most frequent first."""
    found = CATALOGUE.where(output="code")
    assert found.undecided_reason == "2 more cannot be decided: no record of their outputs"
    assert "2 more cannot be decided" in repr(found)
    both = CATALOGUE.where(area="NLP", output="code")
    assert both.undecided_reason == "3 more cannot be decided: no record of their outputs, area"
    assert CATALOGUE.where(slug="silent").undecided_reason == ""


def test_what_is_asked_first_makes_no_difference() -> None:
    """A chain of questions is one question with all conditions."""
    once = CATALOGUE.where(year=2023, output="code", area="NLP")
    chained = CATALOGUE.where(area="NLP").where(output="code").where(year=2023)
    assert chained == once
    assert sorted(slugs(chained.undecided)) == sorted(slugs(once.undecided))
    again = pickle.loads(pickle.dumps(CATALOGUE.where(output="code"))).where(year=2023)
    assert slugs(again) == slugs(CATALOGUE.where(year=2023, output="code"))


CONDITIONS = st.dictionaries(
    st.sampled_from(["status", "area", "wave", "year", "output", "code"]), st.integers(0, 2), min_size=1, max_size=3
).map(
    lambda drawn: {
        field: {
            "status": ("completed", "open", None),
            "area": ("NLP", None, ["NLP", None]),
            "wave": (1, 4, None),
            "year": (2021, 2023, 2024),
            "output": ("code", "report", None),
            "code": ("P41", "P43", None),
        }[field][at]
        for field, at in drawn.items()
    }
)


@given(CONDITIONS, CONDITIONS)
def test_asking_twice_is_asking_for_both(one: dict[str, object], other: dict[str, object]) -> None:
    """`where(a).where(b)` equals `where(a, b)`, undecided projects included, where the two name different fields."""
    other = {field: value for field, value in other.items() if field not in one}
    twice = CATALOGUE.where(**cast("Conditions", one)).where(**cast("Conditions", other))
    once = CATALOGUE.where(**cast("Conditions", {**one, **other}))
    assert twice == once
    assert set(twice.undecided) == set(once.undecided)
    assert not set(once.projects) & set(once.undecided)


def test_sets_of_answers_keep_what_is_undecided() -> None:
    """What is left when an answer is taken away does not contain what the answer could not decide."""
    found = CATALOGUE.where(output="code")
    rest = CATALOGUE - found
    assert slugs(rest) == ["not-published", "never-ran", "no-status"]
    assert set(rest.undecided) == set(found.undecided)
    either = CATALOGUE.where(status="open") | found
    assert "no-status" in slugs(either.undecided)
    assert set((CATALOGUE & found).undecided) == set(found.undecided)


def test_order_keeps_what_is_undecided() -> None:
    """And a choice of some projects does not."""
    found = CATALOGUE.where(output="code")
    assert found.order_by("title").undecided == found.undecided
    assert found.first(1).undecided == ()


@pytest.mark.parametrize("year", [23, "soon", True, 2023.0])
def test_a_year_has_four_digits(year: object) -> None:
    """Anything else is an error."""
    with pytest.raises(QueryError, match="a year such as 2023"):
        CATALOGUE.where(year=year)  # type: ignore[arg-type]  # wrong on purpose


def test_counts_put_what_is_unknown_apart() -> None:
    """And what never ran, where the question is about internships."""
    assert CATALOGUE.count_by("area") == {"NLP": 8, "(unknown)": 1}
    assert CATALOGUE.count_by("output") == {"code": 4, "(none)": 1, "(unknown)": 4}
