"""Words of a search that occur nowhere, with the nearest that do."""

from __future__ import annotations

import pytest

import nhs_internships as ni

CATALOGUE = ni.Catalogue(
    projects=[
        ni.Project(slug="a", title="Language models of privacy"),
        ni.Project(slug="b", title="Otter counts: une étude"),
    ]
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("langauge models", {"langauge": "language"}),
        ("Model privacies", {}),
        ("oter COUNTS", {"oter": "otter"}),
        ("zzzzzz", {}),
        ('"langauge models"', {}),
        ("privac*", {}),
        ("", {}),
        ("etude", {}),
    ],
)
def test_near_words(query: str, expected: dict[str, str]) -> None:
    """Plurals occur; phrases and beginnings are as they were written."""
    assert CATALOGUE.near_words(query) == expected
