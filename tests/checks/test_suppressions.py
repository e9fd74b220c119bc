"""Comments that ignore a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni

if TYPE_CHECKING:
    from nhs_internships.diagnostics import Diagnostic

ENTRY = "- [Counting bees]()"


def _check(text: str, name: str = "index.md") -> list[Diagnostic]:
    return list(ni.check(ni.parse(text, name=name), select=["NI0", "NI206", "NI311", "NI114", "NI112", "NI113"]))


def _found(text: str, name: str = "index.md") -> list[tuple[str, int | None]]:
    return [(one.code, one.line) for one in _check(text, name)]


def test_a_comment_counts_for_its_own_line() -> None:
    """It may stand behind what is found."""
    page = f"## Open Projects\n\n{ENTRY} <!-- nhs-internships: ignore NI311 to come -->\n- [Maps]()\n"
    assert _found(page) == [("NI311", 4)]


@pytest.mark.parametrize("blank", ["", "\n", "\n  \n"])
def test_a_comment_on_a_line_of_its_own_counts_for_the_next(blank: str) -> None:
    """Blank lines between do not matter, and no other line is meant."""
    page = f"## Open Projects\n\n<!-- nhs-internships: ignore NI311 to come -->\n{blank}{ENTRY}\n- [Maps]()\n"
    assert _found(page) == [("NI311", 5 + blank.count("\n"))]


def test_a_comment_behind_a_text_does_not_count_for_the_next_line() -> None:
    """It would ignore what nobody looked at."""
    page = f"## Open Projects\n\nText <!-- nhs-internships: ignore NI311 -->\n\n{ENTRY}\n"
    assert _found(page) == [("NI001", 3), ("NI311", 5)]


@pytest.mark.parametrize("codes", ["NI311 NI206", "NI206, NI311", "NI206,NI311 because"])
def test_a_comment_may_name_several_codes(codes: str) -> None:
    """With blanks or commas between."""
    page = f"<!-- nhs-internships: ignore {codes} -->\n## Odd\n\n- [Maps](maps-of-hedges/)\n"
    assert ("NI206", 2) not in _found(page)


@pytest.mark.parametrize("code", ["NI3", "ni311", "NI31"])
def test_a_comment_may_name_the_beginning_of_codes(code: str) -> None:
    """As in the settings; capitals do not matter."""
    assert _found(f"## Open Projects\n\n{ENTRY} <!-- nhs-internships: ignore {code} -->\n") == []


def test_a_comment_that_ignores_nothing_is_found() -> None:
    """It would hide the next fault of its line."""
    page = "## Open Projects\n\n<!-- nhs-internships: ignore NI311 -->\n- [Maps](maps-of-hedges/)\n"
    (finding,) = _check(page)
    assert (finding.code, finding.line, finding.message) == (
        "NI001",
        3,
        "this comment ignores NI311, which is not found here",
    )


def test_a_comment_about_a_code_that_was_not_looked_for_is_not_found() -> None:
    """Another run may need it."""
    page = ni.parse("<!-- nhs-internships: ignore NI311 -->\n", name="index.md")
    assert list(ni.check(page, select=["NI001", "NI206"])) == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("ignore NI999 soon", 'this comment ignores nothing: there is no code "NI999"'),
        ("ignore NI61l", 'this comment ignores nothing: there is no code "NI61L"'),
        ("ignore", "this comment names no code, and ignores nothing"),
        ("ignore this line", "this comment names no code, and ignores nothing"),
        ("ignroe NI311", "this comment names no code, and ignores nothing"),
    ],
)
def test_a_comment_without_a_valid_code_is_found(words: str, problem: str) -> None:
    """It ignores nothing, although its author thinks so."""
    page = f"## Open Projects\n\n{ENTRY} <!-- nhs-internships: {words} -->\n"
    assert [(one.code, one.message) for one in _check(page) if one.code != "NI311"] == [("NI002", problem)]
    assert ("NI311", 3) in _found(page)


def test_a_misspelt_code_after_a_valid_one_is_found() -> None:
    """It is no reason."""
    page = f"## Open Projects\n\n{ENTRY} <!-- nhs-internships: ignore NI311 NI61l -->\n"
    assert _found(page) == [("NI002", 3)]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- nhs-internships ignore NI311 -->",
        "<!-- NHS-internships: ignore NI311 -->",
        "<!-- nhs_internships: ignore NI311 -->",
        "<!-- nhs-internships : ignore NI311 -->",
        "<!--\nnhs-internships: ignore NI311 -->",
        "<!-- nhs-internships: ignore NI311\nto come -->",
    ],
)
def test_a_comment_that_is_not_written_as_one_is_found(comment: str) -> None:
    """It looks as if it ignored something."""
    (_, found) = sorted(_check(f"## Open Projects\n\n{ENTRY} {comment}\n"), key=lambda one: one.code == "NI002")
    assert (found.code, found.line) == ("NI002", 3)
    assert found.hint == "write <!-- nhs-internships: ignore NI000 reason -->, on one line"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- the command nhs-internships would ignore this -->",
        "<!-- nhs-internships check -->",
        "nhs-internships ignore NI311",
        "# nhs-internships ignore NI311",
    ],
)
def test_a_text_that_is_no_such_comment_is_not_found(text: str) -> None:
    """Other comments, and what is no comment."""
    assert _found(f"{text}\n") == []


def test_a_comment_of_yaml_that_is_not_written_as_one_is_found() -> None:
    """In front matter and data files."""
    page = "- title: P31 - Bees\n  stage: Wave 3 - June to December 2022  # nhs-internships ignore NI114\n"
    (found,) = _check(page, "_data/completed.yml")
    assert (found.code, found.line) == ("NI002", 2)
    assert found.hint == "write # nhs-internships: ignore NI000 reason, on one line"


def test_a_data_file_has_comments_of_yaml() -> None:
    """Behind a value, or on the line above."""
    page = "- title: P31 - Bees\n  stage: Wave 3 - June to December 2022\n  colour: red{}\n"
    assert _found(page.format(""), "_data/completed.yml") == [("NI114", 3)]
    assert _found(page.format("  # nhs-internships: ignore NI114 for us"), "_data/completed.yml") == []
    above = page.replace("  colour", "  # nhs-internships: ignore NI114\n  colour").format("")
    assert _found(above, "_data/completed.yml") == []


def test_front_matter_has_comments_of_yaml() -> None:
    """Below it a line that begins like one is a heading."""
    page = "---\n{}titel: A\npermalink: /a/\n---\n\n# nhs-internships: ignore NI113\n\n**Keywords:** A\n\n**Need:** B\n"
    assert _found(page.format(""), "a.md") == [("NI113", 2)]
    assert _found(page.format("# nhs-internships: ignore NI113 so\n"), "a.md") == []


def test_a_finding_about_a_whole_page_is_ignored_anywhere_on_it() -> None:
    """It has no line."""
    page = "---\ntitle: T\npermalink: /new-topic/\n---\n# Title\n\n**Keywords:** KeyWord1, KeyWord2\n\n**Need:** x\n"
    name = "content/projects/new-topic.md"
    assert [one.line for one in ni.check(ni.parse(page, name=name), select=["NI316"])] == [None]
    ignored = f"{page}\n<!-- nhs-internships: ignore NI316 our template -->\n"
    assert list(ni.check(ni.parse(ignored, name=name), select=["NI316", "NI0"])) == []


def test_many_comments_take_no_time() -> None:
    """Eleven thousand on one line."""
    page = "<!-- nhs-internships: ignore NI999 -->" * 11_000 + "\n"
    assert len(_found(page)) == 11_000
