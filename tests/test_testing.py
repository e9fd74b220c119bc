"""What the tests of other programs import: strategies and a small site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships.dialects import ALL, BRIEF, CARDS, OUTPUT_PAGE, PROSE, Dialect
from nhs_internships.errors import QueryError, RenderError
from nhs_internships.testing import SMALL_SITE, edits, pages, projects, write_site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nhs_internships import Project
    from places import RunPython


def test_a_missing_extra_names_its_command(run_python: RunPython) -> None:
    """Without Hypothesis the import fails, and the message says what to install."""
    done = run_python("import sys; sys.modules['hypothesis'] = None; import nhs_internships.testing")
    assert done.returncode == 1
    assert 'ImportError: hypothesis is not installed; install it with: pip install "nhs-internships[testing]"' in (
        done.stderr
    )


@pytest.mark.parametrize("dialect", ALL, ids=str)
@given(st.data())
def test_there_are_pages_in_each_dialect(dialect: Dialect, data: st.DataObject) -> None:
    """A page that is asked for in a dialect has what the dialect is for."""
    document = ni.parse(data.draw(pages(dialect)), dialect)
    assert (document.brief is not None) == (dialect is BRIEF)
    if dialect is PROSE:
        assert not document.entries
    if dialect is OUTPUT_PAGE:
        assert len(document.entries) == 1


@given(pages(CARDS, of=projects(title=st.just("Maps of Hedges"))))
def test_pages_hold_the_projects_that_are_asked_for(text: str) -> None:
    """Where the usual titles are too wild, a strategy of one's own takes their place."""
    assert {entry.title for entry in ni.parse(text).entries} <= {"Maps of Hedges"}


def _even(given_projects: Sequence[Project]) -> str:
    if len(given_projects) % 2:
        raise RenderError("EVEN", "an odd number of projects")
    return "x\n" * len(given_projects)


@given(
    pages(Dialect(name="EVEN", summary="", carries=frozenset(), detect=lambda _: None, parse=PROSE.parse, render=_even))
)
def test_what_a_dialect_refuses_is_not_drawn(text: str) -> None:
    """A dialect of one's own may have pages that it cannot write."""
    assert text.count("x") % 2 == 0


def test_a_written_site_has_the_texts(tmp_path: Path) -> None:
    """To the byte: newlines are those of the texts."""
    texts = {**SMALL_SITE, "notes/mixed.md": "a\r\nb\rc\n"}
    folder = write_site(tmp_path / "site", texts)
    assert {path: (folder / path).read_bytes().decode() for path in texts} == texts


def test_the_small_site_has_a_project_in_each_state(tmp_path: Path) -> None:
    """Programs find something to work on, whatever they are about."""
    catalogue = ni.load(write_site(tmp_path, SMALL_SITE))
    assert set(catalogue.count_by("status")) == {"open", "active", "paused", "completed", "archived"}


def test_an_unknown_value_of_an_edit_is_refused() -> None:
    """At once, and not when the first edit is drawn."""
    with pytest.raises(QueryError, match='did you mean "badges"'):
        edits("badge")  # type: ignore[arg-type] # wrong on purpose
