"""What is asked for when a page is to list one more entry, and what a dialect offers to write."""

from __future__ import annotations

from typing import NamedTuple

from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.dialects.sections import Section
from nhs_internships.model import Entry, Wave
from nhs_internships.source.text import Edit

__all__ = ["Addition", "NewEntry"]


class NewEntry(NamedTuple):
    """An entry that a page is to list.

    Attributes:
        entry: What it must state. Its section may be ``None``: its status then decides.
        under: The wave that it is to be listed under; ``None`` for none.
        origin: A page on which it is written already, and its number there.
        dialect: How to write it where the page has no entries.
        section: The section, where it is known.
        create_section: Whether a section for its status may be made.
        without: The number of an entry of the page that is about to leave, and no neighbour of it.
    """

    entry: Entry
    under: Wave | None = None
    origin: tuple[Document, int] | None = None
    dialect: Dialect | None = None
    section: Section | None = None
    create_section: bool = False
    without: int | None = None


class Addition(NamedTuple):
    """One way to write a new entry.

    Attributes:
        edit: The edit that writes it.
        number: Its number among the entries of the page.
        entry: What the page must state of it then.
        dialect: The dialect in which it is written.
    """

    edit: Edit
    number: int
    entry: Entry
    dialect: Dialect
