"""How values look in a notebook: bounded, escaped, light and dark, without anything from the network.

Text and borders take the colours of the page they stand on, so nothing has to know whether that is dark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import singledispatch
from html import escape

from nhs_internships.catalogue import Catalogue, Conflict
from nhs_internships.diagnostics import Diagnostic, Place, place_of
from nhs_internships.dialects import Document
from nhs_internships.display.safety import is_web_address, visible
from nhs_internships.model import (
    Availability,
    Badge,
    Brief,
    Claim,
    Entry,
    Facet,
    Internship,
    Output,
    Project,
    Relation,
    Wave,
)
from nhs_internships.query import Change, Changes, Hit, Results, Similar, Statistics, Table
from nhs_internships.vocabulary import Vocabulary

__all__ = ["MAX_LINES", "MAX_ROWS", "diff_to_html", "to_html"]


MAX_ROWS = 20
"""How many rows a table shows; more would make a notebook slow to scroll."""

MAX_LINES = 200
"""How many lines of a diff are shown."""

_MAX_CHARS = 200
_MAX_LABEL_CHARS = 60
_MAX_BADGES = 8
_MAX_ON_ONE_LINE = 16

# Background of a badge, by facet. White text on each has a contrast of at least 4.5 to 1.
_COLOURS = {
    Facet.AREA: "#005eb8",
    Facet.TECHNIQUE: "#4c6272",
    Facet.MODALITY: "#00703c",
    Facet.TOPIC: "#6b2c91",
}
_LINE = "rgba(128,128,128,.45)"
_PILL = "display:inline-block;padding:0 .5em;margin:.1em .3em .1em 0;border-radius:.3em;font-size:85%;line-height:1.6;"
_BADGE = _PILL + f"border:1px solid {_LINE};background:{{}};color:#ffffff"
_PLAIN_PILL = _PILL + "border:1px solid currentColor"
_TABLE = "border-collapse:collapse;text-align:left;margin:.3em 0"
_CELL = f"text-align:left;vertical-align:top;padding:.3em .7em;border-bottom:1px solid {_LINE}"
_NUMBER = f"text-align:right;vertical-align:top;padding:.3em .7em;border-bottom:1px solid {_LINE}"
_CARD = f"border:1px solid {_LINE};border-radius:.4em;padding:.7em 1em;margin:.3em 0;max-width:46em"
_NARROW = "max-width:20em;overflow-wrap:break-word"
_SMALL = "opacity:.8;font-size:90%"

_NUMBER_CELL = re.compile(r"(<span[^>]*>)?<bdi>(?P<number>[0-9]+(\.[0-9]+)?%?)?</bdi>(</span>)?")
_FOUND = re.compile(r"\*\*(.{1,80}?)\*\*")


# Parts.


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"


def _text(text: str, most: int = _MAX_CHARS) -> str:
    """A text for HTML: escaped, at most ``most`` characters of it, and without characters that cannot be shown."""
    # Bidirectional controls could make the words after them read as something else; <bdi> keeps them inside.
    return f"<bdi>{escape(visible(_cut(text, most)))}</bdi>"


def _plain_table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table of plain texts; a cell that holds a number alone stands to the right."""
    return _table(heads, (map(_cell, row) for row in rows), _text(caption))


def _cell(text: str) -> str:
    """A text; a short one stays on one line."""
    return _text(text) if len(text) > _MAX_ON_ONE_LINE else f'<span style="white-space:nowrap">{_text(text)}</span>'


def _table(heads: Sequence[str], rows: Iterable[Iterable[str]], caption: str) -> str:
    """A table of cells that are HTML already."""
    body = [list(row) for row in rows]
    styles = [_NUMBER if _are_numbers(cells) else _CELL for cells in zip(*body, strict=True)]
    styles = styles or [_CELL] * len(heads)
    named = zip(heads, styles, strict=True)
    head = "".join(f'<th scope="col" style="{style}">{_cell(name)}</th>' for name, style in named)
    lines = (
        "".join(f'<td style="{style}">{cell}</td>' for cell, style in zip(row, styles, strict=True)) for row in body
    )
    title = f'<caption style="text-align:left;padding:.25em 0">{caption}</caption>'
    filled = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table style="{_TABLE}">{title}<thead><tr>{head}</tr></thead><tbody>{filled}</tbody></table>'


def _are_numbers(cells: Iterable[str]) -> bool:
    """Whether a column holds numbers and nothing else; some may be missing."""
    found = [_NUMBER_CELL.fullmatch(cell) for cell in cells]
    return all(found) and any(match["number"] for match in found if match)


def _link(url: str | None, label: str) -> str:
    """A link where the address is one of the web; anything else (``javascript:``) is shown as text alone."""
    if not is_web_address(url):
        return _text(label)
    address = escape(visible(url, ""), quote=True)
    return f'<a href="{address}" rel="noopener noreferrer" style="color:inherit">{_text(label)}</a>'


def _code(text: str) -> str:
    return f"<code>{_text(text)}</code>"


def _more(shown: int, total: int) -> str:
    return f", the first {shown} shown" if total > shown else ""


# Values.


@singledispatch
def to_html(value: object) -> str:
    """A value as HTML; one without a picture of its own as its text."""
    return _text(str(value))


@to_html.register
def _badge(badge: Badge) -> str:
    """One badge, drawn inline."""
    style = _BADGE.format(_COLOURS[badge.facet])
    return f'<span style="{style}" title="{escape(badge.facet)}">{_text(badge.label, _MAX_LABEL_CHARS)}</span>'


@to_html.register
def _wave(wave: Wave) -> str:
    """One wave, drawn inline."""
    return f'<span style="{_PLAIN_PILL}">{_text(wave.label or "a wave without number and months")}</span>'


@to_html.register
def _catalogue(catalogue: Catalogue) -> str:
    """The first projects of a catalogue as a table."""
    projects = catalogue.projects[:MAX_ROWS]
    rows = (
        (
            f"{_text(project.title)}<br>{_code(project.slug)}",
            _text(project.status or ""),
            _badges(tuple(dict.fromkeys(map(Vocabulary.bundled().canonical, project.badges)))),
            _text(project.wave.label if project.wave else ""),
        )
        for project in projects
    )
    count = len(catalogue.projects)
    dated = f", as of {catalogue.as_of}" if catalogue.as_of else ""
    name = f"{_text(catalogue.name)}: " if catalogue.name else ""
    caption = f"{name}{count:,} project{'s' if count != 1 else ''}{_more(MAX_ROWS, count)}{dated}"
    footer = f'<div style="{_SMALL}">{_text(catalogue.undecided_reason)}</div>' if catalogue.undecided else ""
    return _table(("project", "status", "labels", "wave"), rows, caption) + footer


def _badges(badges: Sequence[Badge]) -> str:
    more = f" and {len(badges) - _MAX_BADGES} more" if len(badges) > _MAX_BADGES else ""
    return "".join(_badge(badge) for badge in badges[:_MAX_BADGES]) + more


@to_html.register
def _project(project: Project) -> str:
    """A project as a card."""
    pills = [f'<span style="{_PLAIN_PILL}">{_text(project.status)}</span>'] if project.status else []
    pills += [_wave(project.wave)] if project.wave else []
    brief = project.brief
    parts = (
        f'<div style="font-weight:bold;font-size:110%">{_link(project.url, project.title)}</div>',
        f"<div>{_code(project.slug)}</div>",
        _block("".join((*pills, _badges(project.badges)))),
        _block(f'<span style="{_SMALL}">Keywords:</span> {_text(", ".join(brief.keywords))}')
        if brief and brief.keywords
        else "",
        _block(_text(_opening(brief.need), 2 * _MAX_CHARS)) if brief and brief.need else "",
        _runs(project.internships),
    )
    return f'<div style="{_CARD}">{"".join(parts)}</div>'


def _block(inner: str) -> str:
    return f'<div style="margin-top:.4em">{inner}</div>' if inner else ""


def _opening(text: str) -> str:
    """The first paragraph, on one line."""
    return " ".join(text[: 4 * _MAX_CHARS].strip().partition("\n\n")[0].split())


def _runs(runs: Sequence[Internship]) -> str:
    items = "".join(f"<li>{_run(run)}</li>" for run in runs[:MAX_ROWS])
    more = f"<li>and {len(runs) - MAX_ROWS} more</li>" if len(runs) > MAX_ROWS else ""
    return f'<ul style="margin:.4em 0 0;padding-left:1.3em">{items}{more}</ul>' if runs else ""


def _run(run: Internship) -> str:
    name = " ".join(filter(None, (run.code, run.title))) or "internship"
    wave = f" {_wave(run.wave)}" if run.wave else ""
    outputs = ", ".join(map(_output, run.outputs[:_MAX_BADGES]))
    return f"{_text(name)}{wave}{f'<br>{outputs}' if outputs else ''}"


def _output(output: Output) -> str:
    word = output.kind.replace("_", " ")
    if output.availability is Availability.PUBLISHED:
        return _link(output.url, word)
    return f"{_text(word)} ({_text(output.availability.replace('_', ' '))})"


# Results.


def _hit(hit: Hit) -> Sequence[str]:
    snippet = _FOUND.sub(r"<b>\1</b>", _text(hit.snippet, 2 * _MAX_CHARS))
    return _code(hit.slug), _text(f"{hit.score:.2f}"), snippet


def _similar(found: Similar) -> Sequence[str]:
    named = (("labels", found.labels), ("keywords", found.keywords), ("words", found.words))
    shared = "<br>".join(f"{name}: {_text(', '.join(values))}" for name, values in named if values)
    return _code(found.slug), _text(f"{found.score:.2f}"), shared


def _change(change: Change) -> Sequence[str]:
    before, after = (f'<div style="{_NARROW}">{_text(text or "")}</div>' for text in (change.before, change.after))
    return _code(change.slug), _text(change.field).replace(".", ".<wbr>"), _text(change.kind), before, after


def _conflict(conflict: Conflict) -> Sequence[str]:
    said = "<br>".join(f"{_text(value)} {_places(claims)}" for value, claims in conflict.values[:_MAX_BADGES])
    return _code(conflict.slug), _text(conflict.field), _text(conflict.severity), said


def _places(claims: Sequence[Claim]) -> str:
    most = 4
    places = ", ".join(place_of(claim.path, claim.line) for claim in claims[:most])
    more = f" and {len(claims) - most} more" if len(claims) > most else ""
    return f'<span style="{_SMALL}">({_text(places)}{more})</span>'


def _claim(claim: Claim) -> Sequence[str]:
    return _text(claim.field), _text(claim.value), _place(claim.path, claim.line), _text(claim.dialect), str(claim.rank)


def _relation(relation: Relation) -> Sequence[str]:
    return _code(relation.source), _text(relation.kind), _code(relation.target)


def _wave_row(wave: Wave) -> Sequence[str]:
    months = (str(month) if month else "" for month in (wave.start, wave.end))
    return "" if wave.number is None else str(wave.number), *map(_text, months), _text(wave.label)


def _run_row(run: Internship) -> Sequence[str]:
    outputs = ", ".join(map(_output, run.outputs[:_MAX_BADGES]))
    return _text(run.code or ""), _text(run.wave.label if run.wave else ""), _text(run.title), outputs


def _finding(found: Diagnostic) -> Sequence[str]:
    places = [_other_place(place) for place in found.related[:_MAX_BADGES]]
    if len(found.related) > _MAX_BADGES:
        places.append(f"and {len(found.related) - _MAX_BADGES} more")
    fix = [f"fix: {_text(found.fix.title)}"] if found.fix else []
    advice = [*([_text(found.hint)] if found.hint else []), *places, *fix]
    below = "".join(f'<br><span style="{_SMALL}">{line}</span>' for line in advice)
    message = f"{_text(found.message, 2 * _MAX_CHARS)}{below}"
    return _text(found.severity), _text(found.code), _place(found.path, found.line), message


def _other_place(place: Place) -> str:
    message = f": {_text(place.message)}" if place.message else ""
    return f"see {_place(place.path, place.line)}{message}"


def _entry(entry: Entry) -> Sequence[str]:
    wave = entry.wave.label if entry.wave else ""
    return _link(entry.url, entry.title), _text(entry.status or ""), _badges(entry.badges), _text(wave)


def _place(path: str, line: int | None) -> str:
    """A path that may break after each of its folders, and nowhere else."""
    *folders, name = place_of(path, line).split("/")
    parts = [*(f"{folder}/" for folder in folders), name]
    return "<wbr>".join(f'<span style="white-space:nowrap">{_text(part)}</span>' for part in parts)


# For each kind of result: what one is called, the heads of its table, and its row.
_KINDS: Mapping[type, tuple[str, Sequence[str], Callable[..., Sequence[str]]]] = {
    Hit: ("hit", ("project", "score", "found"), _hit),
    Similar: ("similar project", ("project", "score", "shared"), _similar),
    Change: ("change", ("project", "field", "kind", "before", "after"), _change),
    Conflict: ("conflict", ("project", "field", "severity", "values and sources"), _conflict),
    Claim: ("claim", ("field", "value", "source", "dialect", "rank"), _claim),
    Relation: ("relation", ("project", "kind", "target"), _relation),
    Wave: ("wave", ("number", "first month", "last month", "wave"), _wave_row),
    Internship: ("internship", ("code", "wave", "title", "outputs"), _run_row),
    Diagnostic: ("finding", ("severity", "code", "place", "finding"), _finding),
    Entry: ("entry", ("title", "status", "labels", "wave"), _entry),
}


@to_html.register(Results)
def _results(results: Sequence[object]) -> str:
    """Results of one kind as a table; results of another kind as their text."""
    if not results:
        return "<p>nothing found</p>"
    kind = _KINDS.get(type(results[0]))
    if kind is None or any(type(one) is not type(results[0]) for one in results):
        return _table(("value",), ([_text(str(one))] for one in results[:MAX_ROWS]), _counted("value", results))
    word, heads, row = kind
    return _table(heads, (row(one) for one in results[:MAX_ROWS]), _counted(word, results))


@to_html.register
def _changes(changes: Changes) -> str:
    """The changes project by project: each slug once, and the summary above."""
    slugs = [change.slug for change in changes[:MAX_ROWS]]
    firsts = (slug if at == 0 or slug != slugs[at - 1] else None for at, slug in enumerate(slugs))
    rows = (
        (_code(slug) if slug else "", field, before, after)
        for slug, (_, field, _, before, after) in zip(firsts, map(_change, changes), strict=False)
    )
    summary = f": {_text(changes.summary(), 2 * _MAX_CHARS)}" if changes else ""
    return _table(("project", "field", "before", "after"), rows, f"{_counted('change', changes)}{summary}")


@to_html.register(Hit)
@to_html.register(Similar)
@to_html.register(Change)
@to_html.register(Conflict)
@to_html.register(Claim)
@to_html.register(Relation)
@to_html.register(Internship)
@to_html.register(Entry)
def _result(result: object) -> str:
    return _results([result])


@to_html.register
def _small_table(table: Table) -> str:
    return _plain_table(table.columns, table.texts, table.title)


@to_html.register
def _statistics(statistics: Statistics) -> str:
    return "".join(map(_small_table, statistics))


def _counted(word: str, results: Sequence[object]) -> str:
    several = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{len(results):,} {word if len(results) == 1 else several}{_more(MAX_ROWS, len(results))}"


@to_html.register
def _document(document: Document) -> str:
    """The entries of a page, or the parts of a brief, and the findings of reading it."""
    about = f"{_text(document.name)}: {_text(document.dialect.name)}"
    content = _brief(document.brief) if document.brief else _results(document.entries) if document.entries else ""
    return f"<div>{about}</div>{content}{_results(document.diagnostics) if document.diagnostics else ''}"


def _brief(brief: Brief) -> str:
    rows = [("title", brief.title), ("permalink", brief.permalink or ""), ("keywords", ", ".join(brief.keywords))]
    rows += [(field.name, _opening(field.text)) for field in brief.fields if field.name != "Keywords"]
    return _plain_table(("field", "text"), rows, brief.heading or brief.title)


# Diffs, of which the values stand in a room above.

# Of a line that begins so, the style; the first that fits counts. The tints are seen on light and on dark pages.
_DIFF_STYLES = (
    ("diff --git ", f"font-weight:bold;border-top:1px solid {_LINE};margin-top:.4em"),
    (("--- ", "+++ ", "@@ ", "\\ "), "opacity:.7"),
    ("+", "background:rgba(0,160,80,.18)"),
    ("-", "background:rgba(220,50,50,.18)"),
    ("", ""),
)


def diff_to_html(summary: str, diff: str, warnings: Sequence[str]) -> str:
    """A planned change as HTML: its summary, its warnings, and its diff in colour."""
    lines = diff.split("\n")[:-1]
    head = "".join(f"<div>{_text(line)}</div>" for line in summary.split("\n")[: MAX_ROWS + 1])
    notes = "".join(f"<div><b>warning:</b> {_text(warning, 2 * _MAX_CHARS)}</div>" for warning in warnings[:MAX_ROWS])
    body = "".join(map(_diff_line, lines[:MAX_LINES]))
    more = f"<div>{len(lines) - MAX_LINES:,} more lines</div>" if len(lines) > MAX_LINES else ""
    code = f"font-family:monospace;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.4;{_SMALL}"
    return f'<div style="{_CARD}">{head}{notes}<div style="{code}">{body}</div>{more}</div>'


def _diff_line(line: str) -> str:
    style = next(style for start, style in _DIFF_STYLES if line.startswith(start))
    return f'<div style="{style}">{_text(line.removesuffix(chr(13)), 2 * _MAX_CHARS)}</div>'
