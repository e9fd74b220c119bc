"""Waves, codes, and what a date has overtaken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, places
from _sites import BASE, brief, listing, old_page, record

if TYPE_CHECKING:
    from pathlib import Path

DATA, WAVES = "_data/completed.yml", "_data/kanban.yml"
BADGE = "![area](https://img.shields.io/badge/NLP-yellow)"


def _table(*rows: str, heading: str = "### Current Projects") -> str:
    """A table of waves and projects: ``Wave 4`` alone is a wave, ``slug: Title`` a project."""
    lines = [
        f"|{BADGE}|[{row.partition(': ')[2]}]({BASE}{row.partition(':')[0]}/)|" if ":" in row else f"|**{row}**|"
        for row in rows
    ]
    return "\n".join([heading, "", "|:---:|---|", *lines, ""])


BEES, WASPS = "bees-a: Bees", "wasps-a: Wasps"


# Months and numbers.


def test_a_wave_that_ends_before_it_begins(tmp_path: Path) -> None:
    """In a row, a stage and a waves file; the findings of reading on these lines are left out."""
    text = "Wave 4 - June 2023 to January 2023"
    pages = {"index.md": _table(text, BEES), DATA: record("P41 - Bees", text), WAVES: f"- name: {text}\n"}
    assert places(find(tmp_path, pages, "NI901")) == [f"NI901 {DATA}:2", f"NI901 {WAVES}:1", "NI901 index.md:4"]
    assert find(tmp_path, pages, "NI20") == []


@pytest.mark.parametrize("text", ["Wave 4 (Januray - June 2023)", "Wave 0", "Wave 4 (Spring 2023)"])
def test_other_waves_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    """They stay as reading reports them."""
    pages = {"index.md": _table(text, BEES)}
    assert [one.code for one in find(tmp_path, pages, ("NI20", "NI90"))] == ["NI204"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Wave 4 (January - June 2023)", "Wave 5 (May - November 2023)"),
        ("Wave 5 (January - May 2023)", "Wave 4 (June - November 2023)"),
    ],
)
def test_waves_that_overlap_or_are_out_of_order(tmp_path: Path, first: str, second: str) -> None:
    """The later one is reported, with the place of the earlier one; old waves may stand below."""
    for n, rows in enumerate([(first, BEES, second, WASPS), (second, WASPS, first, BEES)]):
        (found,) = find(tmp_path / str(n), {"index.md": _table(*rows)}, "NI902")
        line = rows.index(second) + 4
        assert (found.line, [one.line for one in found.related]) == (line, [10 - line])


@pytest.mark.parametrize(
    "second",
    [
        "Wave 5 (June - November 2023)",
        "Wave 5 (July - November 2023)",
        "Wave 5",
        "March - August 2023",
        "June 2023 - Wave 5",
    ],
)
def test_waves_that_follow_each_other(tmp_path: Path, second: str) -> None:
    """One month may be shared; without a number or without both months nothing is compared."""
    pages = {"index.md": _table("Wave 4 (January - June 2023)", BEES, second, WASPS)}
    assert find(tmp_path, pages, "NI90") == []


def test_one_number_with_two_ranges_on_a_page(tmp_path: Path) -> None:
    """It is reported at the first of them."""
    rows = ("Wave 4 (January - June 2023)", BEES, "Wave 4 (July - December 2023)", WASPS)
    (found,) = find(tmp_path, {"index.md": _table(*rows)}, "NI90")
    assert (found.code, found.line, [one.line for one in found.related]) == ("NI903", 4, [6])


def test_sources_that_differ(tmp_path: Path) -> None:
    """It is reported once for a wave, at the current listing, with one place on each other page."""
    pages = {
        "a/old_site/active.md": "---\nlayout: projects_old\n---\n" + _table("Wave 4 (January - May 2023)", BEES),
        "index.md": _table("Wave 4 (January - June 2023)", BEES, WASPS),
        DATA: record("P41 - Bees", "Wave 4 - January to May 2023") + record("P42 - W", "Wave 4 - January to May 2023"),
    }
    (found,) = find(tmp_path, pages, "NI90")
    assert (found.code, found.path, found.line) == ("NI904", "index.md", 4)
    assert [(one.path, one.line) for one in found.related] == [("a/old_site/active.md", 7), (DATA, 2)]


@pytest.mark.parametrize(
    "text", ["Wave 4", "January 2023 - Wave 4", "Wave 4 (Jan 2023 to June 2023)", "Wave 5 (July 2023)"]
)
def test_sources_that_agree(tmp_path: Path, text: str) -> None:
    """What one of them does not state is no contradiction, nor another way of writing it."""
    pages = {"index.md": _table("Wave 4 (January - June 2023)", BEES), "content/more.md": _table(text, WASPS)}
    assert find(tmp_path, pages, "NI90") == []


def test_a_waves_file_that_differs(tmp_path: Path) -> None:
    """Waves without records are compared as well; those with records are, as the stages of these."""
    pages = {
        "index.md": _table("Wave 4 (January - June 2023)", BEES),
        WAVES: "- name: Wave 4 - January to May 2023\n- name: Wave 3 - June to December 2022\n",
    }
    (found,) = find(tmp_path / "a", pages, "NI90")
    assert (found.code, found.path, [(one.path, one.line) for one in found.related]) == (
        "NI904",
        "index.md",
        [(WAVES, 1)],
    )
    pages[DATA] = record("P41 - Bees", "Wave 4 - January to June 2023")
    assert places(find(tmp_path / "b", pages, "NI90")) == [f"NI905 {DATA}:2"]


# Stages.


def test_a_stage_that_no_wave_has(tmp_path: Path) -> None:
    """The texts are compared letter by letter; it is reported once, and the hint has the wave that was meant."""
    stage, right = "Wave 3 (June to December 2022)", "Wave 3 - June to December 2022"
    pages = {
        DATA: record("P31 - Bees", stage) + record("P33 - Wasps", right) + record("P32 - Hives", f'"{stage}"'),
        WAVES: "- name: Wave 3 - June to December 2022 \n  limit:\n- name: 'Wave 2'\n",
    }
    (found,) = find(tmp_path, pages, "NI905")
    assert (found.path, found.line, [one.line for one in found.related]) == (DATA, 2, [6])
    assert found.hint == 'write "Wave 3 - June to December 2022"'


def test_a_slip_in_the_waves_file_is_found_there(tmp_path: Path) -> None:
    """NI905: several records agree, and none has the name that is there, behind a byte order mark."""
    stage = "Wave 3 - June to December 2022"
    pages = {
        DATA: record("P31 - Bees", stage) + record("P32 - Hives", stage) + record("P11 - Wasps", "Wave 1"),
        WAVES: "\ufeff- name: Wave 1\n- name: Wave 3 - Juny to December 2022\n",
    }
    (found,) = find(tmp_path, pages, "NI905")
    assert (found.path, found.line, found.hint) == (WAVES, 2, f'write "{stage}"')
    assert [(one.path, one.line) for one in found.related] == [(DATA, 2), (DATA, 4)]


def test_a_stage_that_is_no_wave(tmp_path: Path) -> None:
    """Other teams name stages otherwise; that no column has the name says more than that it is no wave."""
    pages = {DATA: record("Bees", "Dissemination"), WAVES: "- name: Discovery\n- name: Complete\n"}
    assert places(find(tmp_path, pages, "NI905")) == [f"NI905 {DATA}:2"]
    assert find(tmp_path, pages, "NI209") == []


def test_stages_without_a_waves_file(tmp_path: Path) -> None:
    """A waves file in another folder is not about these records."""
    pages = {DATA: record("P31 - Bees", "Wave 3"), "other/kanban.yml": "- name: Wave 1\n"}
    assert find(tmp_path, pages, "NI905") == []


# Codes.


def test_a_code_of_two_records(tmp_path: Path) -> None:
    """The second one is reported, with the place of the first; other files may hold records of one internship."""
    pages = {
        DATA: record("P31 - Bees") + record("P32 - Hives") + record("p31 - Wasps"),
        "_data/project.yml": record("P31 - Bees"),
    }
    (found,) = find(tmp_path, pages, "NI906")
    assert (found.path, found.line, [one.line for one in found.related]) == (DATA, 5, [1])


def test_a_placeholder_of_a_code(tmp_path: Path) -> None:
    """It is a note on records and entries, and no duplicate."""
    pages = {
        DATA: record("P11x - Bees") + record("P11x - Wasps") + record("PX - Hives") + record("PXE in bees"),
        "index.md": listing("## Open Projects", "bees: P11x - Bees", "hives: Pixels - Hives"),
    }
    assert places(find(tmp_path, pages, "NI90")) == [
        f"NI907 {DATA}:1",
        f"NI907 {DATA}:3",
        f"NI907 {DATA}:5",
        "NI907 index.md:4",
    ]


# Against a date.

ENDED = "Wave 4 (January - June 2023)"


def test_an_active_project_whose_wave_has_ended(tmp_path: Path) -> None:
    """Each is reported once, on the day after the last one of its wave."""
    pages = {"index.md": _table(ENDED, BEES, WASPS), "content/projects.md": _table(ENDED, BEES)}
    assert find(tmp_path, pages, "NI908", as_of="2023-06-30") == []
    found = places(find(tmp_path, pages, "NI908", as_of="2023-07-01"))
    assert found == ["NI908 content/projects.md:5", "NI908 index.md:6"]


def test_without_a_date(tmp_path: Path) -> None:
    """Nothing is compared with today."""
    pages = {"index.md": _table("Wave 1 (April - September 2021)", BEES) + "\nComing Autumn 2021.\n"}
    assert find(tmp_path, pages, "NI90") == []


@pytest.mark.parametrize(
    "pages",
    [
        {"index.md": _table(ENDED, BEES, heading="### Completed Projects")},
        {"index.md": _table("Wave 4", BEES)},
        {"index.md": _table("January 2023", BEES)},
        {"index.md": listing("### Current Projects", "bees-a: Bees"), DATA: record("P31 - Bees", permalink="/bees-a/")},
        {"old_site/active.md": "---\nlayout: projects_old\n---\n" + _table(ENDED, BEES)},
        {
            "index.md": _table(ENDED, BEES),
            "_data/more.yml": record("P51 - B", "Wave 5 - June to December 2023", permalink="/bees-a/"),
        },
    ],
)
def test_projects_that_may_be_active(tmp_path: Path, pages: dict[str, str]) -> None:
    """Finished ones, waves without an end, pages of the old site, and projects with a later wave."""
    assert find(tmp_path, pages, "NI908", as_of="2023-08-03") == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Coming Autumn 2023", "2023-11-30"),
        ("*Output update coming in September 2021*", "2021-09-30"),
        ("coming in early 2022", "2022-06-30"),
        ("To be published in Winter 2023", "2024-02-29"),
        ("open for applications in the Autumn (2023).", "2023-11-30"),
    ],
)
def test_an_announcement_that_is_over(tmp_path: Path, text: str, last: str) -> None:
    """On the day after the last one of its month or season, on any page."""
    pages = {"about.md": f"{text}\n", "bees.md": brief("Bees", "/bees/", Need=text)}
    assert find(tmp_path, pages, "NI909", as_of=last) == []
    year, month, _ = map(int, last.split("-"))
    later = f"{year + month // 12}-{month % 12 + 1:02}-01"
    assert places(find(tmp_path, pages, "NI909", as_of=later)) == ["NI909 about.md:1", "NI909 bees.md:10"]


@pytest.mark.parametrize(
    "text",
    [
        "Upcoming Autumn 2021",
        "The data of Autumn 2021",
        "coming soon",
        "Summer 2021",
        "<!-- coming Autumn 2021 -->",
        "coming from 1 May 2021",
    ],
)
def test_texts_that_announce_nothing(tmp_path: Path, text: str) -> None:
    """A season alone, an announcement without a date, and parts of other words."""
    assert find(tmp_path, {"about.md": f"{text}\n"}, "NI909", as_of="2023-08-03") == []


@pytest.mark.parametrize("value", ["Coming Autumn 2023", "ComingAutumn2023"])
def test_an_announcement_of_a_record(tmp_path: Path, value: str) -> None:
    """Before its end it holds the place of an address; after it, that it is over says more."""
    pages = {DATA: record("P31 - Bees", reportlink=value)}
    assert places(find(tmp_path / "a", pages, ("NI60", "NI90"), as_of="2023-11-30")) == [f"NI602 {DATA}:3"]
    assert places(find(tmp_path / "b", pages, ("NI60", "NI90"), as_of="2023-12-01")) == [f"NI909 {DATA}:3"]


def test_an_old_listing_is_looked_at(tmp_path: Path) -> None:
    """Its announcements are still published."""
    pages = {"old_site/open.md": old_page("## Open Projects", "bees: Bees") + "\nComing Autumn 2021\n"}
    assert places(find(tmp_path, pages, "NI909", as_of="2023-08-03")) == ["NI909 old_site/open.md:9"]


def test_a_wave_that_a_waves_file_names_twice(tmp_path: Path) -> None:
    """NI910, at the second name, however it is written; other months are NI903."""
    names = ("Wave 5 - June 2023 to February 2024", "Wave 5 (June 2023 - February 2024)", "Wave 5 - July 2023")
    for n, expected in ((1, []), (2, [f"NI910 {WAVES}:2"])):
        pages = {WAVES: "".join(f"- name: {name}\n" for name in names[:n])}
        assert places(find(tmp_path / str(n), pages, "NI9")) == expected
    pages = {WAVES: f"- name: {names[0]}\n- name: {names[2]}\n"}
    assert [one.code for one in find(tmp_path / "3", pages, "NI9")] == ["NI903"]


FOUR, FIVE, SIX = "Wave 4 (January - June 2023)", "Wave 5 (June - November 2023)", "Wave 6 (February - July 2024)"
LIST = f"### {FIVE}\n\n- [Bees](bees-a/)\n\n### {SIX}\n\n"


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (_table(FOUR, FIVE, BEES), [4]),
        (_table(FIVE, BEES, SIX), [6]),
        (_table(FIVE, BEES, SIX) + "\nText.\n", [6]),
        (LIST, [5]),
        (f"{LIST}## Open Projects\n", [5]),
        (_table(FIVE, BEES), []),
        (_table(FIVE), []),
        (f'{LIST}<ul class="nhsuk-card-group">\n</ul>\n', [5]),
        (f"{LIST}To come.\n", []),
        (f'{LIST}<img src="hives.png">\n', []),
        (_table(FIVE, BEES, SIX) + "||To come|\n", []),
    ],
    ids=[
        "above",
        "below",
        "before a text",
        "end",
        "heading",
        "none",
        "no entries",
        "no cards",
        "text",
        "image",
        "row with a text",
    ],
)
def test_a_wave_without_entries(tmp_path: Path, page: str, lines: list[int]) -> None:
    """NI911, where other waves have some, and nothing else is said about it."""
    assert places(find(tmp_path, {"index.md": page}, "NI911")) == [f"NI911 index.md:{line}" for line in lines]


def test_a_wave_without_entries_is_named(tmp_path: Path) -> None:
    """As the page shows it."""
    (found,) = find(tmp_path, {"index.md": _table(FIVE, BEES, SIX)}, "NI911")
    assert found.message == f'no entry stands under the wave "{SIX}"'


@pytest.mark.parametrize(
    ("last", "is_found"),
    [
        ("- title: P33 - Ponds\n", True),
        ("- title: P33 - Ponds\n  stage:\n", True),
        ("- title: P33 - Ponds\n  stage: Completed\n", False),
        ("- {title: P33 - Ponds, stage: Completed}\n", False),
        ("- title: P33 - Ponds\n  Stage: Wave 3 - June to December 2022\n", False),
    ],
)
def test_a_record_without_a_stage(tmp_path: Path, last: str, is_found: bool) -> None:
    """NI912, where the other records have one."""
    text = record("P31 - Counting bees") + record("P32 - Maps of hedges") + last
    found = places(find(tmp_path, {"_data/completed.yml": text}, "NI912"))
    assert found == ["NI912 _data/completed.yml:5"] * is_found


def test_records_that_mostly_have_no_stage(tmp_path: Path) -> None:
    """The file is written in another way then."""
    text = record("P31 - Counting bees") + "- title: P32 - Maps\n- title: P33 - Ponds\n"
    assert find(tmp_path, {"_data/completed.yml": text}, "NI912") == []
