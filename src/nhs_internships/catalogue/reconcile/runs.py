"""Internships from what sources state of them: a wave on a listing, a record, an output page.

Statements with one code are one internship, and so are statements with one wave where one of them has no code. A
statement without a code belongs to the internship of its wave, whichever code that has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from nhs_internships.model import Availability, Internship, Output, Wave

__all__ = ["complete", "merge_runs", "merge_waves"]


def merge_waves(stated: Iterable[Wave]) -> tuple[Wave, ...]:
    """Every wave once, oldest first.

    Waves with one number, or with one first month, are one wave: what one of them lacks comes from the other. Where
    they disagree on a month, the earlier statement counts.

    Args:
        stated: The waves that sources state, those of the highest authority first.
    """
    merged: list[Wave] = []
    places: dict[object, int] = {}
    # The fullest statements come first: they join a number with the months that others state alone.
    for wave in sorted(dict.fromkeys(stated), key=_parts, reverse=True):
        at = _place(wave, merged, places)
        if at is None:
            at = len(merged)
            merged.append(wave)
        else:
            merged[at] = _joined(merged[at], wave)
        places |= {name: at for name in _names(merged[at]) if name not in places}
    return tuple(sorted(merged))


def _place(wave: Wave, merged: Sequence[Wave], places: dict[object, int]) -> int | None:
    """Where the same wave is among the merged ones: by its number, or by its first month if no number differs."""
    if wave.number is not None and wave.number in places:
        return places[wave.number]
    at = places.get(wave.start) if wave.start else None
    if at is not None and None in {wave.number, merged[at].number}:
        return at
    return None


def _names(wave: Wave) -> list[object]:
    return [name for name in (wave.number, wave.start) if name is not None]


def _parts(wave: Wave) -> int:
    return sum(part is not None for part in (wave.number, wave.start, wave.end))


def _joined(wave: Wave, other: Wave) -> Wave:
    """A wave with what another statement of it adds."""
    start = wave.start or other.start
    end = wave.end or other.end
    if start and end and end < start:
        return wave
    return Wave(number=wave.number if wave.number is not None else other.number, start=start, end=end)


def complete(wave: Wave | None, waves: Iterable[Wave]) -> Wave | None:
    """The wave of the catalogue that a statement means: the one with its number, else the one with its first month."""
    if wave is None:
        return None
    by_number = next((one for one in waves if wave.number is not None and one.number == wave.number), None)
    if by_number is not None or wave.number is not None:
        return by_number or wave
    return next((one for one in waves if wave.start is not None and one.start == wave.start), wave)


def merge_runs(statements: Iterable[Internship], waves: Sequence[Wave]) -> tuple[Internship, ...]:
    """The internships of a project, oldest first.

    Args:
        statements: What each source states of an internship, those of the highest authority first.
        waves: Every wave of the catalogue.
    """
    known = [evolve(one, wave=complete(one.wave, waves)) for one in statements]
    runs = _by_wave(_by_code(one for one in known if one.code is not None), (one for one in known if one.code is None))
    return tuple(sorted(runs, key=lambda run: (run.wave or Wave(), run.code or "")))


def _by_code(statements: Iterable[Internship]) -> list[Internship]:
    """One internship for each code."""
    found: dict[str, Internship] = {}
    for one in statements:
        code = (one.code or "").casefold()
        found[code] = _with(found[code], one) if code in found else one
    return list(found.values())


def _by_wave(coded: Sequence[Internship], statements: Iterable[Internship]) -> list[Internship]:
    """Internships with codes, and statements without one that are about them or about others, by their waves."""
    runs = list(coded)
    places = {run.wave: at for at, run in reversed([*enumerate(runs)])}
    for one in statements:
        at = places.get(one.wave) if one.wave is not None else None
        if at is None:
            places[one.wave] = len(runs)
            runs.append(one)
        else:
            runs[at] = _with(runs[at], one)
    return runs


def _with(run: Internship, other: Internship) -> Internship:
    """An internship with what another statement of it adds."""
    return evolve(
        run,
        title=run.title or other.title,
        wave=run.wave or other.wave,
        badges=run.badges or other.badges,
        outputs=_outputs(run.outputs, other.outputs),
        people=run.people or other.people,
        description=run.description or other.description,
    )


def _outputs(first: Sequence[Output], second: Sequence[Output]) -> tuple[Output, ...]:
    """The outputs of two statements: those of the first, but for a kind of which the second knows more."""
    known = {output.kind: max(map(_weight, (one for one in first if one.kind is output.kind))) for output in first}
    better = {output.kind: output for output in second if _weight(output) > known.get(output.kind, -1)}
    return (*(output for output in first if output.kind not in better), *better.values())


def _weight(output: Output) -> int:
    if output.availability is Availability.PUBLISHED:
        return 2
    return int(output.availability is not Availability.UNKNOWN)
