"""A planned change of several files of a site, which writes nothing before it is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from attrs import evolve, field, frozen

from nhs_internships.display.notebook import diff_to_html
from nhs_internships.errors import ChangeRefused
from nhs_internships.model.texts import counted
from nhs_internships.site.applying import write_all
from nhs_internships.site.diffs import changed_lines, file_diff
from nhs_internships.site.files import FileChange, FileChangeKind, folded

__all__ = ["ChangeSet", "Sentences"]


def _by_path(files: Iterable[FileChange]) -> tuple[FileChange, ...]:
    return tuple(sorted(files, key=lambda file: file.path))


def _check_paths(_: object, __: object, files: tuple[FileChange, ...]) -> None:
    counts = Counter(folded(step.path) for file in files for step in file.steps)
    for step in (step for file in files for step in file.steps):
        if counts[folded(step.path)] > 1:
            problem = "two changes of one path, or of paths that are the same where case is ignored"
            raise ChangeRefused(step.path, problem, "make them one after the other")


class Sentences:
    """Sentences that are looked for when they are first read, because that takes a while.

    Args:
        find: Looks for them.
    """

    def __init__(self, find: Callable[[], Iterable[str]]) -> None:
        self._find: Callable[[], Iterable[str]] | None = find
        self._found: tuple[str, ...] = ()

    def read(self) -> tuple[str, ...]:
        """The sentences."""
        if self._find is not None:
            self._found, self._find = tuple(self._find()), None
        return self._found

    def __getstate__(self) -> dict[str, object]:
        # What was found is pickled, and not the pages on which it was looked for.
        return {"_found": self.read(), "_find": None}


@frozen(kw_only=True, repr=False)
class ChangeSet:
    """What will be written to the files of a site.

    The operations of a `Site` make it, and write nothing: look at `diff` or `summary` first, then call `apply`.
    A notebook shows the diff in colour. A change without files is false.

    Attributes:
        root: The folder of the site.
        title: What the change does, as an imperative: ``move granular-mapping to active``.
        files: The files that change, by path.

    Raises:
        ChangeRefused: Two of the files have one path, or paths that are the same where case is ignored.
    """

    root: Path
    title: str = ""
    files: tuple[FileChange, ...] = field(default=(), converter=_by_path, validator=_check_paths)
    _warnings: tuple[str | Sentences, ...] = field(
        default=(), converter=tuple[str | Sentences, ...], eq=False, alias="warnings"
    )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the change leaves for a person, a sentence each.

        They are looked for when they are first read: the site is checked as it is, and as it will be.
        """
        parts = ((part,) if isinstance(part, str) else part.read() for part in self._warnings)
        return tuple(dict.fromkeys(chain.from_iterable(parts)))

    def __len__(self) -> int:
        return len(self.files)

    def __str__(self) -> str:
        return self.diff()

    def __repr__(self) -> str:
        return f"<ChangeSet: {_counted(self.files)}>"

    def _repr_html_(self) -> str:
        return diff_to_html(self.summary(), self.diff(), self.warnings)

    def diff(self) -> str:
        """The whole change as a patch in git's format; ``git apply`` makes it, too.

        Lines keep their ends (``\\n``, ``\\r\\n``), so write it to a file with ``newline=""``.
        """
        return "".join(map(file_diff, self.files))

    def summary(self) -> str:
        """The title with the number of files, and a line for each file."""
        head = f"{self.title}: {_counted(self.files)}" if self.title else _counted(self.files)
        return "\n".join((head, *(f"  {_described(file)}" for file in self.files)))

    def then(self, later: ChangeSet) -> ChangeSet:
        """This change and a later one as a single change.

        Args:
            later: A change of the site as it is after this one: plan it from `Site.after`.

        Returns:
            A change with the title of this one and the warnings of both.

        Raises:
            ChangeRefused: The later change was planned for another text, or makes a file where this one takes one away.
        """
        first = {file.path: file for file in self.files if file.new_path is not None}
        joined = [_joined(first.pop(file.old_path or "", None), file) for file in later.files]
        deleted = [file for file in self.files if file.new_path is None]
        files = [file for file in (*deleted, *first.values(), *joined) if file.does_something]
        return evolve(self, files=files, warnings=(*self._warnings, *later._warnings))

    def apply(self) -> None:
        """Write the change: all of it or nothing.

        Every file is checked first: if one was changed after the site was read, nothing is written. Then each text is
        written beside its file, put on the disk, and renamed to the file, which keeps its permissions. So no file is
        ever half written, even if the program is killed. If something fails, all files get their old texts back.

        Raises:
            ChangeRefused: A file was changed after it was read, a new path is taken, or a symbolic link is in the way;
                nothing was written.
            ChangeFailed: Something could not be written, for example because the disk is full; the error says what
                could not be restored.
            OSError: A file cannot be read; nothing was written.
        """
        write_all(self.root, [step for file in self.files for step in file.steps])


def _joined(first: FileChange | None, later: FileChange) -> FileChange:
    """Two changes of one file as a single one.

    Raises:
        ChangeRefused: The later one was planned for another text.
    """
    if first is None:
        return later
    if first.after != later.before:
        raise ChangeRefused(first.path, "the later change was planned for another text", "plan it with site.after")
    return evolve(later, old_path=first.old_path, before=first.before, note=first.note or later.note)


def _counted(files: tuple[FileChange, ...]) -> str:
    counts = Counter(file.kind for file in files)
    parts = [f"{counted(counts[kind], 'file')} {kind}" for kind in FileChangeKind if counts[kind]]
    return ", ".join(parts) or "no file changes"


def _described(file: FileChange) -> str:
    added, removed = changed_lines(file)
    lines = f" (+{added} -{removed})" if added or removed else ""
    note = f", {file.note}" if file.note else ""
    return f"{file}{lines}{note}"
