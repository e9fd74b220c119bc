"""Listings of NHS.UK cards in raw HTML: the live site since 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships import Badge, Facet, Month, Wave
from nhs_internships.dialects import CARDS
from nhs_internships.errors import UnsafeEdit
from saying import AREA, aside, codes, forms, lines

if TYPE_CHECKING:
    from collections.abc import Callable

GREEN = '<strong class="nhsuk-tag nhsuk-tag--green">Synthetic</strong>'
GREY = '<strong class="nhsuk-tag nhsuk-tag--grey">VAE</strong>'
TABULAR = '<strong class="nhsuk-tag nhsuk-tag--tabular">Tabular</strong>'
WAVE = '<span class="nhsx-wave-badge">Wave 9 \u2014 July to December 2025</span>'
READ = "Made-up project <made-up-project/> area:Synthetic technique:VAE modality:Tabular"
IN_WAVE = " @ Wave 9 (July - December 2025)"


def card(
    title: str = "Made-up project",
    href: str = "made-up-project/",
    labels: str = GREEN + GREY + TABULAR,
    extra: str = "",
) -> str:
    return f"""<li class="nhsuk-card-group__item nhsx-project-card" data-tags="synthetic nlp">
  <div class="nhsuk-card nhsuk-card--clickable"><div class="nhsuk-card__content">{extra}
    <h3 class="nhsuk-card__heading nhsuk-heading-s"><a class="nhsuk-card__link" href="{href}">{title}</a></h3>
    <div class="nhsx-card-badges">
      {labels}
    </div></div></div></li>"""


def group(*cards: str) -> str:
    return '<ul class="nhsuk-grid-row nhsuk-card-group">\n' + "\n".join(cards) + "\n</ul>\n"


def under(text: str, heading: str = "Open Projects") -> str:
    return f"## {heading}\n\n{text}"


def test_a_group_of_cards() -> None:
    """Entities are what they stand for, tags inside a title are not shown."""
    page = under(group(card(), card("B &amp; <em>C</em>", "b-c/?x=1&amp;y=2", GREEN)))
    assert lines(page) == [READ, "B & C <b-c/?x=1&y=2> area:Synthetic"]
    assert (set(forms(page)), codes(page)) == ({"CARDS"}, [])


REWRITES: dict[str, Callable[[str], str]] = {
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "odd indentation": lambda text: text.replace("\n", "\n          "),
    "indented group": lambda text: text.replace("<ul", "        <ul"),
    "tabs": lambda text: text.replace("  ", "\t"),
    "one line": lambda text: text.replace("\n", ""),
    "single quotes": lambda text: text.replace('"', "'"),
    "upper-case tags": lambda text: text.replace("<li", "<LI").replace("</li>", "</LI>").replace("<a ", "<A "),
    "attributes on lines": lambda text: text.replace('" ', '"\n    '),
    "other order": lambda text: text.replace(
        '<a class="nhsuk-card__link" href="made-up-project/">', '<a href="made-up-project/" class="nhsuk-card__link">'
    ),
    "more classes": lambda text: text.replace("nhsuk-tag ", "x nhsuk-tag y "),
    "comments": lambda text: text.replace("</strong>", "</strong> <!-- area -->"),
    "an old card in a comment": lambda text: text.replace("\n</ul>", f"\n<!-- {card('Old', 'old-one/')} -->\n</ul>"),
    "an old title in a comment": lambda text: text.replace(
        "<h3", '<!-- <a class="nhsuk-card__link" href="x-y/">X</a> --><h3'
    ),
    "a list inside": lambda text: text.replace(
        '<div class="nhsx-card-badges', '<ul><li>one</li><li>two</li></ul><div class="nhsx-card-badges'
    ),
    "no final slash in br": lambda text: text.replace("Made-up project", "Made-up<br>project"),
    "unclosed divs": lambda text: text.replace("</div>", ""),
    "unclosed heading and link": lambda text: text.replace("</h3>", "").replace("</a>", ""),
    "unclosed labels": lambda text: text.replace("</strong>", ""),
    "a title on two lines": lambda text: text.replace("Made-up project", "\n      Made-up\n      project\n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "inside a div": lambda text: f"<div class='x'>\n{text}\n</div>\n",
    "no group around": lambda text: text.replace('<ul class="nhsuk-grid-row nhsuk-card-group">\n', "").replace(
        "</ul>\n", ""
    ),
    "a group that is never closed": lambda text: text.replace("</ul>", ""),
    "a paragraph": lambda text: text.replace(
        '<div class="nhsx-card-badges', '<p class="x">About it</p><div class="nhsx-card-badges'
    ),
}


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_a_card_is_read_however_it_is_written(rewrite: Callable[[str], str]) -> None:
    """Order, indentation, blank lines and slips make no difference."""
    page = under(rewrite(group(card())))
    assert lines(page) == [READ]
    assert aside(page) == []


def test_a_card_that_is_never_closed_is_reported() -> None:
    """And read, up to the next one."""
    page = under(group(card().replace("</li>", ""), card("B", "b-c/")))
    assert lines(page) == [READ, READ.replace("Made-up project <made-up-project/>", "B <b-c/>")]
    assert codes(page) == ["NI203:4"]


def test_a_heading_ends_a_group_that_is_never_closed() -> None:
    """Less is swallowed."""
    page = under(group(card())).replace("</ul>", "") + under(group(card("B", "b-c/", "")), "Closed Projects")
    assert [(entry.title, entry.status) for entry in ni.parse(page).entries] == [
        ("Made-up project", "open"),
        ("B", "closed"),
    ]


def test_a_card_inside_a_card() -> None:
    """A browser ends the first where the second begins; what is left over is put aside."""
    page = under(group(card(extra=card("Inner", "inner-one/", "")), card("B", "b-c/", "")))
    assert lines(page) == ["Inner <inner-one/>", "B <b-c/>"]
    assert codes(page) == ["NI203:4", "NI202:11"]


def test_cards_without_a_link() -> None:
    """The heading is the title then; an empty target is empty."""
    no_link = card(labels="").replace('<a class="nhsuk-card__link" href="made-up-project/">', "").replace("</a>", "")
    assert lines(under(group(no_link, card("B", "", "")))) == ["Made-up project", "B <>"]


def test_a_card_without_a_title_is_put_aside() -> None:
    """Whole, with a finding."""
    page = under(group('<li class="nhsx-project-card"><strong class="nhsuk-tag">NLP</strong></li>'))
    assert (lines(page), codes(page)) == ([], ["NI203:4"])
    assert aside(page) == ['<li class="nhsx-project-card"><strong class="nhsuk-tag">NLP</strong></li>']


def test_badges_in_markdown_inside_a_card_are_put_aside() -> None:
    """The site shows their source, not the image."""
    page = under(group(card(labels=AREA)))
    assert (lines(page), aside(page)) == (["Made-up project <made-up-project/>"], [AREA])


def tags(*modifiers: str | None) -> str:
    return "".join(f'<strong class="nhsuk-tag{f" nhsuk-tag--{one}" if one else ""}">x</strong>' for one in modifiers)


@pytest.mark.parametrize(
    ("modifiers", "facets"),
    [
        (("green", "grey", "tabular"), "area technique modality"),
        ((None, "grey", "text"), "area technique modality"),
        ((None, "grey", "grey", "multimodal"), "area technique technique modality"),
        (("red", "blue", "grey", "images"), "area area technique modality"),
        (("grey", "genomic"), "technique modality"),
        (("grey",), "technique"),
        (("audio",), "modality"),
        ((None,), "area"),
        ((None, None, None), "area technique modality"),
        (("green", "grey", "blue"), "area technique modality"),
        (("green", "grey", "text", "blue"), "area technique modality topic"),
    ],
    ids=str,
)
def test_the_modifier_tells_the_facet_and_then_the_place(modifiers: tuple[str | None, ...], facets: str) -> None:
    """Grey is a technique, a modality names itself, anything else is told by what stands around it."""
    badges = ni.parse(under(group(card(labels=tags(*modifiers))))).entries[0].badges
    assert " ".join(badge.facet for badge in badges) == facets
    assert tuple(badge.colour for badge in badges) == modifiers


@pytest.mark.parametrize(
    "page",
    {
        "before the group": f"{WAVE}\n\n{group(card())}",
        "right before the group": f"{WAVE}\n{group(card())}",
        "in a heading": f"### {WAVE}\n\n{group(card())}",
        "in a heading in HTML": f"<h3>{WAVE}</h3>\n{group(card())}",
        "in a paragraph": f'<p class="x">{WAVE}</p>\n\n{group(card())}',
        "in a div": f"<div>\n  {WAVE}\n</div>\n{group(card())}",
        "in a card": group(card(extra=WAVE)),
        "in an item of the group": group(f"<li>{WAVE}</li>", card()),
        "in a bold paragraph": f"**{WAVE}**\n\n{group(card())}",
        "with tags inside": WAVE.replace("Wave 9", "<b>Wave 9</b>") + "\n" + group(card()),
        "as a plain heading": f"### Wave 9 \u2014 July to December 2025\n{group(card())}",
        "in another element": WAVE.replace("span", "div") + "\n" + group(card()),
    }.values(),
)
def test_a_wave_label_may_stand_anywhere(page: str) -> None:
    """It holds for the cards after it, and the section stays."""
    document = ni.parse(under(page, "Current Projects"))
    assert lines(document) == [READ + IN_WAVE]
    assert document.entries[0].section == "Current Projects"
    assert document.diagnostics == ()


def test_a_wave_label_beside_the_section() -> None:
    """Heading and wave are told apart."""
    document = ni.parse(f"## Current Projects {WAVE}\n\n{group(card())}## Open Projects\n{group(card())}")
    assert lines(document) == [READ + IN_WAVE, READ]
    assert [entry.section for entry in document.entries] == ["Current Projects", "Open Projects"]


def test_a_wave_in_a_card_is_that_card_s() -> None:
    """The next card stands under the wave of the page."""
    page = under(f"### Wave 8\n{group(card(extra=WAVE), card())}")
    assert lines(page) == [READ + IN_WAVE, READ + " @ Wave 8"]


def test_a_wave_label_that_cannot_be_read_is_reported() -> None:
    """Its class says that it was meant as one."""
    page = under(f'{WAVE}\n{group(card())}<span class="nhsx-wave-badge">Next wave</span>\n{group(card())}')
    assert lines(page) == [READ + IN_WAVE, READ]
    assert codes(page) == ["NI204:12"]


def test_navigation_filters_and_scripts_are_no_projects() -> None:
    """Nor do they stand in the way of the projects."""
    page = f"""# Home

<ul class="nhsuk-grid-row nhsuk-card-group">
<li class="nhsuk-card-group__item"><div class="nhsuk-card"><h2 class="nhsuk-card__heading">
<a class="nhsuk-card__link" href="completed.html">Completed Projects</a></h2></div></li>
</ul>

<div class="nhsx-filter">
    <button data-filter="all">All</button>
    <button data-filter="nlp">NLP</button>
</div>
## Open Projects

{group(card())}
<script>
const card = "<li class='nhsx-project-card'>";
// - [A](a-b/)
</script>
"""
    document = ni.parse(page)
    assert lines(document) == [READ]
    assert document.entries[0].status == "open"
    assert (document.unparsed, document.diagnostics) == ((), ())


def test_bullets_and_rows_beside_cards() -> None:
    """Every form is read on every page."""
    page = under(f"{group(card())}- [B](b-c/)\n\n|{AREA}|[C](c-d/)|\n")
    assert forms(page) == ["CARDS", "LINK_LIST", "BADGE_TABLE"]


def test_a_link_that_would_run_code_is_reported() -> None:
    """Entities do not hide it."""
    document = ni.parse(under(group(card(href="java&#115;cript:x"))))
    assert document.entries[0].url == "javascript:x"
    assert codes(document) == ["NI208:6"]


def test_editing_a_card() -> None:
    """Text is escaped, and everything around stays as it is."""
    page = under(group(card(extra=WAVE)))
    document = ni.parse(page)
    wave = Wave(number=10, start=Month(2026, 1), end=Month(2026, 6))
    changed = document.edit(0, title="A <b> & c", url="new/?a=1&b='2'", wave=wave)
    assert str(changed) == page.replace(">Made-up project<", ">A &lt;b&gt; &amp; c<").replace(
        "made-up-project/", "new/?a=1&amp;b=&#x27;2&#x27;"
    ).replace("Wave 9 \u2014 July to December 2025", "Wave 10 (January - June 2026)")


def test_the_filter_words_of_a_card_follow_its_areas() -> None:
    """Other words in them stay."""
    page = under(group(card()))
    synthetic, vae, tabular = ni.parse(page).entries[0].badges
    areas = (Badge(label="Machine Learning", facet=Facet.AREA, colour="blue"), vae, tabular)
    changed = str(ni.parse(page).edit(0, badges=areas))
    assert 'data-tags="nlp machinelearning"' in changed
    assert '<strong class="nhsuk-tag">Machine Learning</strong>' in changed
    again = str(ni.parse(changed).edit(0, badges=(synthetic, vae, tabular)))
    assert again == page.replace("synthetic nlp", "nlp synthetic")


@pytest.mark.parametrize(
    ("old", "area", "words"),
    [
        ("linkage", Badge(label="Whales", facet=Facet.AREA), "linkage whales"),
        ("linkage other", None, "other"),
        ("graphs", None, ""),
    ],
)
def test_filter_words_are_those_of_the_vocabulary(old: str, area: Badge | None, words: str) -> None:
    """Graphs are found by "linkage"; a word that no label explains stays."""
    page = (
        under(group(card()))
        .replace("synthetic nlp", old)
        .replace("Synthetic", "Graphs")
        .replace("--green", "--aqua-green")
    )
    graphs, *others = ni.parse(page).entries[0].badges
    areas = (graphs, area) if area else ()
    assert f'data-tags="{words}"' in str(ni.parse(page).edit(0, badges=(*areas, *others)))


def test_what_a_card_cannot_say_is_refused() -> None:
    """A link cannot go."""
    document = ni.parse(under(group(card())))
    with pytest.raises(UnsafeEdit, match="link cannot be added or removed"):
        document.edit(0, url=None)


@pytest.mark.parametrize("colour", [None, "lightgrey", "9cf", "ff69b4", "mauve"])
def test_a_badge_of_shields_gets_the_modifier_that_is_nearest(colour: str | None) -> None:
    """A card states modifiers, so any colour of shields.io may be given."""
    document = ni.parse(under(group(card())))
    ner = Badge(label="NER", facet=Facet.TECHNIQUE, colour=colour)
    changed = document.edit(0, badges=[*document.entries[0].badges, ner])
    assert changed.entries[0].badges[-1] == Badge(label="NER", facet=Facet.TECHNIQUE, colour="grey")


def test_a_facet_that_the_form_cannot_tell_is_stated() -> None:
    """A topic gets an attribute, which is read back."""
    document = ni.parse(under(group(card())))
    topic = Badge(label="NLP", facet=Facet.TOPIC, colour="red")
    changed = document.edit(0, badges=[topic, *document.entries[0].badges])
    assert '<strong class="nhsuk-tag nhsuk-tag--red" data-facet="topic">NLP</strong>' in str(changed)
    assert changed.entries[0].badges[0] == topic


@pytest.mark.parametrize("label", [" NLP ", "a  b", "\u00a0NLP", "\tx", "a\nb", "\u2003x"])
def test_blanks_of_a_label_are_kept(label: str) -> None:
    """HTML would drop or join them, so they are written as entities."""
    badge = ni.Badge(label=label, facet=ni.Facet.AREA)
    project = ni.Project(slug="a", title="A", status=ni.Status.OPEN, url="a-b/", badges=(badge,))
    (entry,) = ni.parse(ni.render(project, CARDS)).entries
    assert [badge.label for badge in entry.badges] == [label]


def test_a_heading_ends_where_another_one_begins() -> None:
    """An unclosed one does not hold the text of all that follow."""
    card = "<li class='nhsx-project-card'><a href='a-b/'><h3>First<h3>Second</h3></a></li>"
    (entry,) = ni.parse(f"## Open Projects\n<ul class='nhsuk-card-group'>{card}</ul>\n").entries
    assert entry.title == "First"
