"""Reads, edits and writes output pages: a finished internship's page on the data-science team's site.

The code of the internship is in the name of the file (``p22_txtrayalign.md``); its outputs are in a table with the
columns ``Output`` and ``Link``. A page without a code in its name is about other work of the team: it has no entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from nhs_internships.dialects.changes import KEEP, EntryChanges
from nhs_internships.dialects.document import Dialect, Document, EntrySpans
from nhs_internships.dialects.evidence import Evidence
from nhs_internships.dialects.keys import checked_front_matter
from nhs_internships.dialects.markdown import target
from nhs_internships.dialects.mojibake import find_mojibake
from nhs_internships.dialects.outputs import read_output
from nhs_internships.errors import RenderError, UnsafeEdit
from nhs_internships.grammar.inline import links
from nhs_internships.grammar.rows import cells, find_rows, is_delimiter
from nhs_internships.grammar.yaml import FrontMatter, quote, read_front_matter, write_scalar
from nhs_internships.model import Availability, Entry, Internship, Output, OutputKind, Project, Status, Wave
from nhs_internships.model.codes import wave_number
from nhs_internships.source.text import NEWLINE, Edit, SourceText
from nhs_internships.spans import Span

__all__ = ["edit_output_page", "is_output_page", "read_output_page", "render_output_page"]

_CODE = re.compile(r"(?:.*/)?(?P<code>[Pp][0-9]{2,4})(?![0-9A-Za-z])[^/]*", re.DOTALL)
_HEADER = re.compile(r"[ \t]*\|[ \t]*Output[ \t]*\|[ \t]*Link[ \t]*\|", re.IGNORECASE)
_MAX_CELLS = 2

# The rows of real pages; others, such as slides and demonstrations, are of no kind that the model has.
_KINDS = (
    (re.compile(r"\bcode\b", re.IGNORECASE), OutputKind.CODE),
    (re.compile(r"\breport\b", re.IGNORECASE), OutputKind.REPORT),
    (re.compile(r"\bcase[ _-]?study\b", re.IGNORECASE), OutputKind.CASE_STUDY),
)
_LABELS = {
    OutputKind.CODE: "Open Source Code & Documentation",
    OutputKind.CASE_STUDY: "Case Study",
    OutputKind.REPORT: "Technical report",
}
_WORDS = {
    Availability.PENDING: "Awaiting Sign-Off",
    Availability.ON_REQUEST: "Available on request",
    Availability.RESTRICTED: "Restricted",
    Availability.NONE: "n/a",
}


@frozen
class _OutputRow:
    """A row of the table of outputs: what kind of output it is about, and the cell that says where that is."""

    kind: OutputKind
    cell: Span


def is_output_page(source: SourceText) -> Evidence | None:
    """An output page has a table with the columns Output and Link."""
    if _table_start(source.text) is None:
        return None
    return Evidence(0.9, ("a table with the columns Output and Link",))


def read_output_page(source: SourceText, dialect: Dialect) -> Document:
    """Read a finished internship's page."""
    front, _, problems = checked_front_matter(source)
    keys = front.mapping.texts() if front else {}
    found = (*problems, *find_mojibake(source))
    code = _code_of(source.name)
    if code is None and not source.name.startswith("<"):
        return Document(source=source, dialect=dialect, front_matter=keys, diagnostics=found)
    permalink = keys.get("permalink", "").strip() or None
    number = wave_number(code) if code else None
    wave = None if number is None else Wave(number=number)
    entry = Entry(
        status=Status.COMPLETED,
        title=keys.get("title", ""),
        url=permalink,
        wave=wave,
        code=code,
        outputs=(*_outputs(source.text), *_page(permalink)),
        description=keys.get("summary", "").strip() or None,
    )
    spans = _spans(source, front, dialect)
    return Document(
        source=source,
        dialect=dialect,
        entries=(entry,),
        spans=(spans,),
        waves=(wave,) if wave else (),
        front_matter=keys,
        diagnostics=found,
    )


def _code_of(name: str) -> str | None:
    found = _CODE.fullmatch(name)
    return found["code"].upper() if found else None


def _spans(source: SourceText, front: FrontMatter | None, dialect: Dialect) -> EntrySpans:
    places = {item.key.text: item.value.span for item in front.mapping.items} if front else {}
    return EntrySpans(
        whole=Span(0, len(source.text)),
        title=places.get("title", Span(0, 0)),
        url=places.get("permalink"),
        badges=(),
        wave=None,
        section=None,
        dialect=dialect,
    )


def _table_start(text: str) -> int | None:
    """Where the first row with the columns Output and Link begins."""
    return next((row.start for row in find_rows(text, 0) if _HEADER.match(text, row.start, row.end)), None)


def _rows(text: str) -> Iterator[_OutputRow]:
    """The rows of the first table with the columns Output and Link, each kind once."""
    first = _table_start(text)
    seen: set[OutputKind] = set()
    end = -1
    for row in () if first is None else find_rows(text, first):
        if end >= 0 and not NEWLINE.fullmatch(text, end, row.start):
            break
        end = row.end
        parsed = cells(text, row, _MAX_CELLS)
        if len(parsed) < 2 or is_delimiter(text, parsed):
            continue
        label = parsed[0].of(text)
        kind = next((kind for words, kind in _KINDS if words.search(label)), None)
        if kind is not None and kind not in seen:
            seen.add(kind)
            yield _OutputRow(kind, parsed[1])


def _outputs(text: str) -> Iterator[Output]:
    for row in _rows(text):
        written = row.cell.of(text)
        found = [link for link in links(text, row.cell) if not link.image and link.target.of(text)]
        if found:
            url = found[0].target.of(text)
            yield Output(kind=row.kind, url=url, availability=Availability.PUBLISHED, text=written)
        elif written:
            yield read_output(row.kind, written)


def _page(permalink: str | None) -> Iterator[Output]:
    if permalink:
        yield Output(kind=OutputKind.PAGE, url=permalink, availability=Availability.PUBLISHED, text=permalink)


def edit_output_page(document: Document, n: int, changes: EntryChanges) -> Iterator[Edit]:
    """The edits that change the title, the permalink or cells of the table of outputs."""
    if changes.badges is not KEEP or changes.wave is not KEEP:
        raise UnsafeEdit(document.name, "an output page states no badges and no wave", "edit the data file instead")
    front, _, _ = read_front_matter(document.source)
    for key, value in (("title", changes.title), ("permalink", changes.url)):
        if value is not KEEP:
            scalar = front.mapping.get(key) if front else None
            if scalar is None or value is None:
                raise UnsafeEdit(document.name, f"the front matter has no {key} that could change", "edit it by hand")
            yield write_scalar(document.text, scalar, value, document.name)
    if changes.outputs is not KEEP:
        yield from _output_edits(document, document.entries[n].outputs, changes.outputs)


def _output_edits(document: Document, old: Sequence[Output], new: Sequence[Output]) -> Iterator[Edit]:
    cells_by_kind = {row.kind: row.cell for row in _rows(document.text)}
    before = {output.kind: output for output in old}
    if {output.kind for output in new} != before.keys() or len(new) != len(before):
        raise UnsafeEdit(document.name, "rows of the table cannot be added or removed", "edit the table by hand")
    for output in new:
        if output != before[output.kind]:
            cell = cells_by_kind.get(output.kind)
            if cell is None:
                raise UnsafeEdit(document.name, "the address of the page itself is its permalink", "pass url=...")
            yield from _cell_edits(document, cell, output)


def _cell_edits(document: Document, cell: Span, output: Output) -> Iterator[Edit]:
    """The text of a link stays where its address changes."""
    found = [link for link in links(document.text, cell) if not link.image]
    if output.url is None:
        if output.availability not in _WORDS:
            raise UnsafeEdit(document.name, f"a cell cannot state {output.availability}", "give its url, or a word")
        yield Edit(cell, _WORDS[output.availability])
    elif len(found) == 1:
        yield Edit(found[0].target, target(output.url))
    else:
        yield Edit(cell, f"[Here]({target(output.url)})")


def render_output_page(projects: Sequence[Project]) -> str:
    """Write the page of the one internship of one project."""
    runs = [(project, run) for project in projects for run in project.internships]
    if len(runs) != 1:
        problem = f"an output page is about one internship, and these projects have {len(runs)}"
        raise RenderError("OUTPUT_PAGE", problem, "pass a project with one internship")
    ((project, run),) = runs
    lines = ["---", "layout: base", f"title: {quote(run.title or project.title)}"]
    lines += [f"summary: {quote(run.description)}"] if run.description else []
    lines += [f"permalink: {quote(url)}"] if (url := run.output(OutputKind.PAGE).url) else []
    rows = [f"| {label} | {_cell(run, kind)} |" for kind, label in _LABELS.items() if _cell(run, kind)]
    return "\n".join([*lines, "---", "", "| Output | Link |", "| ---- | ---- |", *rows, ""])


def _cell(run: Internship, kind: OutputKind) -> str:
    output = run.output(kind)
    if output.url is not None:
        return f"[Here]({target(output.url)})"
    return _WORDS.get(output.availability, "")
