"""Detects the dialect of a text: every dialect looks for what is typical of it and gives its reasons.

Detection looks at lines, not at structure, so it is quick, and it may be wrong about a page that mixes dialects. One
parser reads all listings, so reading does not depend on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from nhs_internships.dialects.document import Dialect
from nhs_internships.dialects.evidence import Evidence
from nhs_internships.dialects.labels import known_labels
from nhs_internships.source.text import SourceText

__all__ = [
    "Candidate",
    "EntryLines",
    "is_anything",
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
_PERMALINK = re.compile(r"(?<![^\r\n])permalink[ \t]*:")
_FRONT_MATTER_CHARS = 2_000


@frozen
class Candidate:
    """One dialect in which a text may be written.

    Attributes:
        dialect: The dialect.
        score: How well it fits, from 0 to 1.
        reasons: What was found, for people.
    """

    dialect: Dialect
    score: float
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.dialect.name} ({self.score:.2f}): {'; '.join(self.reasons)}"


@frozen
class EntryLines:
    """Detects a dialect of listings by the lines on which its entries begin.

    Attributes:
        pattern: The beginning of an entry, with the newline before it.
        noun: What it finds, for people.
        weight: The score that very many such lines approach.
    """

    pattern: re.Pattern[str]
    noun: str
    weight: float = 0.8

    def __call__(self, source: SourceText) -> Evidence | None:
        """The evidence of a text; more lines are better evidence."""
        # With a newline in front, every line follows one.
        count = 0 if is_yaml_file(source) else len(self.pattern.findall(f"\n{source.text}"))
        return Evidence(self.weight * count / (count + 2), (f"{count} {self.noun}",)) if count else None


def is_surely_brief(source: SourceText) -> bool:
    """Whether a text has at least two of the eight labels, each once: no other dialect could fit it better."""
    found = known_labels(source)
    return len(found) > 1 and len(set(found)) == len(found) and not is_yaml_file(source)


def is_brief(source: SourceText) -> Evidence | None:
    """A brief has at least two of the eight labels, or one and a permalink of its own."""
    if is_yaml_file(source):
        return None
    found = known_labels(source)
    labels = len(set(found))
    if not labels or (labels == 1 and not _PERMALINK.search(source.text, 0, _FRONT_MATTER_CHARS)):
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


def is_anything(_: SourceText) -> Evidence:
    """Any text may be prose."""
    return Evidence(0.01, ("nothing else fits better",))


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
        # Records begin with another key, or are written in brackets; every wave has a name, as many other things do.
        return Evidence(0.5 if key == "title" else 0.4, (f"a YAML list with {len(keys)} keys {key}",))
    return None


def is_yaml_file(source: SourceText) -> bool:
    """Whether a text is YAML by its name."""
    return source.name.lower().endswith((".yml", ".yaml"))


def rank(source: SourceText, dialects: Iterable[Dialect]) -> tuple[Candidate, ...]:
    """Every dialect in which a text may be written, the most likely one first."""
    found = ((dialect, dialect.detect(source)) for dialect in dialects)
    candidates = [Candidate(dialect, evidence.score, evidence.reasons) for dialect, evidence in found if evidence]
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score))
