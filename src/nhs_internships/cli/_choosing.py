"""The filters of a command, checked against what the catalogue holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from nhs_internships.errors import QueryError, nearest
from nhs_internships.model import Facet, Status
from nhs_internships.model.texts import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.query.conditions import Conditions

__all__ = ["choose"]

_LONGEST = 100


def choose(catalogue: Catalogue, filters: Mapping[str, Sequence[str]]) -> Catalogue:
    """The projects that fit every filter, by status and title; of the values of one filter, any may fit.

    Args:
        catalogue: The projects to choose from.
        filters: Values by field: status, area, technique, modality, label or wave.

    Raises:
        QueryError: A value cannot fit: no such status, or no project has such a label or wave.
    """
    wanted = {field: list(values) for field, values in filters.items() if values}
    for field, values in wanted.items():
        for value in values:
            _check(catalogue, field, value)
    return catalogue.where(**cast("Conditions", wanted)).order_by("status", "title")


def _check(catalogue: Catalogue, field: str, value: str) -> None:
    if len(value) > _LONGEST:
        raise QueryError(field, f"{value[:_LONGEST]}...", _allowed(catalogue, field))
    match field:
        case "status":
            catalogue.where(status=value)
        case "wave":
            _check_wave(catalogue, value)
        case _:
            _check_label(field, value, _allowed(catalogue, field))


def _allowed(catalogue: Catalogue, field: str) -> tuple[str, ...]:
    match field:
        case "status":
            return tuple(Status)
        case "wave":
            return tuple(value for value in catalogue.count_by("wave") if value)
        case _:
            facets = None if field == "label" else Facet(field)
            return _sorted(label for project in catalogue for label in project.labels(facets))


def _sorted(labels: Iterable[str]) -> tuple[str, ...]:
    """Each label once; of two spellings that compare equal, one is enough to choose by."""
    return tuple(sorted({fold(label): label for label in labels}.values(), key=str.casefold))


def _check_label(field: str, value: str, allowed: Sequence[str]) -> None:
    by_key = {fold(label): label for label in allowed}
    if fold(value) not in by_key:
        guess = nearest(fold(value), by_key)
        raise QueryError(field, value, tuple(allowed), None if guess is None else by_key[guess])


def _check_wave(catalogue: Catalogue, value: str) -> None:
    allowed = _allowed(catalogue, "wave")
    try:
        known = len(catalogue.where(wave=value)) > 0
    except QueryError:
        known = False
    if not known:
        raise QueryError("wave", value, allowed, nearest(value, allowed))
