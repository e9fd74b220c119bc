"""A wave opens and closes in one step: statuses, data files, and the numbers on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, old_page, record, write
from nhs_internships.errors import MoveRefused, ParseError, UnknownSlug

if TYPE_CHECKING:
    from pathlib import Path

WAVE = "Wave 6 (February - July 2024)"
PAGES = {
    "index.md": (
        "---\npermalink: /\n---\n<b>3</b> open projects, <b>1</b> completed project, <b>2</b> waves.\n\n"
        "We have three open projects.\n\n## Current Projects\n\n## Open Projects\n\n"
        "- [Ants](/ants-a/)\n- [Bees](/bees-b/)\n- [Wasps](/wasps-w/)\n\n"
        "## Completed Projects\n\n- [Moths](/moths-m/)\n"
    ),
    "projects/new_open/bees.md": brief("Bees", "/bees-b/"),
    "projects/active/moved.md": brief("Others", "/others-o/"),
    "_data/completed.yml": record("P31 - Moths", permalink="/moths-m/"),
    "_data/kanban.yml": "- name: Wave 3 - June to December 2022\n  limit:\n",
    "old.md": old_page("## Open Projects", "- [Bees](/bees-b/)"),
}


@pytest.fixture
def site(tmp_path: Path) -> ni.Site:
    """A site with three open projects."""
    return ni.Site.open(write(tmp_path, PAGES))


def statuses(site: ni.Site, *slugs: str) -> list[str]:
    """The statuses of projects."""
    return [str(site.catalogue[slug].status) for slug in slugs]


def test_projects_become_active_under_the_wave(site: ni.Site) -> None:
    """All of them, in one change; briefs and data file follow, and other projects stay."""
    changes = site.open_wave(WAVE, ["bees-b", "ants-a"])
    after = site.after(changes)
    assert statuses(after, "ants-a", "bees-b", "wasps-w", "moths-m") == ["active", "active", "open", "completed"]
    assert [str(after.catalogue[slug].wave) for slug in ("ants-a", "bees-b")] == [str(ni.Wave.parse(WAVE))] * 2
    assert "- name: Wave 6 - February to July 2024\n" in after.documents["_data/kanban.yml"].text
    assert "projects/active/bees.md" in after.documents
    assert changes.title == f"open {WAVE}"


def test_the_end_of_a_wave_completes_its_projects(site: ni.Site) -> None:
    """They get records of the wave, with its months, though only its number was given."""
    opened = site.after(site.open_wave(WAVE, ["bees-b", "ants-a"]))
    after = opened.after(opened.close_wave("Wave 6"))
    assert statuses(after, "ants-a", "bees-b", "wasps-w") == ["completed", "completed", "open"]
    assert after.documents["_data/completed.yml"].text.count("stage: Wave 6 - February to July 2024\n") == 2


def test_numbers_in_figures_follow(site: ni.Site) -> None:
    """Those that were right are right again; words are left to a person, and say so once."""
    changes = site.open_wave(WAVE, ["bees-b", "ants-a"])
    after = site.after(changes)
    assert "<b>1</b> open projects, <b>1</b> completed project," in after.documents["index.md"].text
    told = [one for one in changes.warnings if "three open projects" in one]
    assert len(told) == 1
    closed = after.after(after.close_wave(WAVE))
    assert "<b>1</b> open projects, <b>3</b> completed project," in closed.documents["index.md"].text


def test_numbers_that_were_wrong_stay(tmp_path: Path) -> None:
    """Nobody knows what they count."""
    text = PAGES["index.md"].replace("<b>3</b> open", "<b>7</b> open")
    site = ni.Site.open(write(tmp_path, PAGES | {"index.md": text}))
    assert "<b>7</b> open projects" in site.after(site.open_wave(WAVE, ["bees-b"])).documents["index.md"].text


def test_nothing_is_written_before_it_is_applied(site: ni.Site, tmp_path: Path) -> None:
    """All steps are one change, which a later reading confirms."""
    changes = site.open_wave(WAVE, ["bees-b", "ants-a"])
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == PAGES["index.md"]
    changes.apply()
    again = ni.Site.open(tmp_path)
    assert {path: page.text for path, page in again.documents.items()} == {
        path: page.text for path, page in site.after(changes).documents.items()
    }


@pytest.mark.parametrize(
    ("wave", "slugs", "error", "message"),
    [
        (WAVE, [], MoveRefused, "give the slug of each"),
        (WAVE, ["bees-b", "bees-b"], MoveRefused, "given twice"),
        (WAVE, ["bes-b"], UnknownSlug, 'did you mean "bees-b"?'),
        ("the sixth", ["bees-b"], ParseError, "invalid wave"),
    ],
)
def test_what_cannot_open_is_refused(
    wave: str, slugs: list[str], error: type[Exception], message: str, site: ni.Site
) -> None:
    """The reason is named."""
    with pytest.raises(error) as caught:
        site.open_wave(wave, slugs)
    assert message in str(caught.value)


def test_a_wave_that_does_not_run_cannot_close(site: ni.Site) -> None:
    """The waves that run are named."""
    opened = site.after(site.open_wave(WAVE, ["bees-b"]))
    with pytest.raises(MoveRefused) as caught:
        opened.close_wave("Wave 9")
    assert str(caught.value).endswith(f"waves that run: {WAVE}")


def test_the_running_waves_of_the_real_site_close(corpus: Path) -> None:
    """Each of the six projects is completed, and no other one changes."""
    site = ni.Site.open(corpus / "later/2024-02-05-3cf845d")
    after = site.after(site.close_wave("Wave 4"))
    after = after.after(after.close_wave("Wave 5"))
    before = {project.slug: project.status for project in site.catalogue}
    changed = [project for project in after.catalogue if project.status is not before[project.slug]]
    assert [str(project.status) for project in changed] == ["completed"] * 6
