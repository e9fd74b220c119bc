"""What rules look at: the pages of a site together, with the catalogue that was made from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from attrs import evolve, field, frozen

from nhs_internships.catalogue.catalogue import Catalogue
from nhs_internships.catalogue.reconcile.mentions import is_old_page, is_template
from nhs_internships.checks.settings import Settings
from nhs_internships.checks.visible import hidden_parts, is_markdown
from nhs_internships.dialects import Document
from nhs_internships.dialects.document import EntrySpans
from nhs_internships.dialects.links import is_project
from nhs_internships.errors import one_line
from nhs_internships.grammar.inline import all_links, find_definitions, links
from nhs_internships.model import ClaimField, Entry
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.source.text import stripped
from nhs_internships.spans import Cover, Span

__all__ = ["Address", "ListedEntry", "SitePages"]

_MAX_SHOWN = 100


class Address(NamedTuple):
    """An address that a visitor can follow: of a link on a page, or of an output of a record."""

    document: Document
    span: Span
    text: str
    shown: Span
    output: str = ""

    @property
    def link(self) -> str:
        """The link, for people: by its text, or by its kind and the title of its record."""
        shown = one_line(self.shown.of(self.document.text).strip()[:_MAX_SHOWN])
        return f'the {self.output.replace("_", " ")} link of "{shown}"' if self.output else f'the link "{shown}"'


class ListedEntry(NamedTuple):
    """One entry of one page."""

    document: Document
    n: int

    @property
    def entry(self) -> Entry:
        """What it states."""
        return self.document.entries[self.n]

    @property
    def spans(self) -> EntrySpans:
        """Where it states it."""
        return self.document.spans[self.n]

    @property
    def place(self) -> Span:
        """Where an editor should point: the title or, if the entry begins on a line above it, that line.

        A card begins with its mark-up, so it is its title all the same.
        """
        source, whole, title = self.document.source, self.spans.whole, self.spans.title
        first = source.line(whole.start)
        if first == source.line(title.start) or source.text.startswith("<", whole.start):
            return title
        return stripped(source.text, whole.start, source.lines(first, first).end)

    @property
    def line(self) -> int:
        """The line of its place, from 1."""
        return self.document.source.line(self.place.start)


@frozen(kw_only=True, eq=False)
class SitePages:
    """All pages of a site, read, and the facts that rules share.

    Attributes:
        documents: Every page, in the order in which they were read.
        catalogue: The catalogue that was made from them, with its claims and findings.
        settings: The settings of the site.
        as_of: The day for which the pages should be true; ``None`` where it is not known.
        is_whole: Whether these are all pages of the site, not one alone; else checks with ``needs_site`` do not run.
    """

    documents: tuple[Document, ...]
    catalogue: Catalogue
    settings: Settings = field(factory=Settings)
    as_of: date | None = None
    is_whole: bool = True

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The pages by path."""
        return {document.name: document for document in self.documents}

    @cached_property
    def old_paths(self) -> frozenset[str]:
        """The pages of the old site, which is still published beside the current one."""
        return frozenset(one.name for one in self.documents if is_old_page(one, one.name))

    @cached_property
    def briefs(self) -> Sequence[Document]:
        """The briefs of projects, without templates."""
        return [one for one in self.documents if one.brief is not None and not is_template(one)]

    @cached_property
    def briefs_by_slug(self) -> Mapping[str, Sequence[Document]]:
        """The briefs by the slug of their permalink."""
        found: dict[str, list[Document]] = {}
        for document in self.briefs:
            slug = slug_of_url(document.brief.permalink) if document.brief else None
            if slug is not None:
                found.setdefault(slug, []).append(document)
        return found

    @cached_property
    def listings(self) -> Sequence[Document]:
        """The pages with entries, without data files and output pages; those of the old site come last."""
        found = [one for one in self.documents if one.entries and not _is_data(one)]
        return sorted(found, key=self.is_old)

    @cached_property
    def entries(self) -> Sequence[ListedEntry]:
        """Every entry of every listing, current pages first."""
        return [ListedEntry(document, n) for document in self.listings for n in range(len(document.entries))]

    @cached_property
    def linked_entries(self) -> Mapping[str, Sequence[ListedEntry]]:
        """The entries of listings by the slug that they link to, current pages first."""
        found: dict[str, list[ListedEntry]] = {}
        for one in self.entries:
            url = one.entry.url
            slug = slug_of_url(url) if url and is_project(url) else None
            if slug is not None:
                found.setdefault(slug, []).append(one)
        return found

    @cached_property
    def entries_by_slug(self) -> Mapping[str, Sequence[ListedEntry]]:
        """The entries of listings by the slug of their project, current pages first."""
        return self._by_slug(self.entries)

    @cached_property
    def records_by_slug(self) -> Mapping[str, Sequence[ListedEntry]]:
        """The records of data files by the slug of their project."""
        return self._by_slug(self.records)

    def _by_slug(self, listed: Sequence[ListedEntry]) -> Mapping[str, Sequence[ListedEntry]]:
        """Entries by project: the claims know which project each title belongs to."""
        places = {(one.document.name, _title_line(one), one.entry.title): one for one in listed}
        found: dict[str, list[ListedEntry]] = {}
        for slug, claims in self.catalogue.claims_by_slug.items():
            titles = [claim for claim in claims if claim.field is ClaimField.TITLE]
            named = [places.get((claim.path, claim.line or 0, claim.value)) for claim in titles]
            found[slug] = [one for one in named if one is not None]
        return found

    @cached_property
    def records(self) -> Sequence[ListedEntry]:
        """Every record of a data file, and the entry of every output page."""
        data = [document for document in self.documents if _is_data(document)]
        return [ListedEntry(document, n) for document in data for n in range(len(document.entries))]

    @cached_property
    def addresses(self) -> Sequence[Address]:
        """Every address that a visitor can follow, page by page; those of images and templates are left out."""
        return [one for document in self.documents if not is_template(document) for one in _addresses(document)]

    def only(self, paths: Collection[str]) -> SitePages:
        """Some of the pages, beside the catalogue of all."""
        return evolve(self, documents=tuple(one for one in self.documents if one.name in paths))

    def is_old(self, document: Document) -> bool:
        """Whether a page belongs to the old site."""
        return document.name in self.old_paths


def _title_line(one: ListedEntry) -> int:
    return one.document.source.line(one.spans.title.start)


def _is_data(document: Document) -> bool:
    return "outputs" in document.dialect.carries


def _addresses(document: Document) -> Iterator[Address]:
    text = document.text
    for entry, spans in zip(document.entries, document.spans, strict=True):
        for output, span in zip(entry.outputs, spans.outputs, strict=False):
            yield Address(document, span, span.of(text), spans.title, output.kind)
    if not is_markdown(document) or not ("](" in text or "href" in text or "]:" in text):
        return
    defined = find_definitions(text, 0)
    targets = {one.name: one.target for one in defined}
    found = links(text, Span(0, len(text)), targets) if targets else document.source.once(all_links)
    hidden = hidden_parts(document)
    seen = [one for one in found if not (one.image or hidden.contains(one.span))]
    if defined:
        definitions = Cover(one.span for one in defined)
        seen = [one for one in seen if not definitions.contains(one.span)]
    # Several references may have one definition, which is one address.
    for link in {link.target.start: link for link in seen}.values():
        yield Address(document, link.target, link.target.of(text), link.text)
