"""Git repositories for tests, which know nothing of the machine's own settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["commit", "git", "repository"]

_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_PERSON = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@b.example"))
}


def git(folder: Path, *arguments: str, **variables: str) -> str:
    """The output of a git command; the test is skipped where there is no git."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("there is no git")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**kept, **_ALONE, **_PERSON, **variables}
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def repository(folder: Path) -> Path:
    """A new repository in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path, date: str = "2024-02-05T23:30:00+0100") -> None:
    """Commit everything in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=m", GIT_AUTHOR_DATE="2001-01-01T00:00:00Z", GIT_COMMITTER_DATE=date)
