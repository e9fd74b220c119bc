"""The formats of findings that other programs read: GitHub's annotations, SARIF, Markdown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from _sites import listing, write
from nhs_internships.cli.reports import Report
from nhs_internships.cli.reports.github import github
from nhs_internships.cli.reports.markdown import MAX_ROWS, markdown
from nhs_internships.cli.reports.sarif import sarif
from nhs_internships.cli.reports.text import full
from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix, Place, Severity
from nhs_internships.dialects import Span
from nhs_internships.source.text import SourceText
from places import CORPUS

if TYPE_CHECKING:
    from pathlib import Path

    from _command import Command

TEXT = "## Open Projects\n\n- [Bees](bees)\n"
SPAN = Span(27, 31)


def _finding(severity: str = "warning", **values: Any) -> Diagnostic:  # noqa: ANN401 - any attribute of a finding
    given: dict[str, Any] = {"code": "NI201", "message": "no slash", "path": "a.md", **values}
    return Diagnostic(severity=Severity(severity), **given)


def _report(*findings: Diagnostic, **values: Any) -> Report:  # noqa: ANN401 - any attribute of a report
    return Report(findings=findings, texts={"a.md": SourceText(TEXT, "a.md")}, **values)


PLACED = _finding(
    line=3,
    column=10,
    span=SPAN,
    hint="add it",
    related=(Place(path="b, c.md", line=2, message="as here"), Place(path="d.md")),
    fix=Fix(title="add the final slash", edits=(FileEdit(path="a.md", span=Span(31, 31), text="/"),)),
)


# Text.


def test_the_full_format_shows_all_of_a_finding() -> None:
    """Place, source, hint, other places, fix."""
    (grid,) = full(_report(PLACED).under("site/"), 80)
    assert "".join(piece for piece, _ in grid.title) == (
        "site/a.md:3:10: warning NI201 no slash\n"
        "  3 | - [Bees](bees)\n"
        "    |          ^^^^\n"
        "  hint: add it\n"
        "  see:  site/b, c.md:2: as here\n"
        "  see:  site/d.md\n"
        "  fix:  add the final slash (--fix)"
    )


@pytest.mark.parametrize("width", [30, 40, 80])
@pytest.mark.parametrize("length", [1, 10, 200])
@pytest.mark.parametrize("start", [0, 1, 30, 500])
def test_an_excerpt_shows_the_place(start: int, length: int, width: int) -> None:
    """As much of it as fits, with carets below exactly that."""
    text = "-" * start + "x" * length + "." * 100 + "\nnext\n"
    finding = _finding(line=1, column=start + 1, span=Span(start, start + length))
    (grid,) = full(Report(findings=[finding], texts={"a.md": SourceText(text, "a.md")}), width)
    _, source, carets = "".join(piece for piece, _ in grid.title).split("\n")
    assert max(len(source), len(carets)) <= width
    begin = carets.index("^")
    marked = source[begin : len(carets)]
    assert marked.replace("…", "", 1) == "x" * (len(marked) - marked.count("…"))
    assert len(marked) >= min(length, 15)


@pytest.mark.parametrize("start", [0, 8, 40])
def test_both_ends_of_a_place_are_shown(start: int) -> None:
    """A badge is wider than its fault, which may be in its label or in its colour; what is cut off has a mark."""
    badge = "![Explainability](https://img.shields.io/badge/Explainability-orang)"
    text = f"{'-' * start}{badge}{'.' * 80}\n"
    finding = _finding(line=1, column=start + 1, span=Span(start, start + len(badge)))
    (grid,) = full(Report(findings=[finding], texts={"a.md": SourceText(text, "a.md")}), 80)
    _, source, carets = "".join(piece for piece, _ in grid.title).split("\n")
    marked = source[carets.index("^") : len(carets)]
    assert (marked[:8], marked[-8:]) == ("![Explai", "y-orang)")
    assert source.endswith("…")
    assert len(source) <= 80
    assert ("| …" in source) == (start > 0)


def test_wide_characters_take_two_columns() -> None:
    """And those that stand above another none, so that the caret is below its character."""
    finding = _finding(line=1, column=5, span=Span(4, 5))
    (grid,) = full(Report(findings=[finding], texts={"a.md": SourceText("\u6570e\u0301 x\n", "a.md")}), 80)
    _, _, carets = "".join(piece for piece, _ in grid.title).split("\n")
    assert carets == "    | " + " " * 4 + "^"


def test_a_place_of_two_lines_is_shown_to_the_end_of_the_first() -> None:
    """No line end is shown as an escape."""
    finding = _finding(line=1, column=1, span=Span(0, 7))
    (grid,) = full(Report(findings=[finding], texts={"a.md": SourceText("abc\ndef\n", "a.md")}), 80)
    assert "".join(piece for piece, _ in grid.title).split("\n")[1:] == ["  1 | abc", "    | ^^^"]


def test_a_byte_order_mark_and_tabs_move_no_caret() -> None:
    """Nor do characters that are shown as escapes."""
    text = "\ufeff\t\x01x\n"
    finding = _finding(line=1, column=3, span=Span(3, 4))
    (grid,) = full(Report(findings=[finding], texts={"a.md": SourceText(text, "a.md")}), 80)
    _, source, carets = "".join(piece for piece, _ in grid.title).split("\n")
    assert source == "  1 |  \\x01x"
    assert source[carets.index("^") :] == "x"


# GitHub.


def test_an_annotation_names_the_place() -> None:
    """Line and columns, the code as title, and the hint."""
    assert github(_report(PLACED)).splitlines()[0] == (
        "::warning file=a.md,line=3,col=10,endColumn=14,title=NI201::no slash (add it)"
    )


def test_annotations_are_escaped() -> None:
    """Neither a message nor a path can begin another command or property."""
    finding = _finding("note", message="50%\n::error::x", path="a,b:c\n::d.md")
    assert github(_report(finding)).splitlines()[0] == (
        "::notice file=a%2Cb%3Ac%0A%3A%3Ad.md,title=NI201::50%25 ::error::x"
    )


def test_annotations_come_worst_first_within_the_caps() -> None:
    """Ten of a kind are shown, and the rest is counted."""
    findings = [_finding(severity, line=n) for n in range(1, 13) for severity in ("note", "warning", "error")]
    lines = github(_report(*findings, _finding("note"))).splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[-2:] == [
        "Not annotated, because GitHub shows 10 of a kind: 2 errors, 2 warnings, 3 notes.",
        "37 findings in 1 file: 12 errors, 12 warnings, 13 notes.",
    ]


def test_a_place_of_several_lines_has_no_columns() -> None:
    """GitHub ignores them then."""
    finding = _finding(line=1, column=1, span=Span(0, 20))
    assert github(_report(finding)).startswith("::warning file=a.md,line=1,endLine=3,title=NI201::")


# Markdown.


def test_markdown_is_a_table_worst_first() -> None:
    """With the numbers above it."""
    out = markdown(_report(_finding("note"), PLACED, _finding("error", line=1)))
    assert out.splitlines() == [
        "## Check of the site",
        "",
        "3 findings in 1 file: 1 error, 1 warning, 1 note. 1 finding has a safe fix, which --fix makes.",
        "",
        "| severity | code | place | finding |",
        "|---|---|---|---|",
        "| error | NI201 | `a.md:1` | no slash |",
        "| warning | NI201 | `a.md:3:10` | no slash (add it) |",
        "| note | NI201 | `a.md` | no slash |",
    ]


def test_nothing_in_a_message_is_markdown() -> None:
    """Neither a cell, nor a link, nor HTML."""
    row = markdown(_report(_finding(message="a|b <img src=x> [x](y) `z` *s*", path="a`b|c.md"))).splitlines()[-1]
    assert row == r"| warning | NI201 | `` a`b\|c.md `` | a\|b \<img src=x\> \[x\](y) \`z\` \*s\* |"


def test_a_long_table_is_cut() -> None:
    """A summary that is too large would not be shown at all."""
    lines = markdown(_report(*[_finding(line=n + 1) for n in range(MAX_ROWS + 5)])).splitlines()
    assert lines[-1] == f"The table shows 1,000 findings of {MAX_ROWS + 5:,}."
    assert len([line for line in lines if line.startswith("| warning")]) == MAX_ROWS


# SARIF.


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    """The schema of SARIF 2.1.0, which lies beside the corpus."""
    file = CORPUS.parent / "schemas" / "sarif-2.1.0.json"
    if not file.exists():
        pytest.skip("no schema of SARIF beside the corpus of real pages")
    return Draft7Validator(json.loads(file.read_text(encoding="utf-8")))


def _problems(validator: Draft7Validator, document: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def test_a_report_is_valid_sarif(validator: Draft7Validator) -> None:
    """With places, fixes, and notes; and without any finding."""
    reports = [_report(PLACED, _finding("error", path="e f.md"), skipped=("NI201",)), _report()]
    assert [problem for one in reports for problem in _problems(validator, sarif(one))] == []


def test_the_findings_of_the_real_sites_are_valid_sarif(
    validator: Draft7Validator, command: Command, corpus: Path
) -> None:
    """Every kind that occurs."""
    for site in sorted(path for path in (corpus / "site").iterdir() if path.is_dir()):
        document = json.loads(command("check", site, "--format", "sarif", "--as-of", "2024-02-05").out)
        assert _problems(validator, document) == []


def test_the_command_prints_sarif(validator: Draft7Validator, command: Command, tmp_path: Path) -> None:
    """As one document, with the lines and columns of the text."""
    done = command("check", write(tmp_path, {"index.md": listing("## Odd", "a-b: C")}), "--format", "sarif")
    document = json.loads(done.out)
    assert _problems(validator, document) == []
    assert done.err == ""
    assert [one["ruleId"] for one in document["runs"][0]["results"]] == ["NI206"]


def test_a_result_has_rule_region_and_fix() -> None:
    """What a code scanner shows."""
    document: Any = sarif(_report(PLACED).under("my site/"))
    (run,) = document["runs"]
    (result,) = run["results"]
    region = {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 14}
    place = {"artifactLocation": {"uri": "my%20site/a.md"}, "region": region}
    assert result["locations"] == [{"physicalLocation": place}]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "NI201"
    (change,) = result["fixes"][0]["artifactChanges"]
    at = {"startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 14}
    assert change["replacements"] == [{"deletedRegion": at, "insertedContent": {"text": "/"}}]
    assert result["relatedLocations"][0]["message"] == {"text": "as here"}


def test_what_was_skipped_is_a_note() -> None:
    """In each format that people read, too."""
    report = _report(PLACED, skipped=("NI201", "NI206"))
    note = "Not checked without a date: NI201, NI206. Give one with --as-of."
    assert note in markdown(report)
    assert note in json.dumps(sarif(report))
    assert note in github(report)
    assert report.notes[-1] == note


def test_fixes_are_counted() -> None:
    """Safe ones, and those that need a look."""
    unsafe = Fix(title="t", edits=(), is_safe=False)
    assert list(_report(PLACED, PLACED, _finding(fix=unsafe)).notes) == [
        "2 findings have a safe fix, which --fix makes.",
        "1 finding has a fix that --fix --unsafe-fixes makes, which needs a look at the result.",
    ]
    assert re.match("1 finding has a fix that --fix --unsafe-fixes", _report(_finding(fix=unsafe)).notes[0])
