"""The commands that change a site, as part of the table of commands."""

from __future__ import annotations

from nhs_internships.cli.describing import (
    JSON,
    Argument,
    Command,
    day,
    flag,
    list_of,
    many,
    named,
    one_of,
    path,
    words,
)

__all__ = ["CHANGES"]

_CHANGING = (
    Argument(("--site",), "Folder of the site (default: current folder).", "PATH", type=path, default="."),
    flag("dry-run", "Show the change; write nothing."),
    flag("yes", "Write the change without asking."),
    flag("force", "Change files that are not committed, too."),
    JSON,
)
_SHOWN = """\
Shows the change as a diff, and asks before it is written. Where there is no
terminal to ask on, --yes or --dry-run is needed. Files with changes that are
not committed in git are not touched without --force."""
_PIPED = "When piped, prints the diff, which git apply can read."

_SLUG = Argument(("slug",), "The project, such as pets-in-healthcare.", "SLUG")
_CREATE_SECTION = flag("create-section", "Write a section for the status if no page has one.")
_WAVE = Argument(("--wave",), 'Wave to list it under, such as 6 or "January 2023".', "WAVE")
_LABELS = tuple(
    many(name, "LABEL", meaning)._replace(type=words)
    for name, meaning in (
        ("area", "Its area, such as NLP (repeat it for another one)."),
        ("technique", "Its technique, such as VAE."),
        ("modality", "Its kind of data, such as Text."),
        ("label", "Its topic: a label of no such kind."),
    )
)

_MOVE = Command(
    "move",
    "Give a project another status.",
    f"""\
Changes every file that states it: the entry goes to the section for the
status, the brief to its folder, and a completed project gets a record in the
data file.

{_SHOWN}

{_PIPED}""",
    "move pets-in-healthcare completed --wave 6",
    (
        _SLUG,
        Argument(("status",), "open, active, paused, completed, ...", "STATUS"),
        _WAVE,
        _CREATE_SECTION,
        *_CHANGING,
    ),
)
_ADD = Command(
    "add",
    "Add a project.",
    """\
Writes its brief, from the site's template, and its entry on the page that
lists projects with its status. Shows the change as a diff, and asks before it
is written, as the command move does. When piped, prints the diff.""",
    'add "Maps of sea ice" --area Geospatial --wave 7',
    (
        Argument(("title",), "Its title.", "TITLE", type=words),
        Argument(("--slug",), "The end of its address (default: made of the title).", "SLUG", type=words),
        Argument(("--status",), "open, active, paused, ... (default: open).", "STATUS", default="open"),
        _WAVE,
        *_LABELS,
        many("field", "NAME=TEXT", "A text of its brief, such as need=... or datasets=...")._replace(type=named),
        _CREATE_SECTION,
        *_CHANGING,
    ),
)
_REMOVE = Command(
    "remove",
    "Remove a project.",
    f"""\
Removes its entries and its brief. Records, and pages of the old site, stay;
links that lead nowhere afterwards are warnings.

{_SHOWN}

{_PIPED}""",
    "remove pets-in-healthcare",
    (_SLUG, *_CHANGING),
)
_EDIT = Command(
    "edit",
    "Give a project another title, address or labels.",
    f"""\
Changes its brief and its entries. Labels that are given replace all it has.

{_SHOWN}

{_PIPED}""",
    'edit pets-in-healthcare --title "Privacy in healthcare"',
    (
        _SLUG,
        Argument(("--title",), "Its new title.", "TITLE", type=words),
        Argument(("--url",), "Its new address; the last part counts, as in /sea-ice/.", "URL", type=words),
        *_LABELS,
        *_CHANGING,
    ),
)
_WAVE_OPEN = Command(
    "wave-open",
    "Begin a wave: its projects become active.",
    f"""\
Moves each project as the command move does, lists it under the wave, and adds
the wave to the data file. Numbers on pages that were right stay right.

{_SHOWN}

{_PIPED}""",
    'wave-open "Wave 7" pets-in-healthcare',
    (
        Argument(("wave",), "The wave, with its months where they are known.", "WAVE"),
        Argument(("slugs",), "Its projects.", "SLUG", nargs="+"),
        _CREATE_SECTION,
        *_CHANGING,
    ),
)
_WAVE_CLOSE = Command(
    "wave-close",
    "End a wave: its running projects are completed.",
    f"""\
Moves each project that is listed under the wave as the command move does, and
gives it a record in the data file.

{_SHOWN}

{_PIPED}""",
    "wave-close 6",
    (Argument(("wave",), 'The wave, such as 6 or "January 2023".', "WAVE"), _CREATE_SECTION, *_CHANGING),
)
_RENAME_LABEL = Command(
    "rename-label",
    "Rename a label on every page.",
    f"""\
Changes badges with their colours, tags and filters of cards, keywords, and
records, on pages of the old site, too.

{_SHOWN}

{_PIPED}""",
    "rename-label VAE Autoencoders --facet technique",
    (
        Argument(("old",), "The label; case, blanks and hyphens do not count.", "OLD", type=words),
        Argument(("new",), "Its new name, as it is to be written.", "NEW", type=words),
        one_of(
            *("--facet", "FACET", "Only as an area, technique, modality or topic."),
            *("area", "technique", "modality", "topic"),
        ),
        *_CHANGING,
    ),
)
_REPLACE_LINKS = Command(
    "replace-links",
    "Replace an address on every page.",
    f"""\
OLD is the address of one page, or a host or the beginning of a path: then all
addresses below it change. Permalinks stay.

{_SHOWN}

{_PIPED}""",
    "replace-links github.com/nhsx github.com/nhsengland",
    (
        Argument(("old",), "The address as the pages write it.", "OLD", type=words),
        Argument(("new",), "What to write instead.", "NEW", type=words),
        *_CHANGING,
    ),
)
_CONVERT = Command(
    "convert",
    "Write a listing in another dialect.",
    f"""\
Entries are written again, and everything else stays as it is. DIALECT is
link-list, title-list, badge-list, title-table, badge-table or cards. What it
cannot carry is a warning.

{_SHOWN}

{_PIPED}""",
    "convert index.md cards",
    (
        Argument(("page",), "The page, such as content/projects.md.", "PAGE", type=path),
        one_of(
            *("dialect", "DIALECT", "The dialect of listings to write."),
            *("link-list", "title-list", "badge-list", "title-table", "badge-table", "cards"),
        ),
        *_CHANGING,
    ),
)
_FIX = Command(
    "fix",
    "Fix what check finds, as far as a program can.",
    f"""\
Makes the fixes of check --fix. A fix that would cause another finding is not
made, and named.

{_SHOWN}

{_PIPED}""",
    "fix --select NI6 --dry-run",
    (
        list_of("select", "CODES", "Fix only these codes or beginnings of codes."),
        list_of("ignore", "CODES", "Do not fix these codes or beginnings."),
        flag("unsafe-fixes", "Make all fixes, not only safe ones."),
        Argument(("--as-of",), "Day to compare waves with (default: git's HEAD).", "DAY", type=day),
        *_CHANGING,
    ),
)

CHANGES = (
    *(_MOVE, _ADD, _REMOVE, _EDIT, _WAVE_OPEN, _WAVE_CLOSE),
    *(_RENAME_LABEL, _REPLACE_LINKS, _CONVERT, _FIX),
)
"""Every command that changes a site."""
