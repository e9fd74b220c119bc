"""Values as plain data: dictionaries, lists, strings and numbers, for any library that writes such things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cattrs import Converter

from nhs_internships import model
from nhs_internships.catalogue import Catalogue
from nhs_internships.diagnostics import Diagnostic, Severity
from nhs_internships.errors import FormatError, Problem
from nhs_internships.formats.document import read_catalogue, write_catalogue
from nhs_internships.formats.hooks import read, write
from nhs_internships.query import Change, ChangeKind, Hit
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from nhs_internships.grammar.yaml.documents import Plain

__all__ = ["from_dict", "make_converter", "to_dict"]

_Value = TypeVar("_Value")

_MODEL = tuple(value for name in model.__all__ if isinstance(value := getattr(model, name), type))
_CLASSES = (*_MODEL, Catalogue, Change, ChangeKind, Diagnostic, Hit, Severity, Span)
"""Every class whose values documents hold."""
_SCALARS = (str, int, float, bool)


def to_dict(value: object) -> dict[str, Any]:
    """Turn a value into a dictionary of lists, strings and numbers, which any JSON or YAML library can write.

    Every key is there, in the order of the class; ``None`` stays ``None``, months become strings such as
    ``"2024-07"``, statuses and facets their words.

    Examples:
        >>> from nhs_internships import Wave
        >>> to_dict(Wave.parse("Wave 6 (February - July 2024)"))
        {'number': 6, 'start': '2024-02', 'end': '2024-07'}

    Args:
        value: A catalogue, project, badge, wave, entry, brief or any other value of the model.

    Raises:
        FormatError: The value, or one inside it, is of a type that it cannot have; the error has all problems.
    """
    return cast("dict[str, Any]", _plain(value))


def _plain(value: object) -> Plain:
    """The plain data of a value; a string for a month or status."""
    if isinstance(value, Catalogue):
        return write_catalogue(value)
    _check_supported(type(value))
    return write(value, type(value).__name__)


def from_dict(cls: type[_Value], data: object, *, strict: bool = True) -> _Value:
    """Make a value from the dictionary that `to_dict` gives for it.

    Nothing is converted silently: a number is no string, true is no number, 1.0 is no integer. A key may be missing
    where the class has a default.

    Examples:
        >>> from nhs_internships import Badge
        >>> from_dict(Badge, {"label": "NLP", "facet": "aera"})  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        nhs_internships.errors.FormatError: Badge: facet: expected area, ..., got "aera"; did you mean "area"?

    Args:
        cls: The class: `Catalogue`, `Project`, `Badge`, `Wave`, `Entry`, `Brief` or any other of the model.
        data: The dictionary; a string for `Month`, `Status` and the other words.
        strict: Refuse keys that the class does not have; otherwise they are left out (of a catalogue: and reported
            among its findings).

    Raises:
        FormatError: The data is not that of the class; the error has all problems, each with its place.
    """
    if cls is Catalogue:
        return cast("_Value", read_catalogue(data, "Catalogue", strict=strict))
    _check_supported(cls)
    value, problems = read(cls, data)
    if value is None or (strict and problems.unknown_keys):
        raise FormatError(cls.__name__, [*problems.errors, *problems.unknown_keys])
    return value


def make_converter(*, strict: bool = True) -> Converter:
    """A cattrs converter that knows every class of the library, and converts nothing silently.

    Classes of your own may hold projects, badges and the rest; their strings and numbers are held to their types, too.

    Examples:
        >>> from nhs_internships import Badge
        >>> converter = make_converter()
        >>> converter.structure([{"label": "NLP", "facet": "area"}], list[Badge])
        [Badge(label='NLP', facet=<Facet.AREA: 'area'>, colour=None)]

    Args:
        strict: Refuse keys that a class of the library does not have; otherwise they are left out.

    Returns:
        A new converter; hooks that are added to it change no other one.
    """

    def structure(data: object, kind: type[_Value]) -> _Value:
        return from_dict(kind, data, strict=strict)

    converter = Converter()
    for scalar in _SCALARS:
        converter.register_structure_hook(scalar, _scalar_hook(scalar))
    converter.register_structure_hook(StrEnum, structure)
    converter.register_unstructure_hook(StrEnum, str)
    converter.register_structure_hook_func(_is_ours, structure)
    converter.register_unstructure_hook_func(_is_ours, _plain)
    return converter


def _scalar_hook(scalar: type[_Value]) -> Callable[[object, Callable[[object], object]], object]:
    def structure(data: object, kind: Callable[[object], object]) -> object:
        value = from_dict(scalar, data)
        # cattrs asks this hook for subclasses as well, such as the enumerations of a caller.
        return value if kind is scalar else kind(value)

    return structure


def _is_ours(kind: object) -> bool:
    return any(kind is one for one in _CLASSES)


def _check_supported(kind: object) -> None:
    is_word = isinstance(kind, type) and issubclass(kind, StrEnum)
    if not (is_word or _is_ours(kind) or kind in (*_SCALARS, date)):
        name = getattr(kind, "__name__", str(kind))
        raise FormatError(name, [Problem("", "values of this type have no plain data")])
