"""Briefs: a project's own page, with front matter, a heading, labelled fields and a trailer.

A brief is prose between labels, so a scan for labels is all it takes; Markdown is not parsed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nhs_internships.dialects.document import KEEP, BriefChanges, BriefSpans, Document, split_keywords
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.html import hidden_spans, inside
from nhs_internships.grammar.yaml import YamlMapping, read_front_matter, write_scalar
from nhs_internships.model import BRIEF_FIELDS, Brief, Field
from nhs_internships.source.text import Edit, SourceText, stripped
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nhs_internships.dialects.document import Dialect

__all__ = ["KEYWORDS", "brief_of", "edit_brief", "known_labels", "read_brief"]


KEYWORDS = "Keywords"
_WRITTEN = (KEYWORDS, *BRIEF_FIELDS.values())
_KNOWN = {" ".join(label.split()).casefold(): label for label in _WRITTEN}
# Nearly all labels are written so.
_USUAL = {written: label for label in _WRITTEN for written in (label, f"{label}:")}
_FACTS = ("title", "permalink", "description")
_NOTHING = YamlMapping((), Span(0, 0))  # what a page without front matter says in it

# "**Need:**" or "**Need**:". The expression begins with its literal, so that the search for it is quick; whether it
# stands at the start of a line is looked at afterwards.
_LABEL = re.compile(r"\*\*(?P<name>[^*\r\n]{1,120})\*\*(?P<after>[ \t]*:)?")
_INDENT = 3
_HEADING = re.compile(r"(?<![^\r\n\ufeff])[ ]{0,3}#[ \t]+(?P<text>[^\r\n]*)")
_SUBHEADING = re.compile(r"\s*?(?:\r\n|\r|\n)[ ]{0,3}##[ \t]+(?P<text>[^\r\n]*)")
_RULE = re.compile(r"(?<![^\r\n])[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?![^\r\n])")
_RETURN = re.compile(r"(?<![^\r\n\ufeff])[ \t]{0,3}\[?return to list of\b", re.IGNORECASE)
_FENCE = re.compile(r"(?<![^\r\n])[ ]{0,3}(?P<fence>```+|~~~+)[^\r\n]*")
_BLANK_LINE_BEFORE = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\r\n|\r|\n)\Z|\A\s*\Z")


class _Label(NamedTuple):
    """One label: its name, which of the eight it is, where it begins, and where its text begins."""

    name: str
    known: str | None
    start: int
    end: int


def known_labels(source: SourceText) -> list[str]:
    """Which of the eight labels of a brief stand in a text, in order, as often as they stand there."""
    return [label.known for label in source.once(_bold_lines) if label.known]


def _bold_lines(text: str) -> tuple[_Label, ...]:
    """Every bold text that begins a line and is a label, or ends with a colon."""
    labels: list[_Label] = []
    for found in _LABEL.finditer(text):
        start, end = found.span()
        if text[start - 1 : start] == "\n" or _begins_line(text, start):
            labels.append(_bold(found, start, end))
    return tuple(labels)


def _bold(found: re.Match[str], start: int, end: int) -> _Label:
    written, after = found.groups()
    usual = _USUAL.get(written)
    if usual:
        return _Label(usual, usual, start, end)
    name = written.strip(" \t").removesuffix(":").rstrip(" \t")
    known = _KNOWN.get(_squash(name))
    is_label = known or after or name != written.strip(" \t")
    return _Label(name if is_label else "", known, start, end)


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but a small indentation (or a byte order mark) stands before a place on its line."""
    stop = max(0, at - _INDENT)
    while at > stop and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n\ufeff"


def _squash(name: str) -> str:
    return " ".join(name.split()).casefold()


def read_brief(source: SourceText, dialect: Dialect) -> Document:
    """Read a project's own page."""
    front, start, problems = read_front_matter(source)
    said = front.mapping if front else _NOTHING
    keys = said.texts()
    brief, spans = _read_body(source, start, said, keys)
    return Document(
        source=source,
        dialect=dialect,
        brief=brief,
        brief_spans=spans,
        front_matter=keys,
        diagnostics=(*problems, *find_mojibake(source)),
    )


def brief_of(text: str) -> Brief:
    """What a text says as a brief."""
    source = SourceText.from_text(text)
    front, start, _ = read_front_matter(source)
    said = front.mapping if front else _NOTHING
    return _read_body(source, start, said, said.texts())[0]


def _read_body(source: SourceText, start: int, said: YamlMapping, keys: dict[str, str]) -> tuple[Brief, BriefSpans]:
    text, labels = source.text, _labels(source, start)
    end = _trailer(text, labels[-1].end if labels else start)
    heading, subheading, preamble = _head(text, start, labels[0].start if labels else end)
    stops = [*[label.start for label in labels[1:]], end]
    places = [_field(text, label.end, stop) for label, stop in zip(labels, stops, strict=False)]
    keywords = next((span for label, span in zip(labels, places, strict=True) if label.known == KEYWORDS), None)
    title, permalink, description = map(said.span_of, _FACTS)
    brief = Brief(
        title=keys.get("title", ""),
        heading=heading.of(text) if heading else "",
        subheading=subheading.of(text) if subheading else "",
        permalink=keys.get("permalink"),
        description=keys.get("description"),
        keywords=split_keywords(keywords.of(text)) if keywords else (),
        preamble="\n\n".join([span.of(text) for span in preamble]),
        fields=tuple([Field(name=label.name, text=span.of(text)) for label, span in zip(labels, places, strict=True)]),
        extra=tuple([(key, value) for key, value in keys.items() if key not in _FACTS]),
    )
    spans = BriefSpans(
        title=title,
        permalink=permalink,
        description=description,
        heading=heading,
        subheading=subheading,
        preamble=preamble[0] if preamble else None,
        keywords=keywords,
        labelled=tuple([(label.name, span) for label, span in zip(labels, places, strict=True)]),
        trailer=Span(end, len(text)) if end < len(text) else None,
    )
    return brief, spans


def _field(text: str, start: int, end: int) -> Span:
    """The text after a label; if there is none, the position for one: after a blank, on the label's line."""
    place = stripped(text, start, end)
    if len(place) > 0:
        return place
    at = start + (text[start : start + 1] in {" ", "\t"})
    return Span(at, at)


def _trailer(text: str, start: int) -> int:
    """Where the trailer begins: at the rule over "Return to list of", at that line, else at the first rule."""
    back = _RETURN.search(text, start)
    if back is None:
        first = _RULE.search(text, start)
        return first.start() if first else len(text)
    above = stripped(text, start, back.start()).end
    rule = _RULE.match(text, _line_start(text, start, above), back.start())
    return rule.start() if rule else back.start()


def _line_start(text: str, start: int, at: int) -> int:
    """Where the line of a place begins, but not before ``start``."""
    return max(text.rfind("\n", start, at) + 1, text.rfind("\r", start, at) + 1, start)


def _labels(source: SourceText, start: int) -> list[_Label]:
    """The labels of the page: the known ones wherever a line begins with one, others after a blank line."""
    text = source.text
    labels = [
        label
        for label in source.once(_bold_lines)
        if label.start >= start and (label.known or (label.name and _stands_apart(text, start, label.start)))
    ]
    # Looking for one character is several times quicker than looking for three.
    hidden = hidden_spans(text, start) if "<" in text else []
    code = _fences(text, start) if "`" in text or "~" in text else []
    if not hidden and not code:
        return labels
    return [label for label in labels if not inside(label.start, hidden) and not inside(label.start, code)]


def _stands_apart(text: str, start: int, at: int) -> bool:
    """Whether a bold text with a colon has a blank line before it, so that it is a field and not a phrase."""
    return _BLANK_LINE_BEFORE.search(text[max(start, at - 200) : at]) is not None


def _fences(text: str, start: int) -> list[Span]:
    """Fenced code, opening line to closing line."""
    found: list[Span] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, start):
        if opened is None:
            opened = fence
        elif fence.group("fence").startswith(opened.group("fence")):
            found.append(Span(opened.start(), fence.end()))
            opened = None
    return found


def _head(text: str, start: int, end: int) -> tuple[Span | None, Span | None, tuple[Span, ...]]:
    """The heading, the line under it, and the texts around them."""
    found = _HEADING.search(text, start, end)
    if not found:
        return None, None, _filled(text, start, end)
    below = _SUBHEADING.match(text, found.end(), end)
    rest = below.end() if below else found.end()
    around = (*_filled(text, start, found.start()), *_filled(text, rest, end))
    return _heading_text(text, found), _heading_text(text, below) if below else None, around


def _heading_text(text: str, found: re.Match[str]) -> Span:
    """The text of a heading without the marks that may close it (``# Title ##``)."""
    start, end = found.span("text")
    line = text[start:end].rstrip(" \t")
    unmarked = line.rstrip("#")
    closed = len(unmarked) < len(line) and unmarked[-1:] in {" ", "\t", ""}
    return stripped(text, start, start + len(unmarked if closed else line))


def _filled(text: str, start: int, end: int) -> tuple[Span, ...]:
    place = stripped(text, start, end)
    return (place,) if len(place) > 0 else ()


def edit_brief(document: Document, changes: BriefChanges) -> Iterator[Edit]:
    """The edits that change facts of a brief."""
    yield from _front_edits(document, changes)
    spans = document.brief_spans
    if spans is None:
        raise UnsafeEdit(document.name, "the text is not a brief")
    for name, value in (("heading", changes.heading), ("subheading", changes.subheading)):
        if value is not KEEP:
            yield Edit(_standing(document, name, getattr(spans, name)), value)
    places = spans.fields
    for label, text in changes.fields.items():
        span = places[label]
        glued = len(span) == 0 and document.text[span.start - 1] not in " \t"
        yield Edit(span, f" {text}" if glued and text else text)


def _front_edits(document: Document, changes: BriefChanges) -> Iterator[Edit]:
    asked = {name: value for name in _FACTS if (value := getattr(changes, name)) is not KEEP}
    if not asked:
        return
    front, _, _ = read_front_matter(document.source)
    for name, value in asked.items():
        scalar = front.mapping.get(name) if front else None
        if scalar is None:
            raise UnsafeEdit(document.name, f"the front matter has no {name}", f"add the line {name}: to it first")
        yield write_scalar(document.text, scalar, value, document.name)


def _standing(document: Document, name: str, span: Span | None) -> Span:
    if span is None:
        raise UnsafeEdit(document.name, f"the brief has no {name}", "add the line to the page first")
    return span
