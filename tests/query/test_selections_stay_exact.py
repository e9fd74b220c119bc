"""What an earlier condition found of the internships counts in later ones, whatever lies between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from nhs_internships import Catalogue, Internship, Output, Project, Wave
from nhs_internships.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable

SIX, SEVEN = Wave.parse("Wave 6 (January - June 2024)"), Wave.parse("Wave 7 (July - December 2024)")
WITHOUT_CODE = Internship(code="P61", title="A", wave=SIX, outputs=[Output(kind="code", availability="none")])
WITH_CODE = Internship(code="P71", title="A", wave=SEVEN, outputs=[Output(kind="code", url="https://example.org")])
CATALOGUE = Catalogue(
    projects=[Project(slug="a", title="A", status="completed", internships=[WITHOUT_CODE, WITH_CODE])],
    waves=[SIX, SEVEN],
)


@pytest.mark.parametrize(
    "between",
    [
        lambda found: found,
        lambda found: found.filter(bool),
        lambda found: found.first(9),
        lambda found: found.sample(9),
        lambda found: found & CATALOGUE,
        lambda found: found - CATALOGUE.where(status="open"),
        lambda found: found.order_by("title"),
        lambda found: found.group_by("status")["completed"],
    ],
)
def test_two_conditions_hold_of_one_internship(between: Callable[[Catalogue], Catalogue]) -> None:
    """The internship of wave 6 has no code, so the code of wave 7 is no answer."""
    found = between(CATALOGUE.where(wave=6))
    assert [project.slug for project in found] == ["a"]
    assert len(found.where(output="code")) == 0
    assert len(between(CATALOGUE.where(wave=7)).where(output="code")) == 1


def test_a_replaced_project_is_asked_again() -> None:
    """It may have other internships."""
    changed = evolve(CATALOGUE["a"], internships=[WITH_CODE])
    assert len(CATALOGUE.where(wave=6).with_project(changed).where(output="code")) == 1


def test_functions_are_given_what_the_field_means() -> None:
    """A year, and the kind of a published output."""
    assert len(CATALOGUE.where(year=lambda year: year == 2024)) == 1
    assert len(CATALOGUE.where(year=lambda year: year == 2025)) == 0
    assert len(CATALOGUE.where(output=lambda kind: kind == "code")) == 1
    assert len(CATALOGUE.where(output=lambda kind: kind == "report")) == 0


def test_an_iterator_is_refused() -> None:
    """It would be empty when the question is asked."""
    with pytest.raises(QueryError, match="unknown status"):
        CATALOGUE.where(status=iter(["completed"]))  # type: ignore[arg-type]  # what a caller may try


def test_where_no_labels_are_known_none_is_called_unknown() -> None:
    """The answer is that nothing can be decided."""
    found = CATALOGUE.where(area="NLP")
    assert (len(found), found.undecided_reason) == (0, "1 more cannot be decided: no record of their area")
