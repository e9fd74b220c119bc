"""Reads and edits data files: YAML records of finished internships, and of waves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen, mutable

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects.badge_edits import align
from nhs_internships.dialects.changes import KEEP, EntryChanges
from nhs_internships.dialects.document import Dialect, Document, EntrySpans
from nhs_internships.dialects.findings import Findings, UnparsedKind
from nhs_internships.dialects.keys import check_keys, check_permalink, meant_key
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.dialects.outputs import read_output
from nhs_internships.errors import ParseError, UnsafeEdit
from nhs_internships.grammar.yaml import Item, Scalar, YamlMapping, quote, read_records, write_scalar
from nhs_internships.model import Badge, Entry, Facet, OutputKind, Person, Role, Status, Wave
from nhs_internships.model.badges import badge_of
from nhs_internships.model.codes import looks_like_code, title_code
from nhs_internships.model.waves import is_too_long, wave_of
from nhs_internships.source.text import Edit, SourceText, finding
from nhs_internships.spans import Span

__all__ = [
    "OUTPUT_KEYS",
    "ROLE_KEYS",
    "as_key",
    "edit_record",
    "is_badge_key",
    "no_colour",
    "no_records",
    "people_of",
    "read_completed",
    "read_waves",
    "wave_text",
]


# Files of Jekyll, MkDocs and others, which are not about projects.
_SETTINGS = re.compile(r"(?:^|/)(?:[_.][^/]*\.ya?ml|mkdocs\.ya?ml)$|(?:^|/)\.[^./]")
_KEY = re.compile(r"[\s_-]+")
_BADGE = re.compile(r"badge\d*")
_NUMBER = re.compile(r"[0-9]{1,6}\Z")
_NAMES = re.compile(r"&|,|;|\band\b")
OUTPUT_KEYS = {
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
ROLE_KEYS = {"author": Role.INTERN, "intern": Role.INTERN, "supervisor": Role.SUPERVISOR}


_READ_KEYS = frozenset({"title", "permalink", "stage", "description", *OUTPUT_KEYS, *ROLE_KEYS})


def _is_read_key(key: str) -> bool:
    """Whether a key, without blanks and case, is read."""
    return key.casefold() in _READ_KEYS or is_badge_key(key.casefold())


def _without_separators(text: str) -> str:
    return _KEY.sub("", text)


def as_key(text: str) -> str:
    """A key in lower case without blanks, hyphens and underscores: the real site spells "code link" in three ways."""
    return _without_separators(text).casefold()


def is_badge_key(key: str) -> bool:
    """Whether a key, as `as_key` gives it, is one of a badge."""
    return _BADGE.fullmatch(key) is not None


def _items_by_key(record: YamlMapping) -> dict[str, Item]:
    """The items by key, in the order of the text; of two spellings of one key the last one in lower case counts."""
    found: dict[str, Item] = {}
    for item in record.items:
        key = as_key(item.key.text)
        if key not in found or not _is_lower(found[key]) or _is_lower(item):
            found[key] = item
    return dict(sorted(found.items(), key=lambda pair: pair[1].key.span.start))


def _is_lower(item: Item) -> bool:
    return item.key.text.casefold() == item.key.text


def read_completed(source: SourceText, dialect: Dialect) -> Document:
    """Read records of finished internships (``_data/completed.yml``)."""
    records, problems = read_records(source)
    reader = _RecordReader(Findings(source, [*problems]), dialect)
    for record in records:
        reader.take(record)
    reader.report_keys(records)
    return Document(
        source=source,
        dialect=dialect,
        entries=tuple(reader.entries),
        spans=tuple(reader.spans),
        waves=tuple(dict.fromkeys(entry.wave for entry in reader.entries if entry.wave)),
        diagnostics=(
            *reader.findings.diagnostics,
            *_without_records(source, records, problems),
            *find_mojibake(source),
        ),
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
        values = {key: item.value for key, item in _items_by_key(record).items()}
        title = values.get("title")
        if title is None or not title.text:
            message = "this record has no title, and is not read"
            self.findings.record_unparsed(UnparsedKind.RECORD, record.span, "NI209", message, "add a line title:")
            return
        stage, permalink, description = values.get("stage"), values.get("permalink"), values.get("description")
        badges = [scalar for key, scalar in values.items() if is_badge_key(key) and scalar.text]
        wave, status = self._stage(stage)
        if permalink is not None:
            self.findings.diagnostics += check_permalink(self.findings.source, permalink)
        if looks_like_code(title.text):
            self.findings.report_odd_code(title.text, title.span)
        texts = [(as_key(item.key.text), item.value.text) for item in record.items]
        outputs = list(_outputs(record))
        self.entries.append(
            Entry(
                status=status,
                title=title.text,
                url=permalink.text if permalink else None,
                badges=tuple(badge_of(scalar.text, Facet.TOPIC) for scalar in badges),
                wave=wave,
                code=title_code(title.text),
                outputs=tuple(read_output(kind, value.text) for kind, value in outputs),
                people=tuple(people_of(texts)),
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
                outputs=tuple(value.span for _, value in outputs),
            )
        )

    def report_keys(self, records: Sequence[YamlMapping]) -> None:
        """Report each key once that is not read, and each that the pages of the site do not find."""
        source, reported = self.findings.source, set[str]()
        places: dict[str, list[Span]] = {}
        for record in records:
            keys = {item.key.text for item in record.items}
            for item in record.items:
                lower = item.key.text.casefold()
                if lower == item.key.text or lower not in keys:
                    places.setdefault(item.key.text, []).append(item.key.span)
        for record in records:
            items = [item for item in record.items if item.key.text not in reported]
            reported |= {item.key.text for item in items}
            part = YamlMapping(tuple(items), record.span)
            self.findings.diagnostics += check_keys(source, part, _READ_KEYS, _without_separators, places=places)
            for item in items:
                key = _without_separators(item.key.text)
                if not _is_read_key(key) and meant_key(key, _READ_KEYS) is None:
                    hint = "remove it, or correct its spelling"
                    self.findings.report("NI114", f"the key `{item.key.text}` is not read", item.key.span, hint)

    def _stage(self, stage: Scalar | None) -> tuple[Wave | None, Status | None]:
        """A stage is the wave of a finished internship, or the word of a status."""
        if stage is None or not stage.text:
            return None, Status.COMPLETED
        wave = wave_of(stage.text)
        if wave:
            if is_too_long(wave):
                self.findings.report_long_wave(stage.text, stage.span)
            return wave, Status.COMPLETED
        try:
            return None, Status.parse(stage.text)
        except ParseError:
            message = f'the stage "{stage.text}" is neither a wave nor a status'
            self.findings.report("NI209", message, stage.span, "write it like: Wave 3 - June to December 2022")
            return None, None


def _outputs(record: YamlMapping) -> Iterator[tuple[OutputKind, Scalar]]:
    for item in record.items:
        kind = OUTPUT_KEYS.get(as_key(item.key.text))
        if kind and item.value.text:
            yield kind, item.value


def people_of(texts: Iterable[tuple[str, str]]) -> Iterator[Person]:
    """The people that a record names, by the texts of its keys."""
    for key, value in texts:
        if role := ROLE_KEYS.get(key):
            yield from (Person(name=name, role=role) for part in _NAMES.split(value) if (name := part.strip()))


def read_waves(source: SourceText, dialect: Dialect) -> Document:
    """Read records of waves (``_data/kanban.yml``)."""
    records, problems = read_records(source)
    findings = Findings(source, [*problems])
    waves: list[Wave] = []
    for record in records:
        named = _items_by_key(record).get("name")
        name = named.value if named else None
        wave = wave_of(name.text) if name else None
        if name and wave:
            waves.append(wave)
            if is_too_long(wave):
                findings.report_long_wave(name.text, name.span)
        else:
            message = f'"{name.text}" cannot be read as a wave' if name else "this record has no name of a wave"
            findings.report("NI204", message, name.span if name else record.span)
    return Document(
        source=source,
        dialect=dialect,
        waves=tuple(waves),
        diagnostics=(*findings.diagnostics, *_without_records(source, records, problems), *find_mojibake(source)),
    )


def _without_records(
    source: SourceText, records: Sequence[YamlMapping], problems: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """The finding for a data file without records, unless another one says why."""
    return iter(()) if records or problems else no_records(source)


def no_records(source: SourceText) -> Iterator[Diagnostic]:
    """The finding for a YAML file that is no data file of the scheme; an empty one has another."""
    if source.text.strip("\ufeff \t\r\n") and not _SETTINGS.search(source.name):
        hint = "a data file is a list of records that begin with `- title:` or `- name:`"
        yield finding(source, "NI115", "there is no record that can be read", Span(0, 0), hint)


def wave_text(wave: Wave) -> str:
    """A wave as data files write it: ``Wave 3 - June to December 2022``."""
    number = "" if wave.number is None else f"Wave {wave.number}"
    months = Wave(start=wave.start, end=wave.end).label.replace(" - ", " to ") if wave.start or wave.end else ""
    return " - ".join(part for part in (number, months) if part)


def no_colour(_: Badge) -> None:
    """The colour of every badge: a record states labels alone."""


def edit_record(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change one record."""
    record = _Record(document, _record_at(document, document.spans[n].whole))
    if changes.title is not KEEP:
        yield record.write("title", changes.title)
    if changes.url is not KEEP:
        if changes.url is None:
            raise UnsafeEdit(document.name, "a permalink cannot be removed by an edit", "delete its line")
        yield record.write("permalink", changes.url)
    if changes.wave is not KEEP:
        if changes.wave is None or document.spans[n].wave is None:
            problem, hint = "a stage cannot be removed or added by an edit", "change its line by hand"
            raise UnsafeEdit(document.name, problem, hint)
        yield record.write("stage", wave_text(changes.wave))
    if changes.badges is not KEEP:
        yield from _badge_edits(record, document.entries[n].badges, changes.badges)


def _badge_edits(record: _Record, old: Sequence[Badge], wanted: Sequence[Badge]) -> Iterator[Edit]:
    """Remove the lines of badges that go; otherwise write the wanted ones line by line, and add lines at the end."""
    places = [item for key, item in _items_by_key(record.mapping).items() if is_badge_key(key)]
    filled = [item for item in places if item.value.text]
    steps = align(old, wanted)
    if all(step.place is not None and step.place == step.source for step in steps):
        kept = {step.place for step in steps}
        yield from (record.remove(item) for k, item in enumerate(filled) if k not in kept)
        return
    if not all(badge.label for badge in wanted):
        raise UnsafeEdit(record.document.name, "a badge of a record needs a label", "leave it out")
    free = [item for item in places if not item.value.text and (not filled or item.value.span > filled[-1].value.span)]
    slots = [*filled, *free]
    for item, badge in zip(slots, wanted, strict=False):
        if item.value.text != badge.label:
            yield record.rewrite(item, badge.label)
    for item in filled[len(wanted) :]:
        yield record.remove(item)
    added = wanted[len(slots) :]
    if added:
        numbers = [int(found[0]) for item in places if (found := _NUMBER.search(item.key.text))]
        first = max(numbers, default=len(places)) + 1
        lines = [(f"badge{number}", badge.label) for number, badge in enumerate(added, first)]
        yield record.add(slots[-1] if slots else record.mapping.items[-1], lines)


@frozen
class _Record:
    """One record of a file, and the edits of its lines."""

    document: Document
    mapping: YamlMapping

    def write(self, key: str, value: str) -> Edit:
        """Write the value of a key; a permalink that is not there gets a line below the title."""
        items = _items_by_key(self.mapping)
        return self.rewrite(items[key], value) if key in items else self.add(items["title"], [(key, value)])

    def rewrite(self, item: Item, value: str) -> Edit:
        """Write another value of an item."""
        return write_scalar(self.document.text, item.value, value, self.document.name)

    def remove(self, item: Item) -> Edit:
        """Remove the line of an item."""
        lines = self._lines(item)
        if self.document.text[lines.start : item.key.span.start].strip(" \t'\""):
            raise UnsafeEdit(self.document.name, f'"{item.key.text}" begins its record', "change the file by hand")
        return Edit(lines, "")

    def add(self, above: Item, values: Iterable[tuple[str, str]]) -> Edit:
        """Write lines below the one of an item."""
        lines, newline = self._lines(above), self.document.source.newline
        text = self.document.text
        indent = re.sub(r"[^ \t]", " ", text[lines.start : above.key.span.start].rstrip("'\""))
        written = "".join(f"{indent}{key}: {quote(value)}{newline}" for key, value in values)
        is_last = lines.end > 0 and text[lines.end - 1] not in "\r\n"
        return Edit(Span(lines.end, lines.end), f"{newline}{written}".rstrip() if is_last else written)

    def _lines(self, item: Item) -> Span:
        source = self.document.source
        return source.lines(source.line(item.key.span.start), source.line(item.value.span.end))


def _record_at(document: Document, whole: Span) -> YamlMapping:
    records, _ = read_records(document.source)
    return next(record for record in records if record.span == whole)
