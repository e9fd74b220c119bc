"""Contents as JSON documents. They hold ASCII alone, so that no console and no pipe can spoil them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from nhs_internships.cli._contents import (
    Alike,
    Counts,
    Disagreements,
    Export,
    Found,
    OneProject,
    Page,
    Projects,
    Written,
)
from nhs_internships.formats.data import to_dict

if TYPE_CHECKING:
    from nhs_internships.catalogue import Catalogue, Conflict
    from nhs_internships.cli._contents import Content
    from nhs_internships.model import Project
    from nhs_internships.query import Hit, Similar

__all__ = ["catalogue_text", "document_of"]

# In a JSON document such a character can only stand inside a text.
_NOT_ASCII = re.compile(r"[^\x00-\x7e]+")


def document_of(content: Content) -> str:
    """The JSON document of a content, without a newline at its end."""
    if isinstance(content, Export):
        return content.text.removesuffix("\n")
    return json.dumps(_data(content), indent=2)


def catalogue_text(catalogue: Catalogue) -> str:
    """A whole catalogue, as `Catalogue.from_json` reads it."""
    return _NOT_ASCII.sub(lambda found: json.dumps(found.group())[1:-1], catalogue.to_json(indent=2))


def _data(content: Content) -> object:  # noqa: PLR0911 - one for each content
    match content:
        case Projects(projects):
            return [to_dict(project) for project in projects]
        case OneProject(project):
            return {
                "project": to_dict(project),
                "relations": [to_dict(relation) for relation in content.catalogue.related(project.slug)],
                "claims": [to_dict(claim) for claim in content.claims],
                "conflicts": [_conflict(conflict) for conflict in content.conflicts],
            }
        case Counts(name, as_of, totals, fields, tables):
            return {
                "name": name,
                "as_of": as_of,
                **totals,
                "by": {field: dict(counts) for field, counts in fields.items()},
                "tables": {table.name: table.records() for table in tables},
            }
        case Found(hits):
            return [_hit(project, hit) for project, hit in hits]
        case Alike(others):
            return [_similar(project, other) for project, other in others]
        case Disagreements(conflicts):
            return [_conflict(conflict) for conflict in conflicts]
        case Page(name, dialect, entries, brief, diagnostics):
            return {
                "name": name,
                "dialect": dialect,
                "entries": [to_dict(entry) for entry in entries],
                "brief": None if brief is None else to_dict(brief),
                "diagnostics": [to_dict(found) for found in diagnostics],
            }
        case Written(path, size):
            return {"path": path, "bytes": size}
        case Export(text):
            return text


def _hit(project: Project, hit: Hit) -> dict[str, object]:
    return {"slug": hit.slug, "title": project.title, "score": hit.score, "snippet": hit.snippet}


def _similar(project: Project, other: Similar) -> dict[str, object]:
    shared = {"labels": other.labels, "keywords": other.keywords, "words": other.words}
    return {"slug": other.slug, "title": project.title, "score": other.score, **shared}


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {
        "slug": conflict.slug,
        "field": str(conflict.field),
        "severity": str(conflict.severity),
        "values": [
            {"value": str(value), "claims": [to_dict(claim) for claim in claims]} for value, claims in conflict.values
        ],
    }
