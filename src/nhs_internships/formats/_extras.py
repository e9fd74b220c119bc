"""What to say when an optional library is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["extra"]


@contextmanager
def extra(name: str, library: str) -> Iterator[None]:
    """Import a library inside this block, and the error for a missing one names the command that installs it.

    A library that is there and fails to import keeps its own error.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != library:
            raise
        message = f'{library} is not installed; install it with: pip install "nhs-internships[{name}]"'
        raise ImportError(message, name=library) from None
