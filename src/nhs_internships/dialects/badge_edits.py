"""Edits of the badges of one entry: each changes the badge that it is about, and no other.

The badges of the page and those that are wanted are aligned first: what is in both, in the same order, stays; the rest
is moved, changed, added or removed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import accumulate

from attrs import evolve, frozen

from nhs_internships.grammar.inline import trim
from nhs_internships.model import Badge, Facet
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

__all__ = ["BadgeStep", "WrittenBadges", "align", "badge_edits"]

# What may stand before the first text of a bullet.
_MARKERS = re.compile(r"(?:[-*+>]|\d+[.)]|\s)*")
_OPENS = re.compile(r"(?:\||<[A-Za-z][^<>]*>)\Z")


@frozen
class BadgeStep:
    """One badge that an entry is to have.

    Attributes:
        badge: The badge.
        source: The number of the badge of the page that it is, perhaps in another colour; ``None`` for a new one.
        place: The number of the badge of the page in whose place it is written; ``None`` if it is inserted.
    """

    badge: Badge
    source: int | None = None
    place: int | None = None


def align(old: Sequence[Badge], wanted: Sequence[Badge]) -> list[BadgeStep]:
    """How the badges of a page become those that are wanted, with as few changes as possible."""
    sources = _sources(old, wanted)
    kept = _longest_increasing([sources[k] for k in sorted(sources)])
    found = (sources.get(k) for k in range(len(wanted)))
    pairs = zip(wanted, found, strict=True)
    steps = _with_places(old, [BadgeStep(badge, n, n if n in kept else None) for badge, n in pairs])
    if old and steps and all(step.place is None for step in steps):
        steps[0] = evolve(steps[0], place=0)  # nothing stays that it could be written beside
    return steps


def _sources(old: Sequence[Badge], wanted: Sequence[Badge]) -> dict[int, int]:
    """The number of the old badge that each wanted one is: the same or, if there is none, one of another colour.

    Of several equal badges, those at the beginning and the end stay where they are.
    """
    most = min(len(old), len(wanted))
    head = next((k for k in range(most) if old[k] != wanted[k]), most)
    tail = next((k for k in range(most - head) if old[-1 - k] != wanted[-1 - k]), most - head)
    found = {k: k for k in range(head)} | {len(wanted) - k: len(old) - k for k in range(1, tail + 1)}
    keys: tuple[Callable[[Badge], Hashable], ...] = (lambda badge: badge, lambda badge: badge.key)
    for key in keys:
        taken = set(found.values())
        free: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for n, badge in enumerate(old):
            if n not in taken:
                free[key(badge)].append(n)
        for k, badge in enumerate(wanted):
            if k not in found and free[key(badge)]:
                found[k] = free[key(badge)].popleft()
    return found


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """The longest increasing subsequence of some different numbers, as a set: the badges that can stay in place."""
    ends: list[int] = []  # the smallest last number of a sequence of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _with_places(old: Sequence[Badge], steps: Sequence[BadgeStep]) -> list[BadgeStep]:
    """The steps; a new or moved badge takes the place of a removed one of its facet, between the same neighbours."""
    by_facet: defaultdict[Facet, list[int]] = defaultdict(list)
    for n, badge in enumerate(old):
        by_facet[badge.facet].append(n)
    stops = list(
        accumulate(reversed(steps), lambda stop, step: stop if step.place is None else step.place, initial=len(old))
    )
    made: list[BadgeStep] = []
    free = 0
    for step, stop in zip(steps, reversed(stops[:-1]), strict=True):
        numbers = by_facet[step.badge.facet]
        at = bisect_left(numbers, free)
        place = numbers[at] if step.place is None and at < len(numbers) and numbers[at] < stop else step.place
        free = free if place is None else place + 1
        made.append(evolve(step, place=place))
    return made


@frozen
class WrittenBadges:
    """The badges of an entry on its page.

    Attributes:
        text: The page.
        whole: The whole entry.
        title: Its title, with the link.
        spans: One span for each badge, with the link around it.
        separator: What is written between new badges, unless there is an example.
    """

    text: str
    whole: Span
    title: Span
    spans: Sequence[Span]
    separator: str

    def between(self, n: int) -> str:
        """What separates a badge from one beside it."""
        pairs = (pair for pair in ((n - 1, n), (n, n + 1)) if pair[0] >= 0 and pair[1] < len(self.spans))
        for first, second in pairs:
            space = Span(self.spans[first].end, self.spans[second].start)
            if len(trim(self.text, space)) == 0:
                return space.of(self.text)
        return self.separator


def badge_edits(written: WrittenBadges, steps: Sequence[BadgeStep], texts: Sequence[str]) -> Iterator[Edit]:
    """The edits after which an entry has the badges that are wanted.

    Args:
        written: The badges of the page; at least one, if any is wanted.
        steps: What is wanted, from `align`.
        texts: The text of each step.
    """
    yield from _removals(written, {step.place for step in steps if step.place is not None})
    run: list[tuple[BadgeStep, str]] = []
    last: BadgeStep | None = None
    for step, text in zip(steps, texts, strict=True):
        if step.place is None:
            run.append((step, text))
            continue
        yield from _insertions(written, run, last, step)
        run, last = [], step
        if text != written.spans[step.place].of(written.text):
            yield Edit(written.spans[step.place], text)
    yield from _insertions(written, run, last, None)


def _insertions(
    written: WrittenBadges, run: Sequence[tuple[BadgeStep, str]], last: BadgeStep | None, following: BadgeStep | None
) -> Iterator[Edit]:
    """Insert new badges after the badge before them, or before the next badge if only that one has their facet."""
    behind = len(run)
    if following is not None:
        belongs = (k for k, (step, _) in enumerate(run) if _belongs_to(step, last, following))
        behind = next(belongs, behind)
    if last is not None and last.place is not None and behind:
        at, between = written.spans[last.place].end, written.between(last.place)
        yield Edit(Span(at, at), "".join(between + text for _, text in run[:behind]))
    if following is not None and following.place is not None and behind < len(run):
        at, between = written.spans[following.place].start, written.between(following.place)
        yield Edit(Span(at, at), "".join(text + between for _, text in run[behind:]))


def _belongs_to(step: BadgeStep, last: BadgeStep | None, following: BadgeStep) -> bool:
    if last is None:
        return True
    return last.badge.facet is not step.badge.facet and following.badge.facet is step.badge.facet


def _removals(written: WrittenBadges, used: Iterable[int]) -> Iterator[Edit]:
    """Remove the badges that are not used, each with the blanks on one side; other text between them stays."""
    stay = {written.spans[n] for n in used}
    removed = set(written.spans) - stay
    places = sorted((*written.spans, written.title, Span(written.whole.end, written.whole.end)))
    done, is_first = written.whole.start, True
    for n, place in enumerate(places):
        before = trim(written.text, Span(done, max(done, place.start)))
        is_first = _is_start(written, before, is_first=is_first)
        if place in removed:
            yield Edit(place, "")
            # A badge that begins its bullet or cell follows a marker or a pipe, which keeps its blanks.
            start = before.end if len(before) > 0 else min(done, place.start)
            yield Edit(_blanks_after(written, place, places[n + 1]) if is_first else Span(start, place.start), "")
        else:
            is_first = False
        done = max(done, place.end)


def _is_start(written: WrittenBadges, before: Span, *, is_first: bool) -> bool:
    """Whether nothing visible stands before a place in its bullet, cell or element."""
    text = before.of(written.text)
    if before.start <= written.whole.start and _MARKERS.fullmatch(text):
        return True
    return is_first if not text else _OPENS.search(text) is not None


def _blanks_after(written: WrittenBadges, place: Span, following: Span) -> Span:
    return Span(place.end, max(place.end, trim(written.text, Span(place.end, max(place.end, following.start))).start))
