"""Law 2: an edit says exactly what was asked, touches only the lines of its facts, or is refused with `UnsafeEdit`."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import pytest
from attrs import AttrsInstance, evolve, fields
from hypothesis import assume, given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships import Badge, Facet, Field, Month, Wave
from nhs_internships.dialects import BRIEF, CARDS, COMPLETED_DATA
from nhs_internships.dialects.changes import split_keywords
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model import BRIEF_FIELDS
from nhs_internships.testing import edits, pages, projects
from nhs_internships.testing.texts import LISTINGS, NEWLINES, rough, roughened
from nhs_internships.testing.values import any_labels, any_text, badges, slugs, tame_titles, titles, urls
from strategies import Page, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from nhs_internships import Document
    from nhs_internships.dialects import Dialect, EntrySpans, Span
    from nhs_internships.testing.editing import EditedValue

Value = TypeVar("Value", bound=AttrsInstance)
numbers = st.integers(0, 30)
listing = pytest.mark.parametrize("dialect", LISTINGS, ids=str)
NEW_WAVE = Wave(number=12, start=Month(2027, 1), end=Month(2027, 6))


def edit(document: Document) -> Callable[..., Document]:
    """``document.edit``, for facts that are known by name only when the test runs."""
    return document.edit


def edit_brief(document: Document) -> Callable[..., Document]:
    """``document.edit_brief``, likewise."""
    return document.edit_brief


def with_facts(value: Value, facts: dict[str, object]) -> Value:
    """A copy with other facts."""
    make: Callable[..., Value] = type(value)
    return make(**{fact.name: facts.get(fact.name, getattr(value, fact.name)) for fact in fields(type(value))})


def only_their_lines_changed(old: Document, new: Document, facts: Iterable[Span | None]) -> None:
    """The lines before the first fact and after the last are the same."""
    places = [span for span in facts if span is not None]
    ends = [*old.source.starts, len(old.text)]
    lines = [old.text[start:end] for start, end in pairwise(ends)]
    first = old.position(min(span.start for span in places)).line - 1
    last = old.position(max(span.end for span in places)).line
    assert new.text.startswith("".join(lines[:first]))
    assert new.text.endswith("".join(lines[last:]))


BLANKS = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp|#160);|<br[ \t]*/?>)+")
# What else may change with a fact: the filter words of a card follow its areas, a value of a record may need quotes,
# and a label around a wave may be a part of its place or not.
FREE = {
    # A row without badges may get a cell for them.
    "badges": re.compile(r"""data-tags\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)|(?<=\|)[ \t]*\|[ \t]*$""", re.MULTILINE),
    "COMPLETED_DATA": re.compile("[\"']"),
    "wave": re.compile("</?span[^<>]*>"),
}
# The places that an edit of a fact may write to.
OWN: dict[str, Callable[[EntrySpans], Iterable[Span | None]]] = {
    "title": lambda spans: (spans.title, spans.link, spans.url),
    "url": lambda spans: (spans.title, spans.link, spans.url),
    "badges": lambda spans: spans.badges,
    "wave": lambda spans: (spans.wave,),
}


def rest(document: Document, n: int, names: Iterable[str]) -> str:
    """The page without some facts of an entry, and without blanks: what no edit of these facts may change."""
    spans = document.spans[n]
    places = sorted({span for name in names for span in OWN[name](spans) if span is not None})
    parts, at = list[str](), 0
    for place in places:
        parts.append(document.text[at : max(at, place.start)])
        at = max(at, place.end)
    whole = "".join((*parts, document.text[at:]))
    free = [FREE[key] for key in (spans.dialect.name, *names) if key in FREE]
    for pattern in free:
        whole = pattern.sub("", whole)
    return BLANKS.sub("", whole)


def in_its_colours(document: Document, n: int, asked: Sequence[Badge]) -> list[Badge]:
    """The badges that were asked for, in the colours of the page where none was asked for or it can state no other."""
    colour, got = document.spans[n].dialect.colour, document.entries[n].badges
    assert len(got) == len(asked)
    return [
        evolve(badge, colour=was.colour if badge.colour is None else colour(badge))
        for was, badge in zip(got, asked, strict=True)
    ]


def is_edited(old: Document, new: Document, n: int, badges: Sequence[Badge] | None = None, **others: object) -> None:
    """Entry ``n`` says what was asked, and everything else what it said before."""
    # The code of an internship stands in its title.
    code = new.entries[n].code if "title" in others else old.entries[n].code
    facts = others if badges is None else others | {"badges": in_its_colours(new, n, badges)}
    assert new.entries[n] == with_facts(old.entries[n], facts | {"code": code})
    assert new.entries[:n] == old.entries[:n]
    assert new.entries[n + 1 :] == old.entries[n + 1 :]
    assert new.front_matter == old.front_matter
    assert rest(new, n, facts) == rest(old, n, facts)
    spans = old.spans[n]
    touched = {
        "title": [spans.title, spans.link],
        "url": [spans.url, spans.link, spans.title],
        # A badge may share its line with the title, and the filter words of a card follow its areas.
        "badges": [*spans.badges, spans.title, spans.whole if spans.dialect == CARDS else None],
        "wave": [spans.wave],
    }
    only_their_lines_changed(old, new, [span for name in facts for span in touched[name]])


def entry_of(document: Document, number: int) -> int:
    assume(document.entries)
    return number % len(document.entries)


@pytest.mark.parametrize("values", [("title",), ("url",), ("badges",), ("wave",), ()], ids="-".join)
@given(st.data(), written().map(attrgetter("text")) | pages(), numbers)
def test_a_value_is_changed_or_the_edit_is_refused(
    values: tuple[EditedValue, ...], data: st.DataObject, text: str, number: int
) -> None:
    """Any value may be asked for, on any page, or several at once."""
    document = ni.parse(text)
    n = entry_of(document, number)
    asked = data.draw(edits(*values))
    try:
        changed = document.edit(n, **asked)
    except UnsafeEdit:
        return
    if changed is not document:
        is_edited(document, changed, n, **asked)


NOTES = ("a note", "(why)", "<em>note</em>", "<!-- x -->", "by us,", "{: .wide}", "**new**")
notes = st.lists(st.sampled_from(NOTES), max_size=2).map(" ".join)
separators = st.sampled_from([" ", "\n", "\n  ", " &nbsp; ", "&ensp;"])
SPELLINGS = {
    "LINK": (st.just("[A b](a-b/)"), "![{}](https://img.shields.io/badge/{}-{})"),
    "CARD": (
        st.just('<h3 class="nhsuk-card__heading"><a class="nhsuk-card__link" href="a-b/">A b</a></h3>'),
        '<strong class="nhsuk-tag nhsuk-tag--{2}" title="{0}">{1}</strong>',
    ),
}


@st.composite
def noted(draw: st.DrawFn) -> str:
    """One entry, with notes of its author before, between and behind its facts."""
    form = draw(st.sampled_from(["bullet", "row", "card"]))
    title, image = SPELLINGS["CARD" if form == "card" else "LINK"]
    told = [("area", "NLP", "green"), ("technique", "VAE", "grey"), ("datamodality", "Text", "text")]
    facts = [draw(title), *(image.format(*one) for one in told[: draw(st.integers(1, 3))])]
    if draw(st.booleans()):
        facts = [*facts[1:], facts[0]]
    first = draw(st.integers(0, 1))
    pieces = [*[piece for fact in facts for piece in (draw(notes), fact)][first:], draw(notes)]
    if form == "row":
        return "|" + draw(st.sampled_from(["|", " | "])).join(pieces) + "|\n"
    inside = "".join(piece + draw(separators) for piece in pieces if piece)
    card = f'<ul>\n<li class="nhsx-project-card" data-tags="nlp x">\n<div>{inside}</div>\n</li>\n</ul>\n'
    return card if form == "card" else f"- {inside}\n"


@given(rough(noted()), numbers, st.lists(badges(), max_size=4) | st.none())
def test_text_beside_the_facts_of_an_entry_is_its_authors(text: str, kept: int, wanted: list[Badge] | None) -> None:
    """Whatever stands before, between or behind badges, they come and go without it."""
    document = ni.parse(f"## Open Projects\n\n{text}")
    assume(document.entries)
    badges = wanted if wanted is not None else document.entries[0].badges[: kept % 4]
    try:
        changed = document.edit(0, badges=badges)
    except UnsafeEdit:
        return
    if changed is not document:
        is_edited(document, changed, 0, badges=tuple(badges))


@given(written(), numbers, titles, urls)
def test_usual_edits_are_never_refused(page: Page, number: int, title: str, url: str) -> None:
    """Any title on one line, and any address of a page, can be written into every form of a listing."""
    document = ni.parse(page.text)
    n = entry_of(document, number)
    title = " ".join(title.split()) or "T"
    changed = document.edit(n, title=title, url=url)
    assert (changed.entries[n].title, changed.entries[n].url) == (title, url)


@given(written(), numbers, st.lists(badges(any_labels), min_size=1, max_size=5))
def test_badges_of_an_entry_that_has_some_are_never_refused(page: Page, number: int, wanted: list[Badge]) -> None:
    """More, fewer or other badges fit wherever badges stand."""
    document = ni.parse(page.text)
    n = entry_of(document, number)
    assume(document.entries[n].badges)
    changed = document.edit(n, badges=wanted)
    assert list(changed.entries[n].badges) == in_its_colours(changed, n, wanted)


@listing
@given(st.data(), st.lists(projects(), min_size=1, max_size=4))
def test_a_rendered_page_can_be_edited(dialect: Dialect, data: st.DataObject, given_projects: list[ni.Project]) -> None:
    """What the library wrote it can change: another title of every entry."""
    document = ni.parse(data.draw(rough(st.just(ni.render(given_projects, dialect)))))
    for n in range(len(document.entries)):
        title = data.draw(tame_titles)
        changed = document.edit(n, title=title)
        if changed is not document:
            is_edited(document, changed, n, title=title)
        document = changed


@given(pages(BRIEF), st.data())
def test_a_fact_of_a_brief_is_changed_or_the_edit_is_refused(page: str, data: st.DataObject) -> None:
    """Any text may be asked for, for any fact."""
    document = ni.parse(page, BRIEF)
    name = data.draw(st.sampled_from(["title", "permalink", "description", "heading", "subheading", *BRIEF_FIELDS]))
    value = data.draw(titles | any_text)
    try:
        changed = edit_brief(document)(**{name: value})
    except UnsafeEdit:
        return
    assert document.brief
    assert changed.brief
    assert document.brief_spans
    if changed is document:
        return
    if name in BRIEF_FIELDS:
        label = BRIEF_FIELDS[name]
        kept = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", document.source.newline)
        assert changed.brief.field(label) == Field(name=label, text=kept)
        assert evolve(changed.brief, fields=()) == evolve(document.brief, fields=())
        only_their_lines_changed(document, changed, [document.brief_spans.fields[label]])
    else:
        assert changed.brief == with_facts(document.brief, {name: value})
        only_their_lines_changed(document, changed, [getattr(document.brief_spans, name)])


BRIEF_PAGE = """---
remote_theme: nhsx/nhsx-io-theme
title: Made-up project
description: 'NHSX PhD Internship - Made-up project'
permalink: /made-up/   # a comment
---

# Made-up
## Project

**Keywords:** NLP, Text
**Need:**
**Datasets:** \tSome data.

- one
- two

**Desired skill set:**

Python

---
Return to list of [all available projects](/).
"""


@pytest.mark.parametrize("newline", NEWLINES, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("facts", "old", "new"),
    [
        ({"title": "New: title"}, "title: Made-up project\n", 'title: "New: title"\n'),
        ({"title": "2021-01-01"}, "title: Made-up project\n", 'title: "2021-01-01"\n'),
        ({"description": "It's"}, "'NHSX PhD Internship - Made-up project'", "'It''s'"),
        ({"permalink": "/new/"}, "/made-up/ ", "/new/ "),
        ({"heading": "New"}, "# Made-up\n", "# New\n"),
        ({"subheading": "New"}, "## Project\n", "## New\n"),
        ({"keywords": ["A", "B b"]}, "NLP, Text", "A, B b"),
        ({"keywords": []}, "NLP, Text", ""),
        ({"need": "A need."}, "**Need:**\n", "**Need:** A need.\n"),
        ({"datasets": "None\n\nat all"}, "Some data.\n\n- one\n- two", "None\n\nat all"),
        ({"datasets": ""}, "Some data.\n\n- one\n- two", ""),
        ({"skills": "R"}, "Python", "R"),
        ({"skills": "R\n\n---\n\nand Python"}, "Python", "R\n\n---\n\nand Python"),
    ],
    ids=str,
)
def test_each_fact_of_a_brief_can_be_changed(facts: dict[str, object], old: str, new: str, newline: str) -> None:
    """Nothing but the fact changes, with the newlines of the page."""
    text = roughened(BRIEF_PAGE, newline, bom=newline == "\r\n", final=True)
    changed = edit_brief(ni.parse(text))(**facts)
    assert changed.text == text.replace(old.replace("\n", newline), new.replace("\n", newline))


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"need": "a\n\n**Datasets:** stolen"}, "would read back"),
        ({"skills": "a\n\n---\nReturn to list of x\n"}, "would read back"),
        ({"heading": "a\nb"}, "would read back"),
        ({"enables_future_work": "x"}, 'no field "Enables Future Work"'),
        ({"fields": {"Nonsense": "x"}}, 'no field "Nonsense"'),
        ({"keywords": ["a, b"]}, "would read back"),
    ],
    ids=str,
)
def test_what_a_brief_cannot_say_is_refused(facts: dict[str, object], problem: str) -> None:
    """A text that would be taken for something else is never written."""
    with pytest.raises(UnsafeEdit, match=problem):
        edit_brief(ni.parse(BRIEF_PAGE))(**facts)


def test_the_first_of_two_equal_labels_is_changed() -> None:
    """It is the one that `Brief.field` finds."""
    text = BRIEF_PAGE.replace("**Need:**\n", "**Need:** one\n\n**Need:** two\n")
    changed = ni.parse(text).edit_brief(need="new")
    assert changed.text == text.replace("**Need:** one", "**Need:** new")
    assert changed.brief
    assert [field.text for field in changed.brief.fields if field.name == "Need"] == ["new", "two"]


RECORDS = """- title: P34 - Made-up
  codelink: https://github.com/nhsx/made-up
  stage: Wave 3 - June to December 2022   # a comment
  badge1: "NLP"
  badge2: Text
  permalink: /made-up/
- title: 'P21 - Other'
  stage: Wave 2 - January to May 2022
"""


@pytest.mark.parametrize("newline", NEWLINES, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("n", "facts", "old", "new"),
    [
        (0, {"title": "P34 - New: title"}, "P34 - Made-up\n", '"P34 - New: title"\n'),
        (1, {"title": "P21 - It's"}, "'P21 - Other'", "'P21 - It''s'"),
        (0, {"url": "/new/"}, "/made-up/\n", "/new/\n"),
        (1, {"url": "/x/"}, "'P21 - Other'\n", "'P21 - Other'\n  permalink: /x/\n"),
        (0, {"badges": []}, '  badge1: "NLP"\n  badge2: Text\n', ""),
        (0, {"wave": NEW_WAVE}, "Wave 3 - June to December 2022 ", "Wave 12 - January to June 2027 "),
        (
            0,
            {"badges": [Badge(label="NLP", facet=Facet.TOPIC), Badge(label="a: b", facet=Facet.TOPIC)]},
            "Text",
            '"a: b"',
        ),
    ],
    ids=str,
)
def test_each_fact_of_a_record_can_be_changed(
    n: int, facts: dict[str, object], old: str, new: str, newline: str
) -> None:
    """In its own style of quoting, beside its comments."""
    text = roughened(RECORDS, newline, bom=False, final=True)
    changed = edit(ni.parse(text, COMPLETED_DATA))(n, **facts)
    assert changed.text == text.replace(old.replace("\n", newline), new.replace("\n", newline))


@pytest.mark.parametrize(
    ("n", "facts", "problem"),
    [
        (0, {"url": None}, "cannot be removed"),
        (0, {"wave": None}, "cannot be removed"),
        (0, {"badges": [Badge(label="NLP", facet=Facet.AREA), Badge(label="Text", facet=Facet.TOPIC)]}, "read back"),
        (0, {"badges": [Badge(label="", facet=Facet.TOPIC), Badge(label="Text", facet=Facet.TOPIC)]}, "a label"),
    ],
    ids=str,
)
def test_what_a_record_cannot_say_is_refused(n: int, facts: dict[str, object], problem: str) -> None:
    """A record has no line for it, or no facet for its badges."""
    with pytest.raises(UnsafeEdit, match=problem):
        edit(ni.parse(RECORDS, COMPLETED_DATA))(n, **facts)


def test_a_record_that_gets_another_code_says_so() -> None:
    """The code stands in the title, so a new title may bring a new code."""
    changed = ni.parse(RECORDS, COMPLETED_DATA).edit(0, title="P35 - Made-up")
    assert (changed.entries[0].title, changed.entries[0].code) == ("P35 - Made-up", "P35")


def test_no_edit_is_the_same_document() -> None:
    """What already stands there is not written again."""
    document = ni.parse("- [A](a-b/)\n")
    assert document.edit(0, title="A", url="a-b/") is document
    brief = ni.parse(BRIEF_PAGE)
    assert brief.edit_brief(title="Made-up project", keywords=["NLP", "Text"]) is brief


def test_negative_numbers_count_from_the_end() -> None:
    """As in any sequence; a number that is none raises IndexError."""
    document = ni.parse("- [A](a-b/)\n- [B](b-b/)\n")
    assert str(document.edit(-1, title="C")) == "- [A](a-b/)\n- [C](b-b/)\n"
    for n in (2, -3):
        with pytest.raises(IndexError):
            document.edit(n, title="C")


def test_an_entry_is_edited_in_its_own_form() -> None:
    """On a page of several forms, each stays."""
    area = "![area](https://img.shields.io/badge/NLP-yellow)"
    text = f"## Open Projects\n- [A](a-b/)\n\n|{area}|[B](b-b/)|\n"
    document = ni.parse(text).edit(0, title="A | a").edit(1, title="B | b")
    assert str(document) == f"## Open Projects\n- [A \\| a](a-b/)\n\n|{area}|[B \\| b](b-b/)|\n"


def test_a_wave_of_several_entries_is_not_changed_through_one() -> None:
    """It would change the others, too."""
    document = ni.parse("## Open Projects\n### Wave 3\n- [A](a-b/)\n- [B](b-b/)\n")
    with pytest.raises(UnsafeEdit, match="1 other entry is listed under the same wave"):
        document.edit(0, wave=NEW_WAVE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("|**Wave 3**|", "|**Wave 12 (January - June 2027)**|"),
        ("|**Wave 3** | July - December 2022|", "|**Wave 12 (January - June 2027)**|"),
        ("|January 2023|", "|Wave 12 (January - June 2027)|"),
    ],
)
def test_a_wave_of_one_entry_is_changed(old: str, new: str) -> None:
    """The row is written anew, bold if it was bold."""
    row = "|![area](https://img.shields.io/badge/NLP-yellow)|[A](a-b/)|\n"
    document = ni.parse(f"## Open Projects\n{old}\n{row}")
    assert str(document.edit(0, wave=NEW_WAVE)) == f"## Open Projects\n{new}\n{row}"


@given(slugs, tame_titles)
def test_edits_of_every_real_entry_are_exact(real_documents: list[Document], slug: str, title: str) -> None:
    """On one entry of every real page in turn: another title and address, everything else as before."""
    for number, document in enumerate(real_documents):
        n = (number * 7) % len(document.entries)
        if document.entries[n].url:
            is_edited(document, document.edit(n, title=title, url=f"{slug}/"), n, title=title, url=f"{slug}/")


@pytest.fixture(scope="module")
def real_documents(corpus: Path) -> list[Document]:
    """Real listings, each distinct text once."""
    found = {path.read_bytes(): path for path in sorted((corpus / "pages").iterdir()) if path.suffix in {".md", ".txt"}}
    documents = [ni.read(path) for path in found.values()]
    return [document for document in documents if document.entries]


def test_split_keywords_drops_what_is_empty() -> None:
    """Blanks and empty places between commas are no keywords."""
    assert split_keywords(" a ,, b\tc ,") == ("a", "b c")
