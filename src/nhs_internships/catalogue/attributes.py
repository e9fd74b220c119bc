"""What the attributes of a catalogue accept; a value of another class is a `TypeError`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.model import Claim, Project, Relation, Wave
from nhs_internships.model.attributes import items
from nhs_internships.query import Results

__all__ = ["to_claims", "to_diagnostics", "to_projects", "to_relations", "to_waves"]


def to_projects(given: Iterable[Project]) -> tuple[Project, ...]:
    """Projects as the attributes of a catalogue hold them."""
    return items(Project, given)


def to_waves(given: Iterable[Wave]) -> Results[Wave]:
    """Waves, as results that a notebook shows as a table."""
    return Results(items(Wave, given))


def to_relations(given: Iterable[Relation]) -> Results[Relation]:
    """Relations, as results; the same relation twice is one."""
    return Results(dict.fromkeys(items(Relation, given)))


def to_diagnostics(given: Iterable[Diagnostic]) -> Results[Diagnostic]:
    """Findings, as results."""
    return Results(items(Diagnostic, given))


def to_claims(given: Mapping[str, Iterable[Claim]]) -> Mapping[str, tuple[Claim, ...]]:
    """The claims of each slug, in a mapping that cannot be changed."""
    return MappingProxyType({slug: items(Claim, claims) for slug, claims in given.items()})
