"""Which status wins: authority first, then the order of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import BASE, brief, codes, listing, load, old_page, record
from nhs_internships.catalogue.reconcile.authority import AUTHORITY, TIES, Origin

if TYPE_CHECKING:
    from pathlib import Path

WAVE_ROW = "|**Wave 5 (June - November 2023)**|"
ROW = f"|![area](https://img.shields.io/badge/Nature-green)|[Bees]({BASE}bees/)|"


def _status(tmp_path: Path, pages: dict[str, str]) -> tuple[ni.Status | None, str | None]:
    """The status of the one project, and the path of the winning claim."""
    found = load(tmp_path, pages)
    source = found.source("bees", "status")
    return found["bees"].status, source.path if source else None


def test_nothing_says(tmp_path: Path) -> None:
    """A brief in no folder that names a status has none."""
    assert _status(tmp_path, {"projects/x.md": brief("Bees", "/bees/")}) == (None, None)


@pytest.mark.parametrize(
    "front", [listing("### Current Projects", "bees: Bees"), f"## Ongoing Projects\n\n{WAVE_ROW}\n{ROW}\n"]
)
def test_a_wave_row_or_current_projects_beats_a_plain_section(tmp_path: Path, front: str) -> None:
    """Both are current listings; the one with the interns is right, and that is no tie."""
    pages = {"index.md": front, "a.md": listing("## Open Projects", "bees: Bees")}
    assert _status(tmp_path, pages) == (ni.Status.ACTIVE, "index.md")
    assert codes(load(tmp_path, pages), "NI313") == []


def test_current_projects_available_as_internships_is_a_plain_section(tmp_path: Path) -> None:
    """It means open, not running: two plain sections that disagree are a tie."""
    pages = {
        "a.md": listing("# Current projects available as internships", "bees: Bees"),
        "b.md": listing("## Ongoing Projects", "bees: Bees"),
    }
    assert _status(tmp_path, pages) == (ni.Status.ACTIVE, "b.md")
    assert codes(load(tmp_path, pages)) == ["NI313"]


def test_a_listing_beats_a_record(tmp_path: Path) -> None:
    """A finished run does not finish a topic that is open again."""
    data = record("P31 - Bees", permalink="/bees/")
    pages = {"_data/completed.yml": data, "z.md": listing("## Open Projects", "bees: Bees")}
    assert _status(tmp_path, pages) == (ni.Status.OPEN, "z.md")


def test_a_record_beats_a_folder(tmp_path: Path) -> None:
    """That run finished."""
    data = record("P31 - Bees", permalink="/bees/")
    pages = {"_data/completed.yml": data, "projects/closed/superseded/x.md": brief("Bees", "/bees/")}
    assert _status(tmp_path, pages) == (ni.Status.COMPLETED, "_data/completed.yml")


def test_a_folder_beats_an_old_page(tmp_path: Path) -> None:
    """Old pages come last, whether their layout or their folder tells."""
    pages = {
        "a.md": old_page("## Archived Projects", "bees: Bees"),
        "old_site/b.md": listing("## Archived Projects", "bees: Bees"),
        "projects/ongoing/x.md": brief("Bees", "/bees/"),
    }
    assert _status(tmp_path, pages) == (ni.Status.ACTIVE, "projects/ongoing/x.md")


@pytest.mark.parametrize(
    ("folder", "status"),
    [
        ("new_open", "open"),
        ("ongoing", "active"),
        ("active", "active"),
        ("closed/complete", "completed"),
        ("closed/paused", "paused"),
        ("closed/archive", "archived"),
        ("closed/superseded", "superseded"),
        ("projects/paused", "closed"),
        ("projects/archive", "closed"),
        ("content/projects/paused", "closed"),
        ("content/projects/archive", "closed"),
        ("projects", None),
        ("content", None),
        ("bees", None),
    ],
)
def test_folders(tmp_path: Path, folder: str, status: str | None) -> None:
    """Exact folders name the status, coarse ones only that the project is closed."""
    assert _status(tmp_path, {f"{folder}/x.md": brief("Bees", "/bees/")})[0] == status


def test_straight_under_closed_projects(tmp_path: Path) -> None:
    """The heading does not say how; nothing else is known."""
    pages = {"index.md": listing("## Closed Projects", "bees: Bees")}
    assert _status(tmp_path, pages) == (ni.Status.CLOSED, "index.md")


@pytest.mark.parametrize("word", ["Paused", "Completed", "Archived"])
def test_the_precise_word_wins(tmp_path: Path, word: str) -> None:
    """Closed agrees with it, however high its authority, and the claim that says how is the source."""
    pages = {
        "index.md": listing("## Closed Projects", "bees: Bees"),
        "old.md": old_page(f"#### {word} Projects", "bees: Bees"),
    }
    assert _status(tmp_path, pages) == (ni.Status.parse(word), "old.md")
    assert load(tmp_path, pages).conflicts() == ()


def test_closed_does_not_agree_with_a_live_word(tmp_path: Path) -> None:
    """A coarse folder beside an open listing is a conflict, and open wins."""
    pages = {"index.md": listing("## Open Projects", "bees: Bees"), "projects/paused/x.md": brief("Bees", "/bees/")}
    assert _status(tmp_path, pages) == (ni.Status.OPEN, "index.md")
    assert [(c.field, c.severity) for c in load(tmp_path, pages).conflicts()] == [("status", "warning")]


@pytest.mark.parametrize("heading", ["## Open Projects", "## Active Projects", "## Areas of Future Interest"])
def test_a_live_word_from_an_old_page_alone_is_closed(tmp_path: Path, heading: str) -> None:
    """The page is old: the project is closed, and the source is what the page says."""
    found = load(tmp_path, {"a.md": old_page(heading, "bees: Bees")})
    assert found["bees"].status is ni.Status.CLOSED
    source = found.source("bees", "status")
    assert source is not None
    assert source.value == ni.Status.parse(heading.strip("# ")).value


def test_a_dead_word_from_an_old_page_alone_stands(tmp_path: Path) -> None:
    """What was paused then is not live now."""
    assert _status(tmp_path, {"a.md": old_page("#### Paused Projects", "bees: Bees")}) == (ni.Status.PAUSED, "a.md")


def test_a_brief_on_the_old_site_is_an_old_page(tmp_path: Path) -> None:
    """Its folder speaks with the authority of the old site."""
    found = load(tmp_path, {"old_site/active/x.md": brief("Bees", "/bees/")})
    assert found["bees"].status is ni.Status.CLOSED
    assert {claim.rank for claim in found.claims("bees") if claim.field == "status"} == {5}


HEADINGS = {
    "active": "Ongoing Projects",
    "open": "Open Projects",
    "future": "Areas of Future Interest",
    "paused": "Paused Projects",
    "completed": "Completed Projects",
    "superseded": "Superseded Projects",
    "archived": "Archived Projects",
    "closed": "Closed Projects",
}


@pytest.mark.parametrize(("first", "second"), [(a, b) for n, a in enumerate(TIES) for b in TIES[n + 1 :]])
def test_ties(tmp_path: Path, first: ni.Status, second: ni.Status) -> None:
    """Inside one rank the order of ties decides, and what cannot both be true is an error."""
    pages = {
        "a.md": listing(f"## {HEADINGS[second]}", "bees: Bees"),
        "b.md": listing(f"## {HEADINGS[first]}", "bees: Bees"),
    }
    assert _status(tmp_path, pages) == (first, "b.md")
    found = load(tmp_path, pages)
    agreeing = second is ni.Status.CLOSED and first not in {"active", "open", "future"}
    assert [d.severity for d in found.diagnostics] == ([] if agreeing else ["error"])
    assert [c.severity for c in found.conflicts()] == ([] if agreeing else ["error"])


def test_the_order_of_ties() -> None:
    """As the design gives it."""
    assert list(TIES) == ["active", "open", "future", "paused", "completed", "superseded", "archived", "closed"]


def test_closed_between_two_others_hides_no_tie(tmp_path: Path) -> None:
    """Closed agrees with each of two words that do not agree with each other."""
    pages = {
        "a.md": listing("## Closed Projects", "bees: Bees"),
        "b.md": listing("## Completed Projects", "bees: Bees"),
        "c.md": listing("## Paused Projects", "bees: Bees"),
    }
    assert _status(tmp_path, pages)[0] is ni.Status.PAUSED
    assert codes(load(tmp_path, pages)) == ["NI313"]


class TestFinishedRun:
    """A finished run beside a topic."""

    DATA = record("P31 - Bees", permalink="/bees/")

    @pytest.mark.parametrize(
        ("heading", "severity"),
        [("Paused", "note"), ("Open", "note"), ("Ongoing", "warning"), ("Archived", "warning")],
    )
    def test_paused_or_open_is_a_note(self, tmp_path: Path, heading: str, severity: str) -> None:
        """The run is over and the topic rests or is offered again: both are true."""
        pages = {"_data/completed.yml": self.DATA, "index.md": listing(f"## {heading} Projects", "bees: Bees")}
        assert [(c.field, c.severity) for c in load(tmp_path, pages).conflicts()] == [("status", severity)]

    def test_a_listing_that_says_completed_contradicts(self, tmp_path: Path) -> None:
        """Then two sources disagree about the topic itself."""
        pages = {
            "_data/completed.yml": self.DATA,
            "index.md": listing("## Completed Projects", "bees: Bees"),
            "projects/closed/paused/x.md": brief("Bees", "/bees/"),
        }
        assert [c.severity for c in load(tmp_path, pages).conflicts() if c.field == "status"] == ["warning"]


def test_the_ranks_of_status() -> None:
    """As the design gives them."""
    assert AUTHORITY["status"] == (Origin.RUNNING, Origin.LISTING, Origin.RECORD, Origin.FOLDER, Origin.OLD_PAGE)


@pytest.mark.parametrize("word", ["Paused", "Completed", "Archived"])
@pytest.mark.parametrize("live", ["Open", "Ongoing"])
def test_of_old_pages_the_specific_status_wins(tmp_path: Path, live: str, word: str) -> None:
    """The live word is out of date, and closed would say less."""
    pages = {
        "a.md": old_page(f"## {live} Projects", "bees: Bees"),
        "b.md": old_page(f"## {word} Projects", "bees: Bees"),
    }
    assert _status(tmp_path, pages) == (ni.Status.parse(word), "b.md")
