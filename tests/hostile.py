"""Texts that would be active HTML if one place forgot to escape them, and every representation that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from nhs_internships import (
    Badge,
    Brief,
    Catalogue,
    Claim,
    Entry,
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
from nhs_internships.catalogue import Conflict
from nhs_internships.diagnostics import Diagnostic, Fix, Place, Severity
from nhs_internships.model import OutputKind, Role
from nhs_internships.query import Change, Hit, Results, Similar
from nhs_internships.query.statistics import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<iframe src=https://example.org></iframe>",
    "<object data=https://example.org></object>", "<embed src=x>",
    "<link rel=stylesheet href=https://example.org/x.css>", "<style>@import 'https://example.org/x.css';</style>",
    "<style>*{background:url(https://example.org/x.png)}</style>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>", "<base href=https://example.org/>",
    "<form action=https://example.org><button autofocus onfocus=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>", "<video src=x onerror=alert(1)>",
    "<audio src=https://example.org/x.mp3 autoplay>", "<body onload=alert(1)>", "<a href=javascript:alert(1)>x</a>",
    "<math><mtext><script>alert(1)</script></mtext></math>", "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<!--><script>alert(1)</script-->",
    "--><script>alert(1)</script>", "]]><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml <script>alert(1)</script>?>", '" onmouseover="alert(1)', "' onmouseover='alert(1)",
    '"><script>alert(1)</script>', "'><script>alert(1)</script>", "`><script>alert(1)</script>",
    '"; background:url(https://example.org/x.png); "', "javascript:alert(1)", " javascript:alert(1)",
    "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)", "**<script>alert(1)</script>**",
    "**<b onclick=alert(1)>**", "<scr\x00ipt>alert(1)</scr\x00ipt>", "\x00<script>alert(1)</script>",
    "\ud83c<script>alert(1)</script>", "\u202e<script>alert(1)</script>", "\U0001f9ec<img src=x onerror=alert(1)>",
    "</table></div><script>alert(1)</script>",
)  # fmt: skip
assert len(HOSTILE) == 50


def representations(text: str) -> Iterator[str]:
    """Every HTML representation, with the text in every place that can hold one."""
    badges = tuple(Badge(label=text, facet=facet, colour=text) for facet in Facet)
    output = Output(kind=OutputKind.CODE, url=text, text=text)
    wave = Wave(number=1, start=Month(2021, 4))
    run = Internship(
        code=text,
        title=text,
        wave=wave,
        badges=badges,
        outputs=(output,),
        people=(Person(name=text, role=Role.INTERN),),
        description=text,
    )
    brief = Brief(title=text, keywords=(text,), fields=(Field(name=text, text=text), Field(name="Need", text=text)))
    project = Project(
        slug=text,
        title=text,
        status=Status.OPEN,
        badges=badges,
        wave=wave,
        url=text,
        brief=brief,
        internships=(run,),
    )
    linked = Project(slug="a", title=text, url=f"https://example.org/{text}")
    claim = Claim(field="title", value=text, path=text, line=1)
    catalogue = Catalogue(projects=(project, linked), waves=(wave,), name=text)
    yield catalogue._repr_html_()
    yield project._repr_html_()
    yield linked._repr_html_()
    yield wave._repr_html_()
    yield from (badge._repr_html_() for badge in badges)
    yield Results([Hit(slug=text, score=1.0, snippet=f"{text} **{text}**")])._repr_html_()
    yield Hit(slug=text, score=1.0, snippet=text)._repr_html_()
    yield Results([Similar(slug=text, score=1.0, labels=(text,), keywords=(text,), words=(text,))])._repr_html_()
    yield Results([Change(slug=text, field=text, before=text, after=text)])._repr_html_()
    conflict = Conflict(slug=text, field=text, values=((text, (claim,)),), severity=Severity.WARNING)
    yield Results([conflict])._repr_html_()
    yield conflict._repr_html_()
    yield Results([text, text])._repr_html_()
    yield Results([claim])._repr_html_()
    yield Results([run])._repr_html_()
    yield Results([Relation(source=text, kind="mentions", target=text)])._repr_html_()
    yield Results([Entry(title=text, url=text, badges=badges, wave=wave)])._repr_html_()
    found = Diagnostic(
        code="NI201",
        severity=Severity.NOTE,
        message=text,
        path=text,
        line=3,
        hint=text,
        related=(Place(path=text, line=3, message=text),),
        fix=Fix(title=text, edits=()),
    )
    yield Results([found])._repr_html_()
    yield evolve(catalogue, undecided=(project,), unknown={text: (text,)})._repr_html_()
    yield Table(name=text, title=text, columns=(text, "b"), rows=((text, 1),))._repr_html_()
    yield catalogue.stats()._repr_html_()
