"""The command ``nhs-internships``.

`table` says which commands there are, `arguments` reads a call, `commands` carries it out. `lines` and `screens` turn
the answer into what a pipe and a terminal get; `terminal` prints a screen, with `colour` where rich is installed.
`program` puts them together.
"""

from __future__ import annotations

from nhs_internships.cli.program import run

__all__ = ["run"]


def __dir__() -> list[str]:
    return __all__
