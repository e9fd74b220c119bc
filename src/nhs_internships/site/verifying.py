"""Compares the catalogue of a site before and after a planned change: only what was asked for may differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import ChangeRefused
from nhs_internships.model import Claim, Project

__all__ = ["Fact", "all_claims", "changed_projects", "check_claims", "check_facts", "facts"]

Fact = tuple[str, str, str, int]
"""What a source states: field, value, path and rank. Lines and dialects may change without a change of facts."""


def facts(claims: Iterable[Claim]) -> set[Fact]:
    """The facts of claims."""
    return {(claim.field.value, claim.value, claim.path, claim.rank) for claim in claims}


_Facts = Callable[[Iterable["Claim"]], set[Fact]]


def all_claims(catalogue: Catalogue) -> Iterator[Claim]:
    """The claims of all projects."""
    return chain.from_iterable(catalogue.claims_by_slug.values())


def changed_projects(
    before: Catalogue, after: Catalogue, but: Iterable[str], of: Callable[[Project], object] = lambda one: one
) -> list[str]:
    """The slugs of projects that are new or gone, or not what they were.

    Args:
        before: The catalogue of a site.
        after: Its catalogue after a change.
        but: The slugs of the project that the change is about.
        of: What of a project is compared; by default everything.
    """
    was, now = ({one.slug: of(one) for one in each} for each in (before, after))
    gone = [one for one in was if one not in now]
    return [one for one in (*gone, *now) if one not in but and not (one in was and one in now and was[one] == now[one])]


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
        check_facts(slug, expected(old), found(new))


def check_facts(name: str, wanted: set[Fact], stated: set[Fact]) -> None:
    """Refuse a change after which sources state other facts than they should.

    Args:
        name: The project that they are about, or what else an error should name.
        wanted: What they must state.
        stated: What they state.

    Raises:
        ChangeRefused: Names the first fact that would differ.
    """
    if wanted != stated:
        gone, come = min(wanted - stated, default=None), min(stated - wanted, default=None)
        raise ChangeRefused(name, _problem(gone, come), "change the page by hand")


def _problem(gone: Fact | None, come: Fact | None) -> str:
    if gone is None:
        field, value, path, _ = come or ("", "", "", 0)
        return f'{path} would also state the {field} "{value}"'
    field, value, path, _ = gone
    instead = f', but "{come[1]}"' if come and come[0] == field and come[1] != value else ""
    return f'{path} would no longer state the {field} "{value}"{instead}'
