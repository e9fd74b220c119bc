"""Checks of facts that differ between sources.

The claims of the catalogue know what each source states of a project. One disagreement is one finding, at the entry of
the current listing, or at that of the old page if only the old page disagrees; the other places are related.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from attrs import evolve

from nhs_internships.catalogue.reconcile.authority import Origin, agree, agrees, origin_of
from nhs_internships.catalogue.reconcile.conflicts import Conflict
from nhs_internships.catalogue.reconcile.resolution import status_of_claim, winning_claim
from nhs_internships.checks.base import Check, found
from nhs_internships.checks.counts import find_counts
from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.checks.permalinks import misled_slugs
from nhs_internships.checks.title_edits import brief_title_edits, entry_title_edits
from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix, Place
from nhs_internships.dialects import Document
from nhs_internships.model import Claim, ClaimField, Status, Wave
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.model.texts import squash
from nhs_internships.model.waves import wave_of
from nhs_internships.spans import Span

__all__ = ["CHECKS"]

_LISTED = frozenset({Origin.RUNNING, Origin.LISTING})
# They speak of one internship, and not of the project.
_OF_RUNS = frozenset({Origin.RECORD, Origin.OUTPUT_PAGE})
# A finished internship says nothing against a topic that is paused, or offered again.
_RESTING = frozenset({Status.PAUSED, Status.OPEN})

# A project that is listed everywhere is not compared for ever.
_MAX_VALUES = 20


class _Dispute(NamedTuple):
    """What pages state of one field of a project.

    Attributes:
        conflict: The field, with every value and its claims.
        value: The winning value.
        winner: The claim that wins.
        losers: The claims that contradict it.
    """

    conflict: Conflict
    value: str
    winner: Claim
    losers: Sequence[Claim]


class _Spot(NamedTuple):
    """Where a claim stands: its page, a span of it, and the entry or record if it is one."""

    document: Document
    span: Span | None
    listed: ListedEntry | None = None

    def place(self, message: str) -> Place:
        """The place as something related."""
        line = self.document.source.line(self.span.start) if self.span else None
        return Place(path=self.document.name, line=line, message=message)


def _origin(claim: Claim) -> Origin | None:
    return origin_of(claim.field, claim.rank)


def _dispute(conflict: Conflict, contradicts: Callable[[Claim, Claim], bool]) -> _Dispute | None:
    """What pages state differently, without records; ``None`` where they agree."""
    values = {id(claim): value for value, stated in conflict.values for claim in stated}
    claims = [one for _, stated in conflict.values for one in stated if _origin(one) not in _OF_RUNS]
    claims.sort(key=attrgetter("rank"))
    winner = winning_claim(conflict.field, claims)
    if winner is None:
        return None
    value = values[id(winner)]
    losers = [one for one in claims if values[id(one)] != value and contradicts(one, winner)]
    return _Dispute(conflict, value, winner, losers) if losers else None


def _conflicts(pages: SitePages) -> Iterator[Diagnostic]:
    """Facts that two sources state differently."""
    misled = misled_slugs(pages)
    for conflict in pages.catalogue.conflicts():
        check = _BY_FIELD.get(conflict.field)
        if check is not None:
            made = check(pages, conflict)
            yield from (evolve(one, fix=None) for one in made) if conflict.slug in misled else made


def _statuses(pages: SitePages, conflict: Conflict) -> Iterator[Diagnostic]:
    """Statuses that differ between listings, folders and old pages; those of one rank are reported on reconciling."""
    dispute = _dispute(conflict, _is_other_status)
    if dispute is None:
        yield from _runs(pages, conflict)
        return
    is_folder = all(_origin(claim) is Origin.FOLDER for claim in dispute.losers)
    hint = "move the brief to the folder of its status" if is_folder else "correct the one that is out of date"
    yield _finding(pages, "NI802" if is_folder else "NI801", "status", dispute, hint)


def _is_other_status(claim: Claim, winner: Claim) -> bool:
    one, other = status_of_claim(claim), status_of_claim(winner)
    return claim.rank != winner.rank and one is not None and other is not None and not agrees(one, other)


def _runs(pages: SitePages, conflict: Conflict) -> Iterator[Diagnostic]:
    """Completed internships whose project is active, future, archived or superseded; paused and open say nothing."""
    claims = sorted((one for _, stated in conflict.values for one in stated), key=attrgetter("rank"))
    topic = [one for one in claims if _origin(one) not in _OF_RUNS]
    winner = winning_claim("status", topic)
    statuses = {status for one in topic if (status := status_of_claim(one))}
    if winner is None or not agree(statuses) or statuses & _RESTING or _is_later_run(pages, conflict.slug):
        return
    ended = [one for one in claims if _origin(one) in _OF_RUNS and _is_other_status(one, winner)]
    if ended:
        dispute = _Dispute(conflict, winner.value, winner, ended)
        yield _finding(pages, "NI803", "status", dispute, "correct the one that is out of date")


def _is_later_run(pages: SitePages, slug: str) -> bool:
    """Whether a page lists the project under a later wave than those of its records."""
    stated = [claim for claim in pages.catalogue.claims(slug) if claim.field is ClaimField.WAVE]
    listed = [wave for claim in stated if _origin(claim) in _LISTED and (wave := wave_of(claim.value))]
    recorded = [wave for claim in stated if _origin(claim) is Origin.RECORD and (wave := wave_of(claim.value))]
    return bool(listed) and bool(recorded) and max(listed) > max(recorded)


def _titles(pages: SitePages, conflict: Conflict) -> Iterator[Diagnostic]:
    """Titles that differ between pages."""
    dispute = _dispute(conflict, lambda claim, winner: claim is not winner)
    if dispute is not None:
        style = all(squash(value) == squash(dispute.value) for value in _other_values(dispute))
        hint = "give the project one title"
        yield _finding(pages, "NI805" if style else "NI804", "title", dispute, hint, fix=_title_fix(pages, dispute))


def _other_values(dispute: _Dispute) -> dict[str, list[Claim]]:
    """The values that contradict the winning one, highest authority first, each with one claim of each page."""
    losers = {id(claim) for claim in dispute.losers}
    found: dict[str, list[Claim]] = {}
    for value, stated in dispute.conflict.values:
        by_page = {claim.path: claim for claim in reversed(stated) if id(claim) in losers}
        if by_page and len(found) < _MAX_VALUES:
            found[value] = [*reversed(by_page.values())]
    return found


def _is_usual(dispute: _Dispute) -> bool:
    """Whether two pages or more state the winning value, and fewer any other: one page alone may be mistaken.

    Pages of the old site do not count, because they are kept as they were.
    """
    pages_of = {
        value: len({claim.path for claim in stated if _origin(claim) is not Origin.OLD_PAGE})
        for value, stated in dispute.conflict.values
    }
    n = pages_of.pop(dispute.value)
    return n > max(1, *pages_of.values())


def _title_fix(pages: SitePages, dispute: _Dispute) -> Fix | None:
    """A fix that writes the winning title wherever another one stands, if most pages state it."""
    edits: list[FileEdit] = []
    if len(dispute.losers) > _MAX_VALUES or not _is_usual(dispute):
        return None
    for claim in dispute.losers:
        spot = _spot(pages, dispute.conflict.slug, claim)
        made = (
            entry_title_edits(spot.listed, dispute.value)
            if spot.listed
            else brief_title_edits(spot.document, dispute.value)
        )
        if not made:
            return None
        edits += made
    return Fix(title=f'write the title "{dispute.value}"', edits=tuple(edits), is_safe=False)


def _labels(pages: SitePages, conflict: Conflict) -> Iterator[Diagnostic]:
    """Labels of one facet that are other terms on another page."""
    dispute = _dispute(conflict, lambda claim, winner: claim is not winner)
    if dispute is not None:
        yield _finding(pages, "NI806", conflict.field, dispute, "correct the one that is out of date")


def _waves(pages: SitePages, conflict: Conflict) -> Iterator[Diagnostic]:
    """Waves with other numbers, or without numbers and with other months; a page with both lists two internships."""
    dispute = _dispute(conflict, _is_other_wave)
    if dispute is None:
        return
    pages_of = {value: {claim.path for claim in stated} for value, stated in conflict.values}
    losers = [claim for claim in dispute.losers if not pages_of[claim.value] & pages_of[dispute.value]]
    if losers:
        dispute = dispute._replace(losers=losers)
        yield _finding(pages, "NI807", "wave", dispute, "correct the one that is wrong")


def _is_other_wave(claim: Claim, winner: Claim) -> bool:
    one, other = wave_of(claim.value), wave_of(winner.value)
    return one is not None and other is not None and _is_another(one, other)


def _is_another(one: Wave, other: Wave) -> bool:
    if one.number is None or other.number is None:
        return one.number is other.number and one.start != other.start
    return one.number != other.number


_BY_FIELD: Mapping[str, Callable[[SitePages, Conflict], Iterable[Diagnostic]]] = {
    "status": _statuses,
    "title": _titles,
    "area": _labels,
    "technique": _labels,
    "modality": _labels,
    "wave": _waves,
}


def _finding(
    pages: SitePages, code: str, what: str, dispute: _Dispute, hint: str, *, fix: Fix | None = None
) -> Diagnostic:
    """The finding of a disagreement, at the entry that a maintainer looks at, with the other places."""
    slug = dispute.conflict.slug
    stated = {dispute.value: [dispute.winner], **_other_values(dispute)}
    places = "; ".join(f'"{value}" ({", ".join(claim.path for claim in claims)})' for value, claims in stated.items())
    spots = {_spot(pages, slug, claim): value for value, claims in stated.items() for claim in claims}
    at = _reported_at(pages, dispute, list(spots))
    related = [spot.place(f'{what} "{value}"') for spot, value in spots.items() if spot != at]
    message = f'the {what} of "{slug}" differs: {places}'
    return found(at.document, code, message, at.span, hint=hint, related=related, fix=fix)


def _reported_at(pages: SitePages, dispute: _Dispute, spots: Sequence[_Spot]) -> _Spot:
    """The old page if only that disagrees, else the current listing, else what comes nearest to one."""
    if all(_origin(claim) is Origin.OLD_PAGE for claim in dispute.losers):
        return _spot(pages, dispute.conflict.slug, dispute.losers[0])
    listed = pages.entries_by_slug.get(dispute.conflict.slug, ())
    current = [_Spot(one.document, one.place, one) for one in listed if not pages.is_old(one.document)]
    entries = [spot for spot in (*spots, *current) if spot.listed is not None]
    return next((spot for spot in entries if spot in current), entries[0] if entries else spots[0])


def _spot(pages: SitePages, slug: str, claim: Claim) -> _Spot:
    """Where a claim stands: at its entry or record, even if a heading states it, else in the brief."""
    document = pages.by_path[claim.path]
    listed = (*pages.entries_by_slug.get(slug, ()), *pages.records_by_slug.get(slug, ()))
    here = [one for one in listed if one.document is document]
    if not here:
        spans = document.brief_spans
        return _Spot(document, spans.title if spans and claim.field is ClaimField.TITLE else None)
    one = next((one for one in here if _holds(one, claim.line)), here[0])
    return _Spot(document, one.place, one)


def _holds(one: ListedEntry, line: int | None) -> bool:
    to_line, whole = one.document.source.line, one.spans.whole
    return line is not None and to_line(whole.start) <= line <= to_line(whole.end)


def _lonely_records(pages: SitePages) -> Iterator[Diagnostic]:
    """Records whose link or code leads to a project that nothing else names; reconciling reports unknown codes."""
    reported = {(one.path, one.line) for one in pages.catalogue.diagnostics if one.code == "NI318"}
    for slug, records in pages.records_by_slug.items():
        claims = pages.catalogue.claims_by_slug.get(slug, ())
        if not records or any(_origin(claim) not in _OF_RUNS for claim in claims):
            continue
        for one in records:
            line = one.document.source.line(one.spans.title.start)
            if (one.document.name, line) not in reported:
                message = f'the record "{one.entry.title}" belongs to "{slug}", which no listing and no brief names'
                yield found(one.document, "NI808", message, one.place, hint="list the project, or correct the link")


def _listed_twice(pages: SitePages) -> Iterator[Diagnostic]:
    """Entries with the title, the address, the heading and the wave of another one of their page."""
    first: dict[tuple[object, ...], ListedEntry] = {}
    for one in pages.entries:
        entry = one.entry
        key = (one.document.name, one.spans.section, entry.wave, slug_of_url(entry.url), squash(entry.title))
        earlier = first.setdefault(key, one)
        if earlier is not one:
            related = [Place(path=one.document.name, line=earlier.line, message="the same entry")]
            message = f'"{entry.title}" is listed twice under this heading'
            yield found(one.document, "NI810", message, one.place, hint="remove one of them", related=related)


CHECKS: tuple[Check, ...] = (
    Check(("NI801", "NI802", "NI803", "NI804", "NI805", "NI806", "NI807"), _conflicts),
    Check(("NI808",), _lonely_records, needs_site=True),
    Check(("NI809",), find_counts, needs_site=True),
    Check(("NI810",), _listed_twice, of_page=True),
)
"""The checks of this family."""
