"""Law 6 over broken pages: whatever happens to a page, reading it raises only the library's own errors."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nhs_internships as ni
from places import CORPUS

OWN = Path(__file__).parent.parent / "rendered" / "pages"
# Real pages of usual length, where they are at hand.
PATHS = [*OWN.iterdir(), *(path for path in CORPUS.rglob("*") if path.suffix in {".md", ".yml"})]
PAGES = [data for path in sorted(PATHS) if 0 < len(data := path.read_bytes()) < 20_000]
# The session `explore` asks for many more.
COUNT = int(os.environ.get("NHS_INTERNSHIPS_MUTATED") or 300)

pages = st.sampled_from(PAGES)
places = st.floats(0, 1)


@st.composite
def flipped(draw: st.DrawFn, page: bytes) -> bytes:
    """A page with another byte in one place."""
    at = int(draw(places) * (len(page) - 1))
    return page[:at] + bytes([draw(st.integers(0, 255))]) + page[at + 1 :]


@st.composite
def spliced(draw: st.DrawFn, page: bytes) -> bytes:
    """A page with a part of another one in place of one of its own."""
    first, last = sorted((draw(places), draw(places)))
    other = draw(pages)
    start = int(draw(places) * len(other))
    part = other[start : start + draw(st.integers(0, 500))]
    return page[: int(first * len(page))] + part + page[int(last * len(page)) :]


@st.composite
def with_other_newlines(draw: st.DrawFn, page: bytes) -> bytes:
    """A page with other line ends, or without any."""
    return page.replace(b"\r\n", b"\n").replace(b"\n", draw(st.sampled_from((b"\r", b"\r\n", b"\n\n", b"\n\r", b" "))))


@st.composite
def with_repeated_run(draw: st.DrawFn, page: bytes) -> bytes:
    """A page with one run of bytes again and again."""
    at = int(draw(places) * len(page))
    run = page[at : at + draw(st.integers(1, 40))]
    return page[:at] + run * draw(st.integers(2, 300)) + page[at:]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A page after several changes."""
    page = draw(pages)
    for _ in range(draw(st.integers(1, 6))):
        change = draw(st.sampled_from((flipped, flipped, spliced, with_other_newlines, with_repeated_run)))
        page = draw(change(page or b"\n"))
    return page


@settings(max_examples=COUNT, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated(), st.sampled_from(("page.md", "_data/completed.yml")))
def test_a_mutated_page_is_read_or_refused(data: bytes, name: str) -> None:
    """Reading, loading, writing and editing it end, or with an error of the library that says why not."""
    text = data.decode("utf-8", "replace")
    with suppress(ni.NHSInternshipsError):
        document = ni.parse(text, name=name)
        assert str(document) == text
        catalogue = ni.load(document)
        assert ni.Catalogue.from_json(catalogue.to_json()) == catalogue
        for n in range(min(1, len(document.entries))):
            document.edit(n, title="Other", url="other-one/")
