"""Made-up projects in any number, the same ones each time."""

from __future__ import annotations

from random import Random

from nhs_internships import Badge, Brief, Claim, Facet, Field, Project, Status
from nhs_internships.model import BRIEF_FIELDS

AREAS = ("NLP", "Synthetic", "MachineLearning", "Simulation", "Explainability", "Graphs", "PETs", "Geospatial")
TECHNIQUES = tuple(f"Technique{number}" for number in range(40))
MODALITIES = ("Tabular", "Text", "MultiModal", "Images")


def projects(count: int, *, with_briefs: bool = False) -> list[Project]:
    """Projects with a status and three badges; with briefs they hold about 2,300 characters of text each."""
    chance = Random(1)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _ in range(20_000)]
    # As in real language, few words are frequent and most are rare.
    weights = [1 / place for place in range(1, len(vocabulary) + 1)]

    def words(number: int) -> str:
        return " ".join(chance.choices(vocabulary, weights, k=number))

    def brief() -> Brief:
        fields = tuple(Field(name=name, text=words(45)) for name in BRIEF_FIELDS.values())
        return Brief(keywords=tuple(words(3).split()), fields=fields)

    return [
        Project(
            slug=f"project-{number}",
            title=words(6),
            status=chance.choice(list(Status)),
            badges=(
                Badge(label=chance.choice(AREAS), facet=Facet.AREA),
                Badge(label=chance.choice(TECHNIQUES), facet=Facet.TECHNIQUE),
                Badge(label=chance.choice(MODALITIES), facet=Facet.MODALITY),
            ),
            brief=brief() if with_briefs else None,
        )
        for number in range(count)
    ]


def claims(made: list[Project]) -> dict[str, tuple[Claim, ...]]:
    """Two claims for each project."""
    return {
        project.slug: (
            Claim(field="title", value=project.title, path="index.md", line=1),
            Claim(field="status", value=str(project.status), path="index.md", line=1),
        )
        for project in made
    }
