"""What a check reads, and about which pages it reports: folders, pages, standard input, or what git has staged."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, frozen

from nhs_internships.catalogue.loading import Source
from nhs_internships.checks.settings import SETTINGS_FILE, Settings, settings_from_bytes, site_of
from nhs_internships.cli.arguments import UsageError
from nhs_internships.dialects.reading import read_source
from nhs_internships.limits import DEFAULT_LIMITS
from nhs_internships.source.files import check_kind
from nhs_internships.source.paths import is_open, is_read, is_within, whole_path
from nhs_internships.source.staging import staged
from nhs_internships.source.text import SourceText
from nhs_internships.source.tree import Tree, open_tree

__all__ = ["Scope", "scope_to_fix", "scopes_of", "site_above"]

_STDIN = "-"
_LIMITS = DEFAULT_LIMITS
_PAGES = (".md", ".markdown", ".yml", ".yaml")
_OTHERS = (".zip", ".json")


@frozen(kw_only=True)
class Scope:
    """What is read together, and about which of its pages findings are reported.

    Attributes:
        sources: What is read.
        folder: A folder in the repository whose date counts, if there is one.
        prefix: What leads from the current folder to the paths of findings.
        only: The files and folders about which findings are reported; ``None`` for all.
        settings: The settings, where they are not those of the sources.
        before: The site as it was; what was found there already is reported only about the files in ``only``.
        is_alone: Whether these are pages whose site is not known.
    """

    sources: Sequence[Source | Tree]
    folder: Path | None = None
    prefix: str = ""
    only: tuple[str, ...] | None = None
    settings: Settings | None = None
    before: Tree | None = None
    is_alone: bool = False

    def covers(self, path: str) -> bool:
        """Whether all findings about a path are reported."""
        return is_within(path, self.only)


def scopes_of(given: Namespace) -> list[Scope]:
    """What the arguments of `check` name: one for each site, and one for all pages without a site.

    Raises:
        UsageError: They do not fit together, or a file is no page.
        OSError: A path cannot be opened.
        ReadError: Standard input is no text, or there is no git work tree.
    """
    paths = given.paths or ["."]
    if given.staged:
        return _staged(paths)
    if _STDIN in paths:
        return [_standard_input(paths, given.stdin_filename)]
    if given.stdin_filename is not None:
        raise UsageError("--stdin-filename needs the path -, which reads standard input")
    scopes: dict[Path | None, Scope] = {}
    for place in map(Path, paths):
        one = _scope_of(place)
        key = None if one.is_alone else one.folder
        scopes[key] = _together(scopes[key], one) if key in scopes else one
    return list(scopes.values())


def _scope_of(place: Path) -> Scope:
    """The site that a path names or is in, or the page alone."""
    check_kind(place)
    if place.is_dir():
        with os.scandir(place):  # a folder that cannot be read is said to be one
            pass
    else:
        _check_ending(place)
    root = None if place.suffix.lower() in _OTHERS and not place.is_dir() else site_above(place)
    if root is not None:
        return _in_site(open_tree(root, _LIMITS), root, [_inside(place, root)])
    if place.is_dir():
        return Scope(sources=[place], folder=whole_path(place), prefix=_prefix(place))
    if place.suffix.lower() == ".zip":
        return Scope(sources=[place], folder=place.absolute())
    return Scope(sources=[place], folder=place.absolute().parent, is_alone=True)


def _together(first: Scope, second: Scope) -> Scope:
    """Two paths that belong to one site, or to none."""
    if first.is_alone:
        return evolve(first, sources=[*first.sources, *second.sources])
    if first.only is None or second.only is None:
        return first if first.only is None else second
    return evolve(first, only=(*first.only, *second.only))


def _check_ending(place: Path) -> None:
    if place.suffix.lower() not in {*_PAGES, *_OTHERS}:
        expected = f"a page ends in {', '.join(_PAGES[:-1])} or {_PAGES[-1]}"
        raise UsageError(f"{place.as_posix()} is not a page: {expected}; name a page, a folder or a zip archive")


def site_above(place: Path) -> Path | None:
    """The folder of the site that a page or folder is a part of; ``None`` if it is a site itself, or there is none.

    Such a site is read as a whole, because what is right on a page depends on what the other pages state.
    """
    root = site_of(place)
    if root is None or root == whole_path(place):
        return None
    inside = _inside(place, root)
    return root if (is_open(inside) if place.is_dir() else is_read(inside)) else None


def scope_to_fix(given: Namespace) -> Scope:
    """The site in which `check --fix` mends something, and the pages whose findings it mends.

    Raises:
        UsageError: The arguments name something else.
        OSError: A path cannot be opened.
    """
    if given.staged or _STDIN in given.paths:
        raise UsageError("fixes are made in files; leave out --staged and -")
    scope, *others = scopes_of(given)
    if others or scope.is_alone or scope.folder is None:
        raise UsageError("fixes are made in a site; name its folder, or pages of one site")
    return scope


def _inside(page: Path, root: Path) -> str:
    return Path(os.path.relpath(page, root)).as_posix()


def _in_site(tree: Tree, root: Path, only: Sequence[str]) -> Scope:
    return Scope(sources=[tree], folder=root, prefix=_prefix(root), only=tuple(only))


def _prefix(root: Path) -> str:
    """What leads from the current folder to the paths in a folder, with ``/``; the whole path of a folder elsewhere."""
    try:
        way = Path(os.path.relpath(root))
    except ValueError:  # another drive of Windows
        way = root.absolute()
    if way.is_absolute() or (not {*way.parts} <= {".."} and way.parts[:1] == ("..",)):
        way = Path(os.path.normpath(root.absolute()))
    return f"{way.as_posix().removesuffix('/')}/" if way.parts else ""


def _standard_input(paths: Sequence[str], name: str | None) -> Scope:
    if len(paths) > 1:
        raise UsageError("- reads standard input; leave out the other paths")
    if sys.stdin is None:
        raise UsageError("there is no standard input")
    data = sys.stdin.buffer.read(_LIMITS.text_bytes + 1)
    page = Path(name or "stdin.md")
    _check_ending(page)
    root = site_above(page) if name else None
    if root is not None:
        path = _inside(page, root)
        return _in_site(open_tree(root, _LIMITS).with_file(path, data), root, [path])
    document = read_source(SourceText.from_bytes(data, page.as_posix(), _LIMITS))
    return Scope(sources=[document], folder=page.absolute().parent if name else None, is_alone=True)


def _staged(paths: Sequence[str]) -> list[Scope]:
    """The site that a folder is or belongs to, as the next commit would have it; nothing if that changes no page."""
    folder = Path(paths[0])
    if len(paths) > 1 or not folder.is_dir():
        raise UsageError("--staged takes one folder, that of the site")
    root = site_of(folder) or folder
    found = staged(root, _LIMITS, SETTINGS_FILE)
    if found.is_same:
        return [Scope(sources=[], folder=root)]
    settings = Settings()
    if found.settings is not None:
        settings = settings_from_bytes(found.settings, (root / SETTINGS_FILE).as_posix())
    return [
        Scope(
            sources=[found.tree],
            folder=root,
            prefix=_prefix(root),
            only=tuple(found.changed),
            settings=settings,
            before=found.before,
        )
    ]
