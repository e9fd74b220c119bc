"""`completion`: scripts for shells."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from nhs_internships.cli.table import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command
    from places import RunPython

BASH = """
source "$1"
complete -p nhs-internships >/dev/null
COMP_WORDS=(nhs-internships ${@:2}) COMP_CWORD=$(($# - 1))
_shtab_nhs_internships nhs-internships "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" >&2
echo "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_every_command_and_option(command: Command, shell: str) -> None:
    """It is printed for each shell."""
    pytest.importorskip("shtab")
    done = command("completion", shell)
    names = [name for one in COMMANDS.values() for argument in one.arguments for name in argument.names]
    options = {name.lstrip("-") for name in names if name.startswith("--")}
    assert (done.code, done.err) == (0, "")
    assert [word for word in (*COMMANDS, *options) if word not in done.out] == []


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["comp"], "completion"),
        (["list", "--sta"], "--status"),
        (["list", "--sort", "ti"], "title"),
        (["plot", "h"], "heatmap"),
        (["read", "index"], "index.md"),
    ],
)
def test_bash_completes(command: Command, site: Path, tmp_path: Path, words: list[str], completed: str) -> None:
    """Commands, options, choices and names of files."""
    pytest.importorskip("shtab")
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    script = tmp_path / "script"
    script.write_text(command("completion", "bash").out, encoding="utf-8", newline="\n")
    call = [bash, "-c", BASH, "bash", str(script), *words]
    done = subprocess.run(call, cwd=site, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert completed in done.stdout.split()


def test_without_shtab_it_says_what_to_install(run_python: RunPython) -> None:
    """One line on standard error that names the command to type."""
    code = (
        "import sys; sys.modules['shtab'] = None\n"
        "from nhs_internships.cli import run; sys.exit(run(['completion', 'bash']))"
    )
    done = run_python(code)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'nhs-internships: completion needs the extra "cli": pip install "nhs-internships[cli]"\n'
