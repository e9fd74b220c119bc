"""The findings of a run, with what all formats need to report them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from nhs_internships.cli.counting import counted, counted_severities
from nhs_internships.diagnostics import Diagnostic, Severity
from nhs_internships.source.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nhs_internships.spans import Position

__all__ = ["Report"]


@frozen(kw_only=True)
class Report:
    """What a check found.

    Attributes:
        findings: The findings, by path and line.
        texts: The texts that were checked, by path.
        as_of: The day with which dated rules compared.
        skipped: The codes that were not looked for, for want of a date.
        prefix: What to write before each path, so that it leads from the current folder to the file.
    """

    findings: Sequence[Diagnostic]
    texts: Mapping[str, SourceText] = field(factory=dict)
    as_of: date | None = None
    skipped: tuple[str, ...] = ()
    prefix: str = ""

    @property
    def worst_first(self) -> Sequence[Diagnostic]:
        """The findings by severity, and then by path and line."""
        order = list(Severity)
        return sorted(self.findings, key=lambda one: order.index(one.severity))

    @property
    def summary(self) -> str:
        """How many findings there are, in one sentence."""
        if not self.findings:
            return "No findings."
        files = counted(len({one.path for one in self.findings}), "file")
        kinds = counted_severities(one.severity for one in self.findings)
        total = counted(len(self.findings), "finding")
        return f"{total} in {files}: {kinds}." if ", " in kinds else f"{kinds} in {files}."

    @property
    def notes(self) -> Sequence[str]:
        """What else a reader of the findings must know, in a sentence each."""
        return [*self._fixes(), *self._skipped()]

    def _fixes(self) -> Iterable[str]:
        safe, unsafe = (
            sum(one.fix is not None and one.fix.is_safe is is_safe for one in self.findings)
            for is_safe in (True, False)
        )
        if safe:
            yield f"{safe} can be fixed with --fix."
        if unsafe:
            more = " more" if safe else ""
            yield f"{unsafe}{more} can be fixed with --fix --unsafe-fixes, which needs a look at the result."

    def _skipped(self) -> Iterable[str]:
        if self.skipped:
            codes = ", ".join(self.skipped)
            yield f"Not checked without a date: {codes}. Give one with --as-of."

    def place(self, finding: Diagnostic) -> str:
        """Path, line and column of a finding, as compilers write them."""
        parts = (f"{self.prefix}{finding.path}", finding.line, finding.column)
        return ":".join(str(part) for part in parts if part is not None)

    def end(self, finding: Diagnostic) -> Position | None:
        """Where the place of a finding ends: the position after its last character, if its text is known."""
        source = self.texts.get(finding.path)
        span = finding.span
        return source.position(span.end) if source and span and span.end <= len(source.text) else None
