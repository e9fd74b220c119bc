"""The fields that projects can be asked for: what a caller may give, what a project has, and how the two compare.

A comparison has three outcomes. ``None`` means that no source says enough to decide it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from operator import eq, index
from typing import TypeAlias

from attrs import frozen

from nhs_internships.errors import ParseError, QueryError, nearest
from nhs_internships.model import Availability, Entry, Facet, Internship, Output, OutputKind, Project, Status, Wave
from nhs_internships.model.texts import fold
from nhs_internships.query.runs import waves_of
from nhs_internships.vocabulary import Spelling, Vocabulary

__all__ = [
    "FIELDS",
    "QueryField",
    "Truth",
    "all_of",
    "any_of",
    "find_field",
    "labels_of",
    "non_negative",
    "states",
    "text_of",
]

Truth: TypeAlias = bool | None
"""True, false, or ``None`` where it cannot be decided."""


def _same(value: object) -> Hashable:
    return value


def _itself(value: object) -> Iterable[object]:
    return (value,)


@frozen
class QueryField:
    """A field that projects can be asked for.

    Attributes:
        name: As in ``where(name=...)``.
        meaning: What it is, in a few words.
        values: What a project has: one value, several, or none where no source says.
        accept: Turns what a caller gave into what is compared, or raises `QueryError`.
        of_run: For a field of internships: what one of them has.
        key: Turns a value into what is compared.
        compare: Whether a key is the accepted one.
        decide: Whether the values of a project or internship fit one of the accepted ones, where comparing each of
            them with each of these is not the rule.
        rank: A text that sorts as the field's values do; ``None`` when the most frequent comes first.
        order: What a project is ordered by, where that is not all of its values.
        shown: What a caller's function is given for one value: a year of a wave, the kind of a published output.
    """

    name: str
    meaning: str
    values: Callable[[Project, Spelling], Sequence[object]]
    accept: Callable[[object, Spelling], object]
    of_run: Callable[[Internship], Sequence[object]] | None = None
    key: Callable[[object], Hashable] = _same
    compare: Callable[[object, object], Truth] = eq
    decide: Callable[[Sequence[object], Sequence[object]], Truth] | None = None
    rank: Callable[[object], str] | None = None
    order: Callable[[Project, Spelling], Sequence[object]] | None = None
    shown: Callable[[object], Iterable[object]] = _itself

    def fits(self, wanted: Sequence[object], values: Sequence[object]) -> Truth:
        """Whether one of the values is one of the accepted ones; ``None`` among these means "has no value"."""
        asked = [one for one in wanted if one is not None]
        if not values:
            return True if None in wanted else None
        if self.decide is not None:
            return self.decide(asked, values)
        keys = [self.key(value) for value in values]
        return any_of(self.compare(one, key) for one in asked for key in keys)


def any_of(truths: Iterable[Truth]) -> Truth:
    """True if one of them is true, else ``None`` if one of them cannot be decided, else false."""
    found = set(truths)
    return True if True in found else None if None in found else False


def all_of(truths: Iterable[Truth]) -> Truth:
    """False if one of them is false, else ``None`` if one of them cannot be decided, else true."""
    found = set(truths)
    return False if False in found else None if None in found else True


# What callers give.


def _member(kind: type[StrEnum], name: str, given: object, _: Spelling) -> object:
    """A member of an enumeration, or its word in any case."""
    if given is None or isinstance(given, kind):
        return given
    word = str(given).strip().casefold()
    if isinstance(given, str) and word in list(kind):
        return kind(word)
    raise QueryError(name, str(given), tuple(kind), nearest(word, list(kind)))


def _status(given: object, spelling: Spelling) -> object:
    """A status, its word, or a heading that means it."""
    if isinstance(given, str) and not isinstance(given, Status):
        try:
            return Status.parse(given)
        except ParseError as error:
            raise QueryError("status", given, tuple(Status), error.guess) from None
    return _member(Status, "status", given, spelling)


_WAVES = 'a number from 1 to 999, a string such as "Wave 6" or "July 2024", or a Wave'


def _wave(given: object, _: Spelling) -> object:
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


def _year(given: object, _: Spelling) -> object:
    """A year by its number, or as text."""
    if given is None:
        return None
    text = str(given).strip()
    if isinstance(given, int | str) and not isinstance(given, bool) and re.fullmatch("(19|20)[0-9]{2}", text):
        return int(text)
    raise QueryError("year", str(given), expected="a year such as 2023")


def _string(name: str, change: Callable[[str], str], given: object, _: Spelling) -> object:
    """A text, changed so that it compares with keys."""
    if given is None:
        return None
    if isinstance(given, str):
        return change(given)
    raise QueryError(name, str(given), expected="a string")


def _label(facet: Facet | None, given: object, spelling: Spelling) -> object:
    """A label; in canonical spelling, the term that it is a spelling of."""
    text = _string(facet or "label", str, given, spelling)
    if not isinstance(text, str):
        return None
    return fold(text if spelling is Spelling.AS_WRITTEN else Vocabulary.bundled().label(text, facet))


# What projects have.


def labels_of(source: Project | Internship | Entry, facet: Facet | None, spelling: Spelling) -> Sequence[str]:
    """The labels of a project, internship or entry, of one facet or all, each once; canonical ones by their terms."""
    badges = source.badges
    if spelling is Spelling.CANONICAL:
        badges = tuple(map(Vocabulary.bundled().canonical, badges))
    return tuple(dict.fromkeys(badge.label for badge in badges if facet is None or badge.facet is facet))


def _one(name: str, project: Project, _: Spelling) -> Sequence[object]:
    value = getattr(project, name)
    return () if value is None else (value,)


def _years(project: Project, _: Spelling) -> Sequence[object]:
    return sorted({year for wave in waves_of(project) for year in _years_of(wave)})


def _years_of(wave: Wave) -> set[int]:
    months = (*wave.months, *filter(None, (wave.start, wave.end)))
    return {month.year for month in months}


def _published(project: Project, _: Spelling) -> Sequence[object]:
    found = (output.kind for output in project.outputs if output.availability is Availability.PUBLISHED)
    return tuple(dict.fromkeys(found))


def _keywords(project: Project, _: Spelling) -> Sequence[object]:
    return project.brief.keywords if project.brief else ()


def text_of(project: Project) -> str:
    """Everything a project says in words."""
    brief = project.brief
    parts = (
        *(project.slug, project.title, *project.labels(), *_keywords(project, Spelling.AS_WRITTEN)),
        *(text for run in project.internships for text in (run.code, run.title, run.description) if text),
        *((brief.preamble, brief.description or "") if brief else ()),
        *((field.text for field in brief.fields) if brief else ()),
    )
    return "\n".join(map(str, parts))


# What one internship has.


def _wave_of(run: Internship) -> Sequence[object]:
    return () if run.wave is None else (run.wave,)


def _outputs_of(run: Internship) -> Sequence[object]:
    return [output for output in run.outputs if output.availability is not Availability.UNKNOWN]


def _years_shown(wave: object) -> Iterable[object]:
    return _years_of(wave) if isinstance(wave, Wave) else ()


def _published_kind(output: object) -> Iterable[object]:
    """The kind of an output, if it is published."""
    published = isinstance(output, Output) and output.availability is Availability.PUBLISHED
    return (output.kind,) if isinstance(output, Output) and published else ()


# How the two compare.


def states(wanted: Wave, wave: Wave) -> Truth:
    """Whether a wave has every part that the wanted one states; undecided where it lacks one of them."""
    pairs = ((wanted.number, wave.number), (wanted.start, wave.start), (wanted.end, wave.end))
    return all_of(None if stated is None else asked == stated for asked, stated in pairs if asked is not None)


def _same_wave(wanted: object, wave: object) -> Truth:
    return states(wanted, wave) if isinstance(wanted, Wave) and isinstance(wave, Wave) else False


def _in_year(wanted: object, wave: object) -> Truth:
    """Whether a wave has a month in a year; one known month proves no other year false."""
    if not isinstance(wave, Wave):
        return None
    if wanted in _years_of(wave):
        return True
    return False if wave.start and wave.end else None


def _is_published(wanted: Sequence[object], outputs: Sequence[object]) -> Truth:
    """Whether an output of one of the kinds is published; a kind that no source speaks of decides nothing."""
    known = [output for output in outputs if isinstance(output, Output)]
    return any_of(_kind_is_published([output for output in known if output.kind == kind]) for kind in wanted)


def _kind_is_published(outputs: Sequence[Output]) -> Truth:
    return any(output.availability is Availability.PUBLISHED for output in outputs) if outputs else None


def _has_words(wanted: object, text: object) -> Truth:
    """Whether a text holds every word, in any case."""
    return all(word in str(text) for word in str(wanted).split())


def _fold(value: object) -> Hashable:
    return fold(str(value))


def _in_wave_order(value: object) -> str:
    """By first month, then number; what is not stated comes last, as when waves themselves are sorted."""
    if not isinstance(value, Wave):
        return ""
    return f"{value.start or '9999'} {value.number or 9999:04} {value.end or '9999'}"


def _in_order_of(kind: type[StrEnum], value: object) -> str:
    return f"{list(kind).index(kind(str(value))):02}"


def _facet_field(facet: Facet, meaning: str) -> QueryField:
    return QueryField(
        facet.value,
        meaning,
        lambda project, spelling: labels_of(project, facet, spelling),
        partial(_label, facet),
        key=_fold,
    )


def _named(name: str, change: Callable[[str], str] = str) -> Callable[[object, Spelling], object]:
    return partial(_string, name, change)


FIELDS: Mapping[str, QueryField] = {
    field.name: field
    for field in (
        QueryField("slug", "its identity", partial(_one, "slug"), _named("slug")),
        QueryField("title", "its title", partial(_one, "title"), _named("title", fold), key=_fold),
        QueryField("status", "where it stands", partial(_one, "status"), _status, rank=partial(_in_order_of, Status)),
        _facet_field(Facet.AREA, "its areas"),
        _facet_field(Facet.TECHNIQUE, "its techniques"),
        _facet_field(Facet.MODALITY, "its kinds of data"),
        _facet_field(Facet.TOPIC, "its labels without a facet"),
        QueryField(
            "label",
            "its labels of any facet",
            lambda project, spelling: labels_of(project, None, spelling),
            partial(_label, None),
            key=_fold,
        ),
        QueryField("keyword", "the keywords of its brief", _keywords, _named("keyword", fold), key=_fold),
        QueryField(
            "wave",
            "the wave of an internship",
            lambda project, _: waves_of(project),
            _wave,
            of_run=_wave_of,
            compare=_same_wave,
            rank=_in_wave_order,
            # The one that is shown: a project that ran twice would else stand among older ones for no visible reason.
            order=partial(_one, "wave"),
        ),
        QueryField(
            "year",
            "a year in which an internship ran",
            _years,
            _year,
            of_run=_wave_of,
            compare=_in_year,
            rank=str,
            shown=_years_shown,
        ),
        QueryField(
            "code",
            "the code of an internship",
            lambda project, _: project.codes,
            _named("code", fold),
            of_run=lambda run: () if run.code is None else (run.code,),
            key=_fold,
        ),
        QueryField(
            "output",
            "what an internship has published",
            _published,
            partial(_member, OutputKind, "output"),
            of_run=_outputs_of,
            decide=_is_published,
            rank=partial(_in_order_of, OutputKind),
            shown=_published_kind,
        ),
        QueryField("url", "its page", partial(_one, "url"), _named("url")),
        QueryField(
            "text",
            "words anywhere in it",
            lambda project, _: (text_of(project).casefold(),),
            _named("text", str.casefold),
            compare=_has_words,
        ),
    )
}
"""Every field that projects can be asked for, by name."""


def find_field(name: object) -> QueryField:
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
