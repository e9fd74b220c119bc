"""Catalogues for the tests of formats: one that is small and known, awkward ones, and any that Hypothesis thinks of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships.model import (
    Availability,
    Badge,
    Brief,
    Claim,
    ClaimField,
    Facet,
    Internship,
    Month,
    Output,
    OutputKind,
    Person,
    Project,
    Relation,
    RelationKind,
    Role,
    Status,
    Wave,
)

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("projects", "badges", "internships", "outputs", "waves", "claims", "keywords", "relations")

WAVE = Wave(number=4, start=Month(2023, 1), end=Month(2023, 6))

SMALL = ni.Catalogue(
    projects=[
        Project(
            slug="made-up",
            title="Made-up project",
            status=Status.OPEN,
            badges=[
                Badge(label="NLP", facet=Facet.AREA, colour="yellow"),
                Badge(label="Text", facet=Facet.MODALITY),
                Badge(label="PETs", facet=Facet.AREA),
            ],
            wave=WAVE,
            url="made-up/",
            brief=Brief(title="Made-up project", description="About words.", keywords=["Words", "Wards"]),
            internships=[
                Internship(title="First run"),
                Internship(
                    code="P99",
                    title="Second run",
                    wave=WAVE,
                    outputs=[
                        Output(kind=OutputKind.CODE, url="https://example.org/code", text="code"),
                        Output(kind=OutputKind.REPORT, availability=Availability.PENDING, text="tbu"),
                    ],
                    people=[Person(name="Somebody", role=Role.INTERN)],
                    description="A run.",
                ),
            ],
        ),
        Project(slug="made-up-extension", title=""),
    ],
    waves=[WAVE, Wave(number=5)],
    relations=[Relation(source="made-up-extension", kind="extends", target="made-up")],
    claims_by_slug={"made-up": [Claim(field="status", value=Status.OPEN, path="index.md", line=3, rank=2)]},
    name="small",
)

AWKWARD = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "\u22121",
    "'=1+1",
    "''=1+1",
    "'",
    "''",
    "'tis",
    "'quoted'",
    '=HYPERLINK("https://example.org","x")',
    "=cmd|' /C calc'!A0",
    '"quoted"',
    '"',
    '""',
    'a","=1+1',
    'a";=1+1',
    "a,b;c",
    "A | B",
    "|",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "a <!-- b --> c",
    "&lt;b&gt; &amp; &",
    "[x](javascript:alert(1))",
    "`code` **bold** _it_",
    "---",
    "...",
    "",
    " ",
    "  two before, two behind  ",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "line\n\n\nbreaks\n\n",
    "\n",
    "  indented\nlines\n   more\n",
    "trailing \nblank",
    "a\tb",
    "\x00",
    "a\x01b\x1b[31m",
    "\x7f",
    "\x85 next line",
    "a\u2028b\u2029c",
    "\u202eabc\u202c",
    "a\u2066b\u2069",
    "\U0001f9ec gene \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e\u0301 and \u00e9 and \u212b",
    "\ufffe\uffff",
    "\ufeffmark",
    "yes",
    "No",
    "on",
    "y",
    "true",
    "null",
    "NULL",
    "~",
    "NaN",
    ".inf",
    "1e3",
    "0x1F",
    "010",
    "1_000",
    "12:30:45",
    "2024-07-01",
    "2024-07-01T12:00:00Z",
    "<<",
    "=",
    "a: b",
    "a:",
    "# not a comment",
    "a # b",
    "- item",
    "? key",
    "! tag",
    "&anchor",
    "*alias",
    "%directive",
    "{a: b}",
    "[a, b]",
    "> folded",
    "\\n \\ \\u0041",
    "x" * 2_000,
)
"""Titles that some format could take for something else."""


def awkward_project(number: int, text: str) -> Project:
    """A project in which one text stands wherever a text may stand."""
    wave = Wave(number=number % 999 + 1)
    return Project(
        slug=f"{number}-{text}",
        title=text,
        badges=[Badge(label=text, facet=Facet.TOPIC, colour=text)],
        url=text,
        brief=Brief(title=text, heading=text, permalink=text, description=text, keywords=[text], extra=[(text, text)]),
        internships=[
            Internship(
                code=text,
                title=text,
                wave=wave,
                outputs=[Output(kind=OutputKind.PAGE, url=text, text=text)],
                description=text,
            )
        ],
    )


def awkward_catalogue() -> ni.Catalogue:
    """Every awkward text, everywhere."""
    return ni.Catalogue(
        projects=[awkward_project(number, text) for number, text in enumerate(AWKWARD)],
        relations=[Relation(source=text, kind="mentions", target=text) for text in AWKWARD],
        claims_by_slug={
            f"{number}-{text}": [Claim(field="title", value=text, path=text, dialect=text)]
            for number, text in enumerate(AWKWARD)
        },
    )


@cache
def real_catalogues(corpus: Path) -> dict[str, ni.Catalogue]:
    """The catalogue of each real state of the site, and the bundled one."""
    folders = sorted(path for path in (corpus / "site").iterdir() if path.is_dir())
    return {"bundled": ni.bundled(), **{folder.name: ni.load(folder) for folder in folders}}


# Any catalogue

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(AWKWARD)
maybe = st.none() | texts
months = st.builds(Month, st.integers(1990, 2100), st.integers(1, 12))


@st.composite
def waves(draw: st.DrawFn) -> Wave:
    """Any wave there can be."""
    start, end = sorted(draw(st.tuples(months, months)))
    return Wave(
        number=draw(st.none() | st.integers(1, 999)),
        start=draw(st.sampled_from([start, None])),
        end=draw(st.sampled_from([end, None])),
    )


badges = st.builds(Badge, label=texts, facet=st.sampled_from(Facet), colour=maybe)
outputs = st.builds(
    Output, kind=st.sampled_from(OutputKind), url=maybe, availability=st.sampled_from(Availability), text=texts
)
runs = st.builds(
    Internship,
    code=maybe,
    title=texts,
    wave=st.none() | waves(),
    outputs=st.lists(outputs, max_size=2),
    description=maybe,
)
briefs = st.builds(Brief, title=texts, description=maybe, keywords=st.lists(texts, max_size=3), preamble=texts)
projects = st.builds(
    Project,
    slug=texts,
    title=texts,
    status=st.none() | st.sampled_from(Status),
    badges=st.lists(badges, max_size=3),
    wave=st.none() | waves(),
    url=maybe,
    brief=st.none() | briefs,
    internships=st.lists(runs, max_size=2),
)
large = st.integers(-(2**63), 2**63 - 1)
claims = st.builds(
    Claim,
    field=st.sampled_from(ClaimField),
    value=texts,
    path=texts,
    line=st.none() | large,
    dialect=texts,
    rank=st.integers(1, 9) | large,
)
catalogues = st.builds(
    ni.Catalogue,
    projects=st.lists(
        projects.filter(lambda project: project.slug), max_size=4, unique_by=lambda project: project.slug
    ),
    waves=st.lists(waves(), max_size=3),
    relations=st.lists(st.builds(Relation, source=texts, kind=st.sampled_from(RelationKind), target=texts), max_size=3),
    claims_by_slug=st.dictionaries(texts, st.lists(claims, max_size=3), max_size=3),
)
