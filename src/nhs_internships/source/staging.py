"""What the git repository of a folder states: the day of its newest commit, and which texts are staged or committed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from nhs_internships.errors import GitUnavailable, ReadError
from nhs_internships.limits import Limits
from nhs_internships.source.git import GitRepository, repository_of
from nhs_internships.source.paths import PathFindings, is_read, printable
from nhs_internships.source.revision import RevisionReader
from nhs_internships.source.tree import Tree

__all__ = ["Staged", "head_date", "staged", "uncommitted"]

_LINK = "120000"
_FILES = ("100644", "100755")


def head_date(folder: Path) -> date | None:
    """The day on which the newest commit of a folder's repository was made; ``None`` without git, repository or commit.

    It is the committer's day, by the committer's clock.
    """
    try:
        repository = repository_of(folder)
        head = repository.commit_id("HEAD")
        found = repository.commits(head, count=1) if head else []
        repository.close()
    except (GitUnavailable, ReadError, OSError):
        return None
    return found[0].commit_date.date() if found else None


class Staged(NamedTuple):
    """What is staged in a folder.

    Attributes:
        tree: Every text as it would be committed, not as it is in the folder.
        before: Every text as the newest commit has it.
        changed: The paths of those that the next commit adds or changes.
        is_same: Whether the next commit neither adds, changes nor removes one.
        settings: The bytes of the file that was asked for, if it is staged or committed.
    """

    tree: Tree
    before: Tree
    changed: frozenset[str]
    is_same: bool
    settings: bytes | None


def staged(folder: Path, limits: Limits, settings_file: str) -> Staged:
    """What the next commit would hold of a folder.

    Args:
        folder: A folder in a git work tree.
        limits: Bounds on what is read.
        settings_file: A file of the folder whose bytes are asked for, too.

    Raises:
        GitUnavailable: There is no git command, or an old one.
        ReadError: The folder is in no work tree, or git failed.
        OSError: The folder cannot be opened.
    """
    repository = repository_of(folder)
    start = _start(repository, folder)
    findings = PathFindings()
    blobs: dict[str, str] = {}
    for file in repository.staged():
        path = file.path.removeprefix(start)
        if not file.path.startswith(start) or not (is_read(path) or path == settings_file):
            continue
        if file.mode == _LINK:
            findings.report_link(printable(path))
        elif file.mode in _FILES:
            blobs[path] = file.id
    settings = blobs.pop(settings_file, None)
    committed = _committed(repository, start, limits)
    wanted = {*blobs.values(), *committed.values()} | ({settings} if settings else set())
    data = {blob: repository.read_object(blob, "blob", limits.text_bytes) for blob in sorted(wanted)}
    repository.close()
    return Staged(
        tree=_tree(folder, blobs, data, findings),
        before=_tree(folder, committed, data, PathFindings()),
        changed=frozenset(path for path, blob in blobs.items() if committed.get(path) != blob),
        is_same=blobs == committed,
        settings=data[settings] if settings else None,
    )


def _tree(folder: Path, blobs: Mapping[str, str], data: Mapping[str, bytes], findings: PathFindings) -> Tree:
    files = ((path, data[blob]) for path, blob in sorted(blobs.items()))
    return Tree(folder.as_posix(), files, findings, folder)


def uncommitted(folder: Path, texts: Mapping[str, bytes | None]) -> list[str]:
    """The files that the newest commit does not hold as they are, so that git could not give them back.

    Files that differ only in the ends of lines are the same, because git may convert these.

    Args:
        folder: A folder in a git work tree.
        texts: What is in each file now, by its path in the folder; ``None`` where there is no file.

    Returns:
        Their paths; none where the folder is in no work tree, or where there is no git command.

    Raises:
        ReadError: The repository is damaged.
        OSError: The folder cannot be opened.
    """
    try:
        repository = repository_of(folder.resolve())
    except (GitUnavailable, ReadError):
        return []
    start = _start(repository, folder)
    found = [path for path, data in texts.items() if not _is_committed(repository, start + path, data)]
    repository.close()
    return found


def _is_committed(repository: GitRepository, path: str, data: bytes | None) -> bool:
    """Whether a file of the work tree is the same in the index and the newest commit."""
    limit = 2 * len(data or b"")  # as many as there could be with other ends of lines
    committed, staged = (repository.read(f"{place}:{path}", limit) for place in ("HEAD", ""))
    if committed is None or staged is None or data is None:
        return committed is None and staged is None and data is None
    return committed.id == staged.id and _with_newlines(committed.data) == _with_newlines(data)


def _with_newlines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _start(repository: GitRepository, folder: Path) -> str:
    """What leads from the top of a work tree to a folder, with ``/``."""
    below = folder.resolve().relative_to(repository.root.resolve()).as_posix()
    return "" if below == "." else f"{below}/"


def _committed(repository: GitRepository, start: str, limits: Limits) -> Mapping[str, str]:
    """Path and content id of every text of a folder in the newest commit; nothing where there is none."""
    head = repository.commit_id("HEAD")
    if head is None:
        return {}
    (commit,) = repository.commits(head, count=1)
    files = RevisionReader(repository, limits).files(commit.tree, PathFindings())
    inside = ((path.removeprefix(start), blob) for path, blob in files.items() if path.startswith(start))
    return {path: blob for path, blob in inside if is_read(path)}
