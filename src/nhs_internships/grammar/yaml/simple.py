"""YAML as nearly every page has it, read at a glance: lines ``key: value`` that can be read in one way only.

A site of a thousand briefs has a thousand of them, and PyYAML takes several times as long. Whatever is not certain is
left to python-frontmatter and PyYAML; `tests/laws/test_yaml_simple.py` holds both ways to the same values, places and
findings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships.grammar.yaml.values import LineMapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nhs_internships.grammar.yaml.values import Line
    from nhs_internships.limits import Limits

__all__ = ["simple_mapping", "simple_records"]


def __dir__() -> list[str]:
    return __all__


# A value that begins with a letter or slash is plain, and only some words are anything but texts; in double quotes
# all is text, without a backslash. It ends with its line: whatever would continue it is indented, and no such line.
# Where a line does not fit, no part of it is tried: that would take the square of its length.
_LINE = r"([A-Za-z][A-Za-z0-9_ -]{0,99}+)(?<! )(:[ ]++)([A-Za-z/][ -~]*+|\"[ !#-\[\]-~]*+\"[ ]*+)"
_BEGIN = r"(?<![^\r\n])"
_ITEM = re.compile(rf"{_BEGIN}(){_LINE}(\r\n?|\n|\Z)")
_RECORD_ITEM = re.compile(rf"{_BEGIN}(-[ ]|[ ]{{2}}){_LINE}((?:\r\n?|\n)(?:[ ]*+(?:\r\n?|\n))*+|\Z)")
_DASH = "- "
_BYTES = 4  # of a character, at most
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_LONGEST_WORD = 5


def simple_mapping(text: str, base: int, limits: Limits) -> LineMapping | None:
    """The mapping that a text is, if it is a simple one.

    Args:
        text: What stands between the fences.
        base: Its offset in the whole text.
        limits: The bounds on what is read.

    Returns:
        ``None`` when YAML must be asked.
    """
    if len(text) * _BYTES > limits.yaml_bytes or limits.yaml_depth < 1:
        return None
    lines, _ = _lines(_ITEM, text, base)
    # A node for each key and value, and one for the mapping.
    return _mapping(lines, base) if lines and len(lines) * 2 < limits.yaml_nodes else None


def simple_records(text: str, base: int, limits: Limits) -> tuple[LineMapping, ...] | None:
    """The records that a text is, if it is a simple list of them; ``None`` when YAML must be asked."""
    if len(text) * _BYTES > limits.yaml_bytes or limits.yaml_depth < 2:
        return None
    lines, starts = _lines(_RECORD_ITEM, text, base)
    # A node for each key and value, one for each record, and one for the list.
    if starts[:1] != [0] or len(lines) * 2 + len(starts) >= limits.yaml_nodes:
        return None
    records: list[LineMapping] = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        record = _mapping(lines[start:stop], lines[start][2] - len(_DASH))
        if record is None:
            return None
        records.append(record)
    return tuple(records)


def _lines(form: re.Pattern[str], text: str, base: int) -> tuple[list[Line], list[int]]:
    """The lines of a text, and which of them begin a record; none if there is anything but such lines."""
    lines: list[Line] = []
    starts: list[int] = []
    at = base
    for mark, key, colon, written, newline in form.findall(text):
        if mark == _DASH:
            starts.append(len(lines))
        key_at = at + len(mark)
        value_at = key_at + len(key) + len(colon)
        at = value_at + len(written) + len(newline)
        value = written.rstrip(" ")
        quotes = value[0] == '"'
        lines.append((key, value[1:-1] if quotes else value, key_at, value_at + quotes, quotes))
    # What is no such line was passed over, and a comment may stand in one.
    return (lines, starts) if at - base == len(text) and " #" not in text else ([], [])


def _mapping(lines: Sequence[Line], start: int) -> LineMapping | None:
    """A mapping, if no key stands twice, no value holds another mapping, and no word means another type."""
    keys: set[str] = set()
    for key, value, _, _, quotes in lines:
        keys.add(key)
        if not quotes and (": " in value or value[-1] == ":" or _means_another_type(value)):
            return None
        if _means_another_type(key):
            return None
    _, value, _, at, quotes = lines[-1]
    return LineMapping(tuple(lines), start, at + len(value) + quotes) if len(keys) == len(lines) else None


def _means_another_type(word: str) -> bool:
    return len(word) <= _LONGEST_WORD and word.lower() in _WORDS
