"""Builds docs/images/list-open.svg: what a terminal shows of `nhs-internships list --status open`.

    python scripts/terminal_picture.py

The picture is drawn from the bundled catalogue by the code that draws the real terminal. It names no font from
elsewhere, so a browser shows it without a network.
"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from nhs_internships.cli.arguments import read
from nhs_internships.cli.colour import draw
from nhs_internships.cli.commands import HANDLERS

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "list-open.svg"
CALL = "nhs-internships list --status open"
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
    """Draw the picture."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")


def picture() -> str:
    """The picture as SVG."""
    given = read(CALL.split()[1:])
    console = Console(file=io.StringIO(), record=True, width=80, force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "dim"), CALL))
    console.print()
    answer = HANDLERS[given.command](given)
    draw([*answer.screen(), *answer.footer], console)
    console.print()  # else the frame cuts the last line
    form = FORMAT.replace("TITLE", f"Output of {CALL}").replace("FONT", FONT)
    return console.export_svg(theme=THEME, code_format=form, unique_id="terminal")


if __name__ == "__main__":
    main()
