"""Reads the entries of a rendered listing as a visitor would: where a bullet, row or card stands, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from rendered.judge import Close, Item, Items, Open, Text, address, badge

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADINGS = {f"h{level}" for level in range(1, 7)}
WAVE = "nhsx-wave-badge"


@frozen
class Listed:
    """One entry of a page."""

    section: str
    wave: str
    title: str
    url: str | None
    badges: tuple[Item, ...]


@frozen
class Listing:
    """The entries of a page, and every text that belongs to none."""

    entries: tuple[Listed, ...]
    rest: tuple[str, ...]


def listing(items: Items) -> Listing:
    """The entries of a page that holds nothing else but headings and waves."""
    entries: list[Listed] = []
    rest: list[str] = []
    section = wave = ""
    for kind, piece in _pieces(items):
        texts = [item.text for item in piece if isinstance(item, Text)]
        badges = tuple(item for item in piece if badge(item))
        link = next((item for item in piece if isinstance(item, Open) and item.name == "a"), None)
        said = " ".join(texts)
        if kind == "heading" and not _is_wave(said):
            section, wave = said, ""
        elif kind in {"heading", WAVE} or (kind == "tr" and not link and not badges):
            wave = said
        elif kind in {"li", "tr"}:
            url = None if link is None else address(link.get("href") or "")
            entries.append(Listed(section, wave, said, url, badges))
        else:
            rest.extend(texts)
    return Listing(tuple(entries), tuple(rest))


def _is_wave(heading: str) -> bool:
    return heading.startswith("Wave ") or heading[-4:].isdigit()


def _pieces(items: Items) -> Iterator[tuple[str, Items]]:
    """Headings, bullets, rows, cards and labels of waves, each with all it holds; other items one by one."""
    at = 0
    while at < len(items):
        item = items[at]
        kind = _kind(item)
        if kind and isinstance(item, Open):
            stop = _end(items, at)
            yield kind, items[at + 1 : stop]
            at = stop + 1
        else:
            yield "", (item,)
            at += 1


def _kind(item: Item) -> str:
    if not isinstance(item, Open):
        return ""
    if item.name in _HEADINGS:
        return "heading"
    if item.get("class") == WAVE:
        return WAVE
    return item.name if item.name in {"li", "tr"} else ""


def _end(items: Items, start: int) -> int:
    """Where the element that begins here ends."""
    opened = items[start]
    assert isinstance(opened, Open)
    depth = 0
    for at in range(start, len(items)):
        item = items[at]
        if isinstance(item, Open | Close) and item.name == opened.name:
            depth += 1 if isinstance(item, Open) else -1
        if depth == 0:
            return at
    return len(items)
