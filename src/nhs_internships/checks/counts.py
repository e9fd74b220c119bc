"""Checks of numbers that somebody typed: ``38+ projects completed``, ``12 open``, ``Open Projects (12)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nhs_internships.checks.base import found
from nhs_internships.diagnostics import Place
from nhs_internships.grammar.html import hidden_spans
from nhs_internships.model import Status
from nhs_internships.model.statuses import status_of
from nhs_internships.spans import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nhs_internships.checks.pages import ListedEntry, SitePages
    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.dialects import Document

__all__ = ["find_counts"]

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBERS = {word: n for n, word in enumerate(_WORDS, 1)}
_STATUS = "open|active|completed|complete|finished|paused|archived|superseded"
_NOUN = "(?:(?:phd|internship|research) )?(?:projects?|internships?|topics?)"
_GAP = r"(?:\s|&nbsp;|</?[a-z][^<>]*>)+"
# A number and what it counts, with nothing behind it that would narrow that down: "12 open projects in London".
_TYPED = re.compile(
    rf"(?<![\w.,/$£€#&+-])(?P<number>\d{{1,3}}|{'|'.join(_WORDS)})(?P<more>\+)?{_GAP}"
    rf"(?P<what>(?:{_STATUS})(?: {_NOUN})?|{_NOUN} (?:(?:are|is|were) )?(?:{_STATUS})|(?:cohort )?waves)(?![\w-])"
    r"(?=(?:[ \t]|&nbsp;)*(?:[<.,;!)|\r\n]|\*\*|\Z))",
    re.IGNORECASE,
)
_MAY_HOLD = re.compile(rf"(?:{_STATUS}|project|internship|topic|waves)", re.IGNORECASE)
# "Wave 6 completed", "the first two completed projects", "about 30 completed projects" count nothing exactly.
_BEFORE = re.compile(
    r"(?:waves?|phases?|levels?|steps?|stages?|versions?|numbers?|no\.|tier|first|last|next|other|another|these|those|"
    r"about|around|nearly|almost|over|under|than|least|most|to|of|or|and|our|between|per|every|each)\s*\Z",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    rf"\bfollowing\s+(?P<number>\d{{1,3}}|{'|'.join(_WORDS)})\s+(?:\w+\s+)?(?:projects?|internships?)\b", re.IGNORECASE
)
_IN_HEADING = re.compile(r"[(\[]\s*(?P<number>\d{1,3})(?:\s+[a-z]+)?\s*[)\]]\s*\Z", re.IGNORECASE)


class _Typed(NamedTuple):
    """A number on a page, what it should be one of, and where that is counted."""

    span: Span
    shown: str
    number: int
    counted: tuple[int, ...]
    what: str
    at_least: bool = False


def find_counts(pages: SitePages) -> Iterator[Diagnostic]:
    """Numbers of projects and waves that no way of counting gives."""
    for document in pages.documents:
        if document.brief is not None or "outputs" in document.dialect.carries or pages.is_old(document):
            continue
        found_here = [*_in_text(pages, document), *_following(pages, document), *_in_headings(pages, document)]
        hidden = hidden_spans(document.text) if found_here else []
        for one in found_here:
            if not _is_right(one) and not inside(one.span.start, hidden):
                yield _finding(pages, document, one)


def _is_right(one: _Typed) -> bool:
    """Whether some way of counting gives the number; what nothing is known of may be right."""
    most = max(one.counted, default=0)
    return most == 0 or one.number in one.counted or (one.at_least and one.number <= most)


def _finding(pages: SitePages, document: Document, one: _Typed) -> Diagnostic:
    counts = " or ".join(str(n) for n in sorted({n for n in one.counted if n}))
    message = f'the page says "{one.shown}", and the pages have {counts} {one.what}'
    related = [] if one.what == "waves" else _sections(pages, document, one)
    return found(document, "NI809", message, one.span, hint="correct the number, or leave it out", related=related)


def _sections(pages: SitePages, document: Document, one: _Typed) -> list[Place]:
    """The headings on other pages above the entries that are counted."""
    found_there: dict[tuple[str, int], str] = {}
    for listed in pages.entries:
        section = listed.spans.section
        is_counted = str(listed.entry.status) in one.what and not pages.is_old(listed.document)
        if section is not None and is_counted and listed.document is not document:
            line = listed.document.source.line(section.start)
            found_there.setdefault((listed.document.name, line), listed.entry.section or "")
    return [Place(path=path, line=line, message=text) for (path, line), text in found_there.items()]


def _in_text(pages: SitePages, document: Document) -> Iterator[_Typed]:
    text = document.text
    if _MAY_HOLD.search(text) is None:
        return
    for typed in _TYPED.finditer(text):
        line = text[max(0, typed.start() - 40) : typed.start()]
        if _BEFORE.search(line) is None:
            span = Span(typed.start(), typed.end())
            what = " ".join(typed["what"].split()).casefold()
            shown = f"{typed['number']}{typed['more'] or ''} {' '.join(typed['what'].split())}"
            counted, name = _counted(pages, document, what)
            yield _Typed(span, shown, _number(typed["number"]), counted, name, typed["more"] is not None)


def _number(text: str) -> int:
    return _NUMBERS.get(text.casefold()) or int(text)


def _counted(pages: SitePages, document: Document, what: str) -> tuple[tuple[int, ...], str]:
    """Every reasonable count of something, and its name."""
    if what.endswith("waves"):
        known = {wave.number for wave in pages.catalogue.waves if wave.number is not None}
        here = {entry.wave for entry in document.entries if entry.wave is not None}
        return (len(pages.catalogue.waves), len(known), max(known, default=0), len(here)), "waves"
    status = next(one for word in what.split() if (one := _status(word)))
    current = [one for one in pages.entries if one.entry.status is status and not pages.is_old(one.document)]
    by_page = {one.document.name: 0 for one in current}
    for one in current:
        by_page[one.document.name] += 1
    projects = sum(project.status is status for project in pages.catalogue)
    records = sum(one.entry.status is status for one in pages.records)
    return (*by_page.values(), len(_slugs(current)), projects, records), f"{status} projects"


def _status(word: str) -> Status | None:
    return None if word in {"project", "projects"} else status_of(word)


def _slugs(listed: Sequence[ListedEntry]) -> set[str]:
    return {one.entry.url or one.entry.title for one in listed}


def _following(pages: SitePages, document: Document) -> Iterator[_Typed]:
    """``the following six projects``: those of the next section with entries."""
    for typed in _FOLLOWING.finditer(document.text) if document.entries and "ollowing" in document.text else ():
        behind = [spans for spans in document.spans if spans.whole.start > typed.end()]
        first = behind[0].section if behind else None
        n = sum(spans.section == first for spans in behind)
        yield _Typed(Span(*typed.span()), typed.group(), _number(typed["number"]), (n,), "entries in the list below")


def _in_headings(pages: SitePages, document: Document) -> Iterator[_Typed]:
    """``Open Projects (12)``."""
    counts: dict[Span, int] = {}
    for spans in document.spans:
        if spans.section is not None:
            counts[spans.section] = counts.get(spans.section, 0) + 1
    for section, n in counts.items():
        shown = section.of(document.text)
        typed = _IN_HEADING.search(shown)
        if typed is not None:
            yield _Typed(section, shown, int(typed["number"]), (n,), "entries under this heading")
