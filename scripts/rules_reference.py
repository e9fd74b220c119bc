"""Builds the pages in docs/reference/rules from the sections of the rules.

python scripts/rules_reference.py           writes the pages
python scripts/rules_reference.py --check   compares them, and ends with 1 when one is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nhs_internships.checks.explanations import read_sections

if TYPE_CHECKING:
    from nhs_internships.checks import Explanation

ROOT = Path(__file__).parents[1]
SECTIONS = ROOT / "src" / "nhs_internships" / "data" / "rules"
PAGES = ROOT / "docs" / "reference" / "rules"
INDEX = """\
# Rules

Every finding has a code. Codes do not change, so they can be selected, ignored and looked up:
`nhs-internships explain NI311` prints the section of a rule.

| severity | meaning |
|---|---|
| error | a visitor sees something wrong or cannot reach something, or two sources contradict each other |
| warning | very probably a mistake |
| note | style, or something worth knowing |

The [settings of a site](../settings.md) can ignore a code or change its severity.
"""


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them."""
    made = pages()
    if arguments == ["--check"]:
        there = {page.name: page.read_text(encoding="utf-8") for page in PAGES.glob("*.md")}
        return int(there != made)
    PAGES.mkdir(exist_ok=True)
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def pages() -> dict[str, str]:
    """Name and text of every page: one for each family of rules, and one that lists all rules."""
    read = ((list(read_sections(text(file))), file) for file in SECTIONS.glob("*.md"))
    families = sorted(read, key=lambda one: one[0][0].rule.code)
    made = {file.name: page(text(file), sections) for sections, file in families}
    lists = "".join(f"\n## {title(text(file))}\n\n{rows(file.name, sections)}" for sections, file in families)
    return {"index.md": INDEX + lists, **made}


def text(file: Path) -> str:
    """What a file of sections holds."""
    return file.read_text(encoding="utf-8")


def title(source: str) -> str:
    """The heading of a family."""
    return source.partition("\n")[0].removeprefix("# ")


def rows(name: str, sections: list[Explanation]) -> str:
    """The table that lists the rules of a family."""
    lines = (
        f"| [{one.rule.code}]({name}#{one.rule.code.lower()}) | {one.rule.severity} | {one.rule.summary} |\n"
        for one in sections
    )
    return f"| code | severity | meaning |\n|---|---|---|\n{''.join(lines)}"


def page(source: str, sections: list[Explanation]) -> str:
    """The page of a family: its introduction, and its sections."""
    return source.partition("\n## ")[0] + "".join(f"\n{section(one)}" for one in sections)


def section(one: Explanation) -> str:
    """One rule; the tests of the docs must not run its examples, which have a test of their own."""
    return str(one).replace("\n````python\n", "\n<!-- skip: next -->\n\n````python\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
