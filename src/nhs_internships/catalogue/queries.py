"""The queries of a catalogue, as methods over the functions of `nhs_internships.query`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Self, Unpack, overload

from attrs import evolve

from nhs_internships.model import Month, Project, Wave
from nhs_internships.query import Hit, Results, Similar, Statistics, counting, selection
from nhs_internships.query.conditions import Conditions, KnownValues, check_values, make_tests
from nhs_internships.query.fields import non_negative
from nhs_internships.query.search import Index, similar
from nhs_internships.query.selection import Selection, period_test, select
from nhs_internships.query.statistics import stats
from nhs_internships.vocabulary import Spelling

__all__ = ["Queries"]


class Queries:
    """What `Catalogue` can be asked; a query that selects or orders projects gives a catalogue of them."""

    __slots__ = ()

    if TYPE_CHECKING:
        # A catalogue has them.
        projects: tuple[Project, ...]
        waves: Results[Wave]

        def _selection(self) -> Selection: ...
        def _selected(self, selection: Selection) -> Self: ...
        def _known_values(self) -> KnownValues: ...

    def where(self, *, spelling: Spelling | str = Spelling.CANONICAL, **conditions: Unpack[Conditions]) -> Self:
        """The projects that meet every condition.

        Labels, titles, keywords and codes compare without case, blanks and hyphens, and labels by the terms of the
        vocabulary: ``TabularData`` is Tabular. A wave is found by its number, and by whatever else of it is stated:
        ``"January 2023"`` means every wave that starts then. ``text`` means that every word occurs, in any case.

        ``wave``, ``year``, ``code`` and ``output`` must hold of one internship. Projects of which no source says
        enough to decide a condition are in ``undecided`` of the result, unless another condition is false of them.

        Args:
            spelling: ``"as written"`` compares the labels that the sources state instead of their terms.
            **conditions: slug, title, status, area, technique, modality, topic, label, keyword, wave, year, code,
                output, url or text, and what it must be: a value, a collection of values of which one must fit,
                ``None`` for "no value is on record", or a function that is true for one of the values. A function is
                called with ``None`` where there is no value.

        Raises:
            QueryError: A field is unknown, or a value is one that nothing in the whole catalogue has. A selection
                judges values as the catalogue does that it was selected from.

        Examples:
            >>> import nhs_internships as ni
            >>> len(ni.bundled().where(status="open", area="NLP")) > 0
            True
        """
        chosen = Spelling(spelling)
        check_values(self._known_values(), conditions, chosen)
        return self._selected(select(self._selection(), make_tests(conditions, chosen)))

    def between(self, start: Month | date | str | None = None, end: Month | date | str | None = None) -> Self:
        """The projects that ran in at least one month from start to end; see `where` for those left undecided.

        Args:
            start: A month, a day in it, or a text such as ``"July 2022"`` or ``"2022"``; ``None`` for no limit.
            end: Likewise.

        Raises:
            QueryError: A text is no month, or the end lies before the start.
        """
        return self._selected(select(self._selection(), [period_test(start, end)]))

    def order_by(self, *fields: str, descending: bool = False) -> Self:
        """The same projects in another order; those without a value come last.

        Args:
            *fields: The most important first; ``-`` before a name reverses its order.
            descending: Reverses every order.

        Raises:
            QueryError: A field is unknown.
        """
        ordered = selection.order_by(self.projects, *fields, descending=descending)
        return self._selected(evolve(self._selection(), projects=ordered))

    @overload
    def first(self) -> Project | None: ...
    @overload
    def first(self, count: int) -> Self: ...
    def first(self, count: int | None = None) -> Project | Self | None:
        """The first project, or ``None`` when there is none; with a count, a catalogue of the first ones.

        Raises:
            QueryError: The count is no integer from 0.
        """
        if count is None:
            return self.projects[0] if self.projects else None
        return self._only(self.projects[: non_negative("count", count)])

    def sample(self, count: int = 5, *, seed: int | None = None) -> Self:
        """Projects drawn at random; the same ones each time for one seed.

        Raises:
            QueryError: The count is no integer from 0.
        """
        return self._only(selection.sample(self.projects, count, seed))

    def count_by(self, field: str, *, spelling: Spelling | str = Spelling.CANONICAL) -> dict[str, int]:
        """How many projects have each value of a field, in the field's own order, or by count.

        Projects of which no source says are counted under ``(unknown)``, and projects that have not run, where the
        field is about internships, under ``(none)``. A project with several values counts for each.

        Args:
            field: As for `where`.
            spelling: ``"as written"`` counts the labels that the sources state instead of their terms.

        Raises:
            QueryError: The field is unknown.

        Examples:
            >>> import nhs_internships as ni
            >>> ni.bundled().count_by("status")["open"] > 0
            True
        """
        return counting.count_by(self.projects, field, Spelling(spelling))

    def group_by(self, field: str, *, spelling: Spelling | str = Spelling.CANONICAL) -> dict[str, Self]:
        """A catalogue for each value of a field, in the order of `count_by`.

        Raises:
            QueryError: The field is unknown.
        """
        groups = counting.group_by(self.projects, field, Spelling(spelling))
        kept = self._only(self.projects)  # its known values are collected once, not again for each group
        return {value: kept._only(group) for value, group in groups.items()}

    def crosstab(
        self, rows: str, columns: str, *, spelling: Spelling | str = Spelling.CANONICAL
    ) -> dict[str, dict[str, int]]:
        """How many projects have each pair of values of two fields; every row has every column, zeros included.

        Raises:
            QueryError: A field is unknown.
        """
        return counting.crosstab(self.projects, rows, columns, Spelling(spelling))

    def stats(self, *, spelling: Spelling | str = Spelling.CANONICAL) -> Statistics:
        """The catalogue in numbers."""
        return stats(self.projects, self.waves, Spelling(spelling))

    def search(self, query: str, limit: int = 10) -> Results[Hit]:
        """The projects that fit some words best.

        Raises:
            QueryError: The query is no string, or the limit no integer from 0.
            SearchUnavailable: This Python's SQLite has no full-text search.

        Examples:
            >>> import nhs_internships as ni
            >>> ni.bundled().search("privacy leakage")[0].slug
            'fact-privacy-leakage'
        """
        return Index(self.projects).search(query, limit)

    def near_words(self, query: str) -> dict[str, str]:
        """For each word of a search that occurs in no project, the most similar word that does.

        Examples:
            >>> import nhs_internships as ni
            >>> ni.bundled().near_words("langauge models")
            {'langauge': 'language'}
        """
        return Index(self.projects).near_words(query)

    def similar(self, slug: str, limit: int = 5) -> Results[Similar]:
        """The projects that share most with one, and what they share.

        Raises:
            UnknownSlug: There is no such project.
            QueryError: The limit is no integer from 0.
        """
        return similar(self.projects, slug, limit)

    def filter(self, keep: Callable[[Project], bool]) -> Self:
        """The projects for which a function is true."""
        return self._only(project for project in self.projects if keep(project))

    def _only(self, projects: Iterable[Project]) -> Self:
        """Some of the projects, with what earlier conditions found of their internships."""
        return self._selected(evolve(self._selection(), projects=tuple(projects), undecided=(), unknown={}))
