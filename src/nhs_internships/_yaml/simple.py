"""Front matter as nearly every page has it, read at a glance: lines ``key: value`` that YAML can read in one way only.

With it the front matter of a brief of four lines takes 10 us, without it 23, and a site of a thousand briefs has a
thousand of them. Whatever is not certain is left to python-frontmatter and PyYAML; `tests/laws/test_yaml_simple.py`
holds both ways to the same values, places and findings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nhs_internships._text import Span
from nhs_internships._yaml.values import Item, Mapping, Scalar

if TYPE_CHECKING:
    from nhs_internships.limits import Limits

__all__ = ["simple_mapping"]


def __dir__() -> list[str]:
    return __all__


# A value that begins with a letter or slash is plain, and only some words are anything but texts. It ends with its
# line: whatever would continue it is indented, and no such line.
_LINE = r"(?P<key>[A-Za-z][A-Za-z0-9_-]{0,99}+):[ ]++(?P<value>[A-Za-z/][ -~]*+)(?<![ :])(?:\r\n?|\n|\Z)"
_ITEM = re.compile(_LINE)
_ITEMS = re.compile(f"(?:{_LINE.replace('?P<key>', '?:').replace('?P<value>', '?:')})++")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def simple_mapping(text: str, base: int, limits: Limits) -> Mapping | None:
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
    if " #" in text or not _ITEMS.fullmatch(text):
        return None
    items: list[Item] = []
    keys: set[str] = set()
    for found in _ITEM.finditer(text):
        key, value = found.groups()
        start, end = found.span("value")
        if ": " in value or key in keys or key.lower() in _WORDS or value.lower() in _WORDS:
            return None
        keys.add(key)
        at = base + found.start()
        key_scalar = Scalar(key, Span(at, at + len(key)), "plain")
        items.append(Item(key_scalar, Scalar(value, Span(base + start, base + end), "plain")))
    return Mapping(tuple(items), Span(base, items[-1].value.span.end))
