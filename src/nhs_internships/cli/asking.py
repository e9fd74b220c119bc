"""How a change of a site is made: it is planned, shown, asked about, and written."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from attrs import evolve

from nhs_internships.cli import screens
from nhs_internships.cli.answers import Answer
from nhs_internships.cli.arguments import UsageError
from nhs_internships.cli.scope import site_above
from nhs_internships.cli.waiting import waiting
from nhs_internships.site import ChangeSet, Site
from nhs_internships.source.staging import head_date, uncommitted

__all__ = ["NOT_WRITTEN", "about", "changed", "planned", "shown"]

_MAX_NAMES = 5
NOT_WRITTEN = "Nothing was written."


def changed(
    given: Namespace,
    plan: Callable[[Site], ChangeSet],
    *,
    as_of: date | str | None = None,
    nothing: str = "Nothing to change.",
    left: Callable[[Site, ChangeSet], str] | None = None,
) -> Answer:
    """Plan a change of the site, show it, and write it if the user wants that.

    Args:
        given: The arguments.
        plan: Plans the change.
        as_of: The day for which the site should be true; by default that of the newest commit.
        nothing: The message if there is nothing to change.
        left: Gives what is to be reported when the change was written.

    Raises:
        UsageError: The arguments do not fit together, the folder is a part of a site, there is no terminal to ask on,
            or a file is not committed.
    """
    _check_options(given)
    _check_site(given.site)
    site, changes = planned(given.site, plan, as_of)
    if not changes:
        return Answer(data=lambda: _data(changes, is_written=False), messages=(nothing, *changes.warnings), code=1)
    _check_terminal(given)
    if not (given.dry_run or given.force):
        _check_committed(changes)

    def write() -> Answer:
        changes.apply()
        if given.json:
            return Answer()
        return Answer(messages=("The change was written.", *([left(site, changes)] if left else ())))

    if given.yes:
        done = write()
        answer = shown(given, changes, is_written=True)
        return evolve(answer, messages=(*answer.messages, *done.messages))
    if given.dry_run:
        return shown(given, changes if given.json else evolve(changes, title=f"would {changes.title}"))
    return evolve(shown(given, changes), then=lambda: write() if _is_wanted() else _declined())


def planned(
    folder: str | Path, plan: Callable[[Site], ChangeSet], as_of: date | str | None = None
) -> tuple[Site, ChangeSet]:
    """A site, and a planned change of it with its warnings; a terminal shows what takes long.

    Args:
        folder: The folder of the site.
        plan: Plans the change.
        as_of: The day for which the site should be true; by default that of the newest commit.
    """
    with waiting("Reading the site"):
        site = Site.open(folder, as_of=as_of or head_date(Path(folder)))
    with waiting("Planning the change"):
        changes = plan(site)
        return site, evolve(changes, warnings=changes.warnings)


def shown(given: Namespace, changes: ChangeSet, *, is_written: bool = False) -> Answer:
    """A change as each reader gets it: a diff in colour, a patch, or one JSON document."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return Answer(
        data=lambda: _data(changes, is_written=is_written),
        screen=lambda: screens.patch(changes),
        text=None if given.json or is_terminal else changes.diff(),
        messages=() if given.json or is_terminal else about(changes),
    )


def about(changes: ChangeSet) -> tuple[str, ...]:
    """For standard error: what a change does, and what it leaves for a person."""
    return (*(changes.summary().splitlines() if changes else ()), *changes.warnings)


def _data(changes: ChangeSet, *, is_written: bool) -> dict[str, object]:
    return {
        "title": changes.title,
        "written": is_written,
        "files": [
            {"kind": file.kind.value, "old_path": file.old_path, "new_path": file.new_path, "note": file.note}
            for file in changes.files
        ],
        "diff": changes.diff(),
        "warnings": changes.warnings,
    }


def _check_options(given: Namespace) -> None:
    if given.dry_run and given.yes:
        raise UsageError("--dry-run writes nothing, and --yes writes the change; leave one out")
    if given.dry_run or given.yes:
        return
    if given.json:
        raise UsageError("--json asks nothing; add --yes to write the change, or --dry-run to see it")


def _check_terminal(given: Namespace) -> None:
    if given.dry_run or given.yes:
        return
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise UsageError("there is no terminal to ask on; add --yes to write the change, or --dry-run to see it")


def _check_site(folder: str) -> None:
    """Refuse a part of a site: the pages above it, which state the same facts, would not change with it."""
    root = site_above(Path(folder)) if Path(folder).is_dir() else None
    if root is not None:
        place = "the current folder" if Path(folder) == Path() else folder
        raise UsageError(f"{place} is a part of the site {root.as_posix()}; add --site {root.as_posix()}")


def _check_committed(changes: ChangeSet) -> None:
    """Refuse to write over what git could not give back."""
    texts = {step.path: step.old for file in changes.files for step in file.steps}
    found = uncommitted(changes.root, texts)
    if found:
        more = f" and {len(found) - _MAX_NAMES} more" if len(found) > _MAX_NAMES else ""
        verb = "has" if len(found) == 1 else "have"
        raise UsageError(
            f"{', '.join(found[:_MAX_NAMES])}{more} {verb} changes that are not committed in git; "
            "commit them first, or add --force"
        )


def _is_wanted() -> bool:
    """Ask whether the change is to be written; an interrupt or the end of the input is a no."""
    sys.stderr.write("Write this change? [y/N] ")
    sys.stderr.flush()
    try:
        typed = sys.stdin.readline()
    except (KeyboardInterrupt, UnicodeDecodeError):
        typed = ""
    if not typed.endswith("\n"):
        sys.stderr.write("\n")
    return typed.strip().casefold() in {"y", "yes"}


def _declined() -> Answer:
    return Answer(messages=(NOT_WRITTEN,), code=1)
