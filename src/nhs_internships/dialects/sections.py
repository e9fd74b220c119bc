"""The sections of a page: its headings, the status that each gives to the entries below it, and the waves they name."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from nhs_internships.model import Status, Wave
from nhs_internships.spans import Span

__all__ = ["Section", "WaveLabel"]


@frozen(kw_only=True)
class WaveLabel:
    """A row, heading or label that states the wave of the entries after it.

    Attributes:
        wave: The wave; ``None`` if it cannot be read.
        span: Its text.
    """

    wave: Wave | None
    span: Span


def _labels(given: Iterable[WaveLabel]) -> tuple[WaveLabel, ...]:
    return tuple(given)


@frozen(kw_only=True)
class Section:
    """A heading that names no wave, with what follows up to the next one.

    What comes before the first heading is a section, too, if it names a wave.

    Attributes:
        title: The text of the heading, as entries state it; ``None`` if there is no heading.
        status: The status of the entries below it: what it names itself, or a heading above it.
        level: From 1 to 6; 0 if there is no heading.
        span: The text of the heading; ``None`` if there is none.
        labels: The waves that are named below it, in order.
    """

    title: str | None
    status: Status | None
    level: int
    span: Span | None
    labels: tuple[WaveLabel, ...] = field(default=(), converter=_labels)
