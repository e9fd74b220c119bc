"""A small site in a folder, for the tests that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import FULL_SITE, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a page of each kind."""
    return write(tmp_path / "site", FULL_SITE)


@pytest.fixture
def site(folder: Path) -> ni.Site:
    """The site in the folder."""
    return ni.Site.open(folder)
