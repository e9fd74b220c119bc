"""What an edit asks for, and the value that the edited text must state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final

from attrs import evolve, field, frozen
from attrs import fields as attributes

from nhs_internships.dialects.links import runs_code
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model import BRIEF_FIELDS, Badge, Brief, Entry, Field, Output, Wave
from nhs_internships.model.attributes import items, to_text
from nhs_internships.source.text import SourceText

# The semicolon of a character reference ("&amp;") separates nothing.
_KEYWORD = re.compile(r"(?:&#?\w{1,10};|[^,;])++")
_DASH = re.compile(r"[ \t]*-[ \t]+")

__all__ = [
    "KEEP",
    "BriefChanges",
    "EntryChanges",
    "Keep",
    "check_asked",
    "difference",
    "field_texts",
    "given_keywords",
    "list_keywords",
    "split_keywords",
]

_LABELS = {"keywords": "Keywords", **BRIEF_FIELDS}


class Keep(Enum):
    """The type of `KEEP`."""

    KEEP = "keep"

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = Keep.KEEP
"""Means "do not change this", where ``None`` already means something else."""


def check_asked(name: str, title: str | Keep, targets: Iterable[str | Keep | None]) -> None:
    """Refuse a blank title, and links that run code.

    Raises:
        UnsafeEdit: Says which.
    """
    if not isinstance(title, Keep) and not to_text(title).strip():
        raise UnsafeEdit(name, "the new title is blank", "give a title with at least one visible character")
    if any(isinstance(target, str) and runs_code(target) for target in targets):
        raise UnsafeEdit(name, "the link would run code when it is clicked", "give the address of a page")


def _text(given: str | Keep) -> str | Keep:
    return given if isinstance(given, Keep) else to_text(given)


def _url(given: str | Keep | None) -> str | Keep | None:
    return None if given is None else _text(given)


def _badges(given: Iterable[Badge] | Keep) -> tuple[Badge, ...] | Keep:
    if isinstance(given, Keep):
        return given
    return items(Badge, given)


def _outputs(given: Iterable[Output] | Keep) -> tuple[Output, ...] | Keep:
    return given if isinstance(given, Keep) else items(Output, given)


def _wave(given: Wave | Keep | None) -> Wave | Keep | None:
    if not isinstance(given, Wave | Keep | None):
        raise TypeError(f"expected a Wave or None, got {given!r:.80}; use nhs_internships.Wave(number=...)")
    return given


def _texts_by_label(given: Mapping[str, str]) -> Mapping[str, str]:
    return {label: to_text(text) for label, text in given.items()}


@frozen(kw_only=True)
class EntryChanges:
    """The new values of an entry; `KEEP` for what does not change."""

    title: str | Keep = field(default=KEEP, converter=_text)
    url: str | Keep | None = field(default=KEEP, converter=_url)
    badges: tuple[Badge, ...] | Keep = field(default=KEEP, converter=_badges)
    wave: Wave | Keep | None = field(default=KEEP, converter=_wave)
    outputs: tuple[Output, ...] | Keep = field(default=KEEP, converter=_outputs)

    def applied(self, entry: Entry) -> Entry:
        """The entry as the edited text must state it."""
        return evolve(entry, **_given(self))

    @property
    def targets(self) -> tuple[str | Keep | None, ...]:
        """The new targets of links."""
        outputs = () if self.outputs is KEEP else self.outputs
        return (self.url, *(output.url for output in outputs))

    def accepted(self, asked: Entry, found: Entry, colour: Callable[[Badge], str | None]) -> Entry:
        """The entry that was asked for, in the words of the edited text where these mean the same.

        Args:
            asked: The entry that was asked for.
            found: The entry that the edited text states.
            colour: The colour that the dialect states for a badge.
        """
        if self.title is not KEEP:  # the code of an internship is a part of its title, so it changes with the title
            asked = evolve(asked, code=found.code)
        if self.badges is not KEEP and len(found.badges) == len(asked.badges):
            pairs = zip(asked.badges, found.badges, strict=True)
            asked = evolve(asked, badges=[_stated(wanted, got, colour) for wanted, got in pairs])
        if self.outputs is not KEEP:  # what a cell says is the page's own words
            asked = evolve(asked, outputs=_in_words_of(asked.outputs, found.outputs))
        return asked


def _stated(wanted: Badge, found: Badge, colour: Callable[[Badge], str | None]) -> Badge:
    """The badge that was found, if its colour is the one that was asked for, or none was asked for."""
    is_same = found.key == wanted.key and (wanted.colour is None or found.colour == colour(wanted))
    return found if is_same else wanted


def _in_words_of(asked: Sequence[Output], found: Sequence[Output]) -> tuple[Output, ...]:
    """Outputs with the texts of others that state the same."""
    texts = {(one.kind, one.url, one.availability): one.text for one in found}
    return tuple(evolve(one, text=texts.get((one.kind, one.url, one.availability), one.text)) for one in asked)


@frozen(kw_only=True)
class BriefChanges:
    """The new values of a brief; `KEEP` for what does not change, and the labelled fields that change by label."""

    title: str | Keep = field(default=KEEP, converter=_text)
    permalink: str | Keep = field(default=KEEP, converter=_text)
    description: str | Keep = field(default=KEEP, converter=_text)
    heading: str | Keep = field(default=KEEP, converter=_text)
    subheading: str | Keep = field(default=KEEP, converter=_text)
    fields: Mapping[str, str] = field(factory=dict, converter=_texts_by_label)

    def applied(self, brief: Brief) -> Brief:
        """The brief as the edited text must state it."""
        changed = evolve(brief, **_given(self) | {"fields": self._fields(brief)})
        keywords = changed.field("Keywords")
        return evolve(changed, keywords=split_keywords(keywords.text)) if keywords else changed

    def _fields(self, brief: Brief) -> Iterator[Field]:
        """All fields; of fields with the same label the first one changes, which is the one `Brief.field` finds."""
        remaining = dict(self.fields)
        for old in brief.fields:
            yield Field(name=old.name, text=remaining.pop(old.name, old.text))


def _given(changes: EntryChanges | BriefChanges) -> dict[str, Any]:
    """The new values by name, without what does not change."""
    values = {one.name: getattr(changes, one.name) for one in attributes(type(changes))}
    return {name: value for name, value in values.items() if value is not KEEP}


def split_keywords(text: str) -> tuple[str, ...]:
    """The keywords of a brief, which are separated by commas or semicolons; empty ones are dropped."""
    return tuple(word for part in _KEYWORD.findall(text) if (word := " ".join(part.split())))


def given_keywords(given: Iterable[str] | Keep) -> tuple[str, ...] | Keep:
    """The keywords that a caller gives, apart or as one text."""
    if isinstance(given, Keep):
        return given
    return split_keywords(given) if isinstance(given, str) else tuple(given)


def field_texts(
    source: SourceText, brief: Brief, by_label: Mapping[str, str], by_name: Mapping[str, str | Keep]
) -> dict[str, str]:
    """New texts of labelled fields by the labels of a page, with the newlines of that page.

    Args:
        source: The text of the page.
        brief: The brief that it states.
        by_label: Texts by labels.
        by_name: Texts by the names of the attributes of a brief.

    Raises:
        UnsafeEdit: The brief has no such field.
        TypeError: A value is no string, or one field is given twice.
    """
    given = [(label, label, text) for label, text in by_label.items()]
    given += [(name, _LABELS[name], text) for name, text in by_name.items() if not isinstance(text, Keep)]
    texts: dict[str, str] = {}
    names: dict[str, str] = {}
    for name, label, text in given:
        found = brief.field(label)
        if found is None:
            raise UnsafeEdit(source.name, f'the brief has no field "{label}"', "add its label to the page first")
        if found.name in texts:
            raise TypeError(f'edit_brief() got {names[found.name]!r} and {name!r} for one field, "{found.name}"')
        names[found.name] = name
        lines = to_text(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        texts[found.name] = source.newline.join(lines)
    return texts


def list_keywords(text: str) -> tuple[str, ...]:
    """The keywords in front matter, as written there: a list in brackets, a list of lines with dashes, or one text."""
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    lines = text.splitlines()
    if lines and all(_DASH.match(line) for line in lines if line.strip()):
        text = ",".join(_DASH.sub("", line, count=1) for line in lines)
    return tuple(bare for word in split_keywords(text) if (bare := word.strip("\"'").strip()))


def difference(found: Brief | Entry | None, expected: Brief | Entry) -> str:
    """The first attribute in which two unequal values differ, for a message."""
    for name in (one.name for one in attributes(type(expected))):
        got, wanted = getattr(found, name, None), getattr(expected, name)
        if got != wanted:
            return f"the {name} {got!r}, not {wanted!r}"
    return ""
