"""What the docs show of the command is what it prints."""

from __future__ import annotations

import io
import re
import shlex
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.cli._quick import read_quickly
from places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import rich.console

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PICTURE = ROOT / "docs" / "images" / "list-open.svg"


def _consoles() -> list[tuple[str, str]]:
    """Every block in which a command stands after a dollar sign, with what follows it."""
    return [
        (found[1], found[2])
        for page in PAGES
        for found in re.finditer(
            r"^```console\n\$ nhs-internships (.+)\n((?:.*\n)*?)```$", page.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]


@pytest.fixture
def terminal() -> rich.console.Console:
    """A terminal of 80 columns without colours."""
    console = pytest.importorskip("rich.console").Console
    made: rich.console.Console = console(file=io.StringIO(), width=80, color_system=None, force_terminal=True)
    return made


@pytest.mark.parametrize(("call", "shown"), _consoles())
def test_the_docs_show_what_the_command_prints(call: str, shown: str, terminal: rich.console.Console) -> None:
    """Each example of the README and the docs is the output of a terminal of 80 columns, or the message."""
    from nhs_internships.cli._screens import screen_of

    request = read_quickly(shlex.split(call))
    assert request is not None
    try:
        terminal.print(screen_of(request.command.run(request.given).content))
    except ni.NHSInternshipsError as error:
        terminal.print(f"nhs-internships: {error}", soft_wrap=True, markup=False)
    assert isinstance(terminal.file, io.StringIO)
    printed = "".join(f"{line.rstrip()}\n" for line in terminal.file.getvalue().splitlines())
    assert printed == shown


def test_there_are_examples() -> None:
    """The test above looks at something."""
    assert len(_consoles()) >= 3


def test_the_picture_shows_what_is_open() -> None:
    """The picture of the README shows each open project, so it is as new as the bundled catalogue."""
    drawn = _letters(PICTURE)
    missing = [project.title for project in ni.bundled().where(status="open") if _squeeze(project.title) not in drawn]
    assert not missing, "run: python scripts/terminal_picture.py"


def test_the_picture_needs_no_network() -> None:
    """It names no address but that of the SVG standard."""
    addresses = set(re.findall(r"https?://[^\"')\s]+", PICTURE.read_text(encoding="utf-8")))
    assert addresses == {"http://www.w3.org/2000/svg"}


def _letters(picture: Path) -> str:
    """The text of an SVG without blanks."""
    svg = picture.read_text(encoding="utf-8").replace("&#160;", " ").replace("&amp;", "&")
    return _squeeze("".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)))


def _squeeze(text: str) -> str:
    return "".join(text.split())
