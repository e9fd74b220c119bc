"""The states of the real site, committed one after another: each is what the files beside it say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _repositories import HAS_GIT, Repository
from nhs_internships.query import ChangeKind

if TYPE_CHECKING:
    from pathlib import Path

LATER, EARLIER = "2024-02-05-3cf845d", "2022-07-29-a60b78a"


@pytest.fixture(scope="module")
def states(corpus: Path) -> list[Path]:
    """The folder of each state, oldest first; of two states of one day the one with fewer corrections comes first."""
    found = sorted((corpus / "site").iterdir(), key=lambda state: (state.name[:10], state.name != EARLIER))
    return [*found, corpus / "later" / LATER]


@pytest.fixture(scope="module")
def history(states: list[Path], tmp_path_factory: pytest.TempPathFactory) -> ni.History:
    """The history of these states."""
    if not HAS_GIT:
        pytest.skip("git is not installed")
    repository = Repository(tmp_path_factory.mktemp("corpus") / "site")
    for state in states:
        pages = (page for page in state.rglob("*") if page.is_file())
        files = {page.relative_to(state).as_posix(): page.read_bytes() for page in pages}
        repository.commit(state.name[:10], files, clear=True)
    return ni.History.open(repository.write())


def test_each_state_is_what_load_makes_of_its_files(history: ni.History, states: list[Path]) -> None:
    """Findings, too."""
    for revision, state in zip(history.revisions, states, strict=True):
        found, loaded = history.at(revision), ni.load(state)
        assert found == loaded
        assert found.diagnostics == loaded.diagnostics


def test_statuses_are_those_that_were_checked_by_hand(history: ni.History, states: list[Path], corpus: Path) -> None:
    """At each state; a project that no link identifies is not in these files."""
    for revision, state in zip(history.revisions, states, strict=True):
        file = corpus / "later" / f"{LATER}.statuses.json"
        if state.name != LATER:
            file = corpus / "reconciled" / f"{state.name}.json"
        truth = json.loads(file.read_text(encoding="utf-8"))["statuses"]
        found = history.at(revision)
        assert {slug: found[slug].status for slug in truth} == truth


def test_the_life_of_a_project_agrees_with_the_states(history: ni.History, states: list[Path]) -> None:
    """On the day of each state, for every project."""
    for state in states:
        day = state.name[:10]
        assert all(history.status_on(project.slug, day) == project.status for project in history.at(day))


def changes(history: ni.History, *kinds: ChangeKind) -> set[tuple[str, str, str | None, str | None]]:
    """Day, field or slug, and values of the changes of some kinds, after the first state."""
    found = (one for one in history.changes("2022-01-01") if one.kind in kinds)
    return {(str(one.date), one.slug or one.field, one.before, one.after) for one in found}


def test_pages_were_converted_when_the_survey_says_so(history: ni.History) -> None:
    """The front page went from links to badges below, badges before, and a table."""
    assert changes(history, ChangeKind.CONVERTED) == {
        ("2022-07-29", "dialect", "LINK_LIST", "TITLE_LIST"),
        ("2022-08-04", "dialect", "TITLE_LIST", "BADGE_LIST"),
        ("2023-06-26", "dialect", "BADGE_LIST", "BADGE_TABLE"),
    }


def test_labels_were_renamed_when_the_survey_says_so(history: ni.History) -> None:
    """Spellings of techniques and of kinds of data; topics, which only records have, aside."""
    found = changes(history, ChangeKind.LABEL_RENAMED, ChangeKind.LABEL_CORRECTED)
    assert {one for one in found if one[1] != "topic"} == {
        ("2022-07-29", "technique", "memorisation", "Memorisation"),
        ("2022-07-29", "technique", "polyglot", "Polyglot"),
        ("2023-06-26", "technique", "UnspervisedClassification", "Classification"),
        ("2023-08-03", "modality", "MultiModalData", "MultiModal"),
        ("2023-08-03", "modality", "TabularData", "Tabular"),
        ("2023-08-03", "modality", "TextData", "Text"),
    }


def test_twelve_closed_projects_became_what_the_survey_says(history: ni.History) -> None:
    """When the section of closed projects was divided, four were completed, five paused and three archived."""
    moves = [one for one in changes(history, ChangeKind.MOVED) if one[0] == "2022-08-04" and one[2] == "closed"]
    found = [after for _, _, _, after in moves]
    assert {status: found.count(status) for status in found} == {"completed": 4, "paused": 5, "archived": 3}


def test_placeholder_links_do_not_break_lives(history: ni.History) -> None:
    """Eight projects were listed without a link, then with one; each guess was checked by its title."""
    found = {
        (before, after) for day, _, before, after in changes(history, ChangeKind.SLUG_CHANGED) if day == "2022-07-29"
    }
    assert len(found) == 8
    assert ("fairness-in-healthcare-data-and-models", "fairness-measures") in found
    assert all(one.is_guess for one in history.changes() if one.kind is ChangeKind.SLUG_CHANGED)
