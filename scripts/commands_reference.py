"""Builds docs/reference/commands.md from the table of commands.

python scripts/commands_reference.py           writes the page
python scripts/commands_reference.py --check   compares it, and ends with 1 when it is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nhs_internships.cli._commands import COMMANDS, EXIT_CODES

if TYPE_CHECKING:
    from nhs_internships.cli._table import Command

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
HEAD = """\
# Commands

`python -m pip install "nhs-internships[cli]"` (in the project's folder: `".[cli]"`) installs the command
`nhs-internships`. `python -m nhs_internships` is the same. Without a command it prints what there is, `--help` after
a command explains it, and `--version` prints the version.

| exit code | meaning |
|---|---|
{codes}
Data goes to standard output, messages to standard error.
A terminal gets coloured text; with the variable `NO_COLOR` it gets the same without colour.
A pipe or file gets plain lines, and `--json` gives one JSON document of ASCII characters.
In lines and on terminals, control characters of a text are written as escapes (`\\x1b`).
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
    codes = "".join(f"| {code} | {meaning} |\n" for code, meaning in EXIT_CODES.items())
    return HEAD.format(codes=codes) + "".join(map(section, COMMANDS.values())) + TAIL


def section(command: Command) -> str:
    """One command: how it is called, what it does, its arguments and options."""
    words = [one.typed for one in command.parameters if one.is_word]
    call = " ".join(["nhs-internships", command.name, *words, "[OPTIONS]"])
    rows = "".join(f"| `{one.typed}` | {one.help} |\n" for one in command.parameters)
    return f"""
## {command.name}

```text
{call}
```

{command.help}

| parameter | meaning |
|---|---|
{rows}"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
