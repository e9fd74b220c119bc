"""Listings of pipe rows, as kramdown reads them: no header, and a delimiter that may be wrong or missing."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from saying import AREA, MODALITY, TECHNIQUE, aside, codes, forms, lines

ROW = f"|{AREA} &nbsp; {TECHNIQUE}|[A](a-b/)|\n"
READ = ["A <a-b/> area:NLP technique:NER"]


def under(text: str) -> str:
    return f"## Open Projects\n{text}"


@pytest.mark.parametrize(
    "delimiter",
    [
        "",
        "|---|---|\n",
        "|:---:|--|\n",
        "|--|--|--|--|\n",
        "|-|\n",
        "| :-: | :-- |\n",
        "|---|---|\n\n",
        "\n|---|---|\n\n\n",
        "  |---|---|  \n",
    ],
)
def test_any_delimiter_or_none(delimiter: str) -> None:
    """It may declare other columns, be missing, or be followed by a blank line."""
    assert lines(under(delimiter + ROW)) == READ


def test_title_table() -> None:
    """The link first, badges run together in the next cell, blanks after the last pipe."""
    page = under(f"|--|--|--|--|\n|[A](a-b/)|{AREA}{TECHNIQUE}{MODALITY}| \n| [B](b-b/) |{AREA}|  \n|[C]()|{AREA}\n")
    assert lines(page) == ["A <a-b/> area:NLP technique:NER modality:Text", "B <b-b/> area:NLP", "C <> area:NLP"]
    assert set(forms(page)) == {"TITLE_TABLE"}


@pytest.mark.parametrize(
    "row",
    [
        f"|{AREA} &nbsp; {TECHNIQUE} |[A](a-b/)|",
        f"|{AREA}  &nbsp; {TECHNIQUE} | [A](a-b/)|",
        f"|{AREA} {TECHNIQUE} &emsp; &emsp; &emsp; |[A](a-b/) |",
        f"|{AREA}{TECHNIQUE}| [A](a-b/) &ensp; &ensp; &ensp; |",
        f"    |{AREA}|{TECHNIQUE}|[A](a-b/)|",
        f"|{AREA} {TECHNIQUE}|[A](a-b/)",
        f"||{AREA}|{TECHNIQUE}||[A](a-b/)||",
        f"|{AREA} {TECHNIQUE} [A](a-b/)|",
        f"|{AREA} {TECHNIQUE}|[A](a-b/)<br>|",
    ],
)
def test_badge_table(row: str) -> None:
    """Cells are told apart by what they hold, whatever stands around."""
    assert lines(under(row + "\n")) == READ
    assert forms(under(row + "\n")) == ["BADGE_TABLE"]


def test_a_row_followed_at_once_by_a_rule() -> None:
    """It is no heading, and the rule ends nothing."""
    assert lines(under(f"|---|---|\n{ROW}---\n\n- [B](b-b/)\n")) == [*READ, "B <b-b/>"]


@pytest.mark.parametrize(
    "row",
    [
        "|**Wave 6** | February - July 2024 |",
        "|**Wave 6 (February - July 2024)**|",
        "|**Wave 6 (February - July 2024)**| |",
        "| Wave 6 | | February \u2013 July 2024 |",
        "|**February 2024 - July 2024 - Wave 6**|",
        '|<span class="nhsx-wave-badge">Wave 6 \u2014 February to July 2024</span>|',
    ],
)
def test_wave_rows(row: str) -> None:
    """One cell or two, bold or not; the wave holds for the rows below."""
    page = under(f"{row}\n|---|---|\n{ROW}")
    assert lines(page) == [f"{READ[0]} @ Wave 6 (February - July 2024)"]
    assert codes(page) == []


def test_a_wave_row_does_not_end_the_section() -> None:
    """Only the next heading ends both."""
    page = under(f"|---|---|\n|January 2023|\n{ROW}|June 2023|\n{ROW}\n## Closed Projects\n{ROW}")
    assert lines(page) == [f"{READ[0]} @ January 2023", f"{READ[0]} @ June 2023", *READ]
    assert [entry.section for entry in ni.parse(page).entries] == ["Open Projects", "Open Projects", "Closed Projects"]


def test_a_wave_row_that_cannot_be_read_is_reported() -> None:
    """Its rows stand under no wave."""
    page = under(f"|**Wave 4**|\n{ROW}|**Wave 5 (July - Smarch 2023)**|\n{ROW}")
    assert lines(page)[1] == READ[0]
    assert codes(page) == ["NI204:4"]


def test_names_of_columns_are_no_entries() -> None:
    """Nor are rows of other words."""
    page = under(f"|Badges|Project|\n|---|---|\n{ROW}|Total|1|\n|||\n")
    assert lines(page) == READ
    assert codes(page) == []


def test_a_row_without_a_link() -> None:
    """What stands beside the badges is the title."""
    assert lines(under(f"|{AREA}|To be published|\n|Soon|{AREA}|\n")) == ["To be published area:NLP", "Soon area:NLP"]


def test_a_row_without_badges() -> None:
    """A link to a project is enough."""
    page = under("|[A](a-b/)||\n||[B](b-b/)|\n")
    assert lines(page) == ["A <a-b/>", "B <b-b/>"]
    assert forms(page) == ["TITLE_TABLE", "BADGE_TABLE"]


def test_a_row_without_a_title_is_put_aside() -> None:
    """Badge by badge."""
    page = under(f"|{AREA} {TECHNIQUE}||\n")
    assert (lines(page), aside(page)) == ([], [AREA, TECHNIQUE])


def test_a_pipe_in_a_title() -> None:
    """Escaped or not, the link is one."""
    assert lines(under(f"|{AREA}|[A \\| B](a-b/)|\n|{AREA}|[A | B](a-b/)|\n")) == ["A | B <a-b/> area:NLP"] * 2


def test_the_first_wave_may_be_the_header_of_the_table() -> None:
    """As MkDocs wants it; the next one is a row."""
    page = under(f"|**Wave 6** | February - July 2024 |\n|---|---|\n{ROW}|**Wave 7**|  July - December 2024 |\n{ROW}")
    assert [line.partition("@ ")[2] for line in lines(page)] == [
        "Wave 6 (February - July 2024)",
        "Wave 7 (July - December 2024)",
    ]


def test_a_wave_may_stand_in_the_row_of_its_entry() -> None:
    """Then it holds for that row alone."""
    wave = '<span class="nhsx-wave-badge">Wave 9</span>'
    assert lines(under(f"|**Wave 8**|\n|{wave}|{AREA}|[A](a-b/)|\n{ROW}")) == [
        "A <a-b/> area:NLP @ Wave 9",
        f"{READ[0]} @ Wave 8",
    ]


def test_a_text_between_entries_ends_the_wave() -> None:
    """A wave that is misspelt beyond recognition must not leave its projects under the wave before it."""
    page = ni.parse(
        "## Current Projects\n"
        "|:--|--|\n"
        "|**Wave 5** | June - November 2023 |\n"
        "|![area](https://img.shields.io/badge/NLP-yellow)|[A](a-b/)|\n"
        "|**Cohort the sixth** | February |\n"
        "|![area](https://img.shields.io/badge/NLP-yellow)|[B](b-c/)|\n"
    )
    assert [entry.wave and entry.wave.number for entry in page.entries] == [5, None]
    assert [(found.code, found.line) for found in page.diagnostics] == [("NI204", 5)]


def test_names_of_columns_are_no_wave() -> None:
    """A text with a row of dashes under it names the columns."""
    page = ni.parse(
        "## Open Projects\n|Labels 1|Project|\n|---|---|\n|![area](https://img.shields.io/badge/NLP-yellow)|[A](a-b/)|\n"
    )
    assert (page.entries[0].wave, page.diagnostics) == (None, ())


def test_an_image_that_is_not_closed_is_put_aside() -> None:
    """Its bracket is missing: the badge belongs to no entry, and is not lost in silence."""
    page = ni.parse(
        "## Open Projects\n|![area](https://img.shields.io/badge/PETs-red &nbsp; "
        "![technique](https://img.shields.io/badge/VAE-lightgrey)|[A](a-b/)|\n"
    )
    assert [badge.label for badge in page.entries[0].badges] == ["VAE"]
    assert [part.text for part in page.unparsed] == ["https://img.shields.io/badge/PETs-red"]
    assert [found.code for found in page.diagnostics] == ["NI205"]
