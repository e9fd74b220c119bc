"""From files to a catalogue: reads every page of a source and reconciles them."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeGuard

from attrs import evolve, field, mutable

from nhs_internships.catalogue.catalogue import Catalogue
from nhs_internships.catalogue.reconcile.identity import identify
from nhs_internships.catalogue.reconcile.mentions import Mention, is_template, mentions
from nhs_internships.catalogue.reconcile.merging import merge, merge_waves
from nhs_internships.catalogue.reconcile.relations import find_relations
from nhs_internships.catalogue.reconcile.slugs import slug_of_url
from nhs_internships.diagnostics import Diagnostic, finding_in, raise_all
from nhs_internships.dialects import Document
from nhs_internships.dialects.reading import read, read_source
from nhs_internships.errors import ReadError
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model import Wave
from nhs_internships.source.files import check_kind, content
from nhs_internships.source.text import SourceText
from nhs_internships.source.tree import open_tree

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Crosswalk", "Source", "default_crosswalk", "load"]


Source = str | PathLike[str] | Document
"""A source to load: a path, or a document that was read."""
Crosswalk = Mapping[str, str] | PathLike[str] | Literal["bundled"] | None
"""Code of an internship -> slug: a mapping, a TOML file with one, the one of the package, or ``None``."""


def load(
    source: Source | Iterable[Source],
    *,
    strict: bool = False,
    crosswalk: Crosswalk = "bundled",
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
        crosswalk: Code of an internship -> slug, for records without a permalink; by default the one that the
            package ships. A mapping, the path of a TOML file with a table ``[codes]``, or ``None`` for no crosswalk.
        limits: Bounds on what is read.

    Raises:
        OSError: A source cannot be opened.
        TypeError: A source is neither a path nor a document.
        ReadError: A path leads to a pipe or device, a catalogue in JSON is loaded together with other sources, a
            single file cannot be read as text (in a folder or archive that is a finding), an archive is refused as a
            whole, or the crosswalk is not valid.
        FormatError: A JSON document is not a catalogue.
        ExceptionGroup: With ``strict``, of `DocumentError`, one for each error or warning.
    """
    parts = list(dict.fromkeys(_parts(source)))
    if len(parts) == 1 and _is_json(parts[0]):
        data = content(parts[0], limits.json_bytes)
        return Catalogue.from_json(data, strict=strict, name=parts[0].as_posix(), limits=limits)
    codes = _crosswalk(crosswalk)
    reading = _Reading(limits, [_name(part) for part in parts])
    for part in sorted(parts, key=_breadth):
        reading.add(part, several=len(parts) > 1)
    catalogue = reading.catalogue(codes)
    if strict:
        raise_all(catalogue.diagnostics, catalogue.name)
    return catalogue


def _parts(source: object) -> Iterator[Path | Document]:
    """The sources that are given.

    Raises:
        TypeError: One is neither a path nor a document.
    """
    several = isinstance(source, Iterable) and not isinstance(source, str | bytes | PathLike | Document)
    for part in source if several and isinstance(source, Iterable) else (source,):
        if not isinstance(part, str | PathLike | Document):
            raise TypeError(f"a source is a path or a document, not {part!r:.80}")
        yield part if isinstance(part, Document) else Path(part)


def _name(part: Path | Document) -> str:
    return part.name if isinstance(part, Document) else part.name or part.as_posix()


def _breadth(part: Path | Document) -> tuple[int, int]:
    """A sort key: folders first, outer ones before inner ones, so that a file is read from the outermost folder."""
    if isinstance(part, Document) or not part.is_dir():
        return 1, 0
    return 0, len(Path(os.path.realpath(part)).parts)


def _is_json(source: Path | Document) -> TypeGuard[Path]:
    return isinstance(source, Path) and source.suffix.lower() == ".json"


def _crosswalk(given: Crosswalk) -> Mapping[str, str]:
    """The crosswalk that is given, with slugs as links spell them."""
    match given:
        case None:
            return {}
        case "bundled":
            return default_crosswalk()
        case Mapping():
            return _codes(given, "the crosswalk")
        case PathLike():
            place = Path(given)
            data = content(place, DEFAULT_LIMITS.text_bytes)
            return _codes(_toml(SourceText.from_bytes(data, place.as_posix())), place.as_posix())
    raise ReadError(str(given), "not a crosswalk", 'pass a mapping, a path, "bundled" or None')


def _toml(source: SourceText) -> object:
    """The table ``[codes]`` of a TOML document."""
    try:
        document: dict[str, object] = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(source.name, f"not TOML: {error}") from None
    return document.get("codes")


def _codes(given: object, name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, slug in given.items() if isinstance(given, Mapping) else (("[codes]", None),):
        known = slug_of_url(slug) if isinstance(slug, str) else None
        if known is None or not isinstance(code, str):
            raise ReadError(
                name, f"the code {code!r} has no valid slug", 'write codes and slugs, like P22 = "made-up-project"'
            )
        found[code] = known
    return found


@lru_cache(maxsize=1)
def default_crosswalk() -> Mapping[str, str]:
    """Code of an internship -> slug of its project, as the package ships it."""
    text = files("nhs_internships").joinpath("data", "crosswalk.toml").read_text(encoding="utf-8")
    codes: dict[str, str] = tomllib.loads(text)["codes"]
    return codes


@mutable
class _Reading:
    """Collects what the sources state. Documents are not kept, because a large site would not fit in memory."""

    limits: Limits
    names: list[str]
    seen: set[str] = field(factory=set)
    templates: set[str] = field(factory=set)
    mentions: list[Mention] = field(factory=list)
    waves: dict[Wave, None] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)

    def add(self, source: Path | Document, *, several: bool) -> None:
        """Read one source; if there are several, the name of each page begins with its folder."""
        if isinstance(source, Document):
            self._take(source)
            return
        check_kind(source)
        if source.is_dir():
            self._tree(source, f"{source.as_posix()}/" if several else "", several)
        elif several and not self._is_new(os.path.realpath(source)):
            return
        elif source.suffix.lower() == ".zip":
            self._tree(source, f"{source.as_posix()}/" if several else "", False)
        elif _is_json(source):
            problem = "a catalogue in JSON cannot be loaded together with other sources"
            raise ReadError(source.as_posix(), problem, "load it by itself")
        else:
            above, folder = _folders(source.absolute().parent)
            self._take(read(source, limits=self.limits), f"{folder}{source.name}", above)

    def _is_new(self, place: str) -> bool:
        is_new = place not in self.seen
        self.seen.add(place)
        return is_new

    def _tree(self, place: Path, prefix: str, overlaps: bool) -> None:
        tree = open_tree(place, self.limits)
        above, folder = _folders(place.absolute()) if place.is_dir() else ("", "")
        root = Path(os.path.realpath(place))
        for path, data in tree.files:
            if overlaps and not self._is_new(str(root / path)):
                continue
            try:
                text = SourceText.from_bytes(data, prefix + path, self.limits)
                self._take(read_source(text), f"{folder}{path}", above)
            except ReadError as error:
                self._report("NI125", error.problem, prefix + path, error.hint)
        for found in sorted(tree.diagnostics, key=lambda one: (one.path, one.code)):
            self.diagnostics.append(evolve(found, path=prefix + found.path))

    def _take(self, document: Document, place: str | None = None, above: str = "") -> None:
        self.diagnostics.extend(document.diagnostics)
        if is_template(document):
            self._report("NI316", "this brief is a template, not a project", document.name)
            self.templates.update(mention.slug for mention in mentions(document) if mention.slug)
            return
        if document.waves:
            self.waves.update(dict.fromkeys(document.waves))
        self.mentions.extend(mentions(document, place, above))

    def _project_mentions(self) -> Iterator[Mention]:
        """The mentions without entries that link to a template; a slug with a brief of its own is no template."""
        if not self.templates:
            yield from self.mentions
            return
        templates = self.templates - {mention.slug for mention in self.mentions if mention.brief is not None}
        for mention in self.mentions:
            if mention.is_entry and mention.slug in templates:
                message = f'"{mention.title}" links to a template, and is not a project'
                self._report("NI316", message, mention.path, line=mention.line)
            else:
                yield mention

    def _report(self, code: str, message: str, path: str, hint: str = "", line: int | None = None) -> None:
        self.diagnostics.append(finding_in(path, code, message, line, hint))

    def catalogue(self, crosswalk: Mapping[str, str]) -> Catalogue:
        """Reconcile everything that was read."""
        identified = identify(self._project_mentions(), crosswalk)
        merged = {slug: merge(slug, mentioned) for slug, mentioned in sorted(identified.by_slug.items())}
        projects = {slug: result.project for slug, result in merged.items()}
        related = find_relations(projects, identified.by_slug, identified.relations)
        problems = [found for result in merged.values() for found in result.diagnostics]
        waves = merge_waves(self.waves)
        return Catalogue(
            projects=projects.values(),
            waves=waves,
            relations=related.relations,
            claims_by_slug={slug: result.claims for slug, result in merged.items()},
            diagnostics=(*self.diagnostics, *identified.diagnostics, *problems, *related.diagnostics),
            as_of=_newest(waves),
            name=", ".join(self.names[:3]) + (", ..." if len(self.names) > 3 else ""),
        )


def _folders(folder: Path) -> tuple[str, str]:
    """The names of the folder above a folder and of the folder itself, each with ``/``."""
    *_, above, name = ("", "", *Path(os.path.normpath(folder)).parts)
    return f"{above}/", f"{name}/"


def _newest(waves: Iterable[Wave]) -> date | None:
    """The newest date the sources state: the day on which the last wave begins."""
    starts = [wave.start.first_day for wave in waves if wave.start is not None]
    return max(starts) if starts else None
