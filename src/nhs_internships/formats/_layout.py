"""How a JSON document is laid out, and the text of each value in it.

Python's JSON library leaves its fast encoder as soon as it indents, so the text is put together here, from texts that
the fast encoder has quoted. A value of the model that holds little (a badge, a wave, a field, an output, a claim, a
finding) keeps to one line when the rest is indented: such a document is short, and a change of one fact is a change
of one line.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring as _quote
from typing import TYPE_CHECKING, TypeVar

from nhs_internships.formats._document import SCHEMA
from nhs_internships.formats.data import plain
from nhs_internships.model import Facet, Month, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.model import Badge, Brief, Claim, Field, Internship, Output, Project, Wave

__all__ = ["Layout"]

_Value = TypeVar("_Value")
_STATUSES: dict[Status | None, str] = {None: "null", **{word: f'"{word}"' for word in Status}}
_FACETS = {word: f'"{word}"' for word in Facet}
_DEEPEST = 8
"""Levels of a document that are laid out; the deepest is an output: root, projects, project, runs, run, outputs."""


class Layout:
    """Writes one catalogue: on one line, or with line breaks and this many spaces a level.

    The pieces of the text are collected and joined once, because every join copies what was joined before.
    """

    __slots__ = ("_breaks", "_pieces", "_waves")

    def __init__(self, indent: int | None) -> None:
        self._breaks = [_breaks(indent, level) for level in range(_DEEPEST)]
        self._pieces: list[str] = []
        self._waves: dict[int, str] = {}

    def catalogue(self, value: Catalogue) -> str:
        """The whole document.

        Raises:
            TypeError: A value is not of the type that its class states; so for AttributeError and KeyError.
        """
        start, between, end = self._breaks[0]
        put = self._pieces.append
        put(f'{{{start}"schema": {SCHEMA}{between}"as_of": {_plain(value.as_of)}')
        put(f'{between}"name": {_quote(value.name)}{between}"projects": ')
        self._array(self._project, value.projects, 1)
        put(f'{between}"waves": {self._rows(_wave, value.waves, 1)}')
        put(f'{between}"relations": {self._rows(_plain, value.relations, 1)}{between}"claims": ')
        self._claims(value)
        put(f'{between}"diagnostics": {self._rows(_plain, value.diagnostics, 1)}{end}}}')
        return "".join(self._pieces)

    def _project(self, value: Project) -> None:
        start, between, end = self._breaks[2]
        put = self._pieces.append
        put(
            f'{{{start}"slug": {_quote(value.slug)}{between}"title": {_quote(value.title)}'
            f'{between}"status": {_STATUSES[value.status]}{between}"badges": {self._rows(_badge, value.badges, 3)}'
            f'{between}"wave": {self._wave(value.wave)}{between}"url": {_text(value.url)}{between}"brief": '
        )
        self._brief(value.brief)
        put(f'{between}"internships": ')
        self._array(self._internship, value.internships, 3)
        put(f"{end}}}")

    def _brief(self, value: Brief | None) -> None:
        put = self._pieces.append
        if value is None:
            put("null")
            return
        start, between, end = self._breaks[3]
        put(
            f'{{{start}"title": {_quote(value.title)}{between}"heading": {_quote(value.heading)}'
            f'{between}"subheading": {_quote(value.subheading)}{between}"permalink": {_text(value.permalink)}'
            f'{between}"description": {_text(value.description)}'
            f'{between}"keywords": [{", ".join(map(_quote, value.keywords))}]'
            f'{between}"preamble": {_quote(value.preamble)}{between}"fields": '
        )
        self._fields(value.fields)
        put(f'{between}"extra": {self._rows(_pair, value.extra, 4)}{end}}}')

    def _fields(self, values: Sequence[Field]) -> None:
        """The texts of briefs are nearly all of a catalogue, so they are neither joined nor copied here."""
        start, between, end = self._breaks[4]
        before, after = f'[{start}{{"name": ', f'{between}{{"name": '
        for value in values:
            self._pieces += (before, _quote(value.name), ', "text": ', _quote(value.text), "}")
            before = after
        self._pieces.append(f"{end}]" if values else "[]")

    def _wave(self, value: Wave | None) -> str:
        """Most projects share their wave with others, so its text is kept; all values live as long as their layout."""
        text = self._waves.get(id(value))
        if text is None:
            text = self._waves[id(value)] = _wave(value)
        return text

    def _internship(self, value: Internship) -> None:
        start, between, end = self._breaks[4]
        self._pieces.append(
            f'{{{start}"code": {_text(value.code)}{between}"title": {_quote(value.title)}'
            f'{between}"wave": {self._wave(value.wave)}{between}"badges": {self._rows(_badge, value.badges, 5)}'
            f'{between}"outputs": {self._rows(_output, value.outputs, 5)}'
            f'{between}"people": {self._rows(_plain, value.people, 5)}'
            f'{between}"description": {_text(value.description)}{end}}}'
        )

    def _claims(self, value: Catalogue) -> None:
        start, between, end = self._breaks[1]
        before = f"{{{start}"
        for slug, said in value.claims_by_slug.items():
            self._pieces.append(f"{before}{_quote(slug)}: {self._rows(_claim, said, 2)}")
            before = between
        self._pieces.append(f"{end}}}" if value.claims_by_slug else "{}")

    def _array(self, write: Callable[[_Value], None], values: Sequence[_Value], level: int) -> None:
        """An array of values that take many pieces."""
        start, between, end = self._breaks[level]
        put = self._pieces.append
        before = f"[{start}"
        for value in values:
            put(before)
            write(value)
            before = between
        put(f"{end}]" if values else "[]")

    def _rows(self, write: Callable[[_Value], str], values: Iterable[_Value], level: int) -> str:
        """An array of values that take one line each."""
        start, between, end = self._breaks[level]
        rows = between.join(map(write, values))
        return f"[{start}{rows}{end}]" if rows else "[]"


def _breaks(indent: int | None, level: int) -> tuple[str, str, str]:
    """What stands after the bracket that opens, between two members, and before the bracket that closes."""
    if indent is None:
        return "", ", ", ""
    inner = "\n" + " " * (indent * (level + 1))
    return inner, f",{inner}", "\n" + " " * (indent * level)


def _text(value: str | None) -> str:
    return "null" if value is None else _quote(value)


def _whole(value: int | None) -> str:
    # int.__repr__ refuses what is no int; a text must not pass as a number because it looks like one.
    return "null" if value is None else int.__repr__(value)


def _badge(value: Badge) -> str:
    return f'{{"label": {_quote(value.label)}, "facet": {_FACETS[value.facet]}, "colour": {_text(value.colour)}}}'


def _wave(value: Wave | None) -> str:
    if value is None:
        return "null"
    return f'{{"number": {_whole(value.number)}, "start": {_month(value.start)}, "end": {_month(value.end)}}}'


def _month(value: Month | None) -> str:
    return "null" if value is None else _quote(Month.__str__(value))


def _pair(value: tuple[str, str]) -> str:
    key, text = value
    return f"[{_quote(key)}, {_quote(text)}]"


def _output(value: Output) -> str:
    return (
        f'{{"kind": {_quote(value.kind)}, "url": {_text(value.url)}, '
        f'"availability": {_quote(value.availability)}, "text": {_quote(value.text)}}}'
    )


def _claim(value: Claim) -> str:
    return (
        f'{{"field": {_quote(value.field)}, "value": {_quote(value.value)}, "path": {_quote(value.path)}, '
        f'"line": {_whole(value.line)}, "dialect": {_quote(value.dialect)}, "rank": {_whole(value.rank)}}}'
    )


def _plain(value: object) -> str:
    """What is rare: a value through its plain data, on one line."""
    return json.dumps(None if value is None else plain(value), ensure_ascii=False)
