"""A catalogue as a file, or as a folder of files: the file extension sets the format."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path

from nhs_internships.catalogue import Catalogue
from nhs_internships.display.page import to_page
from nhs_internships.errors import FormatError, Problem, QueryError, did_you_mean, nearest
from nhs_internships.formats.arrow import to_parquet
from nhs_internships.formats.csv import to_csv
from nhs_internships.formats.data_package import to_data_package, to_zip
from nhs_internships.formats.excel import to_excel
from nhs_internships.formats.json import to_json
from nhs_internships.formats.linked_data import to_jsonld, to_turtle
from nhs_internships.formats.schema import TABLES, table_of
from nhs_internships.formats.sqlite import to_sqlite
from nhs_internships.formats.yaml import to_yaml
from nhs_internships.source.writing import replace

__all__ = ["SUFFIXES", "write"]


def __dir__() -> list[str]:
    return __all__


def write(
    catalogue: Catalogue, path: str | PathLike[str], table: str | None = None, *, byte_order_mark: bool = False
) -> Path:
    """Write a catalogue to a file; an existing file is replaced. See `Catalogue.write`.

    Raises:
        FormatError: No format has this file extension, or a table was named for a file or folder of all tables.
        QueryError: There is no such table, or a file of one table was asked for without naming it.
        ImportError: The library of the format is not installed; the error names the command.
        OSError: The file cannot be written.
    """
    place = Path(path)
    if place.is_dir() or os.fspath(path).endswith(("/", os.sep)):
        if table is not None:
            raise FormatError(place.name, [Problem("table", "a folder holds every table; leave the table out")])
        return _write_folder(catalogue, place, byte_order_mark)
    suffix = place.suffix.casefold()
    if suffix in _DOCUMENTS:
        if table is not None:
            problem = f"a {suffix} file holds the whole catalogue; leave the table out"
            raise FormatError(place.name, [Problem("table", problem)])
        replace(place, _DOCUMENTS[suffix](catalogue, byte_order_mark))
    elif suffix in _TABLES:
        replace(place, _TABLES[suffix](catalogue, _named(place, table), byte_order_mark))
    else:
        raise FormatError(place.name, [Problem("", _unknown(suffix))])
    return place


def _unknown(suffix: str) -> str:
    hint = did_you_mean(nearest(suffix, SUFFIXES)) or "."
    return f'unknown file extension "{suffix}"{hint} Valid: {", ".join(SUFFIXES)}, or a folder, such as tables/'


def _named(place: Path, table: str | None) -> str:
    if table is None:
        stem = f'; did you mean table="{place.stem}"?' if place.stem in TABLES else "."
        problem = f"one of the tables {', '.join(TABLES)}, since a {place.suffix} file holds one{stem}"
        raise QueryError("table", "", expected=problem)
    return table_of(table).name


def _write_folder(catalogue: Catalogue, folder: Path, byte_order_mark: bool) -> Path:
    """A data package."""
    files = to_data_package(catalogue, byte_order_mark=byte_order_mark)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        replace(folder / name, data)
    return folder


_DOCUMENTS: Mapping[str, Callable[[Catalogue, bool], bytes]] = {
    ".json": lambda catalogue, _: f"{to_json(catalogue, indent=2)}\n".encode(),
    **dict.fromkeys((".yaml", ".yml"), lambda catalogue, _: to_yaml(catalogue).encode()),
    ".xlsx": lambda catalogue, _: to_excel(catalogue),
    ".sqlite": lambda catalogue, _: to_sqlite(catalogue),
    ".zip": lambda catalogue, byte_order_mark: to_zip(catalogue, byte_order_mark=byte_order_mark),
    ".jsonld": lambda catalogue, _: to_jsonld(catalogue).encode(),
    ".ttl": lambda catalogue, _: to_turtle(catalogue).encode(),
    ".html": lambda catalogue, _: to_page(catalogue),
}
"""Files of a whole catalogue, by file extension; whether CSV begins with a byte order mark."""

_TABLES: Mapping[str, Callable[[Catalogue, str, bool], bytes]] = {
    ".csv": lambda catalogue, table, mark: to_csv(catalogue, table).encode("utf-8-sig" if mark else "utf-8"),
    ".parquet": lambda catalogue, table, _: to_parquet(catalogue, table),
}
"""Files of one table, by file extension."""

SUFFIXES = (*_DOCUMENTS, *_TABLES)
"""Every file extension that can be written."""
