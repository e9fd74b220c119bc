"""A change of a site is planned first and written as a whole, or not at all."""

from __future__ import annotations

import os
import pickle
import stat
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import write
from nhs_internships.errors import ChangeRefused, ReadError
from nhs_internships.site import ChangeSet, FileChange

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "content/projects.md"
HIVES = "content/projects/new_open/mapping-hives.md"
ACTIVE = "content/projects/active/mapping-hives.md"
OLD_PAGE = "content/projects/old_site/open.md"


def state(folder: Path) -> dict[str, bytes]:
    """The bytes of every file, by path."""
    places = (place for place in folder.rglob("*") if place.is_file())
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}


def retitled(site: ni.Site, path: str = PAGE) -> ni.Document:
    """A page with another title of its first entry."""
    return site.documents[path].edit(0, title="Mapping all hives")


def test_a_site_has_every_page_and_their_catalogue(site: ni.Site) -> None:
    """Documents are found by path, projects by slug."""
    assert site.documents[HIVES].brief
    assert site.catalogue["mapping-hives"].status == "open"


def test_nothing_is_written_before_apply(folder: Path, site: ni.Site) -> None:
    """Planning a change and looking at it leaves every file as it is."""
    before = state(folder)
    planned = site.plan([retitled(site)], new={"content/new.md": "# New\n"}, deleted=[OLD_PAGE])
    assert planned.diff()
    assert planned.summary()
    assert state(folder) == before


def test_apply_writes_every_file(folder: Path, site: ni.Site) -> None:
    """Edits, moves, new and deleted files are all written, and nothing else is changed or left."""
    before = state(folder)
    page = retitled(site)
    site.plan([page], moved={HIVES: ACTIVE}, new={"content/new/a.md": "# New\n"}, deleted=[OLD_PAGE]).apply()
    expected = {path: data for path, data in before.items() if path not in {HIVES, OLD_PAGE}}
    expected |= {PAGE: bytes(page), ACTIVE: before[HIVES], "content/new/a.md": b"# New\n"}
    assert state(folder) == expected


def test_a_page_is_edited_and_moved_at_once(folder: Path, site: ni.Site) -> None:
    """The new path gets the new text."""
    page = site.documents[HIVES].edit_brief(title="Mapping all hives")
    planned = site.plan([page], moved={HIVES: ACTIVE})
    assert [str(file) for file in planned.files] == [f"moved {HIVES} -> {ACTIVE}"]
    planned.apply()
    assert (folder / ACTIVE).read_bytes() == bytes(page)
    assert not (folder / HIVES).exists()


def test_the_summary_names_every_file(site: ni.Site) -> None:
    """A line for each file, with the lines that come and go, and a note on pages of the old site."""
    old = retitled(site, OLD_PAGE)
    planned = site.plan([retitled(site), old], moved={HIVES: ACTIVE}, new={"new.md": "x\n"}, title="mend the titles")
    assert planned.summary().splitlines() == [
        "mend the titles: 2 files edited, 1 file moved, 1 file added",
        f"  edited {PAGE} (+1 -1)",
        f"  moved {HIVES} -> {ACTIVE}",
        f"  edited {OLD_PAGE} (+1 -1), a page of the old site",
        "  added new.md (+1 -0)",
    ]


def test_a_page_without_a_difference_is_left_out(site: ni.Site) -> None:
    """An edit that changes nothing changes no file."""
    assert not site.plan(site.documents.values())


def test_permissions_stay(folder: Path, site: ni.Site) -> None:
    """The new file can be read and written by whom the old one could, at its old and at a new path."""
    (folder / PAGE).chmod(0o640)
    (folder / HIVES).chmod(0o600)
    site.plan([retitled(site)], moved={HIVES: ACTIVE}).apply()
    modes = [stat.S_IMODE((folder / path).stat().st_mode) for path in (PAGE, ACTIVE)]
    assert modes == ([0o640, 0o600] if os.name == "posix" else modes)


def test_a_file_that_was_changed_meanwhile_stops_everything(folder: Path, site: ni.Site) -> None:
    """Somebody else's edit survives, and no other file is written."""
    planned = site.plan([retitled(site)], new={"a.md": "x"})
    (folder / PAGE).write_text("somebody else's words")
    before = state(folder)
    with pytest.raises(ChangeRefused, match=rf"^{PAGE}: the file was changed after it was read; open the site again$"):
        planned.apply()
    assert state(folder) == before


def test_a_file_that_is_gone_stops_everything(folder: Path, site: ni.Site) -> None:
    """A deleted file does not come back."""
    planned = site.plan([retitled(site)])
    (folder / PAGE).unlink()
    with pytest.raises(ChangeRefused, match="changed after it was read"):
        planned.apply()
    assert not (folder / PAGE).exists()


@pytest.mark.parametrize("name", ["NEW.md", "new.md", "ne\u0301w.md"])
def test_a_new_path_that_is_taken_is_refused(name: str, folder: Path, site: ni.Site) -> None:
    """A file of the same name is not overwritten, nor one whose name Windows or macOS takes for the same."""
    planned = site.plan(new={"new.md" if name.isascii() else "n\u00e9w.md": "x"})
    write(folder, {name: "somebody else's page"})
    before = state(folder)
    with pytest.raises(ChangeRefused, match="exists"):
        planned.apply()
    assert state(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="links need special rights on Windows")
@pytest.mark.parametrize("linked", [PAGE, "content"])
def test_no_link_is_followed(linked: str, folder: Path, site: ni.Site, tmp_path: Path) -> None:
    """Neither a file nor a folder that became a symbolic link is written through."""
    planned = site.plan([retitled(site)])
    (folder / linked).rename(tmp_path / "elsewhere")
    (folder / linked).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ChangeRefused, match="a symbolic link is not followed"):
        planned.apply()
    assert b"Mapping all hives" not in b"".join(state(tmp_path).values())


@pytest.mark.parametrize(
    "path",
    ["", "/etc/a.md", "../a.md", "a/../../b.md", "a//b.md", "./a.md", ".git/hooks/a.md", "a/.hidden.md", "_site/a.md"],
)
def test_nothing_outside_the_site_is_planned(path: str, site: ni.Site) -> None:
    """A new path lies in the folder, and in no folder that is hidden or made by a tool."""
    with pytest.raises(ChangeRefused, match=r"not a path inside the site|hidden files"):
        site.plan(new={path: "x"})


@pytest.mark.parametrize(
    "path", ["C:/a.md", "con.md", "a/LPT1", "a./b.md", "a .md /b.md", "a?.md", "a\\b.md", "a\n.md"]
)
def test_names_that_windows_cannot_store_are_refused(path: str, site: ni.Site) -> None:
    """A site can be checked out on every system, so its new files have names that every system takes."""
    with pytest.raises(ChangeRefused, match="not every system can store a file of this name"):
        site.plan(new={path: "x"})


def test_two_new_paths_that_differ_in_case_alone_are_refused(site: ni.Site) -> None:
    """On Windows the second file would replace the first."""
    with pytest.raises(ChangeRefused, match="are the same where case is ignored"):
        site.plan(new={"a/B.md": "x", "A/b.md": "y"})


def test_a_move_that_changes_case_alone_is_refused(site: ni.Site) -> None:
    """On Windows the new file would be the old one, and be deleted."""
    with pytest.raises(ChangeRefused, match="are the same where case is ignored"):
        site.plan(moved={HIVES: HIVES.replace("mapping", "Mapping")})


def test_a_page_that_the_site_does_not_have_is_refused(site: ni.Site) -> None:
    """A misspelt path is an error with a suggestion."""
    with pytest.raises(ChangeRefused, match=f'the site has no such page; did you mean "{PAGE}"'):
        site.plan(deleted=["content/project.md"])


def test_two_edits_of_one_page_are_refused(site: ni.Site) -> None:
    """The second one would undo the first."""
    with pytest.raises(ChangeRefused, match="two edits of one page"):
        site.plan([retitled(site), site.documents[PAGE]])


def test_leftovers_of_a_killed_run_are_ignored_and_removed(folder: Path, site: ni.Site) -> None:
    """They are no pages, and the next change removes them; other hidden files stay."""
    name = f"content/projects/.nhs-internships-{'x' * 8}"
    write(folder, {name: "# Half", "content/.nhs-internships-notes.md": "mine"})
    again = ni.Site.open(folder)
    assert again.documents.keys() == site.documents.keys()
    again.plan([retitled(again)]).apply()
    assert not (folder / name).exists()
    assert (folder / "content/.nhs-internships-notes.md").exists()


@pytest.mark.parametrize("name", ["site.zip", "index.md"])
def test_only_a_folder_is_a_site(name: str, tmp_path: Path) -> None:
    """An archive or a single page is refused, and the message says what to name."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("index.md", "x")
    (tmp_path / "index.md").write_text("x")
    with pytest.raises(ReadError, match="name the folder"):
        ni.Site.open(tmp_path / name)


def test_a_change_can_be_pickled(site: ni.Site) -> None:
    """It survives a process pool."""
    planned = site.plan([retitled(site)], new={"a.md": "x"}, title="t", warnings=["w"])
    assert pickle.loads(pickle.dumps(planned)) == planned


def test_a_notebook_shows_the_diff_in_colour_and_escaped(site: ni.Site) -> None:
    """Added and removed lines have a colour, and nothing in them is markup."""
    shown = site.plan(new={"a.md": "<script>alert(1)</script>\n"}, warnings=["<b>"])._repr_html_()
    assert "background" in shown
    assert "<script>" not in shown
    assert "&lt;b&gt;" in shown


def test_a_change_of_files_can_be_made_by_hand(tmp_path: Path) -> None:
    """A change needs no site: a folder and the bytes before and after are enough."""
    (tmp_path / "a.md").write_bytes(b"\xff old")
    file = FileChange(old_path="a.md", new_path="a.md", before=b"\xff old", after=b"new")
    ChangeSet(root=tmp_path, files=[file]).apply()
    assert (tmp_path / "a.md").read_bytes() == b"new"
