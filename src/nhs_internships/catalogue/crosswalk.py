"""The crosswalk: which project an internship's code means, for records and output pages, which carry no permalink."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path

from nhs_internships.errors import ReadError
from nhs_internships.limits import DEFAULT_LIMITS
from nhs_internships.model.slugs import slug_of_url
from nhs_internships.source.files import content
from nhs_internships.source.text import SourceText

__all__ = ["Crosswalk", "default_crosswalk", "read_crosswalk"]

Crosswalk = Mapping[str, str] | PathLike[str] | str | None
"""Code of an internship -> slug: a mapping, a TOML file that holds one, the bundled one, its certain part, or none."""

_HINT = 'write codes and slugs, like P22 = "made-up-project"'


def read_crosswalk(given: Crosswalk) -> Mapping[str, str]:
    """The crosswalk that a caller means, with slugs as links spell them.

    Raises:
        OSError: The file cannot be opened.
        ReadError: It is no crosswalk.
    """
    match given:
        case None:
            return {}
        case "bundled" | "certain":
            return default_crosswalk(likely=given == "bundled")
        case Mapping():
            return _codes(given, "the crosswalk")
        case str() | PathLike():
            place = Path(given)
            return _tables(SourceText.from_bytes(content(place, DEFAULT_LIMITS.text_bytes), place.as_posix()))
    raise ReadError(str(given), "not a crosswalk", 'pass a mapping, a path, "bundled", "certain" or None')


@lru_cache(maxsize=2)
def default_crosswalk(*, likely: bool = True) -> Mapping[str, str]:
    """Code of an internship -> slug of its project, as the package ships it.

    Args:
        likely: With the codes for which titles and subjects agree, but no link or repository proves it.
    """
    shipped = files("nhs_internships").joinpath("data", "crosswalk.toml")
    return _tables(SourceText.from_bytes(shipped.read_bytes(), shipped.name), likely=likely)


def _tables(source: SourceText, *, likely: bool = True) -> Mapping[str, str]:
    """The tables ``[codes]`` and ``[likely]`` of a TOML document; the second one may be missing."""
    try:
        document: dict[str, object] = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(source.name, f"not TOML: {error}") from None
    if "codes" not in document:
        raise ReadError(source.name, "there is no table [codes]", _HINT)
    certain = _codes(document["codes"], source.name)
    return {**(_codes(document.get("likely", {}), source.name) if likely else {}), **certain}


def _codes(given: object, name: str) -> Mapping[str, str]:
    if not isinstance(given, Mapping):
        raise ReadError(name, f"expected a table of codes, got {given!r}", _HINT)
    found: dict[str, str] = {}
    for code, slug in given.items():
        known = slug_of_url(slug) if isinstance(slug, str) else None
        if known is None or not isinstance(code, str):
            raise ReadError(name, f"the code {code!r} has no slug", _HINT)
        found[code] = known
    return found
