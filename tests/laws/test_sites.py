"""Laws of whole sites, over small ones in any dialect: what is read, what is kept, and what fixes do."""

from __future__ import annotations

from collections import Counter
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given

import nhs_internships as ni
from nhs_internships.testing import sites, write_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nhs_internships.diagnostics import Diagnostic


def counted(findings: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    """How often each rule is broken on each page."""
    return Counter((found.code, found.path) for found in findings)


@given(sites())
def test_each_page_is_kept_and_each_brief_is_a_project(texts: dict[str, str]) -> None:
    """A site is read whole: every page to the character, and no project that has a brief is lost."""
    documents = [ni.parse(text, name=path) for path, text in texts.items()]
    assert [str(document) for document in documents] == list(texts.values())
    catalogue = ni.load(documents)
    briefs = [path for path in texts if path.startswith("content/projects/")]
    assert [path for path in briefs if path.rpartition("/")[2].removesuffix(".md") not in catalogue] == []


@given(sites())
def test_a_catalogue_of_a_site_is_written_and_read(texts: dict[str, str]) -> None:
    """What reconciling makes of awkward pages survives JSON."""
    catalogue = ni.load(ni.parse(text, name=path) for path, text in texts.items())
    assert ni.Catalogue.from_json(catalogue.to_json()) == catalogue


@given(sites())
def test_fixes_add_no_finding_and_are_made_once(texts: dict[str, str]) -> None:
    """After all fixes no rule is broken more often on any page, and fixing again changes nothing."""
    with TemporaryDirectory() as name:
        site = ni.Site.open(write_site(name, texts))
        changes = site.fix(unsafe=True)
        after = site.after(changes)
        assert not counted(after.check()) - counted(site.check())
        assert not after.fix(unsafe=True)
