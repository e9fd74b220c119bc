"""Pages, data files and briefs that could take the square of their length to read, in any size."""

from __future__ import annotations

import tomllib
from functools import partial
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import nhs_internships as ni
from nhs_internships.dialects import CARDS, COMPLETED_DATA, LINK_LIST, TITLE_TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nhs_internships import Document

BADGE = "![area](https://img.shields.io/badge/NLP-yellow)"
CARD = '<ul class="nhsuk-card-group"><li class="nhsx-project-card"><a class="nhsuk-card__link" href="a-b/">A</a>'
WAVE = '<b class="nhsx-wave-badge">Wave 1</b>'
OPEN = "## Open Projects\n"
GROUP = f"{OPEN}<ul class='nhsuk-card-group'>"
END = "</li></ul>\n"
BRIEF = "---\ntitle: A\npermalink: /a-b/\n---\n# A\n\n**Need:** x\n\n**Datasets:** "
DATA = "_data/completed.yml"
# Somewhat below the limits: what stands before and after the pieces comes on top.
BYTES = 480_000
LINES = 18_000
CARD_BYTES = 60_000


class Shape(NamedTuple):
    """Something that can be made in any size.

    Attributes:
        name: What it is.
        size: The largest size that is measured: bytes, or a number of things.
        prepare: Makes it in a size, and returns what is to be timed.
    """

    name: str
    size: int
    prepare: Callable[[int], Callable[[], object]]


def page_shapes() -> Iterator[Shape]:
    """Every shape of a text."""
    pieces = _pieces()
    yield from _inline(pieces["inline"])
    for name, piece in pieces["lines"].items():
        yield _page(f"lines: {name}", OPEN, piece, "\n")
        yield _page(f"lines that end in CRLF: {name}", OPEN, piece.replace("\n", "\r\n"), "\n")
    yield from _nested()
    yield from _cards(pieces["card"])
    for name, piece in pieces["front_matter"].items():
        yield _page(f"front matter: {name}", "---\n", piece, "---\n# A\n")
    for name, piece in pieces["value"].items():
        yield _page(f"a value of front matter: {name}", "---\ntitle: A\nx: ", piece, "\n---\n# A\n")
        yield _page(f"a value in quotes: {name}", '---\ntitle: "', piece.replace('"', "'"), '"\n---\n# A\n')
    yield _page("front matter: fences", "", "---\n", "")
    yield _page("front matter without end", "---\n", "key##: a\n", "")
    for name, piece in pieces["records"].items():
        yield _page(f"data file: {name}", "", piece, "", file=DATA)
    for name, piece in pieces["record"].items():
        yield _page(f"one record: {name}", "- title: A\n", piece, "", file=DATA)
    yield _page("one record: people", "- title: A\n  author: ", "A & ", "\n", file=DATA)
    yield _page("one record: a long output", "- title: A\n  code link: ", "a.", "\n", file=DATA)
    for name, piece in pieces["brief"].items():
        yield _page(f"brief: {name}", BRIEF, piece, "\n")
    yield from _heads_of_briefs()
    yield from _edits()
    yield from _renders()
    yield from _detections()


def _pieces() -> dict[str, dict[str, str]]:
    """The pieces by where they stand."""
    text = (Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8")
    groups: dict[str, dict[str, str]] = tomllib.loads(text)
    return {group: {name: _filled(piece) for name, piece in found.items()} for group, found in groups.items()}


def _filled(piece: str) -> str:
    return piece.replace("%BADGE%", BADGE).replace("%CARD%", CARD).replace("%WAVE%", WAVE)


def _page(name: str, before: str, piece: str, after: str, *, file: str = "<text>", most: int = BYTES) -> Shape:
    """A page with one piece again and again."""
    lines, length = piece.count("\n") or piece.count("\r"), len(piece.encode())

    def prepare(size: int) -> Callable[[], object]:
        return partial(ni.parse, before + repeated(piece, size // length) + after, name=file)

    return Shape(name, min(most, LINES * length // lines) if lines else most, prepare)


def repeated(piece: str, count: int) -> str:
    """A piece several times; ``##`` in it becomes a number."""
    return "".join(piece.replace("##", str(n)) for n in range(count))


def _inline(pieces: dict[str, str]) -> Iterator[Shape]:
    places = {"a bullet": "- ", "a heading": "## a", "a cell": f"|{BADGE}|[A](a-b/)|", "a paragraph": ""}
    for place, before in places.items():
        for name, piece in pieces.items():
            yield _page(f"{name} in {place}", OPEN + before, piece, "\n")
    for name, piece in {"blanks": " ", "tabs": "\t", "entities": "&nbsp;"}.items():
        yield _page(f"{name} between a heading and its marks", "## Open", piece, " x ##\n- [A](a-b/)\n")
        yield _page(f"{name} between badge and title", f"{OPEN}- {BADGE}", piece, "[A](a-b/)\n")
        yield _page(f"{name} inside a title", f"{OPEN}- [A", piece, "B](a-b/)\n")


def _nested() -> Iterator[Shape]:
    for name, piece in {"quotes": "> ", "bullets": "- ", "numbers": "1. ", "both": "- > "}.items():
        yield _page(f"nested {name}", "# A\n\n", piece, "a\n")
    yield _page("lazy lines under nested quotes", "> > > > > > > > a\n", "a\n", "")

    def prepare(size: int) -> Callable[[], object]:  # each line is longer than the one before
        return partial(ni.parse, "".join(f"{'  ' * n}- a\n" for n in range(isqrt(size))))

    yield Shape("bullets nested line by line", BYTES, prepare)


def _cards(pieces: dict[str, str]) -> Iterator[Shape]:
    for name, piece in pieces.items():
        yield _page(f"in one card: {name}", OPEN + CARD, piece, END, most=CARD_BYTES)
    tags = f"{GROUP}<li class='nhsx-project-card' data-tags='"
    yield _page("in one card: data-tags", tags, "a ", f"'><a href='a-b/'>A</a>{END}", most=CARD_BYTES)
    long = f"<li class='nhsx-project-card'>{'<h3>a' * 11_900}</li>"
    yield _page("cards as long as the limit", GROUP, long, "</ul>\n", most=8 * len(long))
    short = "<li class='nhsx-project-card'><a href='a-b/'>A</a></li>\n"
    yield _page("cards in a group", GROUP, short, "</ul>\n")
    yield _page("list items in a group", GROUP, "<li></li>", "</ul>\n")


def _heads_of_briefs() -> Iterator[Shape]:
    end = "x\n\n**Keywords:** a\n\n**Need:** x\n"
    yield _page("brief: keywords listed", "**Keywords:** ", "a, ", "\n\n**Need:** x\n")
    yield _page("brief: blank lines under the heading", "# A\n", "\n", end)
    yield _page("brief: blanks in the heading", "# A", " ", end)
    yield _page("brief: hashes in the heading", "# A ", "#", end)


def _caught(work: Callable[[], object]) -> object:
    try:
        return work()
    except ni.NHSInternshipsError as error:
        return str(error)


def _edits() -> Iterator[Shape]:
    def last_title(page: Document) -> Callable[[], object]:
        return partial(_caught, lambda: page.edit(len(page.entries) - 1, title="B"))

    def first_badges(page: Document) -> Callable[[], object]:
        return partial(_caught, lambda: page.edit(0, badges=page.entries[0].badges[1:]))

    def bullets(size: int) -> Callable[[], object]:
        return last_title(ni.parse(OPEN + repeated("- [A##](a-##/)\n", size)))

    def records(size: int) -> Callable[[], object]:
        return last_title(ni.parse(repeated("- title: A##\n", size), COMPLETED_DATA))

    def images(size: int) -> Callable[[], object]:
        return first_badges(ni.parse(f"{OPEN}- [A](a-b/)\n" + f"{BADGE}\n" * size))

    def labels(size: int) -> Callable[[], object]:
        return first_badges(ni.parse(OPEN + CARD + "<strong class='nhsuk-tag'>a</strong>" * size + END))

    yield Shape("edit: one of many bullets", 9_000, bullets)
    yield Shape("edit: one of many records", 9_000, records)
    yield Shape("edit: a bullet with many badges", 5_000, images)
    yield Shape("edit: a card with many labels", 1_200, labels)


def _renders() -> Iterator[Shape]:
    for piece in ("a", " ", "[", "*", "&", "<", "\\", "`", "(", "1. ", "|"):

        def prepare(size: int, piece: str = piece) -> Callable[[], object]:
            title = f"a{piece * (size // len(piece))}b"
            made = ni.Project(slug="a", title=title, url="a-b/", status=ni.Status.OPEN)
            return partial(_caught, lambda: [ni.render(made, dialect) for dialect in (LINK_LIST, TITLE_TABLE, CARDS)])

        yield Shape(f"render: a title of {piece!r}", 100_000, prepare)


def _detections() -> Iterator[Shape]:
    for name, piece in {"bullets": "- a\n", "blank lines": "\n", "comments": "# a\n", "CRLF": "- [a\r\n"}.items():

        def prepare(size: int, piece: str = piece) -> Callable[[], object]:
            text = piece * (size // len(piece))
            return lambda: (ni.detect(text), ni.detect(text, name="a.yml"))

        yield Shape(f"detect: {name}", BYTES, prepare)
