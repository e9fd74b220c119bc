"""`export`, `schema` and `plot`: what the catalogue becomes for other programs and for print."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from nhs_internships.cli._contents import Export, Written
from nhs_internships.cli._documents import catalogue_text
from nhs_internships.cli._sources import open_catalogue
from nhs_internships.cli._table import Outcome, Refusal
from nhs_internships.errors import QueryError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.cli._table import Given

__all__ = ["export", "plot", "schema"]

_FORMATS: Mapping[str, Callable[[Catalogue, str], str]] = MappingProxyType(
    {
        "json": lambda catalogue, _: catalogue_text(catalogue) + "\n",
        "yaml": lambda catalogue, _: catalogue.to_yaml(),
        "csv": lambda catalogue, table: catalogue.to_csv(table),
    }
)
_BY_SUFFIX = MappingProxyType({".json": "json", ".yaml": "yaml", ".yml": "yaml", ".csv": "csv"})


def export(given: Given) -> Outcome:
    """Write the catalogue for another program.

    A JSON or YAML document holds all of it and can be read again: Catalogue.from_json, Catalogue.from_yaml, and
    --catalogue FILE.json. CSV holds one table, and no cell of it starts a formula. All are UTF-8.
    """
    path = given.one("output")
    path = None if path == "-" else path  # as everywhere, a dash is standard output
    form = _allowed("format", given.one("format") or _by_suffix(path), _FORMATS)
    table = given.one("table")
    if form != "csv" and table is not None:
        raise Refusal(f"only CSV has tables, not {form}; add --format csv, or leave --table out")
    if form != "json" and path is None and "json" in given.flags:
        raise Refusal(f"--json and --format {form} cannot both be printed; leave one out, or name a file with -o")
    if table is not None:
        from nhs_internships.formats.schema import table_of

        table_of(table)  # a wrong table need not wait until the catalogue is read
    text = _FORMATS[form](open_catalogue(given.one("catalogue")), table or "projects")
    return Outcome(content=Export(text)) if path is None else _write(path, text.encode())


def schema(given: Given) -> Outcome:
    """Print the JSON Schema of a catalogue's document.

    It is of draft 2020-12, and holds for `export --format json` and `export --format yaml`.
    """
    from nhs_internships.formats.json_schema import json_schema

    return Outcome(content=Export(json.dumps(json_schema(), indent=2) + "\n"))


def plot(given: Given) -> Outcome:
    """Draw a picture of the catalogue into a file. Needs the extra "plot".

    counts: how many projects have each status. waves: the cohorts on a line of time, with their internships.
    heatmap: areas against kinds of data. trend: areas over the waves. The end of the file's name decides its form:
    .png, .svg or .pdf. No display is needed, and the same catalogue gives the same picture.
    """
    from nhs_internships.plots import FORMATS, KINDS, picture

    kind = _allowed("kind", given.one("kind") or "", KINDS)
    path = given.one("output")
    if path is None:
        raise Refusal(f"a picture needs a file: -o {kind}.png")
    form = Path(path).suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise Refusal(f"{path}: a picture ends in {', '.join(f'.{one}' for one in FORMATS[:-1])} or .{FORMATS[-1]}")
    catalogue = open_catalogue(given.one("catalogue"))
    try:
        data = picture(catalogue, kind, form)
    except ImportError as error:
        # Any other failing import is a fault, and should look like one.
        if error.name != "matplotlib":
            raise
        raise Refusal(str(error)) from None
    return _write(path, data)


def _allowed(what: str, value: str, allowed: Collection[str]) -> str:
    if value not in allowed:
        raise QueryError(what, value, tuple(allowed), nearest(value, allowed))
    return value


def _by_suffix(path: str | None) -> str:
    """The format that the name of a file means."""
    return _BY_SUFFIX.get(Path(path or "").suffix.lower(), "json")


def _write(path: str, data: bytes) -> Outcome:
    """Write a file: the one that was named, and no other."""
    if not path or "\0" in path:
        raise QueryError("file", path, ("a path",))
    place = Path(path)
    if place.is_symlink():
        raise OSError(errno.ELOOP, "a link to another place; name the file itself", path)
    place.write_bytes(data)
    return Outcome(content=Written(path, len(data)), messages=(f"wrote {path}",))
