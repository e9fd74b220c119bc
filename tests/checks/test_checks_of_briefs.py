"""Checks of briefs: fields, placeholders, titles and front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _checked import FIELDS, findings, fixed, full_brief, lines, one
from _sites import write
from nhs_internships.checks import check

if TYPE_CHECKING:
    from pathlib import Path

BRIEFS = ("NI401", "NI402", "NI403", "NI404", "NI405", "NI406", "NI407", "NI408", "NI409", "NI410", "NI411")


def _without(*labels: str) -> dict[str, str]:
    return {label: text for label, text in FIELDS.items() if label not in labels}


def _renamed(old: str, new: str) -> str:
    return full_brief().replace(f"**{old}:**", f"**{new}:**")


def test_a_whole_brief_has_no_finding() -> None:
    """All fields in order, filled, and a heading like the title."""
    assert not findings(full_brief(), *BRIEFS)


# Fields


def test_missing_fields_are_named_together() -> None:
    """One finding at the heading says which fields a brief lacks."""
    finding = one(full_brief(_without("Need", "Datasets")), "NI401")
    assert finding.message == 'the brief has no fields "Need", "Datasets"'
    assert finding.line == 7


def test_keywords_in_the_front_matter_are_not_missing() -> None:
    """Keywords may be a key instead of a field."""
    page = full_brief(_without("Keywords")).replace("permalink:", "keywords: Nature, Tabular\npermalink:")
    assert not findings(page, "NI401")


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Data sets", "Datasets"),
        ("Needs", "Need"),
        ("Desired skills", "Desired skill set"),
        ("Outcomes/Learning Objectives", "Outcome/Learning Objectives"),
        ("Keyword", "Keywords"),
    ],
)
def test_a_misspelt_label_is_not_missing(label: str, meant: str) -> None:
    """The nearest label that the brief lacks is the hint, and that one is not reported as missing."""
    page = _renamed(meant, label)
    finding = one(page, "NI402")
    assert finding.hint == f'did you mean "{meant}"?'
    assert finding.span
    assert finding.span.of(page) == label
    assert not findings(page, "NI401")


@pytest.mark.parametrize("label", ["desired Skill Set", "Desired  skill  set"])
def test_case_and_blanks_of_a_label_do_not_matter(label: str) -> None:
    """Such a label is recognised."""
    assert not findings(_renamed("Desired skill set", label), *BRIEFS)


def test_a_label_of_its_own_is_no_misspelling() -> None:
    """A ninth field is fine, as long as none of the eight is missing."""
    assert not findings(full_brief({**FIELDS, "Contact": "The team."}), *BRIEFS)
    assert not findings(full_brief({**_without("Need"), "Hosted at": "Kew"}), "NI402")


@pytest.mark.parametrize("text", ["", "- \n- ", "*"])
def test_an_empty_field(text: str) -> None:
    """A field without text, or with bullets alone, is reported at its label."""
    page = full_brief({**FIELDS, "Datasets": text})
    assert one(page, "NI403").line == 21


@pytest.mark.parametrize("text", ["n/a", "N/A", "\n- Photographs", "-5 degrees"])
def test_a_short_field_is_not_empty(text: str) -> None:
    """Anything that says something is a text."""
    assert not findings(full_brief({**FIELDS, "Datasets": text}), *BRIEFS)


def test_a_field_out_of_order() -> None:
    """The field that comes too late is reported, once."""
    moved = {**_without("Need"), "Need": FIELDS["Need"]}
    assert one(full_brief(moved), "NI404").message == 'the field "Need" comes after "Desired skill set"'


def test_a_field_that_appears_twice() -> None:
    """Only the first one is read."""
    page = full_brief().replace("**Datasets:**", "**Need:** Bees.\n\n**Need:** Wasps.\n\n**Datasets:**")
    assert [found.line for found in findings(page, "NI404")] == [21, 23]


# Placeholders and templates


@pytest.mark.parametrize(
    "text",
    ["PLACEHOLDER", "TBC", "tbc", "Photographs, TBC", "TODO: ask", "KeyWord1, Bees", "...", "To be confirmed.", "XXX"],
)
def test_placeholders(text: str) -> None:
    """A placeholder is reported where it stands."""
    assert lines(full_brief({**FIELDS, "Datasets": text}), "NI405") == [21]


@pytest.mark.parametrize(
    "text",
    [
        "Photographs with a placeholder for each hedge.",
        "The TODOs of others, and `TODO` in code",
        "Photographs <!-- TODO: ask -->",
        "[tracker](https://example.org/TODO/)",
        "Key words such as hedge",
        "The keywords1 table",
        "n/a",
    ],
)
def test_words_that_are_no_placeholders(text: str) -> None:
    """Prose, code, comments and addresses may hold such words."""
    assert not findings(full_brief({**FIELDS, "Datasets": text}), "NI405")


def test_placeholder_keywords_make_a_template_of_a_brief() -> None:
    """Its project would be in no list, so a page that is no template by its name is reported."""
    page = full_brief({**FIELDS, "Keywords": "KeyWord1, KeyWord2, KeyWordData"})
    assert lines(page, "NI405") == [9, 9, 9]
    assert not findings({"projects/new-topic.md": page}, "NI405")


def test_text_of_the_template() -> None:
    """What a brief still shares with the template it was copied from."""
    template = full_brief({**FIELDS, "Keywords": "KeyWord1", "Need": "Say why this matters."}, title="Your title here")
    page = full_brief({**FIELDS, "Need": "Say why  this matters."})
    found = findings({"projects/new-topic.md": template, "projects/maps.md": page}, "NI406")
    # n/a, and texts as short, may be those of any brief.
    wanted = [text for text in ("Say why  this matters.",) if text]
    assert [found.span.of(page) for found in found if found.span and "Say" in found.message] == wanted
    assert {found.path for found in found} == {"projects/maps.md"}


def test_the_permalink_of_the_template() -> None:
    """A page that was copied, and whose permalink was not changed."""
    assert one(full_brief(permalink="/new-topic-template/"), "NI406").line == 4
    assert not findings(full_brief(permalink="/new-topics/"), "NI406")


# Titles


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Maps of hedges", "# maps of  Hedges"),
        ("Maps of hedges - Kent", "# Maps of hedges:\n## Kent"),
        ("Maps of hedges - Kent", "# Maps of hedges\n## Kent"),
        ("R&D maps", "# R&amp;D maps"),
    ],
)
def test_titles_and_headings_that_agree(title: str, heading: str) -> None:
    """Case and blanks do not count, and two lines may join to the title."""
    assert not findings(full_brief(title=title, heading=heading), "NI407", "NI408")


def test_long_titles_are_shown_where_they_differ() -> None:
    """NI407 shows no two texts that look alike."""
    title = "Maps of hedges and of the birds that live in them, made of pictures from the air and walks in Kent"
    (found,) = findings(full_brief(title=title, heading=f"# {title.replace('Kent', 'Wales')}"), "NI407")
    titles = '"...he air and walks in Kent" and the heading "...he air and walks in Wales"'
    assert found.message == f"the title {titles} differ"


@pytest.mark.parametrize(
    ("title", "heading", "code"),
    [
        ("Maps of hedges", "# Maps of ditches", "NI407"),
        ("Maps of hedges - Next Steps", "# Maps of hedges", "NI407"),
        ("Maps of hegdes - Kent", "# Maps of hedges:\n## Kent", "NI407"),
        ("Maps of hedges - Kent", "# Maps of hedges – Kent", "NI408"),
        ("Maps of hedges - Kent", "# Maps of hedges Kent", "NI408"),
    ],
)
def test_titles_and_headings_that_differ(title: str, heading: str, code: str) -> None:
    """The finding is at the heading; other letters are a warning, other punctuation is a note."""
    [finding] = findings(full_brief(title=title, heading=heading), "NI407", "NI408")
    assert (finding.code, finding.line) == (code, 7)


@pytest.mark.parametrize("title", ["Maps of hedges", "The *best* maps_", "# 1. Maps | R&D"])
def test_the_fix_writes_the_title_as_the_heading(title: str) -> None:
    """It is unsafe, for the heading may be right; kramdown shows it as the title is written."""
    page = full_brief(title=f"'{title}'", heading="# Ditches")
    finding = one(page, "NI407")
    assert finding.fix
    assert not finding.fix.is_safe
    again = ni.parse(fixed(page, "NI407"), name="a.md").brief
    assert again
    assert again.heading == title


@pytest.mark.parametrize(
    ("listed", "is_fixed"),
    [("Maps of hedges - Kent", False), ("Maps of hedges: Kent", False), ("Maps of hedges", True), ("Hedgerows", True)],
)
def test_a_heading_that_a_listing_has_is_not_changed(listed: str, is_fixed: bool) -> None:
    """Two pages agree on it then, and the title is what is wrong."""
    pages = {
        "index.md": f"## Open Projects\n\n- [{listed}](maps-of-hedges/)\n",
        "projects/maps-of-hedges.md": full_brief(heading="# Maps of hedges - Kent"),
    }
    assert (one(pages, "NI407").fix is not None) is is_fixed


def test_punctuation_that_a_listing_has_is_not_changed() -> None:
    """NI408 likewise."""
    pages = {
        "index.md": "## Open Projects\n\n- [Maps: Kent](maps-of-hedges/)\n",
        "projects/maps-of-hedges.md": full_brief(title="Maps - Kent", heading="# Maps: Kent"),
    }
    assert one(pages, "NI408").fix is None


def test_a_heading_of_two_lines_has_no_fix() -> None:
    """Nobody knows where the title should be divided."""
    assert one(full_brief(heading="# Maps\n## Ditches"), "NI407").fix is None


# Front matter


def test_a_brief_without_a_permalink() -> None:
    """Its address would change with its folder."""
    assert findings(full_brief(permalink=None), "NI409")


def test_a_brief_without_title_or_heading() -> None:
    """Each is reported."""
    assert one(full_brief().replace("title: Maps of hedges\n", ""), "NI410").message.endswith("front matter")
    assert one(full_brief(heading=""), "NI410").message.endswith("no heading")


# Files without an ending


def test_a_page_without_an_ending_in_a_folder(tmp_path: Path) -> None:
    """It is not read, and reported with the name it should have."""
    write(tmp_path, {"index.md": "## Open Projects\n", "projects/maps-of-hedges": full_brief(), "LICENSE": "Free.\n"})
    [finding] = check(tmp_path)
    assert (finding.code, finding.path) == ("NI411", "projects/maps-of-hedges")
    assert finding.hint == "rename it to maps-of-hedges.md"


def test_a_brief_without_an_ending_that_is_named(tmp_path: Path) -> None:
    """It is read, and reported as well."""
    folder = write(tmp_path, {"maps-of-hedges": full_brief(), "maps-of-hedges.md": full_brief()})
    assert [finding.code for finding in check(folder / "maps-of-hedges")] == ["NI411"]
    assert not check(folder / "maps-of-hedges.md")


def test_text_from_elsewhere_has_no_file_name() -> None:
    """What has no file needs no ending."""
    assert not findings({"<text>": full_brief()}, "NI411")
