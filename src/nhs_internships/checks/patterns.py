"""Patterns for the paths of a site: ``old_site``, ``content/*.md``, ``content/**/paused``."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

__all__ = ["matches"]


def matches(path: str, pattern: str) -> bool:
    """Whether a pattern means a path, or a folder that holds it.

    ``*`` and ``?`` stand for characters of one name, ``**`` for any number of folders. A pattern may begin at any
    folder; with ``/`` in front it begins at the site.

    Args:
        path: With ``/`` between folders.
        pattern: The same.

    Examples:
        >>> matches("content/old_site/open.md", "old_site"), matches("content/old_site/open.md", "/old_site")
        (True, False)
        >>> matches("content/projects/paused/a.md", "content/**/a.*")
        True
    """
    names = path.split("/")
    is_anchored = pattern.startswith("/")
    at = {0} if is_anchored else set(range(len(names)))
    for part in pattern.strip("/").split("/"):
        at = _after(at, names, part)
    return bool(at)


def _after(at: set[int], names: Sequence[str], part: str) -> set[int]:
    """Where matching may go on in a path, after one more part of the pattern."""
    if part == "**":
        return set(range(min(at), len(names))) if at else at
    return {n + 1 for n in at if n < len(names) and fnmatchcase(names[n], part)}
