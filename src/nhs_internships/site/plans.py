"""What an operation of a site plans, before it becomes a change."""

from __future__ import annotations

from attrs import Factory, mutable

from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import Document

__all__ = ["Plan"]


@mutable(kw_only=True)
class Plan:
    """Edited pages, moved and new files, and what is left for a person.

    Attributes:
        title: What the change does, as an imperative.
        documents: The edited pages, by the paths they have now.
        moved: New paths by old paths.
        new: The texts of new files, by path.
        deleted: The paths of files to delete.
        warnings: What the change leaves for a person, a sentence each.
    """

    title: str
    documents: dict[str, Document] = Factory(dict)
    moved: dict[str, str] = Factory(dict)
    new: dict[str, str] = Factory(dict)
    deleted: list[str] = Factory(list)
    warnings: list[str] = Factory(list)

    def edit(self, *documents: Document) -> None:
        """Take edited pages."""
        self.documents.update({document.name: document for document in documents})

    def page(self, pages: SitePages, path: str) -> Document:
        """A page as it is planned so far."""
        return self.documents.get(path, pages.by_path[path])
