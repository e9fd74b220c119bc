"""The five documents the library began with: `read` gives what a person reads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.dialects import BRIEF, TITLE_LIST, TITLE_TABLE
from nhs_internships.model import BRIEF_FIELDS
from saying import forms, line

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Document


@pytest.fixture(scope="module")
def seeds(corpus: Path) -> list[Document]:
    folder = corpus.parent / "seeds"
    if not folder.is_dir():
        pytest.skip("no seed documents beside the corpus")
    return [ni.read(path) for path in sorted(folder.iterdir())]


def mojibake(document: Document) -> list[str]:
    return [found.message.split('"')[1] for found in document.diagnostics if found.code == "NI109"]


def test_two_waves_in_one_table(seeds: list[Document]) -> None:
    """Four current projects; a dash that was decoded wrongly is kept and reported."""
    document = seeds[0]
    assert set(forms(document)) == {"BADGE_TABLE"}
    assert [(entry.status, entry.section, entry.area) for entry in map(_Short, document.entries)] == [
        ("active", "Current Projects", "NLP"),
        ("active", "Current Projects", "Explainability"),
        ("active", "Current Projects", "NLP"),
        ("active", "Current Projects", "NLP"),
    ]
    assert [wave.label for wave in document.waves] == ["Wave 6 (February - July 2024)", "Wave 7 (July - December 2024)"]
    assert [entry.wave for entry in document.entries] == [wave for wave in document.waves for _ in range(2)]
    broken = document.entries[2].title
    assert "\u00e2\u20ac\u201c" in broken
    assert "\u00e2\u20ac\u201c" in mojibake(document)


class _Short:
    def __init__(self, entry: ni.Entry) -> None:
        self.status, self.section = entry.status, entry.section
        self.area = next(badge.label for badge in entry.badges if badge.facet == "area")


def test_titles_before_badges(seeds: list[Document]) -> None:
    """An old front page: five sections, links to come, future interests, stray addresses."""
    document = seeds[1]
    assert document.dialect == TITLE_LIST
    assert (
        document.entries[0].title == "Automated Text Descriptions from Imaging - Extension (See Ongoing Projects below)"
    )
    assert document.entries[0].url == ""
    assert {str(entry.status) for entry in document.entries} == {"open", "active", "future", "closed"}
    assert [found.code for found in document.diagnostics].count("NI207") == 2
    assert not document.unparsed


def test_a_table_of_titles(seeds: list[Document]) -> None:
    """The old page of open projects."""
    document = seeds[2]
    assert document.dialect == TITLE_TABLE
    assert {entry.status for entry in document.entries} == {"open"}
    assert line(document.entries[0]).startswith("Applied Privacy En")
    assert all(len(entry.badges) == 3 for entry in document.entries)
    assert not document.unparsed


def test_two_briefs(seeds: list[Document]) -> None:
    """Eight fields each; the trailer is no part of the last."""
    for document in seeds[3:]:
        assert document.dialect == BRIEF
        assert document.brief
        assert [field.name for field in document.brief.fields] == ["Keywords", *BRIEF_FIELDS.values()]
        assert "Return to list" not in document.brief.skills
        assert len(document.brief.keywords) in {3, 5}
    old, new = (document.brief for document in seeds[3:])
    assert old
    assert new
    assert (old.permalink, new.permalink) == ("/incident-language-model/", "/pets-in-healthcare/")
    assert old.heading == f"NHS {old.title}"


def test_mojibake_is_kept_and_reported(seeds: list[Document]) -> None:
    """In the three documents that hold it, at its place, and nowhere else."""
    places = [len(mojibake(document)) for document in seeds]
    assert sum(count > 0 for count in places) == 3
    for document in seeds:
        for found in document.diagnostics:
            if found.code == "NI109" and found.span:
                assert found.span.of(document.text) in found.message
