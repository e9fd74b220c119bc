"""Where a command's data comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nhs_internships.catalogue import bundled
from nhs_internships.errors import QueryError

if TYPE_CHECKING:
    from nhs_internships.catalogue import Catalogue

__all__ = ["open_catalogue"]


def open_catalogue(path: str | None) -> Catalogue:
    """The catalogue of a path, or the bundled one.

    Raises:
        OSError: The path cannot be opened.
        QueryError: The path is empty.
        ReadError: The file is no text of the scheme.
        FormatError: The JSON document is no catalogue.
    """
    if path is None:
        return bundled()
    if not path:
        raise QueryError("catalogue", path, ("a path",))
    # Imports every parser, which would take longer than a command on the bundled catalogue.
    from nhs_internships.catalogue import load

    return load(path)
