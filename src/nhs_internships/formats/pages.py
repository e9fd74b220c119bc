"""Pages as rows: what each text states, and what is wrong with it, without reconciling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.dialects.document import Document
from nhs_internships.dialects.reading import read_source
from nhs_internships.errors import ReadError
from nhs_internships.formats.schema import PAGES, Cell, Row
from nhs_internships.formats.tables import wave_cells
from nhs_internships.model import Brief, Entry, Facet
from nhs_internships.model.badges import STATED_FACETS
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.query.fields import labels_of
from nhs_internships.source.text import SourceText
from nhs_internships.vocabulary import Spelling

__all__ = ["page_rows"]


def page_rows(texts: Iterable[tuple[str, str | bytes | None]]) -> Iterator[Row]:
    """The rows of texts, each with its path: its entries, its brief, its findings.

    A text that cannot be read is a finding.
    """
    for path, content in texts:
        try:
            yield from _rows(path, read_source(_source(path, content)))
        except ReadError as error:
            yield _finding(finding_in(path, "NI125", error.problem, hint=error.hint), path, None)


def _source(path: str, content: str | bytes | None) -> SourceText:
    if content is None:
        raise ReadError(path, "there is no content")
    return SourceText.from_bytes(content, path) if isinstance(content, bytes) else SourceText.from_text(content, path)


def _rows(path: str, document: Document) -> Iterator[Row]:
    dialect = document.dialect.name
    for entry, spans in zip(document.entries, document.spans, strict=True):
        yield _entry(entry, path, spans.dialect.name, document.position(spans.whole.start).line)
    if document.brief is not None:
        yield _brief(document.brief, path, dialect)
    for found in document.diagnostics:
        yield _finding(found, path, dialect)


def _entry(entry: Entry, path: str, dialect: str, line: int) -> Row:
    number, start, end = wave_cells(entry.wave)
    area, technique, modality = (
        next(iter(labels_of(entry, facet, Spelling.CANONICAL)), None) for facet in STATED_FACETS
    )
    return _row(
        path=path,
        kind="entry",
        dialect=dialect,
        line=line,
        title=entry.title,
        slug=slug_of_url(entry.url),
        url=entry.url,
        section=entry.section,
        status=entry.status and str(entry.status),
        code=entry.code,
        wave=number,
        wave_start=start,
        wave_end=end,
        area=area,
        technique=technique,
        modality=modality,
        topics=", ".join(labels_of(entry, Facet.TOPIC, Spelling.CANONICAL)) or None,
        description=entry.description,
    )


def _brief(brief: Brief, path: str, dialect: str) -> Row:
    return _row(
        path=path,
        kind="brief",
        dialect=dialect,
        title=brief.title or brief.heading,
        slug=slug_of_url(brief.permalink),
        url=brief.permalink,
        description=brief.description,
        keywords=", ".join(brief.keywords) or None,
    )


def _finding(found: Diagnostic, path: str, dialect: str | None) -> Row:
    return _row(
        path=path,
        kind="finding",
        dialect=dialect,
        line=found.line,
        finding=found.code,
        severity=str(found.severity),
        message=found.message,
        hint=found.hint or None,
    )


def _row(**cells: Cell) -> Row:
    """The cells in their columns; the others hold nothing."""
    return tuple(cells.get(name) for name in PAGES.names)
