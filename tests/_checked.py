"""Checks of pages that a test writes: their findings, and the pages after a fix."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import nhs_internships as ni
from nhs_internships.checks import check
from nhs_internships.source.text import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nhs_internships.diagnostics import Diagnostic

__all__ = [
    "FIELDS",
    "Defect",
    "findings",
    "findings_of_site",
    "fixed",
    "full_brief",
    "is_found",
    "lines",
    "one",
    "site_folder",
]

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


@cache
def findings_of_site(folder: Path) -> Mapping[tuple[str, int | None, str], Diagnostic]:
    """The findings about a site of the corpus, by path, line and code."""
    return {(finding.path, finding.line, finding.code): finding for finding in check(folder)}


def site_folder(corpus: Path, site: str) -> Path:
    """The folder of a site: nine are in one folder of the corpus, later ones in another."""
    return next(folder for folder in (corpus / "site" / site, corpus / "later" / site) if folder.is_dir())


def is_found(corpus: Path, defect: Defect) -> bool:
    """Whether a check of the whole site reports each line of a defect."""
    found = findings_of_site(site_folder(corpus, defect.site))
    return all((defect.path, line, defect.code) in found for line in defect.lines)


class Defect(NamedTuple):
    """A defect of a page of the corpus: where it is, and the code under which it is reported.

    Attributes:
        number: Its number in the survey of the pages.
        site: The date and commit of the site.
        path: The page.
        lines: The lines, from 1.
        code: The code of the finding.
    """

    number: str
    site: str
    path: str
    lines: tuple[int, ...]
    code: str

    def __str__(self) -> str:
        return f"{self.number} {self.site}/{self.path}:{self.lines[0]} {self.code}"
