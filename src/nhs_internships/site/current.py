"""What several operations ask about the pages of the current site: which list projects, and how they write links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.dialects import Document
from nhs_internships.dialects.wave_lines import is_same_wave
from nhs_internships.model import Badge, Status, Wave
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.vocabulary import Vocabulary

__all__ = [
    "NOT_HOW",
    "address",
    "coloured",
    "current_entries",
    "full_wave",
    "has_section",
    "listing_pages",
    "months_to_give",
    "wave_to_give",
    "with_slug",
]

NOT_HOW = ('"closed" does not say how', "choose paused, completed, archived or superseded")
"""Why no project gets the status "closed", and what to do."""


def current_entries(pages: SitePages, slug: str) -> Sequence[ListedEntry]:
    """The entries of a project on pages of the current site."""
    return [one for one in pages.entries_by_slug.get(slug, ()) if not pages.is_old(one.document)]


def listing_pages(pages: SitePages) -> Sequence[Document]:
    """The published pages of the current site that list projects, or could."""
    return [
        page
        for page in pages.documents
        if page.brief is None
        and "outputs" not in page.dialect.carries
        and (page.entries or "permalink" in page.front_matter or page.name == "index.md")
        and not pages.is_old(page)
    ]


def has_section(page: Document, status: Status) -> bool:
    """Whether a page has a heading for a status; the title of a page counts if it lists projects."""
    return any(one.status is status and (one.level > 1 or page.entries) for one in page.sections)


def address(pages: SitePages, page: Document, slug: str) -> str:
    """The link to a project, written like most of a page or, if it has none, of the other listings."""
    listed = [entry.url for entry in page.entries]
    others = [one.entry.url for one in pages.entries if not pages.is_old(one.document)]
    for urls in (listed, others):
        usual = Counter(with_slug(url, "{slug}") for url in urls if url and slug_of_url(url)).most_common(1)
        if usual:
            return usual[0][0].replace("{slug}", slug)
    return f"{slug}/"


def full_wave(pages: SitePages, wave: Wave) -> Wave:
    """A wave with the months that all pages give it, where only its number is known."""
    known = {one for one in pages.catalogue.waves if is_same_wave(one, wave)}
    return known.pop() if len(known) == 1 else wave


def wave_to_give(pages: SitePages, page: Document, title: str, status: Status, wave: Wave | None) -> Iterator[str]:
    """What is left to say of the wave of an entry: which it is, or when it runs; a sentence each.

    Args:
        pages: The pages of the site as they are.
        page: The page that is to list it.
        title: The title of the entry.
        status: The status of its section.
        wave: The wave that it is listed under, or that was completed.
    """
    running = [one.wave for one in page.entries if one.status is status is Status.ACTIVE and one.wave]
    if wave is not None:
        yield from months_to_give(pages, wave)
    elif running:
        told = f'"{title}" stands in no wave, but other running projects do'
        yield f"{page.name}: {told}; give one, such as {max(running).label}"


def months_to_give(pages: SitePages, wave: Wave) -> Iterator[str]:
    """That a wave has no months, if no page of the site has stated it yet."""
    if wave.start is None and not any(is_same_wave(known, wave) for known in _all_waves(pages)):
        example = f"{wave.label} (February - July 2024)"
        yield f"{wave.label} is new and has no months; add them wherever it is written now, as in {example}"


def _all_waves(pages: SitePages) -> Iterator[Wave | None]:
    """The waves that the pages state."""
    yield from pages.catalogue.waves
    for page in pages.documents:
        yield from page.waves
        yield from (label.wave for section in page.sections for label in section.labels)


def with_slug(url: str, slug: str) -> str:
    """A link to a project, as a link to another one."""
    old = slug_of_url(url) or ""
    at = url.casefold().rfind(old)
    return f"{url[:at]}{slug}{url[at + len(old) :]}" if old and at >= 0 else url


def coloured(pages: SitePages, badges: Iterable[Badge]) -> list[Badge]:
    """Badges in the colour that most entries give them or, if none has one, in that of the vocabulary."""
    known: dict[tuple[object, str], Counter[str]] = {}
    for one in pages.entries:
        if not pages.is_old(one.document):
            for badge in one.entry.badges:
                if badge.colour is not None:
                    known.setdefault(badge.key, Counter())[badge.colour] += 1
    return [badge if badge.colour is not None else _coloured(badge, known.get(badge.key)) for badge in badges]


def _coloured(badge: Badge, known: Counter[str] | None) -> Badge:
    term = Vocabulary.bundled().find(badge.label, badge.facet)
    colour = known.most_common(1)[0][0] if known else (term.colour if term else None)
    return evolve(badge, colour=colour)
