"""Catalogues whose every text is hostile, for the page to browse."""

from __future__ import annotations

from hostile import HOSTILE
from nhs_internships import (
    Badge,
    Brief,
    Catalogue,
    Claim,
    Facet,
    Field,
    Internship,
    Month,
    Output,
    Person,
    Project,
    Relation,
    Status,
    Wave,
)

__all__ = ["hostile_catalogue"]


def _project(number: int, text: str) -> Project:
    run = Internship(
        code=text,
        title=text,
        wave=Wave(number=1, start=Month(2021, 4), end=Month(2021, 9)),
        outputs=(Output(kind="code", url=text), Output(kind="report", url=f"https://example.org/{text}")),
        people=(Person(name="Somebody Named", role="intern"),),
        description=text,
    )
    return Project(
        slug=f"{number}{text}",
        title=text,
        status=Status.OPEN,
        badges=tuple(Badge(label=text, facet=facet) for facet in Facet),
        url=text if number % 2 else f"https://example.org/{text}",
        brief=Brief(title=text, keywords=(text,), fields=(Field(name="Need", text=text),)),
        internships=(run,),
    )


def hostile_catalogue() -> Catalogue:
    """A project for each hostile text, with the text in every place that the page shows."""
    made = [_project(number, text) for number, text in enumerate(HOSTILE)]
    return Catalogue(
        projects=made,
        relations=[
            Relation(source=project.slug, kind="mentions", target=target)
            for project in made
            for target in (made[0].slug, project.title)
        ],
        claims_by_slug={
            project.slug: [Claim(field="title", value=project.title, path=project.title, line=1)] for project in made
        },
        name="<img src=x onerror=alert(1)>",
    )
