"""A change warns of what checking finds after it and not before it."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import nhs_internships as ni
from _sites import brief, listing, write
from nhs_internships.testing import SMALL_SITE, SMALL_SITE_AS_OF

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AREA = "![area](https://img.shields.io/badge/NLP-yellow)"
ODD = "![area](https://img.shields.io/badge/Nature-yellow)"
PAGE = "content/projects.md"


def site_of(folder: Path, pages: Mapping[str, str]) -> ni.Site:
    return ni.Site.open(write(folder / "site", pages), as_of=SMALL_SITE_AS_OF)


def test_an_entry_that_lacks_what_the_others_have_is_announced(tmp_path: Path) -> None:
    """An added one, by its page and line."""
    changes = site_of(tmp_path, SMALL_SITE).add("Sea ice")
    assert changes.warnings[0] == (
        f"{PAGE}, line 14: this entry has no area, technique or modality badge; "
        "5 of the 6 entries of this page have one (NI709)"
    )


def test_warnings_may_be_read_late(tmp_path: Path) -> None:
    """After the change was written, joined with another one or pickled, they are the same."""
    site = site_of(tmp_path, SMALL_SITE)
    expected = site.add("Sea ice").warnings
    assert expected
    changes = site.add("Sea ice")
    joined = changes.then(site.after(changes).plan(new={"note.txt": "Sea ice"}, warnings=["read the note"]))
    assert pickle.loads(pickle.dumps(site.add("Sea ice"))).warnings == expected
    changes.apply()
    assert changes.warnings == expected
    assert joined.warnings == (*expected, "read the note")


def test_one_rule_on_one_page_is_one_sentence(tmp_path: Path) -> None:
    """With the lines of the other findings."""
    changes = site_of(tmp_path, SMALL_SITE).add("Sea ice")
    path = "content/projects/new_open/sea-ice.md"
    assert f'{path}, line 8: the field "Keywords" is empty (NI403, also on lines 10, 12, 14, 16, 18, 20, 22)' in (
        changes.warnings
    )


def test_what_was_wrong_before_is_not_announced(tmp_path: Path) -> None:
    """Here a link to nowhere on the page that changes, on other lines than before."""
    page = SMALL_SITE[PAGE] + "\n[Later]()\n"
    changes = site_of(tmp_path, {**SMALL_SITE, PAGE: page}).move("maps-of-hedges", "paused")
    assert changes.warnings == (f'{PAGE}: nothing is listed under "Open Projects Accepting Applications" any more',)


def test_what_moves_with_its_entry_is_not_announced(tmp_path: Path) -> None:
    """A label that no term has is as unknown on the other page."""
    pages = {
        "index.md": listing("## Current Projects", f"- [Ants](/ants-a/)\n{AREA}", "- [Bees](/bees-b/)") + f"{AREA}\n",
        PAGE: listing("## Open Projects", "- [Moths](/moths-c/)") + f"{ODD}\n\n- [Wasps](/wasps-d/)\n{AREA}\n",
    }
    assert not [one for one in site_of(tmp_path, pages).move("moths-c", "active").warnings if "Nature" in one]


def test_what_a_change_causes_on_another_page_is_announced(tmp_path: Path) -> None:
    """A page that does not change may link what goes."""
    pages = {
        PAGE: listing("## Open Projects", "- [Ants](/ants-a/)", "- [Bees](/bees-b/)"),
        "ants.md": brief("Ants", "/ants-a/"),
        "bees.md": brief("Bees", "/bees-b/"),
        "old.md": "---\nlayout: projects_old\n---\n## Open Projects\n- [Ants](/ants-a/)\n",
    }
    warnings = site_of(tmp_path, pages).remove("ants-a").warnings
    assert 'old.md, line 5: "Ants" leads to "ants-a", and no brief has that permalink (NI611)' in warnings


def test_what_the_settings_ignore_is_not_announced(tmp_path: Path) -> None:
    """Nobody wants to hear of it."""
    settings = {"nhs-internships.toml": 'ignore = ["NI403", "NI709"]\n'}
    assert site_of(tmp_path, {**SMALL_SITE, **settings}).add("Sea ice").warnings == ()


def test_a_wave_announces_what_is_left_at_its_end(tmp_path: Path) -> None:
    """A number that is wrong after its first move and right after its last is none of it."""
    page = SMALL_SITE["index.md"].replace("### Current", "There are 2 active projects.\n\n### Current")
    site = site_of(tmp_path, {**SMALL_SITE, "index.md": page})
    assert [one for one in site.check() if "2 active projects" in one.message]
    warnings = site.open_wave("Wave 6 (February - July 2024)", ["maps-of-hedges"]).warnings
    assert not [one for one in warnings if "active projects" in one]
