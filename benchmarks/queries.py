"""Choosing and counting 10,000 projects, against what a user would write by hand."""

from __future__ import annotations

import sys
from collections import Counter

from _many import claims, projects
from _paired import ratio, report

from nhs_internships import Catalogue, Facet, Status

MADE = projects(10_000)
CATALOGUE = Catalogue(projects=MADE, claims_by_slug=claims(MADE))


def _by_hand() -> object:
    return [project for project in CATALOGUE if project.status == Status.OPEN and project.area == "NLP"]


def _labels_by_hand() -> object:
    return Counter(badge.label for project in CATALOGUE for badge in project.badges if badge.facet == Facet.TECHNIQUE)


def main() -> int:
    """Print the ratios; 1 when one is over its limit."""
    assert list(CATALOGUE.where(status="open", area="NLP")) == _by_hand()
    over = report(
        "where(status, area) / comprehension",
        ratio(lambda: CATALOGUE.where(status="open", area="NLP"), _by_hand),
        2.5,
    )
    over += report(
        'count_by("status") / Counter',
        ratio(lambda: CATALOGUE.count_by("status"), lambda: Counter(project.status for project in CATALOGUE)),
        1.5,
    )
    over += report(
        'count_by("area") / Counter of the first areas',
        ratio(lambda: CATALOGUE.count_by("area"), lambda: Counter(project.area for project in CATALOGUE)),
        1.5,
    )
    over += report(
        'count_by("technique") / Counter over all badges',
        ratio(lambda: CATALOGUE.count_by("technique"), _labels_by_hand),
        1.5,
    )
    return min(over, 1)


if __name__ == "__main__":
    sys.exit(main())
