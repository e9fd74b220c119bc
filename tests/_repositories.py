"""Git repositories written for one test: commits with any files, parents and dates, by one `git fast-import`."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, TypeVar

from attrs import field, mutable

if TYPE_CHECKING:
    from collections.abc import Mapping

_Path = TypeVar("_Path", bound="str | bytes")

__all__ = ["HAS_GIT", "Repository", "git"]

HAS_GIT = which("git") is not None
FILE, LINK, SUBMODULE = "100644", "120000", "160000"


def git(folder: Path, *arguments: str, text: str | bytes = "") -> str:
    """Run git in a folder, without the settings of this machine; the text is its standard input."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(folder), *arguments]
    given = text.encode() if isinstance(text, str) else text
    done = subprocess.run(command, env={**os.environ, **settings}, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


@mutable
class Repository:
    """A repository that is written commit by commit; each commit has the files of its first parent, and changes."""

    folder: Path
    _stream: list[bytes] = field(factory=list)
    _count: int = 0
    _started: set[str] = field(factory=set)

    def commit(
        self,
        day: str | datetime,
        files: Mapping[_Path, str | bytes | None] | None = None,
        *,
        branch: str = "main",
        start: str | None = None,
        merge: tuple[str, ...] = (),
        message: str = "Edit the pages",
        author_day: str | None = None,
        links: Mapping[str, str] | None = None,
        submodules: Mapping[str, str] | None = None,
        clear: bool = False,
    ) -> str:
        """Add a commit, and return its name, which later ones may use as parents.

        Args:
            day: Its commit date; of a day, noon in UTC.
            files: Path -> text, or ``None`` to delete it.
            branch: The branch that it is on.
            start: The commit from which a new branch starts.
            merge: Other parents.
            message: Its message.
            author_day: Its author date, if it is another one.
            links: Path -> target of symbolic links.
            submodules: Path -> id of the commit of a submodule.
            clear: Whether all files are deleted first.
        """
        self._count += 1
        mark = f":{self._count}"
        lines = [
            f"commit refs/heads/{branch}",
            f"mark {mark}",
            f"author A. Author <author@example.org> {_seconds(author_day or day)}",
            f"committer C. Committer <committer@example.org> {_seconds(day)}",
            f"data {len(message.encode())}",
            message,
        ]
        if start is not None and branch not in self._started:
            lines.append(f"from {start}")
        self._started.add(branch)
        lines += [f"merge {other}" for other in merge]
        if clear:
            lines.append("deleteall")
        self._stream += [line.encode() for line in lines]
        for path, text in (files or {}).items():
            self._change(path, text)
        for link, target in (links or {}).items():
            self._write(LINK, link, target)
        for folder, commit in (submodules or {}).items():
            self._stream.append(f"M {SUBMODULE} {commit} {folder}".encode())
        self._stream.append(b"")
        return mark

    def _change(self, path: str | bytes, text: str | bytes | None) -> None:
        if text is None:
            self._stream.append(b"D " + _quoted(path))
        else:
            self._write(FILE, path, text)

    def _write(self, mode: str, path: str | bytes, text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        self._stream += [f"M {mode} inline ".encode() + _quoted(path), f"data {len(data)}".encode(), data]

    def write(self, *, bare: bool = False) -> Path:
        """Write the repository, with `main` as its branch, and return its folder; nothing is checked out."""
        self.folder.mkdir(parents=True, exist_ok=True)
        git(self.folder, "init", "--quiet", "--initial-branch=main", *(["--bare"] if bare else []))
        command = ["git", "-C", str(self.folder), "fast-import", "--quiet", "--done"]
        stream = b"\n".join([*self._stream, b"done", b""])
        done = subprocess.run(command, input=stream, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return self.folder


def _seconds(day: str | datetime) -> str:
    if isinstance(day, str):
        day = datetime.combine(date.fromisoformat(day), time(12), UTC)
    offset = day.strftime("%z")
    return f"{int(day.timestamp())} {offset}"


def _quoted(path: str | bytes) -> bytes:
    """A path in the quotes of fast-import, with every odd byte as an escape."""
    data = path if isinstance(path, bytes) else path.encode()
    escaped = (bytes([one]) if chr(one).isalnum() or one in b"/._-" else b"\\%03o" % one for one in data)
    return b'"' + b"".join(escaped) + b'"'
