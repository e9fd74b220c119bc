"""From documents to mentions: what each source says of one project, with the line it says it on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.model import Badge, Brief, Internship, Status, Wave, status_of
from nhs_internships.reconcile.authority import Origin
from nhs_internships.reconcile.slugs import slug_of_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships._text import Span
    from nhs_internships.document import Document
    from nhs_internships.model import Entry

__all__ = ["Fact", "Mention", "is_old_page", "is_template", "mentions"]


def __dir__() -> list[str]:
    return __all__


_CODE = re.compile(r"^[A-Z]{1,2}\d{1,4}[a-z]?\s*[:\u2013\u2014-]\s*")
_TEMPLATE = re.compile(r"keyword\s?\d*", re.IGNORECASE)
# Folders that held finished, paused and archived projects together: they say no more than "closed".
_COARSE = frozenset({"paused", "archive"})


@frozen
class Fact:
    """One statement: a field, what it says, and the line."""

    field: str
    value: str
    line: int


@frozen(kw_only=True)
class Mention:
    """What one entry, brief or record says."""

    origin: Origin
    path: str
    line: int
    dialect: str
    title: str
    slug: str | None
    url: str | None = None
    status: Status | None = None
    status_origin: Origin
    badges: tuple[Badge, ...] = ()
    wave: Wave | None = None
    brief: Brief | None = None
    internship: Internship | None = None
    facts: tuple[Fact, ...] = ()


def is_old_page(document: Document) -> bool:
    """Whether a page belongs to the old site, which is still published beside the new one."""
    folders = document.name.split("/")[:-1]
    return document.front_matter.get("layout", "").strip() == "projects_old" or "old_site" in folders


def is_template(document: Document) -> bool:
    """Whether a brief is only there to be copied: ``new-topic.md``, or keywords such as ``KeyWord1``."""
    stem = document.name.rpartition("/")[2].partition(".")[0]
    keywords = document.brief.keywords if document.brief else ()
    return stem == "new-topic" or any(_TEMPLATE.fullmatch(word) for word in keywords)


def mentions(document: Document) -> Iterator[Mention]:
    """Everything a document says of projects, in page order."""
    if document.brief is not None:
        yield _brief(document, document.brief)
    old = is_old_page(document)
    for n, entry in enumerate(document.entries):
        is_record = document.dialect.name == "COMPLETED_DATA"
        yield _record(document, n, entry) if is_record else _entry(document, n, entry, old)


def _line(document: Document, span: Span | None) -> int:
    return document.position(span.start).line if span else 1


def _entry(document: Document, n: int, entry: Entry, old: bool) -> Mention:
    spans = document.spans[n]
    line = _line(document, spans.title)
    origin = _listing(entry, old)
    facts = [Fact("title", entry.title, line)]
    if entry.status is not None:
        facts.append(Fact("status", entry.status, _line(document, spans.section)))
    if entry.url is not None:
        facts.append(Fact("url", entry.url, _line(document, spans.url or spans.title)))
    for badge, span in zip(entry.badges, spans.badges, strict=True):
        facts.append(Fact(badge.facet, badge.label, _line(document, span)))
    if entry.wave is not None:
        facts.append(Fact("wave", entry.wave.label, _line(document, spans.wave)))
    return Mention(
        origin=origin,
        path=document.name,
        line=line,
        dialect=spans.dialect.name,
        title=entry.title,
        slug=slug_of_url(entry.url),
        url=entry.url,
        status=entry.status,
        status_origin=origin,
        badges=entry.badges,
        wave=entry.wave,
        facts=tuple(facts),
    )


def _listing(entry: Entry, old: bool) -> Origin:
    if old:
        return Origin.OLD_PAGE
    # "Current Projects" is written at the moment the interns begin; "Active" and "Ongoing" sections linger.
    running = entry.wave is not None or (entry.section or "").strip().casefold() == "current projects"
    return Origin.RUNNING if running and entry.status is Status.ACTIVE else Origin.LISTING


def _brief(document: Document, brief: Brief) -> Mention:
    spans = document.brief_spans
    stem = document.name.rpartition("/")[2].rpartition(".")[0] or document.name
    status = folder_status(document.name)
    places = {"title": spans.title, "url": spans.permalink, "description": spans.description} if spans else {}
    said = {"title": brief.title or brief.heading, "url": brief.permalink, "description": brief.description}
    facts = [Fact(name, value, _line(document, places.get(name))) for name, value in said.items() if value]
    if brief.keywords:
        facts.append(Fact("keywords", ", ".join(brief.keywords), _line(document, spans.keywords if spans else None)))
    if status is not None:
        facts.append(Fact("status", status, 1))
    return Mention(
        origin=Origin.BRIEF,
        path=document.name,
        line=_line(document, places.get("title")),
        dialect=document.dialect.name,
        title=brief.title or brief.heading,
        slug=slug_of_url(brief.permalink) or stem.casefold(),
        url=brief.permalink,
        status=status,
        status_origin=Origin.FOLDER,
        brief=brief,
        facts=tuple(facts),
    )


def folder_status(path: str) -> Status | None:
    """What the folder of a brief says: exact ones name the status, coarse ones only that the project is closed."""
    folders = [folder.casefold() for folder in path.split("/")[:-1]]
    if not folders or "old_site" in folders:
        return None
    parent = folders[-2] if len(folders) > 1 else ""
    if folders[-1] in _COARSE and parent != "closed":
        return Status.CLOSED
    return None if folders[-1] in {"projects", "content", "docs"} else status_of(folders[-1])


def _record(document: Document, n: int, entry: Entry) -> Mention:
    spans = document.spans[n]
    line = _line(document, spans.title)
    title = _CODE.sub("", entry.title)
    facts = [Fact("title", entry.title, line)]
    if entry.status is not None:
        facts.append(Fact("status", entry.status, _line(document, spans.wave or spans.title)))
    if entry.code is not None:
        facts.append(Fact("code", entry.code, line))
    for badge, span in zip(entry.badges, spans.badges, strict=True):
        facts.append(Fact(badge.facet, badge.label, _line(document, span)))
    if entry.wave is not None:
        facts.append(Fact("wave", entry.wave.label, _line(document, spans.wave)))
    if entry.description:
        facts.append(Fact("description", entry.description, line))
    internship = Internship(
        code=entry.code,
        title=title,
        wave=entry.wave,
        badges=entry.badges,
        outputs=entry.outputs,
        people=entry.people,
        description=entry.description,
    )
    return Mention(
        origin=Origin.RECORD,
        path=document.name,
        line=line,
        dialect=document.dialect.name,
        title=title,
        slug=slug_of_url(entry.url),
        url=entry.url,
        status=entry.status,
        status_origin=Origin.RECORD,
        badges=entry.badges,
        wave=entry.wave,
        internship=internship,
        facts=tuple(facts),
    )
