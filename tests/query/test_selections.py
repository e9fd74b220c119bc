"""A selection answers as the catalogue does that it was selected from, and carries nothing else of it."""

from __future__ import annotations

import pickle

import pytest
from attrs import evolve

import nhs_internships as ni
from invented import CATALOGUE
from nhs_internships.errors import QueryError, UnknownSlug

OPEN = CATALOGUE.where(status="open")


@pytest.mark.parametrize(
    "conditions", [{"area": "Graphs"}, {"slug": "scans"}, {"code": "P21"}, {"wave": 2}, {"keyword": "fairness"}]
)
def test_a_value_of_another_project_is_an_empty_answer(conditions: dict[str, object]) -> None:
    """The whole catalogue knows it, so it is no mistake."""
    CATALOGUE.where(**conditions)  # type: ignore[arg-type]  # fields of every type
    OPEN.where(**conditions)  # type: ignore[arg-type]  # fields of every type


@pytest.mark.parametrize(
    "conditions",
    [{"area": "NPL"}, {"slug": "scan"}, {"code": "P99"}, {"wave": 99}, {"label": ["NLP", "NPL"]}, {"wave": [1, 99]}],
)
@pytest.mark.parametrize("catalogue", [CATALOGUE, OPEN, OPEN - OPEN, OPEN.first(1), CATALOGUE & OPEN])
def test_a_value_that_nothing_has_is_an_error(catalogue: ni.Catalogue, conditions: dict[str, object]) -> None:
    """In the whole catalogue and in every selection, also beside a value that exists."""
    with pytest.raises(QueryError, match="Valid: ") as raised:
        catalogue.where(**conditions)  # type: ignore[arg-type]  # fields of every type
    assert raised.value.what == next(iter(conditions))


def test_the_error_lists_the_waves() -> None:
    """As the pages write them."""
    with pytest.raises(QueryError, match=r'unknown wave "Wave 99"\. Valid: Wave 1'):
        CATALOGUE.where(wave=99)


def test_a_selection_does_not_carry_the_rest() -> None:
    """Its pickle is small, and what comes back judges values as before."""
    bundled = ni.bundled()
    one = bundled.where(slug="pets-in-healthcare")
    assert len(pickle.dumps(one)) < len(pickle.dumps(bundled)) / 4
    again = pickle.loads(pickle.dumps(OPEN))
    assert len(again.where(area="Graphs")) == 0
    with pytest.raises(QueryError):
        again.where(area="NPL")


def test_with_project_replaces_by_slug() -> None:
    """Order, claims and all other projects stay."""
    changed = CATALOGUE["letters"].with_status("paused")
    found = CATALOGUE.with_project(changed)
    assert found["letters"].status is ni.Status.PAUSED
    assert [project.slug for project in found] == [project.slug for project in CATALOGUE]
    assert found.claims_by_slug == CATALOGUE.claims_by_slug
    assert found.with_project(CATALOGUE["letters"]) == CATALOGUE


def test_with_project_takes_known_slugs_only() -> None:
    """A new slug is a mistake, or a case for `with_projects`."""
    with pytest.raises(UnknownSlug, match='did you mean "letters"'):
        CATALOGUE.with_project(evolve(CATALOGUE["letters"], slug="leters"))
    with pytest.raises(TypeError, match="expected a Project"):
        CATALOGUE.with_project("letters")  # type: ignore[arg-type]  # wrong on purpose


def test_a_slice_of_results_is_results() -> None:
    """So that it shows as a table, and turns into a frame."""
    hits = CATALOGUE.search("privacy OR rotas notes", 5)
    assert type(hits[:2]) is type(hits)
    assert hits[:2] == tuple(hits)[:2]
    assert hits[-1] == tuple(hits)[-1]


def test_results_become_a_frame() -> None:
    """A row for each, a column for each attribute."""
    pytest.importorskip("pandas")
    frame = CATALOGUE.search("privacy")[:2].to_pandas()
    assert list(frame.columns) == ["slug", "score", "snippet"]
    frame = CATALOGUE.conflicts().to_pandas()
    assert list(frame["field"])[:1] == ["status"]
    assert "completed" in frame["values"][0]
