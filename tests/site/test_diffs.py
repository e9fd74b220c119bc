"""The diff of a change is a patch in git's format: `git apply` makes the same files of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhs_internships.site import ChangeSet, FileChange

if TYPE_CHECKING:
    from collections.abc import Mapping

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def files_in(folder: Path) -> dict[str, bytes]:
    """The bytes of every file, by path."""
    places = (place for place in folder.rglob("*") if place.is_file())
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}


def patched(files: Mapping[str, bytes], patch: str) -> dict[str, bytes]:
    """The files after ``git apply``."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        # Outside a work tree, and without the settings of whoever runs the test.
        command = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
        done = subprocess.run(
            command,
            cwd=folder,
            input=patch.encode("utf-8"),
            capture_output=True,
            check=False,
            env={"GIT_CEILING_DIRECTORIES": str(folder.parent), "GIT_CONFIG_NOSYSTEM": "1", "HOME": name},
        )
        assert done.returncode == 0, f"{done.stderr.decode()}\n{patch}"
        return files_in(folder)


def change(*files: FileChange) -> ChangeSet:
    return ChangeSet(root=Path(), files=files)


def edited(before: str, after: str, path: str = "index.md") -> FileChange:
    return FileChange(old_path=path, new_path=path, before=before.encode(), after=after.encode())


def test_an_edit_shows_three_lines_of_context() -> None:
    """A changed line stands between the lines around it."""
    before = "".join(f"{n}\n" for n in range(10))
    assert change(edited(before, before.replace("5", "five"))).diff() == (
        "diff --git a/index.md b/index.md\n--- a/index.md\n+++ b/index.md\n"
        "@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
    )


def test_a_missing_end_of_the_last_line_is_named() -> None:
    """git's note says which of the two versions has no newline at its end."""
    diff = change(edited("a\nb", "a\nb\n")).diff()
    assert diff.endswith("@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")


def test_a_move_says_how_much_stays() -> None:
    """A file that is only moved has no lines in the diff."""
    moved = FileChange(old_path="open/a.md", new_path="active/a.md", before=b"a\n", after=b"a\n")
    assert change(moved).diff() == (
        "diff --git a/open/a.md b/active/a.md\nsimilarity index 100%\nrename from open/a.md\nrename to active/a.md\n"
    )


def test_a_line_feed_alone_ends_a_line() -> None:
    """A carriage return and other separators are characters of their lines, as for git."""
    diff = change(edited("a\r\nb\u2028c\rd\r\n", "a\r\nb\u2028c\re\r\n")).diff()
    assert "\n a\r\n-b\u2028c\rd\r\n+b\u2028c\re\r\n" in diff


def test_no_change_has_no_diff() -> None:
    """A change without files is false, and its diff is empty."""
    assert not change()
    assert change().diff() == ""
    assert change().summary() == "no file changes"


TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "d\n", "e", "\\ f\n", "+g\n", "é\u2028\n"])).map("".join)
PATHS = ["a.md", "with space.md", 'q"uote.md', "folder/ä.md", "other folder/x.md"]


@st.composite
def changes(draw: st.DrawFn) -> ChangeSet:
    """Some files that are edited, moved, added or deleted."""
    paths = draw(st.lists(st.sampled_from(PATHS), unique=True, min_size=1))
    files = []
    for n, path in enumerate(paths):
        before, after = draw(TEXTS).encode(), draw(TEXTS).encode()
        match draw(st.sampled_from(["edit", "move", "add", "delete"])):
            case "edit" if before != after:
                files.append(FileChange(old_path=path, new_path=path, before=before, after=after))
            case "add":
                files.append(FileChange(new_path=f"new/{n} x.md", after=after))
            case "delete":
                files.append(FileChange(old_path=path, before=before))
            case _:
                files.append(FileChange(old_path=path, new_path=f"moved {n}.md", before=before, after=after))
    return change(*files)


@needs_git
@given(changes())
def test_git_applies_the_diff(planned: ChangeSet) -> None:
    """Whatever changes, `git apply` makes exactly the files that were planned."""
    before = {file.old_path: file.before for file in planned.files if file.old_path is not None}
    after = {file.new_path: file.after for file in planned.files if file.new_path is not None}
    assert patched(before, planned.diff()) == after


def rows(marks: str) -> str:
    """A long table, of which every second row ends in the marks."""
    return "".join(f"|[Project {n}](p{n}{marks if n % 2 else ''})|\n" for n in range(15_000))


def test_the_diff_of_a_long_page_has_each_changed_line() -> None:
    """A page at the limit with a change in every second row is compared line by line."""
    planned = change(edited(rows(""), rows("/")))
    assert planned.diff().count("\n-|") == 7_500


def test_texts_without_a_common_line_are_replaced() -> None:
    """Where nothing is in common, all old lines go and all new ones come."""
    diff = change(edited("a\n" * 50_000, "b\n" * 50_000)).diff()
    assert diff.count("\n-a") == diff.count("\n+b") == 50_000
