"""What an entry stands under: headings, statuses and waves, in every form of a listing."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from saying import AREA, codes, lines, statuses


def test_the_nearest_heading_is_the_section() -> None:
    """With its words as written, without marks."""
    page = "# Projects\n## **Open Projects** ##\n- [A](a-b/)\n### Current Projects \n- [B](b-b/)\n"
    page += "\nPaused Projects\n---\n- [C](c-c/)\n"
    assert statuses(page) == [
        "A: open (Open Projects)",
        "B: active (Current Projects)",
        "C: paused (Paused Projects)",
    ]


def test_current_projects_available_as_internships_are_open() -> None:
    """Though current projects are active."""
    page = "# Current projects available as internships\n- [A](a-b/)\n## Current Projects\n- [B](b-b/)\n"
    assert statuses(page) == [
        "A: open (Current projects available as internships)",
        "B: active (Current Projects)",
    ]


def test_closed_projects_may_hold_entries() -> None:
    """How they were closed is then not said."""
    assert statuses("## Closed Projects\n- [A](a-b/)\n") == ["A: closed (Closed Projects)"]


def test_closed_projects_may_be_a_parent() -> None:
    """The sections below say how."""
    page = "## Closed Projects\n#### Completed Projects\n- [A](a-b/)\n#### Paused Projects\n- [B](b-b/)\n"
    assert statuses(page) == ["A: completed (Completed Projects)", "B: paused (Paused Projects)"]


def test_a_heading_without_a_status_has_that_of_the_one_above() -> None:
    """Topics below "Open Projects" are open."""
    page = "## Open Projects\n### Language\n- [A](a-b/)\n"
    assert statuses(page) == ["A: open (Language)"]


def test_a_heading_that_names_no_status_is_reported() -> None:
    """Once, at the heading; the title of the page says nothing about its sections."""
    page = "# Current projects available as internships\n## Something\n- [A](a-b/)\n- [B](b-b/)\n"
    assert statuses(page) == ["A: None (Something)", "B: None (Something)"]
    assert codes(page) == ["NI206:2"]


def test_entries_without_a_heading_are_reported() -> None:
    """Their section is nothing."""
    assert statuses("- [A](a-b/)\n") == ["A: None (None)"]
    assert codes("- [A](a-b/)\n") == ["NI206:1"]


def test_the_title_of_the_page_may_stand_for_the_heading() -> None:
    """As the site's template has it."""
    page = "---\ntitle: Open Projects\n---\n# {{ page.title }}\n- [A](a-b/)\n"
    assert statuses(page) == ["A: open (Open Projects)"]


@pytest.mark.parametrize("wave", ["### January 2023", "### Wave 4", "## Wave 4 (January - June 2023)", "# *June 2023*"])
def test_a_heading_of_a_wave_does_not_end_the_section(wave: str) -> None:
    """Whatever its level."""
    page = f"## Open Projects\n{wave}\n- [A](a-b/)\n"
    assert statuses(page) == ["A: open (Open Projects)"]
    assert ni.parse(page).entries[0].wave == ni.Wave.parse(wave)


def test_a_wave_holds_until_the_next_heading_of_its_level() -> None:
    """Or until another wave."""
    page = "## Open Projects\n### Wave 4\n- [A](a-b/)\n#### Language\n- [B](b-b/)\n"
    page += "### Wave 5\n- [C](c-c/)\n## Closed Projects\n- [D](d-d/)\n"
    assert lines(page) == ["A <a-b/> @ Wave 4", "B <b-b/> @ Wave 4", "C <c-c/> @ Wave 5", "D <d-d/>"]


def test_a_wave_may_stand_in_a_paragraph() -> None:
    """With its number; a lone month may be anything."""
    page = "## Open Projects\n**Wave 4 (January - June 2023)**\n\n- [A](a-b/)\n"
    assert lines(page) == ["A <a-b/> @ Wave 4 (January - June 2023)"]
    assert lines("## Open Projects\nJanuary 2023\n\n- [A](a-b/)\n") == ["A <a-b/>"]


def test_a_wave_that_cannot_be_read_is_reported() -> None:
    """Its entries stand under none, not under the wave before."""
    page = "## Open Projects\n### Wave 4\n- [A](a-b/)\n### Wave 5 (June - Smarch 2023)\n- [B](b-b/)\n"
    assert lines(page) == ["A <a-b/> @ Wave 4", "B <b-b/>"]
    assert codes(page) == ["NI204:4"]


def test_a_paragraph_starts_no_section() -> None:
    """ "To be published in August:" is no heading."""
    page = f"## Open Projects\n- [A](a-b/)\n\nTo be published in August:\n\n- {AREA} &nbsp; B\n"
    assert statuses(page) == ["A: open (Open Projects)", "B: open (Open Projects)"]


def test_headings_in_html_count() -> None:
    """With tags inside, and without a blank line after them."""
    page = '<h2>Open Projects</h2>\n- [A](a-b/)\n\n<h2 class="x">Closed\n<em>Projects</em></h2>\n\n- [B](b-b/)\n'
    assert [entry.status for entry in ni.parse(page).entries] == ["open", "closed"]


def test_html_ends_before_a_heading_or_bullet() -> None:
    """The site's renderer ends it with its closing tag, CommonMark only with a blank line."""
    page = "<div class='intro'>\n  <p>Text</p>\n</div>\n## Open Projects\n<p>More</p>\n- [A](a-b/)\n"
    assert statuses(page) == ["A: open (Open Projects)"]


def test_comments_scripts_and_code_are_no_part_of_the_page() -> None:
    """What stands there is neither an entry nor left over."""
    page = f"""## Open Projects
<!--
## Closed Projects
- [Old](old-one/)
|{AREA}|[Old](old-two/)|
-->
```
- [Code](some-code/)
|{AREA}|[Code](more-code/)|
```
<script>
// - [Script](a-script/)
</script>

- [A](a-b/) <!-- [B](b-b/) -->
- <!-- [C](c-c/) --> [D](d-d/)
"""
    document = ni.parse(page)
    assert lines(document) == ["A <a-b/>", "D <d-d/>"]
    assert not document.unparsed


def test_a_misspelt_heading_below_that_of_a_status() -> None:
    """NI206: its entries have the status of the heading above, which is probably not what was meant."""
    page = "## Closed Projects\n\n#### Pausd Projects\n\n- [A](a-b/)\n\n#### Past the hedges\n\n- [B](b-c/)\n"
    assert codes(page) == ["NI206:3"]


def test_marks_of_a_heading_without_a_space() -> None:
    """NI206 at the line; words that name no status are text."""
    assert codes("# Bees\n\n##Open Projects\n\n- [A](a-b/)\n") == ["NI206:3"]
    assert codes("## Paused Projects\n\n##Open Projects\n\n- [A](a-b/)\n") == ["NI206:3"]
    assert codes("## Paused Projects\n\n#bees\n\n- [A](a-b/)\n") == []
