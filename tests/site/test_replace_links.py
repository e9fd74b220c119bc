"""An address is replaced wherever a site links to it, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, old_page, record, write
from nhs_internships.errors import ChangeRefused, UnsafeEdit

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = "https://github.com/nhsx", "https://github.com/nhsengland"
SITE = "https://nhsx.github.io/nhsx-internship-projects"
PAGES = {
    "about.md": f"---\ntitle: About\ncode: {OLD}/bees\n---\n\n[a]({OLD}/bees), <{OLD}>, see {OLD}.\n\n[x]: {OLD}/x\n",
    "bees.md": brief("Bees", "/bees-b/", Datasets=f'[Hives]({OLD}/hives "Hives"), <a href="{OLD}/a?b=1&amp;c=2">a</a>'),
    "cards.md": (
        '## Open Projects\n<ul class="nhsuk-card-group">\n<li class="nhsx-project-card">'
        f'<a class="nhsuk-card__link" href="{OLD}/bees">Bees</a></li>\n</ul>\n'
    ),
    "list.md": f"## Open Projects\n- [Bees]({SITE}/bees-b/)\n- [Ants](ants-a/)\n",
    "old.md": old_page("## Open", f"- [Wasps]({OLD}/wasps)"),
    "_data/completed.yml": record("P31 - Bees", codelink=f'"{OLD}/bees"', reportlink="github.com/nhsx/bees/r.pdf"),
}


@pytest.fixture
def site(tmp_path: Path) -> ni.Site:
    """A site that links to one organisation in each way."""
    return ni.Site.open(write(tmp_path, PAGES))


def texts(site: ni.Site, old: str, new: str) -> dict[str, str]:
    """The texts of the pages with another address."""
    return {path: page.text for path, page in site.after(site.replace_links(old, new)).documents.items()}


def replaced(text: str, old: str, new: str, folder: Path) -> str:
    """A page with another address."""
    return texts(ni.Site.open(write(folder, {"index.md": text})), old, new)["index.md"]


def test_an_organisation_is_replaced_in_every_place(site: ni.Site) -> None:
    """Links, autolinks, prose, definitions, HTML, front matter, cards, and data files with and without a scheme."""
    expected = {path: text.replace("github.com/nhsx", "github.com/nhsengland") for path, text in PAGES.items()}
    assert texts(site, OLD, NEW) == expected


def test_a_host_may_stand_without_its_scheme(site: ni.Site) -> None:
    """Every scheme stays as it is."""
    assert texts(site, "github.com/nhsx", "github.com/nhsengland") == texts(site, OLD, NEW)


def test_the_summary_names_pages_of_the_old_site(site: ni.Site) -> None:
    """They link, too."""
    assert "edited old.md (+1 -1), a page of the old site" in site.replace_links(OLD, NEW).summary()


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/nhsx-labs/a",
        "https://github.com/nhsxy",
        "https://my-github.com/nhsx",
        "https://web.archive.org/web/2020/https://github.com/nhsx/a",
        "https://example.org/?to=https://github.com/nhsx/a",
        "http://github.com/nhsx/a",
        "someone@github.com/nhsx",
    ],
)
def test_other_addresses_stay(text: str, tmp_path: Path) -> None:
    """A longer name, another host or scheme, and an address inside another one are other addresses."""
    page = f"# About\n\n[a]({text}) and [b]({OLD}/b)\n"
    assert replaced(page, OLD, NEW, tmp_path) == page.replace(f"{OLD}/b)", f"{NEW}/b)")


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("https://a.org", "https://b.org/x/", "https://a.org/y", "https://b.org/x/y"),
        ("https://a.org/", "https://b.org", "https://a.org/y", "https://b.org/y"),
        ("https://a.org/", "https://b.org/x", "https://a.org/", "https://b.org/x"),
        ("https://a.org/y", "https://b.org/z", "https://a.org/y?q=1#f", "https://b.org/z?q=1#f"),
        ("a.org", "https://b.org", "http://a.org/y", "https://b.org/y"),
        ("https://a.org/y", "mailto:c@b.org", "//a.org/y", "mailto:c@b.org"),
        ("mailto:a@b.org", "mailto:c@b.org", "mailto:a@b.org", "mailto:c@b.org"),
        ("holding.html", "later.html", "holding.html", "later.html"),
        ("holding.html", "later.html", "holding.html#top", "later.html#top"),
        ("holding.html", "later.html", "my-holding.html", "my-holding.html"),
        ("https://a.org/x(1)", "https://a.org/x", "https://a.org/x(1)", "https://a.org/x"),
    ],
)
def test_the_rest_of_an_address_stays(old: str, new: str, before: str, after: str, tmp_path: Path) -> None:
    """Paths, queries and anchors are kept, with one slash between the parts."""
    page = f"# About\n\n[text]({before}) and holding.html in prose, [anchor]({old})\n"
    expected = page.replace(f"({before})", f"({after})").replace(f"({old})", f"({new})")
    if old == "a.org":  # without a scheme this is a page next to this one, which the new address names in full
        expected = page.replace(f"({before})", f"({after})").replace("(a.org)", "(b.org)")
    assert replaced(page, old, new, tmp_path) == expected


def test_a_new_host_may_stand_without_its_scheme(site: ni.Site) -> None:
    """The scheme of each link stays."""
    assert texts(site, OLD, "github.com/nhsengland") == texts(site, OLD, NEW)


def test_a_relative_address_in_data_and_front_matter_is_replaced(tmp_path: Path) -> None:
    """As the whole value of a key; the permalink of a page is its own address, which a warning says."""
    pages = {
        "_data/completed.yml": record("P31 - Bees", codelink="holding.html", reportlink='"holding.html"'),
        "holding.md": "---\ntitle: Later\npermalink: holding.html\nparent: holding.html\n---\n\nWords.\n",
    }
    site = ni.Site.open(write(tmp_path, pages))
    changes = site.replace_links("holding.html", "later.html")
    assert changes.warnings[0] == "holding.md: the permalink is the address of the page itself, and stays"
    new = {path: page.text for path, page in site.after(changes).documents.items()}
    assert new["_data/completed.yml"] == pages["_data/completed.yml"].replace("holding", "later")
    assert new["holding.md"] == pages["holding.md"].replace("parent: holding", "parent: later")


def test_a_link_may_lead_to_another_project(site: ni.Site) -> None:
    """Then its entry is about that one."""
    after = site.after(site.replace_links("ants-a/", f"{SITE}/bees-b/"))
    assert "ants-a" not in after.catalogue


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (OLD, "javascript:alert(1)", "would run code"),
        (OLD, "java\tscript:alert(1)", "would run code"),
        (OLD, "data:text/html,x", "would run code"),
        (OLD, "https://a.org/ b", "characters that end a link"),
        (OLD, "", "blank"),
        ("", NEW, "blank"),
        ("https://github.com/nhxs", NEW, f'did you mean "{OLD}'),
    ],
)
def test_addresses_that_cannot_be_links_are_refused(old: str, new: str, message: str, site: ni.Site) -> None:
    """The reason is named; an address that no page has names the nearest one."""
    with pytest.raises(ChangeRefused) as caught:
        site.replace_links(old, new)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{SITE}/", "/"),
        (SITE, "/nhsx-internship-projects"),
        (f"{SITE}/bees-b/", "/bees-b/"),
        (f"{SITE}/bees-b/", "../bees-b/"),
        (f"{SITE}/bees-b/", "bees.html"),
        (f"{SITE}/bees-b/", "#bees"),
        ("nhsx.github.io/nhsx-internship-projects", "/nhsx-internship-projects"),
        ("//nhsx.github.io", "/"),
        ("mailto:bees@example.org", "wasps@example.org"),
    ],
)
def test_a_relative_address_does_not_replace_one_with_a_host(old: str, new: str, site: ni.Site) -> None:
    """It would lead elsewhere from each page, and be no link at all in prose and data files."""
    with pytest.raises(ChangeRefused, match=r"a relative address .* write it as in https://example\.org/page/"):
        site.replace_links(old, new)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https:///bees", "nothing that an address needs follows https://"),
        ("https://", "nothing that an address needs follows https://"),
        ("https:", "nothing that an address needs follows https:"),
        ("https:/example.org", "nothing that an address needs follows https:"),
        ("mailto:", "nothing that an address needs follows mailto:"),
        ("https://https://example.org", "two schemes"),
    ],
)
def test_an_address_without_a_host_or_with_two_schemes_is_refused(address: str, problem: str, site: ni.Site) -> None:
    """As the old one and as the new one."""
    for old, new in ((OLD, address), (address, NEW)):
        with pytest.raises(ChangeRefused, match=problem):
            site.replace_links(old, new)


def test_an_entry_that_would_be_lost_is_refused(tmp_path: Path) -> None:
    """A bullet is an entry by its link: one to an email address is none."""
    site = ni.Site.open(write(tmp_path, {"index.md": "## Open\n- [A](a-b/)\n"}))
    with pytest.raises(UnsafeEdit, match="the page would have 0 entries, not 1"):
        site.replace_links("a-b/", "mailto:a@b.org")


def test_the_organisations_of_the_corpus_can_be_replaced_and_brought_back(corpus: Path) -> None:
    """On each real site no link to the old organisation is left, and the way back gives the first bytes."""
    for folder in [*sorted((corpus / "site").iterdir())[-2:], corpus / "later/2026-composite"]:
        site = ni.Site.open(folder)
        there = site.after(site.replace_links("github.com/nhsx", "github.com/made-up"))
        assert not any("github.com/nhsx/" in page.text for page in there.documents.values())
        back = there.after(there.replace_links("github.com/made-up", "github.com/nhsx"))
        assert {path: page.text for path, page in back.documents.items()} == {
            path: page.text for path, page in site.documents.items()
        }
