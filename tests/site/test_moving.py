"""A project gets another status in every file that states it, or is refused with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import BASE, FULL_SITE, brief, full_site, listing, new_text, old_page, record
from nhs_internships import Status, Wave
from nhs_internships.errors import MoveRefused, ParseError, UnknownSlug

if TYPE_CHECKING:
    from pathlib import Path


ACTIVE = "content/projects/active"
OPEN = "content/projects/new_open"
DONE = "content/projects/closed/complete"
NATURE = "![area](https://img.shields.io/badge/Nature-green)"


# Everywhere


def test_a_project_is_moved_in_every_file(tmp_path: Path) -> None:
    """Out of one listing and into the other, its brief into the folder, a record and its wave into the data files."""
    site = full_site(tmp_path)
    changes = site.move("counting-bees", "completed")
    assert changes.summary() == (
        "move counting-bees to completed: 4 files edited, 1 file moved\n"
        "  edited _data/completed.yml (+5 -0)\n"
        "  edited _data/kanban.yml (+3 -0)\n"
        "  edited content/projects.md (+2 -0)\n"
        f"  moved {ACTIVE}/counting-bees.md -> {DONE}/counting-bees.md\n"
        "  edited index.md (+0 -2)"
    )
    assert new_text(changes, "content/projects.md").endswith(
        f"#### Completed Projects\n\n- [Counting bees]({BASE}counting-bees/)\n{NATURE}\n"
        f"- [Counting wasps]({BASE}counting-wasps/)\n"
    )
    assert new_text(changes, "index.md").endswith("|---|---|\n|**Wave 5 (June - November 2023)**|\n")
    assert new_text(changes, "_data/kanban.yml").startswith(
        "- name: Wave 5 - June to November 2023\n  limit: null\n\n- name"
    )


def test_a_record_says_what_is_known(tmp_path: Path) -> None:
    """With the keys of its neighbour, the permalink, and `tbu` for the rest, which is announced."""
    changes = full_site(tmp_path).move("counting-bees", "completed")
    assert new_text(changes, "_data/completed.yml").startswith(
        "- title: P5x - Counting bees\n"
        "  stage: Wave 5 - June to November 2023\n"
        "  permalink: /counting-bees/\n"
        "  badge1: Nature\n"
        "\n"
        "- title: P31"
    )
    assert changes.warnings == (
        'index.md: nothing is listed under "Current Projects" any more',
        '_data/completed.yml, line 1: "P5x - Counting bees" has no code yet: P5x is a placeholder (NI907)',
        'content/projects/old_site/open.md, line 7: the status of "counting-bees" differs: "completed" '
        '(content/projects.md); "open" (content/projects/old_site/open.md) (NI801)',
    )


def test_nothing_is_written_before_it_is_applied(tmp_path: Path) -> None:
    """And then the folder says what was foreseen."""
    site = full_site(tmp_path)
    changes = site.move("counting-bees", "completed")
    assert ni.load(site.root) == site.catalogue
    changes.apply()
    assert ni.load(site.root) == site.after(changes).catalogue
    assert ni.load(site.root)["counting-bees"].status is Status.COMPLETED


def test_words_are_read(tmp_path: Path) -> None:
    """Of statuses and of waves."""
    site = full_site(tmp_path)
    changes = site.move("mapping-hives", "ongoing", "Wave 5")
    assert site.after(changes).catalogue["mapping-hives"].wave == Wave.parse("Wave 5 (June - November 2023)")
    with pytest.raises(ParseError, match='did you mean "open"'):
        site.move("mapping-hives", "opn")
    with pytest.raises(ParseError, match="wave"):
        site.move("mapping-hives", "active", "the fifth")
    with pytest.raises(UnknownSlug, match='did you mean "mapping-hives"'):
        site.move("maping-hives", "active")


# Pages


def test_the_entry_stays_on_its_page_where_that_has_a_section(tmp_path: Path) -> None:
    """Even if other pages have one, too."""
    pages = {"content/other.md": "---\npermalink: other.html\n---\n## Completed Projects\n- [Ants](counting-ants/)\n"}
    changes = full_site(tmp_path, pages).move("mapping-hives", "completed")
    assert "content/other.md" not in [file.path for file in changes.files]


def test_several_pages_with_a_section_are_named(tmp_path: Path) -> None:
    """None of them is chosen."""
    pages = {"content/other.md": "---\npermalink: other.html\n---\n## Completed Projects\n- [Ants](counting-ants/)\n"}
    with pytest.raises(MoveRefused, match=r"several pages .*: content/other.md, content/projects.md"):
        full_site(tmp_path, pages).move("counting-bees", "completed")


def test_a_section_can_be_asked_for(tmp_path: Path) -> None:
    """It is written on the page of the entry, like the others there."""
    site = full_site(tmp_path)
    with pytest.raises(MoveRefused, match=r"no page has a section for paused projects; pass create_section=True"):
        site.move("mapping-hives", "paused")
    changes = site.move("mapping-hives", "paused", create_section=True)
    assert f"#### Paused Projects\n\n- [Mapping hives]({BASE}mapping-hives/)\n" in new_text(
        changes, "content/projects.md"
    )


def test_a_page_that_is_not_published_gets_no_entries(tmp_path: Path) -> None:
    """A README may have such headings, too."""
    site = full_site(tmp_path, {"README.md": "# About\n\n## Paused Projects\n\nThese wait.\n"})
    with pytest.raises(MoveRefused, match="no page has a section"):
        site.move("mapping-hives", "paused")


def test_a_front_page_may_have_no_entries_yet(tmp_path: Path) -> None:
    """The first one is written as on its own page."""
    front = "---\npermalink: /\n---\n# Bees\n\n## Current Projects\n\nSoon.\n"
    site = full_site(tmp_path, {"index.md": front})
    changes = site.move("mapping-hives", "active")
    assert new_text(changes, "index.md") == f"{front}\n- [Mapping hives]({BASE}mapping-hives/)\n"


def test_pages_of_the_old_site_stay(tmp_path: Path) -> None:
    """Neither is an entry taken from one, nor given to one."""
    site = full_site(tmp_path, {"content/projects/old_site/paused.md": old_page("## Paused Projects", "a-b: A")})
    with pytest.raises(MoveRefused, match="no page has a section for paused projects"):
        site.move("mapping-hives", "paused")
    with pytest.raises(MoveRefused, match="no page of the current site lists it; add it to a listing first"):
        site.move("a-b", "open")


def test_how_to_list_a_brief_is_said(tmp_path: Path) -> None:
    """In the words that do it."""
    site = full_site(tmp_path, {f"{OPEN}/sea-ice.md": brief("Sea ice", "/sea-ice/")})
    with pytest.raises(MoveRefused) as refused:
        site.move("sea-ice", "active")
    assert refused.value.hint == 'add it with site.add("Sea ice", slug="sea-ice", status="active")'
    assert site.add("Sea ice", slug="sea-ice", status="active")
    with pytest.raises(MoveRefused, match=r'add it with site\.add\("Sea ice", slug="sea-ice"\)'):
        site.move("sea-ice", "superseded")


def test_a_relative_link_must_lead_to_the_same_page(tmp_path: Path) -> None:
    """From a page in another folder it would not."""
    pages = {"content/projects.md": listing("## Open Projects", "hives/: Hives", "## Completed Projects", "a/: A")}
    with pytest.raises(
        MoveRefused, match=r"its link hives/ would lead elsewhere from index.md; write the whole address"
    ):
        full_site(tmp_path, pages).move("hives", "active")


# Waves


def test_a_completed_internship_has_its_wave_in_the_data_file(tmp_path: Path) -> None:
    """A listing without waves gets none."""
    changes = full_site(tmp_path).move("mapping-hives", "completed", "Wave 4 (January - June 2023)")
    assert "Wave" not in new_text(changes, "content/projects.md")
    assert "stage: Wave 4 - January to June 2023" in new_text(changes, "_data/completed.yml")


def test_without_a_data_file_the_listing_states_the_wave(tmp_path: Path) -> None:
    """Nothing else could."""
    site = full_site(tmp_path, {"_data/completed.yml": None, "_data/kanban.yml": None})
    changes = site.move("mapping-hives", "completed", "Wave 4")
    assert site.after(changes).catalogue["mapping-hives"].wave == Wave(number=4)


def test_a_wave_alone_may_change(tmp_path: Path) -> None:
    """The status is the one that it has."""
    site = full_site(tmp_path)
    changes = site.move("counting-bees", "active", "Wave 6 (January - June 2024)")
    assert new_text(changes, "index.md").splitlines()[-2] == "|**Wave 6 (January - June 2024)**|"
    with pytest.raises(MoveRefused, match="it is active already"):
        site.move("counting-bees", "active", "Wave 5")


def test_the_data_file_decides_the_months_of_a_wave(tmp_path: Path) -> None:
    """The site compares the texts of stages with those of waves."""
    pages = {"_data/kanban.yml": "- name: Wave 5 - June to October 2023\n  limit:\n"}
    changes = full_site(tmp_path, pages).move("counting-bees", "completed")
    assert "stage: Wave 5 - June to October 2023" in new_text(changes, "_data/completed.yml")
    assert "_data/kanban.yml" not in [file.path for file in changes.files]


def test_other_months_of_a_wave_are_announced(tmp_path: Path) -> None:
    """Other projects share the wave, and get the months that the data file has now."""
    pages = {"index.md": f"{FULL_SITE['index.md']}||[A]({BASE}a-b/)|\n"}
    changes = full_site(tmp_path, pages).move("counting-bees", "completed", "Wave 5 (June - October 2023)")
    assert "a-b: its wave is Wave 5 (June - October 2023) now, not Wave 5 (June - November 2023)" in changes.warnings


def test_a_running_project_without_a_wave_is_announced(tmp_path: Path) -> None:
    """Where the others have one."""
    words = 'index.md: "Mapping hives" stands in no wave, but other running projects do; give one, such as '
    site = full_site(tmp_path)
    assert f"{words}Wave 5 (June - November 2023)" in site.move("mapping-hives", "active").warnings
    assert not [one for one in site.move("mapping-hives", "active", "Wave 5").warnings if "no wave" in one]
    pages = {"index.md": listing("### Current Projects", "counting-bees: Counting bees")}
    assert not [
        one for one in full_site(tmp_path / "b", pages).move("mapping-hives", "active").warnings if "no wave" in one
    ]


def test_a_new_wave_without_months_is_announced(tmp_path: Path) -> None:
    """In a row of a listing, or in the data files."""
    words = "Wave 6 is new and has no months; add them wherever it is written now, as in Wave 6 (February - July 2024)"
    site = full_site(tmp_path)
    for status in ("active", "completed"):
        changes = site.move("mapping-hives", status, "Wave 6")
        assert changes.warnings.count(words) == 1
        again = site.after(changes).move("counting-bees", status, "Wave 6")
        assert not [one for one in again.warnings if "no months" in one]
    assert words in site.add("Ants", status="active", wave="Wave 6").warnings
    assert site.open_wave("Wave 6", ["mapping-hives"]).warnings.count(words) == 1
    without = full_site(tmp_path / "b", {"_data/kanban.yml": None})
    assert without.open_wave("Wave 6", ["mapping-hives"]).warnings.count(words) == 1


# Records


def test_a_record_is_not_written_twice(tmp_path: Path) -> None:
    """The internship of the wave has one."""
    pages = {
        "_data/completed.yml": record("P51 - Bees", stage="Wave 5 - June to November 2023", permalink="/counting-bees/")
    }
    changes = full_site(tmp_path, pages).move("counting-bees", "completed")
    assert "_data/completed.yml" not in [file.path for file in changes.files]


def test_another_internship_gets_a_record_of_its_own(tmp_path: Path) -> None:
    """Of its own wave."""
    pages = {"_data/completed.yml": record("P31 - Bees", permalink="/counting-bees/")}
    site = full_site(tmp_path, pages)
    after = site.after(site.move("counting-bees", "completed")).catalogue["counting-bees"]
    assert [one.wave.number for one in after.internships if one.wave] == [3, 5]


def test_no_record_is_removed(tmp_path: Path) -> None:
    """It stays, and this is announced."""
    changes = full_site(tmp_path).move("counting-wasps", "open")
    assert not [file for file in changes.files if file.path.startswith("_data/")]
    assert "_data/completed.yml, line 2: this record stays, and says completed" in changes.warnings


def test_the_code_of_an_output_page_is_known(tmp_path: Path) -> None:
    """And so are the outputs that it names."""
    page = "---\ntitle: Bees\n---\n\n| Output | Link |\n|---|---|\n| Report | https://github.com/nhsx/bees |\n"
    pages = {
        "index.md": FULL_SITE["index.md"].replace("Counting bees]", "P51 - Counting bees]"),
        "docs/our_work/p51_bees.md": page,
    }
    text = new_text(full_site(tmp_path, pages).move("counting-bees", "completed"), "_data/completed.yml")
    assert text.startswith("- title: P51 - Counting bees\n")


# Briefs


def test_a_brief_stays_where_no_folder_is_for_the_status(tmp_path: Path) -> None:
    """What its folder says is announced."""
    changes = full_site(tmp_path).move("mapping-hives", "paused", create_section=True)
    assert not [file for file in changes.files if file.kind == "moved"]
    assert changes.warnings[1] == (
        f"{OPEN}/mapping-hives.md stays in its folder, which says something else: no folder is for paused projects"
    )


def test_a_brief_does_not_replace_another_page(tmp_path: Path) -> None:
    """Of the same name in the folder."""
    pages = {f"{ACTIVE}/mapping-hives.md": brief("Another", "/another/")}
    with pytest.raises(MoveRefused, match=f"{ACTIVE}/mapping-hives.md exists"):
        full_site(tmp_path, pages).move("mapping-hives", "active")


def test_a_page_that_names_the_file_of_a_brief_is_announced(tmp_path: Path) -> None:
    """Its link would not lead there any more."""
    pages = {"content/news.md": "See {% link content/projects/new_open/mapping-hives.md %}.\n"}
    changes = full_site(tmp_path, pages).move("mapping-hives", "active")
    assert "content/news.md names the file mapping-hives.md, which moves; change that link" in changes.warnings


def test_the_nearest_folder_is_chosen(tmp_path: Path) -> None:
    """Of several for one status the one that shares most of the path; of equal ones none."""
    pages = {"archive/active/ants.md": brief("Ants", "/ants-and-more/")}
    assert f"{ACTIVE}/mapping-hives.md" in [
        file.path for file in full_site(tmp_path, pages).move("mapping-hives", "active").files
    ]
    pages = {"content/projects/ongoing/ants.md": brief("Ants", "/ants-and-more/")}
    changes = full_site(tmp_path / "other", pages).move("mapping-hives", "active")
    assert "several folders are for active projects" in changes.warnings[1]


def test_a_brief_in_the_folder_of_another_status_moves_alone(tmp_path: Path) -> None:
    """Where the listing says the status already; the move is made once."""
    pages = {
        f"{OPEN}/mapping-hives.md": None,
        f"{OPEN}/ants.md": brief("Ants", "/ants-and-more/"),
        f"{ACTIVE}/mapping-hives.md": FULL_SITE[f"{OPEN}/mapping-hives.md"],
    }
    site = full_site(tmp_path, pages)
    changes = site.move("mapping-hives", "open")
    assert [str(file) for file in changes.files] == [f"moved {ACTIVE}/mapping-hives.md -> {OPEN}/mapping-hives.md"]
    with pytest.raises(MoveRefused, match=r"it is open already$"):
        site.after(changes).move("mapping-hives", "open")


def test_without_one_folder_for_its_status_a_brief_stays(tmp_path: Path) -> None:
    """The refusal names the file, and where it belongs."""
    pages: dict[str, str | None] = {
        f"{OPEN}/mapping-hives.md": None,
        f"{ACTIVE}/mapping-hives.md": FULL_SITE[f"{OPEN}/mapping-hives.md"],
    }
    words = f"it is open already; move {ACTIVE}/mapping-hives.md, whose folder says something else, by hand to "
    with pytest.raises(MoveRefused, match=f"{words}a new folder for open projects"):
        full_site(tmp_path, pages).move("mapping-hives", "open")
    others = {f"content/projects/{name}/{name}.md": brief(name, f"/{name}-ants/") for name in ("open", "new_open")}
    with pytest.raises(MoveRefused, match=f"{words}content/projects/new_open or content/projects/open"):
        full_site(tmp_path / "several", {**pages, **others}).move("mapping-hives", "open")


def test_a_brief_in_a_folder_that_says_nothing_stays(tmp_path: Path) -> None:
    """It contradicts no page."""
    pages = {
        f"{ACTIVE}/counting-bees.md": None,
        f"{ACTIVE}/ants.md": brief("Ants", "/ants-and-more/"),
        "content/projects/counting-bees.md": FULL_SITE[f"{ACTIVE}/counting-bees.md"],
    }
    with pytest.raises(MoveRefused, match=r"it is active already$"):
        full_site(tmp_path, pages).move("counting-bees", "active")


# Superseded


SUPERSEDED = {"content/projects/closed/superseded/ants.md": brief("Ants", "/ants-and-more/")}


def test_a_superseded_project_leaves_its_listing(tmp_path: Path) -> None:
    """Only the folder of its brief says so."""
    site = full_site(tmp_path, SUPERSEDED)
    changes = site.move("counting-bees", "superseded")
    assert [str(file) for file in changes.files] == [
        f"moved {ACTIVE}/counting-bees.md -> content/projects/closed/superseded/counting-bees.md",
        "edited index.md",
    ]
    assert site.after(changes).catalogue["counting-bees"].status is Status.SUPERSEDED


@pytest.mark.parametrize(
    ("pages", "slug", "reason"),
    [
        ({}, "counting-bees", "the site has no folder for it; make one first"),
        ({**SUPERSEDED, f"{ACTIVE}/counting-bees.md": None}, "counting-bees", "it has no brief; write its brief first"),
        (SUPERSEDED, "counting-wasps", "a record says that it was completed, which counts more than a folder"),
        (SUPERSEDED, "ants-and-more", "no page of the current site lists it"),
    ],
)
def test_only_a_folder_can_say_superseded(tmp_path: Path, pages: dict[str, str | None], slug: str, reason: str) -> None:
    """So there must be one, a brief to move there, and nothing that counts more."""
    with pytest.raises(MoveRefused, match=reason):
        full_site(tmp_path, pages).move(slug, "superseded")


# Refusals


def test_closed_does_not_say_how(tmp_path: Path) -> None:
    """The other words do."""
    with pytest.raises(
        MoveRefused, match='"closed" does not say how; choose paused, completed, archived or superseded'
    ):
        full_site(tmp_path).move("counting-bees", "closed")


def test_what_a_page_cannot_state_is_refused_with_its_reason(tmp_path: Path) -> None:
    """The reason is that of the page."""
    pages = {"content/projects.md": listing("## Open Projects", "a-b: A", "## Areas of Future Interest", "- Sand")}
    with pytest.raises(
        MoveRefused, match=r"sand: content/projects.md: plain text is an entry among future interests alone"
    ):
        full_site(tmp_path, pages).move("sand", "open")


def test_another_entry_that_counts_more_is_named(tmp_path: Path) -> None:
    """A project that two pages list moves on one of them."""
    lines = ("## Open Projects", "counting-bees: Counting bees", "## Completed Projects", "ants-a: Ants")
    site = full_site(tmp_path, {"content/projects.md": listing(*lines)})
    with pytest.raises(MoveRefused, match=r"it would be open, because content/projects.md says open; change that"):
        site.move("counting-bees", "completed")


def test_titles_that_share_a_link_stay_apart(tmp_path: Path) -> None:
    """Which of them keeps the link may depend on their order."""
    lines = ("## Open Projects", "bees-a: Wasps", "## Completed Projects", "bees-a: Bees")
    site = full_site(tmp_path, {"content/projects.md": listing(*lines)})
    with pytest.raises(
        MoveRefused, match=r"other projects would change: bees, wasps; give each a link of its own first"
    ):
        site.move("bees-a", "completed")


def test_a_typed_count_that_gets_wrong_is_announced(tmp_path: Path) -> None:
    """By the words of the check."""
    front = FULL_SITE["index.md"].replace("|---|---|", "We have one active project.\n\n|---|---|", 1)
    changes = full_site(tmp_path, {"index.md": front}).move("mapping-hives", "active", "Wave 5")
    assert any(warning.startswith("index.md, line 4: the page says") for warning in changes.warnings)
