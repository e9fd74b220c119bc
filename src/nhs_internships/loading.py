"""From files to a catalogue: read every page of a source, and reconcile what they say."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeGuard

from attrs import evolve, field, mutable

from nhs_internships._text import SourceText
from nhs_internships._tree import open_tree
from nhs_internships.catalogue import Catalogue
from nhs_internships.diagnostics import RULES, Diagnostic, raise_all
from nhs_internships.dialects.reading import read, read_source
from nhs_internships.document import Document
from nhs_internships.errors import ReadError
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model import Badge, Wave
from nhs_internships.reconcile.identity import identify
from nhs_internships.reconcile.mentions import Mention, is_template, mentions
from nhs_internships.reconcile.merging import merge, merge_waves
from nhs_internships.reconcile.relations import find_relations
from nhs_internships.reconcile.slugs import slug_of_url

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Crosswalk", "Source", "default_crosswalk", "load"]


def __dir__() -> list[str]:
    return __all__


Source = str | PathLike[str] | Document
"""What can be loaded: a path, or a document that was read."""
Crosswalk = Mapping[str, str] | PathLike[str] | Literal["bundled"] | None
"""Code of an internship -> slug: a mapping, a TOML file that holds one, the one of the package, or none."""


def load(
    source: Source | Iterable[Source],
    *,
    strict: bool = False,
    crosswalk: Crosswalk = "bundled",
    limits: Limits = DEFAULT_LIMITS,
) -> Catalogue:
    """Read a whole site, or any of its pages, into one catalogue.

    Args:
        source: A folder, a zip archive of one, a page, a brief, a data file, a catalogue in JSON, a document that
            was read, or several of them. The order of several does not matter; one that comes twice is read once.
        strict: Raise every error and warning at once instead of keeping them as findings.
        crosswalk: Code of an internship -> slug, for records without a permalink; by default the one that the
            package ships. A mapping, the path of a TOML file with a table ``[codes]``, or ``None`` for no crosswalk.
        limits: Bounds on what is read.

    Raises:
        OSError: A source cannot be opened.
        ReadError: A single file is no text of the scheme (in a folder or archive that is a finding), an archive is
            refused as a whole, or the crosswalk is none.
        FormatError: A JSON document is not a catalogue.
        ExceptionGroup: With ``strict``, of `DocumentError`, one for each error or warning.
    """
    given = [source] if isinstance(source, str | PathLike | Document) else list(source)
    parts = list(dict.fromkeys(part if isinstance(part, Document) else Path(part) for part in given))
    if len(parts) == 1 and _is_json(parts[0]):
        return Catalogue.from_json(parts[0].read_bytes(), strict=strict, name=parts[0].as_posix(), limits=limits)
    codes = _crosswalk(crosswalk)
    with _few_collections():
        reading = _Reading(limits)
        for part in parts:
            reading.add(part, several=len(parts) > 1)
        catalogue = reading.catalogue(codes)
    if strict:
        raise_all(catalogue.diagnostics, catalogue.name)
    return catalogue


@contextmanager
def _few_collections() -> Iterator[None]:
    """Keep Python's search for cycles away from what was read before.

    All that is read is kept and has no cycles, so the search finds nothing, again and again, and makes a brief of a
    large site a fifth dearer than one of a small site. Nor do parsers leave cycles behind; only PyYAML without its C
    parser does, 6 kB for each text that is no YAML, and that can wait.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _is_json(source: Path | Document) -> TypeGuard[Path]:
    return isinstance(source, Path) and source.suffix.lower() == ".json"


def _crosswalk(given: Crosswalk) -> Mapping[str, str]:
    """The crosswalk that a caller means, with slugs as links spell them."""
    match given:
        case None:
            return {}
        case "bundled":
            return default_crosswalk()
        case Mapping():
            return _codes(given, "the crosswalk")
        case PathLike():
            place = Path(given)
            return _codes(_toml(SourceText.from_bytes(place.read_bytes(), place.as_posix())), place.as_posix())
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
            raise ReadError(name, f"{code!r} leads to no slug", 'write codes and slugs, like P22 = "made-up-project"')
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
    """What was read so far. Documents are not kept: a large site would not fit in memory."""

    limits: Limits
    names: list[str] = field(factory=list)
    mentions: list[Mention] = field(factory=list)
    waves: dict[Wave, None] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    badges: dict[Badge, Badge] = field(factory=dict)

    def add(self, source: Path | Document, *, several: bool) -> None:
        """Read one source; of several folders each page is named with its folder."""
        if isinstance(source, Document):
            self.names.append(source.name)
            self._take(source)
            return
        self.names.append(source.name or source.as_posix())
        if source.is_dir() or source.suffix.lower() == ".zip":
            self._tree(source, f"{source.as_posix()}/" if several else "")
        elif _is_json(source):
            raise ReadError(source.as_posix(), "a catalogue in JSON is loaded alone", "load it apart")
        else:
            self._take(read(source, limits=self.limits))

    def _tree(self, place: Path, prefix: str) -> None:
        tree = open_tree(place, self.limits)
        for path, data in tree.files:
            try:
                text = SourceText.from_bytes(data, prefix + path, self.limits)
                self._take(read_source(text, self.limits), path)
            except ReadError as error:
                self._report("NI125", error.problem, prefix + path, error.hint)
        for found in sorted(tree.diagnostics, key=lambda one: (one.path, one.code)):
            self.diagnostics.append(evolve(found, path=prefix + found.path))

    def _take(self, document: Document, place: str | None = None) -> None:
        self.diagnostics.extend(document.diagnostics)
        if is_template(document):
            self._report("NI316", "this brief is a template, and no project", document.name)
            return
        if document.waves:
            self.waves.update(dict.fromkeys(document.waves))
        self.mentions.extend(mentions(document, place, self.badges))

    def _report(self, code: str, message: str, path: str, hint: str = "") -> None:
        self.diagnostics.append(
            Diagnostic(code=code, severity=RULES[code].severity, message=message, path=path, hint=hint)
        )

    def catalogue(self, crosswalk: Mapping[str, str]) -> Catalogue:
        """Reconcile everything that was read."""
        identified = identify(self.mentions, crosswalk)
        merged = {slug: merge(slug, said) for slug, said in sorted(identified.by_slug.items())}
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


def _newest(waves: Iterable[Wave]) -> date | None:
    """The newest date the sources state: the day on which the last wave begins."""
    starts = [wave.start.first_day for wave in waves if wave.start is not None]
    return max(starts) if starts else None
