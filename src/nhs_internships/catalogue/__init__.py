"""The catalogue: reconciled projects and waves, with every claim behind them, and reading it from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.catalogue.catalogue import Catalogue
from nhs_internships.catalogue.reconcile.conflicts import Conflict
from nhs_internships.catalogue.shipped import bundled
from nhs_internships.public import publish

if TYPE_CHECKING:
    from nhs_internships.catalogue.loading import load

__all__ = ["Catalogue", "Conflict", "bundled", "load"]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())

# Hidden from type checkers: they read the import above, and still report a name that does not exist.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name != "load":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        # The parsers of pages are loaded with it; a catalogue from JSON needs none of them.
        from nhs_internships.catalogue.loading import load

        return load
