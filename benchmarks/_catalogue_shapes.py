"""Catalogues, and questions to them, that could take the square of their size, in any size."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import _many
from _page_shapes import BRIEF, DATA, OPEN, Shape, repeated

import nhs_internships as ni
from nhs_internships import Badge, Brief, Catalogue, Claim, Facet, Field, Internship, Project, Relation
from nhs_internships.dialects import CARDS, LINK_LIST, TITLE_TABLE
from nhs_internships.display.page import to_page
from nhs_internships.grammar.yaml import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nhs_internships import Document

    Ask = Callable[[Catalogue], object]

COUNT = 4_000
BADGE_LINE = "![area](https://img.shields.io/badge/A##-yellow)\n"
COMMON = "- [A a b c d e f ##](HERE/)\n- [A b c d e f ##](a-##/)\n"
CLAIMED = {
    "code": "P{}",
    "title": "P{} - A",
    "wave": "Wave {}",
    "status": "completed",
    "area": "A{}",
    "url": "a-b/?{}",
    "description": "d{}",
}


def catalogue_shapes() -> Iterator[Shape]:
    """Every shape of a catalogue."""
    yield from _pages()
    yield from _sites()
    yield from _comparisons()
    yield from _checks()
    yield from _formats()
    yield from _questions()
    yield from _words()


def _pages() -> Iterator[Shape]:
    pages = {
        "titles under one url": ("- [A##](a-b/)\n", 16_000, OPEN, "index.md"),
        "long titles under one url": (f"- [{'word ' * 20}##](a-b/)\n", 4_000, OPEN, "index.md"),
        "extensions under one url": ("- [A## - Extension](a-b/)\n", 12_000, OPEN, "index.md"),
        "equal titles without link": ("- [A](HERE/)\n", 16_000, OPEN, "index.md"),
        "titles without link": ("- [A ##](HERE/)\n", 16_000, OPEN, "index.md"),
        "titles of common words without link": (COMMON, 8_000, OPEN, "index.md"),
        "one title under many urls": ("- [A](a-##/)\n", 16_000, OPEN, "index.md"),
        "one title under many urls and none": ("- [A](a-##/)\n- [A](HERE/)\n", 8_000, OPEN, "index.md"),
        "one title, and extensions of it": ("- [A](a-##/)\n- [A - Extension](b-##/)\n", 8_000, OPEN, "index.md"),
        "entries of one project": ("- [A](a-b/)\n", 16_000, OPEN, "index.md"),
        "waves": ("## Wave ##\n- [A](a-b/)\n", 900, OPEN, "index.md"),
        "waves of many projects": ("### Wave ##\n- [A##](a-##/)\n", 900, OPEN, "index.md"),
        "badges of one entry": (BADGE_LINE, 7_000, f"{OPEN}- [A](a-b/)\n", "index.md"),
        "records of one project": ("- title: P## - A\n  permalink: /a-b/\n", 8_000, "", DATA),
        "records without code": ("- title: A ##\n  permalink: /a-b/\n", 8_000, "", DATA),
        "records with equal codes": ("- title: P1 - A\n  permalink: /a-b/\n  code link: a.uk/##\n", 6_000, "", DATA),
        "records without code and permalink": ("- title: A ##\n", 16_000, "", DATA),
        "equal records without code and permalink": ("- title: A\n", 16_000, "", DATA),
        "records with placeholders": ("- title: PXX - A ##\n", 16_000, "", DATA),
        "links of a brief": ("[A##](b-##/) ", 18_000, BRIEF, "a-b.md"),
        "links without target of a brief": ("[A##]() ", 18_000, BRIEF, "a-b.md"),
        "repositories of a brief": ("https://github.com/a/b## ", 16_000, BRIEF, "a-b.md"),
        "labels and links of a brief": ("\n\n**f##:** [A](b-##/)\n", 9_000, BRIEF, "a-b.md"),
    }
    for name, (piece, count, before, file) in pages.items():

        def prepare(size: int, piece: str = piece, before: str = before, file: str = file) -> Callable[[], object]:
            return partial(ni.load, ni.parse(before + repeated(piece, size), name=file))

        yield Shape(f"load: {name}", count, prepare)


def _sites() -> Iterator[Shape]:
    def brief(n: int, name: str, text: str = "") -> Document:
        return ni.parse(f"{BRIEF.replace('a-b', f'a-{n}')}{text} word{n}\n", name=name)

    def listing(n: int, text: str) -> Document:
        return ni.parse(OPEN + text, name=f"{n}.md")

    pages: dict[str, Callable[[int], Document]] = {
        "many briefs": lambda n: brief(n, f"projects/a-{n}.md"),
        "many briefs of one project": lambda n: brief(0, f"projects/{n}.md"),
        "a chain of briefs": lambda n: brief(n, f"projects/a-{n}.md", f"[x](a-{n + 1}/)"),
        "one title on many pages": lambda n: listing(n, "- [A](HERE/)\n"),
        "titles under one url on many pages": lambda n: listing(n, f"- [A{n}](a-b/)\n- [B{n}](a-b/)\n"),
    }
    for name, page in pages.items():

        def prepare(size: int, page: Callable[[int], Document] = page) -> Callable[[], object]:
            return partial(ni.load, [page(n) for n in range(size)])

        yield Shape(f"load: {name}", 2_000, prepare)


def _many_projects(size: int) -> Catalogue:
    made = _many.projects(size)
    links = [Relation(source=f"project-{n}", kind="mentions", target=f"project-{n + 1}") for n in range(size - 1)]
    return Catalogue(projects=made, claims_by_slug=_many.claims(made), relations=links)


def _many_records(size: int) -> Catalogue:
    claims = [
        Claim(field=field, value=value.format(n % 900), path=DATA, line=n + 1, dialect="COMPLETED_DATA", rank=3)
        for n in range(size)
        for field, value in CLAIMED.items()
    ]
    return Catalogue(projects=[Project(slug="a-b", title="A")], claims_by_slug={"a-b": claims})


def _asked(name: str, size: int, ask: Ask, make: Callable[[int], Catalogue] = _many_projects) -> Shape:
    def prepare(size: int) -> Callable[[], object]:
        catalogue = make(size)
        return lambda: ask(catalogue)

    return Shape(name, size, prepare)


def _caught(work: Callable[[], object]) -> object:
    try:
        return work()
    except ni.NHSInternshipsError as error:
        return str(error)


def _with_badges(size: int) -> Project:
    facets = (Facet.MODALITY, Facet.AREA, Facet.TECHNIQUE, Facet.TOPIC)
    badges = tuple(Badge(label=f"b{n}", facet=facets[n % 4]) for n in range(size))
    return Project(slug="a", title="A", url="a-b/", badges=badges)


PROJECTS: dict[str, Callable[[int], Project]] = {
    "fields with equal labels": lambda size: _with_brief(fields=[Field(name="f", text=str(n)) for n in range(size)]),
    "unknown keys": lambda size: _with_brief(extra=[("k", str(n)) for n in range(size)]),
    "keywords": lambda size: _with_brief(keywords=[f"k{n}" for n in range(size)]),
    "internships with equal codes": lambda size: _with_runs([Internship(code="P1", title=str(n)) for n in range(size)]),
    "internships without code": lambda size: _with_runs([Internship(title=str(n)) for n in range(size)]),
    "badges": _with_badges,
}


def _with_brief(**values: list[object]) -> Project:
    return Project(slug="a", title="A", brief=Brief(**values))  # type: ignore[arg-type]  # each is of the right kind


def _with_runs(runs: list[Internship]) -> Project:
    return Project(slug="a", title="A", internships=tuple(runs))


def _comparisons() -> Iterator[Shape]:
    yield _asked("conflicts: many records of one project", 8_000, Catalogue.conflicts, _many_records)
    yield _asked("conflicts: many projects", COUNT, Catalogue.conflicts)
    yield _asked("conflicts: project by project", COUNT, lambda one: [one.conflicts(p.slug) for p in one])
    yield _asked("source: project by project", COUNT, lambda one: [one.source(p.slug, "title") for p in one])
    yield _asked("related: project by project", COUNT, lambda one: [one.related(p.slug) for p in one])
    yield _asked("an unknown slug", COUNT, lambda one: _caught(lambda: one["projct-1"]))
    yield _asked("diff: many projects", COUNT, lambda one: one.diff(one.with_projects(p.with_title("x") for p in one)))
    yield _asked("union and difference", COUNT, lambda one: (one | one, one & one, one - one))
    for name, make in PROJECTS.items():

        def prepare(size: int, make: Callable[[int], Project] = make) -> Callable[[], object]:
            project = make(size)
            before, after = Catalogue(projects=[project]), Catalogue(projects=[project.with_title("B")])
            return lambda: before.diff(after)

        yield Shape(f"diff: {name}", 16_000, prepare)
    twice = Project(slug="a", title="A")
    yield Shape("a slug twice", 16_000, lambda size: lambda: _caught(lambda: Catalogue(projects=[twice] * size)))


def _checks() -> Iterator[Shape]:
    def links(size: int) -> Callable[[], object]:
        text = f"{OPEN}- [Maps](a-b/)\n" + repeated("- [Maps ##](maps-##)\n", size)
        return partial(ni.check, ni.parse(text, name="index.md"))

    def keywords(size: int) -> Callable[[], object]:
        with TemporaryDirectory() as folder:
            Path(folder, "a.md").write_text(
                f"{BRIEF}x\n\n**Keywords:** {', '.join(['NLP', 'Hives'] * size)}\n", "utf-8"
            )
            return partial(ni.Site.open(folder).rename_label, "NLP", "Bees")

    yield Shape("check: links without a final slash", 6_000, links)
    yield Shape("rename a label among many keywords", 20_000, keywords)


def _formats() -> Iterator[Shape]:
    yield _asked("to_json", COUNT, Catalogue.to_json)
    yield _asked("to_yaml", 1_000, Catalogue.to_yaml)
    yield _asked("to_csv", COUNT, lambda one: one.to_csv("badges"))
    yield _asked("a catalogue in HTML", COUNT, lambda one: one._repr_html_())
    yield _asked("a page to browse: many projects", 1_000, to_page)
    yield _asked("a page to browse: many claims", 1_000, to_page, _many_records)
    yield _asked("a page to browse: many labels", 1_000, to_page, partial(_alone, _with_badges))
    texts: dict[str, tuple[int, Callable[[int], str]]] = {
        "many projects": (COUNT, lambda size: _many_projects(size).to_json()),
        "many claims": (1_000, lambda size: _many_records(size).to_json()),
        "brackets": (8_000_000, lambda size: "[" * size),
        "equal keys": (400_000, lambda size: '{"projects": [], ' + '"a": 1, ' * size + '"b": 1}'),
        "equal slugs": (60_000, lambda size: f'{{"projects": [{",".join(["{}"] * size)}]}}'),
    }
    for name, (count, make) in texts.items():

        def prepare(size: int, make: Callable[[int], str] = make) -> Callable[[], object]:
            text = make(size)
            return partial(_caught, lambda: Catalogue.from_json(text))

        yield Shape(f"from_json: {name}", count, prepare)
    for dialect in (LINK_LIST, TITLE_TABLE, CARDS):
        yield _asked(f"render: many projects as {dialect}", 800, lambda one, into=dialect: ni.render(one, into))
    labels = partial(_alone, _with_badges)
    yield _asked("render: a card with many labels", 800, lambda one: ni.render(one, CARDS), labels)


def _alone(make: Callable[[int], Project], size: int) -> Catalogue:
    return Catalogue(projects=[make(size)])


def _questions() -> Iterator[Shape]:
    questions: dict[str, Ask] = {
        "where area": lambda one: one.where(area="NLP"),
        "where text": lambda one: one.where(text="a b"),
        "where no wave": lambda one: one.where(wave=None),
        "where an unknown label": lambda one: _caught(lambda: one.where(label="Techniqe1")),
        "between": lambda one: one.between("2022", "2023"),
        "order_by": lambda one: one.order_by("title", "-status"),
        "count_by": lambda one: one.count_by("technique"),
        "group_by": lambda one: one.group_by("technique"),
        "crosstab": lambda one: one.crosstab("technique", "area"),
        "stats": Catalogue.stats,
        "search": lambda one: one.search("a b c"),
        "similar": lambda one: one.similar("project-1"),
        "filter": lambda one: one.filter(lambda project: project.status is not None),
    }
    for name, ask in questions.items():
        yield _asked(f"query: {name}", COUNT, ask)
    labels, runs = partial(_alone, PROJECTS["badges"]), partial(_alone, PROJECTS["internships without code"])
    yield _asked("query: many labels", 16_000, lambda one: one.where(label="b1"), labels)
    yield _asked("query: many internships", COUNT, lambda one: one.where(year=2022), runs)


def _words() -> Iterator[Shape]:
    pieces = ("a", " ", "-", "January ", "1", "(", "Wave ", "https://img.shields.io/badge/", "%41", "--", "open ")
    readers: dict[str, Callable[[str], object]] = {
        "status": ni.Status.parse,
        "wave": ni.Wave.parse,
        "month": ni.Month.parse,
        "badge": lambda text: Badge.from_shields(text, Facet.AREA),
        "query": lambda text: Catalogue(projects=[_with_badges(9)]).search(text),
        "title": lambda text: ni.load(ni.parse(f"{OPEN}- [{text}](HERE/)\n")),
        "YAML value": quote,
        "label": lambda text: Catalogue(projects=[_with_badges(9)]).where(label=text),
    }
    for name, read in readers.items():
        for piece in pieces:

            def prepare(size: int, read: Callable[[str], object] = read, piece: str = piece) -> Callable[[], object]:
                text = piece * (size // len(piece))
                return partial(_caught, lambda: read(text))

            yield Shape(f"a {name} of {piece!r}", 480_000, prepare)
