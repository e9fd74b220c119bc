"""Where claims disagree, and how much it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.diagnostics import Severity
from nhs_internships.errors import ParseError
from nhs_internships.model import Claim, Status, Wave
from nhs_internships.reconcile.authority import agrees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["Conflict", "find_conflicts"]


def __dir__() -> list[str]:
    return __all__


# Labels of one facet that one source gives stand together; they are one statement.
_LISTS = frozenset({"area", "technique", "modality", "topic"})
# One project may have several runs, and a link may be written in many ways: these do not conflict.
_MANY = frozenset({"url", "code", "topic", "description", "keywords"})


@frozen(kw_only=True)
class Conflict:
    """Sources that disagree about one field of a project.

    Attributes:
        slug: The project.
        field: The field.
        values: Each value with the claims that state it, highest authority first.
        severity: error when sources of one rank disagree on a status; note when a finished run stands beside a
            paused or open topic, or texts differ in case and spacing alone; warning otherwise.
    """

    slug: str
    field: str
    values: tuple[tuple[str, tuple[Claim, ...]], ...]
    severity: Severity

    def __str__(self) -> str:
        said = "; ".join(f'"{value}" ({_places(claims)})' for value, claims in self.values)
        return f"{self.slug}: {self.field}: {said}"


def _places(claims: Sequence[Claim]) -> str:
    return ", ".join(f"{claim.path}:{claim.line}" for claim in claims)


def find_conflicts(claims_by_slug: Mapping[str, Sequence[Claim]]) -> Iterator[Conflict]:
    """Every field of every project about which two claims cannot both be true."""
    for slug, claims in claims_by_slug.items():
        fields: dict[str, list[Claim]] = {}
        for claim in claims:
            fields.setdefault(claim.field, []).append(claim)
        for field, group in fields.items():
            values = _values(field, group)
            if field not in _MANY and _disagree(field, list(values)):
                pairs = tuple((value, tuple(stated)) for value, stated in values.items())
                yield Conflict(slug=slug, field=field, values=pairs, severity=_severity(field, values))


def _values(field: str, claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Each value that a source states, with its claims."""
    if field not in _LISTS:
        found: dict[str, list[Claim]] = {}
        for claim in claims:
            found.setdefault(claim.value, []).append(claim)
        return found
    by_place: dict[tuple[str, int, str], list[Claim]] = {}
    for claim in claims:
        by_place.setdefault((claim.path, claim.rank, claim.dialect), []).append(claim)
    joined: dict[str, list[Claim]] = {}
    for stated in by_place.values():
        joined.setdefault(", ".join(sorted({claim.value for claim in stated})), []).extend(stated)
    return joined


def _disagree(field: str, values: Sequence[str]) -> bool:
    compatible = _COMPATIBLE.get(field, _same_text)
    return any(not compatible(one, other) for at, one in enumerate(values) for other in values[at + 1 :])


def _same_text(one: str, other: str) -> bool:
    return one == other


def _same_status(one: str, other: str) -> bool:
    return agrees(Status(one), Status(other))


def _same_wave(one: str, other: str) -> bool:
    """Waves conflict only in parts that both state."""
    try:
        first, second = Wave.parse(one), Wave.parse(other)
    except ParseError:  # claims from elsewhere may say anything
        return one == other
    pairs = ((first.number, second.number), (first.start, second.start), (first.end, second.end))
    return all(a == b for a, b in pairs if a is not None and b is not None)


_COMPATIBLE: Mapping[str, Callable[[str, str], bool]] = {"status": _same_status, "wave": _same_wave}


def _severity(field: str, values: Mapping[str, Sequence[Claim]]) -> Severity:
    if field != "status":
        plain = {" ".join(value.split()).casefold() for value in values}
        return Severity.NOTE if len(plain) == 1 else Severity.WARNING
    by_rank: dict[int, set[Status]] = {}
    for value, claims in values.items():
        for claim in claims:
            by_rank.setdefault(claim.rank, set()).add(Status(value))
    if any(not agrees(one, other) for said in by_rank.values() for one in said for other in said):
        return Severity.ERROR
    return Severity.NOTE if _finished_run(values) else Severity.WARNING


def _finished_run(values: Mapping[str, Sequence[Claim]]) -> bool:
    """Whether the disagreement is only that a run is finished while its topic is paused or open again."""
    others = [value for value, claims in values.items() if not all(claim.dialect == _DATA for claim in claims)]
    finished = any(claim.dialect == _DATA for claim in values.get(Status.COMPLETED, ()))
    topics = set(others) - {Status.COMPLETED}
    return finished and topics <= {Status.PAUSED, Status.OPEN} and len(topics) == 1


_DATA = "COMPLETED_DATA"
