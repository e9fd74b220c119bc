"""Run a piece of Python where it may hang, exhaust memory or crash, without taking the test run with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from math import ceil
from pathlib import Path

from places import PACKAGE

# Where the platform has no `resource` (Windows) the memory stays unlimited and the time limit alone counts.
_PRELUDE = """\
try:
    import resource
except ImportError:
    pass
else:
    resource.setrlimit(resource.RLIMIT_AS, ({size}, {size}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
"""
# A busy machine may give a process little time: the limit is on the time it used, and waiting goes on for longer.
_PATIENCE = 10
_OUT_OF_TIME = {-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)}


def run_limited(code: str, seconds: float = 2.0, megabytes: int = 300) -> subprocess.CompletedProcess[str]:
    """Run ``code`` in a new interpreter that may use this many seconds of processor time, and megabytes.

    Starting the interpreter is not counted: one second is added for it. The code sees the package and the tests.

    Raises:
        AssertionError: The time is over. (What the code did is in ``returncode``, ``stdout`` and ``stderr``.)
    """
    paths = [str(PACKAGE.parent), str(Path(__file__).parent)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    script = _PRELUDE.format(size=megabytes * 1024 * 1024, seconds=ceil(seconds + 1)) + code
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=(seconds + 1) * _PATIENCE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise AssertionError(f"not finished after {(seconds + 1) * _PATIENCE} s") from None
    if done.returncode in _OUT_OF_TIME:
        raise AssertionError(f"not finished after {seconds} s of processor time")
    return done


def output_of(code: str, seconds: float = 2.0, megabytes: int = 300) -> str:
    """What ``code`` printed; it fails the test when the code did not end well."""
    done = run_limited(code, seconds, megabytes)
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stderr[-2000:]}"
    return done.stdout.strip()
