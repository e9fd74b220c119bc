"""Checks of labels: what is found, where, and what the fixes write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _findings import find, mended, places
from _sites import brief, old_page, record
from nhs_internships.checks import Settings, check
from nhs_internships.diagnostics import Severity
from nhs_internships.dialects import parse
from nhs_internships.source.text import Edit, apply
from nhs_internships.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHIELDS = "https://img.shields.io/badge/"


def badge(content: str, alt: str = "area") -> str:
    """A badge image, such as ``NLP-yellow``."""
    return f"![{alt}]({SHIELDS}{content})"


def page(*badges: str, title: str = "Bees") -> str:
    """A listing with one entry on line 3."""
    return f"## Open Projects\n\n- {' '.join(badges)} &nbsp; [{title}](bees/)\n"


def card(*labels: str, tags: str | None = "nlp") -> str:
    """A listing with one card, whose title is on line 5 and whose labels begin on line 6."""
    attribute = "" if tags is None else f' data-tags="{tags}"'
    lines = "".join(f"    {label}\n" for label in labels)
    return (
        '## Open Projects\n\n<ul class="nhsuk-grid-row nhsuk-card-group">\n'
        f'  <li class="nhsuk-card-group__item nhsx-project-card"{attribute}>\n'
        f'    <h3><a class="nhsuk-card__link" href="bees/">Bees</a></h3>\n{lines}  </li>\n</ul>\n'
    )


def tag(label: str, modifier: str = "") -> str:
    """A label of a card."""
    return f'<strong class="nhsuk-tag{f" nhsuk-tag--{modifier}" if modifier else ""}">{label}</strong>'


def found_on(folder: Path, text: str, *codes: str) -> list[str]:
    """Code and line of what is found on one page; not that its labels are images."""
    found = find(folder, {"index.md": text}, codes or "NI7")
    return [f"{one.code}:{one.line}" for one in found if one.code != "NI713"]


def fixed(folder: Path, text: str, code: str) -> str:
    """One page after the fix of its only finding of a code."""
    (found,) = find(folder, {"index.md": text}, code)
    assert found.fix is not None
    return mended({"index.md": text}, found, is_safe=found.fix.is_safe)["index.md"]


# Labels and the vocabulary.


def test_a_label_that_is_in_no_term_is_found_and_the_nearest_one_named(tmp_path: Path) -> None:
    """NI701 guesses, and changes nothing."""
    (found,) = find(tmp_path, {"index.md": page(badge("Explainabilty-orange"))}, "NI70")
    assert (found.code, found.line, found.hint, found.fix) == ("NI701", 3, 'did you mean "Explainability"?', None)


def test_a_single_dash_that_cuts_a_label_in_two_is_explained(tmp_path: Path) -> None:
    """NI701; the fix writes the label that was meant."""
    text = page(badge("Homomorphic-Encryption-lightgrey"))
    (found,) = find(tmp_path, {"index.md": text}, "NI701")
    assert found.hint == "write HomomorphicEncryption; a single dash cuts the address of a badge into two parts"
    assert found.fix is not None
    assert not found.fix.is_safe
    edits = [Edit(edit.span, edit.text) for edit in found.fix.edits]
    assert "badge/HomomorphicEncryption-lightgrey)" in apply(text, edits)


def test_a_term_of_the_site_is_in_the_vocabulary() -> None:
    """The settings add terms."""
    document = parse(page(badge("Bees-yellow")), name="index.md")
    own = '[[term]]\nlabel = "Bees"\nfacet = "area"\n'
    settings = Settings(vocabulary=Vocabulary.from_toml(own, base=Vocabulary.bundled()))
    assert "NI701" in [one.code for one in check(document)]
    assert "NI701" not in [one.code for one in check(document, settings=settings)]


@pytest.mark.parametrize("content", ["NLP-yellow", "Natural_Language_Processing-yellow", "MachineLearning-blue"])
def test_a_term_or_an_alias_of_one_is_no_finding(tmp_path: Path, content: str) -> None:
    """Aliases mean the same, and may be written."""
    assert found_on(tmp_path, page(badge(content))) == []


def test_a_listed_misspelling_is_corrected_in_the_address_alone(tmp_path: Path) -> None:
    """NI702 on a badge: the colour and everything behind it stay."""
    text = page(badge("SematicSearch-lightgrey?style=flat", "technique"))
    assert found_on(tmp_path, text) == ["NI702:3"]
    assert fixed(tmp_path, text, "NI702") == text.replace("SematicSearch", "SemanticSearch")


def test_misspelt_labels_of_records_and_keywords_are_found_where_they_stand(tmp_path: Path) -> None:
    """NI702 in a data file and in a brief, both with a safe fix."""
    pages = {
        "_data/completed.yml": record("P31 - Bees", permalink="/bees/", badge1="Weak Supervison", badge2="Odd words"),
        "projects/bees.md": brief("Bees", "/bees/", keywords="Simulaiton, Odd words"),
    }
    found = find(tmp_path, pages, "NI70")
    assert places(found) == ["NI702 _data/completed.yml:4", "NI702 projects/bees.md:8"]
    assert "badge1: Weak Supervision\n" in mended(pages, found[0])["_data/completed.yml"]
    assert "**Keywords:** Simulation, Odd words\n" in mended(pages, found[1])["projects/bees.md"]


def test_an_old_label_is_a_note_with_an_unsafe_fix(tmp_path: Path) -> None:
    """NI703 is found at every badge that has it."""
    text = page(badge("TabularData-green", "datamodality")) + page(badge("TabularData-green", "datamodality"))
    found = find(tmp_path, {"index.md": text}, "NI70")
    assert [(one.code, one.line, one.severity) for one in found] == [
        ("NI703", 3, Severity.NOTE),
        ("NI703", 6, Severity.NOTE),
    ]
    changed = mended({"index.md": text}, found[0], is_safe=False)
    assert changed == {"index.md": text.replace("TabularData", "Tabular", 1)}


def test_another_case_is_a_note(tmp_path: Path) -> None:
    """NI704: the label counts as its term, and looks different."""
    text = page(badge("shadowModels-lightgrey", "technique"))
    assert found_on(tmp_path, text) == ["NI704:3"]
    assert fixed(tmp_path, text, "NI704") == text.replace("shadow", "Shadow")


def test_blanks_in_a_label_matter_only_beside_the_spelling_without_them(tmp_path: Path) -> None:
    """A site that always writes "Machine Learning" is consistent."""
    spaced, joined = (card(tag(label), tags="machinelearning") for label in ("Machine Learning", "MachineLearning"))
    assert found_on(tmp_path, spaced) == []
    assert found_on(tmp_path, spaced + joined) == ["NI704:6"]
    assert fixed(tmp_path, spaced + joined, "NI704") == joined + joined


def test_a_label_of_another_facet_is_found(tmp_path: Path) -> None:
    """NI705 names the facet of the term."""
    (found,) = find(tmp_path, {"index.md": page(badge("Images-ff69b4"))}, "NI70")
    assert (found.code, found.line, found.fix) == ("NI705", 3, None)
    assert found.message == '"Images" is a modality, and this badge says an area'


def test_a_label_that_is_a_term_of_two_facets_has_no_wrong_one(tmp_path: Path) -> None:
    """Simulation is an area and a technique; each has its own colour."""
    labels = badge("Simulation-darkblue"), badge("Simulation-lightgrey", "technique")
    assert found_on(tmp_path, page(*labels)) == []


# Colours, modifiers and alternative texts.


@pytest.mark.parametrize(
    ("content", "alt", "right"),
    [
        ("NLP-blue", "area", "NLP-yellow"),
        ("VAE-green.svg", "technique", "VAE-lightgrey.svg"),
        ("Text-9cf?color=red", "datamodality", "Text-9cf?color=9cf"),
    ],
)
def test_a_wrong_colour_becomes_that_of_the_term(tmp_path: Path, content: str, alt: str, right: str) -> None:
    """NI706: only the colour changes."""
    text = page(badge(content, alt))
    assert found_on(tmp_path, text) == ["NI706:3"]
    assert fixed(tmp_path, text, "NI706") == text.replace(content, right)


@pytest.mark.parametrize("content", ["VAE-lightgray", "VAE-LightGrey", "NLP-YELLOW", "Images-%23FF69B4"])
def test_other_names_of_one_colour_are_no_finding(tmp_path: Path, content: str) -> None:
    """Case, a number sign and the spelling of grey do not count."""
    alt = {"V": "technique", "N": "area", "I": "datamodality"}[content[0]]
    assert found_on(tmp_path, page(badge(content, alt))) == []


def test_a_colour_that_does_not_exist_is_one_finding(tmp_path: Path) -> None:
    """NI707 instead of NI706: each fact once."""
    text = page(badge("Explainability-orang"))
    assert found_on(tmp_path, text) == ["NI707:3"]
    assert fixed(tmp_path, text, "NI707") == text.replace("orang", "orange")


def test_an_unreadable_address_is_reported_by_reading_alone(tmp_path: Path) -> None:
    """A badge without a colour is NI205, and no missing badge."""
    entries = "".join(f"- {badge('NLP-yellow')} [Bee {n}](bee-{n}/)\n" for n in range(4))
    text = f"## Open Projects\n\n{entries}- {badge('NLP')} [Wasp](wasp/)\n"
    assert found_on(tmp_path, text, "NI205", "NI7") == ["NI205:7"]


def test_a_wrong_modifier_of_a_card_becomes_that_of_the_term(tmp_path: Path) -> None:
    """NI706 on a card: the label stays, and its facet is right afterwards."""
    text = card(tag("NLP", "green"), tag("VAE", "grey"), tag("Text"))
    found = find(tmp_path, {"index.md": text}, "NI7")
    assert [(one.code, one.line) for one in found] == [("NI706", 6), ("NI706", 8)]
    assert mended({"index.md": text}, found[0])["index.md"] == text.replace("--green", "--yellow")
    assert mended({"index.md": text}, found[1])["index.md"] == text.replace(tag("Text"), tag("Text", "text"))


def test_a_modifier_where_the_term_has_none_is_removed(tmp_path: Path) -> None:
    """The default look has no modifier."""
    text = card(tag("MachineLearning", "blue"), tags="machinelearning")
    assert fixed(tmp_path, text, "NI706") == text.replace(" nhsuk-tag--blue", "")


def test_a_modifier_that_gives_a_wrong_facet_is_one_finding(tmp_path: Path) -> None:
    """A grey NLP is read as a technique: the modifier is wrong, and the facet follows from it."""
    text = card(tag("NLP", "grey"), tag("VAE", "grey"), tag("Text", "text"))
    assert found_on(tmp_path, text, "NI705", "NI706") == ["NI706:6"]


@pytest.mark.parametrize(
    ("alt", "right"), [("techniques", "technique"), ("Technique", "technique"), ("picture", "technique")]
)
def test_an_alternative_text_that_is_no_facet_is_corrected(tmp_path: Path, alt: str, right: str) -> None:
    """NI708: by the word, else by the term of the label."""
    text = page(badge("LIME-lightgrey", alt))
    assert found_on(tmp_path, text) == ["NI708:3"]
    assert fixed(tmp_path, text, "NI708") == text.replace(f"[{alt}]", f"[{right}]")


@pytest.mark.parametrize("alt", ["technique", "LIME", "lime"])
def test_a_facet_or_the_label_itself_is_a_good_alternative_text(tmp_path: Path, alt: str) -> None:
    """Whoever writes the label does what accessibility asks for."""
    assert found_on(tmp_path, page(badge("LIME-lightgrey", alt))) == []


def test_an_image_of_html_is_mended_like_one_of_markdown(tmp_path: Path) -> None:
    """The alternative text and the colour are where HTML has them."""
    text = page(f'<img src="{SHIELDS}LIME-green" alt="techniques">')
    assert found_on(tmp_path, text) == ["NI706:3", "NI708:3"]
    assert fixed(tmp_path, text, "NI708") == text.replace("techniques", "technique")
    assert fixed(tmp_path, text, "NI706") == text.replace("LIME-green", "LIME-lightgrey")


def test_labels_that_only_the_image_says_are_noted_once_a_page(tmp_path: Path) -> None:
    """NI713 counts them; a title that says the label is enough."""
    text = page(badge("NLP-yellow"), badge("VAE-lightgrey", "technique"))
    (found,) = find(tmp_path, {"index.md": text}, "NI713")
    assert (found.line, found.severity, found.message.split()[0]) == (None, Severity.NOTE, "2")
    titled = page(f'![area]({SHIELDS}NLP-yellow "NLP")', badge("VAE-lightgrey", "VAE"))
    assert find(tmp_path, {"index.md": titled}, "NI7") == []
    assert find(tmp_path, {"index.md": f"{text}\n<!-- nhs-internships: ignore NI713 -->\n"}, "NI7") == []


def test_a_fix_on_the_old_site_is_unsafe(tmp_path: Path) -> None:
    """Whatever it is."""
    pages = {"old.md": old_page("## Open Projects", f"- {badge('NLP-blue', 'areas')} [Bees](bees/)")}
    found = find(tmp_path, pages, ("NI706", "NI708"))
    assert [(one.code, one.fix and one.fix.is_safe) for one in found] == [("NI706", False), ("NI708", False)]


# Badges that are missing.


def entries(*lines: str) -> str:
    """A listing whose first entry is on line 3."""
    return "## Open Projects\n\n" + "".join(f"- {line}\n" for line in lines)


FULL = [f"{badge('NLP-yellow')} {badge('VAE-lightgrey', 'technique')} [Bee {n}](bee-{n}/)" for n in range(3)]


def test_an_entry_without_a_usual_badge_is_found(tmp_path: Path) -> None:
    """NI709 names all facets that are missing, at the entry."""
    text = entries(*FULL, "[Wasp](wasp/)", f"{badge('NLP-yellow')} [Ant](ant/)")
    found = find(tmp_path, {"index.md": text}, "NI709")
    assert [(one.line, one.message) for one in found] == [
        (6, "this entry has no area or technique badge; 3 of the 5 entries of this page have one"),
        (7, "this entry has no technique badge; 3 of the 5 entries of this page have one"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        entries(*FULL[:1], "[Wasp](wasp/)"),
        entries(*FULL, "[Wasp](wasp/)", "[Ant](ant/)", "[Fly](fly/)"),
        entries(*FULL) + "\n## Areas of Future Interest\n\n- Wasps\n- Ants\n",
        entries(*FULL, f"{badge('NLP-yellow', '')} {badge('VAE-lightgrey', 'picture')} [Ant](ant/)"),
    ],
    ids=["too few entries", "half of them", "future interests", "badges without a facet"],
)
def test_a_badge_is_missing_only_where_it_is_usual(tmp_path: Path, text: str) -> None:
    """On a short page, for an interest, or beside another finding, nothing is missing."""
    assert found_on(tmp_path, text, "NI709") == []


def test_an_entry_of_several_lines_is_found_at_its_first(tmp_path: Path) -> None:
    """An editor should point to where it begins."""
    late = f"{badge('NLP-yellow')}\n  [Ant](ant/)"
    assert found_on(tmp_path, entries(*FULL, late), "NI709") == ["NI709:6"]


# Keywords.


def keyworded(folder: Path, keywords: str, *badges: str) -> list[str]:
    """What is found about the keywords of a brief beside the badges of the listing."""
    pages = {"index.md": page(*badges), "projects/bees.md": brief("Bees", "/bees/", keywords=keywords)}
    return [f"{one.message} {[str(place.line) for place in one.related]}" for one in find(folder, pages, "NI710")]


def test_keywords_that_are_other_terms_are_found_at_the_listing(tmp_path: Path) -> None:
    """NI710 says what differs, and where the keywords stand."""
    found = keyworded(tmp_path, "NLP, Corpus", badge("NLP-yellow"), badge("VAE-lightgrey", "technique"))
    assert found == ["""the keywords of the brief lack "VAE" and add "Corpus" ['8']"""]


@pytest.mark.parametrize("keywords", ["NLP, TabularData", "Tabular; Natural Language Processing", "Honey, Wax"])
def test_other_spellings_another_order_and_free_text_are_no_disagreement(tmp_path: Path, keywords: str) -> None:
    """Terms are compared, and only if the keywords are terms."""
    assert keyworded(tmp_path, keywords, badge("NLP-yellow"), badge("Tabular-green", "datamodality")) == []


def test_a_text_among_the_keywords_is_no_keyword(tmp_path: Path) -> None:
    """The label of the field after them is missing, which is a finding of its own."""
    assert keyworded(tmp_path, f"NLP\n\n{'Hedges are long. ' * 5}", badge("PETs-red")) == []


def test_the_fix_of_keywords_keeps_those_that_agree(tmp_path: Path) -> None:
    """The unsafe fix changes the brief, and in it only what differs."""
    pages = {
        "index.md": page(badge("NLP-yellow"), badge("VAE-lightgrey", "technique"), badge("Text-9cf", "datamodality")),
        "projects/bees.md": brief("Bees", "/bees/", keywords="NLP, Corpus, TextData"),
    }
    (found,) = find(tmp_path, pages, "NI710")
    changed = mended(pages, found, is_safe=False)
    assert changed == {"projects/bees.md": pages["projects/bees.md"].replace("Corpus", "VAE")}
    assert find(tmp_path, {**pages, **changed}, "NI710") == []


def test_keywords_are_not_compared_with_an_old_page(tmp_path: Path) -> None:
    """What only the old site lists has no current badges."""
    pages = {
        "old.md": old_page("## Open Projects", f"- {badge('NLP-yellow')} [Bees](bees/)"),
        "projects/bees.md": brief("Bees", "/bees/", keywords="Graphs"),
    }
    assert find(tmp_path, pages, "NI710") == []


# Filters.


BUTTONS = """\
<div class="nhsx-filter">
<button data-filter="all">All</button>
<button data-filter="{}">X</button>
</div>

"""


@pytest.mark.parametrize(
    ("tags", "right"), [("nlp", ' data-tags="pets nlp"'), ("", ' data-tags="pets"'), (None, ' data-tags="pets"')]
)
def test_data_tags_without_the_word_of_the_area_get_it(tmp_path: Path, tags: str | None, right: str) -> None:
    """NI711: other words stay; a missing attribute is added where there are filters."""
    text = BUTTONS.format("pets") + card(tag("PETs", "red"), tags=tags)
    written = "" if tags is None else f' data-tags="{tags}"'
    assert found_on(tmp_path, text, "NI711") == ["NI711:9"]
    assert fixed(tmp_path, text, "NI711") == text.replace(f'card"{written}', f'card"{right}')


@pytest.mark.parametrize(
    ("labels", "tags"),
    [((tag("Graphs", "aqua-green"),), "linkage nlp"), ((tag("Graphs", "aqua-green"),), "graphs"), ((), "nlp")],
)
def test_data_tags_may_hold_more_than_the_area(tmp_path: Path, labels: Sequence[str], tags: str) -> None:
    """The word of the term, or the label itself, is enough; a card without an area states nothing."""
    assert found_on(tmp_path, card(*labels, tags=tags), "NI711") == []


def test_an_area_without_letters_has_no_word_for_data_tags(tmp_path: Path) -> None:
    """NI711 asks for no word where the label has none, and the other checks of the card go on."""
    assert found_on(tmp_path, card(tag("+"), tags="nlp"), "NI711") == []


def test_a_button_that_shows_no_project_is_found(tmp_path: Path) -> None:
    """NI712, at the word; not for the button of all, nor in a comment."""
    cards = card(tag("PETs", "red"), tags="pets")
    assert found_on(tmp_path, BUTTONS.format("simulation") + cards, "NI712") == ["NI712:3"]
    assert found_on(tmp_path, BUTTONS.format("pets") + cards, "NI712") == []
    assert found_on(tmp_path, f"<!-- {BUTTONS.format('simulation')} -->\n\n{cards}", "NI712") == []


# One slip is one finding.


def test_a_misspelt_label_is_not_reported_again_as_one_that_the_keywords_lack(tmp_path: Path) -> None:
    """The brief has the label that was meant."""
    pages = {"index.md": page(badge("NLPs-yellow")), "bees.md": brief("Bees", "/bees/", "NLP")}
    assert places(find(tmp_path, pages, ("NI701", "NI710"))) == ["NI701 index.md:3"]


def test_a_badge_that_cannot_be_read_is_not_reported_again_as_a_missing_label(tmp_path: Path) -> None:
    """Its address lacks the colour."""
    pages = {
        "index.md": page(badge("NLP"), badge("NER-lightgrey", "technique")),
        "bees.md": brief("Bees", "/bees/", "NLP, NER"),
    }
    assert places(find(tmp_path, pages, ("NI205", "NI710"))) == ["NI205 index.md:3"]


def test_a_technique_with_a_wrong_modifier_is_no_area_that_the_data_tags_lack(tmp_path: Path) -> None:
    """A safe fix of data-tags would write the name of a technique there."""
    text = card('<strong class="nhsuk-tag nhsuk-tag--yellow">NLP</strong>', '<strong class="nhsuk-tag">NER</strong>')
    assert places(find(tmp_path, {"index.md": text}, ("NI706", "NI711"))) == ["NI706 index.md:7"]


@pytest.mark.parametrize(
    ("badges", "keywords"),
    [
        (("NPL-yellow", "NER-lightgrey", "Text-9cf"), "NLP, VAE, Text"),
        (("NER-lightgrey", "Text-9cf"), "NLP, NER, Text"),
        (("Homomorphic-Encryption-lightgrey", "Tabular-green"), "PETs, Encryption, Tabular"),
        (("NLP-yellow", "Graphs-blue"), "PETs, Simulation, Explainability"),
    ],
    ids=["a misspelt badge", "no badge in the place of a keyword", "a dash too few", "more keywords than badges"],
)
def test_keywords_are_not_taken_from_doubtful_badges(tmp_path: Path, badges: Sequence[str], keywords: str) -> None:
    """NI710 has no fix that would copy a slip of the listing, or remove a term."""
    pages = {"index.md": page(*map(badge, badges)), "bees.md": brief("Bees", "/bees/", keywords)}
    assert [one.fix for one in find(tmp_path, pages, "NI710")] == [None]


def test_keywords_are_not_taken_from_an_entry_without_its_usual_badge(tmp_path: Path) -> None:
    """NI709 is reported there."""
    row = "|{}|[{}]({}/)|\n"
    full = "".join(row.format(f"{badge('NLP-yellow')} {badge('Text-9cf', 'datamodality')}", one, one) for one in "abc")
    lacking = row.format(badge("PETs-red"), "Bees", "bees")
    pages = {
        "index.md": f"## Open Projects\n\n|---|---|\n{full}{lacking}",
        "bees.md": brief("Bees", "/bees/", "NLP"),
    }
    found = find(tmp_path, pages, ("NI709", "NI710"))
    assert [(one.code, one.fix) for one in found] == [("NI709", None), ("NI710", None)]


def test_data_tags_get_no_word_of_an_unknown_label(tmp_path: Path) -> None:
    """NI711: the label may be misspelt."""
    text = BUTTONS.format("nlp") + card(tag("Explainabilty", "orange"), tags="explainability")
    (found,) = find(tmp_path, {"index.md": text}, "NI711")
    assert found.fix is None


def test_a_slip_in_data_tags_is_replaced(tmp_path: Path) -> None:
    """NI711: the word of the area takes the place of the one that looks like it."""
    text = BUTTONS.format("nlp") + card(tag("Explainability", "orange"), tags="nlp explainabilty")
    assert fixed(tmp_path, text, "NI711") == text.replace("explainabilty", "explainability")


def test_one_badge_twice_is_found_at_the_second(tmp_path: Path) -> None:
    """NI714; one label of two facets is two badges."""
    assert found_on(tmp_path, page(badge("NLP-yellow"), badge("NLP-yellow")), "NI714") == ["NI714:3"]
    assert found_on(tmp_path, page(badge("NLP-yellow"), badge("NLP-yellow", "topic")), "NI714") == []
