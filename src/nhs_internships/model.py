"""The words of the scheme as values: statuses, waves, badges, entries, briefs, projects.

Every value is frozen, compares and hashes by content, and holds text as its author spelt it. None of them knows
where it was read: a project from Markdown equals the same project from JSON. ``attrs.evolve`` and the ``with_*``
methods make changed copies.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import Factory, evolve, frozen
from attrs import field as _attribute

from nhs_internships._shields import format_badge, parse_badge
from nhs_internships._statuses import find_status, guess_status
from nhs_internships._waves import Month, Wave
from nhs_internships._waves import looks_like_wave as looks_like_wave  # noqa: PLC0414 - offered to the dialects from here
from nhs_internships._waves import wave_of as wave_of  # noqa: PLC0414 - offered to the dialects from here
from nhs_internships.errors import ParseError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BRIEF_FIELDS",
    "Availability",
    "Badge",
    "Brief",
    "Claim",
    "Entry",
    "Facet",
    "Field",
    "Internship",
    "Month",
    "Output",
    "OutputKind",
    "Person",
    "Project",
    "Relation",
    "Role",
    "Status",
    "Wave",
]


def __dir__() -> list[str]:
    return __all__


def _squash(text: str) -> str:
    """A text for comparing: any case, any spacing."""
    return " ".join(text.split()).casefold()


def _short(text: str) -> str:
    """A text that fits on a line of a terminal."""
    return text if len(text) <= 80 else f"{text[:77]}..."


def _one_of(kind: type[StrEnum]) -> str:
    *first, last = kind
    return f"{', '.join(first)} or {last}"


# What makes lists tuples, one function for each type. `tuple[Badge, ...]` says and does the same, but calling it takes
# ten times as long, and a brief and its row make eight calls.
def _badges(values: Iterable[Badge]) -> tuple[Badge, ...]:
    return tuple(values)


def _outputs(values: Iterable[Output]) -> tuple[Output, ...]:
    return tuple(values)


def _people(values: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(values)


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _pairs(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(values)


def _fields(values: Iterable[Field]) -> tuple[Field, ...]:
    return tuple(values)


def _runs(values: Iterable[Internship]) -> tuple[Internship, ...]:
    return tuple(values)


class Status(StrEnum):
    """Where a project stands."""

    FUTURE = "future"
    """An area of interest; nobody can apply yet."""
    OPEN = "open"
    """Newly proposed; interns can apply."""
    ACTIVE = "active"
    """An intern works on it."""
    PAUSED = "paused"
    """Stopped for now."""
    COMPLETED = "completed"
    """Its work is finished."""
    ARCHIVED = "archived"
    """Kept for the record; not offered any more."""
    SUPERSEDED = "superseded"
    """Another project took its place."""
    CLOSED = "closed"
    """Closed, and the source does not say how."""

    @classmethod
    def parse(cls, text: str) -> Status:
        """Read a heading, the name of a folder, or a word of a data file or tag, in any case and spacing.

        Source: the headings, folders, stages and tags of every published version of the pages.

        Examples:
            >>> Status.parse("Newly Proposed and Open Projects")
            <Status.OPEN: 'open'>
            >>> Status.parse("closed/complete")
            <Status.COMPLETED: 'completed'>

        Raises:
            ParseError: The text names no status, or more than one.
        """
        found = status_of(text)
        if found is None:
            raise ParseError("status", text, f"a heading or word for {_one_of(cls)}", guess_status(text))
        return found


class Facet(StrEnum):
    """What a badge says of a project."""

    AREA = "area"
    TECHNIQUE = "technique"
    MODALITY = "modality"
    TOPIC = "topic"
    """Any label for which the source states no facet."""

    @classmethod
    def parse(cls, text: str) -> Facet:
        """Read the name of a facet, or the alternative text of a badge image (``datamodality``, ``techniques``).

        Examples:
            >>> Facet.parse("datamodality")
            <Facet.MODALITY: 'modality'>

        Raises:
            ParseError: The text names no facet.
        """
        found = _FACETS.get(_facet_key(text))
        if found is None:
            raise ParseError("facet", text, _one_of(cls), nearest(text, _FACETS))
        return found


def _facet_key(text: str) -> str:
    return text.translate(_FACET_JOINTS).casefold()


_FACET_JOINTS = str.maketrans("", "", " _-\t")
_FACETS = {facet.value: facet for facet in Facet} | {
    "areas": Facet.AREA,
    "techniques": Facet.TECHNIQUE,
    "modalities": Facet.MODALITY,
    "datamodality": Facet.MODALITY,
    "datamodalities": Facet.MODALITY,
    "topics": Facet.TOPIC,
}


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


class Role(StrEnum):
    """The part of a person in an internship."""

    INTERN = "intern"
    SUPERVISOR = "supervisor"


@frozen(kw_only=True)
class Badge:
    """A label with a facet and a colour.

    Attributes:
        label: The text; two texts of one image are joined as ``left: right``.
        facet: area, technique, modality or topic.
        colour: As written (``yellow``, ``9cf``, a card's ``grey``), or ``None`` for the default.
    """

    label: str
    facet: Facet
    colour: str | None = None

    @property
    def key(self) -> tuple[Facet, str]:
        """Facet and label, for comparing without the colour."""
        return self.facet, self.label

    @classmethod
    def from_shields(cls, url: str, facet: Facet | str) -> Badge:
        """Read the address of a static badge on shields.io.

        Source: https://shields.io/badges/static-badge, with the overrides ``?label= &message= &color= &colorB=``.

        Examples:
            >>> Badge.from_shields("https://img.shields.io/badge/NLP-yellow", "area")
            Badge(label='NLP', facet=<Facet.AREA: 'area'>, colour='yellow')

        Args:
            url: The address.
            facet: A facet, its name, or the alternative text of the image.

        Raises:
            ParseError: The address is no static badge of shields.io, or the text names no facet.
        """
        return _badge(url, facet if isinstance(facet, Facet) else Facet.parse(facet))

    def to_shields(self) -> str:
        """The address of this badge on shields.io; `from_shields` reads it back equal.

        It can stand in Markdown, HTML and table cells as it is.

        Examples:
            >>> Badge(label="Audio-visual data", facet=Facet.MODALITY, colour="9cf").to_shields()
            'https://img.shields.io/badge/Audio--visual_data-9cf'

        Raises:
            ParseError: The label or colour holds a lone surrogate, or the address would pass 2,000 characters.
        """
        return format_badge(self.label, self.colour)

    def _repr_html_(self) -> str:
        from nhs_internships.notebook import badge_html

        return badge_html(self)


def _availability(output: Output) -> Availability:
    return Availability.PUBLISHED if output.url else Availability.NONE


@frozen(kw_only=True)
class Output:
    """Something an internship left behind.

    Attributes:
        kind: code, report, case_study or page.
        url: Its address, or ``None``.
        availability: published, pending, on_request, restricted or none; by default published if there is a url.
        text: What the source says, as written (``Coming Soon``, ``tbu``, or the address).
    """

    kind: OutputKind
    url: str | None = None
    availability: Availability = Factory(_availability, takes_self=True)
    text: str = ""


@frozen(kw_only=True)
class Person:
    """Somebody who took part in an internship. The bundled catalogue holds none.

    Attributes:
        name: The name, as written.
        role: intern or supervisor.
    """

    name: str
    role: Role


@frozen(kw_only=True)
class Internship:
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
    wave: Wave | None = None
    badges: tuple[Badge, ...] = _attribute(default=(), converter=_badges)
    outputs: tuple[Output, ...] = _attribute(default=(), converter=_outputs)
    people: tuple[Person, ...] = _attribute(default=(), converter=_people)
    description: str | None = None


@frozen(kw_only=True)
class Field:
    """A labelled field of a brief.

    Attributes:
        name: The label, without its colon.
        text: The Markdown under it, as written.
    """

    name: str
    text: str = ""


BRIEF_FIELDS = {
    "need": "Need",
    "current_knowledge": "Current Knowledge/Examples & Possible Techniques/Approaches",
    "related_projects": "Related Previous Internship Projects",
    "enables_future_work": "Enables Future Work",
    "outcomes": "Outcome/Learning Objectives",
    "datasets": "Datasets",
    "skills": "Desired skill set",
}
"""The labelled fields of a brief, by the attribute of `Brief` that gives their text, in the order of the pages.

``Keywords`` is the eighth and stands before them; a brief also keeps it as the tuple `Brief.keywords`.
"""


@frozen(kw_only=True, repr=False)
class Brief:
    """A project's own page.

    Attributes:
        title: The title in the front matter.
        heading: The first ``#`` line.
        subheading: A ``##`` line right under the heading.
        permalink: Where the page is published, or ``None``.
        description: The description in the front matter, or ``None``.
        keywords: The keywords, apart.
        preamble: Text before the heading.
        fields: The labelled fields in the order of the page.
        extra: Other front matter, as pairs of key and value as written.
    """

    title: str = ""
    heading: str = ""
    subheading: str = ""
    permalink: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = _attribute(default=(), converter=_texts)
    preamble: str = ""
    fields: tuple[Field, ...] = _attribute(default=(), converter=_fields)
    extra: tuple[tuple[str, str], ...] = _attribute(default=(), converter=_pairs)

    def field(self, name: str) -> Field | None:
        """The field with a label, in any case and spacing; the first one, if a label stands twice."""
        wanted = _squash(name)
        return next((one for one in self.fields if _squash(one.name) == wanted), None)

    @property
    def need(self) -> str:
        """Text of the field "Need"; empty if there is none."""
        return self._text("need")

    @property
    def current_knowledge(self) -> str:
        """Text of the field "Current Knowledge/Examples & Possible Techniques/Approaches"."""
        return self._text("current_knowledge")

    @property
    def related_projects(self) -> str:
        """Text of the field "Related Previous Internship Projects"."""
        return self._text("related_projects")

    @property
    def enables_future_work(self) -> str:
        """Text of the field "Enables Future Work"."""
        return self._text("enables_future_work")

    @property
    def outcomes(self) -> str:
        """Text of the field "Outcome/Learning Objectives"."""
        return self._text("outcomes")

    @property
    def datasets(self) -> str:
        """Text of the field "Datasets"."""
        return self._text("datasets")

    @property
    def skills(self) -> str:
        """Text of the field "Desired skill set"."""
        return self._text("skills")

    def __repr__(self) -> str:
        return f"<Brief {_short(self.title or self.heading)!r}: {len(self.fields)} fields>"

    def _text(self, attribute: str) -> str:
        found = self.field(BRIEF_FIELDS[attribute])
        return found.text if found else ""


@frozen(kw_only=True)
class Entry:
    """One mention of a project on a listing page or in a data file.

    Attributes:
        section: The heading it stands under, as written.
        status: What the heading says, or ``None``.
        title: As written, with ``P34 - `` if it stands there.
        url: As written: ``""`` for an empty target, ``None`` for no link.
        badges: Its labels, in the order of the page.
        wave: The wave it stands under, or ``None``.
        code: The code of the internship, or ``None``.
        outputs: What it left behind.
        people: Who took part.
        description: A sentence or two, or ``None``.
    """

    section: str | None = None
    status: Status | None = None
    title: str
    url: str | None = None
    badges: tuple[Badge, ...] = _attribute(default=(), converter=_badges)
    wave: Wave | None = None
    code: str | None = None
    outputs: tuple[Output, ...] = _attribute(default=(), converter=_outputs)
    people: tuple[Person, ...] = _attribute(default=(), converter=_people)
    description: str | None = None


@frozen(kw_only=True, repr=False)
class Project:
    """One topic, identified by its slug.

    Attributes:
        slug: Last segment of its permalink.
        title: Its title.
        status: Where it stands, or ``None`` when no source says.
        badges: Its labels.
        wave: That of the newest internship, or the listing's.
        url: Its page, or ``None``.
        brief: Its page's content, or ``None``.
        internships: Its runs.
    """

    slug: str
    title: str
    status: Status | None = None
    badges: tuple[Badge, ...] = _attribute(default=(), converter=_badges)
    wave: Wave | None = None
    url: str | None = None
    brief: Brief | None = None
    internships: tuple[Internship, ...] = _attribute(default=(), converter=_runs)

    @property
    def area(self) -> str | None:
        """The first area, or ``None``."""
        return self._first(Facet.AREA)

    @property
    def technique(self) -> str | None:
        """The first technique, or ``None``."""
        return self._first(Facet.TECHNIQUE)

    @property
    def modality(self) -> str | None:
        """The first modality, or ``None``."""
        return self._first(Facet.MODALITY)

    def labels(self, facet: Facet | None = None) -> tuple[str, ...]:
        """The labels of one facet, or of all, in the order of the source."""
        return tuple(badge.label for badge in self.badges if facet is None or badge.facet == facet)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its internships."""
        return tuple(run.code for run in self.internships if run.code is not None)

    @property
    def outputs(self) -> tuple[Output, ...]:
        """What all its internships left behind."""
        return tuple(output for run in self.internships for output in run.outputs)

    def with_status(self, status: Status | None) -> Project:
        """A copy with another status."""
        return evolve(self, status=status)

    def with_title(self, title: str) -> Project:
        """A copy with another title; the slug stays."""
        return evolve(self, title=title)

    def with_badges(self, badges: Iterable[Badge]) -> Project:
        """A copy with other badges."""
        return evolve(self, badges=badges)

    def with_wave(self, wave: Wave | None) -> Project:
        """A copy in another wave."""
        return evolve(self, wave=wave)

    def _first(self, facet: Facet) -> str | None:
        return next(iter(self.labels(facet)), None)

    def __repr__(self) -> str:
        # One line: a brief alone would fill a screen.
        facts = (self.status, ", ".join(self.labels()), self.wave.label if self.wave else None)
        known = "; ".join(fact for fact in facts if fact)
        return f"<Project {self.slug}: {_short(self.title)!r}{f' ({_short(known)})' if known else ''}>"

    def _repr_html_(self) -> str:
        from nhs_internships.notebook import project_html

        return project_html(self)


@frozen(kw_only=True)
class Claim:
    """What one source says of one field of a project; claims may disagree.

    Attributes:
        field: The field of the project.
        value: What the source says, as text (a status's word, a wave's label, one label of a badge).
        path: The source, with ``/`` between folders.
        line: Where it says so, from 1, or ``None``.
        dialect: The way of writing it was read in.
        rank: Its authority; 1 is the highest.
    """

    field: str
    value: str
    path: str
    line: int | None = None
    dialect: str = ""
    rank: int = 1


@frozen(kw_only=True)
class Relation:
    """A directed link between two projects: ``source`` *kind* ``target``.

    Attributes:
        source: Slug of the project it leads from.
        kind: What it says: extends, follows, mentions, updates or repository.
        target: Slug of the project it leads to; of the kind repository, an address.
    """

    source: str
    kind: str
    target: str


def badge_of(label: str, facet: Facet, colour: str | None = None) -> Badge:
    """A badge for a reader of pages: a few dozen stand on thousands of lines, and equal ones are one value."""
    if len(label) + len(colour or "") > 200:  # it is no label, and a few thousand such would fill the memory
        return Badge(label=label, facet=facet, colour=colour)
    return _shared_badge(label, facet, colour)


@lru_cache(maxsize=4096)
def _shared_badge(label: str, facet: Facet, colour: str | None) -> Badge:
    return Badge(label=label, facet=facet, colour=colour)


@lru_cache(maxsize=4096)
def _badge(url: str, facet: Facet) -> Badge:
    read = parse_badge(url)
    return badge_of(read.label, facet, read.colour)


def status_of(text: str) -> Status | None:
    """The status a text names, or ``None``: `Status.parse` for callers who ask about every heading."""
    found = find_status(text)
    return None if found is None else Status(found)


def facet_of(alt: str) -> Facet:
    """The facet the alternative text of a badge image names; topic when it names none."""
    known = _FACETS.get(alt)  # as nearly all pages write it
    return known or _FACETS.get(_facet_key(alt), Facet.TOPIC)
