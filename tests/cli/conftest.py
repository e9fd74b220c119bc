"""A small site in the scheme's own forms, and the command line as a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _command import Done
from nhs_internships.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command

LONG_TITLE = "Maps of łakes, with a rather long title that goes on and on until it passes the edge"


def _badge(facet: str, words: str) -> str:
    return f"![{facet}](https://img.shields.io/badge/{words}-grey)"


LISTING = f"""\
# Projects

## Open Projects Accepting Applications

|:---:|---|
|{_badge("area", "NLP")} {_badge("technique", "Word_Embeddings")}|[Reading made-up letters](made-up-letters/)|
|{_badge("area", "Graphs")} {_badge("datamodality", "Multi--Modal")}|[{LONG_TITLE}](lakes/)|

## Current Projects

|**Wave 6** | February - July 2024 |
|---|---|
|{_badge("area", "NLP")} {_badge("technique", "VAE")}|[Summaries of notes](summaries/)|

## Paused Projects

|:---:|---|
|{_badge("area", "PETs")}|[Shared secrets](secrets/)|
"""
OLD_PAGE = """\
---
layout: projects_old
---
## Open Projects

* [Shared secrets](secrets/)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a listing, and an old page that contradicts it."""
    folder = tmp_path / "site"
    (folder / "content" / "old_site").mkdir(parents=True)
    (folder / "index.md").write_text(LISTING, encoding="utf-8")
    (folder / "content" / "old_site" / "open.md").write_text(OLD_PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line as a function of its arguments; skipped without the extra."""
    pytest.importorskip("typer")

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call
