"""The section, status and wave under which the entries of a page are listed.

They follow from the headings and wave rows above an entry. The heading of a wave does not end a section; a heading that
names no status is a section all the same.
"""

from __future__ import annotations

import re

from attrs import evolve, field, frozen, mutable

from nhs_internships.dialects.findings import Findings
from nhs_internships.dialects.sections import Section, WaveLabel
from nhs_internships.grammar.blocks import Heading
from nhs_internships.grammar.html import HtmlPiece, wave_badges, without_wave_badges
from nhs_internships.grammar.inline import strip_marks
from nhs_internships.model import Status, Wave
from nhs_internships.model.statuses import is_undecided, status_of
from nhs_internships.model.waves import is_too_long, looks_like_wave, wave_of
from nhs_internships.spans import Span

__all__ = ["Context", "ListedSection", "ListedWave"]

_PAGE_TITLE = re.compile(r"\{\{\s*page\.title\s*\}\}")
_ROW_LEVEL = 7  # below every heading, so that any heading ends a wave row


@frozen
class ListedSection:
    """A heading, with the status that it names; an undecided one names a state that is no status."""

    level: int
    text: str
    span: Span
    status: Status | None
    is_undecided: bool = False


@frozen
class ListedWave:
    """A wave that applies to the entries after it; ``wave`` is ``None`` if it cannot be read."""

    level: int
    wave: Wave | None
    span: Span


@mutable
class Context:
    """What applies to the next entry, by the headings and wave rows read so far.

    Attributes:
        findings: Takes a finding for each wave that cannot be read.
        page_title: Replaces ``{{ page.title }}`` in headings.
        wave: The wave that applies to the next entry.
        waves: Every wave that was read.
    """

    findings: Findings
    page_title: str
    wave: ListedWave | None = None
    waves: list[Wave] = field(factory=list)
    _listed: list[tuple[Section, list[WaveLabel]]] = field(factory=list)
    _sections: list[ListedSection] = field(factory=list)

    @property
    def section(self) -> ListedSection | None:
        """The nearest heading that is no wave."""
        return self._sections[-1] if self._sections else None

    @property
    def status(self) -> Status | None:
        """The status that the nearest heading names, or one above it; a page's title counts for itself alone."""
        for section in reversed(self._sections):
            if section.status is not None or section.is_undecided:
                return section.status if section.level > 1 or section is self._sections[-1] else None
        return None

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section that was read, with the waves that are named in it."""
        return tuple(evolve(section, labels=labels) for section, labels in self._listed)

    def heading(self, heading: Heading) -> None:
        """Take a heading: of a section, of a wave, or of a section with the label of a wave."""
        page, text = self.findings.source.text, heading.text.of(self.findings.source.text)
        label = next(iter(wave_badges(page, heading.text.start, heading.text.end)), None)
        shown = strip_marks(without_wave_badges(text) if label else text)
        title = _PAGE_TITLE.sub(lambda _: self.page_title, shown).strip()
        if (title or not label) and not self.take_wave(title, heading.text, heading.level):
            self._sections = [section for section in self._sections if section.level < heading.level]
            status = status_of(title)
            undecided = status is None and is_undecided(title)
            self._sections.append(ListedSection(heading.level, title, heading.text, status, undecided))
            listed = Section(title=title, status=self.status, level=heading.level, span=heading.text)
            self._listed.append((listed, []))
            if self.wave and heading.level <= self.wave.level:
                self.wave = None
        if label:
            self.start_wave(label.text, label.span, heading.level)

    def take_wave(self, text: str, span: Span, level: int = _ROW_LEVEL) -> bool:
        """Whether a text is a wave, or is meant as one; it then applies to the entries after it."""
        if wave_of(text) is None and not looks_like_wave(text):
            return False
        self.start_wave(text, span, level)
        return True

    def start_wave(self, text: str, span: Span, level: int = _ROW_LEVEL) -> None:
        """Apply a text that is certainly meant as a wave to the entries after it."""
        self.wave = self._read(text, span, level)
        if not self._listed:
            self._listed.append((Section(title=None, status=None, level=0, span=None), []))
        self._listed[-1][1].append(WaveLabel(wave=self.wave.wave, span=span))

    def own_wave(self, label: HtmlPiece) -> ListedWave:
        """The wave that an entry states itself; it applies to no other entry."""
        return self._read(label.text, label.span, _ROW_LEVEL)

    def _read(self, text: str, span: Span, level: int) -> ListedWave:
        wave = wave_of(text)
        if wave is None:
            message = f'"{text}" looks like a wave, and cannot be read as one'
            self.findings.report("NI204", message, span, "write it like: Wave 6 (February - July 2024)")
        else:
            self.waves.append(wave)
            if is_too_long(wave):
                self.findings.report_long_wave(text, span)
        return ListedWave(level, wave, span)
