"""What a history consists of: revisions, intervals of a status, and how long each lasted."""

from __future__ import annotations

import datetime

from attrs import frozen

from nhs_internships.model import Status
from nhs_internships.notebook import NotebookView

__all__ = ["Duration", "Interval", "Revision"]


@frozen(kw_only=True)
class Revision(NotebookView):
    """One revision of a repository.

    Attributes:
        id: 40 hexadecimal digits (64 in a repository that uses SHA-256).
        author_date: When it was written, in its author's time zone.
        commit_date: When it became part of the repository; this is the date that counts.
        parents: The ids of the revisions it was made from; a merge has several.
        message: Its message, if the history was opened with ``messages=True``.
    """

    id: str
    author_date: datetime.datetime
    commit_date: datetime.datetime
    parents: tuple[str, ...] = ()
    message: str | None = None

    @property
    def date(self) -> datetime.date:
        """The day of the commit date, in its own time zone."""
        return self.commit_date.date()

    def __str__(self) -> str:
        return f"{self.date} {self.id[:9]}"


@frozen(kw_only=True)
class Interval(NotebookView):
    """A time in which a project had one status.

    Attributes:
        slug: The project, by its newest slug.
        status: The status; ``None`` while the project was listed and no source stated one.
        start: The first day.
        end: The day on which it ended; ``None`` if it had not ended at the newest revision.
        days: How many days it lasted; until the newest revision if it had not ended.
        revision: The id of the revision with which it began.
    """

    slug: str
    status: Status | None
    start: datetime.date
    end: datetime.date | None
    days: int
    revision: str

    @property
    def is_ongoing(self) -> bool:
        """Whether it had not ended at the newest revision."""
        return self.end is None

    def __str__(self) -> str:
        until = f"to {self.end}" if self.end else "on"
        return f"{self.slug}: {self.status or 'unknown'} from {self.start} {until} ({self.days} days)"


@frozen(kw_only=True)
class Duration(NotebookView):
    """How long a project had one status, all its intervals together.

    Attributes:
        slug: The project, by its newest slug.
        status: The status; ``None`` for the time in which no source stated one.
        days: How many days.
        intervals: In how many intervals.
        is_ongoing: Whether the last of them had not ended at the newest revision, so that the days are a minimum.
    """

    slug: str
    status: Status | None
    days: int
    intervals: int
    is_ongoing: bool

    def __str__(self) -> str:
        return f"{self.slug}: {self.status or 'unknown'} {self.days} days{' so far' if self.is_ongoing else ''}"
