"""Where claims disagree, and how much it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

from nhs_internships.catalogue.reconcile.authority import FIELD_ORDER, Origin, agree, origin_of
from nhs_internships.catalogue.reconcile.resolution import status_of_claim
from nhs_internships.catalogue.reconcile.slugs import plain_title
from nhs_internships.diagnostics import Severity, place_of
from nhs_internships.model import Claim, Facet, Status
from nhs_internships.model.texts import squash
from nhs_internships.model.waves import wave_of
from nhs_internships.notebook import NotebookView
from nhs_internships.vocabulary import Spelling, Vocabulary

__all__ = ["Conflict", "find_conflicts"]


# The labels of one facet that one source gives are one statement.
# One project may have several runs, and a link may be written in many ways: these do not conflict.
_MANY = frozenset({"url", "code", "topic", "description", "slug"})


@frozen(kw_only=True)
class Conflict(NotebookView):
    """Sources that disagree about one field of a project.

    Attributes:
        slug: The project.
        field: The field.
        values: Each value with the claims that state it, highest authority first.
        severity: error when sources of one rank disagree on a status; note when a finished run is listed beside a
            paused or open topic, or texts differ in case and spacing alone; warning otherwise.
    """

    slug: str
    field: str
    values: tuple[tuple[str, tuple[Claim, ...]], ...]
    severity: Severity

    def __str__(self) -> str:
        stated = "; ".join(f'"{value}" ({_places(claims)})' for value, claims in self.values)
        return f"{self.slug}: {self.field}: {stated}"


def _places(claims: Sequence[Claim]) -> str:
    return ", ".join(place_of(claim.path, claim.line) for claim in claims)


def find_conflicts(
    claims_by_slug: Mapping[str, Sequence[Claim]], spelling: Spelling = Spelling.CANONICAL
) -> Iterator[Conflict]:
    """Every field of every project about which two claims cannot both be true.

    Args:
        claims_by_slug: The claims of each project.
        spelling: Which labels to compare: terms, of which two spellings are no conflict, or as the sources state them.
    """
    for slug, claims in claims_by_slug.items():
        fields: dict[str, list[Claim]] = {}
        for claim in claims:
            fields.setdefault(claim.field, []).append(claim)
        compared = [field for field in fields.keys() - _MANY if len({claim.value for claim in fields[field]}) > 1]
        for field in sorted(compared, key=lambda field: (FIELD_ORDER.get(field, len(FIELD_ORDER)), field)):
            values = _values(field, fields[field], [claim.value for claim in fields.get("code", ())], spelling)
            if len(values) > 1 and _DISAGREE.get(field, bool)(values):
                pairs = tuple((value, tuple(stated)) for value, stated in values.items())
                yield Conflict(slug=slug, field=field, values=pairs, severity=_severity(field, values))


_Values = dict[str, list[Claim]]


def _values(field: str, claims: Sequence[Claim], codes: Sequence[str], spelling: Spelling) -> _Values:
    """Each value that a source states, with its claims."""
    found: _Values = {}
    vocabulary = Vocabulary.bundled()
    if field in frozenset(Facet):
        by_place: dict[tuple[str, int, str], list[Claim]] = {}
        for claim in claims:
            by_place.setdefault((claim.path, claim.rank, claim.dialect), []).append(claim)
        for stated in by_place.values():
            written = (claim.value for claim in stated)
            labels = {one if spelling is Spelling.AS_WRITTEN else vocabulary.label(one, field) for one in written}
            found.setdefault(", ".join(sorted(labels)), []).extend(stated)
        return found
    lengths, known = sorted({len(code) for code in codes}, reverse=True), frozenset(codes)
    for claim in claims:
        code = next((claim.value[:length] for length in lengths if claim.value[:length] in known), None)
        value = plain_title(claim.value, code) if field == "title" else claim.value
        found.setdefault(value, []).append(claim)
    return found


def _statuses_differ(values: _Values) -> bool:
    known = [status_of_claim(claims[0]) for claims in values.values()]
    return None in known or not agree(status for status in known if status)


def _waves_differ(values: _Values) -> bool:
    """Waves conflict in parts that two of them state; each record is a run of its own and has its own wave."""
    stated = [claim for claims in values.values() for claim in claims if not _is_record(claim)]
    waves = [wave_of(claim.value) for claim in stated]
    if None in waves:  # claims from elsewhere may say anything
        return len({claim.value for claim in stated}) > 1
    known = [wave for wave in waves if wave]
    parts = ({wave.number for wave in known}, {wave.start for wave in known}, {wave.end for wave in known})
    return any(len(known - {None}) > 1 for known in parts)


def _is_record(claim: Claim) -> bool:
    return origin_of(claim.field, claim.rank) in {Origin.RECORD, Origin.OUTPUT_PAGE}


_DISAGREE: Mapping[str, Callable[[_Values], bool]] = {"status": _statuses_differ, "wave": _waves_differ}


def _severity(field: str, values: _Values) -> Severity:
    if field != "status":
        return Severity.NOTE if len(set(map(squash, values))) == 1 else Severity.WARNING
    claims = [claim for stated in values.values() for claim in stated]
    by_rank: dict[int, list[Claim]] = {}
    for claim in claims:
        by_rank.setdefault(claim.rank, []).append(claim)
    if not all(agree(_known(stated)) for stated in by_rank.values()):
        return Severity.ERROR
    return Severity.NOTE if _is_finished_run(claims) else Severity.WARNING


def _known(claims: Sequence[Claim]) -> list[Status]:
    return [status for claim in claims if (status := status_of_claim(claim))]


def _is_finished_run(claims: Sequence[Claim]) -> bool:
    """Whether all that disagrees is that a run is finished while its topic is paused or open again."""
    runs = set(_known([claim for claim in claims if _is_record(claim)]))
    topic = set(_known([claim for claim in claims if not _is_record(claim)]))
    resting = topic - {Status.CLOSED}
    return runs == {Status.COMPLETED} and agree(topic) and len(resting) == 1 and resting <= _AGAIN


_AGAIN = {Status.PAUSED, Status.OPEN}
