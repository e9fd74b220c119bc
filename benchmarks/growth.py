"""How time grows with size: every shape that could take the square of its length, at n, 2n and 4n.

The exponent is 1 where time is proportional to size, 2 where it takes the square; none may be above 1.2. The largest
size is as large as the limits allow.

    python benchmarks/growth.py [part of a name ...]
"""

from __future__ import annotations

import gc
import sys
from math import log2
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

from _catalogue_shapes import catalogue_shapes
from _page_shapes import page_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from _page_shapes import Shape

MAX_EXPONENT = 1.2
MAX_SECONDS = 2.0
ROUNDS = 5
# What takes less is over before it could grow, and the clock would decide.
_MEASURABLE = 0.004


class Growth(NamedTuple):
    """The processor time that a shape takes at n, 2n and 4n, in seconds."""

    name: str
    first: float
    second: float
    last: float

    @property
    def exponent(self) -> float:
        """The power of the size with which time grows."""
        return 0.0 if self.last < _MEASURABLE else log2(self.last / self.first) / 2

    @property
    def is_over(self) -> bool:
        """Whether it grows too fast, or takes too long at the limits."""
        return self.exponent > MAX_EXPONENT or self.last > MAX_SECONDS

    def __str__(self) -> str:
        times = "".join(f"{1000 * seconds:10.1f}" for seconds in (self.first, self.second, self.last))
        return f"{self.name:<52}{times}{self.exponent:8.2f}{'  OVER' if self.is_over else ''}"


def main(names: Sequence[str]) -> int:
    """Print the table; 1 when a shape is over."""
    print(f"{'CPU time in ms at':<52}{'n':>10}{'2n':>10}{'4n':>10}{'power':>8}")
    over = 0
    for growth in _measured(names):
        print(growth, flush=True)
        over += growth.is_over
    print(f"{over} over")
    return int(over > 0)


def _measured(names: Sequence[str]) -> Iterator[Growth]:
    for shape in (*page_shapes(), *catalogue_shapes()):
        if not names or any(name in shape.name for name in names):
            yield _growth(shape)


def _growth(shape: Shape) -> Growth:
    """The least times of several rounds, because a busy machine only adds to them; one round where that is enough."""
    work = [shape.prepare(shape.size // part) for part in (4, 2, 1)]
    times = [_seconds(one) for one in work]
    for _ in range(ROUNDS - 1):
        growth = Growth(shape.name, times[0], times[1], times[2])
        if not growth.is_over or times[0] > MAX_SECONDS:
            break
        times = [min(best, _seconds(one)) for best, one in zip(times, work, strict=True)]
    return Growth(shape.name, times[0], times[1], times[2])


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()  # the collector goes through everything that is alive, now and then, and so makes steps
    start = process_time()
    work()
    seconds = process_time() - start
    gc.enable()
    return seconds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
