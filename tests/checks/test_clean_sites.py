"""A site on which nothing is wrong has no finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import write
from clean_site import AS_OF, CARDS_SITE, CLEAN_SITE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.mark.parametrize("pages", [CLEAN_SITE, CARDS_SITE], ids=["tables", "cards"])
def test_a_clean_site_has_no_finding(tmp_path: Path, pages: Mapping[str, str]) -> None:
    """Neither reading, nor reconciling, nor a check reports anything; the dated checks run, too."""
    assert list(ni.check(write(tmp_path / "site", pages), as_of=AS_OF)) == []


@pytest.mark.parametrize("pages", [CLEAN_SITE, CARDS_SITE], ids=["tables", "cards"])
def test_each_page_alone_has_no_finding(tmp_path: Path, pages: Mapping[str, str]) -> None:
    """What other pages should say of a page is not looked for where they were not read."""
    folder = write(tmp_path / "site", pages)
    found = [finding for path in pages for finding in ni.check(folder / path, as_of=AS_OF)]
    assert found == []
