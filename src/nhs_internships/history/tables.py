"""The tables of a history: the cells of each column, as `nhs_internships.formats.schema` declares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC

from nhs_internships.formats.schema import Row
from nhs_internships.history.values import Interval, Revision
from nhs_internships.query import Change

__all__ = ["change_rows", "interval_rows", "revision_rows"]


def change_rows(changes: Iterable[Change]) -> Iterator[Row]:
    """A row for each change."""
    for one in changes:
        places = ", ".join(map(str, one.places)) or None
        yield (
            *(one.date, one.revision, one.slug, one.field),
            *(one.kind, one.before, one.after, one.is_guess, places),
        )


def interval_rows(intervals: Iterable[Interval], titles: Mapping[str, str]) -> Iterator[Row]:
    """A row for each interval, with the title of its project."""
    for one in intervals:
        yield one.slug, titles.get(one.slug), one.status, one.start, one.end, one.days, one.revision


def revision_rows(revisions: Iterable[Revision]) -> Iterator[Row]:
    """A row for each revision; moments are in UTC, and the day is that of the commit date in its own time zone."""
    for one in revisions:
        moments = one.author_date.astimezone(UTC), one.commit_date.astimezone(UTC)
        yield one.id, one.date, *moments, len(one.parents), one.message
