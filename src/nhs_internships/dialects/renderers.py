"""Writes projects as new text: the functions that the dialects hold.

Sections come in the order in which the scheme shows them, waves in their own order, projects in the order given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape as escape_html
from itertools import groupby

from attrs import fields, frozen

from nhs_internships.dialects.briefs import brief_of, field_problem, write_field
from nhs_internships.dialects.card_labels import card_labels, filter_words
from nhs_internships.dialects.data import wave_text
from nhs_internships.dialects.markdown import image, target, without_liquid
from nhs_internships.errors import RenderError
from nhs_internships.grammar.html import escape_card
from nhs_internships.grammar.inline import escape
from nhs_internships.grammar.yaml import quote
from nhs_internships.model import BRIEF_FIELDS, Brief, Facet, Field, Internship, OutputKind, Project, Role, Status, Wave

__all__ = [
    "FORMS",
    "STATUS_ORDER",
    "UNDER_CLOSED",
    "USUAL_OUTPUT_KEYS",
    "KeptText",
    "ListingForm",
    "RenderedSection",
    "WaveGroup",
    "WaveText",
    "heading_of",
    "is_plain",
    "render_brief",
    "render_completed",
    "render_listing",
    "render_nothing",
    "render_waves",
]


@frozen
class RenderedSection:
    """A section of a rendered listing: its status and its heading."""

    status: Status | None
    heading: str

    @property
    def wave_level(self) -> int:
        """The level of headings of waves: one down; in "Closed Projects" that of its subsections, which end them."""
        return 4 if self.status is Status.CLOSED else self.heading.index(" ") + 1


# "Closed Projects" is a section of its own and the parent of the four after it, as on the real pages.
_SECTIONS = (
    RenderedSection(None, "## Projects"),
    RenderedSection(Status.ACTIVE, "## Current Projects"),
    RenderedSection(Status.OPEN, "## Open Projects Accepting Applications"),
    RenderedSection(Status.FUTURE, "## Areas of Future Interest"),
    RenderedSection(Status.CLOSED, "## Closed Projects"),
    RenderedSection(Status.PAUSED, "#### Paused Projects"),
    RenderedSection(Status.COMPLETED, "#### Completed Projects"),
    RenderedSection(Status.ARCHIVED, "#### Archived Projects"),
    RenderedSection(Status.SUPERSEDED, "#### Superseded Projects"),
)
STATUS_ORDER = tuple(section.status for section in _SECTIONS)
"""The statuses in the order of their sections."""
UNDER_CLOSED = frozenset({Status.PAUSED, Status.COMPLETED, Status.ARCHIVED, Status.SUPERSEDED})
"""The statuses whose sections are under "Closed Projects"."""
USUAL_OUTPUT_KEYS = {
    OutputKind.CODE: "codelink",
    OutputKind.REPORT: "reportlink",
    OutputKind.CASE_STUDY: "case study link",
    OutputKind.PAGE: "link",
}
"""The keys of outputs in new records."""

WaveGroup = tuple[Wave | None, list[Project]]
"""A wave and its projects."""


def render_listing(projects: Sequence[Project], form: ListingForm) -> str:
    """Write a listing with a section for each status."""
    parts: list[str] = []
    for section in _SECTIONS:
        here = [project for project in projects if project.status is section.status]
        needed = here or (section.status is Status.CLOSED and any(p.status in UNDER_CLOSED for p in projects))
        if needed:
            parts.append(section.heading)
            parts.extend(form.blocks(_items(here, form), section.wave_level))
    return "\n\n".join(parts) + "\n" if parts else ""


def heading_of(status: Status | None) -> str:
    """The words of the heading for a status."""
    return _SECTIONS[STATUS_ORDER.index(status)].heading.lstrip("# ")


def _by_wave(projects: Sequence[Project]) -> list[WaveGroup]:
    """Projects without a wave first, because a wave applies until the next one."""
    groups: dict[Wave | None, list[Project]] = {}
    for project in projects:
        # A wave of which nothing is known has no heading.
        groups.setdefault(project.wave if project.wave and project.wave.label else None, []).append(project)
    first = [(None, groups[None])] if None in groups else []
    return [*first, *((wave, groups[wave]) for wave in sorted(wave for wave in groups if wave is not None))]


def _items(projects: Sequence[Project], form: ListingForm) -> Iterator[Item]:
    """Projects under their waves; what cannot stand in a table comes before it."""
    above = [project for project in projects if form.is_table and is_plain(project)]
    yield from above
    for wave, group in _by_wave([project for project in projects if project not in above]):
        if wave is not None:
            yield WaveText(wave.label)
        yield from group


def _title(project: Project) -> str:
    return " ".join(project.title.split())


def is_plain(project: Project) -> bool:
    """Whether a project is a bullet of plain text in every dialect of lists and tables: a future interest."""
    return project.status is Status.FUTURE and project.url is None and not project.badges


def _link(project: Project, *, badges: bool = True) -> str:
    """The title, as a link if there is one; without badges only a link distinguishes a title from prose."""
    title = escape(_title(project))
    if is_plain(project) or (badges and project.badges and project.url is None):
        return title
    return f"[{title}]({target(project.url or '')})"


def _images(project: Project) -> list[str]:
    return [image(badge) for badge in project.badges]


def link_bullet(project: Project) -> str:
    """A bullet with the link alone."""
    return f"- {_link(project, badges=False)}"


def title_bullet(project: Project) -> str:
    """A bullet with the link, then each badge on a line."""
    return "\n".join((f"- {_link(project)}", *_images(project)))


def badge_bullet(project: Project) -> str:
    """A bullet with badges, then the link."""
    images = "\n".join(_images(project))
    return f"- {images} &nbsp; {_link(project)}" if images else f"- {_link(project)}"


def title_row(project: Project) -> str:
    """A table row with the link in the first cell."""
    return f"|{_link(project)}|{''.join(_images(project))}|"


def badge_row(project: Project) -> str:
    """A table row with badges in the first cell."""
    return f"|{' &nbsp; '.join(_images(project))}|{_link(project)}|"


@frozen
class WaveText:
    """The text of a wave, which applies to the projects after it."""

    text: str


@frozen
class KeptText:
    """Text that is no project, and stays as it is."""

    text: str


Item = Project | WaveText | KeptText
"""What a listing holds under a heading."""


@frozen(kw_only=True)
class ListingForm:
    """How a dialect of listings writes projects, and what is around them.

    Attributes:
        project: Writes one project.
        wave: Writes a wave, with the level of its heading.
        opens: The lines before projects: a delimiter, or the beginning of a list of cards.
        closes: The lines after them.
        is_table: Whether waves are rows, and future interests without a link are bullets.
    """

    project: Callable[[Project], str]
    wave: Callable[[str, int], str]
    opens: str = ""
    closes: str = ""
    is_table: bool = False

    def blocks(self, items: Iterable[Item], level: int) -> Iterator[str]:
        """The items as blocks, with a blank line between them.

        Args:
            items: Projects, waves and other texts, in order.
            level: The level of headings of waves.
        """
        for kind, group in groupby(items, self._kind):
            written = [self._written(item, level) for item in group]
            if kind == "framed":
                written = ["\n".join(filter(None, (self.opens, *written, self.closes)))]
            yield from ["\n".join(written)] if kind == "bullets" else written

    def _kind(self, item: Item) -> str:
        if isinstance(item, Project):
            return "bullets" if self.is_table and is_plain(item) else "framed"
        return "framed" if self.is_table and isinstance(item, WaveText) else "alone"

    def _written(self, item: Item, level: int) -> str:
        if isinstance(item, Project):
            return link_bullet(item) if self.is_table and is_plain(item) else self.project(item)
        return self.wave(item.text, level) if isinstance(item, WaveText) else item.text


def _wave_heading(text: str, level: int) -> str:
    return f"{'#' * level} {text}"


def _wave_row(text: str, _: int) -> str:
    return f"|**{text}**| |"


def _wave_label(text: str, _: int) -> str:
    return f'<span class="nhsx-wave-badge">{escape_html(text, quote=False)}</span>'


def _card(project: Project) -> str:
    areas = [word for badge in project.badges if badge.facet is Facet.AREA for word in filter_words(badge)[:1]]
    title = escape_card(_title(project))
    if project.url is not None:
        title = f'<a class="nhsuk-card__link" href="{escape_html(without_liquid(project.url))}">{title}</a>'
    labels = "".join(f"\n      {label}" for label in card_labels(project.badges))
    return (
        '<li class="nhsuk-grid-column-one-third nhsuk-card-group__item nhsx-project-card"'
        f' data-tags="{escape_html(" ".join(dict.fromkeys(areas)))}">\n'
        '  <div class="nhsuk-card nhsuk-card--clickable"><div class="nhsuk-card__content">\n'
        f'    <h3 class="nhsuk-card__heading nhsuk-heading-s">{title}</h3>\n'
        f'    <div class="nhsx-card-badges">{labels}\n'
        "    </div></div></div></li>"
    )


FORMS: Mapping[str, ListingForm] = {
    "LINK_LIST": ListingForm(project=link_bullet, wave=_wave_heading),
    "TITLE_LIST": ListingForm(project=title_bullet, wave=_wave_heading),
    "BADGE_LIST": ListingForm(project=badge_bullet, wave=_wave_heading),
    "TITLE_TABLE": ListingForm(project=title_row, wave=_wave_row, opens="|--|--|", is_table=True),
    "BADGE_TABLE": ListingForm(project=badge_row, wave=_wave_row, opens="|:---:|---|", is_table=True),
    "CARDS": ListingForm(
        project=_card, wave=_wave_label, opens='<ul class="nhsuk-grid-row nhsuk-card-group">', closes="</ul>"
    ),
}
"""The forms of listings by the names of their dialects."""


def render_brief(projects: Sequence[Project]) -> str:
    """Write the page of one project, with its brief, or with empty fields."""
    if len(projects) != 1:
        raise RenderError("BRIEF", f"a brief holds one project, not {len(projects)}", "render them one by one")
    brief = projects[0].brief or _empty_brief(projects[0])
    keys = [*brief.extra, *((("title", brief.title),) if brief.title else ())]
    keys += [("description", brief.description), ("permalink", brief.permalink)]
    front = "\n".join(f"{key}: {quote(value)}" for key, value in keys if value is not None)
    subheading = f"\n## {escape(brief.subheading)}" if brief.subheading else ""
    heading = f"# {escape(brief.heading)}{subheading}" if brief.heading or subheading else ""
    labelled = map(write_field, brief.fields)
    body = "\n\n".join(part for part in (brief.preamble, heading, *labelled) if part)
    text = f"---\n{front}\n---\n\n{body}\n\n---\nReturn to list of [all available projects](/).\n"
    _check_brief(brief, brief_of(text))
    return text


def _check_brief(brief: Brief, again: Brief) -> None:
    """Refuse a brief that reads back differently: its free text may contain a label, rule or heading."""
    if brief.title and not brief.title.strip():
        raise RenderError("BRIEF", "the title of this brief is blank", "give it a title")
    for field in brief.fields:
        beyond = field_problem(field.name, field.text)
        if beyond:
            raise RenderError("BRIEF", f'the text of "{field.name}" holds {beyond[0]}', beyond[1])
    for one in fields(Brief):
        if getattr(brief, one.name) != getattr(again, one.name):
            problem = f"the {one.name} of this brief would not read back as written"
            raise RenderError("BRIEF", problem, "remove labels, rules and headings from its texts")


def _empty_brief(project: Project) -> Brief:
    """A new brief for a project that has none: the labels to fill in, and what is known."""
    keywords = tuple(badge.label for badge in project.badges)
    names = ("Keywords", *BRIEF_FIELDS.values())
    return Brief(
        title=_title(project),
        heading=_title(project),
        permalink=f"/{project.slug}/",
        keywords=keywords,
        fields=tuple(Field(name=name, text=", ".join(keywords) if name == "Keywords" else "") for name in names),
    )


def render_completed(projects: Sequence[Project]) -> str:
    """Write the internships of projects as records, newest wave first."""
    runs = [(project, run) for project in projects for run in project.internships]
    runs.sort(key=lambda pair: (pair[1].wave is not None, pair[1].wave), reverse=True)
    return "\n".join(_record(project, run) for project, run in runs)


def _record(project: Project, run: Internship) -> str:
    title = run.title if run.title.strip() else project.title
    prefixed = title if run.code is None or title.startswith(run.code) else f"{run.code} - {title}"
    values: dict[str, str] = {"title": prefixed, "permalink": project.url or f"/{project.slug}/"}
    for output in run.outputs:
        values.setdefault(USUAL_OUTPUT_KEYS[output.kind], output.text or output.url or "")
    if run.wave is not None:
        values["stage"] = wave_text(run.wave)
    values |= {f"badge{n}": badge.label for n, badge in enumerate(run.badges, 1)}
    if run.description is not None:
        values["description"] = run.description
    for key, role in (("author", Role.INTERN), ("supervisor", Role.SUPERVISOR)):
        names = " & ".join(person.name for person in run.people if person.role is role)
        values |= {key: names} if names else {}
    lines = [f"{key}: {quote(value)}".rstrip() for key, value in values.items()]
    return "- " + "\n  ".join(lines) + "\n"


def render_waves(projects: Sequence[Project]) -> str:
    """Write the waves of projects and their internships, newest first."""
    found = {project.wave for project in projects} | {run.wave for project in projects for run in project.internships}
    names = [wave_text(wave) for wave in sorted((wave for wave in found if wave is not None), reverse=True)]
    return "\n".join(f"- name: {quote(name)}\n  limit:\n" for name in names if name)


def render_nothing(_: Sequence[Project]) -> str:
    """Refuse: prose carries no projects."""
    raise RenderError("PROSE", "prose cannot state projects", "choose another dialect")
