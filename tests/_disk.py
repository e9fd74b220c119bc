"""A disk that does something at the n-th call that changes it: it fails, dies, kills the program, or lets others write.

The functions of `os` are replaced by ones that count; those of `pathlib` and `tempfile` call them.
"""

from __future__ import annotations

import errno
import os
import signal
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Disk", "both", "counting", "dies", "fails", "is_interrupted", "kills", "meanwhile"]

_FUNCTIONS = ("open", "fsync", "chmod", "mkdir", "replace", "unlink", "rmdir")


class Disk:
    """Counts the calls that read or change the disk.

    Attributes:
        at: What happens before a call: it gets the number of the call, from 1, its name and its first argument.
        calls: The name and first argument of each call so far.
    """

    def __init__(self, at: Callable[[int, str, object], None]) -> None:
        self.at = at
        self.calls: list[tuple[str, object]] = []

    def count(self, name: str, argument: object) -> None:
        """One call begins."""
        self.calls.append((name, argument))
        self.at(len(self.calls), name, argument)


class _File:
    """A file whose writes and flushes are counted; what is interrupted has written half."""

    def __init__(self, file: IO[bytes], disk: Disk) -> None:
        self.file, self.disk = file, disk

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def fileno(self) -> int:
        return self.file.fileno()

    def write(self, data: bytes) -> None:
        half = len(data) // 2
        self.file.write(data[:half])
        self.file.flush()
        self.disk.count("write", None)
        self.file.write(data[half:])

    def flush(self) -> None:
        self.disk.count("flush", None)
        self.file.flush()


@contextmanager
def counting(at: Callable[[int, str, object], None] = lambda *_: None) -> Iterator[Disk]:
    """The disk while the block runs."""
    disk = Disk(at)

    def counted(name: str) -> Callable[..., Any]:
        original = getattr(os, name)

        def call(argument: object, *more: object, **options: object) -> object:
            disk.count(name, argument)
            return None if name == "fsync" else original(argument, *more, **options)  # it would take most of the time

        return call

    fdopen = os.fdopen
    replaced: dict[str, Callable[..., Any]] = {name: counted(name) for name in _FUNCTIONS}
    replaced["fdopen"] = lambda *arguments: _File(fdopen(*arguments), disk)
    with mock.patch.dict(vars(os), replaced):
        yield disk


def fails(number: int, code: int) -> Callable[[int, str, object], None]:
    """One call fails: the disk is full (``ENOSPC``), say, or something may not be written (``EACCES``)."""

    def at(n: int, _: str, argument: object) -> None:
        if n == number:
            raise OSError(code, os.strerror(code), argument if isinstance(argument, str | os.PathLike) else None)

    return at


def both(first: Callable[[int, str, object], None], second: Callable[[int, str, object], None]) -> Callable[..., None]:
    """One thing happens, and then another."""

    def at(n: int, name: str, argument: object) -> None:
        first(n, name, argument)
        second(n, name, argument)

    return at


def dies(number: int) -> Callable[[int, str, object], None]:
    """One call fails, and every later one."""

    def at(n: int, *_: object) -> None:
        if n >= number:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    return at


def is_interrupted(number: int) -> Callable[[int, str, object], None]:
    """The user stops the program with Ctrl-C during one call."""

    def at(n: int, *_: object) -> None:
        if n == number:
            raise KeyboardInterrupt

    return at


def kills(number: int) -> Callable[[int, str, object], None]:
    """The program is killed during one call, without a chance to clean up."""

    def at(n: int, *_: object) -> None:
        if n == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


def meanwhile(number: int, happens: Callable[[], object]) -> Callable[[int, str, object], None]:
    """Something else happens just before one call."""

    def at(n: int, *_: object) -> None:
        if n == number:
            happens()

    return at
