"""Checks of waves: their months and numbers, the codes of internships, and what a date has overtaken."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from nhs_internships.checks.base import Check, found
from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.checks.visible import hidden_parts, lowered
from nhs_internships.diagnostics import Diagnostic, Place
from nhs_internships.dialects import WAVES_DATA, Document
from nhs_internships.errors import ParseError
from nhs_internships.model import Month, Status, Wave
from nhs_internships.model.codes import is_placeholder, written_code
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.model.texts import counted, short
from nhs_internships.model.waves import wave_of
from nhs_internships.spans import Span

__all__ = ["CHECKS"]

_MIN_OVERLAP = 2  # a wave may begin in the month in which the one before it ends
# The names of waves, and the stages of records; Jekyll compares them as texts.
_VALUE = r"""(?<![^\r\n\ufeff])[ \t]*(?:-[ \t]+)?["']?(?i:%s)["']?[ \t]*:[ \t]*["']?(?P<text>[^\r\n"'#]*)"""
_NAME, _STAGE = re.compile(_VALUE % "name"), re.compile(_VALUE % "stage")
_STATED = re.compile(r"\bstage[\"']?[ \t]*:[ \t]*[^\s#]", re.IGNORECASE)
# The frame of a list of cards or a table, and what shows something.
_FRAME_OR_WORD = re.compile(r"</?(?:ul|ol|div|section|table|thead|tbody|br|hr)\b[^<>]*+>|(?P<word>\w)", re.IGNORECASE)
_ROW = re.compile(r"\ufeff?[ \t]*+\|")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 14, "early": 6, "mid": 9, "late": 12}
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_WHEN = "|".join(sorted({*_SEASONS, *_MONTHS}, key=len, reverse=True))
# What an announcement begins with, in lower case. One search for each is quicker than one for any of them.
_BEGINNINGS = ("coming", "to be (?:published|released|announced|added)", "open for applications")
_PROMISING = tuple(map(re.compile, _BEGINNINGS))
_PROMISE = re.compile(
    rf"\b(?:{'|'.join(_BEGINNINGS)})"
    rf"(?P<between>[^.;:!?\r\n\d]{{0,12}}?)(?P<when>{_WHEN})[\s(-]*(?P<year>20\d\d)\)?",
    re.IGNORECASE,
)


class _Stated(NamedTuple):
    """A wave, and where it is stated."""

    wave: Wave
    document: Document
    span: Span

    @property
    def place(self) -> Place:
        """Where it is stated."""
        line = self.document.source.line(self.span.start)
        return Place(path=self.document.name, line=line, message=self.wave.label)


def _stated(listed: Iterable[ListedEntry]) -> Iterator[_Stated]:
    """The waves that entries and records state, each once for a place."""
    seen = set[tuple[str, Span]]()
    for one in listed:
        wave, span = one.entry.wave, one.spans.wave
        if wave is not None and span is not None and (one.document.name, span) not in seen:
            seen.add((one.document.name, span))
            yield _Stated(wave, one.document, span)


def _reversed(pages: SitePages) -> Iterator[Diagnostic]:
    """Texts that reading reports as no wave, because they end before they begin."""
    by_path = pages.by_path
    for problem in pages.catalogue.diagnostics:
        document = by_path.get(problem.path) if problem.code in {"NI204", "NI209"} else None
        if document is None or problem.span is None:
            continue
        text = problem.span.of(document.text)
        try:
            Wave.parse(text)
        except ParseError as error:
            if "ends after it starts" in error.expected:
                message = f'the wave "{text.strip()}" ends before it begins'
                yield found(document, "NI901", message, problem.span, hint="correct its months or years")


def _order(pages: SitePages) -> Iterator[Diagnostic]:
    """Waves of one page that overlap by more than a month, or whose numbers are not in the order of their months."""
    for stated in _by_document(_stated([*pages.entries, *pages.records])):
        whole = sorted({one.wave: one for one in reversed(stated) if one.wave.months}.values(), key=_wave)
        for earlier, later in pairwise(whole):
            numbers = earlier.wave.number, later.wave.number
            if numbers[0] is None or numbers[1] is None or numbers[0] == numbers[1]:
                continue
            shared = len(set(earlier.wave.months) & set(later.wave.months))
            if shared >= _MIN_OVERLAP or numbers[0] > numbers[1]:
                what = (
                    f"overlap by {shared} months" if shared >= _MIN_OVERLAP else "are not in the order of their months"
                )
                message = f"{earlier.wave.label} and {later.wave.label} {what}"
                hint = "correct a number or a month"
                yield found(later.document, "NI902", message, later.span, hint=hint, related=[earlier.place])


def _wave(stated: _Stated) -> Wave:
    return stated.wave


def _by_document(stated: Iterable[_Stated]) -> Iterable[Sequence[_Stated]]:
    by_document: dict[str, list[_Stated]] = {}
    for one in stated:
        by_document.setdefault(one.document.name, []).append(one)
    return by_document.values()


def _months(pages: SitePages) -> Iterator[Diagnostic]:
    """Waves of one number and different months, on one page or in different sources."""
    by_number: dict[int, list[_Stated]] = {}
    for one in (*_stated([*pages.entries, *pages.records]), *_unused(pages)):
        if one.wave.number is not None and one.wave.start is not None:
            by_number.setdefault(one.wave.number, []).append(one)
    for number, stated in by_number.items():
        first, *rest = _distinct(stated)
        others = [one for one in rest if _differ(first.wave, one.wave)]
        here = [one for one in others if one.document.name == first.document.name]
        if others:
            code, where = ("NI903", "in another place of this page") if here else ("NI904", "elsewhere")
            message = f"wave {number} is {_range(first.wave)} here and {_range((here or others)[0].wave)} {where}"
            places = [one.place for one in others]
            yield found(first.document, code, message, first.span, hint="write the same months", related=places)


def _unused(pages: SitePages) -> Iterator[_Stated]:
    """The waves of a waves file that no record has; the others are compared with the stages of their records."""
    used = {one.entry.wave.number for one in pages.records if one.entry.wave}
    for document in pages.documents:
        for text, span in _texts(_NAME, document) if document.dialect is WAVES_DATA else ():
            wave = wave_of(text)
            if wave is not None and wave.number not in used:
                yield _Stated(wave, document, span)


def _distinct(stated: Sequence[_Stated]) -> Sequence[_Stated]:
    """The first place of each wave on each page."""
    return list({(one.wave, one.document.name): one for one in reversed(stated)}.values())[::-1]


def _differ(wave: Wave, other: Wave) -> bool:
    """Whether two waves differ in a month that both state."""
    pairs = ((wave.start, other.start), (wave.end, other.end))
    return any(one is not None and two is not None and one != two for one, two in pairs)


def _range(wave: Wave) -> str:
    return Wave(start=wave.start, end=wave.end).label


def _stages(pages: SitePages) -> Iterator[Diagnostic]:
    """Records whose stage is the name of no wave in the file beside theirs: the site shows them under no wave."""
    names = _names(pages.documents)
    if not names:
        return
    for document in {one.document.name: one.document for one in pages.records}.values():
        known = names.get(document.name.rpartition("/")[0])
        wrong: dict[str, list[Span]] = {}
        for text, span in _texts(_STAGE, document) if known else ():
            if text not in (known or ()):
                wrong.setdefault(text, []).append(span)
        stages = {text for text, _ in _texts(_STAGE, document)} if wrong else set()
        for text, spans in wrong.items():
            near = _same_wave(text, known or ())
            place = _name_place(pages, document, near) if near and near not in stages and len(spans) > 1 else None
            if place:  # several records agree on it, and none has the other spelling
                here = [Place(path=document.name, line=document.source.line(span.start)) for span in spans]
                message = f'no record has the stage "{near}", and {counted(len(spans), "record")} have "{text}"'
                yield found(place[0], "NI905", message, place[1], hint=f'write "{text}"', related=here)
                continue
            others = [Place(path=document.name, line=document.source.line(span.start)) for span in spans[1:]]
            hint = f'write "{near}"' if near else "add the wave to the waves file, or correct the stage"
            message = f'no wave of the waves file is named "{text}"'
            yield found(document, "NI905", message, spans[0], hint=hint, related=others)


def _name_place(pages: SitePages, document: Document, name: str) -> tuple[Document, Span] | None:
    """Where the waves file beside a data file names a wave."""
    folder = document.name.rpartition("/")[0]
    files = [one for one in pages.documents if one.dialect is WAVES_DATA and one.name.rpartition("/")[0] == folder]
    return next(((one, span) for one in files for text, span in _texts(_NAME, one) if text == name), None)


def _names(documents: Iterable[Document]) -> Mapping[str, Sequence[str]]:
    """The names of the waves files by folder."""
    return {
        document.name.rpartition("/")[0]: [text for text, _ in _texts(_NAME, document)]
        for document in documents
        if document.dialect is WAVES_DATA
    }


def _texts(pattern: re.Pattern[str], document: Document) -> Iterator[tuple[str, Span]]:
    for match in pattern.finditer(document.text):
        text = match["text"].strip()
        if text:
            yield text, Span(match.start("text"), match.start("text") + len(match["text"].rstrip()))


def _same_wave(text: str, names: Iterable[str]) -> str | None:
    """The name of the wave that a stage probably means: of the same number, or the same letters."""
    plain = {_plain(name): name for name in names}
    return plain.get(_plain(text)) or next((plain[key] for key in plain if _number(key) == _number(text)), None)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _number(text: str) -> str:
    match = re.match(r"\W*wave\W*(\d+)", text, re.IGNORECASE)
    return match[1] if match else text


def _twice(pages: SitePages) -> Iterator[Diagnostic]:
    """Waves that a waves file names twice."""
    for document in pages.documents:
        first: dict[Wave | None, Span] = {}
        for text, span in _texts(_NAME, document) if document.dialect is WAVES_DATA else ():
            wave = wave_of(text)
            earlier = first.setdefault(wave, span)
            if wave is not None and earlier is not span:
                line = document.source.line(earlier.start)
                related = [Place(path=document.name, line=line, message="the same wave")]
                message = f"{wave.label} is named twice in this file"
                yield found(document, "NI910", message, span, hint="remove one of them", related=related)


def _empty(pages: SitePages) -> Iterator[Diagnostic]:
    """Waves of a listing under which nothing is, where others have entries."""
    for document in pages.listings:
        used = {one.wave for one in document.spans if one.wave}
        labels = [label.span for one in document.sections for label in one.labels] if used else []
        heads = [one.span for one in document.sections if one.span]
        ends = [*sorted(one.start for one in (*labels, *heads)), len(document.text)]
        starts = sorted(one.whole.start for one in document.spans)
        for span in labels:
            end = ends[bisect_right(ends, span.start)]
            is_used = span in used or bisect_right(starts, span.start) != bisect_left(starts, end)
            if not is_used and _is_blank(document, Span(span.end, end)):
                message = f'no entry stands under the wave "{short(span.of(document.text).strip("*_ "))}"'
                yield found(document, "NI911", message, span, hint="remove it, or list its projects")


def _is_blank(document: Document, span: Span) -> bool:
    """Whether there is no word after a wave: under a heading, or up to the blank line that ends a table."""
    text, source = document.text, document.source
    if _ROW.match(text, source.starts[source.line(span.start) - 1]):
        blank = _BLANK_LINE.search(text, span.start, span.end)
        span = Span(span.start, blank.start()) if blank else span
    return not any(match["word"] for match in _FRAME_OR_WORD.finditer(text, span.start, span.end))


def _without_stage(pages: SitePages) -> Iterator[Diagnostic]:
    """Records of a file without a stage, where most have one."""
    by_document: dict[str, list[ListedEntry]] = {}
    for one in pages.records:
        by_document.setdefault(one.document.name, []).append(one)
    for listed in by_document.values():
        lacking = [
            one for one in listed if not (one.entry.wave or _STATED.search(one.spans.whole.of(one.document.text)))
        ]
        for one in lacking if 2 * len(lacking) < len(listed) else ():
            message = f'the record "{one.entry.title}" has no stage, so it belongs to no wave'
            yield found(
                one.document, "NI912", message, one.spans.title, hint="add a line stage: with the name of its wave"
            )


def _codes(pages: SitePages) -> Iterator[Diagnostic]:
    """Records of one file with one code."""
    first: dict[tuple[str, str], ListedEntry] = {}
    for one in pages.records:
        code = one.entry.code
        if not code:
            continue
        earlier = first.setdefault((one.document.name, code.casefold()), one)
        if earlier is not one:
            line = one.document.source.line(earlier.spans.title.start)
            related = [Place(path=one.document.name, line=line, message="has the same code")]
            message = f'"{one.entry.title}" has the code of another record, {code}'
            yield found(one.document, "NI906", message, one.spans.title, hint="correct one of them", related=related)


def _placeholders(pages: SitePages) -> Iterator[Diagnostic]:
    """Entries and records with a code such as ``P11x`` or ``PXX``."""
    for one in (*pages.entries, *pages.records):
        code = written_code(one.entry.title) if one.entry.title[:1] in {"P", "p"} else None
        if code and is_placeholder(code):
            message = f'"{one.entry.title}" has no code yet: {code} is a placeholder'
            yield found(one.document, "NI907", message, one.spans.title, hint="write the code when it is known")


def _ended(pages: SitePages) -> Iterator[Diagnostic]:
    """Entries under an active heading whose wave has ended; old pages list what was active once."""
    active = {project.slug: project.wave for project in pages.catalogue if project.status is Status.ACTIVE}
    reported = set[str]()
    for one in pages.entries:
        entry, slug = one.entry, slug_of_url(one.entry.url)
        if pages.as_of is None or entry.status is not Status.ACTIVE or pages.is_old(one.document):
            continue
        # A project without a wave of its own on the page may have begun again.
        wave = (active.get(slug) if slug is not None else entry.wave) if entry.wave else None
        if wave and wave.end and wave.end.last_day < pages.as_of and (slug or entry.title) not in reported:
            reported.add(slug or entry.title)
            message = f'"{entry.title}" is listed as active, and its wave ended in {wave.end.name} {wave.end.year}'
            yield found(one.document, "NI908", message, one.spans.title, hint="move it to the completed projects")


def _overdue(pages: SitePages) -> Iterator[Diagnostic]:
    """Announcements for a season or month that is over: ``Coming Autumn 2023``."""
    for document in pages.documents:
        lower = document.source.once(lowered)
        for first in (first for promise in _PROMISING for first in promise.finditer(lower)):
            match = _PROMISE.match(document.text, first.start())
            if match:
                span = Span(*match.span())
                is_over = pages.as_of is not None and _end(match["when"], int(match["year"])) < pages.as_of
                if is_over and not hidden_parts(document).contains(span):
                    message = f'"{" ".join(match[0].split())}" is over, and the page still announces it'
                    yield found(document, "NI909", message, span, hint="write what is there now")


def _end(when: str, year: int) -> date:
    """The last day of a month or season; winter ends in the following year."""
    number = _MONTHS.get(when.casefold()) or _SEASONS[when.casefold()]
    return Month(year + (number - 1) // 12, (number - 1) % 12 + 1).last_day


CHECKS: tuple[Check, ...] = (
    Check(("NI901",), _reversed, replaces=("NI204", "NI209")),
    Check(("NI902",), _order, of_page=True),
    Check(("NI903", "NI904"), _months),
    Check(("NI905",), _stages, needs_site=True, replaces=("NI209", "NI902")),
    Check(("NI906",), _codes, of_page=True),
    Check(("NI907",), _placeholders, of_page=True),
    Check(("NI908",), _ended, needs_date=True),
    Check(("NI909",), _overdue, needs_date=True, replaces=("NI602",), of_page=True),
    Check(("NI910",), _twice, of_page=True),
    Check(("NI911",), _empty, of_page=True),
    Check(("NI912",), _without_stage, of_page=True),
)
