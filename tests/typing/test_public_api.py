"""The public names have the types that their documentation promises: mypy and pyright check this module.

A line with an ignore is a mistake that a type checker must refuse; an ignore that nothing needs is an error, too.
"""
# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from typing import assert_type

import pytest

import nhs_internships as ni
from nhs_internships.catalogue import Conflict
from nhs_internships.errors import ParseError, QueryError
from nhs_internships.model import ClaimField, RelationKind
from nhs_internships.query import Change, Hit, Results


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
    assert_type(catalogue.diff(catalogue), Results[Change])
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
