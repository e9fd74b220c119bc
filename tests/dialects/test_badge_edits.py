"""Edits of badges: each changes the badge that it is about, and no other."""

from __future__ import annotations

import pytest
from attrs import evolve

import nhs_internships as ni
from nhs_internships import Badge, Facet
from nhs_internships.dialects.badge_edits import align
from nhs_internships.errors import UnsafeEdit

A, B, C, D = (Badge(label=label, facet=Facet.AREA, colour="red") for label in "ABCD")
WHALES = Badge(label="Whales", facet=Facet.AREA, colour="blue")


def image(alt: str, path: str) -> str:
    return f"![{alt}](https://img.shields.io/badge/{path})"


NLP, NER, TEXT = (
    image("area", "NLP-yellow"),
    image("techniques", "NER-lightgrey?logo=python"),
    image("datamodality", "Text-9cf"),
)
NEW = image("area", "Whales-blue")


@pytest.mark.parametrize(
    ("old", "wanted", "places"),
    [
        ((A, B, C), (A, C), [0, 2]),
        ((A, B, C), (C, A, B), [None, 0, 1]),
        ((A, B), (A, D, B), [0, None, 1]),
        ((A, B), (A, D), [0, 1]),
        ((A, A, B), (A, B), [0, 2]),
        ((A,), (D,), [0]),
        ((), (A,), [None]),
    ],
)
def test_what_stays_in_order_keeps_its_place(
    old: tuple[Badge, ...], wanted: tuple[Badge, ...], places: list[int | None]
) -> None:
    """Others are inserted, or take the place of one that goes."""
    assert [step.place for step in align(old, wanted)] == places


PAGES = {
    "list": f"## Open Projects\n\n- [A b](a-b/)\n{NLP}\n{NER}\n{TEXT}\n",
    "row": f"## Open Projects\n\n|{NLP}|{NER}|[A b](a-b/)|{TEXT}|\n",
}


@pytest.mark.parametrize(
    ("name", "order", "old", "new"),
    [
        ("list", (1, 2), f"{NLP}\n", ""),
        ("list", (0, 2), f"{NER}\n", ""),
        ("list", (0, 1), f"\n{TEXT}", ""),
        ("list", (2, 0, 1), f"{NLP}\n{NER}\n{TEXT}", f"{TEXT}\n{NLP}\n{NER}"),
        ("list", (0, 1, 2, None), TEXT, f"{TEXT}\n{NEW}"),
        ("list", (None, 0, 1, 2), NLP, f"{NEW}\n{NLP}"),
        ("row", (1, 2), NLP, ""),
        ("row", (0, 2), NER, ""),
        ("row", (0, None, 1, 2), NLP, f"{NLP}{{}}{NEW}"),
        ("row", (None, 1, 2), NLP, NEW),
    ],
)
def test_the_other_badges_stay_as_they_are(name: str, order: tuple[int | None, ...], old: str, new: str) -> None:
    """With their spelling, their options and their cells."""
    document = ni.parse(PAGES[name])
    standing = document.entries[0].badges
    changed = document.edit(0, badges=[WHALES if n is None else standing[n] for n in order])
    separator = " &nbsp; " if document.dialect.name == "BADGE_TABLE" else "\n"
    assert changed.text == PAGES[name].replace(old, new.format(separator))


def test_another_colour_keeps_the_rest_of_the_image() -> None:
    """Its alternative text, its logo, and the link around it."""
    page = f"## Open Projects\n\n- [A b](a-b/)\n[{NER}](techniques.html)\n"
    document = ni.parse(page)
    (badge,) = document.entries[0].badges
    changed = document.edit(0, badges=[evolve(badge, colour="red")])
    assert changed.text == page.replace("NER-lightgrey", "NER-red")


@pytest.mark.parametrize(
    ("kept", "badges"),
    [
        ((1,), f"[{TEXT}](b.html)"),
        ((0,), f"[{NLP}](a.html)"),
        ((0, 1, None), f"[{NLP}](a.html) [{TEXT}](b.html) {NEW}"),
        ((0, None, 1), f"[{NLP}](a.html) {NEW} [{TEXT}](b.html)"),
    ],
)
def test_a_linked_badge_comes_and_goes_with_its_link(kept: tuple[int | None, ...], badges: str) -> None:
    """And a new one stands outside of it."""
    page = "## Open Projects\n\n- {} &nbsp; [A b](a-b/)\n"
    document = ni.parse(page.format(f"[{NLP}](a.html) [{TEXT}](b.html)"))
    standing = document.entries[0].badges
    changed = document.edit(0, badges=[WHALES if n is None else standing[n] for n in kept])
    assert changed.text == page.format(badges)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("||[A b](a-b/)|\n", f"|{NEW}|[A b](a-b/)|\n"),
        ("|[A b](a-b/)||\n", f"|[A b](a-b/)|{NEW}|\n"),
        ("|[A b](a-b/)|\n", f"|[A b](a-b/)|{NEW}|\n"),
        (f"- [A b](a-b/)\n- [C d](c-d/)\n{NLP}\n", f"- [A b](a-b/)\n{NEW}\n- [C d](c-d/)\n{NLP}\n"),
        (f"- [A b](a-b/)\n- {NLP} &nbsp; [C d](c-d/)\n", f"- {NEW} &nbsp; [A b](a-b/)\n- {NLP} &nbsp; [C d](c-d/)\n"),
    ],
)
def test_the_first_badge_of_an_entry(old: str, new: str) -> None:
    """It goes where the other entries of the page have theirs."""
    heading = "## Open Projects\n\n"
    assert ni.parse(heading + old).edit(0, badges=[WHALES]).text == heading + new


def test_a_page_without_badges_gets_none() -> None:
    """There is no example to follow."""
    with pytest.raises(UnsafeEdit, match="no bullet of the page has; write one by hand first"):
        ni.parse("## Open Projects\n\n- [A b](a-b/)\n").edit(0, badges=[WHALES])


def test_a_badge_without_a_colour_is_lightgrey() -> None:
    """The service shows a broken image for an address without a colour."""
    document = ni.parse(PAGES["list"])
    changed = document.edit(0, badges=[*document.entries[0].badges, evolve(WHALES, colour=None)])
    assert changed.entries[0].badges[-1] == evolve(WHALES, colour="lightgrey")


RECORD = "- title: P34 - A\n  stage: Wave 3\n  badge1: NLP\n  badge2: Text   # why\n  badge3: Python\n  author: x\n"


@pytest.mark.parametrize(
    ("labels", "old", "new"),
    [
        (("NLP", "Python"), "  badge2: Text   # why\n", ""),
        ((), "  badge1: NLP\n  badge2: Text   # why\n  badge3: Python\n", ""),
        (("NLP", "Text", "Python", "a: b"), "Python\n", 'Python\n  badge4: "a: b"\n'),
        (("NLP", "Graphs", "Python"), "Text ", "Graphs "),
    ],
)
def test_the_badges_of_a_record_are_lines(labels: tuple[str, ...], old: str, new: str) -> None:
    """They come and go one by one."""
    changed = ni.parse(RECORD).edit(0, badges=[Badge(label=label, facet=Facet.TOPIC) for label in labels])
    assert changed.text == RECORD.replace(old, new)


def test_a_record_gets_a_permalink() -> None:
    """On a line of its own, below the title."""
    assert ni.parse(RECORD).edit(0, url="/a-b/").text == RECORD.replace("P34 - A\n", "P34 - A\n  permalink: /a-b/\n")
