"""A catalogue as a data package: every table as a CSV file, and ``datapackage.json``, which describes them.

The descriptor follows the Data Package and Table Schema specifications, version 1, which all tools read.
Source: https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nhs_internships.catalogue import Catalogue
from nhs_internships.formats.csv import to_csv
from nhs_internships.formats.schema import TABLES, Column, ColumnKind, TableSchema

__all__ = ["to_data_package", "to_zip"]

_TYPES = {
    ColumnKind.TEXT: "string",
    ColumnKind.WHOLE: "integer",
    ColumnKind.MONTH: "date",
    ColumnKind.CATEGORY: "string",
    ColumnKind.BOOLEAN: "boolean",
    ColumnKind.DAY: "date",
    ColumnKind.MOMENT: "datetime",
}
_LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
"""The licence of the scheme's pages, and so of what they state."""
_OLDEST = (
    1980,
    1,
    1,
    0,
    0,
    0,
)
"""The first moment that a zip archive can state: the same catalogue gives the same bytes."""


def __dir__() -> list[str]:
    return __all__


def to_data_package(catalogue: Catalogue, *, byte_order_mark: bool = False) -> dict[str, bytes]:
    """The files of a data package, by name: a CSV file for each table, and ``datapackage.json``.

    Examples:
        >>> import nhs_internships as ni
        >>> [*to_data_package(ni.bundled())][:2]
        ['projects.csv', 'badges.csv']

    Args:
        catalogue: The catalogue.
        byte_order_mark: Begin CSV files with a byte order mark, so that Excel takes them for UTF-8.

    Raises:
        FormatError: A value of the catalogue is of a type that it cannot have, or a text holds a lone surrogate.
    """
    encoding = "utf-8-sig" if byte_order_mark else "utf-8"
    files = {f"{table}.csv": to_csv(catalogue, table).encode(encoding) for table in TABLES}
    descriptor = {**_about(catalogue), "resources": [_resource(table, encoding) for table in TABLES.values()]}
    # ASCII alone, so a byte order mark or another encoding makes no difference to it.
    return {**files, "datapackage.json": f"{json.dumps(descriptor, indent=2)}\n".encode()}


def to_zip(catalogue: Catalogue, *, byte_order_mark: bool = False) -> bytes:
    """The bytes of a zip archive that holds a data package; they depend on the catalogue alone.

    Raises:
        FormatError: A value of the catalogue is of a type that it cannot have, or a text holds a lone surrogate.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in to_data_package(catalogue, byte_order_mark=byte_order_mark).items():
            archive.writestr(ZipInfo(name, _OLDEST), data, ZIP_DEFLATED)
    return target.getvalue()


def _about(catalogue: Catalogue) -> dict[str, object]:
    paths = dict.fromkeys(claim.path for claims in catalogue.claims_by_slug.values() for claim in claims if claim.path)
    about: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": "nhs-internships",
        "title": catalogue.name or "Catalogue of internships",
        "description": "Projects, internships and waves of the NHS England data-science PhD internship scheme. "
        "A cell that a spreadsheet could take for a formula has a single quote before it.",
        "licenses": [_LICENCE],
    }
    if catalogue.as_of:
        about["as_of"] = catalogue.as_of.isoformat()
    return {**about, "sources": [{"title": path} for path in sorted(paths)]} if paths else about


def _resource(table: TableSchema, encoding: str) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "schema": _schema(table),
    }


def _schema(table: TableSchema) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [*map(_field, table.columns)], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {"fields": list(one.columns), "reference": {"resource": one.table, "fields": list(one.key)}}
            for one in table.references
        ]
    return schema


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    # An empty text stands in quotes, which a reader of CSV may ignore; it would take the text for a missing one.
    if not column.nullable and column.kind is not ColumnKind.TEXT:
        constraints["required"] = True
    if column.words:
        constraints["enum"] = [str(word) for word in column.words]
    field: dict[str, object] = {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning}
    return {**field, "constraints": constraints} if constraints else field
