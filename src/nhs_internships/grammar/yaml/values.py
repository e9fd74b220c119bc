"""The values that reading YAML gives: texts with their positions."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from nhs_internships.spans import Span

__all__ = ["FrontMatter", "Item", "Scalar", "Style", "YamlMapping"]

Style = Literal["plain", "single", "double", "block", "empty", "other"]


@frozen
class Scalar:
    """A key or value as text, with its span and its style.

    Attributes:
        text: The text, with quotes, escapes and folding resolved and no type guessed; for the style ``other`` the
            value as it is written.
        span: Its characters without quotes; for ``block`` and ``other`` the whole value as written; for ``empty``
            the position at which a value would be written.
        style: ``plain``, ``single``, ``double``, ``block``, ``empty``, or ``other`` (a collection, or a value that is
            tagged, anchored, an alias, or unquoted inside brackets).
    """

    text: str
    span: Span
    style: Style


@frozen
class Item:
    """One ``key: value``."""

    key: Scalar
    value: Scalar


@frozen
class YamlMapping:
    """The items of a mapping in the order of the text, duplicate keys included; the last of those counts."""

    items: tuple[Item, ...]
    span: Span

    def get(self, name: str) -> Scalar | None:
        """The value of a key, or ``None`` if there is no such key."""
        return next((item.value for item in reversed(self.items) if item.key.text == name), None)

    def span_of(self, name: str) -> Span | None:
        """The span of the value of a key, or ``None`` if there is no such key."""
        value = self.get(name)
        return value.span if value else None

    def texts(self) -> dict[str, str]:
        """The values as texts, by key."""
        return {item.key.text: item.value.text for item in self.items}


@frozen
class FrontMatter:
    """The front matter of a page.

    Attributes:
        mapping: Its keys and values; empty if they cannot be read.
        span: All of it, with its fences.
        inner: The text between the fences.
    """

    mapping: YamlMapping
    span: Span
    inner: Span
