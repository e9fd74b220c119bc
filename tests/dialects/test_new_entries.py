"""Entries that are added to a page, or removed from it: listings, records of finished internships, and waves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships import Badge, Entry, Facet, Output, Person, Wave
from nhs_internships.dialects import COMPLETED_DATA, LINK_LIST, WAVES_DATA
from nhs_internships.dialects.new_records import wave_added
from nhs_internships.errors import UnsafeEdit
from nhs_internships.testing.texts import LISTINGS

if TYPE_CHECKING:
    from nhs_internships import Document
    from nhs_internships.dialects import Dialect

NLP = Badge(label="NLP", facet=Facet.AREA, colour="yellow")
VAE = Badge(label="VAE", facet=Facet.TECHNIQUE, colour="lightgrey")
WAVE = Wave.parse("Wave 4 (January - June 2023)")


def listing(dialect: Dialect, *titles: str) -> Document:
    """A page in a dialect, with these open projects."""
    badges = [NLP, VAE] if "badges" in dialect.carries else []
    projects = [
        ni.Project(slug=title.lower(), title=title, status="open", url=f"{title.lower()}-b/", badges=badges)
        for title in titles
    ]
    return ni.parse(ni.render(projects, dialect))


def entry(title: str, dialect: Dialect) -> Entry:
    badges = [NLP, VAE] if "badges" in dialect.carries else []
    return Entry(status="open", title=title, url=f"{title.lower()}-b/", badges=badges)


# Listings


@pytest.mark.parametrize("dialect", LISTINGS, ids=str)
def test_an_entry_is_added_as_the_others_are_written(dialect: Dialect) -> None:
    """The page is the one that has all three from the start."""
    page = listing(dialect, "Anchors", "Gulls").add(entry("Buoys", dialect))
    assert page.text == listing(dialect, "Anchors", "Buoys", "Gulls").text


@pytest.mark.parametrize("dialect", LISTINGS, ids=str)
def test_an_entry_is_removed_with_its_own_lines(dialect: Dialect) -> None:
    """The page is the one that never had it."""
    page = listing(dialect, "Anchors", "Buoys", "Gulls").remove("buoys-b")
    assert page.text == listing(dialect, "Anchors", "Gulls").text


@pytest.mark.parametrize("dialect", LISTINGS, ids=str)
def test_the_last_entry_goes_with_its_table_or_list(dialect: Dialect) -> None:
    """Only the heading stays; and the first entry comes with them."""
    page = listing(dialect, "Anchors").remove(0)
    assert page.text == "## Open Projects Accepting Applications\n"
    assert page.add(entry("Anchors", dialect), dialect=dialect).text == listing(dialect, "Anchors").text


def test_a_first_entry_needs_a_dialect() -> None:
    """Nothing on the page shows how to write it."""
    page = ni.parse("## Open Projects\n\nSoon.\n")
    with pytest.raises(UnsafeEdit, match="no entry can be added in the dialect PROSE; pass another dialect"):
        page.add(Entry(status="open", title="A", url="a-b/"))
    assert page.add(Entry(status="open", title="A", url="a-b/"), dialect=LINK_LIST).text.endswith(
        "Soon.\n\n- [A](a-b/)\n"
    )


def test_a_new_entry_states_its_wave_by_its_place() -> None:
    """Under a heading of its own."""
    page = ni.parse("## Ongoing Projects\n- [A](a-b/)\n").add(Entry(status="active", title="B", url="b-b/", wave=WAVE))
    assert page.text == "## Ongoing Projects\n- [A](a-b/)\n\n### Wave 4 (January - June 2023)\n\n- [B](b-b/)\n"


def test_an_entry_is_written_exactly_or_refused() -> None:
    """A listing cannot state outputs."""
    output = Output(kind="code", url="https://github.com/nhsx/made-up", availability="published")
    with pytest.raises(UnsafeEdit, match="outputs"):
        ni.parse("## Open Projects\n- [A](a-b/)\n").add(Entry(status="open", title="B", url="b-b/", outputs=[output]))


def test_a_blank_title_or_active_link_is_refused() -> None:
    """As in edits."""
    page = ni.parse("## Open Projects\n- [A](a-b/)\n")
    with pytest.raises(UnsafeEdit, match="blank"):
        page.add(Entry(status="open", title=" ", url="b-b/"))
    with pytest.raises(UnsafeEdit, match="run code"):
        page.add(Entry(status="open", title="B", url="javascript:alert(1)"))


def test_a_bullet_that_holds_another_entry_is_not_removed() -> None:
    """That would go with it."""
    with pytest.raises(UnsafeEdit, match="the page would have 0 entries, not 1"):
        ni.parse("## Open Projects\n- [A](a-b/)\n  - [B](b-b/)\n").remove(0)


# Records


RECORDS = """\
- title: P32 - Gulls
  codelink: "https://github.com/nhsx/gulls"
  reportlink: "tbu"
  stage: Wave 3 - June to December 2022
  badge1: Images
  description: Counting them.
  author: tbu
  Supervisor: tbu

- title: P31 - Anchors
  stage: Wave 3 - June to December 2022



- title: P12 - Kelp
  stage: Wave 1 - April to September 2021
"""


def record(title: str, wave: str | None) -> Entry:
    return Entry(status="completed", title=title, wave=Wave.parse(wave) if wave else None)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("title", "wave", "before", "after"),
    [
        ("P33 - New", "Wave 3", "", "\n- title: P32"),
        ("P3x - New", "Wave 3", "", "\n- title: P32"),
        ("P30 - New", "Wave 3 (June - December 2022)", "2022\n\n", "\n\n\n- title: P12"),
        ("P41 - New", "Wave 4", "", "\n\n\n- title: P32"),
        ("P21 - New", "Wave 2", "2022\n\n\n\n", "\n\n\n- title: P12"),
        ("P01 - New", "January 2020", "2021\n\n\n\n", ""),
        ("New", None, "", "\n\n\n- title: P32"),
    ],
)
def test_a_record_stands_with_its_wave_by_its_code(
    title: str, wave: str, before: str, after: str, newline: str
) -> None:
    """The newest wave and the highest code come first; a new wave is set apart as the others are."""
    page = ni.parse(RECORDS.replace("\n", newline)).add(record(title, wave)).text.replace(newline, "\n")
    new = page[page.index(f"- title: {title}\n") :].partition("\n\n")[0].removesuffix("\n")
    start, _, rest = page.partition(f"{new}\n")
    assert (start[len(start) - len(before) :], rest[: len(after)]) == (before, after)
    assert f"{start}{rest}".split() == RECORDS.split()


def test_a_record_has_the_keys_of_its_neighbour() -> None:
    """In their order, spelling and quotes; the permalink below the title, and `tbu` for what is not known."""
    people = [
        Person(name="A. Nonymous", role="intern"),
        Person(name="B", role="supervisor"),
        Person(name="C", role="supervisor"),
    ]
    outputs = [Output(kind="case_study", url="https://made.up/a", availability="published", text="https://made.up/a")]
    new = Entry(
        status="completed",
        title="P33 - Tides: tables",
        url="/tides/",
        wave=Wave(number=3),
        badges=[Badge(label=label, facet=Facet.TOPIC) for label in ("NLP", "VAE")],
        people=people,
        outputs=outputs,
    )
    assert (
        ni.parse(RECORDS)
        .add(new)
        .text.startswith("""\
- title: "P33 - Tides: tables"
  permalink: /tides/
  codelink: "tbu"
  reportlink: "tbu"
  stage: Wave 3 - June to December 2022
  badge1: NLP
  badge2: VAE
  description: tbu
  author: A. Nonymous
  Supervisor: B & C
  case study link: https://made.up/a

- title: P32 - Gulls
""")
    )


def test_what_is_known_is_written_though_no_other_record_has_its_key() -> None:
    """Behind the keys that others have."""
    new = Entry(
        status="completed", title="P33 - Tides", wave=Wave(number=3), badges=[Badge(label="NLP", facet="topic")]
    )
    text = ni.parse("- title: P31 - Anchors\n  stage: Wave 3\n").add(new).text
    assert text.startswith("- title: P33 - Tides\n  stage: Wave 3\n  badge1: NLP\n\n- title: P31")


def test_a_comment_that_names_a_wave_is_written_for_a_new_one() -> None:
    """As for the others."""
    page = ni.parse(
        "# -- Wave 3 --\n\n- title: P31 - A\n  stage: Wave 3\n\n# -- Wave 2 --\n\n- title: P21 - B\n  stage: Wave 2\n"
    )
    assert page.add(record("P41 - New", "Wave 4")).text.startswith(
        "# -- Wave 4 --\n\n- title: P41 - New\n  stage: Wave 4\n\n# -- Wave 3 --\n"
    )
    assert "\n# -- Wave 1 --\n\n- title: P11 - New\n" in page.add(record("P11 - New", "Wave 1")).text


def test_a_record_of_a_wave_with_other_months_is_refused() -> None:
    """The site compares the texts of stages."""
    with pytest.raises(UnsafeEdit, match=r"it has Wave 3 \(June - December 2022\), not Wave 3 \(May 2022\)"):
        ni.parse(RECORDS).add(record("P33 - New", "Wave 3 (May 2022)"))


def test_an_empty_file_gets_the_usual_keys() -> None:
    """There is no neighbour."""
    page = ni.parse("", COMPLETED_DATA).add(record("P11 - Kelp", "Wave 1"))
    assert page.text == (
        "- title: P11 - Kelp\n  codelink: tbu\n  reportlink: tbu\n  stage: Wave 1\n"
        "  description: tbu\n  author: tbu\n  supervisor: tbu\n"
    )


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_record_is_removed_with_the_blank_lines_on_one_side(n: int) -> None:
    """All other records stay as they are."""
    page = ni.parse(RECORDS)
    rest = page.remove(n)
    assert rest.entries == (*page.entries[:n], *page.entries[n + 1 :])
    assert set(rest.text.split("\n")) <= set(RECORDS.split("\n"))


def test_records_in_one_line_are_left_alone() -> None:
    """They have no lines of their own."""
    page = ni.parse('[{title: "P31 - A", stage: "Wave 3"}]\n', COMPLETED_DATA)
    with pytest.raises(UnsafeEdit, match="do not stand on lines of their own"):
        page.add(record("P32 - B", "Wave 3"))


# Waves


@pytest.mark.parametrize(
    ("wave", "expected"),
    [
        (
            "Wave 4 (May 2023)",
            "- name: Wave 4 - May 2023\n  limit:\n\n- name: Wave 3\n  limit:\n\n- name: Wave 1\n  limit:\n",
        ),
        ("Wave 2", "- name: Wave 3\n  limit:\n\n- name: Wave 2\n  limit:\n\n- name: Wave 1\n  limit:\n"),
        ("Wave 3 (May 2022)", "- name: Wave 3\n  limit:\n\n- name: Wave 1\n  limit:\n"),
    ],
)
def test_a_wave_joins_the_others(wave: str, expected: str) -> None:
    """In their order, once."""
    page = ni.parse("- name: Wave 3\n  limit:\n\n- name: Wave 1\n  limit:\n")
    assert wave_added(page, Wave.parse(wave)).text == expected


def test_the_first_wave_of_a_file() -> None:
    """It is written as the library does."""
    assert wave_added(ni.parse("", WAVES_DATA), WAVE).text == "- name: Wave 4 - January to June 2023\n  limit:\n"
