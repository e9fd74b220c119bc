"""Hypothesis strategies for values: titles, labels, waves, projects and briefs, awkward ones above all."""

from __future__ import annotations

from hypothesis import strategies as st

from nhs_internships.model import (
    BRIEF_FIELDS,
    Badge,
    Brief,
    Facet,
    Field,
    Internship,
    Month,
    Output,
    OutputKind,
    Person,
    Project,
    Role,
    Status,
    Wave,
)

__all__ = [
    "AWKWARD",
    "any_labels",
    "any_text",
    "badges",
    "briefs",
    "odd_urls",
    "projects",
    "real_badges",
    "runs",
    "slugs",
    "tame_titles",
    "titles",
    "urls",
    "visible_titles",
    "waves",
]

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
    r"""Projects without a brief, with every value that a page can state, and titles that are hard to write.

    Every dialect of listings and of records can state them.

    Args:
        title: The titles; by default also such as ``a | b``, ``<!--`` or ``\\[``.
        label: The labels of badges.

    Examples:
        >>> from hypothesis import given
        >>> from nhs_internships.dialects import CARDS, parse, render
        >>> @given(projects())
        ... def test_a_card_states_the_title(project):
        ...     [entry] = parse(render(project, CARDS)).entries
        ...     assert entry.title == " ".join(project.title.split())
        >>> test_a_card_states_the_title()
    """
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
