"""The table of commands: what each is for, and what it takes. Help texts, completion and the reference follow it.

This module imports nothing else of the library, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse

from nhs_internships.cli.describing import JSON, Argument, Command, day, flag, list_of, many, one_of, path
from nhs_internships.cli.table_of_changes import CHANGES

__all__ = ["ABOUT", "CATALOGUE", "COMMANDS", "EXIT_CODES", "FILTERS", "HELP"]

ABOUT = "Read the catalogue of the NHS England data-science PhD internships."
EXIT_CODES = {
    0: "success",
    1: "nothing was found or changed; for check and conflicts: something was found",
    2: "wrong arguments, an unknown slug or label, unreadable input, or a refusal",
}


# Types of values.


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0):
        raise argparse.ArgumentTypeError(f'expected an integer from 1 to 999999, not "{text[:80]}"')
    return int(text)


def _year(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise argparse.ArgumentTypeError(f'expected a year such as 2023, not "{text[:80]}"')
    return text


def _number(default: int) -> Argument:
    return Argument(("--limit",), f"Print at most N projects (default: {default}).", "N", type=_limit, default=default)


HELP = Argument(("-h", "--help"), "Show this help and exit.", action="help")
CATALOGUE = Argument(
    ("--catalogue",),
    "Folder, zip file, page or JSON export (default: bundled).",
    "PATH",
    type=path,
    default=argparse.SUPPRESS,  # so that it does not replace the one given before the command's name
)
_HEADER = flag("header", "When piped, print the names of the columns first.")
_SOURCE_AND_OUTPUT = (CATALOGUE, JSON, _HEADER)

# The commands.

FILTERS = (
    many("status", "STATUS", "open, active, paused, ... or a heading of a page."),
    many("area", "LABEL", "Area, such as NLP."),
    many("technique", "LABEL", "Technique, such as VAE."),
    many("modality", "LABEL", "Kind of data, such as Text."),
    many("label", "LABEL", "Area, technique, modality or topic."),
    many("wave", "WAVE", 'Wave, such as 6 or "January 2023".'),
    many("year", "YEAR", "Year in which an internship ran, such as 2023.")._replace(type=_year),
    many("output", "KIND", "Published output: code, report, case_study or page."),
)
"""The options of `list` that are conditions of `Catalogue.where`, by the same names."""

_LIST = Command(
    "list",
    "List projects.",
    """\
Repeat an option to match any of its values; different options are combined
with AND. --wave, --year and --output must hold of one internship. How many
projects cannot be decided, for want of a record, goes to standard error.

When piped, prints one tab-separated line per project: slug, status, title,
areas, techniques, modalities, topics, wave, url.""",
    "list --status open --area NLP --sort title",
    (
        *FILTERS,
        one_of(
            *("--sort", "FIELD", "status (default), title, slug, wave, area, ..."),
            *("status", "title", "slug", "wave", "area", "technique", "modality", "code"),
            default="status",
        ),
        flag("desc", "Sort in descending order."),
        Argument(("--limit",), "Print at most N projects.", "N", type=_limit),
        *_SOURCE_AND_OUTPUT,
    ),
)
_SHOW = Command(
    "show",
    "Show one project and the source of each fact.",
    """\
When piped, prints one tab-separated line per fact. Lines of claims are: claim,
field, value, path:line, dialect, rank (1 is the highest authority).""",
    "show pets-in-healthcare",
    (Argument(("slug",), "The project, such as pets-in-healthcare.", "SLUG"), *_SOURCE_AND_OUTPUT),
)
_SEARCH = Command(
    "search",
    "Search titles, keywords, labels and texts.",
    """\
Finds projects with all words, in singular or plural; if there are none, those
with any of the words. The best match comes first. priv* matches words that
begin with priv. Quote a phrase twice, because the shell removes the outer
quotes: '"language models"'.

When piped, prints one tab-separated line per project: slug, title, snippet
with ** around each match.""",
    "search privacy leakage",
    (Argument(("words",), "What to search for.", "WORD", nargs="+"), _number(10), *_SOURCE_AND_OUTPUT),
)
_SIMILAR = Command(
    "similar",
    "List similar projects and what they share.",
    """\
When piped, prints one tab-separated line per project: slug, title, score from
0 to 1, shared labels, shared keywords, shared words.""",
    "similar pets-in-healthcare --limit 3",
    (Argument(("slug",), "The project to compare with.", "SLUG"), _number(5), *_SOURCE_AND_OUTPUT),
)
_STATS = Command(
    "stats",
    "Count projects, internships and published outputs.",
    """\
When piped, prints one tab-separated line per number. Counts come first: field,
value, number; the value is (unknown) where no source gives one. Then come the
rows of three tables, each with its name in front:

labels_over_waves  area, wave, internships
waves              wave, first month, last month, internships, their codes
published          output, published, not published, unknown, share""",
    "stats --catalogue FOLDER",
    _SOURCE_AND_OUTPUT,
)
_CONFLICTS = Command(
    "conflicts",
    "Show where sources disagree.",
    """\
The exit code is 1 if a conflict is an error or a warning, not for notes.

When piped, prints one tab-separated line per value: severity, slug, field,
value, sources.""",
    "conflicts --catalogue FOLDER",
    (Argument(("slug",), "Only this project.", "SLUG", nargs="?"), *_SOURCE_AND_OUTPUT),
)
_DIFF = Command(
    "diff",
    "Show what changed between two states of the site.",
    """\
Compares two folders, zip files or JSON exports, project by project. With
--repo, OLD and NEW are revisions of a git repository: any names that git
reads, or days such as 2024-02-05. Two spellings of one label are no change.

When piped, prints one tab-separated line per change: slug, field, kind, before,
after. The exit code is 1 if nothing changed.""",
    "diff OLD_FOLDER NEW_FOLDER --field status",
    (
        Argument(("old",), "The older state.", "OLD", type=path),
        Argument(("new",), "The newer state.", "NEW", type=path),
        Argument(("--repo",), "Compare revisions of this git repository.", "PATH", type=path),
        many("field", "FIELD", "Compare this field alone, such as status."),
        flag("markdown", "Print release notes in Markdown."),
        JSON,
        _HEADER,
    ),
)
_HISTORY = Command(
    "history",
    "Show what changed over the life of a site, or of one project.",
    """\
Reads a git repository; nothing is checked out. Changes are dated by the commit
that brought them to the branch. For one project, its statuses come first, and
any slug that it ever had will do.

When piped, prints one tab-separated line per change: change, date, revision,
slug, field, kind, before, after; and for one project lines of its statuses:
interval, slug, status, first day, last day, days.""",
    "history pets-in-healthcare --repo FOLDER",
    (
        Argument(("slug",), "Only this project.", "SLUG", nargs="?"),
        Argument(("--repo",), "The git repository (default: current folder).", "PATH", type=path, default="."),
        Argument(("--ref",), "Branch, tag or other revision to end with.", "REF"),
        Argument(("--since",), "Only changes from this day on, such as 2023-01-01.", "DATE"),
        Argument(("--until",), "Only changes until this day.", "DATE"),
        JSON,
        _HEADER,
    ),
)
_EXPORT = Command(
    "export",
    "Write the catalogue to a file, or print it.",
    """\
The file extension sets the format: .json or .yaml for the whole catalogue,
.sqlite or .xlsx (extra "excel") for all its tables, .jsonld or .ttl (extra
"rdf") for linked data, .html (extra "html") for a page to browse, .csv or
.parquet (extra "arrow") for one table. A folder, or a path that ends in / or
.zip, gets a data package: every table as CSV, and datapackage.json. No cell
starts a formula.

Tables are projects (default), badges, internships, outputs, waves, claims,
keywords and relations.""",
    "export -o internships.csv --table internships",
    (
        one_of("--format", "FORMAT", "To print: json (default), yaml or csv.", "json", "yaml", "csv"),
        one_of(
            *("--table", "TABLE", "Table of a CSV or Parquet file."),
            *("projects", "badges", "internships", "outputs", "waves", "claims", "keywords", "relations"),
        ),
        Argument(("-o", "--output"), "Write to FILE; - is standard output.", "FILE", type=path),
        CATALOGUE,
        JSON,
    ),
)
_SCHEMA = Command(
    "schema",
    "Print the JSON Schema of an exported catalogue.",
    "It is of draft 2020-12 and describes JSON and YAML exports.",
    "schema > catalogue.schema.json",
    (JSON,),
)
_PLOT = Command(
    "plot",
    "Draw a chart of the catalogue.",
    """\
Needs the extra "plot".

counts   projects by status
waves    timeline of the waves with their internships
heatmap  areas by kind of data
trend    areas over the waves

The file extension sets the format: .png, .svg or .pdf. No display is needed,
and the same catalogue gives the same file.""",
    "plot counts -o counts.png",
    (
        one_of("kind", "KIND", "counts, waves, heatmap or trend.", "counts", "waves", "heatmap", "trend"),
        Argument(("-o", "--output"), "File to write.", "FILE", type=path),
        CATALOGUE,
        JSON,
    ),
)
_READ = Command(
    "read",
    "Read one page: its entries or its brief, and its findings.",
    """\
When piped, prints one tab-separated line per entry: status, title, url, wave,
areas, techniques, modalities, topics. Findings go to standard error; with
--json they are part of the document.""",
    "read index.md",
    (Argument(("path",), "A listing page, a brief or a data file.", "PATH", type=path), JSON, _HEADER),
)
_CHECK = Command(
    "check",
    "Find what is wrong on the pages of a site.",
    """\
PATH is a folder, zip file, page, or - for standard input (default: .). A page
or folder of a site is checked with the whole site. nhs-internships.toml in the
folder of the site holds settings. --staged also reports what the commit would
break on other pages. The exit code is 1 if anything was found, and 2 if a named
page cannot be read.""",
    "check . --select NI6 --format concise",
    (
        Argument(("paths",), "What to check (default: the current folder).", "PATH", nargs="*", type=path),
        one_of(
            *("--format", "FORMAT", "full (default), concise, json, github, sarif, markdown."),
            *("full", "concise", "json", "github", "sarif", "markdown"),
        ),
        list_of("select", "CODES", "Report only these codes or beginnings of codes."),
        list_of("ignore", "CODES", "Do not report these codes or beginnings."),
        Argument(("--as-of",), "Day to compare waves with (default: git's HEAD).", "DAY", type=day),
        flag("staged", "Check what git has staged in the folder."),
        Argument(("--stdin-filename",), "Path of what standard input holds.", "FILE", type=path),
        flag("fix", "Make safe fixes, and report what is left."),
        flag("unsafe-fixes", "With --fix or --diff: make all fixes."),
        flag("diff", "Print the fixes as a patch; change nothing."),
        flag("exit-zero", "Exit with 0 even if something was found."),
        JSON,
    ),
)
_EXPLAIN = Command(
    "explain",
    "Explain what a code means, with examples.",
    """\
Without a code it lists all rules; when piped, one tab-separated line per rule:
code, severity, summary.""",
    "explain NI311",
    (Argument(("codes",), "A code, or a beginning of codes.", "CODE", nargs="*"), JSON, _HEADER),
)
_LABELS = Command(
    "labels",
    "List the labels of a site, their terms and places.",
    """\
When piped, prints one tab-separated line per spelling: kind (area, technique,
modality, topic or keyword), label, term of the vocabulary, count, places.""",
    "labels .",
    (
        Argument(("path",), "Folder, zip file or page (default: .).", "PATH", nargs="?", default=".", type=path),
        JSON,
        _HEADER,
    ),
)
_COMPLETION = Command(
    "completion",
    "Print a shell script that completes commands with TAB.",
    """\
Needs the extra "cli". Save the script where your shell looks for completions,
and start a new shell:

bash  ~/.local/share/bash-completion/completions/nhs-internships
zsh   _nhs-internships, in a folder of $fpath
fish  ~/.config/fish/completions/nhs-internships.fish""",
    "completion zsh > _nhs-internships",
    (one_of("shell", "SHELL", "bash, zsh or fish.", "bash", "zsh", "fish"),),
)

COMMANDS = {
    command.name: command
    for command in (
        *(_LIST, _SHOW, _SEARCH, _SIMILAR, _STATS, _CONFLICTS, _DIFF, _HISTORY),
        *(_CHECK, _EXPLAIN, _LABELS),
        *CHANGES,
        *(_EXPORT, _SCHEMA, _PLOT, _READ, _COMPLETION),
    )
}
"""Every command by its name."""
