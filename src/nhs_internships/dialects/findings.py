"""Collects the findings about a text that is being read, and the parts of it that belong to no entry."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen, mutable

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.model.texts import short
from nhs_internships.source.text import SourceText, finding
from nhs_internships.spans import Span

__all__ = ["Findings", "Unparsed", "UnparsedKind"]


class UnparsedKind(StrEnum):
    """What kind of part belongs to no entry."""

    BADGE = "badge"
    LINK = "link"
    CARD = "card"
    NESTED = "nested"
    REST = "rest"
    RECORD = "record"


@frozen
class Unparsed:
    """A part of a page that looks like a part of an entry, and belongs to none.

    Attributes:
        kind: badge, link, card, nested (too deep in lists or quotes), rest (beyond the
            limit of blocks) or record.
        text: The part as written.
        span: Its offsets.
    """

    kind: UnparsedKind
    text: str
    span: Span


@mutable
class Findings:
    """What reading a text has found so far."""

    source: SourceText
    diagnostics: list[Diagnostic] = field(factory=list)
    unparsed: list[Unparsed] = field(factory=list)

    def report(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Add a finding."""
        self.diagnostics.append(finding(self.source, code, message, span, hint))

    def report_long_wave(self, text: str, span: Span) -> None:
        """Report a wave whose months cannot be right, though it can be read."""
        self.report("NI211", f'"{text}" is longer than 14 months', span, "check the years and months")

    def report_odd_code(self, title: str, span: Span) -> None:
        """Report a title whose code is written in a style that is not read."""
        message = f'the title "{short(title)}" begins with what looks like a code, and none is read'
        self.report("NI212", message, span, "write it like: P124 - Title")

    def record_unparsed(self, kind: UnparsedKind, span: Span, code: str, message: str, hint: str = "") -> None:
        """Record a part as unparsed, with a finding."""
        self.unparsed.append(Unparsed(kind, span.of(self.source.text), span))
        self.report(code, message, span, hint)
