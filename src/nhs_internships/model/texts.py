"""Texts as values compare and show them."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["counted", "fold", "short", "short_pair", "squash"]

_SPACING = re.compile(r"[\s_-]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A label or text for comparing: case, blanks, hyphens and underscores do not count."""
    return _SPACING.sub("", text).casefold()


def squash(text: str) -> str:
    """A text for comparing: any case, any spacing."""
    return " ".join(text.split()).casefold()


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def short(text: str) -> str:
    """A text that fits on a line of a terminal."""
    return text if len(text) <= 80 else f"{text[:77]}..."


def short_pair(one: str, other: str) -> tuple[str, str]:
    """Two texts that differ, each so short that it fits on a line of a terminal, and still different."""
    if short(one) != short(other):
        return short(one), short(other)
    differ = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, differ - 20)
    return short(f"...{one[start:]}"), short(f"...{other[start:]}")
