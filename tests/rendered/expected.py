"""What a page must show after an edit, worked out from what it showed before.

Entries are found again by title and target on the page that visitors see, not by the library's spans. Everything that
was not asked for must stay as it was, item by item.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from attrs import frozen

from rendered.judge import Close, Item, Items, Label, Open, Picture, Text, address, badge, joined, letters, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nhs_internships import Badge, Brief, Entry, Wave

_BLOCKS = ("li", "tr")
_MODALITIES = {"text", "tabular", "images", "multimodal", "audio", "genomic"}


class NotShown(Exception):
    """The page before the edit does not show what the library read from it."""


@frozen
class Place:
    """A range of the items of a page."""

    start: int
    stop: int

    def of(self, items: Items) -> Items:
        return items[self.start : self.stop]


def difference(expected: Items, got: Items) -> str:
    """What should stand on a page and does not, and the reverse; empty for equal pages."""
    lines = difflib.unified_diff([str(item) for item in expected], [str(item) for item in got], "", "", "", "", 1)
    return "\n".join([line for line in lines if not line.startswith(("---", "+++"))][:10])


# Where an entry stands


def find(items: Items, entries: Sequence[Entry], n: int) -> Place:
    """The link of an entry, or its title where there is no link.

    Raises:
        NotShown: There is none.
    """
    same = [place for place in _places(items, entries[n]) if _says(items, place, entries[n])]
    before = sum((entry.title, entry.url) == (entries[n].title, entries[n].url) for entry in entries[:n])
    if len(same) <= before:
        raise NotShown(f"no visitor sees an entry {entries[n].title!r} that leads to {entries[n].url!r}")
    return same[before]


def _places(items: Items, entry: Entry) -> Iterator[Place]:
    for at, item in enumerate(items):
        if entry.url is None and isinstance(item, Text):
            yield Place(at, at + 1)
        elif entry.url is not None and isinstance(item, Open) and item.name == "a":
            yield Place(at, items.index(Close("a"), at) + 1)


def _says(items: Items, place: Place, entry: Entry) -> bool:
    if letters(_text(place.of(items))) != letters(unescape(entry.title)):
        return False
    link = items[place.start]
    if not isinstance(link, Open) or entry.url is None or "{{" in entry.url:  # Liquid makes another target of it
        return True
    return address(link.get("href") or "") == address(entry.url)


def _text(items: Items) -> str:
    return " ".join(item.text for item in items if isinstance(item, Text))


def block(items: Items, place: Place) -> Place:
    """The bullet, row or card around a place, without the bullets below it."""
    depth, start = 0, place.start
    while start >= 0:
        depth += _step(items[start])
        if depth == 1:
            break
        start -= 1
    depth, stop = 0, start
    while stop < len(items):
        depth += _step(items[stop])
        stop += 1
        if depth == 0 or (depth > 1 and stop > place.stop):
            break
    return Place(max(start, 0), stop)


def _step(item: Item) -> int:
    if isinstance(item, Open | Close) and item.name in _BLOCKS:
        return 1 if isinstance(item, Open) else -1
    return 0


# One fact of an entry


def title(items: Items, entries: Sequence[Entry], n: int, asked: str) -> Items:
    """The page with another title of one entry."""
    place = find(items, entries, n)
    link = items[place.start]
    text: Items = (Text(shown(asked)),)
    if Open("del") in place.of(items):  # a title that is struck through stays so: the mark is no part of it
        text = (Open("del"), *text, Close("del"))
    new = (link, *text, Close("a")) if isinstance(link, Open) else text
    return joined((*items[: place.start], *new, *items[place.stop :]))


def url(items: Items, entries: Sequence[Entry], n: int, asked: str | None) -> Items:
    """The page with another target of one entry; with ``None``, the title alone. Targets are as they are compared."""
    place, items = find(items, entries, n), plain_targets(items)
    link, inside = items[place.start], place.of(items)
    if isinstance(link, Open):
        inside = inside[1:-1]
    if asked is not None:
        others = [pair for pair in link.attributes if pair[0] != "href"] if isinstance(link, Open) else []
        inside = (Open("a", tuple(sorted((*others, ("href", address(asked)))))), *inside, Close("a"))
    return joined((*items[: place.start], *inside, *items[place.stop :]))


def plain_targets(items: Items) -> Items:
    """The page with targets as they are compared."""
    return tuple(_plain_target(item) for item in items)


def _plain_target(item: Item) -> Item:
    if not isinstance(item, Open):
        return item
    return Open(
        item.name, tuple((name, address(value) if name == "href" else value) for name, value in item.attributes)
    )


def wave_problem(before: Items, after: Items, old: Wave, new: Wave) -> str:
    """Whether one text in one place changed from one wave to the other."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    was, now = before[start : len(before) - end], after[start : len(after) - end]
    # A year may stand left of both pieces, a bold mark inside: words are compared, and elements but for the bold ones.
    if words(_text(now)) - words(new.label) or words(new.label) - words(_text(_around(after, start, end))):
        return f"the wave would read {_text(now)!r}, not {new.label!r}\n{difference(before, after)}"
    if words(_text(was)) - words(old.label) or _shape(was) != _shape(now):
        return f"more than the wave changed\n{difference(before, after)}"
    return ""


def words(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"\w+", text.casefold()) if word != "to")


def _shape(items: Items) -> list[Item]:
    return [item for item in items if not isinstance(item, Text) and item not in {Open("strong"), Close("strong")}]


def _around(items: Items, start: int, end: int) -> Items:
    """A changed range with the texts of its row, heading or label."""
    stop = len(items) - end
    borders = [
        at for at, item in enumerate(items) if isinstance(item, Open | Close) and item.name not in {"strong", "td"}
    ]
    return items[
        max((at for at in borders if at < start), default=0) : min((at for at in borders if at >= stop), default=stop)
    ]


# The badges of an entry


@frozen
class _Split:
    """A page without its badges, and each badge with its place: the number of elements before it."""

    rest: Items
    badges: tuple[tuple[int, Item], ...]


def _split(items: Items) -> _Split:
    rest: list[Item] = []
    badges: list[tuple[int, Item]] = []
    elements = 0
    for item in items:
        if isinstance(item, Label | Picture) and badge(item):
            badges.append((elements, item))
        else:
            rest.append(_without_filters(item))
            elements += isinstance(item, Open | Close)
    return _Split(joined(rest), tuple(badges))


def _without_filters(item: Item) -> Item:
    """A card without the words that it is filtered by."""
    if not isinstance(item, Open) or item.get("data-tags") is None:
        return item
    return Open(item.name, tuple(pair for pair in item.attributes if pair[0] != "data-tags"))


def badges_problem(before: Items, after: Items, entries: Sequence[Entry], n: int, *, badges: Sequence[Badge]) -> str:
    """Whether the badges of one entry changed as asked, and nothing else did."""
    place = block(before, find(before, entries, n))
    was, now = _split(before), _split(after)
    if was.rest != now.rest:
        return f"more than badges changed\n{difference(was.rest, now.rest)}"
    first = len(_split(before[: place.start]).badges)
    count = len(_split(place.of(before)).badges)
    behind = len(was.badges) - first - count
    old, new = was.badges[first : first + count], now.badges[first : len(now.badges) - behind]
    if (was.badges[:first], was.badges[first + count :]) != (
        now.badges[:first],
        now.badges[len(now.badges) - behind :],
    ):
        return f"badges of other entries changed\n{difference(before, after)}"
    if not _reads_as(old, entries[n].badges):
        raise NotShown(f"the badges of {entries[n].title!r} are not those that a visitor sees")
    problem = _badges(old, new, entries[n].badges, badges) or _filters_problem(before, after, entries[n], badges)
    return f"{problem}\n{difference(before, after)}" if problem else ""


_Placed = tuple[tuple[int, Item], ...]


def _reads_as(placed: _Placed, badges: Sequence[Badge]) -> bool:
    return [seen.label for _, item in placed if (seen := badge(item))] == [shown(one.label) for one in badges]


def _badges(old: _Placed, new: _Placed, standing: Sequence[Badge], asked: Sequence[Badge]) -> str:
    if len(new) != len(asked):
        return f"there are {len(new)} badges, not {len(asked)}"
    left = list(zip(standing, old, strict=True))
    moved = [one for one in asked if one in standing] != [one for one in standing if one in asked]
    places = {place for place, _ in old}
    for wanted, (place, item) in zip(asked, new, strict=True):
        same = next((pair for pair in left if pair[0] == wanted), None)
        if same:
            left.remove(same)
            told = _kept(same[1], (place, item), places if moved else set())
        elif place not in places and places:
            told = f"the new badge stands elsewhere: {item}"
        else:
            told = unlike(wanted, item) or _lost(wanted, item, left)
        if told:
            return told
    return ""


def _kept(old: tuple[int, Item], new: tuple[int, Item], places: set[int]) -> str:
    """Whether a badge that was to stay is another one, or stands elsewhere than at the places that are allowed."""
    if _visible(old[1]) != _visible(new[1]):
        return f"a badge that was to stay changed: {old[1]} became {new[1]}"
    return f"a badge that was to stay moved: {new[1]}" if new[0] not in {old[0], *places} else ""


def _visible(item: Item) -> Item:
    """A label without the facet it may state, which no visitor sees."""
    if not isinstance(item, Label):
        return item
    return Label(item.text, tuple(pair for pair in item.attributes if pair[0] != "data-facet"))


def unlike(wanted: Badge, item: Item) -> str:
    """Whether a new badge is not the one that was asked for."""
    seen = badge(item)
    if isinstance(item, Label):
        modifier = (dict(item.attributes).get("class") or "").rpartition("nhsuk-tag--")[2]
        stated = dict(item.attributes).get("data-facet")
        facet = stated or (
            "technique" if modifier == "grey" else "modality" if modifier in _MODALITIES else wanted.facet
        )
        right = (item.text, facet) == (shown(wanted.label), wanted.facet)
        return "" if right else f"the label is {item}, not {wanted}"
    colour = wanted.colour or "lightgrey"
    due = (str(wanted.facet), wanted.label, colour)
    return (
        "" if seen and (seen.facet, seen.label, seen.colour) == due else f"the badge is shown as {seen}, not as {due}"
    )


def _lost(wanted: Badge, item: Item, left: Sequence[tuple[Badge, tuple[int, Item]]]) -> str:
    """Whether a badge that only changes its colour loses more than that."""
    old = next((was for one, (_, was) in left if one.key == wanted.key), None)
    if not isinstance(old, Picture) or not isinstance(item, Picture):
        return ""
    kept = (old.alt, old.link, _options(old)) == (item.alt, item.link, _options(item))
    return "" if kept else f"the badge lost more than its colour: {old} became {item}"


def _options(picture: Picture) -> set[str]:
    """What an address asks for beside texts and colours, such as a logo."""
    options = picture.source.partition("?")[2].split("&")
    return {option for option in options if option.partition("=")[0] not in {"", "color", "label", "message"}}


def _filters_problem(before: Items, after: Items, entry: Entry, asked: Sequence[Badge]) -> str:
    """Whether the words that a card is filtered by follow its areas; other words stay."""
    old, new = ([one.label for one in badges if one.facet == "area"] for badges in (entry.badges, asked))
    words = [_filters(items) for items in (before, after)]
    changed = [(was, now) for was, now in zip(*words, strict=True) if was != now]
    for was, now in changed:
        gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
        if old == new or gone.total() > len(set(old) - set(new)) or come.total() > len(set(new) - set(old)):
            return f"the filter words changed from {was} to {now}"
    return "" if len(changed) < 2 else "the filter words of several cards changed"


def _filters(items: Items) -> list[list[str]]:
    found = [item.get("data-tags") for item in items if isinstance(item, Open)]
    return [words.split() for words in found if words is not None]


# The facts of a brief


def heading(items: Items, level: int, asked: str) -> Items:
    """The page with another first heading of a level; without it, if the text is empty."""
    start = next((at for at, item in enumerate(items) if item == Open(f"h{level}")), None)
    if start is None:
        raise NotShown(f"no visitor sees a heading of level {level}")
    stop = items.index(Close(f"h{level}"), start) + 1
    new = (Open(f"h{level}"), Text(shown(asked)), Close(f"h{level}")) if asked else ()
    return joined((*items[:start], *new, *items[stop:]))


def without_field(items: Items, brief: Brief, label: str) -> Items:
    """The page without the text of a labelled field."""
    items = running(items)
    place = _field(items, brief, label)
    return joined((*items[: place.start], *items[place.stop :]))


def field(items: Items, brief: Brief, label: str) -> Items:
    """What the text of a labelled field shows."""
    items = running(items)
    return _field(items, brief, label).of(items)


def running(items: Items) -> Items:
    """The items without paragraphs: a field begins and ends in the middle of one."""
    return joined(item for item in items if item not in {Open("p"), Close("p")})


def _field(items: Items, brief: Brief, label: str) -> Place:
    names = [one.name for one in brief.fields]
    start = _label(items, label).stop
    rules = [at for at in range(start, len(items)) if items[at] == Open("hr")]
    rule = rules[-1] if rules else len(items)  # the one above the trailer; a text may hold others
    later = names[names.index(label) + 1 :]
    return Place(start, _label(items, later[0]).start if later else rule)


def _label(items: Items, label: str) -> Place:
    for at in range(len(items)):
        match items[at : at + 3]:
            case [Open(name="strong"), Text(text=text), Close(name="strong")] if letters(text) == letters(label):
                return Place(at, at + 3)
            case _:
                pass
    raise NotShown(f"no visitor sees the label {label!r}")
