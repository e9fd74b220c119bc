"""Similar projects are found by what they share, and it is said what that is."""

from __future__ import annotations

import pytest
from attrs import evolve

from invented import CATALOGUE, NOTES, PROJECTS
from nhs_internships import Catalogue, Project
from nhs_internships.errors import QueryError, UnknownSlug


def test_it_says_what_is_shared() -> None:
    """Labels, keywords and words, as the project that was asked about spells them."""
    best = CATALOGUE.similar("ward-notes")[0]
    assert best.slug == "letters"
    assert set(best.labels) == {"NLP", "Topic Modelling", "Text"}
    assert best.keywords == ("notes",)
    assert "privacy" in best.words


def test_a_keyword_that_is_a_label_counts_once() -> None:
    """`TopicModels` is a keyword and a label of one project."""
    assert "TopicModels" not in CATALOGUE.similar("ward-notes")[0].keywords


def test_only_projects_that_share_something_are_similar() -> None:
    """An idea without labels and text resembles nothing."""
    assert CATALOGUE.similar("an-idea") == ()
    assert "an-idea" not in {one.slug for one in CATALOGUE.similar("ward-notes", 99)}


def test_scores_lie_between_nothing_and_one() -> None:
    """The best come first, and a twin has nearly one."""
    catalogue = Catalogue(projects=(*PROJECTS, evolve(NOTES, slug="twin")))
    scores = [one.score for one in catalogue.similar("ward-notes", 99)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1.000001 for score in scores)
    assert catalogue.similar("ward-notes")[0].slug == "twin"
    assert scores[0] > 0.99


def test_what_all_have_tells_nothing() -> None:
    """The same label everywhere makes nobody similar."""
    projects = [Project(slug=slug, title=slug, badges=PROJECTS[1].badges) for slug in "abc"]
    assert Catalogue(projects=projects).similar("a") == ()


def test_it_reads_aloud() -> None:
    """One line, with all that is shared."""
    line = str(CATALOGUE.similar("ward-notes")[0])
    assert line.startswith("letters (")
    assert "labels" in line
    assert "keywords notes" in line


def test_errors_are_ours() -> None:
    """An unknown slug comes with a guess."""
    with pytest.raises(TypeError, match="by a slug"):
        CATALOGUE.similar(3)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(UnknownSlug, match='did you mean "letters"'):
        CATALOGUE.similar("leters")
    with pytest.raises(QueryError):
        CATALOGUE.similar("letters", -1)
