"""Reads the parts of entries: links, badges and titles, which are recognised by content and not by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from nhs_internships.dialects.document import Dialect
from nhs_internships.dialects.findings import Findings, UnparsedKind
from nhs_internships.dialects.links import (
    is_badge,
    is_other_page,
    is_placeholder,
    is_project,
    is_redirected_badge,
    stray_badges,
)
from nhs_internships.errors import ParseError
from nhs_internships.grammar.html import HtmlPiece, wave_badges
from nhs_internships.grammar.inline import Link, links, trim, unescape
from nhs_internships.model import Badge, Facet, Status
from nhs_internships.model.badges import facet_of
from nhs_internships.source.text import SourceText
from nhs_internships.spans import Cover, Span, inside, start_of, starting_in

__all__ = ["EntryReader", "ListingDialects", "Parts", "RawEntry"]

# Elements that change how a text looks, and not what it says.
_LOOKS = re.compile(r"</?(?:del|s|strike|ins|u|em|i|strong|b|mark|span|small)\b[^<>]*>", re.IGNORECASE)
_STRUCK = re.compile(
    r"~~(?![\s~])(?P<text>[^~\r\n]*[^\s~])~~|<(?P<tag>del|s|strike)>(?P<inner>[^<>]*)</(?P=tag)>", re.IGNORECASE
)
_STRUCK_END = re.compile(r"(?:~~|<(?:del|s|strike)>)[\s*_]*\Z", re.IGNORECASE)
_REFERENCE = re.compile(r"[ \t*_~]*\[(?P<text>[^\[\]\r\n]+)\](?:\[(?P<name>[^\[\]\r\n]*)\]|(?P<is_definition>:[ \t]))")
_ENTRY_HINT = "to list the project, make the line a bullet, a row or a card under a heading that names a status"
_IMAGE_HINT = "write ![area](address), or remove it"
_MAX_MARKS = 12
_MARKS = " \t*_~"


@frozen(kw_only=True)
class ListingDialects:
    """The dialects of entries that one page may mix, and the dialect of a page without entries."""

    link_list: Dialect
    title_list: Dialect
    badge_list: Dialect
    title_table: Dialect
    badge_table: Dialect
    cards: Dialect
    prose: Dialect


@frozen(kw_only=True)
class RawEntry:
    """An entry before its section, status and wave are known.

    Attributes:
        dialect: The dialect in which it is written.
        whole: The whole bullet, row or card.
        title: The title.
        title_span: Its characters.
        url: The link target; ``None`` if there is no link.
        url_span: Its characters.
        link: The whole link with title and url.
        badges: Its badges, in order.
        badge_spans: One span for each badge.
        wave: The wave that the entry states itself.
    """

    dialect: Dialect
    whole: Span
    title: str
    title_span: Span
    url: str | None = None
    url_span: Span | None = None
    link: Span | None = None
    badges: tuple[Badge, ...] = ()
    badge_spans: tuple[Span, ...] = ()
    wave: HtmlPiece | None = None

    @property
    def used(self) -> tuple[Span, ...]:
        """The spans of everything that belongs to the entry."""
        return (*self.badge_spans, self.title_span, *(place for place in (self.link, self.url_span) if place))


@frozen
class Parts:
    """The links and images of a bullet, row or paragraph.

    Attributes:
        badges: Images that are badges.
        badge_spans: One span for each badge.
        links: Links, in order.
        broken: Images that should be badges, and whose address cannot be read.
        unread: Those of them that a reader takes for a badge of the entry.
    """

    badges: tuple[Badge, ...]
    badge_spans: tuple[Span, ...]
    links: tuple[Link, ...]
    broken: tuple[Span, ...]
    unread: tuple[Span, ...] = ()

    @property
    def images(self) -> tuple[Span, ...]:
        """Every badge, in order, whether or not its address can be read."""
        return tuple(sorted((*self.badge_spans, *self.unread))) if self.unread else self.badge_spans


@frozen
class EntryReader:
    """Reads the parts of entries in a text.

    Attributes:
        findings: Takes findings and unparsed parts.
        hidden: Comments, definitions and other text that no reader of the page sees.
        targets: The targets of references, by name.
        linked: The targets of references that are used; filled while reading.
    """

    findings: Findings
    hidden: Sequence[Span] = ()
    targets: Mapping[str, Span] = field(factory=dict)
    linked: set[Span] = field(factory=set)

    @property
    def source(self) -> SourceText:
        """The text that is read."""
        return self.findings.source

    def parts(self, span: Span) -> Parts:
        """The badges and links of a span. Badge images that break the grammar are recorded as unparsed."""
        text = self.source.text
        badges: list[Badge] = []
        places: list[Span] = []
        found: list[Link] = []
        broken: list[Span] = []
        unread: list[Span] = []
        for link in links(text, span, self.targets):
            if inside(link.span.start, self.hidden):
                continue
            self.linked.add(link.target)
            if not link.image:
                found.append(link)
                continue
            target, facet = link.target.of(text), facet_of(link.text.of(text))
            if facet is not Facet.TOPIC or is_badge(target):
                badge = self._badge(target, facet, link)
                if badge:
                    badges.append(badge)
                    places.append(link.span)
                else:
                    broken.append(link.span)
                    unread += [link.span] if facet is not Facet.TOPIC or "/badge/" in target else []
        return Parts(tuple(badges), tuple(places), tuple(found), tuple(broken), tuple(unread))

    def _badge(self, target: str, facet: Facet, link: Link) -> Badge | None:
        try:
            badge = Badge.from_shields(target, facet)
        except ParseError as error:
            message = f"the address of this badge cannot be read: expected {error.expected}"
            self.findings.record_unparsed(UnparsedKind.BADGE, link.span, "NI205", message, "correct the address")
            return None
        if is_redirected_badge(target):
            message = "this is an address of the service's front page, which only redirects to the image"
            self.findings.report("NI213", message, link.target, "write https://img.shields.io/badge/...")
        return badge

    def title_link(self, parts: Parts, places: Sequence[Span]) -> Link | None:
        """The link that names the project: the first one to a project's page, else the first one with a text.

        An autolink to any other page names a project only if there is no other text.

        Args:
            parts: The links and badges.
            places: The bullet, or the cells of the row.
        """
        text = self.source.text
        candidates = [
            link
            for link in parts.links
            if not is_badge(link.target.of(text))
            and not any(link.text.contains(span) for span in starting_in(link.text, parts.badge_spans))
        ]
        for link in candidates:
            if self._may_be_project(link):
                return link
        named = next((link for link in candidates if not link.is_autolink), None)
        if named or not candidates:
            return named
        found = [place for place in self.texts(places, parts.images) if place != candidates[0].span]
        return None if found else candidates[0]

    def _may_be_project(self, link: Link) -> bool:
        target = link.target.of(self.source.text)
        return is_placeholder(target) or is_project(target)

    def names_project(self, link: Link, content: Span, status: Status | None) -> bool:
        """Whether a link makes an entry without badges.

        A link to a project's page does if it begins its bullet or cell. A link that fills its bullet or cell does if
        its target is a placeholder; under a heading with a status also if it may lead to a project.

        Args:
            link: The link.
            content: The bullet or cell that holds it.
            status: The status that the heading above states.
        """
        target = link.target.of(self.source.text)
        before = self._text(Span(content.start, link.span.start))
        if is_project(target) and not is_placeholder(target):
            return not before
        if before or self._text(Span(link.span.end, content.end)):
            return False
        return is_placeholder(target) or (status is not None and not is_other_page(target))

    def _text(self, span: Span) -> str:
        """The text of a span without comments, and without marks that only change its look."""
        visible = self._visible(span)
        return (_LOOKS.sub("", visible) if "<" in visible else visible).strip(_MARKS)

    def _visible(self, span: Span) -> str:
        """The text of a span without comments."""
        parts, at = "", span.start
        for part in starting_in(span, self.hidden):
            parts += self.source.text[at : part.start]
            at = part.end
        return parts + self.source.text[at : span.end]

    def texts(self, pieces: Sequence[Span], badges: Sequence[Span] = ()) -> Iterator[Span]:
        """The texts between badges and comments, piece by piece (the cells of a row, or one bullet)."""
        for piece in pieces:
            at = piece.start
            gaps = [span for span in (*badges, *starting_in(piece, self.hidden)) if piece.contains(span)]
            for span in (*sorted(gaps, key=start_of), Span(piece.end, piece.end)):
                found = trim(self.source.text, Span(at, max(at, span.start)))
                if len(found) > 0:
                    yield found
                at = span.end

    def entry(self, dialect: Dialect, whole: Span, parts: Parts, place: Span, link: Link | None) -> RawEntry:
        """The entry of a title link, or of a plain text at a place, and the badges around it."""
        text = self.source.text
        title = self._title(trim(text, link.text) if link else place, place)
        return RawEntry(
            dialect=dialect,
            whole=whole,
            title=unescape(title.of(text)),
            title_span=title,
            url=link.target.of(text) if link else None,
            url_span=link.target if link else None,
            link=link.span if link else None,
            badges=parts.badges,
            badge_spans=parts.badge_spans,
            wave=next(iter(wave_badges(text, whole.start, whole.end)), None),
        )

    def _title(self, written: Span, whole: Span) -> Span:
        """The text of a title without the marks that strike it through, which are reported."""
        text = self.source.text
        found = _STRUCK.fullmatch(text, written.start, written.end)
        around = text[max(0, whole.start - _MAX_MARKS) : whole.start]
        if found or _STRUCK_END.search(around):
            message = "the title is struck through, and its status is that of the heading all the same"
            self.findings.report("NI214", message, whole, "move it under another heading, or remove it")
        elif "~~" in text[written.start : written.end]:
            message = "a part of the title is struck through; the title is read as it is written"
            self.findings.report("NI214", message, whole, "remove that part")
        return Span(*found.span("text" if found["tag"] is None else "inner")) if found else written

    def record_rest(self, span: Span, parts: Parts, used: Sequence[Span] = ()) -> None:
        """Record as unparsed every badge and project-like link of a span that no entry has used."""
        text = self.source.text
        taken, targets = Cover(used), frozenset(used)
        for place in parts.badge_spans:
            if not taken.contains(place):
                self._record_badge(place)
        for link in parts.links:
            if link.target not in targets and not taken.contains(link.span):
                self._record_link(link.target.of(text), link.span)
        known = Cover((*used, *parts.badge_spans, *parts.broken, *(link.span for link in parts.links)))
        for address in stray_badges(text, span, len(parts.badges)):
            if not known.contains(address) and not inside(address.start, self.hidden):
                self._record_address(address)

    def record_broken_reference(self, span: Span) -> None:
        """Record as unparsed a reference without a definition, or a definition in the place of a link."""
        found = _REFERENCE.match(self.source.text, span.start, span.end)
        if not found:
            return
        hint = "write [title](address)"
        if found["is_definition"]:
            message = "this is the definition of a link, which no visitor sees"
        else:
            message = f'this is no link, because the page does not define "{found["name"] or found["text"]}"'
        self.findings.record_unparsed(UnparsedKind.LINK, Span(*found.span()), "NI216", message, hint)

    def record_definitions(self) -> None:
        """Record as unparsed every badge and project-like link that is defined, and that no reference uses."""
        for target in self.targets.values():
            if target not in self.linked:
                self._record_link(target.of(self.source.text), target)

    def record_badges(self, span: Span) -> None:
        """Record as unparsed every badge of a span, in a text that has no entries."""
        for place in self.parts(span).badge_spans:
            self._record_badge(place)

    def _record_badge(self, place: Span) -> None:
        self.findings.record_unparsed(UnparsedKind.BADGE, place, "NI201", "this badge belongs to no entry")

    def _record_link(self, target: str, place: Span) -> None:
        if is_badge(target):
            message = "this links to the address of a badge and does not show it"
            self.findings.record_unparsed(UnparsedKind.BADGE, place, "NI207", message, _IMAGE_HINT)
        elif is_project(target):
            message = "this link looks like one to a project, and belongs to no entry"
            self.findings.record_unparsed(UnparsedKind.LINK, place, "NI202", message, _ENTRY_HINT)

    def _record_address(self, place: Span) -> None:
        """Report the address of a badge outside of images: plain text, or an image that is not closed."""
        if self.source.text[max(0, place.start - 2) : place.start].endswith("]("):
            message = "this image of a badge is not closed"
            self.findings.record_unparsed(UnparsedKind.BADGE, place, "NI205", message, "add the closing parenthesis )")
        else:
            self.findings.report("NI207", "this is the address of a badge, but not an image", place, _IMAGE_HINT)
