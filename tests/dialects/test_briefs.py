"""Briefs: a project's own page."""

from __future__ import annotations

import pickle

import pytest

import nhs_internships as ni
from nhs_internships import Brief
from nhs_internships.dialects import BRIEF, Span
from nhs_internships.errors import UnsafeEdit
from saying import codes

FRONT = """---
remote_theme: nhsx/nhs-io-theme
title: Made-up project
description: NHSX PhD Internship - Made-up project
permalink: /made-up-project/
---

"""


def brief_of(page: str) -> Brief:
    brief = ni.parse(page).brief
    assert brief
    return brief


def fields(page: str) -> dict[str, str]:
    return {field.name: field.text for field in brief_of(page).fields}


def test_the_front_matter() -> None:
    """Title, description and permalink; other keys are kept as pairs."""
    brief = brief_of(f"{FRONT}# Made-up\n\n**Keywords:** NLP, Text\n\n**Need:** x\n")
    assert (brief.title, brief.permalink) == ("Made-up project", "/made-up-project/")
    assert brief.description == "NHSX PhD Internship - Made-up project"
    assert brief.extra == (("remote_theme", "nhsx/nhs-io-theme"),)
    assert brief.keywords == ("NLP", "Text")


@pytest.mark.parametrize(
    ("head", "heading", "subheading", "preamble"),
    [
        ("# Made-up", "Made-up", "", ""),
        ("# Made-up:\n## Part two\t\t", "Made-up:", "Part two", ""),
        ("# Made-up: \n\n## Part two", "Made-up:", "Part two", ""),
        ("# Made-up #\n## Part two ##", "Made-up", "Part two", ""),
        ("*Update coming*\n\n# Made-up", "Made-up", "", "*Update coming*"),
        ("# Made-up\n\nSome words.", "Made-up", "", "Some words."),
        ("*One*\n\n# Made-up\n## Two\n\nSome words.", "Made-up", "Two", "*One*\n\nSome words."),
        ("Some words.\n\n## Not under it", "", "", "Some words.\n\n## Not under it"),
        ("", "", "", ""),
    ],
    ids=repr,
)
def test_the_head(head: str, heading: str, subheading: str, preamble: str) -> None:
    """The first ``#`` line, a ``##`` line right under it, and the text around them."""
    brief = brief_of(f"{FRONT}{head}\n\n**Keywords:** NLP\n\n**Need:** x\n")
    assert (brief.heading, brief.subheading, brief.preamble) == (heading, subheading, preamble)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (" A need.", "A need."),
        ("  A need.  ", "A need."),
        ("\tA need.", "A need."),
        ("A need.", "A need."),
        ("\n\nA need.", "A need."),
        ("\n- one\n- two", "- one\n- two"),
        (" A need.\n\nMore **bold** words.\n\n- one", "A need.\n\nMore **bold** words.\n\n- one"),
        (" A [link](x-y/) | ![](z.png)", "A [link](x-y/) | ![](z.png)"),
        (" see\n**this** bold word", "see\n**this** bold word"),
        (" a table\n\n| a | b |\n|---|---|\n| c | d |", "a table\n\n| a | b |\n|---|---|\n| c | d |"),
        (" code\n\n```\n**Datasets:** none\n```", "code\n\n```\n**Datasets:** none\n```"),
        ("", ""),
    ],
    ids=repr,
)
def test_a_field(written: str, text: str) -> None:
    """On the line of its label, on the next, in several paragraphs, or not at all; as Markdown."""
    page = f"{FRONT}# Made-up\n\n**Need:**{written}\n\n**Datasets:** None\n"
    assert fields(page) == {"Need": text, "Datasets": "None"}


@pytest.mark.parametrize(
    "label",
    ["**Need:**", "**Need**:", "**need:**", "**NEED :**", "** Need: **", "  **Need:**", "**Need**", "\t**Need:**"],
)
def test_labels_in_other_spellings(label: str) -> None:
    """Case, blanks and the place of the colon do not matter; the name is kept as written."""
    brief = brief_of(f"{FRONT}# Made-up\n\n{label} A need.\n\n**Datasets:** None\n")
    assert brief.need == "A need."
    assert brief.fields[0].name.casefold() == "need"


def test_labels_close_together() -> None:
    """The known ones need no blank line before them."""
    assert fields(f"{FRONT}# Made-up\n**Keywords:** a\n**Need:** b\n**Datasets:**\n**Desired skill set:** c\n") == {
        "Keywords": "a",
        "Need": "b",
        "Datasets": "",
        "Desired skill set": "c",
    }


def test_other_labels() -> None:
    """They are fields when a blank line stands before them and a colon in them."""
    page = f"{FRONT}# Made-up\n\n**Contact:** us\n\n**Need:** x\n**Not:** one\n\n**Nor this** one\n"
    assert fields(page) == {"Contact": "us", "Need": "x\n**Not:** one\n\n**Nor this** one"}


def test_fields_in_another_order_and_twice() -> None:
    """The order is the page's; of two equal labels the first is found by its name."""
    brief = brief_of(f"{FRONT}# Made-up\n\n**Datasets:** a\n\n**Need:** b\n\n**Need:** c\n\n**Keywords:** d\n")
    assert [field.name for field in brief.fields] == ["Datasets", "Need", "Need", "Keywords"]
    assert (brief.need, brief.keywords) == ("b", ("d",))


@pytest.mark.parametrize(
    ("end", "text"),
    [
        ("", "R"),
        ("\n\n---\nReturn to list of [all available projects](/).\n", "R"),
        ("\n---\nReturn to list of [all available projects](/).", "R"),
        ("\n\n---\n\n[Return to list of all projects](/)\n", "R"),
        ("\n\nReturn to list of [all available projects](/).\n", "R"),
        ("\n\n* * *\nThe end\n", "R"),
        ("\n\n---", "R"),
        ("\n\n---\n\nmore\n\n---\nReturn to list of [all available projects](/).\n", "R\n\n---\n\nmore"),
        ("\n\n|---|\n|a|\n", "R\n\n|---|\n|a|"),
    ],
    ids=repr,
)
def test_the_trailer(end: str, text: str) -> None:
    """It begins at its rule, with or without a blank line before, and is no part of the last field."""
    page = f"{FRONT}# Made-up\n\n**Need:** x\n\n**Desired skill set:** R{end}"
    document = ni.parse(page)
    assert document.brief
    assert document.brief.skills == text
    assert document.brief_spans
    trailer = document.brief_spans.trailer
    assert (trailer.of(page).strip() if trailer else "") == end.removeprefix(text[1:]).strip()


def test_the_trailer_begins_at_the_first_line_that_says_so() -> None:
    """In whatever spelling, and behind a byte order mark, too."""
    page = f"{FRONT}# A\n\n**Need:** x\n\n  [return TO LIST OF all](/)\n\nReturn to list of projects\n"
    document = ni.parse(page, BRIEF)
    assert document.brief
    assert document.brief.need == "x"
    assert document.brief_spans
    assert document.brief_spans.trailer == Span(page.index("  [return"), len(page))
    bare = ni.parse("\ufeffReturn to list of projects\n\n---\n", BRIEF).brief_spans
    assert bare
    assert bare.trailer
    assert bare.trailer.start == 1


def test_the_places_of_fields_are_a_mapping() -> None:
    """Of two fields with one label the first counts."""
    document = ni.parse("# A\n\n**Need:** x\n\n**Datasets:**\n\n**Need:** y\n")
    assert document.brief_spans
    places = document.brief_spans.fields
    assert places == {"Need": Span(15, 16), "Datasets": Span(31, 31)}
    assert pickle.loads(pickle.dumps(document)).brief_spans == document.brief_spans


def test_comments_hold_no_labels() -> None:
    """They are a part of the text around them."""
    page = f"{FRONT}# Made-up\n\n**Need:** x\n<!--\n**Datasets:** old\n-->\n**Datasets:** new\n"
    assert fields(page) == {"Need": "x\n<!--\n**Datasets:** old\n-->", "Datasets": "new"}


def test_a_brief_without_front_matter() -> None:
    """Its labels are enough."""
    brief = brief_of("# Made-up\n\n**Need:** x\n\n**Datasets:** y\n")
    assert (brief.title, brief.permalink, brief.heading) == ("", None, "Made-up")


def test_a_brief_that_has_just_been_begun() -> None:
    """One label and a permalink are enough, too."""
    assert brief_of(f"{FRONT}# Made-up\n\n**Keywords:**\n").keywords == ()


def test_every_field_empty() -> None:
    """A new brief, ready to be filled in."""
    project = ni.Project(slug="made-up", title="Made up")
    page = ni.render(project, BRIEF)
    document = ni.parse(page)
    for name in ("need", "datasets", "skills"):
        document = document.edit_brief(**{name: f"The {name}."})  # type: ignore[arg-type]  # names are known here only
    assert str(document) == page.replace("**Need:**", "**Need:** The need.").replace(
        "**Datasets:**", "**Datasets:** The datasets."
    ).replace("**Desired skill set:**", "**Desired skill set:** The skills.")


@pytest.mark.parametrize("value", ["|\n  A\n  b", "&anchor A", "[a, b]", "!!str A", "*alias"])
def test_values_in_other_styles_are_not_edited(value: str) -> None:
    """Block, anchored, tagged and collected values keep their form; the page must be changed by hand."""
    page = f"---\nx: &alias y\ntitle: {value}\n---\n# A\n**Need:** x\n**Datasets:** y\n"
    with pytest.raises(UnsafeEdit):
        ni.parse(page).edit_brief(title="B")


def test_a_fact_that_the_front_matter_lacks_is_not_added() -> None:
    """The error says what to write."""
    with pytest.raises(UnsafeEdit, match="add the line description: to it first"):
        ni.parse("---\ntitle: A\n---\n# A\n**Need:** x\n**Datasets:** y\n").edit_brief(description="B")


def test_a_brief_is_no_listing() -> None:
    """Neither are its links entries, nor has it a form for them."""
    document = ni.parse(f"{FRONT}# Made-up\n\n**Need:** x\n\n**Datasets:**\n- [A](a-b/)\n")
    assert (document.entries, document.unparsed, codes(document)) == ((), (), [])
    with pytest.raises(IndexError):
        document.edit(0, title="B")
    with pytest.raises(UnsafeEdit, match="not a brief"):
        ni.parse("- [A](a-b/)\n").edit_brief(title="B")


def test_a_badge_in_a_brief_is_put_aside() -> None:
    """Badges belong to listings; one in a brief ends in no entry, and its text stays in the field."""
    badge = "![area](https://img.shields.io/badge/NLP-yellow)"
    page = ni.parse(f"# A\n\n**Need:** {badge} a need\n\n**Datasets:** none\n")
    assert page.brief is not None
    assert page.brief.need == f"{badge} a need"
    assert [part.text for part in page.unparsed] == [badge]
    assert [(found.code, found.line) for found in page.diagnostics] == [("NI201", 3)]
