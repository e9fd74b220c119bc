"""Moves briefs between the folders that state a status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from nhs_internships.catalogue.reconcile.authority import agrees
from nhs_internships.catalogue.reconcile.mentions import folder_status
from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import Document
from nhs_internships.errors import MoveRefused
from nhs_internships.model import Status
from nhs_internships.site.plans import Plan

__all__ = ["current_briefs", "file_briefs", "folder_of", "folders_for", "misfiled"]


def current_briefs(pages: SitePages, slug: str) -> Sequence[Document]:
    """The briefs of a project that are no pages of the old site."""
    return [one for one in pages.briefs_by_slug.get(slug, ()) if not pages.is_old(one)]


def folder_of(path: str) -> str:
    """The folder of a page; empty for the folder of the site."""
    return path.rpartition("/")[0]


def folders_for(pages: SitePages, status: Status, above: str) -> Sequence[str]:
    """The folders of a site that state exactly a status, those with most briefs first.

    Args:
        pages: The pages of the site.
        status: The status.
        above: The folder that holds the site, which may state one, too.
    """
    counts = Counter(folder_of(one.name) for one in pages.briefs if not pages.is_old(one))
    return [folder for folder, _ in counts.most_common() if folder_status(f"{above}/{folder}") is status]


def misfiled(pages: SitePages, slug: str, status: Status, above: str) -> Sequence[Document]:
    """The briefs of a project in folders that contradict a status."""
    folders = [(brief, folder_status(f"{above}/{folder_of(brief.name)}")) for brief in current_briefs(pages, slug)]
    return [brief for brief, stated in folders if stated is not None and not agrees(stated, status)]


def file_briefs(plan: Plan, pages: SitePages, slug: str, status: Status, above: str) -> bool:
    """Plan to move the briefs of a project to the folder for a status, if the site has one.

    Returns:
        Whether each of them is in such a folder then.

    Raises:
        MoveRefused: The folder has a page of that name already.
    """
    folders = folders_for(pages, status, above)
    is_filed = True
    for brief in current_briefs(pages, slug):
        folder, _, name = brief.name.rpartition("/")
        if folder in folders:
            continue
        nearest = _nearest(folder, folders)
        if nearest is None:
            is_filed = False
            if folder_status(f"{above}/{folder}") is not None:
                plan.warnings.append(_stays(brief, status, folders))
            continue
        target = f"{nearest}/{name}"
        if target in pages.by_path:
            raise MoveRefused(slug, f"{target} exists, so {brief.name} cannot move there", "rename one of them first")
        plan.moved[brief.name] = target
        plan.warnings += _by_path(pages, brief)
    return is_filed


def _nearest(folder: str, folders: Sequence[str]) -> str | None:
    """The folder that shares most of the path; ``None`` if several do."""
    shared = {one: _shared(folder, one) for one in folders}
    best = [one for one in folders if shared[one] == max(shared.values())]
    return best[0] if len(best) == 1 else None


def _shared(one: str, other: str) -> int:
    """How many folders two paths have in common, from the top."""
    pairs = zip(one.split("/"), other.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _stays(brief: Document, status: Status, folders: Sequence[str]) -> str:
    reason = f"several folders are for {status} projects" if folders else f"no folder is for {status} projects"
    return f"{brief.name} stays in its folder, which says something else: {reason}"


def _by_path(pages: SitePages, brief: Document) -> list[str]:
    """The pages that name the file of a brief; links to its permalink go on to work."""
    name = brief.name.rpartition("/")[2]
    users = [one.name for one in pages.documents if one is not brief and f"/{name}" in one.text]
    return [f"{path} names the file {name}, which moves; change that link" for path in users]
