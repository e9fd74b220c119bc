"""Starting Python and importing the values, against importing attrs alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from _paired import ratio, report

SOURCE = Path(__file__).resolve().parents[1] / "src"


def _process(code: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def main() -> int:
    """Print the ratio; 1 when it is over its limit."""
    found = ratio(lambda: _process("import nhs_internships as ni; ni.Project"), lambda: _process("import attrs"))
    return report("import nhs_internships; Project / import attrs", found, 1.5)


if __name__ == "__main__":
    sys.exit(main())
