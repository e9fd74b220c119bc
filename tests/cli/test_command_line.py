"""The command as a program: help, errors, pipes, consoles, and what it does without its extra."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from places import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command
    from places import RunPython

COMMANDS = ("list", "show", "search", "similar", "stats", "conflicts", "export", "schema", "plot", "read")


def _run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own, with its output in a pipe."""
    pytest.importorskip("typer")
    command = [sys.executable, "-m", "nhs_internships", *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), **environment}
    return subprocess.run(command, env=variables, capture_output=True, timeout=60, check=False)


def test_without_arguments_it_helps(command: Command) -> None:
    """The bare command names every command and ends well."""
    done = command()
    assert done.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in done.out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps(command: Command, name: str) -> None:
    """--help of each command ends well and names --json."""
    done = command(name, "--help")
    assert done.code == 0
    assert "--json" in done.out


def test_version(command: Command) -> None:
    """--version is that of the package."""
    assert command("--version").out == f"nhs-internships {ni.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["lst"], ["list", "--statsu", "open"], ["show"], ["show", "a", "b"], ["list", "--wave"], ["search"], ["plot"]],
)
def test_wrong_usage_is_exit_2(command: Command, arguments: list[str]) -> None:
    """Arguments that mean nothing are explained on standard error."""
    done = command(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Error" in done.err


def test_an_unknown_format_is_exit_2(command: Command) -> None:
    """The message names the formats there are."""
    done = command("export", "--format", "jsn")
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "json"?' in done.err


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
    """A file that is missing or is no text of the scheme gives one message and no data."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = command(*words, path)
    if words == ["read"] and name in {"cut.json", "other.json", "empty.json"}:
        assert done.code == 1, "any text can be read as a page; there is only nothing in it"
    else:
        assert done.code == 2
        assert name in done.err
    assert done.out == ""
    assert done.err.startswith("nhs-internships: ")


def test_an_empty_path_is_exit_2(command: Command) -> None:
    """An empty path is a mistake, and does not mean the present folder."""
    assert command("list", "--catalogue", "").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the shell there closes nothing")
def test_output_may_be_closed() -> None:
    """Started without a standard output, the command still ends well."""
    pytest.importorskip("typer")
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
    pytest.importorskip("typer")
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


@pytest.mark.parametrize("library", ["typer", "rich"])
def test_without_the_extra_it_says_what_to_install(run_python: RunPython, library: str) -> None:
    """A missing library is one line on standard error that names the command to type."""
    if library == "rich":
        pytest.importorskip("typer")
    code = (
        "import sys; sys.modules[sys.argv[1]] = None; sys.stdout.isatty = lambda: True\n"
        "from nhs_internships.__main__ import main; sys.exit(main(['list']))"
    )
    done = run_python(code, library)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'nhs-internships: the command needs the extra "cli": python -m pip install "nhs-internships[cli]"\n'
    )


def test_a_listing_loads_no_parser_and_no_rich(run_python: RunPython) -> None:
    """In a pipe, with the bundled catalogue, the slow libraries stay unloaded."""
    pytest.importorskip("typer")
    code = (
        "import sys; from nhs_internships.cli import run; run(['list'])\n"
        "print(*[name for name in sys.argv[1:] if name in sys.modules], file=sys.stderr)"
    )
    done = run_python(code, "rich", "yaml", "frontmatter", "markdown_it", "nhs_internships.dialects")
    assert (done.returncode, done.stderr.strip()) == (0, "")
