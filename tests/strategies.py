"""Hypothesis strategies for projects and whole pages, awkward ones above all.

Pages come from two writers. `pages` renders projects with the library and roughens the result; `written` is a writer of
its own, with the spacing that people use, and knows what its page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

import nhs_internships as ni
from nhs_internships import Badge, Brief, Entry, Facet, Field, Internship, Month, Output, Person, Project, Status, Wave
from nhs_internships.dialects import (
    BADGE_LIST,
    BADGE_TABLE,
    BRIEF,
    CARDS,
    COMPLETED_DATA,
    LINK_LIST,
    TITLE_LIST,
    TITLE_TABLE,
)
from nhs_internships.model import BRIEF_FIELDS, OutputKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable

LISTINGS = (LINK_LIST, TITLE_LIST, BADGE_LIST, TITLE_TABLE, BADGE_TABLE, CARDS)
NEWLINES = ("\n", "\r\n", "\r")

AWKWARD = (
    "A | B", "a\\|b", "[x]", "a]b", "a[b](c/)",
    "![area](https://img.shields.io/badge/NLP-yellow)", "`code`", "`", "``a`",
    "<b>bold</b>", "<!--", "a <!-- b --> c", "-->", "</a>", '<a href="x-y/">z</a>', "<li class='nhsx-project-card'>",
    "&nbsp;", "a&nbsp;", "&nbsp;a", "&#160;x", "&amp;", "&lt;b&gt;", "A & B", "# a", "## Closed Projects", "- a", "* a",
    "+ a",
    "1. a", "1) a", "12345678901. a", "> a", "---", "***", "===", "|", "||", "\\", "a\\", "\\\\", "\\[", "**a**",
    "*a*", "__a__", "_a_", "~~~", "```", "{: .x}", "{{ page.title }}",
    "Wave 3", "January 2023", "P34 - a", "a: b",
    "'a'", '"a"', "a'b\"c", "null", "2021-01-01", "yes", "~",
    "a #b", "%a", "@a", "javascript:alert(1)", "<br>", "a<br>",
    "\u202eabc", "a\u2066b", "\u200b", "a\u00a0b", "\u2003x", "\U0001f9ec gene",
    "\ufeffa", "a\u2028b", "\x85", "a\x01b",
    "a\x1bb", "a\x7fb", "e\u0301", "\u212b", "Patient's \u201cvoice\u201d \u2013 x", "https://x.y/z", "<https://x.y/z>",
    "a  b", "a\nb", "a\tb", "a\r\nb", "(see below)", "a)", "(", "\\(", "a (b", "^a", "$a$",
    "&", "&;", "&#", "<", "<1", ">",
)  # fmt: skip

words = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
tame_titles = st.lists(
    words | st.sampled_from(["and", "of", "Next-Steps:", "NHS", "(GOSH)", "\u2013", "\U0001f9ec"]),
    min_size=1,
    max_size=6,
).map(lambda parts: "T " + " ".join(parts))
any_text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
titles = (
    tame_titles | st.sampled_from(AWKWARD) | any_text | st.lists(st.sampled_from(AWKWARD), max_size=3).map(" ".join)
)
visible_titles = titles.filter(str.strip)
"""Titles that can be written: a blank one is refused."""
slugs = st.from_regex(r"[a-z]{2,6}(-[a-z0-9]{1,6}){1,3}", fullmatch=True)
urls = slugs.flatmap(
    lambda slug: st.sampled_from(
        [f"{slug}/", f"/{slug}/", f"https://nhsx.github.io/nhsx-internship-projects/{slug}/", f"{slug}.html", f"{slug}"]
    )
)
odd_urls = st.sampled_from(
    [
        "",
        "HERE/",
        "https://x.y/HERE/",
        "a b/",
        "a(b)/",
        "a)b/",
        "a|b/",
        "a'b\"/",
        "javascript:x",
        "\u00e9/",
        "<a>",
        "a&b=c",
    ]
)

labels = st.sampled_from(["NLP", "Synthetic", "TabularData", "Text", "VAE", "Images", "Beta-VAE", "R_and_D", "A: B"])
any_labels = labels | any_text.map(str.split).map(" ".join).filter(bool)
colours = st.none() | st.sampled_from(["yellow", "lightgrey", "9cf", "ff69b4", "brightgreen", "grey", "blue"])


def badges(label: st.SearchStrategy[str] = labels) -> st.SearchStrategy[Badge]:
    """A badge of any facet."""
    return st.builds(Badge, label=label, facet=st.sampled_from(Facet), colour=colours)


real_badges = st.tuples(
    st.builds(Badge, label=labels, facet=st.just(Facet.AREA), colour=st.sampled_from(["yellow", "brightgreen"])),
    st.builds(Badge, label=labels, facet=st.just(Facet.TECHNIQUE), colour=st.just("lightgrey")),
    st.builds(Badge, label=labels, facet=st.just(Facet.MODALITY), colour=st.just("9cf")),
)
"""An area, a technique and a modality, as on the pages."""

months = st.builds(Month, st.integers(2019, 2030), st.integers(1, 12))


@st.composite
def waves(draw: st.DrawFn) -> Wave:
    """A wave of which something is known."""
    start, end = sorted(draw(st.tuples(months, months)))
    number = draw(st.none() | st.integers(1, 20))
    return (
        Wave(number=number, start=start, end=draw(st.sampled_from([end, None])))
        if draw(st.booleans())
        else Wave(number=number or 1)
    )


runs = st.builds(
    Internship,
    code=st.none() | st.from_regex(r"P[1-9][0-9]{0,2}", fullmatch=True),
    title=tame_titles | st.sampled_from(AWKWARD),
    wave=st.none() | waves(),
    badges=st.lists(st.builds(Badge, label=any_labels, facet=st.just(Facet.TOPIC)), max_size=3),
    outputs=st.lists(
        st.sampled_from(OutputKind).flatmap(
            lambda kind: st.builds(
                Output,
                kind=st.just(kind),
                text=st.sampled_from(["https://github.com/x/y", "tbu", "Coming Soon", "n/a"]),
            )
        ),
        max_size=4,
        unique_by=lambda output: output.kind,
    ),
    people=st.lists(st.builds(Person, name=words, role=st.sampled_from(Role)), max_size=3),
    description=st.none() | any_text,
)


def projects(
    title: st.SearchStrategy[str] = visible_titles, label: st.SearchStrategy[str] = any_labels
) -> st.SearchStrategy[Project]:
    """A project without a brief."""
    return st.builds(
        Project,
        slug=slugs,
        title=title,
        status=st.none() | st.sampled_from(Status),
        badges=st.lists(badges(label), max_size=4) | real_badges,
        wave=st.none() | waves(),
        url=st.none() | urls | st.sampled_from(["", "HERE/"]),
        internships=st.lists(runs, max_size=2),
    )


field_texts = st.sampled_from(
    [
        "",
        "One line.",
        "NLP, Synthetic ,",
        "- one\n- two",
        "First.\n\nSecond with **bold** words.",
        "n/a",
        "\U0001f9ec | # x",
    ]
)


keyword_texts = st.sampled_from(["", "One line.", "NLP, Synthetic ,", "n/a"])


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """A brief as somebody might fill it in."""
    names = draw(st.permutations(["Keywords", *BRIEF_FIELDS.values()]))[: draw(st.integers(2, 8))]
    fields = tuple(Field(name=name, text=draw(keyword_texts if name == "Keywords" else field_texts)) for name in names)
    keywords = next((field.text for field in fields if field.name == "Keywords"), "")
    return Brief(
        title=draw(st.just("") | visible_titles),
        heading=draw(tame_titles),
        subheading=draw(st.just("") | tame_titles),
        permalink=draw(st.none() | slugs.map("/{}/".format)),
        description=draw(st.none() | titles),
        keywords=tuple(word for part in keywords.split(",") if (word := " ".join(part.split()))),
        preamble=draw(st.sampled_from(["", "*Output update coming*", "Two lines\nof text"])),
        fields=fields,
        extra=draw(st.sampled_from([(), (("remote_theme", "nhsx/nhs-io-theme"),), (("content", "a: b"), ("1", "x"))])),
    )


# Pages


def roughened(text: str, newline: str, bom: bool, final: bool) -> str:
    """The text as another editor would have saved it."""
    text = text if final else text.rstrip("\n")
    return ("\ufeff" if bom else "") + text.replace("\n", newline)


@st.composite
def rough(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Texts with any newline, with or without a byte order mark and a final newline."""
    return roughened(draw(texts), draw(st.sampled_from(NEWLINES)), draw(st.booleans()), draw(st.booleans()))


PROSE = (
    "Some text about the scheme, see [Overview](overview.html).\n\n",
    "*Unclosed subtitle\n\n",
    "<div class=\"x\"><a href='about.html'>About</a></div>\n\n",
    "> quoted\n\n",
    "* * *\n\n",
    "<!-- - [Old](old-one/) -->\n\n",
)


@st.composite
def pages(draw: st.DrawFn, title: st.SearchStrategy[str] = visible_titles) -> str:
    """A page in any dialect of entries, with prose before it, as it might have been saved anywhere."""
    dialect = draw(st.sampled_from((*LISTINGS, COMPLETED_DATA)))
    text = ni.render(draw(st.lists(projects(title), max_size=4)), dialect)
    before = "".join(draw(st.lists(st.sampled_from(PROSE), max_size=2))) if dialect in LISTINGS else ""
    front = draw(st.sampled_from(["", "---\ntitle: Projects\n---\n\n"])) if dialect in LISTINGS else ""
    return draw(rough(st.just(front + before + text)))


@st.composite
def brief_pages(draw: st.DrawFn) -> str:
    """A page of one project."""
    return draw(rough(st.just(ni.render(Project(slug="a-b", title="A", brief=draw(briefs())), BRIEF))))


class Page(NamedTuple):
    """A page that was written by hand, and what it says."""

    text: str
    entries: tuple[Entry, ...]
    form: str


HEADINGS = (
    ("## Newly Proposed and Open Projects", Status.OPEN),
    ("### Current Projects ", Status.ACTIVE),
    ("## Ongoing Projects", Status.ACTIVE),
    ("#### Paused Projects", Status.PAUSED),
    ("## Closed Projects", Status.CLOSED),
    ("## **Completed Projects** ##", Status.COMPLETED),
)
blanks = st.sampled_from(["", " ", "  ", " &nbsp; ", " &nbsp;  ", " &ensp; &emsp; "])
gaps = st.sampled_from([" &nbsp; ", "  &nbsp; ", " ", " &ensp; "])
_ROLES = {Facet.AREA: "area", Facet.TECHNIQUE: "techniques", Facet.MODALITY: "datamodality", Facet.TOPIC: "topic"}


def _image(badge: Badge) -> str:
    return f"![{_ROLES[badge.facet]}]({badge.to_shields()})"


def _link_list(draw: st.DrawFn, title: str, url: str, _: list[str]) -> str:
    return f"{draw(st.sampled_from('-*+'))} [{title}]({url}){draw(st.sampled_from(['', ' ', ' - about it']))}\n"


def _title_list(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    indent = draw(st.sampled_from(["", "  "]))
    return f"- [{title}]({url}){draw(blanks)}\n" + "".join(f"{indent}{image}{draw(blanks)}\n" for image in images)


def _badge_list(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    return "- " + "\n".join(images) + draw(gaps) + draw(st.sampled_from(["", "\n"])) + f"[{title}]({url})\n"


def _title_table(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    tail = draw(st.sampled_from(["", "  "]))
    return f"|{draw(blanks)}[{title}]({url}){draw(blanks)}|{draw(blanks)}{''.join(images)}|{tail}\n"


def _badge_table(draw: st.DrawFn, title: str, url: str, images: list[str]) -> str:
    return f"|{draw(gaps).join(images)}{draw(blanks)}|{draw(blanks)}[{title}]({url}){draw(blanks)}|\n"


_WRITERS: dict[str, Callable[[st.DrawFn, str, str, list[str]], str]] = {
    "LINK_LIST": _link_list,
    "TITLE_LIST": _title_list,
    "BADGE_LIST": _badge_list,
    "TITLE_TABLE": _title_table,
    "BADGE_TABLE": _badge_table,
}
_WAVES = (
    ("January 2023", Wave(start=Month(2023, 1))),
    ("**Wave 4 (January - June 2023)**", Wave(number=4, start=Month(2023, 1), end=Month(2023, 6))),
    ("**Wave 6** | February - July 2024 ", Wave(number=6, start=Month(2024, 2), end=Month(2024, 7))),
    ("**June 2023 - Wave 5**", Wave(number=5, start=Month(2023, 6))),
)
_DELIMITERS = ("", "|---|---|\n", "|:---:|--|\n", "|--|--|--|--|\n", "|:-:|:--|\n\n", "| --- | --- |\n")


@st.composite
def written(draw: st.DrawFn) -> Page:
    """A listing in one form, spaced as people do, with what it says."""
    form = draw(st.sampled_from(list(_WRITERS)))
    table = form.endswith("TABLE")
    text, entries = "# Projects\n\nSome text.\n\n", list[Entry]()
    for heading, status in draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=3)):
        section = heading.strip("# *")
        text += f"{heading}\n" + draw(st.sampled_from(["", "\n", "*Small print.*\n\n"]))
        text += draw(st.sampled_from(_DELIMITERS)) if table else ""
        wave: Wave | None = None
        for title, url in draw(st.lists(st.tuples(tame_titles, urls), max_size=3)):
            if table and draw(st.booleans()):
                said, wave = draw(st.sampled_from(_WAVES))
                text += f"|{said}|{draw(st.sampled_from(['', ' ']))}\n"
            chosen = () if form == "LINK_LIST" else draw(real_badges)[: draw(st.integers(1, 3))]
            text += _WRITERS[form](draw, title, url, [_image(badge) for badge in chosen])
            entries.append(Entry(section=section, status=status, title=title, url=url, badges=chosen, wave=wave))
        text += draw(st.sampled_from(["", "\n", "\n---\n\n"])) if not table else "\n"
    return Page(draw(rough(st.just(text))), tuple(entries), form)
