"""The settings of a site: what its maintainers chose to check, and facts that only they know."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from attrs import field, frozen

from nhs_internships.checks.codes import codes_of
from nhs_internships.checks.colours import is_colour
from nhs_internships.checks.patterns import matches
from nhs_internships.diagnostics import Severity
from nhs_internships.errors import FormatError, ParseError, Problem, QueryError, nearest
from nhs_internships.limits import DEFAULT_LIMITS
from nhs_internships.model import Facet
from nhs_internships.model.attributes import items, member, to_texts
from nhs_internships.model.texts import fold
from nhs_internships.source.files import content
from nhs_internships.source.paths import whole_path
from nhs_internships.source.text import SourceText
from nhs_internships.vocabulary import Vocabulary

__all__ = ["MARKS", "SETTINGS_FILE", "Settings", "settings_from_bytes", "settings_in", "site_of"]

SETTINGS_FILE = "nhs-internships.toml"
"""The file in the folder of a site that holds its settings."""

_MARKS_OF_A_SITE = (SETTINGS_FILE, "_config.yml", "mkdocs.yml")
_HOME_PAGE = "index.md"
_BESIDE_A_HOME_PAGE = ("_data", ".git")
MARKS = f"{', '.join(_MARKS_OF_A_SITE)}, or {_HOME_PAGE} beside _data or .git"
"""What the folder of a site holds, for messages."""


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    codes = items(str, given)
    codes_of(codes)
    return codes


def _severities(given: Mapping[str, Severity | str]) -> Mapping[str, Severity]:
    codes_of(given.keys())
    return MappingProxyType({code: member(Severity, word) for code, word in given.items()})


def _paths(given: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({pattern: _codes(codes) for pattern, codes in given.items()})


def _moved(given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(given))


@frozen(kw_only=True)
class Settings:
    """What ``nhs-internships.toml`` states.

    Attributes:
        vocabulary: The terms that labels may be: the bundled ones and those of the site.
        ignore: Codes, or beginnings of codes, that are not reported.
        exclude: Patterns of paths about which nothing is reported. The pages are read all the same.
        paths: Pattern of paths -> codes, or beginnings of codes, that are not reported there.
        severities: Code, or beginning of codes -> another severity. The longest one that fits counts.
        moved: Where hosts and organisations have gone: a beginning of addresses -> what it is now.

    Raises:
        QueryError: A code does not exist.
        ParseError: A severity does not exist.
        TypeError: A value is of another Python type.

    Examples:
        >>> Settings.from_toml('ignore = ["NI2"]').ignore
        ('NI2',)
    """

    vocabulary: Vocabulary = field(factory=Vocabulary.bundled)
    ignore: tuple[str, ...] = field(default=(), converter=_codes)
    exclude: tuple[str, ...] = field(default=(), converter=to_texts)
    paths: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=_paths)
    severities: Mapping[str, Severity] = field(factory=dict, converter=_severities)
    moved: Mapping[str, str] = field(factory=dict, converter=_moved)

    @classmethod
    def from_toml(cls, text: str, *, name: str = SETTINGS_FILE) -> Settings:
        """Read settings from TOML.

        Args:
            text: The TOML document.
            name: What errors call it.

        Raises:
            FormatError: The text is no TOML, a key is not known, or a value is not what it should be; all problems are
                reported.
        """
        try:
            document = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise FormatError(name, [Problem("", f"invalid TOML: {error}")]) from None
        problems = list(_problems(document))
        vocabulary = Vocabulary.bundled()
        if document.pop("term", None) is not None:
            try:
                problems += _problems_of_terms(Vocabulary.from_toml(text, name=name))
                vocabulary = Vocabulary.from_toml(text, name=name, base=vocabulary)
            except FormatError as error:
                problems += error.problems
        if problems:
            raise FormatError(name, problems)
        return cls(vocabulary=vocabulary, **document)

    def ignores(self, code: str, path: str) -> bool:
        """Whether findings of a code are not reported about a path."""
        if any(matches(path, pattern) for pattern in self.exclude):
            return True
        return any(code.startswith(codes) and matches(path, pattern) for pattern, codes in self.paths.items())

    def idle_patterns(self, paths: Collection[str]) -> tuple[str, ...]:
        """The patterns that fit none of some paths, so that they do nothing."""
        return tuple(one for one in (*self.exclude, *self.paths) if not any(matches(path, one) for path in paths))

    def severity(self, code: str) -> Severity | None:
        """The severity that the settings give to a code, if they give one."""
        fitting = [beginning for beginning in self.severities if code.startswith(beginning)]
        return self.severities[max(fitting, key=len)] if fitting else None


def settings_in(folder: Path) -> Settings:
    """The settings in the folder of a site; those by default where it has no such file.

    Raises:
        OSError: The file cannot be read.
        ReadError: It is not UTF-8 text.
        FormatError: It holds what no settings file can hold.
    """
    file = folder / SETTINGS_FILE
    try:
        data = content(file, DEFAULT_LIMITS.text_bytes)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    return settings_from_bytes(data, file.as_posix())


def settings_from_bytes(data: bytes, name: str) -> Settings:
    """The settings in the bytes of a file.

    Raises:
        ReadError: They are not UTF-8 text.
        FormatError: They hold what no settings file can hold.
    """
    return Settings.from_toml(SourceText.from_bytes(data, name).text.removeprefix("\ufeff"), name=name)


def site_of(place: Path) -> Path | None:
    """The folder of the site that a page or folder belongs to, which may be that folder itself.

    It is the nearest folder that has a settings file, the configuration of Jekyll or MkDocs, or ``index.md`` beside a
    folder ``_data`` or ``.git``; the root of a git repository is the last one that is looked at.
    """
    whole = whole_path(place)
    for folder in (whole, *whole.parents) if place.is_dir() else whole.parents:
        if _is_site(folder):
            return folder
        if _is_there(folder, ".git"):
            break
    return None


def _is_site(folder: Path) -> bool:
    if any(_is_there(folder, mark) for mark in _MARKS_OF_A_SITE):
        return True
    return _is_there(folder, _HOME_PAGE) and any(_is_there(folder, name) for name in _BESIDE_A_HOME_PAGE)


def _is_there(folder: Path, name: str) -> bool:
    """Whether a folder has something of a name; not where the folder cannot be read."""
    return os.access(folder / name, os.F_OK)


# What a settings file may hold.


def _problems(document: Mapping[str, object]) -> Iterator[Problem]:
    for key, value in document.items():
        if key in _KEYS:
            yield from _KEYS[key](key, value)
        elif key != "term":
            guess = nearest(key, (*_KEYS, "term"))
            advice = f'; did you mean "{guess}"?' if guess else f". Valid: {', '.join((*_KEYS, 'term'))}"
            yield Problem(key, f"unknown key{advice}")


def _problems_of_terms(own: Vocabulary) -> Iterator[Problem]:
    """Terms of the site of which a badge would be grey, or of which only the first would count."""
    seen: set[tuple[Facet, str]] = set()
    for at, term in enumerate(own.all):
        if term.colour is not None and not is_colour(term.colour):
            yield Problem(f"term[{at}].colour", f'shields.io knows no colour "{term.colour}"')
        key = (term.facet, fold(term.label))
        if key in seen:
            yield Problem(f"term[{at}].label", f'a second {term.facet} "{term.label}"; write one term')
        seen.add(key)


def _strings(place: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(place, f"expected a list of strings, got {value!r:.80}")
        return
    for at, one in enumerate(value):
        yield from _string(f"{place}[{at}]", one)


def _string(place: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not value.strip():
        yield Problem(place, f"expected a string that is not blank, got {value!r:.80}")


def _list_of_codes(place: str, value: object) -> Iterator[Problem]:
    problems = list(_strings(place, value))
    yield from problems
    if not problems and isinstance(value, list):
        for at, code in enumerate(value):
            yield from _code(f"{place}[{at}]", code)


def _code(place: str, code: str) -> Iterator[Problem]:
    try:
        codes_of([code])
    except QueryError as error:
        yield Problem(place, str(error))


def _table(place: str, value: object, check: Callable[[str, object], Iterator[Problem]]) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(place, f"expected a table, got {value!r:.80}")
        return
    for key, one in value.items():
        yield from _string(f"{place}.{key}", key)
        yield from check(f"{place}.{key}", one)


def _table_of_codes(place: str, value: object) -> Iterator[Problem]:
    yield from _table(place, value, _list_of_codes)


def _table_of_severities(place: str, value: object) -> Iterator[Problem]:
    yield from _table(place, value, _severity)
    for code in value if isinstance(value, dict) else ():
        yield from _code(f"{place}.{code}", code)


def _severity(place: str, value: object) -> Iterator[Problem]:
    try:
        member(Severity, value if isinstance(value, str) else f"{value!r:.80}")
    except ParseError as error:
        yield Problem(place, str(error))


def _table_of_addresses(place: str, value: object) -> Iterator[Problem]:
    yield from _table(place, value, _string)


_KEYS: Mapping[str, Callable[[str, object], Iterator[Problem]]] = {
    "ignore": _list_of_codes,
    "exclude": _strings,
    "paths": _table_of_codes,
    "severities": _table_of_severities,
    "moved": _table_of_addresses,
}
