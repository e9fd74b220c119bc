"""The entry point of the command ``nhs-internships``; ``python -m nhs_internships`` is the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; without the extra ``cli``, say what to install.

    Returns:
        The exit code: see `nhs_internships.cli.run`.
    """
    from nhs_internships.cli import run

    try:
        return run(argv)
    except ImportError as error:
        # Any other failing import is a fault, and should look like one.
        if error.name not in {"typer", "rich"}:
            raise
        print(f"nhs-internships: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
