"""What a link target leads to: a project's page, a badge, an email address, or code that a browser would run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from nhs_internships.model.slugs import without_liquid
from nhs_internships.spans import Span

__all__ = [
    "is_badge",
    "is_other_page",
    "is_placeholder",
    "is_project",
    "is_redirected_badge",
    "runs_code",
    "stray_badges",
]


# A page directly under a site of the scheme: .../nhsx-internship-projects/pets-in-healthcare/
_ABSOLUTE = re.compile(r"(?:https?:)?//[^/?#]+/[^/?#]*internship[^/?#]*/(?P<page>[^/?#]+)/?(?:[?#].*)?", re.IGNORECASE)
# A page next to this one; a final slash or hyphen distinguishes it from a word, a file, an email address or an anchor.
_RELATIVE = re.compile(
    r"(?:\.{0,2}/)*(?:[\w-]*internship[\w-]*/)?(?P<page>[\w-]+/|\w+(?:-\w*)+(?:\.html)?)(?:[?#].*)?", re.IGNORECASE
)
_SITE = re.compile(r"[\w-]*internship-projects?", re.IGNORECASE)
_BADGE = re.compile(
    r"(?:https?:)?//(?:(?:img|raster)\.shields\.io(?:[:/?#]|$)|shields\.io(?::\d+)?/badge/|(?:flat\.)?badgen\.net/)",
    re.IGNORECASE,
)
_OTHER_HOST = re.compile(r"(?:https?:)?//shields\.io", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_ADDRESS = re.compile(r"(?:https?:)?//img\.shields\.io/[^\s()<>\"'|]*", re.IGNORECASE)

_MAIL = re.compile(r"(?:mailto:|[^/]*@)", re.IGNORECASE)

_PLACEHOLDERS = frozenset({"here", "holding.html"})
_MAX_CHARS = 2000
# Pages of the scheme's sites that are not projects, whether or not their address ends in .html.
_OTHER_PAGES = frozenset(
    {
        *("about", "active", "apply", "archive", "closed", "completed", "contact", "current", "feedback", "holding"),
        *("home", "index", "open", "overview", "phdinterns", "projects", "proposals", "waysofworking"),
    }
)


@lru_cache(maxsize=1024)
def is_project(target: str) -> bool:
    """Whether a link target looks like a project's own page on a site of the scheme."""
    target = without_liquid(target)
    # No address is longer, and the expressions are quadratic in a text that repeats the word they look for.
    found = len(target) <= _MAX_CHARS and (_ABSOLUTE.fullmatch(target) or _RELATIVE.fullmatch(target))
    if not found:
        return False
    page, dot, ending = found.group("page").rstrip("/").partition(".")
    if _SITE.fullmatch(page) and found.start("page") == len(target) - len(target.lstrip("./")):
        return False  # the site itself, as in href="/nhsx-internship-projects/"
    # The scheme's other pages end in .html and have one word; a slug has several.
    return page.casefold() not in _OTHER_PAGES and (not dot or (ending == "html" and "-" in page))


def is_other_page(target: str) -> bool:
    """Whether a target is certainly not a project: an email address, an anchor, or another page of the site."""
    target = without_liquid(target)
    if target.startswith("#") or _MAIL.match(target):
        return True
    page, _, ending = target.rstrip("/").rpartition("/")[2].partition(".")
    return page.casefold() in _OTHER_PAGES or (ending == "html" and "-" not in page)


def is_placeholder(target: str) -> bool:
    """Whether a target is a placeholder for a later link: empty, ``.../HERE/`` or ``holding.html``."""
    target = without_liquid(target)
    return not target or target.rstrip("/").rpartition("/")[2].casefold() in _PLACEHOLDERS


def is_badge(target: str) -> bool:
    """Whether an image address is on a service that draws badges."""
    return _BADGE.match(target) is not None


def is_redirected_badge(target: str) -> bool:
    """Whether the address of a badge is on the service's front page, which only redirects to the image."""
    return _OTHER_HOST.match(target) is not None


def runs_code(target: str) -> bool:
    """Whether a browser would run the target of a link as code.

    Browsers resolve references first, and then drop blanks and control characters before they look at the scheme.
    """
    return _SCRIPT.match(_CONTROL.sub("", unescape(target) if "&" in target else target)) is not None


def stray_badges(text: str, span: Span, badges: int) -> Iterator[Span]:
    """The addresses of badges in a span, if it has more of them than badges."""
    if text.count("//img.shields.io", span.start, span.end) > badges:
        for found in _ADDRESS.finditer(text, span.start, span.end):
            yield Span(*found.span())
