"""What is asked of pages: texts, targets, badges and waves, ordinary ones and those that may be taken for more.

The texts stand one a line in files beside this module, as somebody would type them; here are those with blanks at an
end, line breaks or control characters.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from nhs_internships import Badge, Entry, Facet, Month, Wave

if TYPE_CHECKING:
    from collections.abc import Iterator


def _texts(name: str) -> tuple[str, ...]:
    file = Path(__file__).with_name("texts") / f"{name}.txt"
    return tuple(file.read_text(encoding="utf-8").removesuffix("\n").split("\n"))


SPECIAL = "[]:()|&;<>*_~`\\\"'{}$^#+=-!@%/.,?"
_AROUND = ("{0}", "{0} a", "a {0}", "a {0} b", "a{0}b", "{0}a", "a{0}", "{0}a{0}", "a {0}b{0} c")
_UNSEEN = ("    a", "a\u00a0b", "a\u2028b", "a\u200bb", "\u202ea", "a\tb", "a\x0bb", "a\x1bb", "\ufeffa")

ORDINARY = _texts("ordinary_titles")
"""Titles that somebody would write without a thought."""

AWKWARD = tuple(
    dict.fromkeys((*_texts("titles"), *_UNSEEN, *(form.format(sign) for sign in SPECIAL for form in _AROUND)))
)
"""Titles that kramdown, Liquid or a browser may take for more than a text."""

YAML_TEXTS = (*_texts("yaml"), " a", "a ", "a\nb", "a\tb")
"""Texts that YAML may take for something else."""

URLS = (*_texts("urls"), "", None)
AWKWARD_URLS = (*_texts("awkward_urls"), " a-b/", "a-b/ ", "a\tb/")
ACTIVE_URLS = (
    *_texts("active_urls"), " javascript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)"
)  # fmt: skip
"""Targets that run code when they are followed, as somebody might try to hide them."""

LABELS = _texts("labels")
COLOURS = ("yellow", "9cf", "ff69b4", "brightgreen", "lightgrey", None)
WHALES = Badge(label="Whales", facet=Facet.AREA, colour="blue")

WAVES = (
    Wave(number=7, start=Month(2027, 7), end=Month(2027, 12)),
    Wave(number=7, start=Month(2027, 7), end=Month(2028, 1)),
    Wave(number=7),
    Wave(number=7, start=Month(2027, 7)),
    Wave(start=Month(2027, 7)),
)

FIELD_TEXTS = (
    "",
    "One line.",
    "Two\nlines",
    "n/a",
    'Whales\' "songs" -- and more...',
    "[a](b/) and `c`",
    "&copy; &amp; <b>a</b>",
    "🐋 # x",
    "2 * 3 = 6",
    "a_b_c",
    "First.\n\nSecond with **bold** words.",
    "- one\n- two",
    "* one\n* two\n\nAnd more.",
    "1. one\n2. two",
    "First:\n- one\n- two",
    "First:\n\n- one\n- two",
    "> a\n> b",
    "| a | b |\n| c | d |",
    "See:\n\n| a | b |\n| c | d |",
    "a\n\n    b\n\nc",
    "~~~\na\n~~~",
)
"""Markdown for the fields of a brief, which shows as it would on a page of its own."""

SPILLING_TEXTS = (
    *("a | b", "a\n===", "a\n---", "Term\n: Meaning", "a\n{:.x}", "a\n^\n"),
    *("a\n\n---\n\nb", "a\n\n# b", "a\n\n## b", "a\n\n**Other:** b", "Return to list of a", "**Other:** a"),
    *("{{ x", "{% x %}", "{:.x}", "{:/}", "{::comment}", '{::options auto_ids="true" /}', "$$x$$"),
    *("<div>", "<b>", "<!-- a", "<script>", "<pre>", "~~~\na", "`a", "[a]: b", "*[Need]: x"),
    *("# a", "> a", "    a", "a  ", "\\", "---", "***"),
)
"""Texts that reach beyond their field, unless they are refused."""

KEYWORDS = tuple(
    tuple(line.split(", ")) for line in ("Whales", "Whales, Seals", "a b, c-d", "C++, C#", "🐋, Môr", "a: b", "a:")
) + tuple((text,) for text in ("[a]: b", "[a]", "1. a", "- a", "# a", "*a*", "a_b_c", "<b>", "a|b", "`a", "~~a~~"))
"""Keywords of a brief."""


def badges(entry: Entry) -> Iterator[tuple[Badge, ...]]:
    """Every kind of change of the badges of an entry, one at a time."""
    standing = entry.badges
    for at, one in enumerate(standing):
        yield (*standing[:at], *standing[at + 1 :])
        yield (*standing[:at], WHALES, *standing[at:])
        yield (*standing[:at], WHALES, *standing[at + 1 :])
        yield (*standing[:at], evolve(one, colour="red"), *standing[at + 1 :])
        yield (*standing[at:], *standing[:at])
    yield (*standing, WHALES)
    yield standing[::-1]
    yield ()
    yield from ((*standing, Badge(label="Whales", facet=facet, colour=colour)) for facet in Facet for colour in COLOURS)


def labelled(entry: Entry) -> Iterator[tuple[Badge, ...]]:
    """The badges of an entry with every odd label, behind them and in place of the first."""
    for label in LABELS:
        yield (*entry.badges, Badge(label=label, facet=Facet.AREA, colour="blue"))
        yield (Badge(label=label, facet=Facet.TECHNIQUE, colour="lightgrey"), *entry.badges[1:])


def topics(entry: Entry) -> Iterator[tuple[Badge, ...]]:
    """Every kind of change of the badges of a record, which have neither facets nor colours."""
    standing = entry.badges
    yield from ((*standing[:at], *standing[at + 1 :]) for at in range(len(standing)))
    yield from ((), standing[::-1], (*standing[1:], *standing[:1]))
    for text in (*YAML_TEXTS, *LABELS, "Whales"):
        yield (*standing, Badge(label=text, facet=Facet.TOPIC))
        yield (*standing[:-1], Badge(label=text, facet=Facet.TOPIC))
