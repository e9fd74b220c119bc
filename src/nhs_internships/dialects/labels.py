"""Finds the labels of a brief: bold texts at the start of a line (``**Need:**``), and headings (``### Need``).

Between its labels a brief is free text, so a search for labels is enough, and Markdown is not parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from nhs_internships.grammar.html import hidden_spans
from nhs_internships.model import BRIEF_FIELDS
from nhs_internships.model.texts import squash
from nhs_internships.source.text import SourceText
from nhs_internships.spans import Span, inside

__all__ = ["KEYWORDS", "Label", "code_fences", "known_labels", "labels_after"]

KEYWORDS = "Keywords"
_KNOWN = {squash(label): label for label in (KEYWORDS, *BRIEF_FIELDS.values())}
# "**Need:**" or "**Need**:", and the same with underscores. Each begins with a literal, so searching is quick.
_BOLD = (
    re.compile(r"\*\*(?P<name>[^*\r\n]{1,120})\*\*(?P<colon>[ \t]*:)?"),
    re.compile(r"__(?P<name>[^_\r\n]{1,120})__(?!\w)(?P<colon>[ \t]*:)?"),
)
# "### Need", "## **Need:**", "### Need ###"
_HEADING = re.compile(
    r"(?P<marks>##{1,5})[ \t]++(?P<bold>\*\*|__)?(?P<name>[^#*_\s](?:[^#*\r\n]{0,119}?[^#*\s])?)(?(bold)(?P=bold))"
    r"(?P<colon>[ \t]*+:)?[ \t]*+#*+[ \t]*+(?=[\r\n]|\Z)"
)
_MAX_INDENT = 3
_FENCE = re.compile(r"(?<![^\r\n])[ ]{0,3}(?P<fence>```+|~~~+)[^\r\n]*")
_BLANK_LINE_BEFORE = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\r\n|\r|\n)\Z|\A\s*\Z")


class Label(NamedTuple):
    """One label.

    Attributes:
        name: The label as written, without its colon; empty for a bold text that is no label.
        known: Which of the eight labels of a brief it is, or ``None``.
        start: The offset at which it begins.
        end: The offset after it.
        level: The level of the heading that it is; 0 for a bold text.
    """

    name: str
    known: str | None
    start: int
    end: int
    level: int = 0


def known_labels(source: SourceText) -> list[str]:
    """Those of the eight labels of a brief that are in a text, in order, as often as they are there."""
    return [label.known for label in source.once(_find_labels) if label.known]


def labels_after(source: SourceText, start: int) -> list[Label]:
    """The labels of a brief after its front matter.

    Known ones count everywhere. Other bold labels count if they have a blank line before them, other headings after a
    known one of the same level.
    """
    text = source.text
    levels: dict[int, int] = {}  # where the first known label of each level is
    for label in source.once(_find_labels):
        if label.known and label.level and label.start >= start:
            levels.setdefault(label.level, label.start)
    hidden, code = hidden_spans(text, start), code_fences(text, start)
    return [
        label
        for label in source.once(_find_labels)
        if label.start >= start
        and (label.known or (label.name and _counts(label, text, start, levels)))
        and not inside(label.start, hidden)
        and not inside(label.start, code)
    ]


def _counts(label: Label, text: str, start: int, levels: Mapping[int, int]) -> bool:
    if label.level:
        return levels.get(label.level, len(text)) < label.start
    return _has_blank_line_before(text, start, label.start)


def _find_labels(text: str) -> tuple[Label, ...]:
    """Every bold text that begins a line, and every heading below the first level."""
    labels = [_label(found) for bold in _BOLD for found in bold.finditer(text) if _begins_line(text, found.start())]
    if "##" in text:
        labels += [_heading(found) for found in _HEADING.finditer(text) if _begins_line(text, found.start())]
    return tuple(sorted(labels, key=lambda label: label.start))


def _heading(found: re.Match[str]) -> Label:
    name = found["name"].strip(" \t").removesuffix(":").rstrip(" \t")
    return Label(name, _KNOWN.get(squash(name)), *found.span(), len(found["marks"]))


def _label(found: re.Match[str]) -> Label:
    written = found["name"].strip(" \t")
    name = written.removesuffix(":").rstrip(" \t")
    known = _KNOWN.get(squash(name))
    is_label = known or found["colon"] or name != written
    return Label(name if is_label else "", known, *found.span())


def _begins_line(text: str, at: int) -> bool:
    """Whether only a small indentation (or a byte order mark) comes before an offset on its line."""
    first = max(0, at - _MAX_INDENT)
    while at > first and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n\ufeff"


def _has_blank_line_before(text: str, start: int, at: int) -> bool:
    return _BLANK_LINE_BEFORE.search(text[max(start, at - 200) : at]) is not None


def code_fences(text: str, start: int) -> list[Span]:
    """Fenced code, opening line to closing line."""
    if "```" not in text and "~~~" not in text:
        return []
    found: list[Span] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, start):
        if opened is None:
            opened = fence
        elif fence["fence"].startswith(opened["fence"]):
            found.append(Span(opened.start(), fence.end()))
            opened = None
    return found
