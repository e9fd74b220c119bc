"""Builds docs/reference/commands.md from the command line itself.

    python scripts/commands_reference.py           writes the page
    python scripts/commands_reference.py --check   compares it, and ends with 1 when it is out of date

The page is made from the parameters, not from the text of ``--help``: that differs between versions of typer.
"""

from __future__ import annotations

import sys
from inspect import cleandoc
from pathlib import Path

from nhs_internships.cli._app import app, command

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
HEAD = """\
# Commands

`python -m pip install ".[cli]"` installs the command `nhs-internships`. `python -m nhs_internships` is the same.

| exit code | meaning |
|---|---|
| 0 | all well |
| 1 | nothing was found; for `conflicts`, something was |
| 2 | wrong arguments, a slug or label that does not exist, or input that cannot be read |

Data goes to standard output, messages to standard error.
A terminal gets coloured tables; with the variable `NO_COLOR` it gets them without colour.
A pipe or file gets plain lines, and `--json` gives one JSON document of ASCII characters.
In lines and tables, control characters of a text are written as escapes (`\\x1b`).
A character that the console does not know becomes `?`.
"""
TAIL = """
## From Python

::: nhs_internships.cli
"""


def main(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    text = page()
    if arguments == ["--check"]:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def page() -> str:
    """The whole page."""
    names = [info.name for info in app.registered_commands if info.name]
    return HEAD + "".join(section(name) for name in names) + TAIL


def section(name: str) -> str:
    """One command: how it is called, what it does, its arguments and options."""
    one = command().commands[name]
    arguments = [row for row in map(parameter, one.params) if not row[0].startswith("-")]
    options = [row for row in map(parameter, one.params) if row[0].startswith("-")]
    call = " ".join(["nhs-internships", name, *(words for words, _ in arguments), "[OPTIONS]"])
    rows = "".join(f"| `{words}` | {meaning} |\n" for words, meaning in [*arguments, *options])
    return (
        f"\n## {name}\n\n```text\n{call}\n```\n\n{cleandoc(one.help or '')}\n\n| option | meaning |\n|---|---|\n{rows}"
    )


def parameter(one: object) -> tuple[str, str]:
    """The words to type for a parameter, and its help. The classes of typer differ between versions."""
    metavar = str(getattr(one, "metavar", None) or "")
    meaning = str(getattr(one, "help", None) or "")
    if getattr(one, "param_type_name", "") == "argument":
        return metavar, meaning
    words = " ".join([*getattr(one, "opts", ()), metavar])
    return words.strip(), meaning


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
