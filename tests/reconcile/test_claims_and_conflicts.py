"""Claims, the winning one, and conflicts."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import BASE, FULL_SITE, brief, listing, load, old_page, record
from nhs_internships.catalogue.reconcile.authority import AUTHORITY
from nhs_internships.errors import UnknownSlug
from nhs_internships.model import ClaimField

if TYPE_CHECKING:
    from pathlib import Path

GREEN = "https://img.shields.io/badge/Nature-green"
RED = "https://img.shields.io/badge/Insects-red"


def _said(catalogue: ni.Catalogue, slug: str, field: str) -> list[tuple[str, str, int | None]]:
    return [(claim.value, claim.path, claim.line) for claim in catalogue.claims(slug) if claim.field == field]


def test_every_statement_of_an_entry_is_a_claim(tmp_path: Path) -> None:
    """Title, status, link, labels and wave, each with the line that states it."""
    page = f"## Ongoing Projects\n\n|**Wave 5**|\n|![area]({GREEN}) ![technique]({RED})|[Bees](bees/)|\n"
    found = load(tmp_path, {"index.md": page})
    assert [(c.field, c.value, c.line) for c in found.claims("bees")] == [
        ("status", "active", 1),
        ("title", "Bees", 4),
        ("url", "bees/", 4),
        ("area", "Nature", 4),
        ("technique", "Insects", 4),
        ("wave", "Wave 5", 3),
    ]


def test_every_statement_of_a_brief_is_a_claim(tmp_path: Path) -> None:
    """Title, permalink, keywords, and the folder."""
    found = load(tmp_path, {"projects/new_open/x.md": brief("Bees", "/bees/")})
    assert {(c.field, c.value, c.line) for c in found.claims("bees")} == {
        ("title", "Bees", 2),
        ("url", "/bees/", 3),
        ("keywords", "Bees, Hives", 8),
        ("status", "open", 1),
    }


def test_the_name_of_a_file_is_a_claim_where_nothing_else_names_the_project(tmp_path: Path) -> None:
    """A brief of nothing but empty labels still has a claim."""
    found = load(
        tmp_path, {"projects/bees.md": "**Keywords:**\n\n**Need:**\n\n**Datasets:**\n\n**Desired skill set:**\n"}
    )
    assert [(c.field, c.value) for c in found.claims("bees")] == [("slug", "bees")]
    assert found["bees"].title == "bees"


def test_every_statement_of_a_record_is_a_claim(tmp_path: Path) -> None:
    """Title as written, status, permalink, code, labels as topics, wave, description."""
    data = record("P31 - Bees", permalink="/bees/", badge1="Insects", description="All of them.")
    found = load(tmp_path, {"_data/completed.yml": data})
    assert {(c.field, c.value) for c in found.claims("bees")} == {
        ("title", "P31 - Bees"),
        ("status", "completed"),
        ("url", "/bees/"),
        ("code", "P31"),
        ("topic", "Insects"),
        ("wave", "Wave 3 (June - December 2022)"),
        ("description", "All of them."),
    }


def test_claims_stand_in_order_of_authority(tmp_path: Path) -> None:
    """Highest rank first, for each field and for all together."""
    found = load(tmp_path, FULL_SITE)
    for project in found:
        ranks = [claim.rank for claim in found.claims(project.slug)]
        assert ranks == sorted(ranks)


def test_a_field_is_a_member_and_a_value_is_a_string(tmp_path: Path) -> None:
    """A claim compares with the word of its field; its value is what the source says."""
    found = load(tmp_path, FULL_SITE)
    kinds = {(type(c.field), type(c.value)) for slug in found.claims_by_slug for c in found.claims(slug)}
    assert kinds == {(ClaimField, str)}


def test_every_field_of_a_claim_has_its_authority(tmp_path: Path) -> None:
    """No claim is of a field that the table does not know."""
    found = load(tmp_path, FULL_SITE)
    assert {claim.field for slug in found.claims_by_slug for claim in found.claims(slug)} <= AUTHORITY.keys()


class TestSource:
    """The winning claim."""

    def test_the_wave_is_the_newest(self, tmp_path: Path) -> None:
        """Among a listing and two runs, the newest counts; the claim is the one that states it."""
        runs = record("P12 - Bees", "Wave 1 - April to September 2021", permalink="/bees/")
        runs += record("P41 - Bees", "Wave 4 - January to June 2023", permalink="/bees/")
        row = f"|![area]({GREEN})|[Bees](bees/)|"
        page = f"## Ongoing Projects\n\n|**Wave 3 (June - December 2022)**|\n{row}\n"
        pages = {"_data/completed.yml": runs, "index.md": page}
        found = load(tmp_path, pages)
        source = found.source("bees", "wave")
        assert found["bees"].wave == ni.Wave.parse("Wave 4 (January - June 2023)")
        assert source is not None
        assert (source.path, source.line) == ("_data/completed.yml", 5)

    def test_each_facet_comes_from_the_highest_that_states_it(self, tmp_path: Path) -> None:
        """The front page gives the area, the old page the technique."""
        pages = {
            "index.md": f"## Open Projects\n- ![area]({GREEN}) [Bees](bees/)\n",
            "old.md": old_page("## Open Projects", f"- ![area]({RED}) ![technique]({RED}) [Bees](bees/)"),
        }
        found = load(tmp_path, pages)
        sources = {field: source.path for field in ("area", "technique") if (source := found.source("bees", field))}
        assert sources == {"area": "index.md", "technique": "old.md"}
        assert (found["bees"].area, found["bees"].technique) == ("Nature", "Insects")

    def test_topics_of_a_run_are_not_those_of_the_project(self, tmp_path: Path) -> None:
        """They count only where no page gives the project labels."""
        data = record("P31 - Bees", permalink="/bees/", badge1="Insects")
        alone = load(tmp_path / "a", {"_data/completed.yml": data})
        topic = alone.source("bees", "topic")
        assert topic is not None
        assert alone["bees"].labels() == ("Insects",)
        page = f"## Open Projects\n- ![area]({GREEN}) [Bees](bees/)\n"
        both = load(tmp_path / "b", {"_data/completed.yml": data, "index.md": page})
        assert both["bees"].labels() == ("Nature",)
        assert both.source("bees", "topic") is None

    def test_the_url_is_one_that_leads_somewhere(self, tmp_path: Path) -> None:
        """An empty target is a claim that does not win."""
        found = load(tmp_path, {"a.md": listing("## Open Projects", ": Bees"), "x.md": brief("Bees", "/apis/")})
        source = found.source("apis", "url")
        assert source is not None
        assert (found["apis"].url, source.path) == ("/apis/", "x.md")
        assert ("", "a.md", 4) in _said(found, "apis", "url")

    def test_what_nobody_states_has_no_source(self, tmp_path: Path) -> None:
        """No wave, no field of that name."""
        found = load(tmp_path, {"a.md": listing("## Open Projects", "bees: Bees")})
        assert found.source("bees", "wave") is None
        assert found.source("bees", "nonsense") is None

    def test_an_unknown_project_is_an_error(self, tmp_path: Path) -> None:
        """It guesses the right one."""
        found = load(tmp_path, {"a.md": listing("## Open Projects", "counting-bees: Bees")})
        with pytest.raises(UnknownSlug, match="counting-bees"):
            found.source("counting-bee", "status")


class TestConflicts:
    """Where sources disagree."""

    def test_titles(self, tmp_path: Path) -> None:
        """Two titles are a warning; who says which is in order of authority."""
        found = load(tmp_path, {"a.md": listing("## Open Projects", "bees: Bees"), "x.md": brief("Hives", "/bees/")})
        (conflict,) = found.conflicts()
        assert (conflict.slug, conflict.field, conflict.severity) == ("bees", "title", "warning")
        assert [(value, [c.path for c in claims]) for value, claims in conflict.values] == [
            ("Bees", ["a.md"]),
            ("Hives", ["x.md"]),
        ]
        assert str(conflict) == 'bees: title: "Bees" (a.md:4); "Hives" (x.md:2)'

    def test_case_and_spacing_are_a_note(self, tmp_path: Path) -> None:
        """The words are the same."""
        found = load(tmp_path, {"a.md": listing("## Open Projects", "bees: BEES"), "x.md": brief("Bees", "/bees/")})
        assert [c.severity for c in found.conflicts()] == ["note"]

    def test_the_code_of_a_run_is_no_part_of_its_title(self, tmp_path: Path) -> None:
        """ "P31 - Bees" and "Bees" are one title."""
        data = record("P31 - Bees", permalink="/bees/")
        found = load(tmp_path, {"_data/completed.yml": data, "x.md": brief("Bees", "/bees/")})
        assert found.conflicts() == ()

    def test_of_one_project(self, tmp_path: Path) -> None:
        """They are those of the catalogue that are about it."""
        pages = {"index.md": listing("## Active Projects", "a: A", "b: B"), "x.md": brief("C", "/a/")}
        found = load(tmp_path, {**pages, "y.md": brief("D", "/b/")})
        assert len(found.conflicts()) == 2
        assert list(found.conflicts("a")) == [one for one in found.conflicts() if one.slug == "a"]
        with pytest.raises(UnknownSlug):
            found.conflicts("c")

    def test_waves_conflict_only_in_parts_that_both_state(self, tmp_path: Path) -> None:
        """A number beside a month says nothing against it; another month does."""

        def page(wave: str) -> str:
            return f"## Ongoing Projects\n\n|**{wave}**|\n|![area]({GREEN})|[Bees]({BASE}bees/)|\n"

        agreeing = load(tmp_path / "a", {"a.md": page("Wave 5"), "b.md": page("June 2023")})
        assert agreeing.conflicts() == ()
        against = load(tmp_path / "b", {"a.md": page("Wave 5 (June - November 2023)"), "b.md": page("January 2023")})
        assert [c.field for c in against.conflicts()] == ["wave"]

    def test_two_runs_have_two_waves(self, tmp_path: Path) -> None:
        """That is no conflict."""
        data = record("P12 - Bees", "Wave 1", permalink="/bees/") + record("P21 - Bees", "Wave 2", permalink="/bees/")
        assert load(tmp_path, {"_data/completed.yml": data}).conflicts() == ()

    def test_labels_of_one_facet_stand_together(self, tmp_path: Path) -> None:
        """Two techniques of one page are one statement, in any order."""
        pages = {
            "a.md": f"## Open Projects\n- ![technique]({GREEN}) ![technique]({RED}) [Bees](bees/)\n",
            "b.md": f"## Open Projects\n- ![technique]({RED}) ![technique]({GREEN}) [Bees](bees/)\n",
        }
        assert load(tmp_path / "a", pages).conflicts() == ()
        pages["b.md"] = f"## Open Projects\n- ![technique]({RED}) [Bees](bees/)\n"
        (conflict,) = load(tmp_path / "b", pages).conflicts()
        assert [value for value, _ in conflict.values] == ["Insects, Nature", "Insects"]

    def test_strange_claims_do_no_harm(self) -> None:
        """Claims from a foreign document may say anything."""
        values = {
            "status": ("open", "nonsense"),
            "wave": ("Wave 3", "nonsense"),
            "title": ("a", "b"),
        }
        claims = [
            ni.Claim(field=field, value=value, path="x", rank=rank)
            for field, said in values.items()
            for rank, value in zip((-1, 99), said, strict=True)
        ]
        found = ni.Catalogue(projects=[ni.Project(slug="bees", title="Bees")], claims_by_slug={"bees": claims})
        assert {conflict.field for conflict in found.conflicts()} == values.keys()
        source = found.source("bees", "status")
        assert source is not None
        assert source.value == "open"


def test_a_catalogue_can_be_pickled(tmp_path: Path) -> None:
    """Processes and caches need it."""
    found = load(tmp_path, FULL_SITE)
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again.claims("counting-bees") == found.claims("counting-bees")
    assert again.diagnostics == found.diagnostics
