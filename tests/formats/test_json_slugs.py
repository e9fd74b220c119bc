"""Every slug of a document names one project."""

from __future__ import annotations

import json
from typing import cast

import pytest

import nhs_internships as ni
from nhs_internships.errors import FormatError

PROJECT = {"slug": "a", "title": "A"}
CLAIM = {"field": "title", "value": "B", "path": "b.md"}


def _text(**members: object) -> str:
    return json.dumps({"schema": 1, **members})


def test_of_two_projects_with_one_slug_the_first_is_kept() -> None:
    """Lists and look-ups agree."""
    found = ni.Catalogue.from_json(_text(projects=[PROJECT, {**PROJECT, "title": "B"}]))
    assert [project.title for project in found] == ["A"]
    assert found["a"].title == "A"


@pytest.mark.parametrize("strict", [False, True])
def test_an_empty_slug_is_an_error(strict: bool) -> None:
    """Nothing can refer to it."""
    with pytest.raises(FormatError, match=r"projects\[1\]\.slug: expected the name of a project"):
        ni.Catalogue.from_json(_text(projects=[PROJECT, {"slug": "", "title": ""}]), strict=strict)


def test_claims_about_no_project_are_a_finding() -> None:
    """They stay, and are refused only by those who are strict."""
    text = _text(projects=[PROJECT], claims={"b": [CLAIM]})
    found = ni.Catalogue.from_json(text)
    assert [one.code for one in found.diagnostics] == ["NI304"]
    assert [*found.claims_by_slug] == ["b"]
    with pytest.raises(FormatError, match=r"claims\.b"):
        ni.Catalogue.from_json(text, strict=True)


def test_a_catalogue_refuses_two_projects_of_one_slug() -> None:
    """A look-up could find only one of them."""
    project = ni.Project(slug="a", title="A")
    with pytest.raises(FormatError, match=r'projects\[1\]\.slug: "a" is the slug of projects\[0\], too'):
        ni.Catalogue(projects=[project, project])


@pytest.mark.parametrize("data", [5, None, ["a"], {}])
def test_a_document_is_text_or_bytes(data: object) -> None:
    """The message says so."""
    with pytest.raises(TypeError, match="a document is text or bytes"):
        ni.Catalogue.from_json(cast("str", data))
    with pytest.raises(TypeError, match="a document is text or bytes"):
        ni.Catalogue.from_yaml(cast("str", data))
