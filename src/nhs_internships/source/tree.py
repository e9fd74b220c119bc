"""Where texts come from: the files of a folder or zip archive, as (path, bytes) in a stable order.

Nothing outside the source is read: symbolic links are not followed, and archive members that point outside are
refused. What cannot be read is a finding, and the rest is read.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from attrs import field, frozen, mutable

from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.errors import LimitError, ReadError
from nhs_internships.limits import Limits

__all__ = ["Tree", "is_read", "open_tree"]

_PAGES = (".md", ".markdown")
_DATA = (".yml", ".yaml")
_READ = (*_PAGES, *_DATA)
_DATA_FOLDER = "_data"
# Built pages, layouts, and folders that tools make; a page in one of them is not a source.
_SKIPPED = frozenset(
    {"_site", "_layouts", "_includes", "_sass", "node_modules", "vendor", "venv", "env", "__pycache__"}
)
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"  # a file of every virtual environment, whatever its folder is called
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|.*(?:^|[/\\])\.\.(?:[/\\]|$)|.*[\\\0]", re.DOTALL)
# zipfile unpacks these piece by piece; one read of the others may yield a thousand times what was asked for.
_BOUNDED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
# What the table of contents of an archive may take for each member; a name of usual length needs two thirds of it.
_BYTES_A_MEMBER = 128


@frozen
class Tree:
    """The texts of one source, in the order of their paths, and what could not be read.

    Attributes:
        name: The name of the folder or archive.
        files: Path and bytes of each text; it can be gone through once.
        diagnostics: What could not be read; complete when ``files`` is at its end.
    """

    name: str
    files: Iterator[tuple[str, bytes]] = field(eq=False, repr=False)
    diagnostics: list[Diagnostic] = field(factory=list, eq=False)


def is_read(path: str, *, in_data: bool = False) -> bool:
    """Whether a path inside a source is read: a Markdown page, or a YAML file of a ``_data`` folder.

    Args:
        path: With ``/`` between folders.
        in_data: Whether the source is itself a ``_data`` folder.
    """
    folder, _, name = path.rpartition("/")
    ending = name.lower()
    if name.startswith(".") or not ending.endswith(_READ) or not _is_open(folder):
        return False
    return ending.endswith(_PAGES) or in_data or _DATA_FOLDER in folder.split("/")


@lru_cache(maxsize=256)
def _is_open(folder: str) -> bool:
    """Whether what lies in a folder is read; thousands of files share a few folders."""
    return not any(part in _SKIPPED or part.startswith(".") for part in folder.split("/"))


def open_tree(source: Path, limits: Limits) -> Tree:
    """The texts below a folder, or in a zip archive.

    The files are read one by one while ``files`` is gone through; an archive that is refused raises there.

    Raises:
        OSError: The folder or archive cannot be opened.
        ReadError: The file is not a zip archive, or one that is refused as a whole.
    """
    found: list[Diagnostic] = []
    if source.is_dir():
        return Tree(source.name, _FolderWalk(source, limits, found).files(), found)
    return Tree(source.name, _unzip(source, limits, found), found)


def _problem(found: list[Diagnostic], code: str, path: str, message: str, hint: str = "") -> None:
    found.append(finding_in(path, code, message, hint=hint))


def _link_problem(found: list[Diagnostic], path: str) -> None:
    _problem(found, "NI122", path, "a symbolic link is not followed", "put the file itself there")


@mutable
class _FolderWalk:
    """A walk through the folders below a root."""

    root: Path
    limits: Limits
    found: list[Diagnostic]
    pending: list[str] = field(factory=lambda: [""])
    paths: list[str] = field(factory=list)
    in_data: bool = False

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file that is read, in the order of the paths, whatever the file system's order is."""
        self.in_data = self.root.absolute().name == _DATA_FOLDER
        while self.pending:
            self._look_into(self.pending.pop())
        root = os.path.join(self.root, "")  # noqa: PTH118 - thousands of joined paths, each several times dearer
        for path in sorted(self.paths):
            data = _content(f"{root}{path}", path, self.limits, self.found)
            if data is not None:
                yield path, data

    def _look_into(self, folder: str) -> None:
        try:
            with os.scandir(self.root / folder) as entries:
                inside = list(entries)
        except OSError as error:
            if not folder:
                raise
            _problem(self.found, "NI121", folder.rstrip("/"), f"this folder cannot be read: {_reason(error)}")
            return
        if folder and any(entry.name == _VIRTUAL_ENVIRONMENT for entry in inside):
            return
        for entry in inside:
            path = f"{folder}{entry.name}"
            try:
                self._sort_out(entry, path)
            except OSError as error:
                _problem(self.found, "NI121", path, f"this cannot be looked at: {_reason(error)}")

    def _sort_out(self, entry: os.DirEntry[str], path: str) -> None:
        is_page = is_read(path, in_data=self.in_data)
        if not is_page and not _is_open(path):
            return
        if _leads_elsewhere(entry):
            if is_page or entry.is_dir():
                _link_problem(self.found, _shown(path))
        elif entry.is_dir(follow_symlinks=False):
            if _is_open(path) and self._is_text(path):
                self.pending.append(f"{path}/")
        elif is_page and self._is_text(path):
            self.paths.append(path)

    def _is_text(self, path: str) -> bool:
        if _shown(path) == path:
            return True
        _problem(self.found, "NI121", _shown(path), "this name is not text", "rename it")
        return False


def _leads_elsewhere(entry: os.DirEntry[str]) -> bool:
    """Whether it is a symbolic link, or what Windows calls a junction."""
    is_junction = getattr(entry, "is_junction", None)  # since Python 3.12
    return entry.is_symlink() or (is_junction is not None and is_junction())


def _shown(path: str) -> str:
    """A path that can be printed: bytes that are no text become escapes."""
    if path.isascii():
        return path
    return path.encode("utf-8", "backslashreplace").decode()


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


# O_NONBLOCK: opening a pipe must not wait for somebody to write to it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _content(place: str, path: str, limits: Limits, found: list[Diagnostic]) -> bytes | None:
    """The bytes of a file, or a finding."""
    try:
        file = os.open(place, _FLAGS)
        try:
            about = os.fstat(file)
            if stat.S_ISREG(about.st_mode):
                return _bytes(file, about.st_size, limits)
        finally:
            os.close(file)
        _problem(found, "NI123", path, "this is a pipe, socket or device, and is not read", "put a file there")
    except OSError as error:
        _problem(found, "NI121", path, f"this file cannot be read: {_reason(error)}")
    return None


def _bytes(file: int, size: int, limits: Limits) -> bytes:
    """All bytes of a file, or one more than is allowed: that tells a file that is too large, however large it is."""
    most = limits.text_bytes + 1
    data = os.read(file, min(size + 1, most))
    # One more was asked for than the file has, so what has its size is all of it; another number means that it changes.
    while len(data) != size and 0 < len(data) < most and (more := os.read(file, most - len(data))):
        data += more
    return data


def _unzip(place: Path, limits: Limits, found: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    """The members of an archive that are read, in the order of their paths."""
    with _Contents(place, limits) as file, _archive(file, place) as archive:
        infos = archive.infolist()
        if len(infos) > limits.archive_files:
            problem = f"{len(infos):,} members are more than the limit of {limits.archive_files:,}"
            raise LimitError(place.as_posix(), problem, "pass limits=Limits(archive_files=...)")
        members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            _admit(info, members, found)
        _check_total(sum(info.file_size for info in members.values() if not _refused(info, limits)), place, limits)
        total = 0  # what is really unpacked; the sizes that the archive states may be wrong
        for path in sorted(members):
            data = _member(archive, members[path], path, limits, found)
            total += len(data or b"")
            _check_total(total, place, limits)
            if data is not None:
                yield path, data


def _check_total(total: int, place: Path, limits: Limits) -> None:
    if total > limits.archive_bytes:
        problem = f"unpacked, it is larger than the limit of {limits.archive_bytes:,} bytes"
        raise LimitError(place.as_posix(), problem, "pass limits=Limits(archive_bytes=...)")


class _Contents(io.BufferedReader):
    """An archive's file that refuses to give its table of contents when that alone would fill the memory.

    zipfile takes the table in one piece and makes an object of each member before anybody can count them.
    """

    def __init__(self, place: Path, limits: Limits) -> None:
        super().__init__(io.FileIO(place))
        self._place = place
        self._most = max(limits.archive_files * _BYTES_A_MEMBER, 1 << 20)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self._most:
            problem = f"its table of contents of {size:,} bytes is larger than the limit of {self._most:,}"
            raise LimitError(self._place.as_posix(), problem, "pass limits=Limits(archive_files=...)")
        return super().read(size)


def _archive(file: _Contents, place: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except LimitError:
        raise
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        problem = f"not a zip archive that can be read: {error}"
        raise ReadError(place.as_posix(), problem, "pack the site again") from None


def _admit(info: zipfile.ZipInfo, members: dict[str, zipfile.ZipInfo], found: list[Diagnostic]) -> None:
    """Take a member among those that are read; one that points outside, or comes twice, is refused."""
    path = posixpath.normpath(info.filename)
    shown = _shown(info.orig_filename.replace("\0", "\\0"))
    if _OUTSIDE.match(info.orig_filename):
        _problem(found, "NI124", shown, "this member of the archive points outside it, and is not read")
    elif info.is_dir() or not is_read(path):
        return
    elif stat.S_ISLNK(info.external_attr >> 16):
        _link_problem(found, shown)
    elif path in members:
        _problem(found, "NI124", shown, "the archive holds this name twice; the first is read")
    else:
        members[path] = info


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, limits: Limits, found: list[Diagnostic]
) -> bytes | None:
    """The bytes of a member, or a finding."""
    refused = _refused(info, limits)
    if refused:
        _problem(found, "NI124", path, f"this member of the archive {refused}, and is not read")
        return None
    try:
        with archive.open(info) as member:
            return member.read(limits.text_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        _problem(
            found, "NI121", path, f"this member of the archive cannot be read: {str(error) or type(error).__name__}"
        )
        return None


def _refused(info: zipfile.ZipInfo, limits: Limits) -> str:
    """Why a member is not unpacked; what its header says of its size is not relied on later."""
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in _BOUNDED:
        return "is packed in another way than deflate"
    if info.file_size > limits.text_bytes:
        return f"is larger than the limit of {limits.text_bytes:,} bytes"
    return ""
