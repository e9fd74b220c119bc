"""The whole process of ``nhs-internships list`` beside ``python -c "import attrs"``: at most four times as long.

    python benchmarks/command.py [RUNS]

The processes take turns, so that a busy moment of the machine slows all of them; medians are compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from time import perf_counter

BUDGET = 4.0
BASE = "import attrs"
RUN = "from nhs_internships.cli import run; run({})"
CASES = {
    "python -c pass": ["-c", "pass"],
    BASE: ["-c", BASE],
    "import argparse": ["-c", "import argparse"],
    "import rich.console, rich.table": ["-c", "import rich.console, rich.table"],
    "--version": ["-m", "nhs_internships", "--version"],
    "--help": ["-m", "nhs_internships", "--help"],
    "list": ["-m", "nhs_internships", "list"],
    "list --status open": ["-m", "nhs_internships", "list", "--status", "open"],
    "list --json": ["-m", "nhs_internships", "list", "--json"],
    "list, on a terminal": ["-c", "import sys; sys.stdout.isatty = lambda: True; " + RUN.format(["list"])],
    "stats": ["-m", "nhs_internships", "stats"],
    "show": ["-m", "nhs_internships", "show", "pets-in-healthcare"],
    "export": ["-m", "nhs_internships", "export"],
    "search": ["-m", "nhs_internships", "search", "privacy"],
}


def seconds(arguments: list[str]) -> float:
    """How long one process takes."""
    start = perf_counter()
    # Installed libraries have their byte code, so ours must be written, too.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def main(runs: int) -> int:
    """Measure, print, and end with 1 when `list` is over its budget."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for arguments in CASES.values():
        seconds(arguments)  # writes the byte code
    for _ in range(runs):
        for name, arguments in CASES.items():
            times[name].append(seconds(arguments))
    base = median(times[BASE])
    for name, taken in times.items():
        print(f"{median(taken) * 1000:7.1f} ms {median(taken) / base:6.2f}  {name}")
    ratio = median(times["list"]) / base
    print(f"list takes {ratio:.2f} of import attrs (budget {BUDGET})")
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
