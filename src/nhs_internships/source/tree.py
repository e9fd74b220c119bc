"""Trees, where texts come from: the files of a folder or zip archive, as paths and bytes in a stable order.

Nothing outside the source is read. What cannot be read is a finding, and the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from pathlib import Path

from attrs import evolve, field, frozen

from nhs_internships.limits import Limits
from nhs_internships.source.archive import archive_files
from nhs_internships.source.folder import FolderReader
from nhs_internships.source.paths import PathFindings

__all__ = ["Tree", "open_tree"]


@frozen
class Tree:
    """The texts of one source, in the order of their paths, and what could not be read.

    Attributes:
        name: What messages call the folder or archive.
        files: Path and bytes of each text; it can be iterated over once.
        diagnostics: What could not be read; complete when ``files`` is at its end.
        place: The folder; ``None`` for an archive.
    """

    name: str
    files: Iterator[tuple[str, bytes]] = field(eq=False, repr=False)
    diagnostics: PathFindings = field(factory=PathFindings, eq=False)
    place: Path | None = None

    def with_file(self, path: str, data: bytes) -> Tree:
        """A tree in which a file has other bytes, whether it was there or not."""
        return evolve(self, files=_with_file(self.files, path, data))


def _with_file(files: Iterator[tuple[str, bytes]], path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    others = ((name, old) for name, old in files if name != path)
    return merge(others, [(path, data)])


def open_tree(source: Path, limits: Limits) -> Tree:
    """The texts below a folder, or in a zip archive.

    The files are read one by one during the iteration over ``files``; an archive that is refused raises there.

    Raises:
        OSError: The folder or archive cannot be opened.
        ReadError: The file is not a zip archive, or is refused as a whole.
    """
    findings = PathFindings()
    if source.is_dir():
        return Tree(source.as_posix(), FolderReader(source, limits, findings).files(), findings, source)
    return Tree(source.as_posix(), archive_files(source, limits, findings), findings)
