"""How well a dialect fits a text."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Evidence"]


@frozen
class Evidence:
    """How well a dialect fits a text.

    Attributes:
        score: From 0 to 1.
        reasons: What was found, for people.
    """

    score: float
    reasons: tuple[str, ...]
