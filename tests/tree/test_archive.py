"""A zip archive of a site: it loads as the folder does, and nothing in it can do harm."""

from __future__ import annotations

import stat
import struct
import sys
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nhs_internships as ni
from _limited import output_of
from _sites import FULL_SITE, codes, listing, write
from nhs_internships.errors import LimitError, ReadError
from nhs_internships.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGE = listing("## Open Projects", "bees: Bees")


def _zip(place: Path, members: Mapping[str, str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(place, "w", method) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return place


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zipped_site_is_the_site(tmp_path: Path, method: int) -> None:
    """The catalogues are equal, whatever the order of the members."""
    folder = ni.load(write(tmp_path / "site", FULL_SITE), crosswalk=None)
    backwards = dict(reversed(FULL_SITE.items()))
    assert ni.load(_zip(tmp_path / "site.zip", backwards, method), crosswalk=None) == folder
    assert len(folder) == 3


def test_a_dot_before_a_name_changes_nothing(tmp_path: Path) -> None:
    """Some tools write ./index.md."""
    found = ni.load(_zip(tmp_path / "x.zip", {"./index.md": PAGE}))
    assert {claim.path for claim in found.claims("bees")} == {"index.md"}


@pytest.mark.parametrize(
    "name", ["../a.md", "x/../../a.md", "/a.md", "C:/a.md", "c:a.md", "x\\a.md", "..\\a.md", "\\\\host\\a.md", "x/.."]
)
def test_members_that_point_outside_are_refused(tmp_path: Path, name: str) -> None:
    """Going up, absolute, with a drive or with backslashes: a finding, and the rest is read."""
    found = ni.load(_zip(tmp_path / "x.zip", {name: PAGE.replace("bees", "ants"), "a.md": PAGE}))
    assert [project.slug for project in found] == ["bees"]
    assert codes(found) == ["NI124"]


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    """The first is read."""
    place = tmp_path / "x.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("a.md", PAGE)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.md", PAGE.replace("bees", "ants"))
    found = ni.load(place)
    assert [project.slug for project in found] == ["bees"]
    assert codes(found) == ["NI124"]


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    """A member may be a link; what it holds is a path, not a page."""
    info = zipfile.ZipInfo("a.md")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert codes(ni.load(tmp_path / "x.zip")) == ["NI122"]


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    """There is nobody to ask for the password."""
    data = bytearray(_zip(tmp_path / "x.zip", {"a.md": PAGE, "b.md": PAGE}).read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    (tmp_path / "x.zip").write_bytes(data)
    found = ni.load(tmp_path / "x.zip")
    assert [(d.code, d.path) for d in found.diagnostics] == [("NI124", "a.md")]
    assert len(found) == 1


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(tmp_path: Path, method: int) -> None:
    """One read of those may unpack a thousand times what was asked for."""
    assert codes(ni.load(_zip(tmp_path / "x.zip", {"a.md": PAGE}, method))) == ["NI124"]


@pytest.mark.parametrize("data", [b"", b"PK", b"# A page\n", b"PK\x05\x06" + b"\xff" * 18, b"\0" * 1000])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    """A clear error names the file."""
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(ReadError, match=r"x\.zip"):
        ni.load(tmp_path / "x.zip")


def test_an_archive_cut_anywhere(tmp_path: Path) -> None:
    """Every beginning of an archive is refused."""
    data = _zip(tmp_path / "x.zip", {"a.md": PAGE, "b/c.md": PAGE}).read_bytes()
    for end in range(len(data)):
        (tmp_path / "x.zip").write_bytes(data[:end])
        with pytest.raises(ReadError):
            ni.load(tmp_path / "x.zip")


def _small_archive() -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in FULL_SITE.items():
            archive.writestr(name, text)
    return memory.getvalue()


SMALL = _small_archive()


@given(changes=st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_archive_is_an_error_or_findings(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    """Whatever bytes change: no foreign exception."""
    data = bytearray(SMALL)
    for at, byte in changes:
        data[at] = byte
    place = tmp_path_factory.getbasetemp() / "damaged.zip"
    place.write_bytes(data)
    with suppress(ReadError):
        ni.load(place)


def test_too_many_members(tmp_path: Path) -> None:
    """The limit is named, and how to raise it."""
    place = _zip(tmp_path / "x.zip", {f"{n}.md": "" for n in range(4)})
    with pytest.raises(LimitError, match="archive_files"):
        ni.load(place, limits=Limits(archive_files=3))


def test_too_much_in_all(tmp_path: Path) -> None:
    """Many small bombs are one large one."""
    place = _zip(tmp_path / "x.zip", {f"{n}.md": " " * 1000 for n in range(4)})
    with pytest.raises(LimitError, match="archive_bytes"):
        ni.load(place, limits=Limits(archive_bytes=3500))


def _bomb(claimed: int) -> bytes:
    """An archive with one member of 1 GB, whose headers claim a size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(1024)), packer.flush()])
    head = struct.pack("<HHHHHLLL", 20, 0, 8, 0, 33, 0, len(packed), claimed)
    local = b"PK\3\4" + head + struct.pack("<HH", 4, 0) + b"a.md" + packed
    central = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHHHLL", 4, 0, 0, 0, 0, 0, 0) + b"a.md"
    return local + central + b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the memory that was used")
@pytest.mark.parametrize(("claimed", "code"), [(1 << 30, "NI124"), (2 * 1024 * 1024, "NI1"), (10, "NI1")])
def test_a_bomb_costs_little(tmp_path: Path, claimed: int, code: str) -> None:
    """A member of 1 GB, whether its header admits it or not, takes less than 100 MB."""
    place = tmp_path / "bomb.zip"
    place.write_bytes(_bomb(claimed))
    said = output_of(
        "import resource, nhs_internships as ni\n"
        "ni.load([])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"found = ni.load({str(place)!r})\n"
        "used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before\n"
        "print(found.diagnostics[0].code, used)"
    )
    found, kilobytes = said.split()
    assert found.startswith(code)
    assert int(kilobytes) < 100_000


def test_a_table_of_contents_that_would_fill_the_memory(tmp_path: Path) -> None:
    """Millions of members are refused before they are counted."""
    entry = b"PK\1\2" + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 8, 0, 33, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    table = entry * 1_000_000
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, len(table), 0, 0)
    (tmp_path / "x.zip").write_bytes(table + end)
    place = str(tmp_path / "x.zip")
    code = f"""
import nhs_internships as ni
from nhs_internships.errors import LimitError
try: ni.load({place!r})
except LimitError: print('refused')
"""
    assert output_of(code) == "refused"
