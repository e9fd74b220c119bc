"""Law 2 over real sites: every project moves to every status, or is refused for a reason that is expected.

The usual run takes one site for each dialect, ``nox -s acceptance`` all of them.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

import pytest

import nhs_internships as ni
from _real_sites import SITES
from nhs_internships import Status
from nhs_internships.dialects import COMPLETED_DATA
from nhs_internships.errors import MoveRefused
from nhs_internships.model import ClaimField
from nhs_internships.model.statuses import status_of
from rendered.expected import NotShown
from rendered.judge import shown
from rendered.moved import around, said, section, unlike, without

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nhs_internships import Project
    from nhs_internships.checks.pages import ListedEntry
    from nhs_internships.site import ChangeSet
    from rendered.judge import Kramdown

# Two titles that share a link on one page: which of them keeps it depends on their order.
_SHARED_LINKS = {
    "building-towards-a-patient-record-digital-twin",
    "digital-twin",
    "fairness-in-multimodal-healthcare-models",
    "fairness-measures",
}
_EVERY = 1 if len(SITES) > 5 else 8


class Move(NamedTuple):
    """A move that was planned: the site before and after it."""

    site: ni.Site
    project: Project
    status: Status
    changes: ChangeSet
    after: ni.Site

    @property
    def slug(self) -> str:
        return self.project.slug

    @property
    def name(self) -> str:
        """For messages."""
        return f"{self.site.root.name}: {self.slug}, {self.project.status} to {self.status}"

    @property
    def listed(self) -> ListedEntry:
        """The entry that moves."""
        return entries(self.site, self.slug)[0]


class Outcome(NamedTuple):
    """What came of all moves of a site."""

    moves: Sequence[Move]
    refused: Sequence[tuple[Project, Status, MoveRefused]]


def entries(site: ni.Site, slug: str) -> list[ListedEntry]:
    """The entries of a project on pages of the current site."""
    return [one for one in site.pages.entries_by_slug.get(slug, ()) if not site.pages.is_old(one.document)]


@cache
def outcome(folder: Path) -> Outcome:
    """Every project of a site, moved to every status; the same for all tests."""
    site = ni.Site.open(folder)
    moves: list[Move] = []
    refused: list[tuple[Project, Status, MoveRefused]] = []
    for project in site.catalogue:
        for status in Status:
            try:
                changes = site.move(project.slug, status)
            except MoveRefused as error:
                refused.append((project, status, error))
            else:
                moves.append(Move(site, project, status, changes, site.after(changes)))
    return Outcome(moves, refused)


@pytest.fixture(params=SITES)
def folder(request: pytest.FixtureRequest, corpus: Path) -> Path:
    """One real site after the other."""
    name: str = request.param
    return corpus / name


@pytest.fixture
def moves(folder: Path) -> Sequence[Move]:
    """The moves of a site."""
    return outcome(folder).moves


# Refusals


def has_section(site: ni.Site, status: Status) -> bool:
    """Whether a published page of the current site has a heading for a status."""
    pages = [page for page in site.documents.values() if page.brief is None and not site.pages.is_old(page)]
    return any(status_of(one.title or "") is status for page in pages for one in page.sections)


def has_record(site: ni.Site, slug: str) -> bool:
    return any(one.document.dialect is COMPLETED_DATA for one in site.pages.records_by_slug.get(slug, ()))


def folder_says(path: str) -> Status | None:
    """The status that the folder of a brief states; on the first sites two of them said only that it is closed."""
    *above, last = path.split("/")[:-1]
    return Status.CLOSED if last in {"paused", "archive"} and "closed" not in above else status_of(last)


def can_be_filed(site: ni.Site, slug: str, status: Status) -> bool:
    """Whether a brief stands in the folder of another status, and the site has a folder for its own."""
    briefs = [one for one in site.pages.briefs if not site.pages.is_old(one)]
    said = {one.name: folder_says(one.name) for one in briefs if "/" in one.name}
    own = [said.get(one.name) for one in site.pages.briefs_by_slug.get(slug, ())]
    return status in said.values() and any(one not in {None, status, Status.CLOSED} for one in own)


def expected_refusal(site: ni.Site, project: Project, status: Status) -> str:
    """The words with which a move should be refused; empty where it should not be."""
    listed = entries(site, project.slug)
    folders = {path.rpartition("/")[0].rpartition("/")[2] for path in site.documents}
    plain = [one for one in listed if one.entry.url is None and not one.entry.badges]
    rules = (
        (status is Status.CLOSED, "does not say how"),
        (not listed, "no page of the current site lists it"),
        (project.status is status and not can_be_filed(site, project.slug, status), f"it is {status} already"),
        (project.status is status, ""),
        (status is Status.SUPERSEDED and project.slug not in site.pages.briefs_by_slug, "it has no brief"),
        (status is Status.SUPERSEDED and "superseded" not in folders, "the site has no folder for it"),
        (status is Status.SUPERSEDED and has_record(site, project.slug), "a record says that it was completed"),
        (status is Status.SUPERSEDED, ""),
        (not has_section(site, status), f"no page has a section for {status} projects"),
        (bool(plain), "plain text is an entry among future interests alone"),
    )
    return next((words for holds, words in rules if holds), "")


def test_every_refusal_is_expected(folder: Path) -> None:
    """A move that can be made is made, and any other is refused with its reason."""
    done = outcome(folder)
    print(f"{folder.name}: {len(done.moves)} moves, {len(done.refused)} refused")
    wrong = []
    for project, status, error in done.refused:
        words = expected_refusal(ni.Site.open(folder) if not done.moves else done.moves[0].site, project, status)
        is_shared = project.slug in _SHARED_LINKS and "other projects would change" in error.problem
        if not (words and words in str(error)) and not (not words and is_shared):
            wrong.append(f"{project.slug} to {status}: {error}, not {words!r}")
        if not error.hint and words not in {f"it is {status} already"}:
            wrong.append(f"no hint: {error}")
    wrong += [
        f"{one.name} was not refused" for one in done.moves if expected_refusal(one.site, one.project, one.status)
    ]
    assert not wrong, "\n".join(wrong[:10])


# Facts


def stated(site: ni.Site, slug: str, *but: str) -> Counter[tuple[str, str]]:
    """The claims of a project in field and value, but for some fields."""
    return Counter((one.field.value, one.value) for one in site.catalogue.claims(slug) if one.field.value not in but)


def test_the_project_has_the_status_and_every_other_claim_is_as_before(moves: Sequence[Move]) -> None:
    """A completed project may gain the claims of its record, a superseded one loses those of its entry."""
    for one in moves:
        assert one.after.catalogue[one.slug].status is one.status, one.name
        before, after = (stated(site, one.slug, ClaimField.STATUS, ClaimField.WAVE) for site in (one.site, one.after))
        come, gone = after - before, before - after
        if one.status is Status.COMPLETED:
            data = {claim.path for claim in one.after.catalogue.claims(one.slug) if claim.path.endswith(".yml")}
            come -= Counter(
                (claim.field.value, claim.value) for claim in one.after.catalogue.claims(one.slug) if claim.path in data
            )
        if one.status is Status.SUPERSEDED:
            gone -= Counter(
                (claim.field.value, claim.value)
                for claim in one.site.catalogue.claims(one.slug)
                if claim.path == one.listed.document.name
            )
        assert not come, f"{one.name}: {come}"
        assert not gone, f"{one.name}: {gone}"


def test_all_other_projects_are_as_before(moves: Sequence[Move]) -> None:
    """Not one value of them differs."""
    for one in moves:
        before, after = ({p.slug: p for p in site.catalogue if p.slug != one.slug} for site in (one.site, one.after))
        assert before == after, one.name


def test_the_site_that_is_read_afterwards_is_the_one_that_was_foreseen(
    folder: Path, moves: Sequence[Move], tmp_path: Path
) -> None:
    """Each change is applied to a copy, which is read, and made what it was."""
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    for one in moves[::_EVERY]:
        changes = ni.Site.open(copy).move(one.slug, one.status)
        changes.apply()
        assert ni.load(copy) == one.after.catalogue, one.name
        shutil.rmtree(copy)
        shutil.copytree(folder, copy)


# Bytes


def lines_of(changes: ChangeSet, path: str) -> tuple[list[str], list[str]]:
    """The lines that a change removes from a file and adds to it."""
    file = next(file for file in changes.files if file.path == path)
    old, new = (data.decode().splitlines() for data in (file.before, file.after))
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    removed = [line for kind, a, b, _, _ in codes if kind != "equal" for line in old[a:b]]
    return removed, [line for kind, _, _, c, d in codes if kind != "equal" for line in new[c:d]]


_FRAME = re.compile(r"\s*(?:\|[-:| ]+\||</?ul\b.*>)?\s*")


def test_only_the_lines_of_the_entry_change(moves: Sequence[Move]) -> None:
    """They leave one place of the listings and enter another; beside them only delimiters, lists and blank lines."""
    for one in moves:
        pages = [file.path for file in one.changes.files if file.path in listing_paths(one)]
        changed = [lines_of(one.changes, path) for path in pages]
        removed, added = (
            Counter(line for side in changed for line in side[k] if not _FRAME.fullmatch(line)) for k in (0, 1)
        )
        own = one.listed.spans.whole.of(one.listed.document.text).splitlines()
        if one.status is Status.SUPERSEDED:
            assert not added, one.name
        else:
            assert removed == added, one.name
        assert {line.strip() for line in removed} <= {line.strip() for line in own}, one.name


def listing_paths(one: Move) -> set[str]:
    return {page.name for page in one.site.documents.values() if page.brief is None and page.name.endswith(".md")}


def test_other_files_change_only_for_their_reasons(moves: Sequence[Move]) -> None:
    """The brief moves as it is; data files gain lines on completion, and lose none; old pages stay."""
    for one in moves:
        for file in one.changes.files:
            if file.path in listing_paths(one):
                assert not one.site.pages.is_old(one.site.documents[file.path]), one.name
            elif file.path.endswith(".yml"):
                removed, added = lines_of(one.changes, file.path)
                assert one.status is Status.COMPLETED, one.name
                assert added, one.name
                assert not removed, one.name
            else:
                assert (file.kind.value, file.before) == ("moved", file.after), one.name


def key(title: str) -> str:
    """A title as the rule of place sorts it."""
    return " ".join(re.findall(r"\w+", normalize("NFKD", title).casefold().replace("_", " ")))


def is_in_its_place(listed: ListedEntry) -> bool:
    """Whether an entry stands where the rule of place would write it, with others beside it in one list."""
    page, n = listed.document, listed.n
    near = [
        k
        for k, spans in enumerate(page.spans)
        if spans.section == listed.spans.section and page.entries[k].wave == listed.entry.wave
    ]
    text = page.text
    between = [text[page.spans[a].whole.end : page.spans[b].whole.start] for a, b in pairwise(near)]
    if len(near) < 2 or any(part.strip() for part in between):
        return False
    others = [k for k in near if k != n]
    at = next((i for i, k in enumerate(others) if key(page.entries[k].title) > key(listed.entry.title)), len(others))
    return near.index(n) == at


def test_moving_back_gives_the_first_bytes(moves: Sequence[Move]) -> None:
    """Of the listings, where the entry stood where the rule of place puts it, and its section kept another one."""
    tried = back = 0
    for one in moves:
        listed = one.listed
        if one.status is Status.SUPERSEDED or not is_in_its_place(listed):
            continue
        tried += 1
        page = one.after.pages.by_path[listed.document.name]
        there = entries(one.after, one.slug)[0]
        assert listed.entry.status is not None
        left, again = there.document.move_to_page(there.n, page, listed.entry.status, wave=listed.entry.wave)
        assert bytes(again) == bytes(listed.document), one.name
        assert bytes(left) == bytes(one.site.pages.by_path[left.name]), one.name
        back += move_back(one)
    print(f"{tried} moves back to the first bytes, {back} of them by the site")


def move_back(one: Move) -> bool:
    """Move a project back with the site, where that is not refused; says whether it was not."""
    entry = one.listed.entry
    assert entry.status is not None
    try:
        changes = one.after.move(one.slug, entry.status, entry.wave)
    except MoveRefused:
        return False
    both = one.changes.then(changes)
    assert not [file.path for file in both.files if file.path in listing_paths(one)], one.name
    return True


# What visitors see


def test_visitors_see_the_entry_once_in_its_new_section(moves: Sequence[Move], kramdown: Kramdown) -> None:
    """And the rest of each page as before."""
    for one in moves:
        listed = one.listed
        old = listed.document
        new = one.after.pages.by_path[old.name]
        items, left = kramdown.page(old.text).items, kramdown.page(new.text).items
        here = around(items, old, listed.n)
        rest = without(items, here)
        if one.status is Status.SUPERSEDED:
            assert not unlike(rest, left), one.name
            continue
        there = entries(one.after, one.slug)[0]
        page = there.document
        seen = kramdown.page(page.text).items
        place = around(seen, page, there.n)
        assert said(here.of(items)) == said(place.of(seen)), one.name
        assert section(seen, place) == shown(there.entry.section or ""), one.name
        if page.name == old.name:
            assert not unlike(rest, without(seen, place)), one.name
        else:
            before = kramdown.page(one.site.pages.by_path[page.name].text).items
            assert not unlike(rest, left), one.name
            assert not unlike(before, without(seen, place)), one.name
            with pytest.raises(NotShown):
                around(left, page, there.n)
