"""Where things are, for the tests that look at files."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import nhs_internships

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds README.md, pyproject.toml, docs and tests."""

PACKAGE = Path(nhs_internships.__file__).resolve().parent
"""The package under test: the source tree, or the installed wheel."""

CORPUS = Path(os.environ.get("NHS_INTERNSHIPS_CORPUS") or ROOT.parent / "shared" / "corpus")
"""Where the real pages are, if anywhere; tests ask for the fixture `corpus`."""


class RunPython(Protocol):
    """Runs code in a fresh interpreter and gives what it did."""

    def __call__(self, code: str, *arguments: str) -> subprocess.CompletedProcess[str]: ...


def module_name(path: Path) -> str:
    """The dotted name of a module inside the package; the package itself is ``""``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    """Every module of the package: its dotted name inside the package, and its file."""
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


PUBLIC = (
    *(
        "catalogue",
        "checks",
        "cli",
        "diagnostics",
        "dialects",
        "errors",
        "formats",
        "history",
        "limits",
        "model",
        "plots",
        "query",
    ),
    *(
        "formats.arrow",
        "formats.csv",
        "formats.data_package",
        "formats.excel",
        "formats.files",
        "formats.frames",
        "formats.json",
    ),
    *("formats.json_schema", "formats.linked_data", "formats.sqlite", "formats.yaml", "site", "testing", "vocabulary"),
)
"""The modules that users import; every other module is an implementation detail."""


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
