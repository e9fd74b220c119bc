"""What cannot be read is not changed silently: neither a broken data file, nor a page in another encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import FULL_SITE, record, write
from nhs_internships.errors import ChangeRefused, MoveRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECORDS, WAVES = "_data/completed.yml", "_data/kanban.yml"
WAVE = "Wave 7 (August - December 2024)"
NOT_CLOSED = "the YAML cannot be read: this quotation mark is not closed; mend it first"


def site_of(folder: Path, **pages: str) -> ni.Site:
    """The full site with other records or waves."""
    names = {"records": RECORDS, "waves": WAVES}
    return ni.Site.open(write(folder / "site", {**FULL_SITE, **{names[key]: text for key, text in pages.items()}}))


# Data files


@pytest.mark.parametrize(
    ("records", "line"),
    [
        ('- title: P51 - Bugs\n  codelink: "x""\n  stage: Wave 5\n\n' + record("P31 - Wasps by the dozen"), 2),
        (record("P31 - Wasps by the dozen") + '- title: P21 - "Bugs\n  codelink: "x\n', 4),
        ('- title: P51 - Bugs\n  codelink: "x""\n  stage: Wave 5\n', 2),
    ],
)
def test_a_broken_data_file_gets_no_record(records: str, line: int, tmp_path: Path) -> None:
    """It could end in the middle of another one; the file and the line are named."""
    with pytest.raises(MoveRefused) as caught:
        site_of(tmp_path, records=records).move("counting-bees", "completed", "Wave 5")
    assert str(caught.value) == f"counting-bees: {RECORDS}: line {line}: {NOT_CLOSED}"


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.move("counting-bees", "completed"),
        lambda site: site.close_wave("Wave 5"),
        lambda site: site.open_wave(WAVE, ["mapping-hives"]),
    ],
)
def test_a_broken_data_file_gets_no_wave(change: Callable[[ni.Site], object], tmp_path: Path) -> None:
    """By a move, or by a wave that opens or closes."""
    with pytest.raises(MoveRefused) as caught:
        change(site_of(tmp_path, waves='- name: "x""\n' + FULL_SITE[WAVES]))
    assert f"{WAVES}: line 1: {NOT_CLOSED}" in str(caught.value)


def test_a_broken_data_file_that_needs_no_change_is_no_reason(tmp_path: Path) -> None:
    """A project may be paused all the same."""
    site = site_of(tmp_path, records='- title: P51 - Bugs\n  codelink: "x""\n')
    assert site.move("mapping-hives", "paused", create_section=True)
