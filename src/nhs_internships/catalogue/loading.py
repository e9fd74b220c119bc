"""From files to a catalogue: reads every page of a source and reconciles them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import NamedTuple, TypeGuard

from attrs import evolve, field, mutable

from nhs_internships.catalogue.catalogue import Catalogue
from nhs_internships.catalogue.crosswalk import Crosswalk, read_crosswalk
from nhs_internships.catalogue.statements import Collected, statements_of
from nhs_internships.diagnostics import raise_all
from nhs_internships.dialects import Document
from nhs_internships.dialects.reading import read, read_source
from nhs_internships.errors import ParseError, ReadError
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.source.files import check_kind, content
from nhs_internships.source.paths import printable
from nhs_internships.source.text import SourceText
from nhs_internships.source.tree import Tree, open_tree

__all__ = ["Loaded", "Source", "day", "folders", "load", "load_with_documents", "reconciled_again"]


Source = str | PathLike[str] | Document
"""What can be loaded: a path, or a document that was read."""

_Part = Path | Document | Tree


def load(
    source: Source | Iterable[Source],
    *,
    strict: bool = False,
    crosswalk: Crosswalk = "bundled",
    as_of: date | str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Catalogue:
    """Read a whole site, or any of its pages, into one catalogue.

    The folder of a brief states the status of its project. The names of the folder that is opened and of its parent
    count as well; folders further up do not.

    Args:
        source: A folder, a zip archive of one, a page, a brief, a data file, a document that was read, or several of
            them. The order of several does not matter; a file that is in several of them is read once. A catalogue
            in JSON can be loaded as well, but only alone.
        strict: Raise every error and warning at once instead of keeping them as findings.
        crosswalk: Code of an internship -> slug, for records and output pages without a permalink; by default the
            bundled one. ``"certain"`` leaves out its codes that are likely only. Or a mapping, the path of a TOML file
            with a table ``[codes]``, or ``None`` for no crosswalk.
        as_of: The day for which the sources were true, as a date or as text (``"2024-02-05"``); ``None`` where it is
            not known.
        limits: Bounds on what is read.

    Raises:
        OSError: A source cannot be opened.
        TypeError: A source is neither a path nor a document.
        ParseError: ``as_of`` is no day.
        ReadError: A path leads to a pipe or device, a catalogue in JSON is loaded together with other sources, a
            single file cannot be read as text (in a folder or archive that is a finding), an archive is refused as a
            whole, or the crosswalk is not valid.
        FormatError: A JSON document is not a catalogue.
        ExceptionGroup: With ``strict``, of `DocumentError`, one for each error or warning.
    """
    known = day(as_of)
    parts = list(dict.fromkeys(_parts(source)))
    if len(parts) == 1 and _is_json(parts[0]):
        data = content(parts[0], limits.json_bytes)
        found = Catalogue.from_json(data, strict=strict, name=parts[0].as_posix(), limits=limits)
        return found if known is None else evolve(found, as_of=known)
    catalogue = _read_pages(parts, crosswalk, known, limits)
    if strict:
        raise_all(catalogue.diagnostics, catalogue.name)
    return catalogue


class Loaded(NamedTuple):
    """A catalogue, and the documents it was made from, in the order in which they were read."""

    catalogue: Catalogue
    documents: tuple[Document, ...]


def load_with_documents(
    source: Source | Iterable[Source | Tree],
    *,
    as_of: date | str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Loaded:
    """Read a whole site as `load` does, and keep every document, for checking and changing them.

    A source may also be a tree, whose files need not be those on disk.

    Raises:
        ReadError: As `load`; also for a catalogue in JSON, which has no documents.
        OSError: A source cannot be opened.
        TypeError: A source is neither a path nor a document.
        ParseError: ``as_of`` is no day.
    """
    parts = list(dict.fromkeys(_parts(source)))
    if len(parts) == 1 and _is_json(parts[0]):
        raise ReadError(parts[0].as_posix(), "a catalogue in JSON has no pages", "name the folder of the site")
    documents: list[Document] = []
    return Loaded(_read_pages(parts, "bundled", day(as_of), limits, documents.append), tuple(documents))


# What the files of a folder are reported for, and not their texts.
_ABOUT_FILES = {"NI121", "NI122", "NI123", "NI125"}


def reconciled_again(before: Catalogue, folder: Path, documents: Iterable[Document]) -> Catalogue:
    """The catalogue of a folder after changes of its pages, as `load` would read it, from documents in memory.

    Args:
        before: The catalogue as it was; what it reports about files that are no documents stays.
        folder: The folder; its name counts, and nothing in it is read.
        documents: The pages in it, in the order of their paths, each with its path as its name.
    """
    above, name = folders(folder)
    collected = Collected()
    paths = set()
    for document in documents:
        paths.add(document.name)
        collected.add(statements_of(document, f"{name}{document.name}", above))
    collected.diagnostics += (
        found for found in before.diagnostics if found.code in _ABOUT_FILES and found.path not in paths
    )
    return collected.catalogue(read_crosswalk("bundled"), before.as_of, [before.name])


def _read_pages(
    parts: Sequence[_Part],
    crosswalk: Crosswalk,
    as_of: date | None,
    limits: Limits,
    keep: Callable[[Document], None] = lambda _: None,
) -> Catalogue:
    codes = read_crosswalk(crosswalk)
    reading = _Reading(limits, [_name(part) for part in parts], keep)
    for part in sorted(parts, key=_breadth):
        reading.add(part, several=len(parts) > 1)
    return reading.collected.catalogue(codes, as_of, reading.names)


def day(given: date | str | None) -> date | None:
    """The day that a caller means.

    Raises:
        ParseError: The text is no day.
    """
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ParseError("date", str(given), 'a day such as "2024-02-05"') from None


def _parts(source: object) -> Iterator[_Part]:
    """The sources that are given.

    Raises:
        TypeError: One is neither a path nor a document.
    """
    several = isinstance(source, Iterable) and not isinstance(source, str | bytes | PathLike | Document)
    for part in source if several and isinstance(source, Iterable) else (source,):
        if not isinstance(part, str | PathLike | Document | Tree):
            raise TypeError(f"a source is a path or a document, not {part!r:.80}")
        yield part if isinstance(part, Document | Tree) else Path(part)


def _name(part: _Part) -> str:
    return printable(part.name or part.as_posix()) if isinstance(part, Path) else part.name


def _breadth(part: _Part) -> tuple[int, int]:
    """A sort key: folders first, outer ones before inner ones, so that a file is read from the outermost folder."""
    if not isinstance(part, Path) or not part.is_dir():
        return 1, 0
    return 0, len(Path(os.path.realpath(part)).parts)


def _is_json(source: _Part) -> TypeGuard[Path]:
    return isinstance(source, Path) and source.suffix.lower() == ".json"


@mutable
class _Reading:
    """Collects what the sources state. A document is kept only by ``keep``: those of a large site fill the memory."""

    limits: Limits
    names: list[str]
    keep: Callable[[Document], None]
    seen: set[str] = field(factory=set)
    collected: Collected = field(factory=Collected)

    def add(self, source: _Part, *, several: bool) -> None:
        """Read one source; if there are several, the name of each page begins with its folder."""
        if isinstance(source, Document):
            self._take(source)
            return
        if isinstance(source, Tree):
            self._tree(source, "", False)
            return
        check_kind(source)
        if source.is_dir():
            self._tree(open_tree(source, self.limits), f"{source.as_posix()}/" if several else "", several)
        elif several and not self._is_new(os.path.realpath(source)):
            return
        elif source.suffix.lower() == ".zip":
            self._tree(open_tree(source, self.limits), f"{source.as_posix()}/" if several else "", False)
        elif _is_json(source):
            problem = "a catalogue in JSON cannot be loaded together with other sources"
            raise ReadError(source.as_posix(), problem, "load it by itself")
        else:
            above, folder = folders(source.absolute().parent)
            self._take(read(source, limits=self.limits), f"{folder}{source.name}", above)

    def _is_new(self, place: str) -> bool:
        is_new = place not in self.seen
        self.seen.add(place)
        return is_new

    def _tree(self, tree: Tree, prefix: str, overlaps: bool) -> None:
        above, folder = folders(tree.place.absolute()) if tree.place else ("", "")
        root = Path(os.path.realpath(tree.place or tree.name))
        is_empty = True
        for path, data in tree.files:
            is_empty = False
            if overlaps and not self._is_new(str(root / path)):
                continue
            try:
                text = SourceText.from_bytes(data, prefix + path, self.limits)
                self._take(read_source(text), f"{folder}{path}", above)
            except ReadError as error:
                self.collected.report("NI125", error.problem, prefix + path, error.hint)
        if is_empty and not any(tree.diagnostics):
            hint = "name the folder that holds the Markdown pages and the folder _data"
            raise ReadError(tree.name, "there is no page and no data file in it", hint)
        for found in sorted(tree.diagnostics, key=lambda one: (one.path, one.code)):
            self.collected.diagnostics.append(evolve(found, path=prefix + found.path))

    def _take(self, document: Document, place: str | None = None, above: str = "") -> None:
        self.keep(document)
        self.collected.add(statements_of(document, place, above))


def folders(folder: Path) -> tuple[str, str]:
    """The names of the folder above a folder and of the folder itself, each with ``/``; both may state a status."""
    *_, above, name = ("", "", *Path(os.path.normpath(folder)).parts)
    return f"{above}/", f"{name}/"
