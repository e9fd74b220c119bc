"""Briefs: a project's own page, with front matter, a heading, labelled fields and a trailer.

A brief is prose between labels, so a scan for labels is all it takes; Markdown is not parsed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nhs_internships._html import hidden_spans, inside
from nhs_internships._text import Edit, SourceText, Span
from nhs_internships._yaml import LineMapping, read_front_matter, write_scalar
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.document import KEEP, BriefChanges, BriefSpans, Document, split_keywords
from nhs_internships.errors import UnsafeEdit
from nhs_internships.limits import DEFAULT_LIMITS
from nhs_internships.model import BRIEF_FIELDS, Brief, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nhs_internships import _yaml
    from nhs_internships.document import Dialect
    from nhs_internships.limits import Limits

__all__ = ["KEYWORDS", "brief_of", "edit_brief", "known_labels", "read_brief"]


def __dir__() -> list[str]:
    return __all__


KEYWORDS = "Keywords"
_WRITTEN = (KEYWORDS, *BRIEF_FIELDS.values())
_KNOWN = {" ".join(label.split()).casefold(): label for label in _WRITTEN}
# Nearly all labels are written so.
_USUAL = {written: label for label in _WRITTEN for written in (label, f"{label}:")}
_FACTS = ("title", "permalink", "description")
_NOTHING = LineMapping((), Span(0, 0))  # what a page without front matter says in it

# "**Need:**" or "**Need**:". The expression begins with its literal, so that the search for it is quick; whether it
# stands at the start of a line is looked at afterwards.
_LABEL = re.compile(r"\*\*(?P<name>[^*\r\n]{1,120})\*\*(?P<after>[ \t]*:)?")
_INDENT = 3
_HEADING = re.compile(r"(?<![^\r\n\ufeff])[ ]{0,3}#[ \t]+(?P<text>[^\r\n]*)")
_SUBHEADING = re.compile(r"\s*?(?:\r\n|\r|\n)[ ]{0,3}##[ \t]+(?P<text>[^\r\n]*)")
_RULE = re.compile(r"(?<![^\r\n])[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?![^\r\n])")
_RETURN = re.compile(r"[Rr](?i:eturn to list of)\b")  # it begins with a letter, for the same reason
_FENCE = re.compile(r"(?<![^\r\n])[ ]{0,3}(?P<fence>```+|~~~+)[^\r\n]*")
_BLANK_LINE_BEFORE = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\r\n|\r|\n)\Z|\A\s*\Z")
_SPACE = " \t\r\n"


class _Label(NamedTuple):
    """One label: its name, which of the eight it is, where it begins, and where its text begins."""

    name: str
    known: str | None
    start: int
    end: int


def known_labels(text: str) -> list[str]:
    """Which of the eight labels of a brief stand in a text, in order, as often as they stand there."""
    return [label.known for label in _bold_lines(text) if label.known]


@lru_cache(maxsize=1)
def _bold_lines(text: str) -> tuple[_Label, ...]:
    """Every bold text that begins a line and is a label, or ends with a colon.

    Detecting a brief and reading it ask the same of the same text, one after the other: the last answer is kept.
    """
    return tuple([_bold(found) for found in _LABEL.finditer(text) if _begins_line(text, found.start())])


def _bold(found: re.Match[str]) -> _Label:
    written, after = found.groups()
    usual = _USUAL.get(written)
    if usual:
        return _Label(usual, usual, found.start(), found.end())
    name = written.strip(" \t").removesuffix(":").rstrip(" \t")
    known = _KNOWN.get(_squash(name))
    is_label = known or after or name != written.strip(" \t")
    return _Label(name if is_label else "", known, found.start(), found.end())


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
    said = front.mapping if front else _NOTHING
    brief, spans = _read_body(source.text, start, said)
    return Document(
        source=source,
        dialect=dialect,
        brief=brief,
        brief_spans=spans,
        front_matter=said.texts(),
        diagnostics=(*problems, *find_mojibake(source)),
        limits=limits,
    )


def brief_of(text: str) -> Brief:
    """What a text says as a brief."""
    front, start, _ = read_front_matter(SourceText.from_text(text), DEFAULT_LIMITS)
    return _read_body(text, start, front.mapping if front else _NOTHING)[0]


def _read_body(text: str, start: int, said: _yaml.Mapping | LineMapping) -> tuple[Brief, BriefSpans]:
    labels = _labels(text, start)
    end = _trailer(text, labels[-1].end if labels else start)
    heading, subheading, preamble = _head(text, start, labels[0].start if labels else end)
    stops = [*[label.start for label in labels[1:]], end]
    places = _FieldSpans(text, [(name, at, stop) for (name, _, _, at), stop in zip(labels, stops, strict=False)])
    fields = [Field(name=name, text=text[at:stop].strip(_SPACE)) for name, at, stop in places.ends]
    keywords = next((n for n, label in enumerate(labels) if label.known == KEYWORDS), None)
    title, permalink, description = map(said.get, _FACTS)
    brief = Brief(
        title=title.text if title else "",
        heading=heading.of(text) if heading else "",
        subheading=subheading.of(text) if subheading else "",
        permalink=permalink.text if permalink else None,
        description=description.text if description else None,
        keywords=split_keywords(fields[keywords].text) if keywords is not None else (),
        preamble="\n\n".join([span.of(text) for span in preamble]),
        fields=tuple(fields),
        extra=tuple([pair for pair in said.texts().items() if pair[0] not in _FACTS]),
    )
    spans = BriefSpans(
        title=title.span if title else None,
        permalink=permalink.span if permalink else None,
        description=description.span if description else None,
        heading=heading,
        subheading=subheading,
        preamble=preamble[0] if preamble else None,
        keywords=places.nth(keywords) if keywords is not None else None,
        fields=places,
        trailer=Span(end, len(text)) if end < len(text) else None,
    )
    return brief, spans


class _FieldSpans(Mapping[str, Span]):
    """Where the texts of labelled fields stand, by label; of two fields with one label the first counts.

    Each place is found when somebody asks for it: a site has thousands, and few of them are looked at.
    """

    __slots__ = ("ends", "text")

    def __init__(self, text: str, ends: Sequence[tuple[str, int, int]]) -> None:
        """Take each label's name, where it ends, and where the next one begins."""
        self.text = text
        self.ends = ends

    def __getitem__(self, name: str) -> Span:
        for n, (known, _, _) in enumerate(self.ends):
            if known == name:
                return self.nth(n)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _, _ in self.ends))

    def __len__(self) -> int:
        return len({name for name, _, _ in self.ends})

    def __repr__(self) -> str:
        return repr(dict(self))

    def nth(self, n: int) -> Span:
        """The text behind one label."""
        _, start, stop = self.ends[n]
        place = _strip(self.text, start, stop)
        if len(place):
            return place
        # An empty field is the place where its text would be written: after one blank, on the label's line.
        at = start + (self.text[start : start + 1] in {" ", "\t"})
        return Span(at, at)


def _trailer(text: str, start: int) -> int:
    """Where the trailer begins: at the rule over "Return to list of", at that line, else at the first rule."""
    back = next((line for found in _RETURN.finditer(text, start) for line in _return_line(text, found.start())), None)
    if back is None:
        first = _RULE.search(text, start)
        return first.start() if first else len(text)
    above = start + len(text[start:back].rstrip(_SPACE))
    rule = _RULE.match(text, max(start, _line_start(text, above)), back)
    return rule.start() if rule else back


def _return_line(text: str, at: int) -> Iterator[int]:
    """Where the line begins that begins with a place, or with a bracket and that place."""
    first = at - (text[at - 1 : at] == "[")
    if _begins_line(text, first):
        yield _line_start(text, first)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _labels(text: str, start: int) -> list[_Label]:
    """The labels of the page: the known ones wherever a line begins with one, others after a blank line."""
    labels = [
        label
        for label in _bold_lines(text)
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
    return _strip(text, start, start + len(unmarked if closed else line))


def _filled(text: str, start: int, end: int) -> tuple[Span, ...]:
    place = _strip(text, start, end)
    return (place,) if len(place) else ()


def _strip(text: str, start: int, end: int) -> Span:
    """A place without the blanks at its ends; they are few, and cutting texts would copy them."""
    while start < end and text[start] in _SPACE:
        start += 1
    while start < end and text[end - 1] in _SPACE:
        end -= 1
    return Span(start, end)


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
