"""The tables of a catalogue and of a history: every column, its type, whether it may be empty, and what it means.

This is the only place where they are declared. CSV, data packages, SQLite, Arrow, pandas and polars follow it, and so
does the reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from nhs_internships.errors import QueryError, nearest
from nhs_internships.model import Availability, Facet, OutputKind, Status
from nhs_internships.query import ChangeKind

__all__ = [
    "HISTORY_TABLES",
    "PAGES",
    "TABLES",
    "Cell",
    "Column",
    "ColumnKind",
    "Reference",
    "Row",
    "TableSchema",
    "table_of",
]


Cell: TypeAlias = "str | int | date | None"
"""One value of a table: a text or word, an integer or boolean, a day or moment, or nothing."""
Row: TypeAlias = tuple[Cell, ...]
"""The cells of one row, in the order of the columns."""


class ColumnKind(StrEnum):
    """The type of a column."""

    TEXT = "text"
    """Any characters, as their author wrote them."""
    WHOLE = "integer"
    """An integer of at most 64 bits."""
    MONTH = "month"
    """A month, as the date of its first day."""
    CATEGORY = "category"
    """One of a few words."""
    BOOLEAN = "boolean"
    """True or false."""
    DAY = "day"
    """A day."""
    MOMENT = "moment"
    """A moment, in UTC."""


@frozen(kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        name: Its name, the same in every format.
        kind: Its type.
        nullable: Whether a cell may hold nothing.
        meaning: What it says.
        words: Of a category: the enumeration of its words, in their order.
        ordered: Of a category: whether the order of its words means something.
    """

    name: str
    kind: ColumnKind
    nullable: bool
    meaning: str
    words: type[StrEnum] | None = None
    ordered: bool = False


@frozen
class Reference:
    """A foreign key: what some columns of a row hold is the key of a row of another table.

    Attributes:
        columns: The columns.
        table: The other table.
        key: Its columns.
    """

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@frozen(kw_only=True)
class TableSchema:
    """One table of a catalogue or a history.

    Attributes:
        name: As in ``to_pandas(name)``.
        meaning: What a row is.
        columns: Its columns, in order.
        key: The columns that identify a row; empty where rows may repeat.
        references: Its foreign keys.
        searched: The columns in which a full-text search looks for words.
        drops: What of these values the table does not carry.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...] = field(converter=tuple[Column, ...])
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    searched: tuple[str, ...] = ()
    drops: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def table_of(name: str) -> TableSchema:
    """The declaration of a table.

    Examples:
        >>> table_of("waves").names
        ('number', 'start', 'end', 'label')

    Args:
        name: projects, badges, internships, outputs, waves, claims, keywords or relations.

    Raises:
        QueryError: There is no such table; the error lists all of them.
    """
    if name not in TABLES:
        raise QueryError("table", str(name), tuple(TABLES), nearest(str(name), TABLES))
    return TABLES[name]


def _text(name: str, meaning: str, *, nullable: bool = False) -> Column:
    return Column(name=name, kind=ColumnKind.TEXT, nullable=nullable, meaning=meaning)


def _whole(name: str, meaning: str, *, nullable: bool = False) -> Column:
    return Column(name=name, kind=ColumnKind.WHOLE, nullable=nullable, meaning=meaning)


def _month(name: str, meaning: str) -> Column:
    return Column(name=name, kind=ColumnKind.MONTH, nullable=True, meaning=meaning)


def _word(name: str, words: type[StrEnum], meaning: str, *, nullable: bool = False, ordered: bool = False) -> Column:
    return Column(name=name, kind=ColumnKind.CATEGORY, nullable=nullable, meaning=meaning, words=words, ordered=ordered)


_SLUG = _text("slug", "The project.")
_OF_PROJECT = (Reference(("slug",), "projects", ("slug",)),)
_RUN = _whole("internship", "The internship of the project, counted from 1.")
_WAVE = (
    _whole("wave", "Number of the wave.", nullable=True),
    _month("wave_start", "First month of the wave."),
    _month("wave_end", "Last month of the wave."),
)

_OUTPUT_COLUMNS = tuple(
    column
    for kind in OutputKind
    for column in (
        _text(f"{kind}_url", f"Address of its {kind.replace('_', ' ')}.", nullable=True),
        _word(
            f"{kind}_availability",
            Availability,
            f"Whether its {kind.replace('_', ' ')} is available; missing where no source states it.",
            nullable=True,
        ),
    )
)

_PROJECTS = TableSchema(
    name="projects",
    meaning="A project.",
    key=("slug",),
    searched=("title", "area", "technique", "modality", "topics", "description"),
    columns=(
        _text("slug", "Last segment of its permalink."),
        _text("title", "Its title."),
        _word("status", Status, "Its status.", nullable=True, ordered=True),
        _text("area", "Label of its first area.", nullable=True),
        _text("technique", "Label of its first technique.", nullable=True),
        _text("modality", "Label of its first modality.", nullable=True),
        _text("topics", "Its labels without a facet, with commas between them.", nullable=True),
        *_WAVE,
        _text("url", "Its page, as written.", nullable=True),
        _text("description", "The description in the front matter of its brief.", nullable=True),
        _whole(
            "internships",
            "How many internships it had; 0 if it never ran, missing where there may have been some without a record.",
            nullable=True,
        ),
    ),
    drops="the other content of its brief",
)

_BADGES = TableSchema(
    name="badges",
    meaning="A badge of a project: one row for each, so a project has several.",
    key=("slug", "position"),
    references=_OF_PROJECT,
    columns=(
        _SLUG,
        _whole("position", "Place among the badges of the project, counted from 1."),
        _word("facet", Facet, "Area, technique, modality, or topic where no facet is stated."),
        _text("label", "Its text."),
        _text("colour", "As written; empty for the default.", nullable=True),
    ),
    drops="the labels of single internships",
)

_INTERNSHIPS = TableSchema(
    name="internships",
    meaning="An internship: one run of a project.",
    key=("slug", "internship"),
    references=_OF_PROJECT,
    searched=("title", "area", "technique", "modality", "internship_title", "description"),
    columns=(
        _text("code", "Its code, such as P22.", nullable=True),
        *_WAVE,
        _SLUG,
        _RUN,
        _text("title", "Title of the project."),
        _word("status", Status, "Where the project stands.", nullable=True, ordered=True),
        _text("area", "Its first area, or the project's.", nullable=True),
        _text("technique", "Its first technique, or the project's.", nullable=True),
        _text("modality", "Its first modality, or the project's.", nullable=True),
        *_OUTPUT_COLUMNS,
        _text("internship_title", "Its own title, which may differ from the project's."),
        _text("description", "A sentence or two.", nullable=True),
    ),
    drops="its other labels and its people: tables hold no personal names",
)

_OUTPUTS = TableSchema(
    name="outputs",
    meaning="An output of an internship.",
    key=("slug", "internship", "position"),
    references=(Reference(("slug", "internship"), "internships", ("slug", "internship")),),
    columns=(
        _SLUG,
        _RUN,
        _whole("position", "Place among the outputs of the internship, counted from 1."),
        _text("code", "Code of the internship.", nullable=True),
        _word("kind", OutputKind, "What it is."),
        _word(
            "availability", Availability, "Whether it is available; missing where no source states it.", nullable=True
        ),
        _text("url", "Its address.", nullable=True),
        _text("text", "The text of the source, as written."),
    ),
)

_WAVES = TableSchema(
    name="waves",
    meaning="A wave: a cohort of internships.",
    columns=(
        _whole("number", "Its number.", nullable=True),
        _month("start", "Its first month."),
        _month("end", "Its last month."),
        _text("label", "The wave as the pages write it."),
    ),
)

_CLAIMS = TableSchema(
    name="claims",
    meaning="A claim: what one source states of one field of a project.",
    references=_OF_PROJECT,
    columns=(
        _SLUG,
        _text("field", "The field of the project."),
        _text("value", "The value that the source states."),
        _text("path", "The source."),
        _whole("line", "The line of the statement, counted from 1.", nullable=True),
        _text("dialect", "The dialect of the source."),
        _whole("rank", "Its authority; 1 is the highest."),
    ),
)

_KEYWORDS = TableSchema(
    name="keywords",
    meaning="A keyword of a project's brief.",
    key=("slug", "position"),
    references=_OF_PROJECT,
    columns=(
        _SLUG,
        _whole("position", "Place among the keywords of the brief, counted from 1."),
        _text("keyword", "The keyword, as written."),
    ),
)

_RELATIONS = TableSchema(
    name="relations",
    meaning="A link from one project to another.",
    key=("source", "kind", "target"),
    columns=(
        _text("source", "The project it leads from."),
        _text("kind", "Its kind, such as extends or follows."),
        _text("target", "The project it leads to; of the kind repository, an address."),
    ),
)

TABLES: Mapping[str, TableSchema] = MappingProxyType(
    {
        table.name: table
        for table in (_PROJECTS, _BADGES, _INTERNSHIPS, _OUTPUTS, _WAVES, _CLAIMS, _KEYWORDS, _RELATIONS)
    }
)
"""Every table of a catalogue by its name."""

_OF_REVISION = (Reference(("revision",), "revisions", ("id",)),)

_REVISIONS = TableSchema(
    name="revisions",
    meaning="A revision of the repository.",
    key=("id",),
    columns=(
        _text("id", "40 hexadecimal digits, or 64."),
        Column(name="date", kind=ColumnKind.DAY, nullable=False, meaning="The day of its commit date."),
        Column(name="author_date", kind=ColumnKind.MOMENT, nullable=False, meaning="When it was written."),
        Column(name="commit_date", kind=ColumnKind.MOMENT, nullable=False, meaning="When it joined the repository."),
        _whole("parents", "How many revisions it was made from; a merge has several."),
        _text("message", "Its message, if the history was opened with messages.", nullable=True),
    ),
    drops="the names of its people",
)

_CHANGES = TableSchema(
    name="changes",
    meaning="A change of a project, or of the whole site, from one revision to the next.",
    references=_OF_REVISION,
    columns=(
        Column(name="date", kind=ColumnKind.DAY, nullable=True, meaning="The day on which its revision counts."),
        _text("revision", "The revision that made it.", nullable=True),
        _text("slug", "The project; empty for what happened to the whole site."),
        _text("field", "What changed."),
        _word("kind", ChangeKind, "What happened to it."),
        _text("before", "Its value before.", nullable=True),
        _text("after", "Its value after.", nullable=True),
        Column(name="is_guess", kind=ColumnKind.BOOLEAN, nullable=False, meaning="Whether it is inferred."),
        _text("places", "Where the new state is written, with commas between them.", nullable=True),
    ),
)

_INTERVALS = TableSchema(
    name="intervals",
    meaning="A time in which a project had one status.",
    references=_OF_REVISION,
    columns=(
        _text("slug", "The project, by its newest slug."),
        _text("title", "Its newest title.", nullable=True),
        _word("status", Status, "The status; missing while no source stated one.", nullable=True, ordered=True),
        Column(name="start", kind=ColumnKind.DAY, nullable=False, meaning="The first day."),
        Column(name="end", kind=ColumnKind.DAY, nullable=True, meaning="The day it ended; missing if it goes on."),
        _whole("days", "How many days it lasted, or has lasted so far."),
        _text("revision", "The revision with which it began."),
    ),
)

HISTORY_TABLES: Mapping[str, TableSchema] = MappingProxyType(
    {table.name: table for table in (_REVISIONS, _CHANGES, _INTERVALS)}
)
"""Every table of a history by its name."""

PAGES = TableSchema(
    name="pages",
    meaning="What one text states or what is wrong with it: an entry, a brief or a finding.",
    columns=(
        _text("path", "The path that was given with the text."),
        _text("kind", "What the row is: entry, brief or finding."),
        _text("dialect", "The dialect of the entry or text; missing where the text cannot be read.", nullable=True),
        _whole("line", "The line of an entry or finding, counted from 1.", nullable=True),
        _text("title", "The title of an entry or brief, as written.", nullable=True),
        _text("slug", "Last segment of the link or permalink.", nullable=True),
        _text("url", "The link of an entry, or the permalink of a brief, as written.", nullable=True),
        _text("section", "The heading above an entry.", nullable=True),
        _text("status", "What the heading or record means: a word of `Status`.", nullable=True),
        _text("code", "The code of an internship.", nullable=True),
        *_WAVE,
        _text("area", "Label of the first area of an entry.", nullable=True),
        _text("technique", "Label of its first technique.", nullable=True),
        _text("modality", "Label of its first modality.", nullable=True),
        _text("topics", "Its labels without a facet, with commas between them.", nullable=True),
        _text("keywords", "The keywords of a brief, with commas between them.", nullable=True),
        _text("description", "The description of an entry or brief.", nullable=True),
        _text("finding", "The code of a finding, such as NI125.", nullable=True),
        _text("severity", "error, warning or note.", nullable=True),
        _text("message", "What was found.", nullable=True),
        _text("hint", "What to do about it.", nullable=True),
    ),
    drops="outputs, people, other labels, the labelled fields of a brief, and positions inside a line",
)
"""The table of single pages, which nobody has reconciled."""
