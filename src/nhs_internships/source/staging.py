"""What a git repository states: the day of its newest commit, and the texts that are staged.

Only git's plumbing is called, so no hook, filter, pager or other program that a repository configures runs, and nothing
is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from nhs_internships.errors import ReadError
from nhs_internships.source.paths import PathFindings, is_read, printable
from nhs_internships.source.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nhs_internships.limits import Limits

__all__ = ["Staged", "head_date", "staged"]

_OPTIONS = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "-c", "core.untrackedCache=false")
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
_LINK = "120000"
_FILES = ("100644", "100755")


def head_date(folder: Path) -> date | None:
    """The day on which the newest commit of a folder's repository was made; ``None`` without git, repository or commit.

    It is the committer's day, by the committer's clock.
    """
    try:
        commit = _git(folder, "cat-file", "commit", "HEAD")
    except (ReadError, OSError):
        return None
    headers = commit.partition(b"\n\n")[0].split(b"\n")
    committer = next((line for line in headers if line.startswith(b"committer ")), b"")
    match committer.rsplit(b" ", 2):
        case [_, seconds, zone] if seconds.isdigit() and zone[1:].isdigit() and len(zone) == 5:
            minutes = int(zone[1:3]) * 60 + int(zone[3:])
            offset = timedelta(minutes=-minutes if zone.startswith(b"-") else minutes)
            return _day(int(seconds), offset)
    return None


def _day(seconds: int, offset: timedelta) -> date | None:
    try:
        return datetime.fromtimestamp(seconds, timezone(offset)).date()
    except (ValueError, OverflowError, OSError):  # no commit of this world
        return None


class Staged(NamedTuple):
    """What is staged in a folder.

    Attributes:
        tree: Every text as it would be committed, not as it is in the folder.
        changed: The paths of those that the next commit adds or changes.
        settings: The bytes of the file that was asked for, if it is staged or committed.
    """

    tree: Tree
    changed: frozenset[str]
    settings: bytes | None


def staged(folder: Path, limits: Limits, settings_file: str) -> Staged:
    """What the next commit would hold of a folder.

    Args:
        folder: A folder in a git work tree.
        limits: Bounds on what is read.
        settings_file: A file of the folder whose bytes are asked for, too.

    Raises:
        ReadError: There is no git, or the folder is in no work tree.
        OSError: The folder cannot be opened.
    """
    entries = list(_entries(folder))
    findings = PathFindings()
    blobs = {}
    for entry in entries:
        if entry.mode == _LINK and is_read(entry.path):
            findings.report_link(printable(entry.path))
        elif entry.mode in _FILES and entry.stage == "0" and (is_read(entry.path) or entry.path == settings_file):
            blobs[entry.path] = entry.blob
    data = dict(_contents(folder, blobs, limits.text_bytes))
    settings = data.pop(settings_file, None)
    return Staged(Tree(folder.as_posix(), iter(sorted(data.items())), findings, folder), _changed(folder), settings)


class _Entry(NamedTuple):
    """A line of the index."""

    mode: str
    blob: str
    stage: str
    path: str


def _entries(folder: Path) -> Iterator[_Entry]:
    for line in _lines(_git(folder, "ls-files", "--stage", "-z")):
        facts, _, path = line.partition("\t")
        mode, blob, stage = facts.split(" ")
        yield _Entry(mode, blob, stage, path)


def _changed(folder: Path) -> frozenset[str]:
    """The paths that differ from the newest commit; all of them where there is none."""
    try:
        _git(folder, "cat-file", "-e", "HEAD")
    except ReadError:
        return frozenset(entry.path for entry in _entries(folder))
    options = ("--cached", "--no-renames", "--name-only", "--diff-filter=d", "--relative", "-z")
    return frozenset(_lines(_git(folder, "diff-index", *options, "HEAD")))


def _lines(output: bytes) -> list[str]:
    return [os.fsdecode(line) for line in output.split(b"\0") if line]


def _contents(folder: Path, blobs: dict[str, str], limit: int) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each blob, or one more byte than the limit allows."""
    with _process(folder, "cat-file", "--batch") as (requests, answers):
        for path, blob in blobs.items():
            requests.write(f"{blob}\n".encode())
            requests.flush()
            size = _size(answers.readline())
            if size is None:
                continue
            yield path, answers.read(min(size, limit + 1))
            rest = size - min(size, limit + 1) + 1  # a line end follows
            while rest:
                rest -= len(answers.read(min(rest, 1 << 16))) or rest


def _size(header: bytes) -> int | None:
    match header.split():
        case [_, b"blob", size]:
            return int(size)
    return None


# Running git.


@contextmanager
def _process(folder: Path, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    command = _command(arguments)
    with subprocess.Popen(  # noqa: S603 - git, with arguments of our own
        command,
        cwd=folder,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise ReadError(folder.as_posix(), "git gives no output")
        yield process.stdin, process.stdout
        process.stdin.close()


def _git(folder: Path, *arguments: str) -> bytes:
    """The output of a command of git.

    Raises:
        ReadError: There is no git, or it refuses.
        OSError: The folder cannot be opened.
    """
    done = subprocess.run(  # noqa: S603 - git, with arguments of our own
        _command(arguments), cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise ReadError(folder.as_posix(), f"git says: {reason or 'nothing'}", "name a folder in a git work tree")
    return done.stdout


def _command(arguments: Iterable[str]) -> list[str]:
    program = shutil.which("git")
    if program is None:
        raise ReadError("git", "git is not installed", "install it, or leave out what needs it")
    return [program, *_OPTIONS, *arguments]


def _environment() -> dict[str, str]:
    """The variables of this process; git's own stay true in another folder, and nothing may ask or fetch."""
    given = {name: os.environ[name] for name in _PLACES if name in os.environ}
    places = {name: str(Path(value).absolute()) for name, value in given.items()}
    fixed = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    return {**os.environ, **places, **fixed}
