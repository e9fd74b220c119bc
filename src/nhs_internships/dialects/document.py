"""One text: what was understood, where it stands, and what was not understood.

A `Document` holds the values a page states and, beside them, the places where it states them. It never
changes its text on its own; an edit replaces the characters of the facts it changes, parses the result again, and
is refused when the result does not say exactly what was asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final

from attrs import evolve, field, frozen
from attrs import fields as attributes

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.errors import ParseError, ReadError, UnsafeEdit
from nhs_internships.model import BRIEF_FIELDS, Badge, Brief, Entry, Field, Project, Wave
from nhs_internships.notebook import NotebookView
from nhs_internships.source.text import Edit, SourceText, apply
from nhs_internships.spans import Position, Span

__all__ = [
    "KEEP",
    "BriefChanges",
    "BriefSpans",
    "Dialect",
    "Document",
    "EntryChanges",
    "EntrySpans",
    "Evidence",
    "Keep",
    "Unparsed",
    "UnparsedKind",
]


class Keep(Enum):
    """The type of `KEEP`."""

    KEEP = "keep"

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = Keep.KEEP
"""Stands for "leave this as it is" where ``None`` already means something."""


class UnparsedKind(StrEnum):
    """What kind of thing ended in no entry."""

    BADGE = "badge"
    LINK = "link"
    CARD = "card"
    NESTED = "nested"
    RECORD = "record"


@frozen
class Unparsed:
    """A part of a page that looks as if it belonged to a project, and ended in no entry."""

    kind: UnparsedKind
    text: str
    span: Span


@frozen(kw_only=True)
class EntrySpans:
    """Where an entry states its facts.

    Attributes:
        whole: The whole entry: bullet, row, card or record.
        title: The characters of the title.
        url: The link target; an empty span for an empty target, ``None`` when there is no link.
        badges: One span for each badge: the image, the label of a card, the value of a record.
        wave: The wave that the entry stands under, or states itself.
        section: The text of the heading that the entry stands under.
        link: The whole link around title and url, where the form has one.
        dialect: The form in which this entry is written.
    """

    whole: Span
    title: Span
    url: Span | None
    badges: tuple[Span, ...]
    wave: Span | None
    section: Span | None
    dialect: Dialect
    link: Span | None = None


def _read_only_texts(values: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(values))


def _plain(value: Document) -> dict[str, object]:
    """The facts of a document as they can be pickled: a read-only mapping cannot."""
    facts = {one.name: getattr(value, one.name) for one in attributes(type(value))}
    return {**facts, "front_matter": dict(value.front_matter)}


def _rebuilt(kind: Callable[..., object], facts: dict[str, object]) -> object:
    return kind(**facts)


@frozen(kw_only=True)
class BriefSpans:
    """Where a brief states its facts; ``None`` for what it does not state.

    Attributes:
        title: The title in the front matter.
        permalink: The permalink in the front matter.
        description: The description in the front matter.
        heading: The text of the first ``#`` line.
        subheading: The text of the ``##`` line right under it.
        preamble: The first text before or under the heading.
        keywords: The text of the keywords.
        labelled: The label of every labelled field and the span of its text, in the order of the page; ``labelled[n]``
            belongs to ``brief.fields[n]``. The span of an empty text is the position at which one would be written.
        trailer: Everything from the rule above the last line on.
    """

    title: Span | None = None
    permalink: Span | None = None
    description: Span | None = None
    heading: Span | None = None
    subheading: Span | None = None
    preamble: Span | None = None
    keywords: Span | None = None
    labelled: tuple[tuple[str, Span], ...] = ()
    trailer: Span | None = None

    @property
    def fields(self) -> dict[str, Span]:
        """The span of each labelled field by its label; of duplicate labels the first counts, as in `Brief.field`."""
        return dict(reversed(self.labelled))

    def label_at(self, offset: int) -> str:
        """The label of the field in whose text an offset lies; empty outside all fields."""
        n = bisect_right(self.labelled, offset, key=lambda field: field[1].start) - 1
        return self.labelled[n][0] if n >= 0 and offset < self.labelled[n][1].end else ""


@frozen(kw_only=True)
class EntryChanges:
    """What an edit of an entry asks for; `KEEP` for what stays."""

    title: str | Keep = KEEP
    url: str | Keep | None = KEEP
    badges: tuple[Badge, ...] | Keep = KEEP
    wave: Wave | Keep | None = KEEP

    def applied(self, entry: Entry) -> Entry:
        """The entry as it should be after the edit."""
        return evolve(
            entry,
            title=entry.title if self.title is KEEP else self.title,
            url=entry.url if self.url is KEEP else self.url,
            badges=entry.badges if self.badges is KEEP else self.badges,
            wave=entry.wave if self.wave is KEEP else self.wave,
        )


@frozen(kw_only=True)
class BriefChanges:
    """What an edit of a brief asks for; `KEEP` for what stays, ``fields`` by label."""

    title: str | Keep = KEEP
    permalink: str | Keep = KEEP
    description: str | Keep = KEEP
    heading: str | Keep = KEEP
    subheading: str | Keep = KEEP
    fields: Mapping[str, str] = field(factory=dict)

    def applied(self, brief: Brief) -> Brief:
        """The brief as it should be after the edit."""
        changed = evolve(
            brief,
            title=brief.title if self.title is KEEP else self.title,
            permalink=brief.permalink if self.permalink is KEEP else self.permalink,
            description=brief.description if self.description is KEEP else self.description,
            heading=brief.heading if self.heading is KEEP else self.heading,
            subheading=brief.subheading if self.subheading is KEEP else self.subheading,
            fields=self._fields(brief),
        )
        standing = changed.field("Keywords")
        return evolve(changed, keywords=split_keywords(standing.text)) if standing else changed

    def _fields(self, brief: Brief) -> Iterator[Field]:
        """Every field; of two with one label the first changes, for that is the one `Brief.field` finds."""
        waiting = dict(self.fields)
        for old in brief.fields:
            yield Field(name=old.name, text=waiting.pop(old.name, old.text))


@frozen
class Evidence:
    """How well a dialect fits a text (0 to 1), and why."""

    score: float
    reasons: tuple[str, ...]


@frozen(kw_only=True)
class Dialect:
    """One way of writing entries, briefs or records in text: a value that holds functions.

    Callers may pass their own to `parse`, `read` and `render`. Two dialects of one name are equal.

    Attributes:
        name: The name of the constant, for example ``"BADGE_TABLE"``.
        summary: One sentence: what the form looks like.
        carries: Which facts of a project a text in this dialect can state.
        detect: How well the dialect fits a text; ``None`` when it does not.
        parse: Reads a text.
        render: Writes projects in the canonical form of the dialect.
        edit_entry: The edits that change one entry; ``None`` when the dialect has no entries.
        edit_brief: The edits that change a brief; ``None`` when the dialect has none.
    """

    name: str
    summary: str = field(eq=False)
    carries: frozenset[str] = field(eq=False)
    detect: Callable[[SourceText], Evidence | None] = field(eq=False)
    parse: Callable[[SourceText], Document] = field(eq=False)
    render: Callable[[Sequence[Project]], str] = field(eq=False)
    edit_entry: Callable[[Document, int, EntryChanges], Iterable[Edit]] | None = field(eq=False, default=None)
    edit_brief: Callable[[Document, BriefChanges], Iterable[Edit]] | None = field(eq=False, default=None)

    def __repr__(self) -> str:
        return f"<Dialect {self.name}>"

    def __str__(self) -> str:
        return self.name


@frozen(kw_only=True, repr=False)
class Document(NotebookView):
    """One text, read.

    Attributes:
        source: The text with its name.
        dialect: The form of most of its entries, or `PROSE`.
        entries: What a listing or data file says, in page order.
        spans: ``spans[n]`` says where ``entries[n]`` stands.
        brief: What a brief says, or ``None``.
        brief_spans: Where the brief says it.
        waves: Every wave the text states, in order.
        front_matter: The keys of the front matter, with their values as text.
        diagnostics: Findings of reading.
        unparsed: Every badge image, card or project-like link that ended in no entry.
    """

    source: SourceText
    dialect: Dialect
    entries: tuple[Entry, ...] = field(default=(), eq=False)
    spans: tuple[EntrySpans, ...] = field(default=(), eq=False)
    brief: Brief | None = field(default=None, eq=False)
    brief_spans: BriefSpans | None = field(default=None, eq=False)
    waves: tuple[Wave, ...] = field(default=(), eq=False)
    front_matter: Mapping[str, str] = field(factory=dict, converter=_read_only_texts, eq=False)
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)
    unparsed: tuple[Unparsed, ...] = field(default=(), eq=False)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), _plain(self))

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
        said = "a brief" if self.brief else f"{len(self.entries)} entries"
        findings = f", {len(self.diagnostics)} findings" if self.diagnostics else ""
        return f"<Document {self.name}: {self.dialect.name}, {said}{findings}>"

    def position(self, offset: int) -> Position:
        """Line and column of an offset into the text, both from 1.

        Raises:
            IndexError: The offset lies before or behind the text.
        """
        return self.source.position(offset)

    def edit(
        self,
        n: int,
        *,
        title: str | Keep = KEEP,
        url: str | Keep | None = KEEP,
        badges: Iterable[Badge] | Keep = KEEP,
        wave: Wave | Keep | None = KEEP,
    ) -> Document:
        """Change facts of one entry, in its own form, and nothing else.

        Args:
            n: The entry's number, from 0, as in `entries`; negative numbers count from the end.
            title: The new title, as it is to be read back.
            url: The new link target; ``""`` for an empty target, ``None`` for no link.
            badges: All badges the entry is to have, in order.
            wave: The new wave, where the entry states its own.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: The form cannot say what was asked, or the change would touch other facts.
            IndexError: There is no such entry.
        """
        asked = badges if isinstance(badges, Keep) else tuple(badges)
        changes = EntryChanges(title=title, url=url, badges=asked, wave=wave)
        entry = self.entries[n]
        n = n % len(self.entries)
        changed = changes.applied(entry)
        if changed == entry:
            return self
        writer = self.spans[n].dialect.edit_entry
        if writer is None:
            raise UnsafeEdit(self.name, f"{self.spans[n].dialect} has no entries that can be edited")
        again = self._with(writer(self, n, changes))
        if len(again.entries) == len(self.entries):
            # The code of an internship is a part of its title, so it comes and goes with that.
            changed = changed if title is KEEP else evolve(changed, code=again.entries[n].code)
        return self._checked(again, (*self.entries[:n], changed, *self.entries[n + 1 :]), self.brief)

    def edit_brief(
        self,
        *,
        title: str | Keep = KEEP,
        permalink: str | Keep = KEEP,
        description: str | Keep = KEEP,
        heading: str | Keep = KEEP,
        subheading: str | Keep = KEEP,
        keywords: Iterable[str] | Keep = KEEP,
        fields: Mapping[str, str] | None = None,
        **texts: str,
    ) -> Document:
        """Change facts of a brief and nothing else.

        Args:
            title: The title in the front matter.
            permalink: The permalink in the front matter.
            description: The description in the front matter.
            heading: The text of the first ``#`` line.
            subheading: The text of the ``##`` line right under it.
            keywords: All keywords, in order, or one text with commas between them.
            fields: New texts of labelled fields, by label.
            **texts: New texts of the usual fields by their short names: ``need=...``, ``datasets=...``.

        Returns:
            A new document.

        Raises:
            UnsafeEdit: The text is no brief, has no such field, or could not say exactly what was asked.
            TypeError: A short name is none of `Brief`'s, or one field is named twice.
        """
        writer = self.dialect.edit_brief
        if self.brief is None or writer is None:
            raise UnsafeEdit(self.name, "the text is not a brief", "use edit(n, ...) for entries")
        asked = _listed(keywords)
        given = [*_by_labels(fields or {}, asked), *_by_short_names(texts)]
        changes = BriefChanges(
            title=title,
            permalink=permalink,
            description=description,
            heading=heading,
            subheading=subheading,
            fields=self._field_texts(self.brief, given),
        )
        changed = changes.applied(self.brief)
        if not isinstance(asked, Keep) and changed.keywords != asked:
            raise UnsafeEdit(self.name, f"the keywords would read back as {changed.keywords!r}, not as {asked!r}")
        return self if changed == self.brief else self._checked(self._with(writer(self, changes)), (), changed)

    def _field_texts(self, brief: Brief, given: Iterable[tuple[str, str, str]]) -> dict[str, str]:
        """Every field that changes, by the label it has on this page, with this page's newlines."""
        found: dict[str, str] = {}
        named: dict[str, str] = {}
        for name, label, text in given:
            standing = brief.field(label)
            if standing is None:
                raise UnsafeEdit(self.name, f'the brief has no field "{label}"', "add its label to the page first")
            first = named.setdefault(standing.name, name)
            if standing.name in found:
                raise TypeError(f'edit_brief() got {first!r} and {name!r} for one field, "{standing.name}"')
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            found[standing.name] = self.source.newline.join(lines)
        return found

    def _with(self, edits: Iterable[Edit]) -> Document:
        """The document after edits, parsed again."""
        try:
            source = SourceText.from_text(apply(self.text, edits, self.name), self.name, self.source.limits)
        except (ParseError, ReadError) as error:  # no address of a badge, no character of a text, or too long
            raise UnsafeEdit(self.name, f"what was asked for cannot be written: {error}") from None
        return self.dialect.parse(source)

    def _checked(self, again: Document, entries: tuple[Entry, ...], brief: Brief | None) -> Document:
        """An edited document, if it says what was asked for and nothing else."""
        if again.entries == entries and again.brief == brief:
            return again
        raise UnsafeEdit(self.name, _difference(again, entries, brief), "change the page by hand")


def split_keywords(text: str) -> tuple[str, ...]:
    """The keywords of a brief: what stands between commas, without blanks; empty ones are dropped."""
    return tuple(word for part in text.split(",") if (word := " ".join(part.split())))


def _listed(keywords: Iterable[str] | Keep) -> tuple[str, ...] | Keep:
    if isinstance(keywords, Keep):
        return keywords
    return split_keywords(keywords) if isinstance(keywords, str) else tuple(keywords)


def _by_labels(fields: Mapping[str, str], keywords: tuple[str, ...] | Keep) -> Iterator[tuple[str, str, str]]:
    """What the caller named, the label of the field, and its text."""
    for label, text in fields.items():
        yield label, label, text
    if not isinstance(keywords, Keep):
        # Keywords are the text of a field; the list is what commas make of it.
        yield "keywords", "Keywords", ", ".join(keywords)


def _by_short_names(texts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    unknown = sorted(set(texts) - set(BRIEF_FIELDS))
    if unknown:
        raise TypeError(f"edit_brief() got {unknown[0]!r}; the fields are {', '.join(BRIEF_FIELDS)}")
    for short, text in texts.items():
        yield short, BRIEF_FIELDS[short], text


def _difference(again: Document, entries: tuple[Entry, ...], brief: Brief | None) -> str:
    """The first thing that an edited text says differently from what was asked."""
    if brief is not None and again.brief != brief:
        return f"the brief would read back with {_unlike(again.brief, brief)}"
    if len(again.entries) != len(entries):
        return f"the page would have {len(again.entries)} entries, not {len(entries)}"
    n = next(n for n, (got, due) in enumerate(zip(again.entries, entries, strict=True)) if got != due)
    return f"entry {n} would read back with {_unlike(again.entries[n], entries[n])}"


def _unlike(got: Brief | Entry | None, due: Brief | Entry) -> str:
    """The first fact that differs, as it would be read back and as it was asked for."""
    for name in (one.name for one in attributes(type(due))):
        found, wanted = getattr(got, name, None), getattr(due, name)
        if found != wanted:
            return f"the {name} {found!r}, not {wanted!r}"
    return "another form"
