"""The defect of waves that the survey of the real pages lists; it occurs in none of the sites (D38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from _findings import find, places
from _sites import record

if TYPE_CHECKING:
    from pathlib import Path


def test_d38_a_stage_that_no_column_has(tmp_path: Path) -> None:
    """The stages were renamed, and one record kept the old one."""
    pages = {
        "_data/project.yml": record("Maps of hedges", "Delivery") + record("Counting bees", "Dissemination"),
        "_data/kanban.yml": "- name: Discovery\n- name: Delivery\n- name: Complete\n",
    }
    assert places(find(tmp_path, pages, "NI905")) == ["NI905 _data/project.yml:4"]
