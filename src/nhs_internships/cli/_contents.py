"""What a command has to say, before anybody has decided how it looks.

A command turns arguments into one of these values. `_lines`, `_documents` and `_screens` each show every one of
them: as text for a pipe, as a JSON document, and on a terminal.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from nhs_internships.catalogue import Catalogue, Conflict
from nhs_internships.catalogue.reconcile.authority import AUTHORITY
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.model import Brief, Claim, Entry, Project
from nhs_internships.query import Hit, Similar, Table

__all__ = [
    "COUNTED",
    "Alike",
    "Content",
    "Counts",
    "Disagreements",
    "Export",
    "Found",
    "OneProject",
    "Page",
    "Projects",
    "Written",
    "counts_of",
    "day_of",
    "place",
]

COUNTED = ("status", "wave", "area", "modality", "technique")
"""The fields whose values `stats` counts."""
_TABLES = ("labels_over_waves", "waves", "published")


@frozen
class Projects:
    """The projects that were chosen, and the day on which this was true."""

    projects: tuple[Project, ...]
    as_of: str | None = None


@frozen
class OneProject:
    """One project, and who says what of it."""

    project: Project
    catalogue: Catalogue

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement: field by field, and of each field the highest authority first."""
        places = {field: at for at, field in enumerate(AUTHORITY)}
        claims = self.catalogue.claims(self.project.slug)
        return tuple(sorted(claims, key=lambda claim: places.get(claim.field, len(places))))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields about which sources disagree."""
        return tuple(self.catalogue.conflicts(self.project.slug))


@frozen
class Counts:
    """A catalogue in numbers."""

    name: str
    as_of: str | None
    totals: Mapping[str, int]
    fields: Mapping[str, Mapping[str, int]]
    tables: tuple[Table, ...]


@frozen
class Found:
    """What a search found, best first."""

    hits: tuple[tuple[Project, Hit], ...]


@frozen
class Alike:
    """The projects that resemble one, and what they share with it."""

    others: tuple[tuple[Project, Similar], ...]


@frozen
class Disagreements:
    """What sources say differently."""

    conflicts: tuple[Conflict, ...]


@frozen
class Page:
    """One page that was read; not a `Document`, so that other commands need not import what documents need."""

    name: str
    dialect: str
    entries: tuple[Entry, ...]
    brief: Brief | None
    diagnostics: tuple[Diagnostic, ...]


@frozen
class Export:
    """A text for another program, which must arrive as it is; it ends with a newline."""

    text: str


@frozen
class Written:
    """A file that was written."""

    path: str
    size: int


Content = Projects | OneProject | Counts | Found | Alike | Disagreements | Page | Export | Written


def counts_of(catalogue: Catalogue) -> Counts:
    """Count what a catalogue holds."""
    stats = catalogue.stats()
    return Counts(
        name=catalogue.name,
        as_of=day_of(catalogue),
        totals={
            "projects": len(catalogue),
            "internships": sum(len(project.internships) for project in catalogue),
            "waves": len(catalogue.waves),
            "conflicts": len(catalogue.conflicts()),
            # Documents may leave findings out, so no finding is nothing that could be counted.
            **({"findings": len(catalogue.diagnostics)} if catalogue.diagnostics else {}),
        },
        fields={field: catalogue.count_by(field) for field in COUNTED},
        tables=tuple(stats[name] for name in _TABLES),
    )


def day_of(catalogue: Catalogue) -> str | None:
    """The day on which a catalogue was true, such as ``2024-05-01``, or ``None``."""
    return None if catalogue.as_of is None else str(catalogue.as_of)


def place(claim: Claim) -> str:
    """Where a claim stands, as compilers write it: ``index.md:12``."""
    return claim.path if claim.line is None else f"{claim.path}:{claim.line}"
