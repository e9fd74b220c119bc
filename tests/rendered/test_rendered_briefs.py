"""Every edit of a brief, judged by kramdown and YAML: a visitor sees what was asked for, and all else as before."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import nhs_internships as ni
from nhs_internships.errors import UnsafeEdit
from rendered import asked, expected
from rendered.expected import NotShown, difference
from rendered.judge import SiteError, hides_code
from rendered.verdict import Tally, Wrong, every_page, few, sample, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships import Document
    from rendered.judge import Items, Kramdown, Page

FOLDER = Path(__file__).with_name("pages")
PAGES = sorted(path.name for path in FOLDER.glob("brief*.md"))
IN_FRONT = ("title", "permalink", "description")
HEADINGS = {"heading": 1, "subheading": 2}
FACTS = (*IN_FRONT, *HEADINGS, "keywords", "fields")


@cache
def page(name: str) -> Document:
    """One of our own briefs."""
    return ni.parse((FOLDER / name).read_text(encoding="utf-8"), name=name)


def values(document: Document, fact: str) -> Iterator[object]:
    """Everything that is asked of one fact."""
    if fact == "fields" and document.brief is not None:
        yield from (
            {one.name: text}
            for one in document.brief.fields[1:]
            for text in (*asked.FIELD_TEXTS, *asked.SPILLING_TEXTS)
        )
    elif fact == "keywords":
        yield from asked.KEYWORDS
    elif fact == "permalink":
        yield from (url for url in (*asked.URLS, *asked.AWKWARD_URLS, *asked.ACTIVE_URLS) if url is not None)
        yield from asked.YAML_TEXTS
    else:
        yield from ("", *asked.ORDINARY, *asked.AWKWARD, *(asked.YAML_TEXTS if fact in IN_FRONT else ()))


def edit(kramdown: Kramdown, document: Document, fact: str, new: object) -> None:
    """Edit a brief, and compare what visitors see before and after.

    Raises:
        Wrong: They see something else than what was asked.
        UnsafeEdit: The edit was refused.
    """
    change: dict[str, Any] = {fact: new}
    again = document.edit_brief(**change)
    if again is document:
        return
    try:
        told = problem(kramdown, document, again, fact, new)
    except (SiteError, NotShown) as error:
        raise Wrong(f"{error}\n{written(document.text, again.text)}") from error
    if told:
        raise Wrong(f"{told}\n{written(document.text, again.text)}")


def problem(kramdown: Kramdown, document: Document, again: Document, fact: str, new: object) -> str:
    """What visitors see that was not asked for."""
    before, after = kramdown.page(document.text), kramdown.page(again.text)
    if fact in IN_FRONT:
        return front_problem(before, after, fact, str(new))
    if before.front != after.front:
        return f"the front matter changed: {after.front}"
    if fact in HEADINGS:
        return difference(expected.heading(before.items, HEADINGS[fact], str(new)), after.items)
    brief = document.brief
    assert brief is not None
    label, due = field_due(kramdown, new)
    rest = expected.without_field(before.items, brief, label)
    told = difference(rest, expected.without_field(after.items, brief, label))
    return told if told or due is None else difference(due, expected.field(after.items, brief, label))


def field_due(kramdown: Kramdown, new: object) -> tuple[str, Items | None]:
    """The label of a field and what its text must show; nothing for a text that only must not reach beyond."""
    if isinstance(new, tuple):
        alone = kramdown.page(f"**Keywords:** {', '.join(new)}\n").items
        return "Keywords", expected.running(alone)[3:]
    assert isinstance(new, dict)
    ((label, text),) = new.items()
    due = expected.running(kramdown.page(f"{text}\n").items) if text in asked.FIELD_TEXTS else None
    return str(label), due


def front_problem(before: Page, after: Page, fact: str, new: str) -> str:
    """The value of one key changes, and with it what the page makes of it: nothing, on a brief."""
    if fact == "title" and not new:
        return "the brief lost its title"
    if fact == "permalink" and hides_code(new):
        return "the permalink runs code"
    if after.front != {**before.front, fact: new}:
        return f"the site reads {after.front.get(fact)!r}, not {new!r}; all of it: {after.front}"
    return difference(before.items, after.items)


def attempt(tally: Tally, kramdown: Kramdown, document: Document, fact: str, new: object) -> None:
    """Judge one edit."""
    tally.add(f"{document.name}: {fact} = {new!r}", partial(edit, kramdown, document, fact, new), UnsafeEdit)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("fact", FACTS)
def test_a_brief_shows_what_was_asked(kramdown: Kramdown, name: str, fact: str) -> None:
    """The fact that was asked for changes on the page, and nothing else."""
    tally = Tally()
    for new in sample(list(values(page(name), fact)), 60, f"{name} {fact}"):
        attempt(tally, kramdown, page(name), fact, new)
    tally.check()


@pytest.mark.parametrize("fact", FACTS)
def test_a_real_brief_shows_what_was_asked(kramdown: Kramdown, corpus: Path, fact: str) -> None:
    """The same for the scheme's own briefs."""
    tally = Tally()
    briefs = [document for document in every_page(corpus) if document.brief is not None]
    for document in sample(briefs, 30, f"real {fact}"):
        for new in few(list(values(document, fact)), f"{document.name} {fact}"):
            attempt(tally, kramdown, document, fact, new)
    tally.check()
