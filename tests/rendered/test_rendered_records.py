"""Every edit of a record, judged by the YAML reader of the site: it says what was asked for, and all else as before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import nhs_internships as ni
from nhs_internships.errors import UnsafeEdit
from rendered import asked, expected
from rendered.judge import SiteError, hides_code
from rendered.verdict import Tally, Wrong, every_page, few, sample, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nhs_internships import Document, Entry
    from rendered.judge import Kramdown, Record

FILE = Path(__file__).with_name("pages") / "completed.yml"
PAGE = ni.parse(FILE.read_text(encoding="utf-8"), name=FILE.name)
Change = dict[str, Any]  # what is handed to `edit`: one fact by its name
KEYS = {"title": "title", "url": "permalink"}


def titles(_: Entry) -> Iterable[object]:
    return ("", *asked.ORDINARY, *asked.AWKWARD, *asked.YAML_TEXTS)


def urls(_: Entry) -> Iterable[object]:
    return (*asked.URLS, *asked.AWKWARD_URLS, *asked.ACTIVE_URLS, *asked.YAML_TEXTS)


def waves(_: Entry) -> Iterable[object]:
    return asked.WAVES


FACTS: dict[str, Callable[[Entry], Iterable[object]]] = {
    "title": titles,
    "url": urls,
    "badges": asked.topics,
    "wave": waves,
}


def edit(kramdown: Kramdown, document: Document, n: int, change: Change) -> None:
    """Edit one record, and compare what YAML makes of the file before and after.

    Raises:
        Wrong: It is something else than what was asked.
        UnsafeEdit: The edit was refused.
    """
    again = document.edit(n, **change)
    try:
        before, after = kramdown.records(document.text), kramdown.records(again.text)
    except SiteError as error:
        raise Wrong(f"{error}\n{written(document.text, again.text)}") from error
    at = [k for k, record in enumerate(before) if record.get("title")][n]
    told = problem(before[at], after[at], change)
    if before[:at] + before[at + 1 :] != after[:at] + after[at + 1 :]:
        told = "other records changed"
    if told:
        raise Wrong(f"{told}\n{written(document.text, again.text)}")


def problem(before: Record, after: Record, change: Change) -> str:
    """What a record says that was not asked for."""
    ((fact, new),) = change.items()
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    match new:
        case ni.Wave():
            said, due = expected.words(after.get("stage", "")), expected.words(new.label)
            return "" if said == due and changed <= {"stage"} else f"the record says {after}"
        case tuple():
            labels = [value for key, value in after.items() if key.startswith("badge") and value]
            right = labels == [badge.label for badge in new] and all(key.startswith("badge") for key in changed)
            return "" if right else f"the badges are {labels}; the record says {after}"
        case _ if fact == "url" and isinstance(new, str) and hides_code(new):
            return "the permalink runs code"
        case "" if fact == "title":
            return "the record lost its title"
        case _:
            right = (after.get(KEYS[fact]) or None) == (new or None) and changed <= {KEYS[fact]}
            return "" if right else f"the site reads {after.get(KEYS[fact])!r}, not {new!r}; all of it: {after}"


class Judge:
    """Judges edits of records, one test long."""

    def __init__(self, kramdown: Kramdown, fact: str) -> None:
        self.kramdown = kramdown
        self.fact = fact
        self.tally = Tally()

    def add(self, document: Document, n: int, new: object) -> None:
        """Judge one edit."""
        what = f"{document.name}: record {n}, {document.entries[n].title!r}, {self.fact} = {new!r}"
        self.tally.add(what, partial(edit, self.kramdown, document, n, {self.fact: new}), UnsafeEdit)


@pytest.mark.parametrize("fact", FACTS)
def test_a_record_says_what_was_asked(kramdown: Kramdown, fact: str) -> None:
    """The fact that was asked for changes in the file, and nothing else."""
    judge = Judge(kramdown, fact)
    cases = [(n, new) for n, entry in enumerate(PAGE.entries) for new in FACTS[fact](entry)]
    for n, new in sample(cases, 200, fact):
        judge.add(PAGE, n, new)
    judge.tally.check()


@pytest.mark.parametrize("fact", FACTS)
def test_a_real_record_says_what_was_asked(kramdown: Kramdown, corpus: Path, fact: str) -> None:
    """The same for the scheme's own data files."""
    judge = Judge(kramdown, fact)
    files = [page for page in every_page(corpus) if page.name.endswith(".yml")]
    for document, n in sample([(page, n) for page in files for n in range(len(page.entries))], 60, f"real {fact}"):
        for new in few(list(FACTS[fact](document.entries[n])), f"{document.name} {n} {fact}"):
            judge.add(document, n, new)
    judge.tally.check()
