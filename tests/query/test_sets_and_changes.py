"""Catalogues are combined by slug, and compared into typed changes."""

from __future__ import annotations

import pickle

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from invented import CATALOGUE, GRAPHS, LETTERS, ROTAS, SCANS, THREE, badges
from nhs_internships import Brief, Catalogue, Field, Internship, Person, Project, Status
from nhs_internships.model import Role
from nhs_internships.query import Change, ChangeKind, Results

OPEN, NLP = CATALOGUE.where(status="open"), CATALOGUE.where(area="NLP")


def slugs(catalogue: Catalogue) -> list[str]:
    return [project.slug for project in catalogue]


def test_union_intersection_and_difference_are_by_slug() -> None:
    """In the order of the first catalogue, then of the second."""
    assert slugs(OPEN | NLP) == ["fair-rotas", "ward-notes", "letters"]
    assert slugs(OPEN & NLP) == ["ward-notes"]
    assert slugs(OPEN - NLP) == ["fair-rotas"]


def test_the_first_catalogue_knows_its_projects_best() -> None:
    """Where both have a project, the left one's stays."""
    other = Catalogue(projects=(evolve(LETTERS, title="Other"), GRAPHS))
    assert (NLP | other)["letters"] == LETTERS
    assert (NLP & other)["letters"] == LETTERS


def test_a_union_brings_claims_and_waves_along() -> None:
    """What belongs to a project comes with it."""
    both = Catalogue(projects=(ROTAS,)) | CATALOGUE.where(slug="scans")
    assert both.claims("scans") == CATALOGUE.claims("scans")
    assert both.waves == CATALOGUE.waves


def test_parts_make_the_whole() -> None:
    """Taking apart and joining loses nothing; what is undecided in a part stays undecided."""
    joined = (CATALOGUE - OPEN) | OPEN
    assert joined.undecided == OPEN.undecided == (CATALOGUE["an-idea"],)
    whole = joined | CATALOGUE.where(slug="an-idea")
    assert sorted(whole, key=lambda project: project.slug) == sorted(CATALOGUE, key=lambda project: project.slug)
    assert whole.claims_by_slug == CATALOGUE.claims_by_slug
    assert set(whole.relations) == set(CATALOGUE.relations)


def test_other_things_do_not_combine() -> None:
    """Python's own error for operands of the wrong type."""
    for operation in ("__or__", "__and__", "__sub__"):
        assert getattr(CATALOGUE, operation)([ROTAS]) is NotImplemented


def test_a_catalogue_is_compared_with_a_catalogue() -> None:
    """Anything else is an error that says so."""
    with pytest.raises(TypeError, match="not with 3"):
        CATALOGUE.diff(3)  # type: ignore[arg-type]  # wrong on purpose


def test_equal_catalogues_have_one_hash() -> None:
    """So that they can be keys, and members of a set."""
    again = CATALOGUE.with_projects(CATALOGUE.projects)
    assert {CATALOGUE, again, OPEN} == {CATALOGUE, OPEN}
    assert hash(CATALOGUE) != hash(OPEN)


def test_a_catalogue_can_do_without_people() -> None:
    """Names of interns and supervisors go, everything else stays; nor does a pickle of a choice hold them."""
    run = Internship(code="P99", people=(Person(name="Somebody Invented", role=Role.INTERN),))
    named = CATALOGUE | Catalogue(projects=(Project(slug="named", title="Named", internships=(run,)),))
    bare = named.without_people()
    assert bare["named"].internships == (evolve(run, people=()),)
    assert bare - bare.where(slug="named") == named - named.where(slug="named")
    assert named["named"].internships == (run,)
    chosen = named.where(slug="named").without_people()
    assert b"Somebody" in pickle.dumps(named)
    assert b"Somebody" not in pickle.dumps(chosen)


def test_results_are_one_line_for_a_prompt() -> None:
    """However many there are; printing shows them all."""
    changes = Catalogue(projects=()).diff(CATALOGUE)
    assert repr(changes) == "<Results: 6 changes>"
    assert len(str(changes).splitlines()) == 6
    assert repr(CATALOGUE.conflicts()) == "<Results: 1 conflict>"
    assert repr(CATALOGUE.search("rotas")) == "<Results: 1 hit>"
    assert repr(CATALOGUE.similar("letters", 1)) == "<Results: 1 similar project>"
    assert repr(Results[Change]()) == "<Results: 0 results>"


def test_equal_catalogues_do_not_differ() -> None:
    """And the result is an empty tuple."""
    assert CATALOGUE.diff(CATALOGUE) == ()


def test_a_project_that_came_or_went_is_one_change() -> None:
    """It carries the title."""
    without = CATALOGUE - CATALOGUE.where(slug="scans")
    assert without.diff(CATALOGUE) == (Change(slug="scans", field="project", after="Older scans"),)
    assert CATALOGUE.diff(without) == (Change(slug="scans", field="project", before="Older scans"),)
    assert CATALOGUE.diff(without)[0].kind is ChangeKind.REMOVED


def changed(project: Project) -> Results[Change]:
    before = next(one for one in CATALOGUE if one.slug == project.slug)
    return Catalogue(projects=(before,)).diff(Catalogue(projects=(project,)))


@pytest.mark.parametrize(
    ("project", "field", "before", "after"),
    [
        (evolve(LETTERS, status=Status.PAUSED), "status", "active", "paused"),
        (evolve(LETTERS, title="Letters"), "title", "Letters without names", "Letters"),
        (evolve(LETTERS, wave=None), "wave", THREE.label, None),
        (evolve(LETTERS, url="https://example.org/"), "url", None, "https://example.org/"),
        (evolve(LETTERS, badges=badges("NLP", "topic models", "Images")), "modality", "Text", "Images"),
        (
            evolve(SCANS, internships=(evolve(SCANS.internships[0], title="Scans"), SCANS.internships[1])),
            "internships.P11.title",
            "Older scans",
            "Scans",
        ),
        (
            evolve(SCANS, internships=(evolve(SCANS.internships[0], outputs=()), SCANS.internships[1])),
            "internships.P11.code",
            "published https://example.org/code",
            None,
        ),
    ],
)
def test_a_change_names_field_before_and_after(
    project: Project, field: str, before: str | None, after: str | None
) -> None:
    """What a person would write down."""
    assert Change(slug=project.slug, field=field, before=before, after=after) in changed(project)


def test_fields_of_a_brief_go_by_the_names_of_its_attributes() -> None:
    """`need`, not the label of the page."""
    brief = Brief(keywords=("privacy", "notes"), fields=(Field(name="Need", text="More."),))
    (change,) = changed(evolve(LETTERS, brief=brief))
    assert (change.field, change.after) == ("need", "More.")


def test_a_change_reads_aloud() -> None:
    """One line for each kind."""
    lines = str(
        Results([Change(slug="a", field="status", before="open", after="active"), Change(slug="b", field="wave")])
    )
    assert lines.splitlines()[0] == 'a: status: "open" -> "active"'


@given(st.permutations(range(3)), st.sampled_from([None, "red"]), st.text(max_size=3))
def test_projects_that_differ_have_a_change(order: list[int], colour: str | None, text: str) -> None:
    """Nothing changes silently, not even the order of badges; and equal projects have none."""
    old = evolve(ROTAS, badges=badges("a", "b", "c"), brief=Brief(fields=(Field(name="Need", text="x"),)))
    shuffled = [old.badges[place] for place in order]
    new = evolve(
        old,
        badges=(evolve(shuffled[0], colour=colour), *shuffled[1:]),
        brief=Brief(preamble=text, fields=(Field(name=text), Field(name="Need", text="x"))[not text :]),
    )
    found = Catalogue(projects=(old,)).diff(Catalogue(projects=(new,)))
    assert bool(found) == (old != new)


def test_equal_labels_are_numbered() -> None:
    """A label that appears several times on a page, or a code of several internships, is told apart by a number."""
    fields = [Field(name="Note", text=str(n)) for n in range(3)]
    before = Project(slug="a", title="A", brief=Brief(fields=fields), internships=[Internship(code="P1")] * 2)
    after = evolve(before, brief=None, internships=())
    names = [change.field for change in Catalogue(projects=[before]).diff(Catalogue(projects=[after]))]
    assert [name for name in names if name.startswith("Note")] == ["Note", "Note-2", "Note-3"]
    assert [name for name in names if name.startswith("internships")] == ["internships.P1", "internships.P1-2"]
