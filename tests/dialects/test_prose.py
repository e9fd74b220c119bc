"""Anything else: text that is kept, with what seems to belong to a project put aside."""

from __future__ import annotations

import nhs_internships as ni
from nhs_internships.dialects import PROSE
from saying import AREA, aside, codes


def test_prose_has_no_entries() -> None:
    """Its front matter is read."""
    document = ni.parse("---\ntitle: About\n---\n# About\n\nThe scheme, see [overview](overview.html).\n")
    assert (document.dialect, document.entries, document.brief) == (PROSE, (), None)
    assert document.front_matter == {"title": "About"}
    assert not document.diagnostics


def test_what_looks_like_a_project_is_put_aside() -> None:
    """A badge, and a link to a project's page."""
    page = (
        f"# About\n\n{AREA} and [this one](https://nhsx.github.io/nhsx-internship-projects/made-up/) are mentioned.\n"
    )
    assert aside(page) == [AREA, "[this one](https://nhsx.github.io/nhsx-internship-projects/made-up/)"]
    assert codes(page) == ["NI201:3", "NI202:3"]


def test_navigation_is_no_project() -> None:
    """Cards and links to the site's other pages."""
    page = """# Home
<ul class="nhsuk-grid-row nhsuk-card-group">
<li class="nhsuk-grid-column-one-half nhsuk-card-group__item"><div class="nhsuk-card">
<h2 class="nhsuk-card__heading"><a class="nhsuk-card__link" href="projects.html">Current Projects</a></h2>
<p><a href="/nhsx-internship-projects/overview.html">Overview</a></p></div></li>
</ul>

- [Mail us](mailto:a@b.c)
"""
    document = ni.parse(page)
    assert (document.dialect, document.unparsed, document.diagnostics) == (PROSE, (), ())
