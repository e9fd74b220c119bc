"""A catalogue as tables: rows and columns of plain values, as `nhs_internships.formats.schema` declares them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from types import NoneType

from nhs_internships.catalogue import Catalogue
from nhs_internships.errors import FormatError, Problem, did_you_mean, nearest
from nhs_internships.formats.data import to_dict
from nhs_internships.formats.problems import describe
from nhs_internships.formats.schema import Cell, Column, ColumnKind, Row, TableSchema, table_of
from nhs_internships.model import Availability, Facet, Internship, Output, OutputKind, Project, Wave
from nhs_internships.model.badges import STATED_FACETS
from nhs_internships.query.fields import labels_of
from nhs_internships.query.runs import may_have_run, runs_of
from nhs_internships.vocabulary import Spelling, Vocabulary

__all__ = ["columns", "rows"]


def rows(catalogue: Catalogue, table: str, spelling: Spelling = Spelling.CANONICAL) -> Iterator[Row]:
    """The rows of a table, in the order of the catalogue.

    Examples:
        >>> import nhs_internships as ni
        >>> next(rows(ni.bundled(), "badges"))[0] in ni.bundled()
        True

    Args:
        catalogue: The catalogue.
        table: projects, badges, internships, outputs, waves, claims, keywords or relations.
        spelling: Which labels the rows hold: those of terms, or as the sources state them.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
    """
    return zip(*columns(catalogue, table, spelling).values(), strict=True)


def columns(catalogue: Catalogue, table: str, spelling: Spelling = Spelling.CANONICAL) -> dict[str, list[Cell]]:
    """The columns of a table by name, in order; for libraries that keep a table so.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
    """
    declared = table_of(table)
    try:
        found = list(_ROWS[table](catalogue, spelling))
    except (AttributeError, TypeError):
        raise _wrong_value(catalogue, table) from None
    return turned(declared, found)


def turned(table: TableSchema, found: Collection[Row]) -> dict[str, list[Cell]]:
    """The columns of any table, by name, of its rows.

    Raises:
        FormatError: A cell is not what the column holds.
    """
    cells: Iterable[Sequence[Cell]] = zip(*found, strict=True) if found else [()] * len(table.columns)
    made = dict(zip(table.names, map(_plain, table.columns, cells), strict=True))
    check(table, made)
    return made


def _wrong_value(catalogue: Catalogue, table: str) -> FormatError:
    """The error for values that cannot become rows; writing them as plain data finds their places."""
    try:
        for value in (*catalogue.projects, *catalogue.waves, *catalogue.relations):
            to_dict(value)
    except FormatError as error:
        return error
    return FormatError(table, [Problem("", "a value of the catalogue is of a type that it cannot have")])


def _plain(column: Column, cells: Sequence[Cell]) -> list[Cell]:
    """The cells, with plain texts for words: a claim may hold a `Status` as its value."""
    if column.kind is not ColumnKind.TEXT or set(map(type, cells)) <= _TEXT_OR_NONE:
        return [*cells]
    return [str(cell) if isinstance(cell, str) else cell for cell in cells]


def check(table: TableSchema, made: Mapping[str, Sequence[Cell]], first: int = 1) -> None:
    """Hold columns to their declaration.

    Args:
        table: The declaration.
        made: The cells of each column.
        first: The number of the first row, for messages.

    Raises:
        FormatError: A cell is not what the column holds; every problem names row and column.
    """
    problems = [
        Problem(f"row {row}, {column.name}", why)
        for column in table.columns
        for row, cell in enumerate(made[column.name], first)
        if (why := _problem(column, cell))
    ]
    if problems:
        raise FormatError(table.name, problems)


def check_names(table: TableSchema, names: Sequence[str], place: str = "") -> None:
    """Hold the names of columns to a declaration, in any order.

    Raises:
        FormatError: A column is missing, unknown or there twice; all problems are listed.
    """
    if sorted(names) == sorted(table.names):
        return
    # Whatever else is unknown in a table of thousands of columns is of no use to anybody.
    unknown = dict.fromkeys(name for name in names if name not in table.names)
    problems = [
        *(Problem(place, f'the column "{name}" appears twice') for name in table.names if names.count(name) > 1),
        *(
            Problem(place, f"unknown column {describe(name)}{did_you_mean(nearest(name, table.names))}")
            for name in [*unknown][:20]
        ),
        *(Problem(place, f'the column "{name}" is missing') for name in table.names if name not in names),
    ]
    raise FormatError(table.name, problems)


_TEXT_OR_NONE = {str, NoneType}


def _problem(column: Column, cell: Cell) -> str:
    """What is wrong with one cell, or nothing."""
    if cell is None:
        return "" if column.nullable else f"expected {expected(column)}, and it is missing"
    if _is_right(column, cell):
        return ""
    if isinstance(cell, str) and column.kind is ColumnKind.TEXT:
        return "a lone surrogate is no character; remove it"
    return f"expected {expected(column)}, got {describe(cell)}"


def _is_right(column: Column, cell: Cell) -> bool:
    match column.kind, cell:
        case ColumnKind.TEXT, str():
            return _is_writable(cell)
        case ColumnKind.WHOLE, int():
            return not isinstance(cell, bool) and -(2**63) <= cell < 2**63
        case ((ColumnKind.MONTH | ColumnKind.DAY), date()):
            return type(cell) is date and (column.kind is ColumnKind.DAY or cell.day == 1)
        case ColumnKind.CATEGORY, str():
            return cell in list(column.words or ())
        case ColumnKind.MOMENT, datetime():
            return cell.tzinfo is UTC
    return column.kind is ColumnKind.BOOLEAN and isinstance(cell, bool)


def expected(column: Column) -> str:
    """What the cells of a column are, for a message."""
    if column.kind is not ColumnKind.CATEGORY:
        return _EXPECTED[column.kind]
    *others, last = column.words or ("a word",)
    return f"{', '.join(others)} or {last}"


_EXPECTED = {
    ColumnKind.TEXT: "text",
    ColumnKind.WHOLE: "an integer of at most 64 bits",
    ColumnKind.MONTH: 'the first day of a month such as "2024-07-01"',
    ColumnKind.DAY: 'a day such as "2024-07-01"',
    ColumnKind.MOMENT: "a moment in UTC",
    ColumnKind.BOOLEAN: "true or false",
}


def _is_writable(text: str) -> bool:
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


# The rows of each table


def wave_cells(wave: Wave | None) -> tuple[Cell, Cell, Cell]:
    """The number, first month and last month of a wave."""
    if wave is None:
        return None, None, None
    start, end = wave.start, wave.end
    first = date(start.year, start.month, 1) if start else None
    return wave.number, first, date(end.year, end.month, 1) if end else None


def _projects(catalogue: Catalogue, spelling: Spelling) -> Iterator[Row]:
    for project in catalogue.projects:
        brief = project.brief
        yield (
            project.slug,
            project.title,
            project.status,
            *(next(iter(labels_of(project, facet, spelling)), None) for facet in STATED_FACETS),
            ", ".join(labels_of(project, Facet.TOPIC, spelling)) or None,
            *wave_cells(project.wave),
            project.url,
            None if brief is None else brief.description,
            len(runs_of(project)) if runs_of(project) or not may_have_run(project) else None,
        )


def _badges(catalogue: Catalogue, spelling: Spelling) -> Iterator[Row]:
    canonical = Vocabulary.bundled().canonical
    for project in catalogue.projects:
        for position, written in enumerate(project.badges, 1):
            badge = written if spelling is Spelling.AS_WRITTEN else canonical(written)
            yield project.slug, position, badge.facet, badge.label, badge.colour


def _internships(catalogue: Catalogue, spelling: Spelling) -> Iterator[Row]:
    for project in catalogue.projects:
        for number, run in enumerate(runs_of(project), 1):
            yield (
                run.code,
                *wave_cells(run.wave),
                project.slug,
                number,
                project.title,
                project.status,
                *(_label(project, run, facet, spelling) for facet in STATED_FACETS),
                *(cell for kind in OutputKind for cell in _output(run.output(kind))),
                run.title,
                run.description,
            )


def _label(project: Project, run: Internship, facet: Facet, spelling: Spelling) -> str | None:
    labels = labels_of(run, facet, spelling) or labels_of(project, facet, spelling)
    return next(iter(labels), None)


def _output(output: Output) -> tuple[Cell, Cell]:
    return output.url, _known(output.availability)


def _known(availability: Availability) -> Cell:
    return None if availability is Availability.UNKNOWN else availability


def _outputs(catalogue: Catalogue, _: Spelling) -> Iterator[Row]:
    for project in catalogue.projects:
        for number, run in enumerate(runs_of(project), 1):
            for position, output in enumerate(run.outputs, 1):
                what = output.kind, _known(output.availability), output.url, output.text
                yield project.slug, number, position, run.code, *what


def _waves(catalogue: Catalogue, _: Spelling) -> Iterator[Row]:
    for wave in catalogue.waves:
        yield *wave_cells(wave), wave.label


def _claims(catalogue: Catalogue, _: Spelling) -> Iterator[Row]:
    for slug, claims in catalogue.claims_by_slug.items():
        for claim in claims:
            yield slug, claim.field, claim.value, claim.path, claim.line, claim.dialect, claim.rank


def _keywords(catalogue: Catalogue, _: Spelling) -> Iterator[Row]:
    for project in catalogue.projects:
        for position, keyword in enumerate(project.brief.keywords if project.brief else (), 1):
            yield project.slug, position, keyword


def _relations(catalogue: Catalogue, _: Spelling) -> Iterator[Row]:
    for relation in catalogue.relations:
        yield relation.source, relation.kind, relation.target


_ROWS: Mapping[str, Callable[[Catalogue, Spelling], Iterator[Row]]] = {
    "projects": _projects,
    "badges": _badges,
    "internships": _internships,
    "outputs": _outputs,
    "waves": _waves,
    "claims": _claims,
    "keywords": _keywords,
    "relations": _relations,
}
