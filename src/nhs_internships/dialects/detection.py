"""Which dialect a text is written in: every dialect looks for its own signs and says what it found.

Detection looks at lines, not at structure, so it is quick, and it may err on a page that mixes forms. Reading
does not depend on the exact form: the reader of listings reads them all.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.dialects.briefs import known_labels
from nhs_internships.dialects.document import Dialect, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nhs_internships.source.text import SourceText

__all__ = [
    "Candidate",
    "by_lines",
    "is_brief",
    "is_completed_data",
    "is_surely_brief",
    "is_waves_data",
    "is_yaml_file",
    "rank",
]


_RECORD = re.compile(r"-[ \t]+(?P<key>title|name)[ \t]*:", re.IGNORECASE)
_LIST = re.compile(r"\ufeff?(?:[ \t]*(?:#[^\r\n]*|%[^\r\n]*|---[ \t]*)?[\r\n]+)*+(?:-\s|[ \t]*\[)")
_KEYS = {key: re.compile(rf"""(?<![\w"'-])["']?{key}["']?[ \t]*:""", re.IGNORECASE) for key in ("title", "name")}
_LINE_START = ("", "\n", "\r", "\ufeff")
_BADGE_FIRST_BULLET = r"(?<![^\r\n])[ \t]*[-*+][ \t]+!\["
_PERMALINK = re.compile(r"(?<![^\r\n])permalink[ \t]*:")
_HEAD = 2_000  # characters: where front matter is


@frozen
class Candidate:
    """One dialect that may be the one of a text."""

    dialect: Dialect
    score: float
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.dialect.name} ({self.score:.2f}): {'; '.join(self.reasons)}"


SIGNS = {
    "LINK_LIST": re.compile(r"(?<![^\r\n])[ \t]*[-*+][ \t]+\[[^\r\n]*(?:\r\n|\r|\n|\Z)(?![ \t]*!\[)"),
    "TITLE_LIST": re.compile(r"(?<![^\r\n])[ \t]*[-*+][ \t]+[^!|\s][^\r\n]*(?:\r\n|\r|\n)[ \t]*!\["),
    "BADGE_LIST": re.compile(_BADGE_FIRST_BULLET),
    "TITLE_TABLE": re.compile(r"(?<![^\r\n])[ \t]*\|(?:[ \t]|&[a-z]+;)*\[[^\r\n]"),
    "BADGE_TABLE": re.compile(r"(?<![^\r\n])[ \t]*\|(?:[ \t]|&[a-z]+;)*!\["),
    "CARDS": re.compile(r"<li\b[^<>]*nhsx-project-card", re.IGNORECASE),
}
_NOUNS = {
    "LINK_LIST": "bullets that begin with a link",
    "TITLE_LIST": "bullets with badges on the next line",
    "BADGE_LIST": "bullets that begin with a badge",
    "TITLE_TABLE": "rows that begin with a link",
    "BADGE_TABLE": "rows that begin with a badge",
    "CARDS": "project cards",
}


def by_lines(name: str) -> Callable[[SourceText], Evidence | None]:
    """A detector that counts the lines which begin an entry of a form."""
    return partial(_count_lines, name)  # a closure could not be pickled, nor a document that holds its dialect


def _count_lines(name: str, source: SourceText) -> Evidence | None:
    if is_yaml_file(source):
        return None
    count = len(SIGNS[name].findall(source.text))
    if not count:
        return None
    # More lines are better evidence; links alone are the weakest sign, for any page may have them.
    weight = 0.4 if name == "LINK_LIST" else 0.8
    return Evidence(weight * count / (count + 2), (f"{count} {_NOUNS[name]}",))


def is_surely_brief(source: SourceText) -> bool:
    """Whether a text has at least two of the eight labels, each once: most pages of a site are told so at a glance."""
    found = known_labels(source)
    return len(found) > 1 and len(set(found)) == len(found) and not is_yaml_file(source)


def is_brief(source: SourceText) -> Evidence | None:
    """A brief has at least two of the eight labels, or one and a permalink of its own."""
    if is_yaml_file(source):
        return None
    found = known_labels(source)
    labels = len(set(found))
    if not labels or (labels == 1 and not _PERMALINK.search(source.text, 0, _HEAD)):
        return None
    if labels < len(found) and all(found.count(label) > 1 for label in set(found)):
        return Evidence(0.1, (f"{labels} labels of a brief, each several times",))
    return Evidence(0.9 + labels / 100, (f"{labels} labels of a brief",))


def is_completed_data(source: SourceText) -> Evidence | None:
    """Records that begin with a title."""
    return _is_data(source, "title")


def is_waves_data(source: SourceText) -> Evidence | None:
    """Records that begin with a name."""
    return _is_data(source, "name")


def _is_data(source: SourceText, key: str) -> Evidence | None:
    text, is_yaml = source.text, is_yaml_file(source)
    starts = [
        found for found in _RECORD.finditer(text) if text[max(0, found.start() - 1) : found.start()] in _LINE_START
    ]
    count = sum(found.group("key").casefold() == key for found in starts)
    if count:
        reasons = (f"{count} records that begin with {key}", *(("the file is YAML",) if is_yaml else ()))
        return Evidence((0.95 if is_yaml else 0.7) * count / (count + 0.1), reasons)
    if is_yaml and _LIST.match(text) and (keys := _KEYS[key].findall(text)):
        # Records begin with another key, or are written between brackets; every wave has a name, as many things do.
        return Evidence(0.5 if key == "title" else 0.4, (f"a YAML list with {len(keys)} keys {key}",))
    return None


def is_yaml_file(source: SourceText) -> bool:
    """Whether the name of a text says that it is YAML."""
    return source.name.lower().endswith((".yml", ".yaml"))


def rank(source: SourceText, dialects: Iterable[Dialect]) -> tuple[Candidate, ...]:
    """Every dialect that may be the one, the likeliest first."""
    found = ((dialect, dialect.detect(source)) for dialect in dialects)
    candidates = [Candidate(dialect, said.score, said.reasons) for dialect, said in found if said]
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score))
