"""What is read of a folder, and what becomes a finding."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import FULL_SITE, brief, codes, listing, write
from nhs_internships.errors import ReadError
from nhs_internships.limits import Limits
from nhs_internships.source.paths import is_read
from nhs_internships.source.tree import open_tree

if TYPE_CHECKING:
    from pathlib import Path

PAGE = listing("## Open Projects", "bees: Bees")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def _paths(folder: Path) -> list[str]:
    return [path for path, _ in open_tree(folder, Limits()).files]


def test_pages_and_data_files_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """The file system's order, and the order of writing, do not matter."""
    names = ["b.md", "a/z.markdown", "_data/completed.yml", "A.MD", "a-b.md", "docs/_data/x.YAML"]
    write(tmp_path, dict.fromkeys(names, ""))
    assert _paths(tmp_path) == sorted(names)


@pytest.mark.parametrize(
    "path",
    [
        *("_site/a.md", "_layouts/a.md", "_includes/a.md", "node_modules/x/a.md", ".git/a.md", "x/.hidden/a.md"),
        *(
            "venv/a.md",
            ".venv/a.md",
            "env/lib/a.md",
            "__pycache__/a.md",
            ".a.md",
            "a.txt",
            "a.html",
            "a",
            "_config.yml",
        ),
        *("data/completed.yml", "a.md.bak"),
    ],
)
def test_what_is_skipped(path: str) -> None:
    """Built pages, layouts, tools' folders, hidden ones, and files of other kinds."""
    assert not is_read(path)


def test_a_virtual_environment_by_any_name_is_skipped(tmp_path: Path) -> None:
    """Its configuration tells it."""
    write(tmp_path, {"a.md": "", "mine/pyvenv.cfg": "", "mine/lib/x.md": ""})
    assert _paths(tmp_path) == ["a.md"]


def test_the_data_folder_itself_can_be_opened(tmp_path: Path) -> None:
    """Its YAML files are read although the folder's name is not in their paths."""
    write(tmp_path, FULL_SITE)
    assert len(ni.load(tmp_path / "_data", crosswalk=None)) == 1


def test_folder_by_folder_without_recursion(tmp_path: Path) -> None:
    """Deep trees are read too."""
    deep = "/".join(["d"] * 300)
    write(tmp_path, {f"{deep}/a.md": ""})
    assert _paths(tmp_path) == [f"{deep}/a.md"]


@POSIX
class TestSpecial:
    """Links, pipes, and what cannot be read."""

    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        """To a file, to a folder, to itself, to nothing: a note, and nothing outside is read."""
        outside = write(tmp_path / "outside", {"secret.md": PAGE})
        site = write(tmp_path / "site", {"a.md": PAGE.replace("bees", "ants")})
        (site / "file.md").symlink_to(outside / "secret.md")
        (site / "folder").symlink_to(outside, target_is_directory=True)
        (site / "loop").symlink_to(site, target_is_directory=True)
        (site / "self.md").symlink_to(site / "self.md")
        (site / "dangling.md").symlink_to(site / "nothing")
        (site / "logo.png").symlink_to(outside / "secret.md")
        found = ni.load(site)
        assert [project.slug for project in found] == ["ants"]
        assert [(d.code, d.path) for d in found.diagnostics] == [
            ("NI122", name) for name in ("dangling.md", "file.md", "folder", "loop", "self.md")
        ]

    def test_the_folder_that_is_named_may_be_a_link(self, tmp_path: Path) -> None:
        """Whoever names it means where it leads."""
        write(tmp_path / "site", {"a.md": PAGE})
        (tmp_path / "link").symlink_to(tmp_path / "site", target_is_directory=True)
        assert len(ni.load(tmp_path / "link")) == 1

    def test_a_pipe_is_a_finding(self, tmp_path: Path) -> None:
        """Nobody waits for somebody to write into it."""
        write(tmp_path, {"a.md": PAGE})
        os.mkfifo(tmp_path / "pipe.md")
        found = ni.load(tmp_path)
        assert len(found) == 1
        assert codes(found) == ["NI123"]

    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
    def test_unreadable_files_and_folders_are_findings(self, tmp_path: Path) -> None:
        """The rest is read."""
        write(tmp_path, {"a.md": PAGE, "b.md": PAGE, "c/d.md": PAGE})
        (tmp_path / "b.md").chmod(0)
        (tmp_path / "c").chmod(0)
        found = ni.load(tmp_path)
        (tmp_path / "c").chmod(0o700)
        assert len(found) == 1
        assert [(d.code, d.path) for d in found.diagnostics] == [("NI121", "b.md"), ("NI121", "c")]

    @pytest.mark.skipif(sys.platform == "darwin", reason="names are always text there")
    def test_a_name_that_is_no_text_is_a_finding(self, tmp_path: Path) -> None:
        """The name is shown with escapes; files that would not be read are left alone."""
        write(tmp_path, {"a.md": PAGE})
        for name in (b"b\xff.md", b"c\xff.png"):
            with open(os.path.join(os.fsencode(tmp_path), name), "w", encoding="utf-8"):  # noqa: PTH118, PTH123 - bytes
                pass
        found = ni.load(tmp_path)
        assert [(d.code, d.path) for d in found.diagnostics] == [("NI121", "b\\udcff.md")]
        found.to_json()


def test_a_file_that_vanishes_is_a_finding(tmp_path: Path) -> None:
    """Between looking and reading it may go."""
    write(tmp_path, {"a.md": "1", "b.md": "2", "c.md": "3"})
    tree = open_tree(tmp_path, Limits())
    first = next(tree.files)
    (tmp_path / "b.md").unlink()
    assert [first, *tree.files] == [("a.md", b"1"), ("c.md", b"3")]
    assert [(d.code, d.path) for d in tree.diagnostics] == [("NI121", "b.md")]


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfea\x00", b"\xe9t\xe9", b"a\x00b", b"x" * (2 * 1024 * 1024 + 1)],
    ids=["UTF-16", "Latin-1", "NUL", "too large"],
)
def test_what_is_no_text_is_a_finding(tmp_path: Path, data: bytes) -> None:
    """The other pages are read; the finding names the file and says what to do."""
    write(tmp_path, {"a.md": PAGE})
    (tmp_path / "b.md").write_bytes(data)
    found = ni.load(tmp_path)
    assert len(found) == 1
    (problem,) = found.diagnostics
    assert (problem.code, problem.path) == ("NI125", "b.md")
    assert problem.hint


def test_a_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    """A sparse file of 20 GB costs what the limit allows."""
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(20 * 1024**3)
    assert codes(ni.load(tmp_path)) == ["NI125"]


def test_no_such_folder() -> None:
    """The error of the file system says it."""
    with pytest.raises(FileNotFoundError):
        ni.load("no/such/place")


def test_an_empty_folder(tmp_path: Path) -> None:
    """There is nothing to read, which is likely a wrong path."""
    with pytest.raises(ReadError, match="there is no page and no data file in it"):
        ni.load(tmp_path)


def test_strict_raises_everything_at_once(tmp_path: Path) -> None:
    """One group holds each warning and error; notes pass."""
    twice = listing("## Ongoing Projects", "bees: Bees")
    write(tmp_path, {"a.md": PAGE, "b.md": twice, "c.md": brief("Bees", "/bees/"), "d/c.md": brief("Bees", "/bees/")})
    (tmp_path / "e.md").write_bytes(b"\xff")
    with pytest.raises(ExceptionGroup) as caught:
        ni.load(tmp_path, strict=True)
    raised = [str(error).split()[2] for error in caught.value.exceptions]
    assert sorted(raised) == ["NI125", "NI313", "NI314"]


def test_several_folders_keep_their_pages_apart(tmp_path: Path) -> None:
    """Each page is named with its folder, and what a folder is called says nothing of its pages."""
    for name, slug in (("archive", "bees"), ("b", "ants")):
        write(tmp_path / name, {"index.md": listing("## Open Projects", f"{slug}: X"), "p.md": brief("X", f"/{slug}/")})
    found = ni.load([tmp_path / "archive", tmp_path / "b"])
    assert {claim.path for claim in found.claims("ants")} == {
        f"{tmp_path.as_posix()}/b/{name}" for name in ("index.md", "p.md")
    }
    assert [project.status for project in found] == ["open", "open"]
    assert found == ni.load([tmp_path / "b", tmp_path / "archive", tmp_path / "b"])
