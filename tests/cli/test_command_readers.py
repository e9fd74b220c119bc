"""The two readers of arguments agree, and the reference says what they read."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nhs_internships.cli._commands import COMMANDS
from nhs_internships.cli._quick import read_quickly
from nhs_internships.cli._table import Given, Request
from places import PACKAGE, ROOT

NAMES = sorted({f"--{one.name}" for command in COMMANDS.values() for one in command.parameters})
WORDS = st.sampled_from(
    [
        *NAMES,
        "open",
        "NLP",
        "",
        "-",
        "--",
        "-s",
        "--help",
        "--area=NLP",
        "--json=1",
        "--wave=",
        "a=b",
        "-o",
        "-o=x",
        "-ox",
    ]
)


@given(st.sampled_from(sorted(COMMANDS)), st.lists(WORDS, max_size=6))
@example("list", ["--area", "--json"])
@example("list", ["--catalogue", "a", "--catalogue", "b"])
@example("conflicts", ["a", "--json", "b"])
@example("show", ["--json", "a"])
@example("list", ["--wave"])
@example("search", ["a", "--json", "b", "--limit", "3"])
@example("export", ["-o", "a.csv", "--table=waves"])
@example("plot", ["counts", "-o=a.png"])
def test_what_is_read_quickly_is_what_typer_reads(name: str, words: list[str]) -> None:
    """Whenever the quick reader answers at all, typer gives the same request."""
    pytest.importorskip("typer")
    from nhs_internships.cli._app import read_with_typer

    request = read_quickly([name, *words])
    if request is not None:
        assert read_with_typer([name, *words]) == request


def test_usual_calls_are_read_quickly() -> None:
    """Values, repeated values, flags and words, in any order."""
    argv = ["list", "--area=NLP", "--json", "--area", "Graphs", "--catalogue", "x.json"]
    values = {"area": ["NLP", "Graphs"], "catalogue": ["x.json"]}
    assert read_quickly(argv) == Request(COMMANDS["list"], Given(values, frozenset({"json"})))
    assert read_quickly(["show", "--json", "a"]) == Request(
        COMMANDS["show"], Given({"slug": ["a"]}, frozenset({"json"}))
    )


@pytest.mark.parametrize(
    "argv", [[], ["--version"], ["list", "--help"], ["list", "--statsu", "open"], ["lst"], ["show"], ["show", "a", "b"]]
)
def test_the_rest_is_left_to_typer(argv: list[str]) -> None:
    """Help and mistakes are explained by the library that does this well."""
    assert read_quickly(argv) is None


def test_the_reference_is_up_to_date() -> None:
    """docs/reference/commands.md is what scripts/commands_reference.py makes of the table."""
    script = ROOT / "scripts" / "commands_reference.py"
    if not script.exists():
        pytest.skip("the scripts stand beside the source only")
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, str(script), "--check"], env=variables, timeout=60, check=False)
    assert done.returncode == 0, f"run: python {script.relative_to(ROOT)}"
