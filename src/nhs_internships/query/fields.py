"""The fields that projects can be asked for: what a caller may give, what a project has, and how the two compare."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import attrgetter, index
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.errors import ParseError, QueryError, nearest
from nhs_internships.model import Availability, Facet, OutputKind, Project, Status, Wave
from nhs_internships.model.texts import fold

if TYPE_CHECKING:
    from enum import StrEnum

__all__ = ["FIELDS", "Field", "Test", "find_field", "non_negative", "states", "text_of", "waves_of"]


Test = Callable[[Project], bool]


def _same(value: object) -> Hashable:
    return value


@frozen
class Field:
    """A field that projects can be asked for.

    Attributes:
        name: As in ``where(name=...)``.
        meaning: What it is, in a few words.
        values: What a project has: one value, several, or none.
        accept: Turns what a caller gave into what is compared, or raises `QueryError`.
        key: Turns a project's value into what is compared.
        rank: A text that sorts as the field's values do; ``None`` when the most frequent comes first.
        order: What a project is ordered by, where that is not all of its values.
        one: Reads the value of a field that has one or none; it makes counting and choosing quick.
        test: How a project is held against what was accepted, where comparing keys is not enough.
    """

    name: str
    meaning: str
    values: Callable[[Project], Sequence[object]]
    accept: Callable[[object], object]
    key: Callable[[object], Hashable] = _same
    rank: Callable[[object], str] | None = None
    order: Callable[[Project], Sequence[object]] | None = None
    one: Callable[[Project], object] | None = None
    test: Callable[[Sequence[object]], Test] | None = None


# What callers give.


def _member(kind: type[StrEnum], name: str) -> Callable[[object], object]:
    """Accepts a member of an enumeration, or its word."""

    def accept(given: object) -> object:
        if given is None or isinstance(given, kind):
            return given
        word = str(given).strip().casefold()
        if isinstance(given, str) and word in list(kind):
            return kind(word)
        raise QueryError(name, str(given), tuple(kind), nearest(word, list(kind)))

    return accept


def _status(given: object) -> object:
    """A status, its word, or a heading that means it."""
    if isinstance(given, str) and not isinstance(given, Status):
        try:
            return Status.parse(given)
        except ParseError as error:
            raise QueryError("status", given, tuple(Status), error.guess) from None
    return _member(Status, "status")(given)


_WAVES = 'a number from 1 to 999, a string such as "Wave 6" or "July 2024", or a Wave'


def _wave(given: object) -> object:
    """A wave by its number, as a value, or as text."""
    if given is None or isinstance(given, Wave):
        return given
    try:
        if isinstance(given, int) and not isinstance(given, bool):
            return Wave(number=given)
        text = str(given).strip()
        return Wave(number=int(text)) if re.fullmatch("[0-9]{1,3}", text) else Wave.parse(text)
    except ParseError:
        raise QueryError("wave", str(given), expected=_WAVES) from None


def _text(name: str, change: Callable[[str], str] = str) -> Callable[[object], object]:
    """Accepts a text, changed so that it compares with keys."""

    def accept(given: object) -> object:
        if given is None:
            return None
        if isinstance(given, str):
            return change(given)
        raise QueryError(name, str(given), expected="a string")

    return accept


# What projects have.


def waves_of(project: Project) -> Sequence[Wave]:
    """Every wave a project ran in, oldest first."""
    if not project.internships:
        return (project.wave,) if project.wave else ()
    waves = {project.wave, *(run.wave for run in project.internships)}
    return sorted(wave for wave in waves if wave is not None)


def _published(project: Project) -> Sequence[OutputKind]:
    found = (output.kind for output in project.outputs if output.availability is Availability.PUBLISHED)
    return tuple(dict.fromkeys(found))


def _keywords(project: Project) -> Sequence[str]:
    return project.brief.keywords if project.brief else ()


def text_of(project: Project) -> str:
    """Everything a project says in words."""
    brief = project.brief
    parts = (
        *(project.slug, project.title, *project.labels(), *_keywords(project)),
        *(text for run in project.internships for text in (run.code, run.title, run.description) if text),
        *((brief.preamble, brief.description or "") if brief else ()),
        *((field.text for field in brief.fields) if brief else ()),
    )
    return "\n".join(parts)


# How projects are held against what was asked.


def states(wanted: Wave, wave: Wave) -> bool:
    """Whether a wave has every part that the wanted one states."""
    pairs = ((wanted.number, wave.number), (wanted.start, wave.start), (wanted.end, wave.end))
    return all(asked is None or asked == stated for asked, stated in pairs)


def _in_wave(wanted: Sequence[object]) -> Test:
    asked = [wave for wave in wanted if isinstance(wave, Wave)]

    def test(project: Project) -> bool:
        waves = waves_of(project)
        if not waves:
            return None in wanted
        return any(states(one, wave) for one in asked for wave in waves)

    return test


def _says(wanted: Sequence[object]) -> Test:
    """Whether a project's text holds every word of one of the texts."""
    asked = [str(text).casefold().split() for text in wanted if text is not None]

    def test(project: Project) -> bool:
        text = text_of(project).casefold()
        return any(all(word in text for word in words) for words in asked)

    return test


def _labelled(facet: Facet) -> Callable[[Sequence[object]], Test]:
    """As comparing keys would, without a tuple for each project."""

    def build(wanted: Sequence[object]) -> Test:
        keys, none = set(wanted), None in wanted

        def test(project: Project) -> bool:
            lacking = True
            for badge in project.badges:
                if badge.facet is facet:
                    if fold(badge.label) in keys:
                        return True
                    lacking = False
            return none and lacking

        return test

    return build


def _fold(value: object) -> Hashable:
    return fold(str(value))


def _in_wave_order(value: object) -> str:
    """By first month, then number; what is not stated comes last, as when waves themselves are sorted."""
    if not isinstance(value, Wave):
        return ""
    return f"{value.start or '9999'} {value.number or 9999:04} {value.end or '9999'}"


def _in_order_of(kind: type[StrEnum]) -> Callable[[object], str]:
    places = {member: f"{place:02}" for place, member in enumerate(kind)}
    return lambda value: places[kind(str(value))]


def _single(name: str) -> Callable[[Project], Sequence[object]]:
    read = attrgetter(name)
    return lambda project: () if read(project) is None else (read(project),)


def _facet(facet: Facet, meaning: str) -> Field:
    return Field(
        facet.value,
        meaning,
        lambda project: [badge.label for badge in project.badges if badge.facet is facet],
        _text(facet.value, fold),
        _fold,
        test=_labelled(facet),
    )


_read_status = attrgetter("status")

FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("slug", "its identity", _single("slug"), _text("slug"), one=attrgetter("slug")),
        Field("title", "its title", _single("title"), _text("title", fold), _fold),
        Field("status", "where it stands", _single("status"), _status, rank=_in_order_of(Status), one=_read_status),
        _facet(Facet.AREA, "its areas"),
        _facet(Facet.TECHNIQUE, "its techniques"),
        _facet(Facet.MODALITY, "its kinds of data"),
        _facet(Facet.TOPIC, "its labels without a facet"),
        Field("label", "its labels of any facet", Project.labels, _text("label", fold), _fold),
        Field("keyword", "the keywords of its brief", _keywords, _text("keyword", fold), _fold),
        Field(
            "wave",
            "the waves it ran in",
            waves_of,
            _wave,
            rank=_in_wave_order,
            # The one that is shown: a project that ran twice would else stand among older ones for no visible reason.
            order=_single("wave"),
            test=_in_wave,
        ),
        Field("code", "the codes of its internships", lambda project: project.codes, _text("code", fold), _fold),
        Field(
            "output",
            "what it has published",
            _published,
            _member(OutputKind, "output"),
            rank=_in_order_of(OutputKind),
        ),
        Field("url", "its page", _single("url"), _text("url"), one=attrgetter("url")),
        Field("text", "words anywhere in it", lambda project: (text_of(project),), _text("text"), test=_says),
    )
}  # fmt: skip
"""Every field that projects can be asked for, by name."""


def find_field(name: object) -> Field:
    """The field with a name.

    Raises:
        QueryError: There is none; the error lists all.
    """
    found = FIELDS.get(name) if isinstance(name, str) else None
    if found is None:
        raise QueryError("field", str(name), tuple(FIELDS), nearest(str(name), FIELDS))
    return found


def non_negative(what: str, given: object) -> int:
    """A number of things to give.

    Raises:
        QueryError: It is negative, or no integer.
    """
    try:
        number = index(given)  # type: ignore[arg-type]  # callers give anything
    except TypeError:
        number = -1
    if number < 0:
        raise QueryError(what, str(given), expected="an integer from 0")
    return number
