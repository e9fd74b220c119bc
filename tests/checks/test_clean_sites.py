"""A site on which nothing is wrong has no finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import write
from nhs_internships.testing import SMALL_SITE, SMALL_SITE_AS_OF, SMALL_SITE_OF_CARDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.mark.parametrize("pages", [SMALL_SITE, SMALL_SITE_OF_CARDS], ids=["tables", "cards"])
def test_a_clean_site_has_no_finding(tmp_path: Path, pages: Mapping[str, str]) -> None:
    """Neither reading, nor reconciling, nor a check reports anything; the dated checks run, too."""
    assert list(ni.check(write(tmp_path / "site", pages), as_of=SMALL_SITE_AS_OF)) == []


@pytest.mark.parametrize("pages", [SMALL_SITE, SMALL_SITE_OF_CARDS], ids=["tables", "cards"])
def test_each_page_alone_has_no_finding(tmp_path: Path, pages: Mapping[str, str]) -> None:
    """What other pages should say of a page is not looked for where they were not read."""
    folder = write(tmp_path / "site", pages)
    found = [finding for path in pages for finding in ni.check(folder / path, as_of=SMALL_SITE_AS_OF)]
    assert found == []
