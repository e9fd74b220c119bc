"""The bytes of one file that a caller names."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from nhs_internships.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check_kind", "content"]


def content(place: Path, limit: int) -> bytes:
    """The bytes of a file, or one more than a limit, which is enough to know that it is too large.

    Raises:
        OSError: The file cannot be opened.
        ReadError: The path is not valid, or leads to a pipe, socket or device.
    """
    check_kind(place)
    with place.open("rb") as file:
        return file.read(limit + 1)


def check_kind(place: Path) -> None:
    """Refuse what is neither file nor folder before it is opened: opening a pipe waits until somebody writes to it.

    Raises:
        OSError: Nothing exists at the path.
        ReadError: The path is not valid, or leads to a pipe, socket or device.
    """
    try:
        mode = place.stat().st_mode
    except ValueError:  # a NUL or lone surrogate; any console must be able to show the message
        name = ascii(place.as_posix())[1:-1]
        raise ReadError(name, "not a valid path: it holds a character that no path can hold", "remove it") from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ReadError(
            place.as_posix(), "this is a pipe, socket or device, and is not read", "copy it to a file first"
        )
