"""The catalogue: reconciled projects and waves, with every claim behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import Factory, evolve, field, fields, frozen

from nhs_internships.catalogue.attributes import to_claims, to_diagnostics, to_projects, to_relations, to_waves
from nhs_internships.catalogue.queries import Queries
from nhs_internships.catalogue.reconcile.conflicts import Conflict, find_conflicts
from nhs_internships.catalogue.reconcile.resolution import winning_claim
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.errors import FormatError, Problem, UnknownSlug, nearest
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model import Claim, Project, Relation, Wave
from nhs_internships.notebook import NotebookView
from nhs_internships.query import Changes, Results
from nhs_internships.query.changes import diff
from nhs_internships.query.conditions import KnownValues
from nhs_internships.query.fields import Truth
from nhs_internships.query.selection import Selection, both, but_not, combine, either, undecided_reason
from nhs_internships.vocabulary import Spelling

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Catalogue"]


def _index(catalogue: Catalogue) -> dict[str, Project]:
    """The projects by slug.

    Raises:
        FormatError: Two have one slug; the error lists every such slug.
    """
    found = {project.slug: project for project in catalogue.projects}
    if len(found) < len(catalogue.projects):
        first: dict[str, int] = {}
        slugs = [project.slug for project in catalogue.projects]
        places = [(at, first.setdefault(slug, at)) for at, slug in enumerate(slugs)]
        raise FormatError(
            "Catalogue",
            [
                Problem(f"projects[{at}].slug", f'"{slugs[at]}" is the slug of projects[{one}], too')
                for at, one in places
                if at != one
            ],
        )
    return found


def _relations_of(catalogue: Catalogue) -> dict[str, list[Relation]]:
    """The relations from or to each project."""
    found: dict[str, list[Relation]] = {}
    for relation in catalogue.relations:
        for slug in {relation.source, relation.target}:
            found.setdefault(slug, []).append(relation)
    return found


@frozen(kw_only=True, repr=False)
class Catalogue(Queries, NotebookView):
    """The projects of the scheme, each one once, with the source of each fact.

    A catalogue never changes; filters and orders return a new one. Two catalogues are equal when their
    projects, waves, claims and relations are.

    Attributes:
        projects: Every project, each slug once; a second project of a slug is a `FormatError`.
        waves: Every wave that a source states, oldest first.
        relations: Links from one project to another.
        claims_by_slug: Every statement of every source, by the slug of its project.
        diagnostics: Findings of reading and reconciling.
        as_of: The date of the newest source, where it is known or was given.
        name: Where the catalogue was read from.
        undecided: After a filter: the projects for which no source states what the filter needs.
    """

    projects: tuple[Project, ...] = field(converter=to_projects)
    waves: Results[Wave] = field(factory=Results, converter=to_waves)
    relations: Results[Relation] = field(factory=Results, converter=to_relations)
    claims_by_slug: Mapping[str, tuple[Claim, ...]] = field(factory=dict, converter=to_claims)
    diagnostics: Results[Diagnostic] = field(factory=Results, converter=to_diagnostics, eq=False)
    as_of: date | None = field(default=None, eq=False)
    name: str = field(default="", eq=False)
    undecided: tuple[Project, ...] = field(default=(), converter=to_projects, eq=False)
    _run_states: Mapping[str, tuple[Truth, ...]] = field(factory=dict, eq=False)
    _unknown: Mapping[str, tuple[str, ...]] = field(factory=dict, eq=False)
    _known: KnownValues | None = field(default=None, eq=False)
    """The names in the whole catalogue that this one was selected from; ``None`` where this is the whole one."""
    _by_slug: dict[str, Project] = field(init=False, eq=False, default=Factory(_index, takes_self=True))
    _related: dict[str, list[Relation]] = field(init=False, eq=False, default=Factory(_relations_of, takes_self=True))

    def __reduce__(self) -> tuple[Callable[[dict[str, object]], Catalogue], tuple[dict[str, object]]]:
        # The read-only mapping of claims cannot be pickled, and processes and caches need catalogues.
        values: dict[str, object] = {
            one.alias or one.name: getattr(self, one.name) for one in fields(Catalogue) if one.init
        }
        return _rebuilt, ({**values, "claims_by_slug": dict(self.claims_by_slug)},)

    def __hash__(self) -> int:
        # The mapping of claims has no hash; equal catalogues are equal in these, too.
        return hash((self.projects, self.waves, self.relations))

    def __len__(self) -> int:
        return len(self.projects)

    def __iter__(self) -> Iterator[Project]:
        return iter(self.projects)

    def __contains__(self, item: object) -> bool:
        """Whether a slug, or a project, is in the catalogue."""
        if isinstance(item, Project):
            return self._by_slug.get(item.slug) == item
        return isinstance(item, str) and item in self._by_slug

    def __getitem__(self, slug: str) -> Project:
        """The project with this slug.

        Raises:
            UnknownSlug: There is none; the error guesses the right one. It is a `KeyError`.
            TypeError: The key is not a string; use ``.projects[n]`` for a position.
        """
        if not isinstance(slug, str):
            raise TypeError(f"expected a slug (a string), got {slug!r}; use .projects[n] for a position")
        try:
            return self._by_slug[slug]
        except KeyError:
            raise UnknownSlug(slug, nearest(slug, self._by_slug)) from None

    def __repr__(self) -> str:
        where = f" {self.name}" if self.name else ""
        when = f", as of {self.as_of}" if self.as_of else ""
        undecided = f"; {self.undecided_reason}" if self.undecided else ""
        return f"<Catalogue{where}: {len(self.projects)} projects, {len(self.waves)} waves{when}{undecided}>"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._by_slug)

    def claims(self, slug: str) -> Results[Claim]:
        """Every statement of every source about one project, highest authority first.

        Raises:
            UnknownSlug: There is no such project.
        """
        return Results(self.claims_by_slug.get(self[slug].slug, ()))

    def source(self, slug: str, field: str) -> Claim | None:
        """The winning claim of one field of a project: the one that decides its value.

        Args:
            slug: The project.
            field: status, title, url, wave, area, technique, modality, topic, keywords, description or code.

        Returns:
            ``None`` when the project shows nothing for the field. The value is as the source states it: a project
            that only an old page calls open is closed, and the claim's value is open.

        Raises:
            UnknownSlug: There is no such project.

        Examples:
            >>> import nhs_internships as ni
            >>> ni.bundled().source("pets-in-healthcare", "area").value
            'PETs'
        """
        return winning_claim(field, self.claims(slug))

    def conflicts(self, slug: str | None = None, *, spelling: Spelling | str = Spelling.CANONICAL) -> Results[Conflict]:
        """Every field about which sources disagree, with the claims of each value.

        Args:
            slug: A project, to see its conflicts alone.
            spelling: ``"as written"`` compares the labels that the sources state; by default two spellings of one term
                are no conflict.

        Raises:
            UnknownSlug: There is no such project.
        """
        claims = self.claims_by_slug if slug is None else {slug: self.claims(slug)}
        return Results(find_conflicts(claims, Spelling(spelling)))

    def related(self, slug: str) -> Results[Relation]:
        """Relations that lead from or to one project.

        Raises:
            UnknownSlug: There is no such project.
        """
        return Results(self._related.get(self[slug].slug, ()))

    def diff(
        self,
        other: Catalogue,
        *,
        fields: Iterable[str] | None = None,
        spelling: Spelling | str = Spelling.CANONICAL,
    ) -> Changes:
        """What leads from this catalogue to another one, project by project; ``.summary()`` is one sentence of it.

        Args:
            other: The newer catalogue.
            fields: The fields to compare, such as ``("status", "title")``; ``None`` for all.
            spelling: ``"as written"`` compares the labels that the sources state instead of their terms.

        Raises:
            QueryError: There is no such field.
            TypeError: The other is no catalogue.

        Examples:
            >>> import nhs_internships as ni
            >>> catalogue = ni.bundled()
            >>> changed = catalogue["pets-in-healthcare"].with_title("PETs")
            >>> catalogue.diff(catalogue.with_project(changed)).summary()
            '1 renamed'
        """
        if not _is_catalogue(other):
            raise TypeError(f"a catalogue is compared with another catalogue, not with {other!r}")
        return diff(self.projects, other.projects, fields, Spelling(spelling))

    def __or__(self, other: Catalogue) -> Catalogue:
        """The projects of both by slug, with all that belongs to them; of a project in both, this one's counts.

        What is undecided in one of them and not in the other stays undecided; so for ``&`` and ``-``.
        """
        if not _is_catalogue(other):
            return NotImplemented
        return _union(self, other)._selected(combine(self._selection(), other._selection(), either))

    def __and__(self, other: Catalogue) -> Catalogue:
        """The projects whose slug the other has, too, as this catalogue knows them."""
        if not _is_catalogue(other):
            return NotImplemented
        return self._selected(combine(self._selection(), other._selection(), both))

    def __sub__(self, other: Catalogue) -> Catalogue:
        """The projects whose slug the other has not."""
        if not _is_catalogue(other):
            return NotImplemented
        return self._selected(combine(self._selection(), other._selection(), but_not))

    def _selection(self) -> Selection:
        return Selection(
            projects=self.projects, undecided=self.undecided, run_states=self._run_states, unknown=self._unknown
        )

    def _selected(self, selection: Selection) -> Catalogue:
        return evolve(
            self.with_projects(selection.projects),
            undecided=selection.undecided,
            run_states=selection.run_states,
            unknown=selection.unknown,
        )

    @property
    def undecided_reason(self) -> str:
        """How many projects a query could not decide about, and for want of what; empty where there are none.

        Examples:
            >>> import nhs_internships as ni
            >>> project = ni.Project(slug="a", title="A", status="completed")
            >>> ni.Catalogue(projects=[project]).where(output="code").undecided_reason
            '1 more cannot be decided: no record of their outputs'
        """
        return undecided_reason(self._selection())

    def _known_values(self) -> KnownValues:
        return KnownValues.of(self.projects, self.waves) if self._known is None else self._known

    def with_project(self, project: Project) -> Catalogue:
        """A catalogue in which a project takes the place of the one with its slug; claims and findings stay.

        Raises:
            UnknownSlug: There is no project with this slug.
            TypeError: It is no project.

        Examples:
            >>> import nhs_internships as ni
            >>> catalogue = ni.bundled()
            >>> changed = catalogue["pets-in-healthcare"].with_status("paused")
            >>> catalogue.with_project(changed)["pets-in-healthcare"].status
            <Status.PAUSED: 'paused'>
        """
        if not isinstance(project, Project):
            raise TypeError(f"expected a Project, got {project!r}")
        old = self[project.slug]
        return evolve(
            self,
            projects=(project if one is old else one for one in self.projects),
            # What earlier questions found of the old project's internships.
            run_states={slug: states for slug, states in self._run_states.items() if slug != project.slug},
        )

    def with_projects(self, projects: Iterable[Project]) -> Catalogue:
        """A catalogue of exactly these projects, in this order, with their claims and relations.

        Warning:
            Every project that is not among them is left out, with its claims. To replace one project use
            `with_project`. Waves and findings of the whole catalogue stay.

        Raises:
            FormatError: Two projects have the same slug.
            TypeError: One of them is no project.
        """
        chosen = tuple(projects)
        slugs = {project.slug for project in chosen}
        return evolve(
            self,
            projects=chosen,
            undecided=(),
            run_states={},
            unknown={},
            known=self._known_values(),
            relations=(one for one in self.relations if one.source in slugs or one.target in slugs),
            claims_by_slug={
                one.slug: self.claims_by_slug[one.slug] for one in chosen if one.slug in self.claims_by_slug
            },
        )

    def without_people(self) -> Catalogue:
        """The same catalogue without the names of interns and supervisors."""
        return evolve(self, projects=map(_without_people, self.projects))

    def write(self, path: str | PathLike[str], table: str | None = None, *, byte_order_mark: bool = False) -> Path:
        """Write the catalogue to a file; the file extension sets the format. An existing file is replaced.

        ``.json`` and ``.yaml`` hold all of it, ``.sqlite`` and ``.xlsx`` (extra ``excel``) its tables, ``.csv`` and
        ``.parquet`` (extra ``arrow``) one, ``.jsonld`` and ``.ttl`` (extra ``rdf``) linked data. ``.html`` (extra
        ``html``) is a page to browse, without names of people. A path that ends in ``/`` or ``.zip``, or an existing
        folder, gets a data package: CSV files and ``datapackage.json``.

        Args:
            path: The file or folder.
            table: For ``.csv`` and ``.parquet``: projects (or another table, as for `to_csv`).
            byte_order_mark: Begin CSV files with a byte order mark, so that Excel takes them for UTF-8.

        Returns:
            The path.

        Raises:
            FormatError: No format has this file extension; the error lists those that there are.
            QueryError: There is no such table, or a file of one table was asked for without naming it.
            ImportError: The library of the format is not installed; the error names the command.
            OSError: The file cannot be written.
        """
        from nhs_internships.formats.files import write

        return write(self, path, table, byte_order_mark=byte_order_mark)

    def to_json(self, *, indent: int | None = None) -> str:
        """The catalogue as a JSON document; `from_json` gives an equal catalogue back."""
        from nhs_internships.formats.json import to_json

        return to_json(self, indent=indent)

    @classmethod
    def from_json(
        cls, text: str | bytes, *, strict: bool = False, name: str = "<json>", limits: Limits = DEFAULT_LIMITS
    ) -> Catalogue:
        """Read a JSON document that `to_json` wrote.

        Args:
            text: The document, or the bytes of its file in UTF-8.
            strict: Refuse what would be a finding.
            name: What errors and findings call the document.
            limits: Bounds on what is read.

        Raises:
            ReadError: The bytes are not UTF-8, or too many (`LimitError`).
            FormatError: The document is not one; all problems are listed with their paths.
        """
        from nhs_internships.formats.json import from_json

        return from_json(text, strict=strict, name=name, limits=limits)

    def to_yaml(self) -> str:
        """The catalogue as a YAML document, which says what the JSON document says; `from_yaml` reads it back equal."""
        from nhs_internships.formats.yaml import to_yaml

        return to_yaml(self)

    @classmethod
    def from_yaml(cls, text: str | bytes, *, strict: bool = False) -> Catalogue:
        """Read a YAML document that `to_yaml` wrote, or one written by hand in the same schema.

        Raises:
            FormatError: The text is no YAML, or not such a document; all problems are listed with their places.
        """
        from nhs_internships.formats.yaml import from_yaml

        return from_yaml(text, strict=strict)

    def to_csv(self, table: str = "projects") -> str:
        """One table of the catalogue as CSV that no spreadsheet takes for formulas.

        `nhs_internships.formats.csv.from_csv` reads it back, and takes the marks away that make cells safe.

        Examples:
            >>> import nhs_internships as ni
            >>> ni.bundled().to_csv("relations").partition(",")[0]
            '"source"'

        Args:
            table: projects, badges, internships, outputs, waves, claims, keywords or relations.

        Raises:
            QueryError: There is no such table.
        """
        from nhs_internships.formats.csv import to_csv

        return to_csv(self, table)

    def to_pandas(self, table: str = "projects") -> pd.DataFrame:
        """One table of the catalogue as a pandas data frame; needs the extra ``pandas``.

        Statuses and facets are categories, months dates, and numbers may be missing; see
        `nhs_internships.formats.frames.to_pandas`.

        Args:
            table: projects, badges, internships, outputs, waves, claims, keywords or relations.

        Raises:
            QueryError: There is no such table.
            ImportError: pandas is not installed; the error names the command.
        """
        from nhs_internships.formats.frames import to_pandas

        return to_pandas(self, table)

    def to_polars(self, table: str = "projects") -> pl.DataFrame:
        """One table of the catalogue as a polars data frame; needs the extra ``polars``.

        Args:
            table: projects, badges, internships, outputs, waves, claims, keywords or relations.

        Raises:
            QueryError: There is no such table.
            ImportError: polars is not installed; the error names the command.
        """
        from nhs_internships.formats.frames import to_polars

        return to_polars(self, table)

    def to_arrow(self, table: str = "projects") -> pa.Table:
        """One table of the catalogue as a `pyarrow.Table`; needs the extra ``arrow``.

        Args:
            table: projects, badges, internships, outputs, waves, claims, keywords or relations.

        Raises:
            QueryError: There is no such table.
            ImportError: pyarrow is not installed; the error names the command.
        """
        from nhs_internships.formats.arrow import to_arrow

        return to_arrow(self, table)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The projects, for any library that takes Arrow streams; needs the extra ``arrow``.

        So ``polars.DataFrame(catalogue)``, ``pyarrow.table(catalogue)`` and, from pandas 3 on,
        ``pandas.DataFrame.from_arrow(catalogue)`` work, and DuckDB takes a catalogue by the name of its variable.
        Source: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
        """
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def _union(one: Catalogue, other: Catalogue) -> Catalogue:
    """The projects of both by slug, with all that belongs to them; of a project in both, the first one counts."""
    dates = [day for day in (one.as_of, other.as_of) if day is not None]
    return evolve(
        one,
        projects=(*one.projects, *(project for project in other.projects if project.slug not in one)),
        waves=sorted({*one.waves, *other.waves}),
        relations=dict.fromkeys((*one.relations, *other.relations)),
        claims_by_slug={**other.claims_by_slug, **one.claims_by_slug},
        diagnostics=dict.fromkeys((*one.diagnostics, *other.diagnostics)),
        as_of=max(dates, default=None),
        known=one._known_values() | other._known_values(),
        name=" | ".join(dict.fromkeys(filter(None, (one.name, other.name)))),
    )


def _is_catalogue(value: object) -> bool:
    return isinstance(value, Catalogue)


def _rebuilt(values: dict[str, object]) -> Catalogue:
    return Catalogue(**values)  # type: ignore[arg-type]  # they are the values of a catalogue


def _without_people(project: Project) -> Project:
    return evolve(project, internships=(evolve(run, people=()) for run in project.internships))
