"""The pages of a site as they will be after a change, read and reconciled in memory."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from nhs_internships.catalogue.loading import reconciled_again
from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import Document
from nhs_internships.dialects.reading import read_source
from nhs_internships.errors import ChangeRefused
from nhs_internships.limits import Limits
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.source.paths import DATA_FOLDER, is_read
from nhs_internships.source.text import SourceText

__all__ = ["pages_after"]


def pages_after(
    pages: SitePages, changes: ChangeSet, limits: Limits, read: Mapping[str, Document] | None = None
) -> SitePages:
    """The pages after a change; those that do not change are not parsed again.

    Args:
        pages: The pages as they are.
        changes: The change.
        limits: Bounds on what is read.
        read: Changed pages that were parsed already, by their paths.

    Raises:
        ChangeRefused: A page is not as it was when the change was planned.
        ReadError: A changed page could not be read, because it is too large or no UTF-8 text.
    """
    documents = dict(pages.by_path)
    for file in changes.files:
        old = documents.pop(file.old_path, None) if file.old_path else None
        if old is not None and bytes(old) != file.before:
            raise ChangeRefused(old.name, "the change was planned for another text", "plan it again")
    in_data = changes.root.name == DATA_FOLDER
    for file in changes.files:
        if file.new_path is not None and is_read(file.new_path, in_data=in_data):
            known = (read or {}).get(file.new_path)
            if known is None or bytes(known) != file.after:
                known = read_source(SourceText.from_bytes(file.after, file.new_path, limits))
            documents[file.new_path] = known
    ordered = tuple(documents[path] for path in sorted(documents))
    catalogue = reconciled_again(pages.catalogue, changes.root, ordered)
    return evolve(pages, documents=ordered, catalogue=catalogue)
