"""What a notebook shows is bounded, escaped, and needs nothing from the network."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostile import HOSTILE, representations
from invented import CATALOGUE, ONE, SCANS
from nhs_internships import Badge, Catalogue, Claim, Facet, Project, parse
from nhs_internships.diagnostics import Diagnostic, Fix, Place, Severity
from nhs_internships.display.notebook import MAX_ROWS, to_html
from nhs_internships.query import Change, Hit, Results
from nhs_internships.query.statistics import Table

ALLOWED = {
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("div", "p", "ul", "li", "span", "code", "bdi", "br", "b", "a", "wbr"),
}
VOID = {"br", "wbr"}


class Reader(HTMLParser):
    """Collects elements, attributes and text, and notices what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.other: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def is_harmless(shown: str) -> bool:
    """Only known elements with known attributes, all closed, and links to web pages alone."""
    reader = Reader(shown)
    for tag, attributes in reader.elements:
        assert tag in ALLOWED
        assert set(attributes) <= {"style", "title", "scope", "href", "rel"}
        assert "url(" not in (attributes.get("style") or "")
        assert re.match(r"https?://", attributes.get("href") or "https://")
    shown.encode("utf-8")  # a lone surrogate would make a page that cannot be written
    return not reader.open and not reader.other


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    """In every representation and every place."""
    assert all(map(is_harmless, representations(text)))


@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    """Whatever Hypothesis thinks of."""
    assert all(map(is_harmless, representations(text)))


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_text_is_shown_as_it_is(text: str) -> None:
    """Escaping is undone by the browser."""
    assert "".join(Reader(to_html(Badge(label=text, facet=Facet.AREA))).words) == text


def test_a_catalogue_shows_its_first_projects() -> None:
    """And says how many there are."""
    many = Catalogue(projects=[Project(slug=f"p{number}", title="x") for number in range(500)])
    shown = many._repr_html_()
    assert shown.count("<tr>") == MAX_ROWS + 1
    assert f"500 projects, the first {MAX_ROWS} shown" in shown


@pytest.mark.parametrize(
    "shown",
    [
        Catalogue(
            projects=[
                Project(slug=f"{number}{'s' * 9_999}", title="x" * 9_999, badges=SCANS.badges * 999)
                for number in range(999)
            ]
        )._repr_html_(),
        evolve(SCANS, title="x" * 9_999, internships=SCANS.internships * 999)._repr_html_(),
        Badge(label="x" * 9_999, facet=Facet.AREA)._repr_html_(),
        Results([Hit(slug="a", score=1, snippet="x" * 9_999)] * 999)._repr_html_(),
        Results([Change(slug="a", field="need", before="x" * 9_999, after="x" * 9_999)] * 999)._repr_html_(),
    ],
    ids=["catalogue", "project", "badge", "hits", "changes"],
)
def test_every_representation_is_bounded(shown: str) -> None:
    """A long page or catalogue does not fill the notebook."""
    assert len(shown) < 100_000


def test_a_project_is_a_card() -> None:
    """Title, slug, status, wave, labels, internships with their outputs."""
    words = " ".join(Reader(SCANS._repr_html_()).words)
    for part in ("Older scans", "scans", "completed", "Wave 2", "Images", "P11", "code", "report", "pending"):
        assert part in words


def test_a_link_is_a_link_only_to_the_web() -> None:
    """`javascript:` is shown as text."""
    assert (
        '<a href="https://example.org/a?b=1&amp;c=2"'
        in evolve(SCANS, url="https://example.org/a?b=1&c=2")._repr_html_()
    )
    assert "<a href" not in evolve(SCANS, url="javascript:alert(1)", internships=())._repr_html_()


def test_hits_show_what_was_found_in_bold() -> None:
    """The stars of a snippet become bold."""
    assert "<b>privacy</b>" in CATALOGUE.search("privacy")._repr_html_()


def test_conflicts_show_who_says_what() -> None:
    """Value, place and severity."""
    words = " ".join(Reader(CATALOGUE.conflicts()._repr_html_()).words)
    assert "1 conflict" in words
    for part in ("scans", "status", "completed", "index.md:3", "old/index.md:9"):
        assert part in words


def test_similar_projects_and_changes_are_tables() -> None:
    """With what is shared, and with before and after."""
    assert "labels: " in CATALOGUE.similar("ward-notes")._repr_html_()
    shown = CATALOGUE.diff(CATALOGUE.where(status="open"))._repr_html_()
    assert "4 changes" in shown
    assert "removed" in shown


def test_changes_fit_a_notebook() -> None:
    """Each project is named once, and no column of values is wider than 20 characters' widths."""
    before = Catalogue(projects=[Project(slug="a", title="x" * 99, status="open")])
    after = Catalogue(projects=[Project(slug="a", title="y" * 99, status="paused")])
    shown = before.diff(after)._repr_html_()
    assert "2 changes" in shown
    assert "1 moved to paused, 1 renamed" in shown
    assert shown.count("<code>") == 1
    assert shown.count("max-width:20em") == 4


def test_claims_internships_findings_and_entries_are_tables() -> None:
    """What a catalogue and a page hand out shows itself."""
    page = parse("## Open Projects\n- [Made up](a/b.md)\n", name="content/made-up/projects.md")
    assert "Made up" in page._repr_html_()
    claims = CATALOGUE.claims("letters")._repr_html_()
    assert ">source<" in claims
    assert "index.md:4" in claims
    assert "<wbr>" in Results([Claim(field="title", value="a", path="one/two.md", line=1)])._repr_html_()
    assert "P21" in Results(CATALOGUE["scans"].internships)._repr_html_()
    assert "Wave 9" in CATALOGUE.waves._repr_html_()


def test_an_answer_says_what_it_leaves_undecided() -> None:
    """Under the table."""
    shown = CATALOGUE.where(status="open")._repr_html_()
    assert "1 more cannot be decided: no record of their status" in shown


def test_a_finding_shows_what_to_do_and_the_other_places() -> None:
    """Below its message: the hint, the places that it is about, and the fix; many places are counted."""
    places = [Place(path="a/b.md", line=n, message="<b>as here</b>") for n in range(1, 11)]
    finding = Diagnostic(
        code="NI801",
        severity=Severity.ERROR,
        message="differs",
        path="index.md",
        hint="correct one",
        related=tuple(places),
        fix=Fix(title="write it", edits=()),
    )
    reader = Reader(to_html(Results([finding])))
    text = " ".join(" ".join(reader.words).split())
    assert "differs correct one see a/ b.md:1 : <b>as here</b>" in text
    assert text.endswith("and 2 more fix: write it")
    assert {name for name, _ in reader.elements} <= ALLOWED


def test_numbers_stand_to_the_right() -> None:
    """A column of numbers, some of them missing; a column of nothing is none."""
    shown = Table(name="t", title="t", columns=("a", "b", "c"), rows=(("x", 1, None), ("y", None, None)))._repr_html_()
    assert re.findall(r'<th scope="col" style="text-align:(\w+)', shown) == ["left", "right", "left"]


def test_nothing_is_said_to_be_nothing() -> None:
    """An empty result is no empty cell."""
    assert CATALOGUE.search("nowhere")._repr_html_() == "<p>nothing found</p>"


def test_text_has_contrast_on_every_badge() -> None:
    """At least 4.5 to 1, by the formula of WCAG."""
    for facet in Facet:
        style = html.unescape(to_html(Badge(label="x", facet=facet)))
        back, text = re.findall(r"(?:background|[^-]color):(#[0-9a-f]{6})", style)
        assert _contrast(back, text) >= 4.5


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_terminal_gets_one_line() -> None:
    """However long the brief is."""
    for value in (
        CATALOGUE,
        *CATALOGUE,
        *(project.brief for project in CATALOGUE),
        ONE,
        *SCANS.badges,
        CATALOGUE.stats(),
    ):
        assert "\n" not in repr(value)
        assert len(repr(value)) < 200
    assert repr(SCANS) == "<Project scans: 'Older scans' (completed; Images, Images; Wave 2 (January - May 2022))>"


def test_completion_offers_the_slugs() -> None:
    """`catalogue["<TAB>`."""
    assert CATALOGUE._ipython_key_completions_() == [project.slug for project in CATALOGUE]
