"""A site: the pages of a folder, read together, and the changes that they can be given."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from attrs import frozen

from nhs_internships.checks import Settings
from nhs_internships.checks.checking import check_pages, pages_of
from nhs_internships.checks.codes import active_codes
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects import Document
from nhs_internships.errors import ReadError
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model.attributes import to_texts
from nhs_internships.model.texts import counted
from nhs_internships.query import Results
from nhs_internships.site.announcing import about_unread
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.fixing import fixed
from nhs_internships.site.operations import Operations
from nhs_internships.source.paths import is_within

__all__ = ["Site"]


@frozen(kw_only=True, repr=False, eq=False)
class Site(Operations):
    """The pages of a folder, to be checked and changed together.

    A site is what was read: its operations plan a `ChangeSet` and write nothing, and after `ChangeSet.apply` the site
    must be opened again. The `warnings` of a change hold all that `check` finds after it and not before it, and name
    the files that could not be read.

    Attributes:
        root: The folder.
        pages: The pages with their catalogue, as the checks see them.
        limits: Bounds on what is read.
    """

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

    def fix(
        self,
        *,
        unsafe: bool = False,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        paths: Iterable[str] | None = None,
    ) -> ChangeSet:
        """Plan the fixes of findings.

        A fix is made only if its finding is gone afterwards and no other one appears. The fixes that would do otherwise
        are in the `warnings` of the change. What is left to do is what the site after the change reports:
        ``site.after(changes).check()``.

        Args:
            unsafe: Make also those fixes that may change more than what the finding names, and those of old pages.
            select: Fix only findings with these codes, or codes that begin like this.
            ignore: Do not fix findings with these codes, or codes that begin like this.
            paths: Fix only what is found on these pages, or in these folders, by their paths in the site; the fix may
                change other pages, too. By default, everything.

        Returns:
            The change; it is false if there is nothing to fix.

        Raises:
            QueryError: There is no such code.
            ChangeRefused: The site has no page of that path, and none in a folder of it.

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
        within = None if paths is None else to_texts(paths)
        for path in within or ():
            if not any(is_within(name, [path]) for name in self.pages.by_path):
                self._page(path)  # which refuses it
        result = fixed(
            self.root,
            self.pages,
            # Also what is not to be fixed is looked for, because no fix may cause it.
            find=partial(check_pages, select=wanted | active_codes((), (), ignored)),
            is_wanted=lambda finding, fix: (
                finding.code in wanted and (unsafe or fix.is_safe) and is_within(finding.path, within)
            ),
            limits=self.limits,
        )
        title = f"fix {counted(result.number, 'finding')}"
        warnings = (*about_unread(self.pages), *result.warnings)
        return self.plan(result.pages.documents, title=title, warnings=warnings)
