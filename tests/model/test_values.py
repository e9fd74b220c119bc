"""The values compare by content, cannot be changed, and answer the questions a reader has."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import attrs
import pytest

from nhs_internships import model
from nhs_internships.model import (
    BRIEF_FIELDS,
    Availability,
    Badge,
    Brief,
    Claim,
    Entry,
    Facet,
    Field,
    Internship,
    Month,
    Output,
    OutputKind,
    Person,
    Project,
    Relation,
    Role,
    Status,
    Wave,
)
from nhs_internships.query import Change, Hit

if TYPE_CHECKING:
    from attrs import AttrsInstance

AREA = Badge(label="Synthetic", facet=Facet.AREA, colour="brightgreen")
TECHNIQUE = Badge(label="VAE", facet=Facet.TECHNIQUE)
SECOND = Badge(label="GAN", facet=Facet.TECHNIQUE)
CODE = Output(kind=OutputKind.CODE, url="https://example.org/code")
REPORT = Output(kind=OutputKind.REPORT, availability=Availability.PENDING, text="Coming Soon")
RUN = Internship(code="P99", title="Made up", outputs=(CODE, REPORT))
PROJECT = Project(
    slug="made-up",
    title="Made up",
    status=Status.OPEN,
    badges=(AREA, TECHNIQUE, SECOND),
    wave=Wave(number=4),
    internships=(RUN, Internship(title="An earlier run")),
)
VALUES: list[AttrsInstance] = [
    Month(2024, 7),
    Wave(number=4, start=Month(2023, 1)),
    AREA,
    CODE,
    Person(name="A. Body", role=Role.INTERN),
    RUN,
    Field(name="Need", text="A need."),
    Brief(title="Made up", keywords=("a", "b"), fields=(Field(name="Need"),), extra=(("layout", "page"),)),
    Entry(title="Made up", badges=(AREA,)),
    PROJECT,
    Claim(field="status", value="open", path="index.md", line=3, dialect="BADGE_TABLE", rank=1),
    Relation(source="made-up-extension", kind="extends", target="made-up"),
    Hit(slug="made-up", score=0.5, snippet="Made up"),
    Change(slug="made-up", field="status", before="open", after="active"),
]
every_value = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


def test_the_list_above_holds_every_class() -> None:
    """A new value class is tested like the others."""
    classes = {getattr(model, name) for name in model.__all__ if attrs.has(getattr(model, name))}
    assert {type(value) for value in VALUES} == classes | {Change, Hit}


@every_value
def test_equal_content_is_equal_and_hashes_alike(value: AttrsInstance) -> None:
    """A value is its content."""
    twin = copy.deepcopy(value)
    assert twin == value
    assert hash(twin) == hash(value)


@every_value
def test_values_cannot_be_changed(value: AttrsInstance) -> None:
    """Assigning to a field fails, and no other can be added."""
    first = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, first, None)
    with pytest.raises(AttributeError):
        value.other = None  # type: ignore[attr-defined]


@every_value
def test_values_survive_a_process_pool(value: AttrsInstance) -> None:
    """They can be pickled."""
    assert pickle.loads(pickle.dumps(value)) == value


@every_value
def test_only_a_month_takes_positions(value: AttrsInstance) -> None:
    """Names make calls readable and let fields be added later."""
    keyword_only = {attribute.kw_only for attribute in attrs.fields(type(value))}
    assert keyword_only == {not isinstance(value, Month)}


def test_any_iterable_becomes_a_tuple() -> None:
    """Lists and generators are welcome and are not kept."""
    project = Project(slug="made-up", title="Made up", badges=[AREA], internships=iter([RUN]))
    assert project.badges == (AREA,)
    assert project.internships == (RUN,)


def test_a_project_knows_its_first_labels() -> None:
    """The first label of a facet stands for it; without one there is none."""
    assert (PROJECT.area, PROJECT.technique, PROJECT.modality) == ("Synthetic", "VAE", None)


def test_a_project_lists_the_labels_of_a_facet() -> None:
    """The order is the source's."""
    assert PROJECT.labels(Facet.TECHNIQUE) == ("VAE", "GAN")
    assert PROJECT.labels() == ("Synthetic", "VAE", "GAN")


def test_a_project_gathers_codes_and_outputs_of_its_internships() -> None:
    """A run without a code adds none."""
    assert PROJECT.codes == ("P99",)
    assert PROJECT.outputs == (CODE, REPORT)


def test_changed_copies_leave_the_original() -> None:
    """Each ``with_`` method changes its field and nothing else."""
    changed = PROJECT.with_status(None).with_title("New").with_badges([AREA]).with_wave(None)
    assert changed == Project(slug="made-up", title="New", badges=(AREA,), internships=PROJECT.internships)
    assert PROJECT.status is Status.OPEN


@pytest.mark.parametrize(
    ("url", "availability"),
    [("https://example.org", Availability.PUBLISHED), ("", Availability.UNKNOWN), (None, Availability.UNKNOWN)],
)
def test_an_output_with_an_address_is_published_unless_told_otherwise(
    url: str | None, availability: Availability
) -> None:
    """Published with an address, and unknown without one."""
    assert Output(kind=OutputKind.CODE, url=url).availability is availability


@pytest.mark.parametrize(("attribute", "label"), BRIEF_FIELDS.items())
def test_a_brief_gives_the_text_of_its_fields(attribute: str, label: str) -> None:
    """Every labelled field has an attribute; it is empty when the field is not there."""
    assert getattr(Brief(fields=[Field(name=label, text="Some text.")]), attribute) == "Some text."
    assert getattr(Brief(), attribute) == ""


def test_a_field_is_found_in_any_case_and_spacing() -> None:
    """The label is compared as a reader would; the first of two counts."""
    first, second = Field(name="desired  Skill SET", text="Python"), Field(name="Desired skill set", text="R")
    brief = Brief(fields=[first, second])
    assert brief.field(" Desired skill set") is first
    assert brief.skills == "Python"
    assert brief.field("Datasets") is None


def test_the_module_shows_its_public_names_only() -> None:
    """``dir`` is a table of contents."""
    assert dir(model) == sorted(model.__all__)
