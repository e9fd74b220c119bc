"""What the docs say of reconciling is what the code does."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from nhs_internships.catalogue.reconcile.authority import AUTHORITY, TIES, Origin
from places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "explanation" / "how-one-record-is-made.md"
ROWS = {
    "current listing, under a wave": Origin.RUNNING,
    "any other section": Origin.LISTING,
    "record of a data file": Origin.RECORD,
    "brief": Origin.BRIEF,
    "folder of the brief": Origin.FOLDER,
    "old page": Origin.OLD_PAGE,
    "output page": Origin.OUTPUT_PAGE,
}
COLUMNS = {"title, url, labels, description": "title url area technique modality topic description"}


def _table() -> list[list[str]]:
    """The cells of the table of authority, heads first."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(r"^\| source \|.*?(?=\n\n)", text, re.MULTILINE | re.DOTALL)
    assert found
    lines = [line for line in found.group().split("\n") if not line.startswith("|--")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_table_of_authority_is_that_of_the_code() -> None:
    """Each rank of each field stands in the docs, and no other."""
    (_, *heads), *rows = _table()
    said = {
        (field, next(origin for start, origin in ROWS.items() if label.startswith(start))): int(cell)
        for label, *cells in rows
        for head, cell in zip(heads, cells, strict=True)
        for field in COLUMNS.get(head, head).split()
        if cell
    }
    internal = {"slug"}  # what the name of a file says where nothing else does
    assert said == {
        (field, origin): origins.index(origin) + 1
        for field, origins in AUTHORITY.items()
        for origin in origins
        if field not in internal
    }


def test_the_order_of_ties_is_that_of_the_code() -> None:
    """The docs name the statuses in the order that decides."""
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"this order decides: {', '.join(TIES)}." in text


def test_the_figures_of_the_nine_sites_are_what_the_library_finds(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page can be built again, and each conflict of the newest state is explained."""
    if not (ROOT / "scripts").is_dir():
        pytest.skip("the scripts are not beside the tests")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    assert import_module("survey_sites").main([str(corpus / "site"), "--check"]) == 0
