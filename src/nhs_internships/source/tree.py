"""Trees, where texts come from: the files of a folder or zip archive, as paths and bytes in a stable order.

Nothing outside the source is read. What cannot be read is a finding, and the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from nhs_internships.source.archive import archive_files
from nhs_internships.source.folder import FolderReader
from nhs_internships.source.paths import PathFindings

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships.limits import Limits

__all__ = ["Tree", "open_tree"]


@frozen
class Tree:
    """The texts of one source, in the order of their paths, and what could not be read.

    Attributes:
        name: The name of the folder or archive.
        files: Path and bytes of each text; it can be iterated over once.
        diagnostics: What could not be read; complete when ``files`` is at its end.
    """

    name: str
    files: Iterator[tuple[str, bytes]] = field(eq=False, repr=False)
    diagnostics: PathFindings = field(factory=PathFindings, eq=False)


def open_tree(source: Path, limits: Limits) -> Tree:
    """The texts below a folder, or in a zip archive.

    The files are read one by one during the iteration over ``files``; an archive that is refused raises there.

    Raises:
        OSError: The folder or archive cannot be opened.
        ReadError: The file is not a zip archive, or is refused as a whole.
    """
    findings = PathFindings()
    if source.is_dir():
        return Tree(source.name, FolderReader(source, limits, findings).files(), findings)
    return Tree(source.name, archive_files(source, limits, findings), findings)
