"""The edits that mend a badge: its label, its colour or modifier, its alternative text; the rest of it stays."""

from __future__ import annotations

from nhs_internships.checks.base import replacement
from nhs_internships.checks.pages import ListedEntry
from nhs_internships.diagnostics import FileEdit, Fix
from nhs_internships.dialects import CARDS, Document
from nhs_internships.dialects.card_labels import with_modifier
from nhs_internships.grammar.html import escape_card
from nhs_internships.grammar.inline import Link, links
from nhs_internships.grammar.yaml import quote
from nhs_internships.model.shields import format_badge, with_colour
from nhs_internships.spans import Span

__all__ = ["alt_fix", "alternative_text", "colour_fix", "fix_of", "label_fix", "word_fix"]


def fix_of(document: Document, span: Span, text: str, title: str, *, is_safe: bool) -> Fix | None:
    """A fix that replaces what differs between a span and a text; ``None`` for no change."""
    written = span.of(document.text)
    if written == text:
        return None
    head = _same(written, text)
    tail = _same(written[head:][::-1], text[head:][::-1])
    edit = FileEdit(
        path=document.name, span=Span(span.start + head, span.end - tail), text=text[head : len(text) - tail]
    )
    return Fix(title=title, edits=(edit,), is_safe=is_safe)


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def image(one: ListedEntry, k: int) -> Link | None:
    """The image of a badge, read again to know where its parts are; ``None`` for a card's label or a reference."""
    if one.spans.dialect is CARDS:
        return None
    return next((link for link in links(one.document.text, one.spans.badges[k]) if link.image), None)


def alternative_text(one: ListedEntry, k: int) -> str | None:
    """The alternative text of a badge; ``None`` for what is no image."""
    span, text = one.spans.badges[k], one.document.text
    if text.startswith("![", span.start):
        return text[span.start + 2 : text.find("]", span.start, span.end)]
    found = image(one, k)
    return found.text.of(text) if found else None


def label_fix(one: ListedEntry, k: int, label: str, *, is_safe: bool) -> Fix | None:
    """A fix that writes another label in a badge; ``None`` where the badge is written in an unusual way."""
    span, old = one.spans.badges[k], one.entry.badges[k].label
    written = span.of(one.document.text)
    before, after = (f">{escape_card(text)}</" for text in (old, label))
    if one.spans.dialect is not CARDS:
        before, after = (f"/badge/{_in_path(text)}-" for text in (old, label))
    if written.count(before) != 1:
        return None
    title = f'write "{label}"'
    return fix_of(one.document, span, written.replace(before, after), title, is_safe=is_safe)


def _in_path(label: str) -> str:
    """A label as the path of a badge's address holds it."""
    return format_badge(label, None).partition("/badge/")[2].rpartition("-")[0]


def word_fix(document: Document, span: Span, label: str) -> Fix | None:
    """A fix that writes another label in the place of a keyword, or of a value of a record, if it needs no quotes."""
    if quote(label) != label:
        return None
    return replacement(document, span, label, f'write "{label}"')


def colour_fix(one: ListedEntry, k: int, colour: str, *, is_safe: bool = True) -> Fix | None:
    """A fix that gives a badge another colour, or a card's label another modifier (empty: none)."""
    span = one.spans.badges[k]
    if one.spans.dialect is CARDS:
        title = f"use the modifier {colour}" if colour else "use no modifier"
        text = with_modifier(span.of(one.document.text), colour or None)
        return fix_of(one.document, span, text, title, is_safe=is_safe)
    found = image(one, k)
    if found is None:
        return None
    text = with_colour(found.target.of(one.document.text), colour)
    return fix_of(one.document, found.target, text, f"use the colour {colour}", is_safe=is_safe)


def alt_fix(one: ListedEntry, k: int, alt: str) -> Fix | None:
    """A fix that gives an image another alternative text."""
    found = image(one, k)
    if found is None or not one.spans.badges[k].contains(found.text):
        return None
    return fix_of(one.document, found.text, alt, f"write {alt}", is_safe=True)
