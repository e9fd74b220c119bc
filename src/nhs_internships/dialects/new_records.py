"""Adds records to data files and removes them: finished internships, and waves.

A new record has the keys of its neighbour, in their order and spelling. What is not known is ``tbu``, as on the real
site. It stands among the records of its wave, by its code; a new wave stands among the waves, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from attrs import evolve

from nhs_internships.diagnostics import Severity
from nhs_internships.dialects.accepting import edited
from nhs_internships.dialects.additions import Addition, NewEntry
from nhs_internships.dialects.data import OUTPUT_KEYS, ROLE_KEYS, as_key, is_badge_key, people_of, wave_text
from nhs_internships.dialects.document import Document
from nhs_internships.dialects.entry_lines import is_blank, line_at, line_before, with_newlines
from nhs_internships.dialects.outputs import read_output
from nhs_internships.dialects.renderers import USUAL_OUTPUT_KEYS
from nhs_internships.dialects.wave_lines import check_months, comes_before, is_one_wave, is_same_wave
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.yaml import YamlMapping, quote, read_records
from nhs_internships.model import Entry, Role, Wave
from nhs_internships.model.codes import title_code
from nhs_internships.model.waves import wave_of
from nhs_internships.source.text import Edit, SourceText
from nhs_internships.spans import Span

__all__ = ["PLACEHOLDER", "record_added", "record_removed", "wave_added"]

PLACEHOLDER = "tbu"
"""What the real data file has for a fact that is not known yet."""
_USUAL_KEYS = ("title", "codelink", "reportlink", "stage", "badge1", "description", "author", "supervisor")
_DASH = re.compile(r"\ufeff?(?P<dash>[ \t]*-[ \t]+)")
_USUAL_ROLE_KEYS = {Role.INTERN: "author", Role.SUPERVISOR: "supervisor"}
_OWN_KEYS = frozenset({"title", "permalink", "stage", "description"})
# What a record does without where it is not known.
_LEFT_OUT = frozenset({"permalink", "stage", "badge"})
_COMMENT = re.compile(r"\ufeff?[ \t]*(?:#|[\r\n])")
_NUMBER = re.compile(r"(?<=[Ww]ave )\d+")


class _Key(NamedTuple):
    """A key as an example writes it, and whether its value is in double quotes there."""

    written: str
    is_quoted: bool = False


class _Line(NamedTuple):
    """A line of a record; ``raw`` is its value as it is written, where that is not a text."""

    key: _Key
    value: str
    raw: str | None = None


# Finished internships


def record_added(document: Document, new: NewEntry) -> Iterator[Addition]:
    """The way to write a record of a finished internship.

    Raises:
        UnsafeEdit: The file is no plain list of records.
    """
    entry = evolve(new.entry, code=title_code(new.entry.title))
    if entry.wave is not None:
        check_months(document, entry.wave, [one.wave for one in document.entries])
    records = _records(document)
    place = _place(document, records, [one.wave for one in document.entries], entry)
    example = _example(document, records, place.beside)
    lines = list(_record_lines(_keys(example), entry, _stage(document, entry.wave)))
    text = _written(document, records, place, lines)
    edit = Edit(Span(place.at, place.at), with_newlines(document, place.at, text))
    yield Addition(edit=edit, number=place.number, entry=_stated(entry, lines), dialect=document.dialect)


def _records(document: Document) -> Sequence[Span]:
    """The records of finished internships, if all of them are read.

    Raises:
        UnsafeEdit: Some are not, or they are written in another way than each on lines of its own.
    """
    _check_readable(document)
    if document.unparsed:
        raise UnsafeEdit(document.name, "some records of the file cannot be read", "correct them first")
    return _on_lines(document, [spans.whole for spans in document.spans])


def _check_readable(document: Document) -> None:
    """Refuse a file of which a part cannot be read: what stands there is not known, nor where a record of it ends."""
    broken = next((one for one in document.diagnostics if one.severity is Severity.ERROR), None)
    if broken is not None:
        place = "" if broken.line is None else f"line {broken.line}: "
        raise UnsafeEdit(document.name, f"{place}{broken.message}", "mend it first")


def _on_lines(document: Document, records: Sequence[Span]) -> Sequence[Span]:
    for record in records:
        if not is_blank(document.text[line_at(document, record.start).start : record.start].lstrip("\ufeff")):
            raise UnsafeEdit(document.name, "the records do not stand on lines of their own", "change the file by hand")
    return records


def _example(document: Document, records: Sequence[Span], beside: int | None) -> YamlMapping | None:
    """A neighbour, read again for its keys; ``None`` if there is none."""
    if beside is None:
        return None
    text = _lines(document, records[beside]).of(document.text)
    found, _ = read_records(SourceText(text, document.name, document.source.limits))
    if len(found) != 1:
        raise UnsafeEdit(document.name, "a record cannot be read apart from the others", "change the file by hand")
    return found[0]


def _stage(document: Document, wave: Wave | None) -> str | None:
    """The stage of a wave, as other records of it state it: the site compares the texts."""
    if wave is None:
        return None
    for entry, spans in zip(document.entries, document.spans, strict=True):
        if spans.wave is not None and is_same_wave(entry.wave, wave):
            return spans.wave.of(document.text)
    return wave_text(wave)


def _keys(example: YamlMapping | None) -> list[_Key]:
    """The keys of a neighbour, or the usual ones."""
    if example is None:
        return [_Key(key) for key in _USUAL_KEYS]
    return [_Key(item.key.text, item.value.style == "double") for item in example.items]


def _record_lines(keys: Sequence[_Key], entry: Entry, stage: str | None) -> Iterator[_Line]:
    """The lines of a record: those of its neighbour, and those for which it has no key."""
    known = _known(entry, stage)
    by_slot: dict[str, _Key] = {}
    for key in keys:
        by_slot.setdefault(_slot(key), key)
    order = [slot for slot in by_slot if slot]
    if "permalink" in known and "permalink" not in by_slot:
        order.insert(order.index("title") + 1, "permalink")
    for slot in dict.fromkeys((*order, *known)):
        usual, texts = known.get(slot, ("", ()))
        key = by_slot.get(slot) or _Key(usual)
        if slot == "badge":
            yield from (_Line(key._replace(written=f"badge{n}"), text) for n, text in enumerate(texts, 1))
        elif texts:
            yield _Line(key, texts[0])
        elif slot not in _LEFT_OUT:
            yield _Line(key, PLACEHOLDER)


def _slot(key: _Key) -> str:
    """What a key is for: of keys for the same the first one counts; empty for one that is not read."""
    name = as_key(key.written)
    if is_badge_key(name):
        return "badge"
    return OUTPUT_KEYS.get(name) or ROLE_KEYS.get(name) or (name if name in _OWN_KEYS else "")


def _known(entry: Entry, stage: str | None) -> dict[str, tuple[str, Sequence[str]]]:
    """What is known of an internship: the usual key and the texts, in the usual order."""
    outputs = {one.kind: one.text or one.url or PLACEHOLDER for one in reversed(entry.outputs)}
    people = {role: " & ".join(one.name for one in entry.people if one.role is role) for role in Role}
    found: dict[str, tuple[str, Sequence[str | None]]] = {
        "title": ("title", [entry.title]),
        "permalink": ("permalink", [entry.url]),
        **{kind.value: (USUAL_OUTPUT_KEYS[kind], [text]) for kind, text in outputs.items()},
        "stage": ("stage", [stage]),
        "badge": ("badge1", [badge.label for badge in entry.badges]),
        "description": ("description", [entry.description]),
        **{role.value: (_USUAL_ROLE_KEYS[role], [names]) for role, names in people.items()},
    }
    known = ((slot, key, [text for text in texts if text]) for slot, (key, texts) in found.items())
    return {slot: (key, texts) for slot, key, texts in known if texts}


def _stated(entry: Entry, lines: Sequence[_Line]) -> Entry:
    """The entry as the record states it, with what is not known."""
    texts = [(as_key(line.key.written), line.value) for line in lines]
    outputs = [read_output(OUTPUT_KEYS[key], value) for key, value in texts if key in OUTPUT_KEYS]
    description = next((value for key, value in texts if key == "description"), None)
    stage = next((value for key, value in texts if key == "stage"), None)
    return evolve(
        entry,
        section=None,
        outputs=outputs,
        people=list(people_of(texts)),
        description=description,
        wave=wave_of(stage) if stage else entry.wave,
    )


def _written(document: Document, records: Sequence[Span], place: _Place, lines: Sequence[_Line]) -> str:
    """The text of a record, indented as its neighbour, with what separates it from others."""
    first = "- "
    if place.beside is not None:
        found = _DASH.match(document.text, _lines(document, records[place.beside]).start)
        first = found["dash"] if found else first
    indent = re.sub(r"[^ \t]", " ", first)
    written = [f"{quote(line.key.written)}: {_value(line)}".rstrip() for line in lines]
    return f"{place.before}{first}" + f"\n{indent}".join(written) + f"\n{place.after}"


def _value(line: _Line) -> str:
    if line.raw is not None:
        return line.raw
    plain = quote(line.value)
    is_plain = not plain.startswith('"') and not set(plain) & {'"', "\\"}
    return f'"{plain}"' if line.key.is_quoted and is_plain else plain


def record_removed(document: Document, n: int) -> Edit:
    """The edit that removes a record, with the blank lines on one side of it.

    Raises:
        UnsafeEdit: The file is no plain list of records.
    """
    records = [_lines(document, one) for one in _records(document)]
    own = records[n]
    if n + 1 < len(records) and is_blank(document.text[own.end : records[n + 1].start]):
        return Edit(Span(own.start, records[n + 1].start), "")
    if n and is_blank(document.text[records[n - 1].end : own.start]):
        return Edit(Span(records[n - 1].end, own.end), "")
    return Edit(own, "")


def _lines(document: Document, record: Span) -> Span:
    first, last = line_at(document, record.start), line_at(document, max(record.start, record.end - 1))
    return Span(first.start, last.end)


# Waves


def wave_added(document: Document, wave: Wave) -> Document:
    """A data file of waves with one more; the same file if it is there.

    Raises:
        UnsafeEdit: The file is no plain list of waves, or a part of it cannot be read.
    """
    if any(is_one_wave(known, wave) for known in document.waves):
        return document
    _check_readable(document)
    read, _ = read_records(document.source)
    if len(read) != len(document.waves):
        raise UnsafeEdit(document.name, "some waves of the file cannot be read", "correct them first")
    records = _on_lines(document, [one.span for one in read])
    place = _place(document, records, document.waves, None, wave)
    lines = list(_wave_lines(None if place.beside is None else read[place.beside], wave))
    text = with_newlines(document, place.at, _written(document, records, place, lines))
    again = document.dialect.parse(edited(document.source, [Edit(Span(place.at, place.at), text)]))
    if again.waves != (*document.waves[: place.number], wave, *document.waves[place.number :]):
        raise UnsafeEdit(document.name, f"the wave {wave.label} cannot be written there", "change the file by hand")
    return again


def _wave_lines(example: YamlMapping | None, wave: Wave) -> Iterator[_Line]:
    """The lines of a wave; what another wave states beside its name is not known of this one."""
    if example is None:
        yield _Line(_Key("name"), wave_text(wave))
        yield _Line(_Key("limit"), "", raw="")
        return
    for item in example.items:
        key = _Key(item.key.text, item.value.style == "double")
        is_name = as_key(item.key.text) == "name"
        nothing = item.value.text if item.value.text in {"null", "~"} else ""
        yield _Line(key, wave_text(wave)) if is_name else _Line(key, "", raw=nothing)


# Places


class _Place(NamedTuple):
    """Where a record is written.

    Attributes:
        at: The offset of the line before which it is written.
        number: How many records stand before it.
        beside: A neighbour whose keys it gets; ``None`` if there is none.
        before: What separates it from the record before it.
        after: What separates it from the one behind it.
    """

    at: int
    number: int
    beside: int | None
    before: str = ""
    after: str = ""


def _place(
    document: Document,
    records: Sequence[Span],
    waves: Sequence[Wave | None],
    entry: Entry | None,
    wave: Wave | None = None,
) -> _Place:
    """The place of a record: in the group of its wave or, for a new wave, in the order of the groups."""
    if not records:
        end = len(document.text)
        return _Place(end, 0, None)
    wave = entry.wave if entry else wave
    same = [k for k, one in enumerate(waves) if wave is not None and is_same_wave(one, wave)]
    if entry and same:
        return _in_group(document, records, same, entry)
    known = [one for one in waves if one is not None]
    reverse = len(known) > 1 and comes_before(known[0], known[-1])  # usually the newest come first
    later = [
        k
        for k, one in enumerate(waves)
        if wave is None or (one is not None and (comes_before(wave, one) if reverse else comes_before(one, wave)))
    ]
    return _new_group(document, records, waves, later[0] if later else len(records), wave)


def _in_group(document: Document, records: Sequence[Span], group: Sequence[int], entry: Entry) -> _Place:
    """A place among the records of a wave: by code, in their order; one without a code comes where the highest does."""
    codes = [code for k in group if (code := _code(document.entries[k].code)) is not None]
    reverse = len(codes) < 2 or codes[0] > codes[-1]
    between = _between(document, records, group)
    for k in group:
        if _comes_before(entry, document.entries[k], reverse=reverse):
            return _Place(_lines(document, records[k]).start, k, k, after=between)
    last = group[-1]
    return _Place(_lines(document, records[last]).end, last + 1, last, before=between)


def _code(code: str | None) -> int | None:
    digits = re.search(r"\d+", code or "")
    return int(digits[0]) if digits else None


def _comes_before(entry: Entry, other: Entry, *, reverse: bool) -> bool:
    own, its = _code(entry.code), _code(other.code)
    if own is None and its is None:
        return entry.title.casefold() < other.title.casefold()
    if own is None or its is None:
        return (own is None) is reverse
    return own > its if reverse else own < its


def _between(document: Document, records: Sequence[Span], group: Sequence[int]) -> str:
    """The blank lines between two records of a wave or, if it has one, of any wave."""
    near = [(first, second) for first, second in pairwise(group) if second == first + 1]
    for first, second in near or pairwise(range(len(records))):
        text = _gap(document, records, first, second)
        if is_blank(text):
            return "\n" * text.count("\n")
    return "\n"


def _gap(document: Document, records: Sequence[Span], first: int, second: int) -> str:
    """What stands between two records, with newlines as in Unix."""
    start, end = _lines(document, records[first]).end, _lines(document, records[second]).start
    return document.text[start:end].replace(document.source.newline, "\n")


def _new_group(
    document: Document, records: Sequence[Span], waves: Sequence[Wave | None], k: int, wave: Wave | None
) -> _Place:
    """A place for the first record of a wave, before record ``k``, with what separates the groups of waves."""
    bounds = [n for n in range(1, len(records)) if waves[n] != waves[n - 1]]
    if k == 0:
        gap = _gap(document, records, bounds[0] - 1, bounds[0]) if bounds else "\n"
        return _at_top(document, records, waves[0], wave, gap)
    bound = k if k < len(records) else (bounds[-1] if bounds else None)
    gap = "\n" if bound is None else _gap(document, records, bound - 1, bound)
    before = _renumbered(gap, None if bound is None else waves[bound], wave)
    return _Place(_lines(document, records[k - 1]).end, k, k - 1, before=before)


def _at_top(document: Document, records: Sequence[Span], first: Wave | None, wave: Wave | None, gap: str) -> _Place:
    """A place before all records, and before the comment that names the wave of the first one."""
    start = at = _lines(document, records[0]).start
    while at and _COMMENT.match(line_before(document, at).of(document.text)):
        at = line_before(document, at).start
    heading = document.text[at:start].replace(document.source.newline, "\n")
    if first is None or first.number is None or f"Wave {first.number}" not in heading:
        return _Place(start, 0, 0, after=_renumbered(gap, None, None))
    blanks = "\n" * (len(gap) - len(gap.lstrip("\n")))
    return _Place(at, 0, 0, before=_renumbered(heading, first, wave) if wave else "", after=blanks)


def _renumbered(text: str, old: Wave | None, new: Wave | None) -> str:
    """What separates two groups, with the number of another wave if a comment names it."""
    if old is None or new is None or old.number is None or f"Wave {old.number}" not in text:
        return text
    return text if new.number is None else _NUMBER.sub(str(new.number), text)
