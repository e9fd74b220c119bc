"""Names that are no text, or that look like messages, and files that would make the reader wait."""

from __future__ import annotations

import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest

import nhs_internships as ni
from _limited import output_of
from nhs_internships.errors import FormatError, LimitError, Problem, QueryError, ReadError, UnknownSlug, UnsafeEdit

PAGE = "## Open Projects\n\n- [A](a-b/)\n"
FORGED = "a.md\nerror: forged\x1b[31m.md"
SHOWN = "a.md\\nerror: forged\\x1b[31m.md"

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="no such names and files on Windows")
needs_bytes = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are always text there")


@needs_bytes
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """The page is read; the byte is written as an escape, in findings, claims and JSON."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.md")
    Path(path).write_text(PAGE, encoding="utf-8")
    assert ni.read(path).name.endswith("/b\\udcff.md")
    catalogue = ni.load(path)
    assert catalogue.name == "b\\udcff.md"
    assert ni.Catalogue.from_json(catalogue.to_json()) == catalogue


@needs_posix
def test_a_line_end_in_a_name_begins_no_message(tmp_path: Path) -> None:
    """The finding of a page is one line, without control characters; its path stays the name of the file."""
    path = tmp_path / FORGED
    path.write_text("- [A](a-b/)\n", encoding="utf-8")
    (found,) = ni.load(tmp_path).diagnostics
    assert found.path == FORGED
    assert str(found).startswith(f"{SHOWN}:1:1: warning NI206")


@pytest.mark.parametrize(
    "error",
    [
        ReadError(FORGED, "problem", "hint"),
        LimitError(FORGED, "problem"),
        UnsafeEdit(FORGED, "problem"),
        UnknownSlug(FORGED),
        QueryError("status", FORGED),
        FormatError(FORGED, [Problem("", "problem")]),
        FormatError("file", [Problem(FORGED, "problem")]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_shows_control_characters_as_escapes(error: ni.NHSInternshipsError) -> None:
    """One error is one line."""
    assert SHOWN in str(error)
    assert "\n" not in str(error)


@needs_posix
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Opening one would wait for somebody to write to it, even where it took the place of a file just now."""
    os.mkfifo(tmp_path / "pipe.md")
    code = f"""
from pathlib import Path
from nhs_internships.errors import ReadError
from nhs_internships.source import files
files.check_kind = lambda place: None
try:
    files.content(Path({str(tmp_path / "pipe.md")!r}), 100)
except ReadError as error:
    print(error.problem)
"""
    assert output_of(code) == "this is a pipe, socket or device, and is not read"


@needs_posix
def test_a_socket_and_a_device_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but regular files is read."""
    monkeypatch.chdir(tmp_path)
    place = Path("s.md")  # the whole path may be too long for a socket
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(place))
        for path in (place, Path(os.devnull)):
            with pytest.raises(ReadError, match="pipe, socket or device"):
                ni.read(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """The file system says so."""
    with pytest.raises(OSError, match=r"directory|denied"):
        ni.read(tmp_path)


def test_a_member_without_a_name(tmp_path: Path) -> None:
    """The rest of the archive is read."""
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("index.md", PAGE)
        archive.writestr(zipfile.ZipInfo(""), PAGE)
    found = ni.load(tmp_path / "site.zip")
    assert [project.slug for project in found] == ["a-b"]
    assert [(one.code, one.path) for one in found.diagnostics] == [("NI124", "site.zip")]


@pytest.mark.parametrize("url", ["x%00y/", "x%1by/", "x%2Fy/", "..%2f..%2fetc/", "x%5Cy/", "x%0Ay/", "x%C2%85y/"])
def test_what_no_slug_can_hold(url: str) -> None:
    """Slashes and control characters that an address hides: the slug comes from the title, with a finding."""
    found = ni.load(ni.parse(f"## Open Projects\n\n- [Made-up title]({url})\n", name="index.md"))
    assert [project.slug for project in found] == ["made-up-title"]
    assert "NI311" in [one.code for one in found.diagnostics]


@needs_posix
def test_a_brief_whose_file_name_no_slug_can_hold(tmp_path: Path) -> None:
    """It gets the slug of its title."""
    (tmp_path / "a\nb.md").write_text("---\ntitle: Made-up\n---\n\n**Need:** x\n\n**Datasets:** y\n", encoding="utf-8")
    assert [project.slug for project in ni.load(tmp_path)] == ["made-up"]
