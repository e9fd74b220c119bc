"""A fact of a project is edited in its brief and on every page that states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import BASE, FULL_SITE, brief, full_site, listing, new_text, old_page, write
from nhs_internships import Badge, Facet
from nhs_internships.errors import ChangeRefused, UnknownSlug, UnsafeEdit

if TYPE_CHECKING:
    from pathlib import Path


BEES = "content/projects/active/counting-bees.md"


# Titles


def test_a_title_changes_everywhere(tmp_path: Path) -> None:
    """In front matter, heading, description and listings, those of the old site with the same title included."""
    text = FULL_SITE[BEES].replace("permalink", "description: Internship - Counting bees\npermalink", 1)
    site = full_site(tmp_path, {BEES: text})
    changes = site.edit("counting-bees", title="Bees: a census")
    assert [str(file) for file in changes.files] == [
        f"edited {BEES}",
        "edited content/projects/old_site/open.md",
        "edited index.md",
    ]
    assert new_text(changes, BEES) == (
        text.replace("title: Counting bees", 'title: "Bees: a census"')
        .replace("description: Internship - Counting bees", 'description: "Internship - Bees: a census"')
        .replace("# Counting bees", "# Bees: a census")
    )
    assert "[Bees: a census](" in new_text(changes, "index.md")
    assert site.after(changes).catalogue["counting-bees"].title == "Bees: a census"
    assert "a page of the old site" in changes.summary()


def test_a_heading_of_its_own_stays(tmp_path: Path) -> None:
    """It does not repeat the title."""
    text = FULL_SITE[BEES].replace("# Counting bees", "# Beehives of the coast")
    changes = full_site(tmp_path, {BEES: text}).edit("counting-bees", title="Bees")
    assert "# Beehives of the coast" in new_text(changes, BEES)


def test_the_code_before_a_title_stays(tmp_path: Path) -> None:
    """It is no part of it."""
    front = FULL_SITE["index.md"].replace("[Counting bees]", "[P51 - Counting bees]")
    changes = full_site(tmp_path, {"index.md": front}).edit("counting-bees", title="Bees")
    assert "[P51 - Bees](" in new_text(changes, "index.md")


def test_an_old_page_with_another_title_stays(tmp_path: Path) -> None:
    """It states something else."""
    old = old_page("## Open Projects", "counting-bees: Counting all bees")
    changes = full_site(tmp_path, {"content/projects/old_site/open.md": old}).edit("counting-bees", title="Bees")
    assert "content/projects/old_site/open.md" not in [file.path for file in changes.files]


def test_a_title_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """As in edits of a page."""
    with pytest.raises(UnsafeEdit, match="the new title is blank"):
        full_site(tmp_path).edit("counting-bees", title=" ")


# Badges


def test_badges_change_in_listing_and_keywords(tmp_path: Path) -> None:
    """In the colour that others have; keywords that are no badges stay, and the old site, too."""
    text = FULL_SITE[BEES].replace("Bees, Hives", "Hives, Nature")
    site = full_site(tmp_path, {BEES: text})
    changes = site.edit("counting-bees", badges=[Badge(label="NLP", facet=Facet.AREA)])
    assert [file.path for file in changes.files] == [BEES, "index.md"]
    assert "![area](https://img.shields.io/badge/NLP-yellow)" in new_text(changes, "index.md")
    assert "**Keywords:** Hives, NLP\n" in new_text(changes, BEES)


def test_an_empty_line_of_keywords_is_filled(tmp_path: Path) -> None:
    """With all labels, those that the entry had already included."""
    site = full_site(tmp_path, {BEES: brief("Counting bees", "/counting-bees/", keywords="")})
    labels = [Badge(label="Nature", facet=Facet.AREA), Badge(label="VAE", facet=Facet.TECHNIQUE)]
    assert "**Keywords:** Nature, VAE\n" in new_text(site.edit("counting-bees", badges=labels), BEES)


def test_a_removed_label_goes_in_any_spelling(tmp_path: Path) -> None:
    """The scheme has other words for some of its labels."""
    front = FULL_SITE["index.md"].replace("badge/Nature-green", "badge/Tabular-green")
    pages = {"index.md": front, BEES: brief("Counting bees", "/counting-bees/", keywords="TabularData, Hives")}
    changes = full_site(tmp_path, pages).edit("counting-bees", badges=[Badge(label="NLP", facet=Facet.AREA)])
    assert "**Keywords:** Hives, NLP\n" in new_text(changes, BEES)


# Addresses


def test_an_address_changes_wherever_it_leads(tmp_path: Path) -> None:
    """Permalink and name of the brief, entries, links of other briefs, and records."""
    site = full_site(tmp_path)
    changes = site.edit("counting-wasps", url="/wasps-by-the-dozen/")
    assert [file.path for file in changes.files] == [
        "_data/completed.yml",
        "content/projects.md",
        BEES,
        "content/projects/closed/complete/wasps-by-the-dozen.md",
    ]
    assert str(changes.files[-1]) == (
        "moved content/projects/closed/complete/counting-wasps.md -> "
        "content/projects/closed/complete/wasps-by-the-dozen.md"
    )
    for file in changes.files:
        before, after = file.before.decode(), file.after.decode()
        assert after == before.replace("counting-wasps/", "wasps-by-the-dozen/"), file.path
    catalogue = site.after(changes).catalogue
    assert "counting-wasps" not in catalogue
    assert [one.code for one in catalogue["wasps-by-the-dozen"].internships] == ["P31"]
    assert [(one.source, one.target) for one in catalogue.relations] == [("counting-bees", "wasps-by-the-dozen")]


def test_links_keep_their_form(tmp_path: Path) -> None:
    """With or without host, final slash or ending."""
    pages = {
        "content/projects.md": listing("## Completed Projects", "counting-wasps.html: Counting wasps"),
        "content/news.md": f"See [wasps]({BASE}counting-wasps) and [bees]({BASE}counting-bees/).\n",
    }
    changes = full_site(tmp_path, pages).edit("counting-wasps", url="https://made.up/sand-wasps/")
    assert "(sand-wasps.html)" in new_text(changes, "content/projects.md")
    assert new_text(changes, "content/news.md") == f"See [wasps]({BASE}sand-wasps) and [bees]({BASE}counting-bees/).\n"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/", "no address of a project's page"),
        ("", "no address of"),
        ("/a b/", "no address of"),
        ('/x"y/', "no address of"),
        ("/a(b)/", "no address of"),
        ("/mapping-hives/", '"mapping-hives" is another'),
    ],
)
def test_an_address_must_be_one_that_is_free(url: str, reason: str, tmp_path: Path) -> None:
    """Of a page that no other project has."""
    with pytest.raises(ChangeRefused, match=reason):
        full_site(tmp_path).edit("counting-wasps", url=url)


def test_an_entry_that_would_be_none_with_the_address_is_not_lost(tmp_path: Path) -> None:
    """A word with an ending is no link to a project."""
    site = full_site(
        tmp_path, {"content/projects.md": listing("## Completed Projects", "counting-wasps.html: Counting wasps")}
    )
    with pytest.raises(ChangeRefused, match=r"content/projects\.md would no longer speak of it"):
        site.edit("counting-wasps", url="/wasps/")


def test_links_to_the_file_lead_to_its_new_name(tmp_path: Path) -> None:
    """Jekyll would not build a site with a link to a file that is gone."""
    link = "{% link content/projects/closed/complete/counting-wasps.md %}"
    site = full_site(tmp_path, {"content/news.md": f"See [wasps]({link}).\n"})
    changes = site.edit("counting-wasps", url="/sand-wasps/")
    assert new_text(changes, "content/news.md") == f"See [wasps]({link.replace('counting', 'sand')}).\n"


def test_a_brief_with_a_name_of_its_own_keeps_it(tmp_path: Path) -> None:
    """And none takes that of another page."""
    there = "content/projects/new_open/wasps.md"
    pages = {"content/projects/closed/complete/counting-wasps.md": None, there: brief("Wasps", "/counting-wasps/")}
    changes = full_site(tmp_path, pages).edit("counting-wasps", url="/sand-wasps/")
    assert there in [file.path for file in changes.files]
    taken = {"content/projects/closed/complete/sand-wasps.md": brief("Other", "/other-wasps/")}
    with pytest.raises(ChangeRefused, match=r"complete/sand-wasps\.md exists; choose another address"):
        full_site(tmp_path / "taken", taken).edit("counting-wasps", url="/sand-wasps/")


def test_what_is_left_is_announced(tmp_path: Path) -> None:
    """Badges of the old site, and relations that a slug had by its end."""
    update = {"content/projects/active/counting-bees-update.md": brief("More bees", "/counting-bees-update/")}
    site = full_site(tmp_path, update)
    assert "the catalogue no longer says: more-bees updates counting-bees" in (
        site.edit("counting-bees-update", url="/more-bees/").warnings
    )
    old = old_page("## Open Projects", "counting-bees: Counting bees")
    old += "![technique](https://img.shields.io/badge/GIS-red)\n"
    site = full_site(tmp_path / "old", {"content/projects/old_site/open.md": old})
    assert site.edit("counting-bees", badges=[]).warnings == (
        'content/projects/old_site/open.md, line 8: this page of the old site still says "GIS"',
    )


def test_a_project_without_any_link_gets_its_slug_from_its_title(tmp_path: Path) -> None:
    """A new title gives a new one, and there is no address to change."""
    site = ni.Site.open(
        write(tmp_path / "site", {"index.md": "## Future Projects\n- Counting wasps\n- Mapping hives\n"})
    )
    assert site.after(site.edit("counting-wasps", title="Sand wasps")).catalogue["sand-wasps"].title == "Sand wasps"
    with pytest.raises(ChangeRefused, match='"mapping-hives" is another project'):
        site.edit("counting-wasps", title="Mapping hives")
    with pytest.raises(ChangeRefused, match="no page links to it, and it has no brief; write a link to it first"):
        site.edit("counting-wasps", url="/sand-wasps/")


# All of them


def test_several_facts_change_together(tmp_path: Path) -> None:
    """In one change."""
    site = full_site(tmp_path)
    changes = site.edit("counting-bees", title="Bees", url="/bees-only/", badges=[])
    found = site.after(changes).catalogue["bees-only"]
    assert (found.title, found.badges) == ("Bees", ())


def test_what_is_so_already_is_no_change(tmp_path: Path) -> None:
    """Nothing is written."""
    assert not full_site(tmp_path).edit("counting-bees")
    assert not full_site(tmp_path).edit("counting-bees", title="Counting bees", url="/counting-bees/")


def test_a_fact_that_another_page_states_differently_is_not_hidden(tmp_path: Path) -> None:
    """The project would not have it."""
    site = full_site(tmp_path, {"content/projects/old_site/open.md": old_page("## Open Projects", "a-b: A")})
    with pytest.raises(ChangeRefused, match="no page of the current site lists it, and it has no brief"):
        site.edit("a-b", title="B")
    with pytest.raises(UnknownSlug):
        site.edit("ants", title="B")
