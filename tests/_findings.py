"""Findings of checks on small sites, in few words, and what their fixes write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from _sites import write
from nhs_internships.checks import check
from nhs_internships.source.text import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nhs_internships.checks import Settings
    from nhs_internships.diagnostics import Diagnostic

__all__ = ["find", "mended", "places"]


def find(
    folder: Path,
    pages: Mapping[str, str],
    family: str | tuple[str, ...],
    *,
    as_of: str | None = None,
    settings: Settings | None = None,
) -> list[Diagnostic]:
    """The findings on a site whose codes begin with a text, or one of several."""
    found = check(write(folder, pages), as_of=as_of, settings=settings)
    return [one for one in found if one.code.startswith(family)]


def places(found: list[Diagnostic]) -> list[str]:
    """Code, page and line of each finding: ``NI601 index.md:3``."""
    return [f"{one.code} {one.path}:{one.line}" for one in found]


def mended(pages: Mapping[str, str], found: Diagnostic, *, is_safe: bool = True) -> dict[str, str]:
    """The pages that the fix of a finding changes, as it leaves them."""
    assert found.fix is not None
    assert found.fix.is_safe == is_safe
    changed = {edit.path for edit in found.fix.edits}
    return {
        path: apply(pages[path], [Edit(edit.span, edit.text) for edit in found.fix.edits if edit.path == path])
        for path in sorted(changed)
    }
