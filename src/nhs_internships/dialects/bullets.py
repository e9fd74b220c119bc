"""Listings of bullets: links alone, titles before badges, badges before titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.model import Status

if TYPE_CHECKING:
    from nhs_internships.dialects._entries import Parts, RawEntry, Reader
    from nhs_internships.grammar.blocks import Bullet

__all__ = ["read_bullet"]


def read_bullet(reader: Reader, bullet: Bullet) -> RawEntry | None:
    """The entry that a bullet is, or ``None``; what it holds besides is put aside."""
    parts = reader.parts(bullet.content)
    entry = _with_badges(reader, bullet, parts) if parts.badges else _without_badges(reader, bullet, parts)
    reader.leave_rest(bullet.content, parts, entry.places if entry else ())
    return entry


def _with_badges(reader: Reader, bullet: Bullet, parts: Parts) -> RawEntry | None:
    first = parts.badge_spans[0].start
    link = reader.title_link(parts)
    if link:
        form = "TITLE_LIST" if link.span.start < first else "BADGE_LIST"
        return reader.entry(form, bullet.span, parts, link)
    title = next(reader.gaps((bullet.content,), parts.badge_spans), None)
    if title is None:
        return None
    form = "TITLE_LIST" if title.start < first else "BADGE_LIST"
    return reader.plain_entry(form, bullet.span, parts, title)


def _without_badges(reader: Reader, bullet: Bullet, parts: Parts) -> RawEntry | None:
    link = reader.title_link(parts)
    if link and reader.names_project(link, bullet.content):
        return reader.entry("LINK_LIST", bullet.span, parts, link)
    title = next(reader.gaps((bullet.content,)), None) if reader.status is Status.FUTURE else None
    return reader.plain_entry("LINK_LIST", bullet.span, parts, title) if title else None
