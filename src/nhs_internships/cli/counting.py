"""Numbers with their nouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nhs_internships.diagnostics import Severity
from nhs_internships.model.texts import counted

__all__ = ["counted_severities"]


def counted_severities(severities: Iterable[Severity]) -> str:
    """How many there are of each, the worst first: ``2 errors, 1 note``."""
    counts = Counter(severities)
    return ", ".join(counted(counts[one], one) for one in Severity if counts[one])
