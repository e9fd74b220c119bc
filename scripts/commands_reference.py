"""Builds docs/reference/commands.md from the table of commands.

python scripts/commands_reference.py           writes the page
python scripts/commands_reference.py --check   compares it, and ends with 1 when it is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nhs_internships.cli.table import COMMANDS, EXIT_CODES

if TYPE_CHECKING:
    from nhs_internships.cli.describing import Argument, Command

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
HEAD = """\
# Commands

The command `nhs-internships` is installed with the library; `python -m nhs_internships` is the same.
`nhs-internships --help` lists the commands, `nhs-internships COMMAND --help` explains one, and `-V` prints the version.

The extra `cli` adds colour and tables on terminals, and completion for bash, zsh and fish:
`python -m pip install "nhs-internships[cli]"` (in the project's folder: `".[cli]"`).

| exit code | meaning |
|---|---|
{codes}
Data goes to standard output, messages go to standard error.

- A terminal gets tables, in colour if the extra `cli` is installed and the variable `NO_COLOR` is not set.
- A pipe or file gets one tab-separated line per record. `--header` prints the names of the columns before the first
  record that has them.
- `--json` prints one JSON document of ASCII characters.

In lines and tables, control characters are written as escapes (`\\x1b`). A character that the console does not know
becomes `?`.

The commands that change a site (`move` to `fix`) show the change as a diff, and ask on standard error before it is
written. `--yes` answers for you, and `--dry-run` writes nothing.

`--catalogue PATH` may come before or after the name of the command. Options cannot be abbreviated.
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
    description = "\n\n".join(map(paragraph, command.description.split("\n\n")))
    rows = "".join(f"| `{one.usage}` | {meaning(one)} |\n" for one in command.arguments)
    return f"""
## {command.name}

```text
{command.usage}
```

{command.summary}

{description}

| argument | meaning |
|---|---|
{rows}
Example: `nhs-internships {command.example}`
"""


def meaning(one: Argument) -> str:
    """What an argument means; where its help is cut short, with every valid value."""
    return f"{one.help} Valid: {', '.join(one.choices)}." if one.choices and one.help.endswith("...") else one.help


def paragraph(text: str) -> str:
    """A paragraph of a description; one with columns keeps its lines."""
    return f"```text\n{text}\n```" if "  " in text else text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
