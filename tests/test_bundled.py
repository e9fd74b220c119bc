"""The bundled catalogue: its figures by hand count, what it leaves out, and that it can be built again."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from nhs_internships.catalogue.crosswalk import default_crosswalk
from nhs_internships.model import Availability
from places import PACKAGE, ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from places import RunPython

BUNDLED = PACKAGE / "data" / "catalogue.json"


@pytest.fixture(scope="module")
def catalogue() -> ni.Catalogue:
    return ni.bundled()


def test_statuses_by_hand_count(catalogue: ni.Catalogue) -> None:
    """59 cards: 13 open, 18 paused, 20 completed, 8 archived; 13 finished topics without a card, one that only an old
    page calls paused, and two that only old pages call open."""
    assert catalogue.count_by("status") == {
        "open": 13,
        "paused": 18 + 1,
        "completed": 20 + 13,
        "archived": 8,
        "closed": 2,
    }
    assert len(catalogue) == 75


def test_internships_by_hand_count(catalogue: ni.Catalogue) -> None:
    """33 records in 11 waves; 29 have a code of their own, and four the placeholder of wave 11."""
    runs = [run for project in catalogue for run in project.internships]
    counts = Counter(run.wave.number for run in runs if run.wave)
    assert [counts[number] for number in range(1, 12)] == [4, 4, 4, 3, 3, 2, 3, 2, 2, 2, 4]
    codes = {run.code for run in runs if run.code}
    assert len(codes) == sum(run.code is not None for run in runs) == 29
    assert all(re.fullmatch("P[0-9]{2,3}", code) for code in codes)
    assert [wave.number for wave in catalogue.waves] == list(range(1, 12))


def test_no_record_with_a_known_code_is_a_project_of_its_own(catalogue: ni.Catalogue) -> None:
    """Each of the 29 codes leads to the project that the crosswalk names."""
    for code, slug in default_crosswalk().items():
        assert code in catalogue[slug].codes


def test_every_output_page_is_there(catalogue: ni.Catalogue) -> None:
    """17 pages of finished internships, each with its published code and report."""
    pages = [run for project in catalogue for run in project.internships if run.output("page").url]
    assert len(pages) == 17
    assert all(run.output(kind).availability == "published" for run in pages for kind in ("code", "report"))


def test_two_addresses_that_appear_twice_are_four_projects(catalogue: ni.Catalogue) -> None:
    """Paused under one title, completed under another."""
    assert catalogue["digital-twin"].status == catalogue["fairness-measures"].status == "paused"
    for slug in ("building-towards-a-patient-record-digital-twin", "fairness-in-multimodal-healthcare-models"):
        assert catalogue[slug].status == "completed"


def test_a_first_question_has_an_answer(catalogue: ni.Catalogue) -> None:
    """NLP projects that ran in 2023 and published code; wave 5 has begun then, and others have no record of it."""
    found = catalogue.where(area="NLP", year=2023, output="code")
    assert {project.slug for project in found} == {
        "enriching-neurology-information-medcat",
        "language-model-privacy-leakage",
    }
    assert "cannot be decided: no record of their dates" in found.undecided_reason


def test_every_fact_has_a_source(catalogue: ni.Catalogue) -> None:
    """Who says it is known for the title and status of every project."""
    for project in catalogue:
        assert catalogue.source(project.slug, "title") is not None
        assert catalogue.source(project.slug, "status") is not None


def test_it_says_when_and_where_from(catalogue: ni.Catalogue) -> None:
    """The day of the newest page, and a path for each claim."""
    assert str(catalogue.as_of) == "2026-07-24"
    paths = {claim.path.partition("/")[0] for project in catalogue for claim in catalogue.claims(project.slug)}
    assert paths == {"nhsx-internship-projects", "datascience"}


def test_it_holds_no_prose(catalogue: ni.Catalogue) -> None:
    """Neither descriptions nor texts of briefs."""
    for project in catalogue:
        assert project.brief is None or (not project.brief.fields and project.brief.description is None)
        assert all(run.description is None for run in project.internships)
    assert not any(c.field == "description" for project in catalogue for c in catalogue.claims(project.slug))


def test_it_holds_no_people(catalogue: ni.Catalogue) -> None:
    """No names, and no address that ends in initials."""
    assert not any(run.people for project in catalogue for run in project.internships)
    assert not re.search(r"_[A-Z]{2}[._]", BUNDLED.read_text(encoding="utf-8"))


def test_outputs_without_address_keep_their_kind(catalogue: ni.Catalogue) -> None:
    """A report whose address holds initials is still known to be published."""
    (run,) = catalogue["incident-language-model"].internships
    report = run.output("report")
    assert (report.availability, report.url, report.text) == (Availability.PUBLISHED, None, "")


def test_it_is_one_json_document() -> None:
    """Other programs read it without the library."""
    assert json.loads(BUNDLED.read_bytes())["schema"] == 2


def test_it_is_read_without_any_parser(run_python: RunPython) -> None:
    """Whoever wants the facts alone does not wait for what reads pages."""
    code = "import sys, nhs_internships as ni; ni.bundled(); print(*[m for m in sys.argv[1:] if m in sys.modules])"
    done = run_python(
        code, "yaml", "frontmatter", "markdown_it", "nhs_internships.dialects", "nhs_internships.catalogue.loading"
    )
    assert (done.stdout.split(), done.stderr) == ([], "")


def test_it_is_read_once() -> None:
    """Values are frozen, so everyone may have the same ones."""
    assert ni.bundled() is ni.bundled()


def test_rebuilding_gives_the_same_bytes(corpus: Path, tmp_path: Path, build_script: ModuleType) -> None:
    """File and script belong together."""
    build_script.main([str(corpus / "later"), str(tmp_path / "catalogue.json")])
    assert (tmp_path / "catalogue.json").read_bytes() == BUNDLED.read_bytes()


def test_no_name_of_a_person_is_in_the_file(corpus: Path, build_script: ModuleType) -> None:
    """Held against the names that the pages of every date give."""
    text = BUNDLED.read_text(encoding="utf-8")
    sites = [*(corpus / "site").iterdir(), corpus / "later" / "2026-composite"]
    names = {name for site in sites for name in build_script.names_in(ni.load(site))}
    assert len(names) > 50
    assert not [name.pattern for name in names if name.search(text)]


@pytest.fixture
def build_script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    if not (ROOT / "scripts").is_dir():
        pytest.skip("the scripts stand beside the source only")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return import_module("build_catalogue")
