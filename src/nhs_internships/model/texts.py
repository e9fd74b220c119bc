"""Texts as values compare and show them."""

from __future__ import annotations

__all__ = ["short", "squash"]


def squash(text: str) -> str:
    """A text for comparing: any case, any spacing."""
    return " ".join(text.split()).casefold()


def short(text: str) -> str:
    """A text that fits on a line of a terminal."""
    return text if len(text) <= 80 else f"{text[:77]}..."
