"""Files that are no text: a clean error at the entrance that says what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _limited import output_of
from nhs_internships.dialects import PROSE
from nhs_internships.errors import LimitError, ReadError
from nhs_internships.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships import Document


def read(folder: Path, data: bytes) -> Document:
    path = folder / "page.md"
    path.write_bytes(data)
    return ni.read(path)


def test_a_file_that_is_not_utf8_names_the_byte(tmp_path: Path) -> None:
    """With its offset and its line."""
    with pytest.raises(ReadError, match=r"byte 0x96 at offset 9 \(line 2\)") as raised:
        read(tmp_path, b"# Waves\n\n"[:8] + b"a" + b"\x96 b\n")
    assert raised.value.offset == 9
    assert raised.value.name == (tmp_path / "page.md").as_posix()
    assert "save it as UTF-8" in str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_utf16_file_is_called_so(tmp_path: Path, encoding: str) -> None:
    """With or without a byte order mark."""
    with pytest.raises(ReadError, match="UTF-16"):
        read(tmp_path, "# Projects\n".encode(encoding))


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    """It says nothing, which is worth a note."""
    document = read(tmp_path, b"")
    assert (document.dialect, document.entries) == (PROSE, ())
    assert [found.code for found in document.diagnostics] == ["NI116"]
    assert bytes(document) == b""


def test_a_nul_is_refused(tmp_path: Path) -> None:
    """No page can hold one; the error says where it stands."""
    with pytest.raises(ReadError, match="NUL character at offset 3") as raised:
        read(tmp_path, b"# a\0b\n")
    assert raised.value.offset == 3


def test_a_lone_surrogate_is_refused() -> None:
    """It could never be written to a file."""
    with pytest.raises(ReadError, match=r"surrogate \(U\+D800\) at offset 2"):
        ni.parse("a \ud800")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """512 KiB by default; the error says how to raise the limit."""
    with pytest.raises(LimitError, match=r"limit of 524,288; pass limits=Limits\(text_bytes="):
        read(tmp_path, b"a" * (512 * 1024 + 1))


def test_a_larger_limit_can_be_asked_for(tmp_path: Path) -> None:
    """And a smaller one."""
    path = tmp_path / "page.md"
    path.write_bytes(b"a" * 3_000_000)
    assert len(ni.read(path, limits=Limits(text_bytes=3_000_000)).text) == 3_000_000
    with pytest.raises(LimitError, match="limit of 10"):
        ni.parse("a" * 11, limits=Limits(text_bytes=10))


def test_a_huge_file_is_not_loaded(tmp_path: Path) -> None:
    """Only one byte more than the limit is read, however large the file is."""
    path = tmp_path / "page.md"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    code = f"""
import nhs_internships as ni
from nhs_internships.errors import LimitError
try:
    ni.read({str(path)!r})
except LimitError as error:
    print(error.problem)
"""
    assert output_of(code) == "524,289 bytes are more than the limit of 524,288"
