"""Laws of reading and writing YAML, over generated texts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from _loaders import LOADERS
from nhs_internships.diagnostics import RULES
from nhs_internships.grammar.yaml import (
    Scalar,
    YamlMapping,
    nodes,
    quote,
    read_front_matter,
    read_records,
    write_scalar,
)
from nhs_internships.limits import Limits
from nhs_internships.source.text import SourceText, apply
from nhs_internships.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = Limits(yaml_depth=24)

PIECES = [
    *("- ", "? ", ": ", ":", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", "\r\n", "\r", " ", "\t", "\x85"),
    *("a", "b: ", "title: ", "title", "&a ", "*a", "*a : ", "!t ", "!", "|\n  ", ">-\n   ", "'", '"', " # c", "#"),
    *("<<: ", "---", "\n---\n", "\n...\n", "\\", "\\ud800", "\\UFFFFFFFF", "%", "@", "~", "1", "yes", "😀", "\x80"),
    *("\n- ", "\n- title: ", "\ufeff", "\u2028", "2023-01-01", "="),
]
hostile = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
newlines = st.sampled_from(["\n", "\r\n", "\r"])
# Every character that a file can hold; many that mean something to YAML.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
values = st.one_of(
    texts, st.lists(st.sampled_from(PIECES), max_size=5).map("".join).filter(lambda text: "\0" not in text)
)
lines = st.text(st.characters(min_codepoint=32, exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20)
each_loader = pytest.mark.parametrize("loader", LOADERS)


@contextmanager
def using(loader: object) -> Iterator[None]:
    """Read with one of the two parsers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "LOADER", loader)
        yield


def scalars(mapping: YamlMapping) -> list[Scalar]:
    return [scalar for item in mapping.items for scalar in (item.key, item.value)]


def hold_together(text: str, mapping: YamlMapping) -> None:
    """Spans lie in the text, in order and inside their mapping, and show what the scalars say."""
    at = mapping.span.start
    for scalar in scalars(mapping):
        assert at <= scalar.span.start <= scalar.span.end <= mapping.span.end
        at = scalar.span.end
        written = scalar.span.of(text)
        match scalar.style:
            case "plain" if not set(written) & set("\r\n\x85\u2028\u2029"):
                assert written == scalar.text
            case "single" | "double":
                around = text[scalar.span.start - 1], text[scalar.span.end]
                assert around == (("'",) * 2 if scalar.style == "single" else ('"',) * 2)
            case "empty":
                assert written == scalar.text == ""
            case "block":
                assert written[0] in "|>"


@each_loader
@given(inner=hostile, body=hostile, newline=newlines, bom=st.sampled_from(["", "\ufeff"]))
def test_reading_front_matter_never_fails(loader: object, inner: str, body: str, newline: str, bom: str) -> None:
    """Whatever stands there: the parts make up the text, the spans hold, the findings are known ones."""
    text = f"{bom}---{newline}{inner}{newline}---{newline}{body}"
    with using(loader):
        front, at, found = read_front_matter(SourceText(text, limits=LIMITS))
    assert front is not None
    assert bom + front.span.of(text) + text[at:] == text
    assert front.span.contains(front.inner)
    hold_together(text, front.mapping)
    assert {one.code for one in found} <= set(RULES)
    assert all(one.span and Span(0, len(text)).contains(one.span) for one in found)


@each_loader
@given(text=hostile)
def test_reading_records_never_fails(loader: object, text: str) -> None:
    """Whatever stands there: records do not overlap, begin at a dash or brace, and hold their values."""
    with using(loader):
        records, _ = read_records(SourceText(text, limits=LIMITS))
    at = 0
    for record in records:
        assert at <= record.span.start < record.span.end <= len(text)
        at = record.span.end
        hold_together(text, record)


# As deep as YAML can be made with so many columns and brackets.
ladders = st.builds(
    lambda columns, bracket, count: (
        "".join(f"{' ' * column}a:\n{' ' * column}-\n" for column in range(columns)) + " " * columns + bracket * count
    ),
    st.integers(0, 12),
    st.sampled_from(["[", "[a: ", "{a: ", "[? "]),
    st.integers(0, 12),
)


def measured(text: str) -> tuple[int, int, int] | None:
    """The depth, nodes and aliases of the first document, as PyYAML's events give them; ``None`` if it is no YAML."""
    depth = deepest = values = aliases = 0
    try:
        for event in yaml.parse(text.lstrip("\ufeff"), Loader=LOADERS[0]):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            deepest = max(deepest, depth)
            values += isinstance(event, yaml.NodeEvent)
            aliases += isinstance(event, yaml.AliasEvent)
            if isinstance(event, yaml.DocumentEndEvent):
                break
    except (yaml.YAMLError, ValueError):
        return None
    return deepest, values, aliases


@given(text=hostile | ladders, most=st.tuples(st.integers(1, 24), st.integers(1, 50), st.integers(0, 3)))
def test_limits_are_exact(text: str, most: tuple[int, int, int]) -> None:
    """A document is refused if it passes a limit, and only then."""
    found = measured(text)
    if found is not None:
        limits = Limits(yaml_depth=most[0], yaml_nodes=most[1], yaml_aliases=most[2])
        _, problems = read_records(SourceText(text, limits=limits))
        assert any(one.code == "NI106" for one in problems) == any(map(int.__gt__, found, most))


@each_loader
@given(items=st.dictionaries(st.sampled_from(["title", "permalink", "stage", "a b"]), values), newline=newlines)
def test_what_is_quoted_is_read_back(loader: object, items: dict[str, str], newline: str) -> None:
    """A value written by `quote` is read as the same text, by us and by PyYAML."""
    inner = "".join(f"{key}: {quote(value)}{newline}" for key, value in items.items())
    text = f"---{newline}{inner}---{newline}"
    with using(loader):
        front, _, found = read_front_matter(SourceText(text, limits=LIMITS))
    assert front is not None
    assert {item.key.text: item.value.text for item in front.mapping.items} == items
    assert (yaml.safe_load(inner) or {}) == items
    assert found == ()


@each_loader
@given(
    old=st.sampled_from(["A b", "'A b'", '"A \\" b"', "", "  # note", "'A'  # note", "A\n  b", "A: b"]),
    value=values,
    newline=newlines,
    bom=st.sampled_from(["", "\ufeff"]),
)
def test_an_edit_says_what_was_asked(loader: object, old: str, value: str, newline: str, bom: str) -> None:
    """After the edit the value is read back, and no other line has changed."""
    text = f"{bom}---\n😀: x\ntitle: {old}\nlast: 'y' # z\n---\nBody\n".replace("\n", newline)
    with using(loader):
        front, _, _ = read_front_matter(SourceText(text, limits=LIMITS))
        assert front is not None
        title = front.mapping.get("title")
        assert title is not None
        new = apply(text, [write_scalar(text, title, value)])
        again, body, _ = read_front_matter(SourceText(new, limits=LIMITS))
    assert again is not None
    read_back = again.mapping.get("title")
    assert read_back is not None
    assert read_back.text == value
    head, tail = f"{bom}---{newline}😀: x{newline}title: ", f"{newline}last: 'y' # z{newline}---{newline}Body{newline}"
    assert new.startswith(head)
    assert new.endswith(tail)
    assert new[body:] == f"Body{newline}"


@given(items=st.lists(st.tuples(st.from_regex(r"[a-z]{1,8}", fullmatch=True), lines), max_size=6), newline=newlines)
def test_values_are_those_of_yaml(items: list[tuple[str, str]], newline: str) -> None:
    """Where YAML is well formed, a scalar says what PyYAML's reader without types says."""
    inner = newline.join(f"{key}: {value}" for key, value in items) + newline
    try:
        expected = yaml.load(inner, Loader=yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader)
    except yaml.YAMLError:
        expected = None
    front, _, found = read_front_matter(SourceText(f"---{newline}{inner}---"))
    assert front is not None
    if isinstance(expected, dict) and not {"NI102", "NI105", "NI108"} & {one.code for one in found}:
        said = {item.key.text: item.value for item in front.mapping.items}
        assert {key: value.text for key, value in said.items() if value.style != "other"} == {
            key: value for key, value in expected.items() if said[key].style != "other"
        }


@given(text=hostile)
def test_both_parsers_agree(text: str) -> None:
    """What both parsers read without a finding, they read alike, to the character."""
    results = []
    for loader in LOADERS:
        with using(loader):
            results.append(read_records(SourceText(text, limits=LIMITS)))
    if not any(found for _, found in results) and "\ufeff" not in text[1:]:
        assert all(records == results[0][0] for records, _ in results)


@each_loader
def test_every_real_page(loader: object, corpus: Path) -> None:
    """Every front matter and data file of the real site is read without a finding, and its spans hold."""
    for path in sorted(corpus.rglob("*.md")):
        source = SourceText.from_bytes(path.read_bytes(), path.name)
        with using(loader):
            front, _, found = read_front_matter(source)
        assert found == ()
        if front:
            hold_together(source.text, front.mapping)
    for path in sorted(corpus.rglob("*.yml")):
        source = SourceText.from_bytes(path.read_bytes(), path.name)
        with using(loader):
            records, found = read_records(source)
        assert records
        assert [one.code for one in found if one.code != "NI104"] == []
        for record in records:
            assert record.span.of(source.text).startswith("- ")
            hold_together(source.text, record)
