"""What all tests share: the corpus of real pages, a fresh interpreter, and Hypothesis profiles."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from places import CORPUS, PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

    from places import RunPython

# Machines are slow and shared: no test depends on the time that it takes. CI sees the same examples in every run.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", _PATIENT, derandomize=True, max_examples=100, print_blob=True)
settings.register_profile("dev", _PATIENT, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages; the test is skipped where there is none."""
    if not CORPUS.is_dir():
        pytest.skip("no corpus of real pages beside the project; name its folder in NHS_INTERNSHIPS_CORPUS")
    return CORPUS


@pytest.fixture(scope="session")
def real_pages(corpus: Path) -> list[Path]:
    """Every page, data file and seed of the corpus."""
    found = sorted(path for folder in (corpus, corpus.parent / "seeds") for path in folder.rglob("*") if path.is_file())
    return [path for path in found if path.suffix in {".md", ".yml", ".txt"}]


@pytest.fixture(scope="session")
def run_python() -> RunPython:
    """A function that runs code in a fresh interpreter that finds the package under test."""

    def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # The package may be on sys.path through pytest alone, so its place is handed on.
        environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)

    return run
