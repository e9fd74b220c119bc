"""What the checks say of tables, emphasis and links, compared with what kramdown shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from _checked import findings, fixed
from rendered.judge import Open, Text

if TYPE_CHECKING:
    from rendered.judge import Kramdown

ROW = "|[Maps](maps-of-hedges/)|Nature|\n"
DASHES = "|---|---|\n"


@pytest.mark.parametrize(
    "page",
    [
        f"text\n\n{DASHES}{ROW}",
        f"{DASHES}{ROW}",
        f"---\ntitle: Maps\n---\n{DASHES}{ROW}",
        ROW,
        f"## Open\n{DASHES}{ROW}",
        f"text\n{ROW}",
        f"{ROW}text\n",
        f"- text\n{ROW}",
        f"- text\n\n{ROW}",
        f"<div></div>\n{ROW}",
        f"<!-- text -->\n{ROW}",
        f"---\n{ROW}",
        f"text\n\n***\n{ROW}",
        f"text\n\n{ROW}## Closed\n",
        f"{ROW}{{: .wide}}\n",
        f"> text\n{ROW}",
        f"   {ROW}",
        ROW.replace("\n", "\r\n"),
    ],
)
def test_rows_that_are_shown_as_text(page: str, kramdown: Kramdown) -> None:
    """NI501 is reported exactly where kramdown makes no table of the rows."""
    is_table = any(isinstance(item, Open) and item.name == "table" for item in kramdown.page(page).items)
    assert bool(findings({"index.md": page}, "NI501")) is not is_table


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (ROW * 2, "NI502"),
        (f"text\n\n{ROW}\ntext\n", "NI502"),
        (f"|---|---|---|---|\n{ROW}", "NI503"),
        (f"|:---:|\n{ROW}|b|a|\n", "NI503"),
        (f"|a|b|\n|:--|--:|--|\n{ROW}", "NI503"),
    ],
)
def test_fixes_of_delimiter_rows_change_nothing_that_is_shown(page: str, code: str, kramdown: Kramdown) -> None:
    """A safe fix is for other renderers; kramdown shows the same table."""
    assert kramdown.page(fixed(page, code, "index.md")).items == kramdown.page(page).items


@pytest.mark.parametrize(
    "text",
    [
        "*maps*",
        "*maps",
        "**maps",
        "**maps**",
        "__maps",
        "_maps_",
        "**Need:* maps",
        "- *maps\n- of*",
        "*maps\nof*",
        "*maps\n\nof",
        "## *maps\n",
        "*one* and *two",
        "***maps***",
        "**a *b* c**",
        "*a **b** c*",
        "*a **b** c",
        "maps_of_hedges",
        "[*maps*](a/)",
        "*[maps](a_*b/)*",
        "`*maps`",
        "\\*maps\\*",
        "|*a*|*b|",
        "a **b** *c* __d__ _e_",
        "**a****b**",
    ],
)
def test_marks_that_are_shown(text: str, kramdown: Kramdown) -> None:
    """NI506 is reported exactly where kramdown shows a mark, but for escaped ones and code."""
    items = kramdown.page(f"text\n\n{text}\n").items
    shown = " ".join(item.text for item in items if isinstance(item, Text))
    is_meant = "\\" in text or "`" in text
    is_shown = re.search(r"\*|(?<!\w)_|_(?!\w)", shown) is not None and not is_meant
    assert bool(findings({"index.md": f"text\n\n{text}\n"}, "NI506")) is is_shown


@pytest.mark.parametrize(
    "text",
    [
        "[maps](https://example.org)",
        "(maps)[https://example.org]",
        "[maps] (https://example.org)",
        "[maps](<https://example.org>)",
        "([maps](https://example.org))",
        '<a href="https://example.org>maps</a>',
        '<a href="https://example.org">maps</a>',
        "[maps] (https://example.org)\n\n[maps]: https://example.org",
    ],
)
def test_links_that_are_shown_as_text(text: str, kramdown: Kramdown) -> None:
    """NI507 is reported exactly where kramdown makes no link."""
    has_link = any(isinstance(item, Open) and item.name == "a" for item in kramdown.page(text).items)
    assert bool(findings({"index.md": text}, "NI507")) is not has_link
