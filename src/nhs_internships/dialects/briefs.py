"""Briefs: a project's own page, with front matter, a heading, labelled fields and a trailer.

A brief is prose between labels, so a scan for labels is all it takes; Markdown is not parsed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from nhs_internships._html import hidden_spans, inside
from nhs_internships._text import Edit, SourceText, Span
from nhs_internships._yaml import FrontMatter, read_front_matter, write_scalar
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.document import KEEP, BriefChanges, BriefSpans, Document, split_keywords
from nhs_internships.errors import UnsafeEdit
from nhs_internships.limits import DEFAULT_LIMITS
from nhs_internships.model import BRIEF_FIELDS, Brief, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nhs_internships.document import Dialect
    from nhs_internships.limits import Limits

__all__ = ["KEYWORDS", "brief_of", "count_labels", "edit_brief", "read_brief"]


def __dir__() -> list[str]:
    return __all__


KEYWORDS = "Keywords"
_AS_WRITTEN = frozenset((KEYWORDS, *BRIEF_FIELDS.values()))
_KNOWN = frozenset(" ".join(label.split()).casefold() for label in _AS_WRITTEN)
_FACTS = ("title", "permalink", "description")

# "**Need:**" or "**Need**:". The expression begins with its literal, so that the search for it is quick; whether it
# stands at the start of a line is looked at afterwards.
_LABEL = re.compile(r"\*\*(?P<name>[^*\r\n]{1,120})\*\*(?P<after>[ \t]*:)?")
_INDENT = 3
_HEADING = re.compile(r"(?<![^\r\n\ufeff])[ ]{0,3}#[ \t]+(?P<text>[^\r\n]*)")
_SUBHEADING = re.compile(r"\s*?(?:\r\n|\r|\n)[ ]{0,3}##[ \t]+(?P<text>[^\r\n]*)")
_CLOSING_MARKS = re.compile(r"(?:[ \t]+#+)?[ \t]*\Z")
_RULE = re.compile(r"(?<![^\r\n])[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?![^\r\n])")
_RETURN = re.compile(r"(?<![^\r\n])[ \t]{0,3}\[?Return to list of\b", re.IGNORECASE)
_FENCE = re.compile(r"(?<![^\r\n])[ ]{0,3}(?P<fence>```+|~~~+)[^\r\n]*")
_BLANK_LINE_BEFORE = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\r\n|\r|\n)\Z|\A\s*\Z")
_SPACE = " \t\r\n"


class _Label(NamedTuple):
    """One label: its name, whether it is one of the eight, where it begins, and where its text begins."""

    name: str
    known: bool
    start: int
    end: int


def count_labels(text: str) -> Counter[str]:
    """Which of the eight labels of a brief stand in a text, and how often each."""
    return Counter(_squash(label.name) for label in _bold_lines(text) if label.known)


@lru_cache(maxsize=1)
def _bold_lines(text: str) -> tuple[_Label, ...]:
    """Every bold text that begins a line and is a label, or ends with a colon.

    Detecting a brief and reading it ask the same of the same text, one after the other: the last answer is kept.
    """
    return tuple(_bold(found) for found in _LABEL.finditer(text) if _begins_line(text, found.start()))


def _bold(found: re.Match[str]) -> _Label:
    written = found["name"].strip(" \t")
    name = written.removesuffix(":").rstrip(" \t")
    known = name in _AS_WRITTEN or _squash(name) in _KNOWN
    is_label = known or found["after"] or name != written
    return _Label(name if is_label else "", known, *found.span())


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but a small indentation (or a byte order mark) stands before a place on its line."""
    if text[at - 1 : at] in {"\n", "\r"}:
        return True
    stop = max(0, at - _INDENT)
    while at > stop and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n\ufeff"


def _squash(name: str) -> str:
    return " ".join(name.split()).casefold()


def read_brief(source: SourceText, limits: Limits, dialect: Dialect) -> Document:
    """Read a project's own page."""
    front, start, problems = read_front_matter(source, limits)
    keys = {item.key.text: item.value.text for item in front.mapping.items} if front else {}
    brief, spans = _read_body(source.text, start, front)
    return Document(
        source=source,
        dialect=dialect,
        brief=brief,
        brief_spans=spans,
        front_matter=MappingProxyType(keys),
        diagnostics=(*problems, *find_mojibake(source)),
        limits=limits,
    )


def brief_of(text: str) -> Brief:
    """What a text says as a brief."""
    front, start, _ = read_front_matter(SourceText.from_text(text), DEFAULT_LIMITS)
    return _read_body(text, start, front)[0]


def _read_body(text: str, start: int, front: FrontMatter | None) -> tuple[Brief, BriefSpans]:
    labels = _labels(text, start)
    end = _trailer(text, labels[-1].end if labels else start)
    heading, subheading, preamble = _head(text, start, labels[0].start if labels else end)
    fields = _fields(text, labels, end)
    places = _front_places(front)
    spans = BriefSpans(
        **{name: places.get(name) for name in _FACTS},
        heading=heading,
        subheading=subheading,
        preamble=preamble[0] if preamble else None,
        keywords=next((span for field, span in fields if _squash(field.name) == "keywords"), None),
        fields=MappingProxyType({field.name: span for field, span in reversed(fields)}),
        trailer=Span(end, len(text)) if end < len(text) else None,
    )
    keys = {item.key.text: item.value.text for item in front.mapping.items} if front else {}
    return _brief(text, keys, spans, preamble, tuple(field for field, _ in fields)), spans


def _trailer(text: str, start: int) -> int:
    """Where the trailer begins: at the rule over "Return to list of", at that line, else at the first rule."""
    back = _RETURN.search(text, start)
    rules = _RULE.finditer(text, start, back.start() if back else len(text))
    if back is None:
        first = next(rules, None)
        return first.start() if first else len(text)
    above = [rule for rule in rules if not text[rule.end() : back.start()].strip(_SPACE)]
    return above[0].start() if above else back.start()


def _front_places(front: FrontMatter | None) -> dict[str, Span]:
    return {item.key.text: item.value.span for item in front.mapping.items} if front else {}


def _brief(
    text: str, keys: dict[str, str], spans: BriefSpans, preamble: Sequence[Span], fields: tuple[Field, ...]
) -> Brief:
    return Brief(
        title=keys.get("title", ""),
        heading=spans.heading.of(text) if spans.heading else "",
        subheading=spans.subheading.of(text) if spans.subheading else "",
        permalink=keys.get("permalink"),
        description=keys.get("description"),
        keywords=split_keywords(spans.keywords.of(text)) if spans.keywords else (),
        preamble="\n\n".join(span.of(text) for span in preamble),
        fields=fields,
        extra=tuple((key, value) for key, value in keys.items() if key not in _FACTS),
    )


def _labels(text: str, start: int) -> list[_Label]:
    """The labels of the page: the known ones wherever a line begins with one, others after a blank line."""
    hidden = hidden_spans(text, start) if "<" in text else []
    code = _fences(text, start) if "```" in text or "~~~" in text else []
    return [
        label
        for label in _bold_lines(text)
        if label.start >= start
        and (label.known or _stands_apart(text, start, label))
        and not inside(label.start, hidden)
        and not inside(label.start, code)
    ]


def _stands_apart(text: str, start: int, label: _Label) -> bool:
    """Whether a bold text with a colon has a blank line before it, so that it is a field and not a phrase."""
    before = text[max(start, label.start - 200) : label.start]
    return bool(label.name) and _BLANK_LINE_BEFORE.search(before) is not None


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
        return None, None, _filled(text, Span(start, end))
    below = _SUBHEADING.match(text, found.end(), end)
    rest = below.end() if below else found.end()
    around = (*_filled(text, Span(start, found.start())), *_filled(text, Span(rest, end)))
    return _heading_text(text, found), _heading_text(text, below) if below else None, around


def _heading_text(text: str, found: re.Match[str]) -> Span:
    start, end = found.span("text")
    marks = _CLOSING_MARKS.search(text[start:end])
    return _strip(text, Span(start, start + marks.start() if marks else end))


def _filled(text: str, span: Span) -> tuple[Span, ...]:
    place = _strip(text, span)
    return (place,) if len(place) else ()


def _strip(text: str, span: Span) -> Span:
    raw = span.of(text)
    lead = len(raw) - len(raw.lstrip(_SPACE))
    return Span(span.start + lead, span.start + max(lead, len(raw.rstrip(_SPACE))))


def _fields(text: str, labels: Sequence[_Label], end: int) -> list[tuple[Field, Span]]:
    ends = [*(label.start for label in labels[1:]), end]
    found: list[tuple[Field, Span]] = []
    for label, stop in zip(labels, ends, strict=False):
        said = text[label.end : stop].strip(_SPACE)
        # An empty field is the place where its text would be written: after one blank, on the label's line.
        at = text.find(said, label.end) if said else label.end + (text[label.end : label.end + 1] in {" ", "\t"})
        found.append((Field(name=label.name, text=said), Span(at, at + len(said))))
    return found


def edit_brief(document: Document, changes: BriefChanges) -> Iterator[Edit]:
    """The edits that change facts of a brief."""
    yield from _front_edits(document, changes)
    spans = document.brief_spans
    if spans is None:
        raise UnsafeEdit(document.name, "the text is not a brief")
    for name, value in (("heading", changes.heading), ("subheading", changes.subheading)):
        if value is not KEEP:
            yield Edit(_standing(document, name, getattr(spans, name)), value)
    for label, text in changes.fields.items():
        span = spans.fields[label]
        glued = len(span) == 0 and document.text[span.start - 1] not in " \t"
        yield Edit(span, f" {text}" if glued and text else text)


def _front_edits(document: Document, changes: BriefChanges) -> Iterator[Edit]:
    asked = {name: value for name in _FACTS if (value := getattr(changes, name)) is not KEEP}
    if not asked:
        return
    front, _, _ = read_front_matter(document.source, document.limits)
    for name, value in asked.items():
        scalar = front.mapping.get(name) if front else None
        if scalar is None:
            raise UnsafeEdit(document.name, f"the front matter has no {name}", f"add the line {name}: to it first")
        yield write_scalar(document.text, scalar, value, document.name)


def _standing(document: Document, name: str, span: Span | None) -> Span:
    if span is None:
        raise UnsafeEdit(document.name, f"the brief has no {name}", "add the line to the page first")
    return span
