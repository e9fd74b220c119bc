"""Compares the processor time of two things in turn, so that a busy machine slows both alike.

Each pays for its own garbage: what the other one left is collected before the clock starts.
"""

from __future__ import annotations

import gc
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 15


def ratio(ours: Callable[[], object], theirs: Callable[[], object], pairs: int = PAIRS) -> float:
    """The median of ours / theirs over interleaved pairs, after one of each to warm up."""
    _seconds(ours), _seconds(theirs)
    return median(_seconds(ours) / _seconds(theirs) for _ in range(pairs))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def report(what: str, found: float, limit: float) -> int:
    """Print a ratio beside its limit; 1 when it is over."""
    print(f"{what}: {found:.2f} (at most {limit})")
    return int(found > limit)
