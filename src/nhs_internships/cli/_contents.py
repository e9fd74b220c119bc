"""What a command has to say, before anybody has decided how it looks.

A command turns arguments into one of these values. `_lines`, `_documents` and `_screens` each show every one of
them: as text for a pipe, as a JSON document, and on a terminal.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from nhs_internships.catalogue import Catalogue
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.model import Brief, Claim, Entry, Project
from nhs_internships.reconcile.conflicts import Conflict

__all__ = [
    "COUNTED",
    "Content",
    "Counts",
    "Disagreements",
    "Export",
    "OneProject",
    "Page",
    "Projects",
    "counts_of",
    "place",
]

COUNTED = ("status", "wave", "area", "modality", "technique")
"""The fields that `stats` counts."""


@frozen
class Projects:
    """The projects that were chosen."""

    projects: tuple[Project, ...]


@frozen
class OneProject:
    """One project, and who says what of it."""

    project: Project
    catalogue: Catalogue

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement, highest authority first."""
        return self.catalogue.claims(self.project.slug)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields about which sources disagree."""
        return tuple(conflict for conflict in self.catalogue.conflicts() if conflict.slug == self.project.slug)


@frozen
class Counts:
    """A catalogue in numbers."""

    name: str
    as_of: str | None
    totals: Mapping[str, int]
    fields: Mapping[str, Mapping[str, int]]


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
    """A whole catalogue, for another program."""

    catalogue: Catalogue


Content = Projects | OneProject | Counts | Disagreements | Page | Export


def counts_of(catalogue: Catalogue) -> Counts:
    """Count what a catalogue holds."""
    return Counts(
        name=catalogue.name,
        as_of=None if catalogue.as_of is None else str(catalogue.as_of),
        totals={
            "projects": len(catalogue),
            "internships": sum(len(project.internships) for project in catalogue),
            "waves": len(catalogue.waves),
            "conflicts": len(catalogue.conflicts()),
            "findings": len(catalogue.diagnostics),
        },
        fields={field: catalogue.count_by(field) for field in COUNTED},
    )


def place(claim: Claim) -> str:
    """Where a claim stands, as compilers write it: ``index.md:12``."""
    return claim.path if claim.line is None else f"{claim.path}:{claim.line}"
