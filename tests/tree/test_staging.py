"""What a git repository states: the day of its newest commit, and what is staged."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import TYPE_CHECKING

import pytest

from _git import commit, git, repository
from _sites import write
from nhs_internships.errors import GitUnavailable, ReadError
from nhs_internships.limits import Limits
from nhs_internships.source.staging import Staged, head_date, staged

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits(text_bytes=100)
SETTINGS = "nhs-internships.toml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with two pages, committed."""
    folder = write(repository(tmp_path / "site"), {"index.md": "# A\n", "content/b.md": "# B\n", "code.py": "pass\n"})
    commit(folder)
    return folder


def _staged(folder: Path) -> Staged:
    return staged(folder, LIMITS, SETTINGS)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-02-05T23:30:00+0100", dt.date(2024, 2, 5)),
        ("2024-02-05T23:30:00-1100", dt.date(2024, 2, 5)),
        ("1999-12-31T00:00:00Z", dt.date(1999, 12, 31)),
    ],
)
def test_the_day_is_that_of_the_committer(site: Path, moment: str, day: dt.date) -> None:
    """By the committer's clock, wherever the program runs."""
    write(site, {"new.md": "# New\n"})
    commit(site, moment)
    assert head_date(site) == head_date(site / "content") == day


def test_there_may_be_no_day(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a repository, before the first commit, and without git."""
    assert head_date(tmp_path) is None
    assert head_date(repository(tmp_path / "empty")) is None
    assert head_date(tmp_path / "missing") is None
    monkeypatch.setenv("PATH", "")
    assert head_date(site) is None


def test_texts_come_from_the_index(site: Path) -> None:
    """Not from the folder, whatever is written there since."""
    write(site, {"index.md": "# Staged\n", "new.md": "# New\n"})
    git(site, "add", "index.md", "new.md")
    write(site, {"index.md": "# Later\n", "unknown.md": "# Unknown\n"})
    (site / "content" / "b.md").unlink()
    found = _staged(site)
    assert list(found.tree.files) == [("content/b.md", b"# B\n"), ("index.md", b"# Staged\n"), ("new.md", b"# New\n")]
    assert found.changed == {"index.md", "new.md"}


def test_what_is_deleted_is_not_changed(site: Path) -> None:
    """There is nothing left to check."""
    git(site, "rm", "--quiet", "index.md")
    found = _staged(site)
    assert ([path for path, _ in found.tree.files], found.changed) == (["content/b.md"], frozenset())


def test_before_the_first_commit_everything_is_changed(tmp_path: Path) -> None:
    """All that is staged."""
    folder = write(repository(tmp_path / "new"), {"index.md": "# A\n", "other.md": "# B\n"})
    git(folder, "add", "index.md")
    assert _staged(folder).changed == {"index.md"}


def test_paths_are_those_of_the_folder(site: Path) -> None:
    """A site may be a part of a repository."""
    write(site, {"content/c.md": "# C\n"})
    git(site, "add", "--all")
    found = _staged(site / "content")
    assert [path for path, _ in found.tree.files] == ["b.md", "c.md"]
    assert found.changed == {"c.md"}


def test_the_settings_are_those_that_are_staged(site: Path) -> None:
    """They belong to the same commit."""
    assert _staged(site).settings is None
    write(site, {SETTINGS: "staged"})
    git(site, "add", SETTINGS)
    write(site, {SETTINGS: "later"})
    assert _staged(site).settings == b"staged"


def test_a_large_text_is_cut(site: Path) -> None:
    """One byte over the limit is enough to know."""
    write(site, {"a.md": "x" * 1000, "z.md": "# Z\n"})
    git(site, "add", "--all")
    sizes = {path: len(data) for path, data in _staged(site).tree.files}
    assert (sizes["a.md"], sizes["z.md"]) == (101, 4)


def test_odd_names_are_read(site: Path) -> None:
    """Blanks, quotes, line ends and other letters."""
    names = ["a b.md", "ü.md"] + ([] if sys.platform == "win32" else ['q"\n.md'])
    write(site, dict.fromkeys(names, "# A\n"))
    git(site, "add", "--all")
    assert _staged(site).changed == set(names)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_not_followed(site: Path) -> None:
    """It is a finding, as in a folder."""
    (site / "link.md").symlink_to("index.md")
    git(site, "add", "--all")
    found = _staged(site)
    assert "link.md" not in dict(found.tree.files)
    assert [(one.code, one.path) for one in found.tree.diagnostics] == [("NI122", "link.md")]


def test_a_conflict_is_left_out(site: Path) -> None:
    """A page with three texts has none."""
    git(site, "branch", "other")
    write(site, {"index.md": "# One\n"})
    commit(site)
    git(site, "checkout", "--quiet", "other")
    write(site, {"index.md": "# Two\n"})
    commit(site)
    with pytest.raises(Exception, match="merge"):
        git(site, "merge", "main")
    assert [path for path, _ in _staged(site).tree.files] == ["content/b.md"]


def test_without_a_work_tree_it_is_an_error(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which says what git says, or that there is none."""
    with pytest.raises(ReadError, match="not a git repository"):
        _staged(tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitUnavailable, match="git is needed: there is no git command on the PATH"):
        _staged(site)


def test_a_commit_of_all_files_has_an_index_of_its_own(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git names it to its hooks in a variable, perhaps by a path from the top folder."""
    write(site, {"index.md": "# Changed\n", "content/b.md": "# Changed\n"})
    git(site, "add", "--all", GIT_INDEX_FILE=str(site / ".git" / "other"))
    assert _staged(site).changed == frozenset()
    monkeypatch.chdir(site)
    monkeypatch.setenv("GIT_INDEX_FILE", os.path.join(".git", "other"))  # noqa: PTH118 - as git writes it
    assert _staged(site).changed == {"index.md", "content/b.md"}
    assert _staged(site / "content").changed == {"b.md"}


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")
def test_nothing_that_the_repository_configures_is_run(site: Path, tmp_path: Path) -> None:
    """No hook, filter, monitor, pager, diff driver or signature program."""
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{ran}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    write(site, {".gitattributes": "*.md filter=f diff=d\n", "index.md": "# Changed\n"})
    git(site, "add", "--all")
    keys = ("core.fsmonitor", "core.pager", "core.editor", "gpg.program", "diff.external", "core.sshCommand")
    filters = ("filter.f.clean", "filter.f.smudge", "filter.f.process", "diff.d.textconv", "diff.d.command")
    for key in (*keys, *filters, "alias.cat-file", "alias.ls-files"):
        git(site, "config", key, str(program))
    git(site, "config", "log.showSignature", "true")
    hooks = site / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "fsmonitor-watchman", "query-watchman"):
        (hooks / name).symlink_to(program)
    assert head_date(site) is not None
    assert _staged(site).changed == {"index.md"}
    assert not ran.exists()
