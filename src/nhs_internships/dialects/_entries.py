"""What the forms of a listing share: raw entries, and telling titles and badges apart by content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen, mutable

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects.document import Unparsed, UnparsedKind
from nhs_internships.dialects.links import is_badge, is_other_page, is_placeholder, is_project, stray_badges
from nhs_internships.errors import ParseError
from nhs_internships.grammar import inline as _inline
from nhs_internships.grammar.html import Piece, between, inside, wave_badges
from nhs_internships.grammar.inline import Link
from nhs_internships.model import Badge, Facet, Status
from nhs_internships.model.badges import facet_of
from nhs_internships.source.text import SourceText, finding
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


__all__ = ["Parts", "RawEntry", "Reader"]

_AS_IMAGE = "write ![area](address), or remove it"


@frozen(kw_only=True)
class RawEntry:
    """An entry as its form reads it, before it is known under which heading it stands."""

    form: str
    whole: Span
    title: str
    title_span: Span
    url: str | None = None
    url_span: Span | None = None
    link: Span | None = None
    badges: tuple[Badge, ...] = ()
    badge_spans: tuple[Span, ...] = ()
    wave: Piece | None = None

    @property
    def places(self) -> tuple[Span, ...]:
        """What of the text the entry has used up."""
        return (*self.badge_spans, self.title_span, *(place for place in (self.link, self.url_span) if place))


@frozen
class Parts:
    """The links of a bullet, row or paragraph, sorted by what they are."""

    badges: tuple[Badge, ...]
    badge_spans: tuple[Span, ...]
    links: tuple[Link, ...]
    broken: tuple[Span, ...]


@mutable
class Reader:
    """A text that is being read: collects findings and what ended in no entry."""

    source: SourceText
    hidden: Sequence[Span] = ()
    status: Status | None = None
    diagnostics: list[Diagnostic] = field(factory=list)
    unparsed: list[Unparsed] = field(factory=list)

    def report(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Add a finding."""
        self.diagnostics.append(finding(self.source, code, message, span, hint))

    def leave(self, kind: UnparsedKind, span: Span, code: str, message: str, hint: str = "") -> None:
        """Put a part aside that ended in no entry, and say so."""
        self.unparsed.append(Unparsed(kind, span.of(self.source.text), span))
        self.report(code, message, span, hint)

    def parts(self, span: Span) -> Parts:
        """The badges and links of a span. Badge images that break the grammar are put aside."""
        text = self.source.text
        badges: list[Badge] = []
        places: list[Span] = []
        links: list[Link] = []
        broken: list[Span] = []
        for link in _inline.links(text, span):
            if self.hidden and inside(link.span.start, self.hidden):
                continue
            if not link.image:
                links.append(link)
                continue
            target, facet = link.target.of(text), facet_of(link.text.of(text))
            if facet is not Facet.TOPIC or is_badge(target):
                badge = self._badge(target, facet, link)
                if badge:
                    badges.append(badge)
                    places.append(link.span)
                else:
                    broken.append(link.span)
        return Parts(tuple(badges), tuple(places), tuple(links), tuple(broken))

    def _badge(self, target: str, facet: Facet, link: Link) -> Badge | None:
        try:
            return Badge.from_shields(target, facet)
        except ParseError as error:
            message = f"the address of this badge cannot be read: expected {error.expected}"
            self.leave(UnparsedKind.BADGE, link.span, "NI205", message, "correct the address")
            return None

    def title_link(self, parts: Parts) -> Link | None:
        """The link that names the project: a project's page if there is one, else the first."""
        text = self.source.text
        plain = [
            link
            for link in parts.links
            if not is_badge(link.target.of(text)) and not any(link.text.contains(span) for span in parts.badge_spans)
        ]
        return next((link for link in plain if self._is_project(link)), plain[0] if plain else None)

    def _is_project(self, link: Link) -> bool:
        target = link.target.of(self.source.text)
        return is_placeholder(target) or is_project(target)

    def names_project(self, link: Link, content: Span) -> bool:
        """Whether a link without badges makes an entry.

        A link to a project does when it begins its bullet or cell. A link that is all of its bullet or cell does
        when its target is still to come, and under a heading that names a status unless it surely leads elsewhere.
        """
        text = self.source.text
        target = link.target.of(text)
        before = self._seen(Span(content.start, link.span.start)).strip(" \t*_")
        if is_project(target) and not is_placeholder(target):
            return not before
        around = before + self._seen(Span(link.span.end, content.end)).strip(" \t*_")
        return not around and (is_placeholder(target) or (self.status is not None and not is_other_page(target)))

    def _seen(self, span: Span) -> str:
        """A span without comments."""
        parts, at = "", span.start
        for part in between(self.hidden, span):
            parts += self.source.text[at : part.start]
            at = part.end
        return parts + self.source.text[at : span.end]

    def gaps(self, pieces: Sequence[Span], badges: Sequence[Span] = ()) -> Iterator[Span]:
        """The texts between badges and comments that say something, piece by piece (cells, or one bullet)."""
        for piece in pieces:
            at = piece.start
            unseen = [span for span in (*badges, *between(self.hidden, piece)) if piece.contains(span)]
            for span in (*sorted(unseen, key=lambda span: span.start), Span(piece.end, piece.end)):
                found = _inline.trim(self.source.text, Span(at, max(at, span.start)))
                if len(found) > 0:
                    yield found
                at = span.end

    def leave_rest(self, span: Span, parts: Parts, used: Sequence[Span] = ()) -> None:
        """Put aside every badge and project-like link of a span that no entry has used."""
        text = self.source.text
        for place in parts.badge_spans:
            if place not in used and not any(taken.contains(place) for taken in used):
                self._leave_badge(place)
        for link in parts.links:
            known = link.span in used or link.target in used or any(taken.contains(link.span) for taken in used)
            if not known:
                self._leave_link(link.target.of(text), link.span)
        defined = list(_inline.definitions(text, span))
        for target in defined:
            self._leave_link(target.of(text), target)
        for stray in stray_badges(text, span, len(parts.badges)):
            self._stray(
                stray, (*used, *defined, *parts.badge_spans, *parts.broken, *(link.span for link in parts.links))
            )

    def leave_badges(self, span: Span) -> None:
        """Put aside every badge of a span, in a text that holds no entries."""
        for place in self.parts(span).badge_spans:
            self._leave_badge(place)

    def _stray(self, place: Span, known: Iterable[Span]) -> None:
        """The address of a badge outside of images: plain text, or an image that is not closed."""
        if any(taken.contains(place) for taken in (*known, *self.hidden)):
            return
        if self.source.text[max(0, place.start - 2) : place.start].endswith("]("):
            self.leave(UnparsedKind.BADGE, place, "NI205", "this image of a badge is not closed", "add the bracket )")
        else:
            self.report("NI207", "the address of a badge stands here, but is no image", place, _AS_IMAGE)

    def _leave_badge(self, place: Span) -> None:
        self.leave(UnparsedKind.BADGE, place, "NI201", "this badge belongs to no entry")

    def _leave_link(self, target: str, place: Span) -> None:
        if is_badge(target):
            message = "the address of a badge is linked here, not shown"
            self.leave(UnparsedKind.BADGE, place, "NI207", message, _AS_IMAGE)
        elif is_project(target):
            self.leave(UnparsedKind.LINK, place, "NI202", "this link looks like a project, but is no entry")

    def entry(self, form: str, whole: Span, parts: Parts, link: Link) -> RawEntry:
        """The entry that a title link and the badges around it make."""
        text = self.source.text
        title = _inline.trim(text, link.text)
        return RawEntry(
            form=form,
            whole=whole,
            title=_inline.unescape(title.of(text)),
            title_span=title,
            url=link.target.of(text),
            url_span=link.target,
            link=link.span,
            badges=parts.badges,
            badge_spans=parts.badge_spans,
            wave=self._wave(whole),
        )

    def _wave(self, whole: Span) -> Piece | None:
        return next(iter(wave_badges(self.source.text, whole.start, whole.end)), None)

    def plain_entry(self, form: str, whole: Span, parts: Parts, title: Span) -> RawEntry:
        """The entry that a plain text and the badges around it make."""
        return RawEntry(
            form=form,
            whole=whole,
            title=_inline.unescape(title.of(self.source.text)),
            title_span=title,
            badges=parts.badges,
            badge_spans=parts.badge_spans,
            wave=self._wave(whole),
        )
