"""What each command does: from arguments to an answer in each of its formats."""

from __future__ import annotations

import errno
import json
import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from attrs import evolve

from nhs_internships.catalogue import Catalogue, Conflict, bundled
from nhs_internships.cli import lines, screens
from nhs_internships.cli.answers import Answer, or_nothing_found
from nhs_internships.cli.arguments import UsageError, build_parser
from nhs_internships.cli.histories import diff, history
from nhs_internships.cli.rules import explain, labels
from nhs_internships.cli.table import FILTERS
from nhs_internships.cli.table_of_changes import CHANGES
from nhs_internships.diagnostics import Diagnostic, Severity
from nhs_internships.errors import QueryError
from nhs_internships.formats import to_dict
from nhs_internships.limits import LIMIT_HINT
from nhs_internships.model import ClaimField
from nhs_internships.query.conditions import Conditions
from nhs_internships.query.runs import runs_of
from nhs_internships.query.search import Index

__all__ = ["HANDLERS"]


def _open(given: Namespace) -> Catalogue:
    """The catalogue that was named, or the bundled one."""
    if given.catalogue is None:
        return bundled()
    from nhs_internships.catalogue import load  # imports every parser, which the bundled catalogue does not need

    return load(given.catalogue)


# Questions.


def _list(given: Namespace) -> Answer:
    catalogue = _open(given)
    chosen = _choose(catalogue, given)
    found = chosen.projects if given.limit is None else chosen.projects[: given.limit]
    undecided = chosen.undecided_reason
    answer = Answer(
        data=lambda: [to_dict(project) for project in found],
        blocks=lambda: lines.projects(found),
        screen=lambda: screens.projects(found, len(chosen)),
        messages=(f"{undecided}.",) if undecided else (),
        source=catalogue,
    )
    return or_nothing_found(found, "No projects match these filters.", answer)


def _choose(catalogue: Catalogue, given: Namespace) -> Catalogue:
    """The projects that a call of `list` asks for, in its order."""
    names = [one.names[0].removeprefix("--") for one in FILTERS]
    wanted = {name: values for name in names if (values := getattr(given, name))}
    try:
        chosen = catalogue.where(**cast("Conditions", wanted))
    except QueryError as error:
        if error.what != "wave":
            raise
        # What the library expects of a wave is not all that can be typed.
        raise QueryError("wave", error.given, tuple(wave.label for wave in catalogue.waves)) from None
    return chosen.order_by(f"-{given.sort}" if given.desc else given.sort, "title")


def _show(given: Namespace) -> Answer:
    catalogue = _open(given)
    project = catalogue[given.slug]
    fields = list(ClaimField)
    claims = sorted(catalogue.claims(project.slug), key=lambda claim: fields.index(claim.field))
    related, conflicts = catalogue.related(project.slug), catalogue.conflicts(project.slug)
    return Answer(
        data=lambda: {
            "project": to_dict(project),
            "relations": [to_dict(relation) for relation in related],
            "claims": [to_dict(claim) for claim in claims],
            "conflicts": [_conflict(conflict) for conflict in conflicts],
        },
        blocks=lambda: lines.project(project, related, claims),
        screen=lambda: screens.project(project, related, claims, conflicts),
        source=catalogue,
    )


def _search(given: Namespace) -> Answer:
    catalogue, query = _open(given), " ".join(given.words)
    index = Index(catalogue)
    found = [(catalogue[hit.slug], hit) for hit in index.search(query, given.limit)]
    answer = Answer(
        data=lambda: [
            {"slug": hit.slug, "title": project.title, "score": hit.score, "snippet": hit.snippet}
            for project, hit in found
        ],
        blocks=lambda: lines.hits(found),
        screen=lambda: screens.hits(found),
        messages=tuple(
            f'No project contains "{word}"; did you mean "{near}"?' for word, near in index.near_words(query).items()
        ),
        source=catalogue,
    )
    return or_nothing_found(found, f'No projects match "{query}".', answer)


def _similar(given: Namespace) -> Answer:
    catalogue = _open(given)
    found = [(catalogue[other.slug], other) for other in catalogue.similar(given.slug, given.limit)]
    answer = Answer(
        data=lambda: [
            {
                "slug": other.slug,
                "title": project.title,
                "score": other.score,
                "labels": other.labels,
                "keywords": other.keywords,
                "words": other.words,
            }
            for project, other in found
        ],
        blocks=lambda: lines.similar(found),
        screen=lambda: screens.similar(found),
        source=catalogue,
    )
    return or_nothing_found(found, f'No projects are similar to "{given.slug}".', answer)


def _stats(given: Namespace) -> Answer:
    catalogue = _open(given)
    as_of = None if catalogue.as_of is None else str(catalogue.as_of)
    totals = {
        "projects": len(catalogue),
        "internships": sum(len(runs_of(project)) for project in catalogue),
        "waves": len(catalogue.waves),
        "conflicts": len(catalogue.conflicts()),
        # A catalogue may have been exported without its findings, so none is not the same as 0.
        **({"findings": len(catalogue.diagnostics)} if catalogue.diagnostics else {}),
    }
    counts = {field: catalogue.count_by(field) for field in ("status", "wave", "area", "modality", "technique")}
    statistics = catalogue.stats()
    tables = [statistics[name] for name in ("labels_over_waves", "waves", "published")]
    return Answer(
        data=lambda: {
            "name": catalogue.name,
            "as_of": as_of,
            **totals,
            "by": counts,
            "tables": {table.name: table.records() for table in tables},
        },
        blocks=lambda: lines.stats(as_of, totals, counts, tables),
        screen=lambda: screens.stats(catalogue.name, totals, counts, tables),
        source=catalogue,
    )


def _conflicts(given: Namespace) -> Answer:
    catalogue = _open(given)
    found = catalogue.conflicts(given.slug)
    return Answer(
        source=catalogue,
        data=lambda: [_conflict(conflict) for conflict in found],
        blocks=lambda: lines.conflicts(found),
        screen=lambda: screens.conflicts(found),
        messages=() if found else ("No conflicts found.",),
        code=int(any(conflict.severity is not Severity.NOTE for conflict in found)),
    )


def _conflict(conflict: Conflict) -> dict[str, object]:
    values = [
        {"value": str(value), "claims": [to_dict(claim) for claim in claims]} for value, claims in conflict.values
    ]
    return {
        "slug": conflict.slug,
        "field": str(conflict.field),
        "severity": str(conflict.severity),
        "values": values,
    }


def _read(given: Namespace) -> Answer:
    from nhs_internships.dialects import read

    page = read(given.path)
    brief, entries, findings = page.brief, page.entries, page.diagnostics
    answer = Answer(
        data=lambda: {
            "name": page.name,
            "dialect": page.dialect.name,
            "entries": [to_dict(entry) for entry in entries],
            "brief": None if brief is None else to_dict(brief),
            "diagnostics": [to_dict(finding) for finding in findings],
        },
        blocks=lambda: lines.entries(entries) if brief is None else lines.brief(brief),
        screen=lambda: screens.entries(entries) if brief is None else screens.brief(brief),
        messages=() if given.json else tuple(str(_for_command(finding)) for finding in findings),
    )
    return or_nothing_found(entries or brief, f'No entries and no brief found in "{page.name}".', answer)


def _for_command(finding: Diagnostic) -> Diagnostic:
    """A finding without a hint that only callers of the library can follow: the command has no option for limits."""
    return evolve(finding, hint="") if finding.hint.startswith(LIMIT_HINT) else finding


def _check(given: Namespace) -> Answer:
    from nhs_internships.cli.check import check  # imports every parser and check, which other commands do not need

    return check(given)


def _fix(given: Namespace) -> Answer:
    from nhs_internships.cli.check import fix

    return fix(given)


def _change(given: Namespace) -> Answer:
    from nhs_internships.cli import changing

    change: Callable[[Namespace], Answer] = getattr(changing, given.command.replace("-", "_"))
    return change(given)


# Files for other programs.


def _export(given: Namespace) -> Answer:
    path = None if given.output == "-" else given.output
    if path is not None:
        if given.format:
            raise UsageError("the file extension sets the format; leave --format out")
        catalogue = _open(given)
        written = catalogue.write(path, given.table or ("projects" if _is_table(path) else None))
        return Answer(data=lambda: {"path": path}, messages=(f"Wrote {written}",), loaded=_named(given, catalogue))
    format_ = given.format or ("csv" if given.table else "json")
    if given.table and format_ != "csv":
        raise UsageError(f"--table needs --format csv, not {format_}")
    if given.json and format_ != "json":
        raise UsageError(f"--json and --format {format_} cannot both be printed; leave one out, or add -o FILE")
    catalogue = _open(given)
    match format_:
        case "json":
            text = _ascii(catalogue.to_json(indent=2)) + "\n"
        case "yaml":
            text = catalogue.to_yaml()
        case _:
            text = catalogue.to_csv(given.table or "projects")
    return Answer(text=text, source=catalogue)


def _is_table(path: str) -> bool:
    return Path(path).suffix.casefold() in {".csv", ".parquet"}


def _ascii(document: str) -> str:
    """A JSON document in ASCII alone; a character outside it can only be part of a string."""
    return re.sub(r"[^\x00-\x7e]+", lambda found: json.dumps(found.group())[1:-1], document)


def _schema(given: Namespace) -> Answer:
    from nhs_internships.formats.json_schema import json_schema

    return Answer(text=json.dumps(json_schema(), indent=2) + "\n")


def _plot(given: Namespace) -> Answer:
    from nhs_internships.plots import FORMATS, picture

    path = given.output
    if path is None:
        raise UsageError(f"Specify an output file, for example: -o {given.kind}.png")
    format_ = Path(path).suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        raise UsageError(f"{path}: unknown file extension; use .{', .'.join(FORMATS[:-1])} or .{FORMATS[-1]}")
    catalogue = _open(given)
    try:
        data = picture(catalogue, given.kind, format_)
    except ImportError as error:
        if error.name != "matplotlib":  # any other one is a fault, and should look like one
            raise
        raise UsageError(str(error)) from None
    _write(path, data)
    size = len(data)
    return Answer(
        data=lambda: {"path": path, "bytes": size}, messages=(f"Wrote {path}",), loaded=_named(given, catalogue)
    )


def _named(given: Namespace, catalogue: Catalogue) -> Mapping[str, Catalogue]:
    """The catalogue by the path that was given for it; nothing for the bundled one."""
    return {given.catalogue: catalogue} if given.catalogue else {}


def _write(path: str, data: bytes) -> None:
    """Write a file: the one that was named, and no other."""
    file = Path(path)
    if file.is_symlink():
        raise OSError(errno.ELOOP, "is a symbolic link; name the file itself", path)
    file.write_bytes(data)


def _completion(given: Namespace) -> Answer:
    try:
        import shtab
    except ModuleNotFoundError as error:
        if error.name != "shtab":
            raise
        raise UsageError('completion needs the extra "cli": pip install "nhs-internships[cli]"') from None
    return Answer(text=shtab.complete(build_parser(files=shtab.FILE), given.shell) + "\n")


HANDLERS = {
    "list": _list,
    "show": _show,
    "search": _search,
    "similar": _similar,
    "stats": _stats,
    "conflicts": _conflicts,
    "diff": diff,
    "history": history,
    "check": _check,
    "explain": explain,
    "labels": labels,
    **{command.name: _change for command in CHANGES},
    "fix": _fix,
    "export": _export,
    "schema": _schema,
    "plot": _plot,
    "read": _read,
    "completion": _completion,
}
"""Command -> the function that carries it out."""
