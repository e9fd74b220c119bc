"""The pages of a folder, and how any change of its files is planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from attrs import evolve, field, frozen

from nhs_internships.catalogue import Catalogue
from nhs_internships.checks.checking import unread
from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import Document
from nhs_internships.errors import ChangeRefused, nearest
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.site.after import pages_after
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.files import FileChange
from nhs_internships.source.text import SourceText

__all__ = ["SiteBase"]

_OLD_PAGE = "a page of the old site"


@frozen(kw_only=True, repr=False, eq=False)
class SiteBase:
    """What a `Site` consists of, and the plan that all its operations end in."""

    root: Path
    pages: SitePages
    limits: Limits = field(default=DEFAULT_LIMITS)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the pages."""
        return self.pages.catalogue

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
        """Plan a change of your own: edited pages, moved, new and deleted files.

        Args:
            documents: Pages of this site as they should be, each under the name it has now; those without a difference
                are left out.
            moved: New paths by old paths; a page may be edited and moved.
            new: The texts of new files, by path.
            deleted: The paths of files to delete.
            title: What the change does, as an imperative.
            warnings: What it leaves for a person, a sentence each.

        Raises:
            ChangeRefused: The site has no such page, a page is given twice, or a path is not possible.
            ReadError: A new text holds a NUL or lone surrogate, or is larger than the limit (`LimitError`).

        Examples:
            >>> import tempfile, pathlib
            >>> from nhs_internships.site import Site
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text("## Open Projects\\n- [Granular Mapping](granular-mapping/)\\n")
            >>> site = Site.open(folder)
            >>> page = site.documents["index.md"].edit("granular-mapping", title="Granular Maps")
            >>> print(site.plan([page]))
            diff --git a/index.md b/index.md
            --- a/index.md
            +++ b/index.md
            @@ -1,2 +1,2 @@
             ## Open Projects
            -- [Granular Mapping](granular-mapping/)
            +- [Granular Maps](granular-mapping/)
            <BLANKLINE>
        """
        edited: dict[str, bytes] = {}
        for document in documents:
            if document.name in edited:
                raise ChangeRefused(document.name, "two edits of one page", "edit the result of the first one again")
            edited[document.name] = bytes(document)
        targets: dict[str, str | None] = {**(moved or {}), **dict.fromkeys(deleted)}
        files = [self._changed(path, edited, targets) for path in {**edited, **targets}]
        files += [self._added(path, text) for path, text in (new or {}).items()]
        return ChangeSet(root=self.root, title=title, files=filter(None, files), warnings=warnings)

    def after(self, changes: ChangeSet) -> Self:
        """The site as it will be when a change was applied; nothing is written or read from the disk.

        Only the pages that change are parsed. A change of the new site is planned from texts that are not on the disk
        yet: join the two with `ChangeSet.then`.

        Raises:
            ChangeRefused: A page is not as it was when the change was planned.
            ReadError: A changed page could not be read, because it is too large or no UTF-8 text.
        """
        if not isinstance(changes, ChangeSet):
            raise TypeError(f"expected a ChangeSet, got {changes!r:.80}")
        return evolve(self, pages=pages_after(self.pages, changes, self.limits))

    def _page(self, path: str) -> Document:
        """A page of the site.

        Raises:
            ChangeRefused: The site has no such page, or it could not be read.
        """
        found = self.pages.by_path.get(path)
        if found is None and path in unread(self.catalogue.diagnostics):
            reason = next(one for one in self.catalogue.diagnostics if one.path == path)
            raise ChangeRefused(path, f"it was not read: {reason.message}", reason.hint or "mend it first")
        if found is None:
            guess = nearest(path, self.pages.by_path)
            raise ChangeRefused(path, "the site has no such page", f'did you mean "{guess}"?' if guess else "")
        return found

    def _changed(self, path: str, edited: Mapping[str, bytes], targets: Mapping[str, str | None]) -> FileChange | None:
        old = self._page(path)
        before, target = bytes(old), targets.get(path, path)
        after = b"" if target is None else edited.get(path, before)
        if after == before and target == path:
            return None
        note = _OLD_PAGE if self.pages.is_old(old) else ""
        return FileChange(old_path=path, new_path=target, before=before, after=after, note=note)

    def _added(self, path: str, text: str) -> FileChange:
        return FileChange(new_path=path, after=bytes(SourceText.from_text(text, path, self.limits)))
