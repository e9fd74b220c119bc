"""What attributes accept: exact words for enumerations, tuples of the right class, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.errors import ParseError
from nhs_internships.model import Availability, ClaimField, OutputKind, RelationKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS: list[tuple[Callable[[str], object], str, object]] = [
    (lambda word: ni.Project(slug="a", title="A", status=word).status, "open", ni.Status.OPEN),
    (lambda word: ni.Entry(title="A", status=word).status, "paused", ni.Status.PAUSED),
    (lambda word: ni.Badge(label="NLP", facet=word).facet, "area", ni.Facet.AREA),
    (lambda word: ni.Output(kind=word).kind, "case_study", OutputKind.CASE_STUDY),
    (lambda word: ni.Output(kind="code", availability=word).availability, "pending", Availability.PENDING),
    (lambda word: ni.Person(name="A. Body", role=word).role, "intern", Role.INTERN),
    (lambda word: ni.Claim(field=word, value="open", path="index.md").field, "status", ClaimField.STATUS),
    (lambda word: ni.Relation(source="a", kind=word, target="b").kind, "extends", RelationKind.EXTENDS),
]


@pytest.mark.parametrize(("make", "word", "member"), WORDS)
def test_a_word_becomes_the_member(make: Callable[[str], object], word: str, member: object) -> None:
    """The value holds the member itself, so that `is` and type checkers agree."""
    assert make(word) is member


@pytest.mark.parametrize(("make", "word", "member"), WORDS)
def test_another_word_is_refused(make: Callable[[str], object], word: str, member: object) -> None:
    """Case counts, and the error names the nearest word; headings are for the parse methods."""
    del member
    with pytest.raises(ParseError, match=f'did you mean "{word}"'):
        make(word.upper())


@pytest.mark.parametrize(("make", "word", "member"), WORDS)
def test_another_type_is_refused(make: Callable[[object], object], word: str, member: object) -> None:
    """A number is a wrong type, not a wrong word."""
    del word, member
    with pytest.raises(TypeError, match="got 5"):
        make(5)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: ni.Project(slug="a", title="A", badges=["NLP"]), "only Badge values, got 'NLP'"),  # type: ignore[list-item]  # wrong on purpose
        (lambda: ni.Project(slug="a", title="A", badges="NLP"), "a collection of Badge"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: ni.Project(slug="a", title="A", wave="Wave 6"), "a Wave or None"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: ni.Project(slug="a", title="A", brief={}), "a Brief or None"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: ni.Internship(outputs=[None]), "only Output values"),  # type: ignore[list-item]  # wrong on purpose
        (lambda: ni.Brief(keywords=[1]), "only str values"),  # type: ignore[list-item]  # wrong on purpose
        (lambda: ni.Catalogue(projects=["a"]), "only Project values"),  # type: ignore[list-item]  # wrong on purpose
        (lambda: ni.Catalogue(projects=[], claims_by_slug={"a": ["b"]}), "only Claim values"),  # type: ignore[list-item]  # wrong on purpose
    ],
)
def test_the_error_says_what_was_expected(make: Callable[[], object], expected: str) -> None:
    """And shows what was given."""
    with pytest.raises(TypeError, match=expected):
        make()
