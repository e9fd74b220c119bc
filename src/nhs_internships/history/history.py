"""The history of a site: its catalogue at any moment, and what changed between moments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self

from attrs import evolve

from nhs_internships.catalogue import Catalogue
from nhs_internships.catalogue.crosswalk import Crosswalk, read_crosswalk
from nhs_internships.catalogue.loading import day
from nhs_internships.errors import QueryError, ReadError, nearest
from nhs_internships.formats.frames import columns_to_pandas
from nhs_internships.formats.schema import HISTORY_TABLES, Cell
from nhs_internships.formats.sqlite import write_sqlite
from nhs_internships.formats.tables import turned
from nhs_internships.history.comparing import changes_between
from nhs_internships.history.lives import Lives
from nhs_internships.history.snapshots import Snapshot, SnapshotReader
from nhs_internships.history.tables import change_rows, interval_rows, revision_rows
from nhs_internships.history.values import Duration, Interval, Revision
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model import Status
from nhs_internships.model.texts import counted
from nhs_internships.query import Change, Changes, Results
from nhs_internships.source.git import Commit, GitRepository, open_repository

if TYPE_CHECKING:
    import pandas as pd


__all__ = ["History"]


# How many revisions are read together.
_AHEAD = 32


class _Course(NamedTuple):
    """Everything that happened along the first parents: each change, and the life of each project."""

    changes: tuple[Change, ...]
    lives: Lives


class History:
    """The pages of a site over time, as a git repository keeps them.

    Nothing is checked out or written, and nothing that the repository configures is run. One git process stays open
    until the history is closed, by ``close()`` or by a ``with`` block, or is no longer used.

    What changed is told along the first parents: the revisions that were the newest of the site one after the other.
    What a merge brings counts from the merge on.
    """

    def __init__(
        self, repository: GitRepository, commits: list[Commit], crosswalk: Mapping[str, str], limits: Limits
    ) -> None:
        self._repository = repository
        self._trees = {commit.id: commit.tree for commit in commits}
        self._reader = SnapshotReader(repository, crosswalk, limits)
        self.revisions: Results[Revision] = Results(map(_revision, commits))
        """Every revision, oldest first; parents come before their children whatever their dates are."""
        self._by_id = {revision.id: revision for revision in self.revisions}
        self._places = {revision.id: place for place, revision in enumerate(self.revisions)}
        self._ahead: set[str] = set()

    @classmethod
    def open(
        cls,
        path: str | PathLike[str],
        ref: str | None = None,
        *,
        messages: bool = False,
        crosswalk: Crosswalk = "bundled",
        limits: Limits = DEFAULT_LIMITS,
    ) -> Self:
        """Open the history of a site.

        Args:
            path: The top folder of a clone or work tree, or a bare repository; it may be shallow.
            ref: The branch, tag or other name of the newest revision; by default what is checked out.
            messages: Whether revisions have their messages. Names of people are never read.
            crosswalk: As for `load`.
            limits: Bounds on what is read of each revision.

        Raises:
            OSError: Nothing exists at the path.
            ReadError: It is no git repository, has no revision yet, or is damaged.
            GitUnavailable: There is no git command, or an old one.
            QueryError: There is no such ref.
        """
        repository = open_repository(Path(path))
        try:
            tip = repository.commit_id("HEAD" if ref is None else ref)
            if tip is None and ref is None:
                problem = "its current branch has no commit, or that commit is missing"
                raise ReadError(repository.name, problem, "name a branch as ref")
            if tip is None:
                raise _unknown(str(ref))
            return cls(repository, repository.commits(tip, messages=messages), read_crosswalk(crosswalk), limits)
        except BaseException:
            repository.close()
            raise

    def close(self) -> None:
        """End the git process; the history can still be used, and starts another one."""
        self._repository.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        first, last = self.revisions[0].date, self.revisions[-1].date
        number = len(self.revisions)
        return f"<History {self.name}: {counted(number, 'revision')}, {first} to {last}>"

    @property
    def name(self) -> str:
        """The name of the folder of the repository."""
        return self._repository.root.name

    @cached_property
    def is_shallow(self) -> bool:
        """Whether older revisions exist that this clone lacks; what was before its first revision is unknown then."""
        return self._repository.lacks_parents(self._main[0].id)

    @cached_property
    def _main(self) -> list[Revision]:
        """The revisions along the first parents, oldest first."""
        found = [self.revisions[-1]]
        while found[-1].parents:
            found.append(self._by_id[found[-1].parents[0]])
        return found[::-1]

    @cached_property
    def _days(self) -> list[date]:
        """For each of these the day on which it counts; where dates run backwards, the earliest of all that follow."""
        return list(accumulate(reversed([one.date for one in self._main]), min))[::-1]

    # The catalogue at a moment.

    def revision(self, wanted: Revision | date | str) -> Revision:
        """The revision that is meant; see `at`.

        Raises:
            QueryError: There is none.
            ReadError: The repository is damaged.
        """
        if isinstance(wanted, Revision):
            wanted = wanted.id
        if isinstance(wanted, date):
            return self._last_on(wanted.date() if isinstance(wanted, datetime) else wanted)
        if not isinstance(wanted, str):
            raise TypeError(f"expected a revision, its name or a date, got {wanted!r:.80}")
        if wanted in self._by_id:
            return self._by_id[wanted]
        found = self._repository.commit_id(wanted)
        if found is None:
            return self._last_on(_named_day(wanted))
        if found not in self._by_id:
            [commit] = self._repository.commits(found, count=1)
            self._trees[found] = commit.tree
            self._by_id[found] = _revision(commit)
        return self._by_id[found]

    def _last_on(self, wanted: date) -> Revision:
        place = bisect_right(self._days, wanted)
        if not place:
            raise QueryError("date", str(wanted), expected=f"a day from {self._days[0]} on, the first revision")
        return self._main[place - 1]

    def at(self, revision: Revision | date | str) -> Catalogue:
        """The catalogue that `load` would make of the files of a revision, with its date as ``as_of``.

        Args:
            revision: A revision, any name of one that git reads (``"HEAD~3"``, ``"v1.0"``, ``"8df23fd"``), or a day,
                as a date or as text (``"2024-02-05"``): the last revision on or before it.

        Raises:
            QueryError: There is no such revision.
            LimitError: It has too many files.
            ReadError: The repository is damaged, or lacks a text.
        """
        return self._snapshot(self.revision(revision)).catalogue

    def _snapshot(self, revision: Revision) -> Snapshot:
        if revision.id not in self._ahead:
            self._read_ahead(revision)
        return self._reader.read(revision, self._trees[revision.id])

    def _read_ahead(self, revision: Revision) -> None:
        """Get this revision and the next ones together: mostly they are read in this order."""
        place = self._places.get(revision.id)
        following = [revision] if place is None else self.revisions[place : place + _AHEAD]
        self._ahead = {one.id for one in following}
        with suppress(ReadError):  # it concerns whoever reads the revision that is damaged
            self._reader.read_ahead(self._trees[one.id] for one in following)

    # What changed.

    def diff(
        self,
        old: Revision | date | str,
        new: Revision | date | str,
        *,
        fields: Collection[str] | None = None,
    ) -> Changes:
        """What leads from one revision to another, as one step.

        Args:
            old: The older revision, as for `at`.
            new: The newer one.
            fields: The fields of projects to compare, as for `Catalogue.diff`; ``None`` for all, and for what happened
                to the whole site.

        Raises:
            QueryError: There is no such revision or field.
            ReadError: The repository is damaged, or lacks a text.
        """
        earlier, later = (self._snapshot(self.revision(one)) for one in (old, new))
        return Changes(changes_between(earlier, later, fields))

    def changes(self, since: date | str | None = None, until: date | str | None = None) -> Changes:
        """Everything that changed, revision by revision along the first parents.

        Together the changes lead from the last revision before ``since`` to the last one on or before ``until``. Those
        of the first revision are all its projects, except in a shallow clone, where nobody knows what was before.

        Args:
            since: The first day, as a date or as text; ``None`` for the beginning.
            until: The last day; ``None`` for the end.

        Raises:
            ParseError: A text is no day.
            ReadError: The repository is damaged, or lacks a text.
        """
        first, last = day(since) or date.min, day(until) or date.max
        return Changes(one for one in self._course.changes if one.date is not None and first <= one.date <= last)

    @cached_property
    def _course(self) -> _Course:
        lives = Lives(self._days[0])
        found: list[Change] = []
        for on, snapshot, changes in self._steps():
            lives.add(on, snapshot.revision.id, snapshot.catalogue, changes)
            found += (evolve(one, revision=snapshot.revision.id, date=on) for one in changes)
        return _Course(tuple(found), lives)

    def _steps(self) -> Iterator[tuple[date, Snapshot, list[Change]]]:
        """Each revision along the first parents with its day, and what led to it."""
        before = Snapshot.empty(self._main[0])
        tree = None
        for revision, on in zip(self._main, self._days, strict=True):
            is_known = tree is not None or not self.is_shallow
            if tree == (tree := self._trees[revision.id]):
                yield on, before, []
                continue
            snapshot = self._reader.with_readable(self._snapshot(revision), before)
            yield on, snapshot, list(changes_between(before, snapshot)) if is_known else []
            before = snapshot

    # The lives of projects.

    def timeline(self, slug: str) -> Results[Interval]:
        """In which intervals a project had which status, oldest first; in gaps between them it was not listed.

        Args:
            slug: Any slug that the project had.

        Raises:
            UnknownSlug: No project ever had it.
            ReadError: The repository is damaged, or lacks a text.
        """
        return Results(self._lives.of(slug).until(self._lives.newest))

    def status_on(self, slug: str, on: date | str) -> Status | None:
        """The status of a project at the end of a day; ``None`` if it was not listed, or no source stated one.

        Raises:
            UnknownSlug: No project ever had this slug.
            ParseError: A text is no day.
        """
        known = day(on)
        if known is None:
            raise TypeError("expected a day, got None")
        return self._lives.of(slug).status_on(known)

    def durations(self) -> Results[Duration]:
        """How long each project had each status."""
        return Results(self._lives.durations())

    @property
    def intervals(self) -> Results[Interval]:
        """The timelines of all projects, in the order in which they were first listed."""
        return Results(one for life in self._lives.all for one in life.until(self._lives.newest))

    @property
    def first_seen(self) -> Mapping[str, date]:
        """The day of the first revision in which each project was listed, by its newest slug."""
        return MappingProxyType({life.slug: life.intervals[0].start for life in self._lives.all})

    @property
    def last_seen(self) -> Mapping[str, date]:
        """The day of the last revision in which each project was listed, by its newest slug."""
        return MappingProxyType({life.slug: life.last_seen for life in self._lives.all})

    @property
    def titles(self) -> Mapping[str, str]:
        """The newest title of each project, by its newest slug."""
        return MappingProxyType({life.slug: life.title for life in self._lives.all})

    def slug(self, slug: str) -> str:
        """The newest slug of a project.

        Args:
            slug: Any slug that it had.

        Raises:
            UnknownSlug: No project ever had it.
        """
        return self._lives.of(slug).slug

    @property
    def _lives(self) -> Lives:
        return self._course.lives

    def to_pandas(self, table: str = "changes") -> pd.DataFrame:
        """The history as a pandas data frame; needs the extra ``pandas``.

        Args:
            table: revisions, changes or intervals.

        Raises:
            QueryError: There is no such table.
            ImportError: pandas is not installed; the error names the command.
        """
        if table not in HISTORY_TABLES:
            raise QueryError("table", str(table), tuple(HISTORY_TABLES), nearest(str(table), HISTORY_TABLES))
        return columns_to_pandas(HISTORY_TABLES[table], self._columns(table))

    def _columns(self, table: str) -> dict[str, list[Cell]]:
        match table:
            case "revisions":
                found = revision_rows(self.revisions)
            case "changes":
                found = change_rows(self.changes())
            case _:
                found = interval_rows(self.intervals, self.titles)
        return turned(HISTORY_TABLES[table], [*found])

    def write(self, path: str | PathLike[str]) -> Path:
        """Write a SQLite database of the newest catalogue and its history; an existing file is replaced.

        It has the tables that ``catalogue.write("catalogue.sqlite")`` writes, and revisions, changes and intervals.

        Args:
            path: The file, which ends in ``.sqlite``.

        Returns:
            The path.

        Raises:
            FormatError: The file has another extension, or a message is no text that can be written.
            ReadError: The repository is damaged, or lacks a text.
            OSError: The file cannot be written.
        """
        tables = [(declared, self._columns(name)) for name, declared in HISTORY_TABLES.items()]
        return write_sqlite(self.at(self.revisions[-1]), path, tables)


def _revision(commit: Commit) -> Revision:
    return Revision(
        id=commit.id,
        author_date=commit.author_date,
        commit_date=commit.commit_date,
        parents=commit.parents,
        message=commit.message,
    )


def _named_day(text: str) -> date:
    """The day that a text means.

    Raises:
        QueryError: It means none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unknown(text) from None


def _unknown(name: str) -> QueryError:
    return QueryError("revision", name, expected='a name that git knows, or a day such as "2024-02-05"')
