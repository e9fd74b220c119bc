"""What checks find on small sites, and what their fixes make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from _sites import write
from nhs_internships.checks import check
from nhs_internships.source.text import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nhs_internships.diagnostics import Diagnostic

__all__ = ["findings", "mended", "places"]


def findings(folder: Path, pages: Mapping[str, str], *codes: str) -> list[Diagnostic]:
    """What is found on a site of these pages; only of the wanted codes or families, if any are named."""
    return [found for found in check(write(folder / "site", pages)) if found.code.startswith(codes or ("NI",))]


def places(found: list[Diagnostic]) -> list[str]:
    """Code, file and line of each finding."""
    return [f"{one.code} {one.path}:{one.line}" for one in found]


def mended(pages: Mapping[str, str], found: Diagnostic) -> dict[str, str]:
    """The pages after the fix of a finding; only those that change."""
    assert found.fix is not None
    edits: dict[str, list[Edit]] = {}
    for edit in found.fix.edits:
        edits.setdefault(edit.path, []).append(Edit(edit.span, edit.text))
    return {path: apply(pages[path], changes) for path, changes in edits.items()}
