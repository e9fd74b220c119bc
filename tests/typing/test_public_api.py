"""The public names have the types that their documentation promises: mypy and pyright check this module.

A line with an ignore is a mistake that a type checker must refuse; an ignore that nothing needs is an error, too.
"""
# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, assert_type

import pytest
from hypothesis.strategies import SearchStrategy

import nhs_internships as ni
from _git import commit, repository
from nhs_internships.catalogue import Conflict
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects import CARDS, Document
from nhs_internships.errors import ParseError, QueryError
from nhs_internships.history import Duration, Interval, Revision
from nhs_internships.model import ClaimField, RelationKind
from nhs_internships.query import Change, Changes, Hit, Results
from nhs_internships.site import ChangeSet, FileChange
from nhs_internships.testing import SMALL_SITE, EntryEdit, edits, pages, projects, sites, write_site

if TYPE_CHECKING:
    from pathlib import Path


def test_queries() -> None:
    """A selection is a catalogue, an item a project."""
    catalogue = ni.bundled()
    assert_type(catalogue, ni.Catalogue)
    assert_type(catalogue.where(status="open", area=["NLP", None], wave=3), ni.Catalogue)
    assert_type(catalogue.where(wave=ni.Wave(number=3), status=[ni.Status.OPEN]), ni.Catalogue)
    assert_type(catalogue["pets-in-healthcare"], ni.Project)
    assert_type(catalogue.first(), ni.Project | None)
    assert_type(catalogue.first(2), ni.Catalogue)
    assert_type(catalogue.count_by("status"), dict[str, int])
    assert_type(catalogue.group_by("area"), dict[str, ni.Catalogue])


def test_a_misspelt_field_is_refused() -> None:
    """By a type checker, and when the program runs."""
    with pytest.raises(QueryError):
        ni.bundled().where(aera="NLP")  # type: ignore[call-arg]  # wrong on purpose


def test_results() -> None:
    """Results are tuples of their kind, and so are slices of them."""
    catalogue = ni.bundled()
    hits = catalogue.search("privacy")
    assert_type(hits, Results[Hit])
    assert_type(hits[0], Hit)
    assert_type(hits[:2], Results[Hit])
    assert_type(catalogue.diff(catalogue), Changes)
    assert_type(catalogue.diff(catalogue)[:2], Results[Change])
    assert_type(catalogue.conflicts(), Results[Conflict])


def test_values() -> None:
    """Attributes that hold words of an enumeration take the words, and give members."""
    project = ni.Project(slug="made-up", title="Made up", status="open")
    assert_type(project.status, ni.Status | None)
    assert_type(project.badges, tuple[ni.Badge, ...])
    assert_type(ni.Badge(label="NLP", facet="area").facet, ni.Facet)
    assert_type(ni.Claim(field="status", value="open", path="index.md").field, ClaimField)
    assert_type(ni.Relation(source="a", kind="extends", target="b").kind, RelationKind)
    with pytest.raises(ParseError):
        ni.Project(slug="made-up", title="Made up", status="nonsense")


def test_pages() -> None:
    """Reading gives a document, an edit another one."""
    document = ni.parse("## Open Projects\n- [Made up](made-up/)\n")
    assert_type(document, ni.Document)
    assert_type(document.entries, tuple[ni.Entry, ...])
    assert_type(document.edit(0, title="Other"), ni.Document)
    assert_type(document.brief, ni.Brief | None)


def test_sites(tmp_path: Path) -> None:
    """An operation of a site gives a change, and a change another site."""
    site = ni.Site.open(write_site(tmp_path, SMALL_SITE))
    assert_type(site, ni.Site)
    assert_type(site.documents, Mapping[str, Document])
    assert_type(site.catalogue, ni.Catalogue)
    assert_type(site.check(select=["NI3"]), Results[Diagnostic])
    changes = site.move("maps-of-hedges", status="paused")
    assert_type(changes, ChangeSet)
    assert_type(changes.files, tuple[FileChange, ...])
    assert_type(changes.warnings, tuple[str, ...])
    assert_type(changes.diff(), str)
    assert_type(site.after(changes), ni.Site)
    assert_type(changes.then(site.after(changes).fix()), ChangeSet)
    assert_type(site.rename_label("NLP", "Language", facet="area"), ChangeSet)
    assert_type(site.convert("index.md", CARDS), ChangeSet)
    with pytest.raises(TypeError):
        site.move("maps-of-hedges", state="paused")  # type: ignore[call-arg] # a misspelt keyword


def test_checks() -> None:
    """Findings are results; a source is a path or a document."""
    page = ni.parse("## Open Projects\n- [Made up]()\n")
    assert_type(ni.check(page), Results[Diagnostic])
    assert_type(ni.check([page], select=["NI311"], as_of=date(2024, 3, 1)), Results[Diagnostic])
    assert_type(ni.check(page)[0].fix is None, bool)
    with pytest.raises(TypeError):
        ni.check(5)  # type: ignore[arg-type] # no source


def test_histories(tmp_path: Path) -> None:
    """Revisions and changes are results; a revision is named by itself, a day, or a text."""
    commit(write_site(repository(tmp_path), SMALL_SITE))
    with ni.History.open(tmp_path) as history:
        assert_type(history, ni.History)
        assert_type(history.revisions, Results[Revision])
        assert_type(history.at(history.revisions[0]), ni.Catalogue)
        assert_type(history.at(date(2024, 3, 1)), ni.Catalogue)
        assert_type(history.diff("HEAD", "HEAD"), Changes)
        assert_type(history.changes(since="2024-01-01"), Changes)
        assert_type(history.timeline("maps-of-hedges"), Results[Interval])
        assert_type(history.durations(), Results[Duration])
        assert_type(history.status_on("maps-of-hedges", date(2024, 3, 1)), ni.Status | None)
        assert_type(history.first_seen, Mapping[str, date])
        with pytest.raises(TypeError):
            history.changes(form="2024-01-01")  # type: ignore[call-arg] # a misspelt keyword


def test_strategies() -> None:
    """Each strategy names what it draws, and an edit holds the keywords of `Document.edit`."""
    assert_type(projects(), SearchStrategy[ni.Project])
    assert_type(pages(CARDS), SearchStrategy[str])
    assert_type(sites(), SearchStrategy[dict[str, str]])
    assert_type(edits("title"), SearchStrategy[EntryEdit])
    edit: EntryEdit = {"title": "Other"}
    assert_type(ni.parse("- [Made up](made-up/)\n").edit(0, **edit), Document)
    with pytest.raises(QueryError, match='unknown value of an entry "titel"; did you mean "title"'):
        edits("titel")  # type: ignore[arg-type] # a misspelt value
