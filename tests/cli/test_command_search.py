"""`search` and `similar`: projects by their words, and by what they share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command


def _slugs(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


def test_a_hit_is_one_line_of_parts(command: Command) -> None:
    """In a pipe a line has slug, title and a piece of text in which the words that were found are marked."""
    done = command("search", "understanding", "privacy", "leakage")
    title = "Understanding Privacy Leakage when using Large-scale Language Model in Healthcare"
    marked = title.replace("Understanding Privacy Leakage", "**Understanding** **Privacy** **Leakage**")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"language-model-privacy-leakage\t{title}\t{marked}\n"


def test_words_may_stand_in_one_argument(command: Command) -> None:
    """Quotation marks that the shell removes make no difference."""
    assert command("search", "privacy leakage") == command("search", "privacy", "leakage")


def test_words_may_follow_options(command: Command) -> None:
    """Options may be anywhere between the words."""
    assert command("search", "privacy", "--limit", 3, "leakage") == command("search", "privacy leakage", "--limit=3")


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        (["search", "letters"], ["slug", "title", "snippet"]),
        (["similar", "made-up-letters"], ["slug", "title", "score", "labels", "keywords", "words"]),
    ],
)
def test_a_header_names_the_columns(command: Command, site: Path, words: list[str], columns: list[str]) -> None:
    """With --header the first line has a name for each value of the others."""
    header, first, *_ = command(*words, "--header", "--catalogue", site).out.splitlines()
    assert header.split("\t") == columns
    assert len(first.split("\t")) == len(columns)


def test_the_best_comes_first(command: Command) -> None:
    """The order is that of the library."""
    slugs = [hit.slug for hit in ni.bundled().search("synthetic data")]
    assert _slugs(command("search", "synthetic data").out) == slugs


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        (["shar*"], ["secrets"]),
        (["shar"], []),
        (['"made-up letters"'], ["made-up-letters"]),
        (['"letters made-up"'], []),
    ],
)
def test_prefixes_and_phrases(command: Command, site: Path, words: list[str], slugs: list[str]) -> None:
    """A star ends the beginning of a word; quotation marks keep words together and in order."""
    assert _slugs(command("search", *words, "--catalogue", site).out) == slugs


@pytest.mark.parametrize("query", ["nothinglikethis", "", "*", '"', "NEAR", "a:b NEAR(", "\x00", "--- OR"])
def test_nothing_found_is_exit_1(command: Command, site: Path, query: str) -> None:
    """Any text is safe; one that is found nowhere gives a message."""
    done = command("search", "--catalogue", site, "--", query)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith('No projects match "')


def test_search_as_json(command: Command, site: Path) -> None:
    """Each hit is an object with its score."""
    (hit,) = json.loads(command("search", "letters", "--catalogue", site, "--json").out)
    assert list(hit) == ["slug", "title", "score", "snippet"]
    assert (hit["slug"], hit["snippet"]) == ("made-up-letters", "Reading made-up **letters**")


@pytest.mark.parametrize("words", [["search", "healthcare"], ["similar", "pets-in-healthcare"]])
def test_a_limit(command: Command, words: list[str]) -> None:
    """No more projects than asked for."""
    assert len(command(*words, "--limit", 2).out.splitlines()) == 2


@pytest.mark.parametrize("limit", ["0", "-1", "two", "", "9" * 5000, "\u0663"])
@pytest.mark.parametrize("words", [["search", "healthcare"], ["similar", "pets-in-healthcare"]])
def test_an_impossible_limit_is_exit_2(command: Command, words: list[str], limit: str) -> None:
    """The message says what a limit can be."""
    done = command(*words, f"--limit={limit}")
    assert (done.code, done.out) == (2, "")
    assert "--limit: expected an integer from 1 to 999999" in done.err


def test_similar_says_what_is_shared(command: Command, site: Path) -> None:
    """In a pipe a line has slug, title, how much is shared, and the labels, keywords and words."""
    done = command("similar", "made-up-letters", "--catalogue", site)
    slug, title, score, *shared = done.out.rstrip("\n").split("\t")
    assert (done.code, slug, title, shared) == (0, "summaries", "Summaries of notes", ["NLP", "", ""])
    assert 0 < float(score) <= 1


def test_similar_as_json(command: Command, site: Path) -> None:
    """What is shared is a list each."""
    (other,) = json.loads(command("similar", "made-up-letters", "--catalogue", site, "--json").out)
    assert list(other) == ["slug", "title", "score", "labels", "keywords", "words"]
    assert (other["slug"], other["labels"]) == ("summaries", ["NLP"])


def test_similar_to_nothing_is_exit_1(command: Command, site: Path) -> None:
    """A project that shares nothing has no line."""
    done = command("similar", "secrets", "--catalogue", site)
    assert (done.code, done.out, done.err) == (1, "", 'No projects are similar to "secrets".\n')


def test_similar_to_an_unknown_slug_guesses(command: Command, site: Path) -> None:
    """A misspelt slug is an error that names the nearest one."""
    done = command("similar", "sumaries", "--catalogue", site)
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "summaries"?' in done.err


def test_without_full_text_search_it_says_so(command: Command, monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    """A Python whose SQLite lacks it gives one line and exit code 2."""
    monkeypatch.setattr("nhs_internships.query.search._CREATE", "CREATE VIRTUAL TABLE pages USING fts99(a)")
    done = command("search", "letters", "--catalogue", site)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "SQLite with FTS5" in done.err
