"""Law: front matter that is read at a glance says what PyYAML says of it, with the same places and findings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from _loaders import LOADERS
from nhs_internships.diagnostics import Diagnostic
from nhs_internships.grammar.yaml import FrontMatter, nodes, read_front_matter, read_records, reading
from nhs_internships.grammar.yaml.simple import simple_mapping, simple_records
from nhs_internships.grammar.yaml.values import LineMapping, Mapping
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.source.text import SourceText

CORPUS = Path(os.environ.get("NHS_INTERNSHIPS_CORPUS") or Path(__file__).resolve().parents[3] / "shared" / "corpus")
WORDS = ["yes", "No", "NULL", "off", "True", "y", "~", "1", "2023-01-01", ".inf", "0x1", "1:30", "<<", "=", "e1", "inf"]
PIECES = [
    *(": ", ":", " :", " #", "#", "- ", "-", "? ", "?", ", ", "[", "]", "{", "}", "'", '"', "&a", "*a", "!t", "!!str "),
    *("|", ">", "%", "@", "`", "\\", "/", " ", "  ", "\t", "é", "😀"),
    *("\xa0", "\x85", "\u2028", "\ufeff", "\x7f", "\x01"),
    *("---", "...", "<<", "a", "Z", "title", "slug-1", *WORDS),
]
usual_keys = st.sampled_from(["title", "permalink", "layout", "a-b", "K9", "other", "remote_theme"])
usual_values = st.from_regex(r"[A-Za-z/]([ -~]{0,8}[!-9;-~])?", fullmatch=True)
odd_keys = st.sampled_from(
    [*WORDS, "a b", "a - b", "a  b", "a -", "case study link", "1a", "a ", "a.b", "", "-", "k" * 101, "k" * 1100]
)
odd_values = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(PIECES), max_size=4).map("".join),
    st.builds("a{}b".format, st.sampled_from([": ", " #", ":", " :", "#", ":  "])),
    st.builds("a{}b".format, st.sampled_from(PIECES)),
    st.builds("a{}".format, st.sampled_from(PIECES)),
    st.builds('"a{}b"{}'.format, st.sampled_from(PIECES), st.sampled_from(["", " ", "x", " x", '"', ":", " #"])),
)
blanks = st.sampled_from([" ", "  ", "", "\t", " \t"])
quoted = st.builds(
    '"{}"{}'.format, st.from_regex(r"[ !#-\[\]-~]{0,8}", fullmatch=True), st.sampled_from(["", "", "  "])
)
usual = st.builds("{}: {}".format, usual_keys, usual_values | quoted)
odd = st.one_of(
    st.builds("{}: {}".format, usual_keys, odd_values),
    st.builds("{}: {}".format, odd_keys, usual_values),
    st.builds("{}:{}{}{}".format, usual_keys, blanks, usual_values, blanks),
    st.sampled_from(["", " ", "  more", "# note", " key: value", "- item", "word", "key:"]),
)


def _key(line: str) -> str:
    return line.partition(":")[0]


breaks = st.sampled_from(["\n", "\n", "\r\n", "\r"])
# Most lines are as they always are, so that one odd line alone decides.
inners = st.builds(
    lambda before, between, after, ends: "".join(map(str.__add__, [*before, *between, *after], ends)),
    st.lists(usual, max_size=2, unique_by=_key),
    st.lists(odd, max_size=1),
    st.lists(usual.map("other-{}".format), max_size=2, unique_by=_key),
    st.lists(breaks, min_size=5, max_size=5),
)


def _record(lines: list[str], ends: list[str], inside: str) -> str:
    """Lines as one record; the blanks before all but the first are usual in most records."""
    marks = ["- ", *[inside] * (len(lines) - 1)]
    return "".join(map("{}{}{}".format, marks, lines, ends))


some_lines = st.lists(usual, min_size=1, max_size=3, unique_by=_key)
ends = st.lists(st.sampled_from(["\n", "\n", "\r\n", "\n\n", "\r", "\n  \n\n", "\n\t\n"]), min_size=4, max_size=4)
inside = st.sampled_from(["  ", "  ", "  ", "  ", "   ", " ", "", "- ", "\t"])
usual_record = st.builds(_record, some_lines, ends, st.just("  "))
odd_record = st.builds(_record, st.lists(usual | odd, min_size=1, max_size=3), ends, inside)
data_files = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", "", "---\n", "\n", "\ufeff", "# note\n", "- \n", "-\n", "%YAML 1.1\n"]),
    st.lists(usual_record, max_size=2).map("".join),
    st.lists(odd_record, max_size=1).map("".join),
    st.lists(usual_record, max_size=2).map("".join),
)

Result = tuple[FrontMatter | None, int, tuple[Diagnostic, ...]]


def as_read(source: SourceText, limits: Limits = DEFAULT_LIMITS) -> Result:
    """What is read, in whichever way, with every item."""
    front, body, found = read_front_matter(source, limits)
    if front and isinstance(front.mapping, LineMapping):
        mapping = Mapping(front.mapping.items, front.mapping.span)
        assert front.mapping.texts() == mapping.texts()
        assert all(front.mapping.get(key) == mapping.get(key) for key in [*mapping.texts(), "none"])
        assert all(front.mapping.place(key) == mapping.place(key) for key in [*mapping.texts(), "none"])
        front = front._replace(mapping=mapping)
    return front, body, found


def by_yaml(source: SourceText, limits: Limits = DEFAULT_LIMITS) -> Result:
    """What PyYAML says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "simple_mapping", lambda *_: None)
        return read_front_matter(source, limits)


@pytest.mark.parametrize("loader", LOADERS)
@settings(max_examples=300)
@given(inner=inners, opening=breaks, bom=st.sampled_from(["", "\ufeff"]), body=st.sampled_from(["", "\n# Body", "x"]))
@example(inner="title: a #b\n", opening="\n", bom="", body="")
@example(inner="title: A\n", opening="\n", bom="", body="")
@example(inner="\ufefftitle: A\n", opening="\n", bom="\ufeff", body="")
def test_both_ways_say_the_same(loader: object, inner: str, opening: str, bom: str, body: str) -> None:
    """Values, spans, findings and where the body begins."""
    source = SourceText(f"{bom}---{opening}{inner}---\n{body}")
    event(f"at a glance: {simple_mapping(inner, 0, DEFAULT_LIMITS) is not None}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_LOADER", loader)
        assert as_read(source) == by_yaml(source)


def records_as_read(source: SourceText, limits: Limits = DEFAULT_LIMITS) -> object:
    """The records, in whichever way, with every item."""
    records, found = read_records(source, limits)
    return [(record.items, record.span) for record in records], found


def records_by_yaml(source: SourceText, limits: Limits = DEFAULT_LIMITS) -> object:
    """What PyYAML says of records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "simple_records", lambda *_: None)
        return records_as_read(source, limits)


@pytest.mark.parametrize("loader", LOADERS)
@settings(max_examples=300)
@given(text=data_files)
def test_both_ways_say_the_same_of_records(loader: object, text: str) -> None:
    """Values, spans and findings."""
    source = SourceText(text)
    event(f"at a glance: {simple_records(text, 0, DEFAULT_LIMITS) is not None}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "_LOADER", loader)
        assert records_as_read(source) == records_by_yaml(source)


@given(text=data_files, nodes=st.integers(0, 300), size=st.integers(0, 300), depth=st.integers(0, 3))
def test_limits_hold_for_records_either_way(text: str, nodes: int, size: int, depth: int) -> None:
    """What PyYAML would refuse for its size is refused."""
    limits = Limits(yaml_nodes=nodes, yaml_bytes=size, yaml_depth=depth)
    source = SourceText(text)
    assert records_as_read(source, limits) == records_by_yaml(source, limits)


def test_real_records_are_read_alike_and_at_a_glance() -> None:
    """Every real data file, where they are at hand."""
    files = sorted(CORPUS.rglob("*.yml"))
    if not files:
        pytest.skip("no data files at hand")
    for file in files:
        source = SourceText(file.read_bytes().decode("utf-8"))
        assert records_as_read(source) == records_by_yaml(source)
        if file.name.endswith("completed.yml"):
            assert simple_records(source.text, 0, DEFAULT_LIMITS)


@given(inner=inners, nodes=st.integers(0, 300), size=st.integers(0, 300), depth=st.integers(0, 2))
def test_limits_hold_either_way(inner: str, nodes: int, size: int, depth: int) -> None:
    """What PyYAML would refuse for its size is refused."""
    limits = Limits(yaml_nodes=nodes, yaml_bytes=size, yaml_depth=depth)
    source = SourceText(f"---\n{inner}---\n")
    assert as_read(source, limits) == by_yaml(source, limits)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_text_as_a_value(value: str) -> None:
    """Line ends, controls and marks of every kind."""
    source = SourceText(f"---\ntitle: a{value}\nlayout: base\n---\n")
    assert as_read(source) == by_yaml(source)


UNSURE = ["title: yes", "a: b\na: c", "title: a: b", "title: a #b", "title: a:", "title: 1", "a: b\n c", "", "\n"]


@pytest.mark.parametrize("inner", UNSURE)
def test_what_is_not_certain_is_left_to_yaml(inner: str) -> None:
    """Types, twins, a second colon, comments, continuations, nothing at all."""
    assert simple_mapping(inner, 0, DEFAULT_LIMITS) is None


def test_usual_front_matter_is_read_at_a_glance() -> None:
    """As a brief has it; otherwise the laws above would hold for nothing."""
    inner = "layout: base\r\ntitle: Made-up project - Next Steps\r\npermalink: /made-up-project/\r\n"
    found = simple_mapping(inner, 0, DEFAULT_LIMITS)
    assert found is not None
    assert [item.key.text for item in found.items] == ["layout", "title", "permalink"]


def test_the_corpus_is_read_alike_and_nearly_all_of_it_at_a_glance() -> None:
    """Every real page, where the pages are at hand."""
    pages = sorted(CORPUS.rglob("*.md"))
    if not pages:
        pytest.skip("no pages at hand")
    simple = total = 0
    for page in pages:
        source = SourceText(page.read_bytes().decode("utf-8"))
        front, _, _ = read_front_matter(source, DEFAULT_LIMITS)
        assert as_read(source) == by_yaml(source)
        if front:
            total += 1
            simple += isinstance(front.mapping, LineMapping)
    assert simple > 0.9 * total
