"""Dialects as values: identity, pickling, wrong arguments, and a dialect of one's own."""

from __future__ import annotations

import copy
import pickle
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import nhs_internships as ni
from nhs_internships import Project
from nhs_internships.dialects import ALL, BRIEF, CARDS, LINK_LIST, PROSE, Dialect
from nhs_internships.errors import RenderError, UnsafeEdit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = '''
"""A dialect of one's own: a line for each project, its title and its url with a tab between them."""

from nhs_internships.diagnostics import Severity
from nhs_internships.dialects import (
    KEEP, Dialect, Document, Edit, EntrySpans, Evidence, SourceText, Span, Unparsed, UnparsedKind, finding,
)
from nhs_internships.errors import UnsafeEdit
from nhs_internships.limits import DEFAULT_LIMITS
from nhs_internships.model import Entry


def detect(source):
    count = source.text.count("\\t")
    return Evidence(0.9, (f"{count} tabs",)) if count else None


def parse(source):
    entries, spans, unparsed, found = [], [], [], []
    ends = [*source.starts[1:], len(source.text)]
    for start, end in zip(source.starts, ends):
        line = source.text[start:end].rstrip("\\r\\n")
        whole = Span(start, start + len(line))
        title, tab, url = line.partition("\\t")
        if tab:
            place = Span(start, start + len(title))
            entries.append(Entry(title=title, url=url))
            target = Span(place.end + 1, whole.end)
            spans.append(EntrySpans(
                whole=whole, title=place, url=target, badges=(), wave=None, section=None, dialect=TABBED
            ))
        elif line:
            unparsed.append(Unparsed(UnparsedKind.RECORD, line, whole))
            found.append(finding(source, "NI209", "this line has no tab", whole))
    return Document(source=source, dialect=TABBED, entries=tuple(entries), spans=tuple(spans),
                    diagnostics=tuple(found), unparsed=tuple(unparsed))


def render(projects):
    return "".join(f"{project.title}\\t{project.url}\\n" for project in projects)


def edit_entry(document, n, changes):
    if changes.wave is not KEEP or changes.badges is not KEEP:
        raise UnsafeEdit(document.name, "a line states neither waves nor badges")
    if changes.title is not KEEP:
        yield Edit(document.spans[n].title, changes.title)
    if changes.url is not KEEP:
        yield Edit(document.spans[n].url, changes.url)


TABBED = Dialect(
    name="TABBED",
    summary="Lines with a tab.",
    carries=frozenset({"title", "url"}),
    detect=detect,
    parse=parse,
    render=render,
    edit_entry=edit_entry,
)
'''


@pytest.fixture
def tabbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dialect]:
    """The dialect of a module that imports nothing but public modules."""
    (tmp_path / "tabbed_dialect.py").write_text(OWN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    dialect: Dialect = import_module("tabbed_dialect").TABBED
    yield dialect
    del sys.modules["tabbed_dialect"]


def test_a_dialect_of_ones_own_reads(tabbed: Dialect) -> None:
    """Entries, their spans, findings and unparsed parts."""
    page = ni.parse("Bees\tbees/\nnothing\nWasps\twasps/", tabbed)
    assert [(entry.title, entry.url) for entry in page.entries] == [("Bees", "bees/"), ("Wasps", "wasps/")]
    assert [span.url.of(page.text) for span in page.spans if span.url] == ["bees/", "wasps/"]
    assert [(found.code, found.line, found.column) for found in page.diagnostics] == [("NI209", 2, 1)]
    assert [part.text for part in page.unparsed] == ["nothing"]


def test_a_dialect_of_ones_own_edits(tabbed: Dialect) -> None:
    """By its own writer, and the result is parsed and compared as that of any dialect."""
    page = ni.parse("Bees\tbees/\nWasps\twasps/\n", tabbed)
    assert str(page.edit("wasps", title="Hornets")) == "Bees\tbees/\nHornets\twasps/\n"
    with pytest.raises(UnsafeEdit, match="would have 3 entries, not 2"):
        page.edit(0, title="B\tb/\nC")
    with pytest.raises(UnsafeEdit, match="neither waves nor badges"):
        page.edit(0, wave=ni.Wave(number=3))


def test_a_dialect_of_ones_own_renders_and_is_detected(tabbed: Dialect) -> None:
    """It takes part in detection where the caller names it."""
    text = ni.render(Project(slug="bees", title="Bees", url="bees/"), tabbed)
    assert text == "Bees\tbees/\n"
    assert [candidate.dialect for candidate in ni.detect(text, (*ALL, tabbed))] == [tabbed, PROSE]
    assert tabbed not in [candidate.dialect for candidate in ni.detect(text)]


def test_a_dialect_of_ones_own_can_be_pickled(tabbed: Dialect) -> None:
    """By value, because its functions can be found by name."""
    again = pickle.loads(pickle.dumps(tabbed))
    assert again is not tabbed
    assert (again.name, again.parse) == (tabbed.name, tabbed.parse)


@pytest.mark.parametrize("dialect", ALL, ids=str)
def test_a_built_in_dialect_is_pickled_by_its_name(dialect: Dialect) -> None:
    """It comes back as the constant itself."""
    pickled = pickle.dumps(dialect)
    assert pickle.loads(pickled) is copy.deepcopy(dialect) is dialect
    assert len(pickled) < 100


def test_a_pickled_document_holds_the_constants() -> None:
    """So its entries can be edited as before."""
    page = pickle.loads(pickle.dumps(ni.parse("---\nlayout: x\n---\n## Open Projects\n- [A](a-b/)\n")))
    assert page.dialect is page.spans[0].dialect is LINK_LIST
    assert page.front_matter == {"layout": "x"}
    assert str(page.edit(0, title="B")).endswith("- [B](a-b/)\n")


def test_a_changed_copy_of_a_built_in_dialect_is_another_dialect() -> None:
    """Equality is identity, and such a copy is pickled by value."""
    copied = evolve(CARDS, summary="Cards of my own.")
    assert copied != CARDS
    again = pickle.loads(pickle.dumps(copied))
    assert (again.name, again.summary) == ("CARDS", "Cards of my own.")
    assert repr(CARDS) == "<Dialect CARDS>"


def untyped(value: object) -> Any:  # noqa: ANN401 - what a caller without a type checker may pass
    return value


@pytest.mark.parametrize("given", ["BRIEF", ni.Status.OPEN, 7])
def test_what_is_no_dialect_is_refused(given: object) -> None:
    """With what was expected; a name gets the constant to use."""
    for call in (
        lambda: ni.parse("# A\n", untyped(given)),
        lambda: ni.render(Project(slug="a", title="A"), untyped(given)),
        lambda: ni.detect("# A\n", [untyped(given)]),
    ):
        with pytest.raises(TypeError, match="expected a Dialect, got") as caught:
            call()
        assert ("use nhs_internships.dialects.BRIEF" in str(caught.value)) is (given == "BRIEF")


@pytest.mark.parametrize("given", [None, 5, b"# A\n"])
def test_what_is_no_text_is_refused(given: object) -> None:
    """Bytes are to be decoded first."""
    for call in (ni.parse, ni.detect):
        with pytest.raises(TypeError, match="expected a string, got"):
            call(untyped(given))


@pytest.mark.parametrize("given", [["not a project"], "A", 7, [Project(slug="a", title="A"), None]])
def test_what_is_no_project_is_not_rendered(given: object) -> None:
    """The message says what was expected."""
    with pytest.raises(TypeError, match=r"expected .*Project"):
        ni.render(untyped(given), CARDS)


def test_a_refusal_names_the_dialect() -> None:
    """In an error that says what to do."""
    with pytest.raises(RenderError, match="BRIEF: a brief holds one project, not 0"):
        ni.render([], BRIEF)
