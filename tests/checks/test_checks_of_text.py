"""Checks of characters: mojibake, invisible ones, odd blanks, misspellings, and slugs that look alike."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from _checked import FIELDS, findings, fixed, full_brief, lines, one
from nhs_internships.checks import check

TEXT = ("NI109", "NI931", "NI932", "NI933", "NI934")


def _brief(need: str) -> str:
    return full_brief({**FIELDS, "Need": need})


def _need(page: str) -> str:
    brief = ni.parse(page).brief
    assert brief
    return brief.need


# Mojibake


@pytest.mark.parametrize(
    ("broken", "right"),
    [("hedgesâ€™ leaves", "hedges’ leaves"), ("cafÃ©s", "cafés"), ("a â€“ b", "a – b"), ("hedgesÃ©Â©", "hedgesé©")],
)
def test_mojibake_is_repaired_once_it_is_asked_for(broken: str, right: str) -> None:
    """The finding is that of reading, with an unsafe fix that ftfy computes."""
    pytest.importorskip("ftfy", reason="the extra text is not installed")
    page = _brief(broken)
    for finding in findings(page, *TEXT):
        assert finding.code == "NI109"
        assert finding.fix
        assert not finding.fix.is_safe
    assert _need(fixed(page, "NI109")) == right


def test_accents_are_no_mojibake() -> None:
    """Text that was decoded rightly has no finding."""
    assert not findings(_brief("Cafés, “hedges” – and Ångström."), *TEXT)


# Invisible characters and odd blanks


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\u200e", "\u2060", "\ufeff", "\u200d", "\u200b\u200c"])
def test_invisible_characters_are_removed(character: str) -> None:
    """The finding is at the character, and names it as Unicode does."""
    page = _brief(f"Hed{character}ges are not on any map.")
    finding = one(page, "NI931")
    assert (finding.line, finding.column) == (11, 14)
    assert f"U+{ord(character[0]):04X}" in finding.message
    assert fixed(page, "NI931") == full_brief()


@pytest.mark.parametrize("text", ["👩\u200d🌾 farmers", "क्\u200cष", "a\u00a0b", "10&nbsp;m", "plain"])
def test_characters_that_are_needed(text: str) -> None:
    """Joiners of emoji and of other scripts, and usual no-break spaces."""
    assert not findings(_brief(text), *TEXT)


def test_a_byte_order_mark_begins_a_file() -> None:
    """Only elsewhere it is an invisible character."""
    assert not findings(f"\ufeff{full_brief()}", *TEXT)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("maps\u202fof", "maps of"),
        ("maps \u202f of", "maps of"),
        ("maps\u202f of", "maps of"),
        ("maps\u2009\u202fof", "maps of"),
        ("maps of\u202f\nhedges", "maps of\nhedges"),
        ("maps of\u202f  \nhedges", "maps of  \nhedges"),
        ("maps of \u202f\nhedges", "maps of\nhedges"),
    ],
)
def test_odd_blanks_become_a_space(text: str, right: str) -> None:
    """One space stays between words, and the two spaces of a line break stay."""
    page = _brief(f"We draw {text}.")
    assert fixed(page, "NI932") == _brief(f"We draw {right}.")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[a](https://example.org/\u202fa)", "[a](https://example.org/a)"),
        ("[a](https://example.org/\u202f)", "[a](https://example.org/)"),
        ('<a href="https://example.org/\u202fa">a</a>', '<a href="https://example.org/a">a</a>'),
        ('[a](https://example.org/\u202f"Maps")', '[a](https://example.org/ "Maps")'),
        ("https://example.org/\u202fMaps", "https://example.org/ Maps"),
    ],
)
def test_odd_blanks_in_addresses_go(text: str, right: str) -> None:
    """NI932: no address has a space, but its title has one before it, and so has the next word."""
    page = _brief(f"We draw {text}.")
    assert fixed(page, "NI932") == _brief(f"We draw {right}.")


@pytest.mark.parametrize("character", ["\u200b", "\u202f"])
def test_no_fix_that_would_make_a_list(character: str) -> None:
    """At the beginning of a line what follows may be a mark of Markdown."""
    page = f"text\n\n{character}- maps\n"
    [finding] = findings({"index.md": page}, "NI931", "NI932")
    assert finding.fix is None


@pytest.mark.parametrize(("name", "is_safe"), [("index.md", True), ("content/old_site/open.md", False)])
def test_fixes_of_old_pages_are_unsafe(name: str, is_safe: bool) -> None:
    """The old site is not to be touched without being asked."""
    finding = one({name: "## Open Projects\n\n- [Ma\u200bps](maps-of-hedges/)\n"}, "NI931")
    assert finding.fix
    assert finding.fix.is_safe is is_safe


# Misspellings


def test_known_misspellings_in_titles_prose_and_records() -> None:
    """Each place is reported, with the right spelling in the case of the page."""
    pages = {
        "index.md": "## Open Projects\n\n- [Probablistic maps](probablistic-maps/)\n",
        "a.md": full_brief({**FIELDS, "Need": "Data REPOISTORY (relevent)."}, title="Senitment of hedges"),
        "_data/completed.yml": "- title: Maps\n  stage: Wave 3 - June to December 2022\n  description: Relevent maps\n",
    }
    found = {(finding.path, finding.line, finding.hint) for finding in findings(pages, "NI933")}
    assert found == {
        ("index.md", 3, "write Probabilistic"),
        ("a.md", 2, "write Sentiment"),
        ("a.md", 3, "write Sentiment"),
        ("a.md", 7, "write Sentiment"),
        ("a.md", 11, "write REPOSITORY"),
        ("a.md", 11, "write relevant"),
        ("_data/completed.yml", 3, "write Relevant"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "[maps](https://example.org/probablistic/)",
        "projects/probablistic-maps.md",
        "ann@relevent.example",
        "`relevent`",
        "<!-- relevent -->",
        "irrelevents",
        "repoistory.csv",
        "commercial, relevant, useable",
    ],
)
def test_words_that_are_not_reported(text: str) -> None:
    """Addresses, names of files, code, parts of words, and words that are right."""
    assert not findings(_brief(text), "NI933")


def test_labels_and_keywords_have_checks_of_their_own() -> None:
    """A misspelling that the vocabulary knows is reported as one of a label, and not here."""
    pages = {
        "_data/completed.yml": "- title: Maps\n  stage: Wave 3 - June to December 2022\n  badge1: Weak Supervison\n",
        "a.md": full_brief({**FIELDS, "Keywords": "Fariness, Relevent"}),
        "index.md": "## Open Projects\n\n- ![area](https://img.shields.io/badge/Fariness-red) [Maps](maps-of/)\n",
    }
    assert not findings(pages, "NI933")


# Slugs


COMPOSED, DECOMPOSED = "caf\u00e9-maps", "cafe\u0301-maps"


@pytest.mark.parametrize("other", [DECOMPOSED, "CAF\u00c9-maps", "\uff43af\u00e9-maps"])
def test_slugs_that_look_alike(other: str) -> None:
    """Both places are named: a brief and the entry that does not lead to it."""
    pages = {
        "a.md": full_brief(title="Cafés", permalink=f"/{COMPOSED}/"),
        "index.md": f"## Open Projects\n\n- [Cafés](https://nhsx.github.io/nhsx-internship-projects/{other}/)\n",
    }
    found = findings(pages, "NI934")
    if other.casefold() == COMPOSED:  # one slug, for case does not count
        assert not found
    else:
        [finding] = found
        assert {finding.path, *(place.path for place in finding.related)} == {"a.md", "index.md"}


def test_slugs_that_differ() -> None:
    """An accent makes another slug, which everybody sees."""
    pages = {
        "a.md": full_brief(permalink="/cafe-maps/"),
        "b.md": full_brief(title="Other", permalink=f"/{COMPOSED}/"),
    }
    assert not findings(pages, "NI934")


def test_the_line_of_a_finding_in_a_page_with_other_newlines() -> None:
    """Only newlines end a line; a line separator is an odd blank."""
    page = full_brief({**FIELDS, "Need": "Maps\u2028of relevent hedges."}).replace("\n", "\r\n")
    assert lines(page, "NI932") == lines(page, "NI933") == [11]


def test_a_clean_page() -> None:
    """No check of this family reports anything."""
    assert not [found for found in check(ni.parse(full_brief(), name="a.md")) if found.code in TEXT]


# Merge conflicts


def test_a_merge_that_was_not_finished() -> None:
    """Once, at its first line; on a page that lost that line, at its last."""
    page = "# Maps\n\n<<<<<<< HEAD\nhedges\n=======\nhedge\n>>>>>>> maps\n"
    assert lines(page, "NI935") == [3]
    assert lines(page.replace("<<<<<<< HEAD\n", ""), "NI935") == [6]


@pytest.mark.parametrize(
    "text", ["```\n<<<<<<< HEAD\n```\n", "Maps\n=======\n", "Write <<<<<<< HEAD\n", "<<<<<<<< maps\n", ">>>>>>> maps"]
)
def test_what_is_no_marker_of_a_conflict(text: str) -> None:
    """Code, the underline of a heading, marks inside a line, and longer ones; a quote has such a beginning, too."""
    assert bool(lines(text, "NI935")) is text.startswith(">>>>>>> ")
