"""A small site in the scheme's own forms, and the command line as a function."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from _command import Done
from nhs_internships.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
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
    """The command line as a function of its arguments; its output is a pipe."""

    def call(*arguments: object) -> Done:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def with_rich(monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same on a terminal of 80 columns without colours, drawn with rich."""
    pytest.importorskip("rich")
    return _on_terminal(monkeypatch)


@pytest.fixture
def without_rich(monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same where rich is not installed."""
    monkeypatch.delattr("nhs_internships.cli.colour", raising=False)
    monkeypatch.delitem(sys.modules, "nhs_internships.cli.colour", raising=False)
    monkeypatch.setitem(sys.modules, "rich", None)
    return _on_terminal(monkeypatch)


@pytest.fixture(params=["with_rich", "without_rich"])
def terminal(request: pytest.FixtureRequest) -> Command:
    """Both kinds of terminal, one after the other."""
    chosen: Command = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a terminal in front of the command, on which a text is typed."""
    return lambda text: monkeypatch.setattr(sys, "stdin", _Terminal(text))


def _on_terminal(monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def call(*arguments: object) -> Done:
        out, err = _Terminal(), _Terminal()
        with monkeypatch.context() as streams:
            streams.setattr(sys, "stdout", out)
            streams.setattr(sys, "stderr", err)
            code = run([str(argument) for argument in arguments])
        return Done(code, out.getvalue(), err.getvalue())

    return call
