"""Checks of characters: mojibake, invisible ones, odd blanks, misspellings, and slugs that only look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attrs import evolve

from nhs_internships.checks.base import Check, found, replacement
from nhs_internships.checks.misspellings import MISSPELLINGS
from nhs_internships.checks.pages import SitePages
from nhs_internships.checks.visible import hidden_parts, lowered
from nhs_internships.diagnostics import Diagnostic, Fix, Place, finding_in
from nhs_internships.dialects import Document
from nhs_internships.model.texts import fold, short
from nhs_internships.spans import Cover, Span

__all__ = ["CHECKS", "with_repair"]

_WORD = re.compile(rf"(?<![\w/.@#%=-])(?:{'|'.join(MISSPELLINGS)})(?![\w/@=]|[.-]\w)", re.IGNORECASE)
# Characters without a width, and those that change the direction of text.
_HIDDEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
# Joiners have a meaning in other scripts and in emoji; a byte order mark begins a text.
_PLAIN = f"\\x00-\\x7f{_HIDDEN}"
_INVISIBLE = re.compile(f"(?:[{_HIDDEN}]|(?<!\\A)\ufeff|(?<=[{_PLAIN}])[\u200c\u200d](?=[{_PLAIN}]|\\Z))+")
# Blanks other than the plain one and the usual no-break space, which also stands between a number and its unit.
_ODD = "\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x85"
_BLANKS = re.compile(f"[ \t]*[{_ODD}](?:[ \t{_ODD}]*[{_ODD}])?")
# The beginning of an address, up to the place at which the search ends.
_OPENING = re.compile(r"""(?:(?P<link>\]\()|\b(?:href|src)=["'])[^\s()"'<>]*\Z""", re.IGNORECASE)
_MAX_ADDRESS = 500
_MARKER = 7  # characters of a marker of a merge conflict
_UNUSUAL = re.compile(f"[{_HIDDEN}\u200c\u200d\ufeff{_ODD}]")


def with_repair(pages: SitePages, finding: Diagnostic) -> Diagnostic:
    """A finding of reading, with a fix if it is one of mojibake and ftfy is installed and can mend it."""
    document = pages.by_path.get(finding.path)
    if finding.code != "NI109" or finding.span is None or document is None:
        return finding
    broken = finding.span.of(document.text)
    repaired = _repaired(broken)
    if repaired == broken:
        return finding
    fix = replacement(document, finding.span, repaired, "repair the characters", is_safe=False)
    return evolve(finding, fix=fix)


def _repaired(text: str) -> str:
    try:
        import ftfy  # noqa: PLC0415 - an optional library, and needed only where something is wrong
    except ImportError:
        return text
    return ftfy.fix_encoding(text)


def _check_characters(pages: SitePages) -> Iterator[Diagnostic]:
    """Characters that nobody sees, and that break a search, a link or a label; and blanks that only look like one."""
    for document in pages.documents:
        text = document.text
        if not text.isascii() and _UNUSUAL.search(text):
            yield from _unusual(document)


def _unusual(document: Document) -> Iterator[Diagnostic]:
    text, done = document.text, 0
    for first in _UNUSUAL.finditer(text):
        at = first.start()
        match = _INVISIBLE.match(text, at) or _BLANKS.match(text, _start_of_blanks(text, at, done))
        if match and at >= done:
            done = match.end()
            make = _invisible if match.re is _INVISIBLE else _blanks
            yield make(document, Span(*match.span()))


def _start_of_blanks(text: str, at: int, first: int) -> int:
    while at > first and text[at - 1] in " \t":
        at -= 1
    return at


def _invisible(document: Document, span: Span) -> Diagnostic:
    message = f"invisible character{'s' if len(span) > 1 else ''} {_names(span.of(document.text))}"
    fix = _removal(document, span, "", "remove what is invisible")
    return found(document, "NI931", message, span, hint="remove it", fix=fix)


def _blanks(document: Document, span: Span) -> Diagnostic:
    is_needed = _is_inside_line(document.text, span) and document.text[span.end] not in " \t"
    is_needed = is_needed and not _is_in_address(document.text, span)
    fix = _removal(document, span, " " if is_needed else "", "write a space" if is_needed else "remove the space")
    message = f"unusual space {_names(span.of(document.text))}"
    return found(document, "NI932", message, span, hint="write a plain space", fix=fix)


def _is_in_address(text: str, span: Span) -> bool:
    """Whether a place is inside the address of a link, or at one of its ends, and not before its title."""
    opening = _OPENING.search(text, max(0, span.start - _MAX_ADDRESS), span.start)
    return opening is not None and not (opening["link"] and text[span.end : span.end + 1] in {'"', "'"})


def _names(characters: str) -> str:
    """The characters as people look them up: ``U+200B ZERO WIDTH SPACE``."""
    kinds = dict.fromkeys(char for char in characters if char not in " \t")
    return ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip() for char in kinds)


def _is_inside_line(text: str, span: Span) -> bool:
    """Whether other characters of the same line come before and after a place."""
    before, after = _around(text, span)
    return before not in {"", "\n", "\r"} and after not in {"", "\n", "\r"}


def _around(text: str, span: Span) -> tuple[str, str]:
    """The characters before and after a place; empty at the ends of the text."""
    return text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]


def _removal(document: Document, span: Span, text: str, title: str) -> Fix | None:
    """Replace characters, unless the line then begins with something else, which may be a mark of Markdown."""
    before, after = _around(document.text, span)
    if before in {"", "\n", "\r"} and not after.isalpha():
        return None
    return replacement(document, span, text, title)


def _check_spelling(pages: SitePages) -> Iterator[Diagnostic]:
    """Words that the scheme's pages are known to misspell, in titles and prose; labels have checks of their own."""
    for document in pages.documents:
        words = list(_misspelt(document))
        others = _labels(pages, document) if words else ()
        for span in words:
            if not any(part.contains(span) for part in others):
                word = span.of(document.text)
                right = _cased(MISSPELLINGS[word.lower()], word)
                yield found(document, "NI933", f'"{word}" is misspelt', span, hint=f"write {right}")


def _misspelt(document: Document) -> Iterator[Span]:
    """Where a page has a misspelt word, in any case, as a word of a text."""
    lower = document.source.once(lowered)
    for word in MISSPELLINGS:
        at = lower.find(word)
        while at >= 0:
            match = _WORD.match(document.text, at)
            if match:
                yield Span(*match.span())
            at = lower.find(word, at + len(word))


def _labels(pages: SitePages, document: Document) -> tuple[Cover, Cover]:
    """Code and comments; and keywords and misspelt terms of the vocabulary, which are for the checks of labels."""
    find = pages.settings.vocabulary.find
    labels = [
        span
        for entry, spans in zip(document.entries, document.spans, strict=True)
        for badge, span in zip(entry.badges, spans.badges, strict=True)
        if (term := find(badge.label)) and fold(badge.label) in map(fold, term.misspellings)
    ]
    keywords = document.brief_spans.keywords if document.brief_spans else None
    return hidden_parts(document), Cover((*labels, *((keywords,) if keywords else ())))


def _cased(word: str, like: str) -> str:
    """A word with a capital letter, or in capitals, where another one is."""
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _check_slugs(pages: SitePages) -> Iterator[Diagnostic]:
    """Slugs that are equal once Unicode is normalised: two projects that everybody takes for one."""
    slugs = {project.slug: project for project in pages.catalogue}
    by_form: dict[str, str] = {}
    for slug in sorted(slugs, key=lambda one: (not one.isascii(), one)):
        form = unicodedata.normalize("NFKC", slug).casefold()
        other = by_form.setdefault(form, slug)
        if other != slug:
            yield _alike(pages, slug, other)


def _alike(pages: SitePages, slug: str, other: str) -> Diagnostic:
    first, second = pages.catalogue.claims(slug)[0], pages.catalogue.claims(other)[0]
    message = f'the slug "{short(slug)}" looks like another one, and its characters differ: {slug!a}, {other!a}'
    made = finding_in(first.path, "NI934", message, first.line, "write both with the same characters")
    return evolve(made, related=(Place(path=second.path, line=second.line, message="the other slug"),))


def _check_conflicts(pages: SitePages) -> Iterator[Diagnostic]:
    """Markers that git leaves where two versions of a page differ; a conflict is reported once, at its beginning."""
    for document in pages.documents:
        text = document.text
        mark = "<" * _MARKER if f"{'<' * _MARKER} " in text else ">" * _MARKER
        for match in re.finditer(rf"^{mark} [^\r\n]*", text, re.MULTILINE) if f"{mark} " in text else ():
            span = Span(*match.span())
            if not hidden_parts(document).contains(span):
                message = "a merge of two versions was not finished here"
                yield found(document, "NI935", message, span, hint="keep the right version, and remove the markers")


CHECKS: tuple[Check, ...] = (
    Check(("NI931", "NI932"), _check_characters, of_page=True),
    Check(("NI933",), _check_spelling, of_page=True),
    Check(("NI934",), _check_slugs),
    Check(("NI935",), _check_conflicts, of_page=True),
)
