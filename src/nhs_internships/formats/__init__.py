"""Values as data for other programs; each module is one format, and the model knows none of them."""

from __future__ import annotations

from nhs_internships.formats.data import from_dict, make_converter, to_dict

__all__ = ["from_dict", "make_converter", "to_dict"]


def __dir__() -> list[str]:
    return __all__
