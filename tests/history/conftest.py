"""Repositories for the tests of histories; without git they are skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _repositories import HAS_GIT, Repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository, to be filled and written."""
    if not HAS_GIT:
        pytest.skip("git is not installed")
    return Repository(tmp_path / "site")
