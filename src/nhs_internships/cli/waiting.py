"""Says on a terminal what takes long."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from shutil import get_terminal_size
from threading import Event, Thread
from typing import TYPE_CHECKING, TextIO

from nhs_internships.cli.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["waiting"]

_SECOND = 1.0


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
    seconds, line = 0, ""
    while not is_over.wait(_SECOND):
        seconds += 1
        line = plain(f"{what} ... {seconds} s")[: get_terminal_size().columns - 1]
        stream.write(f"\r{line}")
        stream.flush()
    if line:
        stream.write(f"\r{' ' * len(line)}\r")
        stream.flush()
