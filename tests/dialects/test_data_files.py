"""Data files: records of finished internships and of waves."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from nhs_internships import Entry, Month, Person, Wave
from nhs_internships.dialects import COMPLETED_DATA, WAVES_DATA
from nhs_internships.model import Availability, OutputKind, Role
from saying import codes

RECORDS = """- title: P34 - Using made-up graphs
  codelink: https://github.com/nhsx/made-up
  reportlink: "tbu"
  case study link: holding.html
  stage: Wave 3 - June to December 2022
  badge1: Graphs
  badge2: Weak Supervison
  badge3:
  description: About graphs.
  author: Ada A & Bo B
  Supervisor: Cy C



- title: 'P21 - Other'
  Code Link: github.com/nhsx/other
  report_link: https://github.com/nhsx/other"
  stage: Wave 2 - January to May 2022
"""


def entries(text: str) -> tuple[Entry, ...]:
    return ni.parse(text, name="completed.yml").entries


def test_a_record() -> None:
    """A finished internship, with its code, wave, labels, outputs and people."""
    first = entries(RECORDS)[0]
    assert (first.title, first.code, first.status, first.url) == (
        "P34 - Using made-up graphs",
        "P34",
        "completed",
        None,
    )
    assert first.wave == Wave(number=3, start=Month(2022, 6), end=Month(2022, 12))
    assert [(badge.facet, badge.label, badge.colour) for badge in first.badges] == [
        ("topic", "Graphs", None),
        ("topic", "Weak Supervison", None),
    ]
    assert first.description == "About graphs."
    assert first.people == (
        Person(name="Ada A", role=Role.INTERN),
        Person(name="Bo B", role=Role.INTERN),
        Person(name="Cy C", role=Role.SUPERVISOR),
    )


def test_the_places_of_outputs() -> None:
    """Each output of a record has the span of its text, without the quotes around it."""
    document = ni.parse(RECORDS, name="completed.yml")
    texts = [[span.of(RECORDS) for span in spans.outputs] for spans in document.spans]
    assert texts == [[one.text for one in entry.outputs] for entry in document.entries]


def test_keys_in_other_spellings() -> None:
    """Case, blanks, hyphens and underscores do not matter."""
    kinds = [output.kind for entry in entries(RECORDS) for output in entry.outputs]
    assert kinds == [OutputKind.CODE, OutputKind.REPORT, OutputKind.CASE_STUDY, OutputKind.CODE, OutputKind.REPORT]


@pytest.mark.parametrize(
    ("text", "url", "availability"),
    [
        ("https://github.com/nhsx/x", "https://github.com/nhsx/x", Availability.PUBLISHED),
        ("github.com/nhsx/x", "https://github.com/nhsx/x", Availability.PUBLISHED),
        ('https://github.com/nhsx/x"', "https://github.com/nhsx/x", Availability.PUBLISHED),
        (
            "https://github.com/nhsx/.../Report%20(x)%20v1.pdf",
            "https://github.com/nhsx/.../Report%20(x)%20v1.pdf",
            Availability.PUBLISHED,
        ),
        ("tbu", None, Availability.PENDING),
        ("holding.html", None, Availability.PENDING),
        ("ComingAutumn2023", None, Availability.PENDING),
        ("Available on Request", None, Availability.ON_REQUEST),
        ("AvailableOnRequest", None, Availability.ON_REQUEST),
        ("restricted", None, Availability.RESTRICTED),
        ("n/a", None, Availability.NONE),
    ],
)
def test_outputs(text: str, url: str | None, availability: Availability) -> None:
    """An address, or why there is none; the text is kept as written."""
    output = entries(f"- title: P1 - A\n  codelink: {text}\n")[0].outputs[0]
    assert (output.url, output.availability, output.text) == (url, availability, text)


@pytest.mark.parametrize(
    ("stage", "wave", "status"),
    [
        ("Wave 11 - January to June 2027", Wave(number=11, start=Month(2027, 1), end=Month(2027, 6)), "completed"),
        ("'Wave 3 (June 2022)'", Wave(number=3, start=Month(2022, 6)), "completed"),
        ("", None, "completed"),
        ("Complete", None, "completed"),
        ("In Progress", None, "active"),
    ],
)
def test_stages(stage: str, wave: Wave | None, status: str) -> None:
    """A wave, or how far the internship is; a record without one is of a finished run."""
    entry = entries(f"- title: P1 - A\n  stage: {stage}\n")[0]
    assert (entry.wave, entry.status) == (wave, status)
    assert entries("- title: P1 - A\n  badge1: x\n")[0].status == "completed"


def test_a_stage_that_is_neither_is_reported() -> None:
    """The record is read, without a status."""
    document = ni.parse("- title: P1 - A\n  stage: Somewhere\n", name="completed.yml")
    assert (document.entries[0].status, document.entries[0].wave) == (None, None)
    assert codes(document) == ["NI209:2"]


def test_eleven_waves() -> None:
    """Each once, in the order of the file."""
    text = "".join(
        f"- title: P{n}1 - A{n}\n  stage: Wave {n} - January to June {2015 + n}\n\n\n" for n in range(11, 0, -1)
    )
    document = ni.parse(text, name="completed.yml")
    assert [wave.number for wave in document.waves] == list(range(11, 0, -1))
    assert [entry.code for entry in document.entries] == [f"P{n}1" for n in range(11, 0, -1)]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("P34 - A", "P34"),
        ("P34: A", "P34"),
        ("P34 \u2013 A", "P34"),
        ("C245 - A", "C245"),
        ("P34", "P34"),
        ("P34 A", None),
        ("Plan - A", None),
    ],
)
def test_the_code_stands_in_the_title(title: str, code: str | None) -> None:
    """Before a dash or colon; the title keeps it."""
    entry = entries(f'- title: "{title}"\n')[0]
    assert (entry.title, entry.code) == (title, code)


def test_a_record_without_a_title_is_put_aside() -> None:
    """Whole, with a finding."""
    document = ni.parse("- title: P1 - A\n- stage: Wave 2\n", name="completed.yml")
    assert len(document.entries) == 1
    assert [(part.kind, part.text) for part in document.unparsed] == [("record", "- stage: Wave 2")]
    assert codes(document) == ["NI209:2"]


def test_a_broken_record_does_not_lose_the_others() -> None:
    """The finding stands at the slip."""
    document = ni.parse("- title: P1 - A\n- title: P2: B: C\n  stage: Wave 1\n- title: P3 - C\n", name="completed.yml")
    assert [entry.title for entry in document.entries] == ["P1 - A", "P3 - C"]
    assert codes(document) == ["NI102:2"]


@pytest.mark.parametrize("text", ["projects:\n- title: P1 - A\n", "- just text\n- title: P1 - A\n"])
def test_a_file_that_is_no_list_of_records(text: str) -> None:
    """What can be read is read, the rest is an error."""
    assert "NI103" in "".join(codes(ni.parse(text, COMPLETED_DATA)))


def test_waves() -> None:
    """Blanks behind a name, quotes and newlines make no difference."""
    text = (
        "- name: Wave 3 - June to December 2022\n  limit: null\n- name: 'Wave 1 - April to September 2021 '\n  limit:\n"
    )
    for newline in ("\n", "\r\n", "\r"):
        document = ni.parse(text.replace("\n", newline), name="kanban.yml")
        assert (document.dialect, document.entries) == (WAVES_DATA, ())
        assert [wave.label for wave in document.waves] == [
            "Wave 3 (June - December 2022)",
            "Wave 1 (April - September 2021)",
        ]
        assert not document.diagnostics


def test_other_names_are_reported() -> None:
    """Another scheme's board names stages."""
    document = ni.parse("- name: Discovery\n- limit: 3\n- name: Wave 2\n", name="kanban.yml")
    assert [wave.number for wave in document.waves] == [2]
    assert codes(document) == ["NI204:1", "NI204:2"]


def test_a_file_of_waves_has_nothing_to_edit() -> None:
    """It has no entries."""
    with pytest.raises(IndexError):
        ni.parse("- name: Wave 2\n", name="kanban.yml").edit(0, title="A")
