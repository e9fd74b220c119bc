"""Which paths of a source are read, and findings about paths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from attrs import field, mutable

from nhs_internships.diagnostics import Diagnostic, finding_in

__all__ = [
    "BEGINNING",
    "DATA_FOLDER",
    "PathFindings",
    "has_no_ending",
    "is_open",
    "is_read",
    "is_within",
    "printable",
    "whole_path",
]

DATA_FOLDER = "_data"
"""The folder of data files."""

_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*[\r\n]")
BEGINNING = 16
"""The number of bytes that show whether a file begins like a page."""
_PAGES = (".md", ".markdown")
_READ = (*_PAGES, ".yml", ".yaml")
# Built pages, layouts, and folders that tools make; a page in one of them is not a source.
_SKIPPED = frozenset(
    {"_site", "_layouts", "_includes", "_sass", "node_modules", "vendor", "venv", "env", "__pycache__"}
)


def is_read(path: str, *, in_data: bool = False) -> bool:
    """Whether a path inside a source is read: a Markdown page, or a YAML file in a ``_data`` folder.

    Args:
        path: With ``/`` between folders.
        in_data: Whether the source is itself a ``_data`` folder.
    """
    folder, _, name = path.rpartition("/")
    lower = name.lower()
    if name.startswith(".") or not lower.endswith(_READ) or not is_open(folder):
        return False
    return lower.endswith(_PAGES) or in_data or DATA_FOLDER in folder.split("/")


def has_no_ending(path: str) -> bool:
    """Whether the name of a file has no ending at all: a page that is saved so is not rendered."""
    return "." not in path.rpartition("/")[2]


@lru_cache(maxsize=256)
def is_open(folder: str) -> bool:
    """Whether the files of a folder are read: it is neither hidden nor made by a tool."""
    return not any(part in _SKIPPED or part.startswith(".") for part in folder.split("/"))


def whole_path(path: Path) -> Path:
    """A path from the root of the file system without ``..``, so that its parents are the folders that hold it."""
    return path.resolve() if ".." in path.parts else path.absolute()


def is_within(path: str, places: Sequence[str] | None) -> bool:
    """Whether a path is one of some files, or in one of some folders; ``None`` stands for everything."""
    return places is None or any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in places)


def printable(path: str) -> str:
    """A path in which bytes that are not text are replaced by escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


@mutable
class PathFindings:
    """Collects what cannot be read in a folder or archive."""

    found: list[Diagnostic] = field(factory=list)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    def report(self, code: str, path: str, message: str, hint: str = "") -> None:
        """Add a finding about a path."""
        self.found.append(finding_in(path, code, message, hint=hint))

    def report_if_page(self, path: str, beginning: bytes) -> None:
        """Add a finding about a file without an ending, if its first bytes are those of a page with front matter."""
        if _FRONT_MATTER.match(beginning):
            message = "this file begins like a page, and its name has no ending, so it is neither rendered nor read"
            self.report("NI411", path, message, f"rename it to {path.rpartition('/')[2]}.md")

    def report_link(self, path: str) -> None:
        """Add a finding about a symbolic link."""
        self.report("NI122", path, "a symbolic link is not followed", "put the file itself there")
