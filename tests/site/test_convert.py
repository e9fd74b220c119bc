"""A listing in another dialect states the same, and everything that is no entry stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, listing, old_page, write
from nhs_internships.dialects import (
    BADGE_LIST,
    BADGE_TABLE,
    BRIEF,
    CARDS,
    LINK_LIST,
    TITLE_LIST,
    TITLE_TABLE,
    Dialect,
)
from nhs_internships.errors import ChangeRefused, UnsafeEdit
from nhs_internships.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMS = (LINK_LIST, TITLE_LIST, BADGE_LIST, TITLE_TABLE, BADGE_TABLE, CARDS)
SHIELDS = "https://img.shields.io/badge"
TABLE = f"""\
# Projects

Words before.
### Current Projects
|:---:|--|
|**Wave 4 (January - June 2023)**|
|![area]({SHIELDS}/Synthetic-brightgreen) &nbsp; ![technique]({SHIELDS}/VAE-lightgrey)|[Bees](bees-b/)|
|**Wave 5 (June - November 2023)**|
|![datamodality](https://img.shields.io/badge/Text-9cf)|[Wasps](wasps-w/)|
Words after.
"""
AS_CARDS = """\
# Projects

Words before.
### Current Projects

<span class="nhsx-wave-badge">Wave 4 (January - June 2023)</span>

<ul class="nhsuk-grid-row nhsuk-card-group">
<li class="nhsuk-grid-column-one-third nhsuk-card-group__item nhsx-project-card" data-tags="synthetic">
  <div class="nhsuk-card nhsuk-card--clickable"><div class="nhsuk-card__content">
    <h3 class="nhsuk-card__heading nhsuk-heading-s"><a class="nhsuk-card__link" href="bees-b/">Bees</a></h3>
    <div class="nhsx-card-badges">
      <strong class="nhsuk-tag nhsuk-tag--green">Synthetic</strong>
      <strong class="nhsuk-tag nhsuk-tag--grey">VAE</strong>
    </div></div></div></li>
</ul>

<span class="nhsx-wave-badge">Wave 5 (June - November 2023)</span>

<ul class="nhsuk-grid-row nhsuk-card-group">
<li class="nhsuk-grid-column-one-third nhsuk-card-group__item nhsx-project-card" data-tags="">
  <div class="nhsuk-card nhsuk-card--clickable"><div class="nhsuk-card__content">
    <h3 class="nhsuk-card__heading nhsuk-heading-s"><a class="nhsuk-card__link" href="wasps-w/">Wasps</a></h3>
    <div class="nhsx-card-badges">
      <strong class="nhsuk-tag nhsuk-tag--text">Text</strong>
    </div></div></div></li>
</ul>

Words after.
"""
BACK = f"""\
# Projects

Words before.
### Current Projects

|:---:|---|
|**Wave 4 (January - June 2023)**| |
|![area]({SHIELDS}/Synthetic-brightgreen) &nbsp; ![technique]({SHIELDS}/VAE-lightgrey)|[Bees](bees-b/)|
|**Wave 5 (June - November 2023)**| |
|![datamodality](https://img.shields.io/badge/Text-9cf)|[Wasps](wasps-w/)|

Words after.
"""
AS_BULLETS = """\
# Projects

Words before.
### Current Projects

#### Wave 4 (January - June 2023)

- [Bees](bees-b/)

#### Wave 5 (June - November 2023)

- [Wasps](wasps-w/)

Words after.
"""


def site_of(folder: Path, text: str) -> ni.Site:
    """A site with one page."""
    return ni.Site.open(write(folder, {"index.md": text}))


def converted(site: ni.Site, dialect: Dialect, page: str = "index.md") -> ni.Site:
    """The site with a page in another dialect."""
    return site.after(site.convert(page, dialect))


def stated(site: ni.Site, page: str = "index.md", *, badges: bool = True) -> list[tuple[object, ...]]:
    """What the entries of a page state, without colours, and without badges on demand."""
    return [
        (
            *(entry.section, entry.status, entry.wave, entry.code, entry.url or ""),
            " ".join(entry.title.split()),
            [badge.key for badge in entry.badges if badges],
        )
        for entry in site.documents[page].entries
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "dialect", "after"),
    [(TABLE, CARDS, AS_CARDS), (AS_CARDS, BADGE_TABLE, BACK), (TABLE, LINK_LIST, AS_BULLETS)],
)
def test_a_page_is_written_in_another_dialect(
    before: str, dialect: Dialect, after: str, newline: str, tmp_path: Path
) -> None:
    """Entries, waves and colours change their form, prose and headings stay, and so do the ends of lines."""
    site = site_of(tmp_path, before.replace("\n", newline))
    assert converted(site, dialect).documents["index.md"].text == after.replace("\n", newline)


@pytest.mark.parametrize("dialect", FORMS, ids=str)
@pytest.mark.parametrize("text", [TABLE, AS_CARDS, AS_BULLETS], ids=["table", "cards", "bullets"])
def test_a_second_conversion_changes_nothing(text: str, dialect: Dialect, tmp_path: Path) -> None:
    """A page in a dialect stays as it is when it is to be written in that dialect."""
    site = converted(site_of(tmp_path, text), dialect)
    assert not site.convert("index.md", dialect)


def test_what_a_dialect_cannot_carry_is_announced(tmp_path: Path) -> None:
    """A list of links has no badges, and says how many are left out."""
    changes = site_of(tmp_path, TABLE).convert("index.md", LINK_LIST)
    assert changes.warnings == ("LINK_LIST carries no badges: 3 badges will be left out",)


def test_a_colour_without_a_tag_is_announced(tmp_path: Path) -> None:
    """NHS.UK has few colours; a badge in another one says which it was."""
    text = listing("## Open", "- [Bees](bees-b/)") + "![area](https://img.shields.io/badge/Bees-ab12cd)\n"
    changes = site_of(tmp_path, text).convert("index.md", CARDS)
    assert changes.warnings == ('CARDS has no colour for "Bees" (ab12cd); it will be the default',)


def test_other_text_of_an_entry_is_announced(tmp_path: Path) -> None:
    """Words beside the link are named before they are left out."""
    changes = site_of(tmp_path, "## Open\n- [Bees](bees-b/) with honey\n").convert("index.md", CARDS)
    assert changes.warnings == ('the entry "Bees" holds other text, which will be left out: with honey',)


def test_words_of_a_filter_are_announced(tmp_path: Path) -> None:
    """A table has no filter: neither its buttons nor words that are no areas."""
    text = '<button data-filter="nlp">NLP</button>\n\n' + AS_CARDS.replace('"synthetic"', '"synthetic nlp"')
    assert site_of(tmp_path, text).convert("index.md", BADGE_TABLE).warnings[:2] == (
        "1 card can be found by filter words that are no areas; they will be left out",
        "the filter of the page works for cards alone; remove it",
    )


def test_what_is_no_entry_stays_where_it_is(tmp_path: Path) -> None:
    """A bullet of prose between entries cuts the list in two."""
    text = "## Open\n- [A](a-b/)\n- words\n<!-- note -->\n- [B](b-b/)\n\nThe end.\n"
    after = "## Open\n\n|:---:|---|\n||[A](a-b/)|\n\n- words\n<!-- note -->\n\n|:---:|---|\n||[B](b-b/)|\n\nThe end.\n"
    assert converted(site_of(tmp_path, text), BADGE_TABLE).documents["index.md"].text == after


def test_a_card_that_names_its_wave_gets_a_row(tmp_path: Path) -> None:
    """The wave of one card is a row above its project, and the next project has its own."""
    link, wave = '<a class="nhsuk-card__link" href="{0}-b/">{0}</a>', '<span class="nhsx-wave-badge">Wave {1}</span>'
    card = f'<li class="nhsx-project-card">{link} {wave}</li>\n'
    text = f'## Current Projects\n<ul class="nhsuk-card-group">\n{card.format("A", 1)}{card.format("B", 2)}</ul>\n'
    site = site_of(tmp_path, text)
    again = converted(site, BADGE_TABLE)
    assert "|**Wave 1**| |\n||[A](A-b/)|\n|**Wave 2**| |\n||[B](B-b/)|\n" in again.documents["index.md"].text
    assert stated(again) == stated(site)


@pytest.mark.parametrize("dialect", [TITLE_TABLE, BADGE_TABLE], ids=str)
def test_future_interests_stay_bullets_beside_tables(dialect: Dialect, tmp_path: Path) -> None:
    """Plain text is an entry as a bullet alone."""
    text = "## Areas of Future Interest\n- Made-up moths\n- [Bees](bees-b/)\n"
    again = converted(site_of(tmp_path, text), dialect)
    assert "- Made-up moths\n" in again.documents["index.md"].text
    assert stated(again) == stated(ni.Site.open(tmp_path))


def test_nothing_is_written_before_it_is_applied(tmp_path: Path) -> None:
    """The plan is a change like any other."""
    changes = site_of(tmp_path, TABLE).convert("index.md", CARDS)
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == TABLE
    changes.apply()
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == AS_CARDS


REFUSED = {
    "a page that is not there": ("indx.md", CARDS, ChangeRefused, 'did you mean "index.md"'),
    "a page without entries": ("about.md", CARDS, UnsafeEdit, "no listing"),
    "a brief": ("bees.md", CARDS, UnsafeEdit, "no listing"),
    "a page of the old site": ("old.md", CARDS, ChangeRefused, "old site"),
    "a dialect of briefs": ("index.md", BRIEF, UnsafeEdit, "choose one of LINK_LIST"),
    "a list with other cards": ("mixed.md", LINK_LIST, UnsafeEdit, "no project"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_converted_is_refused(name: str, tmp_path: Path) -> None:
    """The reason is named."""
    page, dialect, error, message = REFUSED[name]
    mixed = AS_CARDS.replace("</ul>\n\nWords", "<li>Another card</li>\n</ul>\n\nWords")
    pages = {"index.md": TABLE, "about.md": "# About\n", "bees.md": brief("Bees", "/bees-b/"), "mixed.md": mixed}
    site = ni.Site.open(write(tmp_path, pages | {"old.md": old_page("## Open", "a-b: A")}))
    with pytest.raises(error, match=message):
        site.convert(page, dialect)


def test_the_name_of_a_dialect_is_none(tmp_path: Path) -> None:
    """A string is refused with the constant to use."""
    with pytest.raises(TypeError, match=r"use nhs_internships\.dialects\.CARDS"):
        site_of(tmp_path, TABLE).convert("index.md", "CARDS")  # type: ignore[arg-type] # the name of a dialect


def listings(corpus: Path, folder: Path) -> Iterator[tuple[str, ni.Site]]:
    """Every listing of the corpus, once, as a site of one page."""
    seen: set[bytes] = set()
    for path in sorted([*corpus.rglob("*.md"), *corpus.rglob("*.txt")]):
        data = path.read_bytes()
        if data not in seen and ni.read(path).dialect in FORMS:
            seen.add(data)
            current = data.decode().replace("layout: projects_old", "layout: base")
            yield path.name, site_of(folder / str(len(seen)), current)


def test_every_listing_of_the_corpus_converts_to_every_dialect_and_back(corpus: Path, tmp_path: Path) -> None:
    """What comes back is what went, but for badges where the other dialect carries none; nothing is refused."""
    pages = 0
    for name, site in listings(corpus, tmp_path):
        pages += 1
        own = site.documents["index.md"].dialect
        for dialect in FORMS:
            there = converted(site, dialect)
            back = converted(there, own)
            badges = "badges" in dialect.carries
            assert stated(there, badges=badges) == stated(site, badges=badges), (name, dialect)
            assert stated(back, badges=badges) == stated(site, badges=badges), (name, dialect)
    assert pages >= 30


def badges_of(site: ni.Site) -> list[ni.Badge]:
    """The badges of all entries of a page."""
    return [badge for entry in site.documents["index.md"].entries for badge in entry.badges]


def test_colours_of_terms_come_back(corpus: Path, tmp_path: Path) -> None:
    """A badge that has the colour of its term has it again after a conversion to cards and back."""
    find = Vocabulary.bundled().find
    checked = 0
    for name, site in listings(corpus, tmp_path):
        own = site.documents["index.md"].dialect
        if own in {LINK_LIST, CARDS}:
            continue
        back = converted(converted(site, CARDS), own)
        badges = [
            [one for entry in each.documents["index.md"].entries for one in entry.badges] for each in (site, back)
        ]
        for old, new in zip(*badges, strict=True):
            term = find(old.label, old.facet)
            if term and term.colour is not None and term.modifier is not None and old.colour == term.colour:
                checked += 1
                assert new == old, name
    assert checked > 500
