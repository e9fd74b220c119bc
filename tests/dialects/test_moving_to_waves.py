"""Entries that move between the waves of their page."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from nhs_internships import Month, Wave
from nhs_internships.errors import UnsafeEdit

AREA = "![area](https://img.shields.io/badge/NLP-yellow)"
LIST = "## Current Projects\n### Wave 1\n- [A](a-b/)\n  note\n- [B](b-b/)\n### Wave 2\n* [C](c-c/)\n\nWords.\n"
TABLE = f"## Current Projects\n|**Wave 1**|\n|{AREA}|[A](a-b/)|\n|{AREA}|[B](b-b/)|\n|**Wave 2**|\n|{AREA}|[C](c-c/)|\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("page", "n", "wave", "changes"),
    [
        (LIST, 0, 2, [("- [A](a-b/)\n  note\n", ""), ("* [C](c-c/)\n", "* [A](a-b/)\n  note\n* [C](c-c/)\n")]),
        (LIST, "c-c", 1, [("* [C](c-c/)\n", ""), ("- [B](b-b/)\n", "- [B](b-b/)\n- [C](c-c/)\n")]),
        (TABLE, 1, 2, [(f"|{AREA}|[B](b-b/)|\n", ""), ("**Wave 2**|\n", f"**Wave 2**|\n|{AREA}|[B](b-b/)|\n")]),
    ],
)
def test_an_entry_moves_by_whole_lines(
    page: str, n: int | str, wave: int, changes: list[tuple[str, str]], newline: str
) -> None:
    """To its place by title under the other wave, with the marker of its list; all else stays."""
    expected = page
    for before, after in changes:
        expected = expected.replace(before, after)
    expected = expected.replace("\n", newline)
    assert ni.parse(page.replace("\n", newline)).move_to_wave(n, Wave(number=wave)).text == expected


def test_a_wave_without_entries_can_be_moved_to() -> None:
    """Its row is there."""
    page = TABLE + "|**Wave 3**|\n"
    assert ni.parse(page).move_to_wave(2, Wave(number=3)).text == TABLE.replace(f"|{AREA}|[C](c-c/)|\n", "") + (
        f"|**Wave 3**|\n|{AREA}|[C](c-c/)|\n"
    )


def test_no_wave_is_made() -> None:
    """The refusal names those of the page."""
    with pytest.raises(UnsafeEdit, match="label first; the waves of this page: Wave 1, Wave 2"):
        ni.parse(LIST).move_to_wave(0, Wave(number=3, start=Month(2027, 1)))


def test_a_move_does_not_change_the_status() -> None:
    """A wave of another section is another status."""
    page = LIST + "## Open Projects\n### Wave 4\n- [D](d-d/)\n"
    with pytest.raises(UnsafeEdit, match='is in the section "Open Projects", so the status of the entry would change'):
        ni.parse(page).move_to_wave(0, Wave(number=4))


def test_a_bullet_becomes_a_row_of_a_table() -> None:
    """It is written as the entries of its new wave are."""
    page = LIST + f"\n|**Wave 4**|\n|{AREA}|[D](d-d/)|\n"
    moved = ni.parse(page).move_to_wave("c-c", Wave(number=4)).text
    assert moved.endswith(f"\n|**Wave 4**|\n||[C](c-c/)|\n|{AREA}|[D](d-d/)|\n")


def test_other_text_of_a_bullet_is_not_lost() -> None:
    """In a table there is no place for it."""
    page = LIST + f"\n|**Wave 4**|\n|{AREA}|[D](d-d/)|\n"
    with pytest.raises(UnsafeEdit, match="other text of the entry would be lost; move it by hand"):
        ni.parse(page).move_to_wave(0, Wave(number=4))


def test_a_shared_wave_names_the_others_and_the_way() -> None:
    """An edit would change them all."""
    with pytest.raises(UnsafeEdit, match=r'with it: 1 "B"; move the entry alone with document.move_to_wave\(0, wave\)'):
        ni.parse(LIST).edit(0, wave=Wave(number=9))


def test_a_record_states_its_wave_itself() -> None:
    """There is nothing to move."""
    with pytest.raises(UnsafeEdit, match="use edit"):
        ni.parse("- title: P34 - A\n  stage: Wave 3\n").move_to_wave(0, Wave(number=4))


def test_the_wave_of_an_entry_is_where_it_is() -> None:
    """Nothing changes."""
    document = ni.parse(LIST)
    assert document.move_to_wave(0, Wave(number=1)) is document


def test_a_nested_list_with_blank_lines_moves_whole() -> None:
    """None of its lines stays behind, where it would belong to another entry."""
    page = ni.parse(
        "## Current Projects\n\n**Wave 1 (January 2021)**\n\n- [A](a-b/)\n- [B](b-b/)\n  - one\n\n  - two\n\n"
        "**Wave 2 (June 2021)**\n\n- [C](c-b/)\n"
    )
    moved = page.move_to_wave("b-b", ni.Wave.parse("Wave 2 (June 2021)")).text
    assert moved.endswith("- [B](b-b/)\n  - one\n\n  - two\n- [C](c-b/)\n")
    assert moved.count("two") == 1
