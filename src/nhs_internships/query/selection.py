"""Which projects a query selects, and which it cannot decide about for want of a source.

Conditions on wave, year, code and output must hold of one internship. So a selection keeps, for each of its projects,
which internships still meet all conditions so far, and a further condition is asked of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from random import Random

from attrs import field, frozen

from nhs_internships.errors import ParseError, QueryError
from nhs_internships.model import Internship, Month, Project, Wave
from nhs_internships.query.conditions import Test
from nhs_internships.query.fields import QueryField, Truth, all_of, any_of, find_field, non_negative
from nhs_internships.query.runs import may_have_run, runs_of
from nhs_internships.vocabulary import Spelling

__all__ = [
    "Selection",
    "both",
    "but_not",
    "combine",
    "either",
    "order_by",
    "period_test",
    "sample",
    "select",
    "undecided_reason",
]


@frozen(kw_only=True)
class Selection:
    """The outcome of a query.

    Attributes:
        projects: Those that meet every condition.
        undecided: Those of which no condition is false, and at least one cannot be decided.
        run_states: For each project whose internships were asked about, whether each of them meets all conditions.
        unknown: For each undecided project, the fields that no source states.
    """

    projects: tuple[Project, ...]
    undecided: tuple[Project, ...] = ()
    run_states: Mapping[str, tuple[Truth, ...]] = field(factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(factory=dict)


def combine(one: Selection, other: Selection, join: Callable[[Truth, Truth], Truth]) -> Selection:
    """The projects of two selections whose membership in both, joined, is true, and those where it is undecided.

    A project of both is taken as the first one knows it, with what its conditions found of the internships.
    """
    memberships = [_memberships(selection) for selection in (one, other)]
    every = {project.slug: project for selection in (other, one) for project in _all(selection)}
    ordered = dict.fromkeys(project.slug for selection in (one, other) for project in _all(selection))
    joined = {slug: join(*(known.get(slug, False) for known in memberships)) for slug in ordered}
    return Selection(
        projects=tuple(every[slug] for slug, truth in joined.items() if truth),
        undecided=tuple(every[slug] for slug, truth in joined.items() if truth is None),
        run_states={} if join is either else one.run_states,
        unknown={**other.unknown, **one.unknown},
    )


def _all(selection: Selection) -> tuple[Project, ...]:
    return (*selection.projects, *selection.undecided)


def _memberships(selection: Selection) -> dict[str, Truth]:
    return {
        **{project.slug: True for project in selection.projects},
        **{project.slug: None for project in selection.undecided},
    }


def either(one: Truth, other: Truth) -> Truth:
    """Membership in one of two selections."""
    return any_of((one, other))


def both(one: Truth, other: Truth) -> Truth:
    """Membership in both of two selections."""
    return all_of((one, other))


def but_not(one: Truth, other: Truth) -> Truth:
    """Membership in the first of two selections, and not in the second."""
    return all_of((one, None if other is None else not other))


def select(selection: Selection, tests: Sequence[Test]) -> Selection:
    """The projects of a selection that meet further conditions, too."""
    chosen: list[Project] = []
    undecided: list[Project] = []
    run_states: dict[str, tuple[Truth, ...]] = {}
    unknown: dict[str, tuple[str, ...]] = {}
    for projects, before in ((selection.projects, True), (selection.undecided, None)):
        for project in projects:
            slug = project.slug
            decided = _Decision(project, tests, selection.run_states.get(slug))
            truth = all_of((before, decided.truth))
            if truth is False:
                continue
            (chosen if truth else undecided).append(project)
            if decided.run_states:
                run_states[slug] = decided.run_states
            if truth is None:
                unknown[slug] = tuple(dict.fromkeys((*selection.unknown.get(slug, ()), *decided.unknown)))
    return Selection(projects=tuple(chosen), undecided=tuple(undecided), run_states=run_states, unknown=unknown)


_NO_RECORD = Internship()


class _Decision:
    """What some tests say of one project.

    Attributes:
        truth: Whether it meets all of them.
        run_states: Whether each of its internships meets these and all earlier ones; empty when none was about them.
        unknown: The fields that leave it undecided.
    """

    def __init__(self, project: Project, tests: Sequence[Test], before: tuple[Truth, ...] | None) -> None:
        self.run_states = before or ()
        of_project = {test.field: test.of_project(project) for test in tests if test.of_project}
        about_runs = [test for test in tests if test.of_run]
        self.unknown = [name for name, truth in of_project.items() if truth is None]
        self.truth = all_of(of_project.values())
        if about_runs and self.truth is not False:
            self.truth = all_of((self.truth, self._of_runs(project, about_runs)))

    def _of_runs(self, project: Project, tests: Sequence[Test]) -> Truth:
        """Whether one internship meets all tests. Where there is no record of any, nothing is known of it."""
        runs = runs_of(project) or (_NO_RECORD,)
        found = {test.field: [test.of_run(run) for run in runs] for test in tests if test.of_run}
        before = self.run_states or (True,) * len(runs)
        self.run_states = tuple(map(all_of, zip(before, *found.values(), strict=True)))
        truth = any_of(self.run_states)
        if truth is None and not may_have_run(project):
            return False  # it has not run: only "no value is on record" holds of it
        if truth is None:
            possible = [at for at, state in enumerate(self.run_states) if state is None]
            self.unknown += [name for name, truths in found.items() if any(truths[at] is None for at in possible)]
        return truth


# What a project lacks, where that is not the name of the field.
NOUNS = {
    "modality": "kind of data",
    "topic": "topics",
    "label": "labels",
    "keyword": "keywords",
    "wave": "waves",
    "year": "dates",
    "code": "codes",
    "output": "outputs",
    "url": "page",
}


def undecided_reason(selection: Selection) -> str:
    """How many projects cannot be decided, and for want of what: empty when there are none.

    Examples:
        ``5 more cannot be decided: no record of their outputs``
    """
    if not selection.undecided:
        return ""
    counts = Counter(name for names in selection.unknown.values() for name in names)
    nouns = ", ".join(NOUNS.get(name, name) for name, _ in counts.most_common())
    return f"{len(selection.undecided)} more cannot be decided: no record of their {nouns}"


def order_by(projects: Iterable[Project], *fields: str, descending: bool = False) -> tuple[Project, ...]:
    """Projects in the order of one field or several; those without a value come last.

    A project that ran in several waves stands at the one it shows, ``project.wave``.

    Args:
        projects: The projects to order.
        *fields: The most important first; ``-`` before a name turns its order round.
        descending: Turns every order round.

    Raises:
        QueryError: A field is unknown.
    """
    ordered = list(projects)
    for name in reversed(fields):
        field = find_field(str(name).removeprefix("-"))
        keyed = [(_rank(field, project), project) for project in ordered]
        having = [pair for pair in keyed if pair[0]]
        having.sort(key=lambda pair: pair[0], reverse=name.startswith("-") is not descending)
        ordered = [project for _, project in having] + [project for rank, project in keyed if not rank]
    return tuple(ordered)


def _rank(field: QueryField, project: Project) -> tuple[str, ...]:
    values = (field.order or field.values)(project, Spelling.CANONICAL)
    return tuple(field.rank(value) if field.rank else str(value).casefold() for value in values)


def sample(projects: Sequence[Project], count: int, seed: int | None = None) -> tuple[Project, ...]:
    """Projects drawn at random, at most ``count``, in the order they stood in.

    Args:
        projects: The projects to draw from.
        count: How many.
        seed: Gives the same projects each time; ``None`` gives others.

    Raises:
        QueryError: The count is no integer from 0, or the seed is none.
    """
    most = min(non_negative("count", count), len(projects))
    if seed is not None and not isinstance(seed, int):
        raise QueryError("seed", str(seed), expected="an integer")
    places = Random(seed).sample(range(len(projects)), most)  # noqa: S311 - a choice of examples, no secret
    return tuple(projects[place] for place in sorted(places))


def period_test(start: Month | date | str | None = None, end: Month | date | str | None = None) -> Test:
    """The condition that an internship ran in at least one month from ``start`` to ``end``, both included.

    A wave of which one month is known ran in that month; whether it ran in others cannot be decided.

    Args:
        start: A month, a day in it, or a text such as ``"July 2022"`` or ``"2022"``; ``None`` for no limit.
        end: Likewise.

    Raises:
        QueryError: A text is no month, or the end lies before the start.
    """
    low, high = _month("start", start, 1), _month("end", end, 12)
    if low and high and high < low:
        raise QueryError("end", str(end), expected=f"a month from {low} on")
    return Test("year", of_run=lambda run: _overlaps(run.wave, low, high) if run.wave else None)


def _month(what: str, given: Month | date | str | None, month_of_year: int) -> Month | None:
    if given is None or isinstance(given, Month):
        return given
    text = str(given).strip()
    try:
        if re.fullmatch("[0-9]{4}", text):
            return Month(int(text), month_of_year)
        # A day ("2022-07-15", which is also how a date shows) means its month.
        return Month.parse(text[:7] if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}.*", text) else text)
    except ParseError:
        raise QueryError(what, text, expected='a month such as "2022-07", "July 2022" or "2022"') from None


def _overlaps(wave: Wave, low: Month | None, high: Month | None) -> Truth:
    begins, ends = wave.start or wave.end, wave.end or wave.start
    if begins is None or ends is None:
        return None
    overlaps = (high is None or begins <= high) and (low is None or ends >= low)
    return overlaps or (False if wave.start and wave.end else None)
