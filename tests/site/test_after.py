"""A site after a change that was not applied is the site that would be read after it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _sites import brief, listing, write
from nhs_internships.errors import ChangeRefused, ReadError
from nhs_internships.site import ChangeSet, FileChange

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = "content/projects.md"
HIVES = "content/projects/new_open/mapping-hives.md"
ACTIVE = "content/projects/active/mapping-hives.md"
OLD_PAGE = "content/projects/old_site/open.md"
TEMPLATE = brief("New topic", "/new-topic/", keywords="KeyWord1, KeyWord2")


def retitled(site: ni.Site, path: str = PAGE, title: str = "Mapping all hives") -> ni.Document:
    """A page with another title of its first entry."""
    return site.documents[path].edit(0, title=title)


CHANGES: dict[str, Callable[[ni.Site], ChangeSet]] = {
    "nothing": lambda site: site.plan(),
    "an edited page": lambda site: site.plan([retitled(site)]),
    "a moved brief": lambda site: site.plan(moved={HIVES: ACTIVE}),
    "a brief that is edited and moved": lambda site: site.plan(
        [site.documents[HIVES].edit_brief(title="All hives")], moved={HIVES: ACTIVE}
    ),
    "a new listing": lambda site: site.plan(new={"content/a.md": listing("## Paused Projects", "new-one: New one")}),
    "a template": lambda site: site.plan(new={"content/new-topic.md": TEMPLATE}),
    "a file that is no page": lambda site: site.plan(new={"content/style.css": "p {}"}),
    "deleted pages": lambda site: site.plan(deleted=[OLD_PAGE, "_data/completed.yml"]),
    "everything": lambda site: site.plan(
        [retitled(site)], moved={HIVES: ACTIVE}, new={"new.md": "# New\n"}, deleted=[OLD_PAGE]
    ),
}


def assert_same(site: ni.Site, other: ni.Site) -> None:
    """Two sites have the same pages, catalogue and findings."""
    assert dict(site.documents) == dict(other.documents)
    assert list(site.documents) == list(other.documents)
    assert site.catalogue == other.catalogue
    assert sorted(map(repr, site.catalogue.diagnostics)) == sorted(map(repr, other.catalogue.diagnostics))
    assert site.catalogue.name == other.catalogue.name


@pytest.mark.parametrize("name", CHANGES)
def test_the_site_afterwards_is_the_one_that_is_read_again(name: str, folder: Path) -> None:
    """Pages, projects, claims and findings are those of the folder after the change was applied."""
    write(folder, {"content/latin.md": "a page"})
    (folder / "content/latin.md").write_bytes(b"\xff is no UTF-8")
    site = ni.Site.open(folder, as_of="2024-02-05")
    changes = CHANGES[name](site)
    foreseen = site.after(changes)
    changes.apply()
    assert_same(foreseen, ni.Site.open(folder, as_of="2024-02-05"))


def test_what_does_not_change_is_not_read_again(site: ni.Site) -> None:
    """The documents of other pages are the same objects."""
    after = site.after(site.plan([retitled(site)]))
    assert after.documents[HIVES] is site.documents[HIVES]
    assert after.documents[PAGE] is not site.documents[PAGE]


def test_a_site_of_the_corpus_without_a_change_is_the_same(corpus: Path) -> None:
    """Reconciling again what is in memory gives what reading gave, on every real site."""
    for folder in [*sorted((corpus / "site").iterdir()), corpus / "later/2024-02-05-3cf845d"]:
        site = ni.Site.open(folder)
        assert_same(site.after(site.plan()), site)


def test_a_change_of_another_text_is_refused(site: ni.Site) -> None:
    """The later of two changes that were planned from the same page does not undo the first one."""
    after = site.after(site.plan([retitled(site)]))
    with pytest.raises(ChangeRefused, match="planned for another text"):
        after.after(site.plan([retitled(site, title="Other hives")]))


def test_a_page_that_could_not_be_read_is_an_error(site: ni.Site) -> None:
    """What no page can hold is found before it is written."""
    changes = ChangeSet(root=site.root, files=[FileChange(new_path="a.md", after=b"\xff")])
    with pytest.raises(ReadError, match="not UTF-8"):
        site.after(changes)


def test_two_changes_become_one(folder: Path, site: ni.Site) -> None:
    """A page that both change is written once, and the warnings of both are kept."""
    first = site.plan([retitled(site)], moved={HIVES: ACTIVE}, title="first", warnings=["one", "two"])
    after = site.after(first)
    brief_page = after.documents[ACTIVE].edit_brief(title="All hives")
    second = after.plan([retitled(after, title="All hives"), brief_page], new={"new.md": "x\n"}, warnings=["two"])
    both = first.then(second)
    assert [str(file) for file in both.files] == [
        f"edited {PAGE}",
        f"moved {HIVES} -> {ACTIVE}",
        "added new.md",
    ]
    assert (both.title, both.warnings) == ("first", ("one", "two"))
    both.apply()
    assert_same(after.after(second), ni.Site.open(folder))


def test_a_change_and_its_opposite_are_none(site: ni.Site) -> None:
    """A file that is moved there and back, or added and deleted again, is left out."""
    first = site.plan(moved={HIVES: ACTIVE}, new={"new.md": "x\n"})
    second = site.after(first).plan(moved={ACTIVE: HIVES}, deleted=["new.md"])
    assert not first.then(second)


def test_a_later_change_of_the_old_text_is_refused(site: ni.Site) -> None:
    """Both were planned from the site as it is, so the second one would undo the first."""
    first, second = (site.plan([retitled(site, title=title)]) for title in ("All hives", "Other hives"))
    with pytest.raises(ChangeRefused, match="planned for another text"):
        first.then(second)


def test_a_file_that_was_taken_away_is_not_changed_later(site: ni.Site) -> None:
    """A later change of a page that the first one deletes is refused."""
    with pytest.raises(ChangeRefused, match="two changes of one path"):
        site.plan(deleted=[PAGE]).then(site.plan([retitled(site)]))
