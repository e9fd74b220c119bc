"""Checks of permalinks: whether links lead to a brief, and whether every brief can be reached."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from nhs_internships.catalogue.reconcile.mentions import folder_status
from nhs_internships.checks.base import Check, found, replacement
from nhs_internships.checks.misspellings import MISSPELLINGS
from nhs_internships.checks.pages import Address, ListedEntry, SitePages
from nhs_internships.checks.visible import lowered
from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix, Place
from nhs_internships.dialects import Document
from nhs_internships.dialects.links import is_project
from nhs_internships.errors import nearest
from nhs_internships.model import Status
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.model.texts import short, squash
from nhs_internships.spans import Span

__all__ = ["CHECKS", "known_slugs", "misled_slugs"]

_WORD = re.compile(r"[a-z]{7,}")  # shorter words are too near to others
_NO_SLUG = re.compile(r"[\s{]")  # text that follows unclosed front matter, or Liquid
_LIKE = 0.85
_MAX_GUESSES = 20  # each takes time in proportion to the size of the site


def _places(listed: Iterable[ListedEntry], message: str) -> Iterator[Place]:
    for one in listed:
        line = one.document.source.line((one.spans.url or one.spans.title).start)
        yield Place(path=one.document.name, line=line, message=message)


def _permalink(document: Document) -> str:
    return (document.brief.permalink if document.brief else None) or ""


def _segment(permalink: str) -> str:
    """The last segment of a permalink, with its capitals."""
    return permalink.rstrip("/").rpartition("/")[2]


def _permalink_span(document: Document) -> Span | None:
    return document.brief_spans.permalink if document.brief_spans else None


def _unlinked(pages: SitePages) -> Iterator[Diagnostic]:
    """Entries whose address is that of no page, and briefs that no entry links, on a site that has both."""
    if not pages.briefs or not pages.entries:
        return
    by_slug = pages.linked_entries
    guesses = _guesses(pages)
    briefs = {slug: pages.briefs_by_slug.get(slug, ()) for slug in guesses.values() if slug}
    right = {_segment(_permalink(one)): wanted for one, wanted, _ in _misspelt(pages, briefs)}
    for slug, likely in guesses.items():
        first, *others = listed = by_slug[slug]
        free = likely and likely not in by_slug and right.get(likely) != slug and _is_sound(pages, slug, likely)
        yield found(
            first.document,
            "NI611",
            f'"{first.entry.title}" leads to "{slug}", and no brief has that permalink',
            first.spans.url,
            hint=f'did you mean "{likely}"?' if likely else "correct the address, or add the brief",
            related=_places(others, "has the same address"),
            fix=_relinked(listed, slug, likely) if likely and free else None,
        )
    # A brief that a wrong address probably means is a part of that finding.
    meant = {*guesses.values(), *(owner for _, owner, _ in _misled(pages)), *_named_without_link(pages)}
    yield from _not_listed(pages, meant)


def _is_sound(pages: SitePages, slug: str, likely: str) -> bool:
    """Whether the links are wrong, and not the permalink: that has no spaces, and its file another name."""
    return not _NO_SLUG.search(likely) and all(_stem(one.name) != slug for one in pages.briefs_by_slug.get(likely, ()))


def _named_without_link(pages: SitePages) -> Iterator[str]:
    """The slugs of projects that an entry of the current site has by title alone: its link is a finding of its own."""
    for slug, listed in pages.entries_by_slug.items():
        if any(not pages.is_old(one.document) and slug_of_url(one.entry.url) != slug for one in listed):
            yield slug


def _guesses(pages: SitePages) -> Mapping[str, str | None]:
    """The slugs of entries that no page has, each with the one that was probably meant.

    That is the slug of the one brief with the title of the entry, else one that looks like it.
    """
    known, by_title = known_slugs(pages), _slugs_by_title(pages)
    guesses: dict[str, str | None] = {}
    for slug, listed in pages.linked_entries.items():
        if slug not in known:
            titled = by_title.get(squash(listed[0].entry.title), [])
            alike = nearest(slug, pages.briefs_by_slug, cutoff=_LIKE) if len(guesses) < _MAX_GUESSES else None
            guesses[slug] = titled[0] if len(titled) == 1 else alike
    return guesses


def _slugs_by_title(pages: SitePages) -> Mapping[str, Sequence[str]]:
    """The slugs of the briefs by title, for comparing."""
    by_title: dict[str, list[str]] = {}
    for slug, documents in pages.briefs_by_slug.items():
        for title in {squash(one.brief.title) for one in documents if one.brief and one.brief.title}:
            by_title.setdefault(title, []).append(slug)
    return by_title


def known_slugs(pages: SitePages) -> set[str]:
    """The slugs of all pages: by permalink, and by the name of a file without one."""
    known: set[str] = set()
    for document in pages.documents:
        permalink = document.front_matter.get("permalink") or _permalink(document)
        slug = slug_of_url(permalink) if permalink else _stem(document.name)
        known.update([slug] if slug else [])
    return known


def _stem(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0].casefold()
    return folder.rpartition("/")[2].casefold() if stem == "index" else stem


def _relinked(listed: Sequence[ListedEntry], slug: str, wanted: str) -> Fix | None:
    """The fix that gives entries another slug; ``None`` where an address does not hold the slug as it is read."""
    edits = []
    for one in listed:
        text, url = one.document.text, one.spans.url
        at = url.of(text).casefold().rfind(slug) if url else -1
        if url is None or at < 0:
            return None
        place = Span(url.start + at, url.start + at + len(slug))
        edits.append(FileEdit(path=one.document.name, span=place, text=wanted))
    places = {(edit.path, edit.span.start): edit for edit in edits}
    return Fix(title=f"link {wanted}", edits=tuple(places.values()), is_safe=False)


def _slash(pages: SitePages) -> Iterator[Diagnostic]:
    """Links to a brief without the slash at the end of its permalink."""
    listed = _beside_slashes(pages)
    for address in pages.addresses:
        if address.text.endswith(("/", ".html")):  # nearly all, so this comes first
            continue
        path = re.split("[?#]", address.text, maxsplit=1)[0]
        if path.endswith(("/", ".html")) or address.output or "{" in path or not is_project(address.text):
            continue
        if _has_slash(pages, slug_of_url(address.text)) or (address.document.name, address.text) in listed:
            at = address.span.start + len(path)
            fix = replacement(address.document, Span(at, at), "/", "add the final slash")
            message = f"{address.link} has no slash at its end"
            hint = "add it; without it every visitor is sent on from another address"
            yield found(address.document, "NI612", message, address.span, hint=hint, fix=fix)


def _has_slash(pages: SitePages, slug: str | None) -> bool:
    """Whether the permalink of a brief ends in a slash."""
    return any(_permalink(one).endswith("/") for one in pages.briefs_by_slug.get(slug or "", ()))


def _beside_slashes(pages: SitePages) -> set[tuple[str, str]]:
    """Where no brief was read: page and address of each entry on pages with another entry that has the slash."""
    listed = set[tuple[str, str]]()
    for document in pages.listings if not pages.briefs else ():
        urls = {entry.url for entry in document.entries if entry.url}
        if any(url.endswith("/") and is_project(url) for url in urls):
            listed.update((document.name, url) for url in urls)
    return listed


def _permalink_without_slash(pages: SitePages) -> Iterator[Diagnostic]:
    """Permalinks without the slash at the end that links to the brief have: Jekyll then writes no page of that name."""
    linked: dict[str | None, Address] = {}
    for address in pages.addresses:
        if address.text.endswith("/") and not address.output and is_project(address.text):
            linked.setdefault(slug_of_url(address.text), address)
    for slug, documents in pages.briefs_by_slug.items():
        for document in documents if slug in linked else ():
            permalink, place = _permalink(document), _permalink_span(document)
            if place is None or permalink.endswith(("/", ".html")) or _NO_SLUG.search(permalink):
                continue
            link = linked[slug]
            line = link.document.source.line(link.span.start)
            message = f'the permalink "{short(permalink)}" has no slash at its end, and {link.link} has one'
            fix = replacement(document, Span(place.end, place.end), "/", "add the final slash", is_safe=False)
            related = [Place(path=link.document.name, line=line, message="a link with the slash")]
            yield found(document, "NI618", message, place, hint=f"write {permalink}/", related=related, fix=fix)


def _case(pages: SitePages) -> Iterator[Diagnostic]:
    """Links to a brief whose letters differ in case from its permalink: addresses distinguish them."""
    for address in pages.addresses:
        slug = slug_of_url(address.text) if is_project(address.text) and not address.output else None
        briefs = pages.briefs_by_slug.get(slug or "", ())
        if slug is None or not briefs or any(_segment(_permalink(one)) in address.text for one in briefs):
            continue
        wanted = _segment(_permalink(briefs[0]))
        at = address.text.casefold().rfind(slug)
        if at >= 0 and wanted.casefold() == slug:
            place = Span(address.span.start + at, address.span.start + at + len(slug))
            fix = replacement(address.document, place, wanted, f"write {wanted}", is_safe=False)
            message = f'{address.link} leads to "{place.of(address.document.text)}", and the permalink is "{wanted}"'
            related = [_permalink_place(briefs[0], "the permalink")]
            yield found(
                address.document, "NI613", message, address.span, hint=f"write {wanted}", related=related, fix=fix
            )


def _permalink_place(document: Document, message: str) -> Place:
    place = _permalink_span(document)
    return Place(path=document.name, line=document.source.line(place.start) if place else 1, message=message)


def _wrong_project(pages: SitePages) -> Iterator[Diagnostic]:
    """Entries with the title of one brief and the address of another."""
    for slug, owner, listed in _misled(pages):
        first, *others = listed
        yield found(
            first.document,
            "NI614",
            f'"{first.entry.title}" leads to "{slug}", and is the title of "{owner}"',
            first.spans.url,
            hint=f"link {owner}",
            related=_places(others, "has the same address"),
            fix=_relinked(listed, slug, owner),
        )


def _misled(pages: SitePages) -> Iterator[tuple[str, str, Sequence[ListedEntry]]]:
    """The slug that entries of one title link, and that of the one other brief that has the title."""
    by_title = _slugs_by_title(pages)
    for slug, listed in pages.linked_entries.items():
        if slug in pages.briefs_by_slug:
            for title, same in _grouped(listed).items():
                owners = by_title.get(title, [slug])
                # The slug of a project that takes up another one begins with that project's.
                is_continued = slug.startswith(owners[0]) or owners[0].startswith(slug)
                if len(owners) == 1 and slug not in owners and not is_continued:
                    yield slug, owners[0], same


def misled_slugs(pages: SitePages) -> frozenset[str]:
    """The slugs of projects that an entry names by title or address, and not by both: NI614, on a whole site.

    What such an entry states belongs to one of two projects, so it contradicts neither of them.
    """
    found = _misled(pages) if pages.is_whole else ()
    return frozenset(slug for linked, owner, _ in found for slug in (linked, owner))


def _grouped(listed: Iterable[ListedEntry]) -> Mapping[str, Sequence[ListedEntry]]:
    by_title: dict[str, list[ListedEntry]] = {}
    for one in listed:
        by_title.setdefault(squash(one.entry.title), []).append(one)
    return by_title


def _not_listed(pages: SitePages, meant: Container[str | None]) -> Iterator[Diagnostic]:
    """Briefs that no listing of the current site links; those of superseded projects need no link."""
    if all(pages.is_old(document) for document in pages.listings):
        return
    for slug, (document, *_) in pages.briefs_by_slug.items():
        listed = pages.linked_entries.get(slug, ())
        is_superseded = folder_status(document.name.rpartition("/")[0]) is Status.SUPERSEDED
        if is_superseded or slug in meant or pages.is_old(document):
            continue
        if all(pages.is_old(one.document) for one in listed):
            only_old = "; only a page of the old site does" if listed else ""
            yield found(
                document,
                "NI615",
                f'no listing links the brief "{slug}"{only_old}',
                _permalink_span(document),
                hint="add it to a listing",
                related=_places(listed, "links it on the old site"),
            )


def _names(pages: SitePages) -> Iterator[Diagnostic]:
    """Permalinks that are misspelt or have capitals, and those that differ from the name of their file."""
    problems = [*_with_capitals(pages), *_misspelt(pages, pages.briefs_by_slug)]
    yield from _renaming(pages, problems)
    reported = {document.name for document, _, _ in problems}
    for slug, documents in pages.briefs_by_slug.items():
        for document in documents:
            stem = _stem(document.name)
            is_odd = document.name.startswith("<") or _NO_SLUG.search(slug) is not None
            if stem != slug and document.name not in reported and not is_odd:
                message = f'the file is named "{stem}", and its permalink is "{_permalink(document)}"'
                yield found(document, "NI616", message, _permalink_span(document), hint=f"rename the file to {slug}.md")


def _renaming(pages: SitePages, problems: Sequence[tuple[Document, str, str]]) -> Iterator[Diagnostic]:
    """The findings for permalinks that should be other ones; the fix of one renames every link to it, too."""
    free = {document.name for document, wanted, _ in problems if _can_be(pages, document, wanted)}
    uses: dict[str, list[FileEdit]] = {}
    for use in _uses(pages) if free else ():
        uses.setdefault(use.text, []).append(use)
    for document, wanted, problem in problems:
        places = uses.get(_slug(document), ()) if document.name in free else ()
        edits = tuple(evolve(use, text=wanted) for use in places)
        fix = Fix(title=f"rename it to {wanted}", edits=edits, is_safe=False) if edits else None
        message = f'the permalink "{short(_permalink(document))}" {problem}'
        hint = f"rename it to {wanted}, with every link to it, unless other sites link to this address"
        yield found(document, "NI617", message, _permalink_span(document), hint=hint, fix=fix)


def _can_be(pages: SitePages, document: Document, wanted: str) -> bool:
    """Whether a brief can have a slug: no other brief has it, and the file is named so."""
    others = [one for one in pages.briefs_by_slug.get(wanted, ()) if one is not document]
    return not others and _stem(document.name) == wanted


def _slug(document: Document) -> str:
    return _segment(_permalink(document)).casefold()


def _with_capitals(pages: SitePages) -> Iterator[tuple[Document, str, str]]:
    for document in pages.briefs:
        segment = _segment(_permalink(document))
        if segment != segment.lower() and not _NO_SLUG.search(segment):
            yield document, segment.lower(), "has capitals"


def _misspelt(pages: SitePages, briefs: Mapping[str, Sequence[Document]]) -> Iterator[tuple[Document, str, str]]:
    """Briefs whose permalink spells a word otherwise than title, heading or file name, and than most of the texts."""
    slips = [
        (document, slug, word, right)
        for slug, documents in briefs.items()
        for document in documents
        for word, right in _slips(document, slug)
    ]
    texts = [document.source.once(lowered) for document in pages.briefs] if slips else []
    for document, slug, word, right in slips[:_MAX_GUESSES]:
        if word in MISSPELLINGS or _count(texts, word) < _count(texts, right):
            yield document, slug.replace(word, right), f'spells "{right}" as "{word}"'


def _count(texts: Iterable[str], word: str) -> int:
    """How often texts hold a word; in addresses no word begins behind a blank."""
    return sum(text.count(f" {word}") for text in texts)


def _slips(document: Document, slug: str) -> Iterator[tuple[str, str]]:
    """Words of a slug that are misspellings of a word of the title, heading or file name."""
    if document.brief is None:
        return
    named = f"{document.brief.title} {document.brief.heading} {document.brief.subheading} {_stem(document.name)}"
    words = set(_WORD.findall(named.casefold()))
    for word in _WORD.findall(slug):
        near = sorted(other for other in words - {word} if other[0] == word[0] and other[-1] == word[-1])
        yield from ((word, other) for other in near if _is_slip(word, other))


def _is_slip(word: str, other: str) -> bool:
    """Whether two words differ by two letters that are swapped, or by one inside that is missing or added."""
    if len(word) == len(other):
        at = next(at for at, (a, b) in enumerate(zip(word, other, strict=True)) if a != b)
        return word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]
    short, long = sorted((word, other), key=len)
    return len(long) - len(short) == 1 and any(long[:n] + long[n + 1 :] == short for n in range(1, len(long) - 1))


def _uses(pages: SitePages) -> Iterator[FileEdit]:
    """Every place of a slug, in permalinks and in links to projects; the text of each is the slug in lower case."""
    for document in pages.briefs:
        place, segment = _permalink_span(document), _segment(_permalink(document))
        at = document.text.rfind(segment, place.start, place.end) if place and segment else -1
        if at >= 0:
            yield FileEdit(path=document.name, span=Span(at, at + len(segment)), text=segment.casefold())
    places = {(one.document.name, one.span.start): one for one in pages.addresses if is_project(one.text)}
    for address in places.values():
        slug = slug_of_url(address.text)
        at = address.text.casefold().rfind(slug) if slug else -1
        if slug and at >= 0:
            start = address.span.start + at
            yield FileEdit(path=address.document.name, span=Span(start, start + len(slug)), text=slug)


CHECKS: tuple[Check, ...] = (
    Check(("NI611", "NI615"), _unlinked, needs_site=True),
    Check(("NI612",), _slash),
    Check(("NI613",), _case, needs_site=True),
    Check(("NI614",), _wrong_project, needs_site=True, replaces=("NI312", "NI804", "NI805")),
    Check(("NI616", "NI617"), _names, needs_site=True),
    Check(("NI618",), _permalink_without_slash, needs_site=True),
)
