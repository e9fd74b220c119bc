"""Writes projects as new text, in the canonical form of a dialect.

Sections come in the order in which the scheme shows them, waves in their own order, projects as they were given.
"""

from __future__ import annotations

from functools import partial
from html import escape as escape_html
from typing import TYPE_CHECKING

from attrs import fields, frozen

from nhs_internships.dialects.briefs import brief_of
from nhs_internships.dialects.data import wave_text
from nhs_internships.dialects.markup import card_filter, card_labels, image, target
from nhs_internships.errors import ParseError, ReadError, RenderError
from nhs_internships.grammar.inline import escape
from nhs_internships.grammar.yaml import quote
from nhs_internships.model import BRIEF_FIELDS, Brief, Facet, Field, OutputKind, Project, Role, Status
from nhs_internships.source.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nhs_internships.dialects.document import Dialect
    from nhs_internships.model import Internship, Wave

__all__ = ["brief", "completed", "listing", "nothing", "render", "waves"]


@frozen
class _Section:
    status: Status | None
    heading: str

    @property
    def level(self) -> int:
        return self.heading.index(" ")

    @property
    def wave_level(self) -> int:
        """The level of headings of waves: one down; in "Closed Projects" that of its sections, which end them."""
        return 4 if self.status is Status.CLOSED else self.level + 1


# "Closed Projects" is a section of its own and the parent of the four after it, as on the real pages.
_SECTIONS = (
    _Section(None, "## Projects"),
    _Section(Status.ACTIVE, "## Current Projects"),
    _Section(Status.OPEN, "## Open Projects Accepting Applications"),
    _Section(Status.FUTURE, "## Areas of Future Interest"),
    _Section(Status.CLOSED, "## Closed Projects"),
    _Section(Status.PAUSED, "#### Paused Projects"),
    _Section(Status.COMPLETED, "#### Completed Projects"),
    _Section(Status.ARCHIVED, "#### Archived Projects"),
    _Section(Status.SUPERSEDED, "#### Superseded Projects"),
)
_UNDER_CLOSED = frozenset({Status.PAUSED, Status.COMPLETED, Status.ARCHIVED, Status.SUPERSEDED})
_OUTPUT_KEYS = {
    OutputKind.CODE: "codelink",
    OutputKind.REPORT: "reportlink",
    OutputKind.CASE_STUDY: "case study link",
    OutputKind.PAGE: "link",
}


def render(projects: Project | Iterable[Project], dialect: Dialect) -> str:
    """Write projects as a new text.

    Args:
        projects: One project or several. A brief holds one.
        dialect: How to write them. What the dialect does not carry (see ``Dialect.carries``) is left out.

    Raises:
        RenderError: The dialect cannot hold the projects, or one of their texts: a brief that would read back
            differently, a badge that has no address, a character that no page can hold (NUL, a lone surrogate).
    """
    try:
        text = dialect.render((projects,) if isinstance(projects, Project) else tuple(projects))
        SourceText.from_text(text)
    except (ParseError, ReadError) as error:
        raise RenderError(dialect.name, str(error)) from None
    return text


def listing(form: str) -> Callable[[Sequence[Project]], str]:
    """The renderer of one form of a listing."""
    return partial(_render_listing, form)


def _render_listing(form: str, projects: Sequence[Project]) -> str:
    parts: list[str] = []
    for section in _SECTIONS:
        here = [project for project in projects if project.status is section.status]
        needed = here or (section.status is Status.CLOSED and any(p.status in _UNDER_CLOSED for p in projects))
        if needed:
            parts.append(section.heading)
            parts.extend(_FORMS[form](_by_wave(here), section))
    return "\n\n".join(parts) + "\n" if parts else ""


_Group = tuple["Wave | None", "list[Project]"]


def _by_wave(projects: Sequence[Project]) -> list[_Group]:
    """Projects without a wave first, for a wave holds until the next one."""
    groups: dict[Wave | None, list[Project]] = {}
    for project in projects:
        # A wave of which nothing is known has no heading.
        groups.setdefault(project.wave if project.wave and project.wave.label else None, []).append(project)
    first = [(None, groups[None])] if None in groups else []
    return [*first, *((wave, groups[wave]) for wave in sorted(wave for wave in groups if wave is not None))]


def _title(project: Project) -> str:
    return " ".join(project.title.split())


def _is_plain(project: Project) -> bool:
    """A future interest is a bullet of plain text in every form."""
    return project.status is Status.FUTURE and project.url is None and not project.badges and bool(_title(project))


def _link(project: Project, *, badges: bool = True) -> str:
    """The title, as a link where there is one; a title without badges must be a link to be told from prose."""
    title = escape(_title(project))
    if _is_plain(project) or (badges and project.badges and project.url is None and title):
        return title
    return f"[{title}]({target(project.url or '')})"


def _images(project: Project) -> list[str]:
    return [image(badge) for badge in project.badges]


def _link_bullet(project: Project) -> str:
    return f"- {_link(project, badges=False)}"


def _title_bullet(project: Project) -> str:
    return "\n".join((f"- {_link(project)}", *_images(project)))


def _badge_bullet(project: Project) -> str:
    images = "\n".join(_images(project))
    return f"- {images} &nbsp; {_link(project)}" if images else f"- {_link(project)}"


def _title_row(project: Project) -> str:
    return f"|{_link(project)}|{''.join(_images(project))}|"


def _badge_row(project: Project) -> str:
    return f"|{' &nbsp; '.join(_images(project))}|{_link(project)}|"


def _bullets(write: Callable[[Project], str]) -> Callable[[list[_Group], _Section], Iterator[str]]:
    """Bullets under headings of waves."""

    def lines(groups: list[_Group], section: _Section) -> Iterator[str]:
        for wave, projects in groups:
            if wave is not None:
                yield f"{'#' * section.wave_level} {wave.label}"
            yield "\n".join(write(project) for project in projects)

    return lines


def _table(write: Callable[[Project], str], delimiter: str) -> Callable[[list[_Group], _Section], Iterator[str]]:
    """One table with rows of waves; future interests are bullets above it."""

    def lines(groups: list[_Group], _: _Section) -> Iterator[str]:
        plain = [project for _, projects in groups for project in projects if _is_plain(project)]
        if plain:
            yield "\n".join(map(_link_bullet, plain))
        rows: list[str] = []
        for wave, projects in groups:
            written = [write(project) for project in projects if not _is_plain(project)]
            rows.extend([f"|**{wave.label}**|"] if written and wave is not None else [])
            rows.extend(written)
        if rows:
            yield "\n".join((delimiter, *rows))

    return lines


def _cards(groups: list[_Group], _: _Section) -> Iterator[str]:
    for wave, projects in groups:
        if wave is not None:
            yield f'<span class="nhsx-wave-badge">{escape_html(wave.label, quote=False)}</span>'
        cards = "\n".join(_card(project) for project in projects)
        yield f'<ul class="nhsuk-grid-row nhsuk-card-group">\n{cards}\n</ul>'


def _card(project: Project) -> str:
    areas = [card_filter(badge.label) for badge in project.badges if badge.facet is Facet.AREA]
    title = escape_html(_title(project), quote=False)
    if project.url is not None:
        title = f'<a class="nhsuk-card__link" href="{escape_html(project.url)}">{title}</a>'
    labels = "".join(f"\n      {label}" for label in card_labels(project.badges))
    return (
        '<li class="nhsuk-grid-column-one-third nhsuk-card-group__item nhsx-project-card"'
        f' data-tags="{escape_html(" ".join(dict.fromkeys(areas)))}">\n'
        '  <div class="nhsuk-card nhsuk-card--clickable"><div class="nhsuk-card__content">\n'
        f'    <h3 class="nhsuk-card__heading nhsuk-heading-s">{title}</h3>\n'
        f'    <div class="nhsx-card-badges">{labels}\n'
        "    </div></div></div></li>"
    )


_FORMS: dict[str, Callable[[list[_Group], _Section], Iterator[str]]] = {
    "LINK_LIST": _bullets(_link_bullet),
    "TITLE_LIST": _bullets(_title_bullet),
    "BADGE_LIST": _bullets(_badge_bullet),
    "TITLE_TABLE": _table(_title_row, "|--|--|"),
    "BADGE_TABLE": _table(_badge_row, "|:---:|---|"),
    "CARDS": _cards,
}


def brief(projects: Sequence[Project]) -> str:
    """Write the page of one project, with what its brief says, or empty fields."""
    if len(projects) != 1:
        raise RenderError("BRIEF", f"a brief holds one project, not {len(projects)}", "render them one by one")
    project = projects[0]
    said = project.brief or _empty_brief(project)
    facts = (*said.extra, ("title", said.title), ("description", said.description), ("permalink", said.permalink))
    front = "\n".join(f"{key}: {quote(value)}" for key, value in facts if value is not None)
    heading = f"# {said.heading}" + (f"\n## {said.subheading}" if said.subheading else "")
    labelled = (f"**{field.name}:** {field.text}".rstrip() for field in said.fields)
    body = "\n\n".join(part for part in (said.preamble, heading, *labelled) if part)
    text = f"---\n{front}\n---\n\n{body}\n\n---\nReturn to list of [all available projects](/).\n"
    _check_brief(said, brief_of(text))
    return text


def _check_brief(said: Brief, read: Brief) -> None:
    """A brief is free text between marks, so a text may hold what would be taken for one of them."""
    for fact in fields(Brief):
        if getattr(said, fact.name) != getattr(read, fact.name):
            problem = f"the {fact.name} of this brief would not read back as they are"
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


def completed(projects: Sequence[Project]) -> str:
    """Write the internships of projects as records, newest wave first."""
    runs = [(project, run) for project in projects for run in project.internships]
    runs.sort(key=lambda pair: (pair[1].wave is not None, pair[1].wave), reverse=True)
    return "\n".join(_record(project, run) for project, run in runs)


def _record(project: Project, run: Internship) -> str:
    title = run.title or project.title
    prefixed = title if run.code is None or title.startswith(run.code) else f"{run.code} - {title}"
    facts: dict[str, str] = {"title": prefixed, "permalink": project.url or f"/{project.slug}/"}
    for output in run.outputs:
        facts.setdefault(_OUTPUT_KEYS[output.kind], output.text or output.url or "")
    if run.wave is not None:
        facts["stage"] = wave_text(run.wave)
    facts |= {f"badge{n}": badge.label for n, badge in enumerate(run.badges, 1)}
    if run.description is not None:
        facts["description"] = run.description
    for key, role in (("author", Role.INTERN), ("supervisor", Role.SUPERVISOR)):
        names = " & ".join(person.name for person in run.people if person.role is role)
        facts |= {key: names} if names else {}
    lines = [f"{key}: {quote(value)}".rstrip() for key, value in facts.items()]
    return "- " + "\n  ".join(lines) + "\n"


def waves(projects: Sequence[Project]) -> str:
    """Write the waves of projects and their internships, newest first."""
    found = {project.wave for project in projects} | {run.wave for project in projects for run in project.internships}
    names = [wave_text(wave) for wave in sorted((wave for wave in found if wave is not None), reverse=True)]
    return "\n".join(f"- name: {quote(name)}\n  limit:\n" for name in names if name)


def nothing(_: Sequence[Project]) -> str:
    """Prose carries no projects."""
    raise RenderError("PROSE", "prose has no form for projects", "choose another dialect")
