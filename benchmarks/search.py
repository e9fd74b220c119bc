"""Indexing 5,000 briefs, and searching in them."""

from __future__ import annotations

import sys
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from _many import projects

from nhs_internships.query.search import Index

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = projects(5_000, with_briefs=True)
SECONDS_TO_INDEX, MILLISECONDS_TO_SEARCH = 1.5, 10.0


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _queries() -> list[str]:
    """Fifty: frequent words, rare words, two words, beginnings of words and phrases, ten of each."""
    titles = [project.title.split() for project in MADE[:50]]
    frequent = max((word for title in titles for word in title), key=[w for t in titles for w in t].count)
    return [
        *[frequent] * 10,
        *(title[1] for title in titles[10:20]),
        *(f"{title[1]} {title[2]}" for title in titles[20:30]),
        *(f"{title[1][:3]}*" for title in titles[30:40]),
        *(f'"{title[1]} {title[2]}"' for title in titles[40:50]),
    ]


def main() -> int:
    """Print the medians; 1 when one is over its limit."""
    indexing = median(_seconds(lambda: Index(MADE)) for _ in range(5))
    index = Index(MADE)
    times = sorted(1000 * _seconds(partial(index.search, query)) for query in _queries())
    print(f"indexing 5,000 briefs: {indexing:.2f} s (at most {SECONDS_TO_INDEX})")
    print(f"a query, median of 50: {median(times):.2f} ms (at most {MILLISECONDS_TO_SEARCH}); slowest {times[-1]:.1f}")
    return int(indexing > SECONDS_TO_INDEX or median(times) > MILLISECONDS_TO_SEARCH)


if __name__ == "__main__":
    sys.exit(main())
