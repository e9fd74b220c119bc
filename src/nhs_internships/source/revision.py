"""The texts of one revision of a git repository: their paths and the ids of their contents. Nothing is checked out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import field, frozen

from nhs_internships.errors import LimitError, ReadError
from nhs_internships.limits import LIMIT_HINT, Limits
from nhs_internships.source.folder import VIRTUAL_ENVIRONMENT
from nhs_internships.source.git import GitRepository
from nhs_internships.source.paths import PathFindings, is_open, is_read, printable

__all__ = ["RevisionReader"]

_FOLDER, _LINK, _SUBMODULE = b"40000", b"120000", b"160000"
_MAX_PATH = 4096  # no file system has longer ones


class _Member(NamedTuple):
    """One name in a folder: its mode, the name, and the id of what it names."""

    mode: bytes
    name: str
    id: str

    def may_be_read(self, path: str) -> bool:
        """Whether it is a text that is read, or may lead to one."""
        if self.mode in {_FOLDER, _SUBMODULE}:
            return is_open(path)
        return is_read(path) or (self.mode == _LINK and is_open(path))


@frozen
class RevisionReader:
    """Lists the texts of revisions; each folder is read once, however many revisions have it.

    Attributes:
        repository: Where they are read from.
        limits: Bounds on what is read.
    """

    repository: GitRepository
    limits: Limits
    _folders: dict[str, tuple[_Member, ...]] = field(factory=dict, init=False, repr=False)
    _readable: dict[tuple[str, str], tuple[tuple[str, _Member], ...]] = field(factory=dict, init=False, repr=False)

    def files(self, tree: str, findings: PathFindings) -> dict[str, str]:
        """Path and content id of every text that is read, in the order of the paths.

        Args:
            tree: The id of the root folder.
            findings: Takes what is not read.

        Raises:
            LimitError: There are too many files and folders.
            ReadError: A folder is missing or damaged.
        """
        texts: dict[str, str] = {}
        links: list[tuple[str, _Member]] = []
        folders: set[str] = set()
        for path, member in self._walk(tree, findings):
            if member.mode == _FOLDER:
                folders.add(path)
            elif member.mode == _LINK:
                links.append((path, member))
            elif member.mode == _SUBMODULE:
                hint = "open the repository of the submodule by itself"
                findings.report("NI121", path, "a submodule is not part of this repository, and is not read", hint)
            else:
                texts[path] = member.id
        for path, member in links:
            if is_read(path) or self._target(path, member) in folders:
                findings.report_link(path)
        return dict(sorted(texts.items()))

    def read_ahead(self, trees: Iterable[str]) -> None:
        """Read the folders of several revisions together, level by level; each answer of git takes some waiting.

        Args:
            trees: The ids of the root folders.

        Raises:
            ReadError: A folder is damaged.
        """
        level = dict.fromkeys(trees, "")
        while unknown := {folder: path for folder, path in level.items() if folder not in self._folders}:
            for folder, data in self.repository.read_many(unknown).items():
                self._learn(folder, data)
            level = {
                member.id: f"{path}{member.name}/"
                for folder, path in unknown.items()
                for member in self._folders.get(folder, ())
                if member.mode == _FOLDER and is_open(f"{path}{member.name}")
            }

    def _walk(self, tree: str, findings: PathFindings) -> Iterator[tuple[str, _Member]]:
        """Everything below a folder that is read, or may lead to a text."""
        waiting = [("", tree)]
        count = 0
        while waiting:
            above, folder = waiting.pop()
            count += len(self._members(folder)) + 1
            self._check(count)
            for path, member in self._inside(above, folder):
                if problem := _problem(path):
                    findings.report("NI121", printable(path)[:_MAX_PATH], *problem)
                    continue
                yield path, member
                if member.mode == _FOLDER:
                    waiting.append((f"{path}/", member.id))

    def _inside(self, above: str, folder: str) -> tuple[tuple[str, _Member], ...]:
        """Path and member of everything in a folder that is read, or may lead to a text."""
        if (above, folder) not in self._readable:
            members = self._members(folder)
            is_environment = above and any(member.name == VIRTUAL_ENVIRONMENT for member in members)
            found = ((f"{above}{member.name}", member) for member in members if not is_environment)
            self._readable[above, folder] = tuple((path, one) for path, one in found if one.may_be_read(path))
        return self._readable[above, folder]

    def _members(self, folder: str) -> tuple[_Member, ...]:
        if folder not in self._folders:
            self._learn(folder, self.repository.read_object(folder, "tree"))
        return self._folders[folder]

    def _learn(self, folder: str, data: bytes) -> None:
        try:
            self._folders[folder] = tuple(_parsed(data, len(folder) // 2))
        except ValueError:
            raise ReadError(self.repository.name, f"the tree {folder} is damaged", "see git fsck") from None

    def _check(self, count: int) -> None:
        if count > self.limits.archive_files:
            problem = f"a revision has more than {self.limits.archive_files:,} files and folders"
            raise LimitError(self.repository.name, problem, f"{LIMIT_HINT}archive_files=...)")

    def _target(self, path: str, link: _Member) -> str:
        """The path inside the repository to which a link leads."""
        found = self.repository.read(link.id, _MAX_PATH)
        target = found.data.decode("utf-8", "surrogateescape") if found is not None else ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _parsed(data: bytes, id_length: int) -> Iterator[_Member]:
    """The members of a folder.

    Raises:
        ValueError: The data is no folder.
    """
    at = 0
    while at < len(data):
        blank = data.index(b" ", at)
        end = data.index(b"\0", blank)
        last = end + 1 + id_length
        if last > len(data):
            raise ValueError("the last id is cut off")
        name = data[blank + 1 : end].decode("utf-8", "surrogateescape")
        yield _Member(data[at:blank], name, data[end + 1 : last].hex())
        at = last


def _problem(path: str) -> tuple[str, str] | None:
    """Why a path cannot be read, and what to do."""
    if not path.isascii() and printable(path) != path:
        return "this name is not UTF-8 text", "rename it"
    if len(path) > _MAX_PATH:
        return "this path is longer than any file system allows", "shorten it"
    return None
