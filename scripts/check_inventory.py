"""Checks that every public name is in the object inventory of the built docs, so that other docs can link to it.

    python scripts/check_inventory.py SITE

SITE is the folder that `mkdocs build` wrote. The exit code is 1 if a name is missing.
"""

from __future__ import annotations

import sys
import zlib
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main(arguments: list[str]) -> int:
    """Print every public name that is missing."""
    found = names(Path(arguments[0], "objects.inv").read_bytes())
    missing = [name for name in public_names() if name not in found]
    print(*(f"not in the inventory: {name}" for name in missing), sep="\n", file=sys.stderr)
    return int(bool(missing))


def names(inventory: bytes) -> set[str]:
    """The names in an inventory: four lines of text, then one line for each object, compressed."""
    *_, objects = inventory.split(b"\n", 4)
    return {line.split(" ")[0] for line in zlib.decompress(objects).decode().splitlines()}


def public_names() -> list[str]:
    """What the package and its public modules export, as it is imported; the version is no object of the docs."""
    sys.path.append(str(ROOT / "tests"))
    modules = ["nhs_internships", *(f"nhs_internships.{name}" for name in import_module("places").PUBLIC)]
    return [f"{module}.{name}" for module in modules for name in import_module(module).__all__ if name != "__version__"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
