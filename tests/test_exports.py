"""What users can import, and what importing costs."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from places import PUBLIC, modules, tree

if TYPE_CHECKING:
    from places import RunPython

# Reading a value of the model must load none of these.
HEAVY = ("yaml", "frontmatter", "markdown_it", "cattrs", "argparse", "rich", "sqlite3", "subprocess")


@pytest.mark.parametrize("name", ni.__all__)
def test_every_public_name_resolves(name: str) -> None:
    """What `__all__` promises is there, and comes from where the table says."""
    value = getattr(ni, name)
    assert value is not None
    if name in ni._HOMES:
        assert value is getattr(import_module(f"nhs_internships.{ni._HOMES[name]}"), name)


def test_the_table_is_the_public_names() -> None:
    """The table of homes and `__all__` name the same things."""
    assert sorted([*ni._HOMES, "__version__"]) == sorted(ni.__all__)


def test_type_checkers_see_the_same_names() -> None:
    """The imports for types name the same homes as the table."""
    imports = [node for node in ast.walk(tree(modules()[""])) if isinstance(node, ast.ImportFrom) and node.module]
    seen = {
        alias.name: node.module.removeprefix("nhs_internships.")
        for node in imports
        if node.module and node.module.startswith("nhs_internships.")
        for alias in node.names
    }
    assert seen == ni._HOMES


def test_dir_is_the_public_names() -> None:
    """Completion in a notebook offers what is public and nothing else."""
    assert dir(ni) == sorted(ni.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails as it does in any other module."""
    with pytest.raises(AttributeError, match="has no attribute 'Porject'"):
        getattr(ni, "Porject")  # noqa: B009 - a type checker would refuse the plain spelling


@pytest.mark.parametrize("name", PUBLIC)
def test_public_modules_say_what_is_public(name: str) -> None:
    """A public module has `__all__` and a `__dir__` that gives it."""
    body = tree(modules()[name]).body
    assigned = {
        target.id
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    } | {node.target.id for node in body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    functions = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    assert "__all__" in assigned
    assert "__dir__" in functions


def test_a_value_of_the_model_is_cheap(run_python: RunPython) -> None:
    """`import nhs_internships as ni; ni.Project` loads no parser, no codec, no command line."""
    code = "import sys, nhs_internships as ni; ni.Project; print(*[m for m in sys.argv[1:] if m in sys.modules])"
    done = run_python(code, *HEAVY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_package_alone_loads_nothing_of_its_own(run_python: RunPython) -> None:
    """Importing the package loads none of its modules."""
    code = "import sys, nhs_internships; print(*[m for m in sys.modules if m.startswith('nhs_internships.')])"
    assert run_python(code).stdout.split() == []
