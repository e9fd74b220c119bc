"""The lives of projects: in which intervals each had which status, under all its slugs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, field, mutable

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import UnknownSlug, nearest
from nhs_internships.history.values import Duration, Interval
from nhs_internships.model import Project, Status
from nhs_internships.query import Change, ChangeKind

__all__ = ["Life", "Lives"]


@mutable(eq=False)
class Life:
    """One project over time.

    Attributes:
        slug: Its newest slug.
        title: Its newest title.
        last_seen: The newest day on which it was listed.
        intervals: In which times it had which status, oldest first.
    """

    slug: str
    last_seen: date
    title: str = ""
    intervals: list[Interval] = field(factory=list)

    def state(self, project: Project, day: date, revision: str) -> None:
        """Take how a revision lists the project."""
        self.title, self.last_seen = project.title, day
        current = self.intervals[-1] if self.intervals else None
        if current is None or current.end is not None or current.status is not project.status:
            self.end(day)
            begun = Interval(slug=self.slug, status=project.status, start=day, end=None, days=0, revision=revision)
            self.intervals.append(begun)

    def end(self, day: date) -> None:
        """End the current interval, if there is one."""
        if self.intervals and self.intervals[-1].end is None:
            last = self.intervals[-1]
            self.intervals[-1] = evolve(last, end=day, days=(day - last.start).days)

    def until(self, day: date) -> list[Interval]:
        """The intervals; one that has not ended lasts until a day."""
        return [
            evolve(one, slug=self.slug, days=one.days if one.end else (day - one.start).days) for one in self.intervals
        ]

    def status_on(self, day: date) -> Status | None:
        """The status that it had at the end of a day; ``None`` where none is known."""
        current = (one for one in reversed(self.intervals) if one.start <= day)
        found = next(current, None)
        return found.status if found is not None and (found.end is None or day < found.end) else None


@mutable(eq=False)
class Lives:
    """The lives of all projects; a slug that was given again means the newer project."""

    newest: date
    all: list[Life] = field(factory=list)
    """In the order in which they were first listed."""
    _by_slug: dict[str, Life] = field(factory=dict)
    _listed: dict[str, Life] = field(factory=dict)

    def add(self, day: date, revision: str, catalogue: Catalogue, changes: Iterable[Change]) -> None:
        """Take one more revision.

        Args:
            day: When it became part of the repository.
            revision: Its id.
            catalogue: Its projects.
            changes: What led to it, which says whose slug changed.
        """
        self.newest = day
        for change in changes:
            if change.kind is ChangeKind.SLUG_CHANGED and change.before in self._listed:
                life = self._listed.pop(change.before)
                life.slug = change.slug
                self._listed[change.slug] = self._by_slug[change.slug] = life
        for slug in [slug for slug in self._listed if slug not in catalogue]:
            self._listed.pop(slug).end(day)
        for project in catalogue:
            self._of(project.slug, day).state(project, day, revision)

    def _of(self, slug: str, day: date) -> Life:
        if slug not in self._listed:
            known = self._by_slug.get(slug)
            # A project that has another slug by now does not come back when its old slug does.
            if known is None or known.slug != slug:
                known = Life(slug, day)
                self.all.append(known)
            self._listed[slug] = self._by_slug[slug] = known
        return self._listed[slug]

    def of(self, slug: str) -> Life:
        """The life of a project, by any slug that it had.

        Raises:
            UnknownSlug: No project ever had it.
        """
        if slug not in self._by_slug:
            raise UnknownSlug(slug, nearest(slug, self._by_slug))
        return self._by_slug[slug]

    def durations(self) -> Iterator[Duration]:
        """How long each project had each status, in the order in which it had them first."""
        for life in self.all:
            by_status: dict[Status | None, list[Interval]] = {}
            for interval in life.until(self.newest):
                by_status.setdefault(interval.status, []).append(interval)
            for status, intervals in by_status.items():
                yield Duration(
                    slug=life.slug,
                    status=status,
                    days=sum(one.days for one in intervals),
                    intervals=len(intervals),
                    is_ongoing=intervals[-1].is_ongoing,
                )
