"""Waves, codes and headings that no page has yet, as maintainers are likely to write them."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from saying import AREA, codes, lines, statuses

ROW = f"|{AREA}|[Otters](otter-counts/)|\n"


@pytest.mark.parametrize(
    "wave",
    [
        "### Cohort 9 (January to June 2027)\n\n",
        "**Cohort 9 (January to June 2027)**\n\n",
        '<span class="nhsx-wave-badge">Cohort 9 \N{EM DASH} January to June 2027</span>\n\n',
    ],
)
def test_a_cohort_is_a_wave(wave: str) -> None:
    """In a heading, a paragraph and a label."""
    page = f"## Open Projects\n\n{wave}- [Otters](otter-counts/)\n"
    assert lines(page) == ["Otters <otter-counts/> @ Wave 9 (January - June 2027)"]
    assert codes(page) == []


def test_a_cohort_may_have_a_row() -> None:
    """As a wave may."""
    page = f"## Open Projects\n\n|**Cohort 9** | January - June 2027 |\n{ROW}"
    assert lines(page) == ["Otters <otter-counts/> area:NLP @ Wave 9 (January - June 2027)"]


@pytest.mark.parametrize("stage", ["Cohort 9 - January to June 2027", "Wave 9 - January to June 2027"])
def test_a_cohort_may_be_a_stage(stage: str) -> None:
    """Of a record, and the name in a file of waves."""
    record = ni.parse(f"- title: P91 - Otters\n  stage: {stage}\n", name="completed.yml")
    wave = ni.parse(f"- name: {stage}\n", name="kanban.yml")
    assert record.waves == wave.waves == (ni.Wave.parse("Wave 9 (January - June 2027)"),)


@pytest.mark.parametrize(
    "wave",
    [
        "### {}\n",
        "**{}**\n\n",
        '<span class="nhsx-wave-badge">{}</span>\n\n',
    ],
)
@pytest.mark.parametrize(
    "text",
    ["Autumn 2026", "Wave 9 (Autumn 2026)", "Spring/Summer 2027", "Wave 9 (July 2027 - January 2027)", "Cohort 0"],
)
def test_a_wave_that_cannot_be_read_is_reported(wave: str, text: str) -> None:
    """Seasons, months in the wrong order and wrong numbers; the entries are in no wave."""
    page = f"## Open Projects\n\n{wave.format(text)}- [Otters](otter-counts/)\n"
    assert lines(page) == ["Otters <otter-counts/>"]
    assert codes(page) == ["NI204:3"]


@pytest.mark.parametrize("paragraph", ["Cohort 9 will start in 2027.", "Autumn is coming.", "Projects of wave 3"])
def test_a_sentence_about_a_wave_is_no_wave(paragraph: str) -> None:
    """The wave above goes on."""
    page = f"## Open Projects\n### Wave 8\n{paragraph}\n\n- [Otters](otter-counts/)\n"
    assert lines(page) == ["Otters <otter-counts/> @ Wave 8"]
    assert codes(page) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("## Open Projects\n### Wave 9 (January 2026 - June 2027)\n- [Otters](otter-counts/)\n", "index.md"),
        ("- title: P91 - Otters\n  stage: Wave 9 - January 2026 to June 2027\n", "completed.yml"),
        ("- limit: 3\n  name: Wave 9 - January 2026 to June 2027\n", "kanban.yml"),
    ],
)
def test_a_wave_of_more_than_14_months_is_reported(text: str, name: str) -> None:
    """It is read all the same."""
    page = ni.parse(text, name=name)
    assert page.waves == (ni.Wave.parse("Wave 9 (January 2026 - June 2027)"),)
    assert codes(page) == ["NI211:2"]


def test_a_table_of_numbers_is_no_wave() -> None:
    """Neither on a page without entries nor beside those of another."""
    table = "| ER Status | 98.1 |\n| PR Status | 97.0 |\n| HER2 | 88 |\n"
    assert codes(table) == []
    page = f"## Open Projects\n### Wave 8\n- [Otters](otter-counts/)\n\n{table}\n- [Seals](seal-songs/)\n"
    assert lines(page) == ["Otters <otter-counts/> @ Wave 8", "Seals <seal-songs/> @ Wave 8"]
    assert codes(page) == []


@pytest.mark.parametrize("title", ["p124 - Otters", "P124 \N{EN DASH} Otters"])
def test_a_code_in_a_title(title: str) -> None:
    """In either case, in a record and on a listing; it stays a part of the title."""
    record = ni.parse(f"- title: {title}\n", name="completed.yml")
    listed = ni.parse(f"## Open Projects\n- [{title}](otter-counts/)\n")
    for page in (record, listed):
        assert (page.entries[0].title, page.entries[0].code) == (title, title[:4])
        assert codes(page) == []
        assert ni.load(page).projects[0].title == "Otters"


@pytest.mark.parametrize("title", ["P11x - Otters", "PXX - Otters"])
def test_a_placeholder_is_no_code(title: str) -> None:
    """The title keeps it, and the project has neither."""
    record = ni.parse(f"- title: {title}\n  stage: Wave 11\n", name="completed.yml")
    assert (record.entries[0].title, record.entries[0].code) == (title, None)
    (project,) = ni.load(record)
    assert (project.title, project.codes) == ("Otters", ())
    assert codes(record) == []


@pytest.mark.parametrize(
    "title", ["P12.1 - Otters", "2027-P01 - Otters", "P-124 - Otters", "[P124] Otters", "P124 Otters"]
)
def test_another_style_of_code_is_reported(title: str) -> None:
    """It is no code, and the title stays."""
    record = ni.parse(f'- title: "{title}"\n', name="completed.yml")
    listed = ni.parse(f"## Open Projects\n- [{title}](otter-counts/)\n")
    for page in (record, listed):
        assert (page.entries[0].title, page.entries[0].code) == (title, None)
        assert [found.code for found in page.diagnostics] == ["NI212"]


@pytest.mark.parametrize("title", ["T2-weighted images", "COVID-19 - a study", "P-values in trials", "p53 in cancer"])
def test_other_titles_have_no_code(title: str) -> None:
    """On a listing, where titles are of projects."""
    listed = ni.parse(f"## Open Projects\n- [{title}](otter-counts/)\n")
    assert (listed.entries[0].code, codes(listed)) == (None, [])


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("\N{LARGE GREEN CIRCLE} Open Projects (2)", "open"),
        ("Open Projects [12 projects]", "open"),
        (":green_circle: Open Projects: 3", "open"),
        ("2 Completed Projects \N{WHITE HEAVY CHECK MARK}", "completed"),
        ("Recruiting now", "open"),
        ("On hold", "paused"),
        ("On hold (1)", "paused"),
        ("Finished", "completed"),
        ("Upcoming", "future"),
    ],
)
def test_a_heading_with_a_count_or_picture_names_its_status(heading: str, status: str) -> None:
    """The section keeps its text."""
    page = f"## {heading}\n- [Otters](otter-counts/)\n"
    assert statuses(page) == [f"Otters: {status} ({heading})"]
    assert codes(page) == []


@pytest.mark.parametrize("level", ["##", "###"])
def test_under_review_is_no_status(level: str) -> None:
    """Not even that of the heading above it."""
    page = f"## Open Projects\n- [Otters](otter-counts/)\n\n{level} Under review\n- [Seals](seal-songs/)\n"
    assert statuses(page) == ["Otters: open (Open Projects)", "Seals: None (Under review)"]
    assert codes(page) == ["NI206:4"]
