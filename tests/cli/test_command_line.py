"""The command as a program: bad files, pipes, consoles, and what it does without its extra."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from places import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command
    from places import RunPython


def _run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own, with its output in a pipe."""
    command = [sys.executable, "-m", "nhs_internships", *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), **environment}
    return subprocess.run(command, env=variables, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.json", None),
        ("cut.json", b'{"schema": 1, "projects": ['),
        ("other.json", b"[1, 2]"),
        ("binary.md", b"\x00\x01\x02"),
        ("latin.md", b"# caf\xe9\n"),
        ("empty.json", b""),
    ],
)
@pytest.mark.parametrize("words", [["list", "--catalogue"], ["stats", "--catalogue"], ["read"]])
def test_a_bad_file_is_exit_2(
    command: Command, tmp_path: Path, words: list[str], name: str, content: bytes | None
) -> None:
    """A file that is missing or is not a text of the scheme gives one message and no data."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = command(*words, path)
    if words == ["read"] and name in {"cut.json", "other.json", "empty.json"}:
        # Any text can be read as a page; findings say why there is nothing in it.
        assert (done.code, done.out) == (1, "")
        assert done.err.splitlines()[-1] == f'No entries and no brief found in "{path}".'
    else:
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("nhs-internships: ")
        assert name in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="the shell there closes nothing")
def test_output_may_be_closed() -> None:
    """Started without a standard output, the command still ends well."""
    call = f"{shlex.quote(sys.executable)} -m nhs_internships list >&-"
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(["sh", "-c", call], env=variables, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_folder_is_no_page(command: Command, tmp_path: Path) -> None:
    """`read` of a folder is a message, not a fault."""
    done = command("read", tmp_path)
    assert (done.code, done.out) == (2, "")


def test_a_pipe_has_no_colour() -> None:
    """What is piped holds no escape sequence, whatever the environment asks for."""
    done = _run("list", FORCE_COLOR="1", TERM="xterm-256color")
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        *(["list"], ["list", "--json"], ["show", "lakes"], ["search", "maps"], ["similar", "made-up-letters"]),
        *(["stats"], ["export"], ["schema"], ["--help"]),
    ],
)
def test_a_small_console_is_no_error(site: Path, words: list[str]) -> None:
    """A character that the console does not know is replaced."""
    place = [] if words in (["--help"], ["schema"]) else ["--catalogue", site]
    done = _run(*words, *place, PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("cp1252")


def test_the_replaced_character_is_a_question_mark(site: Path) -> None:
    """The rest of the title stays readable."""
    assert b"Maps of ?akes" in _run("list", "--catalogue", site, PYTHONIOENCODING="cp1252").stdout


def test_messages_fit_a_small_console(site: Path) -> None:
    """An error may name what the console cannot show."""
    done = _run("list", "--catalogue", site, "--area", "łakes", PYTHONIOENCODING="cp1252")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that is closed looks different there")
def test_a_reader_may_stop(site: Path) -> None:
    """`| head` closes the pipe early; the command ends quietly."""
    many = "".join(f"* [Project {n}](project-{n}/)\n" for n in range(5000))
    (site / "many.md").write_text(f"## Open Projects\n\n{many}")
    command = [sys.executable, "-m", "nhs_internships", "list", "--catalogue", str(site)]
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_without_rich_a_terminal_gets_plain_text(run_python: RunPython) -> None:
    """Neither a message nor a traceback: the extra only adds colour."""
    code = (
        "import sys; sys.modules['rich'] = None; sys.stdout.isatty = lambda: True\n"
        "from nhs_internships.cli import run; sys.exit(run(['list', '--area', 'PETs']))"
    )
    done = run_python(code)
    assert done.returncode == 0
    assert done.stderr == "4 more cannot be decided: no record of their area.\n"
    assert done.stdout.startswith(
        "open       Fact-Level Privacy Leakage Detection and Mitigation\n           fact-privacy-leakage"
    )


def test_a_listing_loads_no_parser_and_no_rich(run_python: RunPython) -> None:
    """In a pipe, with the bundled catalogue, the slow libraries stay unloaded."""
    code = (
        "import sys; from nhs_internships.cli import run; run(['list'])\n"
        "print(*[name for name in sys.argv[1:] if name in sys.modules], file=sys.stderr)"
    )
    done = run_python(code, "rich", "yaml", "frontmatter", "markdown_it", "nhs_internships.dialects")
    assert (done.returncode, done.stderr.strip()) == (0, "")
