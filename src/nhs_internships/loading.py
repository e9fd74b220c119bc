"""From files to a catalogue: read every page of a source, and reconcile what they say."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import field, mutable

from nhs_internships._text import SourceText
from nhs_internships._tree import open_tree
from nhs_internships.catalogue import Catalogue
from nhs_internships.diagnostics import RULES, Diagnostic, raise_all
from nhs_internships.dialects import parse, read
from nhs_internships.document import Document
from nhs_internships.errors import ReadError
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model import Wave
from nhs_internships.reconcile.identity import identify
from nhs_internships.reconcile.mentions import Mention, is_template, mentions
from nhs_internships.reconcile.merging import merge, merge_waves
from nhs_internships.reconcile.relations import find_relations

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Crosswalk", "Source", "bundled", "default_crosswalk", "load"]


def __dir__() -> list[str]:
    return __all__


Source = str | PathLike[str] | Document
Crosswalk = Mapping[str, str] | Literal["bundled"] | None


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
            was read, or several of them.
        strict: Raise every error and warning at once instead of keeping them as findings.
        crosswalk: Code of an internship -> slug, for records without a permalink; by default the one that the
            package ships. ``None`` turns it off.
        limits: Bounds on what is read.

    Raises:
        OSError: A source cannot be opened.
        ReadError: A single file is no text of the scheme; in a folder or archive that is a finding.
        FormatError: A JSON document is not a catalogue.
        ExceptionGroup: With ``strict``, of `DocumentError`, one for each error or warning.
    """
    given = [source] if isinstance(source, str | PathLike | Document) else list(source)
    if len(given) == 1 and not isinstance(given[0], Document) and Path(given[0]).suffix.lower() == ".json":
        return Catalogue.from_json(Path(given[0]).read_bytes(), strict=strict)
    reading = _Reading(limits)
    for part in given:
        reading.add(part)
    catalogue = reading.catalogue(default_crosswalk() if crosswalk == "bundled" else crosswalk or {})
    if strict:
        raise_all(catalogue.diagnostics, catalogue.name)
    return catalogue


def bundled() -> Catalogue:
    """The facts of the real scheme, as the package ships them.

    Titles, slugs, links, labels, keywords, statuses, waves, internships with their codes and outputs. No prose, and
    no personal names. ``as_of`` says when the pages were taken.

    >>> bundled()["pets-in-healthcare"].area
    'PETs'
    """
    return _bundled()


@lru_cache(maxsize=1)
def _bundled() -> Catalogue:
    return Catalogue.from_json(files("nhs_internships").joinpath("data", "catalogue.json").read_bytes())


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

    def add(self, source: Source) -> None:
        """Read one source."""
        if isinstance(source, Document):
            self.names.append(source.name)
            self._take(source)
            return
        place = Path(source)
        self.names.append(place.name or place.as_posix())
        if place.is_dir() or (place.suffix.lower() == ".zip" and zipfile.is_zipfile(place)):
            self._tree(place)
        else:
            self._take(read(place, limits=self.limits))

    def _tree(self, place: Path) -> None:
        tree = open_tree(place, self.limits)
        for path, data in tree.files:
            try:
                self._take(parse(SourceText.from_bytes(data, path, self.limits).text, name=path, limits=self.limits))
            except ReadError as error:
                problem = Diagnostic(
                    code="NI125",
                    severity=RULES["NI125"].severity,
                    message=error.problem,
                    path=path,
                    hint=error.hint,
                )
                self.diagnostics.append(problem)
        self.diagnostics.extend(tree.diagnostics)

    def _take(self, document: Document) -> None:
        self.diagnostics.extend(document.diagnostics)
        self.waves.update(dict.fromkeys(document.waves))
        if document.brief is not None and is_template(document):
            rule = RULES["NI316"]
            message = "this brief is a template, and no project"
            self.diagnostics.append(
                Diagnostic(code=rule.code, severity=rule.severity, message=message, path=document.name)
            )
            return
        self.mentions.extend(mentions(document))

    def catalogue(self, crosswalk: Mapping[str, str]) -> Catalogue:
        """Reconcile everything that was read."""
        identified = identify(self.mentions, crosswalk)
        merged = {slug: merge(slug, said) for slug, said in sorted(identified.by_slug.items())}
        projects = {slug: result.project for slug, result in merged.items()}
        briefs = {slug: m.path for slug, said in identified.by_slug.items() for m in reversed(said) if m.brief}
        relations, dead = find_relations(projects, briefs)
        problems = [found for result in merged.values() for found in result.diagnostics]
        waves = merge_waves(self.waves)
        return Catalogue(
            projects=projects.values(),
            waves=waves,
            relations=sorted({*identified.relations, *relations}, key=lambda r: (r.source, r.kind, r.target)),
            claims_by_slug={slug: result.claims for slug, result in merged.items()},
            diagnostics=(*self.diagnostics, *identified.diagnostics, *problems, *dead),
            as_of=_newest(waves),
            name=", ".join(self.names[:3]) + (", ..." if len(self.names) > 3 else ""),
        )


def _newest(waves: Iterable[Wave]) -> date | None:
    """The newest date the sources state: the day on which the last wave begins."""
    starts = [wave.start.first_day for wave in waves if wave.start is not None]
    return max(starts) if starts else None
