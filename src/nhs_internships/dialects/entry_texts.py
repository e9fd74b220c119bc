"""The text of a new entry: its lines from another place, those of a neighbour with its values, or the usual ones."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from nhs_internships.dialects.card_labels import filter_words
from nhs_internships.dialects.entry_lines import entry_lines, kind_of
from nhs_internships.dialects.references import is_autolink, is_reference
from nhs_internships.errors import NHSInternshipsError, UnsafeEdit
from nhs_internships.grammar.cards import read_card
from nhs_internships.grammar.html import escape_card
from nhs_internships.model import Facet, Project
from nhs_internships.source.text import SourceText
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nhs_internships.dialects.additions import NewEntry
    from nhs_internships.dialects.document import Dialect, Document
    from nhs_internships.dialects.placing import Place
    from nhs_internships.model import Entry

__all__ = ["entry_texts", "rendered"]

_LINES = re.compile(r"\r\n|\r|\n")
_MARKER = re.compile(r"(?P<indent>[ \t>]*)(?P<mark>[-*+]|\d+[.)])(?=[ \t])")
_HIDDEN = re.compile(r"<!--(?:[^-]|-(?!->))*+-->|<[^<>]*>")
# What an entry may hold beside its values: its marker, cells and blanks.
_FRAME = re.compile(r"(?:[-*+|\s]|\d+[.)]|&(?:nbsp|ensp|emsp|thinsp|#160);)*+")


def entry_texts(document: Document, new: NewEntry, place: Place) -> Iterator[str]:
    """The texts with which an entry could be written at a place, the best one first, with a newline at the end.

    Args:
        document: The page.
        new: The entry.
        place: The place.
    """
    if new.origin and _is_written_so(*new.origin, place):
        yield _fitted(document, place, _text(*new.origin))
    example = next((n for n in _examples(document, new, place) if _is_plain(document, n, new.entry)), None)
    if example is not None:
        with suppress(UnsafeEdit):  # the usual text may do
            yield _fitted(document, place, _like(document, example, new.entry))
    page = rendered(new.entry, place.form)
    if page.entries:
        yield _fitted(document, place, _text(page, 0))


def rendered(entry: Entry, form: Dialect) -> Document:
    """A page with one entry, as the library writes it.

    Raises:
        UnsafeEdit: It cannot be written.
    """
    project = Project(
        slug="new", title=entry.title, url=entry.url, badges=entry.badges, status=entry.status, wave=entry.wave
    )
    try:
        return form.parse(SourceText.from_text(form.render((project,))))
    except UnsafeEdit:
        raise
    except NHSInternshipsError as error:
        raise UnsafeEdit("<new entry>", f"the entry cannot be written: {error}", "change that text of it") from None


def _text(document: Document, n: int) -> str:
    """The lines of an entry, with the line ends of Unix, which also ends the last one."""
    written = entry_lines(document, n).of(document.text).lstrip("\ufeff")
    return _LINES.sub("\n", written).rstrip("\n") + "\n"


def _is_written_so(origin: Document, n: int, place: Place) -> bool:
    """Whether the lines of an entry may stay as they are: bullets without badges are alike in all dialects."""
    own = origin.spans[n].dialect
    if kind_of(origin, n) != place.kind:
        return False
    return own is place.form or (place.kind == "bullet" and "LINK_LIST" in {own.name, place.form.name})


def _examples(document: Document, new: NewEntry, place: Place) -> Iterator[int]:
    """Entries of the page in the dialect of the place, the nearest first."""
    others = [n for n in range(len(document.spans)) if n not in place.neighbours]
    for n in (*place.neighbours, *others):
        is_alike = document.spans[n].dialect is place.form and kind_of(document, n) == place.kind
        if is_alike and n != new.without:
            yield n


def _is_plain(document: Document, n: int, wanted: Entry) -> bool:
    """Whether an entry holds nothing but values that the wanted one has, too, and so can be its example."""
    entry, spans, text = document.entries[n], document.spans[n], document.text
    if is_reference(spans) or is_autolink(spans) or (entry.url is None) != (wanted.url is None):
        return False
    if bool(entry.badges) != bool(wanted.badges):
        return False
    if spans.wave is not None and spans.whole.contains(spans.wave):
        return False
    values = sorted((spans.link or spans.title, *spans.badges))
    rest, at = "", spans.whole.start
    for span in values:
        rest += text[at : max(at, span.start)]
        at = max(at, span.end)
    rest += text[at : entry_lines(document, n).end]
    return _FRAME.fullmatch(_HIDDEN.sub("", rest)) is not None


def _like(document: Document, n: int, entry: Entry) -> str:
    """The lines of another entry with the values of the wanted one."""
    edited = document.edit(n, title=entry.title, url=entry.url, badges=entry.badges)
    return _with_filters(_text(edited, n), entry)


def _with_filters(card: str, entry: Entry) -> str:
    """A card whose ``data-tags`` hold the words of its areas, and none of its example."""
    found = read_card(card, Span(0, len(card)))
    if found is None or found.filters is None:
        return card
    areas = [word for badge in entry.badges if badge.facet is Facet.AREA for word in filter_words(badge)[:1]]
    place = found.filters.span
    return f"{card[: place.start]}{escape_card(' '.join(dict.fromkeys(areas)))}{card[place.end :]}"


def _fitted(document: Document, place: Place, lines: str) -> str:
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
