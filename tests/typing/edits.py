"""What a type checker says of edits: mypy reports an ignore that is not needed, so each of these must be an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nhs_internships import Document


def edits(page: Document) -> None:
    """The keywords of `edit`."""
    page.edit("a-b", title="B", url=None).edit(0, badges=(), wave=None)
    page.edit(0, titel="B")  # type: ignore[call-arg] # a misspelt keyword
    page.edit(0, title=5)  # type: ignore[arg-type] # not a string


def brief_edits(page: Document) -> None:
    """The keywords of `edit_brief`."""
    page.edit_brief(need="x", keywords=["a", "b"], skills="y", fields={"Datasets": "z"})
    page.edit_brief(neeed="x")  # type: ignore[call-arg] # a misspelt keyword
    page.edit_brief(need=5)  # type: ignore[arg-type] # not a string
