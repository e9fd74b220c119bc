"""Briefs, front matter and data files that no site has yet, as maintainers are likely to write them."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from nhs_internships.errors import UnsafeEdit
from saying import codes

BRIEF = "---\ntitle: Otters\n---\n# Otters\n\n**Keywords:** NLP\n\n**Need:** Otters.\n"


@pytest.mark.parametrize(
    "keywords", ["[NLP, 'Deep learning']", "\n  - NLP\n  - Deep learning", "NLP, Deep learning", '"NLP; Deep learning"']
)
def test_keywords_in_front_matter(keywords: str) -> None:
    """As a list in either style, or as a text; an edit of them is refused."""
    page = ni.parse(f"---\ntitle: Otters\nkeywords: {keywords}\n---\n# Otters\n\n**Need:** A\n\n**Datasets:** B\n")
    assert page.brief is not None
    assert page.brief.keywords == ("NLP", "Deep learning")
    with pytest.raises(UnsafeEdit, match='no field "Keywords"'):
        page.edit_brief(keywords=["CNN"])


def test_keywords_with_semicolons() -> None:
    """A character reference is no separator."""
    page = ni.parse(BRIEF.replace("NLP", "NLP; R&amp;D, Deep learning;"))
    assert page.brief is not None
    assert page.brief.keywords == ("NLP", "R&amp;D", "Deep learning")


@pytest.mark.parametrize(
    "label", ["### {}\n\n", "### {}:\n", "## **{}** ##\n", "**{}**: ", "**{}** : ", "__{}:__ ", "__{}__: "]
)
def test_other_ways_of_writing_labels(label: str) -> None:
    """Headings, a colon outside of the bold text, underscores."""
    fields = [("Keywords", "NLP, CNN"), ("Need", "Otters."), ("Datasets", "- one\n- two")]
    text = "---\ntitle: Otters\n---\n# Otters\n\n" + "\n\n".join(label.format(name) + text for name, text in fields)
    page = ni.parse(f"{text}\n\n---\nReturn to list of [all available projects](/).\n")
    assert page.brief is not None
    assert [(field.name, field.text) for field in page.brief.fields] == fields
    assert page.brief.keywords == ("NLP", "CNN")
    edited = page.edit_brief(need="Seals.", keywords=["GNN"])
    assert edited.text == page.text.replace("Otters.", "Seals.").replace("NLP, CNN", "GNN")


def test_a_subheading_is_no_label() -> None:
    """Nor is a heading of another level in a field."""
    page = ni.parse("# Otters\n## At sea\n\n## Need\n\nA\n\n#### More\n\nB\n\n## Datasets\n\nC\n\n## Other\n\nD\n")
    assert page.brief is not None
    assert page.brief.subheading == "At sea"
    assert [field.name for field in page.brief.fields] == ["Need", "Datasets", "Other"]
    assert page.brief.need == "A\n\n#### More\n\nB"


@pytest.mark.parametrize(
    ("key", "meant"),
    [("Title", "title"), ("tilte", "title"), ("permlink", "permalink"), ("descriptions", "description")],
)
def test_a_key_with_a_slip_is_reported(key: str, meant: str) -> None:
    """It is not read."""
    (found,) = ni.parse(BRIEF.replace("title:", f"{key}:")).diagnostics
    assert (found.code, found.line, found.hint) == ("NI113", 2, f"write {meant}:")


@pytest.mark.parametrize("key", ["nav_order", "tag", "order", "date"])
def test_other_keys_of_front_matter_are_not_reported(key: str) -> None:
    """A theme may read them."""
    assert codes(BRIEF.replace("---\n#", f"{key}: x\n---\n#")) == []


def test_keys_of_records_are_reported_once() -> None:
    """Those of another case, with a slip, and unknown ones."""
    text = "- title: P11 - A\n  Supervisor: X\n  auhor: Y\n  code link: https://example.org\n  colour: red\n"
    page = ni.parse(text + text.replace("P11", "P12"), name="_data/completed.yml")
    assert codes(page) == ["NI113:2", "NI113:3", "NI114:5"]


def test_the_plain_spelling_of_a_key_counts() -> None:
    """As on the pages of the site."""
    page = ni.parse("- title: P11 - A\n  Title: P12 - B\n", name="_data/completed.yml")
    assert (page.entries[0].title, codes(page)) == ("P11 - A", ["NI113:2"])


@pytest.mark.parametrize("text", ["a: 1\n", "- a\n- b\n", "null\n", "Just a text\n", "- colour: red\n"])
def test_a_data_file_without_records_is_noted(text: str) -> None:
    """Mappings, scalars, null, and records without titles."""
    assert codes(ni.parse(text, name="_data/completed.yml")) == ["NI115:1"]


@pytest.mark.parametrize(("text", "name"), [("", "a.md"), ("\ufeff \n", "a.md"), ("\n", "_data/completed.yml")])
def test_an_empty_text_is_noted(text: str, name: str) -> None:
    """It may be a page that was lost."""
    assert codes(ni.parse(text, name=name)) == ["NI116:1"]


@pytest.mark.parametrize(
    ("permalink", "code"),
    [
        (r"/otters\counts/", "NI215"),
        ('"/a\\tb/"', "NI215"),
        ("C:/otters/", "NI215"),
        ("/otters in rivers/", "NI215"),
        ("d:otters", "NI215"),
        ("javascript:alert(1)", "NI208"),
        ("'javascript&colon;alert(1)'", "NI208"),
    ],
)
def test_a_permalink_that_no_page_can_have(permalink: str, code: str) -> None:
    """In front matter and in records."""
    brief = ni.parse(BRIEF.replace("---\n#", f"permalink: {permalink}\n---\n#"))
    record = ni.parse(f"- title: P11 - A\n  permalink: {permalink}\n", name="_data/completed.yml")
    assert codes(brief) == [f"{code}:3"]
    assert codes(record) == [f"{code}:2"]


@pytest.mark.parametrize("permalink", ["/otters/", "https://example.org/otters/", "otters.html"])
def test_other_permalinks_are_fine(permalink: str) -> None:
    """Relative or absolute."""
    assert codes(BRIEF.replace("---\n#", f"permalink: {permalink}\n---\n#")) == []


def test_internships_named_by_their_codes_are_followed() -> None:
    """Through the crosswalk; a code that is not known is noted."""
    later = BRIEF.replace("Otters", "Seals") + (
        "\n**Related Previous Internship Projects:** P33 - Otter counts, by sea; [P34](x.html); P99 - Lost\n"
    )
    first = ni.parse("## Open Projects\n- [Otters](otters/)\n- [Terns](tern-nests/)\n", name="index.md")
    brief = ni.parse(later.replace("---\n#", "permalink: /seals/\n---\n#"), name="seals.md")
    catalogue = ni.load([first, brief], crosswalk={"P33": "otters", "P34": "tern-nests"})
    assert [(one.source, one.kind.value, one.target) for one in catalogue.relations] == [
        ("seals", "follows", "otters"),
        ("seals", "follows", "tern-nests"),
    ]
    assert [found.code for found in catalogue.diagnostics] == ["NI319"]


def test_of_two_spellings_of_a_key_one_counts_for_reading_and_editing() -> None:
    """The one in lower case; badges stay in the order of the text."""
    page = ni.parse("- title: P22 - Otters\n  badge1: A\n  Badge2: B\n  badge3: C\n", name="_data/completed.yml")
    assert [badge.label for badge in page.entries[0].badges] == ["A", "B", "C"]
    without = page.edit(0, badges=[badge for badge in page.entries[0].badges if badge.label != "B"])
    assert without.text == "- title: P22 - Otters\n  badge1: A\n  badge3: C\n"
    twice = ni.parse("- title: P22 - Otters\n  Title: P23 - Seals\n", name="_data/completed.yml")
    assert twice.edit(0, title="P22 - Terns").text == "- title: P22 - Terns\n  Title: P23 - Seals\n"
