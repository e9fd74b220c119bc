"""A folder of pages that are changed together: one edit reaches every file that repeats the fact."""

from __future__ import annotations

from nhs_internships.public import publish
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.files import FileChange, FileChangeKind
from nhs_internships.site.site import Site

__all__ = ["ChangeSet", "FileChange", "FileChangeKind", "Site"]


def __dir__() -> list[str]:
    return __all__


publish(__name__, globals())
