"""Front matter: where it begins and ends, what it says, where each value stands, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from _loaders import LOADERS
from nhs_internships.diagnostics import RULES
from nhs_internships.grammar.yaml import FrontMatter, Scalar, nodes, read_front_matter
from nhs_internships.limits import Limits
from nhs_internships.source.text import SourceText

if TYPE_CHECKING:
    from nhs_internships.diagnostics import Diagnostic


@pytest.fixture(params=LOADERS, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with the C parser and with the pure one."""
    monkeypatch.setattr(nodes, "LOADER", request.param)


def read(inner: str, newline: str = "\n") -> tuple[str, FrontMatter, tuple[Diagnostic, ...]]:
    """The whole text, its front matter and the findings."""
    text = f"---\n{inner}---\nBody\n".replace("\n", newline)
    front, _, found = read_front_matter(SourceText(text))
    assert front is not None
    return text, front, found


def value(front: FrontMatter, key: str = "title") -> Scalar:
    """The value of a key that is there."""
    found = front.mapping.get(key)
    assert found is not None
    return found


def said(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each finding."""
    return [(one.code, one.line, one.column) for one in found]


class TestFences:
    """Where the front matter begins and ends."""

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("closing", ["---", "...", "---  ", "...\t"])
    def test_both_fences_and_all_line_ends(self, closing: str, newline: str) -> None:
        """`---` or `...` closes; blanks may follow; the body begins on the next line."""
        text = newline.join(["--- ", "title: A", closing, "Body"])
        front, body, found = read_front_matter(SourceText(text))
        assert front is not None
        assert front.inner.of(text) == f"title: A{newline}"
        assert front.span.of(text) + text[body:] == text
        assert text[body:] == "Body"
        assert found == ()

    def test_a_byte_order_mark_is_outside(self) -> None:
        """The front matter begins behind the byte order mark, and offsets count it."""
        text = "\ufeff---\ntitle: A\n---\nBody"
        front, body, _ = read_front_matter(SourceText(text))
        assert front is not None
        assert front.span.start == 1
        assert value(front).span.of(text) == "A"
        assert text[body:] == "Body"

    @pytest.mark.parametrize(
        "text", ["", "# Heading\n", "\n---\n\nText\n", "----\nText\n", "--- a\n---\n", "{{ x }}\n"]
    )
    def test_no_opening_fence_is_no_front_matter(self, text: str) -> None:
        """Only a line of three dashes at the very beginning opens; the body is the whole text."""
        assert read_front_matter(SourceText(text)) == (None, 0, ())

    @pytest.mark.parametrize(
        "text",
        [
            "\n---\na: b\n---\n",
            " ---\na: b\n---\n",
            "----\na: b\n----\n",
            "+++\na = 1\n+++\n",
            '{\n  "a": 1\n}\n',
            '{"a": 1}\n',
        ],
    )
    def test_what_only_looks_like_front_matter_is_reported(self, text: str) -> None:
        """Jekyll shows it as a part of the page."""
        front, body, (found,) = read_front_matter(SourceText(text))
        assert (front, body, found.code) == (None, 0, "NI112")

    @pytest.mark.parametrize("between", ["", "\n"])
    def test_a_second_front_matter_is_reported(self, between: str) -> None:
        """It is a part of the page."""
        text = f"---\na: b\n---\n{between}---\nc: d\n---\n"
        front, body, (found,) = read_front_matter(SourceText(text))
        assert front is not None
        assert text[body:] == f"{between}---\nc: d\n---\n"
        assert (found.code, found.line) == ("NI112", 4 + len(between))

    def test_a_rule_below_front_matter_is_none(self) -> None:
        """Nor is a table of contents between two of them."""
        assert read_front_matter(SourceText("---\na: b\n---\n---\n\nText\n---\n"))[2] == ()

    def test_a_page_without_front_matter_begins_behind_its_byte_order_mark(self) -> None:
        """The byte order mark is no part of the body."""
        assert read_front_matter(SourceText("\ufeff# Heading")) == (None, 1, ())

    @pytest.mark.parametrize("text", ["---", "---\n", "---\ntitle: A\n", "---\n----\n", "---\n --- \n", "---\n--- a\n"])
    def test_unclosed(self, text: str) -> None:
        """Without a closing fence nothing is front matter, and the finding says what to do."""
        front, body, found = read_front_matter(SourceText(text))
        assert (front, body) == (None, 0)
        assert said(found) == [("NI101", 1, 1)]
        assert "`---`" in found[0].hint

    def test_a_rule_of_the_page_closes_nothing(self) -> None:
        """What comes before it is no YAML and has a heading, so the line that closes is missing."""
        front, body, found = read_front_matter(SourceText("---\ntitle: A\n\n# A\n\n**Need:** B\n\n---\n"))
        assert (front, body) == (None, 0)
        assert said(found) == [("NI101", 1, 1)]
        assert "before line 4" in found[0].hint

    def test_a_comment_is_no_heading(self) -> None:
        """Where YAML can read the rest, or there is another fault, the front matter is closed."""
        assert read_front_matter(SourceText("---\ntitle: A\n\n# B\n\nlayout: c\n---\n"))[2] == ()
        assert said(read_front_matter(SourceText("---\ntitle: A: b\n---\n\n# A\n"))[2])[0][0] == "NI102"

    def test_empty_front_matter(self) -> None:
        """Two fences with nothing between them say nothing, and nothing is wrong."""
        text, front, found = read("")
        assert front.mapping.items == ()
        assert front.inner.of(text) == ""
        assert found == ()

    def test_only_comments(self) -> None:
        """Comments and blank lines say nothing."""
        _, front, found = read("# a\n\n")
        assert (front.mapping.items, found) == ((), ())

    def test_the_last_line_needs_no_end(self) -> None:
        """A closing fence may end the file."""
        text = "---\ntitle: A\n---"
        front, body, found = read_front_matter(SourceText(text))
        assert (front is not None, body, found) == (True, len(text), ())


class TestValues:
    """What a value says, and where it stands."""

    @pytest.mark.parametrize(
        ("written", "text", "span", "style"),
        [
            ("Foo bar", "Foo bar", "Foo bar", "plain"),
            ("  Foo bar   # note", "Foo bar", "Foo bar", "plain"),
            ("Foo#bar", "Foo#bar", "Foo#bar", "plain"),
            ("https://example.org/a?b=c", "https://example.org/a?b=c", "https://example.org/a?b=c", "plain"),
            ("'it''s'", "it's", "it''s", "single"),
            (r'"a\tb \"c\" \x41\u00e9\U0001F600"', 'a\tb "c" Aé😀', r"a\tb \"c\" \x41\u00e9\U0001F600", "double"),
            ("''", "", "", "single"),
            ("Foo\n  bar", "Foo bar", "Foo\n  bar", "plain"),
            ("'Foo\n  bar'", "Foo bar", "Foo\n  bar", "single"),
            ("|\n  a\n  b", "a\nb\n", "|\n  a\n  b", "block"),
            (">-\n  a\n  b\n\n", "a b", ">-\n  a\n  b", "block"),
            ("[a, b] # c", "[a, b]", "[a, b]", "other"),
            ("{a: b}", "{a: b}", "{a: b}", "other"),
            ("\n  - a\n  - b # c\n\n# d", "- a\n  - b", "- a\n  - b", "other"),
            ("\n- a\n- b: [c]\n# d", "- a\n- b: [c]", "- a\n- b: [c]", "other"),
            ("&x Foo", "&x Foo", "&x Foo", "other"),
            ("!foo 'Bar'", "!foo 'Bar'", "!foo 'Bar'", "other"),
            ("😀 Foo", "😀 Foo", "😀 Foo", "plain"),
        ],
    )
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_every_way_of_writing(self, written: str, text: str, span: str, style: str, newline: str) -> None:
        """Quotes, escapes and folding are resolved; the span is the place in the original text."""
        whole, front, _ = read(f"😀: x\ntitle: {written}\nlast: z\n", newline)
        found = value(front)
        shown = text if style != "other" else text.replace("\n", newline)
        assert (found.text, found.style) == (shown, style)
        assert found.span.of(whole) == span.replace("\n", newline)
        assert value(front, "last").span.of(whole) == "z"

    @pytest.mark.parametrize(
        "written",
        ["2023-01-01", "12", "0x1F", "0o17", "1e3", "1_000", "1:30", ".inf", "yes", "off", "null", "~", "=", "True"],
    )
    def test_no_type_is_guessed(self, written: str) -> None:
        """Dates, numbers, booleans and nulls stay the texts that were written."""
        _, front, _ = read(f"title: {written}\n")
        assert (value(front).text, value(front).style) == (written, "plain")

    @pytest.mark.parametrize(
        ("line", "place"),
        [("title:", 6), ("title: ", 7), ("title:   ", 9), ("title:  # note", 8)],
    )
    def test_an_empty_value_is_a_place(self, line: str, place: int) -> None:
        """The place stands behind the colon and the blanks that are there."""
        text, front, found = read(f"{line}\n")
        at = text.index("title") + place
        assert (value(front).text, value(front).style) == ("", "empty")
        assert (value(front).span.start, value(front).span.end) == (at, at)
        assert found == ()

    def test_a_key_without_a_colon_has_no_place_for_a_value(self) -> None:
        """`? key` is understood, and is not written to."""
        _, front, _ = read("? title\n? b\n: c\n")
        assert (value(front).text, value(front).style) == ("", "other")
        assert value(front, "b").text == "c"

    @pytest.mark.parametrize("key", ["content", "handler", "metadata", "1", "yes", "2023-01-01", "two words", "'q'"])
    def test_every_key_is_a_text(self, key: str) -> None:
        """Keys that other readers stumble over are keys like others."""
        text, front, found = read(f"{key}: A\n")
        assert value(front, key.strip("'")).text == "A"
        assert front.mapping.items[0].key.span.of(text) == key.strip("'")
        assert found == ()

    def test_a_key_that_is_not_there(self) -> None:
        """A missing key gives nothing."""
        _, front, _ = read("title: A\n")
        assert front.mapping.get("permalink") is None

    def test_yaml_line_ends_of_old(self) -> None:
        """YAML 1.1 ends lines at three more characters, and offsets stay right behind them."""
        text, front, _ = read("a: 😀\x85b: x\u2028c: y\u2029title: z\n")
        assert [item.value.span.of(text) for item in front.mapping.items] == ["😀", "x", "y", "z"]

    def test_a_mapping_between_braces(self) -> None:
        """Values between braces are read; only the quoted ones can be edited in place."""
        text, front, found = read("{title: A, permalink: 'b', description: }\n")
        assert [(item.value.text, item.value.style) for item in front.mapping.items] == [
            ("A", "other"),
            ("b", "single"),
            ("", "other"),
        ]
        assert front.mapping.span.of(text) == "{title: A, permalink: 'b', description: }"
        assert found == ()

    def test_the_mapping_ends_with_its_last_value(self) -> None:
        """Comments behind the last value are outside."""
        text, front, _ = read("# a\ntitle: A\nlist:\n- b\n\n# c\n")
        assert front.mapping.span.of(text) == "title: A\nlist:\n- b"


class TestFindings:
    """What is wrong, and where."""

    @pytest.mark.parametrize(
        ("inner", "line", "column", "words"),
        [
            ("a: b\ntitle: Foo: Bar\n", 3, 11, "second `: `"),
            ("title: [x\npermalink: y\n", 2, 8, "`[`"),
            ("title: {x\npermalink: y\n", 2, 8, "`{`"),
            ('title: "x\npermalink: y\n', 2, 8, "quotation mark"),
            ("title: @x\n", 2, 8, "cannot begin"),
            ("title: `x`\n", 2, 8, "cannot begin"),
            ("\ttitle: x\n", 2, 1, "tab"),
            ("title: *bold*\n", 2, 13, "alias"),
            ("title: *bold\n", 2, 8, "anchor"),
            ("title: - x\n", 2, 8, "list"),
            ("title: 'a' b\n", 2, 12, "text after a value"),
            ("title: | x\n", 2, 10, "`|`"),
            ("title: a\x80b\n", 2, 9, "control character"),
            ('title: "a\\ud800"\n', 2, None, "escape"),
            ('title: "a\\Uffffffff"\n', 2, None, "escape"),
            ('title: "a\\q"\n', 2, None, "escape"),
        ],
    )
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_a_syntax_error_is_shown_where_it_is(
        self, inner: str, line: int, column: int | None, words: str, newline: str
    ) -> None:
        """Line and column of the file, the reason in our words, and a hint."""
        _, _, found = read(inner, newline)
        assert [one.code for one in found] == ["NI102"]
        assert (found[0].line, found[0].column if column else None) == (line, column)
        assert words in found[0].message
        assert found[0].hint

    @pytest.mark.parametrize(
        ("written", "text", "style"),
        [
            ("Foo: Bar", "Foo: Bar", "plain"),
            ("[x", "[x", "plain"),
            ("*bold* x", "*bold* x", "plain"),
            ('"x', '"x', "plain"),
            ("'a\x80b'", "a\x80b", "single"),
            ("a: b\n  c", "a: b\n  c", "other"),
        ],
    )
    def test_a_broken_value_is_kept_as_written(self, written: str, text: str, style: str) -> None:
        """What YAML refuses is still readable, and its neighbours are read as YAML."""
        whole, front, found = read(f"permalink: 'x' # c\ntitle: {written}\ndescription:\nlayout: '\\'\n")
        assert (value(front).text, value(front).style) == (text, style)
        assert value(front).span.of(whole) == text
        assert (value(front, "permalink").text, value(front, "permalink").style) == ("x", "single")
        assert value(front, "description").style == "empty"
        assert value(front, "layout").text == "\\"
        assert [one.code for one in found] == ["NI102"]

    def test_each_broken_line_is_reported(self) -> None:
        """One round shows every problem."""
        _, _, found = read("title: a: b\npermalink: ok\ndescription: [c\n")
        assert said(found) == [("NI102", 2, 9), ("NI102", 4, 14)]

    def test_twins_are_found_in_a_broken_front_matter(self) -> None:
        """A key that stands twice is named although the YAML is broken."""
        _, front, found = read("title: A\ntitle: B\nx: [\n")
        assert value(front).text == "B"
        assert [one.code for one in found] == ["NI104", "NI102"]

    @pytest.mark.parametrize("inner", ["- a\n- b\n", "just text\n", "'quoted'\n", "[a]\n", "12\n"])
    def test_not_a_mapping(self, inner: str) -> None:
        """Something else than `key: value` is a finding, and the body still begins behind the fence."""
        text, front, found = read(inner)
        assert front.mapping.items == ()
        assert text[front.span.end :] == "Body\n"
        assert said(found) == [("NI103", 2, 1)]

    def test_a_key_twice(self) -> None:
        """The last one counts, and the finding names both lines."""
        _, front, found = read("title: A\nlayout: x\ntitle: B\n")
        assert value(front).text == "B"
        assert len(front.mapping.items) == 3
        assert said(found) == [("NI104", 4, 1)]
        assert "in lines 2 and 4" in found[0].message

    @pytest.mark.parametrize(
        "written", ["!!python/object/apply:os.system ls", "!foo x", "! x", "!!str 12", "&a !foo x", "[a, !foo b]"]
    )
    def test_a_tag_is_text(self, written: str) -> None:
        """No tag is followed; the value is kept as written."""
        _, front, found = read(f"title: {written}\n")
        assert (value(front).text, value(front).style) == (written, "other")
        assert said(found) == [("NI105", 2, 8)]

    def test_an_exclamation_mark_is_no_tag(self) -> None:
        """Only what begins a value is a tag."""
        _, _, found = read("title: Hello !you\nlist: ['!a', b!]\n")
        assert found == ()

    @pytest.mark.parametrize("inner", ["!foo\ntitle: A\n", "!!omap\ntitle: A\n"])
    def test_a_tagged_front_matter_is_read(self, inner: str) -> None:
        """The tag of the whole is a finding, and its items are read."""
        _, front, found = read(inner)
        assert value(front).text == "A"
        assert [one.code for one in found] == ["NI105"]

    @pytest.mark.parametrize(
        ("inner", "column"),
        [("<<: {title: B}\n", 1), ("? [a]\n: b\n", 3), ("{a: b}: c\n", 1), ("&x title: A\n", 1)],
    )
    def test_odd_keys(self, inner: str, column: int) -> None:
        """Merge keys, collections and anchors as keys are kept as written, and a finding says so."""
        _, front, found = read(inner)
        assert len(front.mapping.items) == 1
        assert said(found) == [("NI108", 2, column)]

    def test_a_merge_is_not_followed(self) -> None:
        """What `<<` would bring is not there."""
        _, front, _ = read("a: &a {title: A}\n<<: *a\n")
        assert front.mapping.get("title") is None
        assert value(front, "<<").text == "*a"

    def test_an_alias_is_kept_as_written(self) -> None:
        """The place of an alias is the alias, not its anchor."""
        text, front, found = read("a: &x B\ntitle: *x # c\nlayout: *x\n")
        assert (value(front).text, value(front).style) == ("*x", "other")
        assert value(front).span.start == text.index("*x")
        assert value(front, "layout").span.start == text.rindex("*x")
        assert said(found) == [("NI108", 2, 4), ("NI108", 3, 8), ("NI108", 4, 9)]

    @pytest.mark.parametrize("inner", ["&a {x: *a}\n", "&a {*a : x}\n", "&a [*a]\n", "&a\n- *a\n"])
    def test_an_alias_of_itself(self, inner: str) -> None:
        """A collection that holds itself is no danger."""
        _, _, found = read(inner)
        assert [one.code for one in found] in (["NI108"], ["NI103"])

    def test_a_title_that_is_a_list(self) -> None:
        """A text that must be one and is a collection is a finding; other keys may hold collections."""
        _, _, found = read("hide:\n  - navigation\ntitle: [a, b]\n")
        assert said(found) == [("NI108", 4, 8)]

    @pytest.mark.parametrize(
        ("written", "kind"),
        [("2023-01-01", "a date"), ("12", "a number"), ("1.5", "a number"), ("yes", "a boolean"), ("~", "nothing")],
    )
    def test_a_title_of_another_type(self, written: str, kind: str) -> None:
        """The note says what YAML makes of it, and how to write it instead."""
        _, _, found = read(f"title: {written}\n")
        assert said(found) == [("NI107", 2, 8)]
        assert kind in found[0].message
        assert f'title: "{written}"' in found[0].hint

    @pytest.mark.parametrize("inner", ["limit: null\n", "title:\n", "title: '12'\n", "layout: 12\n"])
    def test_types_elsewhere_are_no_finding(self, inner: str) -> None:
        """Only keys that are meant as text are judged, and only unquoted values."""
        _, _, found = read(inner)
        assert found == ()

    def test_a_second_document(self) -> None:
        """Only the first document is read."""
        _, front, found = read("title: A\n--- B\n")
        assert [item.value.text for item in front.mapping.items] == ["A"]
        assert said(found) == [("NI108", 3, 1)]

    @pytest.mark.parametrize(
        ("limits", "inner", "name"),
        [
            (Limits(yaml_bytes=8), "title: é\n", "yaml_bytes"),
            (Limits(yaml_depth=2), "title: [[a]]\n", "yaml_depth"),
            (Limits(yaml_nodes=2), "title: a\n", "yaml_nodes"),
            (Limits(yaml_aliases=1), "a: &x b\nc: *x\nd: *x\n", "yaml_aliases"),
        ],
    )
    def test_limits(self, limits: Limits, inner: str, name: str) -> None:
        """A text over a limit is not read; the finding names the argument that raises it."""
        front, _, found = read_front_matter(SourceText(f"---\n{inner}---\n", limits=limits))
        assert front is not None
        assert front.mapping.items == ()
        assert [one.code for one in found] == ["NI106"]
        assert f"Limits({name}=" in found[0].hint

    @pytest.mark.parametrize(
        ("limits", "inner"),
        [
            (Limits(yaml_bytes=9), "title: a\n"),
            (Limits(yaml_depth=3), "title: [[a]]\n"),
            (Limits(yaml_nodes=3), "title: a\n"),
            (Limits(yaml_aliases=2), "a: &x b\nc: *x\nd: *x\n"),
        ],
    )
    def test_at_a_limit(self, limits: Limits, inner: str) -> None:
        """A text exactly at a limit is read."""
        front, _, found = read_front_matter(SourceText(f"---\n{inner}---\n", limits=limits))
        assert front is not None
        assert front.mapping.items
        assert "NI106" not in {one.code for one in found}

    def test_findings_are_in_the_order_of_the_text(self) -> None:
        """Who reads the findings walks down the page once."""
        _, _, found = read("title: 1\ntitle: !x 2\ndescription: no\n")
        assert [one.line for one in found] == [2, 3, 3, 4]
        assert all(one.severity is RULES[one.code].severity for one in found)
