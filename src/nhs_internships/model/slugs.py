"""The slug of a project from its link or permalink."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

__all__ = ["slug_of_url", "without_liquid"]

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
        ``None`` for no link, an empty one, a site's root, an email address, and placeholders (``HERE/``,
        ``holding.html``).

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
    return slug if slug.strip(". \t") and slug not in _PLACEHOLDERS else None


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
