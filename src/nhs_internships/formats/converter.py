"""The values of the library in a cattrs converter, for programs that have classes of their own around them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from attrs import has, resolve_types
from cattrs import Converter

from nhs_internships import diagnostics, model
from nhs_internships.catalogue import Catalogue, catalogue
from nhs_internships.formats.data import from_dict, plain
from nhs_internships.query import results
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["make_converter"]

_Value = TypeVar("_Value")
_SCALARS = (str, int, float, bool)


def make_converter(*, strict: bool = True) -> Converter:
    """A cattrs converter that knows every class of the library, and converts nothing silently.

    Classes of your own may hold projects, badges and the rest; their texts and numbers are held to their types, too.

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
    converter = Converter()
    for kind in _CLASSES:
        converter.register_structure_hook(kind, _structure(strict))
        converter.register_unstructure_hook(kind, plain)
    for scalar in _SCALARS:
        converter.register_structure_hook(scalar, _structure_scalar(scalar))
    return converter


def _structure(strict: bool) -> Callable[[object, type[_Value]], _Value]:
    def structure(data: object, kind: type[_Value]) -> _Value:
        return from_dict(kind, data, strict=strict)

    return structure


def _structure_scalar(scalar: type[_Value]) -> Callable[[object, Callable[[object], object]], object]:
    def structure(data: object, kind: Callable[[object], object]) -> object:
        value = from_dict(scalar, data)
        # cattrs asks this hook for subclasses as well, such as the enumerations of a caller.
        return value if kind is scalar else kind(value)

    return structure


def _values(*names: object) -> tuple[type, ...]:
    return tuple(one for one in names if isinstance(one, type) and (has(one) or issubclass(one, StrEnum)))


# Its annotations name classes that its public module does not hold; cattrs takes the resolved ones.
resolve_types(Catalogue, globalns=vars(catalogue))

_CLASSES = _values(
    *(getattr(model, name) for name in model.__all__),
    *(diagnostics.Diagnostic, diagnostics.Severity, Span, Catalogue),
    *(results.Change, results.ChangeKind, results.Hit),
)
"""Every class that documents hold."""
