"""The ten dialects as constants: each says what it looks like, what it carries, and holds its functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from nhs_internships.dialects import briefs, data, detection, rendering, writing
from nhs_internships.dialects._entries import Reader
from nhs_internships.dialects.document import Dialect, Document, Evidence
from nhs_internships.dialects.listing import read_listing
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.grammar.html import hidden_spans
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from nhs_internships.source.text import SourceText

__all__ = [
    "ALL",
    "BADGE_LIST",
    "BADGE_TABLE",
    "BRIEF",
    "CARDS",
    "COMPLETED_DATA",
    "LINK_LIST",
    "LISTINGS",
    "PROSE",
    "TITLE_LIST",
    "TITLE_TABLE",
    "WAVES_DATA",
]


def _parse_listing(source: SourceText) -> Document:
    return read_listing(source, _FORMS)


def _parse_brief(source: SourceText) -> Document:
    document = briefs.read_brief(source, BRIEF)
    if ("!" not in source.text and "<" not in source.text) or "shields.io" not in source.text:
        return document
    reader = Reader(source, hidden_spans(source.text))
    reader.leave_badges(Span(0, len(source.text)))  # a brief has none: they belong to the listings
    return evolve(
        document,
        diagnostics=(*document.diagnostics, *reader.diagnostics),
        unparsed=(*document.unparsed, *reader.unparsed),
    )


def _parse_completed(source: SourceText) -> Document:
    return data.read_completed(source, COMPLETED_DATA)


def _parse_waves(source: SourceText) -> Document:
    return data.read_waves(source, WAVES_DATA)


def _parse_prose(source: SourceText) -> Document:
    front, _, problems = read_front_matter(source)
    keys = front.mapping.texts() if front else {}
    found = (*problems, *find_mojibake(source))
    return Document(source=source, dialect=PROSE, front_matter=keys, diagnostics=found)


def _is_anything(_: SourceText) -> Evidence:
    return Evidence(0.01, ("nothing else fits better",))


def _listing_form(name: str, summary: str, *, badges: bool) -> Dialect:
    carries = frozenset({"status", "title", "url", "wave", *(("badges",) if badges else ())})
    return Dialect(
        name=name,
        summary=summary,
        carries=carries,
        detect=detection.by_lines(name),
        parse=_parse_listing,
        render=rendering.listing(name),
        edit_entry=writing.edit_card if name == "CARDS" else writing.edit_markdown,
    )


LINK_LIST = _listing_form(
    "LINK_LIST", "Bullets of links under headings; plain-text bullets for future interests.", badges=False
)
"""Bullets of links under headings, no badges; plain-text bullets for future interests."""

TITLE_LIST = _listing_form("TITLE_LIST", "A bullet with the link, then badge images on the next lines.", badges=True)
"""A bullet with the link, then badge images on lazy continuation lines."""

BADGE_LIST = _listing_form("BADGE_LIST", "A bullet with badge images first, then the link.", badges=True)
"""A bullet with badge images first, then ``&nbsp;`` and the link, perhaps on its own line."""

TITLE_TABLE = _listing_form("TITLE_TABLE", "Table rows: the link first, badges in the next cell.", badges=True)
"""Pipe rows, link cell first, badges run together in the next cell."""

BADGE_TABLE = _listing_form("BADGE_TABLE", "Table rows: badges first, the link in the next cell.", badges=True)
"""Pipe rows, badges first, link cell second; wave rows between."""

CARDS = _listing_form("CARDS", "NHS.UK cards in raw HTML under Markdown headings.", badges=True)
"""NHS.UK cards in raw HTML: the live site since 2026."""

BRIEF = Dialect(
    name="BRIEF",
    summary="Front matter, a heading, eight bold-labelled fields, and a trailer after a rule.",
    carries=frozenset({"title", "url", "brief"}),
    detect=detection.is_brief,
    parse=_parse_brief,
    render=rendering.brief,
    edit_brief=briefs.edit_brief,
)
"""A project's own page: front matter, ``#`` heading, eight bold-labelled fields, a trailer after ``---``."""

COMPLETED_DATA = Dialect(
    name="COMPLETED_DATA",
    summary="YAML records of finished internships.",
    carries=frozenset({"status", "title", "url", "badges", "wave", "code", "outputs", "people", "description"}),
    detect=detection.is_completed_data,
    parse=_parse_completed,
    render=rendering.completed,
    edit_entry=data.edit_record,
)
"""``_data/completed.yml``: records with a title that carries the code, links, ``stage`` (the wave), badges, people."""

WAVES_DATA = Dialect(
    name="WAVES_DATA",
    summary="YAML records of waves.",
    carries=frozenset({"wave"}),
    detect=detection.is_waves_data,
    parse=_parse_waves,
    render=rendering.waves,
)
"""``_data/kanban.yml``: records with the name of a wave."""

PROSE = Dialect(
    name="PROSE",
    summary="Anything else: no entries, the text is kept.",
    carries=frozenset(),
    detect=_is_anything,
    parse=_parse_prose,
    render=rendering.nothing,
)
"""Anything else: no entries, text kept."""

LISTINGS = (LINK_LIST, TITLE_LIST, BADGE_LIST, TITLE_TABLE, BADGE_TABLE, CARDS)
ALL = (*LISTINGS, BRIEF, COMPLETED_DATA, WAVES_DATA, PROSE)
"""Every dialect of the library, in the order in which the site used them."""

_FORMS = {dialect.name: dialect for dialect in (*LISTINGS, PROSE)}
