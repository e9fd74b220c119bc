"""The commands and their options: typer reads them, everything else is done elsewhere."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from nhs_internships.cli._extra import missing

try:
    import typer
except ModuleNotFoundError as error:
    raise missing(error) from error

import nhs_internships as ni
from nhs_internships.cli._choosing import choose
from nhs_internships.cli._contents import Content, Disagreements, Export, OneProject, Page, Projects, counts_of
from nhs_internships.cli._present import present, tell
from nhs_internships.cli._sources import open_catalogue
from nhs_internships.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer.core import TyperGroup

__all__ = ["app", "command"]

NOTHING_FOUND = 1

# No mark-up and no pretty tracebacks: both would import rich, which takes longer than most commands.
app = typer.Typer(
    name="nhs-internships",
    help="Read the catalogue of the NHS England data-science PhD internships.",
    epilog="Exit codes: 0 all well, 1 nothing found, 2 wrong arguments or input that cannot be read.",
    add_completion=False,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """What `export` can write."""

    JSON = "json"


CataloguePath = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        metavar="PATH",
        help="A folder, zip archive or page of the scheme, or an exported catalogue; by default the bundled one.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def _filter(name: str, help_text: str) -> object:
    return typer.Option(f"--{name}", metavar=name.upper(), help=f"{help_text} May be repeated.")


Statuses = Annotated[list[str] | None, _filter("status", "open, active, paused, ... or a heading.")]
Areas = Annotated[list[str] | None, _filter("area", "Label of an area, such as NLP.")]
Techniques = Annotated[list[str] | None, _filter("technique", "Label of a technique, such as VAE.")]
Modalities = Annotated[list[str] | None, _filter("modality", "Label of a modality, such as Text.")]
Waves = Annotated[list[str] | None, _filter("wave", 'A number, or a text such as "Wave 6".')]
Labels = Annotated[list[str] | None, _filter("label", "A label of any facet.")]


@cache
def command() -> TyperGroup:
    """The command that reads arguments and runs the one they name."""
    return typer.main.get_group(app)


def _answer(content: Content, as_json: bool, code: int = 0) -> None:
    """Print a content and end with an exit code."""
    present(content, as_json)
    raise typer.Exit(code)


def _page(document: ni.Document) -> Page:
    return Page(document.name, document.dialect.name, document.entries, document.brief, document.diagnostics)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nhs-internships {ni.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    # The library's own answer to a missing command has another exit code in each version.
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("list")
def _list(
    status: Statuses = None,
    area: Areas = None,
    technique: Techniques = None,
    modality: Modalities = None,
    wave: Waves = None,
    label: Labels = None,
    catalogue: CataloguePath = None,
    as_json: AsJson = False,
) -> None:
    """List projects.

    Values of one option are alternatives; different options must all fit. Labels compare without case, blanks and
    hyphens.

    In a pipe each project is one line, its parts divided by tabs: slug, status, title, areas, techniques,
    modalities, topics, wave, url.

    Exit code 1: no project fits.
    """
    filters: dict[str, Sequence[str] | None] = {
        "status": status,
        "area": area,
        "technique": technique,
        "modality": modality,
        "wave": wave,
        "label": label,
    }
    chosen = choose(open_catalogue(catalogue), {name: values or () for name, values in filters.items()})
    if not len(chosen):
        tell("no project fits")
    _answer(Projects(chosen.projects), as_json, 0 if len(chosen) else NOTHING_FOUND)


@app.command("show")
def _show(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The project, such as pets-in-healthcare.")],
    catalogue: CataloguePath = None,
    as_json: AsJson = False,
) -> None:
    """Show one project, and who says what of it.

    In a pipe each fact is one line, its parts divided by tabs. A claim has: claim, field, value, path:line,
    dialect, rank (1 is believed first).
    """
    source = open_catalogue(catalogue)
    _answer(OneProject(source[slug], source), as_json)


@app.command("stats")
def _stats(catalogue: CataloguePath = None, as_json: AsJson = False) -> None:
    """Count projects by status, label and wave.

    In a pipe each count is one line, its parts divided by tabs: field, value, number. An empty value counts the
    projects that have none.
    """
    _answer(counts_of(open_catalogue(catalogue)), as_json)


@app.command("conflicts")
def _conflicts(
    slug: Annotated[str | None, typer.Argument(metavar="[SLUG]", help="Only those of one project.")] = None,
    catalogue: CataloguePath = None,
    as_json: AsJson = False,
) -> None:
    """Show where sources disagree, and who says what.

    In a pipe each value is one line, its parts divided by tabs: severity, slug, field, value, places.

    Exit code 1: there is a conflict of severity error or warning. A note changes nothing.
    """
    source = open_catalogue(catalogue)
    wanted = None if slug is None else source[slug].slug
    found = tuple(conflict for conflict in source.conflicts() if wanted in {None, conflict.slug})
    serious = any(conflict.severity is not Severity.NOTE for conflict in found)
    if not found:
        tell("no conflict")
    _answer(Disagreements(found), as_json, int(serious))


@app.command("export")
def _export(
    form: Annotated[Format, typer.Option("--format", metavar="FORMAT", help="The form of the document: json.")] = Format.JSON,
    catalogue: CataloguePath = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Write the whole catalogue for another program.

    The document can be read again: --catalogue FILE.json, or Catalogue.from_json.
    """
    _answer(Export(open_catalogue(catalogue)), as_json or form is Format.JSON)


@app.command("read")
def _read(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A listing page, a brief or a data file.")],
    as_json: AsJson = False,
) -> None:
    """Read one page: its entries or its brief, and what was not understood.

    In a pipe each entry is one line, its parts divided by tabs: status, title, url, wave, areas, techniques,
    modalities, topics. Findings go to standard error.

    Exit code 1: there is neither an entry nor a brief.
    """
    document = ni.read(path)
    if not as_json:
        for found in document.diagnostics:
            tell(str(found))
    found_something = bool(document.entries) or document.brief is not None
    if not found_something:
        tell(f"{document.name}: no entry and no brief")
    _answer(_page(document), as_json, 0 if found_something else NOTHING_FOUND)
