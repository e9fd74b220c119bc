"""What a check reads, and about which pages it reports: folders, pages, standard input, or what git has staged."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from nhs_internships.catalogue.loading import Source
from nhs_internships.checks.settings import SETTINGS_FILE, Settings, settings_from_bytes, site_of
from nhs_internships.cli.arguments import UsageError
from nhs_internships.dialects.reading import read_source
from nhs_internships.limits import DEFAULT_LIMITS
from nhs_internships.source.paths import is_read
from nhs_internships.source.staging import staged
from nhs_internships.source.text import SourceText
from nhs_internships.source.tree import Tree, open_tree

if TYPE_CHECKING:
    from argparse import Namespace


__all__ = ["Scope", "prefix_of", "scope_of", "site_to_fix"]

_STDIN = "-"
_LIMITS = DEFAULT_LIMITS


@frozen(kw_only=True)
class Scope:
    """What is read, and about which of its pages findings are reported.

    Attributes:
        sources: What is read.
        folder: A folder in the repository whose date counts, if there is one.
        prefix: What leads from the current folder to the paths of findings.
        only: The paths about which findings are reported; ``None`` for all.
        settings: The settings, where they are not those of the sources.
    """

    sources: Sequence[Source | Tree]
    folder: Path | None = None
    prefix: str = ""
    only: frozenset[str] | None = None
    settings: Settings | None = None


def scope_of(given: Namespace) -> Scope:
    """What the arguments of `check` name.

    Raises:
        UsageError: They do not fit together.
        OSError: A path cannot be opened.
        ReadError: Standard input is no text, or there is no git work tree.
    """
    paths = given.paths or ["."]
    if given.staged:
        return _staged(paths)
    if _STDIN in paths:
        return _standard_input(paths, given.stdin_filename)
    if given.stdin_filename is not None:
        raise UsageError("--stdin-filename needs the path -, which reads standard input")
    places = [Path(path) for path in paths]
    pages = [place for place in places if _is_page(place)]
    root = _common_site(pages) if len(pages) == len(places) else None
    if root is not None:
        return _in_site(open_tree(root, _LIMITS), root, [_inside(page, root) for page in pages])
    folder = next((place if place.is_dir() else place.parent for place in places), None)
    prefix = prefix_of(places[0]) if len(places) == 1 and places[0].is_dir() else ""
    return Scope(sources=places, folder=folder, prefix=prefix)


def site_to_fix(given: Namespace) -> Path:
    """The folder of the site whose findings `check --fix` mends.

    Raises:
        UsageError: The arguments name something else.
    """
    paths = given.paths or ["."]
    if given.staged or len(paths) > 1 or paths[0] == _STDIN or Path(paths[0]).is_file():
        raise UsageError("fixes are made in the folder of a site; name that folder alone")
    return Path(paths[0])


def _is_page(place: Path) -> bool:
    return place.is_file() and place.suffix.lower() not in {".zip", ".json"}


def _common_site(pages: Sequence[Path]) -> Path | None:
    """The folder of the one site that all pages belong to.

    Such a site is read as a whole, because what is right on a page depends on what the other pages state.
    """
    roots = {site_of(page) for page in pages}
    root = roots.pop() if len(roots) == 1 else None
    return root if root and all(is_read(_inside(page, root)) for page in pages) else None


def _inside(page: Path, root: Path) -> str:
    return Path(os.path.relpath(page, root)).as_posix()


def _in_site(tree: Tree, root: Path, only: Sequence[str]) -> Scope:
    return Scope(sources=[tree], folder=root, prefix=prefix_of(root), only=frozenset(only))


def prefix_of(root: Path) -> str:
    """The way from the current folder to a folder in it, with ``/``; empty for a folder elsewhere."""
    try:
        way = Path(os.path.relpath(root)).as_posix()
    except ValueError:  # another drive of Windows
        return ""
    return "" if way == "." or way.startswith("..") else f"{way}/"


def _standard_input(paths: Sequence[str], name: str | None) -> Scope:
    if len(paths) > 1:
        raise UsageError("- reads standard input; leave out the other paths")
    if sys.stdin is None:
        raise UsageError("there is no standard input")
    data = sys.stdin.buffer.read(_LIMITS.text_bytes + 1)
    page = Path(name or "stdin.md")
    root = _common_site([page]) if name else None
    if root is not None:
        path = _inside(page, root)
        return _in_site(open_tree(root, _LIMITS).with_file(path, data), root, [path])
    document = read_source(SourceText.from_bytes(data, page.as_posix(), _LIMITS))
    return Scope(sources=[document], folder=page.absolute().parent if name else None)


def _staged(paths: Sequence[str]) -> Scope:
    root = Path(paths[0])
    if len(paths) > 1 or not root.is_dir():
        raise UsageError("--staged takes one folder, that of the site")
    found = staged(root, _LIMITS, SETTINGS_FILE)
    settings = Settings()
    if found.settings is not None:
        settings = settings_from_bytes(found.settings, (root / SETTINGS_FILE).as_posix())
    sources = [found.tree] if found.changed else []
    return Scope(sources=sources, folder=root, prefix=prefix_of(root), only=found.changed, settings=settings)
