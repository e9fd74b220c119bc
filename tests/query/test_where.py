"""`where` chooses projects by any field, and says what would have been right when it cannot."""

from __future__ import annotations

import pytest

from invented import CATALOGUE, ONE, TWO
from nhs_internships import Catalogue, Status, Wave
from nhs_internships.errors import QueryError, UnknownSlug, nearest
from nhs_internships.model import OutputKind
from nhs_internships.query.selection import FIELDS, Conditions


def slugs(catalogue: Catalogue) -> set[str]:
    return {project.slug for project in catalogue}


@pytest.mark.parametrize(
    ("field", "condition", "expected"),
    [
        ("status", "open", {"fair-rotas", "ward-notes"}),
        ("status", Status.OPEN, {"fair-rotas", "ward-notes"}),
        ("status", "Newly Proposed and Open Projects", {"fair-rotas", "ward-notes"}),
        ("status", ["active", Status.PAUSED], {"letters", "graphs"}),
        ("status", None, {"an-idea"}),
        ("status", ["paused", None], {"graphs", "an-idea"}),
        ("area", "nlp", {"ward-notes", "letters"}),
        ("area", None, {"an-idea"}),
        ("technique", "Topic Models", {"ward-notes", "letters"}),
        ("technique", None, {"an-idea", "scans"}),
        ("modality", {"Text", "Images"}, {"ward-notes", "letters", "scans"}),
        ("topic", None, {"an-idea", "fair-rotas", "graphs", "letters", "scans", "ward-notes"}),
        ("label", "tabular", {"fair-rotas", "graphs"}),
        ("label", ("ABM", None), {"fair-rotas", "an-idea"}),
        ("keyword", "Fairness", {"fair-rotas"}),
        ("wave", 1, {"graphs", "scans"}),
        ("wave", "2", {"scans"}),
        ("wave", "Wave 3", {"letters"}),
        ("wave", "January 2022", {"scans"}),
        ("wave", TWO, {"scans"}),
        ("wave", [ONE, 3], {"graphs", "scans", "letters"}),
        ("wave", range(1, 3), {"graphs", "scans"}),
        ("wave", None, {"an-idea", "fair-rotas", "ward-notes"}),
        ("code", "p21", {"scans"}),
        ("output", "code", {"graphs", "scans"}),
        ("output", OutputKind.REPORT, set()),
        ("slug", "letters", {"letters"}),
        ("title", "older SCANS", {"scans"}),
        ("text", "privacy notes", {"ward-notes", "letters"}),
        ("text", "PRIVACY", {"ward-notes", "letters"}),
        ("text", ["rotas", "referrals"], {"fair-rotas", "graphs"}),
        ("text", "no such word", set()),
    ],
)
def test_a_field_can_have_a_value_or_one_of_several(field: str, condition: object, expected: set[str]) -> None:
    """A value, a collection or ``None``; labels and titles compare without case, blanks and hyphens."""
    assert slugs(CATALOGUE.where(**{field: condition})) == expected  # type: ignore[arg-type]  # many types by design


def test_a_function_gets_each_value() -> None:
    """A predicate is true for one of the values."""
    assert slugs(CATALOGUE.where(title=lambda title: title.startswith("Older"))) == {"scans"}
    assert slugs(CATALOGUE.where(wave=lambda wave: wave and wave.number > 1)) == {"scans", "letters"}


def test_a_function_gets_none_where_there_is_no_value() -> None:
    """So that it can choose what has none, as ``None`` itself does."""
    assert CATALOGUE.where(wave=lambda wave: wave is None) == CATALOGUE.where(wave=None)
    assert CATALOGUE.where(area=lambda area: area is None) == CATALOGUE.where(area=None)


def test_an_error_shows_a_long_text_in_part() -> None:
    """All of it is on the attribute."""
    with pytest.raises(QueryError) as raised:
        CATALOGUE.where(area="x" * 100_000)
    assert len(str(raised.value)) < 300
    assert raised.value.given == "x" * 100_000
    with pytest.raises(UnknownSlug) as unknown:
        CATALOGUE["x" * 100_000]
    assert len(str(unknown.value)) < 300


@pytest.mark.parametrize(
    ("asked", "guess"),
    [("lette", "letters"), ("fair", "fair-rotas"), ("ROTAS", "fair-rotas"), ("idea", "an-idea"), ("s", None)],
)
def test_a_part_of_a_slug_is_enough_for_a_guess(asked: str, guess: str | None) -> None:
    """A beginning, or a part from the middle; a single letter tells nothing."""
    with pytest.raises(UnknownSlug) as raised:
        CATALOGUE[asked]
    assert raised.value.guess == guess


def test_a_part_that_several_have_is_no_guess() -> None:
    """Unless one alone begins with it."""
    assert nearest("ward", ["reading-ward-notes", "fair-rotas-for-wards"]) is None
    assert nearest("ward", ["ward-notes-that-are-read", "fair-rotas-for-wards"]) == "ward-notes-that-are-read"


def test_all_conditions_must_hold() -> None:
    """Conditions are joined by "and", and a chain means the same."""
    both = CATALOGUE.where(status="open", area="NLP")
    assert slugs(both) == {"ward-notes"}
    assert both == CATALOGUE.where(status="open").where(area="NLP")


def test_no_condition_keeps_everything() -> None:
    """Nothing asked, nothing lost."""
    assert CATALOGUE.where() == CATALOGUE


def test_the_order_of_claims_is_that_of_the_projects() -> None:
    """It does not depend on how Python happens to hash slugs."""
    chosen = CATALOGUE.order_by("title").where(slug=["scans", "letters"])
    assert list(chosen.claims_by_slug) == [project.slug for project in chosen] == ["letters", "scans"]


def test_what_belongs_to_a_project_comes_along() -> None:
    """Claims and relations of the chosen projects stay, those of others go."""
    chosen = CATALOGUE.where(slug="letters")
    assert set(chosen.claims_by_slug) == {"letters"}
    assert chosen.relations == CATALOGUE.relations
    assert CATALOGUE.where(slug="scans").relations == ()


@pytest.mark.parametrize(
    ("field", "condition", "named"),
    [
        ("status", "opne", "superseded"),
        ("status", 3, "superseded"),
        ("output", "codes", "case_study"),
        ("output", b"code", "case_study"),
        ("wave", 0, "from 1 to 999"),
        ("wave", 1000, "from 1 to 999"),
        ("wave", "soon", "July 2024"),
        ("wave", True, "a Wave"),
        ("wave", [1, 2.5], "a Wave"),
        ("area", 5, "a string"),
        ("text", b"x", "a string"),
        ("title", ["a", 1], "a string"),
    ],
)
def test_an_impossible_value_is_an_error_that_lists_the_possible(field: str, condition: object, named: str) -> None:
    """A slip is reported, it does not silently choose nothing."""
    with pytest.raises(QueryError, match=named) as raised:
        CATALOGUE.where(**{field: condition})  # type: ignore[arg-type]  # wrong on purpose
    assert raised.value.what == field


def test_an_unknown_field_is_an_error_that_lists_all_and_guesses() -> None:
    """The right name is one look away."""
    with pytest.raises(QueryError, match='did you mean "area"') as raised:
        CATALOGUE.where(aera="NLP")  # type: ignore[call-arg]  # wrong on purpose
    assert raised.value.allowed == tuple(FIELDS)


def test_type_checkers_know_the_same_fields() -> None:
    """What `where` takes is what the table of fields describes."""
    assert tuple(Conditions.__annotations__) == tuple(FIELDS)
    assert all(field.meaning for field in FIELDS.values())


def test_a_wave_without_parts_is_in_no_way_special() -> None:
    """A wave of which nothing is asked is fitted by every wave."""
    assert slugs(CATALOGUE.where(wave=Wave())) == {"graphs", "letters", "scans"}
