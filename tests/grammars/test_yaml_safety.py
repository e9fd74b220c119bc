"""Hostile YAML: each text in an interpreter with a limit on time and memory, because it may hang or crash one."""

from __future__ import annotations

import pytest
import yaml

from _limited import output_of
from _loaders import LOADERS
from nhs_internships.grammar.yaml import quote

NAMES = [loader.__name__ for loader in LOADERS]

# Reads the YAML as front matter and as a data file, in a thread with a stack of 512 KB, and prints the codes.
READ = """
import sys, threading, yaml
from nhs_internships.source.text import SourceText
from nhs_internships.grammar.yaml import nodes, read_front_matter, read_records
from nhs_internships.limits import DEFAULT_LIMITS, Limits

nodes.LOADER = yaml.{loader}
K = {size}

def read(inner, limits):
    page = read_front_matter(SourceText("---\\n" + inner + "\\n---\\nBody", limits=limits))
    data = read_records(SourceText(inner, limits=limits))
    assert page[0] is not None
    print(*sorted({{found.code for found in page[2] + data[1]}}), "read")

threading.stack_size(512 * 1024)
thread = threading.Thread(target=read, args=({text}, {limits}))
thread.start()
thread.join()
"""


def codes(text: str, loader: str, size: int = 100_000, limits: str = "DEFAULT_LIMITS") -> str:
    """The codes of all findings; it fails the test if the text was not read to the end."""
    *found, done = output_of(READ.format(text=text, loader=loader, size=size, limits=limits)).split()
    assert done == "read"
    return " ".join(found)


# Each line of these refers nine times to the line above it.
LAUGHS = r"""'a0: &a0 [x]\n' + ''.join(f'a{n}: &a{n} [{(f"*a{n - 1}, " * 9)[:-2]}]\n' for n in range(1, 10))"""
MERGES = (
    r"""'a0: &a0 {x: y}\n' + ''.join(f'a{n}: &a{n} {{<<: [{(f"*a{n - 1}, " * 9)[:-2]}]}}\n' for n in range(1, 10))"""
)

DEEP = {
    "brackets": ("'[' * K", "NI106"),
    "brackets in a value": ("'title: ' + '[' * K", "NI106"),
    "brackets and blanks": ("'[ ' * K", "NI106"),
    "brackets on lines": (r"'[\n' * K", "NI106"),
    "brackets, closed": ("'[' * K + ']' * K", "NI106"),
    "braces": ("'{a: ' * K", "NI106"),
    "lists": ("'- ' * K", "NI106"),
    "lists with tabs": (r"'-\t' * K", "NI102"),
    "keys": ("'? ' * K", "NI106"),
    "values": ("': ' * K", "NI102"),
    "lists on lines": (r"'\n'.join(' ' * n + '-' for n in range(1_300))", "NI106"),
    "mappings on lines": (r"'\n'.join(' ' * n + 'a:' for n in range(1_300))", "NI106"),
    "billion laughs": (LAUGHS, "NI106"),
    "merge-key bomb": (MERGES, "NI106"),
    "aliases": (r"'a: &a x\n' + 'b: *a\n' * K", "NI106"),
    "self alias": ("'&a [*a]'", "NI103"),
    "tags": ("'! ' * K", "NI102"),
    "tags without blanks": ("'!' * K", "NI103"),
    "anchors": ("'&a ' * K", "NI102"),
}


@pytest.mark.parametrize("loader", NAMES)
@pytest.mark.parametrize("name", DEEP)
def test_deep_or_entangled(name: str, loader: str) -> None:
    """What would overflow the stack of a parser is a finding, in a small thread too."""
    text, expected = DEEP[name]
    assert codes(text, loader) == expected


LARGE = {
    "keys": (r"''.join(f'k{n}: v\n' for n in range(K))", "NI106"),
    "keys within the limit": (r"''.join(f'k{n}: v\n' for n in range(4 * K // 10))", "NI103"),
    "one key over and over": (r"'k: v\n' * (4 * K // 10)", "NI103 NI104"),
    "entries": (r"'- x\n' * (9 * K // 10)", "NI103"),
    "records": (r"'- a: b\n' * (3 * K // 10)", "NI103"),
    "broken records": (r"'- a: [\n' * (K // 2)", "NI102 NI106"),
    "broken keys": (r"'a: b: c\n' * (K // 2)", "NI102 NI104"),
    "one line": ("'title: ' + 'x' * 5 * K", "NI103"),
    "one line of dashes": ("'title: ' + '-' * 5 * K", "NI103"),
    "one line of colons": ("'title: ' + ':' * 5 * K", "NI102"),
    "one line of blanks": ("'title: x' + ' ' * 5 * K", "NI103"),
    "blank lines": (r"'title: x' + '\n' * 5 * K", "NI103"),
    "lines of one value": (r"'title: x' + '\n x' * (3 * K // 2)", "NI103"),
    "a long key": ("'x' * 5 * K + ': y'", "NI102"),
    "a huge value": ("'title: ' + 'x' * 20 * K", "NI106"),
    "a huge block": (r"'title: |\n' + '  x\n' * 5 * K", "NI106"),
    "an unclosed quote": (r"'title: \"' + 'x y\n' * K", "NI102"),
    "quotes": ("'\"' * 5 * K", "NI102"),
    "tagged entries": (r"'- !a x\n' * (7 * K // 10)", "NI103"),
    "comments": (r"'#' * 5 * K + '\n' + '# x\n' * K", ""),
    "byte order marks": (r"'\ufeff' * 3 * K + '- b'", "NI103"),
    "fences that are none": (r"('x: y\n---' + ' ' * 60) * (K // 20) + 'x\n'", "NI108"),
}


@pytest.mark.skipif("CSafeLoader" not in NAMES, reason="the pure parser takes longer than the limit for this much")
@pytest.mark.parametrize("name", LARGE)
def test_large(name: str) -> None:
    """What is too much is a finding, and the rest is read."""
    text, expected = LARGE[name]
    assert set(expected.split()) <= set(codes(text, "CSafeLoader").split())


@pytest.mark.parametrize("name", LARGE)
def test_large_for_the_pure_parser(name: str) -> None:
    """A tenth of it, in the parser that is a tenth as fast."""
    assert "NI101" not in codes(LARGE[name][0], "SafeLoader", size=10_000)


@pytest.mark.parametrize("loader", NAMES)
def test_a_raised_limit_does_not_crash(loader: str) -> None:
    """However deep a caller allows, the parser is not led deeper than a small stack bears."""
    deep, unbounded = "'title: ' + '[' * 100_000", "Limits(yaml_depth=10**9, yaml_nodes=10**9)"
    assert codes(deep, loader, limits=unbounded) == "NI106"
    borne = "'title: ' + '[' * 127 + ']' * 127"
    assert codes(borne, loader, limits=unbounded) == "NI103 NI108"


@pytest.mark.parametrize(
    "value", ["a:", "a: ", "a #", "a#", "1", "1:1", "1_", "-", ".", "a  ", "\n", "b#:", "'", '"', "\\", "\x00"]
)
def test_a_long_value_is_quoted_whole(value: str) -> None:
    """Fifty thousand characters are read back as they were, whatever they are."""
    text = value * (50_000 // len(value))
    assert yaml.safe_load(f"a: {quote(text)}") == {"a": text}
