"""The tables of a history."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from nhs_internships.errors import QueryError, nearest
from nhs_internships.formats.frames import columns_to_pandas
from nhs_internships.model import Status
from nhs_internships.query import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from nhs_internships.formats.frames import PandasType
    from nhs_internships.history.history import History

    _Columns = Mapping[str, tuple[PandasType, Sequence[object]]]

__all__ = ["to_pandas"]


def to_pandas(history: History, table: str) -> pd.DataFrame:
    """A table of a history as a pandas data frame.

    Raises:
        QueryError: There is no such table.
        ImportError: pandas is not installed.
    """
    if table not in _TABLES:
        raise QueryError("table", table, tuple(_TABLES), nearest(table, _TABLES))
    return columns_to_pandas(_TABLES[table](history))


def _changes(history: History) -> _Columns:
    found = history.changes()
    return {
        "date": ("day", [one.date for one in found]),
        "revision": ("text", [one.revision for one in found]),
        "slug": ("text", [one.slug for one in found]),
        "field": ("text", [one.field for one in found]),
        "kind": (ChangeKind, [one.kind for one in found]),
        "before": ("text", [one.before for one in found]),
        "after": ("text", [one.after for one in found]),
        "is_guess": ("boolean", [one.is_guess for one in found]),
    }


def _intervals(history: History) -> _Columns:
    found, titles = history.intervals, history.titles
    return {
        "slug": ("text", [one.slug for one in found]),
        "title": ("text", [titles[one.slug] for one in found]),
        "status": (Status, [one.status for one in found]),
        "start": ("day", [one.start for one in found]),
        "end": ("day", [one.end for one in found]),
        "days": ("integer", [one.days for one in found]),
        "revision": ("text", [one.revision for one in found]),
    }


def _revisions(history: History) -> _Columns:
    found = history.revisions
    return {
        "id": ("text", [one.id for one in found]),
        "date": ("day", [one.date for one in found]),
        "author_date": ("moment", [one.author_date.astimezone(UTC) for one in found]),
        "commit_date": ("moment", [one.commit_date.astimezone(UTC) for one in found]),
        "parents": ("integer", [len(one.parents) for one in found]),
        "message": ("text", [one.message for one in found]),
    }


_TABLES: Mapping[str, Callable[[History], _Columns]] = {
    "changes": _changes,
    "intervals": _intervals,
    "revisions": _revisions,
}
