"""A link whose target is still to come makes an entry, in every form of a listing."""

from __future__ import annotations

import pytest

import nhs_internships as ni

BADGE = "![area](https://img.shields.io/badge/Nature-green)"
FORMS = {
    "bullet": "- [Cafe]({})\n",
    "bullet with a badge": f"- {BADGE} [Cafe]({{}})\n",
    "row": f"|{BADGE}|[Cafe]({{}})|\n",
    "table": f"|area|title|\n|---|---|\n|{BADGE}|[Cafe]({{}})|\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "target", ["", "HERE/", "https://nhsx.github.io/nhsx-internship-projects/HERE/", "holding.html"]
)
def test_a_placeholder_makes_an_entry_without_slug(form: str, target: str) -> None:
    """Nothing, HERE/, the same on the site, and the page that holds the place."""
    text = f"## Open Projects\n\n{FORMS[form].format(target)}"
    assert [entry.title for entry in ni.parse(text).entries] == ["Cafe"]
    (project,) = ni.load(ni.parse(text))
    assert project.slug == "cafe"
