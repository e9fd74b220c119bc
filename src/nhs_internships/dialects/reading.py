"""From a file or text to a document."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path, PurePath

from attrs import evolve

from nhs_internships.diagnostics import raise_all
from nhs_internships.dialects.constants import ALL, BRIEF, PROSE, parse_listing, require_dialect
from nhs_internships.dialects.detection import Candidate, is_surely_brief, is_yaml_file, rank
from nhs_internships.dialects.document import Dialect, Document
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.source.files import content
from nhs_internships.source.text import SourceText, finding
from nhs_internships.spans import Span

__all__ = ["detect", "parse", "read", "read_source"]


def read(
    path: str | PathLike[str],
    dialect: Dialect | None = None,
    *,
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read one file of the scheme: a listing page, a brief, or a data file.

    Args:
        path: The file.
        dialect: The dialect in which it is written; by default this is detected.
        strict: Raise every error and warning at once instead of keeping them as findings.
        limits: Bounds on what is read.

    Raises:
        OSError: The file cannot be opened.
        ReadError: The file is not UTF-8 text, is larger than the limit (`LimitError`), or is a pipe or device; or the
            path holds a NUL.
        TypeError: The dialect is not a dialect.
        ExceptionGroup: With ``strict``, of `DocumentError`, one for each error or warning.
    """
    place = Path(path)
    data = content(place, limits.text_bytes)
    return _parse(SourceText.from_bytes(data, PurePath(fspath(path)).as_posix(), limits), dialect, strict)


def parse(
    text: str,
    dialect: Dialect | None = None,
    *,
    name: str = "<text>",
    strict: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read a text of the scheme that is already in memory.

    Args:
        text: The text; its newlines and byte order mark are kept.
        dialect: The dialect in which it is written; by default this is detected, and ``name`` helps (``.yml``).
        name: What findings call the text.
        strict: Raise every error and warning at once instead of keeping them as findings.
        limits: Bounds on what is read.

    Raises:
        ReadError: The text holds a NUL or lone surrogate, or is larger than the limit (`LimitError`).
        TypeError: The text is not a string, or the dialect is not a dialect.
        ExceptionGroup: With ``strict``, of `DocumentError`, one for each error or warning.

    Examples:
        >>> page = parse("## Ongoing Projects\\n- [NHS Language Corpus](nhs-language-corpus/)\\n")
        >>> page.dialect.name, page.entries[0].title, str(page.entries[0].status)
        ('LINK_LIST', 'NHS Language Corpus', 'active')
    """
    return _parse(SourceText.from_text(text, name, limits), dialect, strict)


def detect(
    text: str | Document, dialects: Iterable[Dialect] = ALL, *, name: str = "<text>", limits: Limits = DEFAULT_LIMITS
) -> tuple[Candidate, ...]:
    """The dialects in which a text may be written, the most likely one first, each with its reasons.

    Args:
        text: A text, or a document that was read.
        dialects: The dialects to choose from; by default all of the library's.
        name: The name of the file, if there is one: ``.yml`` means a data file.
        limits: Bounds on what is read.

    Raises:
        ReadError: The text holds a NUL or lone surrogate, or is larger than the limit (`LimitError`).
        TypeError: The text is not a string, or one of the dialects is not a dialect.
    """
    candidates = tuple(dialects)
    for dialect in candidates:
        require_dialect(dialect)
    source = text.source if isinstance(text, Document) else SourceText.from_text(text, name, limits)
    return rank(source, candidates)


def read_source(source: SourceText) -> Document:
    """Read a text in the dialect in which it is written."""
    return _noted(_read_source(source))


def _noted(document: Document) -> Document:
    """The document, with a note if its text is empty."""
    source = document.source
    if source.text.strip("\ufeff \t\r\n"):
        return document
    note = finding(source, "NI116", "the text is empty", Span(0, len(source.text)))
    return evolve(document, diagnostics=(*document.diagnostics, note))


def _read_source(source: SourceText) -> Document:
    if is_surely_brief(source):  # most pages of a site, for which no other dialect need be asked
        return BRIEF.parse(source)
    best = rank(source, ALL)[0].dialect
    if best is PROSE and not is_yaml_file(source):
        # It may still hold entries (future interests are plain bullets), badges or links. The parser of listings finds
        # them; a document without entries is PROSE.
        return parse_listing(source)
    return best.parse(source)


def _parse(source: SourceText, dialect: Dialect | None, strict: bool) -> Document:
    if dialect is not None:
        require_dialect(dialect)
    document = read_source(source) if dialect is None else _noted(dialect.parse(source))
    if strict:
        raise_all(document.diagnostics, document.name)
    return document
