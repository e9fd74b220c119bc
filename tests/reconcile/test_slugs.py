"""Slugs: the one name of a project, from its link or from its title."""

from __future__ import annotations

import pytest

from nhs_internships.catalogue.reconcile.slugs import base_titles, plain_title, slug_of_title
from nhs_internships.model.slugs import slug_of_url


@pytest.mark.parametrize(
    "url",
    [
        "https://nhsx.github.io/nhsx-internship-projects/counting-bees/",
        "https://nhsx.github.io/nhsx-internship-projects/counting-bees",
        "https://nhsx.github.io/nhsx-internship-projects/Counting-Bees.html",
        "//nhsx.github.io/nhsx-internship-projects/counting-bees/",
        "/counting-bees/",
        "counting-bees/",
        "../counting-bees.html",
        "counting-bees/index.html",
        "/counting-bees/?from=list#need",
        " counting%2Dbees/ ",
    ],
)
def test_a_slug_is_the_last_segment_of_a_link(url: str) -> None:
    """Absolute or relative, with or without the final slash or .html, in any case."""
    assert slug_of_url(url) == "counting-bees"


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", " ", "/", "./", "../", "#top", "HERE/", "https://nhsx.github.io/nhsx-internship-projects/HERE/"),
        *("holding.html", "/holding.html", "mailto:bees@example.org", "bees@example.org", "tel:1"),
        *("https://nhsx.github.io/nhsx-internship-projects/", "https://nhsx.github.io", "//example.org"),
    ],
)
def test_some_links_name_no_project(url: str | None) -> None:
    """Empty targets, placeholders, mail and the root of a site are no usable links."""
    assert slug_of_url(url) is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Counting Bees", "counting-bees"),
        ("  Counting -- bees: the sequel!  ", "counting-bees-the-sequel"),
        ("Bees (Apis mellifera) at work [draft]", "bees-at-work"),
        ("Cr\u00e8me de la ruche \u2013 \ufb01ve hives", "creme-de-la-ruche-five-hives"),
        ("(Bees)", "bees"),
        ("\u8702", "untitled"),
        ("", "untitled"),
    ],
)
def test_a_title_makes_a_slug(title: str, slug: str) -> None:
    """NFKD, ASCII, lower case, other runs become hyphens, notes in brackets are dropped."""
    assert slug_of_title(title) == slug


@pytest.mark.parametrize(
    ("title", "bases"),
    [
        ("Counting bees - Extension", ("Counting bees",)),
        ("Counting bees: Next Steps", ("Counting bees",)),
        ("Counting bees (Extension)", ("Counting bees",)),
        ("Counting bees (See Ongoing Projects below)", ("Counting bees",)),
        ("Counting bees \u2013 extension (see below)", ("Counting bees \u2013 extension", "Counting bees")),
        ("Counting bees (Apis mellifera)", ()),
        ("Counting bees", ()),
        ("Extension", ()),
        ("Hyperextension", ()),
    ],
)
def test_what_a_title_only_adds_to(title: str, bases: tuple[str, ...]) -> None:
    """ "Extension", "Next Steps" and "(See ...)" add to a title; other notes and words do not."""
    assert base_titles(title) == bases


@pytest.mark.parametrize(
    ("title", "code", "plain"),
    [
        ("P22 - Counting bees", "P22", "Counting bees"),
        ("P22: Counting bees", "P22", "Counting bees"),
        ("T2-weighted bees", None, "T2-weighted bees"),
        ("P22", "P22", "P22"),
        ("P22nd bee", "P22", "P22nd bee"),
    ],
)
def test_a_code_is_no_part_of_a_title(title: str, code: str | None, plain: str) -> None:
    """Only the code that the source states is taken off."""
    assert plain_title(title, code) == plain
