"""Checks of misspelt addresses of pages of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from nhs_internships.checks.base import Check, found, replacement
from nhs_internships.checks.pages import Address, SitePages
from nhs_internships.checks.permalinks import known_slugs
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects.keys import is_slip
from nhs_internships.dialects.links import is_project
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.spans import Span

__all__ = ["CHECKS"]

# A page directly under a site of the scheme.
_OF_SCHEME = re.compile(r"(?:https?:)?//[^/?#]+/[\w-]*internship[\w-]*/[^/?#]+\.html(?:[?#].*)?", re.IGNORECASE)
_MIN_USES = 3  # so many entries of a site have the beginning that is right
_MIN_SLUG = 7  # shorter words are too near to others
_MAX_GUESSES = 20  # each takes time in proportion to the size of the site


def _wrong_site(pages: SitePages) -> Iterator[Diagnostic]:
    """Entries whose host or site is a misspelling of that of most entries."""
    links = [(one, start) for one in pages.entries if (start := _beginning(one.entry.url or ""))]
    uses = Counter(start for _, start in links)
    usual = next((start for start, n in uses.most_common(1) if n >= _MIN_USES), None)
    for one, start in links if usual else ():
        place = one.spans.url
        if usual is None or place is None or uses[start] > 1 or not is_slip(start, usual):
            continue
        at = one.document.text.find(start, place.start, place.end)
        if at >= 0:
            span = Span(at, at + len(start))
            message = f'"{one.entry.title}" leads to "{start}", and {uses[usual]} entries lead to "{usual}"'
            fix = replacement(one.document, span, usual, f"write {usual}", is_safe=False)
            yield found(one.document, "NI619", message, place, hint=f"write {usual}", fix=fix)


def _beginning(url: str) -> str | None:
    """Host and site of an absolute address, up to the slug."""
    if "://" not in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    folder = parts.path.rstrip("/").rpartition("/")[0]
    return f"{parts.netloc}{folder}/" if parts.netloc and folder else None


def _dead(pages: SitePages) -> Iterator[Diagnostic]:
    """Links outside of listings whose page does not exist, and which are misspellings of one that does."""
    entries = {(one.document.name, one.spans.url.start) for one in pages.entries if one.spans.url}
    reported = {(one.path, one.line) for one in pages.catalogue.diagnostics if one.code in {"NI202", "NI317"}}
    known = known_slugs(pages)
    guesses = iter(range(_MAX_GUESSES))
    for address in pages.addresses:
        slug = slug_of_url(address.text) if _is_of_site(address) else None
        if slug is None or slug in known or len(slug) < _MIN_SLUG or "{" in address.text:
            continue
        place = address.document.name, address.document.source.line(address.span.start)
        if (address.document.name, address.span.start) in entries or place in reported:
            continue
        near = [one for one in known if is_slip(slug, one)] if next(guesses, None) is not None else []
        if len(near) == 1:
            message = f'{address.link} leads to "{slug}", and there is no such page'
            hint = f'did you mean "{near[0]}"?'
            yield found(address.document, "NI620", message, address.span, hint=hint)


def _is_of_site(address: Address) -> bool:
    """Whether an address is one of a page of the site itself."""
    if address.output:
        return False
    if ":" not in address.text and address.text.endswith((".html", "/")):
        return True
    return is_project(address.text) or _OF_SCHEME.fullmatch(address.text) is not None


CHECKS: tuple[Check, ...] = (
    Check(("NI619",), _wrong_site),
    Check(("NI620",), _dead, needs_site=True),
)
"""The checks of this family."""
