"""The life of a project: in which intervals it had which status, under all its slugs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, listing
from nhs_internships.errors import ParseError, QueryError, UnknownSlug

if TYPE_CHECKING:
    from _repositories import Repository

BEES, HIVES = "counting-bees: Counting bees", "mapping-hives: Mapping hives"
OPEN, CURRENT, PAUSED = "## Open Projects", "### Current Projects", "## Paused Projects"


@pytest.fixture
def history(repository: Repository) -> ni.History:
    """Bees are open, active, not listed, and paused; hives stay open."""
    repository.commit("2023-01-01", {"index.md": listing(OPEN, BEES, HIVES)})
    repository.commit("2023-03-01", {"index.md": listing(CURRENT, BEES, OPEN, HIVES)})
    repository.commit("2023-03-01", {"README.md": "# A site\n"})
    repository.commit("2023-03-11", {"index.md": listing(OPEN, HIVES)})
    repository.commit("2023-04-01", {"index.md": listing(PAUSED, BEES, OPEN, HIVES)})
    repository.commit("2023-05-01", {"README.md": "# The site\n"})
    return ni.History.open(repository.write())


def intervals(history: ni.History, slug: str) -> list[tuple[str, str, str | None, int]]:
    return [
        (str(one.status), str(one.start), str(one.end) if one.end else None, one.days) for one in history.timeline(slug)
    ]


def test_a_timeline_has_an_interval_for_each_status(history: ni.History) -> None:
    """From day to day; the last one goes on, and where the project was not listed there is a gap."""
    assert intervals(history, "counting-bees") == [
        ("open", "2023-01-01", "2023-03-01", 59),
        ("active", "2023-03-01", "2023-03-11", 10),
        ("paused", "2023-04-01", None, 30),
    ]
    assert intervals(history, "mapping-hives") == [("open", "2023-01-01", None, 120)]
    assert history.timeline("counting-bees")[1].revision == history.revisions[1].id


def test_an_interval_reads_as_a_sentence(history: ni.History) -> None:
    """Of a timeline, and of the durations."""
    assert str(history.timeline("counting-bees")).splitlines()[1:] == [
        "counting-bees: active from 2023-03-01 to 2023-03-11 (10 days)",
        "counting-bees: paused from 2023-04-01 on (30 days)",
    ]
    assert str(history.durations()[2]) == "counting-bees: paused 30 days so far"
    assert repr(history.timeline("counting-bees")) == "<Results: 3 intervals>"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2022-12-31", None),
        ("2023-01-01", "open"),
        ("2023-02-28", "open"),
        (date(2023, 3, 1), "active"),
        ("2023-03-11", None),
        ("2023-04-01", "paused"),
        ("2030-01-01", "paused"),
    ],
)
def test_the_status_on_a_day_is_that_of_its_end(day: date | str, status: str | None, history: ni.History) -> None:
    """And none while the project was not listed."""
    assert history.status_on("counting-bees", day) == status


def test_durations_add_up(history: ni.History) -> None:
    """All intervals of a status together; one that goes on is a minimum."""
    found = [(one.slug, str(one.status), one.days, one.intervals, one.is_ongoing) for one in history.durations()]
    assert found == [
        ("counting-bees", "open", 59, 1, False),
        ("counting-bees", "active", 10, 1, False),
        ("counting-bees", "paused", 30, 1, True),
        ("mapping-hives", "open", 120, 1, True),
    ]


def test_first_and_last_seen_are_days_of_revisions(history: ni.History) -> None:
    """Those that list the project."""
    assert history.first_seen == {"counting-bees": date(2023, 1, 1), "mapping-hives": date(2023, 1, 1)}
    assert history.last_seen == {"counting-bees": date(2023, 5, 1), "mapping-hives": date(2023, 5, 1)}


def test_a_project_that_is_gone_was_seen_last_before(repository: Repository) -> None:
    """In the last revision that lists it, not in the one that does not any more."""
    repository.commit("2023-01-01", {"index.md": listing(OPEN, BEES, HIVES)})
    repository.commit("2023-02-01", {"README.md": "# A site\n"})
    repository.commit("2023-03-01", {"index.md": listing(OPEN, HIVES)})
    history = ni.History.open(repository.write())
    assert history.last_seen["counting-bees"] == date(2023, 2, 1)


def test_a_project_is_found_by_every_slug_it_had(repository: Repository) -> None:
    """Its life goes on under the new one."""
    page = "projects/new_open/a.md"
    repository.commit("2023-01-01", {page: brief("Counting bees", "/counting-bees/")})
    repository.commit("2023-02-01", {page: brief("Counting bees", "/all-bees/")})
    repository.commit("2023-03-01", {page: None, "projects/closed/complete/a.md": brief("Counting bees", "/all-bees/")})
    history = ni.History.open(repository.write())
    assert intervals(history, "all-bees") == [
        ("open", "2023-01-01", "2023-03-01", 59),
        ("completed", "2023-03-01", None, 0),
    ]
    assert history.timeline("counting-bees") == history.timeline("all-bees")
    assert history.slug("counting-bees") == "all-bees"
    assert list(history.first_seen) == ["all-bees"]
    assert history.status_on("counting-bees", "2023-01-15") == "open"


def test_a_slug_that_is_given_again_means_the_newer_project(repository: Repository) -> None:
    """The older one is found by its own new slug."""
    page = "projects/a.md"
    repository.commit(
        "2023-01-01", {page: brief("Counting bees", "/bees/"), "index.md": listing(OPEN, "bees: Counting bees")}
    )
    repository.commit(
        "2023-02-01", {page: brief("Counting bees", "/all/"), "index.md": listing(OPEN, "all: Counting bees")}
    )
    repository.commit("2023-03-01", {"index.md": listing(OPEN, "all: Counting bees", PAUSED, "bees: Bumblebees")})
    history = ni.History.open(repository.write())
    assert intervals(history, "all") == [("open", "2023-01-01", None, 59)]
    assert intervals(history, "bees") == [("paused", "2023-03-01", None, 0)]


def test_a_status_that_nobody_states_is_unknown(repository: Repository) -> None:
    """It is an interval, but of no status."""
    repository.commit("2023-01-01", {"projects/a.md": brief("Counting bees", "/counting-bees/")})
    repository.commit("2023-02-01", {"index.md": listing(OPEN, BEES)})
    history = ni.History.open(repository.write())
    assert intervals(history, "counting-bees") == [
        ("None", "2023-01-01", "2023-02-01", 31),
        ("open", "2023-02-01", None, 0),
    ]
    assert str(history.timeline("counting-bees")[0]).startswith("counting-bees: unknown from 2023-01-01 to 2023-02-01")


def test_an_unknown_slug_is_an_error(history: ni.History) -> None:
    """It suggests a slug that some project had."""
    for ask in (history.timeline, history.slug, lambda slug: history.status_on(slug, "2023-01-01")):
        with pytest.raises(UnknownSlug, match='did you mean "counting-bees"'):
            ask("countin-bees")
    with pytest.raises(ParseError):
        history.status_on("counting-bees", "soon")


def test_tables_are_data_frames(history: ni.History) -> None:
    """With dates as dates, and words as categories."""
    pandas = pytest.importorskip("pandas", reason="the extra `pandas` is not installed")
    changes, spans, revisions = (history.to_pandas(table) for table in ("changes", "intervals", "revisions"))
    assert list(changes["kind"]) == [one.kind for one in history.changes()]
    assert list(spans["days"]) == [one.days for one in history.intervals]
    assert pandas.isna(spans["end"]).sum() == 2
    assert list(spans["title"][:3]) == ["Counting bees"] * 3
    assert list(revisions["date"].dt.year) == [2023] * 6
    assert str(revisions["commit_date"].dtype) == "datetime64[s, UTC]"
    assert str(changes["date"].dtype) == "datetime64[s]"
    assert str(spans["status"].dtype) == "category"
    with pytest.raises(QueryError, match="Valid: revisions, changes, intervals"):
        history.to_pandas("chnges")
