"""The short way of reading JSON: values are made while the text is parsed, from the inside out.

The parser hands over each object as pairs of key and value. Where the keys are exactly those that `to_json` writes for
a class, and every value has its type, the object becomes a value of that class at once; everything else stays a
dictionary. So a document that is right never exists as dictionaries, and when anything is left to say about one, the
careful way (`_shapes`) reads the text again. Equal badges, waves and months of one document become one object.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from nhs_internships.formats._shapes import RepeatedKeys, members_of, month_of
from nhs_internships.model import (
    Availability,
    Badge,
    Brief,
    Claim,
    Facet,
    Field,
    Internship,
    Month,
    Output,
    OutputKind,
    Person,
    Project,
    Role,
    Status,
    Wave,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Maker", "object_of"]

_Value = TypeVar("_Value")
_Values: TypeAlias = tuple[object, ...]

# What a function raises at anything unusual: a wrong type, an unknown word, a wave that ends before it starts.
_UNUSUAL = (TypeError, KeyError, ValueError)
_STATUSES: dict[object, Status | None] = {None: None, **{str(word): word for word in Status}}
_FACETS: dict[object, Facet] = {str(word): word for word in Facet}
_KINDS: dict[object, OutputKind] = {str(word): word for word in OutputKind}
_AVAILABILITIES: dict[object, Availability] = {str(word): word for word in Availability}
_ROLES: dict[object, Role] = {str(word): word for word in Role}


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The dictionary of an object, which knows of keys that stand twice."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    counts = Counter(key for key, _ in pairs)
    repeated = RepeatedKeys(made)
    repeated.repeated = tuple(key for key, count in counts.items() if count > 1)
    return repeated


class Maker:
    """Makes the values of one document."""

    __slots__ = ("_badges", "_makers", "_months", "_waves")

    def __init__(self) -> None:
        self._badges: dict[_Values, Badge] = {}
        self._months: dict[object, Month | None] = {None: None}
        self._waves: dict[_Values, Wave] = {}
        makers: dict[type, Callable[[_Values], object]] = {
            Project: _project,
            Brief: _brief,
            Internship: _internship,
            Output: _output,
            Person: _person,
            Badge: self._badge,
            Wave: self._wave,
            Claim: _claim,
        }
        self._makers = {tuple(members_of(kind)): make for kind, make in makers.items()}

    def make(self, pairs: list[tuple[str, object]]) -> object:
        """What an object of the document stands for: a value, or else a dictionary."""
        if len(pairs) == 2:
            # Half of all objects are fields of briefs, and looking for their maker would take as long as making them.
            (first, name), (second, text) = pairs
            if first == "name" and second == "text" and type(name) is str and type(text) is str:
                return Field(name=name, text=text)
        keys, values = zip(*pairs) if pairs else ((), ())  # noqa: B905 - each pair has two parts
        make = self._makers.get(keys)
        if make is not None:
            try:
                return make(values)
            except _UNUSUAL:
                pass  # the careful way says what it was, or finds that it is well
        return object_of(pairs)

    def _badge(self, values: _Values) -> Badge:
        label, facet, colour = values
        # Only checked texts are ever stored, and nothing else in a document equals a text.
        known = self._badges.get(values)
        if known is None:
            known = Badge(label=_text(label), facet=_FACETS[facet], colour=_text_or_null(colour))
            self._badges[values] = known
        return known

    def _wave(self, values: _Values) -> Wave:
        number, start, end = values
        # 1 equals 1.0 and true, so the type comes before the look-up.
        if not (number is None or type(number) is int):
            raise TypeError
        known = self._waves.get(values)
        if known is None:
            known = Wave(number=number, start=self._month(start), end=self._month(end))
            self._waves[values] = known
        return known

    def _month(self, text: object) -> Month | None:
        if text not in self._months:
            self._months[text] = month_of(_text(text))
        return self._months[text]


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _text_or_null(value: object) -> str | None:
    if not (value is None or type(value) is str):
        raise TypeError
    return value


def _one_or_null(kind: type[_Value], value: object) -> _Value | None:
    if not (value is None or type(value) is kind):
        raise TypeError
    return value


def _many(kind: type[_Value], values: object) -> list[_Value]:
    if type(values) is not list:
        raise TypeError
    for value in values:
        if type(value) is not kind:
            raise TypeError
    return values


# The checks of the commonest classes stand in their functions: a call costs as much as three of them.


def _project(values: _Values) -> Project:
    slug, title, status, badges, wave, url, brief, internships = values
    if type(slug) is not str or type(title) is not str:
        raise TypeError
    if not ((wave is None or type(wave) is Wave) and (url is None or type(url) is str)):
        raise TypeError
    return Project(
        slug=slug,
        title=title,
        status=_STATUSES[status],
        badges=_many(Badge, badges),
        wave=wave,
        url=url,
        brief=_one_or_null(Brief, brief),
        internships=_many(Internship, internships),
    )


def _brief(values: _Values) -> Brief:
    title, heading, subheading, permalink, description, keywords, preamble, fields, extra = values
    if type(title) is not str or type(heading) is not str or type(subheading) is not str or type(preamble) is not str:
        raise TypeError
    return Brief(
        title=title,
        heading=heading,
        subheading=subheading,
        permalink=_text_or_null(permalink),
        description=_text_or_null(description),
        keywords=_many(str, keywords),
        preamble=preamble,
        fields=_many(Field, fields),
        extra=map(_pair, _many(list, extra)),
    )


def _internship(values: _Values) -> Internship:
    code, title, wave, badges, outputs, people, description = values
    return Internship(
        code=_text_or_null(code),
        title=_text(title),
        wave=_one_or_null(Wave, wave),
        badges=_many(Badge, badges),
        outputs=_many(Output, outputs),
        people=_many(Person, people),
        description=_text_or_null(description),
    )


def _pair(pair: list[object]) -> tuple[str, str]:
    key, value = pair
    return _text(key), _text(value)


def _output(values: _Values) -> Output:
    kind, url, availability, text = values
    return Output(
        kind=_KINDS[kind], url=_text_or_null(url), availability=_AVAILABILITIES[availability], text=_text(text)
    )


def _person(values: _Values) -> Person:
    name, role = values
    return Person(name=_text(name), role=_ROLES[role])


def _claim(values: _Values) -> Claim:
    field, value, path, line, dialect, rank = values
    if type(field) is not str or type(value) is not str or type(path) is not str or type(dialect) is not str:
        raise TypeError
    if not (line is None or type(line) is int) or type(rank) is not int:
        raise TypeError
    return Claim(field=field, value=value, path=path, line=line, dialect=dialect, rank=rank)
