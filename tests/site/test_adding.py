"""A new project has a brief of the scheme's template and an entry, and a removed one has neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import BASE, FULL_SITE, brief, full_site, listing, new_text, old_page, record, write
from nhs_internships import Badge, Facet, Status, Wave
from nhs_internships.errors import ChangeRefused, ParseError, UnknownSlug, UnsafeEdit

if TYPE_CHECKING:
    from pathlib import Path


NATURE = Badge(label="Nature", facet=Facet.AREA)
TEMPLATE = """\
---
remote_theme: made/up
title: New Topic Template
description: Internship - New Topic Template
permalink: /new-topic/
---

# New Topic Template

**Keywords:** KeyWord1, KeyWord2

**Need:**

**Datasets:**

---
Return to the [list](/).
"""


# Adding


def test_a_project_gets_a_brief_and_an_entry(tmp_path: Path) -> None:
    """Of the template of the site, in the folder for its status; listed as the others are."""
    site = full_site(tmp_path, {"content/projects/new-topic.md": TEMPLATE})
    changes = site.add("Ants", badges=[NATURE], fields={"need": "Count them.", "Datasets": "None yet."})
    assert [str(file) for file in changes.files] == [
        "edited content/projects.md",
        "added content/projects/new_open/ants.md",
    ]
    assert new_text(changes, "content/projects/new_open/ants.md") == (
        TEMPLATE.replace("New Topic Template", "Ants")
        .replace("/new-topic/", "/ants/")
        .replace("KeyWord1, KeyWord2", "Nature")
        .replace("**Need:**", "**Need:** Count them.")
        .replace("**Datasets:**", "**Datasets:** None yet.")
    )
    assert f"- [Ants]({BASE}ants/)\n![area](https://img.shields.io/badge/Nature-green)\n- [Mapping" in new_text(
        changes, "content/projects.md"
    )


def test_the_folder_says_afterwards_what_was_foreseen(tmp_path: Path) -> None:
    """The project has its status, title and badges, and a brief."""
    site = full_site(tmp_path)
    changes = site.add("Ants", status="active", wave="Wave 5", badges=[NATURE])
    changes.apply()
    found = ni.load(site.root)["ants"]
    assert (found.title, found.status, found.labels(Facet.AREA)) == ("Ants", Status.ACTIVE, ("Nature",))
    assert found.wave == Wave.parse("Wave 5 (June - November 2023)")
    assert found.brief is not None
    assert found.brief.keywords == ("Nature",)


@pytest.mark.parametrize(
    "title",
    ['Ants: a "study" & #1', "'Quoted'", "- dash", "yes", "{{ liquid }}", "[x](y)", "* _a_ | b", "Größe", "1.0"],
)
def test_a_title_may_hold_anything(title: str, tmp_path: Path) -> None:
    """The front matter is valid YAML, and page and brief show the title."""
    site = full_site(tmp_path, {"content/projects/new-topic.md": TEMPLATE})
    after = site.after(site.add(title, "ants")).catalogue["ants"]
    assert (after.title, after.brief.title if after.brief else "") == (title, title)


def test_without_a_template_the_brief_is_the_library_s(tmp_path: Path) -> None:
    """With all labels of the scheme."""
    text = new_text(
        full_site(tmp_path).add("Ants", fields={"keywords": "Bees, Ants"}), "content/projects/new_open/ants.md"
    )
    assert text.startswith(
        "---\ntitle: Ants\npermalink: /ants/\n---\n\n# Ants\n\n**Keywords:** Bees, Ants\n\n**Need:**\n"
    )


@pytest.mark.parametrize(
    ("title", "slug", "reason"),
    [
        ("Counting bees", None, "a project has this slug already"),
        ("Ants", "mapping-hives", "a project has this slug already"),
        ("Ants", "Ants!", "a slug is made of lower-case letters, digits and hyphens"),
        ("蟻", None, "the title gives no slug"),
        (" ", "ants", "its title is blank"),
    ],
)
def test_a_slug_must_be_new(title: str, slug: str | None, reason: str, tmp_path: Path) -> None:
    """And be one."""
    with pytest.raises(ChangeRefused, match=reason):
        full_site(tmp_path).add(title, slug)


def test_a_brief_does_not_replace_a_page(tmp_path: Path) -> None:
    """Its file may exist under another address."""
    pages = {"content/projects/new_open/ants.md": brief("Other", "/other-ants/")}
    with pytest.raises(ChangeRefused, match=r"content/projects/new_open/ants\.md exists"):
        full_site(tmp_path, pages).add("Ants")


def test_one_page_must_list_the_status(tmp_path: Path) -> None:
    """Where only one could, its heading is written if it is asked for; of several, a person chooses one."""
    site = full_site(tmp_path)
    for create_section in (False, True):
        with pytest.raises(ChangeRefused, match=r"write a heading for them on one of content/projects\.md, index\.md"):
            site.add("Ants", status="paused", create_section=create_section)
    pages = {"content/projects.md": FULL_SITE["content/projects.md"] + "\n## Paused Projects\n"}
    assert full_site(tmp_path, pages).add("Ants", status="paused")
    alone = ni.Site.open(write(tmp_path / "alone", {"index.md": listing("## Paused Projects", "moths-a: Moths")}))
    with pytest.raises(ChangeRefused, match="no page has a section for open projects; pass create_section=True"):
        alone.add("Ants")
    assert alone.add("Ants", create_section=True)
    with pytest.raises(ParseError):
        site.add("Ants", status="opn")


def test_a_brief_without_a_folder_for_its_status_is_filed_where_nothing_else_is_said(tmp_path: Path) -> None:
    """Not in the folder of another status."""
    pages = {"index.md": listing("## Paused Projects", "moths-a: Moths")}
    assert "content/projects/ants.md" in [
        file.path for file in full_site(tmp_path, pages).add("Ants", status="paused").files
    ]


@pytest.mark.parametrize(
    ("pages", "valid"),
    [
        ({"content/projects/new-topic.md": TEMPLATE}, "keywords, need, datasets$"),
        ({}, "keywords, need, current_knowledge, .*, skills$"),
    ],
)
def test_an_unknown_field_is_refused(pages: dict[str, str], valid: str, tmp_path: Path) -> None:
    """With the fields of the template of the site, or of that of the library, and the nearest one."""
    site = full_site(tmp_path, pages)
    with pytest.raises(UnsafeEdit, match=f'the brief has no field "Colour"; choose one of {valid}'):
        site.add("Ants", fields={"Colour": "red"})
    with pytest.raises(UnsafeEdit, match=f'no field "dataset"; did you mean "datasets"\\? Valid: {valid}'):
        site.add("Ants", fields={"dataset": "red"})


def test_links_are_written_like_the_others(tmp_path: Path) -> None:
    """Relative ones, too."""
    pages = {"content/projects.md": "## Open Projects\n- [Moths](moths-a.html)\n- [Wasps](wasps-b.html)\n"}
    assert "- [Sea ants](sea-ants.html)\n" in new_text(
        full_site(tmp_path, pages).add("Sea ants"), "content/projects.md"
    )


def test_what_is_left_to_write_is_announced(tmp_path: Path) -> None:
    """Empty fields, and numbers on pages."""
    page = "There are 1 open projects.\n\n" + FULL_SITE["content/projects.md"]
    site = full_site(tmp_path, {"content/projects/new-topic.md": TEMPLATE, "content/projects.md": page})
    changes = site.add("Ants", fields={"need": "Count them."})
    counted, absent, empty = changes.warnings
    assert counted.startswith('content/projects.md, line 1: the page says "1 open projects", and the pages have 2 ')
    assert absent.startswith('content/projects/new_open/ants.md, line 8: the brief has no fields "Current Knowledge')
    assert empty == 'content/projects/new_open/ants.md, line 10: the field "Keywords" is empty (NI403, also on line 14)'


def test_a_title_that_another_project_has_is_announced(tmp_path: Path) -> None:
    """Case and blanks do not count; two slugs keep them apart."""
    warnings = full_site(tmp_path).add("Mapping Hives", "more-hives").warnings
    assert warnings[0] == "mapping-hives has the title of the new project, too"


# Completed projects


def test_a_completed_project_gets_a_record_and_its_wave(tmp_path: Path) -> None:
    """As a move would write them: the data files state the wave, and the listing does not."""
    site = full_site(tmp_path)
    changes = site.add("Ants", status="completed", wave="Wave 7 (June - December 2024)", badges=[NATURE])
    assert new_text(changes, "_data/completed.yml").startswith(
        "- title: P7x - Ants\n  stage: Wave 7 - June to December 2024\n  permalink: /ants/\n  badge1: Nature\n\n"
    )
    assert "- name: Wave 7 - June to December 2024\n" in new_text(changes, "_data/kanban.yml")
    assert "Wave" not in new_text(changes, "content/projects.md")
    found = site.after(changes).catalogue["ants"]
    assert (found.status, found.wave) == (Status.COMPLETED, Wave.parse("Wave 7 (June - December 2024)"))
    assert any('"P7x - Ants" has no code yet' in warning for warning in changes.warnings)


def test_closed_does_not_say_how(tmp_path: Path) -> None:
    """The other words do."""
    with pytest.raises(ChangeRefused, match='"closed" does not say how; choose paused, completed, archived or'):
        full_site(tmp_path).add("Ants", status="closed", create_section=True)


# Listing a brief

UNLISTED = {
    "content/projects/active/sea-ice.md": brief("Sea ice", "/sea-ice/", keywords="NLP, TabularData, Cold things"),
    "content/projects/active/old-ants.md": brief("Old ants", "/old-ants/"),
    "content/projects/old_site/active.md": old_page("## Active Projects", "old-ants: Old ants"),
}


def test_a_brief_that_no_page_lists_is_listed(tmp_path: Path) -> None:
    """With the badges of its keywords; the brief stays as it is, and pages of the old site do not count."""
    site = full_site(tmp_path, UNLISTED)
    changes = site.add("Sea ice", "sea-ice", status="active", wave="Wave 5")
    assert [str(file) for file in changes.files] == ["edited index.md"]
    found = site.after(changes).catalogue["sea-ice"]
    assert (found.status, [badge.label for badge in found.badges]) == (Status.ACTIVE, ["NLP", "Tabular"])
    assert site.add("Old ants", "old-ants", status="active", wave="Wave 5")
    own = site.after(site.add("Sea ice", "sea-ice", status="active", badges=[NATURE])).catalogue["sea-ice"]
    assert [badge.label for badge in own.badges] == ["Nature"]


@pytest.mark.parametrize(
    ("title", "slug", "fields", "reason"),
    [
        ("Sea water", "sea-ice", {}, r'its brief .*/sea-ice\.md has the title "Sea ice"; give that, or choose another'),
        ("Sea ice", "sea-ice", {"need": "Maps."}, r"its brief .*/sea-ice\.md exists; write its fields by hand"),
        ("Sea ice", None, {}, r'no page lists .*/sea-ice\.md; pass slug="sea-ice" to list it, or choose another slug'),
    ],
)
def test_only_the_entry_of_a_brief_is_added(
    title: str, slug: str | None, fields: dict[str, str], reason: str, tmp_path: Path
) -> None:
    """Under its own title, and where its slug is named."""
    with pytest.raises(ChangeRefused, match=reason):
        full_site(tmp_path, UNLISTED).add(title, slug, fields=fields)


def test_a_brief_with_a_record_is_not_listed(tmp_path: Path) -> None:
    """The data file knows the project already."""
    pages = {**UNLISTED, "_data/completed.yml": record("P31 - Sea ice", permalink="/sea-ice/")}
    with pytest.raises(ChangeRefused, match="a project has this slug already"):
        full_site(tmp_path, pages).add("Sea ice", "sea-ice")


# Removing


def test_a_removed_project_has_no_entry_and_no_brief(tmp_path: Path) -> None:
    """Nothing else changes."""
    site = full_site(tmp_path)
    changes = site.remove("mapping-hives")
    assert [str(file) for file in changes.files] == [
        "edited content/projects.md",
        "deleted content/projects/new_open/mapping-hives.md",
    ]
    assert "mapping-hives" not in site.after(changes).catalogue
    assert changes.warnings == (
        'content/projects.md: nothing is listed under "Open Projects Accepting Applications" any more',
    )


def test_what_still_speaks_of_it_is_announced(tmp_path: Path) -> None:
    """Old pages, records, and links to its page."""
    site = full_site(tmp_path)
    assert site.remove("counting-wasps").warnings[1:] == (
        "_data/completed.yml, line 1: its record stays",
        'content/projects/active/counting-bees.md, line 12: the link "Counting wasps" leads to its brief, which goes',
        '_data/completed.yml, line 1: the record "P31 - Wasps by the dozen" belongs to "counting-wasps", '
        "which no listing and no brief names (NI808)",
    )
    assert site.remove("counting-bees").warnings[1:] == (
        "content/projects/old_site/open.md, line 7: this page of the old site goes on to list it",
        'content/projects/old_site/open.md, line 7: "Counting bees" leads to "counting-bees", '
        "and no brief has that permalink (NI611)",
    )


def test_there_must_be_something_to_remove(tmp_path: Path) -> None:
    """On current pages."""
    site = full_site(tmp_path, {"content/projects/old_site/paused.md": old_page("## Paused Projects", "a-b: A")})
    with pytest.raises(ChangeRefused, match="no page of the current site lists it, and it has no brief"):
        site.remove("a-b")
    with pytest.raises(UnknownSlug):
        site.remove("ants")


def test_an_added_project_can_be_removed(tmp_path: Path) -> None:
    """The site is what it was."""
    site = full_site(tmp_path)
    added = site.add("Ants")
    assert not added.then(site.after(added).remove("ants"))
