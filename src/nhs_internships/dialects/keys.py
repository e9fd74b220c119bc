"""Checks the keys of front matter and records, and the permalinks they state."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from attrs import evolve

from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix
from nhs_internships.dialects.links import runs_code
from nhs_internships.grammar.yaml import FrontMatter, Scalar, YamlMapping, read_front_matter
from nhs_internships.model.texts import counted
from nhs_internships.source.text import SourceText, finding
from nhs_internships.spans import Span

__all__ = ["check_keys", "check_permalink", "checked_front_matter", "is_slip"]

_FRONT_MATTER = frozenset({"title", "permalink", "description", "keywords", "layout"})
_MIN_SLIP = 4  # shorter words are too near to others
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRIVE = re.compile(r"\s*[A-Za-z]:(?!//)")


def checked_front_matter(source: SourceText) -> tuple[FrontMatter | None, int, tuple[Diagnostic, ...]]:
    """The front matter of a page, the offset at which the body begins, and all findings about it."""
    front, start, problems = read_front_matter(source)
    if front is None:
        return front, start, problems
    found = [*problems, *check_keys(source, front.mapping, _FRONT_MATTER)]
    permalink = front.mapping.get("permalink")
    if permalink is not None:
        found += check_permalink(source, permalink)
    return front, start, tuple(found)


def check_keys(
    source: SourceText,
    mapping: YamlMapping,
    known: Collection[str],
    plain: Callable[[str], str] = str,
    *,
    places: Mapping[str, Sequence[Span]] | None = None,
) -> Iterator[Diagnostic]:
    """Findings for keys that differ from a known one in case or by one letter.

    Args:
        source: The text.
        mapping: The front matter, or a record.
        known: The keys that are read.
        plain: A key as it is compared with the known ones.
        places: Where each key stands in all records, if one finding is about all of them.
    """
    for item in mapping.items:
        meant = meant_key(item.key.text, known, plain)
        if meant is not None and (item.key.text.casefold() == meant or mapping.get(meant) is None):
            spans = (places or {}).get(item.key.text, (item.key.span,))
            where = f", and in {counted(len(spans) - 1, 'other place')}" if len(spans) > 1 else ""
            message = f"the key `{item.key.text}` differs from `{meant}`{where}"
            found = finding(source, "NI113", message, item.key.span, f"write {meant}:")
            is_case = plain(item.key.text).casefold() == meant
            yield evolve(found, fix=_case_fix(source, mapping, item.key.text, spans) if is_case else None)


def _case_fix(source: SourceText, mapping: YamlMapping, key: str, spans: Sequence[Span]) -> Fix | None:
    """A fix that writes a key in lower case wherever it stands; none where that would make it a duplicate."""
    lower = key.casefold()
    if mapping.get(lower) is not None:
        return None
    edits = tuple(FileEdit(path=source.name, span=span, text=lower) for span in spans if span.of(source.text) == key)
    return Fix(title=f"write {lower}:", edits=edits) if edits else None


def meant_key(key: str, known: Collection[str], plain: Callable[[str], str] = str) -> str | None:
    """The known key that a key is another spelling of, or a misspelling of; ``None`` if it is known, or like none."""
    written, folded = plain(key), plain(key).casefold()
    if written in known:
        return None
    if folded in known:
        return folded
    return next((name for name in sorted(known) if len(name) >= _MIN_SLIP and is_slip(folded, name)), None)


def is_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter that is missing, added or wrong, or by two that are swapped."""
    short, long = sorted((word, other), key=len)
    if word == other or len(long) - len(short) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return is_swapped or short[at + 1 :] == long[at + 1 :]


def check_permalink(source: SourceText, permalink: Scalar) -> Iterator[Diagnostic]:
    """Findings for a permalink that no page can have."""
    text, hint = permalink.text, "write it like /made-up-project/"
    if runs_code(text):
        yield finding(source, "NI208", "this permalink would run code when it is clicked", permalink.span, hint)
    elif _CONTROL.search(text):
        yield finding(source, "NI215", "the permalink holds a control character", permalink.span, hint)
    elif " " in text.strip() and "{" not in text:
        yield finding(source, "NI215", "the permalink holds a blank", permalink.span, hint)
    elif "\\" in text or _DRIVE.match(text):
        what = "a backslash" if "\\" in text else "the letter of a drive"
        yield finding(source, "NI215", f"the permalink holds {what}", permalink.span, hint)
