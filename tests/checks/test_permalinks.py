"""Links to briefs, briefs without links, and how their addresses are spelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, mended, places
from _sites import BASE, brief, listing, old_page
from nhs_internships.checks import check
from nhs_internships.dialects import parse

if TYPE_CHECKING:
    from pathlib import Path

HEDGES = brief("Maps of hedges", "/maps-of-hedges/")
BEES = brief("Counting bees", "/counting-bees/")


# Entries without a brief.


def test_an_address_that_no_brief_has(tmp_path: Path) -> None:
    """It is reported once, at the current page, with the other places; the unsafe fix links the brief."""
    pages = {
        "a/old_site/open.md": old_page("## Open Projects", "maps-of-hegdes: Maps"),
        "index.md": listing("## Open Projects", "maps-of-hegdes: Maps"),
        "maps-of-hedges.md": HEDGES,
    }
    (found,) = find(tmp_path, pages, "NI611")
    assert (found.path, found.line, found.hint) == ("index.md", 4, 'did you mean "maps-of-hedges"?')
    assert [(one.path, one.line) for one in found.related] == [("a/old_site/open.md", 7)]
    listings = [path for path in pages if path != "maps-of-hedges.md"]
    assert mended(pages, found, is_safe=False) == {path: pages[path].replace("hegdes", "hedges") for path in listings}


def test_the_brief_with_the_title_is_the_one_that_was_meant(tmp_path: Path) -> None:
    """However different its permalink is."""
    pages = {"index.md": listing("## Open Projects", "hedgerow-atlas: Maps of  HEDGES"), "maps-of-hedges.md": HEDGES}
    (found,) = find(tmp_path, pages, "NI611")
    assert found.hint == 'did you mean "maps-of-hedges"?'


def test_a_brief_that_is_linked_already_is_no_fix(tmp_path: Path) -> None:
    """Two entries would have one link; the hint stays."""
    lines = ("## Open Projects", "maps-of-hedges: Maps of hedges", "maps-of-hegdes: Maps, again")
    (found,) = find(tmp_path, {"index.md": listing(*lines), "maps-of-hedges.md": HEDGES}, "NI611")
    assert (found.line, found.hint, found.fix) == (5, 'did you mean "maps-of-hedges"?', None)


@pytest.mark.parametrize(
    ("name", "permalink"),
    [("maps-of-hedges.md", "/maps-of-hegdes/"), ("x.md", "/maps of hedges/")],
    ids=["the file is named as the link", "no address has blanks"],
)
def test_a_wrong_permalink_is_not_copied_into_links(tmp_path: Path, name: str, permalink: str) -> None:
    """NI611: the links are right."""
    pages = {
        "index.md": listing("## Open Projects", "maps-of-hedges: Maps of hedges"),
        name: brief("Maps of hedges", permalink),
    }
    assert [one.fix for one in find(tmp_path, pages, "NI611")] == [None]


@pytest.mark.parametrize(
    "pages",
    [
        {"index.md": listing("## Open Projects", "maps-of-hegdes: Maps")},
        {"index.md": listing("## Open Projects", "maps-of-hedges: Maps"), "x.md": HEDGES},
        {"index.md": listing("## Open Projects", "Maps-of-Hedges: Maps"), "x.md": HEDGES},
        {"index.md": listing("## Open Projects", "hives: Hives"), "hives.md": brief("Hives"), "x.md": HEDGES},
        {
            "index.md": listing("## Open Projects", "hives: Hives"),
            "h.md": "---\npermalink: /hives/\n---\nHi\n",
            "x.md": HEDGES,
        },
        {
            "index.md": listing("## Open Projects", "new-topic: A"),
            "new-topic.md": brief("A", "/new-topic/"),
            "x.md": HEDGES,
        },
        {"index.md": "## Open Projects\n- [Maps](https://example.org/maps/)\n", "x.md": HEDGES},
    ],
)
def test_addresses_that_are_not_dead(tmp_path: Path, pages: dict[str, str]) -> None:
    """A site without briefs, other capitals, briefs by their file name, other pages, templates, and other sites."""
    assert find(tmp_path, pages, "NI611") == []


# Entries with the address of another brief.


def test_an_entry_that_leads_to_another_project(tmp_path: Path) -> None:
    """It has the title of exactly one brief; the unsafe fix links that one, and the other brief is not missed."""
    pages = {
        "index.md": listing("## Open Projects", "counting-bees: maps of hedges", "counting-bees: Counting bees"),
        "counting-bees.md": BEES,
        "maps-of-hedges.md": HEDGES,
    }
    (found,) = find(tmp_path, pages, "NI6")
    assert (found.code, found.line) == ("NI614", 4)
    assert mended(pages, found, is_safe=False) == {
        "index.md": pages["index.md"].replace("counting-bees", "maps-of-hedges", 1)
    }


def test_a_wrong_project_says_more_than_two_titles_of_one_link(tmp_path: Path) -> None:
    """Reconciling reports a link with two titles; on the line of this finding that is left out."""
    pages = {
        "index.md": listing("## Open Projects", "counting-bees: Maps of hedges", "counting-bees: Counting bees"),
        "counting-bees.md": BEES,
        "maps-of-hedges.md": HEDGES,
    }
    assert places(find(tmp_path, pages, "NI312")) == []


@pytest.mark.parametrize("slug", ["counting-bees-update", "counting-bees-two"])
def test_a_project_that_is_continued(tmp_path: Path, slug: str) -> None:
    """An entry may keep the title while its link leads to the project that takes it up."""
    pages = {
        "index.md": listing("## Open Projects", f"{slug}: Counting bees"),
        "counting-bees.md": BEES,
        f"{slug}.md": brief("Bees again", f"/{slug}/"),
    }
    assert find(tmp_path, pages, "NI614") == []


# Briefs without an entry.


def test_a_brief_that_no_listing_links(tmp_path: Path) -> None:
    """It is reported at its permalink; an entry on the old site is not enough, and is named."""
    pages = {
        "index.md": listing("## Open Projects", "counting-bees: Counting bees"),
        "old_site/open.md": old_page("## Open Projects", "maps-of-hedges: Maps of hedges"),
        "counting-bees.md": BEES,
        "maps-of-hedges.md": HEDGES,
    }
    (found,) = find(tmp_path, pages, "NI615")
    assert (found.path, found.line) == ("maps-of-hedges.md", 3)
    assert "only a page of the old site does" in found.message
    assert [(one.path, one.line) for one in found.related] == [("old_site/open.md", 7)]


@pytest.mark.parametrize(
    "path", ["content/projects/closed/superseded/maps-of-hedges.md", "old_site/maps-of-hedges.md", "new-topic.md"]
)
def test_briefs_that_need_no_entry(tmp_path: Path, path: str) -> None:
    """Superseded projects, pages of the old site, and templates."""
    pages = {"index.md": listing("## Open Projects", "counting-bees: Bees"), "counting-bees.md": BEES, path: HEDGES}
    assert find(tmp_path, pages, "NI615") == []


@pytest.mark.parametrize("link", [f"{BASE}maps-of-hedges", "maps-of-hedges/", "Maps-Of-Hedges/", "maps-of-hegdes/"])
def test_a_brief_is_linked_in_any_spelling(tmp_path: Path, link: str) -> None:
    """Without a slash, with capitals, or by an address that is reported as wrong already."""
    pages = {"index.md": f"## Open Projects\n- [Maps]({link})\n", "maps-of-hedges.md": HEDGES}
    assert find(tmp_path, pages, "NI615") == []


def test_briefs_without_any_listing(tmp_path: Path) -> None:
    """A folder of briefs alone, or with pages of the old site, says nothing about what is listed."""
    old = old_page("## Open Projects", "counting-bees: Counting bees")
    assert find(tmp_path, {"maps-of-hedges.md": HEDGES, "old_site/open.md": old}, "NI615") == []


# The final slash.


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (f"{BASE}maps-of-hedges", f"{BASE}maps-of-hedges/"),
        ("../maps-of-hedges", "../maps-of-hedges/"),
        (f"{BASE}maps-of-hedges?a=b#c", f"{BASE}maps-of-hedges/?a=b#c"),
    ],
)
def test_no_final_slash(tmp_path: Path, written: str, right: str) -> None:
    """The fix adds it, before a query or anchor."""
    pages = {"index.md": f"## Open Projects\n- [Maps]({written})\n", "maps-of-hedges.md": HEDGES}
    (found,) = find(tmp_path, pages, "NI612")
    assert mended(pages, found) == {"index.md": f"## Open Projects\n- [Maps]({right})\n"}


def test_no_final_slash_on_other_pages(tmp_path: Path) -> None:
    """Briefs and pages of the old site are looked at, too; there the fix is unsafe."""
    pages = {
        "counting-bees.md": brief("Bees", "/counting-bees/", Need=f"See [maps]({BASE}maps-of-hedges)."),
        "maps-of-hedges.md": HEDGES,
        "old_site/open.md": old_page("## Open Projects", f"- [Maps]({BASE}maps-of-hedges)"),
    }
    found = find(tmp_path, pages, "NI612")
    assert [(one.path, one.fix and one.fix.is_safe) for one in found] == [
        ("counting-bees.md", True),
        ("old_site/open.md", False),
    ]


def test_no_final_slash_beside_links_that_have_one(tmp_path: Path) -> None:
    """Where no brief was read, the other entries of the page say how it is done."""
    one, two = f"- [Maps]({BASE}maps-of-hedges)", f"- [Bees]({BASE}counting-bees/)"
    assert places(find(tmp_path / "a", {"index.md": f"## Open Projects\n{one}\n{two}\n"}, "NI612")) == [
        "NI612 index.md:2"
    ]
    assert find(tmp_path / "b", {"index.md": f"## Open Projects\n{one}\n"}, "NI612") == []


@pytest.mark.parametrize("permalink", ["/maps-of-hedges", "/maps-of-hedges.html"])
def test_a_permalink_without_a_slash(tmp_path: Path, permalink: str) -> None:
    """The link is right as it is."""
    pages = {"index.md": f"## Open Projects\n- [Maps]({BASE}{permalink[1:]})\n", "x.md": brief("Maps", permalink)}
    assert find(tmp_path, pages, "NI612") == []


# Capitals and spelling.


def test_a_link_in_other_letters(tmp_path: Path) -> None:
    """Its unsafe fix writes the permalink; the place of that is named."""
    pages = {"index.md": f"## Open Projects\n- [Maps]({BASE}Maps-of-Hedges/)\n", "maps-of-hedges.md": HEDGES}
    (found,) = find(tmp_path, pages, "NI61")
    assert [(one.path, one.line) for one in found.related] == [("maps-of-hedges.md", 3)]
    assert mended(pages, found, is_safe=False)["index.md"].endswith(f"({BASE}maps-of-hedges/)\n")


def test_a_permalink_with_capitals(tmp_path: Path) -> None:
    """The unsafe fix writes it in lower case, in every link to it."""
    pages = {
        "counting-bees.md": brief("Bees", "/counting-bees/", Need=f"See [maps]({BASE}Maps-of-Hedges/)."),
        "index.md": listing("## Open Projects", "Maps-of-Hedges: Maps", "counting-bees: Bees"),
        "maps-of-hedges.md": brief("Maps", "/Maps-of-Hedges/"),
    }
    (found,) = find(tmp_path, pages, "NI61")
    assert (found.code, found.path, found.line) == ("NI617", "maps-of-hedges.md", 3)
    assert mended(pages, found, is_safe=False) == {
        path: text.replace("Maps-of-Hedges", "maps-of-hedges") for path, text in pages.items()
    }


NEED = "Old hedgerows vanish, and hedgerows are mapped by nobody."


@pytest.mark.parametrize("slip", ["hegderows", "hedgrows", "hedgeerows"])
def test_a_permalink_with_a_slip(tmp_path: Path, slip: str) -> None:
    """Swapped letters, one that is missing, one too many; the unsafe fix renames every link."""
    pages = {
        "index.md": listing("## Open Projects", f"mapping-{slip}: Mapping hedgerows"),
        "mapping-hedgerows.md": brief("Mapping hedgerows", f"/mapping-{slip}/", Need=NEED),
    }
    (found,) = find(tmp_path, pages, "NI61")
    assert (found.code, found.path, found.line) == ("NI617", "mapping-hedgerows.md", 3)
    assert mended(pages, found, is_safe=False) == {
        path: text.replace(slip, "hedgerows") for path, text in pages.items()
    }


def test_a_misspelt_permalink_that_was_meant(tmp_path: Path) -> None:
    """An entry that spells it rightly is dead; it gets no fix that would spell it wrongly."""
    pages = {
        "index.md": listing("## Open Projects", "mapping-hedgerows: Mapping"),
        "mapping-hedgerows.md": brief("Mapping hedgerows", "/mapping-hegderows/", Need=NEED),
    }
    dead, misspelt = find(tmp_path, pages, "NI61")
    assert (dead.code, dead.fix, misspelt.code) == ("NI611", None, "NI617")
    assert list(mended(pages, misspelt, is_safe=False)) == ["mapping-hedgerows.md"]


def test_a_misspelt_permalink_with_a_misspelt_file(tmp_path: Path) -> None:
    """Both must be renamed, which no fix does."""
    (found,) = find(
        tmp_path, {"mapping-hegderows.md": brief("Mapping hedgerows", "/mapping-hegderows/", Need=NEED)}, "NI61"
    )
    assert (found.code, found.fix) == ("NI617", None)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Mapping hedgerow", "mapping-hedgerows"),
        ("Mapping hegderows", "mapping-hedgerows"),
        ("Generated hedges", "generate-hedges"),
        ("Models of hedges", "modals-of-hedges"),
    ],
)
def test_permalinks_that_are_no_slip(tmp_path: Path, title: str, slug: str) -> None:
    """Plurals and other forms of a word, a title that is misspelt itself, and short words."""
    assert find(tmp_path, {f"{slug}.md": brief(title, f"/{slug}/", Need=NEED)}, "NI617") == []


def test_a_file_with_another_name(tmp_path: Path) -> None:
    """It is a note at the permalink; a folder's own page has the name of the folder."""
    pages = {"hedges.md": HEDGES, "counting-bees/index.md": BEES, "hives.md": brief("Hives")}
    assert places(find(tmp_path, pages, "NI616")) == ["NI616 hedges.md:3"]


# Permalinks without the final slash.


def test_a_permalink_without_the_slash_that_a_link_has(tmp_path: Path) -> None:
    """The link leads nowhere; the unsafe fix gives the permalink its slash."""
    pages = {
        "index.md": listing("## Open Projects", "maps-of-hedges: Maps of hedges"),
        "maps-of-hedges.md": brief("Maps of hedges", "/maps-of-hedges"),
    }
    (found,) = find(tmp_path, pages, "NI6")
    assert (found.code, found.path, found.line) == ("NI618", "maps-of-hedges.md", 3)
    assert [(one.path, one.line) for one in found.related] == [("index.md", 4)]
    assert mended(pages, found, is_safe=False) == {"maps-of-hedges.md": HEDGES}


@pytest.mark.parametrize(
    ("permalink", "address"),
    [("/maps-of-hedges", "maps-of-hedges"), ("/maps-of-hedges.html", "maps-of-hedges/"), ("", "maps-of-hedges/")],
)
def test_permalinks_that_need_no_slash(tmp_path: Path, permalink: str, address: str) -> None:
    """No link has one, the permalink names a file, or there is none."""
    pages = {
        "index.md": f"## Open Projects\n\n- [Maps of hedges]({address})\n",
        "maps-of-hedges.md": brief("Maps of hedges", permalink),
    }
    assert find(tmp_path, pages, "NI618") == []


# One slip is one finding.


@pytest.mark.parametrize("address", ["", "HERE/"])
def test_a_brief_whose_entry_has_no_address_is_not_reported_as_missing(tmp_path: Path, address: str) -> None:
    """The link without an address is the finding."""
    pages = {"index.md": f"## Open Projects\n\n- [Maps of hedges]({address})\n", "maps-of-hedges.md": HEDGES}
    assert places(find(tmp_path, pages, "NI6")) == ["NI601 index.md:3"]


def test_a_wrong_project_says_more_than_two_titles_of_one_project(tmp_path: Path) -> None:
    """The entry has the title of another brief because its link is wrong."""
    pages = {
        "index.md": listing("## Open Projects", "counting-bees: Maps of hedges"),
        "counting-bees.md": BEES,
        "maps-of-hedges.md": HEDGES,
    }
    assert places(find(tmp_path, pages, ("NI614", "NI804"))) == ["NI614 index.md:4"]


def test_text_after_unclosed_front_matter_is_no_permalink(tmp_path: Path) -> None:
    """Reading reports the front matter, and the permalink that holds the rest of the page."""
    page = HEDGES.replace("/\n---\n", "/\n\n")
    assert places(find(tmp_path, {"maps-of-hedges.md": page}, "NI617")) == []


def test_each_of_many_links_without_a_slash_is_found() -> None:
    """Where no brief was read, each is compared with the others of its page."""
    lines = [f"- [Maps {n}]({BASE}maps-{n})\n" for n in range(600)]
    page = parse(f"## Open Projects\n\n- [Maps]({BASE}maps/)\n{''.join(lines)}", name="index.md")
    assert len(check(page, select=["NI612"])) == len(lines)
