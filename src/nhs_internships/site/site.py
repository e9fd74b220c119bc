"""A site: the pages of a folder, read together, and the changes that they can be given."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from nhs_internships.checks.checking import check_pages, pages_of
from nhs_internships.checks.codes import active_codes
from nhs_internships.checks.pages import SitePages
from nhs_internships.errors import ChangeRefused, ReadError, nearest
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model import Facet, Status, Wave
from nhs_internships.model.attributes import items, member
from nhs_internships.site.after import pages_after
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.convert import convert, facts_kept
from nhs_internships.site.files import FileChange
from nhs_internships.site.fixing import fixed
from nhs_internships.site.moving import check_move, plan_move
from nhs_internships.site.rename_label import Renaming
from nhs_internships.site.replace_links import Replacing
from nhs_internships.site.verifying import all_claims, check_claims, check_facts, facts
from nhs_internships.site.waves import close_wave, open_wave
from nhs_internships.source.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from os import PathLike

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.checks import Settings
    from nhs_internships.diagnostics import Diagnostic
    from nhs_internships.dialects import Dialect, Document
    from nhs_internships.query import Results
    from nhs_internships.site.plans import Plan

__all__ = ["Site"]

_OLD_PAGE = "a page of the old site"


@frozen(kw_only=True, repr=False, eq=False)
class Site:
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

    def rename_label(self, old: str, new: str, facet: Facet | str | None = None) -> ChangeSet:
        """Plan another name of a label, on every page that states it, those of the old site included.

        It changes badges with their colours, the labels of cards with their filters, keywords, and the labels of
        records. The new label gets the colour of its term or, if the vocabulary does not know it, that of the badges
        that have it already.

        Args:
            old: The label; case, blanks, hyphens and underscores do not count.
            new: Its new name, exactly as it is to be written.
            facet: Rename it in this facet alone. Keywords and records state none: they change, too, unless the label
                is one of another facet as well.

        Raises:
            QueryError: No page has this label; the error names the nearest one.
            ChangeRefused: The new label is blank, or another fact would change with the label.
            UnsafeEdit: A page could not state the new label.
            ParseError: There is no such facet.

        Examples:
            >>> import tempfile, pathlib
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> page = "## Open\\n- [A](a-b/)\\n![area](https://img.shields.io/badge/NLP-yellow)\\n"
            >>> _ = (folder / "index.md").write_text(page)
            >>> print(Site.open(folder).rename_label("NLP", "Free text").summary())
            rename "NLP" to "Free text": 1 file edited
              edited index.md (+1 -1)
        """
        renaming = Renaming(pages=self.pages, old=old, new=new, facet=None if facet is None else member(Facet, facet))
        renaming.check()
        documents = tuple(renaming.documents())
        changes = self.plan(documents, title=f'rename "{old}" to "{new}"', warnings=renaming.warnings)
        check_claims(self.catalogue, self.after(changes).catalogue, renaming.expected)
        return changes

    def replace_links(self, old: str, new: str) -> ChangeSet:
        """Plan another address for links: of one page, or of everything below a host or a part of a path.

        It changes links on listings and in briefs, prose, data files, cards and front matter, those of the old site
        included. Longer names are other addresses: ``https://github.com/nhsx`` is no beginning of
        ``https://github.com/nhsx-labs``. A permalink is the address of its own page, and stays.

        Args:
            old: The address as the pages write it. A host may stand without its scheme: ``github.com/nhsx``. A relative
                address, such as ``holding.html``, is replaced where it is the whole target of a link.
            new: What to write instead.

        Raises:
            ChangeRefused: No page links to the address, the new one would run code or cannot be a link, or another
                fact would change.
            UnsafeEdit: A page would be read differently with the new address.

        Examples:
            >>> import tempfile, pathlib
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text("# Code\\n\\nSee [ours](https://github.com/nhsx/bees).\\n")
            >>> changes = Site.open(folder).replace_links("https://github.com/nhsx", "https://github.com/nhsengland")
            >>> print(changes.files[0].after.decode())
            # Code
            <BLANKLINE>
            See [ours](https://github.com/nhsengland/bees).
            <BLANKLINE>
        """
        replacing = Replacing(pages=self.pages, old=old, new=new)
        replacing.check()
        documents = tuple(replacing.documents())
        changes = self.plan(documents, title=f"replace {old} by {new}", warnings=replacing.warnings)
        after = self.after(changes).catalogue
        # A link may lead to another project now, so facts are compared without the projects that they are about.
        check_facts(old, replacing.expected(all_claims(self.catalogue)), facts(all_claims(after)))
        return changes

    def convert(self, page: str, dialect: Dialect) -> ChangeSet:
        """Plan a listing in another dialect: its entries are written again, and everything else stays as it is.

        Rows of waves become labels of waves among cards, or headings among bullets; colours are those of the
        vocabulary. What the dialect cannot carry is in the `warnings` of the change.

        Args:
            page: The path of the page.
            dialect: The dialect of listings to write it in, for example `nhs_internships.dialects.CARDS`.

        Returns:
            The change; it is false if the page is written in the dialect already.

        Raises:
            ChangeRefused: The site has no such page, it is one of the old site, or another fact would change.
            UnsafeEdit: The page or the dialect is none of listings, or an entry cannot be written in the dialect.

        Examples:
            >>> import tempfile, pathlib
            >>> from nhs_internships.dialects import BADGE_TABLE
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text("## Open\\n\\n- [A](a-b/)\\n- [B](b-b/)\\n")
            >>> print(Site.open(folder).convert("index.md", BADGE_TABLE).files[0].after.decode())
            ## Open
            <BLANKLINE>
            |:---:|---|
            ||[A](a-b/)|
            ||[B](b-b/)|
            <BLANKLINE>
        """
        document, warnings = convert(self.pages, self._page(page), dialect)
        changes = self.plan([document], title=f"write {page} in {dialect}", warnings=warnings)
        kept = facts_kept(page, dialect)
        check_claims(self.catalogue, self.after(changes).catalogue, kept, kept)
        return changes

    def move(
        self, slug: str, status: Status | str, wave: Wave | str | None = None, *, create_section: bool = False
    ) -> ChangeSet:
        """Plan a project's move to another status, in every file that states it.

        The entry leaves its section and enters the one for the status: on its own page or, if that has none, on the
        only other page of the current site that has one. It stands before the first title that sorts after its own,
        under the wave, or without one above the first wave. The brief moves to the folder for the status, if the site
        has one; its permalink stays. A completed project gets a record in the data file, with ``tbu`` for what is not
        known, and its wave joins those of the waves' file. A superseded one leaves its listing, and its brief moves.
        Pages of the old site stay as they are, and no record is removed.

        Args:
            slug: The project.
            status: The status, or a word for it.
            wave: The wave that it is to be listed under, or that was completed; a wave, or a text such as
                ``Wave 6 (February - July 2024)``. Where only its number is given, the pages say the months.
            create_section: Whether a heading for the status may be written, if no page has one.

        Returns:
            The change; what it leaves for a person is in its `warnings`.

        Raises:
            MoveRefused: The project has the status already, has no entry on a current page, or cannot have that status
                here; the error says why.
            UnknownSlug: There is no such project.
            ParseError: The word is no status, or the text no wave.

        Examples:
            >>> import tempfile, pathlib
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text(
            ...     "## Open Projects\\n- [Tides](tides-and-times/)\\n## Paused Projects\\n*These wait.*\\n"
            ... )
            >>> print(Site.open(folder).move("tides-and-times", "paused"))
            diff --git a/index.md b/index.md
            --- a/index.md
            +++ b/index.md
            @@ -1,4 +1,5 @@
             ## Open Projects
            -- [Tides](tides-and-times/)
             ## Paused Projects
             *These wait.*
            +
            +- [Tides](tides-and-times/)
            <BLANKLINE>
        """
        wanted = status if isinstance(status, Status) else Status.parse(status)
        under = Wave.parse(wave) if isinstance(wave, str) else wave
        plan = plan_move(self.pages, self.root.name, slug, wanted, under, create_section=create_section)
        changes = self._planned(plan)
        after = pages_after(self.pages, changes, self.limits, plan.documents)
        left = check_move(self.pages, after, slug, wanted)
        return evolve(changes, warnings=dict.fromkeys((*changes.warnings, *left)))

    def open_wave(self, wave: Wave | str, slugs: Iterable[str], *, create_section: bool = False) -> ChangeSet:
        """Plan a wave that begins: its projects become active and are listed under it.

        The wave joins the waves' data file. Numbers on pages that were right, such as ``12 open projects``, are brought
        up to date where they are figures; those written as words are in the `warnings`.

        Args:
            wave: The wave, or a text such as ``Wave 6 (February - July 2024)``.
            slugs: Its projects.
            create_section: Whether a heading for active projects may be written, if no page has one.

        Raises:
            MoveRefused: One of the projects cannot become active; the error says why.
            UnknownSlug: There is no such project.
            ParseError: The text is no wave.

        Examples:
            >>> import tempfile, pathlib
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> page = "## Current Projects\\n\\n## Open Projects\\n\\n- [Ants](ants-a/)\\n- [Bees](bees-b/)\\n"
            >>> _ = (folder / "index.md").write_text(page)
            >>> changes = Site.open(folder).open_wave("Wave 6 (February - July 2024)", ["bees-b"])
            >>> print(changes.files[0].after.decode())
            ## Current Projects
            <BLANKLINE>
            ### Wave 6 (February - July 2024)
            <BLANKLINE>
            - [Bees](bees-b/)
            <BLANKLINE>
            ## Open Projects
            <BLANKLINE>
            - [Ants](ants-a/)
            <BLANKLINE>
        """
        given = Wave.parse(wave) if isinstance(wave, str) else wave
        return open_wave(self, given, items(str, slugs), create_section=create_section)

    def close_wave(self, wave: Wave | str, *, create_section: bool = False) -> ChangeSet:
        """Plan the end of a wave: the running projects that are listed under it are completed, as `move` does it.

        Args:
            wave: The wave, or a text such as ``Wave 6``.
            create_section: Whether a heading for completed projects may be written, if no page has one.

        Raises:
            MoveRefused: No running project is listed under the wave, or one cannot become completed.
            ParseError: The text is no wave.
        """
        given = Wave.parse(wave) if isinstance(wave, str) else wave
        return close_wave(self, given, create_section=create_section)

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
