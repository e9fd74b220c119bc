"""Output pages: a finished internship's outputs in a table, its code in the name of the file."""

from __future__ import annotations

import pytest
from attrs import evolve

import nhs_internships as ni
from nhs_internships.dialects import OUTPUT_PAGE, PROSE
from nhs_internships.errors import RenderError, UnsafeEdit

REPORT = "https://example.org/report%20(final).pdf"
PAGE = """---
layout: base
title: Counting gulls from the air
permalink: p73_gulls.html
summary: How to count gulls.
tags: ['PYTHON']
---

Some prose with a [link](https://example.org/).

| Measure | Result |
| --- | --- |
| Report rate | 98.1 |

| Output | Link |
| ---- | ---- |
| Open Source Code & Documentation | [Github](https://github.com/example/gulls) & [Data](https://example.org/data) |
| Case Study | Awaiting Sign-Off |
| Technical report | [Here](https://example.org/report%20(final).pdf) |
| Project Slides | [Here](https://example.org/slides.pdf) |

| Model | Code |
| --- | --- |
| Code | 12 |
"""


def page(name: str = "docs/our_work/p73_gulls.md", text: str = PAGE) -> ni.Document:
    return ni.parse(text, name=name)


def outputs(document: ni.Document) -> dict[str, tuple[str | None, str]]:
    (entry,) = document.entries
    return {output.kind.value: (output.url, output.availability.value) for output in entry.outputs}


def test_the_table_gives_the_outputs() -> None:
    """The first link of a cell, or what its words mean; the page itself by its permalink; tables of results nothing."""
    document = page()
    assert document.dialect is OUTPUT_PAGE
    assert outputs(document) == {
        "code": ("https://github.com/example/gulls", "published"),
        "case_study": (None, "pending"),
        "report": ("https://example.org/report%20(final).pdf", "published"),
        "page": ("p73_gulls.html", "published"),
    }
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "code", "wave"),
    [
        ("p73_gulls.md", "P73", 7),
        ("docs/our_work/P112-gulls.md", "P112", 11),
        ("C:/site/p73.md", "P73", 7),
        ("<text>", None, None),
    ],
)
def test_the_code_is_in_the_name_of_the_file(name: str, code: str | None, wave: int | None) -> None:
    """And the wave is in the code; a text without a file has neither."""
    (entry,) = page(name).entries
    assert entry.code == code
    assert (entry.wave.number if entry.wave else None) == wave


@pytest.mark.parametrize("name", ["c245_gulls.md", "casestudy-gulls.md", "p7x_gulls.md", "pgulls.md"])
def test_a_page_without_a_code_is_no_internship(name: str) -> None:
    """It has neither entries nor findings."""
    document = page(name)
    assert (document.entries, document.diagnostics, document.unparsed) == ((), (), ())


def test_a_page_without_the_table_is_prose() -> None:
    """Whatever its other tables hold, and whatever its prose links to."""
    text = PAGE.replace("| Output | Link |", "| Thing | Where |").replace(
        "https://example.org/)", "https://nhsx.github.io/nhsx-internship-projects/gulls/)"
    )
    document = page("casestudy-gulls.md", text)
    assert document.dialect is PROSE
    assert document.diagnostics == ()


def test_a_cell_is_edited_and_nothing_else() -> None:
    """An address goes into the link that is there, a word takes its place."""
    document = page()
    asked = [
        evolve(output, url="https://example.org/case", availability="published")
        if output.kind == "case_study"
        else evolve(output, url=None, availability="restricted")
        if output.kind == "report"
        else output
        for output in document.entries[0].outputs
    ]
    edited = document.edit(0, outputs=asked)
    changed = [(a, b) for a, b in zip(PAGE.splitlines(), str(edited).splitlines(), strict=True) if a != b]
    assert changed == [
        ("| Case Study | Awaiting Sign-Off |", "| Case Study | [Here](https://example.org/case) |"),
        (
            "| Technical report | [Here](https://example.org/report%20(final).pdf) |",
            "| Technical report | Restricted |",
        ),
    ]
    assert outputs(edited)["case_study"] == ("https://example.org/case", "published")


def test_the_title_is_edited_in_the_front_matter() -> None:
    """As YAML needs it."""
    assert 'title: "Gulls: a count"' in str(page().edit(0, title="Gulls: a count"))


def test_what_the_page_cannot_state_is_refused() -> None:
    """Rows that are not there, and badges and waves."""
    document = page()
    with pytest.raises(UnsafeEdit, match="rows of the table cannot be added"):
        document.edit(0, outputs=document.entries[0].outputs[:1])
    with pytest.raises(UnsafeEdit, match="no badges and no wave"):
        document.edit(0, wave=ni.Wave(number=8))


def test_a_page_is_written_and_reads_back() -> None:
    """One internship a page."""
    (entry,) = page().entries
    run = ni.Internship(code="P73", title=entry.title, outputs=entry.outputs, description=entry.description)
    project = ni.Project(slug="gulls", title="Gulls", internships=[run])
    text = ni.render(project, OUTPUT_PAGE)
    again = ni.parse(text, name="p73_gulls.md")
    assert outputs(again) == outputs(page())
    assert again.entries[0].title == entry.title
    with pytest.raises(RenderError, match="one internship"):
        ni.render(ni.Project(slug="a", title="A"), OUTPUT_PAGE)
