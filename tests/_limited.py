"""Run a piece of Python where it may hang, exhaust memory or crash, without taking the test run with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
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
# Far more processor time than any of the tests takes. A busy machine gives a process little of it, so that waiting
# goes on for longer.
_SECONDS = 30
_PATIENCE = 10
_OUT_OF_TIME = {-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9)}


def run_limited(code: str, megabytes: int = 300) -> subprocess.CompletedProcess[str]:
    """Run ``code`` in a new interpreter that may use this many megabytes. It sees the package and the tests.

    What would go on for ever is stopped; how long the rest takes is for ``benchmarks/growth.py`` to say.

    Raises:
        AssertionError: It did not end. (What the code did is in ``returncode``, ``stdout`` and ``stderr``.)
    """
    paths = [str(PACKAGE.parent), str(Path(__file__).parent)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    script = _PRELUDE.format(size=megabytes * 1024 * 1024, seconds=_SECONDS) + code
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SECONDS * _PATIENCE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise AssertionError(f"not finished after {_SECONDS * _PATIENCE} s") from None
    if done.returncode in _OUT_OF_TIME:
        raise AssertionError(f"not finished after {_SECONDS} s of processor time")
    return done


def output_of(code: str, megabytes: int = 300) -> str:
    """What ``code`` printed; it fails the test when the code did not end well."""
    done = run_limited(code, megabytes)
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stderr[-2000:]}"
    return done.stdout.strip()
