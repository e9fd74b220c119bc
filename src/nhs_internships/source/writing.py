"""Writing files: a new file is written beside the old one and put in its place, so a reader never sees half of it."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

__all__ = ["LEFTOVER", "mode_of", "replace", "sync_folder", "write_beside"]

LEFTOVER = ".nhs-internships-"
"""How the name of a file begins that is not in its place yet; one that is still there was left by a killed program."""


def write_beside(place: Path, data: bytes, mode: int) -> Path:
    """Write a file in the folder of another one, under a name of its own; its bytes are on the disk afterwards.

    Raises:
        OSError: The file cannot be written; it names ``place``, and nothing is left.
    """
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=LEFTOVER)
    except OSError as error:  # it names the temporary file
        raise OSError(error.errno, error.strerror, place.as_posix()) from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def replace(place: Path, data: bytes) -> None:
    """Write a file, or replace one and keep its permissions.

    Raises:
        OSError: The file cannot be written; an old one is as it was.
    """
    beside = write_beside(place, data, mode_of(place))
    try:
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def mode_of(place: Path) -> int:
    """The permissions of a file, or those that a new file would get."""
    try:
        return place.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Put the names of a folder's files on the disk, where the system can do that; Windows opens no folders.

    Raises:
        OSError: The disk failed.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EBADF, errno.ENOTSUP}:  # some network drives cannot
            raise
    finally:
        os.close(handle)
