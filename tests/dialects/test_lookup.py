"""Which entry an edit means: by number, by slug, or by title."""

from __future__ import annotations

from typing import Any

import pytest

import nhs_internships as ni
from nhs_internships import Document

PAGE = """## Open Projects

- [Granular Mapping](https://nhsx.github.io/nhsx-internship-projects/granular-mapping/)
- [NHS Language Corpus](nhs-language-corpus.html)
- [Graphs](graphs-one/)
- [Graphs](graphs-two/)
- [granular-mapping](other-one/)
- [Twice](twice-here/)
- [Twice again](twice-here/)
"""


@pytest.fixture
def page() -> Document:
    """A page on which slugs and titles repeat."""
    return ni.parse(PAGE)


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        (0, 0),
        (-1, 6),
        ("granular-mapping", 0),
        ("nhs-language-corpus", 1),
        ("graphs-two", 3),
        ("Granular Mapping", 0),
        ("nhs language CORPUS", 1),
        ("Twice", 5),
    ],
)
def test_an_entry_is_found(page: Document, key: int | str, changed: int) -> None:
    """A slug goes before a title, and an exact title before one in another case."""
    edited = page.edit(key, title="New")
    assert [n for n, entry in enumerate(edited.entries) if entry.title == "New"] == [changed]


@pytest.mark.parametrize(
    ("key", "listed"),
    [("Graphs", '2 "Graphs", 3 "Graphs"'), ("graphs", '2 "Graphs", 3 "Graphs"'), ("twice-here", '5 "Twice", 6 "Twice')],
)
def test_several_matches_are_listed(page: Document, key: str, listed: str) -> None:
    """With their numbers, so that one of them can be given."""
    with pytest.raises(KeyError, match=f'2 entries match "{key}": {listed}'):
        page.edit(key, title="New")


def test_an_unknown_name_gets_a_guess(page: Document) -> None:
    """The nearest slug or title."""
    with pytest.raises(KeyError, match='no entry has the slug or title "granular-maping"; did you mean "granular-mapp'):
        page.edit("granular-maping", title="New")
    with pytest.raises(KeyError, match='"zzzz"'):
        page.edit("zzzz", title="New")


@pytest.mark.parametrize("n", [7, 99, -8])
def test_a_number_outside_the_page_is_refused(page: Document, n: int) -> None:
    """The message gives the numbers there are."""
    with pytest.raises(IndexError, match=f"there is no entry {n}; the page has 7 entries, 0 to 6"):
        page.edit(n, title="New")


@pytest.mark.parametrize(("text", "extent"), [("# A\n", "no entries"), ("- [A](a-b/)\n", "1 entry, 0")])
def test_a_page_with_few_entries_says_so(text: str, extent: str) -> None:
    """None, or one."""
    with pytest.raises(IndexError, match=f"there is no entry 1; the page has {extent}"):
        ni.parse(text).edit(1, title="New")


def untyped(value: object) -> Any:  # noqa: ANN401 - what a caller without a type checker may pass
    return value


@pytest.mark.parametrize(
    ("n", "values"),
    [
        (1.0, {"title": "A"}),
        (None, {"title": "A"}),
        (0, {"title": 5}),
        (0, {"url": 5}),
        (0, {"wave": 3}),
        (0, {"badges": ["NLP"]}),
        (0, {"badges": 5}),
    ],
    ids=str,
)
def test_wrong_types_are_type_errors(page: Document, n: object, values: dict[str, object]) -> None:
    """And nothing else."""
    with pytest.raises(TypeError):
        untyped(page).edit(n, **values)


@pytest.mark.parametrize(
    "values", [{"title": 5}, {"need": 5}, {"keywords": 5}, {"keywords": [5]}, {"fields": {"Need": 5}}]
)
def test_wrong_types_in_briefs_are_type_errors(values: dict[str, object]) -> None:
    """And nothing else."""
    with pytest.raises(TypeError):
        untyped(ni.parse("# A\n\n**Keywords:** x\n\n**Need:** x\n")).edit_brief(**values)
