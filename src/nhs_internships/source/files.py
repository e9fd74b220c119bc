"""Opening files: regular files alone, and never one that makes the caller wait."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

from nhs_internships.errors import ReadError

__all__ = ["check_kind", "content", "open_regular"]

# O_NONBLOCK: opening a pipe must not wait for a writer.
_FLAGS = getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def open_regular(place: Path, *, follow_link: bool = True) -> io.FileIO:
    """Open a regular file.

    Args:
        place: The file.
        follow_link: Whether a symbolic link is opened, too.

    Raises:
        OSError: The file cannot be opened, or is a folder.
        ReadError: The path is not valid, or leads to a pipe, socket or device.
    """
    check_kind(place)
    # What is at the path may have changed since.
    besides = _FLAGS if follow_link else _FLAGS | _NO_LINK
    file = io.FileIO(os.fspath(place), opener=lambda path, flags: os.open(path, flags | besides))
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise _special(place)


def content(place: Path, limit: int, *, follow_link: bool = True) -> bytes:
    """The bytes of a regular file, or one more than a limit, which is enough to know that it is too large.

    Args:
        place: The file.
        limit: Most bytes.
        follow_link: Whether a symbolic link is read, too.

    Raises:
        OSError: The file cannot be opened or read, or is a folder.
        ReadError: The path is not valid, or leads to a pipe, socket or device.
    """
    with open_regular(place, follow_link=follow_link) as raw, io.BufferedReader(raw) as file:
        # With a number of bytes, read() would reserve that many for every file.
        is_large = os.fstat(file.fileno()).st_size > limit
        data: bytes | None = file.read(limit + 1) if is_large else file.read()
    if data is None:  # it would have waited
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), os.fspath(place))
    return data


def check_kind(place: Path) -> None:
    """Refuse what is neither file nor folder.

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
        raise _special(place)


def _special(place: Path) -> ReadError:
    return ReadError(place.as_posix(), "this is a pipe, socket or device, and is not read", "copy it to a file first")
