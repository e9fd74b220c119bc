"""Edits of single facts: what comes, what goes, and what of the author's text stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships import Badge, Facet, Month, Wave
from nhs_internships.dialects import Span
from nhs_internships.dialects.editing import only_values
from nhs_internships.errors import ReadError, UnsafeEdit
from nhs_internships.source.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from nhs_internships import Document

AREA = "![area](https://img.shields.io/badge/NLP-yellow)"
TECHNIQUE = "![technique](https://img.shields.io/badge/VAE-lightgrey)"
NLP = Badge(label="NLP", facet=Facet.AREA, colour="green")
VAE = Badge(label="VAE", facet=Facet.TECHNIQUE, colour="grey")
GREEN = '<strong class="nhsuk-tag nhsuk-tag--green">NLP</strong>'
GREY = '<strong class="nhsuk-tag nhsuk-tag--grey">VAE</strong>'


def card(labels: str) -> str:
    return (
        '## Open Projects\n\n<ul class="nhsuk-card-group">\n<li class="nhsx-project-card">\n'
        '<h3 class="nhsuk-card__heading"><a class="nhsuk-card__link" href="a-b/">A b</a></h3>\n'
        f"<p>About it.</p>\n<div>{labels}</div>\n</li>\n</ul>\n"
    )


def edit_brief(document: Document) -> Callable[..., Document]:
    """``document.edit_brief``, for facts that are known by name only when the test runs."""
    return document.edit_brief


@pytest.mark.parametrize(
    ("kept", "old", "new"),
    [
        (0, f"- [A b](a-b/) a note\n{AREA}\n{TECHNIQUE}\n", "- [A b](a-b/) a note\n"),
        (1, f"- [A b](a-b/)\n{AREA} (why)\n{TECHNIQUE}\n", f"- [A b](a-b/)\n{AREA} (why)\n"),
        (0, f"- [A b](a-b/)\n{AREA} (why)\n{TECHNIQUE}\n", "- [A b](a-b/) (why)\n"),
        (0, f"- {AREA}\n{TECHNIQUE} &nbsp; [A b](a-b/)\n", "- [A b](a-b/)\n"),
        (1, f"- {AREA} (why) {TECHNIQUE} [A b](a-b/)\n", f"- {AREA} (why) [A b](a-b/)\n"),
        (0, f"- {AREA} [A b](a-b/) {TECHNIQUE} why\n", "- [A b](a-b/) why\n"),
        (1, f"- {AREA} &nbsp; {TECHNIQUE} &nbsp; [A b](a-b/)\n", f"- {AREA} &nbsp; [A b](a-b/)\n"),
        (0, f"|[A b](a-b/)|{AREA}|a note|{TECHNIQUE}|\n", "|[A b](a-b/)||a note||\n"),
        (0, f"| {AREA} | [A b](a-b/) |\n", "| | [A b](a-b/) |\n"),
        (0, card(f"\n  {GREEN}\n  <em>note</em>\n  {GREY}\n"), card("\n  <em>note</em>\n")),
        (1, card(f"\n  {GREEN}\n  <em>note</em>\n  {GREY}\n"), card(f"\n  {GREEN}\n  <em>note</em>\n")),
        (0, card(f"{GREEN} {GREY}"), card("")),
    ],
)
def test_badges_go_without_the_text_beside_them(kept: int, old: str, new: str) -> None:
    """Only the image or tag goes, with the blanks beside it."""
    heading = "" if "## " in old else "## Open Projects\n\n"
    document = ni.parse(heading + old)
    changed = document.edit(0, badges=document.entries[0].badges[:kept])
    assert changed.text == heading + new


def test_an_edit_of_other_text_is_refused() -> None:
    """No writer of a form can take away what is not a fact of the entry, nor blank."""
    document = ni.parse("- [A b](a-b/) a note\n")
    blank, note = Edit(Span(13, 14), ""), Edit(Span(13, 20), "")
    assert list(only_values(document, 0, [blank])) == [blank]
    with pytest.raises(UnsafeEdit, match="other text"):
        list(only_values(document, 0, [note]))


def test_a_card_states_a_facet_where_its_place_tells_another() -> None:
    """An area behind a technique would be taken for a modality."""
    changed = ni.parse(card(f"{GREEN} {GREY}")).edit(0, badges=[VAE, NLP])
    stated = GREEN.replace("<strong", '<strong data-facet="area"')
    assert changed.text == card(f"{GREY} {stated}")


def test_a_first_area_without_a_colour_needs_no_facet() -> None:
    """Its place tells it; a label that no term knows has the default look."""
    changed = ni.parse(card(f"{GREEN} {GREY}")).edit(0, badges=[Badge(label="Whales", facet=Facet.AREA), VAE])
    assert changed.text == card(f'<strong class="nhsuk-tag">Whales</strong> {GREY}')


def test_a_badge_without_a_colour_keeps_that_of_the_page() -> None:
    """Colours are compared only where one is stated."""
    document = ni.parse(card(f"{GREEN} {GREY}"))
    assert document.edit(0, badges=[Badge(label="NLP", facet=Facet.AREA), VAE]).text == document.text


def test_a_label_that_stays_keeps_its_attributes() -> None:
    """Where a change beside it makes it state its facet, that is all that is added."""
    plain = '<strong id="x" class="nhsuk-tag nhsuk-tag--green">NLP</strong>'
    text = card(f"{plain} {GREEN.replace('NLP', 'GAN')} {GREY}")
    document = ni.parse(text)
    badges = document.entries[0].badges
    assert [badge.facet for badge in badges] == [Facet.AREA, Facet.AREA, Facet.TECHNIQUE]
    changed = document.edit(0, badges=[VAE, badges[1], VAE])
    stated = GREEN.replace("NLP", "GAN").replace("<strong", '<strong data-facet="area"')
    assert changed.text == card(f"{GREY} {stated} {GREY}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("### Wave 9 {#w9}", "### Wave 3 {#w9}"),
        ("### **Wave 9** {: .x #w9}", "### **Wave 3** {: .x #w9}"),
        ("### <b>Wave 9</b>", "### <b>Wave 3</b>"),
        ('### <a id="w9"></a>Wave 9', '### <a id="w9"></a>Wave 3'),
        ("|**Wave 9** | July 2025|\n", "|**Wave 3**|\n"),
    ],
)
def test_a_wave_keeps_what_stands_beside_it(old: str, new: str) -> None:
    """Attributes, anchors and bold marks are the author's."""
    page = f"## Open Projects\n\n{{}}\n|{AREA}|[A b](a-b/)|\n"
    changed = ni.parse(page.format(old)).edit(0, wave=Wave(number=3))
    assert changed.text == page.format(new)


def test_a_wave_with_tags_inside_is_not_written_anew() -> None:
    """They would be lost."""
    document = ni.parse("## Open Projects\n\n### Wave <b>9</b>\n\n- [A b](a-b/)\n")
    assert document.entries[0].wave == Wave(number=9)
    with pytest.raises(UnsafeEdit, match="inside the wave"):
        document.edit(0, wave=Wave(number=3, start=Month(2025, 1)))


BRIEF = "---\ntitle: A\n---\n# A\n\n**Keywords:** NLP\n\n**Need:** x\n\n**Datasets:** y\n"


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ({"need": "a", "fields": {"Need": "b"}}, "'Need' and 'need'"),
        ({"fields": {"need": "q", "Need": "r"}}, "'need' and 'Need'"),
        ({"keywords": ["a"], "fields": {"Keywords": "b"}}, "'Keywords' and 'keywords'"),
    ],
    ids=str,
)
def test_one_field_named_twice_is_a_mistake_of_the_caller(facts: dict[str, object], names: str) -> None:
    """Neither text is taken in silence."""
    with pytest.raises(TypeError, match=names):
        edit_brief(ni.parse(BRIEF))(**facts)


def test_keywords_may_be_one_text() -> None:
    """With commas between them, as on the page."""
    assert "**Keywords:** a, b c\n" in str(ni.parse(BRIEF).edit_brief(keywords="a, b c"))


@pytest.mark.parametrize("offset", [-1, 5])
def test_there_is_no_position_outside_the_text(offset: int) -> None:
    """The end of the text is the last place."""
    document = ni.parse("# A\n")
    assert document.position(4) == (2, 1)
    with pytest.raises(IndexError, match=f"offset {offset} lies outside the text, which has 4 characters"):
        document.position(offset)


def test_a_path_with_a_nul_names_no_file() -> None:
    """The library says so in its own words."""
    with pytest.raises(ReadError, match="not a valid path"):
        ni.read("a\0b")
