"""What reading YAML gives: texts with their places."""

from __future__ import annotations

from typing import Literal, NamedTuple

from nhs_internships.spans import Span

__all__ = ["FrontMatter", "Item", "Mapping", "Scalar", "Style"]

Style = Literal["plain", "single", "double", "block", "empty", "other"]


class Scalar(NamedTuple):
    """A key or value as text: what it says, where it stands, how it is written.

    Attributes:
        text: What the author meant: quotes, escapes and folding resolved, no type guessed. For ``other`` the value
            as it is written.
        span: Its characters, without quotes; the whole value as written for ``block`` and ``other``; for ``empty``
            the place where a value would be written.
        style: ``plain``, ``single``, ``double``, ``block``, ``empty``, or ``other`` (a collection, or tagged,
            anchored, aliased, or unquoted between brackets).
    """

    text: str
    span: Span
    style: Style


class Item(NamedTuple):
    """One ``key: value``."""

    key: Scalar
    value: Scalar


class Mapping(NamedTuple):
    """The items of a mapping in the order of the text, with those that stand twice."""

    items: tuple[Item, ...]
    span: Span

    def get(self, name: str) -> Scalar | None:
        """The value of a key, the last one if it stands twice; ``None`` if there is no such key."""
        for item in reversed(self.items):
            if item.key.text == name:
                return item.value
        return None

    def place(self, name: str) -> Span | None:
        """Where the value of a key stands, the last one if it stands twice; ``None`` if there is no such key."""
        value = self.get(name)
        return value.span if value else None

    def pairs(self) -> list[tuple[str, str]]:
        """Keys and values as texts, in order."""
        return [(item.key.text, item.value.text) for item in self.items]

    def texts(self) -> dict[str, str]:
        """The values as texts, by key; the last one of a key that stands twice."""
        return dict(self.pairs())


class FrontMatter(NamedTuple):
    """The front matter of a page.

    Attributes:
        mapping: What it says; empty when that cannot be understood.
        start: Where the opening fence begins.
        inner_start: Where begins what stands between the fences.
        inner_end: Where that ends.
        end: The end of the closing fence's line.
    """

    mapping: Mapping
    start: int
    inner_start: int
    inner_end: int
    end: int

    @property
    def span(self) -> Span:
        """All of it, with its fences."""
        return Span(self.start, self.end)

    @property
    def inner(self) -> Span:
        """What stands between the fences."""
        return Span(self.inner_start, self.inner_end)
