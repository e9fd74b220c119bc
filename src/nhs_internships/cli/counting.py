"""Numbers with their nouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nhs_internships.diagnostics import Severity

__all__ = ["counted", "counted_severities"]


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def counted_severities(severities: Iterable[Severity]) -> str:
    """How many there are of each, the worst first: ``2 errors, 1 note``."""
    counts = Counter(severities)
    return ", ".join(counted(counts[one], one) for one in Severity if counts[one])
