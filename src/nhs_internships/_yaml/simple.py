"""Front matter as nearly every page has it, read at a glance: lines ``key: value`` that YAML can read in one way only.

A site of a thousand briefs has a thousand of them, and PyYAML takes several times as long. Whatever is not certain is
left to python-frontmatter and PyYAML; `tests/laws/test_yaml_simple.py` holds both ways to the same values, places and
findings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships._text import Span
from nhs_internships._yaml.values import LineMapping

if TYPE_CHECKING:
    from nhs_internships.limits import Limits

__all__ = ["simple_mapping"]


def __dir__() -> list[str]:
    return __all__


# A value that begins with a letter or slash is plain, and only some words are anything but texts. It ends with its
# line: whatever would continue it is indented, and no such line.
_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,99}+)(:[ ]++)([A-Za-z/][ -~]*+)(?<![ :])(\r\n?|\n|\Z)")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def simple_mapping(text: str, base: int, limits: Limits) -> LineMapping | None:
    """The mapping that a text is, if it is a simple one.

    Args:
        text: What stands between the fences.
        base: Its offset in the whole text.
        limits: The bounds on what is read.

    Returns:
        ``None`` when YAML must be asked.
    """
    if len(text) * 4 > min(limits.yaml_bytes, limits.yaml_nodes) or limits.yaml_depth < 1:
        return None
    lines: list[tuple[str, str, int, int]] = []
    at = end = base
    for key, colon, value, newline in _LINE.findall(text):
        value_at = at + len(key) + len(colon)
        lines.append((key, value, at, value_at))
        end = value_at + len(value)
        at = end + len(newline)
    if not lines or at - base != len(text):  # what is no such line was passed over
        return None
    return LineMapping(tuple(lines), Span(base, end)) if _is_certain(text, lines) else None


def _is_certain(text: str, lines: list[tuple[str, str, int, int]]) -> bool:
    """Whether no value goes on as a comment or a mapping, no key stands twice, and no word means another type."""
    keys = {line[0] for line in lines}
    return (
        " #" not in text
        and text.count(": ") == len(lines) == len(keys)
        and _WORDS.isdisjoint([word.lower() for line in lines for word in line[:2]])
    )
