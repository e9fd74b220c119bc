"""Checks of numbers that somebody typed: ``38+ projects completed``, ``12 open``, ``Open Projects (12)``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nhs_internships.checks.base import found
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.visible import lowered
from nhs_internships.diagnostics import Diagnostic, Place
from nhs_internships.dialects import Document
from nhs_internships.grammar.html import hidden_spans
from nhs_internships.model import Status
from nhs_internships.model.statuses import status_of
from nhs_internships.spans import Span, inside

__all__ = ["TypedCount", "find_counts", "typed_counts"]

_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: n for n, word in enumerate(_TO_TWENTY.split(), 1)}
_STATUS = "open|active|completed|complete|finished|paused|archived|superseded"
_NOUN = "(?:(?:phd|internship|research) )?(?:projects?|internships?|topics?)"
_GAP = r"(?:\s|&nbsp;|</?[a-z][^<>]*>)+"
# What comes before a number, and the number, in small letters: few places fit, and it is found quickly.
_MAY_BEGIN = re.compile(rf"[^\w.,/$£€#&+-](?:[0-9]{{1,3}}|{'|'.join(_NUMBERS)})(?=\+?[\s&<])")
# A number and what it counts, with nothing behind it that would narrow that down: "12 open projects in London".
_TYPED = re.compile(
    rf"(?<![\w.,/$£€#&+-])(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})(?P<more>\+)?{_GAP}"
    rf"(?P<what>(?:{_STATUS})(?: {_NOUN})?|{_NOUN} (?:(?:are|is|were) )?(?:{_STATUS})|(?:cohort )?waves)(?![\w-])"
    r"(?=(?:[ \t]|&nbsp;)*(?:[<.,;!)|\r\n]|\*\*|\Z))",
    re.IGNORECASE,
)
# "Wave 6 completed", "the first two completed projects", "about 30 completed projects" count nothing exactly.
_BEFORE = re.compile(
    r"(?:waves?|phases?|levels?|steps?|stages?|versions?|numbers?|no\.|tier|first|last|next|other|another|these|those|"
    r"about|around|nearly|almost|over|under|than|least|most|to|of|or|and|our|between|per|every|each)\s*\Z",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(  # "the following six projects"
    rf"\bfollowing\s+(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?:\w+\s+)?(?:projects?|internships?)\b",
    re.IGNORECASE,
)
_IN_HEADING = re.compile(r"[(\[]\s*(?P<number>\d{1,3})(?:\s+[a-z]+)?\s*[)\]]\s*\Z", re.IGNORECASE)


class _Counted(NamedTuple):
    """Something that pages count.

    Attributes:
        counts: Each number that a page may state, and where it was counted.
        what: What is counted, in the plural.
        headings: The headings above what is counted, by page.
    """

    counts: tuple[tuple[int, str], ...]
    what: str
    headings: tuple[Place, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers alone."""
        return tuple(number for number, _ in self.counts)


class TypedCount(NamedTuple):
    """A number on a page, and what it should be one of.

    Attributes:
        span: The number and what it counts.
        shown: The text of the span.
        number: The number.
        digits: Its characters.
        counted: What is counted.
        at_least: Whether the page says that it may be more.
    """

    span: Span
    shown: str
    number: int
    digits: Span
    counted: _Counted
    at_least: bool = False


def find_counts(pages: SitePages) -> Iterator[Diagnostic]:
    """Numbers of projects and waves that no way of counting gives."""
    return (_finding(document, one) for document, one in typed_counts(pages) if not _is_right(one))


def typed_counts(pages: SitePages) -> Iterator[tuple[Document, TypedCount]]:
    """Every number of projects or waves on a current page, right or wrong."""
    known: dict[Status | None, _Counted] = {}
    for document in pages.documents:
        if document.brief is not None or "outputs" in document.dialect.carries or pages.is_old(document):
            continue
        typed = [*_in_text(pages, document, known), *_following(document), *_in_headings(document)]
        hidden = hidden_spans(document.text) if typed else []
        yield from ((document, one) for one in typed if not inside(one.span.start, hidden))


def _is_right(one: TypedCount) -> bool:
    """Whether some way of counting gives the number; what nothing is known of may be right."""
    most = max(one.counted.numbers, default=0)
    return most == 0 or one.number in one.counted.numbers or (one.at_least and one.number <= most)


def _finding(document: Document, one: TypedCount) -> Diagnostic:
    counts = " or ".join(_described(one.counted))
    message = f'the page says "{one.shown}", and the pages have {counts} {one.counted.what}'
    related = [place for place in one.counted.headings if place.path != document.name]
    return found(document, "NI809", message, one.span, hint="correct the number, or leave it out", related=related)


def _described(counted: _Counted) -> Iterator[str]:
    """Each number; where they differ, with the place where it was counted: ``20 (in data files)``."""
    by_number: dict[int, list[str]] = {}
    for number, place in sorted(counted.counts):
        if number:
            by_number.setdefault(number, []).append(place)
    for number, places in by_number.items():
        yield f"{number} ({', '.join(places)})" if len(by_number) > 1 else str(number)


def _in_text(pages: SitePages, document: Document, known: dict[Status | None, _Counted]) -> Iterator[TypedCount]:
    text = document.text
    for typed in document.source.once(_typed):
        if _BEFORE.search(text[max(0, typed.start() - 40) : typed.start()]) is None:
            what = " ".join(typed["what"].split())
            shown = f"{typed['number']}{typed['more'] or ''} {what}"
            status = next((named for word in what.casefold().split() if (named := _status(word))), None)
            if status not in known:
                known[status] = _waves(pages) if status is None else _projects(pages, status)
            number, span = _number(typed["number"]), Span(*typed.span())
            digits = Span(*typed.span("number"))
            yield TypedCount(span, shown, number, digits, known[status], typed["more"] is not None)


def _typed(text: str) -> Sequence[re.Match[str]]:
    places = _MAY_BEGIN.finditer(f"\n{lowered(text)}")
    return [typed for place in places if (typed := _TYPED.match(text, place.start()))]


def _number(text: str) -> int:
    return _NUMBERS.get(text.casefold()) or int(text)


def _status(word: str) -> Status | None:
    return None if word in {"project", "projects"} else status_of(word)


def _waves(pages: SitePages) -> _Counted:
    numbers = {wave.number for wave in pages.catalogue.waves if wave.number is not None}
    listed = {one.entry.wave for one in pages.entries if one.entry.wave and not pages.is_old(one.document)}
    counts = (
        (len(pages.catalogue.waves), "in all sources"),
        (len(numbers), "different numbers"),
        (max(numbers, default=0), "the highest number"),
        (len(listed), "in listings"),
    )
    return _Counted(counts, "waves")


def _projects(pages: SitePages, status: Status) -> _Counted:
    """Projects of a status: as entries of each current page and of all, as projects, as records."""
    listed = [one for one in pages.entries if one.entry.status is status and not pages.is_old(one.document)]
    by_page = Counter(one.document.name for one in listed)
    links = {one.entry.url or one.entry.title for one in listed}
    projects = sum(project.status is status for project in pages.catalogue)
    records = sum(one.entry.status is status for one in pages.records)
    headings = dict.fromkeys((one.document, one.spans.section) for one in listed)
    places = [
        Place(path=document.name, line=document.source.line(section.start), message=section.of(document.text))
        for document, section in headings
        if section
    ]
    counts = (
        *((n, f"in {path}") for path, n in by_page.items()),
        (len(links), "in all listings"),
        (projects, "in the catalogue"),
        (records, "in data files"),
    )
    return _Counted(counts, f"{status} projects", tuple(places))


def _following(document: Document) -> Iterator[TypedCount]:
    """``the following six projects``: those under the next heading with entries."""
    if not document.entries or "ollowing" not in document.text:
        return
    starts = [spans.whole.start for spans in document.spans]
    counts = Counter(spans.section for spans in document.spans)
    for typed in _FOLLOWING.finditer(document.text):
        at = bisect_left(starts, typed.end())
        if at < len(starts):
            counted = _Counted(((counts[document.spans[at].section], ""),), "entries in the list below")
            digits = Span(*typed.span("number"))
            yield TypedCount(Span(*typed.span()), typed.group(), _number(typed["number"]), digits, counted)


def _in_headings(document: Document) -> Iterator[TypedCount]:
    """``Open Projects (12)``."""
    for section, n in Counter(spans.section for spans in document.spans).items():
        shown = section.of(document.text) if section else ""
        typed = _IN_HEADING.search(shown)
        if typed is not None and section is not None:
            digits = Span(section.start + typed.start("number"), section.start + typed.end("number"))
            counted = _Counted(((n, ""),), "entries under this heading")
            yield TypedCount(section, shown, int(typed["number"]), digits, counted)
