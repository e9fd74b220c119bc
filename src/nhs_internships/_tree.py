"""Where texts come from: the files of a folder or zip archive, as (path, bytes) in a stable order.

Nothing outside the source is read: symbolic links are not followed, and archive members that point outside are
refused. What cannot be read is a finding, and the rest is read.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from nhs_internships.diagnostics import RULES, Diagnostic
from nhs_internships.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nhs_internships.limits import Limits

__all__ = ["Tree", "is_read", "open_tree"]

_PAGES = (".md", ".markdown")
_DATA = (".yml", ".yaml")
# Built pages, layouts, and folders that tools make; a page in one of them is not a source.
_SKIPPED = frozenset(
    {"_site", "_layouts", "_includes", "_sass", "node_modules", "vendor", "venv", "env", "__pycache__"}
)
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\\")


@frozen
class Tree:
    """The texts of one source, in the order of their paths, and what could not be read."""

    name: str
    files: Iterator[tuple[str, bytes]] = field(eq=False, repr=False)
    diagnostics: list[Diagnostic] = field(factory=list, eq=False)


def is_read(path: str) -> bool:
    """Whether a path inside a source is read: a Markdown page, or a YAML file of a ``_data`` folder."""
    *folders, name = path.split("/")
    if any(folder in _SKIPPED or folder.startswith(".") for folder in folders) or name.startswith("."):
        return False
    return name.lower().endswith(_PAGES) or (name.lower().endswith(_DATA) and "_data" in folders)


def open_tree(source: Path, limits: Limits) -> Tree:
    """The texts below a folder, or in a zip archive.

    Raises:
        OSError: The folder or archive cannot be opened.
        ReadError: The file is not a zip archive, or one that is refused as a whole.
    """
    found: list[Diagnostic] = []
    if source.is_dir():
        return Tree(source.name, _walk(source, limits, found), found)
    return Tree(source.name, _unzip(source, limits, found), found)


def _problem(found: list[Diagnostic], code: str, path: str, message: str, hint: str = "") -> None:
    found.append(Diagnostic(code=code, severity=RULES[code].severity, message=message, path=path, hint=hint))


def _walk(root: Path, limits: Limits, found: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """Every file that is read, folder by folder; a stable order whatever the file system's is."""
    pending = [""]
    paths: list[str] = []
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    _sort_out(entry, f"{folder}{entry.name}", pending, paths, found)
        except OSError as error:
            if not folder:
                raise
            _problem(found, "NI121", folder.rstrip("/"), f"this folder cannot be read: {error.strerror or error}")
    for path in sorted(paths):
        data = _content(root / path, path, limits, found)
        if data is not None:
            yield path, data


def _sort_out(
    entry: os.DirEntry[str], path: str, pending: list[str], paths: list[str], found: list[Diagnostic]
) -> None:
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        _problem(found, "NI121", shown, "the name of this file is not text", "rename it")
        return
    if entry.is_symlink():
        if is_read(path) or is_read(f"{path}/x.md"):
            _problem(found, "NI122", path, "a symbolic link is not followed", "put the file itself there")
    elif entry.is_dir(follow_symlinks=False):
        if is_read(f"{path}/x.md"):
            pending.append(f"{path}/")
    elif is_read(path):
        paths.append(path)


def _content(place: Path, path: str, limits: Limits, found: list[Diagnostic]) -> bytes | None:
    """The bytes of a file, or a finding."""
    try:
        # O_NONBLOCK: opening a pipe must not wait for somebody to write to it.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(place, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                _problem(found, "NI123", path, "this is no regular file")
                return None
            return file.read(limits.text_bytes + 1)
    except OSError as error:
        _problem(found, "NI121", path, f"this file cannot be read: {error.strerror or error}")
        return None


def _unzip(place: Path, limits: Limits, found: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """The members of an archive that are read; members that point outside, or come twice, are refused."""
    archive = _guarded(place.as_posix(), lambda: zipfile.ZipFile(place))
    with archive:
        members: dict[str, zipfile.ZipInfo] = {}
        infos = archive.infolist()
        if len(infos) > limits.archive_files:
            problem = f"{len(infos):,} members are more than the limit of {limits.archive_files:,}"
            raise ReadError(place.as_posix(), problem, "pass limits=Limits(archive_files=...)")
        for info in infos:
            _admit(info, members, found)
        total = 0
        for path in sorted(members):
            data = _member(archive, members[path], limits, found)
            if data is not None:
                total += len(data)
                if total > limits.archive_bytes:
                    problem = f"unpacked, it is larger than the limit of {limits.archive_bytes:,} bytes"
                    raise ReadError(place.as_posix(), problem, "pass limits=Limits(archive_bytes=...)")
                yield path, data


def _admit(info: zipfile.ZipInfo, members: dict[str, zipfile.ZipInfo], found: list[Diagnostic]) -> None:
    path = info.filename
    if _OUTSIDE.search(info.orig_filename):
        _problem(found, "NI124", path, "this member of the archive points outside it, and is not read")
    elif info.is_dir() or not is_read(path):
        return
    elif stat.S_ISLNK(info.external_attr >> 16):
        _problem(found, "NI122", path, "a symbolic link is not followed", "put the file itself there")
    elif path in members:
        _problem(found, "NI124", path, "the archive holds this name twice; the first is read")
    else:
        members[path] = info


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, found: list[Diagnostic]) -> bytes | None:
    if info.flag_bits & 0x1:
        _problem(found, "NI124", info.filename, "this member of the archive is encrypted, and is not read")
        return None
    try:
        with archive.open(info) as member:
            return member.read(limits.text_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        _problem(found, "NI121", info.filename, f"this member of the archive cannot be read: {error}")
        return None


def _guarded(name: str, open_archive: Callable[[], zipfile.ZipFile]) -> zipfile.ZipFile:
    try:
        return open_archive()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise ReadError(name, f"not a zip archive that can be read: {error}", "pack the site again") from None
