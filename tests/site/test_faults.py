"""Whatever goes wrong while a change is written: every file is its old or its new self, and nothing is lost."""

from __future__ import annotations

import errno
import os
import pickle
import re
import shutil
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest
from attrs import evolve

import nhs_internships as ni
from _disk import both, counting, dies, fails, is_interrupted, meanwhile
from _sites import FULL_SITE, write
from nhs_internships.errors import ChangeFailed, NHSInternshipsError
from nhs_internships.site import ChangeSet, FileChange
from places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from places import RunPython


PAGE = "content/projects.md"
HIVES = "content/projects/new_open/mapping-hives.md"
ACTIVE = "content/projects/running/mapping-hives.md"
NEW = "content/news/new.md"
OLD_PAGE = "content/projects/old_site/open.md"
LEFTOVER = re.compile(r"(^|/)\.nhs-internships-\w{8}$")
TESTS = str(ROOT / "tests")
THEIRS = "somebody else's words\n"


def everything(folder: Path) -> dict[str, bytes]:
    """The bytes of every file, by path."""
    places = (place for place in folder.rglob("*") if place.is_file())
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}


def state(folder: Path) -> dict[str, bytes]:
    """The bytes of every file, by path, without leftovers."""
    return {path: data for path, data in everything(folder).items() if not LEFTOVER.search(path)}


class Case(NamedTuple):
    """A site, and a change with every kind of step: pages edited, edited and moved to a new folder, added, deleted.

    Attributes:
        original: The folder of the site.
        done: The folder in which the change was made.
        changes: The change.
        before: The files as they are.
        after: The files as they will be.
        calls: The names and arguments of the calls that the change takes.
        pickled: A file that holds the change.
    """

    original: Path
    done: Path
    changes: ChangeSet
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    calls: tuple[tuple[str, object], ...]
    pickled: Path

    def copies(self, last: int | None = None) -> Iterator[tuple[int, Path, ChangeSet]]:
        """For each call, perhaps up to one, its number, a copy of the site, and the change of it."""
        for number in range(1, (last or len(self.calls)) + 1):
            folder = shutil.copytree(self.original, self.original.with_name(f"site-{number}"))
            try:
                yield number, folder, evolve(self.changes, root=folder)
            finally:
                shutil.rmtree(folder)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The site and its change, made once without a fault."""
    folder = write(tmp_path_factory.mktemp("faults") / "site", FULL_SITE)
    site = ni.Site.open(folder)
    edited = [site.documents[PAGE].edit(0, title="All hives"), site.documents[HIVES].edit_brief(title="All hives")]
    changes = site.plan(edited, moved={HIVES: ACTIVE}, new={NEW: "# New\n"}, deleted=[OLD_PAGE])
    done = shutil.copytree(folder, folder.with_name("done"))
    with counting() as disk:
        evolve(changes, root=done).apply()
    pickled = folder.with_name("changes")
    pickled.write_bytes(pickle.dumps(changes))
    return Case(folder, done, changes, state(folder), state(done), tuple(disk.calls), pickled)


def error_of(changes: ChangeSet) -> BaseException | None:
    """The error with which the change ends, if it does."""
    try:
        changes.apply()
    except (NHSInternshipsError, OSError, KeyboardInterrupt) as error:
        return error
    return None


def check_next_change(folder: Path) -> None:
    """A later change is made, and leaves nothing of the first one but its files."""
    with counting():
        ChangeSet(root=folder, files=[FileChange(new_path="later.md")]).apply()
    assert not any(map(LEFTOVER.search, everything(folder)))


def test_every_kind_of_call_is_made(case: Case) -> None:
    """The tests below would show little if the change did not read, write, flush, rename, delete and make folders."""
    names = {name for name, _ in case.calls}
    assert names == {"open", "write", "flush", "fsync", "chmod", "mkdir", "replace", "unlink"}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_one_call_fails(code: int, case: Case) -> None:
    """Whichever it is, the change is made or undone as a whole, and an error says that nothing has changed."""
    for number, folder, changes in case.copies():
        with counting(fails(number, code)):
            error = error_of(changes)
        assert state(folder) == (case.before if error else case.after), number
        assert error is None or os.strerror(code) in str(error)
        assert not isinstance(error, ChangeFailed) or str(error).endswith("; no file was changed")
        check_next_change(folder)


def test_the_disk_dies(case: Case) -> None:
    """Where nothing can be undone any more, the old text of each changed file is kept, and the error says where."""
    for number, folder, changes in case.copies():
        with counting(dies(number)):
            error = error_of(changes)
        now, left = everything(folder), error.changed if isinstance(error, ChangeFailed) else {}
        assert all(copy in str(error) for copy in left.values())
        for path in case.before.keys() | case.after.keys() | state(folder).keys():
            old, new = case.before.get(path), case.after.get(path)
            assert now.get(path) in ([old, new] if path in left else [old] if error else [new]), (number, path)
            assert path not in left or old is None or now[left[path]] == old
        check_next_change(folder)


def test_the_user_interrupts(case: Case) -> None:
    """Ctrl-C undoes the change as any failure does, unless all of it was written."""
    for number, folder, changes in case.copies():
        with counting(is_interrupted(number)):
            assert isinstance(error_of(changes), KeyboardInterrupt)
        assert state(folder) in (case.before, case.after), number
        check_next_change(folder)


@pytest.mark.parametrize("path", [PAGE, ACTIVE, OLD_PAGE])
def test_somebody_else_writes_meanwhile(path: str, case: Case) -> None:
    """Their file survives, unless it comes between the last look at its place and what is done there."""
    for number, folder, changes in case.copies():
        with counting(meanwhile(number, partial(write, folder, {path: THEIRS}))):
            error = error_of(changes)
        now, expected = state(folder), case.before if error else case.after
        if case.calls[number - 1][0] not in {"replace", "unlink"}:
            assert now[path] == THEIRS.encode(), number
        assert {**now, path: b""} == {**expected, path: b""}, number


def test_somebody_else_writes_before_a_failure(case: Case) -> None:
    """Their file survives also where the change is undone; the error names it, and where the old text is."""
    last = max(n for n, (name, place) in enumerate(case.calls, 1) if (name, place) == ("unlink", case.done / OLD_PAGE))
    named = 0
    for number, folder, changes in case.copies(last):
        with counting(both(meanwhile(number, partial(write, folder, {PAGE: THEIRS})), fails(last, errno.EACCES))):
            error = error_of(changes)
        now = everything(folder)
        if case.calls[number - 1][0] not in {"replace", "unlink"}:
            assert now[PAGE] == THEIRS.encode(), number
        if isinstance(error, ChangeFailed) and PAGE in error.changed:
            assert now[error.changed[PAGE]] == case.before[PAGE]
            named += 1
    assert named


KILLED = """
import os, pickle, shutil, sys
from pathlib import Path
from attrs import evolve
sys.path.insert(0, sys.argv[1])
from _disk import both, counting, kills

original, changes = Path(sys.argv[3]), pickle.loads(Path(sys.argv[2]).read_bytes())
for number in range(1, int(sys.argv[4]) + 1):
    folder = shutil.copytree(original, original.with_name(f"killed-{number}"))
    child = os.fork()
    if not child:
        with counting(kills(number)):
            evolve(changes, root=folder).apply()
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), number
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signals that kill")
def test_the_program_is_killed(case: Case, run_python: RunPython) -> None:
    """Each file is its old or its new self; what else is left is ignored, and the next change removes it."""
    done = run_python(KILLED, TESTS, str(case.pickled), str(case.original), str(len(case.calls)))
    assert done.returncode == 0, done.stderr
    for folder in case.original.parent.glob("killed-*"):
        now = everything(folder)
        for path in now.keys() | case.before.keys() | case.after.keys():
            is_whole = now.get(path) in (case.before.get(path), case.after.get(path))
            assert is_whole or LEFTOVER.search(path), (folder.name, path)
        assert not any(map(LEFTOVER.search, ni.Site.open(folder).documents))
        check_next_change(folder)
        shutil.rmtree(folder)


WINDOWS = """
import os, pickle, stat, sys
del os.O_NOFOLLOW, os.O_NONBLOCK
from unittest import mock
from attrs import evolve
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from nhs_internships.errors import NHSInternshipsError

def refused(function, is_refused):
    def call(path, *more, **options):
        if is_refused(path, *more):
            raise PermissionError(13, "Permission denied", path)
        return function(path, *more, **options)
    return mock.patch.object(os, function.__name__, call)

def is_read_only(path, *_):
    return os.path.exists(path) and not os.stat(path).st_mode & stat.S_IWRITE

folder = Path(sys.argv[3])
with (
    refused(os.open, lambda path, *_: os.path.isdir(path)),
    refused(os.unlink, is_read_only),
    refused(os.replace, lambda _, target: is_read_only(target)),
):
    evolve(pickle.loads(Path(sys.argv[2]).read_bytes()), root=folder).apply()
"""


@pytest.mark.skipif(os.name != "posix", reason="this is how Windows behaves, simulated elsewhere")
def test_windows_is_enough(case: Case, run_python: RunPython, tmp_path: Path) -> None:
    """A change needs none of what Windows lacks: opening a folder, flags for links and pipes."""
    folder = shutil.copytree(case.original, tmp_path / "site")
    done = run_python(WINDOWS, TESTS, str(case.pickled), str(folder))
    assert done.returncode == 0, done.stderr
    assert everything(folder) == case.after


@pytest.mark.skipif(os.name != "posix", reason="this is how Windows behaves, simulated elsewhere")
def test_a_read_only_page_on_windows(case: Case, run_python: RunPython, tmp_path: Path) -> None:
    """Windows replaces no file that is read-only: the error says so, and nothing is changed or left."""
    folder = shutil.copytree(case.original, tmp_path / "site")
    (folder / OLD_PAGE).chmod(0o444)
    done = run_python(WINDOWS, TESTS, str(case.pickled), str(folder))
    assert f"ChangeFailed: {OLD_PAGE}: Permission denied; no file was changed" in done.stderr
    assert everything(folder) == case.before
