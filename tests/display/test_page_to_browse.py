"""The page to browse: one file, complete without its script, and no text of a catalogue is active in it."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import nhs_internships as ni
from _hostile_catalogue import hostile_catalogue
from invented import CATALOGUE, SCANS
from nhs_internships import Catalogue, Claim, Internship, Output, Person, Project
from nhs_internships.errors import FormatError
from nhs_internships.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from places import RunPython

pytest.importorskip("jinja2", reason="the extra `html` is not installed")

VOID = {"meta", "link", "input", "rect", "wbr"}
FILTERS = ("status", "area", "technique", "modality", "wave")


class Reader(HTMLParser):
    """Collects the elements of a page and the text in them; what is opened must be closed, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words += data.split()

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Catalogue], str]:
    """Writes a catalogue as a page, and gives the text of the file."""
    return lambda catalogue: catalogue.write(tmp_path / "page.html").read_bytes().decode()


def shown(page: str) -> str:
    """The words of a page, in one line."""
    return " ".join(Reader(page).words)


def card(page: str, slug: str) -> str:
    """The words of one project's card, in one line."""
    inner = page.partition(f'id="project-{slug}"')[2].partition(">")[2].partition('<li class="card"')[0]
    return " ".join(re.sub("<[^>]*>", " ", inner.partition("</section>")[0]).split())


def test_it_is_one_file_that_needs_no_other(written: Callable[[Catalogue], str]) -> None:
    """No script, style, picture or frame is loaded from elsewhere; a link is followed only by whoever clicks it."""
    page = Reader(written(ni.bundled()))
    assert page.values("src") == []
    assert [attributes["href"] for tag, attributes in page.elements if tag == "link"] == ["data:,"]
    assert not {tag for tag, _ in page.elements} & {"img", "iframe", "object", "embed", "base", "video", "audio"}


def test_the_policy_names_the_hashes_of_style_and_script(written: Callable[[Catalogue], str]) -> None:
    """And allows nothing else, so no element has a style or handler of its own."""
    text = written(ni.bundled())
    page = Reader(text)
    (policy,) = (one for one in page.values("content") if one.startswith("default-src"))
    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(inner.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.values("style") == []
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_hostile_text_stays_text(written: Callable[[Catalogue], str]) -> None:
    """Every element is one of the template's, and every link leads to the web or into the page."""
    hostile, harmless = Reader(written(hostile_catalogue())), Reader(written(ni.bundled()))
    assert {tag for tag, _ in hostile.elements} <= {tag for tag, _ in harmless.elements}
    names = {(tag, name) for tag, attributes in hostile.elements for name in attributes}
    assert names <= {(tag, name) for tag, attributes in harmless.elements for name in attributes}
    assert all(re.match("https?://|#|data:,$", address) for address in hostile.values("href"))


def test_nobody_is_named(written: Callable[[Catalogue], str]) -> None:
    """Interns and supervisors are left out."""
    run = Internship(code="P1", people=(Person(name="Somebody Named", role="intern"),))
    assert "Somebody" not in written(Catalogue(projects=[Project(slug="a", title="A", internships=(run,))]))


def test_every_project_can_be_read_without_the_script(written: Callable[[Catalogue], str]) -> None:
    """All cards are there and none is hidden; the filters and the button, which would do nothing, are."""
    page = Reader(written(ni.bundled()))
    cards = [attributes for _, attributes in page.elements if attributes.get("class") == "card"]
    assert [one["id"] for one in cards] == [f"project-{project.slug}" for project in ni.bundled()]
    assert not [one for one in cards if "hidden" in one]
    assert {tag for tag, attributes in page.elements if "hidden" in attributes} == {"form", "p", "button"}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_have_the_counts_of_the_library(name: str, written: Callable[[Catalogue], str]) -> None:
    """Values, order and numbers are those of `count_by`, so labels are canonical."""
    text = written(ni.bundled())
    inner = text.partition(f'<fieldset data-name="{name}"')[2].partition("</fieldset>")[0]
    numbers = map(int, re.findall(r'"number">(\d+)<', inner))
    assert dict(zip(Reader(inner).values("value"), numbers, strict=True)) == ni.bundled().count_by(name)


def test_labels_are_canonical(written: Callable[[Catalogue], str]) -> None:
    """A card shows the term of a label, whatever its author wrote."""
    spelt = evolve(SCANS, badges=(ni.Badge(label="TabularData", facet="modality"),))
    assert Vocabulary.bundled().label("TabularData") == "Tabular"
    assert "Modality: Tabular" in card(written(Catalogue(projects=[spelt])), "scans")


def test_what_is_unknown_says_so(written: Callable[[Catalogue], str]) -> None:
    """A link that no source states is not known; it is neither absent nor none."""
    text = written(CATALOGUE)
    assert "Status not known" in card(text, "an-idea")
    assert "Brief: not known" in card(text, "an-idea")
    assert "Internships: not known" in card(text, "an-idea")
    assert "Internships: none yet" in card(text, "fair-rotas")
    assert "Report: not published yet" in card(text, "scans")
    assert "Case study: not known" in card(text, "scans")
    assert "The sources are not known." in card(text, "graphs")


def test_outputs_are_links(written: Callable[[Catalogue], str]) -> None:
    """Those that are published and have an address of the web; an address of another kind is shown."""
    outputs = (Output(kind="code", url="https://example.org/code"), Output(kind="report", url="reports/a.pdf"))
    one = evolve(SCANS, url="/scans/", internships=(Internship(code="P1", outputs=outputs),))
    text = written(Catalogue(projects=[one]))
    assert '<a href="https://example.org/code" rel="noopener noreferrer">Code<' in text
    assert "Report: published, reports/a.pdf (an address within the scheme&#39;s site)" in card(text, "scans")
    assert "Brief: /scans/ (an address within the scheme&#39;s site)" in card(text, "scans")


def test_the_source_of_each_fact_is_named(written: Callable[[Catalogue], str]) -> None:
    """Every claim with its place, and which of them decides."""
    found = card(written(CATALOGUE), "scans")
    assert "status completed index.md:3 yes status open old/ index.md:9" in found


def test_claims_of_one_field_stand_together(written: Callable[[Catalogue], str]) -> None:
    """In the order of their authority, whatever lies between them."""
    stated = (("title", "A"), ("status", "open"), ("title", "B"))
    claims = [Claim(field=name, value=value, path="a.md", line=at) for at, (name, value) in enumerate(stated, 1)]
    found = card(written(evolve(CATALOGUE, claims_by_slug={"scans": claims})), "scans")
    assert "title A a.md:1 yes title B a.md:3 status open a.md:2 yes" in found


def test_the_date_is_that_of_the_sources(written: Callable[[Catalogue], str]) -> None:
    """Where it is not known, the page says so, and names no other."""
    assert "As of 1 July 2024 ." in shown(written(evolve(CATALOGUE, as_of=date(2024, 7, 1))))
    assert "The date of the sources is not known." in shown(written(CATALOGUE))


def test_every_wave_is_on_the_timeline(written: Callable[[Catalogue], str]) -> None:
    """From the oldest, with its projects; a wave without months has no bar."""
    text = written(CATALOGUE)
    waves = text.partition('class="waves"')[2].partition("</ol>")[0]
    assert re.findall('"label">([^<]*)<', waves) == [wave.label for wave in CATALOGUE.waves]
    assert re.findall('class="bar" x="([^"]*)" width="([^"]*)"', waves) == [
        ("0.0", "28.57"),
        ("42.86", "23.81"),
        ("66.67", "33.33"),
    ]
    assert waves.count("months not known") == 1


def test_a_selection_says_what_it_cannot_decide(written: Callable[[Catalogue], str]) -> None:
    """As everywhere, projects without a record are counted apart."""
    found = ni.bundled().where(wave=6)
    assert found.undecided_reason
    assert found.undecided_reason in shown(written(found))


def test_projects_stand_in_the_order_of_the_catalogue(written: Callable[[Catalogue], str]) -> None:
    """So whoever wants another order asks for it."""
    page = Reader(written(CATALOGUE.order_by("-title")))
    found = [one.removeprefix("project-") for one in page.values("id") if one.startswith("project-")]
    assert found == [project.slug for project in CATALOGUE.order_by("-title")]


def test_no_folder_of_the_author_is_published(written: Callable[[Catalogue], str]) -> None:
    """The title is the last part of the name of what was read."""
    text = written(evolve(CATALOGUE, name="/home/p-author/site"))
    assert "<title>site</title>" in text
    assert "p-author" not in text


def test_a_catalogue_without_projects_is_a_page(written: Callable[[Catalogue], str]) -> None:
    """It says that there are none."""
    assert "0 projects." in shown(written(Catalogue(projects=[])))


def test_a_missing_library_names_the_command(run_python: RunPython, tmp_path: Path) -> None:
    """The ImportError says what to type, and no file is left."""
    code = """
import sys
sys.modules["jinja2"] = None
import nhs_internships as ni
try:
    ni.Catalogue(projects=()).write(sys.argv[1])
except ImportError as error:
    print(error)
"""
    done = run_python(code, str(tmp_path / "page.html"))
    message = 'jinja2 is not installed; install it with: pip install "nhs-internships[html]"'
    assert done.stdout.strip() == message, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_a_whole_catalogue(tmp_path: Path) -> None:
    """A table cannot be named for it."""
    with pytest.raises(FormatError, match="leave the table out"):
        CATALOGUE.write(tmp_path / "page.html", "projects")
