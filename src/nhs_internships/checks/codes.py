"""Which codes a run reports: those that are selected, without those that are ignored."""

from __future__ import annotations

from collections.abc import Iterable

from nhs_internships.diagnostics import RULES
from nhs_internships.errors import QueryError, nearest
from nhs_internships.model.attributes import to_texts

__all__ = ["active_codes", "codes_of", "unknown_code"]

_DIGITS = str.maketrans("oOiIlL", "001111")


def active_codes(select: Iterable[str], ignore: Iterable[str], ignored_by_site: Iterable[str] = ()) -> frozenset[str]:
    """The codes to report. What is selected counts more than the settings of the site, what is ignored counts most.

    Args:
        select: Codes or beginnings of codes; none for all.
        ignore: Codes or beginnings of codes to leave out.
        ignored_by_site: Those that the settings of the site leave out.

    Raises:
        QueryError: No code is or begins like this.
    """
    selected = codes_of(select)
    return (selected or frozenset(RULES) - codes_of(ignored_by_site)) - codes_of(ignore)


def codes_of(given: Iterable[str]) -> frozenset[str]:
    """Every code that is, or begins with, one of the given texts.

    Raises:
        TypeError: One text is given in place of several, or something that is no text.
        QueryError: No code is or begins like one of them.
    """
    if isinstance(given, str):
        raise TypeError(f'codes are given as several texts, not as one; write ["{given}"]')
    return frozenset(code for text in to_texts(given) for code in _beginning(text))


def _beginning(text: str) -> list[str]:
    found = [code for code in RULES if text and code.startswith(text.upper())]
    if not found:
        raise unknown_code(text)
    return found


def unknown_code(text: str) -> QueryError:
    """The error about a code that does not exist, with the nearest one that does."""
    likely = f"{text[:2]}{text[2:].translate(_DIGITS)}".upper()
    return QueryError("code", text, guess=likely if likely in RULES else nearest(text, RULES))
