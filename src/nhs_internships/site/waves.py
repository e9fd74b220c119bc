"""Opens and closes waves: their projects move, the data files name them, and the numbers on pages follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from nhs_internships.checks.counts import TypedCount, typed_counts
from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import WAVES_DATA, Document
from nhs_internships.dialects.new_records import wave_added
from nhs_internships.dialects.wave_lines import is_same_wave
from nhs_internships.errors import MoveRefused, UnsafeEdit
from nhs_internships.model import Status, Wave
from nhs_internships.site.announcing import Verified, announced
from nhs_internships.site.base import SiteBase
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.moving import full_wave, moved
from nhs_internships.source.text import Edit

__all__ = ["close_wave", "open_wave"]


@frozen
class _Steps:
    """Changes that follow each other.

    Attributes:
        site: The site after them.
        changes: All of them as one.
    """

    site: SiteBase
    changes: ChangeSet

    def then(self, later: ChangeSet) -> _Steps:
        """With one more change."""
        return _Steps(self.site.after(later), self.changes.then(later))


def open_wave(site: SiteBase, wave: Wave, slugs: Sequence[str], *, create_section: bool) -> ChangeSet:
    """Plan a wave that begins with some projects.

    Raises:
        MoveRefused: No project is given, one is given twice, or one cannot become active.
    """
    if not slugs:
        raise MoveRefused(wave.label, "a wave begins with its projects", "give the slug of each")
    twice = next((slug for n, slug in enumerate(slugs) if slug in slugs[:n]), None)
    if twice is not None:
        raise MoveRefused(twice, "the project is given twice", "give each slug once")
    wave = full_wave(site.pages, wave)
    return _moved(site, f"open {wave.label}", slugs, Status.ACTIVE, wave, create_section=create_section)


def close_wave(site: SiteBase, wave: Wave, *, create_section: bool) -> ChangeSet:
    """Plan the end of a wave: its running projects are completed.

    Raises:
        MoveRefused: No running project is listed under the wave, or one cannot become completed.
    """
    slugs, known = _running(site.pages, wave)
    wave = next((one for one in known if is_same_wave(one, wave)), wave)
    if not slugs:
        named = ", ".join(dict.fromkeys(one.label for one in known)) or "none"
        raise MoveRefused(wave.label, "no running project is listed under this wave", f"waves that run: {named}")
    return _moved(site, f"close {wave.label}", slugs, Status.COMPLETED, wave, create_section=create_section)


def _running(pages: SitePages, wave: Wave) -> tuple[list[str], list[Wave]]:
    """The running projects that current pages list under a wave, and all waves with running projects."""
    slugs: list[str] = []
    known: list[Wave] = []
    for slug, listed in pages.entries_by_slug.items():
        running = [one.entry.wave for one in listed if _is_running(pages, one.document, one.entry.status)]
        known += filter(None, running)
        if any(is_same_wave(one, wave) for one in running):
            slugs.append(slug)
    return slugs, sorted(known)


def _is_running(pages: SitePages, document: Document, status: Status | None) -> bool:
    return status is Status.ACTIVE and not pages.is_old(document)


def _moved(
    site: SiteBase, title: str, slugs: Sequence[str], status: Status, wave: Wave, *, create_section: bool
) -> ChangeSet:
    steps = _Steps(site, site.plan(title=title)).then(site.plan(_with_wave(site.pages, wave)))
    for slug in slugs:
        steps = steps.then(moved(steps.site, slug, status, wave, create_section=create_section).changes)
    steps = steps.then(steps.site.plan(_with_counts(site.pages, steps.site.pages)))
    return announced(site, Verified(steps.changes, steps.site.pages))


def _with_wave(pages: SitePages, wave: Wave) -> Iterator[Document]:
    """The data file of waves with the wave, if there is exactly one.

    Raises:
        MoveRefused: The wave cannot be written there.
    """
    found = [one for one in pages.documents if one.dialect is WAVES_DATA and not pages.is_old(one)]
    if len(found) == 1:
        try:
            yield wave_added(found[0], wave)
        except UnsafeEdit as error:
            raise MoveRefused(wave.label, f"{error.name}: {error.problem}", error.hint) from None


def _with_counts(before: SitePages, after: SitePages) -> Iterator[Document]:
    """The pages on which a number in figures was right and no longer is, with the right one."""
    old, new = ({document.name: [*counts] for document, counts in _by_page(pages)} for pages in (before, after))
    for name, counts in new.items():
        document, were = after.by_path[name], old.get(name, [])
        if len(were) == len(counts):
            pairs = zip(were, counts, strict=True)
            edits = [edit for was, now in pairs if (edit := _correction(document, was, now)) is not None]
            if edits:
                yield document.checked(document.after(edits), document.entries, document.brief)


def _by_page(pages: SitePages) -> Iterator[tuple[Document, list[TypedCount]]]:
    found: dict[str, list[TypedCount]] = {}
    for document, count in typed_counts(pages):
        found.setdefault(document.name, []).append(count)
    return ((pages.by_path[name], counts) for name, counts in found.items())


def _correction(document: Document, was: TypedCount, now: TypedCount) -> Edit | None:
    """The edit that brings a number up to date, if it is in figures and was exactly what is counted."""
    if was.number not in was.counted.numbers or not now.digits.of(document.text).isdigit():
        return None
    after = {place: number for number, place in now.counted.counts}
    numbers = {after[place] for number, place in was.counted.counts if number == was.number and place in after}
    if now.number in numbers or len(numbers) != 1:
        return None
    return Edit(now.digits, str(numbers.pop()))
