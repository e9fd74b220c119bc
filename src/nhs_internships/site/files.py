"""What happens to one file in a planned change, and which paths a change may write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from attrs import field, frozen

from nhs_internships.errors import ChangeRefused, one_line
from nhs_internships.source.paths import is_open, printable

__all__ = ["FileChange", "FileChangeKind", "Step", "folded"]

# What Windows cannot store: some characters, names that mean devices, and a blank or full stop at the end.
_IMPOSSIBLE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


class FileChangeKind(StrEnum):
    """What happens to a file."""

    EDITED = "edited"
    MOVED = "moved"
    ADDED = "added"
    DELETED = "deleted"


class Step(NamedTuple):
    """What is written at one path.

    Attributes:
        path: The path in the site.
        old: The bytes that must be there now; ``None`` for no file.
        new: The bytes that are there afterwards; ``None`` for no file.
        like: The path of the file whose permissions the new one gets.
    """

    path: str
    old: bytes | None
    new: bytes | None
    like: str


def folded(path: str) -> str:
    """A path as it is compared where neither case nor Unicode normalisation counts."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _check_inside(path: str) -> None:
    if not all(part not in {"", ".", ".."} for part in path.split("/")):
        raise ChangeRefused(printable(path), "not a path inside the site", 'write it as in "projects/open/a.md"')
    if not is_open(path):
        problem = "hidden files and the folders of tools are not part of a site"
        raise ChangeRefused(printable(path), problem, "choose another path")


def _check_name(path: str) -> None:
    if _IMPOSSIBLE.search(path) or any(part[-1] in ". " or _DEVICE.match(part) for part in path.split("/")):
        problem = "not every system can store a file of this name"
        raise ChangeRefused(printable(path), problem, "choose a name of letters, digits and hyphens")


def _check_old_path(_: object, __: object, path: str | None) -> None:
    if path is not None:
        _check_inside(path)


def _check_new_path(file: FileChange, _: object, path: str | None) -> None:
    if path is not None and path != file.old_path:
        _check_inside(path)
        _check_name(path)


@frozen(kw_only=True)
class FileChange:
    """One file that a change edits, moves, adds or deletes.

    Attributes:
        old_path: The path of the file now, with ``/`` between folders; ``None`` for a new file.
        new_path: Its path afterwards; ``None`` for a file that is deleted.
        before: The bytes that the change was planned from; empty for a new file.
        after: The bytes afterwards; empty for a file that is deleted.
        note: What a person should know about it, in a few words; may be empty.

    Raises:
        ChangeRefused: A path lies outside the site or in a hidden folder, or not every system can store the new name.
    """

    old_path: str | None = field(default=None, validator=_check_old_path)
    new_path: str | None = field(default=None, validator=_check_new_path)
    before: bytes = field(default=b"", repr=False)
    after: bytes = field(default=b"", repr=False)
    note: str = ""

    def __str__(self) -> str:
        moved = self.kind is FileChangeKind.MOVED
        return one_line(f"{self.kind} {self.old_path} -> {self.path}" if moved else f"{self.kind} {self.path}")

    @property
    def path(self) -> str:
        """The path afterwards; of a file that is deleted, the path it had."""
        return self.new_path or self.old_path or ""

    @property
    def kind(self) -> FileChangeKind:
        """edited, moved, added or deleted."""
        if self.old_path is None:
            return FileChangeKind.ADDED
        if self.new_path is None:
            return FileChangeKind.DELETED
        return FileChangeKind.EDITED if self.new_path == self.old_path else FileChangeKind.MOVED

    @property
    def does_something(self) -> bool:
        """Whether the file is another one afterwards, or elsewhere."""
        return self.old_path != self.new_path or self.before != self.after

    @property
    def steps(self) -> Iterator[Step]:
        """What is written at each path."""
        old, new = self.old_path, self.new_path
        if old is not None and old == new:
            yield Step(old, self.before, self.after, old)
            return
        if new is not None:
            yield Step(new, None, self.after, old or new)
        if old is not None:
            yield Step(old, self.before, None, old)
