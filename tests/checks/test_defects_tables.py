"""Defects of tables and of the syntax of links in the sites of the corpus, one by one.

D20: the address of a badge as text. D23: tables. D34: emphasis that is not closed. D35: a link that is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _checked import Defect, is_found, lines

if TYPE_CHECKING:
    from pathlib import Path

DEFECTS = (
    Defect("D20", "2022-07-29-a1d5977", "index.md", (163, 164), "NI207"),
    Defect("D20", "2022-07-29-a60b78a", "index.md", (163, 164), "NI207"),
    Defect("D23", "2023-06-26-3ec53ef", "content/projects/active/active.md", (25,), "NI502"),
    Defect("D23", "2023-06-26-3ec53ef", "content/projects/active/active.md", (18,), "NI503"),
    Defect("D23", "2023-06-26-3ec53ef", "content/projects/new_open/open.md", (17,), "NI503"),
    Defect("D23", "2023-06-26-3ec53ef", "index.md", (17, 21), "NI504"),
    Defect("D23", "2023-07-05-8187127", "content/projects/active/active.md", (25,), "NI502"),
    Defect("D23", "2023-07-05-8187127", "content/projects/active/active.md", (18,), "NI503"),
    Defect("D23", "2023-07-05-8187127", "content/projects/new_open/open.md", (17,), "NI503"),
    Defect("D23", "2023-07-05-8187127", "index.md", (17, 21), "NI504"),
    Defect("D23", "2023-08-03-8df23fd", "content/projects/old_site/active.md", (25,), "NI502"),
    Defect("D23", "2023-08-03-8df23fd", "content/projects/old_site/active.md", (18,), "NI503"),
    Defect("D23", "2023-08-03-8df23fd", "content/projects/old_site/open.md", (17,), "NI503"),
    Defect("D23", "2023-08-03-8df23fd", "index.md", (21, 25), "NI504"),
    Defect("D23", "2024-02-05-3cf845d", "content/projects/old_site/active.md", (25,), "NI502"),
    Defect("D23", "2024-02-05-3cf845d", "content/projects/old_site/active.md", (18,), "NI503"),
    Defect("D23", "2024-02-05-3cf845d", "content/projects/old_site/open.md", (17,), "NI503"),
    Defect("D23", "2024-02-05-3cf845d", "index.md", (21, 25), "NI504"),
    Defect(
        "D35",
        "2022-03-07-333279f",
        "projects/transforming-healthcare-data-with-graph-based-techniques-using-sail-databank.md",
        (16,),
        "NI507",
    ),
)


@pytest.mark.parametrize("defect", DEFECTS, ids=str)
def test_a_defect_is_found(defect: Defect, corpus: Path) -> None:
    """The finding is at the file and line of the defect."""
    assert is_found(corpus, defect)


def test_emphasis_that_is_not_closed_is_found() -> None:
    """D34: no site has it; a subtitle in italics that lacks its second star."""
    page = "## Projects\n### Open\n*Projects that nobody works on\n\n- [Maps of hedges](maps-of-hedges/)\n"
    assert lines({"content/projects.md": page}, "NI506") == [3]
