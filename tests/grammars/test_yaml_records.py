"""Data files: lists of mappings, with the place of every record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _loaders import LOADERS
from nhs_internships.grammar.yaml import nodes, read_records
from nhs_internships.limits import Limits
from nhs_internships.source.text import SourceText

if TYPE_CHECKING:
    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.grammar.yaml import YamlMapping


@pytest.fixture(params=LOADERS, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the C parser and with the pure one."""
    monkeypatch.setattr(nodes, "LOADER", request.param)


def read(text: str) -> tuple[tuple[YamlMapping, ...], tuple[Diagnostic, ...]]:
    return read_records(SourceText(text, "_data/made_up.yml"))


def titles(records: tuple[YamlMapping, ...]) -> list[str]:
    found = [record.get("title") for record in records]
    return [scalar.text for scalar in found if scalar]


TWO = """\
# A made-up data file
- title: P01 - First - one  # a note
  case study link: tbu
  stage: Wave 1 - April to September 2021
  limit:

# - title: not a record
-   # - nor this
  title: "P02"
  badges:
    - NLP

# the end
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["", "\ufeff", "---\n", "\ufeff\n--- # head\n", "%YAML 1.1\n---\n"])
def test_records_and_their_places(head: str, newline: str) -> None:
    """A record spans from its dash to the end of its last value; keys may hold blanks."""
    text = (head + TWO).replace("\n", newline)
    records, found = read(text)
    assert titles(records) == ["P01 - First - one", "P02"]
    first, second = (record.span.of(text).replace(newline, "\n") for record in records)
    assert first.startswith("- title: P01")
    assert first.endswith("limit:")
    assert second == '-   # - nor this\n  title: "P02"\n  badges:\n    - NLP'
    assert found == ()


def test_indentation_is_outside() -> None:
    """A record that stands further in begins at its dash."""
    text = "  - title: A\n    x: y\n  - title: B\n"
    records, _ = read(text)
    assert [record.span.of(text) for record in records] == ["- title: A\n    x: y", "- title: B"]


def test_records_between_brackets() -> None:
    """A record that has no dash is its braces."""
    text = "[{title: A}, {title: B}]\n"
    records, _ = read(text)
    assert [record.span.of(text) for record in records] == ["{title: A}", "{title: B}"]


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\n", "---\n", "[]\n"])
def test_no_records(text: str) -> None:
    """An empty file has no records, and nothing is wrong."""
    assert read(text) == ((), ())


@pytest.mark.parametrize("text", ["title: A\n", "items:\n- title: A\n", "text\n"])
def test_not_a_list(text: str) -> None:
    """Anything but a list at the top is a finding."""
    records, found = read(text)
    assert records == ()
    assert [(one.code, one.line) for one in found] == [("NI103", 1)]


def test_entries_that_are_no_records() -> None:
    """What is no mapping is skipped, each with a finding at its dash."""
    text = "- title: A\n- text\n-\n- [a]\n- - b\n\n- &x\n  title: B\n- *x\n- |\n  c\n- title: C\n"
    records, found = read(text)
    assert titles(records) == ["A", "B", "C"]
    assert [(one.code, one.line, one.column) for one in found] == [("NI103", line, 1) for line in (2, 3, 4, 5, 9, 10)]
    assert [record.span.of(text) for record in records] == ["- title: A", "- &x\n  title: B", "- title: C"]


def test_a_tagged_record_is_read() -> None:
    """The tag is a finding, its record is read."""
    records, found = read("- !foo\n  title: A\n- title: B\n")
    assert titles(records) == ["A", "B"]
    assert [(one.code, one.line) for one in found] == [("NI105", 1)]


def test_keys_twice_are_found_in_each_record() -> None:
    """The same key in two records is as it should be; in one it is a finding."""
    records, found = read("- title: A\n- title: B\n  title: C\n")
    assert titles(records) == ["A", "C"]
    assert [(one.code, one.line) for one in found] == [("NI104", 3)]


def test_two_records_that_are_joined_are_one_finding() -> None:
    """The dash of the second one is missing."""
    record = "title: A\n  stage: B\n  link: C\n"
    _, found = read(f"- {record}\n  {record}")
    assert [(one.code, one.line, one.hint) for one in found] == [
        ("NI104", 5, 'write "- " before `title` to begin a record')
    ]


def test_a_null_elsewhere_is_no_finding() -> None:
    """A limit may be null; a title may not be a date unnoticed."""
    _, found = read("- title: 2023-01-01\n  limit: null\n")
    assert [(one.code, one.line) for one in found] == [("NI107", 1)]


def test_only_the_first_document_is_read() -> None:
    """A second document is a finding at its marker."""
    records, found = read("- title: A\n---\n- title: B\n")
    assert titles(records) == ["A"]
    assert [(one.code, one.line, one.column) for one in found] == [("NI108", 2, 1)]


BROKEN = """\
---
- title: A: B
  stage: Wave 1
- title: C
  stage: "Wave 2

- title: D  # fine
  badges:
    - E
- title: @F
"""


def test_one_broken_record_loses_no_other() -> None:
    """Each broken record has a finding of its own, and the others are read with their places."""
    records, found = read(BROKEN)
    assert titles(records) == ["D"]
    assert records[0].span.of(BROKEN) == "- title: D  # fine\n  badges:\n    - E"
    assert [(one.code, one.line, one.column) for one in found] == [
        ("NI102", 2, 11),
        ("NI102", 5, 10),
        ("NI102", 10, 10),
    ]


def test_a_broken_file_keeps_the_findings_of_good_records() -> None:
    """What is said of a good record is said in a broken file too."""
    _, found = read("- title: A\n  title: B\n- title: [\n")
    assert [one.code for one in found] == ["NI104", "NI102"]


def test_a_line_between_records_breaks_one() -> None:
    """A stray line is the fault of the record above it."""
    records, found = read("- title: A\nstray: B\n- title: C\n")
    assert titles(records) == ["C"]
    assert [(one.code, one.line) for one in found] == [("NI102", 2)]


def test_what_is_wrong_between_records_is_reported() -> None:
    """If each record is fine alone, the finding is about the whole."""
    records, found = read("- title: &a A\n- title: &a B\n- title: 'C'\n- x: *b\n")
    assert titles(records)[-1] == "C"
    assert "NI102" in {one.code for one in found}


@pytest.mark.parametrize("text", ["items:\n  - title: A: B\n  - title: C\n", "title: A: B\n", "title: [\n"])
def test_a_broken_mapping_has_no_records(text: str) -> None:
    """Dashes below a key are no records at the top."""
    records, found = read(text)
    assert records == ()
    assert [one.code for one in found] == ["NI102"]


def test_records_behind_a_second_marker_are_not_recovered() -> None:
    """A broken file is read up to its second document."""
    records, _ = read("- title: A: B\n- title: C\n---\n- title: D\n")
    assert titles(records) == ["C"]


def test_recovery_ends_somewhere() -> None:
    """In a broken file only so many records are read one by one, and a finding says so."""
    records, found = read("- title: [\n" + "- title: A\n" * 1_200)
    assert len(records) == 999
    assert [one.code for one in found] == ["NI102", "NI106"]
    assert found[-1].line == 1_001


def test_a_limit() -> None:
    """A file over a limit is not read at all."""
    records, found = read_records(SourceText("- title: A\n" * 10, limits=Limits(yaml_nodes=20)))
    assert records == ()
    assert [one.code for one in found] == ["NI106"]
