"""A catalogue that holds something in every place, for the tests of its documents."""

from __future__ import annotations

from datetime import date

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
from nhs_internships.diagnostics import Diagnostic, Severity
from nhs_internships.dialects import Span
from nhs_internships.model import Availability, OutputKind, Role

WAVE = Wave(number=6, start=Month(2024, 2), end=Month(2024, 7))
AREA = Badge(label="NLP", facet=Facet.AREA, colour="yellow")
TOPIC = Badge(label="Über – R_and_D", facet=Facet.TOPIC)

RUN = Internship(
    code="P61",
    title="Made-up project: a first look",
    wave=WAVE,
    badges=(TOPIC,),
    outputs=(
        Output(kind=OutputKind.CODE, url="https://example.org/code", text="Code"),
        Output(kind=OutputKind.REPORT, availability=Availability.PENDING, text="Coming Soon"),
    ),
    people=(Person(name="A. Nonymous", role=Role.INTERN),),
    description='It says "hello",\nthen\tstops \\ ends.',
)
BRIEF = Brief(
    title="Made-up project",
    heading="A made-up project",
    subheading="In two lines",
    permalink="/made-up-project/",
    description="What it is about.",
    keywords=("language", "models"),
    preamble="*Updated*",
    fields=(Field(name="Need", text="Somebody needs it.\n\n- one\n- two 🧬"), Field(name="Datasets")),
    extra=(("layout", "base"), ("layout", "twice")),
)
FULL = Project(
    slug="made-up-project",
    title="Made-up “project”",
    status=Status.ACTIVE,
    badges=(AREA, TOPIC),
    wave=WAVE,
    url="https://example.org/made-up-project/",
    brief=BRIEF,
    internships=(RUN, Internship()),
)
BARE = Project(slug="bare", title="")

CATALOGUE = Catalogue(
    as_of=date(2024, 7, 31),
    name="a sample",
    projects=(FULL, BARE),
    waves=(WAVE, Wave(number=3), Wave(start=Month(2025, 1))),
    relations=(Relation(source="made-up-project", kind="extends", target="bare"),),
    claims_by_slug={
        "made-up-project": (
            Claim(field="status", value="active", path="index.md", line=12, dialect="BADGE_TABLE", rank=1),
            Claim(field="status", value="open", path="old/open.md"),
        ),
        "bare": (),
    },
    diagnostics=(
        Diagnostic(
            code="NI201",
            severity=Severity.WARNING,
            message="A badge image belongs to no entry.",
            path="index.md",
            line=3,
            column=5,
            span=Span(40, 60),
            hint="Remove it.",
        ),
    ),
)
