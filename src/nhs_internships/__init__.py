"""Turn any version of the scheme's pages into typed values, and values back into pages.

This module is a table of contents. A name is imported from its home when it is first asked for, so that
``import nhs_internships`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nhs_internships._text import Span
    from nhs_internships.catalogue import Catalogue, bundled
    from nhs_internships.diagnostics import Diagnostic, Severity
    from nhs_internships.dialects import (
        BADGE_LIST,
        BADGE_TABLE,
        BRIEF,
        CARDS,
        COMPLETED_DATA,
        LINK_LIST,
        PROSE,
        TITLE_LIST,
        TITLE_TABLE,
        WAVES_DATA,
        detect,
        parse,
        read,
        render,
    )
    from nhs_internships.document import Dialect, Document
    from nhs_internships.errors import (
        DocumentError,
        FormatError,
        LimitError,
        NHSInternshipsError,
        ParseError,
        QueryError,
        ReadError,
        RenderError,
        SearchUnavailable,
        UnknownSlug,
        UnsafeEdit,
    )
    from nhs_internships.formats.converter import make_converter
    from nhs_internships.formats.data import from_dict, to_dict
    from nhs_internships.limits import Limits
    from nhs_internships.loading import load
    from nhs_internships.model import (
        Availability,
        Badge,
        Brief,
        Claim,
        Entry,
        Facet,
        Field,
        Internship,
        Month,
        Output,
        OutputKind,
        Person,
        Project,
        Relation,
        Role,
        Status,
        Wave,
    )
    from nhs_internships.reconcile.conflicts import Conflict
    from nhs_internships.results import Change, ChangeKind, Hit, Results, Similar

__version__ = "0.1.0"

__all__ = [
    "BADGE_LIST",
    "BADGE_TABLE",
    "BRIEF",
    "CARDS",
    "COMPLETED_DATA",
    "LINK_LIST",
    "PROSE",
    "TITLE_LIST",
    "TITLE_TABLE",
    "WAVES_DATA",
    "Availability",
    "Badge",
    "Brief",
    "Catalogue",
    "Change",
    "ChangeKind",
    "Claim",
    "Conflict",
    "Diagnostic",
    "Dialect",
    "Document",
    "DocumentError",
    "Entry",
    "Facet",
    "Field",
    "FormatError",
    "Hit",
    "Internship",
    "LimitError",
    "Limits",
    "Month",
    "NHSInternshipsError",
    "Output",
    "OutputKind",
    "ParseError",
    "Person",
    "Project",
    "QueryError",
    "ReadError",
    "Relation",
    "RenderError",
    "Results",
    "Role",
    "SearchUnavailable",
    "Severity",
    "Similar",
    "Span",
    "Status",
    "UnknownSlug",
    "UnsafeEdit",
    "Wave",
    "__version__",
    "bundled",
    "detect",
    "from_dict",
    "load",
    "make_converter",
    "parse",
    "read",
    "render",
    "to_dict",
]

# Where each name lives. A test holds this table, `__all__` and the imports above together.
_HOMES = {
    name: module
    for module, names in {
        "_text": ("Span",),
        "catalogue": ("Catalogue", "bundled"),
        "diagnostics": ("Diagnostic", "Severity"),
        "dialects": (
            *("LINK_LIST", "TITLE_LIST", "BADGE_LIST", "TITLE_TABLE", "BADGE_TABLE"),
            *("CARDS", "BRIEF", "COMPLETED_DATA", "WAVES_DATA", "PROSE"),
            *("read", "parse", "detect", "render"),
        ),
        "document": ("Dialect", "Document"),
        "errors": (
            *("NHSInternshipsError", "ParseError", "ReadError", "LimitError", "DocumentError", "UnsafeEdit"),
            *("RenderError", "FormatError", "UnknownSlug", "QueryError", "SearchUnavailable"),
        ),
        "formats.converter": ("make_converter",),
        "formats.data": ("from_dict", "to_dict"),
        "limits": ("Limits",),
        "loading": ("load",),
        "model": (
            *("Status", "Facet", "Month", "Wave", "Badge", "Output", "OutputKind", "Availability", "Person", "Role"),
            *("Internship", "Field", "Brief", "Entry", "Project", "Claim", "Relation"),
        ),
        "reconcile.conflicts": ("Conflict",),
        "results": ("Change", "ChangeKind", "Hit", "Results", "Similar"),
    }.items()
    for name in names
}


def __dir__() -> list[str]:
    return __all__


# Hidden from type checkers: they read the imports above, and still report a name that does not exist.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value  # so that this function is asked once a name
        return value
