"""What pages state: the fields of a brief, and the entries of a listing or data file."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field as _attribute
from attrs import frozen

from nhs_internships.model.attributes import items, to_texts
from nhs_internships.model.badges import Badge, to_badges
from nhs_internships.model.internships import Output, Person, to_outputs, to_people
from nhs_internships.model.statuses import Status, to_status
from nhs_internships.model.texts import short, squash
from nhs_internships.model.waves import Wave, to_wave
from nhs_internships.notebook import NotebookView

__all__ = ["BRIEF_FIELDS", "Brief", "Entry", "Field"]


def _pairs(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return items(tuple, given)


def _fields(given: Iterable[Field]) -> tuple[Field, ...]:
    return items(Field, given)


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
    keywords: tuple[str, ...] = _attribute(default=(), converter=to_texts)
    preamble: str = ""
    fields: tuple[Field, ...] = _attribute(default=(), converter=_fields)
    extra: tuple[tuple[str, str], ...] = _attribute(default=(), converter=_pairs)

    def field(self, name: str) -> Field | None:
        """The field with a label, in any case and spacing; the first one, if a label appears twice."""
        wanted = squash(name)
        return next((one for one in self.fields if squash(one.name) == wanted), None)

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
        return f"<Brief {short(self.title or self.heading)!r}: {len(self.fields)} fields>"

    def _text(self, attribute: str) -> str:
        found = self.field(BRIEF_FIELDS[attribute])
        return found.text if found else ""


@frozen(kw_only=True)
class Entry(NotebookView):
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
    status: Status | None = _attribute(default=None, converter=to_status)
    title: str
    url: str | None = None
    badges: tuple[Badge, ...] = _attribute(default=(), converter=to_badges)
    wave: Wave | None = _attribute(default=None, converter=to_wave)
    code: str | None = None
    outputs: tuple[Output, ...] = _attribute(default=(), converter=to_outputs)
    people: tuple[Person, ...] = _attribute(default=(), converter=to_people)
    description: str | None = None
