"""What is wrong with a JSON document: every problem at once, with its place and a guess."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest

import nhs_internships as ni
from json_samples import AREA, CATALOGUE
from nhs_internships.errors import FormatError, LimitError, Problem
from nhs_internships.formats import to_dict
from nhs_internships.formats.json import from_json, to_json
from nhs_internships.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = {"slug": "a", "title": "A"}


def problems(*projects: object, **members: object) -> list[str]:
    """What is said of a document with these projects."""
    with pytest.raises(FormatError) as caught:
        from_json(json.dumps({"schema": 1, "projects": projects, **members}))
    return [str(problem) for problem in caught.value.problems]


def test_all_problems_are_told_at_once() -> None:
    """Nobody mends a document one run at a time."""
    bad = {"slug": 5, "title": None, "badges": [{"label": "NLP", "facet": "aera"}], "wave": {"number": "6"}}
    assert problems(PROJECT, bad, as_of="yesterday") == [
        "projects[1].slug: expected a string, got 5",
        "projects[1].title: expected a string, got null",
        'projects[1].badges[0].facet: expected area, technique, modality or topic, got "aera"; did you mean "area"?',
        'projects[1].wave.number: expected an integer, got "6"',
        'as_of: expected a day such as "2024-07-31", got "yesterday"',
    ]


def test_problems_are_in_the_order_of_the_document() -> None:
    """Whatever the order of the attributes of the class is; missing keys come after those that are there."""
    project = {"wave": 6, "badges": [{"facet": "area", "colour": 5}], "slug": 1, "title": 2}
    assert [problem.partition(":")[0] for problem in problems(project, name=3, as_of=4)] == [
        "projects[0].wave",
        "projects[0].badges[0].colour",
        "projects[0].badges[0].label",
        "projects[0].slug",
        "projects[0].title",
        "name",
        "as_of",
    ]


@pytest.mark.parametrize(
    ("member", "value", "said"),
    [
        ("title", 5, "expected a string, got 5"),
        ("title", True, "expected a string, got true"),
        ("title", ["A"], "expected a string, got an array"),
        ("title", {"a": "b"}, "expected a string, got an object"),
        ("url", False, "expected a string, got false"),
        ("status", "opne", 'superseded or closed, got "opne"; did you mean "open"?'),
        ("status", "OPEN", 'got "OPEN"; did you mean "open"?'),
        ("badges", None, "expected an array, got null"),
        ("badges", {"label": "a", "facet": "area", "colour": None}, "expected an array, got an object"),
        ("wave", "Wave 6", 'expected an object, got "Wave 6"'),
        ("brief", [], "expected an object, got an array"),
    ],
)
def test_nothing_is_converted_silently(member: str, value: object, said: str) -> None:
    """A value of another type is an error, never a guess."""
    (problem,) = problems({**PROJECT, member: value})
    assert problem.startswith(f"projects[0].{member}: ")
    assert said in problem


@pytest.mark.parametrize("number", [True, 1.0, "1", [1]])
def test_a_whole_number_is_nothing_else(number: object) -> None:
    """``true`` and ``1.0`` equal 1 in Python; also right after a wave 1 that is well."""
    waves = [{"number": 1, "start": None, "end": None}, {"number": number, "start": None, "end": None}]
    (problem,) = problems(waves=waves)
    assert problem.startswith("waves[1].number: expected an integer, got ")


@pytest.mark.parametrize(
    "month",
    ["2024-7", "2024-13", "2024-00", "1066-10", "July 2024", "2024-07-01", "\u0662\u0660\u0662\u0664-\u0660\u0667", ""],
)
def test_a_month_has_one_spelling(month: str) -> None:
    """Documents are for programs: four digits, a dash, two digits."""
    (problem,) = problems(waves=[{"number": None, "start": month, "end": None}])
    assert problem.startswith('waves[0].start: expected a month such as "2024-07" (1990 to 2100), got ')


@pytest.mark.parametrize("day", ["2024-2-30", "2024-02-30", "20240230", "2024-W01-1", "2024-02-03T00:00"])
def test_a_day_has_one_spelling(day: str) -> None:
    """And it must exist."""
    (problem,) = problems(as_of=day)
    assert problem.startswith('as_of: expected a day such as "2024-07-31", got ')


@pytest.mark.parametrize(
    ("wave", "said"),
    [
        ({"number": 0}, "expected a wave number from 1 to 999"),
        ({"number": 10**400}, "expected a wave number from 1 to 999"),
        ({"start": "2024-07", "end": "2024-02"}, "expected a range that ends after it starts"),
    ],
)
def test_what_a_class_refuses_has_its_place(wave: dict[str, object], said: str) -> None:
    """The rules of the values hold for documents, too."""
    (problem,) = problems({**PROJECT, "wave": wave})
    assert problem.startswith("projects[0].wave: ")
    assert said in problem


def test_a_missing_key_is_named() -> None:
    """Slug and title have no default; a misspelt key beside them is named as well."""
    assert problems({"slug": "a", "titel": "A"}) == [
        "projects[0].title: missing",
        'projects[0].titel: unknown key; did you mean "title"?',
    ]


def test_an_unknown_key_hides_no_problem() -> None:
    """The object is judged without the key, too."""
    assert problems({**PROJECT, "wave": {"start": "2024-07", "end": "2024-02", "numbr": 6}}) == [
        'projects[0].wave: invalid wave "July - February 2024": expected a range that ends after it starts',
        'projects[0].wave.numbr: unknown key; did you mean "number"?',
    ]


def test_an_unknown_key_is_a_finding() -> None:
    """A document of somebody else may say more than is understood."""
    text = json.dumps({"schema": 1, "wavs": [], "projects": [{**PROJECT, "badges": [{**to_dict(AREA), "x y": 1}]}]})
    found = from_json(text, name="mine.json")
    assert [str(one) for one in found.diagnostics] == [
        'mine.json: warning NI301 wavs: unknown key; did you mean "waves"?',
        'mine.json: warning NI301 projects[0].badges[0]["x y"]: unknown key',
    ]
    assert found["a"].badges == (AREA,)


def test_a_repeated_key_is_a_finding() -> None:
    """The last one counts, as it does for Python."""
    found = from_json('{"schema": 1, "schema": 1, "projects": [{"slug": "a", "title": "A", "title": "B"}]}')
    assert [(one.code, one.message.partition(":")[0]) for one in found.diagnostics] == [
        ("NI302", "schema"),
        ("NI302", "projects[0].title"),
    ]
    assert found["a"].title == "B"


def test_a_key_repeated_beside_all_others_is_a_finding() -> None:
    """Also where an object has every key of its class, as many as it should have."""
    text = to_json(CATALOGUE).replace('"label": "NLP"', '"label": "NLP", "label": "NLP"')
    assert [one.code for one in from_json(text).diagnostics] == ["NI201", "NI302"]
    odd = to_json(CATALOGUE).replace('"colour": "yellow"', '"label": "Second"')
    (found,) = [one for one in from_json(odd).diagnostics if one.code != "NI201"]
    assert found.message.startswith("projects[0].badges[0].label: duplicate key")


def test_two_projects_of_one_slug_are_a_finding() -> None:
    """A look-up can find only one of them."""
    found = from_json(json.dumps({"schema": 1, "projects": [PROJECT, {"slug": "b", "title": ""}, PROJECT]}))
    assert [str(one) for one in found.diagnostics] == [
        '<json>: error NI303 projects[2].slug: "a" is the slug of projects[0], too; the first one was kept'
    ]
    assert [project.slug for project in found] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": 1, "projects": [], "wavs": []}',
        '{"schema": 1, "projects": [], "waves": [], "waves": []}',
        '{"schema": 1, "projects": [{"slug": "a", "title": ""}, {"slug": "a", "title": ""}]}',
    ],
)
def test_findings_are_errors_when_strict(text: str) -> None:
    """What is left out otherwise is refused."""
    assert len(from_json(text).diagnostics) == 1
    with pytest.raises(FormatError):
        from_json(text, strict=True)


def test_findings_of_the_document_itself_are_content() -> None:
    """``strict`` is about the document, not about the pages it was made from."""
    assert from_json(to_json(CATALOGUE), strict=True).diagnostics == CATALOGUE.diagnostics


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_no_number_is_no_number(constant: str) -> None:
    """Python reads them, JSON does not have them, and no value of a catalogue can be one."""
    with pytest.raises(FormatError, match=r"waves\[0\].number: expected an integer, got (NaN|-?Infinity)"):
        from_json(f'{{"schema": 1, "waves": [{{"number": {constant}}}]}}')


def test_a_key_of_a_claim_is_a_slug() -> None:
    """The place of a claim names its project."""
    (problem,) = problems(claims={"made-up-project": [{"field": "status", "value": 1, "path": "index.md"}]})
    assert problem == "claims.made-up-project[0].value: expected a string, got 1"


def test_long_values_are_cut() -> None:
    """A message stays readable, whatever stands in the document."""
    (problem,) = problems({**PROJECT, "status": "x" * 10_000 + "\n"})
    assert len(problem) < 200
    (problem,) = problems({"slug": "a", "title": 10**400})
    assert problem == "projects[0].title: expected a string, got a number of more than 60 digits"


def test_a_message_is_one_line_in_any_console() -> None:
    """Control characters are shown by their escapes."""
    (problem,) = problems({**PROJECT, "status": "a\nb\x1b[31m\u202e"})
    assert problem.endswith('got "a\\nb\\x1b[31m\\u202e"')


def test_the_error_is_data_first() -> None:
    """Its message is bounded, its problems are all there, and it can be pickled."""
    with pytest.raises(FormatError) as caught:
        from_json(json.dumps({"schema": 1, "projects": [5] * 100}), name="mine.json")
    error = caught.value
    assert error.name == "mine.json"
    assert error.problems[99] == Problem("projects[99]", "expected an object, got 5")
    lines = str(error).split("\n")
    assert (lines[0], lines[1]) == ("mine.json: 100 problems", "- projects[0]: expected an object, got 5")
    assert (len(lines), lines[-1]) == (22, "- and 80 more")
    copy: Any = pickle.loads(pickle.dumps(error))
    assert (copy.name, copy.problems, str(copy)) == (error.name, error.problems, str(error))


def test_wrong_values_are_not_written() -> None:
    """A class does not check its attributes; writing does, and tells all problems."""
    wrong: dict[str, Any] = {"slug": 5, "title": "A", "url": True}
    with pytest.raises(FormatError) as caught:
        to_json(ni.Catalogue(projects=[ni.Project(**wrong)]))
    assert [str(problem) for problem in caught.value.problems] == [
        "projects[0].slug: expected a string, got 5",
        "projects[0].url: expected a string, got true",
    ]


def test_a_pair_has_two_strings() -> None:
    """Another front matter field of a brief is neither cut nor filled up."""
    extra: Any = [("layout", "base"), ("layout",), ("a", "b", "c"), ("a", 5)]
    with pytest.raises(FormatError) as caught:
        to_dict(ni.Brief(extra=extra))
    assert [str(problem) for problem in caught.value.problems] == [
        "extra[1]: expected an array of two strings, got an array",
        "extra[2]: expected an array of two strings, got an array",
        "extra[3][1]: expected a string, got 5",
    ]


def test_a_lone_surrogate_is_not_written() -> None:
    """Half a character could be written to no file."""
    with pytest.raises(FormatError, match=r"projects\[0\].title: a lone surrogate \(U\+D83E\) is no character"):
        to_json(ni.Catalogue(projects=[ni.Project(slug="a", title="x \ud83e")]))


@pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF", "\ud800"])
def test_a_lone_surrogate_is_not_read(half: str) -> None:
    """Neither escaped nor as itself."""
    with pytest.raises(FormatError, match=r"projects\[0\].title: a lone surrogate \(U\+D[8F](00|FF)\)"):
        from_json(f'{{"schema": 1, "projects": [{{"slug": "a", "title": "x {half}"}}]}}')


def test_a_file_is_named(tmp_path: Path) -> None:
    """Whoever loads a file is told which one is wrong, in errors and in findings."""
    path = tmp_path / "mine.json"
    path.write_text('{"schema": 1, "projects": [5]}', encoding="utf-8")
    with pytest.raises(FormatError, match=r"mine\.json: projects\[0\]: expected an object, got 5"):
        ni.load(path)
    path.write_text('{"schema": 1, "projects": [], "colour": "red"}', encoding="utf-8")
    assert [found.path for found in ni.load(path).diagnostics] == [path.as_posix()]


def test_a_file_may_be_too_large(tmp_path: Path) -> None:
    """The limit is that of the caller; no more is read than shows it."""
    path = tmp_path / "mine.json"
    path.write_text('{"schema": 1, "projects": []}', encoding="utf-8")
    with pytest.raises(LimitError, match=r"mine\.json: 21 bytes are more than the limit of 20"):
        ni.load(path, limits=Limits(json_bytes=20))
