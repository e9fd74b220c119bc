"""The command ``nhs-internships``.

Reading its arguments needs typer, and a terminal needs rich: both come with the extra ``cli``. Neither is imported
before it is needed, for a command should answer at once.
"""

from __future__ import annotations

from nhs_internships.cli._run import run

__all__ = ["run"]


def __dir__() -> list[str]:
    return __all__
