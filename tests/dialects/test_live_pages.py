"""Pages as the next editor of the live site may write them: cards and headings in forms that vary."""

from __future__ import annotations

import nhs_internships as ni
from nhs_internships.diagnostics import Severity

LINK = '<a class="nhsuk-card__link" href="a-b/">A</a>'
CARD = f'<li class="nhsx-project-card"><h3 class="nhsuk-card__heading">{LINK}</h3></li>'


def page(html: str) -> ni.Document:
    return ni.parse(f"## Open Projects\n{html}\n")


def test_a_group_in_the_middle_of_a_line() -> None:
    """What stands around it on its line does not make its cards links of a paragraph."""
    read = page(f'<section><ul class="nhsuk-card-group">{CARD}</ul></section>')
    assert ([entry.title for entry in read.entries], read.unparsed, read.diagnostics) == (["A"], (), ())


def test_a_link_around_the_heading() -> None:
    """The title is the heading's, and the link is the project's."""
    read = page(
        '<ul class="nhsuk-card-group"><li class="nhsx-project-card"><a class="nhsuk-card__link" href="a-b/">'
        '<h3 class="nhsuk-card__heading">Made up</h3></a></li></ul>'
    )
    assert (read.entries[0].title, read.entries[0].url) == ("Made up", "a-b/")
    assert read.spans[0].title.of(read.text) == "Made up"


def test_a_card_without_classes_inside() -> None:
    """A heading and a link are told by what they are."""
    read = page(
        '<ul class="nhsuk-card-group"><li class="nhsx-project-card"><h3><a href="c-d/">Plain</a></h3></li></ul>'
    )
    assert (read.entries[0].title, read.entries[0].url) == ("Plain", "c-d/")


def test_a_wave_label_that_is_a_tag_too() -> None:
    """It is no area."""
    read = page(
        f'<ul class="nhsuk-card-group"><li class="nhsx-project-card">{LINK}'
        '<strong class="nhsuk-tag nhsx-wave-badge">Wave 8</strong></li></ul>'
    )
    assert (read.entries[0].wave, read.entries[0].badges) == (ni.Wave(number=8), ())


def test_a_card_that_is_no_list_item() -> None:
    """It is not read, and not lost in silence."""
    read = page(f'<div class="nhsuk-card nhsx-project-card">{LINK}</div>')
    assert ("NI203", Severity.WARNING) in [(found.code, found.severity) for found in read.diagnostics]


def test_a_class_that_only_begins_like_a_cards() -> None:
    """``nhsx-project-card-holder`` is something else."""
    read = page(f'<ul class="nhsuk-card-group"><li class="nhsx-project-card-holder">{LINK}</li></ul>')
    assert read.entries == ()


def test_a_heading_in_a_bullet_is_the_bullets() -> None:
    """Its badges and links are used, not put aside as well."""
    read = page("- ### [A b](a-b/) ![area](https://img.shields.io/badge/NLP-yellow)")
    assert ([entry.title for entry in read.entries], read.unparsed) == (["A b"], ())


def test_an_unclosed_tag_hides_no_comments() -> None:
    """A page that speaks of ``<pre>`` still has its comments hidden."""
    read = ni.parse("Use <pre> here.\n\n## Open Projects\n<!--\n- [Old](old-one/)\n-->\n- [A b](a-b/)\n")
    assert [entry.title for entry in read.entries] == ["A b"]


def test_headings_with_links_and_entities() -> None:
    """A heading is what a person reads."""
    read = ni.parse(
        "## [Paused&nbsp;Projects](#p)\n- [A](a-b/)\n### Wave 9 &ndash; July to December 2025\n- [B](b-c/)\n"
    )
    assert [(entry.section, entry.status) for entry in read.entries] == [("Paused Projects", ni.Status.PAUSED)] * 2
    assert read.entries[1].wave == ni.Wave.parse("Wave 9 (July - December 2025)")


def test_a_paragraph_with_a_label_and_more() -> None:
    """The whole says more than the label in it."""
    read = page('<p><span class="nhsx-wave-badge">Wave 9</span> <span>July to December 2025</span></p>\n\n- [B](b-c/)')
    assert [wave.label for wave in read.waves] == ["Wave 9 (July - December 2025)"]
    assert read.entries[0].wave == read.waves[0]
