"""The statistics are small tables, and their figures are those of a count by hand."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from invented import CATALOGUE
from nhs_internships import Badge, Catalogue, Facet, Internship, Project, Wave
from nhs_internships.errors import ParseError, QueryError
from nhs_internships.query.statistics import labels_over_waves

STATS = CATALOGUE.stats()


def test_each_count_is_a_table() -> None:
    """With a name for what has no value."""
    assert STATS["status"].rows == (("open", 2), ("active", 1), ("paused", 1), ("completed", 1), ("(unknown)", 1))
    assert STATS["status"].columns == ("status", "projects")
    assert [table.name for table in STATS] == [
        *("status", "area", "technique", "modality", "wave"),
        *("labels_over_waves", "waves", "published"),
    ]


def test_waves_come_with_their_internships() -> None:
    """By code, or by slug where no record gives one; a wave without any is there, too."""
    assert STATS["waves"].rows == (
        ("Wave 1", "2021-04", "2021-09", 2, "P11, P12"),
        ("Wave 2", "2022-01", "2022-05", 1, "P21"),
        ("Wave 3", "2022-06", "2022-12", 1, "letters"),
        ("Wave 9", "", "", 0, ""),
    )


def test_a_label_is_counted_in_each_wave_it_ran_in() -> None:
    """A row for each label, a column for each wave that something ran in."""
    table = STATS["labels_over_waves"]
    assert table.columns == ("area", "Wave 1", "Wave 2", "Wave 3")
    assert table.rows == (("Images", 1, 1, 0), ("Graphs", 1, 0, 0), ("NLP", 0, 0, 1))


def test_runs_without_a_label_are_counted_too() -> None:
    """In a last row: two of the four runs are of a project without a technique."""
    table = labels_over_waves(CATALOGUE.projects, "technique")
    assert table.rows == (("GNNs", 1, 0, 0), ("Topic Modelling", 0, 0, 1), ("(unknown)", 1, 1, 0))


def test_a_run_has_the_labels_of_its_own_record() -> None:
    """Those of the project count only where the record has none of the facet; spellings are one."""
    wave = Wave(number=1)
    own = Badge(label="Own", facet=Facet.TOPIC)
    runs = (
        Internship(code="A", wave=wave, badges=(own,)),
        Internship(code="B", wave=wave, badges=(Badge(label="own", facet=Facet.TOPIC),)),
        Internship(code="C", wave=wave),
    )
    project = Project(slug="a", title="a", badges=(Badge(label="Its", facet=Facet.TOPIC),), internships=runs)
    assert labels_over_waves([project], "topic").rows == (("Own", 2), ("Its", 1))
    with pytest.raises(ParseError, match="area, technique, modality or topic"):
        labels_over_waves([project], "colour")


def test_the_share_with_published_outputs() -> None:
    """A pending report is not published; where no source speaks of an output, it is unknown."""
    assert STATS["published"].rows[:2] == (("code", 2, 0, 2, 1.0), ("report", 0, 2, 2, 0.0))


def test_an_empty_catalogue_has_empty_tables() -> None:
    """And no share of nothing."""
    stats = Catalogue(projects=()).stats()
    assert stats["status"].rows == ()
    assert stats["published"].rows[0] == ("code", 0, 0, 0, None)
    assert str(stats)


def test_a_table_is_a_line_and_a_frame() -> None:
    """One line for a terminal, records for pandas, columns in a row for a screen."""
    assert STATS["status"].line == "status: open 2, active 1, paused 1, completed 1, (unknown) 1"
    assert STATS["published"].line.startswith("published: code 2 0 2 100%, report 0 2 2 0%")
    assert STATS["status"].records()[0] == {"status": "open", "projects": 2}
    assert str(STATS["status"]).splitlines()[:3] == ["Projects by status", "status     projects", "open       2"]
    assert repr(STATS["status"]) == "<Table status: 2 columns, 5 rows>"


def test_an_unknown_table_is_an_error_that_lists_all() -> None:
    """With a guess."""
    with pytest.raises(QueryError, match='did you mean "published"'):
        STATS["publisht"]


# Counted by hand on the public pages: the records of finished internships, and their output pages.


def test_the_bundled_scheme_has_the_figures_of_its_pages() -> None:
    """33 internships in 11 waves; 23 have published their code and their report, 17 have a page."""
    stats = ni.bundled().stats()
    assert [row[3] for row in stats["waves"].rows] == [4, 4, 4, 3, 3, 2, 3, 2, 2, 2, 4]
    assert stats["waves"].rows[0][4] == "P11, P12, P13, P14"
    assert stats["published"].rows == (
        ("code", 23, 10, 0, 23 / 33),
        ("report", 23, 10, 0, 23 / 33),
        ("case_study", 0, 25, 8, 0.0),
        ("page", 17, 0, 16, 1.0),
    )
