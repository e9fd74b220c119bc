"""Who may import whom: the table of layers, and the one place of each third-party library."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from places import modules, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# From the ground up. A package in the table stands for all its modules.
LAYERS = (
    ("errors", "limits", "notebook", "public", "spans", "diagnostics"),
    ("model",),
    ("vocabulary",),
    ("source",),
    ("grammar",),
    ("query",),
    ("dialects",),
    ("catalogue",),
    ("formats", "display"),
    ("checks",),
    ("site",),
    ("history",),
    ("plots",),
    ("testing",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# Only these may import the package itself, which is a table of contents over all of them.
MAY_IMPORT_THE_PACKAGE = {"cli", "__main__"}

# Calls upward, one by one: the function that hands over, and the module that it imports when it is called.
UPWARD: frozenset[tuple[str, str]] = frozenset(
    {
        ("notebook:NotebookView._repr_html_", "display.notebook"),
        ("query.results:Results.to_pandas", "formats.frames"),
        ("catalogue.catalogue:Catalogue.write", "formats.files"),
        ("catalogue.catalogue:Catalogue.to_json", "formats.json"),
        ("catalogue.catalogue:Catalogue.from_json", "formats.json"),
        ("catalogue.catalogue:Catalogue.to_yaml", "formats.yaml"),
        ("catalogue.catalogue:Catalogue.from_yaml", "formats.yaml"),
        ("catalogue.catalogue:Catalogue.to_csv", "formats.csv"),
        ("catalogue.catalogue:Catalogue.to_pandas", "formats.frames"),
        ("catalogue.catalogue:Catalogue.to_polars", "formats.frames"),
        ("catalogue.catalogue:Catalogue.to_arrow", "formats.arrow"),
    }
)

# The packages of which some module lies on a cycle that a listed upward call closes.
IN_CYCLES = {"notebook", "model", "vocabulary", "query", "dialects", "catalogue", "formats", "display"}

# Where a third-party library may be imported while the program runs. Types alone may be imported anywhere.
EVERYWHERE = {"attrs", "attr"}
HOMES = {
    "yaml": "grammar.yaml",
    "frontmatter": "grammar.yaml",
    "markdown_it": "grammar.blocks",
    "cattrs": "formats",
    "pyarrow": "formats.arrow",
    "xlsxwriter": "formats.excel",
    "rdflib": "formats.linked_data",
    "jinja2": "display",
    "pandas": "formats.frames",
    "polars": "formats.frames",
    "matplotlib": "plots",
    "rich": "cli",
    "shtab": "cli",
    "hypothesis": "testing",
    "ftfy": "checks",
}


class Import(NamedTuple):
    """One import statement's target, seen from the module that holds it."""

    importer: str
    target: str  # inside the package: dotted, without the package's name; else the library's name
    function: str  # the dotted function around it, "" at the top of the module
    for_types: bool
    line: int

    @property
    def caller(self) -> str:
        """The function as the list of upward calls names it."""
        return f"{self.importer}:{self.function}"

    def __str__(self) -> str:
        return f"{self.importer or '__init__'} line {self.line} imports {self.target or 'the package'}"


def _is_type_checking(test: ast.expr) -> bool:
    return ast.unparse(test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def _walk(node: ast.AST, function: str = "", for_types: bool = False) -> Iterator[tuple[ast.stmt, str, bool]]:
    """Every import statement below a node, with the function and the kind of block around it."""
    match node:
        case ast.Import() | ast.ImportFrom():
            yield node, function, for_types
        case ast.If(test=test, body=body, orelse=orelse) if _is_type_checking(test):
            yield from _walk_all(body, function, True)
            yield from _walk_all(orelse, function, for_types)
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield from _walk_all(ast.iter_child_nodes(node), f"{function}.{name}".lstrip("."), for_types)
        case _:
            yield from _walk_all(ast.iter_child_nodes(node), function, for_types)


def _walk_all(nodes: Iterable[ast.AST], function: str, for_types: bool) -> Iterator[tuple[ast.stmt, str, bool]]:
    for node in nodes:
        yield from _walk(node, function, for_types)


def _targets(statement: ast.stmt) -> set[str]:
    """The absolute dotted names of the modules that a statement imports."""
    match statement:
        case ast.Import(names=names):
            return {alias.name for alias in names}
        case ast.ImportFrom(module=str(module), names=names, level=0):
            return {_submodule(module, alias.name) or module for alias in names}
        case _:
            raise AssertionError(f"line {statement.lineno}: write imports with their full name")


def _submodule(package: str, name: str) -> str | None:
    """The module of this project that ``from package import name`` means, if it means one."""
    full = f"{package}.{name}"
    return full if full.removeprefix("nhs_internships.") in modules() else None


def _imports(name: str) -> Iterator[Import]:
    for statement, function, for_types in _walk(tree(modules()[name])):
        for target in _targets(statement):
            yield Import(name, target, function, for_types, statement.lineno)


def _inside() -> Iterator[Import]:
    """All imports of modules of the package by modules of the package."""
    for name in filter(None, modules()):
        for found in _imports(name):
            top, _, rest = found.target.partition(".")
            if top == "nhs_internships":
                yield found._replace(target=rest)


def _outside() -> Iterator[Import]:
    """All imports of third-party libraries."""
    for name in modules():
        for found in _imports(name):
            top = found.target.partition(".")[0]
            if top != "nhs_internships" and top not in sys.stdlib_module_names:
                yield found._replace(target=top)


def _top(name: str) -> str:
    return name.partition(".")[0]


def _rank(name: str) -> int:
    # A module without a layer has a test of its own.
    return RANK.get(_top(name), 0)


def _is_listed(found: Import) -> bool:
    return bool(found.function) and (found.caller, found.target) in UPWARD


def test_every_module_has_a_layer() -> None:
    """A new module is put into the table of layers before anything else."""
    assert not {name for name in modules() if name and _top(name) not in RANK}


def test_imports_go_downward() -> None:
    """A module imports its own layer or a lower one; upward only in a listed function."""
    upward = [
        str(found)
        for found in _inside()
        if found.target and _rank(found.target) > _rank(found.importer) and not _is_listed(found)
    ]
    assert not upward


def test_listed_upward_calls_exist() -> None:
    """The list of upward calls names no call that is gone."""
    assert {(found.caller, found.target) for found in _inside()} >= UPWARD


def test_nothing_below_imports_the_package_itself() -> None:
    """Only the command may use the table of contents; everyone else names the module."""
    users = {found.importer for found in _inside() if not found.target}
    assert {_top(name) for name in users} <= MAY_IMPORT_THE_PACKAGE


def _graph(*, upward: bool) -> dict[str, set[str]]:
    """Which modules each module imports, imports for types included; with or without the listed upward calls."""
    graph: dict[str, set[str]] = {name: set() for name in modules() if name}
    for found in _inside():
        if found.target in graph and found.target != found.importer and (upward or not _is_listed(found)):
            graph[found.importer].add(found.target)
    return graph


def _reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def test_there_are_no_cycles() -> None:
    """Without the listed upward calls the modules form a directed graph without a cycle."""
    try:
        TopologicalSorter(_graph(upward=False)).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_upward_calls_are_few() -> None:
    """Each of them makes a cycle, so they are counted."""
    assert len(UPWARD) <= 12


def test_the_cycles_of_upward_calls_stay_where_they_are() -> None:
    """The cycles that the listed calls close do not reach the grammars, the sources or the command."""
    graph = _graph(upward=True)
    in_cycles = {name for name in graph if name in _reachable(graph, name)}
    assert {_top(name) for name in in_cycles} == IN_CYCLES


def test_the_package_imports_nothing_when_it_is_imported() -> None:
    """The table of contents imports the standard library and nothing else."""
    runtime = [found for found in _imports("") if not found.for_types]
    assert {_top(found.target) for found in runtime} <= sys.stdlib_module_names


def test_third_party_libraries_are_imported_in_one_place() -> None:
    """A library is imported in its home and nowhere else, except for types."""
    astray = [
        str(found)
        for found in _outside()
        if not found.for_types and found.target not in EVERYWHERE and not _is_at_home(found)
    ]
    assert not astray


def _is_at_home(found: Import) -> bool:
    home = HOMES.get(found.target)
    return home is not None and (found.importer == home or found.importer.startswith(f"{home}."))


def test_no_two_classes_share_a_name() -> None:
    """A name in a message or a trace leads to one class."""
    places: dict[str, list[str]] = {}
    for module, path in modules().items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
