"""Says on a terminal what takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from threading import Event, Thread
from time import monotonic
from typing import TextIO

from nhs_internships.cli.text import plain

__all__ = ["SECONDS", "waiting"]

SECONDS = 1.0
"""After how long it is shown, and how often it is renewed."""


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """While the block runs, show what it does and for how long; nothing if it is quick, or without a terminal.

    Args:
        what: What the block does, for example ``Reading the site``.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    is_over = Event()
    clock = Thread(target=_show, args=(what, sys.stderr, is_over), daemon=True)
    clock.start()
    try:
        yield
    finally:
        is_over.set()
        clock.join()


def _show(what: str, stream: TextIO, is_over: Event) -> None:
    start, line = monotonic(), ""
    while not is_over.wait(SECONDS):
        line = plain(f"{what} ... {monotonic() - start:.0f} s")[: get_terminal_size().columns - 1]
        stream.write(f"\r{line}")
        stream.flush()
    if line:
        stream.write(f"\r{' ' * len(line)}\r")
        stream.flush()
