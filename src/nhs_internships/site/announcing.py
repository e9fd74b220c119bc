"""Turns a plan into a change: verifies it, and adds the findings that it introduces as warnings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from attrs import evolve

from nhs_internships.checks.checking import check_pages, unread
from nhs_internships.checks.pages import SitePages
from nhs_internships.diagnostics import Diagnostic, place_in_words
from nhs_internships.errors import ChangeRefused, one_line
from nhs_internships.site.after import pages_after
from nhs_internships.site.base import SiteBase
from nhs_internships.site.changeset import ChangeSet, Sentences
from nhs_internships.site.plans import Plan

__all__ = ["Verified", "about_unread", "announced", "check_brief_is_read", "verified"]

# Parts of a message that may differ although the finding is the same: numbers and places, but not quoted words.
_CHANGES = re.compile(r'("[^"]*")|\d+|\([^()]*\)')


class Verified(NamedTuple):
    """A change, and the pages of the site after it."""

    changes: ChangeSet
    after: SitePages


def about_unread(pages: SitePages) -> Iterator[str]:
    """A sentence for each file and folder that could not be read, which no change of the site reaches."""
    for path, one in _unread(pages).items():
        yield one_line(f"{path} was not read: {one.message}; what it holds is not changed")


def check_brief_is_read(pages: SitePages, slug: str, refusal: type[ChangeRefused] = ChangeRefused) -> None:
    """Refuse to change a project whose brief, which is known by its name, could not be read.

    Args:
        pages: The pages of the site.
        slug: The project.
        refusal: The error to raise.

    Raises:
        ChangeRefused: Names the file.
    """
    for path, one in _unread(pages).items():
        if path.rpartition("/")[2] == f"{slug}.md":
            raise refusal(slug, f"its brief {path} was not read: {one.message}", one.hint or "mend it first")


def _unread(pages: SitePages) -> dict[str, Diagnostic]:
    """What could not be read, by path."""
    found = pages.catalogue.diagnostics
    paths = unread(found)
    return {one.path: one for one in reversed(found) if one.path in paths}


def verified(site: SiteBase, plan: Plan, check: Callable[[SitePages], Iterable[str] | None]) -> Verified:
    """A change, if the pages are as they should be after it.

    Args:
        site: The site.
        plan: What is to be changed.
        check: Refuses pages that are not as they should be; gives what is left for a person, a sentence each.
    """
    changes = site.plan(plan.documents.values(), moved=plan.moved, new=plan.new, deleted=plan.deleted, title=plan.title)
    after = pages_after(site.pages, changes, site.limits, plan.documents)
    left = check(after) or ()
    return Verified(evolve(changes, warnings=(*plan.warnings, *left)), after)


def announced(site: SiteBase, verified: Verified) -> ChangeSet:
    """A change that warns of what was not read, and of all that checking finds after it, and not before it."""
    changes = verified.changes
    found = Sentences(lambda: _new_findings(site.pages, verified.after, changes))
    return evolve(changes, warnings=(*about_unread(site.pages), *changes.warnings, found))


def _new_findings(before: SitePages, after: SitePages, changes: ChangeSet) -> Iterator[str]:
    """A sentence for each rule that is newly broken on a page. What moves to another page with its entry is not new."""
    old, new = {file.old_path or "" for file in changes.files}, {file.path for file in changes.files}
    findings = check_pages(after, changed=new)
    more = Counter(_key(one, new) for one in findings)
    more -= Counter(_key(one, old) for one in check_pages(before, changed=old))
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in findings:
        if _key(one, new) in more:
            found.setdefault((one.code, one.path), []).append(one)
    return (_sentence(*each) for each in found.values())


def _key(finding: Diagnostic, changed: Collection[str]) -> tuple[str, str, str]:
    """What a finding is known by: on pages that change wherever it stands, and whatever it counts or points to."""
    return finding.code, "" if finding.path in changed else finding.path, _CHANGES.sub(r"\1", finding.message)


def _sentence(first: Diagnostic, *others: Diagnostic) -> str:
    """What a rule finds on a page: the first finding, and the lines of the others."""
    lines = dict.fromkeys(str(one.line) for one in others if one.line != first.line)
    also = f", also on line{'s' if len(lines) > 1 else ''} {', '.join(lines)}" if lines else ""
    return f"{place_in_words(first.path, first.line)}: {first.message} ({first.code}{also})"
