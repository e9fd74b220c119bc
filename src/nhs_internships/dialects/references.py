"""Edits of links that are no inline links of Markdown.

These are references (``[text][name]``), autolinks (``<https://...>``), and links in list items of raw HTML.

A reference stays one, with its name; its definition changes only where no other link uses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape as escape_html

from nhs_internships.dialects.changes import KEEP, EntryChanges
from nhs_internships.dialects.document import Document, EntrySpans
from nhs_internships.dialects.markdown import checked_target, target
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.html import escape_card, hidden_spans
from nhs_internships.grammar.inline import escape, find_definitions, links
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span, inside

__all__ = ["edit_autolink", "edit_html_link", "edit_reference", "is_autolink", "is_html_item", "is_reference"]

# What follows the text of a reference that states the name of its definition.
_NAMED = re.compile(r"[^\]]*\]\s*\[[^\]]+\]")


def is_reference(spans: EntrySpans) -> bool:
    """Whether an entry is linked by reference: its target is in a definition."""
    return spans.link is not None and spans.url is not None and not spans.link.contains(spans.url)


def is_autolink(spans: EntrySpans) -> bool:
    """Whether an entry is linked by an autolink: its title is its target."""
    return spans.link is not None and spans.title == spans.url


def edit_reference(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits of the text of a reference, and of the target in its definition.

    Raises:
        UnsafeEdit: The link is to be removed, or other links have the same definition.
    """
    spans = document.spans[n]
    if spans.link is None or spans.url is None or changes.url is None:
        raise UnsafeEdit(document.name, "the link is a reference and cannot be removed", "change the page by hand")
    if changes.url is not KEEP:
        uses = _uses(document, spans.url)
        if uses > 1:
            problem = f"{uses} links have the definition whose target would change"
            raise UnsafeEdit(document.name, problem, "write a definition of its own for this link first")
        yield Edit(spans.url, checked_target(document.name, changes.url, target(changes.url)))
    if changes.title is not KEEP:
        yield _text_edit(document.text, spans.link, spans.title, escape(changes.title))


def _text_edit(text: str, link: Span, title: Span, new: str) -> Edit:
    """The edit of the text; where it was the name, too, the old text stays as the name."""
    if _NAMED.fullmatch(text, title.end, link.end):
        return Edit(title, new)
    name = text[link.start + 1 : text.index("]", title.end)]
    return Edit(link, f"[{new}][{name}]")


def _uses(document: Document, place: Span) -> int:
    """How many links and images that a reader sees have the target at a place."""
    text, hidden = document.text, hidden_spans(document.text)
    defined = find_definitions(text, 0)
    targets = {one.name: one.target for one in defined}
    found = links(text, Span(0, len(text)), targets)
    lines = [one.span for one in defined]
    return sum(
        link.target == place and not inside(link.span.start, hidden) and not inside(link.span.start, lines)
        for link in found
    )


def edit_autolink(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edit that gives an autolink a title of its own.

    Raises:
        UnsafeEdit: Only the target changes, which an autolink also shows as its title; or the link is to be removed.
    """
    link, url = document.spans[n].link, document.entries[n].url if changes.url is KEEP else changes.url
    if changes.title is KEEP and changes.url is KEEP:
        return
    if url is None:
        problem = "the link shows its address as its title, and cannot be removed by an edit"
        raise UnsafeEdit(document.name, problem, "change the page by hand")
    if link is None or changes.title is KEEP:
        problem = "the link shows its address as its title, and one cannot change without the other"
        raise UnsafeEdit(document.name, problem, "pass title=... and url=... together")
    yield Edit(link, f"[{escape(changes.title)}]({checked_target(document.name, url, target(url))})")


def is_html_item(document: Document, n: int) -> bool:
    """Whether an entry is an ``<li>`` element."""
    start = document.spans[n].whole.start
    return document.text[start : start + 3].lower() == "<li"


def edit_html_link(
    document: Document,
    n: int,
    changes: EntryChanges,
    noun: str = "a link in HTML",
    written: Callable[[str], str] = target,
) -> Iterator[Edit]:
    """The edits of the text and target of a link in HTML.

    Args:
        document: The page.
        n: The entry.
        changes: What is asked for.
        noun: What an error calls the link.
        written: How a target is written.

    Raises:
        UnsafeEdit: The link is to be removed or added.
    """
    spans = document.spans[n]
    if changes.title is not KEEP:
        yield Edit(spans.title, escape_card(changes.title))
    if changes.url is not KEEP:
        if spans.url is None or changes.url is None:
            raise UnsafeEdit(document.name, f"{noun} cannot be added or removed", "change the page by hand")
        yield Edit(spans.url, escape_html(checked_target(document.name, changes.url, written(changes.url))))
