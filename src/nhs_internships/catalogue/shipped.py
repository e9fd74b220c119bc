"""The catalogue that the package ships."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from nhs_internships.catalogue.catalogue import Catalogue

__all__ = ["bundled"]


@lru_cache(maxsize=1)
def bundled() -> Catalogue:
    """The facts of the real scheme, as the package ships them.

    Titles, slugs, links, labels, keywords, statuses, waves, internships with their codes and outputs. No prose, and
    no personal names. ``as_of`` says when the pages were taken.

    Examples:
        >>> import nhs_internships as ni
        >>> ni.bundled()["pets-in-healthcare"].area
        'PETs'
    """
    shipped = files("nhs_internships").joinpath("data", "catalogue.json")
    return Catalogue.from_json(shipped.read_bytes(), name=shipped.name)
