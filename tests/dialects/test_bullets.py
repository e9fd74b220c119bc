"""Listings of bullets: links alone, titles before badges, badges before titles."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from saying import AREA, MODALITY, TECHNIQUE, aside, codes, forms, lines


def under(heading: str, text: str) -> str:
    return f"## {heading}\n{text}"


def test_link_list() -> None:
    """Bullets of links, close together; a text behind the link is no part of the title."""
    page = under(
        "Ongoing Projects",
        "- [A](https://nhsx.github.io/nhsx-internship-projects/a-b/)\n* [B](/b-b/) - about B\n\n1. [C](c-c/)\n",
    )
    assert lines(page) == ["A <https://nhsx.github.io/nhsx-internship-projects/a-b/>", "B </b-b/>", "C <c-c/>"]
    assert set(forms(page)) == {"LINK_LIST"}


def test_future_interests_are_plain_bullets() -> None:
    """Elsewhere a bullet of plain text is no entry."""
    assert lines(under("Areas of Future Interest", "- Quantum (a note)\n- **Bold**\n")) == [
        "Quantum (a note)",
        "**Bold**",
    ]
    assert lines(under("Open Projects", "- Quantum\n")) == []


def test_title_list() -> None:
    """Badges follow on lazy continuation lines, in any number."""
    page = under(
        "Open Projects",
        f"- [A](a-b/)\n{AREA}\n{TECHNIQUE}\n{MODALITY}\n- [B](b-b/)\n  {AREA}\n- [C](c-c/) {AREA} {MODALITY}\n",
    )
    assert lines(page) == [
        "A <a-b/> area:NLP technique:NER modality:Text",
        "B <b-b/> area:NLP",
        "C <c-c/> area:NLP modality:Text",
    ]
    assert set(forms(page)) == {"TITLE_LIST"}


def test_links_to_come() -> None:
    """The placeholder, the empty target, and no link at all are kept as they are."""
    here = "https://nhsx.github.io/nhsx-internship-projects/HERE/"
    page = under("Open Projects", f"- [A]({here})\n{AREA}\n- [B]()\n{AREA}\n- C (SOON)\n{AREA}\n- [D]()\n")
    assert lines(page) == [f"A <{here}> area:NLP", "B <> area:NLP", "C (SOON) area:NLP", "D <>"]
    assert forms(page) == ["TITLE_LIST", "TITLE_LIST", "TITLE_LIST", "LINK_LIST"]


def test_badge_list() -> None:
    """The link follows the last badge, on its line or on its own, after any blanks."""
    page = under(
        "Open Projects",
        f"- {AREA}\n{TECHNIQUE}\n{MODALITY} &nbsp;  [A](a-b/)\n- {AREA}\n{MODALITY} &nbsp; \n[B](b-b/)\n"
        f"- {AREA} &ensp; &emsp; [C](c-c/)\n- {TECHNIQUE}\n{MODALITY}&nbsp;D, no link\n",
    )
    assert lines(page) == [
        "A <a-b/> area:NLP technique:NER modality:Text",
        "B <b-b/> area:NLP modality:Text",
        "C <c-c/> area:NLP",
        "D, no link technique:NER modality:Text",
    ]
    assert set(forms(page)) == {"BADGE_LIST"}


def test_the_same_url_twice_is_two_entries() -> None:
    """Which of them is the project is for the catalogue to say."""
    assert lines(under("Open Projects", "- [A](a-b/)\n- [A - Extension](a-b/)\n")) == [
        "A <a-b/>",
        "A - Extension <a-b/>",
    ]


def test_a_stray_address_is_no_badge() -> None:
    """It is reported where it stands, also behind an entry."""
    page = under(
        "Open Projects",
        f"- [A](a-b/)\n{AREA}\n(https://img.shields.io/badge/NLP-yellow)\n\nx (https://img.shields.io/badge/a-b)\n",
    )
    assert lines(page) == ["A <a-b/> area:NLP"]
    assert codes(page) == ["NI207:4", "NI207:6"]


def test_a_badge_that_is_linked_instead_of_shown_is_reported() -> None:
    """The exclamation mark is missing."""
    page = under("Open Projects", f"- [A](a-b/)\n{AREA[1:]}\n{TECHNIQUE}\n")
    assert lines(page) == ["A <a-b/> technique:NER"]
    assert (aside(page), codes(page)) == ([AREA[1:]], ["NI207:3"])


@pytest.mark.parametrize(
    "image",
    [
        "![area](https://img.shields.io/NLP-yellow)",
        "![technique](https://badges.example/NER)",
        "![area](https://img.shields.io/badge/)",
    ],
)
def test_an_image_that_is_no_badge_is_reported(image: str) -> None:
    """When it stands on the host of badges or says that it shows an area, technique or modality."""
    page = under("Open Projects", f"- [A](a-b/)\n{image}\n{MODALITY}\n")
    assert lines(page) == ["A <a-b/> modality:Text"]
    assert (aside(page), codes(page)) == ([image], ["NI205:3"])


def test_badges_without_a_title_are_put_aside() -> None:
    """Each with a finding."""
    page = under("Open Projects", f"- {AREA}\n{TECHNIQUE}\n\n{MODALITY}\n")
    assert lines(page) == []
    assert aside(page) == [AREA, TECHNIQUE, MODALITY]
    assert codes(page) == ["NI201:2", "NI201:3", "NI201:5"]


def test_an_entry_has_one_link() -> None:
    """A second one that looks like a project is put aside; other links are not."""
    page = under("Open Projects", f"- {AREA} [A](a-b/) and [B](b-b/), [code](https://github.com/nhsx/x)\n")
    assert lines(page) == ["A <a-b/> area:NLP"]
    assert aside(page) == ["[B](b-b/)"]


def test_a_project_s_page_is_the_title_before_any_other_link() -> None:
    """Wherever it stands."""
    assert lines(under("Open Projects", f"- {AREA} [code](https://github.com/nhsx/x) [A](a-b/)\n")) == [
        "A <a-b/> area:NLP"
    ]


@pytest.mark.parametrize(
    "bullet",
    [
        "- see [the overview](overview.html)",
        "- [Contact us](mailto:a@b.c)",
        "- [Contact us](a@b.c)",
        "- [Top](#top)",
        "- [Apply](apply.html)",
    ],
)
def test_not_every_bullet_is_a_project(bullet: str) -> None:
    """Links to other pages, mail and places on the page are none, even in a section of projects."""
    document = ni.parse(under("Open Projects", f"{bullet}\n"))
    assert (document.entries, document.unparsed, document.diagnostics) == ((), (), ())


def test_prose_bullets_outside_a_section_are_no_projects() -> None:
    """A link elsewhere makes an entry only under a status."""
    assert lines("# About\n- [Guide](https://example.org/guide)\n") == []
    assert lines("## Open Projects\n- [Project](https://example.org/project)\n") == [
        "Project <https://example.org/project>"
    ]


def test_nested_bullets_are_entries_of_their_own() -> None:
    """The bullet around them is not, when it only names a group."""
    page = under("Open Projects", f"- Language\n  - [A](a-b/)\n    {AREA}\n  - [B](b-b/)\n- [C](c-c/)\n  - a note\n")
    assert lines(page) == ["A <a-b/> area:NLP", "B <b-b/>", "C <c-c/>"]


def test_what_follows_a_nested_list_is_not_lost() -> None:
    """It belongs to no entry, so it is put aside."""
    page = under("Open Projects", f"- [A](a-b/)\n  - a note\n\n  {AREA}\n")
    assert lines(page) == ["A <a-b/>"]
    assert aside(page) == [AREA]


def test_a_row_ends_the_bullet_above_it() -> None:
    """Each keeps its own badges."""
    page = under("Open Projects", f"- [A](a-b/)\n|{AREA}|[B](b-b/)|\n- [C](c-c/)\n")
    assert lines(page) == ["A <a-b/>", "B <b-b/> area:NLP", "C <c-c/>"]


def test_emphasis_around_a_link_is_no_part_of_the_title() -> None:
    """Inside the link it is written by the author, and stays."""
    assert lines(under("Open Projects", "- **[A](a-b/)**\n- *[B](b-b/)* soon\n- [*C*](c-c/)\n")) == [
        "A <a-b/>",
        "B <b-b/>",
        "*C* <c-c/>",
    ]


def test_escapes_in_titles_are_undone() -> None:
    """A backslash before punctuation is not shown on the page."""
    assert lines(under("Open Projects", "- [A \\[draft\\] \\| B](a-b/)\n- [C [D] E](c-d/)\n")) == [
        "A [draft] | B <a-b/>",
        "C [D] E <c-d/>",
    ]


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ('a-b/ "A title"', "a-b/"),
        ("<a-b/>", "a-b/"),
        (" a-b/ ", "a-b/"),
        ("a-(b)/", "a-(b)/"),
        ("a b/", "a b/"),
        ("a-b", "a-b"),
        ("a-b.html", "a-b.html"),
    ],
)
def test_targets(target: str, url: str) -> None:
    """Without title, angle brackets and blanks around; with blanks and brackets inside, as real pages have them."""
    assert lines(under("Open Projects", f"- [A]({target})\n")) == [f"A <{url}>"]


def test_links_and_badges_in_html() -> None:
    """They are read as their Markdown would be, and stay HTML when they are edited."""
    image = '<img alt="area" src="https://img.shields.io/badge/NLP-yellow">'
    page = under("Open Projects", f'- {image} <a class="x" href=\'a-b/\'>A</a>\n- <a href="b-b/">B\n')
    document = ni.parse(page)
    assert lines(document) == ["A <a-b/> area:NLP", "B <b-b/>"]
    assert str(document.edit(0, title="New", url="new-one/")) == page.replace("'a-b/'>A", "'new-one/'>New")


def test_definitions_that_no_link_uses_are_put_aside() -> None:
    """Nobody sees them."""
    page = under("Open Projects", "- [A][1]\n\n[1]: a-b/\n[2]: <https://img.shields.io/badge/NLP-yellow>\n[3]: b-c/\n")
    assert lines(page) == ["A <a-b/>"]
    assert codes(page) == ["NI207:5", "NI202:6"]


def test_a_project_in_a_paragraph_is_put_aside() -> None:
    """It may be mentioned for any reason."""
    page = under("Open Projects", f"{AREA} [A](a-b/)\n")
    assert (lines(page), aside(page)) == ([], [AREA, "[A](a-b/)"])


def test_roles_in_other_words() -> None:
    """Any case, spacing and number; what names no facet is a topic."""
    images = "".join(
        f"![{role}](https://img.shields.io/badge/x-y) " for role in ("Area", "techniques", "data modality", "", "stage")
    )
    facets = [badge.facet for badge in ni.parse(under("Open Projects", f"- [A](a-b/) {images}\n")).entries[0].badges]
    assert facets == ["area", "technique", "modality", "topic", "topic"]


def test_every_newline_and_a_byte_order_mark() -> None:
    """The same entries, the same places by line."""
    page = under("Open Projects", f"- [A](a-b/)\n{AREA}\n- [B](b-b/)\n")
    for newline in ("\n", "\r\n", "\r"):
        document = ni.parse("\ufeff" + page.replace("\n", newline))
        assert lines(document) == ["A <a-b/> area:NLP", "B <b-b/>"]
        assert [document.position(spans.whole.start) for spans in document.spans] == [(2, 1), (4, 1)]
