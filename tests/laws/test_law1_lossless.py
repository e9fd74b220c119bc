"""Law 1: a document is its text, to the byte, and its spans hold what it says."""

from __future__ import annotations

import pickle
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships.dialects import ALL, BRIEF, CARDS, COMPLETED_DATA
from nhs_internships.grammar import inline as _inline
from nhs_internships.source.text import SourceText
from nhs_internships.testing import pages
from nhs_internships.testing.texts import rough
from nhs_internships.testing.values import any_text
from strategies import Page, written

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Document


# Tags and comments in the title of a card: a browser shows the text between them.
TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)


def spans_hold_their_facts(document: Document) -> None:
    """Each title, url and badge stands where its span says."""
    text = document.text
    for entry, spans in zip(document.entries, document.spans, strict=True):
        written_title = spans.title.of(text)
        if spans.dialect is CARDS:
            assert entry.title == " ".join(unescape(TAG.sub("", written_title)).split())
        elif spans.dialect is not COMPLETED_DATA:
            assert _inline.unescape(written_title) == entry.title
        assert (spans.url is None) == (entry.url is None)
        assert len(spans.badges) == len(entry.badges)
        if spans.url and spans.link and not spans.link.contains(spans.url):  # the target of a reference
            assert text[: spans.url.start].rstrip(" \t<").endswith("]:")
            assert spans.url.of(text) == entry.url
        for place in (spans.title, spans.link, *spans.badges):
            assert place is None or spans.whole.contains(place)


def is_kept(document: Document, text: str) -> None:
    """Text, bytes and positions are those of the text that was read."""
    assert str(document) == document.text == text
    assert bytes(document) == text.encode()
    for diagnostic in document.diagnostics:
        assert diagnostic.span is None or 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    for part in document.unparsed:
        assert part.span.of(text) == part.text


@given(pages())
def test_a_page_is_kept(text: str) -> None:
    """``str(parse(text)) == text`` for pages in every dialect, saved in any way."""
    document = ni.parse(text)
    is_kept(document, text)
    spans_hold_their_facts(document)


@given(written())
def test_a_page_says_what_its_author_wrote(page: Page) -> None:
    """A page spaced as people do is read entry by entry, each in its own form, and nothing is left over."""
    document = ni.parse(page.text)
    assert document.entries == page.entries
    assert {spans.dialect.name for spans in document.spans} <= {page.form}
    assert not document.unparsed
    is_kept(document, page.text)
    spans_hold_their_facts(document)


@given(pages(BRIEF))
def test_a_brief_is_kept(text: str) -> None:
    """A brief is kept, and each of its spans holds its field."""
    document = ni.parse(text, BRIEF)
    is_kept(document, text)
    assert document.brief is not None
    assert document.brief_spans is not None
    for name, span in document.brief_spans.fields.items():
        assert document.brief.field(name) == ni.Field(name=name, text=span.of(text))


@given(rough(st.lists(any_text | st.sampled_from(["- ", "|", "[a](b-c/)", "# ", "**Need:**", "<li>"])).map("\n".join)))
def test_any_text_is_kept(text: str) -> None:
    """So is a text that is no page at all, whatever it is taken for."""
    for dialect in (None, *ALL):
        is_kept(ni.parse(text, dialect), text)


def test_each_real_page_is_kept(real_pages: list[Path]) -> None:
    """``bytes(read(path))`` is the file, for every page there is."""
    for path in real_pages:
        document = ni.read(path)
        assert bytes(document) == path.read_bytes(), path.name
        spans_hold_their_facts(document)


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf- [A](a-b/)", b"# A\r\n\r- [A](a-b/)\n", b"a\x0cb\x85"[:3]]
)
def test_a_file_is_kept(tmp_path: Path, data: bytes) -> None:
    """Byte order mark, mixed newlines and a missing final newline survive reading and writing."""
    path = tmp_path / "page.md"
    path.write_bytes(data)
    assert bytes(ni.read(path)) == data


def test_a_changed_text_has_its_own_bytes() -> None:
    """Those of the file go with the text that was read, and with no other."""
    source = SourceText.from_bytes(b"abc", "a.md")
    assert bytes(evolve(source, text="xyz")) == b"xyz"
    again = pickle.loads(pickle.dumps(source))
    assert (again, bytes(again)) == (source, b"abc")
