"""Reads the bullets of listings: links alone, titles before badges, badges before titles."""

from __future__ import annotations

from nhs_internships.dialects.document import Dialect
from nhs_internships.dialects.entries import EntryReader, ListingDialects, Parts, RawEntry
from nhs_internships.grammar.blocks import Bullet
from nhs_internships.model import Status

__all__ = ["read_bullet"]


def read_bullet(
    reader: EntryReader, bullet: Bullet, status: Status | None, dialects: ListingDialects
) -> RawEntry | None:
    """The entry of a bullet, or ``None``; other badges and links in it are recorded as unparsed.

    Args:
        reader: Reads the parts of entries.
        bullet: The bullet.
        status: The status that the heading above states.
        dialects: The dialects to choose from.
    """
    parts = reader.parts(bullet.content)
    if parts.images:
        entry = _with_badges(reader, bullet, parts, dialects)
    else:
        entry = _without_badges(reader, bullet, parts, status, dialects.link_list)
    reader.record_rest(bullet.content, parts, entry.used if entry else ())
    if entry is None and status is not None and not parts.links:
        reader.record_broken_reference(bullet.content)
    return entry


def _with_badges(reader: EntryReader, bullet: Bullet, parts: Parts, dialects: ListingDialects) -> RawEntry | None:
    link = reader.title_link(parts, (bullet.content,))
    place = link.span if link else next(reader.texts((bullet.content,), parts.images), None)
    if place is None:
        return None
    dialect = dialects.title_list if place.start < parts.images[0].start else dialects.badge_list
    return reader.entry(dialect, bullet.span, parts, place, link)


def _without_badges(
    reader: EntryReader, bullet: Bullet, parts: Parts, status: Status | None, dialect: Dialect
) -> RawEntry | None:
    link = reader.title_link(parts, (bullet.content,))
    if link and reader.names_project(link, bullet.content, status):
        return reader.entry(dialect, bullet.span, parts, link.span, link)
    # Plain text is an entry among future interests alone.
    title = next(reader.texts((bullet.content,)), None) if status is Status.FUTURE else None
    return reader.entry(dialect, bullet.span, parts, title, None) if title else None
