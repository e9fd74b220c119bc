"""Writing one value: YAML reads back exactly what was asked, and the quotes stay where they can."""

from __future__ import annotations

import pytest
import yaml

from _loaders import LOADERS
from nhs_internships.errors import UnsafeEdit
from nhs_internships.grammar.yaml import Scalar, nodes, quote, read_front_matter, write_scalar
from nhs_internships.source.text import SourceText, apply


@pytest.fixture(params=LOADERS, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the C parser and with the pure one."""
    monkeypatch.setattr(nodes, "LOADER", request.param)


def title_of(text: str) -> Scalar:
    front, _, _ = read_front_matter(SourceText(text))
    assert front is not None
    title = front.mapping.get("title")
    assert title is not None
    return title


def written(line: str, value: str) -> str:
    """The line of the title after an edit; the rest of the page is as it was."""
    before, after = "---\na: b\n", "\nc: 'd'\n---\nBody"
    text = before + line + after
    new = apply(text, [write_scalar(text, title_of(text), value)])
    assert title_of(new).text == value
    assert new.startswith(before)
    assert new.endswith(after)
    return new.removeprefix(before).removesuffix(after)


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("title: A", "B c", "title: B c"),
        ("title:   A   # note", "B", "title:   B   # note"),
        ("title: 'A'  # note", "B", "title: 'B'  # note"),
        ("title: 'A'", 'it\'s "B" \\', "title: 'it''s \"B\" \\'"),
        ('title: "A"', "B", 'title: "B"'),
        ('title: "A"', 'it\'s "B" \\', r'title: "it' + r"'s \"B\" \\" + '"'),
        ("title: A", "B: c", 'title: "B: c"'),
        ("title: A", "", 'title: ""'),
        ("title: 'A'", "", "title: ''"),
        ("title: 'A' # note", "B\nc", 'title: "B\\nc" # note'),
        ("title:", "B", "title: B"),
        ("title: ", "B", "title: B"),
        ("title:  # note", "B", "title:  B # note"),
        ("title:", "- B", 'title: "- B"'),
        ("title:", "", "title:"),
        ("title: A\n  b", "C", "title: C"),
        ("title: 'A\n  b'", "C", "title: 'C'"),
        ("title: A: b", "C", "title: C"),
        ("title: A: b", "C: d", 'title: "C: d"'),
        ("title: yes", "yes", "title: yes"),
        ("title: A\n  b", "A b", "title: A\n  b"),
    ],
)
def test_edits(line: str, value: str, expected: str) -> None:
    """Quotes, comments and neighbours stay; the style changes only where it must."""
    assert written(line, value) == expected


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", " a", "a ", "\ta", "a\tb", "a\nb", "a\r\nb", "\x85", "a\u2028b", "\ufeffa", "a\x00b", "a\x80b"),
        *("yes", "No", "on", "true", "null", "~", "y", "N", "2023-01-01", "12", "1.5", "1e3", "0x1F", "0o17", "1_000"),
        *(".inf", ".NaN", "1:30", "=", "<<", "2001-12-14t21:59:43.10-05:00", "+1", "-1", "-", "--", "---", "..."),
        *("- x", "? x", ": x", "a: b", "a:", "a: ", "# x", "a # b", "[a", "{a", "a]", "}", ",", "&a", "*a", "!a", "|"),
        *(">", "'a'", '"a"', "%a", "@a", "`a`", "a\\b", "\\", "it's", 'say "x"', "\u200b", "😀", "\uffff", "é"),
    ],
)
@pytest.mark.parametrize("line", ["title: A", "title: 'A'", 'title: "A"', "title:", "title: # c"])
def test_every_value_is_read_back(line: str, value: str) -> None:
    """Whatever looks like something else to YAML is read back as the same text."""
    new = written(line, value)
    loaded = yaml.safe_load(new)["title"]
    assert loaded == value or (value == "" and loaded is None)


@pytest.mark.parametrize(
    "value",
    ["A title", "A, b and c", "P34 - Foo (bar)", "https://example.org/a", "a#b", "a:b", "what? [x]", "é 😀", "1st"],
)
def test_plain_where_plain_is_safe(value: str) -> None:
    """Ordinary titles and addresses need no quotes."""
    assert quote(value) == value


@pytest.mark.parametrize(
    ("value", "expected"), [("yes", '"yes"'), ("", '""'), ("a: b", '"a: b"'), ('"', r'"\""'), ("\x07é\n", r'"\x07é\n"')]
)
def test_quoted_where_plain_is_not(value: str, expected: str) -> None:
    """The written form is double-quoted, with escapes for what cannot stand as it is."""
    assert quote(value) == expected


@pytest.mark.parametrize("written_as", ["|\n  a", ">\n  a", "[a]", "&x a", "!t a", "\n  - a"])
def test_forms_that_are_not_edited(written_as: str) -> None:
    """Block texts, collections, anchors and tags are refused, with the name of the file."""
    text = f"---\ntitle: {written_as}\n---\n"
    with pytest.raises(UnsafeEdit, match=r"page\.md"):
        write_scalar(text, title_of(text), "B", "page.md")


def test_a_lone_surrogate_is_refused() -> None:
    """What is no character cannot be written."""
    text = "---\ntitle: A\n---\n"
    with pytest.raises(UnsafeEdit, match="surrogate"):
        write_scalar(text, title_of(text), "\ud800")
