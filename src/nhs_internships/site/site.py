"""A site: the pages of a folder, read together, and the changes that they can be given."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from attrs import evolve, field, frozen

from nhs_internships.catalogue import Catalogue
from nhs_internships.checks import Settings
from nhs_internships.checks.checking import check_pages, pages_of
from nhs_internships.checks.codes import active_codes
from nhs_internships.checks.pages import SitePages
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects import Document
from nhs_internships.errors import ChangeRefused, ReadError, nearest
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.query import Results
from nhs_internships.site.after import pages_after
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.files import FileChange
from nhs_internships.site.fixing import fixed
from nhs_internships.site.operations import Operations
from nhs_internships.site.plans import Plan
from nhs_internships.source.text import SourceText

__all__ = ["Site"]

_OLD_PAGE = "a page of the old site"


@frozen(kw_only=True, repr=False, eq=False)
class Site(Operations):
    """The pages of a folder, to be checked and changed together.

    A site is what was read: its operations plan a `ChangeSet` and write nothing, and after `ChangeSet.apply` the site
    must be opened again.

    Attributes:
        root: The folder.
        pages: The pages with their catalogue, as the checks see them.
        limits: Bounds on what is read.
    """

    root: Path
    pages: SitePages
    limits: Limits = field(default=DEFAULT_LIMITS)

    @classmethod
    def open(
        cls,
        folder: str | PathLike[str],
        *,
        settings: Settings | None = None,
        as_of: date | str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Site:
        """Read all pages of a folder.

        Args:
            folder: The folder of the site.
            settings: What to check; by default what ``nhs-internships.toml`` in the folder states.
            as_of: The day for which the pages should be true, as a date or as text; ``None`` where it is not known.
            limits: Bounds on what is read.

        Raises:
            OSError: The folder cannot be opened.
            ReadError: It is an archive or a file, or holds no page.
            ParseError: ``as_of`` is no day.
            FormatError: The settings file of the site is not valid.
        """
        root = Path(folder)
        if root.is_file():
            is_archive = zipfile.is_zipfile(root)
            problem = "a zip archive cannot be changed" if is_archive else "a site is a folder, and this is a file"
            hint = "unpack it and name the folder" if is_archive else "name the folder that holds it"
            raise ReadError(root.as_posix(), problem, hint)
        pages = pages_of([root], settings=settings, as_of=as_of, limits=limits)
        return cls(root=root.absolute(), pages=pages, limits=limits)

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every page that was read, by its path in the site."""
        return MappingProxyType(dict(self.pages.by_path))

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the pages."""
        return self.pages.catalogue

    def __repr__(self) -> str:
        return f"<Site {self.root.name}: {len(self.documents)} pages, {len(self.catalogue)} projects>"

    def check(self, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Results[Diagnostic]:
        """What is wrong on the pages, by path and line, as `nhs_internships.check` finds it.

        Args:
            select: Report only these codes, or codes that begin like this; they count more than the settings.
            ignore: Do not report these codes, or codes that begin like this.

        Raises:
            QueryError: There is no such code.
        """
        return check_pages(self.pages, select=select, ignore=ignore)

    def fix(self, *, unsafe: bool = False, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> ChangeSet:
        """Plan the fixes of findings.

        A fix is made only if its finding is gone afterwards and no other one appears. The fixes that would do otherwise
        are in the `warnings` of the change. What is left to do is what the site after the change reports:
        ``site.after(changes).check()``.

        Args:
            unsafe: Make also those fixes that may change more than what the finding names, and those of old pages.
            select: Fix only findings with these codes, or codes that begin like this.
            ignore: Do not fix findings with these codes, or codes that begin like this.

        Returns:
            The change; it is false if there is nothing to fix.

        Raises:
            QueryError: There is no such code.

        Examples:
            >>> import tempfile, pathlib
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text("# Contact\\n\\n[Ask us](team@example.org).\\n")
            >>> changes = Site.open(folder).fix()
            >>> print(changes.summary())
            fix 1 finding: 1 file edited
              edited index.md (+1 -1)
            >>> changes.apply()
        """
        ignored = self.pages.settings.ignore
        wanted = active_codes(select, ignore, ignored)
        result = fixed(
            self.root,
            self.pages,
            # Also what is not to be fixed is looked for, because no fix may cause it.
            find=partial(check_pages, select=wanted | active_codes((), (), ignored)),
            is_wanted=lambda finding, fix: finding.code in wanted and (unsafe or fix.is_safe),
            limits=self.limits,
        )
        title = f"fix {result.number:,} finding{'' if result.number == 1 else 's'}"
        return self.plan(result.pages.documents, title=title, warnings=result.warnings)

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

    def _planned(self, plan: Plan) -> ChangeSet:
        return self.plan(
            plan.documents.values(),
            moved=plan.moved,
            new=plan.new,
            deleted=plan.deleted,
            title=plan.title,
            warnings=dict.fromkeys(plan.warnings),
        )

    def after(self, changes: ChangeSet) -> Site:
        """The site as it will be when a change was applied; nothing is written or read from the disk.

        Only the pages that change are parsed. A change of the new site is planned from texts that are not on the disk
        yet: join the two with `ChangeSet.then`.

        Raises:
            ChangeRefused: A page is not as it was when the change was planned.
            ReadError: A changed page could not be read, because it is too large or no UTF-8 text.
        """
        return evolve(self, pages=pages_after(self.pages, changes, self.limits))

    def _page(self, path: str) -> Document:
        """A page of the site.

        Raises:
            ChangeRefused: The site has no such page.
        """
        found = self.pages.by_path.get(path)
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
