"""Writes a planned change to the files of a site: all of it or nothing, and no file is ever half written.

Every new text is first written beside its place, together with a copy of every old one. Then the files are put in
their places: new ones first, then those that replace others, and only then old ones are deleted. If something fails,
the copies go back. If the program is killed, each path holds its old or its new file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from attrs import field, mutable

from nhs_internships.errors import ChangeFailed, ChangeRefused
from nhs_internships.site.files import Step, folded
from nhs_internships.source.files import content
from nhs_internships.source.paths import is_open
from nhs_internships.source.writing import LEFTOVER, mode_of, sync_folder, write_beside

__all__ = ["write_all"]

_LEFTOVER = re.compile(re.escape(LEFTOVER) + r"[a-z0-9_]{8}")


def write_all(root: Path, steps: Iterable[Step]) -> None:
    """Write files below a folder, after removing what a killed program left there.

    Raises:
        ChangeRefused: A file is not as it was when the change was planned, or a path leads elsewhere; nothing was
            written.
        ChangeFailed: Something could not be written; what had been written was undone.
    """
    ordered = sorted(steps, key=_order)
    for step in ordered:
        _check(root, step)
    _remove_leftovers(root)
    _Writing(root).run(ordered)


def _order(step: Step) -> tuple[bool, bool, str]:
    """New files come first, and old ones are deleted last."""
    return step.new is None, step.old is not None, step.path


def _check(root: Path, step: Step) -> None:
    """Refuse a step if its path does not hold what it should.

    Raises:
        ChangeRefused: Says what is there.
    """
    place = root / step.path
    if Path(os.path.realpath(place)) != Path(os.path.realpath(root)) / step.path:
        raise ChangeRefused(step.path, "a symbolic link is not followed", "put the file itself there")
    if step.old is None:
        _check_free(root, step.path)
    elif _current(place, len(step.old)) != step.old:
        raise ChangeRefused(step.path, "the file was changed after it was read", "open the site again")


def _current(place: Path, size: int) -> bytes | None:
    """The bytes of a file, or one more than ``size`` if it is larger; ``None`` if there is none."""
    try:
        return content(place, size, follow_link=False)
    except FileNotFoundError:
        return None


def _check_free(root: Path, path: str) -> None:
    """Refuse a new path if there is a file of its name, or of one that is the same where case is ignored."""
    folder = root
    *_, last = parts = path.split("/")
    for part in parts:
        same = [entry.name for entry in folder.iterdir() if folded(entry.name) == folded(part)]
        other = next((name for name in same if name != part), None)
        if other is not None:
            problem = f'"{other}" exists, and the two names are the same where case is ignored'
            raise ChangeRefused(path, problem, "choose another name")
        if not same:
            return
        folder /= part
    raise ChangeRefused(path, f'"{last}" exists', "choose another name")


def _remove_leftovers(root: Path) -> None:
    for folder, folders, names in os.walk(root):
        folders[:] = filter(is_open, folders)
        for name in filter(_LEFTOVER.fullmatch, names):
            _remove(Path(folder, name))


def _remove(file: Path) -> None:
    """Remove a file that stood beside another one; if that fails, the next change removes it."""
    with suppress(OSError):
        file.chmod(0o600)  # Windows removes no file that is read-only
        file.unlink()


class _Ready(NamedTuple):
    """A step, with its new text and a copy of its old one, both written beside its place."""

    step: Step
    new: Path | None
    copy: Path | None


@mutable
class _Writing:
    """The steps that were made so far, and how to undo them.

    Attributes:
        root: The folder of the site.
        at: The path of the step that is being made.
        ready: The steps for which everything is written beside their places.
        begun: How many of them were put in their places, or at least begun.
        beside: The files that were written beside others.
        folders: The folders that were made.
    """

    root: Path
    at: str = ""
    ready: list[_Ready] = field(factory=list)
    begun: int = 0
    beside: list[Path] = field(factory=list)
    folders: list[Path] = field(factory=list)

    def run(self, steps: Sequence[Step]) -> None:
        """Make every step, or none."""
        try:
            for step in steps:
                self._prepare(step)
            for one in self.ready:
                self._put(one)
            self._sync()
        except BaseException as error:
            self._fail(error, self._undo())
            raise
        finally:
            for file in self.beside:
                _remove(file)

    def _prepare(self, step: Step) -> None:
        self.at = step.path
        place = self.root / step.path
        self._make_folder(place.parent)
        mode = mode_of(self.root / step.like)
        new, copy = (None if data is None else self._write(place, data, mode) for data in (step.new, step.old))
        self.ready.append(_Ready(step, new, copy))

    def _make_folder(self, folder: Path) -> None:
        if not folder.exists():
            self._make_folder(folder.parent)
            folder.mkdir()
            self.folders.append(folder)

    def _write(self, place: Path, data: bytes, mode: int) -> Path:
        beside = write_beside(place, data, mode)
        self.beside.append(beside)
        return beside

    def _put(self, one: _Ready) -> None:
        self.at = one.step.path
        place = self.root / one.step.path
        _check(self.root, one.step)  # again, because others may have written meanwhile
        self.begun += 1
        if one.new is None:
            place.unlink()
        else:
            one.new.replace(place)

    def _sync(self) -> None:
        written = [self.root / one.step.path for one in self.ready]
        for folder in dict.fromkeys(place.parent for place in (*written, *self.folders)):
            sync_folder(folder)

    def _undo(self) -> dict[str, str]:
        """Put everything back; gives the paths where that was not possible, and where their old texts are."""
        begun = self.ready[: self.begun]
        left = {one.step.path: one.copy for one in reversed(begun) if not self._restore(one)}
        self.beside = [file for file in self.beside if file not in left.values()]
        for folder in reversed(self.folders):
            with suppress(OSError):  # somebody else may have put a file there
                folder.rmdir()
        return {path: copy.relative_to(self.root).as_posix() if copy else "" for path, copy in left.items()}

    def _restore(self, one: _Ready) -> bool:
        """Put the old file of a step back, unless somebody else has written another one meanwhile."""
        step, place = one.step, self.root / one.step.path
        try:
            now = _current(place, max(len(step.old or b""), len(step.new or b"")))
            if now == step.old:
                return True
            if now != step.new:
                return False
            if one.copy is None:
                place.unlink()
            else:
                one.copy.replace(place)
        except OSError:
            return False
        return True

    def _fail(self, error: BaseException, left: dict[str, str]) -> None:
        """Say what is left, where that is more than the error says.

        Raises:
            ChangeFailed: Unless the error says enough, or means to stop the program.
        """
        if isinstance(error, OSError) or (left and isinstance(error, Exception)):
            problem = (error.strerror if isinstance(error, OSError) else "") or str(error)
            raise ChangeFailed(self.at, problem, left) from error
        if left:
            error.add_note(str(ChangeFailed(self.at, "interrupted", left)))
