"""The words of the scheme as values: statuses, waves, badges, entries, briefs, internships, projects, claims.

Every value is frozen, compares and hashes by content, and holds text as its author spelt it. None of them knows
where it was read: a project from Markdown equals the same project from JSON. ``attrs.evolve`` and the ``with_*``
methods make changed copies.
"""

from __future__ import annotations

from nhs_internships.model.badges import Badge, Facet
from nhs_internships.model.claims import Claim, ClaimField, Relation, RelationKind
from nhs_internships.model.internships import Availability, Internship, Output, OutputKind, Person, Role
from nhs_internships.model.pages import BRIEF_FIELDS, Brief, Entry, Field
from nhs_internships.model.projects import Project
from nhs_internships.model.statuses import Status
from nhs_internships.model.waves import Month, Wave
from nhs_internships.public import publish

__all__ = [
    "BRIEF_FIELDS",
    "Availability",
    "Badge",
    "Brief",
    "Claim",
    "ClaimField",
    "Entry",
    "Facet",
    "Field",
    "Internship",
    "Month",
    "Output",
    "OutputKind",
    "Person",
    "Project",
    "Relation",
    "RelationKind",
    "Role",
    "Status",
    "Wave",
]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())
