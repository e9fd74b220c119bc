"""Git repositories, read through the git command: their revisions, and the objects that these consist of.

Nothing that a repository configures is run. Three commands are called, and none runs hooks, filters, pagers or other
programs: ``rev-list``, ``ls-files``, and one ``cat-file --batch`` that answers every question. Names of revisions are
written to its standard input, so none of them can be an option. The files of the work tree are not looked at.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import weakref
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import IO, NamedTuple

from attrs import field, mutable

from nhs_internships.errors import GitUnavailable, ReadError
from nhs_internships.source.files import check_kind
from nhs_internships.source.paths import printable, whole_path

__all__ = ["Commit", "GitObject", "GitRepository", "StagedFile", "open_repository", "repository_of"]

_MIN_VERSION = (2, 25)
_VERSION = re.compile(r"git version (\d+)\.(\d+)")
_FIXED_OPTIONS = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.commitGraph=false"),  # commits are read from the objects alone
)
# An object that is missing must not be fetched: that would start programs, and send requests, which the repository
# configures. Versions before 2.45 know only the list of allowed protocols.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console
_CHUNK = 1 << 16
_NO_VARIABLES: Mapping[str, str] = {}
# How many objects are asked for before the first answer is read: the names must fit into any pipe (4 kB on Windows),
# because git may wait with reading them until its first answers are read.
_AT_ONCE = 48
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Commit(NamedTuple):
    """One revision, as git records it.

    Attributes:
        id: The name of the commit: 40 or 64 hexadecimal digits.
        parents: The ids of its parents; those that a shallow clone lacks are left out.
        tree: The id of its root folder.
        author_date: When it was written.
        commit_date: When it became part of the repository.
        message: Its message, if messages were asked for.
    """

    id: str
    parents: tuple[str, ...]
    tree: str
    author_date: datetime
    commit_date: datetime
    message: str | None = None


class StagedFile(NamedTuple):
    """One file of the index: its mode, the id of its content, and its path."""

    mode: str
    id: str
    path: str


class GitObject(NamedTuple):
    """One object: its id, its type (``blob``, ``tree``, ``commit`` or ``tag``), and its content or the start of it."""

    id: str
    kind: str
    data: bytes


@mutable(eq=False)
class GitRepository:
    """A repository that is open for reading.

    Attributes:
        root: The folder it was opened by: the top folder of a work tree, or the bare repository.
    """

    root: Path
    _git_dir: Path
    _lock: Lock = field(factory=Lock, init=False, repr=False)
    _process: _CatFile | None = field(default=None, init=False, repr=False)

    @property
    def name(self) -> str:
        """What errors call the repository."""
        return printable(self.root.as_posix())

    def read(self, name: str, limit: int | None = None) -> GitObject | None:
        """The object with an id or any other name that git reads, or ``None`` if there is none.

        Args:
            name: The name.
            limit: Most bytes of content; of a larger object one byte more is returned, and the rest is skipped.

        Raises:
            ReadError: The object is damaged, or git failed.
        """
        if not name or any(mark in name for mark in "\n\0"):
            return None
        return self._answers([name], limit)[0]

    def read_many(self, object_ids: Iterable[str], limit: int | None = None) -> dict[str, bytes]:
        """The contents of several objects by their ids, without those that are missing.

        Args:
            object_ids: The ids.
            limit: As for `read`.

        Raises:
            ReadError: An object is damaged, or git failed.
        """
        waiting = list(dict.fromkeys(object_ids))
        found: dict[str, bytes] = {}
        for at in range(0, len(waiting), _AT_ONCE):
            answers = self._answers(waiting[at : at + _AT_ONCE], limit)
            found.update((answer.id, answer.data) for answer in answers if answer is not None)
        return found

    def _answers(self, names: list[str], limit: int | None) -> list[GitObject | None]:
        with self._lock:
            process = self._process or _CatFile(self._command("cat-file", "--batch"), _environment())
            self._process = process
            try:
                return process.read([name.encode("utf-8", "surrogateescape") for name in names], limit)
            except (OSError, EOFError):
                problem = process.problem
                self._stop()
                asked = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
                raise ReadError(self.name, f"git cannot read {asked}: {problem}", "see git fsck") from None

    def read_object(self, object_id: str, kind: str, limit: int | None = None) -> bytes:
        """The content of an object that the repository refers to.

        Args:
            object_id: Its id.
            kind: The type that it must have.
            limit: As for `read`.

        Raises:
            ReadError: The object is missing or damaged, or of another type.
        """
        found = self.read(object_id, limit)
        if found is None:
            hint = "fetch it, or clone the repository again without a filter"
            raise ReadError(self.name, f"the {kind} {object_id} is missing or damaged", hint)
        if found.kind != kind:
            raise ReadError(self.name, f"the object {object_id} is a {found.kind}, not a {kind}", "see git fsck")
        return found.data

    def commit_id(self, name: str) -> str | None:
        """The id of the commit that a name means, or ``None`` if there is no such commit.

        Raises:
            ReadError: An object is damaged, or git failed.
        """
        found = self.read(name)
        if found is not None and found.kind == "tag":
            found = self.read(f"{found.id}^{{commit}}")
        return found.id if found is not None and found.kind == "commit" else None

    def lacks_parents(self, commit: str) -> bool:
        """Whether a commit has parents, and this clone is shallow and ends with it.

        Raises:
            ReadError: It is missing or damaged.
        """
        header = self.read_object(commit, "commit").partition(b"\n\n")[0]
        return b"\nparent " in header

    def commits(self, tip: str, *, messages: bool = False, count: int | None = None) -> list[Commit]:
        """A commit and all that it descends from, parents first, and else by commit date.

        Args:
            tip: The id of the commit.
            messages: Whether to read their messages.
            count: How many to list at most, the newest ones.

        Raises:
            ReadError: A commit is missing or damaged, or git failed.
        """
        parts = ["%H", "%P", "%T", "%aI", "%cI", *(["%B"] if messages else [])]
        form = "".join(f"{part}%x00" for part in parts)
        options = ["--date-order", "--reverse", "--encoding=UTF-8", f"--format={form}"]
        if count is not None:
            options.append(f"--max-count={count}")
        done = _run(self._command("rev-list", *options, tip, "--"))
        if done.returncode:
            raise ReadError(self.name, f"git cannot list the revisions: {_last_line(done.stderr)}", "see git fsck")
        fields = done.stdout.decode("utf-8", "replace").split("\0")
        return [_commit(fields[at : at + len(parts)]) for at in range(0, len(fields) - 1, len(parts))]

    def staged(self) -> list[StagedFile]:
        """Every file of the index, as the next commit would hold it; files in conflict are left out.

        A commit of some files has an index of its own, which git names to its hooks in ``GIT_INDEX_FILE``.

        Raises:
            ReadError: The index is damaged, or git failed.
        """
        index = os.environ.get("GIT_INDEX_FILE")
        named = {} if index is None else {"GIT_INDEX_FILE": str(Path(index).absolute())}
        done = _run(self._command("ls-files", "--stage", "-z"), folder=self.root, variables=named)
        if done.returncode:
            raise ReadError(self.name, f"git cannot list what is staged: {_last_line(done.stderr)}", "see git fsck")
        lines = (os.fsdecode(line).partition("\t") for line in done.stdout.split(b"\0") if line)
        files = ((*facts.split(" "), path) for facts, _, path in lines)
        return [StagedFile(mode, blob, path) for mode, blob, stage, path in files if stage == "0"]

    def close(self) -> None:
        """End the git process; reading starts it again."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None

    def _command(self, *arguments: str) -> list[str]:
        return [_program(), *_FIXED_OPTIONS, f"--git-dir={self._git_dir}", *arguments]


class _CatFile:
    """A ``cat-file --batch`` process, which answers one question after another."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe that nobody reads would fill up
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
            creationflags=_NO_WINDOW,
        )
        self.stop = weakref.finalize(self, _end, self._process, self._errors)

    def read(self, names: Sequence[bytes], limit: int | None) -> list[GitObject | None]:
        """The object with each name, or ``None``; all are asked for before the first is read.

        Raises:
            OSError: The process has ended.
            EOFError: It ended before the object was complete.
        """
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:  # never: both are pipes
            raise EOFError
        asked.write(b"".join(name + b"\n" for name in names))
        asked.flush()
        return [_answer(answers, limit) for _ in names]

    @property
    def problem(self) -> str:
        """What git said last."""
        self._process.poll()
        self._errors.seek(0)
        return _last_line(self._errors.read())


def _answer(answers: IO[bytes], limit: int | None) -> GitObject | None:
    header = answers.readline()
    if not header.endswith(b"\n"):
        raise EOFError
    if header.endswith((b" missing\n", b" ambiguous\n")):
        return None
    object_id, kind, size = header.decode("ascii").split()
    return GitObject(object_id, kind, _content(answers, int(size), limit))


def _content(answers: IO[bytes], size: int, limit: int | None) -> bytes:
    """The content of an object; what is beyond the limit is read and dropped, because the next answer follows it."""
    kept = size if limit is None else min(size, limit + 1)
    data = answers.read(kept)
    left = size - kept + 1  # a newline follows
    while left:
        dropped = len(answers.read(min(left, _CHUNK)))
        if not dropped:
            raise EOFError
        left -= dropped
    return data


def _end(process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # the process has ended, and cannot take what is still buffered
                continue
    process.wait()
    errors.close()


def open_repository(path: Path) -> GitRepository:
    """Open a clone, a linked work tree, or a bare repository; either may be shallow.

    Raises:
        OSError: Nothing exists at the path.
        ReadError: It is no repository.
        GitUnavailable: There is no git command, or an old one.
    """
    check_kind(path)
    place = whole_path(path)
    if (place / ".git").exists():
        git_dir = place / ".git"
    elif (place / "HEAD").is_file() and (place / "objects").is_dir():
        git_dir = place
    else:
        raise ReadError(printable(path.as_posix()), "not a git repository", _where(place))
    _program()
    return GitRepository(place.parent if place.name == ".git" else place, git_dir)


def repository_of(folder: Path) -> GitRepository:
    """The repository whose work tree holds a folder.

    Raises:
        OSError: Nothing exists at the path.
        ReadError: It is in no repository.
        GitUnavailable: There is no git command, or an old one.
    """
    return open_repository(_top(whole_path(folder)) or folder)


def _top(place: Path) -> Path | None:
    return next((folder for folder in (place, *place.parents) if (folder / ".git").exists()), None)


def _where(place: Path) -> str:
    top = _top(place)
    return "name the folder of a clone or a bare repository" if top is None else f'name its top folder, "{top}"'


def _program() -> str:
    """The git command.

    Raises:
        GitUnavailable: There is none, or it is too old.
    """
    program = _find(os.environ.get("PATH", os.defpath))
    version = _version(program)
    if version < _MIN_VERSION:
        found, needed = (".".join(map(str, one)) for one in (version, _MIN_VERSION))
        raise GitUnavailable(f"{program} is version {found}; version {needed} or newer is needed")
    return program


@lru_cache(maxsize=8)
def _find(path: str) -> str:
    """The git command in a list of folders; the current folder, which may be a hostile repository, is never searched.

    Raises:
        GitUnavailable: There is none.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in map(Path, path.split(os.pathsep)):
        if folder.is_absolute() and os.access(folder / name, os.X_OK) and (folder / name).is_file():
            return str(folder / name)
    raise GitUnavailable("there is no git command on the PATH")


@lru_cache(maxsize=8)
def _version(program: str) -> tuple[int, int]:
    done = _run([program, "version"])
    found = _VERSION.match(done.stdout.decode("utf-8", "replace"))
    if done.returncode or found is None:
        raise GitUnavailable(f"{program} does not state its version: {_last_line(done.stderr or done.stdout)}")
    return int(found[1]), int(found[2])


def _run(
    command: list[str], *, folder: Path | None = None, variables: Mapping[str, str] = _NO_VARIABLES
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**_environment(), **variables},
        creationflags=_NO_WINDOW,
        check=False,
    )


def _environment() -> dict[str, str]:
    """The variables of this process, without those that would point git elsewhere or trace what it does."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ENVIRONMENT


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it ended without a message")


def _commit(fields: list[str]) -> Commit:
    # Before the first field stands a line of rev-list itself, "commit ID".
    object_id = fields[0].rpartition("\n")[2]
    message = fields[5].strip("\n") if len(fields) > 5 else None
    return Commit(object_id, tuple(fields[1].split()), fields[2], _moment(fields[3]), _moment(fields[4]), message)


def _moment(text: str) -> datetime:
    """A date of a commit; one that no calendar has counts as the year 1970, as it does for git."""
    try:
        moment = datetime.fromisoformat(text)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return _EPOCH
    return moment
