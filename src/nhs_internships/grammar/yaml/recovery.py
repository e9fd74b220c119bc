"""Reads broken YAML in pieces, so that one bad line does not lose the good ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.grammar.yaml.located import NodeReader
from nhs_internships.grammar.yaml.nodes import MappingNode, Unreadable, compose
from nhs_internships.grammar.yaml.values import Item, Scalar, Style, YamlMapping
from nhs_internships.source.text import line_starts

__all__ = ["recovered_mapping", "recovered_records"]

# Each piece needs a parser of its own, and more of them would take seconds.
_MAX_PIECES = 1_000
_BLANKS = " \t\r\n"

_KEY = re.compile(r"\w[^:\r\n]*+:(?=[ \t\r\n]|\Z)")
_DASH = re.compile(r"([ \t]*+)-(?=[ \t\r\n]|\Z)")
# Lines that may come before the first record.
_ASIDE = re.compile(r"[ \t]*+(?:#|%|[\r\n]|\Z)|---[ \t]*+(?:#|[\r\n]|\Z)")
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t\r\n]|\Z)")
# A quoted text without escapes.
_QUOTED = re.compile("'[^']*+'|\"[^\"\\\\]*+\"")


class _Piece(NamedTuple):
    start: int
    end: int
    colon: int = 0


def recovered_records(reader: NodeReader, error: Unreadable) -> list[YamlMapping]:
    """The records of a broken list that can be read alone; each of the others gets a finding of its own."""
    pieces = _record_pieces(reader.text)
    records: list[YamlMapping] = []
    lesser: list[Diagnostic] = []
    for piece in pieces[:_MAX_PIECES]:
        part = reader.part(piece.start, piece.end)
        try:
            records += part.records(compose(part.text, part.source.limits))
            lesser += part.found
        except Unreadable as problem:
            part.report_error(problem)
            reader.found.append(part.found[-1])
    _finish(reader, error, lesser)
    if len(pieces) > _MAX_PIECES:
        message = f"only the first {_MAX_PIECES:,} records of this broken data file are read"
        reader.report("NI106", reader.span(*pieces[_MAX_PIECES][:2]), message, "correct the problems above")
    return records


def recovered_mapping(reader: NodeReader, error: Unreadable) -> YamlMapping:
    """The top-level ``key: value`` lines of a broken mapping; values that YAML refuses are kept as written."""
    items: list[Item] = []
    lesser: list[Diagnostic] = []
    for number, piece in enumerate(_key_pieces(reader.text)):
        part = reader.part(piece.start, piece.end)
        try:
            items += _items(part) if number < _MAX_PIECES else [_raw_item(reader, piece)]
            lesser += part.found
        except Unreadable as problem:
            part.report_error(problem)
            reader.found.append(part.found[-1])
            items.append(_raw_item(reader, piece))
    _finish(reader, error, lesser)
    reader.report_duplicates(items)
    return YamlMapping(tuple(items), reader.empty_mapping().span)


def _finish(reader: NodeReader, error: Unreadable, lesser: list[Diagnostic]) -> None:
    """Add the findings about pieces that can be read; if all can, the error of the whole text is the problem."""
    if not reader.found:
        reader.report_error(error)
    reader.found += lesser


def _items(part: NodeReader) -> tuple[Item, ...]:
    tree = compose(part.text, part.source.limits)
    return part.mapping(tree).items if isinstance(tree.root, MappingNode) else ()


def _record_pieces(text: str) -> list[_Piece]:
    """The records of a broken list: they begin at the dashes with the indentation of the first one."""
    starts: list[int] = []
    end, indentation = len(text), None
    for start in line_starts(text):
        dash = _DASH.match(text, start)
        if dash and indentation in {None, dash[1]}:
            indentation = dash[1]
            starts.append(start)
        elif starts and _MARKER.match(text, start):
            end = start
            break
        elif not starts and not _ASIDE.match(text, start):
            return []
    return [_Piece(*ends) for ends in zip(starts, [*starts[1:], end], strict=True)] if starts else []


def _key_pieces(text: str) -> Iterator[_Piece]:
    keys = [key for start in line_starts(text) if (key := _KEY.match(text, start))]
    ends = [*(key.start() for key in keys[1:]), len(text)]
    for key, end in zip(keys, ends, strict=False):
        yield _Piece(key.start(), end, key.end() - 1)


def _raw_item(reader: NodeReader, piece: _Piece) -> Item:
    text = reader.text
    name = text[piece.start : piece.colon].rstrip(_BLANKS)
    key = Scalar(name, reader.span(piece.start, piece.start + len(name)), "plain")
    rest = text[piece.colon + 1 : piece.end]
    raw = rest.strip(_BLANKS)
    if not raw:
        return Item(key, reader.empty(piece.colon + 1, writable=True))
    first = piece.colon + 1 + len(rest) - len(rest.lstrip(_BLANKS))
    style: Style = "other" if "\n" in raw or "\r" in raw else "plain"
    if style == "plain" and _QUOTED.fullmatch(raw):
        first, raw, style = first + 1, raw[1:-1], "single" if raw[0] == "'" else "double"
    return Item(key, Scalar(raw, reader.span(first, first + len(raw)), style))
