"""The internships of a project, as every query, table and plot counts them."""

from __future__ import annotations

from collections.abc import Sequence

from nhs_internships.model import Internship, Project, Status, Wave

__all__ = ["may_have_run", "runs_of", "waves_of"]

_NEVER_RAN = frozenset({Status.FUTURE, Status.OPEN})


def runs_of(project: Project) -> tuple[Internship, ...]:
    """The internships of a project, and one for its wave where none of them ran in it."""
    runs = project.internships
    if project.wave is None or any(run.wave == project.wave for run in runs):
        return runs
    return (*runs, Internship(title=project.title, wave=project.wave))


def waves_of(project: Project) -> Sequence[Wave]:
    """Every wave a project ran in, oldest first."""
    return sorted({run.wave for run in runs_of(project) if run.wave is not None})


def may_have_run(project: Project) -> bool:
    """Whether a project had an internship, or may have had one of which there is no record.

    A topic that is open, or of future interest, has not run unless a source states an internship.
    """
    return bool(runs_of(project)) or project.status not in _NEVER_RAN
