"""The commands: what each takes, and what it does."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

from nhs_internships.cli._choosing import choose
from nhs_internships.cli._contents import Disagreements, Export, OneProject, Page, Projects, counts_of, day_of
from nhs_internships.cli._sources import open_catalogue
from nhs_internships.cli._table import Command, Given, Kind, Outcome, Parameter
from nhs_internships.diagnostics import Severity
from nhs_internships.errors import QueryError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ABOUT", "COMMANDS", "EXIT_CODES"]

NOTHING_FOUND = 1
FORMATS = ("json",)
FILTERS = ("status", "area", "technique", "modality", "wave", "label")

ABOUT = "Read the catalogue of the NHS England data-science PhD internships."
EXIT_CODES = {
    0: "all well",
    1: "nothing was found; for conflicts, something was",
    2: "wrong arguments, a slug or label that does not exist, or input that cannot be read",
}


def _list(given: Given) -> Outcome:
    """List projects.

    Values of one option are alternatives; different options must all fit. Labels compare without case, blanks and
    hyphens.

    In a pipe each project is one line, its parts divided by tabs: slug, status, title, areas, techniques,
    modalities, topics, wave, url.

    Exit code 1: no project fits.
    """
    chosen = choose(open_catalogue(given.one("catalogue")), {name: given.many(name) for name in FILTERS})
    content = Projects(chosen.projects, day_of(chosen))
    if not chosen.projects:
        return Outcome(content=content, code=NOTHING_FOUND, messages=("no project fits",))
    return Outcome(content=content)


def _show(given: Given) -> Outcome:
    """Show one project, and who says what of it.

    In a pipe each fact is one line, its parts divided by tabs. A claim has: claim, field, value, path:line,
    dialect, rank (1 is believed first).
    """
    catalogue = open_catalogue(given.one("catalogue"))
    return Outcome(content=OneProject(catalogue[given.one("slug") or ""], catalogue))


def _stats(given: Given) -> Outcome:
    """Count projects by status, label and wave.

    In a pipe each count is one line, its parts divided by tabs: field, value, number. An empty value counts the
    projects that have none.
    """
    return Outcome(content=counts_of(open_catalogue(given.one("catalogue"))))


def _conflicts(given: Given) -> Outcome:
    """Show where sources disagree, and who says what.

    In a pipe each value is one line, its parts divided by tabs: severity, slug, field, value, places.

    Exit code 1: there is a conflict of severity error or warning. A note changes nothing.
    """
    catalogue = open_catalogue(given.one("catalogue"))
    slug = given.one("slug")
    wanted = None if slug is None else catalogue[slug].slug
    found = tuple(conflict for conflict in catalogue.conflicts() if wanted in {None, conflict.slug})
    is_serious = any(conflict.severity is not Severity.NOTE for conflict in found)
    return Outcome(content=Disagreements(found), code=int(is_serious), messages=() if found else ("no conflict",))


def _export(given: Given) -> Outcome:
    """Write the whole catalogue for another program.

    The document can be read again: --catalogue FILE.json, or Catalogue.from_json.
    """
    form = given.one("format") or FORMATS[0]
    if form not in FORMATS:
        raise QueryError("format", form, FORMATS, nearest(form, FORMATS))
    return Outcome(content=Export(open_catalogue(given.one("catalogue"))))


def _read(given: Given) -> Outcome:
    """Read one page: its entries or its brief, and what was not understood.

    In a pipe each entry is one line, its parts divided by tabs: status, title, url, wave, areas, techniques,
    modalities, topics. Findings go to standard error; with --json they are part of the document.

    Exit code 1: there is neither an entry nor a brief.
    """
    from nhs_internships.dialects import read

    page = read(given.one("path") or "")
    content = Page(page.name, page.dialect.name, page.entries, page.brief, page.diagnostics)
    findings = () if "json" in given.flags else tuple(str(found) for found in page.diagnostics)
    if page.entries or page.brief is not None:
        return Outcome(content=content, messages=findings)
    messages = (*findings, f"{page.name}: no entry and no brief")
    return Outcome(content=content, code=NOTHING_FOUND, messages=messages)


_SLUG = "such as pets-in-healthcare"
_CATALOGUE = Parameter(
    "catalogue",
    Kind.VALUE,
    "A folder, zip archive or page of the scheme, or an exported catalogue; by default the bundled one.",
    "PATH",
)
_JSON = Parameter("json", Kind.FLAG, "Print one JSON document.")
_FILTERS = (
    Parameter("status", Kind.MANY, "open, active, paused, ... or a heading. May be repeated.", "STATUS"),
    Parameter("area", Kind.MANY, "Label of an area, such as NLP. May be repeated.", "LABEL"),
    Parameter("technique", Kind.MANY, "Label of a technique, such as VAE. May be repeated.", "LABEL"),
    Parameter("modality", Kind.MANY, "Label of a modality, such as Text. May be repeated.", "LABEL"),
    Parameter("wave", Kind.MANY, 'A number, or a text such as "Wave 6". May be repeated.', "WAVE"),
    Parameter("label", Kind.MANY, "A label of any facet. May be repeated.", "LABEL"),
)


def _command(name: str, run: Callable[[Given], Outcome], *parameters: Parameter) -> Command:
    return Command(name=name, help=cleandoc(run.__doc__ or ""), parameters=parameters, run=run)


COMMANDS = {
    command.name: command
    for command in (
        _command("list", _list, *_FILTERS, _CATALOGUE, _JSON),
        _command("show", _show, Parameter("slug", Kind.WORD, f"The project, {_SLUG}.", "SLUG"), _CATALOGUE, _JSON),
        _command("stats", _stats, _CATALOGUE, _JSON),
        _command(
            "conflicts",
            _conflicts,
            Parameter("slug", Kind.MAYBE, f"Only this project, {_SLUG}.", "SLUG"),
            _CATALOGUE,
            _JSON,
        ),
        _command(
            "export",
            _export,
            Parameter("format", Kind.VALUE, "The form of the document: json.", "FORMAT"),
            _CATALOGUE,
            _JSON,
        ),
        _command("read", _read, Parameter("path", Kind.WORD, "A listing page, a brief or a data file.", "PATH"), _JSON),
    )
}
"""Every command by its name."""
