"""From projects to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.dialects.constants import require_dialect
from nhs_internships.errors import ParseError, ReadError, RenderError
from nhs_internships.model import Project
from nhs_internships.model.attributes import items
from nhs_internships.source.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nhs_internships.dialects.document import Dialect

__all__ = ["render"]


def render(projects: Project | Iterable[Project], dialect: Dialect) -> str:
    """Write projects as a new text.

    Args:
        projects: One project or several. A brief holds one.
        dialect: How to write them. What the dialect does not carry (see ``Dialect.carries``) is left out.

    Raises:
        RenderError: The dialect cannot hold the projects, or one of their texts: a blank title, a brief that would
            read back differently, a badge that has no address, a character that no page can hold (NUL, a lone
            surrogate).
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
        if "title" in dialect.carries and not project.title.strip():
            raise RenderError(dialect.name, f'the title of the project "{project.slug}" is blank', "give it a title")
    try:
        text = dialect.render(given)
        SourceText.from_text(text)
    except (ParseError, ReadError) as error:
        raise RenderError(dialect.name, str(error)) from None
    return text
