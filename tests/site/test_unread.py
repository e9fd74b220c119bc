"""What cannot be read is not changed silently: neither a broken data file, nor a page in another encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import FULL_SITE, record, write
from nhs_internships.dialects import CARDS
from nhs_internships.errors import ChangeRefused, MoveRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nhs_internships.site import ChangeSet

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


# Pages

BEES = "content/projects/active/counting-bees.md"
NEAR = "content/about.md"
UNREAD = "the file is UTF-16, not UTF-8"


def with_utf16(folder: Path, path: str) -> ni.Site:
    """The full site with one page, or one more, in UTF-16."""
    write(folder, FULL_SITE)
    (folder / path).write_text(FULL_SITE.get(path, "# About\n"), encoding="utf-16")
    return ni.Site.open(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.move("mapping-hives", "active", "Wave 5"),
        lambda site: site.open_wave(WAVE, ["mapping-hives"]),
        lambda site: site.close_wave("Wave 5"),
        lambda site: site.add("Counting moths"),
        lambda site: site.remove("mapping-hives"),
        lambda site: site.edit("mapping-hives", title="Maps"),
        lambda site: site.rename_label("Nature", "Gardens"),
        lambda site: site.replace_links("nhsx.github.io", "example.org"),
        lambda site: site.convert("index.md", CARDS),
        lambda site: site.fix(),
    ],
)
def test_a_page_that_was_not_read_is_named_once(change: Callable[[ni.Site], ChangeSet], tmp_path: Path) -> None:
    """By every change, because it may state what changes."""
    warnings = change(with_utf16(tmp_path, NEAR)).warnings
    assert warnings.count(f"{NEAR} was not read: {UNREAD}; what it holds is not changed") == 1
    assert [one for one in warnings if NEAR in one] == [warnings[0]]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda site: site.move("counting-bees", "completed"), MoveRefused),
        (lambda site: site.close_wave("Wave 5"), MoveRefused),
        (lambda site: site.remove("counting-bees"), ChangeRefused),
        (lambda site: site.edit("counting-bees", title="Bees"), ChangeRefused),
        (lambda site: site.edit("mapping-hives", url="/counting-bees/"), ChangeRefused),
        (lambda site: site.add("Bees", "counting-bees"), ChangeRefused),
    ],
)
def test_a_project_whose_brief_was_not_read_stays(
    change: Callable[[ni.Site], ChangeSet], error: type[ChangeRefused], tmp_path: Path
) -> None:
    """The file would be left behind, or written over."""
    with pytest.raises(error) as caught:
        change(with_utf16(tmp_path, BEES))
    assert str(caught.value) == f"counting-bees: its brief {BEES} was not read: {UNREAD}; save it as UTF-8"


def test_a_page_that_was_not_read_is_not_written_again(tmp_path: Path) -> None:
    """It is there, so it is not said to be missing."""
    with pytest.raises(ChangeRefused) as caught:
        with_utf16(tmp_path, NEAR).convert(NEAR, CARDS)
    assert str(caught.value) == f"{NEAR}: it was not read: {UNREAD}; save it as UTF-8"
