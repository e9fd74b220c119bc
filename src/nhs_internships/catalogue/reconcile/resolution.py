"""Which claim wins: the one rule for making a project and for naming the source of each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from nhs_internships.catalogue.reconcile.authority import LIVE, TIES, Origin, agrees, origin_of
from nhs_internships.model import Claim, Facet, Status, Wave
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.model.waves import wave_of

__all__ = ["by_field", "resolved_status", "status_of_claim", "winning_claim", "winning_claim_of"]


_STATUSES = {status.value: status for status in Status}


def winning_claim(field: str, claims: Sequence[Claim]) -> Claim | None:
    """The claim that a project shows for a field, or ``None`` when it shows none.

    Args:
        field: A field of the authority table.
        claims: All claims of one project, highest authority first.
    """
    return winning_claim_of(field, by_field(claims))


def by_field(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims of a project by what they are about."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.field, []).append(claim)
    return found


def winning_claim_of(field: str, stated: Mapping[str, Sequence[Claim]]) -> Claim | None:
    """The same as `winning_claim`, for claims that are sorted by field."""
    claims = stated.get(field)
    if not claims:
        return None
    rule = _RULES.get(field)
    return rule(claims, stated) if rule else claims[0]


def resolved_status(claim: Claim | None) -> Status | None:
    """The status that the winning claim gives a project: the stated one, unless an old page alone calls it live."""
    if claim is None:
        return None
    return Status.CLOSED if _is_outdated(claim) else status_of_claim(claim)


def status_of_claim(claim: Claim) -> Status | None:
    """The status that a claim names; claims of a document from elsewhere may hold anything."""
    return _STATUSES.get(claim.value)


def _status_claim(stated: Sequence[Claim], _all: Mapping[str, Sequence[Claim]]) -> Claim | None:
    """The highest rank wins, inside it the order of `TIES`.

    "Closed" gives way to a more specific word. So do future, open and active where old pages alone say them: a project
    that one old page calls open, and another one paused, is paused.
    """
    known = [claim for claim in stated if claim.value in _STATUSES]
    if not known:
        return None
    ranked = sorted(known, key=lambda claim: (claim.rank, TIES.index(_STATUSES[claim.value])))
    if status_of_claim(ranked[0]) is not Status.CLOSED and not _is_outdated(ranked[0]):
        return ranked[0]
    return next((claim for claim in ranked if _is_specific(status_of_claim(claim))), ranked[0])


def _is_outdated(claim: Claim) -> bool:
    """Whether it calls a project live, and is stated on an old page."""
    return origin_of("status", claim.rank) is Origin.OLD_PAGE and status_of_claim(claim) in LIVE


def _is_specific(status: Status | None) -> bool:
    return status is not None and status is not Status.CLOSED and agrees(status, Status.CLOSED)


def _titled(stated: Sequence[Claim], _all: Mapping[str, Sequence[Claim]]) -> Claim | None:
    return next((claim for claim in stated if claim.value.strip()), None)


def _usable(stated: Sequence[Claim], _all: Mapping[str, Sequence[Claim]]) -> Claim | None:
    """The first link that leads somewhere."""
    return next((claim for claim in stated if slug_of_url(claim.value) is not None), None)


def _newest(stated: Sequence[Claim], _all: Mapping[str, Sequence[Claim]]) -> Claim | None:
    """The newest run's, or the listing's where that is as new; among listings authority decides."""
    known = [(claim, wave) for claim in stated if (wave := wave_of(claim.value))]
    listed = [pair for pair in known if origin_of("wave", pair[0].rank) is not Origin.RECORD][:1]
    runs = [pair for pair in known if origin_of("wave", pair[0].rank) is Origin.RECORD]
    candidates = [*listed, *runs]
    by_number = all(wave.number is not None for _, wave in candidates)
    newest = max(candidates, key=lambda pair: _age(pair[1], by_number), default=None)
    return newest[0] if newest else None


def _age(wave: Wave, by_number: bool) -> tuple[int, int]:
    months = wave.start.year * 12 + wave.start.month if wave.start else 0
    return (wave.number or 0, months) if by_number else (months, wave.number or 0)


def _topic(stated: Sequence[Claim], others: Mapping[str, Sequence[Claim]]) -> Claim | None:
    """A record's labels are topics of one run; they count only where no page gives the project labels."""
    on_pages = any(not _is_record(claim) for facet in Facet for claim in others.get(facet.value, ()))
    return None if on_pages and _is_record(stated[0]) else stated[0]


def _is_record(claim: Claim) -> bool:
    return origin_of(claim.field, claim.rank) is Origin.RECORD


_RULES: Mapping[str, Callable[[Sequence[Claim], Mapping[str, Sequence[Claim]]], Claim | None]] = {
    "status": _status_claim,
    "title": _titled,
    "url": _usable,
    "wave": _newest,
    "topic": _topic,
}
