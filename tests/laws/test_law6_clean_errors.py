"""Law 6: only errors of this library leave it, and they can be caught, pickled and understood."""

from __future__ import annotations

import contextlib
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships import Badge, Facet, NHSInternshipsError, Project
from nhs_internships.dialects import ALL, BADGE_LIST
from nhs_internships.errors import (
    ChangeFailed,
    ChangeRefused,
    DocumentError,
    LimitError,
    MoveRefused,
    ParseError,
    ReadError,
    RenderError,
    UnsafeEdit,
)
from nhs_internships.limits import Limits
from nhs_internships.testing import projects

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nhs_internships import Document
    from nhs_internships.dialects import Dialect

wild = st.text(st.characters(), max_size=40)  # NUL and lone surrogates, too


@given(wild)
def test_parse_raises_read_error_or_nothing(text: str) -> None:
    """A text with a NUL or lone surrogate is refused at the entrance, every other one is read."""
    refused = "\0" in text or any("\ud800" <= char <= "\udfff" for char in text)
    if not refused:
        assert str(ni.parse(text)) == text
        return
    with pytest.raises(ReadError) as raised:
        ni.parse(text, name="page.md")
    assert raised.value.name == "page.md"
    assert raised.value.offset is not None
    assert not text[raised.value.offset].isprintable()


@given(st.binary(max_size=60))
def test_read_raises_read_error_or_keeps_the_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes are a page, or a `ReadError`."""
    path = tmp_path_factory.mktemp("any") / "page.md"
    path.write_bytes(data)
    with contextlib.suppress(ReadError):
        assert bytes(ni.read(path)) == data


@pytest.mark.parametrize("dialect", ALL, ids=str)
@given(st.lists(projects(title=wild, label=wild), max_size=2))
def test_render_raises_render_error_or_gives_a_page(dialect: Dialect, given_projects: list[Project]) -> None:
    """Every text that `render` gives can be read; what it cannot write it refuses."""
    with contextlib.suppress(RenderError):
        ni.parse(ni.render(given_projects, dialect), dialect)


@given(wild, wild, wild)
@example("", "<\ud800", "")
def test_edit_raises_unsafe_edit_or_edits(title: str, url: str, label: str) -> None:
    """Asking for what the form cannot say raises `UnsafeEdit` and nothing else."""
    badge = "![area](https://img.shields.io/badge/NLP-yellow)"
    record = "- title: P1 - A\n  permalink: /a/\n  badge1: NLP\n"
    for document in (ni.parse(f"- [A](a-b/)\n{badge}\n"), ni.parse(f"|{badge}|[A](a-b/)|\n"), ni.parse(record)):
        with contextlib.suppress(UnsafeEdit):
            changed = document.edit(0, title=title, url=url, badges=[Badge(label=label, facet=Facet.AREA)])
            assert (changed.entries[0].title, changed.entries[0].url) == (title, url)


@given(wild)
def test_edit_brief_raises_unsafe_edit_or_edits(text: str) -> None:
    """So does every fact of a brief."""
    document = ni.parse("---\ntitle: A\n---\n# A\n**Need:** x\n**Datasets:** y\n")
    edit_brief: Callable[..., Document] = document.edit_brief
    for name in ("title", "heading", "need"):
        try:
            changed = edit_brief(**{name: text}).brief
        except UnsafeEdit:
            continue
        assert changed
        assert getattr(changed, name) == text or (name == "need" and "\r" in text)


def test_a_badge_without_an_address_is_refused() -> None:
    """No browser asks for an address of more than 2,000 characters."""
    badge = Badge(label="x" * 3_000, facet=Facet.AREA)
    document = ni.parse("- [A](a-b/)\n![area](https://img.shields.io/badge/NLP-yellow)\n")
    with pytest.raises(UnsafeEdit, match="cannot be written"):
        document.edit(0, badges=[badge])
    with pytest.raises(RenderError, match=r"invalid shields\.io badge"):
        ni.render(Project(slug="a", title="A", badges=(badge,)), BADGE_LIST)


def test_an_edit_cannot_grow_a_page_over_the_limit() -> None:
    """What could not be read again is not written."""
    document = ni.parse("- [A](a-b/)\n", limits=Limits(text_bytes=50))
    with pytest.raises(UnsafeEdit, match="limit of 50"):
        document.edit(0, title="x" * 60)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    """The file system speaks for itself."""
    with pytest.raises(FileNotFoundError):
        ni.read(tmp_path / "none.md")


@pytest.mark.parametrize(
    "error",
    [
        ReadError("a.md", "problem", "hint", 3),
        LimitError("a.md", "problem"),
        UnsafeEdit("a.md", "problem", "hint"),
        ChangeRefused("a.md", "problem", "hint"),
        MoveRefused("a-project", "problem"),
        ChangeFailed("a.md", "no space left", {"b.md": "copy"}),
        RenderError("CARDS", "problem"),
        ParseError("status", "opne", "a status", "open"),
        DocumentError(ni.parse("- ![area](https://img.shields.io/badge/NLP-yellow)\n").diagnostics[0]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_a_process_pool(error: NHSInternshipsError) -> None:
    """They are pickled with their data."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))
