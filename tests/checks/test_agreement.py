"""Checks of facts that differ between sources: what is found, where, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, mended, places
from _sites import brief, listing, old_page, record, write
from nhs_internships.checks import check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nhs_internships.diagnostics import Diagnostic

OPEN = listing("## Open Projects", "bees: Bees")
"""A listing whose only entry is on line 4."""
OLD = old_page("## Open Projects", "bees: Bees")
PAUSED = listing("#### Paused Projects", "bees: Bees")
WAVES = "### Current Projects\n\n|---|\n|**{}**|\n|[Bees](bees/)|\n"


def found_in(folder: Path, pages: Mapping[str, str], *codes: str) -> list[str]:
    """Code, file and line of each finding of this family, with the other places it is about."""
    return [one + _related(found) for found in find(folder, pages, codes or "NI8") for one in places([found])]


def _related(found: Diagnostic) -> str:
    return "".join(f" + {place.path}:{place.line}" for place in found.related)


# Statuses.


def test_an_old_page_that_disagrees_alone_is_found_at_its_entry(tmp_path: Path) -> None:
    """NI801: the heading states the status, and the entry is what has to move."""
    pages = {"index.md": OPEN, "old.md": old_page("#### Paused Projects", "ants: Ants", "bees: Bees")}
    assert found_in(tmp_path, pages) == ["NI801 old.md:8 + index.md:4"]


def test_a_page_and_a_folder_that_disagree_are_one_finding_at_the_listing(tmp_path: Path) -> None:
    """NI801: one disagreement, with every other place."""
    pages = {
        "index.md": PAUSED,
        "old.md": old_page("## Open Projects", "bees: Bees"),
        "projects/new_open/bees.md": brief("Bees", "/bees/"),
    }
    assert found_in(tmp_path, pages) == ["NI801 index.md:4 + projects/new_open/bees.md:None + old.md:7"]


def test_a_folder_that_disagrees_alone_is_a_warning(tmp_path: Path) -> None:
    """NI802, at the entry of the listing."""
    pages = {"index.md": PAUSED, "projects/new_open/bees.md": brief("Bees", "/bees/")}
    assert found_in(tmp_path, pages) == ["NI802 index.md:4 + projects/new_open/bees.md:None"]


def test_two_current_pages_of_different_authority_are_one_finding(tmp_path: Path) -> None:
    """NI801: the front page calls a project current, and the listing still calls it open."""
    pages = {"content/projects.md": OPEN, "index.md": listing("### Current Projects", "bees: Bees")}
    assert found_in(tmp_path, pages) == ["NI801 index.md:4 + content/projects.md:4"]


def test_statuses_of_equal_authority_are_reported_by_reconciling_alone(tmp_path: Path) -> None:
    """NI313 stands at the first entry, names the other, and is not said twice."""
    pages = {"a.md": OPEN, "b.md": PAUSED}
    assert found_in(tmp_path, pages, "NI313", "NI8") == ["NI313 a.md:4 + b.md:4"]


@pytest.mark.parametrize(
    "pages",
    [
        {"index.md": PAUSED, "content/projects/archive/bees.md": brief("Bees", "/bees/")},
        {"index.md": PAUSED, "projects/closed/paused/bees.md": brief("Bees", "/bees/")},
        {"index.md": PAUSED, "old.md": old_page("## Closed Projects", "bees: Bees")},
        {"index.md": PAUSED, "_data/completed.yml": record("P31 - Bees", permalink="/bees/")},
        {"index.md": OPEN, "_data/completed.yml": record("P31 - Bees", permalink="/bees/")},
        {
            "index.md": WAVES.format("Wave 5 (June - November 2023)"),
            "_data/completed.yml": record("P31 - Bees", permalink="/bees/"),
        },
    ],
    ids=["coarse folder", "folder", "closed says less", "finished and paused", "finished and open", "a later wave"],
)
def test_statuses_that_can_both_be_true_are_no_finding(tmp_path: Path, pages: Mapping[str, str]) -> None:
    """Folders that held all closed projects, and topics that go on after an internship."""
    assert found_in(tmp_path, pages, "NI80") == []


@pytest.mark.parametrize("folder", ["active", "closed/superseded"])
def test_a_completed_internship_of_an_unfinished_project_is_found_at_its_record(tmp_path: Path, folder: str) -> None:
    """NI803: no listing has the project, and the folder of its brief is out of date."""
    pages = {
        "_data/completed.yml": record("P31 - Bees", permalink="/bees/"),
        f"projects/{folder}/bees.md": brief("Bees", "/bees/"),
    }
    assert found_in(tmp_path, pages) == [f"NI803 _data/completed.yml:1 + projects/{folder}/bees.md:None"]


def test_a_completed_internship_of_a_listed_project_is_found_at_the_listing(tmp_path: Path) -> None:
    """NI803: the record is among the related places."""
    pages = {
        "_data/completed.yml": record("P31 - Bees", permalink="/bees/"),
        "index.md": listing("#### Archived Projects", "bees: Bees"),
    }
    assert found_in(tmp_path, pages) == ["NI803 index.md:4 + _data/completed.yml:1"]


# Titles.


def test_a_brief_with_another_title_is_found_at_the_listing(tmp_path: Path) -> None:
    """NI804; with a second page that has its title, the unsafe fix gives the brief that one, in its heading, too."""
    pages = {"index.md": OPEN, "other.md": OPEN, "projects/bees.md": brief("All about wasps", "/bees/")}
    (found,) = find(tmp_path, pages, "NI804")
    assert places([found]) == ["NI804 index.md:4"]
    assert mended(pages, found, is_safe=False) == {"projects/bees.md": brief("Bees", "/bees/")}


@pytest.mark.parametrize("others", [{}, {"old.md": OLD}, {"old.md": OLD, "older.md": OLD}])
def test_the_title_of_one_page_alone_is_written_nowhere(tmp_path: Path, others: Mapping[str, str]) -> None:
    """NI804: it may be the one with the slip, however high its authority is."""
    pages = {"index.md": listing("## Open Projects", "bees: Bese"), "bees.md": brief("Bees", "/bees/"), **others}
    assert [one.fix for one in find(tmp_path, pages, "NI804")] == [None]


def test_a_page_of_the_old_site_does_not_confirm_a_title(tmp_path: Path) -> None:
    """NI804: it is kept as it was, so the slip may have been copied from it."""
    pages = {"index.md": OPEN, "old.md": OLD, "bees.md": brief("Wasps", "/bees/")}
    assert [one.fix for one in find(tmp_path, pages, "NI804")] == [None]


def test_a_description_that_repeats_the_title_gets_the_new_one(tmp_path: Path) -> None:
    """NI804: another description stays."""
    page = "---\ntitle: Wasps\ndescription: {}\npermalink: /bees/\n---\n\n# Wasps\n\n**Keywords:** Hives\n"
    for old, new in (("Wasps", "Bees"), ("On wasps", "On wasps")):
        pages = {"index.md": OPEN, "content/projects.md": OPEN, "bees.md": page.format(old)}
        (found,) = find(tmp_path, pages, "NI804")
        right = page.format(new).replace("title: Wasps", "title: Bees").replace("# Wasps", "# Bees")
        assert mended(pages, found, is_safe=False) == {"bees.md": right}


def test_swapped_links_are_no_reason_to_change_the_titles_of_briefs(tmp_path: Path) -> None:
    """NI614 says what is wrong; a fix of NI804 or NI710 would make it worse."""
    badge = "![area](https://img.shields.io/badge/{})"
    row = f"|{badge}|[{{}}]({{}}/)|\n"
    rows = row.format("NLP-yellow", "Bees", "wasps") + row.format("PETs-red", "Wasps", "bees")
    pages = {
        "index.md": f"## Open Projects\n\n|---|---|\n{rows}",
        "old.md": old_page("## Open Projects", "wasps: Bees", "bees: Wasps"),
        "bees.md": brief("Bees", "/bees/", "NLP"),
        "wasps.md": brief("Wasps", "/wasps/", "PETs"),
    }
    found = find(tmp_path, pages, ("NI614", "NI710", "NI804"))
    assert {one.code for one in found if one.fix} == {"NI614"}


def test_an_old_page_with_another_title_is_found_there(tmp_path: Path) -> None:
    """NI804; the fix writes the title as Markdown."""
    title = "Bees * and [hives]"
    pages = {
        "index.md": listing("## Open Projects", r"bees: Bees \* and \[hives\]"),
        "bees.md": brief(title, "/bees/"),
        "old.md": old_page("## Open Projects", "bees: Wasps"),
    }
    (found,) = find(tmp_path, pages, "NI8")
    assert places([found]) == ["NI804 old.md:7"]
    assert find(tmp_path, {**pages, **mended(pages, found, is_safe=False)}, "NI8") == []
    assert title in found.message


def test_case_and_blanks_alone_are_a_note(tmp_path: Path) -> None:
    """NI805."""
    pages = {"index.md": OPEN, "projects/bees.md": brief("bees", "/bees/")}
    assert found_in(tmp_path, pages) == ["NI805 index.md:4 + projects/bees.md:2"]


def test_a_record_names_its_internship_and_not_the_project(tmp_path: Path) -> None:
    """Its title is another one on purpose."""
    pages = {"index.md": PAUSED, "_data/completed.yml": record("P31 - Counting wasps", permalink="/bees/")}
    assert found_in(tmp_path, pages) == []


@pytest.mark.parametrize(
    ("written", "heading"),
    [('"Wasps"', "Wasps"), ("Wasps", "Other insects"), ("Wasps\n  and flies", "Wasps and flies")],
)
def test_a_title_is_mended_only_where_that_is_plain(tmp_path: Path, written: str, heading: str) -> None:
    """In quotes it is; with another heading, or on two lines, it is left to people."""
    page = f"---\ntitle: {written}\npermalink: /bees/\n---\n\n# {heading}\n\n**Keywords:** Hives\n"
    pages = {"index.md": OPEN, "content/projects.md": OPEN, "projects/bees.md": page}
    (found,) = find(tmp_path, pages, "NI804")
    is_plain = heading == "Wasps"
    assert (found.fix is not None) is is_plain
    if is_plain:
        assert mended(pages, found, is_safe=False) == {"projects/bees.md": page.replace("Wasps", "Bees")}


# Labels and waves.


def table(technique: str) -> str:
    """A listing with one row, on line 4."""
    badge = f"![technique](https://img.shields.io/badge/{technique}-lightgrey)"
    return f"## Open Projects\n\n|---|---|\n|{badge}|[Bees](bees/)|\n"


def test_other_labels_of_one_facet_are_found(tmp_path: Path) -> None:
    """NI806, at the old page if only that disagrees."""
    old = f"---\nlayout: projects_old\n---\n{table('XAI')}"
    pages = {"index.md": table("Fairness"), "old.md": old}
    assert found_in(tmp_path, pages) == ["NI806 old.md:7 + index.md:4"]


def test_two_spellings_of_one_term_do_not_differ(tmp_path: Path) -> None:
    """A misspelling is a finding of its own."""
    pages = {"content/projects.md": table("SematicSearch"), "index.md": table("SemanticSearch")}
    assert found_in(tmp_path, pages) == []


def test_waves_with_other_numbers_are_found(tmp_path: Path) -> None:
    """NI807; a wave whose months differ is a matter of the waves, not of the project."""
    first, second = WAVES.format("Wave 4 (January - June 2023)"), WAVES.format("Wave 5 (June - November 2023)")
    later = WAVES.format("Wave 4 (February - June 2023)")
    pages = {"content/projects.md": first, "index.md": second}
    assert found_in(tmp_path / "a", pages) == ["NI807 content/projects.md:5 + index.md:5"]
    assert found_in(tmp_path / "b", {"content/projects.md": first, "index.md": later}) == []


def test_a_page_with_both_waves_speaks_of_two_internships(tmp_path: Path) -> None:
    """So it contradicts no page that has one of them."""
    first, second = "|**Wave 4 (January - June 2023)**|", "|**Wave 5 (June - November 2023)**|"
    row = "|[Bees](bees/)|"
    both = f"### Current Projects\n\n|---|\n{first}\n{row}\n{second}\n{row}\n"
    pages = {"content/projects.md": both, "index.md": WAVES.format("Wave 5 (June - November 2023)")}
    assert found_in(tmp_path, pages, "NI807") == []


# Records.


def test_a_record_whose_link_leads_to_no_project_is_found(tmp_path: Path) -> None:
    """NI808; a record without link and known code is NI318, and not said twice."""
    data = record("P31 - Bees", permalink="/bees/") + record("P98 - Wasps")
    pages = {"_data/completed.yml": data, "index.md": listing("## Open Projects", "ants: Ants")}
    assert found_in(tmp_path, pages, "NI318", "NI8") == ["NI808 _data/completed.yml:1", "NI318 _data/completed.yml:4"]


def test_a_data_file_alone_is_not_checked_for_its_projects(tmp_path: Path) -> None:
    """They are on pages that were not read."""
    site = write(tmp_path, {"_data/completed.yml": record("P31 - Bees", permalink="/bees/")})
    assert list(check(site / "_data" / "completed.yml", select=["NI8"])) == []


# Counts.


HERO = '<div><span class="number">{}</span>\n  <span class="label">{}</span></div>\n\n'
TWO = listing("## Open Projects", "bees: Bees", "ants: Ants")


@pytest.mark.parametrize(
    "text",
    [
        HERO.format("3", "Open projects"),
        HERO.format("3+", "projects open"),
        HERO.format("12", "Open"),
        "We have **three open projects**.\n\n",
        "Seven open internship projects.\n\n",
        "The following three projects are new.\n\n",
    ],
)
def test_a_number_that_no_count_gives_is_found(tmp_path: Path, text: str) -> None:
    """NI809, at the number, in figures or in words."""
    (found,) = find(tmp_path, {"index.md": text + TWO}, "NI8")
    assert (found.code, found.line) == ("NI809", 1)
    assert "the pages have 2 " in found.message


def test_a_number_in_a_heading_is_that_of_its_entries(tmp_path: Path) -> None:
    """NI809, at the heading."""
    pages = {"index.md": listing("## Open Projects (3)", "bees: Bees", "ants: Ants")}
    assert found_in(tmp_path, pages) == ["NI809 index.md:2"]


def test_completed_projects_may_be_counted_as_entries_or_as_records(tmp_path: Path) -> None:
    """The heading on the other page is related; each way of counting is right."""
    data = record("P31 - Bees", permalink="/bees/") + record("P32 - Bees again", permalink="/bees/")
    pages = {"_data/completed.yml": data, "content/projects.md": listing("#### Completed Projects", "bees: Bees")}
    for n, expected in ((1, []), (2, []), (4, ["NI809 index.md:1 + content/projects.md:2"])):
        hero = {"index.md": HERO.format(n, "Projects completed")}
        assert found_in(tmp_path / str(n), {**pages, **hero}) == expected


def test_each_count_says_what_was_counted(tmp_path: Path) -> None:
    """Several ways of counting may give one number."""
    data = record("P31 - Bees", permalink="/bees/") + record("P32 - Bees again", permalink="/bees/")
    pages = {"_data/completed.yml": data, "content/projects.md": listing("#### Completed Projects", "bees: Bees")}
    (found,) = find(tmp_path, {**pages, "index.md": HERO.format(4, "Projects completed")}, "NI809")
    assert found.message == (
        'the page says "4 Projects completed", and the pages have 1 (in all listings, in content/projects.md, '
        "in the catalogue) or 2 (in data files) completed projects"
    )


@pytest.mark.parametrize(
    "text",
    [
        HERO.format("2", "Open projects"),
        HERO.format("1+", "Open projects"),
        HERO.format("12", "Completed projects"),
        "We have about 30 open projects.\n\n",
        "The first five open projects.\n\n",
        "There are 5 open projects in London.\n\n",
        "In 2021 open projects were rare.\n\n",
        "Wave 6 completed.\n\n",
        "Three previous projects, and five topics.\n\n",
        "<!-- 9 open projects -->\n\n",
        "The following two projects are new.\n\n",
    ],
)
def test_numbers_that_are_right_or_say_something_else_are_no_finding(tmp_path: Path, text: str) -> None:
    """Only a clear count with a clear noun is compared, and only with what the pages know."""
    assert found_in(tmp_path, {"index.md": text + TWO}) == []


def test_waves_are_counted_by_number_too(tmp_path: Path) -> None:
    """A site that knows wave 11 alone may speak of eleven waves."""
    wave = listing("### Current Projects", "|---|", "|**Wave 11 (April - July 2026)**|", "|[Bees](bees/)|")
    assert found_in(tmp_path / "a", {"index.md": HERO.format("11", "Cohort waves") + wave}) == []
    assert found_in(tmp_path / "b", {"index.md": HERO.format("9", "Cohort waves") + wave}) == ["NI809 index.md:1"]


def test_a_brief_may_count_what_it_likes(tmp_path: Path) -> None:
    """Its text is about its own work."""
    pages = {"index.md": OPEN, "projects/bees.md": brief("Bees", "/bees/", Datasets="Nine open projects.")}
    assert found_in(tmp_path, pages) == []


# Entries twice.


def test_an_entry_twice_under_one_heading_is_found_at_the_second(tmp_path: Path) -> None:
    """NI810; another heading, wave or title is another entry."""
    assert found_in(tmp_path, {"index.md": f"{OPEN}- [Bees](bees/)\n"}, "NI810") == ["NI810 index.md:5 + index.md:4"]
    other = listing("## Open Projects", "bees: Bees", "wasps: Bees", "### Open Projects", "bees: Bees")
    assert found_in(tmp_path, {"index.md": other}, "NI810") == []
    waves = (
        WAVES.format("Wave 4 (January - June 2023)")
        + WAVES.format("Wave 5 (July - December 2023)").partition("|---|\n")[2]
    )
    assert found_in(tmp_path, {"index.md": waves}, "NI810") == []
