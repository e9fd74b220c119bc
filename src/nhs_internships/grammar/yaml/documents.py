"""Whole documents: JSON data as YAML for people, and YAML as the equivalent JSON text.

Texts that any version of YAML could read as another type are quoted, and texts of several lines become blocks. Reading
goes from the parser's events directly to JSON text: no object is made, and nothing is expanded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import yaml
from attrs import define, field

from nhs_internships.grammar.yaml import nodes
from nhs_internships.grammar.yaml.nodes import FAILURES, STR, UNPRINTABLE, Unreadable, explained, over_limit
from nhs_internships.grammar.yaml.writing import quote
from nhs_internships.limits import Limits

__all__ = ["Plain", "as_json", "dump"]


Plain: TypeAlias = "str | int | float | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""The values of JSON."""

# A text that cannot be a block: it needs an escape, has one line, or has a blank that would change the indentation.
_NOT_A_BLOCK = re.compile(f"[\t\ufeff\r\x85\u2028\u2029]|{UNPRINTABLE}|\\A[ \n]|\\A[^\n]*+\\Z|[ ](?:\n|\\Z)")
# A key of more than 1,024 characters needs a question mark before it.
_MAX_KEY_CHARS = 1000


def dump(data: Plain) -> str:
    """JSON data as YAML, in block style."""
    return "\n".join(_lines(data, 0)) + "\n"


def _lines(data: Plain, level: int) -> Iterator[str]:
    """The lines of a value that has lines of its own."""
    indent = "  " * level
    if isinstance(data, dict) and data:
        for key, value in data.items():
            written = quote(key)
            if len(written) > _MAX_KEY_CHARS:
                yield f"{indent}? {written}"
                written = ""
            yield from _member(f"{indent}{written}:", value, level)
    elif isinstance(data, list | tuple) and data:
        for value in data:
            yield from _item(indent, value, level)
    else:
        yield indent + _leaf(data, level)


def _member(start: str, value: Plain, level: int) -> Iterator[str]:
    if _has_parts(value):
        yield start
        yield from _lines(value, level + 1)
    else:
        yield f"{start} {_leaf(value, level + 1)}"


def _item(indent: str, value: Plain, level: int) -> Iterator[str]:
    """One item of a list; its first line begins after the dash."""
    if not _has_parts(value):
        yield f"{indent}- {_leaf(value, level + 1)}"
        return
    first, *rest = _lines(value, level + 1)
    yield f"{indent}- {first.lstrip(' ')}"
    yield from rest


def _has_parts(value: Plain) -> bool:
    return isinstance(value, dict | list | tuple) and bool(value)


def _leaf(value: Plain, level: int) -> str:
    if isinstance(value, str):
        return quote(value) if _NOT_A_BLOCK.search(value) else _block(value, level)
    # An empty list or mapping, a number, a boolean and null are the same in YAML and JSON.
    return json.dumps(value)


def _block(text: str, level: int) -> str:
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    lines = [f"{'  ' * level}{line}" if line else "" for line in body.split("\n")]
    # The character after the bar gives the newlines at the end: none, one, or as many as there are.
    return "\n".join([f"|{('-', '', '+')[min(ends, 2)]}", *lines, *[""] * (ends - 1)])


def as_json(text: str, limits: Limits) -> str:
    """The JSON text that is equivalent to a YAML document.

    Unquoted values are read as in YAML 1.2: all but null, true, false and numbers are strings. Keys are strings.

    Raises:
        Unreadable: It is not YAML, exceeds a limit, or has what JSON has not: aliases, tags, keys that are collections,
            several documents.
    """
    writer = _JsonWriter(limits)
    loader = nodes.LOADER(text)
    try:
        while loader.check_event() and (event := loader.get_event()):
            writer.take(event)
    except FAILURES as error:
        raise explained(error, text, limits) from None
    return "".join(writer.parts) or "null"


_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_NUMBER = re.compile(r"[-+]?(?:[0-9]++)(\.[0-9]*+)?([eE][-+]?[0-9]++)?")
_MAX_DIGITS = 400  # more than any intended number has


@define
class _JsonWriter:
    """Writes JSON from the events of a YAML parser."""

    limits: Limits
    parts: list[str] = field(factory=list)
    _open: list[str] = field(factory=list)  # the bracket that will close each collection, the innermost last
    _members: list[int] = field(factory=list)  # keys and values so far in each of them
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Write the JSON of one event.

        Raises:
            Unreadable: JSON has no equivalent, or a limit is exceeded.
        """
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise _cannot(event, "a second document begins here", "keep one of them, or use two files")
            case yaml.AliasEvent():
                raise _cannot(event, "`*` refers to another value", "write that value here")
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent():
                self._begin(event, "[", "]", "tag:yaml.org,2002:seq")
            case yaml.MappingStartEvent():
                self._begin(event, "{", "}", "tag:yaml.org,2002:map")
            case yaml.CollectionEndEvent():
                self._members.pop()
                self.parts.append(self._open.pop())

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        tag, text = event.tag, str(event.value)
        if tag not in {None, "!", STR}:
            raise _cannot(event, "this value has a tag", "remove the tag")
        is_key = self._node(event)
        is_text = is_key or tag is not None or not event.implicit[0]
        self.parts.append(json.dumps(text) if is_text else _resolved(text, event))

    def _begin(self, event: yaml.CollectionStartEvent, start: str, end: str, tag: str) -> None:
        if event.tag not in {None, "!", tag}:
            raise _cannot(event, "this value has a tag", "remove the tag")
        if self._node(event):
            raise _cannot(event, "this key is a list or mapping", "write a string")
        self.parts.append(start)
        self._open.append(end)
        self._members.append(0)
        if len(self._open) > self.limits.yaml_depth:
            raise over_limit(_at(event), "is nested deeper", f"{self.limits.yaml_depth} levels", "yaml_depth")

    def _node(self, event: yaml.Event) -> bool:
        """Count a value, write the separator before it, and return whether it is a key."""
        self._nodes += 1
        if self._nodes > self.limits.yaml_nodes:
            raise over_limit(_at(event), "has more values", f"{self.limits.yaml_nodes:,}", "yaml_nodes")
        if not self._open:
            return False
        before = self._members[-1]
        self._members[-1] += 1
        is_value = self._open[-1] == "}" and before % 2 == 1
        self.parts.append(": " if is_value else ", " if before else "")
        return self._open[-1] == "}" and not is_value


def _resolved(text: str, event: yaml.Event) -> str:
    """An unquoted value as JSON."""
    if _NULL.fullmatch(text):
        return "null"
    if _BOOLEAN.fullmatch(text):
        return text.lower()
    number = _NUMBER.fullmatch(text)
    if not number:
        return json.dumps(text)
    if len(text) > _MAX_DIGITS:
        raise _cannot(event, "this number has hundreds of digits", "put it in quotes if it is a string")
    return json.dumps(float(text) if number[1] or number[2] else int(text))


def _at(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _cannot(event: yaml.Event, problem: str, hint: str) -> Unreadable:
    return Unreadable("NI102", _at(event), problem, hint)
