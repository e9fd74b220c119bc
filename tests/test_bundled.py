"""The bundled catalogue: its figures by hand count, what it leaves out, and that it can be built again."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
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
    """29 entries on the projects page and 6 on the front page of August 2023, 3 superseded topics with finished runs;
    then waves 6 and 7: one paused and two open projects became active, and one is new."""
    assert catalogue.count_by("status") == {
        "open": 10 - 2,
        "active": 6 + 4,
        "paused": 11 - 1,
        "completed": 5 + 3,
        "archived": 3,
    }
    assert len(catalogue) == 39


def test_waves_by_hand_count(catalogue: ni.Catalogue) -> None:
    """Three waves of finished runs, two of the front page of 2023, two of the one of 2024."""
    assert [wave.number for wave in catalogue.waves] == [1, 2, 3, 4, 5, 6, 7]
    assert [str(wave.start) for wave in catalogue.waves] == [
        *("2021-04", "2022-01", "2022-06", "2023-01", "2023-06", "2024-02", "2024-07")
    ]


def test_internships_by_hand_count(catalogue: ni.Catalogue) -> None:
    """Twelve finished runs of ten projects."""
    codes = sorted(code for project in catalogue for code in project.codes)
    assert codes == [f"P{wave}{number}" for wave in (1, 2, 3) for number in (1, 2, 3, 4)]
    assert sum(bool(project.internships) for project in catalogue) == 10


def test_two_projects_ran_twice(catalogue: ni.Catalogue) -> None:
    """One topic may have several runs."""
    twice = {project.slug: project.codes for project in catalogue if len(project.internships) > 1}
    assert twice == {
        "synthetic-data-exploration-vae": ("P12", "P21"),
        "text-description-imaging": ("P22", "P31"),
    }


def test_every_fact_has_a_source(catalogue: ni.Catalogue) -> None:
    """Who says it is known for the title and status of every project."""
    for project in catalogue:
        assert catalogue.source(project.slug, "title") is not None
        assert catalogue.source(project.slug, "status") is not None


def test_it_says_when_and_where_from(catalogue: ni.Catalogue) -> None:
    """The day of the newest page, and a path for each claim."""
    assert str(catalogue.as_of) == "2024-05-01"
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
    report = next(output for output in catalogue["incident-language-model"].outputs if output.kind == "report")
    assert (report.availability, report.url, report.text) == (Availability.PUBLISHED, None, "")


def test_it_is_one_json_document() -> None:
    """Other programs read it without the library."""
    assert json.loads(BUNDLED.read_bytes())["schema"] == 1


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
    seeds = corpus.parent / "seeds"
    if not seeds.is_dir():
        pytest.skip("the page of waves 6 and 7 is not here")
    build_script.main([str(corpus), str(seeds), str(tmp_path / "catalogue.json")])
    assert (tmp_path / "catalogue.json").read_bytes() == BUNDLED.read_bytes()


def test_no_name_of_a_person_is_in_the_file(corpus: Path, build_script: ModuleType) -> None:
    """Held against the names that the pages themselves give."""
    site = ni.load(corpus / "site" / build_script.SITE)
    text = BUNDLED.read_text(encoding="utf-8")
    assert not [name.pattern for name in build_script.names_in(site) if name.search(text)]


@pytest.fixture
def build_script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    if not (ROOT / "scripts").is_dir():
        pytest.skip("the scripts stand beside the source only")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return import_module("build_catalogue")
