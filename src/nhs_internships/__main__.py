"""``python -m nhs_internships`` is the command ``nhs-internships``."""

from __future__ import annotations

import sys

from nhs_internships.cli import run

if __name__ == "__main__":
    sys.exit(run())
