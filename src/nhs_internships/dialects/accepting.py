"""Accepts an edited text only if it states exactly what was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nhs_internships.dialects.changes import difference
from nhs_internships.errors import ParseError, ReadError, UnsafeEdit
from nhs_internships.model import Brief, Entry, Status, Wave
from nhs_internships.source.text import Edit, SourceText, apply

__all__ = ["Content", "Target", "edited"]


class Target(NamedTuple):
    """Where an entry moves to.

    Attributes:
        status: The status of the section.
        wave: The wave that it is to be listed under; ``None`` for none.
        create_section: Whether a section for the status may be written.
        stays: Whether it stays in its section, and only the wave changes.
    """

    status: Status | None
    wave: Wave | None = None
    create_section: bool = False
    stays: bool = False


def edited(source: SourceText, edits: Iterable[Edit]) -> SourceText:
    """A text after edits.

    Raises:
        UnsafeEdit: The edits overlap, or what was asked for cannot be written.
    """
    try:
        return SourceText.from_text(apply(source.text, edits, source.name), source.name, source.limits)
    except (ParseError, ReadError) as error:  # a badge without an address, a forbidden character, or too long
        raise UnsafeEdit(source.name, f"what was asked for cannot be written: {error}") from None


class Content(NamedTuple):
    """What a text states."""

    entries: tuple[Entry, ...]
    brief: Brief | None

    def check(self, name: str, expected: Content) -> None:
        """Refuse an edit whose result does not state what was asked for, or states something else, too.

        Raises:
            UnsafeEdit: The first value that differs.
        """
        if self != expected:
            raise UnsafeEdit(name, self._problem(expected), "change the page by hand")

    def _problem(self, expected: Content) -> str:
        if expected.brief is not None and self.brief != expected.brief:
            return f"the brief would read back with {difference(self.brief, expected.brief)}"
        if len(self.entries) != len(expected.entries):
            return f"the page would have {len(self.entries)} entries, not {len(expected.entries)}"
        pairs = enumerate(zip(self.entries, expected.entries, strict=True))
        n = next(n for n, (got, wanted) in pairs if got != wanted)
        return f"entry {n} would read back with {difference(self.entries[n], expected.entries[n])}"
