"""The code stays small enough to be read: sizes, annotations and exceptions to the rules."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from functools import cache
from statistics import median, quantiles

import pytest

from places import modules, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef

CODED = re.compile(r"#\s*(?:type:\s*ignore\[|noqa:\s*[A-Z]|pyright:\s*ignore\[)")
UNCODED = re.compile(r"#\s*(?:type:\s*ignore(?!\[)|noqa(?!:\s*[A-Z])|pyright:\s*ignore(?!\[))")
# The code of an ignore, and after it the reason.
REASON = re.compile(r"(?:ignore\[[^]]+\]|noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)\s*(?:#|-)\s*\w+")


@cache
def _source(name: str) -> str:
    return modules()[name].read_text(encoding="utf-8")


def _lines(name: str) -> int:
    return _source(name).count("\n")


def _functions() -> list[tuple[str, Function]]:
    return [
        (name, node)
        for name, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _size(function: Function) -> int:
    """Lines of a function from ``def`` to its end, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _tokens(name: str, kind: int) -> list[tokenize.TokenInfo]:
    return [token for token in tokenize.generate_tokens(io.StringIO(_source(name)).readline) if token.type == kind]


def _comments(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name or '__init__'}:{token.start[0]} {token.string}"
        for name in modules()
        for token in _tokens(name, tokenize.COMMENT)
        if pattern.search(token.string)
    ]


def _per_thousand_lines(count: int) -> float:
    return count * 1000 / sum(map(_lines, modules()))


def test_functions_are_small() -> None:
    """Half of all functions have ten lines or fewer, and nearly all fit on a screen."""
    sizes = [_size(function) for _, function in _functions()]
    assert median(sizes) <= 10
    assert quantiles(sizes, n=20)[-1] <= 45


@pytest.mark.parametrize("name", modules())
def test_a_module_can_be_read_in_one_sitting(name: str) -> None:
    """No module has more than 500 lines."""
    assert _lines(name) <= 500


def test_every_function_is_annotated() -> None:
    """Each parameter but `self` and `cls`, and each result, has a type."""
    bare = [f"{name}:{node.lineno} {node.name}" for name, node in _functions() if not _is_annotated(node)]
    assert not bare


def _is_annotated(function: Function) -> bool:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    if named and named[0].arg in {"self", "cls"}:
        named = named[1:]
    every = [*named, *filter(None, (given.vararg, given.kwarg))]
    return function.returns is not None and all(argument.annotation for argument in every)


def test_any_is_rare() -> None:
    """At most three uses of `Any` in a thousand lines."""
    uses = [
        token
        for name in modules()
        for token in _tokens(name, tokenize.NAME)
        if token.string == "Any" and not re.match(r"\s*(?:from|import)\b", token.line)
    ]
    assert _per_thousand_lines(len(uses)) <= 3


def test_ignores_are_rare() -> None:
    """At most three exceptions to a rule in a thousand lines."""
    assert _per_thousand_lines(len(_comments(CODED))) <= 3


def test_every_ignore_names_its_rule() -> None:
    """No ignore switches off every rule at once."""
    assert not _comments(UNCODED)


def test_every_ignore_gives_its_reason() -> None:
    """After the code of the rule stands why it does not hold here."""
    assert not [comment for comment in _comments(CODED) if not REASON.search(comment)]
