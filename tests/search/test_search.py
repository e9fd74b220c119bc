"""Search finds projects by words, phrases and beginnings of words, and no text can harm it."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import CATALOGUE, PROJECTS, badges
from nhs_internships import Brief, Catalogue, Field, Project
from nhs_internships.errors import QueryError, SearchUnavailable
from nhs_internships.query.search import Index

if TYPE_CHECKING:
    from places import RunPython


def slugs(query: str, limit: int = 10) -> list[str]:
    return [hit.slug for hit in CATALOGUE.search(query, limit)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rotas", ["fair-rotas"]),
        ("rota", ["fair-rotas"]),
        ("ward notes", ["ward-notes"]),
        ("referral", ["graphs"]),
        ("agent", ["fair-rotas"]),
        ("fairness", ["fair-rotas"]),
        ("ABM", ["fair-rotas"]),
        ("P21", ["scans"]),
        ("priv*", ["letters", "ward-notes"]),
        ("priv", []),
        ('"made by hand"', ["fair-rotas"]),
        ('"hand by made"', []),
        ('"ward note"', ["ward-notes"]),
        ('"fair rota"', ["fair-rotas"]),
        ('"graph of referrals"', []),
        ("topicmodels", ["ward-notes"]),
        ("", []),
        ("!?", []),
    ],
)
def test_words_phrases_and_beginnings(query: str, expected: list[str]) -> None:
    """Singular and plural are one, in a phrase that of its last word; the beginning of a word needs its star."""
    assert sorted(slugs(query)) == sorted(expected)


def test_words_in_the_title_count_most() -> None:
    """The title before keywords and labels, those before the text."""
    projects = [
        Project(slug="text", title="a", brief=Brief(fields=(Field(name="Need", text="privacy"),))),
        Project(slug="title", title="privacy"),
        Project(slug="label", title="c", badges=badges("privacy")),
        *(Project(slug=f"other-{number}", title="other") for number in range(9)),
    ]
    assert [hit.slug for hit in Index(projects).search("privacy")] == ["title", "label", "text"]


def test_all_words_first_then_any() -> None:
    """A project with both words hides those with one; without such a project, one word will do."""
    assert slugs("ward privacy") == ["ward-notes"]
    assert set(slugs("letters referrals")) == {"letters", "graphs"}


def test_a_label_of_joined_words_is_found_by_each() -> None:
    """`BayesianNetworks` is how the pages write it."""
    index = Index([Project(slug="a", title="A", badges=badges("BayesianNetworks")), *PROJECTS])
    for query in ("bayesian network", "BayesianNetworks", "bayesian*"):
        assert [hit.slug for hit in index.search(query)] == ["a"]


def test_case_and_accents_do_not_count() -> None:
    """As on a search page."""
    index = Index([Project(slug="a", title="Étude du café"), *PROJECTS])
    assert [hit.slug for hit in index.search("ETUDE CAFE")] == ["a"]


def test_a_snippet_marks_what_was_found() -> None:
    """With two stars, and the Markdown of the page is gone."""
    (hit,) = CATALOGUE.search("agents")
    assert "**Agents** could try many" in hit.snippet
    assert "example.org" not in hit.snippet
    assert hit.score > 0


def test_the_best_come_first_and_the_limit_holds() -> None:
    """Scores fall."""
    hits = CATALOGUE.search("privacy OR notes OR rotas")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(CATALOGUE.search("privacy", 1)) == 1
    assert CATALOGUE.search("privacy", 0) == ()


AWKWARD = (
    '"', '""', '"""', "'", "*", "**", "a*b", "*a", "NEAR(a b)", "a AND", "OR", "NOT a", "AND OR NOT", "title:a",
    "{a b}:c", "^a", "a + b", "-a", "(", ")", "((((", "a)", ";", "'; DROP TABLE pages; --", "\x00", "a\x00b", "\ud800",
    "a\udfff", "\u202e", "\U0001f9ec", "Ω", "%", "_", "\\", "pages", "rank", "rowid", "bm25(pages)", "a" * 100_000,
    "a " * 50_000, '"' * 5_000, "(" * 5_000, "* " * 5_000, "é" * 3_000,
)  # fmt: skip


@pytest.mark.parametrize("query", AWKWARD, ids=range(len(AWKWARD)))
def test_any_query_is_safe(query: str) -> None:
    """Operators, quotes, control characters and long texts are words at most."""
    CATALOGUE.search(query)
    assert slugs("rotas") == ["fair-rotas"]


@given(st.text())
def test_any_text_is_safe(query: str) -> None:
    """Whatever Hypothesis thinks of."""
    assert len(CATALOGUE.search(query)) <= len(CATALOGUE)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_content_can_be_indexed(title: str, text: str) -> None:
    """Pages hold anything, too."""
    project = Project(slug="a", title=title, brief=Brief(fields=(Field(name="Need", text=text),)))
    assert len(Index([project]).search("word")) <= 1


@pytest.mark.parametrize(("query", "limit"), [(None, 1), (5, 1), (b"rotas", 1), ("rotas", -1)])
def test_no_text_or_a_negative_limit_is_an_error(query: object, limit: int) -> None:
    """One of ours."""
    with pytest.raises(QueryError):
        CATALOGUE.search(query, limit)  # type: ignore[arg-type]  # wrong on purpose


def test_an_empty_catalogue_finds_nothing() -> None:
    """And does not fail."""
    assert Catalogue(projects=()).search("anything") == ()


def test_threads_may_search_at_once() -> None:
    """A web service would."""
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(CATALOGUE.search("privacy"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [CATALOGUE.search("privacy")] * 8


def test_a_python_without_fts5_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """And names what works instead."""

    class Base:
        def execute(self, sql: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: Base())
    with pytest.raises(SearchUnavailable, match=r"no such module: fts5.*where\(text=") as raised:
        Index(PROJECTS)
    assert raised.value.problem == "no such module: fts5"


def test_a_python_without_sqlite_says_so(run_python: RunPython) -> None:
    """Python can be built without it."""
    code = """
import sys
sys.modules["sqlite3"] = None
import nhs_internships as ni
from nhs_internships.errors import SearchUnavailable
try:
    ni.Catalogue(projects=()).search("a")
except SearchUnavailable as error:
    print(error)
"""
    assert "without sqlite3" in run_python(code).stdout


def test_sqlite_is_imported_with_the_first_search(run_python: RunPython) -> None:
    """Nobody pays for it who does not search."""
    code = """
import sys, nhs_internships.query.search, nhs_internships as ni
catalogue = ni.Catalogue(projects=())
print("sqlite3" in sys.modules)
catalogue.search("a")
print("sqlite3" in sys.modules)
"""
    assert run_python(code).stdout.split() == ["False", "True"]
