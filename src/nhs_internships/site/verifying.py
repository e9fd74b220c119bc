"""Compares the catalogue of a site before and after a planned change: only what was asked for may differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from nhs_internships.errors import ChangeRefused

if TYPE_CHECKING:
    from nhs_internships.catalogue import Catalogue
    from nhs_internships.model import Claim

__all__ = ["Fact", "check_claims", "facts"]

Fact = tuple[str, str, str, int]
"""What a source states: field, value, path and rank. Lines and dialects may change without a change of facts."""


def facts(claims: Iterable[Claim]) -> set[Fact]:
    """The facts of claims."""
    return {(claim.field.value, claim.value, claim.path, claim.rank) for claim in claims}


_Facts = Callable[[Iterable["Claim"]], set[Fact]]


def check_claims(before: Catalogue, after: Catalogue, expected: _Facts, found: _Facts = facts) -> None:
    """Refuse a change after which a source states something that nobody asked for.

    Args:
        before: The catalogue of the site.
        after: Its catalogue after the change.
        expected: What the claims of a project must be afterwards.
        found: What its claims afterwards are, as far as that counts.

    Raises:
        ChangeRefused: Names the first project and fact that would differ.
    """
    for slug in dict.fromkeys((*before.claims_by_slug, *after.claims_by_slug)):
        old, new = before.claims_by_slug.get(slug, ()), after.claims_by_slug.get(slug, ())
        wanted, stated = expected(old), found(new)
        if wanted != stated:
            gone, come = min(wanted - stated, default=None), min(stated - wanted, default=None)
            raise ChangeRefused(slug, _problem(gone, come), "change the page by hand")


def _problem(gone: Fact | None, come: Fact | None) -> str:
    if gone is None:
        field, value, path, _ = come or ("", "", "", 0)
        return f'{path} would also state the {field} "{value}"'
    field, value, path, _ = gone
    instead = f', but "{come[1]}"' if come and come[0] == field and come[1] != value else ""
    return f'{path} would no longer state the {field} "{value}"{instead}'
