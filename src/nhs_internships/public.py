"""How a package hands out its public classes under its own name."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["publish"]


def publish(module: str, namespace: Mapping[str, object]) -> None:
    """Make every class in a module's ``__all__`` name that module as its home.

    Pickles, error messages and documentation then show the path from which users import a class, and the modules
    inside a package may move.

    Args:
        module: The ``__name__`` of the public module.
        namespace: Its ``globals()``.
    """
    names = namespace["__all__"]
    for value in (namespace.get(name) for name in names) if isinstance(names, list) else ():
        if isinstance(value, type):
            value.__module__ = module
