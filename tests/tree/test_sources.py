"""What may be given to load, and that it does not matter where a site is opened."""

from __future__ import annotations

import os
import sys
import zipfile
from typing import TYPE_CHECKING, cast

import pytest

import nhs_internships as ni
from _sites import FULL_SITE, brief, codes, listing, write
from nhs_internships.errors import LimitError, ReadError
from nhs_internships.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

OPEN = "## Open Projects"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@POSIX
@pytest.mark.parametrize("name", ["f.md", "f.zip", "f.json", "f.yml", "f"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    """Nobody writes to it."""
    os.mkfifo(tmp_path / name)
    with pytest.raises(ReadError, match="pipe, socket or device"):
        ni.load(tmp_path / name)
    with pytest.raises(ReadError, match="pipe, socket or device"):
        ni.read(tmp_path / name)
    with pytest.raises(ReadError, match="pipe, socket or device"):
        ni.load([], crosswalk=tmp_path / name)


@POSIX
def test_a_device_is_refused() -> None:
    """It has no end."""
    for function in (ni.load, ni.read):
        with pytest.raises(ReadError, match="/dev/zero"):
            function("/dev/zero")


@pytest.mark.parametrize("path", ["a\0b", "a\0b.zip", "a\0b.json"])
def test_a_path_with_a_nul(path: str) -> None:
    """No file can have such a name."""
    for function in (ni.load, ni.read):
        with pytest.raises(ReadError, match="no path"):
            function(path)


@pytest.mark.parametrize("source", [3, None, b"a.md", [3], ["a.md", None]])
def test_what_is_no_source(source: object) -> None:
    """The message says what one is."""
    with pytest.raises(TypeError, match="a source is a path or a document"):
        ni.load(cast("str", source))


@pytest.mark.parametrize("folder", ["new_open", "closed/paused", "paused", "old_site"])
@pytest.mark.parametrize("opened", ["", "projects", "folder", "page"])
def test_a_status_does_not_depend_on_what_is_opened(tmp_path: Path, folder: str, opened: str) -> None:
    """The site, a folder of it, or the page alone: the folder of the brief says the same."""
    site = write(tmp_path / "site", {f"projects/{folder}/bees.md": brief("Bees", "/bees/")})
    inside = {"folder": f"projects/{folder}", "page": f"projects/{folder}/bees.md"}.get(opened, opened)
    assert ni.load(site / inside)["bees"].status == ni.load(site)["bees"].status


def test_the_working_folder_counts_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare name, and a dot."""
    site = write(tmp_path, {"new_open/bees.md": brief("Bees", "/bees/")})
    monkeypatch.chdir(site / "new_open")
    for source in ("bees.md", ".", "../new_open"):
        found = ni.load(source)
        assert found["bees"].status is ni.Status.OPEN
        assert "new_open" not in {claim.path for claim in found.claims("bees")}


@pytest.mark.parametrize("opened", ["", "index.md"])
def test_a_folder_above_the_site_does_not_make_it_old(tmp_path: Path, opened: str) -> None:
    """Only folders of the site itself tell its old pages."""
    site = write(tmp_path / "old_site" / "site", {"index.md": listing(OPEN, "bees: Bees")})
    assert ni.load(site / opened)["bees"].status is ni.Status.OPEN
    assert ni.load(ni.read(site / "index.md"))["bees"].status is ni.Status.OPEN


@pytest.mark.parametrize("page", ["content/projects/new_open/mapping-hives.md", "_data/completed.yml", "content", "."])
def test_a_page_that_comes_in_two_ways_is_read_once(tmp_path: Path, page: str) -> None:
    """The order of the sources does not matter."""
    site = write(tmp_path / "site", FULL_SITE)
    alone = ni.load([site, write(tmp_path / "empty", {"x.md": ""})], crosswalk=None)
    for sources in ([site, site / page], [site / page, site], [site, site / "content" / ".." / page]):
        both = ni.load(sources, crosswalk=None)
        assert dict(both.claims_by_slug) == dict(alone.claims_by_slug) or page == "."
        assert sum(map(len, both.claims_by_slug.values())) == sum(map(len, alone.claims_by_slug.values()))


def test_an_archive_too_large_in_all_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its table of contents says is enough."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"{n}.md", " " * 1000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("a member was read"))
    with pytest.raises(LimitError, match="archive_bytes"):
        ni.load(tmp_path / "x.zip", limits=Limits(archive_bytes=3500))


def test_a_link_to_a_template_is_no_project(tmp_path: Path) -> None:
    """The entry is a finding like the template itself, with its line."""
    pages = {"index.md": listing(OPEN, "new-topic: T", "bees: Bees"), "new-topic.md": brief("T")}
    found = ni.load(write(tmp_path, pages))
    assert [project.slug for project in found] == ["bees"]
    assert [(one.path, one.line) for one in found.diagnostics if one.code == "NI316"] == [
        ("new-topic.md", None),
        ("index.md", 4),
    ]


def test_a_template_with_the_permalink_of_a_project_takes_nothing_from_it(tmp_path: Path) -> None:
    """The project has a page of its own."""
    pages = {
        "index.md": listing(OPEN, "bees: Bees"),
        "bees.md": brief("Bees", "/bees/"),
        "new-topic.md": brief("T", "/bees/"),
    }
    found = ni.load(write(tmp_path, pages))
    assert found["bees"].status is ni.Status.OPEN
    assert codes(found, "NI316") == ["NI316"]
