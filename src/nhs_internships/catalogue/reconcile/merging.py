"""From the mentions of one project to the project: the winning claim for each field, and all claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from attrs import evolve

from nhs_internships.catalogue.reconcile.authority import FIELD_ORDER, agree
from nhs_internships.catalogue.reconcile.mentions import Mention
from nhs_internships.catalogue.reconcile.resolution import (
    by_field,
    resolved_status,
    status_of_claim,
    winning_claim_of,
)
from nhs_internships.catalogue.reconcile.runs import complete, merge_runs
from nhs_internships.diagnostics import Diagnostic, Place, finding_in
from nhs_internships.model import Badge, Claim, Facet, Internship, Project, Wave
from nhs_internships.model.waves import wave_of

__all__ = ["Merged", "merge"]


class Merged(NamedTuple):
    """One project, its claims in order of authority, and findings."""

    project: Project
    claims: tuple[Claim, ...]
    diagnostics: tuple[Diagnostic, ...]


def merge(slug: str, mentions: Sequence[Mention], waves: Sequence[Wave]) -> Merged:
    """Make one project of everything that sources state of it.

    Args:
        slug: The project.
        mentions: What each source states of it.
        waves: Every wave of the catalogue.
    """
    owners = {id(claim): mention for mention in mentions for claim in mention.claims}
    # Highest rank first, and inside it the order of the fields; sorting keeps the order of the sources.
    made = (claim for mention in mentions for claim in mention.claims)
    claims = sorted(made, key=lambda claim: (claim.rank, FIELD_ORDER[claim.field]))
    stated = by_field(claims)
    titled, linked, waved = (winning_claim_of(field, stated) for field in ("title", "url", "wave"))
    briefs = [mention for mention in mentions if mention.brief is not None]
    runs = merge_runs(_statements(mentions), waves)
    project = Project(
        slug=slug,
        title=owners[id(titled)].title if titled else next((run.title for run in runs if run.title), slug),
        status=resolved_status(winning_claim_of("status", stated)),
        badges=_badges(stated, owners),
        wave=complete(wave_of(waved.value), waves) if waved else None,
        url=linked.value if linked else None,
        brief=briefs[0].brief if briefs else None,
        internships=runs,
    )
    statuses = stated.get("status", ())
    problems = (*_ties(slug, statuses, owners), *_duplicate_briefs(slug, briefs))
    return Merged(project, tuple(claims), problems)


def _statements(mentions: Sequence[Mention]) -> list[Internship]:
    """What each source states of an internship: its record, or the wave of an entry; records come first."""
    records = [mention.internship for mention in mentions if mention.internship is not None]
    listed = [mention for mention in mentions if mention.is_entry and mention.wave]
    return [*records, *(Internship(code=one.code, title=one.title, wave=one.wave) for one in listed)]


def _badges(stated: Mapping[str, Sequence[Claim]], owners: Mapping[int, Mention]) -> tuple[Badge, ...]:
    """The labels of each facet, all from the source with the winning claim."""
    found: list[Badge] = []
    for facet in Facet:
        claim = winning_claim_of(facet, stated)
        if claim is not None:
            found += dict.fromkeys(badge for badge in owners[id(claim)].badges if badge.facet is facet)
    return tuple(found)


def _ties(slug: str, stated: Sequence[Claim], owners: Mapping[int, Mention]) -> Iterable[Diagnostic]:
    """Statuses of one rank that cannot both be true; each is reported where its project is listed."""
    differ = len({claim.value for claim in stated}) > 1
    for rank in sorted({claim.rank for claim in stated}) if differ else ():
        equal = [claim for claim in stated if claim.rank == rank]
        if not agree(status for claim in equal if (status := status_of_claim(claim))):
            places = [Place(path=one.path, line=owners[id(one)].line, message=one.value) for one in equal]
            values = "; ".join(f"{place.message} ({place.path}:{place.line})" for place in places)
            message = f'"{slug}" has statuses of equal authority: {values}'
            found = finding_in(places[0].path, "NI313", message, places[0].line, "correct all but one of them")
            yield evolve(found, related=tuple(places[1:]))


def _duplicate_briefs(slug: str, briefs: Sequence[Mention]) -> Iterable[Diagnostic]:
    if len(briefs) > 1:
        paths = ", ".join(brief.path for brief in briefs)
        message = f'"{slug}" has {len(briefs)} briefs: {paths}; the first is used'
        yield finding_in(briefs[0].path, "NI314", message, briefs[0].line, "keep one")
