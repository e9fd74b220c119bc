"""Checks of pages that a test writes: their findings, and the pages after a fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nhs_internships as ni
from nhs_internships.checks import check
from nhs_internships.source.text import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nhs_internships.diagnostics import Diagnostic

__all__ = ["FIELDS", "findings", "fixed", "full_brief", "lines", "one"]

FIELDS = {
    "Keywords": "Nature, Curation, Tabular",
    "Need": "Hedges are not on any map.",
    "Current Knowledge/Examples & Possible Techniques/Approaches": "Aerial photographs.",
    "Related Previous Internship Projects": "n/a",
    "Enables Future Work": "A count of hedges.",
    "Outcome/Learning Objectives": "A map.",
    "Datasets": "Photographs.",
    "Desired skill set": "Python.",
}
"""The labelled fields of a brief on which nothing is wrong."""


def full_brief(
    fields: Mapping[str, str] = FIELDS,
    *,
    title: str = "Maps of hedges",
    heading: str | None = None,
    permalink: str | None = "/maps-of-hedges/",
) -> str:
    """A brief with all its fields, or with those given; ``heading`` may hold a subheading on its second line."""
    keys = {"title": title, "description": f"NHS England PhD Internship - {title}", "permalink": permalink}
    front = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
    body = "".join(f"\n**{label}:** {text}".rstrip() + "\n" for label, text in fields.items())
    return f"---\n{front}---\n\n{f'# {title}' if heading is None else heading}\n{body}"


def findings(pages: Mapping[str, str] | str, *codes: str) -> list[Diagnostic]:
    """The findings of these codes about pages, or about one page of any name."""
    texts = {"projects/maps-of-hedges.md": pages} if isinstance(pages, str) else pages
    found = check([ni.parse(text, name=path) for path, text in texts.items()])
    return [finding for finding in found if finding.code in codes]


def lines(pages: Mapping[str, str] | str, code: str) -> list[int | None]:
    """The lines of the findings of a code."""
    return [finding.line for finding in findings(pages, code)]


def one(pages: Mapping[str, str] | str, code: str) -> Diagnostic:
    """The only finding of a code."""
    [finding] = findings(pages, code)
    return finding


def fixed(page: str, code: str, name: str = "projects/maps-of-hedges.md") -> str:
    """A page after the fixes of all findings of a code, which are gone then."""
    found = findings({name: page}, code)
    edits = [Edit(edit.span, edit.text) for finding in found if finding.fix for edit in finding.fix.edits]
    after = apply(page, edits)
    assert not findings({name: after}, code)
    return after
