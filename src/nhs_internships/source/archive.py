"""The files of a zip archive. Members that point outside it are refused, and the number of bytes is bounded."""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from nhs_internships.errors import LimitError, ReadError
from nhs_internships.limits import LIMIT_HINT, Limits
from nhs_internships.source.files import open_regular
from nhs_internships.source.paths import PathFindings, is_read, printable

__all__ = ["archive_files"]

_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|.*(?:^|[/\\])\.\.(?:[/\\]|$)|.*[\\\0]", re.DOTALL)
# zipfile unpacks these in pieces; one read of another method may yield a thousand times what was asked for.
_BOUNDED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
# What the table of contents may take for each member; a name of usual length needs two thirds of it.
_BYTES_PER_MEMBER = 128


def archive_files(place: Path, limits: Limits, findings: PathFindings) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every member of an archive that is read, in the order of the paths.

    Args:
        place: The archive.
        limits: Bounds on what is read.
        findings: Takes members that are refused or cannot be read.

    Raises:
        OSError: The archive cannot be opened.
        LimitError: It has too many members, or is too large when unpacked.
        ReadError: It is not a zip archive that can be read.
    """
    with _ArchiveFile(place, limits) as file, _open(file, place) as archive:
        members = _members(archive, place, limits, findings)
        stated = sum(info.file_size for info in members.values() if not _refusal(info, limits))
        _check_total(stated, place, limits)
        total = 0  # what is really unpacked; the sizes that the archive states may be wrong
        for path in sorted(members):
            data = _content(archive, members[path], path, limits, findings)
            total += len(data or b"")
            _check_total(total, place, limits)
            if data is not None:
                yield path, data


class _ArchiveFile(io.BufferedReader):
    """The file of an archive; it refuses to give a table of contents that would fill the memory.

    zipfile reads the table as a whole and makes an object of each member before they can be counted.
    """

    def __init__(self, place: Path, limits: Limits) -> None:
        super().__init__(open_regular(place))
        self._place = place
        self._limit = max(limits.archive_files * _BYTES_PER_MEMBER, 1 << 20)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._limit:
            problem = f"its table of contents of {size:,} bytes is larger than the limit of {self._limit:,}"
            raise LimitError(self._place.as_posix(), problem, f"{LIMIT_HINT}archive_files=...)")
        return super().read(size)


def _open(file: _ArchiveFile, place: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except LimitError:
        raise
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        problem = f"not a zip archive that can be read: {error}"
        raise ReadError(place.as_posix(), problem, "create the archive again") from None


def _members(
    archive: zipfile.ZipFile, place: Path, limits: Limits, findings: PathFindings
) -> dict[str, zipfile.ZipInfo]:
    """The members that are read, by path."""
    infos = archive.infolist()
    if len(infos) > limits.archive_files:
        problem = f"{len(infos):,} members are more than the limit of {limits.archive_files:,}"
        raise LimitError(place.as_posix(), problem, f"{LIMIT_HINT}archive_files=...)")
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        path = posixpath.normpath(info.filename)
        shown = printable(info.orig_filename.replace("\0", "\\0"))
        if not info.filename:
            findings.report("NI124", place.name, "a member of the archive has no name, and is not read")
        elif _OUTSIDE.match(info.orig_filename):
            findings.report("NI124", shown, "this member of the archive points outside it, and is not read")
        elif info.filename.endswith("/") or not is_read(path):
            continue
        elif stat.S_ISLNK(info.external_attr >> 16):
            findings.report_link(shown)
        elif path in members:
            findings.report("NI124", shown, "duplicate name in the archive; the first member is read")
        else:
            members[path] = info
    return members


def _check_total(total: int, place: Path, limits: Limits) -> None:
    if total > limits.archive_bytes:
        problem = f"unpacked, it is larger than the limit of {limits.archive_bytes:,} bytes"
        raise LimitError(place.as_posix(), problem, f"{LIMIT_HINT}archive_bytes=...)")


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, limits: Limits, findings: PathFindings
) -> bytes | None:
    """The bytes of a member, or one more than the limit allows; ``None`` with a finding if it cannot be read."""
    refusal = _refusal(info, limits)
    if refusal:
        findings.report("NI124", path, f"this member of the archive {refusal}, and is not read")
        return None
    try:
        with archive.open(info) as member:
            return member.read(limits.text_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        message = f"this member of the archive cannot be read: {str(error) or type(error).__name__}"
        findings.report("NI121", path, message)
        return None


def _refusal(info: zipfile.ZipInfo, limits: Limits) -> str:
    """Why a member is not unpacked, by its header; empty if it is."""
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in _BOUNDED:
        return "uses a compression method other than deflate"
    if info.file_size > limits.text_bytes:
        return f"is larger than the limit of {limits.text_bytes:,} bytes"
    return ""
