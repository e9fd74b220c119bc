"""A catalogue as tables: rows and columns of plain values, as `nhs_internships.formats.schema` declares them."""

from __future__ import annotations

from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, cast

from nhs_internships.errors import FormatError, Problem, nearest
from nhs_internships.formats.data import to_dict
from nhs_internships.formats.problems import describe
from nhs_internships.formats.schema import Column, Kind, table_of
from nhs_internships.model import Facet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from nhs_internships.catalogue import Catalogue
    from nhs_internships.formats.schema import Cell, Row, Table
    from nhs_internships.model import Project, Wave

__all__ = ["columns", "rows"]


def rows(catalogue: Catalogue, table: str) -> Iterator[Row]:
    """The rows of a table, in the order of the catalogue.

    Examples:
        >>> import nhs_internships as ni
        >>> next(rows(ni.bundled(), "badges"))[0] in ni.bundled()
        True

    Args:
        catalogue: The catalogue.
        table: projects, badges, internships, outputs, waves, claims, keywords or relations.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
    """
    return zip(*columns(catalogue, table).values(), strict=True)


def columns(catalogue: Catalogue, table: str) -> dict[str, list[Cell]]:
    """The columns of a table by name, in order; for libraries that keep a table so.

    Raises:
        QueryError: There is no such table.
        FormatError: A value of the catalogue is of a type that it cannot have.
    """
    declared = table_of(table)
    try:
        found = list(_ROWS[table](catalogue))
    except (AttributeError, TypeError):
        raise _wrong_value(catalogue, table) from None
    cells: Iterable[Sequence[Cell]] = zip(*found, strict=True) if found else [()] * len(declared.columns)
    made = dict(zip(declared.names, map(_plain, declared.columns, cells), strict=True))
    check(declared, made)
    return made


def _wrong_value(catalogue: Catalogue, table: str) -> FormatError:
    """Why the values of a catalogue have no rows; the codec of documents knows how to say it."""
    try:
        for value in (*catalogue.projects, *catalogue.waves, *catalogue.relations):
            to_dict(value)
    except FormatError as error:
        return error
    return FormatError(table, [Problem("", "a value of the catalogue is of a type that it cannot have")])


def _plain(column: Column, cells: Sequence[Cell]) -> list[Cell]:
    """The cells, with plain texts for words: a claim may hold a `Status` as its value."""
    if column.kind is not Kind.TEXT or set(map(type, cells)) <= _TEXT_OR_NONE:
        return [*cells]
    return [str(cell) if isinstance(cell, str) else cell for cell in cells]


def check(table: Table, made: Mapping[str, Sequence[Cell]], first: int = 1) -> None:
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
        if not _all_well(column, made[column.name])
        for row, cell in enumerate(made[column.name], first)
        if (why := _problem(column, cell))
    ]
    if problems:
        raise FormatError(table.name, problems)


def check_names(table: Table, names: Sequence[str], place: str = "") -> None:
    """Hold the names of columns to a declaration, in any order.

    Raises:
        FormatError: A column is missing, unknown or there twice; all problems are told.
    """
    if sorted(names) == sorted(table.names):
        return
    # Whatever else is unknown in a table of thousands of columns is of no use to anybody.
    unknown = dict.fromkeys(name for name in names if name not in table.names)
    problems = [
        *(Problem(place, f'the column "{name}" stands twice') for name in table.names if names.count(name) > 1),
        *(Problem(place, f"unknown column {describe(name)}{_guess(name, table)}") for name in [*unknown][:20]),
        *(Problem(place, f'the column "{name}" is missing') for name in table.names if name not in names),
    ]
    raise FormatError(table.name, problems)


_TEXT_OR_NONE = {str, NoneType}


def _guess(name: str, table: Table) -> str:
    found = nearest(name, table.names)
    return f'; did you mean "{found}"?' if found else ""


def _all_well(column: Column, cells: Sequence[Cell]) -> bool:
    """Whether a whole column is right, by few calls that go through all of it at once."""
    types = set(map(type, cells))
    if column.nullable:
        types.discard(NoneType)
    match column.kind:
        case Kind.TEXT:
            return types <= {str} and _is_writable("".join(filter(None, cast("Sequence[str | None]", cells))))
        case Kind.WHOLE:
            return types <= {int} and _fits(set(cells))
        case Kind.MONTH:
            return types <= {date} and all(cell.day == 1 for cell in set(cells) if isinstance(cell, date))
        case Kind.CATEGORY:
            return types <= {str, column.words} and set(cells) - {None} <= set(column.words or ())


def _problem(column: Column, cell: Cell) -> str:
    """What is wrong with one cell, or nothing."""
    if cell is None:
        return "" if column.nullable else f"expected {expected(column)}, and it is missing"
    if _is_right(column, cell):
        return ""
    if isinstance(cell, str) and column.kind is Kind.TEXT:
        return "a lone surrogate is no character; remove it"
    return f"expected {expected(column)}, got {describe(cell)}"


def _is_right(column: Column, cell: Cell) -> bool:
    match column.kind, cell:
        case Kind.TEXT, str():
            return _is_writable(cell)
        case Kind.WHOLE, int():
            return not isinstance(cell, bool) and _fits([cell])
        case Kind.MONTH, date():
            return type(cell) is date and cell.day == 1
        case Kind.CATEGORY, str():
            return cell in {*(column.words or ())}
    return False


def expected(column: Column) -> str:
    """What the cells of a column are, for a message."""
    match column.kind:
        case Kind.TEXT:
            return "text"
        case Kind.WHOLE:
            return "a whole number of at most 64 bits"
        case Kind.MONTH:
            return 'the first day of a month such as "2024-07-01"'
        case Kind.CATEGORY:
            *others, last = column.words or ("a word",)
            return f"{', '.join(others)} or {last}"


def _is_writable(text: str) -> bool:
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def _fits(cells: Iterable[Cell]) -> bool:
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return not numbers or (min(numbers) >= -(2**63) and max(numbers) < 2**63)


# The rows of each table

_AREA, _TECHNIQUE, _MODALITY = Facet.AREA, Facet.TECHNIQUE, Facet.MODALITY


def _wave(wave: Wave | None) -> tuple[Cell, Cell, Cell]:
    if wave is None:
        return None, None, None
    start, end = wave.start, wave.end
    first = date(start.year, start.month, 1) if start else None
    return wave.number, first, date(end.year, end.month, 1) if end else None


def _projects(catalogue: Catalogue) -> Iterator[Row]:
    for project in catalogue.projects:
        # `Project.area` and its like go through the badges once each; at thousands of projects that is felt.
        first: dict[Facet, str] = {badge.facet: badge.label for badge in reversed(project.badges)}
        brief = project.brief
        yield (
            project.slug,
            project.title,
            project.status,
            first.get(_AREA),
            first.get(_TECHNIQUE),
            first.get(_MODALITY),
            *_wave(project.wave),
            project.url,
            None if brief is None else brief.description,
            len(project.internships),
        )


def _badges(catalogue: Catalogue) -> Iterator[Row]:
    for project in catalogue.projects:
        for position, badge in enumerate(project.badges, 1):
            yield project.slug, position, badge.facet, badge.label, badge.colour


def _internships(catalogue: Catalogue) -> Iterator[Row]:
    for project in catalogue.projects:
        for number, run in enumerate(project.internships, 1):
            yield project.slug, number, run.code, run.title, *_wave(run.wave), run.description


def _outputs(catalogue: Catalogue) -> Iterator[Row]:
    for project in catalogue.projects:
        yield from _outputs_of(project)


def _outputs_of(project: Project) -> Iterator[Row]:
    for number, run in enumerate(project.internships, 1):
        for position, output in enumerate(run.outputs, 1):
            what = output.kind, output.availability, output.url, output.text
            yield project.slug, number, position, run.code, *what


def _waves(catalogue: Catalogue) -> Iterator[Row]:
    for wave in catalogue.waves:
        yield *_wave(wave), wave.label


def _claims(catalogue: Catalogue) -> Iterator[Row]:
    for slug, claims in catalogue.claims_by_slug.items():
        for claim in claims:
            yield slug, claim.field, claim.value, claim.path, claim.line, claim.dialect, claim.rank


def _keywords(catalogue: Catalogue) -> Iterator[Row]:
    for project in catalogue.projects:
        for position, keyword in enumerate(project.brief.keywords if project.brief else (), 1):
            yield project.slug, position, keyword


def _relations(catalogue: Catalogue) -> Iterator[Row]:
    for relation in catalogue.relations:
        yield relation.source, relation.kind, relation.target


_ROWS: Mapping[str, Callable[[Catalogue], Iterator[Row]]] = {
    "projects": _projects,
    "badges": _badges,
    "internships": _internships,
    "outputs": _outputs,
    "waves": _waves,
    "claims": _claims,
    "keywords": _keywords,
    "relations": _relations,
}
