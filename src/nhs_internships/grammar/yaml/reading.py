"""Reads front matter and data files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.grammar.yaml.located import NodeReader
from nhs_internships.grammar.yaml.nodes import Unreadable, compose, compose_front_matter
from nhs_internships.grammar.yaml.recovery import recovered_mapping, recovered_records
from nhs_internships.grammar.yaml.values import FrontMatter, YamlMapping
from nhs_internships.source.text import SourceText, finding
from nhs_internships.spans import Span

__all__ = ["read_front_matter", "read_records"]

_OPENING = re.compile("\ufeff?---[ \t]*+(\r\n?|\n|\\Z)")
# What other sites begin with: TOML, JSON, a longer fence, a blank line or blanks before the fence.
_KEY_LINE = r"[ \t]*[\"']?\w[\w -]*[\"']?[ \t]*"
_OTHER = (
    (re.compile(rf"\ufeff?-{{4,}}[ \t]*+(?:\r\n?|\n)(?:{_KEY_LINE}:)"), "the fence has more than three dashes"),
    (re.compile(rf"\ufeff?\+\+\+[ \t]*+(?:\r\n?|\n)(?:{_KEY_LINE}=|\s*\[)"), "this is TOML"),
    (re.compile(r"\ufeff?\{[ \t]*+(?:\r\n?|\n)?\s*+\"[^\"\r\n]*+\"\s*+:"), "this is JSON"),
    (re.compile(rf"\ufeff?\s++---[ \t]*+(?:\r\n?|\n)(?:{_KEY_LINE}:)"), "there are blanks or blank lines before it"),
)
_AGAIN = re.compile(rf"\s*+(?P<fence>---)[ \t]*+(?:\r\n?|\n)(?:{_KEY_LINE}:)")
# A line that begins a page, and is a comment for YAML.
_HEADING = re.compile(r"(?:\r\n?|\n)[ \t]*+(?:\r\n?|\n)(?=(#{1,6})[ \t])")
_CLOSING = re.compile(r"(?:\r\n?|\n)(---|\.\.\.)[ \t]*+(?:\r\n?|\n|\Z)")


def read_front_matter(source: SourceText) -> tuple[FrontMatter | None, int, tuple[Diagnostic, ...]]:
    """Read the front matter of a page.

    Its fences are Jekyll's: ``---`` on the first line, and a line ``---`` or ``...``; blanks may follow.

    Returns:
        The front matter, or ``None`` if there is none; the offset at which the body begins; the findings.
    """
    text = source.text
    opening = _OPENING.match(text)
    start = int(source.has_bom)
    if not opening:
        return None, start, tuple(_otherwise(source))
    closing = _CLOSING.search(text, opening.start(1))
    if not closing:
        return None, start, (_not_closed(source, start),)
    first, last, body = opening.end(), closing.start(1), closing.end()
    reader = NodeReader(source, Span(first, last))
    mapping = _read_mapping(reader)
    heading = _HEADING.search(text, first, last) if any(one.code == "NI102" for one in reader.found) else None
    if heading:  # the line that closes it is a rule of the page
        return None, start, (_not_closed(source, start, heading.start(1)),)
    again = _AGAIN.match(text, body)
    if again and _CLOSING.search(text, again.end("fence")):
        message = "a second front matter begins here, and is a part of the page"
        reader.report("NI112", Span(*again.span("fence")), message, "write all keys in one")
    return FrontMatter(mapping, Span(start, body), Span(first, last)), body, _in_order(reader.found)


def _not_closed(source: SourceText, start: int, page: int | None = None) -> Diagnostic:
    """The finding for front matter without its second fence, before the place at which the page seems to begin."""
    hint = "end it with a line `---`; a rule at the top of a page can be written `***`"
    if page is not None:
        hint = f"end it with a line `---` before line {source.line(page)}"
    return finding(source, "NI101", "the front matter that begins here is not closed", Span(start, start + 3), hint)


def _otherwise(source: SourceText) -> Iterator[Diagnostic]:
    """The finding for a page that begins with front matter as other sites have it."""
    for beginning, problem in _OTHER:
        found = beginning.match(source.text)
        if found:
            message = f"what begins here is not read as front matter: {problem}"
            place = Span(int(source.has_bom), found.end())
            yield finding(source, "NI112", message, place, "begin the page with a line `---`, and end it with another")
            return


def read_records(source: SourceText) -> tuple[tuple[YamlMapping, ...], tuple[Diagnostic, ...]]:
    """Read a data file, which is a list of mappings.

    Returns:
        The records, each from its dash to the end of its last value, and the findings.
    """
    reader = NodeReader(source, Span(0, len(source.text)))
    return tuple(_read_records(reader)), _in_order(reader.found)


def _read_mapping(reader: NodeReader) -> YamlMapping:
    try:
        return reader.mapping(compose_front_matter(reader.text, reader.source.limits))
    except Unreadable as error:
        if error.code == "NI102":
            return recovered_mapping(reader, error)
        reader.report_error(error)
        return reader.empty_mapping()


def _read_records(reader: NodeReader) -> list[YamlMapping]:
    try:
        return reader.records(compose(reader.text, reader.source.limits))
    except Unreadable as error:
        if error.code == "NI102":
            return recovered_records(reader, error)
        reader.report_error(error)
        return []


def _in_order(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(found, key=lambda one: one.span.start if one.span else 0)) if found else ()
