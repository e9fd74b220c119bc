"""The edits that give a project one title on several pages."""

from __future__ import annotations

from collections.abc import Sequence

from nhs_internships.checks.pages import ListedEntry
from nhs_internships.diagnostics import FileEdit
from nhs_internships.dialects import CARDS, Document
from nhs_internships.grammar.html import escape_card
from nhs_internships.grammar.inline import escape
from nhs_internships.grammar.yaml import quote
from nhs_internships.model.texts import squash
from nhs_internships.spans import Span

__all__ = ["brief_title_edits", "entry_title_edits"]


def entry_title_edits(one: ListedEntry, title: str) -> Sequence[FileEdit]:
    """The edit of the title of an entry."""
    written = escape_card(title) if one.spans.dialect is CARDS else escape(title)
    return [FileEdit(path=one.document.name, span=one.spans.title, text=written)]


def brief_title_edits(document: Document, title: str) -> Sequence[FileEdit]:
    """The edits of a brief's title, heading and, if that repeats it, description; none where YAML makes it hard."""
    brief, spans = document.brief, document.brief_spans
    if brief is None or spans is None or spans.title is None or squash(brief.heading) != squash(brief.title):
        return []
    written = _yaml(document, spans.title, title)
    if written is None or spans.heading is None:
        return []
    pairs = [(spans.title, written), (spans.heading, escape(title))]
    if brief.description and squash(brief.description) == squash(brief.title):
        described = _yaml(document, spans.description, title) if spans.description else None
        if spans.description is None or described is None:
            return []
        pairs.append((spans.description, described))
    return [FileEdit(path=document.name, span=span, text=text) for span, text in pairs]


def _yaml(document: Document, span: Span, title: str) -> str | None:
    """A title as the value of front matter, in the quotes that are there."""
    if "\n" in span.of(document.text):
        return None
    if document.text[span.start - 1] not in "\"'":
        return quote(title)
    return None if set(title) & set("\"'\\") else title
