"""Builds docs/images/list-open.svg and check.svg: what a terminal shows of two commands.

    python scripts/terminal_picture.py

The pictures are drawn from the bundled catalogue, and from the made-up site below, by the code that draws the real
terminal. They name no font from elsewhere, so a browser shows them without a network.
"""

from __future__ import annotations

import io
import os
import shlex
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from nhs_internships.cli.arguments import read
from nhs_internships.cli.colour import draw
from nhs_internships.cli.commands import HANDLERS

PICTURES = Path(__file__).parents[1] / "docs" / "images"
CALLS = {
    "list-open.svg": "nhs-internships list --status open",
    "check.svg": "nhs-internships check --as-of 2024-03-01",
}
BASE = "https://nhsx.github.io/nhsx-internship-projects/"
BADGES = (
    '![area](https://img.shields.io/badge/NLP-yellow "NLP") &nbsp; '
    '![technique](https://img.shields.io/badge/{0}-lightgrey "{0}") &nbsp; '
    '![datamodality](https://img.shields.io/badge/Text-9cf "Text")'
)
BRIEF = """\
---
remote_theme: nhsx/nhs-io-theme
title: {title}
description: NHS England PhD Internship - {title}
permalink: /{slug}/
---

# {title}

**Keywords:** NLP, {technique}, Text

**Need:** Gardeners write many letters, and nobody has the time to read them all.

**Current Knowledge/Examples & Possible Techniques/Approaches:** Small models have been tried on short letters.

**Related Previous Internship Projects:** n/a

**Enables Future Work:** The results show which gardens to look at next.

**Outcome/Learning Objectives:** A report, and code that others can run.

**Datasets:** Letters that were written for this purpose.

**Desired skill set:** Python, and an interest in gardens.

---

Return to list of [all available projects]({base}).
"""
SITE = {
    "index.md": f"""\
# Internships

### Current Projects

|:---:|---|
|**Wave 6** |February - July 2024|
|{BADGES.format("NER")}|[Reading garden letters]({BASE}reading-garden-letters)|

Please write to [our mailbox](datascience@nhs.net) with any questions.
""",
    "content/projects.md": f"""\
# Projects

## Open Projects Accepting Applications

|:---:|---|
|{BADGES.format("SematicSearch")}|[Searching garden letters]({BASE}searching-garden-letters/)|

## Closed Projects

#### Paused Projects

|:---:|---|
|{BADGES.format("NER")}|[Reading garden letters]({BASE}reading-garden-letters/)|
""",
    "content/projects/active/reading-garden-letters.md": BRIEF.format(
        title="Reading garden letters", slug="reading-garden-letters", technique="NER", base=BASE
    ),
    "content/projects/new_open/searching-garden-letters.md": BRIEF.format(
        title="Searching garden letters", slug="searching-garden-letters", technique="SemanticSearch", base=BASE
    ),
}
# Black, red, green, yellow, blue, magenta, cyan and white: each at least 4.5 to 1 on the background.
COLOURS = [
    *((60, 72, 84), (255, 138, 128), (120, 220, 140), (255, 210, 110)),
    *((130, 180, 255), (230, 160, 255), (100, 215, 230), (222, 228, 234)),
]
THEME = TerminalTheme((18, 28, 38), (222, 228, 234), COLOURS, COLOURS)
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" role="img" xmlns="http://www.w3.org/2000/svg">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{ font-family: FONT; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
<rect fill="#121c26" width="{width}" height="{height}" rx="10"/>
<g fill="#3c4854"><circle cx="24" cy="24" r="7"/><circle cx="46" cy="24" r="7"/><circle cx="68" cy="24" r="7"/></g>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    """Draw the pictures."""
    PICTURES.mkdir(exist_ok=True)
    os.environ["COLUMNS"] = "80"
    with TemporaryDirectory() as folder, chdir(folder):
        for path, text in SITE.items():
            page = Path(path)
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        for name, call in CALLS.items():
            (PICTURES / name).write_text(picture(call), encoding="utf-8", newline="\n")


def picture(call: str) -> str:
    """The picture of a call as SVG."""
    given = read(shlex.split(call)[1:])
    console = Console(file=io.StringIO(), record=True, width=80, force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "dim"), call))
    console.print()
    answer = HANDLERS[given.command](given)
    draw([*answer.screen(), *answer.footer], console)
    console.print()  # else the frame cuts the last line
    form = FORMAT.replace("TITLE", f"Output of {call}").replace("FONT", FONT)
    return console.export_svg(theme=THEME, code_format=form, unique_id="terminal")


if __name__ == "__main__":
    main()
