"""Values as plain data: dictionaries, lists, texts and numbers, for any library that writes such things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError
from nhs_internships.formats._document import CatalogueShape
from nhs_internships.formats._problems import Problems
from nhs_internships.formats._shapes import Reading, shape_of

if TYPE_CHECKING:
    from nhs_internships.errors import Problem
    from nhs_internships.formats._shapes import Shape

__all__ = ["from_dict", "to_dict"]

_Value = TypeVar("_Value")


def to_dict(value: object) -> dict[str, Any]:
    """Turn a value into a dictionary of lists, texts and numbers, which any JSON or YAML library can write.

    Every key is there, in the order of the class; ``None`` stays ``None``, months become texts such as
    ``"2024-07"``, statuses and facets their words.

    Examples:
        >>> from nhs_internships import Wave
        >>> to_dict(Wave.parse("Wave 6 (February - July 2024)"))
        {'number': 6, 'start': '2024-02', 'end': '2024-07'}

    Args:
        value: A catalogue, project, badge, wave, entry, brief or any other value of the model.

    Raises:
        FormatError: The value, or one inside it, is of a type that it cannot have; all problems are told.
    """
    return cast("dict[str, Any]", plain(value))


def plain(value: object) -> object:
    """The plain data of a value; a text for a month or status.

    Raises:
        FormatError: As for `to_dict`.
    """
    problems = Problems()
    data = _shape(type(value)).write(value, None, problems)
    _raise(type(value).__name__, problems.errors)
    return data


def from_dict(cls: type[_Value], data: object, *, strict: bool = True) -> _Value:
    """Make a value from the dictionary that `to_dict` gives for it.

    Nothing is converted silently: a number is no text, true is no number, 1.0 is no whole number. A key may be
    missing where the class has a default.

    Examples:
        >>> from nhs_internships import Badge
        >>> from_dict(Badge, {"label": "NLP", "facet": "aera"})
        Traceback (most recent call last):
        ...
        nhs_internships.errors.FormatError: Badge: facet: expected area, ..., got "aera"; did you mean "area"?

    Args:
        cls: The class: `Catalogue`, `Project`, `Badge`, `Wave`, `Entry`, `Brief` or any other of the model.
        data: The dictionary; a text for `Month`, `Status` and the other words.
        strict: Refuse keys that the class does not have; otherwise they are left out (of a catalogue: and reported
            among its findings).

    Raises:
        FormatError: The data does not have the form of the class; all problems are told, each with its place.
    """
    reading = Reading()
    value = _shape(cls).read(data, None, reading)
    _raise(cls.__name__, reading.all if reading.errors or strict else [])
    return cast("_Value", value)


def _raise(name: str, problems: list[Problem]) -> None:
    if problems:
        raise FormatError(name, problems)


def _shape(kind: type) -> Shape:
    return CatalogueShape() if kind is Catalogue else shape_of(kind)
