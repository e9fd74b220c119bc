"""From projects to text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from nhs_internships.dialects.constants import parse_listing, require_dialect
from nhs_internships.dialects.document import Dialect
from nhs_internships.dialects.links import runs_code
from nhs_internships.errors import ParseError, ReadError, RenderError
from nhs_internships.model import Entry, Project
from nhs_internships.model.attributes import items
from nhs_internships.source.text import SourceText

__all__ = ["render"]


def render(projects: Project | Iterable[Project], dialect: Dialect) -> str:
    """Write projects as a new text.

    Args:
        projects: One project or several. A brief holds one.
        dialect: How to write them. What the dialect does not carry (see ``Dialect.carries``) is left out.

    Raises:
        RenderError: The dialect cannot hold the projects, or one of their texts: a blank title, a link that runs code
            or would not be read back as an entry, a brief that would read back differently or whose text reaches
            beyond its field, a badge that has no address, a character that no page can hold (NUL, a lone surrogate).
        TypeError: One of the projects is not a project, or the dialect is not a dialect.

    Examples:
        >>> project = Project(slug="granular-mapping", title="Granular Mapping", status="open", url="granular-mapping/")
        >>> from nhs_internships.dialects import LINK_LIST
        >>> print(render(project, LINK_LIST))
        ## Open Projects Accepting Applications
        <BLANKLINE>
        - [Granular Mapping](granular-mapping/)
        <BLANKLINE>
    """
    require_dialect(dialect)
    given = (projects,) if isinstance(projects, Project) else items(Project, projects)
    for project in given:
        _check_project(project, dialect)
    try:
        text = dialect.render(given)
        source = SourceText.from_text(text)
    except (ParseError, ReadError) as error:
        raise RenderError(dialect.name, str(error), "change that text of the project") from None
    if dialect.parse is parse_listing:
        _check_listing(given, dialect, dialect.parse(source).entries)
    return text


def _check_project(project: Project, dialect: Dialect) -> None:
    if "title" in dialect.carries and not project.title.strip():
        raise RenderError(dialect.name, f'the title of the project "{project.slug}" is blank', "give it a title")
    targets = [project.url, project.brief.permalink if project.brief else None]
    targets += [text for run in project.internships for output in run.outputs for text in (output.url, output.text)]
    if any(target and runs_code(target) for target in targets):
        problem = f'a link of the project "{project.slug}" would run code when it is clicked'
        raise RenderError(dialect.name, problem, "give the address of a page")


def _check_listing(projects: Sequence[Project], dialect: Dialect, entries: Sequence[Entry]) -> None:
    """Refuse a page from which a project could not be read back: its link may look like no project's."""
    found = Counter((entry.title, unquote(entry.url or ""), entry.status) for entry in entries)
    for project in projects:
        key = (" ".join(project.title.split()), unquote(project.url or ""), project.status)
        found[key] -= 1
        if found[key] < 0:
            problem = f'the project "{project.slug}" would not be read back as an entry with the url {project.url!r}'
            hint = "give it the url of a project's page, such as my-project/, or choose a dialect with badges"
            raise RenderError(dialect.name, problem, hint)
    if found.total():
        raise RenderError(dialect.name, "more entries than projects would be read back", "check titles and urls")
