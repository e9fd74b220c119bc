"""What visitors see of an entry, and of the page without it: moves are judged by comparing the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rendered import expected
from rendered.expected import difference
from rendered.judge import Close, Label, Open, Picture, Text, badge, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships import Document
    from rendered.expected import Place
    from rendered.judge import Item, Items

__all__ = ["around", "said", "section", "unlike", "without", "without_heading"]

_FRAMES = {"table", "tbody", "thead", "ul", "ol"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}


def around(items: Items, document: Document, n: int) -> Place:
    """The bullet, row or card of an entry; its link alone where bullets hold headings."""
    place = expected.find(items, document.entries, n)
    return place if _has_heading_in_list(items) else expected.block(items, place)


def without(items: Items, place: Place) -> Items:
    """The page without an entry, and without a table or list that holds nothing then."""
    rest = [*items[: place.start], *items[place.stop :]]
    at = 0
    while at < len(rest) - 1:
        opened, closed = rest[at], rest[at + 1]
        is_empty = isinstance(opened, Open) and closed == Close(opened.name) and opened.name in _FRAMES
        if is_empty:
            del rest[at : at + 2]
            at = max(0, at - 1)
        else:
            at += 1
    return joined(rest)


def without_heading(items: Items, words: str) -> Items:
    """The page without the last heading of these words, and without a rule right above it."""
    for at in reversed(range(len(items) - 2)):
        match items[at : at + 3]:
            case (Open(name=name), Text(text=text), Close()) if name in _HEADINGS and text == words:
                start = at - 2 if items[max(0, at - 2) : at] == (Open("hr"), Close("hr")) else at
                start = at - 1 if at and items[at - 1] == Open("hr") else start
                return joined((*items[:start], *items[at + 3 :]))
            case _:
                pass
    return items


def _texts(items: Items) -> Iterator[str]:
    yield from (item.text for item in items if isinstance(item, Text))


def said(items: Items) -> tuple[list[str], list[Item]]:
    """The texts and badges of an entry, in whatever it is written."""
    link = [f"{item.get('href')}" for item in items if isinstance(item, Open) and item.name == "a"]
    marks = [_label(item) for item in items if isinstance(item, Label | Picture) and badge(item)]
    return sorted([*_texts(items), *link]), marks


def _label(item: Item) -> Item:
    """A badge by its text alone, where labels of cards and images are compared."""
    seen = badge(item)
    return Text(seen.label) if seen else item


def unlike(before: Items, after: Items) -> str:
    """What differs, but for paragraphs in lists, which kramdown makes by the blank lines around other bullets, too.

    A heading right below a bullet is a part of it, until something comes between; on a page with such bullets only
    what stands in paragraphs and lists is compared.
    """
    everywhere = {"ul", "li", "p"} if _has_heading_in_list(before) or _has_heading_in_list(after) else set[str]()
    return difference(_dissolved(before, everywhere), _dissolved(after, everywhere))


def _dissolved(items: Items, everywhere: set[str]) -> Items:
    depth = 0
    found: list[Item] = []
    for item in items:
        name = item.name if isinstance(item, Open | Close) else ""
        depth += (1 if isinstance(item, Open) else -1) if name == "li" else 0
        if name not in everywhere and not (depth and name == "p"):
            found.append(item)
    return joined(found)


def _has_heading_in_list(items: Items) -> bool:
    """Whether a bullet holds a heading, because no blank line stands between them."""
    inside = (items[at : items.index(Close("li"), at)] for at, item in enumerate(items) if item == Open("li"))
    return any(isinstance(item, Open) and item.name in _HEADINGS for piece in inside for item in piece)


def section(items: Items, place: Place) -> str:
    """The words of the nearest heading above an entry that is no wave."""
    for at in reversed(range(place.start)):
        item = items[at]
        if isinstance(item, Open) and item.name in _HEADINGS and "nhsuk-card__heading" not in (item.get("class") or ""):
            words = " ".join(_texts(items[at : items.index(Close(item.name), at)]))
            if not words.startswith("Wave ") and not words[-4:].isdigit():
                return words
    return ""
