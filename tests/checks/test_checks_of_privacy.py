"""Checks of privacy and safety: mailboxes of people, and what runs code."""

from __future__ import annotations

import pytest

from _checked import findings, full_brief, lines, one

CODES = ("NI208", "NI961", "NI962", "NI963")
RECORD = """\
- title: P31 - Maps
  stage: Wave 3 - June to December 2022
  author: Nonny Exampleson
  supervisor: Ann O'Mapper | Bo Li
"""


def _page(text: str) -> dict[str, str]:
    return {"index.md": f"## Open Projects\n\n{text}\n"}


# Mailboxes


@pytest.mark.parametrize(
    "address",
    ["ann.example@nhs.net", "Ann.B.Example2@example.org", "hedgefan77@gmail.com", "annie@hotmail.co.uk"],
)
def test_mailboxes_of_people(address: str) -> None:
    """First and last name, or a provider for private people."""
    assert lines(_page(f"Write to [us](mailto:{address})."), "NI961") == [3]


@pytest.mark.parametrize(
    "address",
    [
        "hedge-unit@nhs.net",
        "datascience@nhs.net",
        "england.hedges@nhs.net",
        "the.team@nhs.net",
        "open.source@nhs.net",
        "hedgerow@nhs.net",
        "phd.interns@gmail.com",
    ],
)
def test_mailboxes_of_teams(address: str) -> None:
    """A word of a team in the name, or no sign of a person."""
    assert not findings(_page(f"Write to [us](mailto:{address})."), *CODES)


@pytest.mark.parametrize("address", ["nonnyexampleson@nhs.net", "n.exampleson@nhs.net", "annomapper@nhs.net"])
def test_mailboxes_of_people_of_the_catalogue(address: str) -> None:
    """The records name authors and supervisors, whose addresses are recognised in most forms."""
    pages = {**_page(f"Write to {address}."), "_data/completed.yml": RECORD}
    assert lines(pages, "NI961") == [3]


def test_short_last_names_are_no_evidence() -> None:
    """Too many words begin with a b and end in li."""
    assert not findings({**_page("Write to broccoli@nhs.net."), "_data/completed.yml": RECORD}, "NI961")


def test_an_address_is_reported_once_for_each_page() -> None:
    """The other lines are in `related`."""
    finding = one(_page("ann.example@nhs.net\n[ann.example@nhs.net](mailto:Ann.Example@nhs.net)\n"), "NI961")
    assert (finding.line, [place.line for place in finding.related]) == (3, [4])
    assert "ann" not in finding.message.casefold()


@pytest.mark.parametrize("text", ["git@github.com:ann.example/maps", "https://example.org/@ann.example", "@ann"])
def test_what_is_no_mailbox(text: str) -> None:
    """Repositories and handles."""
    assert not findings(_page(text), "NI961")


# Links that run code


@pytest.mark.parametrize(
    "text",
    [
        "See [maps](javascript:alert(1)).",
        '<p><a href="java&#115;cript:alert(1)">maps</a></p>',
        "[maps](data:text/html,x)",
        "[maps](VBSCRIPT:x)",
    ],
)
def test_active_links_outside_entries(text: str) -> None:
    """Reading reports those of entries; this check those of all other text, under the same code."""
    assert lines(full_brief().replace("Photographs.", text), "NI208") == [21]


def test_an_active_link_of_an_entry_is_reported_once() -> None:
    """Reading has reported it."""
    assert lines(_page("- [Maps of hedges](javascript:alert(1))"), "NI208") == [3]


@pytest.mark.parametrize(
    "text",
    ["`[maps](javascript:x)`", "The javascript: scheme", "[the data: maps](maps/)", "[m](maps/?a=b&#38;c=data:)"],
)
def test_links_that_run_nothing(text: str) -> None:
    """Code, prose and other addresses."""
    assert not findings(full_brief().replace("Photographs.", text), *CODES)


# Event handlers and scripts


@pytest.mark.parametrize(
    "tag",
    [
        '<button onclick="go()">Maps</button>',
        "<img src='a.png' onerror='go()'>",
        "<a\n  href='maps/'\n  onMouseOver = go()>Maps</a>",
        '<svg/onload="go()">',
    ],
)
def test_event_handlers(tag: str) -> None:
    """An attribute that begins with `on`, whatever its case and quotes."""
    assert len(findings(_page(tag), "NI962")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "once = 1, on = 2 and onclick = 3",
        '<p title="onclick=go()">maps</p>',
        "`<b onclick='go()'>`",
        "```\n<b onclick='go()'>\n```",
        "<!-- <b onclick='go()'> -->",
        "a < b, onset=3 > 2",
        '<a href="?onset=3">maps</a>',
        "\\<b onclick=go()>",
        '<p data-onset="3">maps</p>',
    ],
)
def test_what_is_no_event_handler(text: str) -> None:
    """Text, code, comments, values and other attributes."""
    assert not findings(_page(text), "NI962")


def test_scripts() -> None:
    """A script in a page, or one that is loaded from elsewhere even beside filter buttons."""
    assert lines(_page("<script>go()</script>"), "NI963") == [3]
    buttons = '<button data-filter="nature">Nature</button>\n\n'
    assert lines(_page(f"{buttons}<SCRIPT src='https://example.org/a.js'></SCRIPT>"), "NI963") == [5]


@pytest.mark.parametrize(
    "text",
    [
        '<button data-filter="nature">Nature</button>\n\n<script>\nfilter()\n</script>',
        "`<script>` in code",
        "```\n<script>\n```",
        "a script, and \\<script>",
        "<!-- <script> -->",
        '<script type="application/ld+json">{"name": "Maps"}</script>',
    ],
)
def test_what_is_no_script_to_report(text: str) -> None:
    """The script of the filter buttons of a page, code, comments, and data that does not run."""
    assert not findings(_page(text), "NI963")
