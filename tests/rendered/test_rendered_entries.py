"""Every edit of an entry, judged by kramdown: a visitor sees what was asked for, and all else as before."""

from __future__ import annotations

import difflib
from functools import cache, partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from attrs import evolve

import nhs_internships as ni
from nhs_internships.errors import UnsafeEdit
from rendered import asked, expected
from rendered.expected import NotShown, difference
from rendered.judge import Open, SiteError, Text, active_links, shown
from rendered.listed import listing
from rendered.verdict import Tally, Wrong, few, listings, sample, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nhs_internships import Badge, Document, Entry, Wave
    from rendered.judge import Items, Kramdown

FOLDER = Path(__file__).with_name("pages")
PAGES = sorted(path.name for path in FOLDER.glob("*.md") if not path.name.startswith("brief"))
PLAIN_PAGES = ("link_list.md", "title_list.md", "badge_list.md", "title_table.md", "badge_table.md", "cards.md")

Change = dict[str, Any]  # what is handed to `edit`: facts by their names


@cache
def page(name: str, newline: str = "\n") -> Document:
    """One of our own pages, with the newlines of one system or the other."""
    return ni.parse((FOLDER / name).read_text(encoding="utf-8").replace("\n", newline), name=name)


# What is asked of an entry, and what must be shown then


def titles(_: Entry) -> Iterator[Change]:
    yield from ({"title": text} for text in ("", *asked.ORDINARY, *asked.AWKWARD))


def urls(_: Entry) -> Iterator[Change]:
    yield from ({"url": url} for url in (*asked.URLS, *asked.AWKWARD_URLS, *asked.ACTIVE_URLS))


def titles_and_urls(_: Entry) -> Iterator[Change]:
    yield from ({"title": text, "url": url} for text in asked.ORDINARY for url in asked.URLS)


def badges(entry: Entry) -> Iterator[Change]:
    yield from ({"badges": new} for new in asked.badges(entry))


def labels(entry: Entry) -> Iterator[Change]:
    yield from ({"badges": new} for new in asked.labelled(entry))


def waves(_: Entry) -> Iterator[Change]:
    yield from ({"wave": wave} for wave in asked.WAVES)


def title_problem(before: Items, after: Items, entries: Sequence[Entry], n: int, *, title: str) -> str:
    return difference(expected.title(before, entries, n, title), after) if title else "the entry lost its title"


def url_problem(before: Items, after: Items, entries: Sequence[Entry], n: int, *, url: str | None) -> str:
    # A target is kept as it is written on the page, where & may be written as &amp;.
    meant = dict.fromkeys((url, url and unescape(url)))
    told = [difference(expected.url(before, entries, n, one), expected.plain_targets(after)) for one in meant]
    return min(told, key=len)


def link_problem(before: Items, after: Items, entries: Sequence[Entry], n: int, *, title: str, url: str | None) -> str:
    changed = (*entries[:n], evolve(entries[n], url=url), *entries[n + 1 :])
    due = expected.title(expected.url(before, entries, n, url), changed, n, title)
    return difference(due, expected.plain_targets(after))


def wave_problem(before: Items, after: Items, entries: Sequence[Entry], n: int, *, wave: Wave) -> str:
    old = entries[n].wave
    return expected.wave_problem(before, after, old, wave) if old else "an entry without a wave got one"


class Fact(NamedTuple):
    """What is asked of one fact of an entry, and how the pages before and after are compared."""

    changes: Callable[[Entry], Iterator[Change]]
    problem: Callable[..., str]


FACTS = {
    "title": Fact(titles, title_problem),
    "url": Fact(urls, url_problem),
    "title and url": Fact(titles_and_urls, link_problem),
    "badges": Fact(badges, expected.badges_problem),
    "labels": Fact(labels, expected.badges_problem),
    "wave": Fact(waves, wave_problem),
}


def edit(kramdown: Kramdown, document: Document, n: int, change: Change, problem: Callable[..., str]) -> None:
    """Edit one entry, and compare what visitors see before and after.

    Raises:
        Wrong: They see something else than what was asked.
        UnsafeEdit: The edit was refused.
    """
    again = document.edit(n, **change)
    if again is document:
        return
    try:
        before, after = kramdown.page(document.text), kramdown.page(again.text)
        told = problem(before.items, after.items, document.entries, n, **change)
    except (SiteError, NotShown) as error:
        raise Wrong(f"{error}\n{written(document.text, again.text)}") from error
    if before.front != after.front:
        told = f"the front matter changed: {after.front}"
    elif not told and len(active_links(after.items)) > len(active_links(before.items)):
        told = f"a link runs code: {active_links(after.items)}"
    elif not told and "badges" in change:
        told = too_many_lines(document, again, n)
    if told:
        raise Wrong(f"{told}\n{written(document.text, again.text)}")


def too_many_lines(document: Document, again: Document, n: int) -> str:
    """Whether more lines changed than those of the badges that did: three for each, two for the words of a card."""
    old, new = document.entries[n].badges, again.entries[n].badges
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    count = sum(max(b - a, d - c) for kind, a, b, c, d in steps if kind != "equal")
    marked = difflib.ndiff(document.text.splitlines(), again.text.splitlines())
    lines = sum(line.startswith(("- ", "+ ")) for line in marked)
    return f"{lines} lines changed for {count} badges" if lines > 3 * count + 2 else ""


class Judge:
    """Judges edits of entries, one test long."""

    def __init__(self, kramdown: Kramdown, fact: Fact) -> None:
        self.kramdown = kramdown
        self.fact = fact
        self.tally = Tally()

    def add(self, document: Document, n: int, change: Change) -> None:
        """Judge one edit."""
        said = ", ".join(f"{name} = {_short(value)}" for name, value in change.items())
        attempt = partial(edit, self.kramdown, document, n, change, self.fact.problem)
        self.tally.add(f"{document.name}: entry {n}, {document.entries[n].title!r}, {said}", attempt, UnsafeEdit)


def _short(value: str | Wave | Sequence[Badge] | None) -> str:
    match value:
        case None | str():
            return repr(value)
        case ni.Wave():
            return value.label
        case _:
            return ", ".join(f"{one.facet} {one.label!r} {one.colour}" for one in value) or "none"


# Our own pages


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("fact", FACTS)
def test_an_entry_shows_what_was_asked(kramdown: Kramdown, name: str, fact: str) -> None:
    """The fact that was asked for changes on the page, and nothing else."""
    judge = Judge(kramdown, FACTS[fact])
    cases = [(n, change) for n, entry in enumerate(page(name).entries) for change in FACTS[fact].changes(entry)]
    for at, (n, change) in enumerate(sample(cases, 100, f"{name} {fact}")):
        judge.add(page(name, "\r\n" if at % 4 == 3 else "\n"), n, change)
    judge.tally.check()


@pytest.mark.parametrize("name", PLAIN_PAGES)
def test_ordinary_titles_are_not_refused(name: str) -> None:
    """Quotes, dashes, accents and emoji are everyday texts."""
    for n in range(len(page(name).entries)):
        for title in asked.ORDINARY:
            assert page(name).edit(n, title=title).entries[n].title == title


# Reading: what is edited must be what is shown


@pytest.mark.parametrize("name", PAGES)
def test_every_entry_is_read(kramdown: Kramdown, name: str) -> None:
    """Whatever kind of link it is written with, and no more than visitors see."""
    items, entries = kramdown.page(page(name).text).items, page(name).entries
    assert len(entries) == sum(not (entry.url or "").startswith("#fn") for entry in listing(items).entries)
    for n, entry in enumerate(entries):
        place = expected.find(items, entries, n).of(items)
        said = [item.text for item in place if isinstance(item, Text)]
        if not any(isinstance(item, Open) and item.name != "a" for item in place):  # such marks are read as written
            assert said == [shown(entry.title)]


def test_every_entry_of_a_real_page_is_shown(kramdown: Kramdown, corpus: Path) -> None:
    """By title and target, in the order in which it is read."""
    for document in listings(corpus):
        items = kramdown.page(document.text).items
        places = [expected.find(items, document.entries, n).start for n in range(len(document.entries))]
        assert places == sorted(places), document.name


# Moving between waves


def move(kramdown: Kramdown, document: Document, n: int, wave: Wave) -> None:
    """Move one entry under another wave, and compare what visitors see before and after.

    Raises:
        Wrong: They see something else than what was asked.
        UnsafeEdit: The edit was refused.
    """
    again = document.move_to_wave(n, wave)
    before, after = (listing(kramdown.page(one.text).items) for one in (document, again))
    entry = before.entries[n]
    moved = [other for other in after.entries if (other.title, other.url) == (entry.title, entry.url)]
    stayed = [other for k, other in enumerate(before.entries) if k != n]
    if len(moved) != 1 or [other for other in after.entries if other != moved[0]] != stayed:
        raise Wrong(f"other entries changed: {set(after.entries) ^ set(before.entries)}")
    if moved[0].badges != entry.badges or expected.words(moved[0].wave) != expected.words(wave.label):
        raise Wrong(f"the entry is now {moved[0]}")
    if after.rest != before.rest:
        raise Wrong(f"other text changed: {set(after.rest) ^ set(before.rest)}")


@pytest.mark.parametrize("name", ["waves.md", "link_list.md", "badge_table.md"])
def test_an_entry_moves_to_another_wave(kramdown: Kramdown, name: str) -> None:
    """It stands under the row or heading of that wave, and all else as before."""
    tally, document = Tally(), page(name)
    standing = [(n, entry.wave) for n, entry in enumerate(document.entries) if entry.wave]
    for n, wave in [(n, wave) for n, own in standing for wave in document.waves if wave != own]:
        what = f"{name}: entry {n}, {document.entries[n].title!r}, to {wave.label}"
        tally.add(what, partial(move, kramdown, document, n, wave), UnsafeEdit)
    tally.check()


# Real pages


@pytest.mark.parametrize("fact", FACTS)
def test_an_entry_of_a_real_page_shows_what_was_asked(kramdown: Kramdown, corpus: Path, fact: str) -> None:
    """The same for entries of the scheme's own pages."""
    judge = Judge(kramdown, FACTS[fact])
    entries = [(document, n) for document in listings(corpus) for n in range(len(document.entries))]
    if fact == "wave":
        entries = [(document, n) for document, n in entries if document.entries[n].wave]
    for document, n in sample(entries, 60, f"real {fact}"):
        for change in few(list(FACTS[fact].changes(document.entries[n])), f"{document.name} {n} {fact}"):
            judge.add(document, n, change)
    judge.tally.check()
