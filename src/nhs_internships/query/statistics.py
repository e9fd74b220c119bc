"""The scheme in numbers: small tables that print, show in a notebook, and turn into a frame.

>>> import nhs_internships as ni
>>> table = ni.bundled().stats()["status"]
>>> table.columns
('status', 'projects')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from nhs_internships.model import Availability, Facet, Internship, OutputKind, Project, Wave
from nhs_internships.model.texts import fold
from nhs_internships.query.counting import UNKNOWN, count_by
from nhs_internships.query.fields import labels_of
from nhs_internships.query.results import Cell, Statistics, Table
from nhs_internships.query.runs import runs_of
from nhs_internships.vocabulary import Spelling

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


def stats(
    projects: Iterable[Project], waves: Iterable[Wave] = (), spelling: Spelling = Spelling.CANONICAL
) -> Statistics:
    """The numbers that describe some projects and the waves of their catalogue.

    Its tables are ``status``, ``area``, ``technique``, ``modality`` and ``wave`` (projects with each value),
    ``labels_over_waves`` (areas), ``waves`` (with their internships) and ``published`` (the outputs of internships).
    """
    fields = ("status", "area", "technique", "modality", "wave")
    chosen = tuple(projects)
    return Statistics(
        tables=(
            *(counts(chosen, name, spelling) for name in fields),
            labels_over_waves(chosen, spelling=spelling),
            waves_with_internships(chosen, waves),
            published(chosen),
        )
    )


def counts(projects: Iterable[Project], name: str, spelling: Spelling = Spelling.CANONICAL) -> Table:
    """How many projects have each value of a field; ``(none)`` and ``(unknown)`` come last.

    Raises:
        QueryError: The field is unknown.
    """
    rows = count_by(projects, name, spelling).items()
    return Table(name=name, title=f"Projects by {name}", columns=(name, "projects"), rows=rows)


def runs_by_wave(projects: Iterable[Project]) -> dict[Wave, list[tuple[Project, Internship]]]:
    """The internships of each wave, oldest wave first, each with its project."""
    found: dict[Wave, list[tuple[Project, Internship]]] = {}
    for project in projects:
        for run in runs_of(project):
            if run.wave is not None:
                found.setdefault(run.wave, []).append((project, run))
    return dict(sorted(found.items()))


def labels_over_waves(
    projects: Iterable[Project], facet: Facet | str = Facet.AREA, *, spelling: Spelling = Spelling.CANONICAL
) -> Table:
    """How many internships of each wave have each label of a facet: a row for each label, a column for each wave.

    An internship has the labels of its own record, or those of its project where the record has none of this facet.
    Those without any are counted in a last row, ``(unknown)``, so that a wave whose internships lack labels does not
    look like a small one.

    Args:
        projects: The projects to count.
        facet: area, technique, modality or topic.
        spelling: Which labels to count.

    Raises:
        ParseError: The text names no facet.
    """
    wanted = Facet.parse(facet)
    waves = runs_by_wave(projects)
    written = {wave: list(_labels_of_runs(pairs, wanted, spelling)) for wave, pairs in waves.items()}
    # Of several spellings that compare equal the first one is shown.
    shown = {fold(label): label for labels in reversed(written.values()) for label in reversed(labels)}
    found = {wave: Counter(shown[fold(label)] for label in labels) for wave, labels in written.items()}
    totals = sum(found.values(), Counter[str]())
    labels = sorted(totals, key=lambda label: (label == UNKNOWN, -totals[label], label.casefold()))
    return Table(
        name="labels_over_waves",
        title=f"Internships with each {wanted} in each wave",
        columns=(wanted.value, *map(short_label, waves)),
        rows=((label, *(counter[label] for counter in found.values())) for label in labels),
    )


def short_label(wave: Wave) -> str:
    """A wave by its number alone, or its months where it has none."""
    return wave.label if wave.number is None else f"Wave {wave.number}"


def _labels_of_runs(pairs: Iterable[tuple[Project, Internship]], facet: Facet, spelling: Spelling) -> Iterator[str]:
    for project, run in pairs:
        labels = labels_of(run, facet, spelling) or labels_of(project, facet, spelling) or (UNKNOWN,)
        yield from {fold(label): label for label in reversed(labels)}.values()


def waves_with_internships(projects: Iterable[Project], waves: Iterable[Wave]) -> Table:
    """Each wave with its months and internships, oldest first; waves without an internship are there, too.

    An internship is named by its code, or by the slug of its project where it has none.
    """
    runs = runs_by_wave(projects)
    rows = (_wave_row(wave, runs.get(wave, [])) for wave in sorted({*runs, *waves}))
    columns = ("wave", "first month", "last month", "internships", "codes")
    return Table(name="waves", title="Waves with their internships", columns=columns, rows=rows)


def _wave_row(wave: Wave, runs: Iterable[tuple[Project, Internship]]) -> tuple[Cell, ...]:
    names = sorted(run.code or project.slug for project, run in runs)
    return short_label(wave), str(wave.start or ""), str(wave.end or ""), len(names), ", ".join(names)


def published(projects: Iterable[Project]) -> Table:
    """How many internships have published each kind of output, how many have not, and of how many no source says.

    ``share`` is that of the published ones among those of which a source says; a missing share means that none does.
    """
    runs = [run for project in projects for run in runs_of(project)]
    columns = ("output", "published", "not published", "unknown", "share")
    rows = (_published_row(kind, runs) for kind in OutputKind)
    return Table(name="published", title="Outputs of internships", columns=columns, rows=rows)


def _published_row(kind: OutputKind, runs: Sequence[Internship]) -> tuple[Cell, ...]:
    found = Counter(run.output(kind).availability for run in runs)
    done, unknown = found[Availability.PUBLISHED], found[Availability.UNKNOWN]
    known = len(runs) - unknown
    return kind.value, done, known - done, unknown, done / known if known else None
