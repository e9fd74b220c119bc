"""The judge itself: it shows pages as the site does, and notices what it must notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships import Badge, Facet
from rendered import expected
from rendered.judge import Open, Picture, SiteError, Text, active_links, badge, shown
from rendered.listed import listing

if TYPE_CHECKING:
    from rendered.judge import Kramdown

PAGE = """
## Open Projects

Some words.

- [Gulls](gulls-ashore/)
![area](https://img.shields.io/badge/NLP-yellow)
![techniques](https://img.shields.io/badge/NER-lightgrey?logo=python)
- [Crabs](crab-census/)
[![area](https://img.shields.io/badge/PETs-red)](areas.html)
"""
ENTRIES = ni.parse(PAGE).entries


def test_texts_are_compared_as_a_visitor_reads_them(kramdown: Kramdown) -> None:
    """Quotes, dashes and dots are set as a printer would, and mean the same."""
    text = '"Whales" -- the whales\' songs --- and more...'
    assert kramdown.page(f"- [{text}](a/)").items[2:4] == (Open("a", (("href", "a/"),)), Text(shown(text)))


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("{{ page.title }}", "Whales & co"),
        ("{{page.title | escape}}", "Whales & co"),
        ('{{ "/a-b/" | relative_url }}', "/nhsx-internship-projects/a-b/"),
        ('{{ "/a-b/" | absolute_url }}', "https://nhsx.github.io/nhsx-internship-projects/a-b/"),
        ("{{ site.baseurl }}/a-b/", "/nhsx-internship-projects/a-b/"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("a {{ unknown }} b", "a b"),
    ],
)
def test_liquid_is_expanded(kramdown: Kramdown, written: str, seen: str) -> None:
    """As far as these pages use it."""
    assert kramdown.page(f"---\ntitle: Whales & co\n---\n{written}\n").items[1] == Text(seen)


@pytest.mark.parametrize("text", ["a {{ b", "a {% b", "{% unknown %}", "---\ntitle: [\n---\n"])
def test_a_page_that_the_site_cannot_build_is_an_error(kramdown: Kramdown, text: str) -> None:
    """Liquid and YAML stop the whole site."""
    with pytest.raises(SiteError):
        kramdown.page(text)


def test_yaml_values_are_what_a_page_shows(kramdown: Kramdown) -> None:
    """A number with a comma loses it, a quoted one does not."""
    assert kramdown.records("- title: 1,000\n  stage: '1,000'\n") == [{"title": "1000", "stage": "1,000"}]


@pytest.mark.parametrize(
    ("path", "label", "colour"),
    [
        ("NLP-yellow", "NLP", "yellow"),
        ("Audio--visual_data-9cf", "Audio-visual data", "9cf"),
        ("A-B-red", "A: B", "red"),
        ("Audio--9cf", "Audio", "9cf"),
        ("R__and__D-blue?logo=python", "R_and_D", "blue"),
        ("x-red?label=&message=VAE&color=blue", "VAE", "blue"),
    ],
)
def test_badges_are_read_by_the_rules_of_the_service(path: str, label: str, colour: str) -> None:
    """With its overrides."""
    seen = badge(Picture("area", f"https://img.shields.io/badge/{path}"))
    assert seen is not None
    assert (seen.facet, seen.label, seen.colour) == ("area", label, colour)


@pytest.mark.parametrize("path", ["badge/NLP", "badge/", "static/v1", "static/v1?label=NLP"])
def test_a_badge_without_a_colour_or_text_is_a_broken_image(path: str) -> None:
    """The service shows none."""
    assert badge(Picture("area", f"https://img.shields.io/{path}")) is None


@pytest.mark.parametrize("target", ["javascript:a", "JAVA&#x09;SCRIPT:a", "javascript&colon;a", "&#1;data:text/html,a"])
def test_links_that_run_code_are_noticed(kramdown: Kramdown, target: str) -> None:
    """As a browser would understand them."""
    assert active_links(kramdown.page(f"[a]({target})").items)


def title_problem(kramdown: Kramdown, after: str) -> str:
    due = expected.title(kramdown.page(PAGE).items, ENTRIES, 0, "Terns & more")
    return expected.difference(due, kramdown.page(after).items)


def test_a_title_that_was_asked_for_is_right(kramdown: Kramdown) -> None:
    """However it is written."""
    assert not title_problem(kramdown, PAGE.replace("Gulls", "Terns & more"))
    assert not title_problem(kramdown, PAGE.replace("Gulls", "T&#101;rns &amp; more"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Gulls]", "[Terns]"),
        ("[Gulls]", "[Terns & *more*]"),
        ("[Gulls](gulls-ashore/)", "Terns & more"),
        ("[Gulls](gulls-ashore/)", "[Terns & more](gulls/)"),
        ("[Gulls](gulls-ashore/)", "[Terns & more](gulls-ashore/){:.x}"),
        ("- [Gulls]", "1. [Terns & more]"),
        ("- [Gulls]", "- [Terns & more]: x\n- [Terns & more]"),
        ("Some words.\n\n- [Gulls]", "Some words\n\n- [Terns & more]"),
        ("[Gulls](gulls-ashore/)\n!", "[Terns & more](gulls-ashore/)\n\n!"),
    ],
)
def test_anything_beside_a_title_is_noticed(kramdown: Kramdown, old: str, new: str) -> None:
    """Another text, target, element or attribute."""
    assert title_problem(kramdown, PAGE.replace(old, new))


NLP, NER = (
    Badge(label="NLP", facet=Facet.AREA, colour="yellow"),
    Badge(label="NER", facet="technique", colour="lightgrey"),
)
FIRST, SECOND = PAGE.splitlines()[6:8]
ADDED = "![area](https://img.shields.io/badge/Sea-blue)"


@pytest.mark.parametrize(
    ("badges", "old", "new"),
    [
        ((NER,), f"{FIRST}\n", ""),
        ((NER, NLP), f"{FIRST}\n{SECOND}", f"{SECOND}\n{FIRST}"),
        ((NLP, NER, Badge(label="Sea", facet=Facet.AREA, colour="blue")), SECOND, f"{SECOND}\n{ADDED}"),
        ((NLP, NER, Badge(label="Sea", facet=Facet.AREA)), SECOND, f"{SECOND}\n{ADDED.replace('blue', 'lightgrey')}"),
        ((Badge(label="NLP", facet=Facet.AREA, colour="blue"), NER), "yellow", "blue"),
    ],
)
def test_badges_that_were_asked_for_are_right(
    kramdown: Kramdown, badges: tuple[Badge, ...], old: str, new: str
) -> None:
    """One is dropped, moved, added or painted."""
    before, after = kramdown.page(PAGE), kramdown.page(PAGE.replace(old, new))
    assert not expected.badges_problem(before.items, after.items, ENTRIES, 0, badges=badges)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{FIRST}\n{SECOND}", ""),
        (f"{FIRST}\n{SECOND}", FIRST),
        (f"{FIRST}\n{SECOND}", f"{FIRST}\n{SECOND}"),
        (f"{FIRST}\n{SECOND}", SECOND.replace("techniques", "technique")),
        (f"{FIRST}\n{SECOND}", SECOND.replace("?logo=python", "")),
        (f"{FIRST}\n{SECOND}", f"[{SECOND}](x.html)"),
        (f"{FIRST}\n{SECOND}", f"[](x.html)\n{SECOND}"),
        (f"{FIRST}\n{SECOND}\n- [Crabs]", f"{SECOND}\n\n\n* [Crabs]"),
        (f"{FIRST}\n{SECOND}\n- [Crabs](crab-census/)", f"{SECOND}\n- [Crabs](crab-census/)\n{ADDED}"),
    ],
)
def test_anything_beside_a_dropped_badge_is_noticed(kramdown: Kramdown, old: str, new: str) -> None:
    """Asked is to drop the first badge of the first entry, and a page that keeps it or changes more is wrong."""
    before, after = kramdown.page(PAGE), kramdown.page(PAGE.replace(old, new))
    assert expected.badges_problem(before.items, after.items, ENTRIES, 0, badges=(NER,))


def test_entries_of_a_page_are_found(kramdown: Kramdown) -> None:
    """Each with its section, title, target and badges."""
    page = listing(kramdown.page(PAGE).items)
    assert [(one.section, one.title, one.url, len(one.badges)) for one in page.entries] == [
        ("Open Projects", "Gulls", "gulls-ashore/", 2),
        ("Open Projects", "Crabs", "crab-census/", 1),
    ]
    assert page.rest == ("Some words.",)
