"""A label gets its new name in every place that states it, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, record, write
from nhs_internships.errors import ChangeRefused, ParseError, QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHIELDS = "https://img.shields.io/badge"
CARD = """\
<button data-filter="all">All</button>
<button data-filter="nlp">NLP</button>
<button data-filter="pets">PETs</button>

## Open Projects
<ul class="nhsuk-card-group">
<li class="nhsx-project-card" data-tags="nlp">
  <h3 class="nhsuk-card__heading"><a class="nhsuk-card__link" href="bees-b/">Bees</a></h3>
  <strong class="nhsuk-tag nhsuk-tag--yellow">NLP</strong>
  <strong class="nhsuk-tag nhsuk-tag--grey">Simulation</strong>
</li>
<li class="nhsx-project-card" data-tags="pets nlp">
  <h3 class="nhsuk-card__heading"><a class="nhsuk-card__link" href="ants-a/">Ants</a></h3>
  <strong class="nhsuk-tag nhsuk-tag--red">PETs</strong>
</li>
</ul>
"""
PAGES = {
    "cards.md": CARD,
    "table.md": f"## Open Projects\n|---|---|\n|![area]({SHIELDS}/NLP-yellow)|[Bees](bees-b/)|\n",
    "old.md": f"---\nlayout: projects_old\n---\n## Open\n- [Bees](bees-b/)\n![topic]({SHIELDS}/nlp-yellow)\n",
    "bees.md": brief("Bees", "/bees-b/", keywords="Hives,NLP;  Text"),
    "front.md": "---\ntitle: Ants\npermalink: /ants-a/\nkeywords: [PETs, 'NLP']\n---\n\n# Ants\n\n**Need:** x\n",
    "_data/completed.yml": record("P31 - Bees by the dozen", permalink="/bees-b/", badge1="NLP", badge2="Hives"),
}


@pytest.fixture
def site(tmp_path: Path) -> ni.Site:
    """A site that states one label in each way."""
    return ni.Site.open(write(tmp_path, PAGES))


def after(site: ni.Site, changes: object) -> Mapping[str, str]:
    """The texts of the pages after a change."""
    assert isinstance(changes, type(site.plan()))
    return {path: document.text for path, document in site.after(changes).documents.items()}


def test_every_place_gets_the_new_name(site: ni.Site) -> None:
    """Badges in any case, labels of cards with their filter, keywords of both kinds, records, and the old site."""
    expected = {
        "cards.md": CARD.replace(">NLP<", ">Language<")
        .replace('"nlp"', '"language"')
        .replace("pets nlp", "pets language"),
        "table.md": PAGES["table.md"].replace("NLP", "Language"),
        "old.md": PAGES["old.md"].replace("nlp", "Language"),
        "bees.md": PAGES["bees.md"].replace("NLP", "Language"),
        "front.md": PAGES["front.md"].replace("NLP", "Language"),
        "_data/completed.yml": PAGES["_data/completed.yml"].replace("NLP", "Language"),
    }
    assert after(site, site.rename_label("NLP", "Language")) == expected


def test_the_summary_names_pages_of_the_old_site(site: ni.Site) -> None:
    """They are changed, too, which a person should know."""
    assert "edited old.md (+1 -1), a page of the old site" in site.rename_label("NLP", "Language").summary()


def test_the_way_back_gives_the_first_bytes(site: ni.Site) -> None:
    """Where all spellings were the same, renaming back leaves nothing behind."""
    there = site.after(site.rename_label("PETs", "Privacy things"))
    back = there.after(there.rename_label("Privacy things", "PETs"))
    # The filter words of a card may be in another order.
    assert back.documents["front.md"].text == PAGES["front.md"]
    assert back.documents["cards.md"].text == CARD.replace("pets nlp", "nlp pets")


@pytest.mark.parametrize(
    ("old", "new", "path", "text"),
    [
        ("NLP", "PETs", "table.md", f"![area]({SHIELDS}/PETs-red)"),
        ("NLP", "Made up", "table.md", f"![area]({SHIELDS}/Made_up-yellow)"),
        ("NLP", "PETs", "cards.md", '<strong class="nhsuk-tag nhsuk-tag--red">PETs</strong>\n  <strong'),
        ("Simulation", "ABM", "cards.md", '<strong class="nhsuk-tag nhsuk-tag--grey">ABM</strong>'),
    ],
)
def test_the_colour_is_that_of_the_new_label(old: str, new: str, path: str, text: str, site: ni.Site) -> None:
    """The vocabulary knows the colours of its terms; a new word keeps the colour; techniques stay grey."""
    assert text in after(site, site.rename_label(old, new))[path]


def test_a_new_word_takes_the_colour_that_it_has_elsewhere(tmp_path: Path) -> None:
    """Where the vocabulary does not know a label, the site does."""
    text = f"## Open\n- [A](a-b/)\n![area]({SHIELDS}/NLP-yellow)\n- [B](b-b/)\n![area]({SHIELDS}/Bees-pink)\n"
    site = ni.Site.open(write(tmp_path, {"index.md": text}))
    assert after(site, site.rename_label("NLP", "Bees"))["index.md"] == text.replace("NLP-yellow", "Bees-pink")


def test_a_label_that_stands_there_already_is_not_written_twice(tmp_path: Path) -> None:
    """Two labels become one, in badges and keywords."""
    badges = f"![area]({SHIELDS}/NLP-yellow)\n![area]({SHIELDS}/Bees-pink)"
    pages = {"index.md": f"## Open\n- [A](a-b/)\n{badges}\n", "a.md": brief("A", "/a-b/", keywords="NLP, Bees, Hives")}
    site = ni.Site.open(write(tmp_path, pages))
    texts = after(site, site.rename_label("NLP", "Bees"))
    assert texts["index.md"] == f"## Open\n- [A](a-b/)\n![area]({SHIELDS}/Bees-pink)\n"
    assert "**Keywords:** Bees, Hives\n" in texts["a.md"]


def test_a_shared_filter_word_stays_and_the_new_one_gets_a_button(tmp_path: Path) -> None:
    """Graphs and linkage have one button; when linkage gets another name, graphs keep it."""
    text = CARD.replace("nlp", "linkage").replace(">NLP<", ">Linkage<").replace(">PETs</strong>", ">Graphs</strong>")
    text = text.replace("pets linkage", "linkage")
    site = ni.Site.open(write(tmp_path, {"index.md": text}))
    new = after(site, site.rename_label("Linkage", "Joining"))["index.md"]
    old_button = '<button data-filter="linkage">Linkage</button>\n'
    assert old_button + '<button data-filter="joining">Joining</button>\n' in new
    assert 'data-tags="joining"' in new
    assert 'data-tags="linkage"' in new


def test_a_facet_limits_the_change(tmp_path: Path) -> None:
    """The same word as an area stays, and so do words without a facet, which a warning says."""
    badges = f"![area]({SHIELDS}/Simulation-darkblue)\n![technique]({SHIELDS}/Simulation-lightgrey)"
    pages = {"index.md": f"## Open\n- [A](a-b/)\n{badges}\n", "a.md": brief("A", "/a-b/", keywords="Simulation")}
    site = ni.Site.open(write(tmp_path, pages))
    changes = site.rename_label("Simulation", "ABM", "technique")
    renamed = pages["index.md"].replace(f"![technique]({SHIELDS}/Simulation", f"![technique]({SHIELDS}/ABM")
    assert after(site, changes) == {**pages, "index.md": renamed}
    assert changes.warnings == (
        '"Simulation" is also a label of the facet area, so keywords and records, which state no facet, keep it',
        'index.md, line 2: the keywords of the brief lack "ABM" (NI710)',
    )


def test_keywords_follow_a_facet_that_is_the_only_one(site: ni.Site) -> None:
    """A word without a facet means the only facet in which the site uses it."""
    assert "Hives,Language;  Text" in after(site, site.rename_label("NLP", "Language", ni.Facet.AREA))["bees.md"]


def test_nothing_changes_where_the_label_is_written_so_already(site: ni.Site) -> None:
    """Renaming a label to itself corrects its other spellings alone."""
    assert [file.path for file in site.rename_label("nlp", "NLP").files] == ["old.md"]


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        (("NPL", "Language", None), QueryError, 'unknown label "NPL"; did you mean "NLP"?'),
        (("Natural Language Processing", "Language", None), QueryError, 'did you mean "NLP"?'),
        (("Hives", "Bees", "area"), QueryError, 'unknown area label "Hives"'),
        (("NLP", " ", None), ChangeRefused, "the new label is blank"),
        (("NLP", "two\nlines", None), ChangeRefused, "odd blanks"),
        (("NLP", "Text, and more", None), ChangeRefused, "a label has no comma"),
        (("NLP", "Bees", "aria"), ParseError, 'did you mean "area"?'),
    ],
)
def test_what_cannot_be_renamed_is_refused(
    asked: tuple[str, str, str | None], error: type[Exception], message: str, site: ni.Site
) -> None:
    """An unknown label names the nearest one; a page that could not state the new label names itself."""
    with pytest.raises(error) as caught:
        site.rename_label(*asked)
    assert message in str(caught.value)


def test_a_keyword_that_stands_many_times_is_renamed_once(tmp_path: Path) -> None:
    """The old label is nowhere left, and the new one stands where the first of them stood."""
    pages = {"a.md": brief("A", "/a-b/", keywords=", ".join(["NLP", "Hives"] * 2000))}
    site = ni.Site.open(write(tmp_path, pages))
    site.rename_label("NLP", "Bees").apply()
    text = (site.root / "a.md").read_text("utf-8")
    assert "NLP" not in text
    assert "**Keywords:** Bees, Hives, Hives" in text
    assert text.count("Bees") == 1


def test_labels_of_the_corpus_can_be_renamed(corpus: Path) -> None:
    """No other fact changes, on any of the real sites, and every badge and keyword with the label does."""
    for folder in [corpus / "site/2023-06-26-3ec53ef", corpus / "later/2026-composite"]:
        site = ni.Site.open(folder)
        labels = {badge.label for page in site.documents.values() for one in page.entries for badge in one.badges}
        for label in sorted(labels)[::6]:
            changed = site.after(site.rename_label(label, "Bee counting"))
            with pytest.raises(QueryError):
                changed.rename_label(label, "Bee counting")
