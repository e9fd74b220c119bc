"""What the docs show of the command is what it prints."""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import write
from places import PACKAGE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from _command import Command

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PICTURE = ROOT / "docs" / "images" / "list-open.svg"
PICTURES = [PICTURE, ROOT / "docs" / "images" / "check.svg"]


def _consoles() -> list[tuple[str, str]]:
    """Every block in which a command stands after a dollar sign, with what follows it."""
    return [(call, shown) for page in PAGES if not _files(page) for call, shown in _calls(page)]


def _calls(page: Path) -> list[tuple[str, str]]:
    pattern = r"^```console\n\$ nhs-internships (.+)\n((?:.*\n)*?)```$"
    return re.findall(pattern, page.read_text(encoding="utf-8"), re.MULTILINE)


def _files(page: Path) -> Mapping[str, str]:
    """The files that a page shows with their paths; its commands are called in their folder, one after the other."""
    pattern = r"^```\w+ title=\"(.+)\"\n((?:.*\n)*?)```$"
    return dict(re.findall(pattern, page.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize(("call", "shown"), _consoles())
def test_the_docs_show_what_the_command_prints(call: str, shown: str, with_rich: Command) -> None:
    """Each example of the README and the docs is the output on a terminal of 80 columns, or the message."""
    done = with_rich(*shlex.split(call))
    assert "".join(f"{line.rstrip()}\n" for line in (done.out or done.err).splitlines()) == shown


SITES = [page for page in PAGES if _files(page)]
QUESTION = "Write this change? [y/N] "


@pytest.mark.parametrize("page", SITES, ids=lambda page: page.stem)
def test_the_docs_change_a_site_as_the_command_does(
    page: Path, with_rich: Command, type_in: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the files that the page shows; a question has the answer that the page shows."""
    monkeypatch.chdir(write(tmp_path, _files(page)))
    for call, shown in _calls(page):
        asked = re.search(rf"{re.escape(QUESTION)}(.*\n)", shown)
        type_in(asked[1] if asked else "")
        done = with_rich(*shlex.split(call))
        err = done.err.replace(QUESTION, asked[0]) if asked else done.err
        assert "".join(f"{line.rstrip()}\n" for line in (done.out + err).splitlines()) == shown


def test_there_are_examples() -> None:
    """The tests above look at something."""
    assert len(_consoles()) >= 3
    assert len(SITES) >= 3


def test_the_picture_shows_what_is_open() -> None:
    """The picture of the README shows each open project, so it is as new as the bundled catalogue."""
    drawn = _letters(PICTURE)
    missing = [project.title for project in ni.bundled().where(status="open") if _squeeze(project.title) not in drawn]
    assert not missing, "run: python scripts/terminal_picture.py"


def test_the_picture_of_check_shows_what_it_prints(
    with_rich: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the site in the script that draws it."""
    script = ROOT / "scripts" / "terminal_picture.py"
    if not script.exists():
        pytest.skip("the scripts are beside the source only")
    names = runpy.run_path(str(script))
    monkeypatch.chdir(write(tmp_path, names["SITE"]))
    call = names["CALLS"]["check.svg"]
    printed = with_rich(*shlex.split(call)[1:]).out
    assert _letters(PICTURES[1]) == _squeeze(f"$ {call} {printed}"), "run: python scripts/terminal_picture.py"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_needs_no_network(picture: Path) -> None:
    """What a browser loads is the picture alone: addresses are text, and that of the SVG standard."""
    markup = re.sub(r"<text[^>]*>[^<]*</text>", "", picture.read_text(encoding="utf-8"))
    assert set(re.findall(r"https?://[^\"')\s]+", markup)) == {"http://www.w3.org/2000/svg"}


def _letters(picture: Path) -> str:
    """The text of an SVG without blanks."""
    svg = picture.read_text(encoding="utf-8")
    return _squeeze(unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))))


def _squeeze(text: str) -> str:
    return "".join(text.split())


def test_the_reference_is_up_to_date() -> None:
    """docs/reference/commands.md is what scripts/commands_reference.py makes of the table of commands."""
    script = ROOT / "scripts" / "commands_reference.py"
    if not script.exists():
        pytest.skip("the scripts are beside the source only")
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, str(script), "--check"], env=variables, timeout=60, check=False)
    assert done.returncode == 0, f"run: python {script.relative_to(ROOT)}"
