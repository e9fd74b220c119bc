"""Writes the entries of one listing of a site in another dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import Dialect, Document
from nhs_internships.dialects.constants import require_dialect
from nhs_internships.dialects.converting import Converted, converted
from nhs_internships.errors import ChangeRefused
from nhs_internships.model import Claim, Facet
from nhs_internships.site.verifying import Fact, facts

__all__ = ["convert", "facts_kept"]


def convert(pages: SitePages, document: Document, dialect: Dialect) -> Converted:
    """A page in another dialect, with what the dialect cannot carry.

    Raises:
        ChangeRefused: It is a page of the old site.
        UnsafeEdit: The page is no listing, the dialect is not one of listings, or it cannot state an entry.
        TypeError: It is not a dialect.
    """
    require_dialect(dialect)
    if pages.is_old(document):
        raise ChangeRefused(document.name, "a page of the old site is not written again", "choose a current page")
    return converted(document, dialect, pages.settings.vocabulary)


def facts_kept(page: str, dialect: Dialect) -> Callable[[Iterable[Claim]], set[Fact]]:
    """What claims state as far as a dialect carries it.

    Args:
        page: The path of the page that is written in the dialect.
        dialect: The dialect.
    """
    left_out = frozenset[str]() if "badges" in dialect.carries else frozenset[str](Facet)

    def kept(claims: Iterable[Claim]) -> set[Fact]:
        found = facts(claims)
        here = {fact for fact in found if fact[2] == page}
        # An entry without a link may get an empty one, and blanks in a title are not seen.
        stated = {
            (name, " ".join(value.split()), path, rank)
            for name, value, path, rank in here
            if name not in left_out and (name, value) != ("url", "")
        }
        return (found - here) | stated

    return kept
