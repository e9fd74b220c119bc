"""Pages in a record batch become rows, whatever their texts are; engines that distribute batches give the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import nhs_internships as ni
from nhs_internships.errors import FormatError
from nhs_internships.formats import arrow
from nhs_internships.formats.arrow import read_batch
from nhs_internships.formats.schema import PAGES

if TYPE_CHECKING:
    from pathlib import Path

pa = pytest.importorskip("pyarrow", reason="the extra `arrow` is not installed")

LISTING = """\
# Projects

## Open Projects

- ![area](https://img.shields.io/badge/NLP-yellow) [Counting bees](counting-bees/)
- [Counting ants](https://example.org/counting-ants/)
"""
BRIEF = """\
---
title: Counting bees
permalink: /counting-bees/
description: About bees.
---

# Counting bees

**Keywords:** Bees, Hives

**Need:** To count.
"""


def batch(pages: dict[str, Any], kind: object = None) -> Any:  # noqa: ANN401 - pyarrow has no types
    """A batch of pages by path."""
    return pa.record_batch({"path": pa.array(pages, pa.string()), "content": pa.array(list(pages.values()), kind)})


def read(pages: dict[str, Any], kind: object = None) -> list[dict[str, Any]]:
    """The rows of pages, without what holds nothing."""
    rows = read_batch(batch(pages, kind)).to_pylist()
    return [{name: cell for name, cell in row.items() if cell is not None} for row in rows]


def test_an_entry_is_a_row() -> None:
    """With its place, its labels as terms, and what its heading means."""
    first, second = read({"index.md": LISTING})
    assert first == {
        "path": "index.md",
        "kind": "entry",
        "dialect": "BADGE_LIST",
        "line": 5,
        "title": "Counting bees",
        "slug": "counting-bees",
        "url": "counting-bees/",
        "section": "Open Projects",
        "status": "open",
        "area": "NLP",
    }
    assert (second["line"], second["slug"]) == (6, "counting-ants")


def test_a_brief_is_a_row() -> None:
    """With its front matter and keywords."""
    assert read({"bees.md": BRIEF}) == [
        {
            "path": "bees.md",
            "kind": "brief",
            "dialect": "BRIEF",
            "title": "Counting bees",
            "slug": "counting-bees",
            "url": "/counting-bees/",
            "keywords": "Bees, Hives",
            "description": "About bees.",
        }
    ]


def test_a_finding_is_a_row() -> None:
    """After what was understood of the page."""
    (row,) = read({"empty.md": ""})
    assert (row["kind"], row["finding"], row["severity"]) == ("finding", "NI116", "note")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfea\x00", "UTF-16"),
        (b"caf\xe9", "not UTF-8"),
        (b"a\x00b", "NUL"),
        (b"x" * 600_000, "524,288"),
        (None, "there is no content"),
    ],
)
def test_a_text_that_cannot_be_read_is_a_finding(content: bytes | None, message: str) -> None:
    """The other pages of the batch are read all the same."""
    bad, *others = read({"bad.md": content, "index.md": LISTING.encode()}, pa.binary())
    assert (bad["path"], bad["kind"], bad["finding"]) == ("bad.md", "finding", "NI125")
    assert message in bad["message"]
    assert [row["path"] for row in others] == ["index.md"] * 2


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "binary", "large_binary", "binary_view"])
def test_contents_may_be_strings_or_bytes(kind: str) -> None:
    """Of any of Arrow's types for them."""
    if not hasattr(pa, kind):
        pytest.skip(f"this pyarrow has no {kind}")
    content = LISTING if "string" in kind else LISTING.encode()
    assert read({"index.md": content}, getattr(pa, kind)()) == read({"index.md": LISTING})


def test_the_schema_is_published() -> None:
    """It is flat, without dictionaries, as all engines take it; each column has its meaning."""
    schema = arrow.READ_SCHEMA
    assert schema.names == list(PAGES.names)
    assert {str(field.type) for field in schema} == {"string", "int64", "date32[day]"}
    for pages in ({}, {"index.md": LISTING}, {"empty.md": ""}):
        made = read_batch(batch(pages, pa.string()))
        assert made.schema.equals(schema, check_metadata=True)
        made.validate(full=True)


def test_batches_can_be_cut_anywhere() -> None:
    """Each page stands for itself."""
    pages = {"a.md": LISTING, "b.md": BRIEF, "c.md": ""}
    together = read(pages)
    assert together == [row for path, text in pages.items() for row in read({path: text})]


def test_a_batch_says_what_the_pages_say(corpus: Path) -> None:
    """Every entry, brief and finding of the real pages is there, and no other."""
    files = sorted(path for path in (corpus / "site").rglob("*.md") if path.is_file())
    rows = read_batch(batch({str(path): path.read_bytes() for path in files}, pa.binary())).to_pylist()
    documents = [ni.parse(path.read_bytes().decode(), name=str(path)) for path in files]
    found = [(row["path"], row["title"]) for row in rows if row["kind"] == "entry"]
    assert found == [(page.name, entry.title) for page in documents for entry in page.entries]
    assert sum(row["kind"] == "brief" for row in rows) == sum(page.brief is not None for page in documents)
    assert sum(row["kind"] == "finding" for row in rows) == sum(len(page.diagnostics) for page in documents)


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"content": ["a"]}, "path: expected one column of this name"),
        ({"path": ["a"]}, "content: expected one column of this name"),
        ({"path": [None], "content": ["a"]}, "row 1, path: expected text"),
        ({"path": ["a", "b"], "content": [1, 2]}, "row 1, content: expected text"),
    ],
)
def test_another_batch_is_a_clean_error(columns: dict[str, list[object]], problem: str) -> None:
    """It names the column."""
    with pytest.raises(FormatError, match=problem):
        read_batch(pa.record_batch(columns))


def test_what_is_no_batch_is_a_type_error() -> None:
    """A table has several batches; map over them."""
    with pytest.raises(TypeError, match=r"expected a pyarrow\.RecordBatch"):
        read_batch(pa.table({"path": ["a"], "content": ["b"]}))  # type: ignore[arg-type, unused-ignore]  # the point of the test


def test_polars_maps_over_batches() -> None:
    """Any engine that gives Arrow batches can use it."""
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"path": ["index.md", "bees.md"], "content": [LISTING, BRIEF]})
    made = polars.concat([polars.from_arrow(read_batch(one)) for one in frame.to_arrow().to_batches()])
    assert made["slug"].to_list() == ["counting-bees", "counting-ants", "counting-bees"]
