"""Replay: between two states of the real site, the moves that really happened, made with `Site.move`.

Afterwards the projects have the statuses of the later state, but for moves that no current page could state. The
figures are in docs/explanation/why-your-diff-is-small.md.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest

import nhs_internships as ni
from nhs_internships.errors import MoveRefused

if TYPE_CHECKING:
    from pathlib import Path

STATES = (
    *("site/2021-08-10-de21f1d", "site/2022-03-07-333279f", "site/2022-07-29-a60b78a", "site/2022-07-29-a1d5977"),
    *("site/2022-08-04-d1b69a8", "site/2023-03-08-1f847d4", "site/2023-06-26-3ec53ef", "site/2023-07-05-8187127"),
    *("site/2023-08-03-8df23fd", "later/2024-02-05-3cf845d", "later/2026-composite"),
)


class Replay(NamedTuple):
    """What came of the moves between two states.

    Attributes:
        known: The projects that both states have.
        moved: Those that were moved.
        refused: The reasons of those that were not, by slug.
        wrong: Those that do not have the status of the later state afterwards.
    """

    known: list[str]
    moved: list[str]
    refused: dict[str, str]
    wrong: list[str]


def replay(earlier: ni.Site, later: ni.Site) -> Replay:
    """Move every project whose status differs, one after the other."""
    wanted = {one.slug: one for one in later.catalogue}
    known = [one.slug for one in earlier.catalogue if one.slug in wanted]
    moved: list[str] = []
    refused: dict[str, str] = {}
    site = earlier
    for slug in known:
        status = wanted[slug].status
        if status is None or status is earlier.catalogue[slug].status:
            continue
        try:
            site = site.after(site.move(slug, status, wanted[slug].wave, create_section=True))
        except MoveRefused as error:
            refused[slug] = error.problem
        else:
            moved.append(slug)
    wrong = [slug for slug in known if site.catalogue[slug].status is not wanted[slug].status]
    return Replay(known, moved, refused, wrong)


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(STATES)))
def test_the_moves_that_happened_can_be_made(corpus: Path, earlier: str, later: str) -> None:
    """What is refused is closed in the later state, which does not say how, or is on no current page."""
    found = replay(ni.Site.open(corpus / earlier), ni.Site.open(corpus / later))
    print(f"{earlier} to {later}: {len(found.known)} in both, {len(found.moved)} moved, {len(found.refused)} refused")
    assert set(found.refused.values()) <= {'"closed" does not say how', "no page of the current site lists it"}
    statuses = {one.slug: one.status for one in ni.load(corpus / later)}
    assert {slug for slug in found.wrong if statuses[slug] is not None} == set(found.refused)
