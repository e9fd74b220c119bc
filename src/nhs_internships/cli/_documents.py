"""Contents as JSON documents. They hold ASCII alone, so that no console and no pipe can spoil them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from nhs_internships.cli._contents import Counts, Disagreements, Export, OneProject, Page, Projects
from nhs_internships.formats.data import to_dict

if TYPE_CHECKING:
    from nhs_internships.catalogue import Catalogue
    from nhs_internships.cli._contents import Content
    from nhs_internships.reconcile.conflicts import Conflict

__all__ = ["catalogue_text", "document_of"]

# In a JSON document such a character can only stand inside a text.
_NOT_ASCII = re.compile(r"[^\x00-\x7e]+")


def document_of(content: Content) -> str:
    """The JSON document of a content, without a newline at its end."""
    if isinstance(content, Export):
        return catalogue_text(content.catalogue)
    return json.dumps(_data(content), indent=2)


def catalogue_text(catalogue: Catalogue) -> str:
    """A whole catalogue, as `Catalogue.from_json` reads it."""
    return _NOT_ASCII.sub(lambda found: json.dumps(found.group())[1:-1], catalogue.to_json(indent=2))


def _data(content: Content) -> object:
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
        case Counts(name, as_of, totals, fields):
            return {
                "name": name,
                "as_of": as_of,
                **totals,
                "by": {field: dict(counts) for field, counts in fields.items()},
            }
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
        case Export(catalogue):
            return to_dict(catalogue)


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {
        "slug": conflict.slug,
        "field": str(conflict.field),
        "severity": str(conflict.severity),
        "values": [
            {"value": str(value), "claims": [to_dict(claim) for claim in claims]} for value, claims in conflict.values
        ],
    }
