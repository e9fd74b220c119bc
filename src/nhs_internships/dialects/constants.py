"""The ten dialects as constants: what a text in each looks like, what it carries, and the functions it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from nhs_internships.dialects import briefs, data, detection, output_pages, page_edits, renderers
from nhs_internships.dialects.adding import added
from nhs_internships.dialects.card_labels import modifier
from nhs_internships.dialects.data import no_records
from nhs_internships.dialects.detection import EntryLines, is_yaml_file
from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.dialects.editing import edit_card, edit_markdown
from nhs_internships.dialects.entries import ListingDialects
from nhs_internships.dialects.entry_lines import removed
from nhs_internships.dialects.keys import checked_front_matter
from nhs_internships.dialects.listing import read_listing
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.dialects.new_records import record_added, record_removed
from nhs_internships.source.text import SourceText

__all__ = [
    "ALL",
    "BADGE_LIST",
    "BADGE_TABLE",
    "BRIEF",
    "CARDS",
    "COMPLETED_DATA",
    "LINK_LIST",
    "LISTING_FORMS",
    "OUTPUT_PAGE",
    "PROSE",
    "TITLE_LIST",
    "TITLE_TABLE",
    "WAVES_DATA",
    "parse_listing",
    "require_dialect",
]

_LISTED = frozenset({"status", "title", "url", "wave"})
_BULLET = r"[\r\n][ \t]*[-*+][ \t]+"
_ROW = r"[\r\n][ \t]*\|(?:[ \t]|&[a-z]+;)*"


def parse_listing(source: SourceText) -> Document:
    """Read a page of entries: all listing dialects have this parser, and a page without entries is prose."""
    return read_listing(source, _LISTING_DIALECTS)


def _parse_prose(source: SourceText) -> Document:
    if is_yaml_file(source):
        return Document(source=source, dialect=PROSE, diagnostics=(*no_records(source), *find_mojibake(source)))
    front, _, problems = checked_front_matter(source)
    return Document(
        source=source,
        dialect=PROSE,
        front_matter=front.mapping.texts() if front else {},
        diagnostics=(*problems, *find_mojibake(source)),
    )


# One parser reads every listing, and entries of bullets and rows are edited alike.
_listing = partial(
    Dialect,
    parse=parse_listing,
    edit_entry=edit_markdown,
    add_entry=partial(page_edits.add, ways=added),
    remove_entry=partial(page_edits.remove, removal=removed),
    move_entry=partial(page_edits.move, ways=added, removal=removed),
)

LINK_LIST = _listing(
    name="LINK_LIST",
    summary="Bullets of links under headings; plain-text bullets for future interests.",
    carries=_LISTED,
    # The weakest evidence: any page may have bullets of links.
    detect=EntryLines(
        re.compile(_BULLET + r"\[[^\r\n]*+(?!(?:\r\n|\r|\n)[ \t]*!\[)"), "bullets that begin with a link", weight=0.4
    ),
    render=partial(renderers.render_listing, form=renderers.FORMS["LINK_LIST"]),
)
"""Bullets of links under headings, no badges; plain-text bullets for future interests."""

TITLE_LIST = _listing(
    name="TITLE_LIST",
    summary="A bullet with the link, then badge images on the next lines.",
    carries=_LISTED | {"badges"},
    detect=EntryLines(
        re.compile(_BULLET + r"[^!|\s][^\r\n]*(?:\r\n|\r|\n)[ \t]*!\["), "bullets with badges on the next line"
    ),
    render=partial(renderers.render_listing, form=renderers.FORMS["TITLE_LIST"]),
)
"""A bullet with the link, then badge images on lazy continuation lines."""

BADGE_LIST = _listing(
    name="BADGE_LIST",
    summary="A bullet with badge images first, then the link.",
    carries=_LISTED | {"badges"},
    detect=EntryLines(re.compile(_BULLET + r"!\["), "bullets that begin with a badge"),
    render=partial(renderers.render_listing, form=renderers.FORMS["BADGE_LIST"]),
)
"""A bullet with badge images first, then ``&nbsp;`` and the link, perhaps on its own line."""

TITLE_TABLE = _listing(
    name="TITLE_TABLE",
    summary="Table rows: the link first, badges in the next cell.",
    carries=_LISTED | {"badges"},
    detect=EntryLines(re.compile(_ROW + r"\[[^\r\n]"), "rows that begin with a link"),
    render=partial(renderers.render_listing, form=renderers.FORMS["TITLE_TABLE"]),
    edit_entry=partial(edit_markdown, separator=""),
)
"""Pipe rows, link cell first, badges run together in the next cell."""

BADGE_TABLE = _listing(
    name="BADGE_TABLE",
    summary="Table rows: badges first, the link in the next cell.",
    carries=_LISTED | {"badges"},
    detect=EntryLines(re.compile(_ROW + r"!\["), "rows that begin with a badge"),
    render=partial(renderers.render_listing, form=renderers.FORMS["BADGE_TABLE"]),
    edit_entry=partial(edit_markdown, separator=" &nbsp; "),
)
"""Pipe rows, badges first, link cell second; wave rows between."""

CARDS = _listing(
    name="CARDS",
    summary="NHS.UK cards in raw HTML under Markdown headings.",
    carries=_LISTED | {"badges"},
    detect=EntryLines(re.compile(r"<li\b[^<>]*nhsx-project-card", re.IGNORECASE), "project cards"),
    render=partial(renderers.render_listing, form=renderers.FORMS["CARDS"]),
    edit_entry=edit_card,
    colour=modifier,
)
"""NHS.UK cards in raw HTML: the live site since 2026."""

BRIEF: Dialect = Dialect(
    name="BRIEF",
    summary="Front matter, a heading, eight bold-labelled fields, and a trailer after a rule.",
    carries=frozenset({"title", "url", "brief"}),
    detect=detection.is_brief,
    parse=lambda source: briefs.read_brief(source, BRIEF),
    render=renderers.render_brief,
    edit_brief=briefs.edit_brief,
)
"""A project's own page: front matter, ``#`` heading, eight bold-labelled fields, a trailer after ``---``."""

OUTPUT_PAGE: Dialect = Dialect(
    name="OUTPUT_PAGE",
    summary="A finished internship's page: front matter, prose, and a table of outputs; the code is in the file name.",
    carries=frozenset({"title", "url", "outputs", "description"}),
    detect=output_pages.is_output_page,
    parse=lambda source: output_pages.read_output_page(source, OUTPUT_PAGE),
    render=output_pages.render_output_page,
    edit_entry=output_pages.edit_output_page,
)
"""A finished internship's page on the data-science team's site: front matter, prose, an ``| Output | Link |`` table."""

COMPLETED_DATA: Dialect = Dialect(
    name="COMPLETED_DATA",
    summary="YAML records of finished internships.",
    carries=frozenset({"status", "title", "url", "badges", "wave", "code", "outputs", "people", "description"}),
    detect=detection.is_completed_data,
    parse=lambda source: data.read_completed(source, COMPLETED_DATA),
    render=renderers.render_completed,
    edit_entry=data.edit_record,
    add_entry=partial(page_edits.add, ways=record_added),
    remove_entry=partial(page_edits.remove, removal=record_removed),
    colour=data.no_colour,
)
"""``_data/completed.yml``: records with a title that carries the code, links, ``stage`` (the wave), badges, people."""

WAVES_DATA: Dialect = Dialect(
    name="WAVES_DATA",
    summary="YAML records of waves.",
    carries=frozenset({"wave"}),
    detect=detection.is_waves_data,
    parse=lambda source: data.read_waves(source, WAVES_DATA),
    render=renderers.render_waves,
)
"""``_data/kanban.yml``: records with the name of a wave."""

PROSE = Dialect(
    name="PROSE",
    summary="Anything else: no entries, the text is kept.",
    carries=frozenset(),
    detect=detection.is_anything,
    parse=_parse_prose,
    render=renderers.render_nothing,
)
"""Anything else: no entries, text kept."""

ALL = (
    LINK_LIST,
    TITLE_LIST,
    BADGE_LIST,
    TITLE_TABLE,
    BADGE_TABLE,
    CARDS,
    BRIEF,
    OUTPUT_PAGE,
    COMPLETED_DATA,
    WAVES_DATA,
    PROSE,
)
"""Every dialect of the library, in the order in which the site used them."""

_LISTING_DIALECTS = ListingDialects(
    link_list=LINK_LIST,
    title_list=TITLE_LIST,
    badge_list=BADGE_LIST,
    title_table=TITLE_TABLE,
    badge_table=BADGE_TABLE,
    cards=CARDS,
    prose=PROSE,
)


LISTING_FORMS: Mapping[Dialect, renderers.ListingForm] = MappingProxyType(
    {dialect: renderers.FORMS[dialect.name] for dialect in ALL if dialect.name in renderers.FORMS}
)
"""How the dialects of listings write entries."""


def require_dialect(given: object) -> None:
    """Refuse anything but a dialect.

    Raises:
        TypeError: It is not a dialect; if it is the name of one, the message gives the constant.
    """
    if not isinstance(given, Dialect):
        name = next((dialect.name for dialect in ALL if dialect.name == given), None)
        hint = f"; use nhs_internships.dialects.{name}" if name else ""
        raise TypeError(f"expected a Dialect, got {given!r:.80}{hint}")
