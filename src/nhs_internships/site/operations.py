"""The operations of a site: each plans a change, which is checked before anybody sees it, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import Dialect
from nhs_internships.model import Badge, Facet, Status, Wave
from nhs_internships.model.attributes import items, member, to_text
from nhs_internships.site.announcing import announced, check_brief_is_read, verified
from nhs_internships.site.base import SiteBase
from nhs_internships.site.changeset import ChangeSet
from nhs_internships.site.convert import convert, facts_kept
from nhs_internships.site.editing import FactsEdit, check_edit
from nhs_internships.site.moving import moved
from nhs_internships.site.new_projects import NewProject, check_addition, new_slug
from nhs_internships.site.plans import Plan
from nhs_internships.site.removing import check_removal, plan_removal
from nhs_internships.site.rename_label import Renaming
from nhs_internships.site.replace_links import Replacing
from nhs_internships.site.verifying import all_claims, check_claims, check_facts, facts
from nhs_internships.site.waves import close_wave, open_wave

__all__ = ["Operations"]


def _wave(given: Wave | str | int) -> Wave:
    """A wave, which may be given by its number alone."""
    if isinstance(given, Wave):
        return given
    text = str(given) if isinstance(given, int) else to_text(given)
    return Wave.parse(f"Wave {text}" if text.isdecimal() else text)


def _fields(given: Mapping[str, str]) -> Mapping[str, str]:
    if not isinstance(given, Mapping):
        raise TypeError(f"expected fields by name, got {given!r:.80}")
    return given


class Operations(SiteBase):
    """What can be done with a `Site`."""

    __slots__ = ()

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
            >>> from nhs_internships.site import Site
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> page = "## Open\\n- [A](a-b/)\\n![area](https://img.shields.io/badge/NLP-yellow)\\n"
            >>> _ = (folder / "index.md").write_text(page)
            >>> print(Site.open(folder).rename_label("NLP", "Free text").summary())
            rename "NLP" to "Free text": 1 file edited
              edited index.md (+1 -1)
        """
        within = None if facet is None else member(Facet, facet)
        renaming = Renaming(pages=self.pages, old=to_text(old), new=to_text(new), facet=within)
        renaming.check()
        plan = Plan(title=f'rename "{old}" to "{new}"', warnings=renaming.warnings)
        plan.edit(*renaming.documents())
        return self._checked(plan, lambda after: check_claims(self.catalogue, after.catalogue, renaming.expected))

    def replace_links(self, old: str, new: str) -> ChangeSet:
        """Plan another address for links: of one page, or of everything below a host or a part of a path.

        It changes links on listings and in briefs, prose, data files, cards and front matter, those of the old site
        included. Longer names are other addresses: ``https://github.com/nhsx`` is no beginning of
        ``https://github.com/nhsx-labs``. A permalink is the address of its own page, and stays.

        Args:
            old: The address as the pages write it. A host may stand without its scheme: ``github.com/nhsx``. A relative
                address, such as ``holding.html``, is replaced where it is the whole target of a link.
            new: What to write instead; for an address with a host, one with a host.

        Raises:
            ChangeRefused: No page links to the address, the new one would run code, is relative where the old one is
                not, or cannot be a link, or another fact would change.
            UnsafeEdit: A page would be read differently with the new address.

        Examples:
            >>> import tempfile, pathlib
            >>> from nhs_internships.site import Site
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text("# Code\\n\\nSee [ours](https://github.com/nhsx/bees).\\n")
            >>> changes = Site.open(folder).replace_links("https://github.com/nhsx", "https://github.com/nhsengland")
            >>> print(changes.files[0].after.decode())
            # Code
            <BLANKLINE>
            See [ours](https://github.com/nhsengland/bees).
            <BLANKLINE>
        """
        replacing = Replacing(pages=self.pages, old=to_text(old), new=to_text(new))
        replacing.check()
        plan = Plan(title=f"replace {old} by {new}", warnings=replacing.warnings)
        plan.edit(*replacing.documents())
        # A link may lead to another project now, so facts are compared without the projects that they are about.
        expected = replacing.expected(all_claims(self.catalogue))
        return self._checked(plan, lambda after: check_facts(old, expected, facts(all_claims(after.catalogue))))

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
            UnsafeEdit: The page is no listing, the dialect is not one of listings, or it cannot state an entry.

        Examples:
            >>> import tempfile, pathlib
            >>> from nhs_internships.site import Site
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
        document, warnings = convert(self.pages, self._page(to_text(page)), dialect)
        plan = Plan(title=f"write {page} in {dialect}", documents={page: document}, warnings=[*warnings])
        kept = facts_kept(page, dialect)
        return self._checked(plan, lambda after: check_claims(self.catalogue, after.catalogue, kept, kept))

    def move(
        self, slug: str, status: Status | str, wave: Wave | str | int | None = None, *, create_section: bool = False
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
            MoveRefused: The project has the status already, has no entry on a current page or a brief that could not be
                read, or cannot have that status here; the error says why.
            UnknownSlug: There is no such project.
            ParseError: The word is no status, or the text no wave.

        Examples:
            >>> import tempfile, pathlib
            >>> from nhs_internships.site import Site
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
        under = None if wave is None else _wave(wave)
        return announced(self, moved(self, slug, wanted, under, create_section=create_section))

    def add(
        self,
        title: str,
        slug: str | None = None,
        *,
        status: Status | str = Status.OPEN,
        wave: Wave | str | int | None = None,
        badges: Iterable[Badge] = (),
        fields: Mapping[str, str] | None = None,
        create_section: bool = False,
    ) -> ChangeSet:
        """Plan a new project: its brief, and its entry on the page that lists projects with its status.

        The brief is made of the site's template (``new-topic.md``) or, if there is none, of the library's. It is filed
        in the folder for the status, if the site has one. The entry is written as the others of its page.

        Args:
            title: The title.
            slug: The last part of its address; by default it is made of the title.
            status: The status, or a word for it.
            wave: The wave that it is listed under.
            badges: Its badges. One without a colour gets that which other entries, or the vocabulary, give it.
            fields: Texts of the brief, by the names that `Document.edit_brief` has for them (``need``, ``datasets``,
                ``keywords``), or by their labels. Without keywords it gets the labels of the badges.
            create_section: Whether a section for the status may be written, if only one page lists projects, and it has
                none.

        Returns:
            The change; a project with the same title is in its `warnings`.

        Raises:
            ChangeRefused: A project has this slug already, the title gives none, or no page, or several, could list it.
            UnsafeEdit: The brief has no such field, or the page cannot state the entry.
            ParseError: The word is no status, or the text no wave.

        Examples:
            >>> import tempfile, pathlib
            >>> from nhs_internships.site import Site
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text("## Open Projects\\n- [Tides](tides-and-times/)\\n")
            >>> changes = Site.open(folder).add("Sea ice", fields={"need": "Maps."})
            >>> print(changes.summary())
            add sea-ice: 1 file edited, 1 file added
              edited index.md (+1 -0)
              added projects/sea-ice.md (+25 -0)
        """
        new = NewProject(
            pages=self.pages,
            above=self.root.name,
            slug=new_slug(title, slug),
            title=title,
            status=status if isinstance(status, Status) else Status.parse(status),
            wave=None if wave is None else _wave(wave),
            badges=items(Badge, badges),
            fields={} if fields is None else _fields(fields),
            create_section=create_section,
        )
        check_brief_is_read(self.pages, new.slug)
        return self._checked(new.plan(), lambda after: check_addition(new, after))

    def remove(self, slug: str) -> ChangeSet:
        """Plan to remove a project: its entries on current pages, and its brief.

        Records, pages of the old site, and headings without a project stay; these, and what still names the project,
        are in the `warnings` of the change.

        Raises:
            ChangeRefused: No current page lists it, and it has no brief; its brief could not be read; or other
                projects would change.
            UnsafeEdit: An entry cannot be removed alone.
            UnknownSlug: There is no such project.
        """
        check_brief_is_read(self.pages, self.catalogue[slug].slug)
        plan = plan_removal(self.pages, slug)
        return self._checked(plan, lambda after: check_removal(self.pages, after, slug))

    def edit(
        self, slug: str, *, title: str | None = None, badges: Iterable[Badge] | None = None, url: str | None = None
    ) -> ChangeSet:
        """Plan other facts of a project, in its brief and on the pages that list it.

        A new title is written to the brief, to the heading and the description where these repeat it, and to the
        entries, those of the old site with the same title included. New badges are written to the entries of the
        current site, and their labels to the keywords of the brief. With a new address the permalink, all links to the
        project, the permalinks of its records and the file of a brief that is named by the slug change; its last part
        is the new slug.

        Args:
            slug: The project.
            title: The new title.
            badges: All badges that it is to have. One without a colour gets that which others have.
            url: The new address, such as ``/sea-ice/``.

        Raises:
            ChangeRefused: The address is no project's or another project's, its brief could not be read, or another
                fact would change.
            UnsafeEdit: A page cannot state the new fact.
            UnknownSlug: There is no such project.

        Examples:
            >>> import tempfile, pathlib
            >>> from nhs_internships.site import Site
            >>> folder = pathlib.Path(tempfile.mkdtemp())
            >>> _ = (folder / "index.md").write_text("## Open Projects\\n- [Tides](tides-and-times/)\\n")
            >>> print(Site.open(folder).edit("tides-and-times", title="Times of tides").summary())
            edit tides-and-times: 1 file edited
              edited index.md (+1 -1)
        """
        edit = FactsEdit(
            pages=self.pages,
            project=self.catalogue[slug],
            title=None if title is None else to_text(title),
            badges=None if badges is None else items(Badge, badges),
            url=None if url is None else to_text(url),
        )
        for own in (edit.project.slug, edit.slug):
            check_brief_is_read(self.pages, own)
        plan = edit.plan()
        return self._checked(plan, lambda after: check_edit(edit, after, plan.moved))

    def _checked(self, plan: Plan, check: Callable[[SitePages], Iterable[str] | None]) -> ChangeSet:
        """A change with what it leaves for a person, if the pages are as they should be after it."""
        return announced(self, verified(self, plan, check))

    def open_wave(self, wave: Wave | str | int, slugs: Iterable[str], *, create_section: bool = False) -> ChangeSet:
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
            >>> from nhs_internships.site import Site
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
        return open_wave(self, _wave(wave), items(str, slugs), create_section=create_section)

    def close_wave(self, wave: Wave | str | int, *, create_section: bool = False) -> ChangeSet:
        """Plan the end of a wave: the running projects that are listed under it are completed, as `move` does it.

        Args:
            wave: The wave, or a text such as ``Wave 6``.
            create_section: Whether a heading for completed projects may be written, if no page has one.

        Raises:
            MoveRefused: No running project is listed under the wave, or one cannot become completed.
            ParseError: The text is no wave.
        """
        return close_wave(self, _wave(wave), create_section=create_section)
