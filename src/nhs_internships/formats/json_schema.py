"""The form of the JSON and YAML documents as a JSON Schema (draft 2020-12), for other languages and tools.

It ships with the package as ``data/schema.json``. A script builds it from the classes of the model and their
docstrings, and a test holds both together.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from importlib.resources import files
from types import NoneType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from attrs import fields, has

from nhs_internships.catalogue import Catalogue
from nhs_internships.formats.document import SCHEMA, CatalogueDocument
from nhs_internships.formats.hooks import LEFT_OUT
from nhs_internships.model import Month

__all__ = ["build_schema", "json_schema"]


def __dir__() -> list[str]:
    return __all__


Schema: TypeAlias = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ATTRIBUTES = re.compile(r"\n\n?Attributes:\n(.*?)(?=\n\n\S|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
# What the classes check beyond the types of their attributes.
_BOUNDS: Mapping[tuple[str, str], Schema] = {("Wave", "number"): {"minimum": 1, "maximum": 999}}
_MONTH = "^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])$"


def json_schema() -> Schema:
    """The JSON Schema of a catalogue's document, as the package ships it.

    Examples:
        >>> json_schema()["$schema"]
        'https://json-schema.org/draft/2020-12/schema'

    Every document that `to_json` writes is valid by it. `from_json` accepts a little more: a key may be missing where
    the schema gives a default, and keys that are not known become findings.
    """
    shipped: Schema = json.loads(files("nhs_internships").joinpath("data", "schema.json").read_text(encoding="utf-8"))
    return shipped


def build_schema() -> Schema:
    """The JSON Schema made anew from the classes and their docstrings; `json_schema` gives what was shipped."""
    definitions: dict[str, Schema] = {}
    meanings = _attributes(Catalogue)
    # `Catalogue.claims` is a method, so the attribute has a longer name.
    meanings["claims"] = meanings.pop("claims_by_slug")
    types = get_type_hints(CatalogueDocument)
    del types["schema"]
    version = _described({"const": SCHEMA}, "The version of this form.")
    members = {key: _described(_schema_of(kind, definitions), meanings[key]) for key, kind in types.items()}
    return {
        "$schema": _DRAFT,
        "$id": f"urn:nhs-internships:catalogue:{SCHEMA}",
        "title": "Catalogue",
        **_object({"schema": version, **members}, _summary(Catalogue)),
        "$defs": dict(sorted(definitions.items())),
    }


def _object(members: Mapping[str, Schema], meaning: str) -> Schema:
    return {
        "description": meaning,
        "type": "object",
        "properties": dict(members),
        "required": [*members],
        "additionalProperties": False,
    }


def _schema_of(kind: object, definitions: dict[str, Schema]) -> Schema:
    """The schema of a type; classes are defined once and referred to."""
    match get_origin(kind), get_args(kind):
        case (None, _):
            return _schema_of_class(kind, definitions)
        case (origin, (one, other)) if origin is tuple and other is not Ellipsis:
            pair = [_schema_of(one, definitions), _schema_of(other, definitions)]
            return {"type": "array", "prefixItems": pair, "items": False, "minItems": 2}
        case (origin, (one, _)) if origin is tuple:
            return {"type": "array", "items": _schema_of(one, definitions)}
        case (origin, (_, value)) if origin is dict:
            return {"type": "object", "additionalProperties": _schema_of(value, definitions)}
        case (_, alternatives):
            return {"anyOf": [_schema_of(one, definitions) for one in alternatives]}


_SIMPLE: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def _schema_of_class(kind: object, definitions: dict[str, Schema]) -> Schema:
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if not isinstance(kind, type):
        raise TypeError(f"no JSON Schema for {kind}")
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # so that a class that holds itself ends
        definitions[kind.__name__] = _definition(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _definition(kind: type, definitions: dict[str, Schema]) -> Schema:
    if kind is Month:
        return {"description": "A month, such as 2024-07.", "type": "string", "pattern": _MONTH}
    if issubclass(kind, StrEnum):
        return {"description": _summary(kind), "type": "string", "enum": [str(word) for word in kind]}
    if not has(kind):
        raise TypeError(f"no JSON Schema for {kind}")
    types, meanings = get_type_hints(kind), _attributes(kind)
    members: dict[str, Schema] = {}
    for one in fields(kind):
        if (kind, one.name) == LEFT_OUT:
            continue
        schema = _schema_of(types[one.name], definitions) | _BOUNDS.get((kind.__name__, one.name), {})
        members[one.name] = _described(schema | _default(one.default), meanings.get(one.name, ""))
    return _object(members, _summary(kind))


def _default(value: object) -> Schema:
    match value:
        case None | str():
            return {"default": value}
        case int():
            return {"default": int(value)}
        case ():
            return {"default": []}
    return {}


def _described(schema: Schema, meaning: str) -> Schema:
    return {"description": meaning, **schema} if meaning else schema


def _summary(kind: type) -> str:
    return _readable((inspect.getdoc(kind) or "").partition("\n\n")[0])


def _attributes(kind: type) -> dict[str, str]:
    """The meaning of each attribute, from the docstring of the class."""
    block = _ATTRIBUTES.search(inspect.getdoc(kind) or "")
    return {name: _readable(text) for name, text in _ATTRIBUTE.findall(block[1])} if block else {}


def _readable(text: str) -> str:
    """A docstring for people who see a JSON document, in which nothing is null."""
    return " ".join(text.split()).replace("``None``", "null").replace("``", "`")
