"""What leads from one project to another, and what leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import BASE, brief, codes, listing, load
from nhs_internships.model import Relation

if TYPE_CHECKING:
    from pathlib import Path

RELATED = "Related Previous Internship Projects"


def _relations(catalogue: ni.Catalogue) -> list[tuple[str, str, str]]:
    return [(one.source, one.kind, one.target) for one in catalogue.relations]


def _with(tmp_path: Path, label: str, text: str) -> ni.Catalogue:
    """Two briefs: bees says something under a label, wasps is there to be linked."""
    return load(tmp_path, {"bees.md": brief("Bees", "/bees/", **{label: text}), "w.md": brief("Wasps", "/wasps/")})


@pytest.mark.parametrize("target", [f"{BASE}wasps/", f"{BASE}Wasps", "../wasps/", "wasps/"])
def test_a_link_under_related_projects(tmp_path: Path, target: str) -> None:
    """The brief follows from the other project."""
    assert _relations(_with(tmp_path, RELATED, f"See [this]({target}).")) == [("bees", "follows", "wasps")]


def test_a_link_elsewhere(tmp_path: Path) -> None:
    """The brief mentions the other project."""
    assert _relations(_with(tmp_path, "Datasets", f"As in [this]({BASE}wasps/).")) == [("bees", "mentions", "wasps")]


def test_a_link_under_a_second_label_of_one_name(tmp_path: Path) -> None:
    """It stands under related projects, too."""
    text = f"nothing\n\n**{RELATED}:** [this]({BASE}wasps/)"
    assert _relations(_with(tmp_path, RELATED, text)) == [("bees", "follows", "wasps")]


@pytest.mark.parametrize(
    "text",
    [
        "[code](https://github.com/example/hives)",
        "[paper](https://github.com/example/hives/blob/main/paper.pdf)",
        "<https://github.com/example/hives.git>",
        "see https://www.github.com/example/hives.",
    ],
)
def test_repositories(tmp_path: Path, text: str) -> None:
    """Linked, in angle brackets or bare: the target is the address of the repository."""
    (found,) = _relations(_with(tmp_path, "Datasets", text))
    assert found[:2] == ("bees", "repository")
    assert found[2].endswith("github.com/example/hives")


def test_an_update_takes_up_its_project(tmp_path: Path) -> None:
    """The slug with "-update" at its end; the title may add "Next Steps" besides."""
    pages = {"a.md": brief("Bees", "/bees/"), "b.md": brief("Bees - Next Steps", "/bees-update/")}
    assert _relations(load(tmp_path, pages)) == [("bees-update", "updates", "bees")]


def test_an_update_of_nothing(tmp_path: Path) -> None:
    """Without the project there is nothing to take up."""
    assert _relations(load(tmp_path, {"b.md": brief("Bees", "/bees-update/")})) == []


def test_a_title_that_adds_extension(tmp_path: Path) -> None:
    """A project with a link of its own extends the one project with the plain title."""
    pages = {"index.md": listing("## Open Projects", "apis: Bees", "hives: Bees - Extension")}
    assert _relations(load(tmp_path, pages)) == [("hives", "extends", "apis")]


def test_a_link_to_no_project_is_a_finding(tmp_path: Path) -> None:
    """With the path, line and column of the link."""
    found = _with(tmp_path, RELATED, f"One.\n\n- two [ants]({BASE}ants/)")
    (problem,) = found.diagnostics
    assert (problem.code, problem.path) == ("NI317", "bees.md")
    text = (tmp_path / "bees.md").read_text(encoding="utf-8")
    assert problem.line is not None
    assert text.split("\n")[problem.line - 1].startswith("- two [ants]")
    assert problem.column == 7
    assert problem.span is not None
    assert problem.span.of(text) == f"[ants]({BASE}ants/)"
    assert found.relations == ()


def test_an_empty_link_around_a_title(tmp_path: Path) -> None:
    """Exactly one project has the title: the relation is known, and the link is a finding all the same."""
    found = _with(tmp_path, RELATED, "[Wasps]()")
    assert _relations(found) == [("bees", "follows", "wasps")]
    assert [(d.code, d.hint) for d in found.diagnostics] == [("NI317", "link it to wasps/")]


def test_an_empty_link_around_anything_else(tmp_path: Path) -> None:
    """Nothing is guessed."""
    found = _with(tmp_path, RELATED, "[Ants]()")
    assert found.relations == ()
    assert codes(found) == ["NI317"]


@pytest.mark.parametrize("text", [f"[here]({BASE}bees/)", "[mail](bees@example.org)", "[list](projects.html)", "n/a"])
def test_other_links_are_no_relations(tmp_path: Path, text: str) -> None:
    """To itself, to mail, to a list: neither relation nor finding."""
    found = _with(tmp_path, RELATED, text)
    assert (found.relations, found.diagnostics) == ((), ())


def test_related_goes_both_ways(tmp_path: Path) -> None:
    """A project knows what leads to it."""
    found = _with(tmp_path, RELATED, f"[this]({BASE}wasps/)")
    assert found.related("wasps") == found.related("bees") == found.relations


def test_the_same_relation_twice_is_one() -> None:
    """A catalogue made by hand holds each relation once, so that they have a key in tables."""
    one, other = (Relation(source="a", kind=kind, target="b") for kind in ("follows", "mentions"))
    assert ni.Catalogue(projects=(), relations=[one, other, one]).relations == (one, other)
