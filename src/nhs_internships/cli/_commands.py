"""The commands: what each takes, and what it does."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

from nhs_internships.cli._choosing import choose
from nhs_internships.cli._contents import (
    Alike,
    Disagreements,
    Found,
    OneProject,
    Page,
    Projects,
    counts_of,
    day_of,
)
from nhs_internships.cli._making import export, plot, schema
from nhs_internships.cli._sources import open_catalogue
from nhs_internships.cli._table import Command, Given, Kind, Outcome, Parameter
from nhs_internships.diagnostics import Severity
from nhs_internships.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ABOUT", "COMMANDS", "EXIT_CODES"]

NOTHING_FOUND = 1
TABLES = ("projects", "badges", "internships", "outputs", "waves", "claims", "keywords", "relations")
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


def _search(given: Given) -> Outcome:
    """Find projects by words of their titles, keywords, labels and texts; the best comes first.

    All words must occur, in singular or plural; where no project has all of them, any of them will do. priv* is the
    beginning of a word. A phrase stands in quotation marks, which a shell leaves only inside others:
    '"language models"'.

    In a pipe each project is one line, its parts divided by tabs: slug, title, and a piece of its text with ** around
    what was found.

    Exit code 1: nothing was found.
    """
    limit = _limit(given, 10)
    catalogue = open_catalogue(given.one("catalogue"))
    hits = catalogue.search(" ".join(given.many("words")), limit)
    content = Found(tuple((catalogue[hit.slug], hit) for hit in hits))
    return Outcome(content=content) if hits else _nothing(content, "no project has such words")


def _similar(given: Given) -> Outcome:
    """Find the projects that share most with one, and what they share.

    In a pipe each project is one line, its parts divided by tabs: slug, title, how much it shares (from 0 to 1), and
    the labels, keywords and words of the text that both have.

    Exit code 1: no project shares anything with it.
    """
    limit = _limit(given, 5)
    catalogue = open_catalogue(given.one("catalogue"))
    others = catalogue.similar(given.one("slug") or "", limit)
    content = Alike(tuple((catalogue[other.slug], other) for other in others))
    return Outcome(content=content) if others else _nothing(content, "no project shares anything with it")


def _nothing(content: Found | Alike, message: str) -> Outcome:
    return Outcome(content=content, code=NOTHING_FOUND, messages=(message,))


def _limit(given: Given, usual: int) -> int:
    text = given.one("limit")
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0):
        raise QueryError("limit", text[:100], ("a whole number from 1 to 999999",))
    return int(text)


def _stats(given: Given) -> Outcome:
    """Show the scheme in numbers: projects by status, label and wave, and what ran and was published.

    In a pipe each number is one line, its parts divided by tabs. A count has: field, value, number. An empty value
    counts the projects that have none.

    After the counts come three tables; each line begins with the name of its table. labels_over_waves has: area,
    wave, number of runs. waves has: wave, first month, last month, number of runs, their codes. published has: kind
    of output, internships that have published one, internships, share.
    """
    return Outcome(content=counts_of(open_catalogue(given.one("catalogue"))))


def _conflicts(given: Given) -> Outcome:
    """Show where sources disagree, and who says what.

    In a pipe each value is one line, its parts divided by tabs: severity, slug, field, value, places.

    Exit code 1: there is a conflict of severity error or warning. A note changes nothing.
    """
    catalogue = open_catalogue(given.one("catalogue"))
    found = tuple(catalogue.conflicts(given.one("slug")))
    is_serious = any(conflict.severity is not Severity.NOTE for conflict in found)
    return Outcome(content=Disagreements(found), code=int(is_serious), messages=() if found else ("no conflict",))


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
_LIMIT = Parameter("limit", Kind.VALUE, "How many projects at most.", "NUMBER")
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
        _command(
            "search",
            _search,
            Parameter("words", Kind.WORDS, "What to look for, such as privacy leakage.", "WORD"),
            _LIMIT,
            _CATALOGUE,
            _JSON,
        ),
        _command(
            "similar",
            _similar,
            Parameter("slug", Kind.WORD, f"The project to compare with, {_SLUG}.", "SLUG"),
            _LIMIT,
            _CATALOGUE,
            _JSON,
        ),
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
            export,
            Parameter("format", Kind.VALUE, "json, yaml or csv; by default what FILE ends in, else json.", "FORMAT"),
            Parameter("table", Kind.VALUE, f"The table of a CSV: {', '.join(TABLES)}. The first by default.", "TABLE"),
            Parameter("output", Kind.VALUE, "Write to this file instead of standard output.", "FILE", "o"),
            _CATALOGUE,
            _JSON,
        ),
        _command("schema", schema, _JSON),
        _command(
            "plot",
            plot,
            Parameter("kind", Kind.WORD, "counts, waves, heatmap or trend.", "KIND"),
            Parameter("output", Kind.VALUE, "The file to write: .png, .svg or .pdf. Must be given.", "FILE", "o"),
            _CATALOGUE,
            _JSON,
        ),
        _command("read", _read, Parameter("path", Kind.WORD, "A listing page, a brief or a data file.", "PATH"), _JSON),
    )
}
"""Every command by its name."""
