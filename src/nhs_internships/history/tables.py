"""The tables of a history: the name, type and cells of each column."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, TypeAlias

from nhs_internships.errors import QueryError, nearest
from nhs_internships.formats.frames import columns_to_pandas
from nhs_internships.model import Status
from nhs_internships.query import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from nhs_internships.formats.frames import PandasType
    from nhs_internships.history.values import Interval, Revision

    _Columns: TypeAlias = Mapping[str, tuple[PandasType, Sequence[object]]]

__all__ = ["changes_table", "intervals_table", "revisions_table", "to_pandas"]


def to_pandas(table: str, tables: Mapping[str, Callable[[], _Columns]]) -> pd.DataFrame:
    """One of several tables as a pandas data frame.

    Raises:
        QueryError: There is no such table.
        ImportError: pandas is not installed.
    """
    if table not in tables:
        raise QueryError("table", str(table), tuple(tables), nearest(str(table), tables))
    return columns_to_pandas(tables[table]())


def changes_table(found: Iterable[Change]) -> _Columns:
    """A row for each change."""
    changes = tuple(found)
    return {
        "date": ("day", [one.date for one in changes]),
        "revision": ("text", [one.revision for one in changes]),
        "slug": ("text", [one.slug for one in changes]),
        "field": ("text", [one.field for one in changes]),
        "kind": (ChangeKind, [one.kind for one in changes]),
        "before": ("text", [one.before for one in changes]),
        "after": ("text", [one.after for one in changes]),
        "is_guess": ("boolean", [one.is_guess for one in changes]),
        "places": ("text", [", ".join(map(str, one.places)) or None for one in changes]),
    }


def intervals_table(found: Iterable[Interval], titles: Mapping[str, str]) -> _Columns:
    """A row for each interval, with the title of its project."""
    intervals = tuple(found)
    return {
        "slug": ("text", [one.slug for one in intervals]),
        "title": ("text", [titles.get(one.slug) for one in intervals]),
        "status": (Status, [one.status for one in intervals]),
        "start": ("day", [one.start for one in intervals]),
        "end": ("day", [one.end for one in intervals]),
        "days": ("integer", [one.days for one in intervals]),
        "revision": ("text", [one.revision for one in intervals]),
    }


def revisions_table(found: Iterable[Revision]) -> _Columns:
    """A row for each revision; moments are in UTC, and the day is that of the commit date in its own time zone."""
    revisions = tuple(found)
    return {
        "id": ("text", [one.id for one in revisions]),
        "date": ("day", [one.date for one in revisions]),
        "author_date": ("moment", [one.author_date.astimezone(UTC) for one in revisions]),
        "commit_date": ("moment", [one.commit_date.astimezone(UTC) for one in revisions]),
        "parents": ("integer", [len(one.parents) for one in revisions]),
        "message": ("text", [one.message for one in revisions]),
    }
