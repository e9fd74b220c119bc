"""Documents: the values that a text states, with their spans, and edits of them; dialects, which read and write them.

A `Document` holds the values a page states and the span of each. It never changes its text by itself: an edit replaces
the characters of the values it changes, parses the result again, and is refused if the result does not state exactly
what was asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from types import MappingProxyType
from typing import SupportsIndex

from attrs import field, frozen
from attrs import fields as attributes

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.dialects.accepting import Content, Target, edited
from nhs_internships.dialects.brief_spans import BriefSpans
from nhs_internships.dialects.changes import (
    KEEP,
    BriefChanges,
    EntryChanges,
    Keep,
    check_asked,
    field_texts,
    given_keywords,
)
from nhs_internships.dialects.evidence import Evidence
from nhs_internships.dialects.findings import Unparsed
from nhs_internships.dialects.lookup import entry_number
from nhs_internships.dialects.sections import Section
from nhs_internships.errors import UnsafeEdit
from nhs_internships.model import Badge, Brief, Entry, Output, Project, Status, Wave
from nhs_internships.model.statuses import to_status
from nhs_internships.notebook import NotebookView
from nhs_internships.source.text import Edit, SourceText
from nhs_internships.spans import Position, Span

__all__ = ["Dialect", "Document", "EntrySpans"]


@frozen(kw_only=True)
class EntrySpans:
    """Where an entry states its values.

    Attributes:
        whole: The whole entry: a bullet, row, card or record.
        title: The characters of the title.
        url: The link target; an empty span for an empty target, ``None`` if there is no link.
        badges: One span for each badge: the image, the label of a card, or the value of a record.
        wave: The wave that the entry is listed under, or states itself.
        section: The text of the heading above the entry.
        link: The whole link with title and url, where the dialect has one.
        dialect: The dialect in which this entry is written.
        outputs: One span for each output of a record; none for those of an output page.
    """

    whole: Span
    title: Span
    url: Span | None
    badges: tuple[Span, ...]
    wave: Span | None
    section: Span | None
    dialect: Dialect
    link: Span | None = None
    outputs: tuple[Span, ...] = ()


@frozen(kw_only=True, eq=False)
class Dialect:
    """One way of writing entries, briefs or records in text, as a value that holds functions.

    Callers may pass their own to `parse`, `read`, `detect` and `render`. A dialect is equal to itself alone. The
    library's own dialects are pickled by name; one of your own is pickled by value, if its functions can be.

    Attributes:
        name: The name of the constant, for example ``"BADGE_TABLE"``.
        summary: One sentence on what a text in this dialect looks like.
        carries: The values of a project that a text in this dialect can state.
        detect: Says how well the dialect fits a text; ``None`` if it does not.
        parse: Reads a text.
        render: Writes projects as a new text.
        edit_entry: Makes the edits that change one entry; ``None`` if the dialect has no entries.
        edit_brief: Makes the edits that change a brief; ``None`` if the dialect has none.
        colour: The colour that a badge is read back with, where the dialect cannot state any colour.
        add_entry: Adds an entry to a page, written in this dialect if the page has no others; makes its section, if
            that is asked for. ``None`` if none can be added.
        remove_entry: Removes an entry of a page; ``None`` if none can be removed.
        move_entry: Moves an entry to a section of the same or another page, and gives both pages; ``None`` if entries
            are not listed in sections.
    """

    name: str
    summary: str
    carries: frozenset[str]
    detect: Callable[[SourceText], Evidence | None]
    parse: Callable[[SourceText], Document]
    render: Callable[[Sequence[Project]], str]
    edit_entry: Callable[[Document, int, EntryChanges], Iterable[Edit]] | None = None
    edit_brief: Callable[[Document, BriefChanges], Iterable[Edit]] | None = None
    colour: Callable[[Badge], str | None] = attrgetter("colour")
    add_entry: Callable[[Document, Entry, Dialect, bool], Document] | None = None
    remove_entry: Callable[[Document, int], Document] | None = None
    move_entry: Callable[[Document, int, Document, Target], tuple[Document, Document]] | None = None

    def __repr__(self) -> str:
        return f"<Dialect {self.name}>"

    def __str__(self) -> str:
        return self.name

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[object, ...]:
        # A constant of the module that this class is imported from is pickled as its name there.
        is_constant = getattr(sys.modules.get(type(self).__module__), self.name, None) is self
        return self.name if is_constant else super().__reduce_ex__(protocol)


def _read_only(values: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(values))


@frozen(kw_only=True, repr=False)
class Document(NotebookView):
    """One text, read.

    Attributes:
        source: The text with its name.
        dialect: The dialect of most of its entries, or `PROSE`.
        entries: The entries of a listing or data file, in page order.
        spans: ``spans[n]`` holds the spans of ``entries[n]``.
        brief: The content of a brief, or ``None``.
        brief_spans: The spans of the brief.
        waves: Every wave the text states, in order.
        sections: The sections of a listing, in order: its headings, but for those of waves.
        front_matter: The keys of the front matter, with their values as text.
        diagnostics: Findings of reading.
        unparsed: Every badge image, card or project-like link that belongs to no entry.
    """

    source: SourceText
    dialect: Dialect
    entries: tuple[Entry, ...] = field(default=(), eq=False)
    spans: tuple[EntrySpans, ...] = field(default=(), eq=False)
    brief: Brief | None = field(default=None, eq=False)
    brief_spans: BriefSpans | None = field(default=None, eq=False)
    waves: tuple[Wave, ...] = field(default=(), eq=False)
    sections: tuple[Section, ...] = field(default=(), eq=False)
    front_matter: Mapping[str, str] = field(factory=dict, converter=_read_only, eq=False)
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)
    unparsed: tuple[Unparsed, ...] = field(default=(), eq=False)

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only mapping cannot be pickled, so the front matter goes as a dictionary.
        values = {one.name: getattr(self, one.name) for one in attributes(type(self))}
        return partial(type(self), **{**values, "front_matter": dict(self.front_matter)}), ()

    @property
    def text(self) -> str:
        """The text, character for character; a byte order mark is its first character."""
        return self.source.text

    @property
    def name(self) -> str:
        """The file the text was read from, or what the caller named it."""
        return self.source.name

    def __str__(self) -> str:
        return self.source.text

    def __bytes__(self) -> bytes:
        return bytes(self.source)

    def __repr__(self) -> str:
        content = "a brief" if self.brief else f"{len(self.entries)} entries"
        findings = f", {len(self.diagnostics)} findings" if self.diagnostics else ""
        return f"<Document {self.name}: {self.dialect.name}, {content}{findings}>"

    def position(self, offset: int) -> Position:
        """Line and column of an offset into the text, both from 1.

        Raises:
            IndexError: The offset lies outside the text.
        """
        return self.source.position(offset)

    def edit(
        self,
        n: int | str,
        *,
        title: str | Keep = KEEP,
        url: str | Keep | None = KEEP,
        badges: Iterable[Badge] | Keep = KEEP,
        wave: Wave | Keep | None = KEEP,
        outputs: Iterable[Output] | Keep = KEEP,
    ) -> Document:
        """Change values of one entry, in its own dialect, and nothing else.

        Args:
            n: Which entry: its number in `entries`, from 0 (negative numbers count from the end), or its slug (the
                last segment of its url), or else its title.
            title: The new title, as it is to be read back; it must not be blank.
            url: The new link target; ``""`` for an empty target, ``None`` for no link.
            badges: All badges the entry is to have, in order.
            wave: The new wave, if no other entry is listed under the same one; else see `move_to_wave`.
            outputs: All outputs, on an output page: their addresses or availabilities may change.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: The dialect cannot state what was asked for, or the change would affect other values.
            IndexError: There is no entry with this number.
            KeyError: No entry has this slug or title, or several have.

        Examples:
            >>> import nhs_internships as ni
            >>> page = ni.parse("## Open Projects\\n- [Granular Mapping](granular-mapping/)\\n")
            >>> print(page.edit("granular-mapping", title="Granular Maps"))
            ## Open Projects
            - [Granular Maps](granular-mapping/)
            <BLANKLINE>
        """
        changes = EntryChanges(title=title, url=url, badges=badges, wave=wave, outputs=outputs)
        check_asked(self.name, title, changes.targets)
        return self.edit_entries({entry_number(self.entries, n): changes})

    def edit_entries(self, wanted: Mapping[int, EntryChanges]) -> Document:
        """The page with other values of several of its entries, by their numbers; it is parsed once.

        Raises:
            UnsafeEdit: As `edit`.
        """
        asked = {n: changes.applied(self.entries[n]) for n, changes in wanted.items()}
        asked = {n: entry for n, entry in asked.items() if entry != self.entries[n]}
        if not asked:
            return self
        again = self.after(edit for n in asked for edit in self._entry_edits(n, wanted[n]))
        if len(again.entries) == len(self.entries):
            for n, entry in asked.items():
                asked[n] = wanted[n].accepted(entry, again.entries[n], self.spans[n].dialect.colour)
        return self.checked(again, (asked.get(n, entry) for n, entry in enumerate(self.entries)), self.brief)

    def _entry_edits(self, n: int, changes: EntryChanges) -> Iterable[Edit]:
        dialect = self.spans[n].dialect
        if dialect.edit_entry is None:
            raise UnsafeEdit(self.name, f"entries in the dialect {dialect} cannot be edited")
        return dialect.edit_entry(self, n, changes)

    def move_to_wave(self, n: int | str, wave: Wave) -> Document:
        """Move one entry under the row, heading or label of another wave; every other line stays as it is.

        Args:
            n: Which entry, as in `edit`.
            wave: A wave of this page, with its number and months.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: The page has no such wave, or the entry cannot be moved there.
            IndexError: There is no entry with this number.
            KeyError: No entry has this slug or title, or several have.

        Examples:
            >>> import nhs_internships as ni
            >>> page = ni.parse("## Active\\n### Wave 1\\n- [A](a-b/)\\n- [B](b-b/)\\n### Wave 2\\n- [C](c-c/)\\n")
            >>> print(page.move_to_wave("b-b", ni.Wave(number=2)))
            ## Active
            ### Wave 1
            - [A](a-b/)
            ### Wave 2
            - [B](b-b/)
            - [C](c-c/)
            <BLANKLINE>
        """
        n = entry_number(self.entries, n)
        if not isinstance(wave, Wave):
            raise TypeError(f"expected a Wave, got {wave!r:.80}; use nhs_internships.Wave(number=...)")
        if self.entries[n].wave == wave:
            return self
        return self._moved(n, self, Target(self.entries[n].status, wave, stays=True))[1]

    def move(
        self, n: int | str, status: Status | str, *, wave: Wave | None = None, create_section: bool = False
    ) -> Document:
        """Move one entry to the section of another status, in the dialect of that section.

        It is written before the first title that sorts after its own, under the wave or, without one, before the
        first wave. A section without entries gets what it needs: a delimiter row, a list of cards, the row or heading
        of the wave. The section it leaves loses a table or list that would be empty.

        Args:
            n: Which entry, as in `edit`.
            status: The status, or its word.
            wave: The wave that it is to be listed under. One that the entry states itself stays if none is given.
            create_section: Whether a section for the status may be written, if the page has none.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: The page has no section for the status, or several, or the entry cannot be written there.
            ParseError: There is no such status.
            IndexError: There is no entry with this number.
            KeyError: No entry has this slug or title, or several have.

        Examples:
            >>> import nhs_internships as ni
            >>> page = ni.parse("## Open Projects\\n- [A](a-b/)\\n- [B](b-b/)\\n## Paused Projects\\n- [C](c-c/)\\n")
            >>> print(page.move("b-b", "paused"))
            ## Open Projects
            - [A](a-b/)
            ## Paused Projects
            - [B](b-b/)
            - [C](c-c/)
            <BLANKLINE>
        """
        n = entry_number(self.entries, n)
        target = Target(to_status(status), wave, create_section)
        if (self.entries[n].status, self.entries[n].wave) == target[:2]:
            return self
        return self._moved(n, self, target)[1]

    def move_to_page(
        self,
        n: int | str,
        page: Document,
        status: Status | str,
        *,
        wave: Wave | None = None,
        create_section: bool = False,
    ) -> tuple[Document, Document]:
        """Move one entry to the section of a status on another page, in the dialect of that section.

        Args:
            n: Which entry, as in `edit`.
            page: The other page.
            status: The status, or its word.
            wave: The wave that it is to be listed under there.
            create_section: Whether a section for the status may be written, if that page has none.

        Returns:
            This page without the entry, and the other page with it.

        Raises:
            UnsafeEdit: The other page has no section for the status, or several, or the entry cannot be written there.
            ParseError: There is no such status.
            IndexError: There is no entry with this number.
            KeyError: No entry has this slug or title, or several have.
        """
        target = Target(to_status(status), wave, create_section)
        return self._moved(entry_number(self.entries, n), page, target)

    def add(self, entry: Entry, *, dialect: Dialect | None = None, create_section: bool = False) -> Document:
        """Add an entry, in the dialect of the section of its status, and nothing else.

        Args:
            entry: The entry. Its section may be ``None``: its status then decides.
            dialect: How to write it on a page that has no entries.
            create_section: Whether a section for its status may be written, if the page has none.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: The page has no section for the status, or several, or cannot state the entry.

        Examples:
            >>> import nhs_internships as ni
            >>> page = ni.parse("## Open Projects\\n- [A](a-b/)\\n- [C](c-c/)\\n")
            >>> print(page.add(ni.Entry(status="open", title="B", url="b-b/")))
            ## Open Projects
            - [A](a-b/)
            - [B](b-b/)
            - [C](c-c/)
            <BLANKLINE>
        """
        check_asked(self.name, entry.title, [entry.url])
        how = dialect or self.dialect
        if how.add_entry is None:
            raise UnsafeEdit(self.name, f"no entry can be added in the dialect {how}", "pass another dialect")
        return how.add_entry(self, entry, how, create_section)

    def remove(self, n: int | str) -> Document:
        """Remove one entry with its own lines, and the table or list that would be left without any.

        Args:
            n: Which entry, as in `edit`.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: Other entries would change with it.
            IndexError: There is no entry with this number.
            KeyError: No entry has this slug or title, or several have.
        """
        n = entry_number(self.entries, n)
        dialect = self.spans[n].dialect
        if dialect.remove_entry is None:
            raise UnsafeEdit(self.name, f"entries in the dialect {dialect} cannot be removed", "change it by hand")
        return dialect.remove_entry(self, n)

    def edit_brief(  # noqa: PLR0913 - one keyword for each value of a brief
        self,
        *,
        title: str | Keep = KEEP,
        permalink: str | Keep = KEEP,
        description: str | Keep = KEEP,
        heading: str | Keep = KEEP,
        subheading: str | Keep = KEEP,
        keywords: Iterable[str] | Keep = KEEP,
        need: str | Keep = KEEP,
        current_knowledge: str | Keep = KEEP,
        related_projects: str | Keep = KEEP,
        enables_future_work: str | Keep = KEEP,
        outcomes: str | Keep = KEEP,
        datasets: str | Keep = KEEP,
        skills: str | Keep = KEEP,
        fields: Mapping[str, str] | None = None,
    ) -> Document:
        """Change values of a brief and nothing else.

        Args:
            title: The title in the front matter; it must not be blank.
            permalink: The permalink in the front matter.
            description: The description in the front matter.
            heading: The text of the first ``#`` line.
            subheading: The text of the ``##`` line right under it.
            keywords: All keywords, in order, or one text with commas between them.
            need: The text of "Need".
            current_knowledge: The text of "Current Knowledge/Examples & Possible Techniques/Approaches".
            related_projects: The text of "Related Previous Internship Projects".
            enables_future_work: The text of "Enables Future Work".
            outcomes: The text of "Outcome/Learning Objectives".
            datasets: The text of "Datasets".
            skills: The text of "Desired skill set".
            fields: New texts of labelled fields, by label.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: The text is no brief, has no such field, or could not state exactly what was asked for.
            TypeError: A value is no string, or one field is given twice.
        """
        if self.brief is None or self.dialect.edit_brief is None:
            raise UnsafeEdit(self.name, "the text is not a brief", "use edit(n, ...) for entries")
        check_asked(self.name, title, [permalink])
        wanted = given_keywords(keywords)
        texts = {
            "keywords": wanted if isinstance(wanted, Keep) else ", ".join(wanted),
            "need": need,
            "current_knowledge": current_knowledge,
            "related_projects": related_projects,
            "enables_future_work": enables_future_work,
            "outcomes": outcomes,
            "datasets": datasets,
            "skills": skills,
        }
        changes = BriefChanges(
            title=title,
            permalink=permalink,
            description=description,
            heading=heading,
            subheading=subheading,
            fields=field_texts(self.source, self.brief, fields or {}, texts),
        )
        changed = changes.applied(self.brief)
        if not isinstance(wanted, Keep) and changed.keywords != wanted:
            raise UnsafeEdit(self.name, f"the keywords would read back as {changed.keywords!r}, not as {wanted!r}")
        if changed == self.brief:
            return self
        return self.checked(self.after(self.dialect.edit_brief(self, changes)), (), changed)

    def _moved(self, n: int, page: Document, target: Target) -> tuple[Document, Document]:
        move = self.spans[n].dialect.move_entry
        if move is None:
            raise UnsafeEdit(self.name, f"entry {n} states its wave itself", f"use edit({n}, wave=...)")
        return move(self, n, page, target)

    def after(self, edits: Iterable[Edit], dialect: Dialect | None = None) -> Document:
        """The document after edits, parsed again, in its own dialect or another one."""
        return (dialect or self.dialect).parse(edited(self.source, edits))

    def checked(self, again: Document, entries: Iterable[Entry], brief: Brief | None) -> Document:
        """An edited document, if it states what was asked for and nothing else has changed."""
        Content(again.entries, again.brief).check(self.name, Content(tuple(entries), brief))
        return again
