"""Ordering, counting, grouping and crossing by a field, in the field's own order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import CATALOGUE, ONE, PROJECTS, THREE, TWO, badges
from nhs_internships import Catalogue, Internship, Month, Project, Status, Wave
from nhs_internships.errors import QueryError
from nhs_internships.query.counting import NONE, UNKNOWN
from nhs_internships.query.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from nhs_internships.query.conditions import Conditions


def slugs(catalogue: Catalogue) -> list[str]:
    return [project.slug for project in catalogue]


def test_statuses_have_an_order_of_their_own() -> None:
    """Open comes before active; a project without a status comes last."""
    ordered = CATALOGUE.order_by("status", "title")
    assert slugs(ordered) == ["fair-rotas", "ward-notes", "letters", "graphs", "scans", "an-idea"]


def test_a_minus_turns_one_key_round() -> None:
    """Only that key; what has no value still comes last."""
    ordered = CATALOGUE.order_by("-status", "title")
    assert slugs(ordered) == ["scans", "graphs", "letters", "fair-rotas", "ward-notes", "an-idea"]


def test_descending_turns_every_key_round() -> None:
    """Two turns are none."""
    assert slugs(CATALOGUE.order_by("title", descending=True)) == slugs(CATALOGUE.order_by("title"))[::-1]
    assert CATALOGUE.order_by("-title", descending=True) == CATALOGUE.order_by("title")


def test_waves_are_ordered_by_time() -> None:
    """The oldest first, ties in the order they stood in."""
    assert slugs(CATALOGUE.order_by("wave"))[:3] == ["graphs", "scans", "letters"]


def test_a_project_that_ran_twice_stands_at_the_wave_it_shows() -> None:
    """Not at its first one, in either direction; what has no wave comes last."""
    runs = (Internship(code="A", wave=ONE), Internship(code="B", wave=THREE))
    projects = (
        Project(slug="none", title=""),
        Project(slug="twice", title="", wave=THREE, internships=runs),
        Project(slug="once", title="", wave=TWO),
    )
    catalogue = Catalogue(projects=projects)
    assert slugs(catalogue.order_by("wave")) == ["once", "twice", "none"]
    assert slugs(catalogue.order_by("-wave")) == ["twice", "once", "none"]
    assert slugs(catalogue.order_by("wave", descending=True)) == ["twice", "once", "none"]
    assert catalogue.count_by("wave") == {ONE.label: 1, TWO.label: 1, THREE.label: 1, "(unknown)": 1}


def counts() -> tuple[Callable[[Any], object], ...]:
    """Whatever asks for a number."""
    return (
        lambda given: CATALOGUE.first(-1 if given is None else given),  # None asks for one project
        CATALOGUE.sample,
        lambda given: CATALOGUE.search("rotas", given),
        lambda given: CATALOGUE.similar("letters", given),
    )


@pytest.mark.parametrize("count", ["a", "3", 2.5, None, [], -1])
def test_a_count_that_is_no_number_is_an_error(count: object) -> None:
    """One of ours, wherever a number is asked for."""
    for ask in counts():
        with pytest.raises(QueryError, match="an integer from 0"):
            ask(count)


def test_any_large_number_is_a_count() -> None:
    """Even one that a database has no room for."""
    assert CATALOGUE.first(10**30) == CATALOGUE
    assert len(CATALOGUE.search("rotas", 10**30)) == 1


@pytest.mark.parametrize("name", [3, None, [], b"status"])
def test_a_field_that_is_no_text_is_an_error(name: object) -> None:
    """It lists the fields."""
    for ask in (CATALOGUE.order_by, CATALOGUE.count_by, CATALOGUE.group_by):
        with pytest.raises(QueryError, match="Valid: slug, title"):
            ask(name)  # type: ignore[arg-type]  # wrong on purpose


def test_a_seed_that_is_no_number_is_an_error() -> None:
    """One of ours."""
    with pytest.raises(QueryError, match="seed"):
        CATALOGUE.sample(2, seed=[])  # type: ignore[arg-type]  # wrong on purpose


def test_counting_follows_the_order_of_the_field() -> None:
    """Statuses in their own order, what no source says last."""
    assert list(CATALOGUE.count_by("status").items()) == [
        ("open", 2),
        ("active", 1),
        ("paused", 1),
        ("completed", 1),
        ("(unknown)", 1),
    ]


def test_counting_labels_puts_the_most_frequent_first() -> None:
    """Then by name."""
    assert list(CATALOGUE.count_by("area").items()) == [
        ("NLP", 2),
        ("Graphs", 1),
        ("Images", 1),
        ("Simulation", 1),
        ("(unknown)", 1),
    ]


def test_a_project_counts_for_each_of_its_waves() -> None:
    """One project ran twice; open topics have not run, of the idea without a status nobody knows."""
    expected = {ONE.label: 2, TWO.label: 1, THREE.label: 1, "(none)": 2, "(unknown)": 1}
    assert CATALOGUE.count_by("wave") == expected


def test_spellings_of_one_label_count_as_one() -> None:
    """`Topic-Models` and `topic models` are spellings of one term; as written, the first of the two is shown."""
    assert CATALOGUE.count_by("technique") == {"Topic Modelling": 2, "ABM": 1, "GNNs": 1, "(unknown)": 2}
    written = CATALOGUE.count_by("technique", spelling="as written")
    assert written == {"topic models": 2, "ABM": 1, "GNNs": 1, "(unknown)": 2}


def test_groups_are_catalogues_in_the_order_of_counting() -> None:
    """Each group is what ``where`` gives."""
    groups = CATALOGUE.group_by("status")
    assert list(groups) == ["open", "active", "paused", "completed", "(unknown)"]
    assert groups["open"] == CATALOGUE.where(status="open")
    assert groups["(unknown)"] == CATALOGUE.where(status=None)


def test_a_crosstab_has_every_pair() -> None:
    """Zeros included, so that it is a rectangle."""
    table = CATALOGUE.crosstab("area", "status")
    assert table["NLP"] == {"open": 1, "active": 1, "paused": 0, "completed": 0, "(unknown)": 0}
    assert {tuple(row) for row in table.values()} == {("open", "active", "paused", "completed", "(unknown)")}


@pytest.mark.parametrize("method", ["order_by", "count_by", "group_by"])
def test_an_unknown_field_is_an_error(method: str) -> None:
    """The same error everywhere."""
    with pytest.raises(QueryError, match='did you mean "status"'):
        getattr(CATALOGUE, method)("satus")


def test_first_gives_a_project_or_a_catalogue() -> None:
    """Without a count the first project, or none; with one a catalogue."""
    assert CATALOGUE.first() == PROJECTS[0]
    assert slugs(CATALOGUE.first(2)) == ["an-idea", "fair-rotas"]
    assert len(CATALOGUE.first(99)) == len(CATALOGUE)
    assert CATALOGUE.where(status="superseded").first() is None
    with pytest.raises(QueryError, match="an integer from 0"):
        CATALOGUE.first(-1)


def test_a_seed_draws_the_same_sample() -> None:
    """In the order of the catalogue, and never more than there are."""
    drawn = CATALOGUE.sample(3, seed=7)
    assert drawn == CATALOGUE.sample(3, seed=7)
    assert len(drawn) == 3
    assert slugs(drawn) == [slug for slug in slugs(CATALOGUE) if slug in drawn]
    assert len(CATALOGUE.sample(99)) == len(CATALOGUE)
    assert {len(CATALOGUE.sample(3, seed=seed) - drawn) for seed in range(20)} != {0}
    with pytest.raises(QueryError, match="an integer from 0"):
        CATALOGUE.sample(-1)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2021", "2021", {"graphs", "scans"}),
        ("2022", None, {"scans", "letters"}),
        (None, "March 2021", set()),
        (None, "April 2021", {"graphs", "scans"}),
        (Month(2022, 5), Month(2022, 5), {"scans"}),
        (date(2022, 6, 30), "2022-06-01", {"letters"}),
        ("2022-12-31", None, {"letters"}),
        ("2023-01", None, set()),
        (None, None, {"graphs", "scans", "letters"}),
    ],
)
def test_between_finds_what_ran_then(start: str | None, end: str | None, expected: set[str]) -> None:
    """One month in common is enough; both ends are included."""
    assert set(slugs(CATALOGUE.between(start, end))) == expected


@pytest.mark.parametrize(("start", "end"), [("soon", None), (None, "13/2021"), ("2022", "2021"), ("1066", None)])
def test_a_time_that_cannot_be_is_an_error(start: str | None, end: str | None) -> None:
    """No month, or an end before the start."""
    with pytest.raises(QueryError, match="a month"):
        CATALOGUE.between(start, end)


def test_a_wave_with_one_month_counts_with_it() -> None:
    """A row such as "January 2023" is all that is known; a wave with a number alone never counts."""
    only = Project(slug="a", title="a", wave=Wave(start=Month(2023, 1)))
    never = Project(slug="b", title="b", wave=Wave(number=4))
    assert slugs(Catalogue(projects=(only, never)).between("2023-01", "2023-01")) == ["a"]
    assert slugs(Catalogue(projects=(only, never)).between("2023-02", None)) == []


LABELS = st.sampled_from(["NLP", "nlp", "N-L P", "Graphs", "graphs ", "VAE", "Straße", "STRASSE", "İ", "$x$"])
RANDOM = st.lists(
    st.builds(
        lambda number, status, area, second, modality: Project(
            slug=f"p{number}",
            title=f"Title {number % 3}",
            status=status,
            badges=(*badges(area, second, modality), *badges(second)),
            wave=Wave(number=number + 1) if number % 2 else None,
        ),
        st.integers(0, 60),
        st.sampled_from(Status) | st.none(),
        *([LABELS | st.none()] * 3),
    ),
    max_size=12,
    unique_by=lambda project: project.slug,
)


@given(RANDOM, st.sampled_from([name for name in FIELDS if name not in {"text", "year"}]))
def test_counting_grouping_and_choosing_agree(projects: list[Project], field: str) -> None:
    """`count_by(f)[v]`, `len(group_by(f)[v])` and `len(where(f=v))` are the same number."""
    catalogue = Catalogue(projects=projects)
    counts = catalogue.count_by(field)
    assert {value: len(group) for value, group in catalogue.group_by(field).items()} == counts
    missing = counts.pop(NONE, 0) + counts.pop(UNKNOWN, 0)
    assert len(catalogue.where(**cast("Conditions", {field: None}))) == missing
    assert {value: len(catalogue.where(**cast("Conditions", {field: value}))) for value in counts} == counts


@given(RANDOM, st.sampled_from([*FIELDS]), st.sampled_from([*FIELDS]))
def test_a_crosstab_agrees_with_choosing_twice(projects: list[Project], rows: str, columns: str) -> None:
    """Each cell is the number of projects with both values."""
    catalogue = Catalogue(projects=projects)
    groups = {name: catalogue.group_by(name) for name in (rows, columns)}
    for row, cells in catalogue.crosstab(rows, columns).items():
        assert cells == {column: len(groups[rows][row] & groups[columns][column]) for column in cells}


@given(RANDOM, st.lists(st.sampled_from([*FIELDS, *(f"-{name}" for name in FIELDS)]), max_size=3))
def test_ordering_loses_nothing(projects: list[Project], fields: list[str]) -> None:
    """The same projects, and ordering again changes nothing."""
    ordered = Catalogue(projects=projects).order_by(*fields)
    assert sorted(slugs(ordered)) == sorted(project.slug for project in projects)
    assert ordered.order_by(*fields) == ordered
