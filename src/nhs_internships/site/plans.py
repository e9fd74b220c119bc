"""What an operation of a site plans, and how it becomes a change: verified, and with what it leaves for a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from attrs import Factory, evolve, mutable

from nhs_internships.checks.checking import check_pages
from nhs_internships.dialects import Document
from nhs_internships.site.after import pages_after

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from nhs_internships.checks.pages import SitePages
    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.limits import Limits
    from nhs_internships.site.changeset import ChangeSet

__all__ = ["Plan", "PlannedSite", "Verified", "announced", "verified"]


@mutable(kw_only=True)
class Plan:
    """Edited pages, moved and new files, and what is left for a person.

    Attributes:
        title: What the change does, as an imperative.
        documents: The edited pages, by the paths they have now.
        moved: New paths by old paths.
        new: The texts of new files, by path.
        deleted: The paths of files to delete.
        warnings: What the change leaves for a person, a sentence each.
    """

    title: str
    documents: dict[str, Document] = Factory(dict)
    moved: dict[str, str] = Factory(dict)
    new: dict[str, str] = Factory(dict)
    deleted: list[str] = Factory(list)
    warnings: list[str] = Factory(list)

    def edit(self, *documents: Document) -> None:
        """Take edited pages."""
        self.documents.update({document.name: document for document in documents})

    def page(self, pages: SitePages, path: str) -> Document:
        """A page as it is planned so far."""
        return self.documents.get(path, pages.by_path[path])


class PlannedSite(Protocol):
    """What planning a change uses of a site."""

    @property
    def root(self) -> Path:
        """The folder."""
        ...

    @property
    def pages(self) -> SitePages:
        """The pages with their catalogue."""
        ...

    @property
    def limits(self) -> Limits:
        """Bounds on what is read."""
        ...

    @property
    def findings(self) -> Sequence[Diagnostic]:
        """What is wrong on the pages."""
        ...

    def plan(
        self,
        documents: Iterable[Document] = (),
        *,
        moved: Mapping[str, str] | None = None,
        new: Mapping[str, str] | None = None,
        deleted: Iterable[str] = (),
        title: str = "",
        warnings: Iterable[str] = (),
    ) -> ChangeSet:
        """As in `Site`."""
        ...


class Verified(NamedTuple):
    """A change, and the pages of the site after it."""

    changes: ChangeSet
    after: SitePages


def verified(site: PlannedSite, plan: Plan, check: Callable[[SitePages], Iterable[str] | None]) -> Verified:
    """A change, if the pages are as they should be after it.

    Args:
        site: The site.
        plan: What is to be changed.
        check: Refuses pages that are not as they should be; gives what is left for a person, a sentence each.
    """
    changes = site.plan(plan.documents.values(), moved=plan.moved, new=plan.new, deleted=plan.deleted, title=plan.title)
    after = pages_after(site.pages, changes, site.limits, plan.documents)
    left = check(after) or ()
    return Verified(evolve(changes, warnings=dict.fromkeys((*plan.warnings, *left))), after)


def announced(site: PlannedSite, verified: Verified) -> ChangeSet:
    """A change that warns of all that checking finds after it, and not before it."""
    changes = verified.changes
    found = _new_findings(site.findings, verified.after, changes)
    return evolve(changes, warnings=dict.fromkeys((*changes.warnings, *found)))


def _new_findings(before: Iterable[Diagnostic], after: SitePages, changes: ChangeSet) -> Iterator[str]:
    """A sentence for each rule that is newly broken on a page. What moves to another page with its entry is not new."""
    old, new = {file.old_path for file in changes.files}, {file.path for file in changes.files}
    findings = check_pages(after, changed=new)
    more = Counter(_key(one, new) for one in findings) - Counter(_key(one, old) for one in before)
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in findings:
        if _key(one, new) in more:
            found.setdefault((one.code, one.path), []).append(one)
    return (_sentence(*each) for each in found.values())


def _key(finding: Diagnostic, changed: Collection[str | None]) -> tuple[str, str, str]:
    """What a finding is known by: on pages that change wherever it stands."""
    return finding.code, "" if finding.path in changed else finding.path, finding.message


def _sentence(first: Diagnostic, *others: Diagnostic) -> str:
    """What a rule finds on a page: the first finding, and the lines of the others."""
    place = first.path if first.line is None else f"{first.path}, line {first.line}"
    lines = dict.fromkeys(str(one.line) for one in others if one.line != first.line)
    also = f" ({first.code}, also on line{'s' if len(lines) > 1 else ''} {', '.join(lines)})" if lines else ""
    return f"{place}: {first.message}{also}"
