"""Every move of an entry to another section, judged by kramdown: it is shown once, there, and all else as before."""

from __future__ import annotations

from functools import cache, partial
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships import Status
from nhs_internships.errors import UnsafeEdit
from rendered.expected import NotShown, difference
from rendered.judge import SiteError, shown
from rendered.moved import around, said, section, unlike, without, without_heading
from rendered.verdict import Tally, Wrong, listings, sample, written

if TYPE_CHECKING:
    from nhs_internships import Document
    from rendered.judge import Kramdown

FOLDER = Path(__file__).with_name("pages")
PAGES = sorted(path.name for path in FOLDER.glob("*.md") if not path.name.startswith("brief"))
PLAIN_PAGES = ("link_list.md", "title_list.md", "badge_list.md", "title_table.md", "badge_table.md", "cards.md")


@cache
def page(name: str, newline: str = "\n") -> Document:
    """One of our own pages, with the newlines of one system or the other."""
    return ni.parse((FOLDER / name).read_text(encoding="utf-8").replace("\n", newline), name=name)


def move(kramdown: Kramdown, document: Document, n: int, status: Status) -> None:
    """Move one entry, and compare what visitors see before and after.

    Raises:
        Wrong: They see something else than what was asked.
        UnsafeEdit: The move was refused.
    """
    again = document.move(n, status, create_section=True)
    now = position(document, again, n, status)
    try:
        before, after = kramdown.page(document.text), kramdown.page(again.text)
        old, new = around(before.items, document, n), around(after.items, again, now)
        rest = without(after.items, new)
        if not any(one.status is status and one.level > 1 for one in document.sections):
            rest = without_heading(rest, shown(again.entries[now].section or ""))
    except (SiteError, NotShown) as error:
        raise Wrong(f"{error}\n{written(document.text, again.text)}") from error
    problem = unlike(without(before.items, old), rest)
    if not problem and said(old.of(before.items)) != said(new.of(after.items)):
        problem = difference(old.of(before.items), new.of(after.items))
    if not problem and section(after.items, new) != shown(again.entries[now].section or ""):
        problem = f"it stands under {section(after.items, new)!r}"
    if problem or before.front != after.front:
        raise Wrong(f"{problem}\n{written(document.text, again.text)}")


def position(document: Document, again: Document, n: int, status: Status) -> int:
    """The number of the entry that moved: the only one with this status that was not there."""
    entry = document.entries[n]
    found = [k for k, one in enumerate(again.entries) if (one.title, one.status) == (entry.title, status)]
    was = [k for k, one in enumerate(document.entries) if (one.title, one.status) == (entry.title, status)]
    assert len(found) == len(was) + 1
    return next(k for k in found if again.entries[k] not in [document.entries[one] for one in was])


def judge(kramdown: Kramdown, cases: list[tuple[Document, int, Status]]) -> None:
    """Judge some moves."""
    tally = Tally()
    for document, n, status in cases:
        what = f"{document.name}: entry {n}, {document.entries[n].title!r}, to {status}"
        tally.add(what, partial(move, kramdown, document, n, status), UnsafeEdit)
    tally.check()


def moves(document: Document) -> list[tuple[Document, int, Status]]:
    """Every entry with every other status."""
    return [
        (document, n, status) for n, one in enumerate(document.entries) for status in Status if status != one.status
    ]


# Pages


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", PAGES)
def test_an_entry_moves_to_another_section(kramdown: Kramdown, name: str, newline: str) -> None:
    """It is shown once, in the section of its new status, and the rest of the page as before."""
    judge(kramdown, moves(page(name, newline)))


def test_an_entry_of_a_real_page_moves_to_another_section(kramdown: Kramdown, corpus: Path) -> None:
    """The same on the scheme's own pages."""
    judge(kramdown, sample([case for document in listings(corpus) for case in moves(document)], 150, "real moves"))


@pytest.mark.parametrize(("name", "target"), list(permutations(PLAIN_PAGES, 2)))
def test_an_entry_moves_to_another_page(kramdown: Kramdown, name: str, target: str) -> None:
    """In whatever dialect that is written, it says the same there, and the rest of both pages is as before."""
    tally, document = Tally(), page(name)
    for n in range(len(document.entries)):
        tally.add(
            f"{name}: entry {n}, to {target}", partial(change_page, kramdown, document, n, page(target)), UnsafeEdit
        )
    tally.check()


def change_page(kramdown: Kramdown, document: Document, n: int, other: Document) -> None:
    """Move one entry to another page, and compare what visitors see of both.

    Raises:
        Wrong: They see something else than what was asked.
        UnsafeEdit: The move was refused.
    """
    left, again = document.move_to_page(n, other, Status.OPEN, create_section=True)
    now = next(k for k, one in enumerate(again.entries) if k >= len(other.entries) or one != other.entries[k])
    items, left_items = kramdown.page(document.text).items, kramdown.page(left.text).items
    before, after = kramdown.page(other.text).items, kramdown.page(again.text).items
    try:
        here, there = around(items, document, n), around(after, again, now)
    except NotShown as error:
        raise Wrong(f"{error}\n{written(other.text, again.text)}") from error
    rest = without(after, there)
    if not any(one.status is Status.OPEN and one.level > 1 for one in other.sections):
        rest = without_heading(rest, shown(again.entries[now].section or ""))
    problem = unlike(before, rest) or unlike(without(items, here), left_items)
    if not problem and said(here.of(items)) != said(there.of(after)):
        problem = difference(here.of(items), there.of(after))
    if problem:
        raise Wrong(f"{problem}\n{written(other.text, again.text)}")
