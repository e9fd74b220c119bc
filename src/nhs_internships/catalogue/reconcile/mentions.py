"""From documents to mentions: what each source states about one project, with the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nhs_internships.catalogue.reconcile.authority import RANKS, Origin
from nhs_internships.catalogue.reconcile.slugs import plain_title
from nhs_internships.dialects import OUTPUT_PAGE, Document
from nhs_internships.dialects.links import is_placeholder, is_project
from nhs_internships.grammar.inline import all_links
from nhs_internships.model import BRIEF_FIELDS, Badge, Brief, Claim, Entry, Internship, Status, Wave
from nhs_internships.model.codes import written_code
from nhs_internships.model.slugs import slug_of_url, usable_slug
from nhs_internships.model.statuses import status_of
from nhs_internships.spans import Position, Span

__all__ = ["Mention", "PageLink", "folder_status", "is_old_page", "is_template", "mentions"]


_TEMPLATE = "new-topic"
_TEMPLATE_KEYWORD = re.compile(r"(?:^|,)[kK](?i:eyword)\s?\d*(?:,|$)")
# Folders that held finished, paused and archived projects together: they mean no more than "closed".
_COARSE = frozenset({"paused", "archive"})
_NO_STATUS = frozenset({"projects", "content", "docs"})
_OLD_SITE = "old_site"
# A code with a title after a dash or colon, or alone between marks: "P33 - A", "[P33](a/)", "P33; P34".
_CODE = re.compile(
    r"(?<![\w/.#-])(?P<text>(?P<code>[Pp]\d{2,4})(?![\w/.]|-\w)(?:\s*[-\u2013\u2014:]\s*[^;\r\n\[\]]{0,200})?)"
)
_REPOSITORY = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^/\s<>()\[\]\"']+/[^/\s?#<>()\[\]\"'|,;]+")


class PageLink(NamedTuple):
    """A link in a brief that should lead to a project, the code of an internship, or the address of a repository.

    Its place is for a finding, should the link lead nowhere; no finding is about a repository.
    """

    label: str
    text: str
    target: str
    span: Span | None = None
    position: Position | None = None
    is_repository: bool = False
    code: str | None = None


class Mention(NamedTuple):
    """What one entry, brief or record states."""

    path: str
    line: int
    title: str
    slug: str | None
    url: str | None = None
    status: Status | None = None
    badges: tuple[Badge, ...] = ()
    code: str | None = None
    wave: Wave | None = None
    brief: Brief | None = None
    internship: Internship | None = None
    claims: tuple[Claim, ...] = ()
    links: tuple[PageLink, ...] = ()
    has_placeholder: bool = False
    is_output_page: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a listing."""
        return self.brief is None and self.internship is None


def is_old_page(document: Document, place: str) -> bool:
    """Whether a page belongs to the old site, which is still published beside the new one."""
    layout = document.front_matter.get("layout", "").strip()
    return layout == "projects_old" or _OLD_SITE in place.casefold().split("/")[:-1]


def is_template(document: Document) -> bool:
    """Whether a brief is only there to be copied: ``new-topic.md``, or keywords such as ``KeyWord1``."""
    if document.brief is None:
        return False
    if _TEMPLATE_KEYWORD.search(",".join(document.brief.keywords)):
        return True
    stem = document.name.rpartition("/")[2].partition(".")[0]
    return _TEMPLATE in {stem.casefold(), slug_of_url(document.brief.permalink)}


def mentions(document: Document, place: str | None = None, above: str = "") -> Iterator[Mention]:
    """Everything a document states about projects, in page order.

    Args:
        document: A page or data file.
        place: Its path inside the site, where that is not its name: folders state a status.
        above: The name of the folder above that place, with ``/``; it distinguishes projects/paused from closed/paused.
    """
    above, inside = _inside(document.name) if place is None else (above, place)
    old = is_old_page(document, inside)
    if document.brief is not None:
        yield _brief(document, document.brief, f"{above}{inside}", old)
    # A dialect that states codes writes internships, any other dialect writes projects.
    read = _record if "code" in document.dialect.carries else _entry
    if document.dialect is OUTPUT_PAGE:
        read = _output_page
    for n, entry in enumerate(document.entries):
        yield read(document, n, entry, old)


def _inside(name: str) -> tuple[str, str]:
    """The folder and page in a document's name; of an absolute path only the last folder, and the one above it."""
    if not (name.startswith("/") or name[1:2] == ":"):
        return "", name
    *above, folder, page = ("", "", *name.split("/"))[-3:]
    return f"{above[0]}/", f"{folder}/{page}"


class _Claims:
    """Collects the claims of one entry, brief or record."""

    __slots__ = ("dialect", "made", "path", "ranks", "to_line")

    def __init__(self, document: Document, dialect: str, origin: Origin) -> None:
        self.path = document.name
        self.to_line = document.source.line
        self.dialect = dialect
        self.ranks = RANKS[origin]
        self.made: list[Claim] = []

    def add(self, name: str, value: str | None, span: Span | None, origin: Origin | None = None) -> None:
        """Add one statement; a field that is not stated makes no claim."""
        if value is None:
            return
        line = self.line(span)
        rank = (RANKS[origin] if origin else self.ranks)[name]
        self.made.append(Claim(field=name, value=value, path=self.path, line=line, dialect=self.dialect, rank=rank))

    def line(self, span: Span | None) -> int:
        """The line a span begins on; a whole document begins on its first."""
        return self.to_line(span.start) if span is not None else 1


def _entry(document: Document, n: int, entry: Entry, old: bool) -> Mention:
    spans = document.spans[n]
    claims = _Claims(document, spans.dialect.name, Origin.OLD_PAGE if old else _listing(entry))
    _add_entry(claims, document, n, entry)
    return Mention(
        path=document.name,
        line=claims.line(spans.title),
        title=plain_title(entry.title, entry.code),
        slug=slug_of_url(entry.url),
        url=entry.url,
        status=entry.status,
        badges=entry.badges,
        code=entry.code,
        wave=entry.wave,
        claims=tuple(claims.made),
    )


def _add_entry(claims: _Claims, document: Document, n: int, entry: Entry) -> None:
    """Everything that entries and records state alike."""
    spans = document.spans[n]
    claims.add("title", entry.title, spans.title)
    if entry.status is not None:
        claims.add("status", entry.status._value_, spans.section or spans.wave or spans.title)
    claims.add("url", entry.url, spans.url or spans.title)
    claims.add("code", entry.code, spans.title)
    for badge, span in zip(entry.badges, spans.badges, strict=True):
        claims.add(badge.facet._value_, badge.label, span)
    if entry.wave is not None:
        claims.add("wave", entry.wave.label, spans.wave or spans.title)
    claims.add("description", entry.description or None, spans.title)


def _listing(entry: Entry) -> Origin:
    # "Current Projects" is written at the moment the interns begin; "Active" and "Ongoing" sections linger.
    current = entry.status is Status.ACTIVE and (entry.section or "").strip(" \t*_").casefold().startswith("current")
    return Origin.RUNNING if current or entry.wave is not None else Origin.LISTING


def _brief(document: Document, brief: Brief, place: str, old: bool) -> Mention:
    spans = document.brief_spans
    claims = _Claims(document, document.dialect.name, Origin.OLD_PAGE if old else Origin.BRIEF)
    title_span = (spans.title or spans.heading) if spans else None
    title = brief.title or brief.heading
    claims.add("title", title or None, title_span)
    claims.add("url", brief.permalink, spans.permalink if spans else None)
    claims.add("description", brief.description or None, spans.description if spans else None)
    if brief.keywords:
        claims.add("keywords", ", ".join(brief.keywords), spans.keywords if spans else None)
    status = folder_status(place.rpartition("/")[0])
    if status is not None:
        claims.add("status", status._value_, None, Origin.OLD_PAGE if old else Origin.FOLDER)
    slug = slug_of_url(brief.permalink)
    if slug is None and not document.name.startswith("<"):  # "<text>" is no file
        slug = usable_slug(_stem(document.name))
        claims.add("slug", slug, None)
    return Mention(
        path=document.name,
        line=claims.line(title_span),
        title=title,
        slug=slug,
        url=brief.permalink,
        status=status,
        brief=brief,
        claims=tuple(claims.made),
        links=tuple(_links(document)),
    )


def _stem(path: str) -> str:
    """The name of a file without its ending, or of its folder when it is the folder's own page."""
    folder, _, name = path.rpartition("/")
    stem = (name.rpartition(".")[0] or name).casefold()
    return folder.rpartition("/")[2].casefold() if stem == "index" and folder else stem


@lru_cache(maxsize=256)
def folder_status(folder: str) -> Status | None:
    """The status of a brief's folder: exact ones name it, coarse ones mean only that the project is closed."""
    *above, last = folder.casefold().split("/")
    if not last or last in _NO_STATUS:
        return None
    if last in _COARSE and above[-1:] != ["closed"]:
        return Status.CLOSED
    return status_of(last)


def _links(document: Document) -> Iterator[PageLink]:
    """The links of a brief that should lead to projects, with their places, and the repositories it names."""
    text, spans, to_position = document.text, document.brief_spans, document.source.position
    # The trailer is a link to the list, and no statement.
    page = Span(0, spans.trailer.start if spans and spans.trailer else len(text))
    for link in document.source.once(all_links):
        target = link.target.of(text)
        if not link.image and page.contains(link.span) and (is_project(target) or is_placeholder(target)):
            label = spans.label_at(link.span.start) if spans else ""
            yield PageLink(label, link.text.of(text), target, link.span, to_position(link.span.start))
    yield from _codes(document)
    for found in _REPOSITORY.finditer(text, page.start, page.end):
        address = found.group().rstrip(".:").removesuffix(".git")
        yield PageLink("", "", address, is_repository=True)


def _codes(document: Document) -> Iterator[PageLink]:
    """The internships that a brief names by their codes as the ones it follows: ``P33 - Made-up project``."""
    label, to_position = BRIEF_FIELDS["related_projects"], document.source.position
    spans = document.brief_spans
    found = document.brief.field(label) if document.brief else None
    place = spans.fields[found.name] if spans and found else None
    if place is not None:
        for code in _CODE.finditer(document.text, place.start, place.end):
            span = Span(*code.span("text"))
            yield PageLink(label, code["text"].strip(), "", span, to_position(span.start), code=code["code"])


def _record(document: Document, n: int, entry: Entry, _old: bool) -> Mention:
    spans = document.spans[n]
    claims = _Claims(document, document.dialect.name, Origin.RECORD)
    _add_entry(claims, document, n, entry)
    written = entry.code or written_code(entry.title)
    internship = Internship(
        code=entry.code,
        title=plain_title(entry.title, written),
        wave=entry.wave,
        badges=entry.badges,
        outputs=entry.outputs,
        people=entry.people,
        description=entry.description,
    )
    return Mention(
        path=document.name,
        line=claims.line(spans.title),
        title=internship.title,
        slug=slug_of_url(entry.url),
        url=entry.url,
        status=entry.status,
        badges=entry.badges,
        internship=internship,
        has_placeholder=entry.code is None and written is not None,
        claims=tuple(claims.made),
    )


def _output_page(document: Document, n: int, entry: Entry, _old: bool) -> Mention:
    """A finished internship's page: it states the code, and with it the wave, and the outputs."""
    spans = document.spans[n]
    claims = _Claims(document, document.dialect.name, Origin.OUTPUT_PAGE)
    claims.add("code", entry.code, None)
    claims.add("wave", entry.wave.label if entry.wave else None, None)
    return Mention(
        path=document.name,
        line=claims.line(spans.title),
        title=entry.title,
        slug=None,
        internship=Internship(
            code=entry.code, title=entry.title, wave=entry.wave, outputs=entry.outputs, description=entry.description
        ),
        claims=tuple(claims.made),
        is_output_page=True,
    )
