"""How many projects have each value of a field.

What no source says is counted under ``(unknown)``; projects that have not run are counted under ``(none)`` where the
question is about internships.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

from nhs_internships.model import Project, Wave
from nhs_internships.query.fields import QueryField, find_field
from nhs_internships.query.runs import may_have_run
from nhs_internships.vocabulary import Spelling

__all__ = ["NONE", "UNKNOWN", "count_by", "crosstab", "group_by"]

UNKNOWN = "(unknown)"
"""Where projects are counted of which no source says."""
NONE = "(none)"
"""Where projects are counted that have not run, when internships are asked about."""


def count_by(projects: Iterable[Project], name: str, spelling: Spelling = Spelling.CANONICAL) -> dict[str, int]:
    """How many projects have each value of a field.

    Statuses come in their own order, waves from the oldest, everything else by count, then by name; ``(none)`` and
    ``(unknown)`` come last. A project with several values counts for each.

    Raises:
        QueryError: The field is unknown.
    """
    return {value: len(group) for value, group in group_by(projects, name, spelling).items()}


def group_by(
    projects: Iterable[Project], name: str, spelling: Spelling = Spelling.CANONICAL
) -> dict[str, tuple[Project, ...]]:
    """The projects with each value of a field, in the order of `count_by`; a project may be in several groups.

    Raises:
        QueryError: The field is unknown.
    """
    field, chosen = find_field(name), tuple(projects)
    groups: dict[Hashable, list[Project]] = {}
    spellings: dict[Hashable, Counter[object]] = {}
    for project in chosen:
        for key, value in _values(field, project, spelling).items():
            groups.setdefault(key, []).append(project)
            spellings.setdefault(key, Counter())[value] += 1
    # The most frequent spelling stands for a key; of equally frequent ones the first.
    shown = {key: found.most_common(1)[0][0] for key, found in spellings.items()}
    named: dict[str, list[Project]] = {}
    for key in sorted(groups, key=lambda key: _order(field, shown[key], len(groups[key]))):
        named.setdefault(_text(shown[key]), []).extend(groups[key])
    return {value: tuple(group) for value, group in named.items()}


def crosstab(
    projects: Iterable[Project], rows: str, columns: str, spelling: Spelling = Spelling.CANONICAL
) -> dict[str, dict[str, int]]:
    """How many projects have each value of one field together with each value of another.

    Every row has every column, zeros included, both in the order of `count_by`.

    Raises:
        QueryError: A field is unknown.
    """
    chosen = tuple(projects)
    across = {name: {project.slug for project in group} for name, group in group_by(chosen, columns, spelling).items()}
    return {
        name: {column: sum(project.slug in slugs for project in group) for column, slugs in across.items()}
        for name, group in group_by(chosen, rows, spelling).items()
    }


def _values(field: QueryField, project: Project, spelling: Spelling) -> Mapping[Hashable, object]:
    """Each value of a project by its key, once; a marker for a project without any."""
    values: Sequence[object] = field.values(project, spelling)
    if values:
        return {field.key(value): value for value in reversed(values)}
    missing = NONE if field.of_run is not None and not may_have_run(project) else UNKNOWN
    return {(missing,): missing}


def _order(field: QueryField, value: object, count: int) -> tuple[int, str, int, str]:
    """Values in the order of the field, or by count and name, then the markers."""
    marker = value in {NONE, UNKNOWN}
    return int(marker), field.rank(value) if field.rank and not marker else "", -count, _text(value).casefold()


def _text(value: object) -> str:
    return value.label if isinstance(value, Wave) else str(value)
