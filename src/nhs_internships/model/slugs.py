"""The slug of a project from its link or permalink."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

__all__ = ["slug_of_url", "usable_slug", "without_liquid"]

# What an address hides behind percent signs and no file can be named after: slashes and control characters.
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069/\\]")
# Jekyll's templates: {{ "/x/" | relative_url }}, {{ site.baseurl }}/x/, {% link projects/x.md %}.
_OUTPUT = re.compile(r"""\{\{-?\s*(?:"(?P<double>[^"{}]*)"|'(?P<single>[^'{}]*)')\s*(?:\|[^{}]*)?\}\}""")
_SITE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*(?:\|[^{}]*)?\}\}")
_LINK = re.compile(r"\{%-?\s*link\s+(?P<file>[^%{}]+?)(?:\.md|\.markdown|\.html)?\s*-?%\}")
_PLACEHOLDERS = frozenset({"here", "holding"})


@lru_cache(maxsize=4096)
def slug_of_url(url: str | None) -> str | None:
    """The last segment of a link or permalink, in lower case.

    Args:
        url: Absolute or relative, with or without the final slash or ``.html``.

    Returns:
        The segment of the path in a Liquid template (``{{ "/x/" | relative_url }}``), too.
        ``None`` for no link, an empty one, a site's root, an email address, placeholders (``HERE/``,
        ``holding.html``), and a segment with slashes or control characters in it (``a%2Fb/``).

    Examples:
        >>> slug_of_url("https://nhsx.github.io/nhsx-internship-projects/PETs-in-Healthcare/")
        'pets-in-healthcare'
    """
    path = _path_of(without_liquid(url or "").partition("?")[0].partition("#")[0].strip())
    if path is None:
        return None
    # A folder's own page is the folder: pets-in-healthcare/index.html
    last = path.removesuffix("/index.html").rstrip("/").rpartition("/")[2]
    slug = unquote(last).casefold().removesuffix(".html")
    return usable_slug(slug) if slug not in _PLACEHOLDERS else None


def usable_slug(slug: str) -> str | None:
    """A slug, unless it is blank or holds slashes or control characters."""
    return slug if slug.strip(". \t") and not _UNUSABLE.search(slug) else None


def without_liquid(url: str) -> str:
    """A link with the paths that its Liquid templates hold in their places.

    Examples:
        >>> without_liquid('{{ "/made-up-project/" | relative_url }}')
        '/made-up-project/'
    """
    if "{" not in url:
        return url
    plain = _SITE.sub("", _OUTPUT.sub(lambda found: found["double"] or found["single"] or "", url))
    return _LINK.sub(lambda found: f"/{found['file']}/", plain) or "/"


def _path_of(url: str) -> str | None:
    """What follows the host, or the whole of a relative address; ``None`` for an email address and a site's root."""
    scheme, has_host, rest = url.partition("//")
    if has_host and (not scheme or scheme.endswith(":")):
        host, _, path = rest.partition("/")
        is_root = host.casefold().endswith(".github.io") and "/" not in path.strip("/")
        return None if is_root else path
    return None if ":" in url.partition("/")[0] or "@" in url else url
