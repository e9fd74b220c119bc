"""The scheme in numbers: small tables that print, show in a notebook, and turn into a frame.

>>> import nhs_internships as ni
>>> table = ni.bundled().stats()["status"]
>>> table.columns
('status', 'projects')
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nhs_internships.model import Availability, Facet, OutputKind
from nhs_internships.model.texts import fold
from nhs_internships.query.results import Cell, Statistics, Table
from nhs_internships.query.selection import count_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

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


NONE = "(none)"
"""What a table calls the row of those without a value."""


def stats(projects: Iterable[Project], waves: Iterable[Wave] = ()) -> Statistics:
    """The numbers that describe some projects and the waves of their catalogue.

    Its tables are ``status``, ``area``, ``technique``, ``modality`` and ``wave`` (projects with each value),
    ``labels_over_waves`` (areas), ``waves`` (with their internships) and ``published`` (what internships left behind).
    """
    chosen = tuple(projects)
    fields = ("status", "area", "technique", "modality", "wave")
    return Statistics(
        tables=(
            *(counts(chosen, name) for name in fields),
            labels_over_waves(chosen),
            waves_with_internships(chosen, waves),
            published(chosen),
        )
    )


def counts(projects: Iterable[Project], name: str) -> Table:
    """How many projects have each value of a field; the last row, ``(none)``, counts those without any.

    Raises:
        QueryError: The field is unknown.
    """
    found = count_by(projects, name)
    rows = ((value or NONE, count) for value, count in found.items())
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

    A run has the labels of its own record, or those of its project where the record has none of this facet. Runs
    without any stand in a last row, ``(none)``, so that a wave whose runs lack labels does not look like a small one.

    Args:
        projects: The projects to count.
        facet: area, technique, modality or topic.

    Raises:
        ParseError: The text names no facet.
    """
    wanted = Facet.parse(facet)
    runs = runs_by_wave(projects)
    found = [[_labels(pair, wanted) for pair in pairs] for pairs in runs.values()]
    labels = [[label for of_run in wave for label in of_run] for wave in found]
    none = [sum(not of_run for of_run in wave) for wave in found]
    spelling = {fold(label): label for wave in reversed(labels) for label in reversed(wave)}
    counted = [Counter(map(fold, wave)) for wave in labels]
    totals = {label: sum(counter[key] for counter in counted) for key, label in spelling.items()}
    rows: Iterator[tuple[Cell, ...]] = (
        (label, *(counter[fold(label)] for counter in counted))
        for label in sorted(totals, key=lambda label: (-totals[label], label.casefold()))
    )
    lacking: list[tuple[Cell, ...]] = [(NONE, *none)] if any(none) else []
    columns = (wanted.value, *map(short_label, runs))
    return Table(
        name="labels_over_waves", title=f"Runs with each {wanted} in each wave", columns=columns, rows=(*rows, *lacking)
    )


def short_label(wave: Wave) -> str:
    """A wave by its number alone, or its months where it has none."""
    return wave.label if wave.number is None else f"Wave {wave.number}"


def _labels(pair: tuple[Project, Internship | None], facet: Facet) -> Collection[str]:
    """The labels of one run, each once."""
    project, run = pair
    own = [badge.label for badge in (run.badges if run else ()) if badge.facet is facet]
    return {fold(label): label for label in own or project.labels(facet)}.values()


def waves_with_internships(projects: Iterable[Project], waves: Iterable[Wave]) -> Table:
    """Each wave with its months and what ran in it, oldest first; waves without a project are there, too.

    What ran is named by its code, or by the slug of its project where no record gives one.
    """
    runs = runs_by_wave(projects)
    rows = (_wave_row(wave, runs.get(wave, [])) for wave in sorted({*runs, *waves}))
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
