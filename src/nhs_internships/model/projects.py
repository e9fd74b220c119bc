"""Projects: one topic of the scheme, with its status, labels, brief and internships."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen
from attrs import field as _attribute

from nhs_internships.model.attributes import items, optional
from nhs_internships.model.badges import Badge, Facet, to_badges
from nhs_internships.model.internships import Internship, Output
from nhs_internships.model.pages import Brief
from nhs_internships.model.statuses import Status, to_status
from nhs_internships.model.texts import short
from nhs_internships.model.waves import Wave, to_wave
from nhs_internships.notebook import NotebookView

__all__ = ["Project"]


def _internships(given: Iterable[Internship]) -> tuple[Internship, ...]:
    return items(Internship, given)


def _brief(given: Brief | None) -> Brief | None:
    return optional(Brief, given)


@frozen(kw_only=True, repr=False)
class Project(NotebookView):
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
    status: Status | None = _attribute(default=None, converter=to_status)
    badges: tuple[Badge, ...] = _attribute(default=(), converter=to_badges)
    wave: Wave | None = _attribute(default=None, converter=to_wave)
    url: str | None = None
    brief: Brief | None = _attribute(default=None, converter=_brief)
    internships: tuple[Internship, ...] = _attribute(default=(), converter=_internships)

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

    def with_status(self, status: Status | str | None) -> Project:
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
        return f"<Project {self.slug}: {short(self.title)!r}{f' ({short(known)})' if known else ''}>"
