"""Turn any version of the scheme's pages into typed values, and values back into pages.

This module is a table of contents: a name is imported from its module when it is first used, so that
``import nhs_internships`` loads nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nhs_internships.catalogue import Catalogue, bundled, load
    from nhs_internships.checks import check
    from nhs_internships.dialects import Document, detect, parse, read, render
    from nhs_internships.errors import NHSInternshipsError
    from nhs_internships.history import History
    from nhs_internships.model import (
        Badge,
        Brief,
        Claim,
        Entry,
        Facet,
        Field,
        Internship,
        Month,
        Output,
        Person,
        Project,
        Relation,
        Status,
        Wave,
    )
    from nhs_internships.site import Site

__version__ = "0.1.0"

__all__ = [
    "Badge",
    "Brief",
    "Catalogue",
    "Claim",
    "Document",
    "Entry",
    "Facet",
    "Field",
    "History",
    "Internship",
    "Month",
    "NHSInternshipsError",
    "Output",
    "Person",
    "Project",
    "Relation",
    "Site",
    "Status",
    "Wave",
    "__version__",
    "bundled",
    "check",
    "detect",
    "load",
    "parse",
    "read",
    "render",
]

# The public module of each name. A test compares this table with `__all__` and with the imports above.
_HOMES = {
    **dict.fromkeys(("Catalogue", "bundled", "load"), "catalogue"),
    "check": "checks",
    **dict.fromkeys(("Document", "detect", "parse", "read", "render"), "dialects"),
    "NHSInternshipsError": "errors",
    "History": "history",
    **dict.fromkeys(("Badge", "Brief", "Claim", "Entry", "Facet", "Field", "Internship", "Month"), "model"),
    **dict.fromkeys(("Output", "Person", "Project", "Relation", "Status", "Wave"), "model"),
    "Site": "site",
}


def __dir__() -> list[str]:
    return __all__


# Hidden from type checkers: they read the imports above, and still report a name that does not exist.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value  # the next access does not come here
        return value
