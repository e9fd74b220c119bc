"""The text of a new entry: its lines from another place, those of a neighbour with its values, or the usual ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial

from nhs_internships.dialects.additions import NewEntry
from nhs_internships.dialects.card_labels import filter_words
from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.dialects.entry_lines import entry_lines, kind_of
from nhs_internships.dialects.placing import EntryPlace
from nhs_internships.dialects.references import is_autolink, is_reference
from nhs_internships.dialects.renderers import FORMS, render_listing
from nhs_internships.errors import NHSInternshipsError, UnsafeEdit
from nhs_internships.grammar.cards import read_card
from nhs_internships.grammar.html import escape_card
from nhs_internships.grammar.inline import COMMENT_OR_TAG
from nhs_internships.grammar.rows import cells
from nhs_internships.model import Entry, Facet, Project
from nhs_internships.source.text import NEWLINE, Edit, SourceText
from nhs_internships.spans import Span

__all__ = ["entry_texts", "rendered"]

_MARKER = re.compile(r"(?P<indent>[ \t>]*)(?P<mark>[-*+]|\d+[.)])(?=[ \t])")
# What an entry may hold beside its values: its marker, cells and blanks.
_FRAME = re.compile(r"(?:[-*+|\s]|\d+[.)]|&(?:nbsp|ensp|emsp|thinsp|#160);)*+")


def entry_texts(document: Document, new: NewEntry, place: EntryPlace) -> Iterator[str]:
    """The texts with which an entry could be written at a place, the best one first, with a newline at the end.

    Args:
        document: The page.
        new: The entry.
        place: The place.

    Raises:
        UnsafeEdit: It has to be written anew, and other text of it would be lost.
    """
    if new.origin and _is_written_so(document, new.origin, place):
        yield _fitted(document, place, _text(*new.origin))
    if new.origin and not _has_values_only(*new.origin):
        raise UnsafeEdit(document.name, "other text of the entry would be lost", "move it by hand")
    for page, n in _models(document, new, place):
        if new.origin and _is_markdown(new.origin, place) and page.entries[n].badges == new.entry.badges:
            with_parts = _with_parts(page, n, new.origin)
            if len(with_parts.entries) == len(page.entries):  # a link by reference has no definition there
                yield _fitted(document, place, _text(with_parts, n))
        yield _fitted(document, place, _with_filters(_text(page, n), new.entry))


def _is_markdown(origin: tuple[Document, int], place: EntryPlace) -> bool:
    return {place.kind, kind_of(*origin)} <= {"row", "bullet"}


def _models(document: Document, new: NewEntry, place: EntryPlace) -> Iterator[tuple[Document, int]]:
    """Pages on which the entry is written as it could be here: like a neighbour, and as usual."""
    example = next((n for n in _examples(document, new, place) if _is_alike(document, n, new.entry)), None)
    if example is not None:
        with suppress(UnsafeEdit):
            entry = new.entry
            yield document.edit(example, title=entry.title, url=entry.url, badges=entry.badges), example
    page = rendered(new.entry, place.form)
    if page.entries:
        yield page, 0


def rendered(entry: Entry, form: Dialect) -> Document:
    """A page with one entry, as the library writes it.

    Raises:
        UnsafeEdit: It cannot be written.
    """
    project = Project(
        slug="new", title=entry.title, url=entry.url, badges=entry.badges, status=entry.status, wave=entry.wave
    )
    # Bullets of links alone cannot state badges, but a page of them may hold others.
    lacks_badges = entry.badges and "badges" not in form.carries
    render = partial(render_listing, form=FORMS["TITLE_LIST"]) if lacks_badges else form.render
    try:
        return form.parse(SourceText.from_text(render((project,))))
    except UnsafeEdit:
        raise
    except NHSInternshipsError as error:
        raise UnsafeEdit("<new entry>", f"the entry cannot be written: {error}", "change that text of it") from None


def _text(document: Document, n: int) -> str:
    """The lines of an entry, with the line ends of Unix, which also ends the last one."""
    written = entry_lines(document, n).of(document.text).lstrip("\ufeff")
    return NEWLINE.sub("\n", written).rstrip("\n") + "\n"


def _is_written_so(document: Document, origin: tuple[Document, int], place: EntryPlace) -> bool:
    """Whether the lines of an entry may stay as they are: bullets without badges are alike in all dialects.

    A row has as many cells as its neighbour, because a longer one would widen the table.
    """
    own = origin[0].spans[origin[1]].dialect
    if kind_of(*origin) != place.kind:
        return False
    if place.kind == "row" and place.neighbours and _cells(*origin) != _cells(document, place.neighbours[0]):
        return False
    return own is place.form or (place.kind == "bullet" and "LINK_LIST" in {own.name, place.form.name})


def _cells(document: Document, n: int) -> int:
    return len(cells(document.text, document.spans[n].whole, document.source.limits.table_cells))


def _examples(document: Document, new: NewEntry, place: EntryPlace) -> Iterator[int]:
    """Entries of the page in the dialect of the place, the nearest first."""
    others = [n for n in range(len(document.spans)) if n not in place.neighbours]
    for n in (*place.neighbours, *others):
        is_alike = document.spans[n].dialect is place.form and kind_of(document, n) == place.kind
        if is_alike and n != new.without:
            yield n


def _is_alike(document: Document, n: int, wanted: Entry) -> bool:
    """Whether an entry holds nothing but values that the wanted one has, too, and so can be its example."""
    entry, spans = document.entries[n], document.spans[n]
    if is_reference(spans) or is_autolink(spans) or (entry.url is None) != (wanted.url is None):
        return False
    return bool(entry.badges) == bool(wanted.badges) and _has_values_only(document, n)


def _has_values_only(document: Document, n: int) -> bool:
    """Whether an entry holds no other text than its title, and no wave of its own."""
    spans, text = document.spans[n], document.text
    if spans.wave is not None and spans.whole.contains(spans.wave):
        return False
    rest, at = "", spans.whole.start
    for span in sorted((spans.link or spans.title, *spans.badges)):
        rest += text[at : max(at, span.start)]
        at = max(at, span.end)
    rest += text[at : entry_lines(document, n).end]
    return _FRAME.fullmatch(COMMENT_OR_TAG.sub("", rest)) is not None


def _with_parts(page: Document, n: int, origin: tuple[Document, int]) -> Document:
    """A page with the link and the badges of an entry as another page writes them, where both are Markdown."""
    own, theirs = page.spans[n], origin[0].spans[origin[1]]
    pairs = [(own.link or own.title, theirs.link or theirs.title), *zip(own.badges, theirs.badges, strict=True)]
    return page.after([Edit(place, part.of(origin[0].text)) for place, part in pairs])


def _with_filters(card: str, entry: Entry) -> str:
    """A card whose ``data-tags`` hold the words of its areas, and none of its example."""
    found = read_card(card, Span(0, len(card)))
    if found is None or found.filters is None:
        return card
    areas = [word for badge in entry.badges if badge.facet is Facet.AREA for word in filter_words(badge)[:1]]
    place = found.filters.span
    return f"{card[: place.start]}{escape_card(' '.join(dict.fromkeys(areas)))}{card[place.end :]}"


def _fitted(document: Document, place: EntryPlace, lines: str) -> str:
    """The lines of a bullet with the marker and indentation of its neighbour: kramdown mixes no kinds of lists."""
    if place.kind != "bullet" or not place.neighbours:
        return lines
    wanted, own = (_MARKER.match(text) for text in (_text(document, place.neighbours[0]), lines))
    if wanted is None or own is None:
        return lines
    mark = own["mark"] if own["mark"][-1] == wanted["mark"][-1] else wanted["mark"]
    rest = f"{mark}{lines[own.end() :]}".split("\n")
    return "\n".join(_shifted(rest, own["indent"], wanted["indent"]))


def _shifted(lines: Sequence[str], old: str, new: str) -> Iterator[str]:
    """The lines of a bullet, of which all but the first have their indentation, with another one."""
    yield new + lines[0]
    for line in lines[1:]:
        yield new + line.removeprefix(old) if line.startswith(old) and line else line
