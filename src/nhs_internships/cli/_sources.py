"""Where a command's data comes from."""

from __future__ import annotations

from importlib.resources import files

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, QueryError

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
        # What `bundled()` gives, without importing every parser: that alone would take longer than the command.
        return Catalogue.from_json(files("nhs_internships").joinpath("data", "catalogue.json").read_bytes())
    if not path:
        raise QueryError("catalogue", path, ("a path",))
    from nhs_internships.loading import load

    try:
        return load(path)
    except FormatError as error:
        # A JSON document does not know its file.
        raise FormatError(path, error.problems) from error
