"""Reads and edits data files: YAML records of finished internships, and of waves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field, mutable

from nhs_internships.dialects.changes import KEEP, EntryChanges
from nhs_internships.dialects.document import Dialect, Document, EntrySpans
from nhs_internships.dialects.findings import Findings, UnparsedKind
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.dialects.outputs import read_output
from nhs_internships.errors import ParseError, UnsafeEdit
from nhs_internships.grammar.yaml import Scalar, YamlMapping, read_records, write_scalar
from nhs_internships.model import Entry, Facet, Output, OutputKind, Person, Role, Status, Wave
from nhs_internships.model.badges import badge_of
from nhs_internships.model.waves import wave_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nhs_internships.source.text import Edit, SourceText
    from nhs_internships.spans import Span

__all__ = ["edit_record", "read_completed", "read_waves", "wave_text"]


_CODE = re.compile(r"(?P<code>[A-Z]{1,2}\d{1,4}[a-z]?|P[Xx]+)\s*(?:[-–—:]|$)")
_KEY = re.compile(r"[\s_-]+")
_BADGE = re.compile(r"badge\d*")
_NAMES = re.compile(r"&|,|;|\band\b")
_OUTPUTS = {
    "codelink": OutputKind.CODE,
    "code": OutputKind.CODE,
    "reportlink": OutputKind.REPORT,
    "report": OutputKind.REPORT,
    "casestudylink": OutputKind.CASE_STUDY,
    "casestudy": OutputKind.CASE_STUDY,
    "link": OutputKind.PAGE,
    "pagelink": OutputKind.PAGE,
    "page": OutputKind.PAGE,
}
_ROLES = {"author": Role.INTERN, "intern": Role.INTERN, "supervisor": Role.SUPERVISOR}


def _key(text: str) -> str:
    """A key without case, blanks and hyphens: the real site spells "code link" in three ways."""
    return _KEY.sub("", text).casefold()


def read_completed(source: SourceText, dialect: Dialect) -> Document:
    """Read records of finished internships (``_data/completed.yml``)."""
    records, problems = read_records(source)
    reader = _RecordReader(Findings(source, [*problems]), dialect)
    for record in records:
        reader.take(record)
    return Document(
        source=source,
        dialect=dialect,
        entries=tuple(reader.entries),
        spans=tuple(reader.spans),
        waves=tuple(dict.fromkeys(entry.wave for entry in reader.entries if entry.wave)),
        diagnostics=(*reader.findings.diagnostics, *find_mojibake(source)),
        unparsed=tuple(reader.findings.unparsed),
    )


@mutable
class _RecordReader:
    """Collects the entries of the records of one file."""

    findings: Findings
    dialect: Dialect
    entries: list[Entry] = field(factory=list)
    spans: list[EntrySpans] = field(factory=list)

    def take(self, record: YamlMapping) -> None:
        """Take one record; one without a title is recorded as unparsed."""
        values = {_key(item.key.text): item.value for item in record.items}
        title = values.get("title")
        if title is None or not title.text:
            message = "this record has no title, and is not read"
            self.findings.record_unparsed(UnparsedKind.RECORD, record.span, "NI209", message, "add a line title:")
            return
        stage, permalink, description = values.get("stage"), values.get("permalink"), values.get("description")
        badges = [scalar for key, scalar in values.items() if _BADGE.fullmatch(key) and scalar.text]
        wave, status = self._stage(stage)
        code = _CODE.match(title.text)
        texts = [(_key(item.key.text), item.value.text) for item in record.items]
        self.entries.append(
            Entry(
                status=status,
                title=title.text,
                url=permalink.text if permalink else None,
                badges=tuple(badge_of(scalar.text, Facet.TOPIC) for scalar in badges),
                wave=wave,
                code=code["code"] if code else None,
                outputs=tuple(_outputs(texts)),
                people=tuple(_people(texts)),
                description=description.text if description else None,
            )
        )
        self.spans.append(
            EntrySpans(
                whole=record.span,
                title=title.span,
                url=permalink.span if permalink else None,
                badges=tuple(scalar.span for scalar in badges),
                wave=stage.span if stage and wave else None,
                section=None,
                dialect=self.dialect,
            )
        )

    def _stage(self, stage: Scalar | None) -> tuple[Wave | None, Status | None]:
        """A stage is the wave of a finished internship, or the word of a status."""
        if stage is None or not stage.text:
            return None, Status.COMPLETED
        wave = wave_of(stage.text)
        if wave:
            return wave, Status.COMPLETED
        try:
            return None, Status.parse(stage.text)
        except ParseError:
            message = f'the stage "{stage.text}" is neither a wave nor a status'
            self.findings.report("NI209", message, stage.span, "write it like: Wave 3 - June to December 2022")
            return None, None


def _outputs(texts: Sequence[tuple[str, str]]) -> Iterator[Output]:
    for key, value in texts:
        kind = _OUTPUTS.get(key)
        if kind and value:
            yield read_output(kind, value)


def _people(texts: Sequence[tuple[str, str]]) -> Iterator[Person]:
    for key, value in texts:
        role = _ROLES.get(key)
        for name in _NAMES.split(value) if role else ():
            if name.strip():
                yield Person(name=name.strip(), role=Role(role or Role.INTERN))


def read_waves(source: SourceText, dialect: Dialect) -> Document:
    """Read records of waves (``_data/kanban.yml``)."""
    records, problems = read_records(source)
    findings = Findings(source, [*problems])
    waves: list[Wave] = []
    for record in records:
        name = next((item.value for item in record.items if _key(item.key.text) == "name"), None)
        wave = wave_of(name.text) if name else None
        if wave:
            waves.append(wave)
        else:
            message = f'"{name.text}" cannot be read as a wave' if name else "this record has no name of a wave"
            findings.report("NI204", message, name.span if name else record.span)
    return Document(
        source=source,
        dialect=dialect,
        waves=tuple(waves),
        diagnostics=(*findings.diagnostics, *find_mojibake(source)),
    )


def wave_text(wave: Wave) -> str:
    """A wave as data files write it: ``Wave 3 - June to December 2022``."""
    number = "" if wave.number is None else f"Wave {wave.number}"
    months = Wave(start=wave.start, end=wave.end).label.replace(" - ", " to ") if wave.start or wave.end else ""
    return " - ".join(part for part in (number, months) if part)


def edit_record(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change one record."""
    spans = document.spans[n]
    values = _scalars(document, spans.whole)

    def write(span: Span | None, what: str, value: str) -> Edit:
        if span is None:
            raise UnsafeEdit(document.name, f"the record has no {what}", f"add the line {what}: to it first")
        return write_scalar(document.text, values[span.start], value, document.name)

    if changes.title is not KEEP:
        yield write(spans.title, "title", changes.title)
    if changes.url is not KEEP:
        if changes.url is None:
            raise UnsafeEdit(document.name, "a permalink cannot be removed by an edit", "delete its line")
        yield write(spans.url, "permalink", changes.url)
    if changes.wave is not KEEP:
        if changes.wave is None:
            raise UnsafeEdit(document.name, "a stage cannot be removed by an edit", "delete its line")
        yield write(spans.wave, "stage", wave_text(changes.wave))
    yield from _badge_edits(document, n, changes, write)


def _badge_edits(
    document: Document, n: int, changes: EntryChanges, write: Callable[[Span | None, str, str], Edit]
) -> Iterator[Edit]:
    if changes.badges is KEEP:
        return
    existing, spans = document.entries[n].badges, document.spans[n].badges
    if len(changes.badges) != len(spans):
        problem = f"the record has {len(spans)} badges, not {len(changes.badges)}"
        raise UnsafeEdit(document.name, problem, "add or delete its badge lines")
    for old, new, span in zip(existing, changes.badges, spans, strict=True):
        if old != new:
            yield write(span, "badge", new.label)


def _scalars(document: Document, whole: Span) -> dict[int, Scalar]:
    """The values of the record at a span, by the offsets at which they begin."""
    records, _ = read_records(document.source)
    record = next(record for record in records if record.span == whole)
    return {item.value.span.start: item.value for item in record.items}
