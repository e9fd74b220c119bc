"""The commands about the history of a site."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from nhs_internships.catalogue import Catalogue
from nhs_internships.cli import lines, screens
from nhs_internships.cli.answers import Answer, or_nothing_found
from nhs_internships.formats import to_dict
from nhs_internships.query import Changes

if TYPE_CHECKING:
    from nhs_internships.history import History, Interval

__all__ = ["diff", "history"]


def diff(given: Namespace) -> Answer:
    """Compare two states of a site, or two revisions of its repository."""
    fields = given.field or None
    loaded: dict[str, Catalogue] = {}
    if given.repo is None:
        from nhs_internships.catalogue import load

        old, new = load(given.old), load(given.new)
        found, loaded = old.diff(new, fields=fields), {given.old: old, given.new: new}
        titles = {project.slug: project.title for project in (*old, *new)}
    else:
        from nhs_internships.history import History

        with History.open(given.repo) as repository:
            found = repository.diff(given.old, given.new, fields=fields)
            states = [repository.at(given.old), repository.at(given.new)]
            titles = {project.slug: project.title for state in states for project in state}
    answer = Answer(
        data=lambda: {"summary": found.summary(), "changes": [to_dict(change) for change in found]},
        blocks=lambda: lines.changes(found),
        screen=lambda: screens.changes(found, found.summary()) if found else (),
        text=_notes(found, titles) if given.markdown else None,
        loaded=loaded,
    )
    return or_nothing_found(found, "No changes found.", answer)


def _notes(found: Changes, titles: Mapping[str, str]) -> str:
    from nhs_internships.history import release_notes

    return release_notes(found, titles)


def history(given: Namespace) -> Answer:
    """Show what changed over time."""
    from nhs_internships.history import History

    with History.open(given.repo, given.ref) as found:
        changes = found.changes(given.since, given.until)
        intervals: Sequence[Interval] = ()
        if given.slug is not None:
            slugs = _slugs(found, given.slug)
            changes = type(changes)(one for one in changes if one.slug in slugs)
            intervals = found.timeline(given.slug)
        shallow = "This clone is shallow: what was before its first revision is unknown."
        answer = Answer(
            data=lambda: _data(given.slug, intervals, changes),
            blocks=lambda: lines.history(intervals, changes),
            screen=lambda: screens.history(intervals, changes, changes.summary()),
            messages=(shallow,) if found.is_shallow else (),
        )
    return or_nothing_found(changes or intervals, "No changes found.", answer)


def _slugs(found: History, slug: str) -> set[str]:
    """Every slug that a project had."""
    newest = found.slug(slug)
    earlier = (one.before for one in found.changes() if one.field == "slug" and found.slug(one.slug) == newest)
    return {newest, *filter(None, earlier)}


def _data(slug: str | None, intervals: Sequence[Interval], changes: Changes) -> dict[str, object]:
    data: dict[str, object] = {"summary": changes.summary(), "changes": [to_dict(one) for one in changes]}
    if slug is None:
        return data
    return {"slug": intervals[-1].slug, "timeline": [_interval(one) for one in intervals], **data}


def _interval(one: Interval) -> dict[str, object]:
    return {
        "status": None if one.status is None else one.status.value,
        "start": str(one.start),
        "end": None if one.end is None else str(one.end),
        "days": one.days,
        "revision": one.revision,
    }
