"""A small invented catalogue, for the tests that ask, search, draw and show. Its figures can be counted by hand."""

from __future__ import annotations

from nhs_internships import (
    Badge,
    Brief,
    Catalogue,
    Claim,
    Facet,
    Field,
    Internship,
    Output,
    Project,
    Relation,
    Status,
    Wave,
)
from nhs_internships.model import Availability, OutputKind

ONE = Wave.parse("Wave 1 (April - September 2021)")
TWO = Wave.parse("Wave 2 (January - May 2022)")
THREE = Wave.parse("Wave 3 (June - December 2022)")
UNDATED = Wave(number=9)

CODE = Output(kind=OutputKind.CODE, url="https://example.org/code")
REPORT = Output(kind=OutputKind.REPORT, availability=Availability.PENDING, text="Coming Soon")


def badges(area: str | None = None, technique: str | None = None, modality: str | None = None) -> tuple[Badge, ...]:
    """A badge for each label that is given."""
    given = ((Facet.AREA, area), (Facet.TECHNIQUE, technique), (Facet.MODALITY, modality))
    return tuple(Badge(label=label, facet=facet) for facet, label in given if label)


ROTAS = Project(
    slug="fair-rotas",
    title="Fair rotas for wards",
    status=Status.OPEN,
    badges=badges("Simulation", "ABM", "Tabular"),
    brief=Brief(
        title="Fair rotas for wards",
        keywords=("rotas", "fairness"),
        fields=(
            Field(name="Need", text="Rotas are made by hand. Agents could try [many](https://example.org/x) rotas."),
        ),
    ),
)
NOTES = Project(
    slug="ward-notes",
    title="Reading ward notes",
    status=Status.OPEN,
    badges=badges("NLP", "Topic-Models", "Text"),
    brief=Brief(
        title="Reading ward notes",
        keywords=("notes", "TopicModels"),
        fields=(Field(name="Need", text="Ward notes hold what no table holds. Sharing them breaks privacy."),),
    ),
)
LETTERS = Project(
    slug="letters",
    title="Letters without names",
    status=Status.ACTIVE,
    badges=badges("NLP", "topic models", "Text"),
    wave=THREE,
    brief=Brief(keywords=("privacy", "notes"), fields=(Field(name="Need", text="Names in letters break privacy."),)),
)
SCANS = Project(
    slug="scans",
    title="Older scans",
    status=Status.COMPLETED,
    badges=badges("Images", None, "Images"),
    wave=TWO,
    internships=(
        Internship(code="P11", title="Older scans", wave=ONE, outputs=(CODE, REPORT)),
        Internship(code="P21", title="Older scans, again", wave=TWO, outputs=(REPORT,)),
    ),
)
GRAPHS = Project(
    slug="graphs",
    title="Graphs of referrals",
    status=Status.PAUSED,
    badges=badges("Graphs", "GNNs", "Tabular"),
    wave=ONE,
    internships=(Internship(code="P12", title="Graphs", wave=ONE, outputs=(CODE,)),),
)
IDEA = Project(slug="an-idea", title="An idea")

PROJECTS = (IDEA, ROTAS, GRAPHS, LETTERS, SCANS, NOTES)

CATALOGUE = Catalogue(
    projects=PROJECTS,
    waves=(ONE, TWO, THREE, UNDATED),
    relations=(Relation(source="letters", kind="extends", target="ward-notes"),),
    claims_by_slug={
        "scans": (
            Claim(field="status", value="completed", path="index.md", line=3, dialect="BADGE_TABLE"),
            Claim(field="status", value="open", path="old/index.md", line=9, dialect="LINK_LIST", rank=4),
        ),
        "letters": (Claim(field="status", value="active", path="index.md", line=4),),
    },
    name="invented",
)
