"""Links and badges that no page has yet, as maintainers are likely to write them."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model.slugs import slug_of_url
from saying import AREA, codes, forms, lines

HEADING = "## Open Projects\n\n"
REFERENCES = (
    f"{HEADING}- [Otter counts][otters]\n- [Seal songs][]\n- [Puffins]\n- {AREA} &nbsp; [Terns][  the  Terns ]\n\n"
    '[otters]: otter-counts/ "Otters"\n[SEAL SONGS]: <seal-songs/>\n'
    "[puffins]: puffin-rings/\n[ the terns ]: tern-nests/\n"
)
AUTOLINK = "https://nhsx.github.io/nhsx-internship-projects/otter-counts/"


def test_references_are_links() -> None:
    """With a name, with empty brackets, and by their text; names compare in any case and spacing."""
    assert lines(REFERENCES) == [
        "Otter counts <otter-counts/>",
        "Seal songs <seal-songs/>",
        "Puffins <puffin-rings/>",
        "Terns <tern-nests/> area:NLP",
    ]
    assert codes(REFERENCES) == []


def test_the_url_of_a_reference_is_in_its_definition() -> None:
    """The link is the reference alone."""
    page = ni.parse(REFERENCES)
    spans = page.spans[0]
    assert spans.url is not None
    assert spans.url.of(page.text) == "otter-counts/"
    assert spans.link is not None
    assert spans.link.of(page.text) == "[Otter counts][otters]"


@pytest.mark.parametrize(
    "page",
    [
        f"{HEADING}- [Otter counts][otters]\n[otters]: otter-counts/\n",
        f"{HEADING}- [Otter counts][otters]\n\n```\n[otters]: otter-counts/\n```\n",
        f"{HEADING}- [Otter counts][otters]\n\n<!--\n[otters]: otter-counts/\n-->\n",
        f"{HEADING}- [Otter counts][seals]\n\n[otters]: https://example.org/\n",
    ],
)
def test_without_a_definition_a_reference_is_text(page: str) -> None:
    """A definition begins a block, outside of code and comments."""
    assert lines(page) == []


def test_the_last_definition_of_a_name_counts() -> None:
    """As in kramdown."""
    page = f"{HEADING}- [Otters][o]\n\n[o]: otter-counts/\n[o]: otter-songs/\n"
    assert lines(page) == ["Otters <otter-songs/>"]


@pytest.mark.parametrize(
    ("n", "old", "new"),
    [
        (0, "- [Otter counts][otters]", "- [Otters \\[new\\]][otters]"),
        (1, "- [Seal songs][]", "- [Otters \\[new\\]][Seal songs]"),
        (2, "- [Puffins]", "- [Otters \\[new\\]][Puffins]"),
    ],
)
def test_another_title_keeps_the_reference(n: int, old: str, new: str) -> None:
    """Where the text was the name, the name stays."""
    assert ni.parse(REFERENCES).edit(n, title="Otters [new]").text == REFERENCES.replace(old, new, 1)


def test_another_url_changes_the_definition() -> None:
    """Its title stays."""
    edited = ni.parse(REFERENCES).edit(0, url="otter-songs/")
    assert edited.text == REFERENCES.replace("otter-counts/", "otter-songs/")


def test_a_shared_definition_is_not_changed() -> None:
    """The other links would change with it."""
    page = ni.parse(f"{HEADING}- [Otters][o], or [counts][o]\n\n[o]: otter-counts/\n")
    with pytest.raises(UnsafeEdit, match="2 links have the definition"):
        page.edit(0, url="otter-songs/")


def test_an_autolink_is_an_entry() -> None:
    """Its title is its address."""
    assert lines(f"{HEADING}- <{AUTOLINK}>\n") == [f"{AUTOLINK} <{AUTOLINK}>"]
    assert ni.load(ni.parse(f"{HEADING}- <{AUTOLINK}>\n")).projects[0].slug == "otter-counts"


def test_an_autolink_beside_a_title_is_no_entry() -> None:
    """The text is the title."""
    assert lines(f"{HEADING}- {AREA} Otters (<https://example.org/a-b>)\n")[0].startswith("Otters (")


def test_an_autolink_gets_a_title() -> None:
    """One that only gets another target is refused, because it would show it."""
    page = ni.parse(f"{HEADING}- <{AUTOLINK}>\n")
    assert page.edit(0, title="Otters").text == f"{HEADING}- [Otters]({AUTOLINK})\n"
    with pytest.raises(UnsafeEdit, match=r"pass title=\.\.\. and url=\.\.\. together"):
        page.edit(0, url="otter-songs/")


@pytest.mark.parametrize(
    "item",
    ["~~[Otters](otter-counts/)~~", "[~~Otters~~](otter-counts/)", "<del>[Otters](otter-counts/)</del>"],
)
@pytest.mark.parametrize("badge", ["", f"{AREA} &nbsp; "])
def test_a_struck_title_is_read_without_its_marks(item: str, badge: str) -> None:
    """A note says so: its status may be wrong."""
    page = f"{HEADING}- {badge}{item}\n"
    assert lines(page) == [f"Otters <otter-counts/>{' area:NLP' if badge else ''}"]
    assert codes(page) == ["NI214:3"]


def test_the_title_of_a_struck_link_is_edited_inside_its_marks() -> None:
    """It stays struck."""
    page = ni.parse(f"{HEADING}- [~~Otters~~](otter-counts/)\n")
    assert page.edit(0, title="Seals").text == f"{HEADING}- [~~Seals~~](otter-counts/)\n"


@pytest.mark.parametrize(
    "bullet", ["[Otters][counts]", "[Otters][]", "[Otters]: otter-counts/", "**[Otters][counts]**"]
)
def test_a_broken_reference_is_reported(bullet: str) -> None:
    """No visitor sees a link, so there is no entry; it is not lost in silence."""
    page = ni.parse(f"{HEADING}- [Seals](seal-counts/)\n- {bullet}\n")
    assert [entry.title for entry in page.entries] == ["Seals"]
    assert codes(page) == ["NI216:4"]


def test_a_reference_with_a_definition_is_no_finding() -> None:
    """Nor is a link to another site beside no project."""
    page = ni.parse(
        f"{HEADING}- [Otters][counts]\n- [see there][other]\n\n[counts]: otter-counts/\n[other]: https://a.org\n"
    )
    assert "NI216" not in "".join(codes(page))


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ('{{ "/otter-counts/" | relative_url }}', "otter-counts"),
        ("{{ '/otter-counts/' | absolute_url }}", "otter-counts"),
        ("{{ site.baseurl }}/otter-counts/", "otter-counts"),
        ("{{site.url}}{{site.baseurl}}/otter-counts/", "otter-counts"),
        ("{% link projects/otter-counts.md %}", "otter-counts"),
    ],
)
def test_liquid_in_a_link(url: str, slug: str) -> None:
    """The url is literal, the slug that of the path."""
    page = ni.parse(f"{HEADING}- [Otters]({url})\n")
    assert (page.entries[0].url, slug_of_url(page.entries[0].url)) == (url, slug)
    row = ni.parse(f"{HEADING}|{AREA}|[Otters]({url})|\n")
    assert row.entries[0].url == url
    tag = ni.parse(f'{HEADING}- <a href="{url}">Otters</a>\n')
    assert tag.entries[0].url == url


def test_a_list_of_links_in_html_under_a_wave() -> None:
    """Titles are as HTML shows them; other items are none."""
    page = (
        '# Projects\n\n<ul><li><a href="other-pages/">Menu</a></li></ul>\n\n'
        f'{HEADING}<span class="nhsx-wave-badge">Wave 9</span>\n<ul>\n'
        '  <li><a href="otter-counts/">Otters &amp; seals</a></li>\n  <li>More later</li>\n'
        '  <li><a href="tern-nests/">Terns</a>, a study\n</ul>\n'
    )
    assert lines(page) == ["Otters & seals <otter-counts/> @ Wave 9", "Terns <tern-nests/> @ Wave 9"]
    assert codes(page) == ["NI202:3"]
    edited = ni.parse(page).edit(0, title="A [b] & <c>")
    assert '<li><a href="otter-counts/">A [b] &amp; &lt;c&gt;</a></li>' in edited.text


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("https://raster.shields.io/badge/NLP-yellow.png", "NLP"),
        ("https://img.shields.io/static/v1?label=&message=NLP&color=yellow", "NLP"),
        ("https://img.shields.io/static/v1?label=Area&message=NLP&color=yellow", "Area: NLP"),
    ],
)
def test_other_addresses_of_shields(address: str, label: str) -> None:
    """They show the same badges."""
    page = ni.parse(f"{HEADING}- ![area]({address}) &nbsp; [Otters](otter-counts/)\n")
    assert page.entries[0].badges == (ni.Badge(label=label, facet="area", colour="yellow"),)
    assert page.diagnostics == ()


def test_the_front_page_of_shields_is_noted() -> None:
    """It redirects to the image."""
    page = f"{HEADING}- ![area](https://shields.io/badge/NLP-yellow) &nbsp; [Otters](otter-counts/)\n"
    assert lines(page) == ["Otters <otter-counts/> area:NLP"]
    assert codes(page) == ["NI213:3"]


BROKEN = [
    "https://badgen.net/badge/area/NLP/yellow",
    "https://img.shields.io/badge/NLP",
    "https://img.shields.io/badge/100%-green",
    "badges/nlp.svg",
]


@pytest.mark.parametrize("address", BROKEN)
@pytest.mark.parametrize(
    ("entry", "form"),
    [
        ("- {} &nbsp; [Otters](https://example.org/otters)\n", "BADGE_LIST"),
        ("- [Otters](https://example.org/otters)\n  {}\n", "TITLE_LIST"),
        ("|{}|[Otters](https://example.org/otters)|\n", "BADGE_TABLE"),
        ("|[Otters](https://example.org/otters)|{}|\n", "TITLE_TABLE"),
    ],
)
def test_an_entry_is_kept_when_its_badge_cannot_be_read(address: str, entry: str, form: str) -> None:
    """In the dialect that it would have."""
    page = HEADING + entry.format(f"![area]({address})")
    assert (lines(page), forms(page)) == (["Otters <https://example.org/otters>"], [form])
    assert [found.code for found in ni.parse(page).diagnostics] == ["NI205"]
