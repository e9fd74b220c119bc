"""Which mentions are about the same project: the design's rules, one by one, on small sites."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, codes, listing, load, record, write
from nhs_internships.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

    from nhs_internships.model import Relation

OPEN = "## Open Projects Accepting Applications"
ACTIVE = "## Ongoing Projects"
FUTURE = "## Areas of Future Interest"


def _slugs(catalogue: ni.Catalogue) -> set[str]:
    return {project.slug for project in catalogue}


def _relations(catalogue: ni.Catalogue) -> list[tuple[str, str, str]]:
    def plain(one: Relation) -> tuple[str, str, str]:
        return one.source, one.kind, one.target

    return [plain(one) for one in catalogue.relations]


def test_the_permalink_wins_over_the_file_name(tmp_path: Path) -> None:
    """A brief is known by the address it is published at."""
    found = load(tmp_path, {"projects/bees.md": brief("Counting bees", "/Counting-Bees/")})
    assert _slugs(found) == {"counting-bees"}


def test_without_permalink_the_file_names_the_brief(tmp_path: Path) -> None:
    """A brief that has no permalink, or a placeholder, has the name of its file."""
    pages = {"projects/Bees.md": brief("Counting bees"), "projects/wasps.md": brief("Wasps", "/HERE/")}
    assert _slugs(load(tmp_path, pages)) == {"bees", "wasps"}


def test_entries_join_briefs_by_link_however_it_is_written(tmp_path: Path) -> None:
    """Absolute, relative, without slash, with .html, in another case: one project."""
    links = ("counting-bees", "/counting-bees", "../Counting-Bees/", "./counting-bees.html")
    pages = {f"page{n}.md": listing(OPEN, f"{link}: Bees {n}") for n, link in enumerate(links)}
    found = load(tmp_path, {**pages, "projects/x.md": brief("Counting bees", "/counting-bees/")})
    assert _slugs(found) == {"counting-bees"}


@pytest.mark.parametrize("target", ["", "https://nhsx.github.io/nhsx-internship-projects/HERE/", "holding.html"])
def test_no_usable_link_makes_a_slug_from_the_title(tmp_path: Path, target: str) -> None:
    """An empty target and a placeholder name no project; the title does, and there is a finding."""
    badge = "![area](https://img.shields.io/badge/Nature-green)"
    found = load(tmp_path, {"index.md": listing(OPEN, f"- {badge} [Counting bees (draft)]({target})")})
    assert _slugs(found) == {"counting-bees"}
    assert codes(found) == ["NI311"]
    assert found.diagnostics[0].line == 4


def test_a_plain_bullet_of_future_interest_needs_no_link(tmp_path: Path) -> None:
    """It is a project with a slug from its title, and nothing is wrong with it."""
    found = load(tmp_path, {"index.md": listing(FUTURE, "- Bees on the moon")})
    assert [(p.slug, p.status) for p in found] == [("bees-on-the-moon", ni.Status.FUTURE)]
    assert codes(found) == []


def test_the_second_title_on_a_page_gets_a_number(tmp_path: Path) -> None:
    """Two bullets without link and with one title are two projects."""
    found = load(tmp_path, {"index.md": listing(FUTURE, "- Bees", "- Bees", "- Bees")})
    assert _slugs(found) == {"bees", "bees-2", "bees-3"}


def test_a_title_without_link_is_one_project_on_all_pages(tmp_path: Path) -> None:
    """The first of a title on one page is the first of it on the next, and so is the second."""
    pages = {name: listing(FUTURE, "- Bees", "- Bees") for name in ("a.md", "b.md")}
    found = load(tmp_path, pages)
    assert {p.slug: len(found.claims(p.slug)) for p in found} == {"bees": 4, "bees-2": 4}


def test_a_title_joins_the_one_project_that_has_it(tmp_path: Path) -> None:
    """Once notes are dropped, exactly one project has the title: the entry is about it."""
    pages = {"index.md": listing(ACTIVE, "apis: Counting bees", OPEN, ": Counting Bees (See Ongoing Projects above)")}
    assert _slugs(load(tmp_path, pages)) == {"apis"}


def test_a_title_that_two_projects_have_joins_neither(tmp_path: Path) -> None:
    """The entry becomes a project of its own, and both are suggested."""
    pages = {"index.md": listing(OPEN, "apis: Bees", "bombus: Bees", ": Bees")}
    found = load(tmp_path, pages)
    assert _slugs(found) == {"apis", "bombus", "bees"}
    assert [d.message for d in found.diagnostics if d.code == "NI315"] == [
        '"Bees" may be "apis", "bombus", and is not joined to it'
    ]


def test_a_title_slug_never_joins_a_permalink_by_chance(tmp_path: Path) -> None:
    """The title makes a slug that another project has: it gets a number, and the other is suggested."""
    pages = {"index.md": listing(OPEN, "bees: Apis mellifera", ": Bees")}
    found = load(tmp_path, pages)
    assert _slugs(found) == {"bees", "bees-2"}
    assert [d.message for d in found.diagnostics if d.code == "NI315"] == [
        '"Bees" may be "bees", and is not joined to it'
    ]


def test_a_similar_title_is_suggested_and_not_joined(tmp_path: Path) -> None:
    """Most words are shared, but that is no proof."""
    pages = {"index.md": listing(OPEN, "apis: Counting wild bees in gardens", ": Counting bees in gardens")}
    found = load(tmp_path, pages)
    assert len(found) == 2
    assert sorted(codes(found)) == ["NI311", "NI315"]


def test_an_unlinked_extension_is_related_to_what_it_extends(tmp_path: Path) -> None:
    """The title adds "Extension" to that of one project: another project, and a relation."""
    pages = {"index.md": listing(ACTIVE, "apis: Bees", OPEN, ": Bees - Extension (See Ongoing Projects)")}
    found = load(tmp_path, pages)
    assert _slugs(found) == {"apis", "bees-extension"}
    assert _relations(found) == [("bees-extension", "extends", "apis")]


class TestOneLinkTwice:
    """The same url twice on one page."""

    @pytest.mark.parametrize(
        "added", ["Bees - Extension", "Bees: Next Steps", "Bees (Extension)", "Bees (See Ongoing Projects below)"]
    )
    def test_an_addition_is_a_project_of_its_own(self, tmp_path: Path, added: str) -> None:
        """One title only adds "Extension", "Next Steps" or "(See ...)": own slug, relation, finding."""
        found = load(tmp_path, {"index.md": listing(OPEN, f"apis: {added}", ACTIVE, "apis: Bees")})
        assert {p.slug: p.title for p in found} == {"apis": "Bees", "apis-extension": added}
        assert _relations(found) == [("apis-extension", "extends", "apis")]
        assert codes(found) == ["NI312"]

    def test_the_brief_may_have_the_title_of_the_extension(self, tmp_path: Path) -> None:
        """The plain title keeps the link all the same, and the brief belongs to the link."""
        pages = {
            "index.md": listing(OPEN, "apis: Bees - Extension", ACTIVE, "apis: Bees"),
            "projects/apis.md": brief("Bees - Extension", "/apis/"),
        }
        found = load(tmp_path, pages)
        assert found["apis"].title == "Bees"
        assert found["apis"].brief is not None
        assert found["apis-extension"].brief is None

    def test_other_titles_go_by_the_brief(self, tmp_path: Path) -> None:
        """The title nearest the brief's keeps the slug, the other takes its title slug."""
        pages = {
            "index.md": listing(OPEN, "apis: Ants under stones", "apis: Bees and hives"),
            "projects/apis.md": brief("Bees in hives", "/apis/"),
        }
        found = load(tmp_path, pages)
        assert {p.slug: p.title for p in found} == {"apis": "Bees and hives", "ants-under-stones": "Ants under stones"}
        assert codes(found) == ["NI312"]

    def test_the_other_title_joins_the_one_project_that_has_it(self, tmp_path: Path) -> None:
        """A wrong but working link: the brief with that title stands elsewhere."""
        pages = {
            "index.md": listing(OPEN, "apis: Ants", "apis: Bees"),
            "projects/apis.md": brief("Bees", "/apis/"),
            "projects/formica.md": brief("Ants", "/formica/"),
        }
        found = load(tmp_path, pages)
        assert _slugs(found) == {"apis", "formica"}
        assert found["formica"].status is ni.Status.OPEN

    def test_what_one_page_tells_apart_stays_apart_on_all(self, tmp_path: Path) -> None:
        """Another page that has only the extension means the extension."""
        pages = {
            "a.md": listing(OPEN, "apis: Bees - Extension", ACTIVE, "apis: Bees"),
            "b.md": listing(OPEN, "apis: Bees - Extension"),
        }
        found = load(tmp_path, pages)
        assert [(p.slug, p.status) for p in found] == [("apis", "active"), ("apis-extension", "open")]

    def test_an_extension_alone_is_the_project_itself(self, tmp_path: Path) -> None:
        """A page that has the link once says another title of the same project."""
        pages = {"a.md": listing(OPEN, "apis: Bees - Next Steps"), "projects/apis.md": brief("Bees", "/apis/")}
        assert _slugs(load(tmp_path, pages)) == {"apis"}

    def test_one_title_in_two_sections_is_one_project(self, tmp_path: Path) -> None:
        """Its two statuses are a tie, not two projects."""
        found = load(tmp_path, {"index.md": listing(OPEN, "apis: Bees", ACTIVE, "apis: bees")})
        assert [(p.slug, p.status) for p in found] == [("apis", "active")]
        assert codes(found) == ["NI313"]

    def test_the_slug_of_an_extension_may_be_taken(self, tmp_path: Path) -> None:
        """Another project has that permalink: the extension gets a number."""
        pages = {
            "index.md": listing(OPEN, "apis: Bees - Extension", "apis: Bees"),
            "projects/x.md": brief("Wax", "/apis-extension/"),
        }
        assert _slugs(load(tmp_path, pages)) == {"apis", "apis-extension", "apis-extension-2"}

    def test_two_records_of_one_project_stay_together(self, tmp_path: Path) -> None:
        """A data file may state two runs of one project under other titles."""
        data = record("P12 - Bees", permalink="/apis/") + record("P21 - Bees again", permalink="/apis/")
        found = load(tmp_path, {"_data/completed.yml": data})
        assert found["apis"].codes == ("P12", "P21")
        assert len(found) == 1


class TestRecords:
    """Data records are internships."""

    def test_a_permalink_comes_first(self, tmp_path: Path) -> None:
        """The permalink of the record beats the crosswalk."""
        write(tmp_path, {"_data/completed.yml": record("P22 - Bees", permalink="/apis/")})
        assert _slugs(ni.load(tmp_path, crosswalk={"P22": "wasps"})) == {"apis"}

    def test_then_the_crosswalk(self, tmp_path: Path) -> None:
        """The code leads to the slug, in any case, and many codes may lead to one."""
        data = record("P22 - Bees", "Wave 2 - January to May 2022") + record("P31 - More bees")
        write(tmp_path, {"_data/completed.yml": data, "projects/apis.md": brief("Hives", "/apis/")})
        found = ni.load(tmp_path, crosswalk={"p22": "/Apis/", "P31": "apis"})
        assert [run.title for run in found["apis"].internships] == ["Bees", "More bees"]
        assert len(found) == 1

    def test_the_shipped_crosswalk_is_the_default(self, tmp_path: Path) -> None:
        """P22 and P31 are two runs of one project."""
        write(tmp_path, {"_data/completed.yml": record("P22 - Bees") + record("P31 - More bees")})
        assert _slugs(ni.load(tmp_path)) == {"text-description-imaging"}

    def test_else_a_record_is_a_project_of_its_own(self, tmp_path: Path) -> None:
        """Even an equal title is no proof; it is suggested."""
        pages = {"_data/completed.yml": record("P99 - Counting bees"), "index.md": listing(OPEN, "apis: Counting bees")}
        found = load(tmp_path, pages)
        assert _slugs(found) == {"apis", "counting-bees"}
        assert sorted(codes(found)) == ["NI315", "NI318"]

    def test_repositories_are_no_evidence(self, tmp_path: Path) -> None:
        """A record and a brief that name one repository are not joined for that."""
        pages = {
            "_data/completed.yml": record("P99 - Wax", codelink="https://github.com/example/bees"),
            "projects/apis.md": brief("Bees", "/apis/", Datasets="[code](https://github.com/example/bees)"),
        }
        assert _slugs(load(tmp_path, pages)) == {"apis", "wax"}

    def test_a_title_does_not_take_the_slug_of_a_code(self, tmp_path: Path) -> None:
        """Records whose code is known come first, whatever the order of the files."""
        write(tmp_path, {"_data/completed.yml": record("P22 - Wax"), "A.md": listing(OPEN, ": Apis")})
        found = ni.load(tmp_path, crosswalk={"P22": "apis"})
        assert {p.slug: p.title for p in found} == {"apis": "Wax", "apis-2": "Apis"}


class TestCrosswalk:
    """What can be passed as a crosswalk."""

    def test_a_path(self, tmp_path: Path) -> None:
        """A TOML file with a table of codes."""
        place = write(tmp_path, {"site/_data/completed.yml": record("P22 - Bees"), "x.toml": '[codes]\nP22 = "apis"\n'})
        assert _slugs(ni.load(place / "site", crosswalk=place / "x.toml")) == {"apis"}

    @pytest.mark.parametrize(
        "text", ["codes = 5", "nonsense", "", "[codes]\nP22 = 5", '[codes]\nP22 = ""', "a=" + "[" * 9999]
    )
    def test_a_file_that_is_none(self, tmp_path: Path, text: str) -> None:
        """A clear error names the file."""
        place = write(tmp_path, {"x.toml": text})
        with pytest.raises(ReadError, match=r"x\.toml"):
            ni.load([], crosswalk=place / "x.toml")

    def test_a_mapping_that_leads_nowhere(self) -> None:
        """A slug must be one."""
        with pytest.raises(ReadError, match="P22"):
            ni.load([], crosswalk={"P22": "HERE/"})


class TestTemplates:
    """Templates are not projects, and do not vanish."""

    @pytest.mark.parametrize(
        ("path", "page"),
        [
            ("projects/new-topic.md", brief("Bees", "/bees/")),
            ("projects/x.md", brief("Bees", "/new-topic/")),
            ("projects/x.md", brief("Bees", "/bees/", "KeyWord1, KeyWord2")),
        ],
    )
    def test_a_template_is_a_finding(self, tmp_path: Path, path: str, page: str) -> None:
        """By its name, its permalink or its keywords."""
        found = load(tmp_path, {path: page})
        assert len(found) == 0
        assert [(d.code, d.path) for d in found.diagnostics] == [("NI316", path)]

    def test_real_keywords_may_resemble_those_of_a_template(self, tmp_path: Path) -> None:
        """ "Keyword search" is a keyword like any other."""
        assert len(load(tmp_path, {"projects/x.md": brief("Bees", "/bees/", "Keyword search")})) == 1


def test_two_briefs_with_one_permalink(tmp_path: Path) -> None:
    """The first by path is used, both are claimed, and there is a finding."""
    pages = {"b/y.md": brief("Bees again", "/bees/"), "a/x.md": brief("Bees", "/bees/")}
    found = load(tmp_path, pages)
    assert found["bees"].title == "Bees"
    assert {claim.path for claim in found.claims("bees")} == {"a/x.md", "b/y.md"}
    assert codes(found) == ["NI314"]


def test_the_order_of_sources_does_not_matter(tmp_path: Path) -> None:
    """Every order of the files gives the same catalogue, with the same findings."""
    pages = {
        "a.md": listing(OPEN, "apis: Bees - Extension", "apis: Bees", ": Wax", ": Bees"),
        "b.md": listing(ACTIVE, "apis: Bees - Extension", ": Wax", ": Apis", "apis: Ants"),
        "c.md": brief("Bees and ants", "/apis/"),
        "_data/completed.yml": record("P22 - Wax") + record("P98 - Wax"),
    }
    write(tmp_path, pages)
    ways = [ni.load([tmp_path / name for name in order], crosswalk={"P22": "ants"}) for order in permutations(pages)]
    assert all(way == ways[0] for way in ways)
    assert len({tuple(sorted(map(str, way.diagnostics))) for way in ways}) == 1


def test_thousands_of_unlinked_titles_cost_little(tmp_path: Path) -> None:
    """Neither suggestions nor numbers take the square of their count."""
    lines = [f": Counting bees of hive {n % 50}" for n in range(3000)]
    linked = [f"hive-{n}: Bees in hive {n}" for n in range(3000)]
    found = load(tmp_path, {"a.md": listing(OPEN, *lines), "b.md": listing(OPEN, *linked)})
    assert len(found) == 6000


def test_a_title_joins_however_often_a_page_has_it(tmp_path: Path) -> None:
    """The plain title was joined before; the one that says where to look is joined, too."""
    pages = {
        "a.md": listing(ACTIVE, "apis: Counting bees"),
        "b.md": listing(ACTIVE, ": Counting bees", OPEN, ": Counting bees (See Ongoing Projects below)"),
    }
    assert _slugs(load(tmp_path, pages)) == {"apis"}


def test_a_suggestion_names_a_few_projects() -> None:
    """One title may belong to thousands."""
    linked = "".join(f"- [Made-up](m-{n}/)\n" for n in range(9))
    found = ni.load(ni.parse(f"## Open Projects\n\n{linked}- [Made-up](HERE/)\n", name="index.md"))
    (said,) = [one.message for one in found.diagnostics if one.code == "NI315"]
    assert said.startswith('"Made-up" may be "m-0", "m-1", "m-2", "m-3", "m-4", and')
