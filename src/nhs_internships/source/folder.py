"""The files of a folder. Symbolic links are not followed, and nothing but regular files is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import field, mutable

from nhs_internships.errors import ReadError
from nhs_internships.limits import Limits
from nhs_internships.source.files import content, open_regular
from nhs_internships.source.paths import (
    BEGINNING,
    DATA_FOLDER,
    PathFindings,
    has_no_ending,
    is_open,
    is_read,
    printable,
    whole_path,
)

__all__ = ["VIRTUAL_ENVIRONMENT", "FolderReader"]

VIRTUAL_ENVIRONMENT = "pyvenv.cfg"  # a file of every virtual environment, whatever its folder is called


@mutable
class FolderReader:
    """Reads the files below a folder.

    Attributes:
        root: The folder.
        limits: Bounds on what is read.
        findings: Takes what cannot be read.
    """

    root: Path
    limits: Limits
    findings: PathFindings
    _folders: list[str] = field(factory=lambda: [""])  # folders to list
    _paths: list[str] = field(factory=list)
    _in_data: bool = False

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of every file that is read, in the order of the paths.

        Raises:
            OSError: The root cannot be opened.
        """
        self._in_data = whole_path(self.root).name == DATA_FOLDER
        while self._folders:
            self._list(self._folders.pop())
        for path in sorted(self._paths):
            data = self._content(path)
            if data is not None:
                yield path, data

    def _list(self, folder: str) -> None:
        try:
            with os.scandir(self.root / folder) as entries:
                inside = list(entries)
        except OSError as error:
            if not folder:
                raise
            self._report(folder.rstrip("/"), "this folder cannot be read", error)
            return
        if folder and any(entry.name == VIRTUAL_ENVIRONMENT for entry in inside):
            return
        for entry in inside:
            path = f"{folder}{entry.name}"
            try:
                self._take(entry, path)
            except OSError as error:
                self._report(path, "this cannot be examined", error)

    def _take(self, entry: os.DirEntry[str], path: str) -> None:
        is_file = is_read(path, in_data=self._in_data)
        if not is_file and not is_open(path):
            return
        if _is_link(entry):
            if is_file or entry.is_dir():
                self.findings.report_link(printable(path))
        elif entry.is_dir(follow_symlinks=False):
            if is_open(path) and self._is_text(path):
                self._folders.append(f"{path}/")
        elif is_file and self._is_text(path):
            self._paths.append(path)
        elif has_no_ending(path) and entry.is_file(follow_symlinks=False):
            with open_regular(self.root / path, follow_link=False) as file:
                self.findings.report_if_page(printable(path), file.read(BEGINNING) or b"")

    def _is_text(self, path: str) -> bool:
        if printable(path) == path:
            return True
        self.findings.report("NI121", printable(path), "this name is not UTF-8 text", "rename it")
        return False

    def _content(self, path: str) -> bytes | None:
        """The bytes of a file, or one more than the limit allows; ``None`` with a finding if it cannot be read."""
        try:
            return content(self.root / path, self.limits.text_bytes, follow_link=False)
        except ReadError as error:
            self.findings.report("NI123", path, error.problem, error.hint)
        except OSError as error:
            self._report(path, "this file cannot be read", error)
        return None

    def _report(self, path: str, message: str, error: OSError) -> None:
        self.findings.report("NI121", path, f"{message}: {error.strerror or type(error).__name__}")


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a symbolic link, or what Windows calls a junction."""
    is_junction = getattr(entry, "is_junction", None)  # since Python 3.12
    return entry.is_symlink() or (is_junction is not None and is_junction())
