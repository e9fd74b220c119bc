"""Makes the fixes of findings in memory, and keeps those that mend their finding and cause no other one.

A round makes all fixes that do not touch each other, reads the changed pages again and checks the site. What the fixes
uncovered is fixed with them (a link that was no address may lack its final slash, too). If a finding is still there
then, or a new one is, the fixes that are to blame are left out. Rounds follow until no fix is left; every round makes
the findings fewer or drops a fix, so there is an end. Fixes that were dropped are tried again after others were made,
which may have been in their way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from attrs import field, mutable

from nhs_internships.checks.pages import SitePages
from nhs_internships.diagnostics import Diagnostic, Fix, place_in_words
from nhs_internships.dialects import Document
from nhs_internships.errors import NHSInternshipsError
from nhs_internships.limits import Limits
from nhs_internships.site.after import pages_after
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.files import FileChange
from nhs_internships.source.text import Edit, SourceText, apply
from nhs_internships.spans import Span

__all__ = ["Fixed", "fixed"]

_NO_LINES: Mapping[str, _Lines] = {}
_Find = Callable[[SitePages], Iterable[Diagnostic]]


class Fixed(NamedTuple):
    """The pages of a site after fixes.

    Attributes:
        pages: The pages, read again.
        number: How many findings were fixed.
        warnings: The findings whose fix would do no good, in a sentence each.
    """

    pages: SitePages
    number: int
    warnings: tuple[str, ...]


def fixed(
    root: Path, pages: SitePages, find: _Find, is_wanted: Callable[[Diagnostic, Fix], bool], limits: Limits
) -> Fixed:
    """Make the fixes of findings, in memory alone.

    Args:
        root: The folder of the site.
        pages: Its pages as they are.
        find: Finds what is wrong on them.
        is_wanted: Whether a finding is to be fixed with its fix.
        limits: Bounds on the pages afterwards.
    """
    fixing = _Fixing(is_wanted)
    first = state = _State(root, limits, pages, tuple(find(pages)), find)
    is_better = True
    while is_better:
        is_better = False
        fixing.refused.clear()
        while chosen := fixing.choose(state.findings):
            made, state = fixing.make(state, chosen)
            is_better = is_better or bool(made)
    return Fixed(state.pages, len(first.findings) - len(state.findings), tuple(map(_warning, fixing.refused.values())))


class _State(NamedTuple):
    """The pages of a site in memory, and what is wrong on them."""

    root: Path
    limits: Limits
    pages: SitePages
    findings: Sequence[Diagnostic]
    find: _Find

    def after(self, chosen: Sequence[Diagnostic]) -> tuple[_State, Sequence[Diagnostic]] | None:
        """The pages after fixes, and the findings that are there still or newly; ``None`` if a fix cannot be made."""
        edits, before = _edits(chosen), self.pages.by_path
        if not edits.keys() <= before.keys():
            return None
        try:
            files = [_changed(before[path], edits[path]) for path in edits]
            pages = pages_after(self.pages, ChangeSet(root=self.root, files=files), self.limits)
        except NHSInternshipsError:  # overlapping edits, or a text that no page can hold
            return None
        findings = tuple(self.find(pages))
        lines = {path: _Lines(before[path], edits[path], pages.by_path[path]) for path in edits}
        expected = Counter(_key(one, lines) for one in self.findings) - Counter(_key(one, lines) for one in chosen)
        others = Counter(map(_key, findings)) - expected
        return self._replace(pages=pages, findings=findings), [one for one in findings if _key(one) in others]


def _changed(document: Document, edits: Iterable[Edit]) -> FileChange:
    source = document.source
    text = SourceText.from_text(apply(source.text, edits, source.name), source.name, source.limits)
    return FileChange(old_path=source.name, new_path=source.name, before=bytes(source), after=bytes(text))


def _edits(chosen: Iterable[Diagnostic]) -> Mapping[str, list[Edit]]:
    edits: dict[str, list[Edit]] = defaultdict(list)
    for edit in (edit for one in chosen if one.fix for edit in one.fix.edits):
        edits[edit.path].append(Edit(edit.span, edit.text))
    return edits


def _key(finding: Diagnostic, lines: Mapping[str, _Lines] = _NO_LINES) -> tuple[str, str, int | None]:
    """What a finding is known by before and after a change: code, page and the line afterwards, not its message."""
    moved = lines.get(finding.path)
    return finding.code, finding.path, moved.line(finding) if moved else finding.line


class _Lines:
    """On which line of an edited page a finding about the page as it was would stand."""

    def __init__(self, before: Document, edits: Iterable[Edit], after: Document) -> None:
        self.before, self.after = before.source, after.source
        self.edits = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
        self.ends = [edit.span.end for edit in self.edits]
        self.shifts = [0, *accumulate(len(edit.text) - len(edit.span) for edit in self.edits)]

    def line(self, finding: Diagnostic) -> int | None:
        """The line, from 1; ``None`` for a finding about the whole page."""
        if finding.line is None:
            return None
        offset = finding.span.start if finding.span else self.before.starts[finding.line - 1]
        n = bisect_right(self.ends, offset)
        if n < len(self.edits):  # what stands inside an edit is where the edit begins
            offset = min(offset, max(self.edits[n].span.start, self.ends[n - 1] if n else 0))
        return self.after.line(offset + self.shifts[n])


@mutable
class _Fixing:
    """What was fixed so far, and what cannot be.

    Attributes:
        is_wanted: Whether a finding is to be fixed with its fix.
        refused: The findings whose fix does not help now, by code, path and message.
    """

    is_wanted: Callable[[Diagnostic, Fix], bool]
    refused: dict[tuple[str, str, str], Diagnostic] = field(factory=dict)

    def choose(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings to fix next, of those whose fixes touch each other the first."""
        taken: dict[str, list[Span]] = defaultdict(list)
        chosen = []
        for one in findings:
            edits = one.fix.edits if one.fix and self._can_fix(one) else ()
            if edits and not any(_touches(edit.span, taken[edit.path]) for edit in edits):
                chosen.append(one)
                for edit in edits:
                    insort(taken[edit.path], edit.span)
        return chosen

    def _can_fix(self, finding: Diagnostic) -> bool:
        return finding.fix is not None and _name(finding) not in self.refused and self.is_wanted(finding, finding.fix)

    def make(self, state: _State, chosen: Sequence[Diagnostic]) -> tuple[Sequence[Diagnostic], _State]:
        """As many of the fixes as can be made together, and the pages after them."""
        after = self._after(state, chosen)
        if after is not None:
            return chosen, after
        if len(chosen) == 1:
            self.refused[_name(chosen[0])] = chosen[0]
            return (), state
        middle = len(chosen) // 2
        first, after_first = self.make(state, chosen[:middle])
        second, after_second = self.make(state, chosen[middle:])
        if not first or not second:
            return (first, after_first) if first else (second, after_second)
        both = (*first, *second)
        joined = self._after(state, both) if len(both) < len(chosen) else None
        return (first, after_first) if joined is None else (both, joined)  # the second half's turn comes again

    def _after(self, state: _State, chosen: Sequence[Diagnostic]) -> _State | None:
        """The pages after fixes and the fixes of what they uncover; ``None`` if a finding is left then."""
        made = state.after(chosen)
        if made is None or not all(map(self._can_fix, made[1])):
            return None
        after, uncovered = made
        again = after.after(uncovered) if uncovered else (after, ())
        return None if again is None or again[1] else again[0]


def _warning(finding: Diagnostic) -> str:
    problem = "is not fixed, because the fix would not mend it or would cause another finding"
    return f"{place_in_words(finding.path, finding.line)}: {finding.code} {problem}"


def _name(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.code, finding.path, finding.message


def _touches(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps or adjoins one of others, which are in order and do not touch each other."""
    n = bisect_left(taken, span)
    return (n > 0 and taken[n - 1].end >= span.start) or (n < len(taken) and taken[n].start <= span.end)
