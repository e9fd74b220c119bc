"""Internships: runs of a project, with their outputs and people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from attrs import Factory, frozen
from attrs import field as _attribute

from nhs_internships.model.attributes import items, member
from nhs_internships.model.badges import Badge, to_badges
from nhs_internships.model.waves import Wave, to_wave
from nhs_internships.notebook import NotebookView

__all__ = [
    "Availability",
    "Internship",
    "Output",
    "OutputKind",
    "Person",
    "Role",
    "availability_of",
    "to_outputs",
    "to_people",
]


class OutputKind(StrEnum):
    """What an internship left behind."""

    CODE = "code"
    REPORT = "report"
    CASE_STUDY = "case_study"
    PAGE = "page"


class Availability(StrEnum):
    """Whether an output can be had."""

    PUBLISHED = "published"
    PENDING = "pending"
    ON_REQUEST = "on_request"
    RESTRICTED = "restricted"
    NONE = "none"
    """A source says that there is none."""
    UNKNOWN = "unknown"
    """No source says."""


# Spelling variants of real pages, without blanks and case: "Coming Autumn 2023", "ComingSoon", "tbu" ...
_WORDS = (
    (re.compile(r"availableonrequest|onrequest"), Availability.ON_REQUEST),
    (re.compile(r"restricted|private"), Availability.RESTRICTED),
    (re.compile(r"n/?a|none|-+"), Availability.NONE),
)


def availability_of(text: str) -> Availability:
    """What a word in the place of an address says: pending where it is none of the known ones, unknown if empty."""
    word = "".join(text.split()).casefold()
    if not word:
        return Availability.UNKNOWN
    return next((availability for words, availability in _WORDS if words.fullmatch(word)), Availability.PENDING)


class Role(StrEnum):
    """The part of a person in an internship."""

    INTERN = "intern"
    SUPERVISOR = "supervisor"


def _kind(given: OutputKind | str) -> OutputKind:
    return member(OutputKind, given)


def _availability(given: Availability | str) -> Availability:
    return member(Availability, given)


def _role(given: Role | str) -> Role:
    return member(Role, given)


def _default_availability(output: Output) -> Availability:
    return Availability.PUBLISHED if output.url else Availability.UNKNOWN


@frozen(kw_only=True)
class Output:
    """Something an internship left behind.

    Attributes:
        kind: code, report, case_study or page.
        url: Its address, or ``None``.
        availability: published, pending, on_request, restricted, none or unknown; by default published if there is
            a url, else unknown.
        text: What the source says, as written (``Coming Soon``, ``tbu``, or the address).
    """

    kind: OutputKind = _attribute(converter=_kind)
    url: str | None = None
    availability: Availability = _attribute(
        default=Factory(_default_availability, takes_self=True), converter=_availability
    )
    text: str = ""


@frozen(kw_only=True)
class Person:
    """Somebody who took part in an internship. The bundled catalogue holds none.

    Attributes:
        name: The name, as written.
        role: intern or supervisor.
    """

    name: str
    role: Role = _attribute(converter=_role)


def to_outputs(given: Iterable[Output]) -> tuple[Output, ...]:
    """What an attribute that holds outputs accepts.

    Raises:
        TypeError: One of them is no output.
    """
    return items(Output, given)


def to_people(given: Iterable[Person]) -> tuple[Person, ...]:
    """What an attribute that holds people accepts.

    Raises:
        TypeError: One of them is no person.
    """
    return items(Person, given)


@frozen(kw_only=True)
class Internship(NotebookView):
    """One run of a project in a wave.

    Attributes:
        code: Such as ``P22``, or ``None``.
        title: The title of this run; it may differ from the project's.
        wave: When it ran, or ``None``.
        badges: Its labels.
        outputs: What it left behind.
        people: Who took part.
        description: A sentence or two, or ``None``.
    """

    code: str | None = None
    title: str = ""
    wave: Wave | None = _attribute(default=None, converter=to_wave)
    badges: tuple[Badge, ...] = _attribute(default=(), converter=to_badges)
    outputs: tuple[Output, ...] = _attribute(default=(), converter=to_outputs)
    people: tuple[Person, ...] = _attribute(default=(), converter=to_people)
    description: str | None = None

    def output(self, kind: OutputKind | str) -> Output:
        """The output of a kind; one whose availability is unknown where no source speaks of it.

        Of several outputs of a kind the first published one, else the first, is given.

        Raises:
            ParseError: The text names no kind.

        Examples:
            >>> Internship(code="P22").output("report").availability
            <Availability.UNKNOWN: 'unknown'>
        """
        wanted = _kind(kind)
        found = [one for one in self.outputs if one.kind is wanted]
        published = (one for one in found if one.availability is Availability.PUBLISHED)
        return next(published, found[0] if found else Output(kind=wanted))
