"""The command line as a function, for the tests of its commands."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Done(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Command(Protocol):
    """Runs the command line in this process."""

    def __call__(self, *arguments: object) -> Done: ...
