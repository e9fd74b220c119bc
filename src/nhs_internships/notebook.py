"""How a value finds its picture in a notebook."""

from __future__ import annotations

__all__ = ["NotebookView"]


class NotebookView:
    """A value that a notebook shows as a table or card; `nhs_internships.display` draws it."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from nhs_internships.display.notebook import to_html  # noqa: PLC0415 - an upward call; see test_layering.py

        return to_html(self)
