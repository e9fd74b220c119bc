"""Addresses that lead nowhere, and those that are written wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, mended, places
from _sites import BASE, brief, listing, old_page, record
from nhs_internships.checks import Settings

if TYPE_CHECKING:
    from pathlib import Path

DATA = "_data/completed.yml"


# Links that lead nowhere.


@pytest.mark.parametrize("target", ["", f"{BASE}HERE/", "HERE/", "here", "tbu", "TODO", "placeholder"])
def test_a_link_to_nothing(tmp_path: Path, target: str) -> None:
    """An empty address, or a word that waits for one, is reported at the entry."""
    pages = {"index.md": f"## Open Projects\n- [Maps of hedges]({target})\n"}
    assert places(find(tmp_path, pages, "NI601")) == ["NI601 index.md:2"]


@pytest.mark.parametrize(
    "page",
    [
        "- [Maps](https://www.example.org/here/)\n",
        "- [Maps](https://www.example.org/todo/link)\n",
        "- [Up](#top), [up](#)\n",
        "- Maps of hedges\n",
        "![Maps]()\n",
        "`[Maps]()` is a link without an address\n",
        "```\n[Maps](HERE/)\n```\n",
        "~~~markdown\n[Maps](HERE/)\n~~~\n",
        "<!-- [Maps](HERE/) -->\n",
    ],
)
def test_what_is_no_link_to_nothing(tmp_path: Path, page: str) -> None:
    """Pages elsewhere, anchors, images, comments and code are left alone."""
    assert find(tmp_path, {"index.md": page}, "NI601") == []


def test_a_link_to_nothing_on_a_page_of_prose(tmp_path: Path) -> None:
    """Visitors follow links there, too, and those in HTML."""
    pages = {"about.md": 'See [our work]().\n\n<p><a href="">Apply</a></p>\n'}
    assert places(find(tmp_path, pages, "NI601")) == ["NI601 about.md:1", "NI601 about.md:3"]


def test_a_link_to_nothing_says_more_than_that_the_slug_is_made_up(tmp_path: Path) -> None:
    """The note of reconciling about the same line is left out; that about an entry without a link stays."""
    pages = {"index.md": "## Open Projects\n- [Maps](HERE/)\n- ![area](https://img.shields.io/badge/NLP-red) Bees\n"}
    assert places(find(tmp_path, pages, "NI311")) == ["NI311 index.md:3"]


def test_a_link_to_nothing_in_a_brief_is_reported_once(tmp_path: Path) -> None:
    """Reconciling reports it, and not the check; a template is full of them."""
    pages = {
        "bees.md": brief("Bees", "/bees/", Datasets="See [this]()."),
        "new-topic.md": brief("TITLE", "/new-topic/", Datasets="See [this]()."),
    }
    assert places(find(tmp_path, pages, "NI601")) == []
    assert places(find(tmp_path, pages, "NI317")) == ["NI317 bees.md:12"]


# Placeholders and words in records.


def test_placeholders_of_records(tmp_path: Path) -> None:
    """Each is reported on its own line, whatever the key is called."""
    values = {"code link": '"holding.html"', "reportlink": "tbu", "case study link": "Coming Autumn 2023"}
    found = find(tmp_path, {DATA: record("P31 - Bees", **values)}, "NI602")
    assert places(found) == [f"NI602 {DATA}:3", f"NI602 {DATA}:4", f"NI602 {DATA}:5"]
    assert [one.message.partition(",")[0] for one in found] == [
        'the code link of "P31 - Bees" is "holding.html"',
        'the report link of "P31 - Bees" is "tbu"',
        'the case study link of "P31 - Bees" is "Coming Autumn 2023"',
    ]


@pytest.mark.parametrize("value", ["", "n/a", "none", "https://github.com/a/b", "github.com/a/b", "bees@example.org"])
def test_values_that_hold_no_place(tmp_path: Path, value: str) -> None:
    """Addresses, also wrong ones, empty values, and those that say that there is none."""
    assert find(tmp_path, {DATA: record("P31 - Bees", codelink=value)}, "NI602") == []


@pytest.mark.parametrize("value", ["Available on Request", "AvailableOnRequest", "Restricted"])
def test_words_that_say_why_there_is_no_address(tmp_path: Path, value: str) -> None:
    """They are a note, not a placeholder."""
    found = find(tmp_path, {DATA: record("P31 - Bees", codelink=value)}, "NI60")
    assert places(found) == [f"NI603 {DATA}:3"]


def test_the_holding_page(tmp_path: Path) -> None:
    """A link to it from any page holds a place; the page itself is none."""
    pages = {
        "index.md": "## Open Projects\n- [Maps of hedges](holding.html)\n",
        "holding.md": "---\npermalink: holding.html\n---\nSoon.\n",
        "bees.md": brief("Bees", "/bees/", Need="See [this](holding.md)."),
    }
    assert places(find(tmp_path, pages, "NI60")) == ["NI602 bees.md:10", "NI602 index.md:2"]


# Mail.


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("[us](bees@example.org)", "[us](mailto:bees@example.org)"),
        ("[us](<bees@example.org>)", "[us](<mailto:bees@example.org>)"),
        ('<a href="b.e+es@example.nhs.uk">us</a>', '<a href="mailto:b.e+es@example.nhs.uk">us</a>'),
        ("[us][1], [them][1]\n\n[1]: bees@example.org", "[us][1], [them][1]\n\n[1]: mailto:bees@example.org"),
    ],
)
def test_mail_without_mailto(tmp_path: Path, written: str, right: str) -> None:
    """The fix adds it, in Markdown, references and HTML."""
    pages = {"about.md": f"Write to {written}\n"}
    (found,) = find(tmp_path, pages, "NI604")
    assert mended(pages, found) == {"about.md": f"Write to {right}\n"}


@pytest.mark.parametrize(
    "page",
    [
        "[us](mailto:bees@example.org)\n",
        "bees@example.org, <bees@example.org>\n",
        "`[us](bees@example.org)`\n",
        "Text\n\n    [us](bees@example.org)\n\n    [us](bees@example.org)\n",
        "{% comment %}\n[us](bees@example.org)\n{% endcomment %}\n",
        "[us](https://medium.com/@bees/hedges)\n",
    ],
)
def test_mail_that_works(tmp_path: Path, page: str) -> None:
    """Links with mailto:, autolinks, plain text, code, and pages with an @ in their address."""
    assert find(tmp_path, {"about.md": page}, "NI604") == []


@pytest.mark.parametrize("above", ["- Item\n\n", "1. Item\n\n", "Text\n", "{% comment %}\n\n"])
def test_text_that_is_indented_and_no_code(tmp_path: Path, above: str) -> None:
    """It belongs to an item or paragraph, or to what is no comment without its end."""
    assert places(find(tmp_path, {"about.md": f"{above}    [us](bees@example.org)\n"}, "NI604"))


def test_mail_that_is_defined_above(tmp_path: Path) -> None:
    """A definition may come before the first link that uses it."""
    pages = {"about.md": "[1]: bees@example.org\n\nWrite to [us][1]\n"}
    assert places(find(tmp_path, pages, "NI604")) == ["NI604 about.md:1"]


def test_mail_on_every_kind_of_page(tmp_path: Path) -> None:
    """Listings, briefs and pages of the old site are looked at; on the old site the fix is unsafe."""
    mail = "[us](bees@example.org)"
    pages = {
        "a.md": f"{mail}\n\n" + listing("## Open Projects", "bees: Bees"),
        "b.md": brief("Bees", "/bees/", Need=mail),
        "old_site/c.md": old_page("## Open Projects", "bees: Bees") + f"\n{mail}\n",
    }
    found = find(tmp_path, pages, "NI604")
    assert [(one.path, one.fix and one.fix.is_safe) for one in found] == [
        ("a.md", True),
        ("b.md", True),
        ("old_site/c.md", False),
    ]


# Quotation marks, ellipses, schemes.


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ('https://example.org/a"', "https://example.org/a"),
        ("'https://example.org/a\"'", "'https://example.org/a'"),
        ("\u201chttps://example.org/a\u201d", "https://example.org/a"),
    ],
)
def test_a_stray_quotation_mark_in_a_record(tmp_path: Path, written: str, right: str) -> None:
    """The fix removes the marks that belong to the value, and not those that YAML reads."""
    pages = {DATA: record("P31 - Bees", codelink=written)}
    (found,) = find(tmp_path, pages, "NI605")
    assert mended(pages, found) == {DATA: record("P31 - Bees", codelink=right)}


def test_a_stray_quotation_mark_on_a_page(tmp_path: Path) -> None:
    """It is found in any link; a title of the link is none, nor a quotation around the link."""
    pages = {"a.md": '[a](https://example.org/a")\n[b](https://example.org/b "Title") "[c](https://example.org)"\n'}
    (found,) = find(tmp_path, pages, "NI605")
    assert mended(pages, found)["a.md"].startswith("[a](https://example.org/a)\n[b]")


def test_a_stray_mark_and_no_scheme(tmp_path: Path) -> None:
    """Both fixes of one address can be made together."""
    pages = {DATA: record("P31 - Bees", codelink='github.com/a/b"')}
    found = find(tmp_path, pages, "NI60")
    assert [one.code for one in found] == ["NI605", "NI607"]
    spans = sorted((edit.span.start, edit.span.end) for one in found if one.fix for edit in one.fix.edits)
    assert spans[0][1] <= spans[1][0]


@pytest.mark.parametrize("address", ["https://github.com/a/.../report.pdf", "https://example.org/\u2026/a", "..."])
def test_an_ellipsis(tmp_path: Path, address: str) -> None:
    """Three dots for a part, in records and in links."""
    pages = {DATA: record("P31 - Bees", reportlink=f'"{address}"'), "a.md": f"[a]({address})\n"}
    assert "NI606 a.md:1" in places(find(tmp_path, pages, "NI606"))
    assert places(find(tmp_path, pages, "NI606"))[0] == f"NI606 {DATA}:3"


@pytest.mark.parametrize("address", ["../../hedges/", "https://example.org/a...b/", "https://example.org/what.../x"])
def test_dots_that_are_no_ellipsis(tmp_path: Path, address: str) -> None:
    """Folders above, and dots inside a name."""
    assert find(tmp_path, {"a.md": f"[a]({address})\n"}, "NI606") == []


@pytest.mark.parametrize("address", ["github.com/a/b", "www.example.org", "www.england.nhs.uk/x", "A.example.ORG/"])
def test_no_scheme(tmp_path: Path, address: str) -> None:
    """The fix adds https://, in records and in links."""
    pages = {DATA: record("P31 - Bees", codelink=address), "a.md": f"[a]({address})\n"}
    first, second = find(tmp_path, pages, "NI607")
    assert mended(pages, first) == {DATA: record("P31 - Bees", codelink=f"https://{address}")}
    assert mended(pages, second) == {"a.md": f"[a](https://{address})\n"}


@pytest.mark.parametrize(
    "address",
    ["overview.html", "content/a.md", "hedges.io", "//example.org/a", "http://example.org/", "{{ site.url }}/a"],
)
def test_addresses_that_need_no_scheme(tmp_path: Path, address: str) -> None:
    """Pages of the site, and addresses that have a host."""
    assert find(tmp_path, {"a.md": f"[a]({address})\n"}, "NI607") == []


# Moved hosts.

MOVED = Settings(moved={"https://github.com/old-hedges": "https://github.com/new-hedges"})


def test_a_host_that_has_moved(tmp_path: Path) -> None:
    """The unsafe fix writes where it is now, and leaves the rest of the address."""
    pages = {"a.md": "[a](https://github.com/old-hedges/maps?x=1)\n"}
    (found,) = find(tmp_path, pages, "NI608", settings=MOVED)
    assert mended(pages, found, is_safe=False) == {"a.md": "[a](https://github.com/new-hedges/maps?x=1)\n"}


@pytest.mark.parametrize(
    "address",
    ["https://github.com/old-hedges-two/maps", "https://github.com/new-hedges", "https://x.org/github.com/old-hedges"],
)
def test_hosts_that_have_not_moved(tmp_path: Path, address: str) -> None:
    """Whole names are compared, and only at the beginning."""
    assert find(tmp_path, {"a.md": f"[a]({address})\n"}, "NI608", settings=MOVED) == []


def test_a_host_without_its_scheme(tmp_path: Path) -> None:
    """The settings may leave it out; what has moved to a longer address is not reported again."""
    settings = Settings(moved={"hedges.example.org": "hedges.example.org/maps"})
    pages = {"a.md": "[a](https://hedges.example.org/a)\n[b](https://hedges.example.org/maps/b)\n"}
    (found,) = find(tmp_path, pages, "NI608", settings=settings)
    assert mended(pages, found, is_safe=False)["a.md"].startswith("[a](https://hedges.example.org/maps/a)\n")


@pytest.mark.parametrize("scheme", ["htps://", "http//", "https:/", "ttps://", "https;//", "http:///"])
def test_a_misspelt_scheme_is_written_right(tmp_path: Path, scheme: str) -> None:
    """A browser knows no such scheme, or takes the address for a page of the site."""
    pages = {"index.md": f"[Maps]({scheme}example.org/maps)\n"}
    (found,) = find(tmp_path, pages, "NI6")
    assert found.code == "NI607"
    assert mended(pages, found) == {"index.md": "[Maps](https://example.org/maps)\n"}


@pytest.mark.parametrize(
    "address", ["http://example.org", "https://example.org", "tps/maps/", "http/maps/", "ftp://a.org/b"]
)
def test_other_schemes_and_pages_are_no_misspelt_ones(tmp_path: Path, address: str) -> None:
    """Folders may be called so."""
    assert find(tmp_path, {"index.md": f"[Maps]({address})\n"}, "NI607") == []


# Addresses of one computer.


@pytest.mark.parametrize(
    ("address", "is_found"),
    [
        ("file:///C:/maps.docx", True),
        ("http://localhost:4000/maps/", True),
        ("http://127.0.0.1", True),
        ("mailto:bees.example.org", True),
        ("mailto:bees@example.org?subject=Maps", False),
        ("mailto:bees@example,org", True),
        ("mailto:bees@example", True),
        ("mailto:bees@@example.org", True),
        ("mailto:bees@example.org,wasps@example.org", False),
        ("mailto:bees+maps@example.org;", False),
        ("mailto:%22Bees%22%3Cbees@example.org%3E", False),
        ("mailto:{{ site.email }}", False),
        ("https://localhost.example.org/", False),
        ("https://example.org/file:a", False),
        ("files/maps.docx", False),
    ],
)
def test_addresses_that_no_visitor_can_reach(tmp_path: Path, address: str, is_found: bool) -> None:
    """NI609, at the link."""
    found = places(find(tmp_path, {"about.md": f"See [it]({address})\n"}, "NI609"))
    assert found == ["NI609 about.md:1"] * is_found


@pytest.mark.parametrize("address", ["https://https://example.org/", "https:://example.org/"])
def test_a_scheme_twice_or_with_two_colons(tmp_path: Path, address: str) -> None:
    """NI607; the fix writes it once."""
    (found,) = find(tmp_path, {"about.md": f"See [it]({address})\n"}, "NI607")
    assert mended({"about.md": f"See [it]({address})\n"}, found) == {"about.md": "See [it](https://example.org/)\n"}
