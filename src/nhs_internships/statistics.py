"""The scheme in numbers: small tables that print, show in a notebook, and turn into a frame.

>>> import nhs_internships as ni
>>> table = ni.bundled().stats()["status"]
>>> table.columns
('status', 'projects')
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import field, frozen

from nhs_internships.errors import QueryError, nearest
from nhs_internships.model import Availability, Facet, OutputKind
from nhs_internships.notebook import table_html
from nhs_internships.query import count_by, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.model import Internship, Project, Wave

__all__ = [
    "Statistics",
    "Table",
    "counts",
    "labels_over_waves",
    "published",
    "runs_by_wave",
    "short_label",
    "stats",
    "waves_with_internships",
]


def __dir__() -> list[str]:
    return __all__


Cell = str | int | float | None
"""What a cell holds; a float is a share from 0 to 1."""


@frozen(kw_only=True)
class Table:
    """A small table: its cells are plain values, so ``pandas.DataFrame(table.records())`` is the frame.

    Attributes:
        name: Its name among the statistics.
        title: What it shows, in a few words.
        columns: The names of its columns.
        rows: Its rows; a float is a share from 0 to 1.
    """

    name: str
    title: str
    columns: tuple[str, ...] = field(converter=tuple[str, ...])
    rows: tuple[tuple[Cell, ...], ...] = field(converter=tuple[tuple[Cell, ...], ...])

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        # A table without rows is still a table.
        return True

    def __str__(self) -> str:
        return "\n".join((self.title, *_aligned([self.columns, *map(_texts, self.rows)])))

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self.columns)} columns, {len(self.rows)} rows>"

    @property
    def line(self) -> str:
        """The first column with its numbers on one line: ``status: open 10, active 6``."""
        cells = (_texts([first, *(cell for cell in rest if not isinstance(cell, str))]) for first, *rest in self.rows)
        return f"{self.name}: {', '.join(' '.join(filter(None, row)) for row in cells)}"

    def records(self) -> list[dict[str, Cell]]:
        """A dictionary for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def _repr_html_(self) -> str:
        return table_html(self.columns, map(_texts, self.rows), self.title)


def _texts(row: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(_shown(cell) for cell in row)


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.0%}" if isinstance(cell, float) else str(cell)


def _aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


@frozen(kw_only=True)
class Statistics:
    """All tables of a catalogue, by name: ``stats["status"]``."""

    tables: tuple[Table, ...] = field(converter=tuple[Table, ...])

    def __getitem__(self, name: str) -> Table:
        """The table with this name.

        Raises:
            QueryError: There is none; the error lists all.
        """
        for table in self.tables:
            if table.name == name:
                return table
        names = tuple(table.name for table in self.tables)
        raise QueryError("table", str(name), names, nearest(str(name), names))

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __str__(self) -> str:
        return "\n".join(table.line for table in self.tables)

    def __repr__(self) -> str:
        return f"<Statistics: {', '.join(table.name for table in self.tables)}>"

    def _repr_html_(self) -> str:
        return "".join(table._repr_html_() for table in self.tables)

    def _ipython_key_completions_(self) -> list[str]:
        return [table.name for table in self.tables]


def stats(catalogue: Catalogue) -> Statistics:
    """The numbers that describe a catalogue.

    Its tables are ``status``, ``area``, ``technique``, ``modality`` and ``wave`` (projects with each value),
    ``labels_over_waves`` (areas), ``waves`` (with their internships) and ``published`` (what internships left behind).
    """
    fields = ("status", "area", "technique", "modality", "wave")
    return Statistics(
        tables=(
            *(counts(catalogue.projects, name) for name in fields),
            labels_over_waves(catalogue.projects),
            waves_with_internships(catalogue),
            published(catalogue.projects),
        )
    )


def counts(projects: Iterable[Project], name: str) -> Table:
    """How many projects have each value of a field; the last row, ``(none)``, counts those without any.

    Raises:
        QueryError: The field is unknown.
    """
    found = count_by(projects, name)
    rows = ((value or "(none)", count) for value, count in found.items())
    return Table(name=name, title=f"Projects by {name}", columns=(name, "projects"), rows=rows)


def runs_by_wave(projects: Iterable[Project]) -> dict[Wave, list[tuple[Project, Internship | None]]]:
    """What ran in each wave, oldest first: the project with its internship, or alone where no record tells of one."""
    found: dict[Wave, list[tuple[Project, Internship | None]]] = {}
    for project in projects:
        recorded = {run.wave for run in project.internships}
        for run in project.internships:
            if run.wave is not None:
                found.setdefault(run.wave, []).append((project, run))
        if project.wave is not None and project.wave not in recorded:
            found.setdefault(project.wave, []).append((project, None))
    return dict(sorted(found.items()))


def labels_over_waves(projects: Iterable[Project], facet: Facet | str = Facet.AREA) -> Table:
    """How many runs of each wave have each label of a facet: a row for each label, a column for each wave.

    A run has the labels of its own record, or those of its project where the record has none of this facet.

    Args:
        projects: The projects to count.
        facet: area, technique, modality or topic.

    Raises:
        ParseError: The text names no facet.
    """
    wanted = Facet.parse(facet)
    runs = runs_by_wave(projects)
    labels = [[label for pair in pairs for label in _labels(pair, wanted)] for pairs in runs.values()]
    spelling = {fold(label): label for wave in reversed(labels) for label in reversed(wave)}
    counted = [Counter(map(fold, wave)) for wave in labels]
    totals = {label: sum(counter[key] for counter in counted) for key, label in spelling.items()}
    rows: Iterator[tuple[Cell, ...]] = (
        (label, *(counter[fold(label)] for counter in counted))
        for label in sorted(totals, key=lambda label: (-totals[label], label.casefold()))
    )
    columns = (wanted.value, *map(short_label, runs))
    return Table(name="labels_over_waves", title=f"Runs with each {wanted} in each wave", columns=columns, rows=rows)


def short_label(wave: Wave) -> str:
    """A wave by its number alone, or its months where it has none."""
    return wave.label if wave.number is None else f"Wave {wave.number}"


def _labels(pair: tuple[Project, Internship | None], facet: Facet) -> Iterable[str]:
    """The labels of one run, each once."""
    project, run = pair
    own = [badge.label for badge in (run.badges if run else ()) if badge.facet is facet]
    return {fold(label): label for label in own or project.labels(facet)}.values()


def waves_with_internships(catalogue: Catalogue) -> Table:
    """Each wave with its months and what ran in it, oldest first; waves without a project are there, too.

    What ran is named by its code, or by the slug of its project where no record gives one.
    """
    runs = runs_by_wave(catalogue.projects)
    rows = (_wave_row(wave, runs.get(wave, [])) for wave in sorted({*runs, *catalogue.waves}))
    columns = ("wave", "first month", "last month", "internships", "codes")
    return Table(name="waves", title="Waves with their internships", columns=columns, rows=rows)


def _wave_row(wave: Wave, runs: Iterable[tuple[Project, Internship | None]]) -> tuple[Cell, ...]:
    names = sorted((run.code if run else None) or project.slug for project, run in runs)
    return short_label(wave), str(wave.start or ""), str(wave.end or ""), len(names), ", ".join(names)


def published(projects: Iterable[Project]) -> Table:
    """How many internships have published their code, report and other outputs, and the share of all."""
    runs = [run for project in projects for run in project.internships]
    rows = (_share(kind, runs) for kind in OutputKind)
    columns = ("output", "published", "internships", "share")
    return Table(name="published", title="Internships with a published output", columns=columns, rows=rows)


def _share(kind: OutputKind, runs: list[Internship]) -> tuple[Cell, ...]:
    done = sum(
        any(output.kind is kind and output.availability is Availability.PUBLISHED for output in run.outputs)
        for run in runs
    )
    return kind.value, done, len(runs), done / len(runs) if runs else None
