"""Reads and edits briefs: a project's own page, with front matter, a heading, labelled fields and a trailer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhs_internships.dialects.brief_spans import BriefSpans
from nhs_internships.dialects.changes import KEEP, BriefChanges, list_keywords, split_keywords
from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.dialects.entries import EntryReader
from nhs_internships.dialects.field_texts import needs_line_below, needs_lines_of_its_own, problem_beyond_field
from nhs_internships.dialects.findings import Findings
from nhs_internships.dialects.keys import checked_front_matter
from nhs_internships.dialects.labels import KEYWORDS, Label, labels_after
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.html import hidden_spans
from nhs_internships.grammar.inline import escape, unescape
from nhs_internships.grammar.yaml import YamlMapping, read_front_matter, write_scalar
from nhs_internships.model import Brief, Field
from nhs_internships.source.text import NEWLINE, Edit, SourceText, stripped
from nhs_internships.spans import Span

__all__ = ["brief_of", "edit_brief", "field_problem", "read_brief", "write_field"]


_KEYS = ("title", "permalink", "description")
_NO_KEYS = YamlMapping((), Span(0, 0))

_HEADING = re.compile(r"(?<![^\r\n\ufeff])[ ]{0,3}#[ \t]+(?P<text>[^\r\n]*)")
_SUBHEADING = re.compile(r"\s*?(?:\r\n|\r|\n)[ ]{0,3}##[ \t]+(?P<text>[^\r\n]*)")
_MAX_GAP = 1000  # blanks between a label and its text; more are no gap
_RULE = re.compile(r"(?<![^\r\n])[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?![^\r\n])")
_RETURN = re.compile(r"[\r\n\ufeff][ \t]{0,3}\[?(?i:return to list of)\b")


def read_brief(source: SourceText, dialect: Dialect) -> Document:
    """Read a project's own page."""
    front, start, problems = checked_front_matter(source)
    mapping = front.mapping if front else _NO_KEYS
    brief, spans = _read(source, start, mapping)
    findings = Findings(source, [*problems, *find_mojibake(source)])
    if "shields.io" in source.text:
        # Badges belong to listings, so one in a brief belongs to no entry.
        EntryReader(findings, hidden_spans(source.text)).record_badges(Span(0, len(source.text)))
    return Document(
        source=source,
        dialect=dialect,
        brief=brief,
        brief_spans=spans,
        front_matter=mapping.texts(),
        diagnostics=tuple(findings.diagnostics),
        unparsed=tuple(findings.unparsed),
    )


def brief_of(text: str) -> Brief:
    """The brief that a text states."""
    source = SourceText.from_text(text)
    front, start, _ = read_front_matter(source)
    return _read(source, start, front.mapping if front else _NO_KEYS)[0]


def _read(source: SourceText, start: int, mapping: YamlMapping) -> tuple[Brief, BriefSpans]:
    text, labels, keys = source.text, labels_after(source, start), mapping.texts()
    end = _trailer_start(text, labels[-1].end if labels else start)
    heading, subheading, preamble = _head(text, start, labels[0].start if labels else end)
    places = [_field_span(text, label.end, stop) for label, stop in zip(labels, _stops(labels, end), strict=True)]
    fields = tuple([Field(name=label.name, text=span.of(text)) for label, span in zip(labels, places, strict=True)])
    keywords = next((span for label, span in zip(labels, places, strict=True) if label.known == KEYWORDS), None)
    brief = Brief(
        title=keys.get("title", ""),
        heading=unescape(heading.of(text)) if heading else "",
        subheading=unescape(subheading.of(text)) if subheading else "",
        permalink=keys.get("permalink"),
        description=keys.get("description"),
        keywords=split_keywords(keywords.of(text)) if keywords else list_keywords(keys.get("keywords", "")),
        preamble="\n\n".join([span.of(text) for span in preamble]),
        fields=fields,
        extra=tuple([(key, value) for key, value in keys.items() if key not in _KEYS]),
    )
    spans = BriefSpans(
        title=mapping.span_of("title"),
        permalink=mapping.span_of("permalink"),
        description=mapping.span_of("description"),
        heading=heading,
        subheading=subheading,
        preamble=preamble[0] if preamble else None,
        keywords=keywords,
        labelled=tuple([(field.name, span) for field, span in zip(fields, places, strict=True)]),
        trailer=Span(end, len(text)) if end < len(text) else None,
    )
    return brief, spans


def _stops(labels: list[Label], end: int) -> list[int]:
    """Where the text of each label ends: at the next label, or at the trailer."""
    return [*(label.start for label in labels[1:]), end] if labels else []


def _field_span(text: str, start: int, end: int) -> Span:
    """The text after a label; if there is none, the position for one: after a blank, on the label's line."""
    place = stripped(text, start, end)
    if len(place) > 0:
        return place
    at = start + (text[start : start + 1] in {" ", "\t"})
    return Span(at, at)


def _trailer_start(text: str, start: int) -> int:
    """The start of the trailer: the rule above the line "Return to list of", or that line, or else the first rule."""
    # With a newline in front, every line follows one; what is found begins one character earlier than its line.
    found = _RETURN.search(f"\n{text}", start)
    if found is None:
        first = _RULE.search(text, start)
        return first.start() if first else len(text)
    back = found.start()
    rule = _RULE.match(text, _line_start(text, start, stripped(text, start, back).end), back)
    return rule.start() if rule else back


def _line_start(text: str, start: int, at: int) -> int:
    """The start of the line of an offset, but not before ``start``."""
    return max(text.rfind("\n", start, at) + 1, text.rfind("\r", start, at) + 1, start)


def _head(text: str, start: int, end: int) -> tuple[Span | None, Span | None, tuple[Span, ...]]:
    """The heading, the subheading right under it, and the texts before and after them."""
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
    """The edits that change values of a brief."""
    yield from _front_matter_edits(document, changes)
    spans = document.brief_spans
    if spans is None:
        raise UnsafeEdit(document.name, "the text is not a brief")
    for name, value in (("heading", changes.heading), ("subheading", changes.subheading)):
        if value is not KEEP:
            yield _heading_edit(document, _existing(document, name, getattr(spans, name)), value)
    fields = spans.fields
    for label, text in changes.fields.items():
        yield _field_edit(document, label, fields[label], text)


def _heading_edit(document: Document, span: Span, value: str) -> Edit:
    """Write the text of a heading; an empty one goes with its line."""
    if value:
        return Edit(span, escape(value))
    line = document.source.line(span.start)
    return Edit(document.source.lines(line, line), "")


def _field_edit(document: Document, label: str, span: Span, text: str) -> Edit:
    beyond = field_problem(label, text)
    if beyond:
        raise UnsafeEdit(document.name, f'the text of "{label}" holds {beyond[0]}', beyond[1])
    newline, page = document.source.newline, document.text
    above = stripped(page, max(0, span.start - _MAX_GAP), span.start).end
    gap = page[above : span.start]
    if text and needs_line_below(text) and _ends_soon(page, span.end):
        text += newline
    if text and not _is_keywords(label) and needs_lines_of_its_own(text) and len(NEWLINE.findall(gap)) < 2:
        return Edit(Span(above, span.end), f"{newline}{newline}{text}")
    return Edit(span, f" {text}" if text and not gap else text)


def write_field(field: Field) -> str:
    """A labelled field as Markdown."""
    is_block = not _is_keywords(field.name) and needs_lines_of_its_own(field.text)
    gap = "\n\n" if is_block else " "
    return f"**{field.name}:**{gap}{field.text}".rstrip()


def _ends_soon(text: str, at: int) -> bool:
    """Whether other text follows without a blank line between."""
    following = stripped(text, at, len(text)).start
    return following < len(text) and len(NEWLINE.findall(text, at, following)) < 2


def field_problem(label: str, text: str) -> tuple[str, str] | None:
    """Why a text cannot be that of a field, and what to do; ``None`` if it can."""
    if _is_keywords(label) and needs_lines_of_its_own(f"x {text}"):
        return "what makes a table or heading of keywords", r"write \| for a pipe, and all keywords on one line"
    return problem_beyond_field(text)


def _is_keywords(label: str) -> bool:
    return label.strip().casefold() == KEYWORDS.casefold()


def _front_matter_edits(document: Document, changes: BriefChanges) -> Iterator[Edit]:
    wanted = {key: value for key in _KEYS if (value := getattr(changes, key)) is not KEEP}
    if not wanted:
        return
    front, _, _ = read_front_matter(document.source)
    for key, value in wanted.items():
        scalar = front.mapping.get(key) if front else None
        if scalar is None:
            raise UnsafeEdit(document.name, f"the front matter has no {key}", f"add the line {key}: to it first")
        yield write_scalar(document.text, scalar, value, document.name)


def _existing(document: Document, name: str, span: Span | None) -> Span:
    if span is None:
        raise UnsafeEdit(document.name, f"the brief has no {name}", "add the line to the page first")
    return span
