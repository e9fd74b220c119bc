"""What could take the square of its length: pages, data files, briefs, catalogues and questions, in any size."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

import _many

import nhs_internships as ni
from nhs_internships import Badge, Brief, Catalogue, Claim, Document, Facet, Field, Internship, Project, Relation
from nhs_internships.dialects import ALL, CARDS, COMPLETED_DATA, LINK_LIST, TITLE_TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BADGE = "![area](https://img.shields.io/badge/NLP-yellow)"
CARD = '<ul class="nhsuk-card-group"><li class="nhsx-project-card"><a class="nhsuk-card__link" href="a-b/">A</a>'
WAVE = '<b class="nhsx-wave-badge">Wave 1</b>'
OPEN = "## Open Projects\n"
# Somewhat below the limits: headings and ends come on top, and the number of blocks is estimated.
CHARACTERS = 480_000
LINES = 18_000


class Shape(NamedTuple):
    """Something that can be made in any size.

    Attributes:
        name: What it is.
        size: The largest size that is measured: characters, or a number of things.
        prepare: Makes it in a size, and returns what is to be timed.
    """

    name: str
    size: int
    prepare: Callable[[int], Callable[[], object]]


def all_shapes() -> Iterator[Shape]:
    """Every shape, reading first."""
    yield from _pages()
    yield from _cards()
    yield from _front_matter()
    yield from _data_files()
    yield from _briefs()
    yield from _loading()
    yield from _catalogues()
    yield from _questions()
    yield from _editing()


def _page(name: str, piece: str, before: str = OPEN, after: str = "\n", file: str = "<text>") -> Shape:
    """A page with one piece again and again; ``##`` in the piece becomes a number."""
    lines = piece.count("\n") + piece.count("\r")
    most = min(CHARACTERS, LINES * len(piece) // lines) if lines else CHARACTERS

    def prepare(size: int) -> Callable[[], object]:
        text = before + _repeated(piece, size) + after
        return lambda: ni.parse(text, name=file)

    return Shape(name, most, prepare)


def _repeated(piece: str, size: int) -> str:
    """A piece as often as it fits; ``##`` in it becomes a number."""
    return "".join(piece.replace("##", str(n)) for n in range(size // len(piece)))


def _pages() -> Iterator[Shape]:
    pieces = {
        "blanks": " ", "tabs": "\t", "blank entities": "&nbsp;", "line breaks": "<br>", "brackets": "[",
        "pairs of brackets": "[]", "closing brackets": "]", "images": "![", "links without end": "[](", "targets": "](",
        "parentheses": "[x](()", "nested parentheses": "(", "backticks": "`", "uneven backticks": "` ``",
        "backslashes": "\\", "stars": "**", "words in stars": "*a* ", "underscores": "_a_ ", "hashes": "#",
        "entities": "&amp;", "ampersands": "&", "comments without end": "<!--", "comments": "<!-- -->",
        "declarations": "<!doctype ", "CDATA": "<![CDATA[", "anchors without end": "<a href='x-y/'>",
        "anchors": "<a href='x-y/'>x</a> ", "attributes": " a=b", "tags without end": "<a ", "closing tags": "</a>",
        "scripts without end": "<script>", "scripts": "<script></script>", "headings in HTML": "<h2>",
        "closed headings in HTML": "<h2>x</h2>", "wave labels": WAVE, "wave labels without end": "<b nhsx-wave-badge ",
        "unclosed wave labels": '<b class="nhsx-wave-badge">', "class of wave labels": "nhsx-wave-badge ",
        "class of cards": "nhsx-project-card ", "tags of cards": "<div class='nhsx-project-card'>",
        "badges": BADGE + " ", "linked badges": f"[{BADGE}](x-y/) ", "badges without end": "![area](https://img.shields.io/badge/",
        "broken badges": "![area](https://img.shields.io/badge/-) ", "addresses of badges": "https://img.shields.io/badge/a-b ",
        "links to badges": "[a](https://img.shields.io/badge/a-b) ", "links": "[a](b-c/) ", "empty links": "[]() ",
        "placeholders": "[a](HERE/) ", "links elsewhere": "[a](https://example.org/) ", "autolinks": "<https://a.b/c-d/> ",
        "quotation marks": '"', "links with titles": '[a](b-c/ "d") ', "mojibake": "\u00e2\u20ac\u2122",
        "struck out": "~~a~~ ", "braces": "{", "attribute lists": "{: .a}", "Liquid": "{{ page.title }}",
        "internship": "internship-", "internship in a target": "internship/", "dots": "../", "months": "January ",
        "waves": "Wave 1 ", "digits": "1", "pipes": "|", "cells": "a|", "words": "word ",
    }  # fmt: skip
    for place, before in (
        ("a bullet", "- "),
        ("a heading", "## a"),
        ("a cell", f"|{BADGE}|[A](a-b/)|"),
        ("a paragraph", ""),
    ):
        for name, piece in pieces.items():
            yield _page(f"{name} in {place}", piece, OPEN + before)
    for name, piece in {"blanks": " ", "tabs": "\t", "entities": "&nbsp;"}.items():
        yield _page(f"{name} between a heading and its marks", piece, "## Open", " x ##\n- [A](a-b/)\n")
        yield _page(f"{name} between badge and title", piece, f"{OPEN}- {BADGE}", "[A](a-b/)\n")
        yield _page(f"{name} inside a title", piece, f"{OPEN}- [A", "B](a-b/)\n")
    lines = {
        "headings": "# a\n", "headings of waves": "# Wave 1\n", "headings with statuses": "# Open Projects\n",
        "headings of two levels": "# a\n### b\n", "underlined headings": "a\n---\n", "rules": "---\n\n", "blank lines": "\n",
        "carriage returns": "\r", "bullets": "- a\n", "linked bullets": "- [A](a-b/)\n", "bullets with badges": f"- [A](a-b/)\n{BADGE}\n",
        "loose bullets": "- a\n\n", "empty bullets": "-\n", "numbers": "1. a\n", "quotes": "> a\n", "quotes apart": "> a\n\n",
        "paragraphs": "a\n\n", "lines of a paragraph": "a\n", "rows": f"|{BADGE}|[A](a-b/)|\n", "rows of text": "|a|\n",
        "rows of waves": "|**Wave 1**|\n", "rows and paragraphs": "a\n|b|\n\n", "rows in a paragraph": "a\n|b|\n",
        "rows and bullets": "- a\n|b|\n", "rows in bullets": "- a\n  |b|\n", "rows and headings": "# a\n|b|\n",
        "comments of lines": "<!--\n-->\n", "comments in bullets": "- a <!-- b -->\n", "comments and links": "[a](b-c/) <!-- d -->\n",
        "definitions": "[a]: b-c/\n", "definitions in bullets": "- [a]: b-c/\n", "fences": "```\n", "fences apart": "```\na\n```\n",
        "rows in fences": "```\n|a|\n```\n", "code": "    a\n\n", "HTML": "<div>\n\n", "HTML and bullets": "<div>\n- a\n",
        "HTML headings": "<h2>a</h2>\n\n", "wave labels": f"{WAVE}\n\n", "wave labels in rows": f"|{WAVE}|\n",
        "months": "|January 2023|\n", "texts that are no wave": "|**Wave x**|\n", "badges alone": f"{BADGE}\n\n",
        "bullets in bullets": "- a\n  - b\n", "bullets and quotes": "- a\n> b\n", "cards": f"{CARD}</li></ul>\n\n",
        "open cards": f"{CARD}\n", "groups": '<ul class="nhsuk-card-group"></ul>\n', "open groups": '<ul class="nhsuk-card-group">\n',
        "lists in HTML": "<ul>\n", "definition lists": "a\n: b\n\n",
    }  # fmt: skip
    for name, piece in lines.items():
        yield _page(f"lines: {name}", piece)
        if "\r" not in piece:
            yield _page(f"lines ending in CRLF: {name}", piece.replace("\n", "\r\n"))
    for name, piece in {"quotes": "> ", "bullets": "- ", "numbers": "1. ", "both": "- > "}.items():
        yield _page(f"nested {name}", piece, "# A\n\n", "a\n")
    # Each line is longer than the one before.
    yield Shape(
        "bullets nested line by line",
        CHARACTERS,
        lambda size: _parsed("".join(f"{'  ' * n}- a\n" for n in range(isqrt(size)))),
    )
    yield Shape(
        "bullets nested in steps of one",
        CHARACTERS,
        lambda size: _parsed("".join(f"{' ' * n}- a\n" for n in range(isqrt(2 * size)))),
    )


def _parsed(text: str) -> Callable[[], object]:
    return lambda: ni.parse(text)


def _cards() -> Iterator[Shape]:
    pieces = {
        "headings without end": "<h3>", "headings": "<h3>a</h3>", "anchors without end": "<a>", "anchors": "<a href='a-b/'>b</a>",
        "labels without end": "<strong class='nhsuk-tag'>", "labels": "<strong class='nhsuk-tag'>a</strong>",
        "grey labels": "<strong class='nhsuk-tag nhsuk-tag--grey'>a</strong>", "wave labels": WAVE, "spans": "<span>",
        "comments": "<!-- -->", "comments without end": "<!--", "entities": "&amp;", "ampersands": "&", "tags": "<",
        "attributes without end": '<a href="', "blanks": " ", "blank lines": "\n", "lists": "<ul><li></li></ul>", "ends of lists": "</ul>",
        "paragraphs": "<p>", "declarations": "<!a", "badges": BADGE, "instructions": "<?",
        "headings with blanks": "<h3>                                        ", "headings with text": "<h3>a a a a a a a a ",
    }  # fmt: skip
    for name, piece in pieces.items():
        yield _page(f"in one card: {name}", piece, OPEN + CARD, "</li></ul>\n")._replace(size=60_000)
    yield _page(
        "cards of 60,000 characters",
        f"<li class='nhsx-project-card'>{'<h3>a' * 11_900}</li>",
        f"{OPEN}<ul class='nhsuk-card-group'>",
        "</ul>\n",
    )._replace(size=480_000)
    yield _page(
        "data-tags",
        "a ",
        f"{OPEN}<ul class='nhsuk-card-group'><li class='nhsx-project-card' data-tags='",
        "'><a href='a-b/'>A</a></li></ul>\n",
    )._replace(size=60_000)
    yield _page(
        "cards in a group",
        "<li class='nhsx-project-card'><a href='a-b/'>A</a></li>\n",
        f"{OPEN}<ul class='nhsuk-card-group'>",
        "</ul>\n",
    )
    yield _page("list items in a group", "<li></li>", f"{OPEN}<ul class='nhsuk-card-group'>", "</ul>\n")


def _front_matter() -> Iterator[Shape]:
    pieces = {
        "keys": "key##: a\n", "equal keys": "key: a\n", "keys with dates": "key##: 2020-01-01\n", "items": "- a\n", "blank lines": "\n",
        "comments": "# a\n", "keys in quotes": '"key##": "a"\n', "keys in blocks": "key##: |\n  a\n", "broken lines": "key##: a: b\n",
        "lines without colon": "a\n", "nested keys": "key##: {a: b}\n", "lists": "key##: [a, b]\n", "tags": "key##: !a b\n",
    }  # fmt: skip
    for name, piece in pieces.items():
        yield _page(f"front matter: {name}", piece, "---\n", "---\n# A\n")
    for name, piece in {
        "brackets": "[",
        "braces": "{",
        "a long text": "a ",
        "a long key": "a",
        "an alias": "*a ",
        "quotation marks": '"',
        "commas": "[a],",
        "escapes": "\\u00e9",
    }.items():
        yield _page(f"front matter: {name}", piece, '---\ntitle: "A"\nx: ', "\n---\n# A\n")
        yield _page(f"front matter in quotes: {name}", piece.replace('"', "'"), '---\ntitle: "', '"\n---\n# A\n')
    yield Shape(
        "front matter: aliases",
        60,
        lambda size: _parsed("---\nx: &a b\n" + "".join(f"k{n}: *a\n" for n in range(size)) + "---\n"),
    )
    yield _page("front matter: fences", "---\n", "", "")
    yield _page("front matter without end", "key##: a\n", "---\n", "")


def _data_files() -> Iterator[Shape]:
    records = {
        "records": "- title: P## - A\n", "equal records": "- title: A\n", "records with badges": "- title: P## - A\n  badge1: NLP\n  stage: Wave 3 - June 2022\n",
        "records without title": "- stage: x\n", "bad stages": "- title: A\n  stage: b\n", "broken records": "- title: A: b\n", "waves": "- name: Wave 1\n",
        "no records": "- a\n", "records with tags": "- title: !a b\n", "records in blocks": "- title: |\n    A\n", "records in braces": "- {title: A}\n",
        "comments": "# a\n- title: A\n", "people": "- title: A\n  author: B & C, D and E\n", "dates as titles": "- title: 2020-01-01\n",
    }  # fmt: skip
    for name, piece in records.items():
        yield _page(f"data file: {name}", piece, "", "", "_data/completed.yml")
    fields = {
        "keys": "  key##: a\n",
        "badges": "  badge##: a\n",
        "equal keys": "  key: a\n",
        "outputs": "  code link: a\n",
        "lines": "\n",
        "broken keys": "  a##: b: c\n",
    }
    for name, piece in fields.items():
        yield _page(f"one record: {name}", piece, "- title: A\n", "", "_data/completed.yml")
    yield _page("one record: people", "A & ", "- title: A\n  author: ", "\n", "_data/completed.yml")
    yield _page("one record: a long output", "a.", "- title: A\n  code link: ", "\n", "_data/completed.yml")
    yield _page("one record: blanks", " ", "- title: A\n  code link: a", "b\n", "_data/completed.yml")


BRIEF = "---\ntitle: A\npermalink: /a-b/\n---\n# A\n\n**Need:** x\n\n**Datasets:** "


def _briefs() -> Iterator[Shape]:
    pieces = {
        "labels": "\n\n**f##:** x\n", "equal labels": "\n\n**f:** x\n", "known labels": "\n\n**Need:** x\n", "bold texts": "**a** ", "bold lines": "\n**a**\n",
        "links": "[a](b-c/) ", "repositories": "https://github.com/a/b ", "comments": "<!-- a -->", "fences": "\n```\n", "rules": "\n---\n",
        "returns": "\nReturn to list of\n", "blank lines": "\n", "blanks": " ", "badges": BADGE, "badges without end": "![a](//img.shields.io",
        "stars": "*", "headings": "\n# a\n", "keywords": "a, ", "dashes": "- ", "fences of tildes": "\n~~~\n", "blanks in lines": "\n   ",
        "empty lines before labels": "\n \n**a:**", "comments without end": "<!--", "labels in one line": "**a:** ",
    }  # fmt: skip
    for name, piece in pieces.items():
        yield _page(f"brief: {name}", piece, BRIEF)
    yield _page("brief: keywords listed", "a, ", "**Keywords:** ", "\n\n**Need:** x\n")
    yield _page("brief: blanks under the heading", "\n", "# A\n", "x\n\n**Keywords:** a\n\n**Need:** x\n")
    yield _page("brief: blanks in the heading", " ", "# A", "x\n\n**Keywords:** a\n\n**Need:** x\n")
    yield _page("brief: hashes in the heading", "#", "# A ", "x\n\n**Keywords:** a\n\n**Need:** x\n")
    yield _page("brief: dashes of a rule", "- ", "**Keywords:** a\n\n**Need:** x\n\n", "x\n")


def _loaded(text: str, name: str) -> Callable[[], object]:
    document = ni.parse(text, name=name)
    return lambda: ni.load(document)


def _load(name: str, piece: str, count: int, before: str = OPEN, file: str = "index.md") -> Shape:
    return Shape(
        f"load: {name}",
        count,
        lambda size: _loaded(before + "".join(piece.replace("##", str(n)) for n in range(size)), file),
    )


def _loading() -> Iterator[Shape]:
    yield _load("titles under one url", "- [A##](a-b/)\n", 16_000)
    yield _load("long titles under one url", f"- [{'word ' * 20}##](a-b/)\n", 4_000)
    yield _load("titles under one url beside a brief's", "- [A##](a-b/)\n", 16_000)
    yield _load("extensions under one url", "- [A## - Extension](a-b/)\n", 16_000)
    yield _load("equal titles without link", "- [A](HERE/)\n", 16_000)
    yield _load("titles without link", "- [A ##](HERE/)\n", 16_000)
    yield _load(
        "titles of common words without link", "- [A a b c d e f ##](HERE/)\n- [A b c d e f ##](a-##/)\n", 8_000
    )
    yield _load("one title under many urls", "- [A](a-##/)\n", 16_000)
    yield _load("one title under many urls and none", "- [A](a-##/)\n- [A](HERE/)\n", 8_000)
    yield _load("entries of one project", "- [A](a-b/)\n", 16_000)
    yield _load("waves", "## Wave ##\n- [A](a-b/)\n", 900)
    yield _load("waves of many numbers and projects", "### Wave ##\n- [A##](a-##/)\n", 900)
    yield _load("records of one project", "- title: P## - A\n  permalink: /a-b/\n", 8_000, "", "_data/completed.yml")
    yield _load("records without code", "- title: A ##\n  permalink: /a-b/\n", 8_000, "", "_data/completed.yml")
    yield _load(
        "records of one project with waves",
        "- title: P## - A\n  permalink: /a-b/\n  stage: Wave 1\n",
        6_000,
        "",
        "_data/completed.yml",
    )
    yield _load(
        "records with equal codes",
        "- title: P1 - A\n  permalink: /a-b/\n  code link: https://a.b/##\n",
        6_000,
        "",
        "_data/completed.yml",
    )
    yield _load("records without code and permalink", "- title: A ##\n", 16_000, "", "_data/completed.yml")
    yield _load("equal records without code and permalink", "- title: A\n", 16_000, "", "_data/completed.yml")
    yield _load("records with placeholders", "- title: PXX - A ##\n", 16_000, "", "_data/completed.yml")
    yield _load("many badges", "![area](https://img.shields.io/badge/A##-yellow)\n", 7_000, f"{OPEN}- [A](a-b/)\n")
    yield _load("links of a brief", "[A##](b-##/) ", 18_000, BRIEF, "a-b.md")
    yield _load("links without target of a brief", "[A##]() ", 18_000, BRIEF, "a-b.md")
    yield _load("repositories of a brief", "https://github.com/a/b## ", 16_000, BRIEF, "a-b.md")
    yield _load("labels and links of a brief", "\n\n**f##:** [A](b-##/)\n", 9_000, BRIEF, "a-b.md")
    yield _load(
        "equal statuses of one project", "## Open Projects\n- [A](a-b/)\n## Closed Projects\n- [A](a-b/)\n", 2_000
    )
    yield Shape("load: many briefs", 2_000, lambda size: _all([_brief(n) for n in range(size)]))
    yield Shape(
        "load: many briefs of one project", 2_000, lambda size: _all([_brief(0, f"{n}.md") for n in range(size)])
    )
    yield Shape(
        "load: many pages of one title",
        2_000,
        lambda size: _all([ni.parse(f"{OPEN}- [A](HERE/)\n", name=f"{n}.md") for n in range(size)]),
    )
    yield Shape(
        "load: titles under one url on many pages",
        1_000,
        lambda size: _all([ni.parse(f"{OPEN}- [A{n}](a-b/)\n- [B{n}](a-b/)\n", name=f"{n}.md") for n in range(size)]),
    )
    yield Shape(
        "load: a chain of brief links",
        2_000,
        lambda size: _all(
            [ni.parse(f"{BRIEF.replace('a-b', f'a-{n}')}[x](a-{n + 1}/)\n", name=f"{n}.md") for n in range(size)]
        ),
    )


def _brief(n: int, name: str = "") -> Document:
    return ni.parse(f"{BRIEF.replace('a-b', f'a-{n}')} word{n}\n", name=name or f"projects/a-{n}.md")


def _all(documents: list[Document]) -> Callable[[], object]:
    return lambda: ni.load(documents)


def _many_projects(size: int) -> Catalogue:
    made = _many.projects(size)
    return Catalogue(projects=made, claims_by_slug=_many.claims(made))


def _of(make: Callable[[int], Catalogue], ask: Callable[[Catalogue], object]) -> Callable[[int], Callable[[], object]]:
    def prepare(size: int) -> Callable[[], object]:
        catalogue = make(size)
        return lambda: ask(catalogue)

    return prepare


def _one_project(size: int) -> Catalogue:
    """One project of many records: each has a code, a title, a wave and a status."""
    fields = ("code", "title", "wave", "status", "area", "url", "description")
    values = {
        "code": "P{}",
        "title": "P{} - A",
        "wave": "Wave {}",
        "status": "completed",
        "area": "A{}",
        "url": "a-b/?{}",
        "description": "d{}",
    }
    claims = [
        Claim(
            field=field,
            value=values[field].format(n % 900),
            path="_data/completed.yml",
            line=n + 1,
            dialect="COMPLETED_DATA",
            rank=3,
        )
        for n in range(size)
        for field in fields
    ]
    return Catalogue(projects=[Project(slug="a-b", title="A")], claims_by_slug={"a-b": claims})


def _catalogues() -> Iterator[Shape]:
    yield Shape("conflicts: many records of one project", 8_000, _of(_one_project, Catalogue.conflicts))
    yield Shape("conflicts: many projects", 16_000, _of(_many_projects, Catalogue.conflicts))
    yield Shape(
        "conflicts: project by project", 4_000, _of(_many_projects, lambda one: [one.conflicts(p.slug) for p in one])
    )
    yield Shape(
        "source: project by project", 8_000, _of(_many_projects, lambda one: [one.source(p.slug, "title") for p in one])
    )
    yield Shape("related: project by project", 4_000, _of(_related, lambda one: [one.related(p.slug) for p in one]))
    yield Shape(
        "diff: many projects",
        8_000,
        _of(_many_projects, lambda one: one.diff(one.with_projects(p.with_title("x") for p in one))),
    )
    for name, made in _pairs().items():
        yield Shape(f"diff: {name}", 16_000, lambda size, made=made: _differing(made(size)))
    yield Shape("to_json", 8_000, _of(_many_projects, Catalogue.to_json))
    yield Shape(
        "from_json",
        8_000,
        lambda size: (lambda text: lambda: Catalogue.from_json(text))(_many_projects(size).to_json()),
    )
    yield Shape(
        "from_json of one project",
        4_000,
        lambda size: (lambda text: lambda: Catalogue.from_json(text))(_one_project(size).to_json()),
    )
    yield Shape("from_json of brackets", 8_000_000, lambda size: _refused("[" * size))
    yield Shape(
        "from_json of equal keys", 400_000, lambda size: _refused('{"projects": [], ' + '"a": 1, ' * size + '"b": 1}')
    )
    yield Shape(
        "from_json of equal projects",
        60_000,
        lambda size: _refused('{"projects": [' + ", ".join(['{"slug": "a", "title": "A"}'] * size) + "]}"),
    )
    yield Shape("to_yaml", 1_000, _of(_many_projects, Catalogue.to_yaml))
    yield Shape("to_csv", 8_000, _of(_many_projects, lambda one: one.to_csv("badges")))
    yield Shape("a catalogue in HTML", 8_000, _of(_many_projects, lambda one: one._repr_html_()))
    yield Shape("union", 8_000, _of(_many_projects, lambda one: one | one))
    yield Shape("difference", 8_000, _of(_many_projects, lambda one: one - one))
    yield Shape(
        "slugs twice", 16_000, lambda size: _caught(lambda: Catalogue(projects=[Project(slug="a", title="A")] * size))
    )
    yield Shape("an unknown slug", 8_000, _of(_many_projects, lambda one: _caught(lambda: one["projct-1"])()))


def _refused(text: str) -> Callable[[], object]:
    return _caught(lambda: Catalogue.from_json(text))


def _caught(work: Callable[[], object]) -> Callable[[], object]:
    def caught() -> object:
        try:
            return work()
        except ni.NHSInternshipsError as error:
            return str(error)

    return caught


def _related(size: int) -> Catalogue:
    made = _many.projects(size)
    links = [Relation(source=f"project-{n}", kind="mentions", target=f"project-{n + 1}") for n in range(size - 1)]
    return Catalogue(projects=made, relations=links)


def _pairs() -> dict[str, Callable[[int], Project]]:
    return {
        "fields with equal labels": lambda size: Project(slug="a", title="A", brief=Brief(fields=[Field(name="f", text=str(n)) for n in range(size)])),
        "unknown keys": lambda size: Project(slug="a", title="A", brief=Brief(extra=[("k", str(n)) for n in range(size)])),
        "internships with equal codes": lambda size: Project(slug="a", title="A", internships=[Internship(code="P1", title=str(n)) for n in range(size)]),
        "internships without code": lambda size: Project(slug="a", title="A", internships=[Internship(title=str(n)) for n in range(size)]),
        "badges": lambda size: Project(slug="a", title="A", badges=[Badge(label=f"b{n}", facet=Facet.TOPIC) for n in range(size)]),
        "keywords": lambda size: Project(slug="a", title="A", brief=Brief(keywords=[f"k{n}" for n in range(size)])),
    }  # fmt: skip


def _differing(project: Project) -> Callable[[], object]:
    before, after = Catalogue(projects=[project]), Catalogue(projects=[project.with_title("B")])
    return lambda: before.diff(after)


def _questions() -> Iterator[Shape]:
    questions: dict[str, Callable[[Catalogue], object]] = {
        "where area": lambda one: one.where(area="NLP"),
        "where text": lambda one: one.where(text="a b"),
        "where wave": lambda one: one.where(wave=None),
        "where an unknown label": lambda one: _caught(lambda: one.where(label="Techniqe1"))(),
        "between": lambda one: one.between("2022", "2023"),
        "order_by": lambda one: one.order_by("title", "-status"),
        "count_by": lambda one: one.count_by("technique"),
        "group_by": lambda one: one.group_by("technique"),
        "group_by slug": lambda one: one.group_by("status"),
        "crosstab": lambda one: one.crosstab("technique", "area"),
        "stats": lambda one: one.stats(),
        "search": lambda one: one.search("a b c"),
        "similar": lambda one: one.similar("project-1"),
        "filter": lambda one: one.filter(lambda project: project.status is not None),
    }
    for name, ask in questions.items():
        yield Shape(f"query: {name}", 4_000, _of(_many_projects, ask))
    yield Shape(
        "query: one project with many labels",
        16_000,
        lambda size: _asked(_pairs()["badges"](size), lambda one: one.where(label="b1")),
    )
    yield Shape(
        "query: one project with many internships",
        4_000,
        lambda size: _asked(_pairs()["internships without code"](size), lambda one: one.where(year=2022)),
    )
    yield Shape(
        "query: a long query",
        480_000,
        lambda size: _asked(_pairs()["badges"](10), lambda one: one.search("word " * (size // 5))),
    )
    yield Shape(
        "query: a long unknown label",
        480_000,
        lambda size: _asked(_pairs()["badges"](10), lambda one: _caught(lambda: one.where(label="a" * size))()),
    )
    for name, parse in {
        "status": ni.Status.parse,
        "wave": ni.Wave.parse,
        "month": ni.Month.parse,
        "badge": Badge.from_shields,
    }.items():
        for piece in (
            "a",
            " ",
            "-",
            "January ",
            "1",
            "(",
            "Wave ",
            "https://img.shields.io/badge/",
            "%41",
            "--",
            "open ",
        ):
            yield Shape(
                f"parse a {name} of {piece!r}",
                480_000,
                lambda size, parse=parse, piece=piece: _caught(lambda: parse(piece * (size // len(piece)))),
            )


def _asked(project: Project, ask: Callable[[Catalogue], object]) -> Callable[[], object]:
    catalogue = Catalogue(projects=[project])
    return lambda: ask(catalogue)


def _editing() -> Iterator[Shape]:
    yield Shape(
        "edit: one of many bullets",
        9_000,
        lambda size: _edited(ni.parse(OPEN + "".join(f"- [A{n}](a-{n}/)\n" for n in range(size)))),
    )
    yield Shape(
        "edit: one of many records",
        9_000,
        lambda size: _edited(ni.parse("".join(f"- title: A{n}\n" for n in range(size)), COMPLETED_DATA)),
    )
    yield Shape(
        "edit: a bullet with many badges",
        5_000,
        lambda size: _badges(ni.parse(f"{OPEN}- [A](a-b/)\n" + f"{BADGE}\n" * size)),
    )
    yield Shape(
        "edit: a card with many labels",
        1_200,
        lambda size: _badges(ni.parse(OPEN + CARD + "<strong class='nhsuk-tag'>a</strong>" * size + "</li></ul>\n")),
    )
    for dialect in (LINK_LIST, TITLE_TABLE, CARDS):
        yield Shape(
            f"render: many projects as {dialect}",
            4_000,
            lambda size, dialect=dialect: (lambda made: lambda: ni.render(made, dialect))(
                [p for p in _many.projects(size)]
            ),
        )
    yield Shape(
        "render: a card with many labels",
        8_000,
        lambda size: (lambda made: lambda: ni.render(made, CARDS))(_mixed(size)),
    )
    for piece in ("a", " ", "[", "*", "&", "<", "\\", "`", "(", "1. ", "|"):
        yield Shape(
            f"render: a title of {piece!r}", 100_000, lambda size, piece=piece: _rendered(piece * (size // len(piece)))
        )
    yield Shape("detect", 480_000, lambda size: (lambda text: lambda: ni.detect(text, ALL))("- a\n" * (size // 4)))
    yield Shape("detect: blank lines", 480_000, lambda size: (lambda text: lambda: ni.detect(text, ALL))("\n" * size))
    yield Shape(
        "detect: comments",
        480_000,
        lambda size: (lambda text: lambda: ni.detect(text, ALL, name="a.yml"))("# a\n" * (size // 4)),
    )


def _mixed(size: int) -> Project:
    facets = (Facet.MODALITY, Facet.AREA, Facet.TECHNIQUE, Facet.TOPIC)
    badges = [Badge(label=f"b{n}", facet=facets[n % 4]) for n in range(size)]
    return Project(slug="a", title="A", url="a-b/", badges=badges)


def _rendered(title: str) -> Callable[[], object]:
    return _caught(lambda: ni.render(Project(slug="a", title=f"a{title}b", url="a-b/", status="open"), LINK_LIST))


def _edited(document: Document) -> Callable[[], object]:
    return _caught(lambda: document.edit(len(document.entries) - 1, title="B"))


def _badges(document: Document) -> Callable[[], object]:
    return _caught(lambda: document.edit(0, badges=document.entries[0].badges[1:]))
