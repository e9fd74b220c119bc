"""Help, version, and what wrong arguments are told."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.cli.arguments import read
from nhs_internships.cli.commands import HANDLERS
from nhs_internships.cli.table import COMMANDS
from nhs_internships.formats.schema import TABLES
from nhs_internships.plots import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command
    from places import RunPython


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_without_arguments_it_helps(command: Command) -> None:
    """The bare command names every command and is a success."""
    done = command()
    assert (done.code, done.err) == (0, "")
    assert [name for name in COMMANDS if f"\n    {name} " not in done.out] == []
    assert command("--help") == command("-h") == done


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_fits_a_screen(command: Command, name: str) -> None:
    """At 80 columns help has at most 30 lines, that of the program 18 beside its commands; one line is an example."""
    done = command(*name.split(), "--help")
    lines = done.out.splitlines()
    assert done.code == 0
    assert len(lines) <= (30 if name else 18 + len(COMMANDS))
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith(f"example: nhs-internships {name}") for line in lines) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_a_command_is_a_valid_call(name: str) -> None:
    """It names the command, and its arguments can be read."""
    call, _, _ = COMMANDS[name].example.partition(" > ")
    assert read(shlex.split(call)).command == name


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_every_option(command: Command, name: str) -> None:
    """No option is hidden."""
    out = command(name, "-h").out
    assert [one.usage for one in COMMANDS[name].arguments if one.is_option and one.usage not in out] == []


def test_every_command_is_carried_out() -> None:
    """The table and the functions name the same commands."""
    assert list(HANDLERS) == list(COMMANDS)


@pytest.mark.parametrize(
    ("name", "argument", "valid"), [("export", "--table", tuple(TABLES)), ("plot", "kind", tuple(KINDS))]
)
def test_choices_are_those_of_the_library(name: str, argument: str, valid: tuple[str, ...]) -> None:
    """The table repeats them, because it must not import the library."""
    (found,) = (one for one in COMMANDS[name].arguments if argument in one.names)
    assert found.choices == valid


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_version(command: Command, flag: str) -> None:
    """It is that of the package."""
    assert command(flag) == (0, f"nhs-internships {ni.__version__}\n", "")


@pytest.mark.parametrize(("flag", "unloaded"), [("-V", ["argparse", "attr", "attrs"]), ("--help", ["attr", "attrs"])])
def test_version_and_help_load_little(run_python: RunPython, flag: str, unloaded: list[str]) -> None:
    """They answer at once, because they load no part of the library that needs attrs."""
    code = (
        "import sys; from nhs_internships.cli import run; run([sys.argv[1]])\n"
        "print(*[name for name in sys.argv[2:] if name in sys.modules], file=sys.stderr)"
    )
    done = run_python(code, flag, *unloaded)
    assert (done.returncode, done.stderr.strip()) == (0, "")


SEE = '; see "nhs-internships {} --help"'


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("lsit", 'unknown command "lsit"; did you mean "list"? Valid: list, show, search'),
        ("list --statsu open", 'unknown option "--statsu"; did you mean "--status"? Valid: --status, --area'),
        ("list --stat=open", 'unknown option "--stat"; did you mean "--status"?'),
        ("--bogus", 'unknown option "--bogus". Valid: --catalogue, '),
        ("--json list", "--json must follow the command: nhs-internships list --json"),
        ("list --sort titel", 'unknown field "titel"; did you mean "title"? Valid: status, title'),
        ("plot count -o x.png", 'unknown kind "count"; did you mean "counts"? Valid: counts, waves, heatmap, trend'),
        ("export --format yml", 'unknown format "yml"; did you mean "yaml"? Valid: json, yaml, csv'),
        ("export --table wavs", 'unknown table "wavs"; did you mean "waves"? Valid: projects, badges'),
        ("completion powershell", 'unknown shell "powershell". Valid: bash, zsh, fish'),
        ("show", "missing argument SLUG" + SEE.format("show")),
        ("search", "missing argument WORD" + SEE.format("search")),
        ("show a b", 'unexpected argument "b"; usage: nhs-internships show SLUG [OPTIONS]'),
        ("list open", 'unexpected argument "open"; usage: nhs-internships list [OPTIONS]'),
        ("list --wave", "--wave needs a value" + SEE.format("list")),
        ("list --json=1", "--json takes no value, but got '1'" + SEE.format("list")),
        ("list --limit 0", '--limit: expected an integer from 1 to 999999, not "0"' + SEE.format("list")),
        ("list --year soon", '--year: expected a year such as 2023, not "soon"' + SEE.format("list")),
        ("list --catalogue ''", '--catalogue: expected a path, not ""' + SEE.format("list")),
        ("export -o ''", '-o/--output: expected a path, not ""' + SEE.format("export")),
        ("--catalogue x schema", "schema reads no catalogue; leave out --catalogue"),
    ],
)
def test_wrong_arguments_are_explained(command: Command, call: str, message: str) -> None:
    """One line on standard error says what was given and what is valid; the exit code is 2."""
    done = command(*shlex.split(call))
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith(f"nhs-internships: {message}")


def test_catalogue_may_come_first(command: Command, site: Path) -> None:
    """Before or after the name of the command it means the same; after it, it counts."""
    after = command("list", "--catalogue", site)
    assert command("--catalogue", site, "list") == after
    assert command("--catalogue", "nowhere", "list", "--catalogue", site) == after
