"""The renderer, started once for all tests."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from rendered.judge import MISSING, Kramdown

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def kramdown() -> Iterator[Kramdown]:
    """The site's own renderer; the test is skipped where it is not installed."""
    ruby = shutil.which("ruby")
    wanted = ["-rkramdown", "-rkramdown-parser-gfm", "-e", ""]
    if ruby is None or subprocess.run([ruby, *wanted], capture_output=True, check=False).returncode:
        pytest.skip(MISSING)
    with Kramdown(ruby) as started:
        yield started
