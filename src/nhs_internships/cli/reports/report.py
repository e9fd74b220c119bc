"""The findings of a run, with what all formats need to report them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve, field, frozen

from nhs_internships.cli.answers import counted_severities
from nhs_internships.diagnostics import Diagnostic, Severity
from nhs_internships.model.texts import counted
from nhs_internships.source.text import SourceText
from nhs_internships.spans import Position

__all__ = ["Report", "combined"]


@frozen(kw_only=True)
class Report:
    """What a check found.

    Attributes:
        findings: The findings, by path and line; their paths lead from the current folder to the files.
        texts: The texts that were checked, by the same paths.
        as_of: The day with which dated rules compared.
        skipped: The codes that were not looked for, for want of a date.
        remarks: What else was not checked, and why, in a sentence each.
    """

    findings: Sequence[Diagnostic]
    texts: Mapping[str, SourceText] = field(factory=dict)
    as_of: date | None = None
    skipped: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def under(self, prefix: str) -> Report:
        """The report with something before each path, so that it leads from the current folder to the file."""
        if not prefix:
            return self
        findings = [_under(one, prefix) for one in self.findings]
        return evolve(self, findings=findings, texts={prefix + path: text for path, text in self.texts.items()})

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
        return [*self._fixes(), *self._skipped(), *self.remarks]

    def _fixes(self) -> Iterable[str]:
        safe, unsafe = (
            sum(one.fix is not None and one.fix.is_safe is is_safe for one in self.findings)
            for is_safe in (True, False)
        )
        if safe:
            yield f"{_have(safe)} a safe fix, which --fix makes."
        if unsafe:
            yield f"{_have(unsafe)} a fix that --fix --unsafe-fixes makes, which needs a look at the result."

    def _skipped(self) -> Iterable[str]:
        if self.skipped:
            codes = ", ".join(self.skipped)
            yield f"Not checked without a date: {codes}. Give one with --as-of."

    def place(self, finding: Diagnostic) -> str:
        """Path, line and column of a finding, as compilers write them."""
        parts = (finding.path, finding.line, finding.column)
        return ":".join(str(part) for part in parts if part is not None)

    def end(self, finding: Diagnostic) -> Position | None:
        """Where the place of a finding ends: the position after its last character, if its text is known."""
        source = self.texts.get(finding.path)
        span = finding.span
        return source.position(span.end) if source and span and span.end <= len(source.text) else None


def _have(number: int) -> str:
    return f"{counted(number, 'finding')} {'has' if number == 1 else 'have'}"


def _under(finding: Diagnostic, prefix: str) -> Diagnostic:
    related = [evolve(place, path=prefix + place.path) for place in finding.related]
    fix = finding.fix
    if fix is not None:
        fix = evolve(fix, edits=tuple(evolve(edit, path=prefix + edit.path) for edit in fix.edits))
    return evolve(finding, path=prefix + finding.path, related=tuple(related), fix=fix)


def combined(reports: Sequence[Report]) -> Report:
    """The reports about several sites as one; it has a day if they have the same."""
    if len(reports) == 1:
        return reports[0]
    days = {one.as_of for one in reports}
    return Report(
        findings=[finding for one in reports for finding in one.findings],
        texts={path: text for one in reports for path, text in one.texts.items()},
        as_of=days.pop() if len(days) == 1 else None,
        skipped=tuple(dict.fromkeys(code for one in reports for code in one.skipped)),
        remarks=tuple(dict.fromkeys(remark for one in reports for remark in one.remarks)),
    )
