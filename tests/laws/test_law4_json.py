"""Law 4: what is written as JSON reads back equal."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix, Place, Severity
from nhs_internships.dialects import Span
from nhs_internships.errors import FormatError
from nhs_internships.formats import from_dict, to_dict
from nhs_internships.formats.json import from_json, to_json
from nhs_internships.model import ClaimField, RelationKind
from nhs_internships.testing import projects
from nhs_internships.testing.values import any_labels, briefs, slugs, titles, waves

if TYPE_CHECKING:
    from pathlib import Path

# Any text that is one: no lone surrogates, but control characters, NUL and everything beyond ASCII.
texts = st.text(st.characters(codec="utf-8"), max_size=20)
whole_projects = st.builds(
    lambda project, brief, texts: from_dict(
        ni.Project, {**to_dict(project), "brief": brief and {**to_dict(brief), "preamble": texts}}
    ),
    projects(titles, any_labels),
    st.none() | briefs(),
    texts,
)
fields_of_claims = st.sampled_from(ClaimField)
relations = st.builds(ni.Relation, source=slugs, kind=st.sampled_from(RelationKind), target=slugs)
claims = st.builds(
    ni.Claim,
    field=fields_of_claims,
    value=texts,
    path=texts,
    line=st.none() | st.integers(1),
    dialect=texts,
    rank=st.integers(),
)
findings = st.builds(
    Diagnostic,
    code=texts,
    severity=st.sampled_from(Severity),
    message=texts,
    path=texts,
    line=st.none() | st.integers(1),
    column=st.none() | st.integers(1),
    span=st.none() | st.builds(Span, st.integers(0), st.integers(0)),
    hint=texts,
    related=st.lists(st.builds(Place, path=texts, line=st.none() | st.integers(1), message=texts), max_size=2).map(
        tuple
    ),
)


def _catalogue(projects: list[ni.Project], said: list[list[ni.Claim]], **others: Any) -> ni.Catalogue:  # noqa: ANN401
    """A catalogue that knows claims about its own projects alone."""
    by_slug = {project.slug: claims for project, claims in zip(projects, said, strict=False)}
    return ni.Catalogue(projects=projects, claims_by_slug=by_slug, **others)


catalogues = st.builds(
    _catalogue,
    projects=st.lists(whole_projects, max_size=4, unique_by=lambda project: project.slug),
    waves=st.lists(waves() | st.just(ni.Wave()), max_size=3),
    relations=st.lists(relations, max_size=2),
    said=st.lists(st.lists(claims, max_size=3), max_size=4),
    diagnostics=st.lists(findings, max_size=2),
    as_of=st.none() | st.dates(),
    name=texts,
)


def test_a_fix_is_left_out() -> None:
    """It is about the characters of a text, which a document does not have; everything else of a finding travels."""
    fix = Fix(title="add it", edits=(FileEdit(path="a.md", span=Span(0, 0), text="/"),))
    related = (Place(path="b.md", line=2, message="another title"),)
    finding = Diagnostic(code="NI311", severity=Severity.NOTE, message="m", path="a.md", related=related, fix=fix)
    (found,) = from_json(to_json(ni.Catalogue(projects=(), diagnostics=[finding])), strict=True).diagnostics
    assert found == evolve(finding, fix=None)


@given(catalogues, st.none() | st.integers(0, 4))
def test_a_catalogue_reads_back(catalogue: ni.Catalogue, indent: int | None) -> None:
    """``from_json(to_json(c)) == c``, and so does what equality leaves out; nothing is found on the way."""
    found = from_json(to_json(catalogue, indent=indent), strict=True)
    assert found == catalogue
    assert (found.diagnostics, found.as_of, found.name) == (catalogue.diagnostics, catalogue.as_of, catalogue.name)


@given(catalogues)
def test_a_catalogue_reads_back_whoever_wrote_it(catalogue: ni.Catalogue) -> None:
    """Another program may escape characters and order keys as it likes."""
    assert from_json(json.dumps(to_dict(catalogue), sort_keys=True), strict=True) == catalogue


@given(catalogues, st.data())
def test_a_damaged_document_is_a_clean_error(catalogue: ni.Catalogue, data: st.DataObject) -> None:
    """Whatever a few characters become, a catalogue or an error of the library comes out."""
    text = to_json(catalogue)
    at = data.draw(st.integers(0, len(text)))
    damaged = text[:at] + data.draw(texts | st.sampled_from(["null", '"', "[", "}", ",", "\\"])) + text[at + 1 :]
    with contextlib.suppress(ni.NHSInternshipsError):
        assert isinstance(from_json(damaged), ni.Catalogue)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts | st.sampled_from(["slug", "label"]), inner),
    max_leaves=10,
)


@given(plain, st.sampled_from([ni.Project, ni.Badge, ni.Brief, ni.Wave, ni.Catalogue, ni.Entry, ni.Month, ni.Status]))
def test_nonsense_raises_no_foreign_error(data: object, kind: type) -> None:
    """A dictionary becomes a value or an error that can be shown."""
    with contextlib.suppress(FormatError):
        assert isinstance(from_dict(kind, data), kind)


def test_the_bundled_catalogue_reads_back() -> None:
    """The facts of the real scheme."""
    assert from_json(to_json(ni.bundled(), indent=2), strict=True) == ni.bundled()


def test_the_real_sites_read_back(corpus: Path) -> None:
    """Every published state of the scheme's pages; a fix belongs to the texts, so a finding loses it."""
    sites = sorted(path for path in (corpus / "site").iterdir() if path.is_dir())
    if not sites:
        pytest.skip("no sites among the real pages")
    for site in sites:
        catalogue = ni.load(site)
        found = from_json(to_json(catalogue))
        assert found == catalogue
        assert found.diagnostics == tuple(evolve(finding, fix=None) for finding in catalogue.diagnostics)
