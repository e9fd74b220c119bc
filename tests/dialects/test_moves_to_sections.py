"""Entries that move to the section of another status: where they are written, and what sections need and lose."""

from __future__ import annotations

import difflib

import pytest

import nhs_internships as ni
from nhs_internships import Document, Status, Wave
from nhs_internships.errors import ParseError, UnsafeEdit

NLP = "![area](https://img.shields.io/badge/NLP-yellow)"
VAE = "![technique](https://img.shields.io/badge/VAE-lightgrey)"
RULED = """\
---
title: Projects
---

# Projects

---
## Open Projects
*Apply now.*

|:---:|---|
|{NLP} &nbsp; {VAE}|[Anchors](anchors-b/)|
|{NLP}|[Buoys](buoys-b/)|
|{NLP}|[Gulls](gulls-b/)|

---
## Closed Projects

#### Paused Projects
*Later.*

|:---:|---|
|{NLP}|[Crabs](crabs-b/)|

---
More about the [scheme](about.html).
""".replace("{NLP}", NLP).replace("{VAE}", VAE)
CARD = """\
  <li class="nhsx-project-card" data-tags="nlp">
    <h3 class="nhsuk-card__heading"><a class="nhsuk-card__link" href="{slug}/">{title}</a></h3>
    <div class="nhsx-card-badges">
      <strong class="nhsuk-tag nhsuk-tag--yellow">NLP</strong>
    </div>
  </li>
"""
GROUP = '<ul class="nhsuk-grid-row nhsuk-card-group">\n'


def card(slug: str, title: str) -> str:
    return CARD.replace("{slug}", slug).replace("{title}", title)


def changed(old: Document, new: Document) -> str:
    """The lines that differ, each with its sign."""
    lines = difflib.unified_diff(old.text.split("\n"), new.text.split("\n"), lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")) or line in {"+---", "----"})


# The place


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("marker", "title", "expected"),
    [
        ("-", "Buoys", ["[Anchors](a-b/)", "[Buoys](x-b/)", "[Crabs](c-b/)", "[Gulls](g-b/)"]),
        ("-", "zebras", ["[Anchors](a-b/)", "[Crabs](c-b/)", "[Gulls](g-b/)", "[zebras](x-b/)"]),
        ("-", '"Bells"', ["[Anchors](a-b/)", '["Bells"](x-b/)', "[Crabs](c-b/)", "[Gulls](g-b/)"]),
        ("*", "Édith", ["[Anchors](a-b/)", "[Crabs](c-b/)", "[Édith](x-b/)", "[Gulls](g-b/)"]),
    ],
)
def test_an_entry_stands_before_the_first_title_that_sorts_after_it(
    marker: str, title: str, expected: list[str], newline: str
) -> None:
    """In any case, without marks; with the marker of its new list."""
    page = f"## Open Projects\n\n{marker} [{title}](x-b/)\n{marker} [Yachts](y-b/)\n\n## Ongoing Projects\n\n"
    page += "- [Anchors](a-b/)\n- [Crabs](c-b/)\n- [Gulls](g-b/)\n"
    moved = ni.parse(page.replace("\n", newline)).move(0, Status.ACTIVE)
    assert moved.text.split(f"Ongoing Projects{newline}{newline}")[1].splitlines() == [f"- {one}" for one in expected]


def test_a_row_moves_as_it_is() -> None:
    """Between tables of the same dialect not a character of it changes."""
    page = ni.parse(RULED)
    assert changed(page, page.move("anchors-b", "paused")) == (
        f"-|{NLP} &nbsp; {VAE}|[Anchors](anchors-b/)|\n+|{NLP} &nbsp; {VAE}|[Anchors](anchors-b/)|"
    )


def test_only_the_first_list_of_a_section_counts() -> None:
    """What stands under a text of its own may be something else."""
    page = ni.parse(
        "## Open Projects\n\n- [A](a-b/)\n\nTo be published in August:\n- [C](c-b/)\n\n## Paused Projects\n\n"
        "- [Z](z-b/)\n"
    )
    assert "- [A](a-b/)\n- [Z](z-b/)\n\nTo be" in page.move("z-b", "open").text


def test_lists_keep_their_blank_lines() -> None:
    """A list whose bullets stand apart gets one more that stands apart, and the other way round."""
    page = ni.parse(
        "## Open Projects\n\n- [A](a-b/)\n\n- [B](b-b/)\n\n- [C](c-b/)\n\n## Paused Projects\n\n- [D](d-b/)\n"
    )
    moved = page.move("b-b", "paused")
    assert "- [A](a-b/)\n\n- [C](c-b/)\n\n## Paused" in moved.text
    assert moved.move("b-b", "open").text == page.text


# Waves


ACTIVE = f"""\
## Open Projects

|---|---|
|{NLP}|[Anchors](anchors-b/)|

## Current Projects

|---|---|
|**Wave 4 (January - June 2023)**|
|{NLP}|[Buoys](buoys-b/)|
|**Wave 5 (June - November 2023)**|
|{NLP}|[Crabs](crabs-b/)|

Words.
"""


@pytest.mark.parametrize(
    ("wave", "before", "after"),
    [
        (None, "|---|---|", "|**Wave 4 (January - June 2023)**|"),
        (Wave(number=4), "|**Wave 4 (January - June 2023)**|", f"|{NLP}|[Buoys](buoys-b/)|"),
        (Wave(number=5), "|**Wave 5 (June - November 2023)**|", f"|{NLP}|[Crabs](crabs-b/)|"),
        (Wave.parse("Wave 6 (May - July 2024)"), "|**Wave 6 (May - July 2024)**|", ""),
        (Wave(number=3), "|**Wave 3**|", "|**Wave 4 (January - June 2023)**|"),
    ],
)
def test_an_entry_stands_under_its_wave(wave: Wave | None, before: str, after: str) -> None:
    """Or, without one, above the first; a wave that is not there gets a row of its own, in the order of the others."""
    lines = ni.parse(ACTIVE).move("anchors-b", "active", wave=wave).text.split("\n")
    at = lines.index(f"|{NLP}|[Anchors](anchors-b/)|")
    assert (lines[at - 1], lines[at + 1]) == (before, after)


def test_a_wave_of_other_months_is_not_taken_for_the_one_that_is_meant() -> None:
    """The message says which the page has."""
    with pytest.raises(UnsafeEdit, match=r"it has Wave 4 \(January - June 2023\), not Wave 4 \(January - May 2023\)"):
        ni.parse(ACTIVE).move("anchors-b", "active", wave=Wave.parse("Wave 4 (January - May 2023)"))


def test_the_row_of_a_wave_stays_without_entries() -> None:
    """It is no part of the entry; and the entry comes back to it."""
    page = ni.parse(ACTIVE)
    moved = page.move("buoys-b", "open")
    assert "|**Wave 4 (January - June 2023)**|\n|**Wave 5" in moved.text
    assert moved.move("buoys-b", "active", wave=Wave(number=4)).text == page.text


def test_waves_may_be_headings() -> None:
    """A new one is written like the others, with blank lines around."""
    page = ni.parse(
        "## Open Projects\n\n- [A](a-b/)\n- [B](b-b/)\n\n## Active Projects\n\n### January 2023\n\n"
        "- [C](c-b/)\n\n---\nEnd.\n"
    )
    moved = page.move("a-b", "active", wave=Wave.parse("June 2023"))
    assert moved.text.endswith("### January 2023\n\n- [C](c-b/)\n\n### June 2023\n\n- [A](a-b/)\n\n---\nEnd.\n")


def test_a_wave_in_html_keeps_its_element_whole() -> None:
    """The list of cards comes after it, not into it."""
    box = (
        '<div class="box">\n  <span class="nhsx-wave-badge">Wave 11 — April to July 2026</span>\n'
        "  <p>Six interns.</p>\n\n"
        "  <div>More soon.</div>\n</div>\n"
    )
    page = ni.parse(
        f"## Open Projects\n\n{GROUP}{card('a-b', 'A')}</ul>\n\n## Current Internships\n\n{box}\n---\nEnd.\n"
    )
    moved = page.move("a-b", "active", wave=Wave(number=11))
    assert (
        moved.text
        == f"## Open Projects\n\n## Current Internships\n\n{box}\n{GROUP}{card('a-b', 'A')}</ul>\n\n---\nEnd.\n"
    )
    assert moved.entries[0].wave == Wave.parse("Wave 11 (April - July 2026)")


def test_a_table_may_begin_with_its_wave() -> None:
    """No row can stand above a row that is the header of its table."""
    page = ni.parse(
        f"## Open Projects\n\n|--|--|\n|{NLP}|[A](a-b/)|\n\n### Current Projects\n\n|**Wave 6** | May 2024 |\n"
        f"|--|--|\n|{NLP}|[B](b-b/)|\n"
    )
    with pytest.raises(UnsafeEdit, match=r"the table begins with Wave 6 \(May 2024\), and no row can stand above it"):
        page.move("a-b", "active")
    assert page.move("a-b", "active", wave=Wave(number=6)).text.endswith(
        f"|**Wave 6** | May 2024 |\n|--|--|\n|{NLP}|[A](a-b/)|\n|{NLP}|[B](b-b/)|\n"
    )


# Sections without entries


@pytest.mark.parametrize("section", ["\n\n", "\n\n\n", "\n*Done.*\n\n", "\n*Done.*\n\n---\n\n"])
def test_an_entry_may_come_and_go(section: str) -> None:
    """The section is what it was before."""
    page = ni.parse(f"## Open Projects\n\n- [A](a-b/)\n- [B](b-b/)\n\n## Completed Projects{section}## Notes\n")
    assert page.move("a-b", "completed").move("a-b", "open").text == page.text


def test_a_table_without_rows_loses_its_delimiter() -> None:
    """And the blank lines around it; a row that comes back gets a delimiter like the others of the page."""
    page = ni.parse(RULED)
    moved = page.move("crabs-b", "open")
    assert "*Later.*\n\n---\nMore" in moved.text
    assert f"*Later.*\n\n|:---:|---|\n|{NLP}|[Crabs](crabs-b/)|\n\n---\nMore" in moved.move("crabs-b", "paused").text


def test_a_list_of_cards_goes_with_its_last_card() -> None:
    """And comes with its first."""
    page = ni.parse(
        f"## Open Projects\n\n{GROUP}{card('a-b', 'A')}{card('b-b', 'B')}</ul>\n\n"
        f"## Paused Projects\n\n*Later.*\n\n{GROUP}{card('c-b', 'C')}</ul>\n\n<script>\n</script>\n"
    )
    moved = page.move("c-b", "open")
    assert f"{card('b-b', 'B')}{card('c-b', 'C')}</ul>\n\n## Paused Projects\n\n*Later.*\n\n<script>" in moved.text
    assert moved.move("c-b", "paused").text == page.text


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("## Completed Projects\n", "## Completed Projects\n\n- [A](a-b/)\n"),
        ("## Completed Projects\n\n\n## Notes\n", "## Completed Projects\n\n- [A](a-b/)\n\n\n## Notes\n"),
        ("## Completed Projects\n## Notes\n", "## Completed Projects\n\n- [A](a-b/)\n\n## Notes\n"),
        (
            "## Completed Projects\n*Done.*\n\n---\nEnd.\n",
            "## Completed Projects\n*Done.*\n\n- [A](a-b/)\n\n---\nEnd.\n",
        ),
        (
            "Completed Projects\n------------------\nDone.\n\nWell.\n\n## Notes\n",
            "Completed Projects\n------------------\nDone.\n\nWell.\n\n- [A](a-b/)\n\n## Notes\n",
        ),
        (
            "## Completed Projects\n\nDone.\n\nSee [here](b.html).\n",
            "## Completed Projects\n\nDone.\n\n- [A](a-b/)\n\nSee [here](b.html).\n",
        ),
    ],
)
def test_the_first_entry_of_a_section_comes_after_its_introduction(section: str, expected: str) -> None:
    """With a blank line on either side."""
    page = ni.parse(f"## Open Projects\n\n- [A](a-b/)\n- [B](b-b/)\n\n{section}")
    assert page.move("a-b", "completed").text == f"## Open Projects\n\n- [B](b-b/)\n\n{expected}"


def test_what_an_entry_leaves_behind_does_not_join() -> None:
    """Text above and below would become one paragraph, or a heading."""
    page = ni.parse("## Paused Projects\n\n- [B](b-b/)\n\n## Open Projects\nApply.\n- [A](a-b/)\n---\nEnd.\n")
    moved = page.move("a-b", "paused")
    assert moved.text.endswith("## Open Projects\nApply.\n\n---\nEnd.\n")
    assert [section.title for section in moved.sections] == ["Paused Projects", "Open Projects"]


def test_a_section_must_be_there() -> None:
    """Or asked for."""
    with pytest.raises(UnsafeEdit, match="the page has no section for archived projects; pass create_section=True"):
        ni.parse(RULED).move("crabs-b", "archived")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("active", f"# Projects\n\n---\n## Current Projects\n\n|:---:|---|\n|{NLP}|[Buoys](buoys-b/)|\n\n---\n## Open"),
        ("future", f"\n---\n## Areas of Future Interest\n\n|:---:|---|\n|{NLP}|[Buoys](buoys-b/)|\n\n---\n## Closed"),
        ("completed", f"\n#### Completed Projects\n\n|:---:|---|\n|{NLP}|[Buoys](buoys-b/)|\n\n---\nMore about"),
    ],
)
def test_a_new_section_is_written_like_the_others(status: str, expected: str) -> None:
    """With their level, rules and blank lines, in the order in which the scheme shows them."""
    assert expected in ni.parse(RULED).move("buoys-b", status, create_section=True).text


def test_of_several_sections_the_one_that_names_the_status_counts() -> None:
    """Not the title of the page, which names it, too."""
    page = ni.parse(
        "# Current projects available as internships\n\nWords.\n\n## Newly Proposed and Open Projects\n\n"
        "- [A](a-b/)\n\n"
        "### Imaging\n\n- [B](b-b/)\n\n## Paused Projects\n\n- [C](c-b/)\n"
    )
    assert page.move("c-b", "open").entries[1].section == "Newly Proposed and Open Projects"


def test_sections_that_are_equally_good_are_named() -> None:
    """Nothing is guessed."""
    page = ni.parse("## Open Projects\n- [A](a-b/)\n## Paused Projects\n- [B](b-b/)\n## New Projects\n- [C](c-b/)\n")
    with pytest.raises(UnsafeEdit, match='several sections are for open projects: "Open Projects", "New Projects"'):
        page.move("b-b", "open")


# What is asked


def test_a_status_is_a_word() -> None:
    """A wrong one names the nearest."""
    with pytest.raises(ParseError, match='did you mean "open"'):
        ni.parse(RULED).move("crabs-b", "opn")


def test_nothing_changes_where_an_entry_is_there_already() -> None:
    """The page is the same object."""
    page = ni.parse(ACTIVE)
    assert page.move("anchors-b", "open") is page
    assert page.move("buoys-b", "active", wave=page.entries[1].wave) is page


def test_plain_text_needs_a_link() -> None:
    """It is an entry among future interests alone."""
    page = ni.parse("## Open Projects\n- [A](a-b/)\n\n## Areas of Future Interest\n- Sand\n- Salt\n")
    with pytest.raises(UnsafeEdit, match="plain text is an entry among future interests alone; give it a link first"):
        page.move("Sand", "open")


def test_a_card_keeps_the_wave_that_it_states_itself() -> None:
    """Another one is written into it."""
    label = '    <span class="nhsx-wave-badge">Wave 9</span>\n  </li>'
    page = ni.parse(
        f"## Open Projects\n\n{GROUP}{card('a-b', 'A').replace('  </li>', label)}</ul>\n\n## Paused Projects\n\n"
        "Later.\n"
    )
    assert page.move("a-b", "paused").entries[0].wave == Wave(number=9)
    assert page.move("a-b", "paused", wave=Wave(number=10)).entries[0].wave == Wave(number=10)


# Other pages


def test_a_row_becomes_a_card_of_another_page() -> None:
    """Written like a neighbour, with its own words to filter by."""
    cards = ni.parse(f"## Paused Projects\n\n{GROUP}{card('z-b', 'Zebras')}</ul>\n")
    rest, page = ni.parse(RULED).move_to_page("anchors-b", cards, "paused")
    new = card("anchors-b", "Anchors").replace(
        "NLP</strong>\n", 'NLP</strong>\n      <strong class="nhsuk-tag nhsuk-tag--grey">VAE</strong>\n'
    )
    assert page.text == f"## Paused Projects\n\n{GROUP}{new}{card('z-b', 'Zebras')}</ul>\n"
    assert "Anchors" not in rest.text


def test_a_card_becomes_a_bullet_of_another_page() -> None:
    """With its badges as that page writes them."""
    cards = ni.parse(f"## Open Projects\n\n{GROUP}{card('a-b', 'Anchors')}{card('b-b', 'B')}</ul>\n")
    bullets = ni.parse(f"## Paused Projects\n- [Zebras](z-b/)\n{NLP}\n")
    _, page = cards.move_to_page("a-b", bullets, "paused")
    assert page.text == f"## Paused Projects\n- [Anchors](a-b/)\n{NLP}\n- [Zebras](z-b/)\n{NLP}\n"


def test_an_entry_may_be_the_first_of_its_page() -> None:
    """It is written as it was."""
    front = ni.parse("# Welcome\n\n## Current Projects\nSix interns.\n")
    _, page = ni.parse(RULED).move_to_page("gulls-b", front, "active")
    assert page.text == f"# Welcome\n\n## Current Projects\nSix interns.\n\n|:---:|---|\n|{NLP}|[Gulls](gulls-b/)|\n"


def test_a_link_by_reference_is_written_out_on_another_page() -> None:
    """Its definition stays where it is."""
    page = ni.parse("## Open Projects\n- [Anchors][a]\n- [B](b-b/)\n\n[a]: anchors-b/\n")
    other = ni.parse("## Paused Projects\n- [Zebras](z-b/)\n")
    assert page.move_to_page(0, other, "paused")[1].text == (
        "## Paused Projects\n- [Anchors](anchors-b/)\n- [Zebras](z-b/)\n"
    )
